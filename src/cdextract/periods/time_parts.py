"""Parts and their wholes: "235 nhà trong giai đoạn 2019-2023; riêng năm 2023 là 41 nhà" are a whole and a part of it; a
part that states no period has that of its whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cdextract.figures.counted import Counted
from cdextract.periods.dated import UNSTATED, Dated


def with_parts_of_time(rows: Sequence[Counted], dated: Sequence[Dated]) -> list[Counted]:
    """ "235 nhà trong giai đoạn 2019-2023; riêng năm 2023 là 41 nhà": 41 is a part of 235."""
    out = list(rows)
    for place, row in enumerate(rows):
        if row.part_of is not None or row.restates is not None or "part_of_time" not in row.scope.left:
            continue
        wholes = [
            earlier
            for earlier in range(place)
            if rows[earlier].indicator == row.indicator
            and rows[earlier].restates is None
            and rows[earlier].line == row.line
            and _contains(dated[earlier], dated[place])
            and _is_less(row, rows[earlier])
        ]
        if wholes:
            out[place] = replace(row, part_of=wholes[-1])
    return out


def with_periods_of_wholes(rows: Sequence[Counted], dated: Sequence[Dated]) -> list[Dated]:
    """ "Tháng 7, …, đưa tổng kim ngạch 7 tháng lên 1,02 tỷ USD. Trong đó, gỗ đạt 391,5 triệu USD": of the seven months,
    as the whole told in the sentence before.
    """
    out = list(dated)
    for place, row in enumerate(rows):
        own = out[place]
        if row.part_of is None or not (own.is_carried or own == UNSTATED) or out[row.part_of].start is None:
            continue
        lines = row.line - rows[row.part_of].line
        if lines == 1 or (lines == 0 and own == UNSTATED):
            out[place] = out[row.part_of]
    return out


def _contains(longer: Dated, shorter: Dated) -> bool:
    spans: tuple[date | None, ...] = (longer.start, longer.end, shorter.start, shorter.end)
    first, last, start, end = spans
    if first is None or last is None or start is None or end is None:
        return False
    return first <= start and end <= last and (first, last) != (start, end)


def _is_less(part: Counted, whole: Counted) -> bool:
    one, two = part.figure.value, whole.figure.value
    return one is not None and two is not None and one.number.value <= two.number.value
