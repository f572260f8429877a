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


def test_rates_of_the_whole_told_before():
    text = "Theo kết quả, có 40 đại biểu trúng cử. Trong đó, tỷ lệ đại biểu nữ đạt 27,5%; tỷ lệ đại biểu tái cử đạt 32,5%."
    assert claims(text) == [(None, 40, None, "attained", 27.5), (None, 40, None, "attained", 32.5)]


def test_a_rate_that_no_count_gives_is_of_another_whole():
    assert claims("Theo kết quả, có 40 đại biểu trúng cử. Trong đó, tỷ lệ đại biểu nữ đạt 28,3%.") == []


def test_a_rate_of_another_thing_is_none_of_the_whole():
    assert claims("Theo kết quả, có 40 đại biểu trúng cử. Trong đó, tỷ lệ cử tri nữ đạt 27,5%.") == []


def test_a_rate_behind_part_and_whole_whose_change_is_told_too():
    text = "Cả nước xảy ra 1.600 vụ; khám phá 1.348 vụ; bắt giữ 2.900 đối tượng; tỷ lệ khám phá đạt 84,25%. So với tháng trước giảm 100 vụ (-5,88%)."
    assert (1348, 1600, None, "attained", 84.25) in claims(text)


def test_a_ratio_that_a_later_sentence_takes_up():
    ratio = "Năm 2023, LĐLĐ huyện Ba Vì kết nạp 3.360/3.000 đoàn viên mới. "
    assert claims(ratio + "Kết quả này vượt 12% kế hoạch 6 tháng.") == [(3360, 3000, None, "exceeded", 12)]
    assert claims(ratio + "Kết quả này vượt 8% kế hoạch 6 tháng.") == [(3360, 3000, None, None, None)]


def test_people_as_a_share_of_the_population():
    assert claims("Số người có thẻ là 84.700 người, tỷ lệ bao phủ đạt 90,98% dân số.") == [(84700, None, None, "attained", 90.98)]
    assert claims("Huyện xây 12 trạm y tế, tỷ lệ bao phủ đạt 90,98% dân số.") == []


def test_rates_whose_counts_are_left_out_have_what_they_are_of_as_base():
    assert claims("Tòa thụ lý 2.310 vụ án, giải quyết đạt 91,4%.") == [(None, 2310, None, "attained", 91.4)]
    assert claims("Tòa thụ lý 2.310 vụ án, giải quyết đạt 91,4% kế hoạch.") != [(None, 2310, None, "attained", 91.4)]
    text = "Tỷ lệ tốt nghiệp chung đạt 97,5%; trong đó 8.120 thí sinh hệ chính quy có tỷ lệ 98,3%."
    assert claims(text) == [(None, 8120, None, "share", 98.3)]
    text = "Năm 2022, LĐLĐ huyện Ba Vì có 4.180 đoàn viên, số đoàn viên là người Dao chiếm 28,4%."
    assert (None, 4180, None, "share", 28.4) in claims(text)


def test_votes_against_are_no_part_of_those_in_favour():
    text = "Luật được thông qua với 441 đại biểu tán thành, chiếm 90,18%. Có hai đại biểu không tán thành, chiếm tỷ lệ 0,4%."
    assert [claim[:2] for claim in claims(text)] == [(441, None), (2, None)]


def test_what_is_passed_at_least_is_no_percentage_of_those_who_pass_it():
    text = "Năm 2023, có 17/24 đơn vị hoàn thành 100% chỉ tiêu được giao, 5 đơn vị vượt từ 20% trở lên."
    assert claims(text) == [(17, 24, None, None, None)]
