from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cdextract import extract
from cdextract.bodies.context import Placed, assign_bodies, list_of_bodies
from cdextract.bodies.lexing import lex_bodies
from cdextract.text.normalised import normalise
from cdextract.text.sentences import split_sentences
from cdextract.text.zones import split_blocks

SHARED = Path(__file__).resolve().parents[2] / "shared"


def place(marked: str, *, title: str | None = None, published: date | None = None, ends: date | None = None) -> list[Placed]:
    """Read an article in which every figure stands between ⟦ and ⟧ (a figure for two bodies twice: ⟦⟦…⟧⟧)."""
    spans: list[tuple[int, int]] = []
    plain: list[str] = []
    opened: list[int] = []
    at = 0
    for char in marked:
        if char == "⟦":
            opened.append(at)
        elif char == "⟧":
            spans.append((opened.pop(), at))
        else:
            plain.append(char)
            at += 1
    text = normalise("".join(plain))
    assert text.norm == "".join(plain)
    blocks = split_blocks(text, title)
    sentences = split_sentences(text, blocks)
    mentions = [[m.shifted(s.start) for m in lex_bodies(text.norm[s.start : s.end])] for s in sentences]
    figures = [(next(i for i, s in enumerate(sentences) if s.start < end <= s.end), start, end) for start, end in sorted(spans)]
    return assign_bodies(title, published, text, blocks, sentences, mentions, figures, [ends] * len(figures))


def orgs(marked: str, **options: object) -> list[str | None]:
    return [placed.org for placed in place(marked, **options)]  # type: ignore[arg-type]


def test_every_clause_of_a_list_has_its_own_body() -> None:
    assert orgs(
        "Năm 2022, LĐLĐ huyện Thường Xuân ⟦thành lập 5/4 CĐCS⟧, ⟦kết nạp 120 đoàn viên⟧; LĐLĐ thị xã Bỉm Sơn ⟦kết nạp 320 đoàn viên⟧, "
        "trong đó ⟦30 người là công nhân⟧; Công đoàn ngành Y tế Thanh Hóa ⟦kết nạp 44 đoàn viên⟧."
    ) == [
        "LĐLĐ huyện Thường Xuân", "LĐLĐ huyện Thường Xuân", "LĐLĐ thị xã Bỉm Sơn", "LĐLĐ thị xã Bỉm Sơn", "Công đoàn ngành Y tế Thanh Hóa",
    ]


def test_figures_are_shared_out_in_order() -> None:
    text = (
        "LĐLĐ huyện Sông Lô và LĐLĐ huyện Lập Thạch (Vĩnh Phúc) lần lượt ⟦⟦kết nạp 120 và 95 đoàn viên⟧⟧. "
        "Hai đơn vị tương ứng ⟦⟦thành lập 3 và 2 CĐCS⟧⟧."
    )
    assert orgs(text) == ["LĐLĐ huyện Sông Lô", "LĐLĐ huyện Lập Thạch"] * 2
    assert {placed.province for placed in place(text)} == {"Vĩnh Phúc"}


def test_one_figure_for_each_body_of_a_list() -> None:
    text = "LĐLĐ các huyện Bá Thước, Lang Chánh và Quan Sơn đều ⟦⟦⟦thành lập 4 CĐCS⟧⟧⟧."
    assert orgs(text) == ["LĐLĐ huyện Bá Thước", "LĐLĐ huyện Lang Chánh", "LĐLĐ huyện Quan Sơn"]


def test_the_giver_of_a_plan_is_not_its_doer() -> None:
    assert orgs(
        "So với chỉ tiêu LĐLĐ tỉnh Phú Thọ giao, LĐLĐ huyện Cẩm Khê ⟦thành lập 7/5 CĐCS⟧. "
        "Đơn vị cũng ⟦kết nạp 210 đoàn viên, đạt 105% kế hoạch LĐLĐ tỉnh giao⟧, ⟦mở 3 lớp tập huấn⟧."
    ) == ["LĐLĐ huyện Cẩm Khê"] * 3


