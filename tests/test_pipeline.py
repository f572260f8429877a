"""Article → rows: columns, offsets, ids, context and checks together; and texts that no one would write."""

import json
import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from cdextract.article import Article
from cdextract.evaluate import evaluate, read_gold
from cdextract.pipeline import read_rows, rows
from cdextract.results.columns import NAMES
from cdextract.results.frames import plain_row
from core_helpers import SHARED_MISSING, slim, table
from work_counts import calls

SHARED = Path(__file__).parents[2] / "shared"
ARTICLE = (
    "Năm 2024, LĐLĐ huyện Phú Xuyên thành lập 10/8 CĐCS (đạt 125%), kết nạp 802/1.000 đoàn viên (đạt 81,2%). "
    "6 tháng đầu năm 2025, LĐLĐ huyện Phúc Thọ kết nạp 412 đoàn viên, đạt 103% kế hoạch."
)


def test_a_row_has_the_columns_of_the_table_and_nothing_else():
    for row in table(ARTICLE):
        assert set(row) <= set(NAMES)
        assert plain_row(row)["document"] == "a"


def test_an_article_from_text_to_verdict():
    found = [slim(row, "org", "year", "indicator", "value", "base", "percent", "verdict", "diagnosis") for row in table(ARTICLE)]
    assert found == [
        ("LĐLĐ huyện Phú Xuyên", 2024, "cdcs_established", 10, 8, 125, "consistent", None),
        ("LĐLĐ huyện Phú Xuyên", 2024, "members_admitted", 802, 1000, 81.2, "inconsistent", "digit_typo"),
        ("LĐLĐ huyện Phúc Thọ", 2025, "members_admitted", 412, None, 103, "implied", None),
    ]


def test_periods_and_places_are_those_of_the_clause():
    last = table(ARTICLE)[-1]
    assert (last["period_start"], last["period_end"]) == (date(2025, 1, 1), date(2025, 6, 30))
    assert (last["district"], last["province"], last["org_type"]) == ("Phúc Thọ", "Hà Nội", "district")


def test_numbers_are_exact():
    for row in table(ARTICLE):
        for name in ("value", "base", "percent", "percent_expected"):
            assert row[name] is None or isinstance(row[name], Decimal | int | Fraction), name


def test_fields_of_the_article_are_on_every_row():
    article = Article("id-7", ARTICLE, "Tin", "https://example.vn/7", date(2025, 7, 1), "field")
    for row in rows(article):
        assert (row["document"], row["title"], row["url"]) == ("id-7", "Tin", "https://example.vn/7")
        assert (row["published"], row["published_source"]) == (date(2025, 7, 1), "field")


def test_words_for_this_year_mean_the_year_of_publication():
    [row] = rows(Article("a", "Năm nay, LĐLĐ huyện Ba Vì kết nạp 412 đoàn viên.", None, None, date(2022, 11, 3)))
    assert row["year"] == 2022
    [row] = rows(Article("a", "Năm nay, LĐLĐ huyện Ba Vì kết nạp 412 đoàn viên."))
    assert row["year"] is None


def test_ids_are_document_and_offset_and_differ():
    found = table("Công đoàn tỉnh kết nạp 6.200 đoàn viên, đạt 124% kế hoạch Trung ương, đạt 103,3% kế hoạch tỉnh, tăng 8,5% so với năm 2021.")
    start = found[0]["start"]
    assert [row["figure_id"] for row in found] == [f"a#{start}", f"a#{start}b", f"a#{start}c"]


def test_ids_do_not_change_when_text_is_added_behind():
    before = [row["figure_id"] for row in table(ARTICLE)]
    after = [row["figure_id"] for row in table(ARTICLE + " Hội nghị kết thúc tốt đẹp.")]
    assert after == before


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_evidence_is_the_original_text(form):
    text = unicodedata.normalize(form, ARTICLE).replace(" ", "\u00a0", 3).replace("%", "％", 1)
    found = rows(Article("a", text))
    assert len(found) == 3
    for row in found:
        assert text[row["start"] : row["end"]] == row["evidence"]
        assert row["evidence"] in row["sentence"]


