"""Targets are no results."""

import pytest

from cdextract.figures.goals import goal_items
from core_helpers import claims, items, table

UNION = "Năm 2023, LĐLĐ huyện Ba Vì "


@pytest.mark.parametrize(
    "sentence",
    [
        "Năm tới, LĐLĐ huyện Ba Vì phấn đấu kết nạp 500 đoàn viên, thành lập 8 CĐCS.",
        "LĐLĐ huyện Ba Vì dự kiến bàn giao 4 nhà Mái ấm Công đoàn.",
        "Năm 2023, LĐLĐ huyện Ba Vì được giao thành lập 6 CĐCS, kết nạp 300 đoàn viên.",
        "Chỉ tiêu giao cho LĐLĐ huyện Ba Vì năm 2023 là kết nạp 300 đoàn viên.",
        "Mục tiêu đến cuối năm có 90% CĐCS của huyện hoàn thành tốt nhiệm vụ.",
        "Đại hội LĐLĐ huyện Ba Vì thống nhất 11 chỉ tiêu, gồm: kết nạp 900 đoàn viên, thành lập 12 CĐCS.",
        "Mỗi CĐCS của huyện giới thiệu ít nhất 2 đoàn viên ưu tú cho Đảng.",
        "LĐLĐ huyện Ba Vì sẽ kết nạp 500 đoàn viên trong năm 2024.",
    ],
)
def test_no_row(sentence):
    assert claims(sentence) == []


def test_the_result_behind_a_target_is_a_row_and_the_target_its_base():
    assert claims("Năm 2023, LĐLĐ huyện Ba Vì được giao kết nạp 300 đoàn viên; kết quả đã kết nạp 330 đoàn viên, đạt 110%.") == [
        (330, 300, None, "attained", 110)
    ]


def test_the_result_before_a_target_is_a_row():
    assert claims(UNION + "kết nạp 330 đoàn viên, đạt 110% kế hoạch; năm tới phấn đấu kết nạp 400 đoàn viên.") == [(330, None, None, "attained", 110)]


def test_a_plan_beside_its_result_is_no_goal():
    assert claims(UNION + "kết nạp 330/300 đoàn viên, đạt 110% chỉ tiêu được giao.") == [(330, 300, None, "attained", 110)]


def test_a_duty_done_is_no_goal():
    assert claims(UNION + "hoàn thành nhiệm vụ được giao, kết nạp 330 đoàn viên.") == [(330, None, None, None, None)]


def test_goal_words_reach_to_the_word_that_says_it_is_done():
    sentence = items("phấn đấu kết nạp 500 đoàn viên, kết quả kết nạp 520 đoàn viên")
    flags = goal_items(sentence)
    numbers = {item.text: flag for item, flag in zip(sentence, flags, strict=True) if item.type == "number"}
    assert numbers == {"500": True, "520": False}


def test_a_plan_given_to_somebody_is_a_goal():
    text = UNION + "được Tổng Liên đoàn giao chỉ tiêu kết nạp 300 đoàn viên. Sáu tháng, các cấp công đoàn kết nạp 150 đoàn viên, đạt 50%."
    assert claims(text.replace("được Tổng Liên đoàn giao chỉ tiêu", "Tổng LĐLĐ Việt Nam giao tỉnh chỉ tiêu"))[-1] == (150, 300, None, "attained", 50)


@pytest.mark.parametrize("so_far", ["mới kết nạp 403", "nhưng mới chỉ kết nạp 403", "song mới kết nạp 403", "7 tháng kết nạp 403"])
def test_what_is_only_done_so_far_is_a_result(so_far):
    text = f"Năm 2023, LĐLĐ huyện Ba Vì được giao kết nạp 500 đoàn viên, {so_far} đoàn viên, đạt 80,6% kế hoạch."
    assert claims(text) == [(403, 500, None, "attained", 80.6)]


@pytest.mark.parametrize(
    "sentence",
    [
        "LĐLĐ huyện Ba Vì phấn đấu kết nạp 500 đoàn viên, sửa chữa 3 phòng mới cho 5 CĐCS.",
        "LĐLĐ huyện Ba Vì được giao: quý I kết nạp 100 đoàn viên, quý II 120 đoàn viên.",
        "LĐLĐ huyện Ba Vì phấn đấu kết nạp 500 đoàn viên và đến cuối năm hoàn thành 100% các chỉ tiêu.",
    ],
)
def test_new_ones_and_parts_of_the_plan_are_not_done(sentence):
    assert claims(sentence) == []


def test_what_a_meeting_agrees_for_the_next_year_is_no_result():
    assert claims("Hội nghị LĐLĐ huyện Ba Vì thống nhất năm 2024 kết nạp 180 đoàn viên, 100% CĐCS đạt vững mạnh.") == []


def test_a_plan_of_a_year_goes_on_behind_a_comma():
    text = "LĐLĐ huyện Ba Vì ký 120 thỏa ước. Năm 2023, chỉ tiêu ký mới 100 thỏa ước, ít nhất 40% đạt loại A."
    assert [row["value"] for row in table(text)] == [120]
