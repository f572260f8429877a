"""Percentages of a plan told in the sentence behind their count, and behind what is told in passing."""

import pytest

from core_helpers import claims

FOUNDED = "Năm 2023, LĐLĐ huyện Ba Vì thành lập 18 CĐCS với 3.000 đoàn viên. "


def test_a_percentage_of_the_plan_that_names_its_count():
    assert claims(FOUNDED + "Số CĐCS thành lập mới vượt 20% kế hoạch tỉnh giao.") == [
        (18, None, None, "exceeded", 20),
        (3000, None, None, None, None),
    ]
    assert claims("Huyện đón 4.200 lượt khách, thu 9 tỷ đồng. Lượng khách đạt 84% kế hoạch.") == [
        (4200, None, None, "attained", 84)
    ]


@pytest.mark.parametrize("told", ["Năm 2022, lượng khách đạt 84% kế hoạch", "Số phòng đạt 84% kế hoạch"])
def test_a_percentage_of_another_time_or_thing(told):
    assert claims(f"Huyện đón 4.200 lượt khách. {told}.") == []


def test_the_claim_behind_those_who_had_the_money():
    text = "Doanh số cho vay đạt 730 tỷ đồng, cho 24.100 lượt khách hàng vay vốn, bằng 112% {}."
    assert claims(text.format("cùng kỳ năm 2022")) == [(730e9, None, None, "attained", 112)]
    assert claims("Huyện mở 12 lớp, với 640 học viên, đạt 112% kế hoạch.") == [(640, None, None, "attained", 112)]


def test_the_claim_behind_two_counts_is_of_that_which_it_comes_out_of():
    text = "Tỉnh xảy ra 640 vụ trộm. Công an đã làm rõ 512 vụ, với 730 đối tượng (đạt tỷ lệ {}%)."
    assert claims(text.format(80)) == [(512, 640, None, "attained", 80)]
    assert claims(text.format(91)) == [(730, None, None, "attained", 91)]
