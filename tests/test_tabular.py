"""Tables in the text: rows read by their header, whatever parts their cells."""

from __future__ import annotations

import pytest

from cdextract import pipeline, reading
from cdextract.article import Article
from cdextract.tables.groups import groups_of
from cdextract.tables.headers import column_of, header_of
from cdextract.text.normalised import normalise
from cdextract.text.zones import split_blocks
from core_helpers import claims, slim, table
from work_counts import calls

HEAD = "Kết quả của LĐLĐ huyện Ba Vì năm 2023:\n\n"
OF_PROVINCE = "LĐLĐ tỉnh Thái Bình công bố kết quả kết nạp đoàn viên năm 2023 như sau:\n\n"
ESTABLISHED = ("cdcs_established", 7, 6, "attained", 116.7)
ADMITTED = ("members_admitted", 412, 400, "attained", 103)


def figures(text: str) -> list[tuple[object, ...]]:
    return [slim(row, "indicator", "value", "base", "percent_kind", "percent") for row in table(text)]


def bodies(text: str) -> list[tuple[object, ...]]:
    return [slim(row, "org", "indicator", "value") for row in table(text)]


def cells(text: str) -> list[list[str]]:
    """The cells of the tables of a text, row by row."""
    page = normalise(text)
    return [[page.norm[start:end] for start, end in block.cells] for block in split_blocks(page) if block.cells]


# -- what a header says


@pytest.mark.parametrize(
    ("cell", "role"),
    [
        ("Kế hoạch (đoàn viên)", "base"),
        ("Chỉ tiêu giao năm 2023", "base"),
        ("Kế hoạch phát triển đoàn viên", "base"),
        ("Ước thực hiện 6 tháng đầu năm 2023", "value"),
        ("Thực hiện 9 tháng", "value"),
        ("Đạt", "value"),
        ("Đạt (%)", "percent"),
        ("TH/KH (%)", "percent"),
        ("Thực hiện/Chỉ tiêu", "ratio"),
        ("(%)", "rate"),
        ("Tỷ lệ\n(%)", "rate"),
        ("Vượt (%)", "exceeded"),
        ("So với cùng kỳ năm 2022 (%)", "compared"),
        ("Tăng, giảm (%)", "change"),
        ("Cùng kỳ năm trước", "past"),
        ("2023", "period"),
        ("Quý I/2024", "period"),
        ("5 tháng năm 2024", "period"),
        ("ĐVT", "unit"),
        ("STT", "order"),
        ("Tổng số CĐCS", "whole"),
        ("Số CĐCS đã tổ chức đại hội", "value"),
    ],
)
def test_header_cells(cell, role):
    column = column_of(cell)
    assert column is not None
    assert column.role == role


@pytest.mark.parametrize("cell", ["LĐLĐ huyện Ba Vì", "1.035", "116,7%", "Điện thoại", "", "-", "Thành lập CĐCS", "x" * 500])
def test_what_is_no_header_cell(cell):
    assert column_of(cell) is None


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        ("Nội dung | Chỉ tiêu giao | Thực hiện | Tỷ lệ", ["name", "base", "value", "rate"]),
        ("TT | Nội dung | Kế hoạch năm | Kết quả năm 2023 | Đạt %", ["order", "name", "base", "value", "percent"]),
        ("Đơn vị | Chỉ tiêu | Đạt | Ghi chú", ["place", "base", "value", "note"]),
        ("Chỉ tiêu | Đơn vị | Kế hoạch | Thực hiện", ["name", "unit", "base", "value"]),
        ("Thành phần | Năm 2022 | Năm 2023", [None, "value", "value"]),
    ],
)
def test_headers(line, roles):
    header = header_of(line.split(" | "))
    assert header is not None
    assert [column.role if column else None for column in header.columns] == roles


@pytest.mark.parametrize(
    "line",
    [
        "Nội dung | Ghi chú",
        "Thành lập CĐCS | 6 | 7 | 116,7%",
        "Loại | Mua vào | Bán ra",
        "Đội | Trận | Thắng | Điểm",
        "Họ và tên | Điện thoại | Địa chỉ",
        "Ngành | Chỉ tiêu | Điểm chuẩn",
    ],
)
def test_no_headers(line):
    assert header_of(line.split(" | ")) is None


