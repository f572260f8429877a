"""Parts that no "trong đó" of their own marks (ruling 2): the next of a list of parts, parts that add up to their
whole, and "riêng năm …" within a longer period.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from cdextract.counted import Counted, Line
from cdextract.indicators import OTHER
from cdextract.periods_context import Dated

_LEAST = 10  # smaller totals can be a sum by chance
_LINES = 2  # sentences that a list of parts can take


def with_listed_parts(rows: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """ "218 người, trong đó 140 người ở tỉnh A; 60 người ở tỉnh B": the second is a part as well."""
    out = list(rows)
    for place in range(1, len(out)):
        row, last = out[place], out[place - 1]
        whole = last.part_of
        if row.part_of is None and whole is not None and _goes_on(row, last, lines) and _fits(out, whole, row):
            out[place] = replace(row, part_of=whole)
    for place, row in enumerate(out):
        if row.restates is not None:  # a further percentage of a part
            out[place] = replace(row, part_of=out[row.restates].part_of)
    for place in range(len(out)):
        for part in _adding_up(out, place, lines):
            out[part] = replace(out[part], part_of=place)
    return out


def _goes_on(row: Counted, last: Counted, lines: Sequence[Line]) -> bool:
    if row.line != last.line or row.indicator != last.indicator or row.restates is not None:
        return False
    if row.figure.value is None or last.figure.value is None or row.figure.value.unit != last.figure.value.unit:
        return False
    return not _names_a_body(last, row, lines) and (row.indicator == OTHER or not row.scope.says_what)


def _names_a_body(last: Counted, row: Counted, lines: Sequence[Line]) -> bool:
    """Whether a body is named between two rows: the second is of another body."""
    first = last.figure.head if last.line == row.line else 0
    return any(item.type in ("body", "anaphor") for item in lines[row.line].items[first : row.figure.head])


def _value(row: Counted) -> Decimal:
    return row.figure.value.number.value if row.figure.value else Decimal(0)


def _fits(rows: Sequence[Counted], whole: int, row: Counted) -> bool:
    parts = [other for other in rows if other.part_of == whole and other.restates is None]
    return sum(map(_value, parts), _value(row)) <= _value(rows[whole])


def _adding_up(rows: Sequence[Counted], whole: int, lines: Sequence[Line]) -> list[int]:
    """The rows right behind a total of the same indicator, if there are two or more and they add up to it."""
    total = rows[whole]
    if total.figure.value is None or total.restates is not None or _value(total) < _LEAST:
        return []
    found: list[int] = []
    sum_ = Decimal(0)
    for place in range(whole + 1, len(rows)):
        row = rows[place]
        if row.line - total.line > _LINES:
            break
        if row.indicator != total.indicator or row.figure.value is None or row.restates is not None:
            continue
        if row.figure.value.unit != total.figure.value.unit:
            continue
        if _names_a_body(rows[place - 1], row, lines):
            break
        found.append(place)
        sum_ += _value(row)
        if sum_ >= _value(total):
            break
    open_ = all(rows[place].part_of in (None, whole) for place in found)
    return found if len(found) > 1 and sum_ == _value(total) and open_ else []


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
            and _value(rows[earlier]) >= _value(row)
        ]
        if wholes:
            out[place] = replace(row, part_of=wholes[-1])
    return out


def _contains(longer: Dated, shorter: Dated) -> bool:
    spans: tuple[date | None, ...] = (longer.start, longer.end, shorter.start, shorter.end)
    first, last, start, end = spans
    if first is None or last is None or start is None or end is None:
        return False
    return first <= start and end <= last and (first, last) != (start, end)