def test_praise_partners_and_guests_do_not_take_over() -> None:
    assert orgs(
        "LĐLĐ huyện Mộ Đức (Quảng Ngãi) tổng kết năm 2023. Phó Chủ tịch LĐLĐ tỉnh Quảng Ngãi đánh giá cao nỗ lực của đơn vị.\n"
        "Trong năm, ⟦kết nạp 150 đoàn viên⟧. Ba năm liền đơn vị được LĐLĐ tỉnh tặng cờ. ⟦Thành lập 4 CĐCS⟧.\n"
        "Phòng Giáo dục phối hợp với LĐLĐ tỉnh mở hội thi. ⟦Giới thiệu 40 đoàn viên ưu tú cho Đảng⟧."
    ) == ["LĐLĐ huyện Mộ Đức"] * 3


def test_a_province_article_lists_districts_and_returns() -> None:
    assert orgs(
        "LĐLĐ tỉnh Nam Định tổng kết năm 2023. ⟦Kết nạp 9.000 đoàn viên⟧.\n"
        "Tiêu biểu, LĐLĐ huyện Hải Hậu ⟦kết nạp 900 đoàn viên⟧; LĐLĐ huyện Nghĩa Hưng ⟦kết nạp 700 đoàn viên⟧.\n"
        "Về chăm lo, ⟦trao 40 nhà Mái ấm Công đoàn⟧. Riêng LĐLĐ huyện Ý Yên ⟦trao 6 nhà⟧. Toàn tỉnh ⟦mở 60 lớp tập huấn⟧.",
        title="Công đoàn Nam Định tổng kết",
    ) == [
        "LĐLĐ tỉnh Nam Định", "LĐLĐ huyện Hải Hậu", "LĐLĐ huyện Nghĩa Hưng", "LĐLĐ tỉnh Nam Định", "LĐLĐ huyện Ý Yên", "LĐLĐ tỉnh Nam Định",
    ]


def test_whole_province_in_mid_sentence_goes_back() -> None:
    assert orgs(
        "LĐLĐ tỉnh Tây Ninh cho biết, LĐLĐ thị xã Trảng Bàng ⟦kết nạp 2.000 đoàn viên⟧; tính chung, toàn tỉnh ⟦kết nạp 9.100 đoàn viên⟧."
    ) == ["LĐLĐ thị xã Trảng Bàng", "LĐLĐ tỉnh Tây Ninh"]


def test_a_comparison_with_the_whole_province_changes_nothing() -> None:
    assert orgs("LĐLĐ huyện Đức Hòa (Long An) dẫn đầu toàn tỉnh với ⟦4.100 đoàn viên mới⟧, ⟦thành lập 21 CĐCS⟧.") == ["LĐLĐ huyện Đức Hòa"] * 2


def test_the_union_of_the_level_is_the_one_spoken_of() -> None:
    text = (
        "Tại Cẩm Khê, ông Lê Văn Đức - Chủ tịch LĐLĐ huyện cho biết, năm 2023 ⟦kết nạp 210 đoàn viên⟧.\n"
        "Còn tại Thanh Ba, Chủ tịch LĐLĐ huyện Trần Văn Hải chia sẻ, LĐLĐ huyện ⟦kết nạp 180 đoàn viên⟧."
    )
    assert orgs(text, title="Cách làm của công đoàn Phú Thọ") == ["LĐLĐ huyện Cẩm Khê", "LĐLĐ huyện Thanh Ba"]


def test_the_provinces_union_of_a_district_article() -> None:
    placed = place("LĐLĐ huyện Cẩm Khê họp. LĐLĐ tỉnh ⟦trao 20 nhà Mái ấm Công đoàn⟧ cho toàn tỉnh.")
    assert [(p.org, p.district, p.province) for p in placed] == [("LĐLĐ tỉnh Phú Thọ", None, "Phú Thọ")]


def test_a_union_that_is_nowhere_named_stays_null() -> None:
    assert place("Năm 2021, Liên đoàn Lao động tỉnh ⟦kết nạp 8.865 đoàn viên⟧, đạt 147% chỉ tiêu Tổng Liên đoàn giao.")[0].org is None
    assert place("Năm 2023, các cấp công đoàn đã ⟦kết nạp 12.400 đoàn viên⟧.")[0].org is None


def test_general_news_has_a_place_but_no_body() -> None:
    placed = place("Tỉnh Quảng Ninh có ⟦5.200/5.300 hộ (98,1%)⟧ dùng nước sạch. Toàn tỉnh còn ⟦100 hộ nghèo⟧.", title="Nước sạch ở Quảng Ninh")
    assert [(p.org, p.district, p.province) for p in placed] == [(None, None, "Quảng Ninh")] * 2
    placed = place("Xuất khẩu ⟦đạt 1,2 tỷ USD (98%)⟧. Huyện Bắc Bình (Bình Thuận) thu ⟦214 tỷ đồng (92%)⟧.")
    assert [(p.org, p.district, p.province) for p in placed] == [(None, None, None), (None, "Bắc Bình", "Bình Thuận")]