def test_columns_of_several_results_are_told_apart():
    header = header_of(["Đơn vị", "KH", "TH", "%", "KH", "TH", "%"])
    assert header is not None
    assert [(group.base, group.value, group.rates) for group in groups_of(header)] == [(1, 2, (3,)), (4, 5, (6,))]


# -- the forms in which tables come


@pytest.mark.parametrize(
    "rows",
    [
        "| Nội dung | Kế hoạch | Thực hiện | Tỷ lệ |\n|---|---|---|---|\n| Thành lập CĐCS | 6 | 7 | 116,7% |\n| Kết nạp đoàn viên | 400 | 412 | 103% |",
        "Nội dung | Kế hoạch | Thực hiện | Đạt (%)\nThành lập CĐCS | 6 | 7 | 116,7\nKết nạp đoàn viên | 400 | 412 | 103",
        "Nội dung\tKế hoạch\tThực hiện\tTỷ lệ (%)\nThành lập CĐCS\t6\t7\t116,7\nKết nạp đoàn viên\t400\t412\t103",
        "Nội dung      Kế hoạch  Thực hiện   Tỷ lệ (%)\nThành lập CĐCS     6       7    116,7\nKết nạp đoàn viên   400   412   103",
        "Nội dung\nKế hoạch\nThực hiện\nTỷ lệ (%)\nThành lập CĐCS\n6\n7\n116,7\nKết nạp đoàn viên\n400\n412\n103",
        "TT\n\nChỉ tiêu\n\nĐVT\n\nKế hoạch\n\nnăm 2023\n\nThực hiện\n\nTỷ lệ\n\n(%)\n\n1\n\nThành lập CĐCS\n\nCĐCS\n\n6\n\n7\n\n116,7\n\n2\n\nKết nạp đoàn viên\n\nngười\n\n400\n\n412\n\n103",
        "Chỉ tiêu\nKế hoạch\nThực hiện\nTỷ lệ (%)\n(1)\n(2)\n(3)\n(4)\nI. Công tác tổ chức\nThành lập CĐCS\n6\n7\n116,7\nKết nạp đoàn viên\n400\n412\n103",
        "Chỉ tiêu\nKế hoạch\nThực hiện\nTỷ lệ (%)\n1.\nThành lập CĐCS\n6\n7\n116,7\n2.\nKết nạp đoàn viên\n400\n412\n103",
        "Chỉ tiêu ĐVT Kế hoạch năm Thực hiện Tỷ lệ (%) Thành lập CĐCS CĐCS 6 7 116,7 Kết nạp đoàn viên người 400 412 103",
        "STT Chỉ tiêu Kế hoạch Thực hiện Tỷ lệ (%) 1 Thành lập CĐCS 6 7 116,7 2 Kết nạp đoàn viên 400 412 103",
        "Chỉ tiêu Kế hoạch Thực hiện Tỷ lệ (%)\nThành lập CĐCS 6 7 116,7\nKết nạp đoàn viên 400 412 103",
        "Chỉ tiêu Kế hoạch Thực hiện Tỷ lệ (%) Ghi chú\nThành lập CĐCS 6 7 116,7 Vượt\nKết nạp đoàn viên 400 412 103 Vượt",
    ],
)  # fmt: skip
def test_a_table_is_read_in_every_form(rows):
    text = f"{HEAD}{rows}\n\nHội nghị đã nghe 12 ý kiến."
    assert figures(text) == [ESTABLISHED, ADMITTED]
    assert {row["org"] for row in table(text)} == {"LĐLĐ huyện Ba Vì"}


