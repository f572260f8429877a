"""Bases that the words name again: totals, those of a ratio, the people whom women are among."""

import pytest

from core_helpers import claims, slim, table

BASES = {
    "total_by_the_same_words": (
        "Hội phí chiếm 34% tổng số 4.200 đoàn viên. Có 630 đoàn viên được hỗ trợ, chiếm 44,1% tổng số đoàn viên.",
        630,
        4200,
    ),
    "total_of_a_ratio": ("Có 11/13 vụ xảy ra ở doanh nghiệp. Giải quyết trong ngày là 9 vụ, chiếm 96,2% tổng số vụ.", 9, 13),
    "no_total_of_a_ratio": ("Có 11/13 vụ xảy ra ở doanh nghiệp. Giải quyết trong ngày là 9 người, chiếm 96,2% tổng số người.", 9, None),
    "women_behind_a_comma": ("LĐLĐ huyện giới thiệu 1.486 đoàn viên ưu tú cho Đảng, nữ là 903, chiếm 63,8%.", 903, 1486),
    "women_behind_a_semicolon": ("LĐLĐ huyện kết nạp Đảng được 1.102 người; nữ 655, chiếm 95,4%.", 655, 1102),
    "women_of_no_people": ("LĐLĐ huyện thành lập 12 CĐCS; nữ 655, chiếm 95,4%.", 655, None),
    "share_of_a_level": ("Toàn huyện có 71 CĐCS với 1.894 đoàn viên, nữ 1.012 đồng chí (53,4%).", 1012, 1894),
}


@pytest.mark.parametrize(("text", "value", "base"), BASES.values(), ids=BASES)
def test_named(text: str, value: float, base: float | None) -> None:
    [found] = [row for row in claims(text) if row[0] == value]
    assert found[1] == base


def test_women_count_what_the_people_count() -> None:
    rows = table("Toàn huyện có 71 CĐCS với 1.894 đoàn viên, nữ 1.012 đồng chí (53,4%).")
    assert [row["indicator"] for row in rows] == ["cdcs_total", "members_total", "members_total"]
    assert rows[2]["part_of"] == rows[1]["figure_id"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Có 213 nhà được xây mới, so với giai đoạn trước tăng 41,1% (151 nhà).", (213, 151, None, 41.1)),
        ("Có 88 nhà được sửa, giảm 12% (100 nhà).", (88, 100, None, 12)),
        ("Xảy ra 27 vụ, giảm 25% (9 vụ).", (27, None, -9, 25)),
        ("Xảy ra 27 vụ, giảm 24% (9 vụ).", (27, None, -9, 24)),
    ],
    ids=["risen_from", "fallen_from", "difference", "difference_that_does_not_fit"],
)
def test_what_stands_in_brackets_behind_a_change(text: str, expected: tuple[float | None, ...]) -> None:
    assert [slim(row, "value", "base", "delta", "percent") for row in table(text)] == [expected]
