"""Percentages told in turn of the quantities of the sentence before."""

import pytest

from core_helpers import slim, table

TOLD = "Năm 2023, LĐLĐ huyện Ba Vì thành lập 38 CĐCS, kết nạp 13.115 đoàn viên. "


def told(text):
    return [slim(row, "value", "base", "percent", "percent_kind") for row in table(text)]


@pytest.mark.parametrize("word", ["lần lượt", "tương ứng"])
def test_each_quantity_gets_its_percentage(word):
    rows = told(TOLD + f"Hai chỉ tiêu này {word} đạt 95% và 109,3% kế hoạch.")
    assert rows == [(38, None, 95, "attained"), (13115, None, 109.3, "attained")]


def test_a_rate_is_of_the_quantity_as_its_whole():
    rows = told("Tỉnh có 412.300 cử tri, gồm 201.100 nam và 211.200 nữ. Tỷ lệ đi bầu lần lượt là 98,2%, 97,9% và 98,5%.")
    assert [(base, percent) for _, base, percent, _ in rows] == [(412300, 98.2), (201100, 97.9), (211200, 98.5)]


def test_other_numbers_of_percentages_are_not_dealt_out():
    rows = told(TOLD + "Các chỉ tiêu này lần lượt đạt 95%, 99% và 109,3% kế hoạch.")
    assert rows == [(38, None, None, None), (13115, None, None, None)]


def test_changes_that_name_their_count_are_not_dealt_out():
    rows = told(
        "Tháng 12/2022, tỉnh phát hiện 14 vụ vi phạm, 30 người bị xử lý. "
        "Số vụ giảm 16 vụ (tương ứng giảm 53%), số người giảm 4 (tương ứng giảm 12%)."
    )
    assert (14, None, 53, "decrease") in rows
    assert len(rows) == 2