@pytest.mark.parametrize("between", [" | ", "\t", "\n", " "])
def test_evidence_goes_from_the_name_to_the_last_cell(between):
    rows = [("Nội dung", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)"), ("Thành lập CĐCS", "6", "7", "116,7")]
    [row] = table(HEAD + "\n".join(between.join(cells) for cells in rows))
    assert row["evidence"] == between.join(rows[1])


def test_a_table_inside_a_line_leaves_the_words_around_it():
    text = "LĐLĐ huyện Ba Vì năm 2023: Nội dung Kế hoạch Thực hiện Đạt (%) Thành lập CĐCS 6 7 116,7 Ngoài ra, đơn vị kết nạp 412 đoàn viên."
    assert figures(text) == [ESTABLISHED, ("members_admitted", 412, None, None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "Liên hệ công đoàn:\nĐơn vị\nĐiện thoại\nVăn phòng\n0243\nBan Tổ chức\n0244",
        "Bảng điểm giải bóng đá công đoàn:\nTT\nĐội\nTrận\nThắng\nĐiểm\n1\nHà Nội\n10\n8\n24",
        "Công đoàn đưa tin giá vàng:\nLoại Mua vào Bán ra\nVàng nhẫn 76.500 78.500",
        "Lịch họp công đoàn:\nNội dung\nNgày\nHọp tổng kết\n12/1\nHọp sơ kết\n15/7",
        "Công đoàn họp.\nKết quả\nThực hiện\n12\n13",
        "Công đoàn họp.\nNội dung\nKế hoạch\nThực hiện\nTỷ lệ\nThành lập CĐCS\nKết nạp đoàn viên",
    ],
)
def test_lists_of_numbers_without_a_known_header_are_no_tables(text):
    assert cells(text) == []


def test_what_follows_a_table_with_other_cells_is_no_row():
    text = HEAD + "Nội dung | Kế hoạch | Thực hiện | Tỷ lệ\nThành lập CĐCS | 6 | 7 | 116,7%\n19:49 | 06/01/2021"
    assert len(cells(text)) == 2


@pytest.mark.parametrize("union", ["công đoàn", "hội"])
@pytest.mark.parametrize("between", [" | ", "\t", "\n", " "])
def test_the_gate_lets_tables_through(union, between):
    rows = [("Nội dung", "Kế hoạch", "Thực hiện", "Tỷ lệ (%)"), ("Đào giếng", "600", "700", "116,7")]
    text = f"Tin của {union} tỉnh.\n\n" + "\n".join(between.join(cells) for cells in rows)
    article = Article("a", text)
    assert claims(text) == [(700, 600, None, "attained", 116.7)]
    assert pipeline.rows_of(reading.read(article)) == pipeline.rows(article)


# -- cells


def test_a_row_without_a_result_is_no_figure():
    text = HEAD + "| Nội dung | Kế hoạch | Thực hiện | Tỷ lệ |\n| Thành lập CĐCS | 6 | - | - |\n| Kết nạp đoàn viên | 400 | 412 | 103% |"
    assert [slim(row, "value") for row in table(text)] == [(412,)]


def test_a_row_that_lost_an_empty_cell_is_left_out_and_the_next_is_read():
    text = HEAD + "Nội dung\nKế hoạch\nThực hiện\nTỷ lệ (%)\nThành lập CĐCS\n6\n7\nKết nạp đoàn viên\n400\n412\n103"
    assert figures(text) == [ADMITTED]
    numbered = HEAD + "TT\nNội dung\nKế hoạch\nThực hiện\nTỷ lệ (%)\n1\nThành lập CĐCS\n6\n7\n2\nKết nạp đoàn viên\n400\n412\n103"
    assert figures(numbered) == [ADMITTED]


def test_an_empty_cell_keeps_its_column():
    text = OF_PROVINCE + "Đơn vị | Kế hoạch | Thực hiện | Tỷ lệ (%)\nLĐLĐ huyện Kiến Xương |  | 412 | 103\n | 500 | 600 | 120"
    assert [claim[:2] for claim in claims(text)] == [(412, None), (600, 500)]
    tabs = OF_PROVINCE + "Đơn vị\tKế hoạch\tThực hiện\tTỷ lệ (%)\nLĐLĐ huyện Kiến Xương\t\t412\t103"
    assert [claim[:2] for claim in claims(tabs)] == [(412, None)]


@pytest.mark.parametrize(
    "rows",
    [
        "Nội dung | ĐVT | Kế hoạch | Thực hiện | Tỷ lệ (%)\nThu kinh phí công đoàn | Triệu đồng | 1.200 | 1.350 | 112,5",
        "Nội dung | Kế hoạch (triệu đồng) | Thực hiện (triệu đồng) | Tỷ lệ (%)\nThu kinh phí công đoàn | 1.200 | 1.350 | 112,5",
        "ĐVT: triệu đồng\nNội dung | Kế hoạch | Thực hiện | Tỷ lệ (%)\nThu kinh phí công đoàn | 1.200 | 1.350 | 112,5",
        "Nội dung ĐVT Kế hoạch Thực hiện Tỷ lệ (%) Thu kinh phí công đoàn triệu đồng 1.200 1.350 112,5",
    ],
)
def test_the_unit_of_row_header_or_table_scales_the_numbers(rows):
    assert figures(HEAD + rows) == [("dues_collected", 1_350_000_000, 1_200_000_000, "attained", 112.5)]


def test_rates_in_the_place_of_results_are_no_quantities():
    text = HEAD + "Nội dung | ĐVT | Kế hoạch | Thực hiện | Tỷ lệ (%)\nTỷ lệ thu kinh phí | % | 80 | 92 | 115"
    assert figures(text) == []


# -- bodies and indicators


def test_rows_of_bodies_and_of_the_total():
    text = OF_PROVINCE + (
        "TT | Đơn vị | Chỉ tiêu (người) | Kết quả | Đạt (%)\n1 | LĐLĐ huyện Kiến Xương | 400 | 412 | 103\n"
        "2 | Huyện Vũ Thư | 300 | 270 | 90\n3 | Tiền Hải | 500 | 600 | 120\n | Tổng cộng | 1.200 | 1.282 | 106,8\n"
    )
    assert bodies(text) == [
        ("LĐLĐ huyện Kiến Xương", "members_admitted", 412),
        ("LĐLĐ huyện Vũ Thư", "members_admitted", 270),
        ("LĐLĐ huyện Tiền Hải", "members_admitted", 600),
        ("LĐLĐ tỉnh Thái Bình", "members_admitted", 1282),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "Đơn vị | Kết nạp đoàn viên | | | Thành lập CĐCS | | \n | KH | TH | % | KH | TH | %",
        "Đơn vị | Kế hoạch kết nạp đoàn viên | Kết quả kết nạp đoàn viên | % | Kế hoạch thành lập CĐCS | Kết quả thành lập CĐCS | %",
    ],
)
def test_the_header_tells_what_its_columns_count(header):
    text = f"LĐLĐ tỉnh Thái Bình năm 2023:\n\n{header}\nLĐLĐ huyện Kiến Xương | 400 | 412 | 103 | 6 | 7 | 116,7"
    assert figures(text) == [ADMITTED, ESTABLISHED]


