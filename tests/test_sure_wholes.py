"""Wholes and plans that only the arithmetic tells: of one number told before, and of no other."""

import pytest

from core_helpers import claims, slim, table

HEAD = "Năm 2023, LĐLĐ tỉnh Long An "


def base(text: str, value: float) -> object:
    """The base of the row with a percentage that counts so many."""
    [found] = {slim(row, "base")[0] for row in table(text) if slim(row, "value")[0] == value and row["percent"] is not None}
    return found


def test_a_share_to_two_decimals_finds_the_one_number_far_before() -> None:
    text = "Tổng thu là 49.286 tỷ đồng. Thu nội địa 12.947 tỷ đồng. Chi 900 tỷ đồng. Xã A họp.\n\nThu hải quan 34.118 tỷ đồng, chiếm 69,22%."
    assert base(text, 34118e9) == 49286e9


def test_a_share_that_fits_two_numbers_has_no_whole() -> None:
    near = "Tổng thu là 49.286 tỷ đồng. Năm trước thu 49.287 tỷ đồng. Chi 900 tỷ đồng. Xã A họp.\n\nThu hải quan 34.118 tỷ đồng, chiếm 69,22%."
    assert base(near, 34118e9) is None


def test_a_rounded_share_finds_only_what_counts_the_same() -> None:
    cause = "Nguyên nhân? Chậm trả lương 5 vụ, chiếm 38,5%."
    assert base(f"Có 13 vụ ngừng việc. Tham gia là 5.120 người. Xã A họp. Xã B họp.\n\n{cause}", 5) == 13
    assert base(f"Có 13 doanh nghiệp ngừng việc. Tham gia là 5.120 người. Xã A họp. Xã B họp.\n\n{cause}", 5) is None


@pytest.mark.parametrize(
    ("told", "result", "plan"),
    [
        ("được giao 7.500 đoàn viên, đại hội đề ra 6.000 đoàn viên.", "kết nạp 4.326 đoàn viên, bằng 57,68% chỉ tiêu được giao", 7500),
        ("được giao 7.500 đoàn viên.", "kết nạp 4.326 đoàn viên, bằng 57,12% chỉ tiêu được giao", None),
    ],
    ids=["one_of_two", "none_of_which_it_comes_out"],
)
def test_plans_by_arithmetic(told: str, result: str, plan: float | None) -> None:
    text = f"{HEAD}{told} Tình hình khó khăn. Lao động mất việc. Công nhân về quê.\n\nSơ kết, {result}."
    assert base(text, 4326) == plan


FAR = "Kế hoạch năm 2022 của LĐLĐ tỉnh Kon Tum là kết nạp 2.000 đoàn viên. Doanh nghiệp ở đây nhỏ. Công nhân ít. "


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("Năm 2022, các cấp công đoàn kết nạp 1.700 đoàn viên, đạt 80% kế hoạch.", 2000),
        ("Năm 2023, các cấp công đoàn kết nạp 1.700 đoàn viên, đạt 80% kế hoạch.", None),
        ("Năm 2022, các cấp công đoàn kết nạp 1.700 đoàn viên, đạt 160% kế hoạch.", None),
        ("Năm 2022, các cấp công đoàn kết nạp 1.700 đoàn viên.", None),
    ],
    ids=["same_year", "another_year", "far_off", "no_percentage"],
)
def test_the_only_target_of_the_year(result: str, expected: float | None) -> None:
    assert [row[1] for row in claims(FAR + result)] == [expected]


def test_the_odd_share_of_a_list_whose_whole_the_arithmetic_told() -> None:
    text = (
        "Kim ngạch đạt 932 triệu USD. Con tôm mất giá. Giá dầu giảm.\n\n"
        "Nhật Bản 214 triệu USD, chiếm 22,96%; Mỹ 186 triệu USD, chiếm 19,96%; EU 158 triệu USD, chiếm 19,65%."
    )
    rows = table(text)
    assert [slim(row, "base")[0] for row in rows if row["percent"] is not None] == [932e6] * 3
    assert [row["verdict"] for row in rows][-1] == "inconsistent"


BEHIND = f"{HEAD}thành lập 46 CĐCS, vượt 15% kế hoạch; kết nạp 8.930 đoàn viên, đạt 111,6% kế hoạch. "


@pytest.mark.parametrize(
    ("plan", "bases"),
    [
        ("Theo kế hoạch giao đầu năm, tỉnh phải thành lập 40 CĐCS và kết nạp 8.000 đoàn viên.", (40, 8000)),
        ("Năm 2024, LĐLĐ tỉnh phấn đấu thành lập 40 CĐCS, kết nạp 8.000 đoàn viên.", (None, None)),  # the next year's
        ("Năm 2024, LĐLĐ tỉnh được giao thành lập 40 CĐCS, kết nạp 8.000 đoàn viên.", (None, None)),
        ("Theo kế hoạch giao đầu năm, tỉnh phải thành lập 45 CĐCS và kết nạp 8.200 đoàn viên.", (None, None)),
    ],
    ids=["given", "to_come", "of_another_year", "not_reached"],
)
def test_a_plan_given_stands_behind_its_results(plan: str, bases: tuple[float | None, float | None]) -> None:
    assert (base(BEHIND + plan, 46), base(BEHIND + plan, 8930)) == bases
