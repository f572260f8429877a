"""Tables in the text: rows read by their header."""

import pytest

from cdextract.tabular import header_roles
from core_helpers import slim, table

HEAD = "Kết quả của LĐLĐ huyện Ba Vì năm 2023:\n\n"


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        ("Nội dung | Chỉ tiêu giao | Thực hiện | Tỷ lệ", {0: "name", 1: "base", 2: "value", 3: "percent"}),
        ("| TT | Nội dung | Kế hoạch năm | Kết quả năm 2023 | Đạt % |", {0: "name", 1: "name", 2: "base", 3: "value", 4: "percent"}),
        ("Nội dung | Ghi chú", {}),
        ("Thành lập CĐCS | 6 | 7 | 116,7%", {}),
    ],
)
def test_headers(line, roles):
    assert header_roles(line) == roles


def test_rows_take_value_base_and_percent_from_their_columns():
    text = HEAD + "| Nội dung | Kế hoạch | Thực hiện | Tỷ lệ |\n| Thành lập CĐCS | 6 | 7 | 116,7% |\n| Kết nạp đoàn viên | 400 | 412 | 103% |"
    assert [slim(row, "indicator", "value", "base", "percent_kind", "percent") for row in table(text)] == [
        ("cdcs_established", 7, 6, "attained", 116.7),
        ("members_admitted", 412, 400, "attained", 103),
    ]


def test_a_row_without_a_result_is_no_figure():
    text = HEAD + "| Nội dung | Kế hoạch | Thực hiện | Tỷ lệ |\n| Thành lập CĐCS | 6 | - | - |\n| Kết nạp đoàn viên | 400 | 412 | 103% |"
    assert [slim(row, "value") for row in table(text)] == [(412,)]