def test_headline_and_its_place() -> None:
    assert orgs("Năm 2023, ⟦thành lập 6/5 CĐCS⟧.", title="Kết quả của LĐLĐ huyện Can Lộc (Hà Tĩnh)") == ["LĐLĐ huyện Can Lộc"]
    assert orgs("Năm 2023, LĐLĐ tỉnh ⟦thành lập 60 CĐCS⟧.", title="Hậu Giang: Thêm 60 công đoàn cơ sở") == ["LĐLĐ tỉnh Hậu Giang"]
    assert orgs("Năm qua, các cấp công đoàn huyện ⟦thành lập 6 CĐCS⟧.", title="Một năm ở Can Lộc") == ["LĐLĐ huyện Can Lộc"]


def test_a_place_can_be_the_subject() -> None:
    assert orgs(
        "LĐLĐ tỉnh Nghệ An biểu dương các đơn vị: huyện Đô Lương ⟦thành lập 12 CĐCS⟧, huyện Yên Thành ⟦8 CĐCS⟧; thành phố Vinh (⟦21 CĐCS⟧)."
    ) == ["LĐLĐ huyện Đô Lương", "LĐLĐ huyện Yên Thành", "LĐLĐ thành phố Vinh"]


def test_where_a_thing_happened_is_not_whose_it_is() -> None:
    assert orgs("LĐLĐ tỉnh Sóc Trăng ⟦trao 32 nhà⟧. Nhà mới nhất ở huyện Kế Sách rộng 72 m2. Quỹ còn ⟦tặng 120 suất quà⟧.") == ["LĐLĐ tỉnh Sóc Trăng"] * 2


def test_a_body_behind_its_figure() -> None:
    assert orgs("Dẫn đầu với ⟦42 CĐCS mới⟧ là LĐLĐ quận Hà Đông.") == ["LĐLĐ quận Hà Đông"]


def test_founded_unions_are_not_the_subject() -> None:
    assert orgs(
        "LĐLĐ huyện Gia Lộc (Hải Dương) ra mắt CĐCS Công ty TNHH May Minh Anh với ⟦145 đoàn viên⟧. "
        "Quý này đơn vị lập thêm 2 CĐCS, gồm: CĐCS Công ty Gỗ Thành Công, CĐCS Trường Mầm non Hoa Mai; ⟦kết nạp 60 đoàn viên⟧."
    ) == ["LĐLĐ huyện Gia Lộc"] * 2


def test_a_company_union_can_be_the_subject() -> None:
    placed = place("Năm 2023, CĐCS Công ty TNHH May Minh Anh (Hải Dương) ⟦kết nạp 145 đoàn viên⟧. CĐCS ⟦tặng 300 suất quà⟧.")
    assert [(p.org, p.org_type, p.district, p.province) for p in placed] == [
        ("CĐCS Công ty TNHH May Minh Anh", "grassroots", None, "Hải Dương")
    ] * 2


def test_sector_unions_keep_their_form() -> None:
    placed = place(
        "Công đoàn ngành Giáo dục tỉnh Lai Châu tổng kết. Toàn ngành ⟦kết nạp 120 đoàn viên⟧. Công đoàn ngành Giáo dục ⟦kiểm tra 12 CĐCS⟧."
    )
    assert {(p.org, p.org_type, p.district, p.province) for p in placed} == {
        ("Công đoàn ngành Giáo dục tỉnh Lai Châu", "sector", None, "Lai Châu")
    }


def test_whole_country() -> None:
    assert orgs(
        "Báo cáo của Tổng LĐLĐ Việt Nam: các cấp công đoàn cả nước ⟦kết nạp 900.000 đoàn viên⟧. Tại LĐLĐ tỉnh Bình Phước, ⟦kết nạp 15.000 đoàn viên⟧. "
        "Có ⟦59/63 LĐLĐ tỉnh, thành phố⟧ hoàn thành."
    )[:2] == ["Tổng LĐLĐ Việt Nam", "LĐLĐ tỉnh Bình Phước"]