# -- periods and comparisons


def periods(text: str) -> list[tuple[object, ...]]:
    return [(str(row["period_start"]), str(row["period_end"]), *slim(row, "value")) for row in table(text)]


def test_the_header_of_the_result_tells_the_period():
    text = "Kết quả của LĐLĐ huyện Ba Vì\n\nNội dung | Kế hoạch năm 2024 | Thực hiện 6 tháng đầu năm 2024 | Tỷ lệ\nThành lập CĐCS | 6 | 7 | 116,7%"
    assert periods(text) == [("2024-01-01", "2024-06-30", 7)]


def test_columns_of_periods_without_comparison_are_figures_of_their_own():
    text = "Kết quả của LĐLĐ huyện Ba Vì\n\nNội dung | Quý I/2024 | Quý II/2024\nThành lập CĐCS | 6 | 7"
    assert periods(text) == [("2024-01-01", "2024-03-31", 6), ("2024-04-01", "2024-06-30", 7)]


@pytest.mark.parametrize(
    ("row", "claim"),
    [
        ("400 | 412 | 103", (412, 400, None, "attained", 103)),
        ("400 | 412 | 3", (412, 400, None, "increase", 3)),
        ("400 | 388 | -3", (388, 400, None, "decrease", 3)),
        ("400 | 388 | 3", (388, 400, None, "decrease", 3)),
        ("400 | 388 | giảm 3%", (388, 400, None, "decrease", 3)),
        ("400 | 388 | 97%", (388, 400, None, "attained", 97)),
    ],
)
def test_years_side_by_side_are_compared(row, claim):
    text = f"Kết quả của LĐLĐ huyện Ba Vì\n\nNội dung | Năm 2022 | Năm 2023 | So sánh (%)\nKết nạp đoàn viên | {row}"
    assert claims(text) == [claim]
    assert {found["year"] for found in table(text)} == {2023}


