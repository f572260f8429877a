"""Counts that stand beside each other behind a slash."""

from __future__ import annotations

import pytest

from cdextract import extract


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hiện toàn huyện có 41 CĐCS/3.204 đoàn viên.",
            [("cdcs_total", 41, 0), ("members_total", 3204, 0)],
        ),
        (
            "LĐLĐ huyện kết nạp 412 đoàn viên/230 nữ, đạt 103% kế hoạch.",
            [("members_admitted", 412, 103), ("members_admitted", 230, 0)],
        ),
        (
            "LĐLĐ huyện quản lý 41 CĐCS với 3.204 ĐV/1.860 nữ.",
            [("cdcs_total", 41, 0), ("members_total", 3204, 0), ("members_total", 1860, 0)],
        ),
        (
            "LĐLĐ huyện quản lý 41 CĐCS với 3.204 ĐV/3.560 CNVCLĐ, đạt tỷ lệ 90%.",
            [("cdcs_total", 41, 0), ("members_total", 3204, 90)],
        ),
        ("Bình quân mỗi nơi 14 tiêu chí/1 xã.", []),
        ("Nơi nào có từ 12 CĐCS và 900 đoàn viên trở lên thì thành lập công đoàn xã.", []),
    ],
)
def test_counts_behind_a_slash(text: str, expected: list[tuple[str, float, float]]) -> None:
    table = extract(text)
    columns = (table["indicator"], table["value"].astype(float), table["percent"].astype(float).fillna(0))
    assert list(zip(*columns, strict=True)) == expected


def test_the_women_among_members_are_a_part_of_them() -> None:
    table = extract("LĐLĐ huyện kết nạp 412 đoàn viên/230 nữ.")
    assert table["part_of"].tolist()[1] == table["figure_id"].tolist()[0]
