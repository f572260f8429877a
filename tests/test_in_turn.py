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


def test_rates_of_a_whole_and_its_parts_told_by_the_arithmetic():
    numbers = "Tỉnh có 10.200 thí sinh, gồm 9.100 em học phổ thông và 1.100 em tự do. "
    assert [row[1:3] for row in told(numbers + "Tỷ lệ chung đạt 96,3%; học sinh đạt 98,1%, còn lại đạt 81,4%.")] == [
        (10200, 96.3),
        (9100, 98.1),
        (1100, 81.4),
    ]
    assert told(numbers + "Tỷ lệ chung đạt 92,3%; học sinh đạt 98,1%, còn lại đạt 81,4%.") == []


def test_rates_of_what_has_the_same_name_behind_its_number():
    numbers = "Huyện có 5.400 hộ chăn nuôi và 1.200 hộ trồng rừng. "
    assert [row[1:3] for row in told(numbers + "Tỷ lệ hộ chăn nuôi vay vốn đạt 62%, hộ trồng rừng đạt 48%.")] == [
        (5400, 62),
        (1200, 48),
    ]
    assert told(numbers + "Tỷ lệ hộ trồng rừng vay vốn đạt 48%, hộ chăn nuôi đạt 62%.") == []
