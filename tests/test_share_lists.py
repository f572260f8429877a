"""Shares of one whole that stand in a list."""

from core_helpers import claims

COUNCIL = "Tỉnh đã bầu đủ 40 đại biểu HĐND. Về cơ cấu: đại biểu nữ là 11 người, chiếm {}; "
REST = "đại biểu trẻ tuổi là 6 người, chiếm 15%; đại biểu ngoài Đảng là 2 người, chiếm 5%."


def test_the_one_share_of_a_list_that_does_not_fit():
    told = [(11, 40), (6, 40), (2, 40)]
    assert [claim[:2] for claim in claims(COUNCIL.format("27,5%") + REST)] == told
    assert [claim[:2] for claim in claims(COUNCIL.format("26%") + REST)] == told


def test_a_share_far_off_or_of_a_whole_of_its_own():
    assert claims(COUNCIL.format("11%") + REST)[0][:2] == (11, None)
    assert claims(COUNCIL.format("26% dân số nữ") + REST)[0][:2] == (11, None)


def test_two_parts_that_make_up_their_whole():
    text = "Đoàn kiểm tra 1.000 cơ sở; có 850 cơ sở đạt yêu cầu, chiếm 85%; {} cơ sở vi phạm, chiếm 17,6%."
    assert claims(text.format(150))[1][:2] == (150, 1000)