def test_differences_and_rates():
    text = "Kết quả của LĐLĐ huyện Ba Vì\n\nNội dung | Năm 2022 | Năm 2023 | Tăng/giảm | Tỷ lệ (%)\nKết nạp đoàn viên | 400 | 388 | -12 | -3"
    assert claims(text) == [(388, 400, -12, "decrease", 3)]


def test_plan_and_last_year_give_two_rows_of_one_quantity():
    text = HEAD + "Nội dung | Cùng kỳ | Kế hoạch | Thực hiện | So với KH (%) | So với cùng kỳ (%)\nKết nạp đoàn viên | 320 | 400 | 412 | 103 | 128,8"
    assert claims(text) == [(412, 400, None, "attained", 103), (412, 320, None, "attained", 128.8)]
    first, second = table(text)
    assert (first["restates"], second["restates"]) == (None, first["figure_id"])


def test_without_the_level_before_small_percentages_are_changes():
    text = HEAD + "Nội dung | Thực hiện | So với cùng kỳ (%)\nKết nạp đoàn viên | {}"
    told = {cell: claims(text.format(f"412 | {cell}"))[0][-2:] for cell in ("108,5", "8,5", "-8,5", "tăng 60")}
    assert told == {"108,5": ("attained", 108.5), "8,5": ("increase", 8.5), "-8,5": ("decrease", 8.5), "tăng 60": ("attained", 60)}


def test_shares_of_a_whole():
    text = OF_PROVINCE + "Đơn vị | Tổng số | Đạt | Tỷ lệ (%)\nLĐLĐ huyện Kiến Xương | 400 | 300 | 75"
    assert claims(text) == [(300, 400, None, "share", 75)]


# -- work


def test_shares_of_the_row_without_a_rate():
    """One that does not come out is a slip: it is of the same whole as the others."""
    rows = "I. Tàu chạy | 400 |\nII. Tàu chậm | 30 | 7,5%\n1. Do nhà ga | 10 | 2,5%\n2. Do thời tiết | 20 | 6%\nIII. Tàu hủy | 0 | 0"
    assert figures(f"Chỉ tiêu | Số chuyến | Tỷ lệ\n{rows}") == [
        ("other", 30, 400, "share", 7.5),
        ("other", 10, 400, "share", 2.5),
        ("other", 20, 400, "share", 6),
    ]


def test_shares_that_come_out_of_no_row_have_no_base():
    rows = "I. Tàu chạy | 500 |\nII. Tàu chậm | 30 | 7,5%\n1. Do nhà ga | 10 | 2,5%\n2. Do thời tiết | 20 | 5%"
    assert [row[2] for row in figures(f"Chỉ tiêu | Số chuyến | Tỷ lệ\n{rows}")] == [None, None, None]


def test_a_row_of_rates_below_part_and_whole():
    rows = "Tổng số hộ | hộ | 40.000 | 41.000\nSố hộ nghèo | hộ | 4.000 | 3.280\nTỷ lệ hộ nghèo | % | 10,00% | 8,00%"
    assert figures(f"Chỉ tiêu | ĐVT | 2013 | 2014\n{rows}") == [
        ("other", 4000, 40000, "share", 10),
        ("other", 3280, 41000, "share", 8),
    ]


def test_a_row_of_rates_of_something_else():
    rows = "Tổng số hộ | hộ | 40.000 | 41.000\nSố hộ nghèo | hộ | 4.000 | 3.280\nTỷ lệ hộ cận nghèo | % | 10,00% | 8,00%"
    assert figures(f"Chỉ tiêu | ĐVT | 2013 | 2014\n{rows}") == []


