"""Bases that the arithmetic decides between, where the words leave several wholes open."""

import pytest

from core_helpers import table

OPEN = {
    "the_next_share_of_the_same_whole": (
        "Trung tâm tiếp nhận 1.000 hồ sơ; đã giải quyết 960 hồ sơ, trong đó 900 hồ sơ trước hạn, đạt 93,75%, còn 60 hồ sơ quá hạn, chiếm 6,25%.",
        [(900, 960), (60, 960)],
    ),
    "the_base_of_a_ratio_before": (
        "Có 1.485/1.507 cử tri tham gia, trong đó 1.304 cử tri đồng ý, đạt tỷ lệ 86,53%.",
        [(1485, 1507), (1304, 1507)],
    ),
    "a_further_share_that_is_wrong": (
        "Tổng số 5.000 thí sinh. Trong đó, đăng ký trực tuyến là 4.500, chiếm 90% tổng số thí sinh; đăng ký trực tiếp là 500, chiếm 11%.",
        [(4500, 5000), (500, 5000)],
    ),
    "both_of_one_whole_whose_number_is_not_told": (
        "Có 180 đại biểu biểu quyết (bằng 90% tổng số đại biểu); trong đó 160 đại biểu tán thành (bằng 80%).",
        [(180, None), (160, None)],
    ),
    "of_another_whole_than_its_ratio": ("Bà Lan được 48/48 phiếu, chiếm 90,57% tổng số đại biểu HĐND.", [(48, None)]),
    "named_by_words_though_another_fits": (
        "Trong 480 hồ sơ tiếp nhận, có 462 hồ sơ đã giải quyết, chiếm 96,25%; trong đó 447 hồ sơ trả trước hạn, chiếm 93,1% số hồ sơ đã giải quyết.",
        [(462, 480), (447, 462)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), OPEN.values(), ids=OPEN)
def test_what_a_share_is_of(text, expected):
    assert [(row["value"], row["base"]) for row in table(text)] == expected


def test_a_guess_makes_no_flag():
    rows = table("Đơn vị tiếp nhận mới 19.630 hồ sơ, đúng hạn 19.255 hồ sơ (đạt 96,55%); đến hạn giải quyết 19.944 hồ sơ.")
    assert [(row["value"], row["verdict"]) for row in rows] == [(19255, "implied")]