@pytest.mark.parametrize(
    ("text", "ends", "expected"),
    [
        ("LĐLĐ TP Huế ⟦kết nạp 90 đoàn viên⟧", date(2023, 12, 31), ("LĐLĐ thành phố Huế", "district", "Huế", "Thừa Thiên Huế", "46")),
        ("LĐLĐ TP Huế ⟦kết nạp 90 đoàn viên⟧", date(2025, 12, 31), ("LĐLĐ thành phố Huế", "province", None, "Huế", "46")),
        ("LĐLĐ TP.Hải Dương ⟦kết nạp 90 đoàn viên⟧", date(2023, 12, 31), ("LĐLĐ thành phố Hải Dương", "district", "Hải Dương", "Hải Dương", "30")),
        ("LĐLĐ TP Đồng Nai ⟦kết nạp 90 đoàn viên⟧", date(2026, 6, 30), ("LĐLĐ thành phố Đồng Nai", "province", None, "Đồng Nai", "75")),
        ("LĐLĐ Đồng Nai ⟦kết nạp 90 đoàn viên⟧", date(2023, 6, 30), ("LĐLĐ tỉnh Đồng Nai", "province", None, "Đồng Nai", "75")),
        ("LĐLĐ tỉnh Bắc Ninh ⟦kết nạp 90 đoàn viên⟧", date(2024, 6, 30), ("LĐLĐ tỉnh Bắc Ninh", "province", None, "Bắc Ninh", "27")),
        ("LĐLĐ tỉnh Bắc Ninh ⟦kết nạp 90 đoàn viên⟧", date(2026, 6, 30), ("LĐLĐ tỉnh Bắc Ninh", "province", None, "Bắc Ninh", "24")),
        ("LĐLĐ huyện Kỳ Sơn ⟦kết nạp 90 đoàn viên⟧", date(2022, 6, 30), ("LĐLĐ huyện Kỳ Sơn", "district", "Kỳ Sơn", "Nghệ An", "40")),
        ("LĐLĐ huyện Kỳ Sơn ⟦kết nạp 90 đoàn viên⟧", date(2018, 6, 30), ("LĐLĐ huyện Kỳ Sơn", "district", "Kỳ Sơn", None, None)),
        ("LĐLĐ huyện Châu Thành, Trà Vinh ⟦kết nạp 90 đoàn viên⟧", date(2022, 6, 30), ("LĐLĐ huyện Châu Thành", "district", "Châu Thành", "Trà Vinh", "84")),
        ("LĐLĐ quận Bình Tân ⟦kết nạp 90 đoàn viên⟧", date(2022, 6, 30), ("LĐLĐ quận Bình Tân", "district", "Bình Tân", "Hồ Chí Minh", "79")),
        ("LĐLĐ Đông Anh ⟦kết nạp 90 đoàn viên⟧", None, ("LĐLĐ huyện Đông Anh", "district", "Đông Anh", "Hà Nội", "01")),
        ("Công đoàn phường Dĩ An (TP HCM) ⟦kết nạp 90 đoàn viên⟧", date(2025, 12, 31), ("Công đoàn phường Dĩ An", "commune", None, "Hồ Chí Minh", "79")),
        ("Công đoàn Giáo dục Việt Nam ⟦kết nạp 90 đoàn viên⟧", None, ("Công đoàn Giáo dục Việt Nam", "sector", None, None, None)),
    ],
)
def test_canonical_forms_by_date(text: str, ends: date | None, expected: tuple[str | None, ...]) -> None:
    (placed,) = place(text + ".", ends=ends)
    assert (placed.org, placed.org_type, placed.district, placed.province, placed.province_code) == expected


def test_an_ambiguous_district_takes_the_articles_province() -> None:
    text = "LĐLĐ tỉnh Tiền Giang khen LĐLĐ huyện Cái Bè và LĐLĐ huyện Châu Thành. LĐLĐ huyện Châu Thành ⟦kết nạp 436 đoàn viên⟧."
    assert [(p.province, p.district_code) for p in place(text)] == [("Tiền Giang", "821")]


def test_reasons_are_told() -> None:
    text = "LĐLĐ huyện Mộ Đức ⟦kết nạp 9 đoàn viên⟧. ⟦Thành lập 2 CĐCS⟧."
    assert [p.how for p in place(text)] == ["in its clause", "carried from the sentence before"]
    assert "headline" in place("⟦Thành lập 2 CĐCS⟧.", title="LĐLĐ huyện Mộ Đức họp")[0].how