@pytest.mark.parametrize(
    "line",
    ["Chỉ tiêu\nKế hoạch\nThực hiện\nTỷ lệ (%)\n", "Chỉ tiêu Kế hoạch Thực hiện Tỷ lệ (%) ", "(%)\n", "Chỉ tiêu\tKế hoạch\tThực hiện\tTỷ lệ\nabc\n",
     "Thành lập CĐCS 6 7 ", "năm 2023\n", "Thành lập\n"],
)  # fmt: skip
def test_the_work_of_finding_tables_grows_with_the_text(line):
    def work(times: int) -> int:
        page = normalise("Công đoàn\nChỉ tiêu Kế hoạch Thực hiện Tỷ lệ (%)\n" + line * times)
        return calls(lambda: split_blocks(page))

    work(50)
    assert work(2_400) < 8 * 1.3 * work(300) + 2_000


def test_a_cell_a_line_with_counts_of_what_has_been_done():
    heads = ["TT", "Đơn vị", "Tổng số CĐCS", "Số CĐCS đã tổ chức đại hội", "Đạt tỉ lệ % CĐCS đã đại hội"]
    rows = ["1", "Công đoàn ngành Giáo dục", "80", "72", "90", "2", "Công đoàn ngành Xây dựng", "40", "9", "22,5"]
    text = "LĐLĐ tỉnh Hưng Yên tổng hợp đại hội năm 2022:\n\n" + "\n\n".join([*heads, *rows])
    assert [slim(row, "value", "base", "percent") for row in table(text)] == [(72, 80, 90), (9, 40, 22.5)]


def test_columns_of_what_bodies_did():
    text = OF_PROVINCE + (
        "Đơn vị | Kết nạp đoàn viên (thực hiện/kế hoạch) | Tỷ lệ | Thành lập CĐCS\n"
        "LĐLĐ huyện Kiến Xương | 318/300 | 106% | 2\nLĐLĐ huyện Vũ Thư | 92/80 | 115% | -\n"
    )
    assert bodies(text) == [
        ("LĐLĐ huyện Kiến Xương", "members_admitted", 318),
        ("LĐLĐ huyện Kiến Xương", "cdcs_established", 2),
        ("LĐLĐ huyện Vũ Thư", "members_admitted", 92),
    ]


# -- tables without a header of known words

SCHOOLS = "Sở Giáo dục công bố kết quả thi năm 2015, toàn tỉnh đạt 84%.\n\n{head}\n{rows}\n\nĐề thi bám sát chương trình."
PASSED = [("Trạm Tấu", "142", "120", "84,5"), ("Văn Chấn", "486", "405", "83,3"), ("Mù Cang Chải", "215", "180", "87,3")]


@pytest.mark.parametrize("between", ["\t", " | "])
def test_columns_of_unknown_words_are_told_by_their_numbers(between):
    rows = "\n".join(between.join(cells) for cells in PASSED)
    text = SCHOOLS.format(head=between.join(("Nơi học", "Dự thi", "Trúng tuyển", "Tỷ lệ (%)")), rows=rows)
    assert claims(text) == [(120, 142, None, "share", 84.5), (405, 486, None, "share", 83.3), (180, 215, None, "share", 87.3)]


def test_numbers_that_do_not_come_out_make_no_table():
    rows = "\n".join("\t".join((name, second, first, rate)) for name, first, second, rate in [
        ("Trạm Tấu", "142", "120", "61,5"), ("Văn Chấn", "486", "405", "12,3"), ("Mù Cang Chải", "215", "180", "87,3"),
    ])  # fmt: skip
    assert claims(SCHOOLS.format(head="Nơi học\tĐiểm\tHạng\tTỷ lệ (%)", rows=rows)) == []


DEBT = "Toàn bộ dư nợ 486,2 tỷ đồng được ủy thác qua các hội, cụ thể\n{}\n\nĐơn vị tiếp tục rà soát nhu cầu vay vốn."
LENT = [("Hội Nông dân", "162,4 tỷ đồng", "33,4 %"), ("Hội Phụ nữ", "171,1 tỷ đồng", "35,2 %"), ("Hội Cựu chiến binh", "89,0 tỷ đồng", "11,3 %")]


def test_names_numbers_and_percentages_below_each_other():
    assert claims(DEBT.format("\n".join("\n".join(cells) for cells in LENT))) == [
        (162.4e9, 486.2e9, None, "share", 33.4), (171.1e9, 486.2e9, None, "share", 35.2), (89e9, 486.2e9, None, "share", 11.3),
    ]  # fmt: skip


