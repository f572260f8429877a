"""Parts that no "trong đó" of their own marks (ruling 2): the next of a list of parts, parts that add up to their
whole; and the plan that is told of the whole behind its parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from cdextract.figures.counted import Counted, Line
from cdextract.indicators.indicators import OTHER

_LEAST = 10  # smaller totals can be a sum by chance
_LINES = 2  # sentences that a list of parts can take


def with_claims_of_totals(figures: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """ "64 phiên, trong đó 47 trực tuyến, 9 trực tiếp và 8 lưu động, đạt 128% kế hoạch": the plan is of the total; so
    is a change behind a comma.
    """
    out = list(figures)
    for place, row in enumerate(figures):
        said_of_all = row.figure.of_plan or _changes_behind_comma(row, lines)
        total = _total_of(figures, place) if said_of_all and row.restates is None else None
        if total is None:
            continue
        for further in range(place + 1, len(figures)):
            if figures[further].restates == place:
                value, approx = figures[total].figure.value, figures[total].figure.value_approx
                figure = replace(figures[further].figure, value=value, value_approx=approx)
                out[further] = replace(figures[further], figure=figure, restates=total)
        claim = {key: getattr(row.figure, key) for key in ("percent", "percent_approx", "kind", "of_plan")}
        bare = replace(row.figure, percent=None, percent_approx=None, kind=None, of_plan=False)
        out[total] = replace(out[total], figure=replace(out[total].figure, **claim), dropped=None)
        out[place] = replace(row, figure=bare, dropped="bare" if row.indicator == OTHER else None)
    return out


def _changes_behind_comma(row: Counted, lines: Sequence[Line]) -> bool:
    """ "… và 147 xe chuyên dụng, giảm 8%", not "… và 313 xe chuyên dụng giảm 16%"."""
    figure = row.figure
    if figure.kind not in ("increase", "decrease") or figure.about or figure.delta is not None:
        return False
    items = lines[row.line].items
    claim = next((at for at in range(figure.head, figure.last + 1) if items[at].type == "change_claim"), figure.head)
    return items[claim - 1].text == ","


def _total_of(figures: Sequence[Counted], last: int) -> int | None:
    """The bare figure of the sentence to which the two or more bare ones behind it, and the last, add up."""
    sum_ = _value(figures[last])
    for place in range(last - 1, -1, -1):
        row = figures[place]
        if row.line != figures[last].line or not row.figure.bare or row.restates is not None:
            return None
        if last - place > 2 and _value(row) == sum_ >= _LEAST:
            return place
        sum_ += _value(row)
    return None


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