def test_list_of_bodies() -> None:
    text = "LĐLĐ quận Tây Hồ, LĐLĐ quận Hà Đông và LĐLĐ huyện Ba Vì lần lượt kết nạp; còn LĐLĐ huyện Mê Linh thì chưa"
    assert [[m.value.name for m in group] for group in list_of_bodies(text, lex_bodies(text))] == [["Tây Hồ", "Hà Đông", "Ba Vì"]]


CASES = [json.loads(line) for line in (Path(__file__).parent / "data" / "places.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[f"{number}" for number in range(len(CASES))])
def test_short_articles_of_all_provinces(case: dict[str, Any]) -> None:
    published = date.fromisoformat(case["published"]) if case["published"] else None
    placed = place(case["text"], title=case["title"], published=published)
    assert [(p.org, p.how) for p in placed] == [(org, p.how) for org, p in zip(case["orgs"], placed, strict=True)]


def gold(path: Path) -> tuple[int, list[tuple[object, ...]]]:
    """Number of gold figures, and those whose body, district or province come out otherwise."""
    number, wrong = 0, []
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        raw = article.get("text") or (SHARED / "seeds" / f"{article['id']}.txt").read_text(encoding="utf-8")
        text = normalise(raw)
        blocks = split_blocks(text, article["title"])
        sentences = split_sentences(text, blocks)
        mentions = [[m.shifted(s.start) for m in lex_bodies(text.norm[s.start : s.end])] for s in sentences]
        figures, dates = [], []
        for figure in article["figures"]:
            evidence = normalise(figure["evidence"]).norm
            start = text.norm.index(evidence)
            end = start + len(evidence)
            figures.append((next(i for i, s in enumerate(sentences) if s.start < end <= s.end), start, end))
            last = (figure["period"] or [None, None])[1]
            dates.append(date.fromisoformat(last) if last else None)
        published = date.fromisoformat(article["published"]) if article["published"] else None
        placed = assign_bodies(article["title"], published, text, blocks, sentences, mentions, figures, dates)
        for figure, got in zip(article["figures"], placed, strict=True):
            number += 1
            if (figure["org"], figure["district"], figure["province"]) != (got.org, got.district, got.province):
                wrong.append((article["id"], figure["org"], got.org, got.how, figure["evidence"]))
    return number, wrong


@pytest.mark.skipif(not SHARED.exists(), reason="the shared articles are not beside this checkout")
@pytest.mark.parametrize(("file", "figures"), [("dev/articles.jsonl", 248), ("seeds/gold.jsonl", 32)])
def test_all_gold_figures_are_placed(file: str, figures: int) -> None:
    number, wrong = gold(SHARED / file)
    assert number == figures
    assert not wrong


def test_lists_and_tables_of_districts() -> None:
    assert orgs(
        "Kết quả năm 2023 của LĐLĐ thành phố Hà Nội:\n- Quận Hoàng Mai: ⟦34/28 CĐCS⟧.\n- LĐLĐ huyện Ba Vì: ⟦7/5 CĐCS⟧.\n"
        "- Mê Linh: ⟦9/8 CĐCS⟧.\nSóc Sơn | ⟦12/10⟧ | 120%"
    ) == ["LĐLĐ quận Hoàng Mai", "LĐLĐ huyện Ba Vì", "LĐLĐ huyện Mê Linh", "LĐLĐ huyện Sóc Sơn"]


def test_the_giver_of_a_plan_is_never_the_body() -> None:
    assert orgs(
        "LĐLĐ tỉnh Yên Bái kết nạp 4.100 đoàn viên. Số CĐCS mới là ⟦30 đơn vị, bằng 120% chỉ tiêu⟧ Tổng Liên đoàn và ⟦bằng 75% chỉ tiêu⟧ tỉnh tự đề ra."
    ) == ["LĐLĐ tỉnh Yên Bái"] * 2
    text = "LĐLĐ huyện Văn Yên ⟦thành lập 5 CĐCS, bằng 125%⟧ kế hoạch năm LĐLĐ tỉnh Yên Bái; ⟦kết nạp 300 đoàn viên⟧."
    assert orgs(text) == ["LĐLĐ huyện Văn Yên"] * 2


def test_a_group_named_first_is_a_topic() -> None:
    text = "LĐLĐ tỉnh Cà Mau ⟦lập 40 CĐCS⟧.\nKhối công đoàn ngành, Công đoàn Viên chức tỉnh Cà Mau ⟦kết nạp 60 đoàn viên⟧."
    assert orgs(text) == ["LĐLĐ tỉnh Cà Mau", "Công đoàn Viên chức tỉnh Cà Mau"]


def test_a_company_union_is_the_topic_of_its_paragraph() -> None:
    text = (
        "Công đoàn các Khu công nghiệp tỉnh Hà Nam ⟦quản lý 210 CĐCS⟧.\n"
        "Ở Khu công nghiệp Châu Sơn, Công đoàn Công ty TNHH May Hoa Ban là điểm sáng. Hiện ⟦910/940 lao động⟧ là đoàn viên. "
        "Năm 2023, công đoàn công ty ⟦giới thiệu 9 đoàn viên ưu tú⟧.\n"
        "Còn tại Công đoàn Công ty Cổ phần Gỗ Đại An, ⟦506/520 lao động⟧ là đoàn viên. Năm 2023, đã ⟦giới thiệu 3 đoàn viên ưu tú⟧.\n"
        "Các cấp công đoàn còn ⟦thành lập 12 CĐCS⟧."
    )
    zone = "Công đoàn các Khu công nghiệp tỉnh Hà Nam"
    may, wood = "Công đoàn Công ty TNHH May Hoa Ban", "Công đoàn Công ty Cổ phần Gỗ Đại An"
    assert orgs(text) == [zone, may, may, wood, wood, zone]


def test_a_sentence_before_the_first_union_is_of_its_place() -> None:
    text = "Tỉnh Thái Bình ⟦có 12.000 doanh nghiệp, tăng 8%⟧. Trong khi đó, LĐLĐ tỉnh Thái Bình ⟦thành lập 62 CĐCS⟧."
    placed = place(text, title="Thái Bình: Kết quả sáu tháng")
    assert [(p.org, p.province) for p in placed] == [(None, "Thái Bình"), ("LĐLĐ tỉnh Thái Bình", "Thái Bình")]
    assert orgs("Tỉnh Thái Bình ⟦có 12.000 đoàn viên, tăng 8%⟧.", title="LĐLĐ tỉnh Thái Bình sơ kết") == ["LĐLĐ tỉnh Thái Bình"]


def test_bodies_named_behind_their_figures_in_turn() -> None:
    text = "⟦120 đoàn viên mới⟧ thuộc LĐLĐ huyện Cư Kuin, ⟦98 đoàn viên mới⟧ thuộc LĐLĐ huyện Krông Búk."
    assert orgs(text) == ["LĐLĐ huyện Cư Kuin", "LĐLĐ huyện Krông Búk"]


def test_several_bodies_together_are_no_one() -> None:
    assert orgs("LĐLĐ hai huyện Bá Thước và Quan Hóa ⟦kết nạp 85 đoàn viên⟧.") == [None]


def test_the_union_here_is_that_of_the_place() -> None:
    text = "LĐLĐ tỉnh Bắc Ninh ⟦lập 30 CĐCS⟧. Tại huyện Gia Bình, tổ chức công đoàn nơi đây ⟦lập 4 CĐCS⟧."
    assert orgs(text) == ["LĐLĐ tỉnh Bắc Ninh", "LĐLĐ huyện Gia Bình"]


def test_a_district_at_the_end_of_another_union_s_name() -> None:
    text = "Công đoàn Giáo dục huyện Nông Cống ⟦kết nạp 50 đoàn viên⟧; LĐLĐ huyện ⟦có 120 CĐCS⟧."
    assert orgs(text) == ["Công đoàn Giáo dục huyện Nông Cống", "LĐLĐ huyện Nông Cống"]


def test_a_province_named_once_holds_for_every_mention() -> None:
    text = "Công đoàn Tổng công ty Biển Xanh (tỉnh Khánh Hòa) họp. Năm qua ⟦có 19 CĐCS⟧."
    placed = place(text, title="Công đoàn Tổng công ty Biển Xanh sơ kết")
    assert [(p.org, p.province) for p in placed] == [("Công đoàn Tổng công ty Biển Xanh", "Khánh Hòa")]


def test_names_before_a_colon_that_no_list_holds() -> None:
    text = (
        "Công đoàn TKV ⟦có 940 sáng kiến⟧. Cao so với chỉ tiêu giao là: Công đoàn Tuyển đá Suối Bạc: ⟦96/80 = 120%⟧; "
        "Công đoàn Kho vận: ⟦66/60 = 110%⟧; Công đoàn có chuyển biến: ⟦12⟧ đơn vị."
    )
    bodies = ["Công đoàn TKV", "Công đoàn Tuyển đá Suối Bạc", "Công đoàn Kho vận", "Công đoàn Kho vận"]
    assert orgs(text) == bodies


def test_a_province_behind_a_sector_union_that_names_none() -> None:
    body = "Năm 2017, LĐLĐ tỉnh Điện Biên có 12 đơn vị. Công đoàn Viên chức tỉnh ⟦kết nạp 68⟧ đoàn viên."
    assert orgs(body) == ["Công đoàn Viên chức tỉnh Điện Biên"]
    assert orgs("Năm 2017, Công đoàn Viên chức tỉnh ⟦kết nạp 68⟧ đoàn viên.") == ["Công đoàn Viên chức tỉnh"]


def test_the_whole_place_is_counted_whoever_is_spoken_of() -> None:
    body = (
        "LĐLĐ TP.Biên Hòa vừa ⟦thành lập 3 CĐCS⟧, nâng tổng số CĐCS toàn tỉnh Đồng Nai lên ⟦2.866⟧.\n\n"
        "Năm 2019, toàn tỉnh ⟦kết nạp 42.310 đoàn viên⟧."
    )
    assert orgs(body) == ["LĐLĐ thành phố Biên Hòa", "LĐLĐ tỉnh Đồng Nai", "LĐLĐ tỉnh Đồng Nai"]


def test_figures_told_in_turn_are_each_of_their_own_body() -> None:
    text = (
        "Năm 2023, LĐLĐ tỉnh Bắc Giang kết nạp 31.540 đoàn viên, LĐLĐ tỉnh Bắc Ninh 22.310 đoàn viên, "
        "lần lượt bằng 63,1% và 74,4% kế hoạch."
    )
    rows = extract(text)
    assert list(rows["org"]) == ["LĐLĐ tỉnh Bắc Giang", "LĐLĐ tỉnh Bắc Ninh"]
    assert list(rows["percent"]) == [63.1, 74.4]


def test_the_head_of_an_item_and_its_first_sentence_name_one_body() -> None:
    text = (
        "* LĐLĐ HUYỆN MAI SƠN (SƠN LA): Quý I/2019, LĐLĐ huyện Mai Sơn kết nạp 86 đoàn viên.\n\n"
        "* LĐLĐ QUẬN NINH KIỀU (CẦN THƠ): LĐLĐ quận Ninh Kiều khám cho công nhân. Quý I/2019, quận kết nạp 29 đoàn viên."
    )
    assert list(extract(text)["org"]) == ["LĐLĐ huyện Mai Sơn", "LĐLĐ quận Ninh Kiều"]


def test_all_levels_of_unions_are_those_of_the_one_that_is_not_named() -> None:
    first = "Tổng Liên đoàn Lao động Việt Nam tổ chức hội nghị. Báo cáo tại hội nghị, {} cho biết đã hoàn thành 17 chỉ tiêu."
    told = "\n\nCụ thể, các cấp công đoàn đã ⟦kết nạp 8.865 đoàn viên⟧."
    assert orgs(first.format("Liên đoàn Lao động tỉnh") + told) == [None]
    assert orgs(first.format("Tổng Liên đoàn") + told) == ["Tổng LĐLĐ Việt Nam"]


def test_what_an_authority_tells_is_of_no_union() -> None:
    first = "LĐLĐ huyện Phú Bình tổ chức hội nghị. "
    assert orgs(first + "Theo Bảo hiểm xã hội huyện, số nợ là ⟦96,4 tỷ đồng, tăng 12,8%⟧. Công đoàn huyện ⟦kết nạp 300 đoàn viên⟧.") == [None, "LĐLĐ huyện Phú Bình"]
    assert orgs(first + "Theo UBND huyện, công đoàn các cấp ⟦kết nạp 300 đoàn viên⟧.") == ["LĐLĐ huyện Phú Bình"]


def test_the_giver_of_the_plan_is_not_the_body_of_an_article() -> None:
    assert orgs("Các cấp công đoàn trong tỉnh ⟦kết nạp 1.876 đoàn viên⟧, vượt 25% chỉ tiêu Tổng Liên đoàn giao.") == [None]