def test_the_whole_of_a_column_of_shares_stands_above_the_table():
    rows = "Loại\nSố CĐCS\nTỷ lệ %\nVững mạnh xuất sắc\n37\n29,8\nVững mạnh\n68\n54,8\nKhá\n15\n12,1"
    text = f"LĐLĐ huyện Ba Vì xếp loại.\n\nKết quả năm 2015 (tổng số CĐCS được xếp loại: 124)\n{rows}\n\nCông tác này được làm từ cơ sở."
    assert figures(text) == [("cdcs_rated", 37, 124, "share", 29.8), ("cdcs_rated", 68, 124, "share", 54.8), ("cdcs_rated", 15, 124, "share", 12.1)]


PLANNED = [("1", "Kết nạp đoàn viên mới", "Người", "2.100", "2.486", "118,38"), ("2", "Thành lập CĐCS", "CĐCS", "25", "31", "124"),
           ("3", "Xây nhà Mái ấm Công đoàn", "Nhà", "20", "22", "101")]  # fmt: skip


@pytest.mark.parametrize("between", ["\n", "\t", " | "])
def test_plan_and_result_under_unusual_words(between):
    head = ("TT", "Danh mục", "ĐVT", "Mức giao", "Làm được", "Tỷ lệ (%)")
    rows = "\n".join(between.join(cells) for cells in (head, *PLANNED))
    assert figures(f"{HEAD}{rows}\n\nHội nghị đã nghe 12 ý kiến.") == [
        ("members_admitted", 2486, 2100, "attained", 118.38),
        ("cdcs_established", 31, 25, "attained", 124),
        ("shelters_built", 22, 20, "attained", 101),
    ]


def test_changes_from_one_column_to_the_next():
    head = "Chương trình\tSố dư 31/12/2019\tSố dư 30/6/2020\tBiến động"
    rows = "Hộ nghèo\t84,2\t80,1\tgiảm 4,9%\nHộ cận nghèo\t61,5\t66,4\ttăng 7,97%\nNước sạch\t18,4\t20,7\ttăng 12,5%"
    assert claims(f"Dư nợ như bảng dưới (đơn vị: tỷ đồng):\n{head}\n{rows}\n\nHuyện có 187 tổ.") == [
        (80.1e9, 84.2e9, None, "decrease", 4.9), (66.4e9, 61.5e9, None, "increase", 7.97), (20.7e9, 18.4e9, None, "increase", 12.5),
    ]  # fmt: skip


def test_the_column_that_rates_are_of_is_found_beside_a_known_one():
    rows = "THPT A\t452\t452\t100\nTHPT B\t318\t301\t94,65\nTHPT C\t141\t129\t91,49"
    found = claims(SCHOOLS.format(head="Trường\tSố dự xét\tSố đỗ\tTỷ lệ đỗ (%)", rows=rows))
    assert [claim[:2] for claim in found] == [(452, 452), (301, 318), (129, 141)]


def test_rows_of_shares_with_gaps_between_their_cells():
    rows = "Vững mạnh xuất sắc      11      42,3%\nVững mạnh               12      46,2%\nKhá                      3      15,1%"
    text = f"LĐLĐ huyện Ba Vì họp.\n\nVề xếp loại CĐCS năm 2015, trong số 26 CĐCS được chấm điểm:\n{rows}\n\nCông tác này được làm từ cơ sở."
    assert figures(text) == [("cdcs_rated", 11, 26, "share", 42.3), ("cdcs_rated", 12, 26, "share", 46.2), ("cdcs_rated", 3, 26, "share", 15.1)]


def test_a_header_that_opens_with_an_unknown_word():
    rows = "Nơi nhận vốn\nKế hoạch vốn (tỉ đồng)\nGiải ngân (tỉ đồng)\nTỉ lệ giải ngân so với kế hoạch (%)\nQuận Ninh Kiều\n412\n309\n75"
    more = "Huyện Phong Điền\n286,5\n160,4\n65,98\nSở Giao thông\n1.940\n1.221\n62,94"
    assert claims(f"Kết quả như sau, đạt 54% kế hoạch:\n{rows}\n{more}\n\nNguyên nhân là giá cát tăng.")[0] == (309e9, 412e9, None, "attained", 75)
