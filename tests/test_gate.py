"""The gate: with and without it the rows are the same, whatever the article speaks of."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cdextract import pipeline, reading
from cdextract.article import Article
from cdextract.rules import resources
from cdextract.rules.loading import RUNNERS, load_yaml, read_example
from cdextract.text.gate import article_can_hold, blocks_to_read, sentence_can_hold, speaks_of_unions
from cdextract.text.normalised import lower, normalise
from cdextract.text.zones import split_blocks

CORPUS = Path(__file__).parents[1] / "corpus" / "articles"
# The same constructions told of other bodies: there the gate has to look closer.
OTHER_BODIES = {
    "Liên đoàn Lao động": "Ủy ban nhân dân", "LĐLĐ": "UBND", "Công đoàn": "Hội Nông dân", "công đoàn": "hội nông dân", "CĐCS": "chi hội",
    "đoàn viên": "hội viên", "Đoàn viên": "Hội viên", "ĐVCĐ": "hội viên", "Đảng": "Hội",
}  # fmt: skip
FILLERS = (
    "Sáng 5/3, đội chủ nhà thắng 2-1 ở phút 67.", "Ngày 12/6/2021, trường có 52 lớp với 1.250 học sinh.", "Một người dân đã báo tin lúc 9 giờ.",
    "Kế hoạch giao thông được bàn trong ba ngày, đã có 4 phương án.", "Giá vé tăng 20 nghìn đồng từ tháng 3/2022.", "Trong số đó có hai em nhỏ.",
    "Ông Bình (57 tuổi) trồng 300 gốc cam trên 2 ha đất.", "Trước đó, đoàn có 120 người.", "Có 40 hộ nghèo.", "Cả xóm góp 12 triệu đồng.",
)  # fmt: skip


def corpus() -> list[Article]:
    records = [json.loads(line) for line in (CORPUS / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    articles = [
        Article(r["id"], r["text"], r["title"], None, date.fromisoformat(r["published"]) if r["published"] else None) for r in records
    ]
    seeds = [Article(path.stem, path.read_text(encoding="utf-8")) for path in sorted((CORPUS / "seeds").glob("*.txt"))]
    return articles + seeds


def retold(articles: list[Article]) -> list[Article]:
    """The articles told of bodies that are no unions."""
    out = []
    for article in articles:
        text = article.text
        for union, other in OTHER_BODIES.items():
            text = text.replace(union, other)
        out.append(Article(article.document, text, None, None, article.published))
    return out


def mixed(articles: list[Article], count: int) -> Iterator[Article]:
    """Paragraphs of several articles among paragraphs that hold no figure; the same ones every time."""
    draw = random.Random(11)
    paragraphs = [part for article in articles for part in article.text.split("\n") if len(part) > 40]
    for number in range(count):
        chosen = [draw.choice(FILLERS) for _ in range(draw.randint(2, 8))] + [draw.choice(paragraphs) for _ in range(draw.randint(0, 2))]
        draw.shuffle(chosen)
        yield Article(f"mixed-{number}", draw.choice(["\n", "\n\n", " "]).join(chosen))


def examples() -> Iterator[str]:
    """Every example and counter-example of the rules."""
    for name, (key, _, _) in RUNNERS.items():
        for rule in load_yaml(name).get(key, []):
            yield from (read_example(line).text for line in rule["examples"])
            yield from rule["not"]


def ungated(article: Article, monkeypatch: pytest.MonkeyPatch) -> list[pipeline.Row]:
    with monkeypatch.context() as patch:
        patch.setattr(reading, "article_can_hold", lambda low: True, raising=False)
        patch.setattr(reading, "blocks_to_read", lambda low, blocks: frozenset(range(len(blocks))), raising=False)
        return pipeline.rows(article)


def check(articles: list[Article], monkeypatch: pytest.MonkeyPatch) -> int:
    """Compare; gives the number of rows."""
    count = 0
    for article in articles:
        expected = ungated(article, monkeypatch)
        assert pipeline.rows(article) == expected, article.text
        count += len(expected)
    return count


def test_rows_of_the_corpus_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check(corpus(), monkeypatch) > 200


def test_rows_of_articles_about_other_bodies_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [article for article in retold(corpus()) if not speaks_of_unions(lower(article.text))]
    assert len(articles) > 60
    assert check(articles, monkeypatch) > 150


def test_rows_of_mixed_articles_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = list(mixed(retold(corpus()), 150))
    assert check(articles, monkeypatch) > 25
    assert sum(not article_can_hold(normalise(article.text).lower) for article in articles) > 5


def test_examples_of_all_rules_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [Article("example", text) for text in examples()]
    assert check(articles, monkeypatch) > 100
    check(retold(articles), monkeypatch)


@pytest.mark.parametrize(
    "text",
    [
        "Giá cà phê tăng 5%.", "tăng năm phần trăm", "Có 45/52 trường đạt chuẩn.", "Có 45 trường/52 trường đạt chuẩn.",
        "Có 517 doanh nghiệp trên tổng số 1.148 doanh nghiệp mở hội nghị.", "Chỉ có 21 trên 477 thí sinh vắng mặt.",
        "Trong tổng số 171 trường đã có 117 đơn vị đạt chuẩn.", "Kế hoạch giao 250 người, thực hiện 310 người.",
        "Trồng 1.184 cây (chỉ tiêu 800 cây).", "Có 4.215 hộ, tăng 130 hộ so với năm trước (4.085 hộ).", "Ngày 5/3, lớp có 10/8 máy tính.",
        "Trường giới thiệu 20 quần chúng ưu tú, tăng 5 người.", "LĐLĐ huyện lập 3 CĐCS.",
        "Tỉnh đoàn giới thiệu 20 đoàn viên ưu tú cho Đảng.", "Đảng bộ xã kết nạp ba đảng viên.",
    ],
)  # fmt: skip
def test_what_can_hold_a_figure(text: str) -> None:
    assert article_can_hold(lower(text))


@pytest.mark.parametrize(
    "text",
    [
        "", "Sáng 5/3, đội chủ nhà thắng 2-1 ở phút 67.", "Ngày 12/6/2021, trường có 52 lớp.", "Tháng 3/2022, giá là 96.000 đồng/kg.",
        "Hôm qua (27/3), ông Bình (57 tuổi) đến.", "Giấy phép số 18/GP-SVH.", "Trong số đó có bạn tôi.", "Kế hoạch giao thông đã có.",
        "Nhiệt độ từ 17 đến 37 độ.", "Đảng bộ xã có 3 chi bộ.", "Ủy ban mở 3 lớp cho 286 lượt người.",
    ],
)  # fmt: skip
def test_what_cannot_hold_a_figure(text: str) -> None:
    assert not article_can_hold(lower(text))
    assert not sentence_can_hold(lower(text))


def test_blocks_beside_a_figure_are_read() -> None:
    text = normalise("Mở đầu.\n\nCó 40 hộ nghèo trong xã năm nay.\n\nTrong đó 12 hộ (30%) đã thoát nghèo.\n\nHết giờ, mọi người ra về.\n\nTrời mưa.")
    blocks = split_blocks(text)
    wanted = blocks_to_read(text.lower, blocks)
    read = [text.norm[blocks[index].start : blocks[index].end] for index in sorted(wanted)]
    assert any("40 hộ" in block for block in read)
    assert any("30%" in block for block in read)
    assert not any("Trời mưa" in block for block in read)


def test_own_rules_open_the_gate(tmp_path: Path) -> None:
    low = "sáng 5/3, đội chủ nhà thắng 2-1."
    assert not article_can_hold(low)
    resources.use_patterns(tmp_path)
    try:
        assert article_can_hold(low)
    finally:
        resources.use_patterns(None)
