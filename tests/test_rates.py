"""Rates told before their numbers."""

from core_helpers import claims


def test_rate_then_list_and_voters():
    text = "Tỷ lệ đi bầu đạt 99,99%. Tổng số cử tri trong danh sách là 54.530 người, số cử tri đã bỏ phiếu là 54.525 người."
    assert claims(text) == [(54_525, 54_530, None, "attained", 99.99)]


def test_a_rate_of_the_plan_is_no_rate_of_what_follows():
    assert claims("Thu ngân sách đạt 99% dự toán. Tổng số cử tri trong danh sách là 54.530 người, số cử tri đã bỏ phiếu là 54.525 người.") == []


def test_a_part_larger_than_its_whole_is_none():
    assert claims("Tỷ lệ đi bầu đạt 99,99%. Tổng số cử tri trong danh sách là 54.530 người, số cử tri đã bỏ phiếu là 64.525 người.") == []
