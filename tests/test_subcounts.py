"""Parts without a "trong đó" of their own."""

from datetime import date

import pytest

from core_helpers import slim, table

PARTS = {
    "next_of_a_list": (
        "Năm 2023, LĐLĐ huyện Ba Vì kết nạp 500 đoàn viên, trong đó 300 đoàn viên khu vực ngoài nhà nước; 120 đoàn viên khối trường học.",
        [None, 0, 0],
    ),
    "add_up_to_the_whole": ("Năm 2023, LĐLĐ huyện Ba Vì bàn giao 20 nhà Mái ấm Công đoàn (12 nhà xây mới, 8 nhà sửa chữa).", [None, 0, 0]),
    "do_not_add_up": ("Năm 2023, LĐLĐ huyện Ba Vì bàn giao 20 nhà Mái ấm Công đoàn (12 nhà xây mới, 7 nhà sửa chữa).", [None, None, None]),
    "a_year_of_the_term": ("Giai đoạn 2019-2023, LĐLĐ huyện Ba Vì hỗ trợ xây 35 nhà Mái ấm Công đoàn, riêng năm 2023 là 9 nhà.", [None, 0]),
    "another_year": ("Năm 2022, LĐLĐ huyện Ba Vì hỗ trợ xây 35 nhà Mái ấm Công đoàn, riêng năm 2023 là 9 nhà.", [None, None]),
    "men_and_women": ("Năm 2023, LĐLĐ huyện Ba Vì kết nạp 500 đoàn viên, gồm 300 đoàn viên nam và 200 đoàn viên nữ.", [None, 0, 0]),
    "other_bodies": (
        "Năm 2023, LĐLĐ tỉnh Hà Nam thành lập 12 CĐCS. LĐLĐ huyện Bình Lục thành lập 7 CĐCS, LĐLĐ huyện Thanh Liêm thành lập 5 CĐCS.",
        [None, None, None],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PARTS.values(), ids=PARTS)
def test_parts(text, expected):
    rows = table(text)
    places = {row["figure_id"]: place for place, row in enumerate(rows)}
    assert [None if row["part_of"] is None else places[row["part_of"]] for row in rows] == expected


def test_a_further_percentage_of_a_part_is_a_part_too():
    text = "Tổng thu ngân sách huyện đạt 173 tỷ đồng, bằng 111,6% dự toán. Trong đó, thu nội địa đạt 161 tỷ đồng, bằng 117,6% dự toán, tăng 11,3% so với cùng kỳ."
    whole, part, again = table(text)
    assert (part["part_of"], again["part_of"], again["restates"]) == (whole["figure_id"], whole["figure_id"], part["figure_id"])


def test_women_behind_a_slash_are_a_part_of_the_members():
    text = "Năm 2022, LĐLĐ huyện Ba Vì kết nạp 1.240 đoàn viên/708 nữ, đạt 103,3% chỉ tiêu; hiện có 9.120 đoàn viên/4.801 nữ."
    told = [slim(row, "indicator", "value", "base", "percent") for row in table(text)]
    assert told == [
        ("members_admitted", 1240, None, 103.3),
        ("members_admitted", 708, None, None),
        ("members_total", 9120, None, None),
        ("members_total", 4801, None, None),
    ]
    assert [row["part_of"] is None for row in table(text)] == [True, False, True, False]


def test_a_part_in_the_next_sentence_is_of_the_time_of_its_whole():
    text = (
        "Tháng 7/2022, kim ngạch đạt 152 triệu USD, tăng 31%, đưa tổng kim ngạch 7 tháng đầu năm 2022 lên 1,02 tỷ USD, tăng 18,6%. "
        "Trong đó, gỗ đạt 391,5 triệu USD, chiếm 38,4%; riêng tháng 7 gạo đạt 41 triệu USD, tăng 9%."
    )
    ends = [(row["period_start"], row["period_end"]) for row in table(text)]
    july, seven = (date(2022, 7, 1), date(2022, 7, 31)), (date(2022, 1, 1), date(2022, 7, 31))
    assert ends == [july, seven, seven, july]
