"""Differences told beside other percentages of the same quantity."""

import pytest

from core_helpers import slim, table

TOLD = {
    "behind_the_percentage": (
        "Năm 2024, LĐLĐ huyện Ba Vì kết nạp 13.650 đoàn viên, đạt 65% chỉ tiêu, tăng 1.820 đoàn viên so với năm 2023.",
        [(13650, None, 1820, 65, "attained")],
    ),
    "before_the_percentage": (
        "Năm 2024, LĐLĐ huyện Ba Vì kết nạp 1.245 đoàn viên, tăng 125 đoàn viên so với năm 2023, đạt 124,5% kế hoạch.",
        [(1245, None, 125, 124.5, "attained")],
    ),
    "of_another_count": (
        "Năm 2024, LĐLĐ huyện Ba Vì kết nạp 13.650 đoàn viên, đạt 65% chỉ tiêu, thành lập 5 CĐCS, tăng 2 CĐCS.",
        [(13650, None, None, 65, "attained"), (5, None, 2, None, None)],
    ),
    "beside_a_ratio": (
        "Năm 2020, toàn huyện có 39/45 trường đạt chuẩn quốc gia, tăng 3 trường so với năm 2019.",
        [(39, 45, 3, None, None)],
    ),
    "as_a_share_of_the_whole": (
        "Năm 2023, toàn huyện có 1.205 hộ nghèo, chiếm 4,12%, giảm 312 hộ (1,05%) so với năm 2022.",
        [(1205, None, -312, 4.12, "share")],
    ),
    "as_a_change": (
        "Năm 2023, toàn huyện có 1.205 hộ nghèo, chiếm 4,12%, giảm 312 hộ (20,6%) so với năm 2022.",
        [(1205, None, None, 4.12, "share"), (1205, None, -312, 20.6, "decrease")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TOLD.values(), ids=TOLD)
def test_differences(text, expected):
    assert [slim(row, "value", "base", "delta", "percent", "percent_kind") for row in table(text)] == expected


def test_wholes_share_the_predicate_behind_the_last():
    rows = table("Năm 2023, LĐLĐ tỉnh Hà Nam có 30/30 cơ quan, 80/90 doanh nghiệp tổ chức hội nghị người lao động.")
    assert [row["indicator"] for row in rows] == ["conferences_held"] * 2


def test_another_predicate_is_not_shared():
    rows = table("Năm 2023, LĐLĐ tỉnh Hà Nam có 30/30 cơ quan nộp đủ quỹ, 80/90 doanh nghiệp tổ chức hội nghị người lao động.")
    assert [row["indicator"] for row in rows] == ["other", "conferences_held"]


def test_votes_are_of_the_day_told_before():
    [first, *_] = table("Ngày 13/12/2023, HĐND tỉnh lấy phiếu tín nhiệm với 28 người. Người thấp nhất có 19 phiếu tín nhiệm cao (40,43%).")
    assert str(first["period_start"]) == "2023-12-13"


def test_a_percentage_of_each_place_is_none_of_their_ratio():
    [row] = table("Đến nay có 28/63 tỉnh, thành phố có tỷ lệ tiêm trên 70%.")
    assert slim(row, "value", "base", "percent") == (28, 63, None)


@pytest.mark.parametrize(("text", "percent"), [("52/63 tỉnh đạt trên 95%", None), ("61/63 tỉnh hoàn thành, đạt trên 95%", 95)])
def test_what_each_has_passed(text, percent):
    [row] = table(f"Năm 2023, cả nước có {text}.")
    assert slim(row, "value", "base", "percent") == (int(text[:2]), 63, percent)


def test_changes_listed_behind_one_verb():
    rows = table(
        "Năm 2023, tỉnh xảy ra 125 vụ tai nạn, làm 85 người chết, 72 người bị thương; "
        "so với năm 2022 giảm 15 vụ (10,7%), 8 người chết (8,6%), tăng 5 người bị thương (7,5%)."
    )
    assert [slim(row, "value", "delta", "percent_kind") for row in rows] == [
        (125, -15, "decrease"),
        (85, -8, "decrease"),
        (72, 5, "increase"),
    ]