def test_no_number_of_the_sentence_is_taken_for_the_cause_twice():
    [row] = table("Năm 2023, trong 64 đại biểu, có 80/165 đại biểu là nữ (54,42%).")[-1:]
    assert row["verdict"] == "inconsistent"


def test_unread_percentages_are_given_beside_the_rows():
    found, left = read_rows(Article("a", "Có 95% doanh nghiệp trả lương đúng hạn. " + ARTICLE))
    assert len(found) == 3
    assert left == ["95%"]


# --- texts that no one would write ---------------------------------------------------------------------------------------

HOSTILE = {
    "dots_and_letters": "a.a.a." * 7_000,
    "open_brackets": "(" * 40_000,
    "closing_brackets": ")" * 40_000,
    "percent_signs": "%" * 40_000,
    "digits": "1" * 40_000,
    "thousands": "1.000." * 7_000,
    "newlines": "\n" * 100_000,
    "one_number_a_line": "1\n" * 5_000,
    "combining_marks": "a" + "\u0301" * 40_000,
    "zero_width": "\u200b" * 40_000 + "1",
    "surrogates": "\ud800" * 20_000,
    "words_of_wholes": "trong số " * 5_000,
    "bodies": "LĐLĐ huyện Ba Vì, " * 1_000,
    "years": "năm 2021 " * 2_000,
    "quotes": '"' * 40_000,
    "long_line_without_figures": "xin chào các bạn công đoàn " * 7_500,
    "slashes": "1/1/1/1/" * 5_000,
    "ratios": "1/1 " * 10_000,
    "percentages": "50% " * 10_000,
    "numbers_and_commas": "1, " * 13_000,
    "ranges": "1-" * 20_000,
    "number_words": "một trăm " * 5_000,
    "numbers_and_words": "5 và " * 9_000,
    "levels": "từ 5 đến " * 5_000,
    "long_line_of_figures": "LĐLĐ huyện Ba Vì thành lập 9/6 CĐCS (đạt 150%), kết nạp 412 đoàn viên, " * 2_700,
    "odd_digits": "€£¥𝟙①½" * 5_000,
}

@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_read(text):
    text = f"Công đoàn huyện. {text}"  # so that the gate lets it through
    assert all(text[row["start"] : row["end"]] == row["evidence"] for row in rows(Article("a", text)))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_the_work_of_hostile_texts_grows_with_their_length(text):
    def work(part):
        return calls(lambda: rows(Article("a", f"Công đoàn huyện. {text[: len(text) // part]}")))

    work(40)
    assert work(5) < 4 * 1.3 * work(20) + 50_000


# --- the annotation material, where it lies beside the project -----------------------------------------------------------


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason=SHARED_MISSING)
def test_every_figure_of_the_real_articles():
    folder = SHARED / "seeds"
    gold = read_gold(folder / "gold.jsonl")
    found = []
    for document in gold:
        text = (folder / f"{document['id']}.txt").read_bytes().decode()
        of_one = rows(Article(document["id"], text, document.get("title")))
        assert all(text[row["start"] : row["end"]] == row["evidence"] for row in of_one)
        found += of_one
    result = evaluate(gold, found)
    assert result.mistakes == []
    assert (result.scores["full"].right, result.scores["period"].right, len(found)) == (32, 32, 32)
    assert all(result.extras[name].accuracy == 1 for name in ("part_of", "exceeded_percent", "approx"))
    assert "truncated" in {row["verdict"] for row in found if row["evidence"].startswith("8/3") or "266,66" in row["evidence"]}
    [implied] = [row for row in found if row["base_implied"] == 6]
    assert slim(implied, "value", "percent", "exceeded_percent", "verdict") == (12, 200, 100, "implied")


@pytest.mark.skipif(not (SHARED / "dev" / "articles.jsonl").is_file(), reason=SHARED_MISSING)
def test_the_annotated_articles():
    documents = [json.loads(line) for line in (SHARED / "dev" / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    found = []
    for document in documents:
        published = document["published"] and date.fromisoformat(document["published"])
        found += rows(Article(document["id"], document["text"], document["title"], None, published))
    result = evaluate(documents, found)
    assert result.scores["full"].f1 >= 0.97
    assert result.scores["numbers"].f1 >= 0.99
    assert result.scores["period"].f1 >= 0.96
    assert result.extras["part_of"].accuracy >= 0.9
