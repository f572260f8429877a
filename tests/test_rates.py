"""Rates told before their numbers."""

from core_helpers import claims


def test_rate_then_list_and_voters():
    text = "Tỷ lệ đi bầu đạt 99,99%. Tổng số cử tri trong danh sách là 54.530 người, số cử tri đã bỏ phiếu là 54.525 người."
    assert claims(text) == [(54_525, 54_530, None, "attained", 99.99)]


def test_a_rate_of_the_plan_is_no_rate_of_what_follows():
    assert claims("Thu ngân sách đạt 99% dự toán. Tổng số cử tri trong danh sách là 54.530 người, số cử tri đã bỏ phiếu là 54.525 người.") == []


def test_a_part_larger_than_its_whole_is_none():
    assert claims("Tỷ lệ đi bầu đạt 99,99%. Tổng số cử tri trong danh sách là 54.530 người, số cử tri đã bỏ phiếu là 64.525 người.") == []


def test_what_each_of_a_few_has_come_to_is_no_rate_of_their_number():
    assert claims("Có 4 huyện giải ngân đạt trên 60%.") == []
    assert claims("Trong đó, 2 địa phương mới đạt 30%.") == []
    assert claims("Tỉnh kiểm tra 12 địa phương, đạt 60% kế hoạch.") == [(12, None, None, "attained", 60)]


def test_a_share_without_its_count_is_of_what_it_names():
    counts = "Bão làm 3 người bị thương, 1.250/1.400 hộ mất điện."
    assert claims(f"{counts} Trong đó, ở xã Tân Lập có tới 80% nhà dân bị tốc mái.")[1:] == []
    told = claims("Có 3.000 trẻ được tiêm, trong đó 96% trẻ đã tiêm đủ mũi.")
    assert (None, 3000, None, "share", 96) in told
