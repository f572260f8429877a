"""Claims tied to figures told elsewhere: rates of wholes, differences told later, names taken up again."""

from __future__ import annotations

import pytest

from cdextract import extract


def rows(text: str) -> list[tuple[float | None, float | None, float | None, str | None]]:
    """Value, base, percentage and its kind of every row."""
    table = extract(text).astype(object)
    table = table.where(table.notna(), None)
    return list(table[["value", "base", "percent", "percent_kind"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kỳ thi có 2.400 thí sinh dự thi, tỷ lệ đỗ đạt 89,5%.", [(None, 2400, 89.5, "attained")]),
        ("Tỷ lệ tốt nghiệp của 2.400 thí sinh là 98,4%.", [(None, 2400, 98.4, "share")]),
        ("Có 160/262 xã, phường, thị trấn có cử tri đi bầu đạt tỷ lệ 100%.", [(160, 262, None, None)]),
        ("Hơn 3.200 tổ bầu cử có 100% cử tri đi bầu.", []),
        ("81/96 doanh nghiệp ký thỏa ước. Đó là kết quả năm qua, đạt tỷ lệ 84,4%.", [(81, 96, 84.4, "attained")]),
    ],
)
def test_rates(text, expected):
    assert rows(text) == expected


def test_a_difference_told_sentences_later_goes_to_the_one_count_of_its_noun():
    text = "Tỉnh xảy ra 421 vụ cháy. Người dân lo lắng. Nhiều nơi thiếu nước. So với năm trước giảm 39 vụ (8,5%)."
    assert rows(text) == [(421, None, 8.5, "decrease")]
    assert rows(text.replace("Người dân", "Riêng huyện có 52 vụ. Người dân"))[-1][0] is None


def test_percentages_of_wholes_that_are_named_again():
    text = (
        "Có 8.790 thí sinh, trong đó hệ phổ thông 8.100 thí sinh, hệ thường xuyên 690 thí sinh. "
        "Tỷ lệ đỗ chung đạt 97,6%, hệ phổ thông đạt 98,4%, hệ thường xuyên đạt 88,4%."
    )
    assert [row[1:3] for row in rows(text)] == [(8790, 97.6), (8100, 98.4), (690, 88.4)]


def test_shares_of_cases_and_of_money():
    text = "Có 620 việc, tương ứng 150 tỷ đồng (chiếm 78% trong tổng số việc và 53% trong tổng số tiền)."
    assert [(row[0], row[2]) for row in rows(text)] == [(620, 78), (150_000_000_000, 53)]


def test_ratios_behind_names():
    listed = "Các đảng bộ có kết quả cao so với chỉ tiêu là Tam Hiệp 12/15, Đồng Phú 9/7, Tân Lập 6/8."
    assert [row[:2] for row in rows(listed)] == [(12, 15), (9, 7), (6, 8)]
    assert rows("Sáng 9/7, huyện họp.") == []


def test_the_rate_of_an_earlier_time_is_no_claim():
    assert rows("Giải ngân đạt 148 tỷ đồng, bằng 20,9% kế hoạch (cùng kỳ năm 2023 đạt 22,2%).") == [
        (148_000_000_000, None, 20.9, "attained")
    ]


def test_a_plan_of_growth_is_of_what_was_gained():
    text = "Dư nợ đạt 870 tỷ đồng, tăng 51 tỷ đồng so với đầu năm, đạt 73,1% kế hoạch tăng trưởng."
    assert rows(text) == [(51_000_000_000, None, 73.1, "attained")]
