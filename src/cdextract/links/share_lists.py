"""Lists of shares of one whole: "nữ là 14 người, chiếm 26%; dưới 35 tuổi là 5 người, chiếm 10%; …".

Where all but one of a list come out of the same whole, it is the whole of that one too: its percentage is a slip of
the writer, and what another number nearby would give is chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from cdextract.figures.counted import NEAR, Counted, Line
from cdextract.figures.values import Figure
from cdextract.links.bases import agrees, fits_own_base, rounds
from cdextract.links.plausible import is_near_share
from cdextract.links.whole_names import content_words, noun_words, whole_words
from cdextract.numbers.quantities import Quantity

_LEAST = 3  # shares that make a list
_MOST = 30  # no sentence lists more
_ALL, _ROUNDED = 100, Decimal("0.1")  # per cent; what each of several may be rounded by
_PARTS, _LEAST_SUM = 2, 20  # shares that can make a whole; a smaller sum can be chance
_NAME, _FAR = 3, 6  # words of a name; lines between those that have it
_SURE, _CERTAIN = 2, 3  # shares that come out of what it names; so many, where the odd one comes out of another number
_LONG = 4  # … and one so long that the odd one may be far off


def with_whole_of_list(linked: Sequence[Counted], told: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """Give the one share of a list that has another base, or none, the base of the others. `told` are the figures as
    they were read: what they state themselves stays.
    """
    out = list(linked)
    listed: dict[int, list[int]] = {}
    for place, row in enumerate(linked):
        if row.figure.kind == "share" and _is_listed(row, told[place], lines[row.line]):
            listed.setdefault(row.line, []).append(place)
    for number, places in listed.items():
        odd = _odd_one(linked, places, lines[number])
        if odd is None:
            continue
        base = next(linked[place].figure for place in places if place != odd)
        figure = replace(linked[odd].figure, base=base.base, base_approx=base.base_approx)
        out[odd] = replace(linked[odd], figure=figure)
    return out


def with_whole_of_same_name(linked: Sequence[Counted], told: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """ "…, chiếm 75,2% tổng số doanh nghiệp mới; …, chiếm 23,7% tổng số doanh nghiệp mới; 151 doanh nghiệp, chiếm 11%
    tổng số doanh nghiệp mới": where two come out of one whole, the same name means the same whole.
    """
    out = list(linked)
    by_name: dict[tuple[str, ...], list[int]] = {}
    for place, row in enumerate(linked):
        by_name.setdefault(_named(row, lines), []).append(place)
    for named, places in by_name.items():
        for place in places if len(named) >= _NAME else ():
            row = linked[place]
            if not _is_part(row) or told[place].figure.base is not None:
                continue
            near = (linked[other] for other in places if other != place)
            least = _CERTAIN if fits_own_base(row.figure) else _SURE
            whole = _common_whole([other.figure for other in near if abs(other.line - row.line) <= _FAR], least)
            if whole is not None and whole.base is not None and _is_below(row, whole.base):
                out[place] = replace(row, figure=replace(row.figure, base=whole.base, base_approx=whole.base_approx))
    return out


def with_whole_told_before(linked: Sequence[Counted], told: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """ "Cả nước có 116.045 doanh nghiệp mới. … Đông Nam Bộ có 49.255 doanh nghiệp, chiếm 42,4%; …": the one number told
    before, however far, out of which three or more shares of a list come, all of them or all but one.
    """
    out = list(linked)
    for noun, places in _lists(linked, told, lines):
        before = [row for row in linked[max(0, places[0] - NEAR) : places[0]] if _noun(row, lines) == noun]
        wholes = {
            row.figure.value.number.value: row.figure for row in before if row.figure.value and row.dropped != "goal"
        }
        fitting = [whole for whole in wholes.values() if _holds_all([linked[place] for place in places], whole)]
        if len(fitting) != 1:
            continue
        for place in places:
            base, approx = fitting[0].value, fitting[0].value_approx
            out[place] = replace(linked[place], figure=replace(linked[place].figure, base=base, base_approx=approx))
    return out


def with_whole_that_parts_make(
    linked: Sequence[Counted], told: Sequence[Counted], lines: Sequence[Line]
) -> list[Counted]:
    """ "quản lý 186 CĐCS. Khối hành chính có 112 CĐCS, chiếm 39,8%; khối doanh nghiệp có 74 CĐCS, chiếm 60,2%": shares
    that make 100 %, and whose counts add up to a number told before, are of that number, though each be told of the
    other.
    """
    out = list(linked)
    for noun, places in _lists(linked, told, lines, least=_PARTS, open_only=False):
        counts = [value for place in places if (value := linked[place].figure.value)]
        sum_ = sum((value.number.value for value in counts), Decimal())
        before = reversed(linked[max(0, places[0] - NEAR) : places[0]])
        whole = next((row.figure for row in before if _noun(row, lines) == noun and _counts(row, sum_, counts)), None)
        if whole is None or not _make_all([linked[place].figure for place in places]):
            continue
        for place in places:
            figure = replace(linked[place].figure, base=whole.value, base_approx=whole.value_approx)
            out[place] = replace(linked[place], figure=figure)
    return out


def _lists(
    linked: Sequence[Counted],
    told: Sequence[Counted],
    lines: Sequence[Line],
    *,
    least: int = _LEAST,
    open_only: bool = True,
) -> list[tuple[tuple[str, ...], list[int]]]:
    """The shares that stand in one sentence, or in lines one below the other, by what they count; `open_only`: those
    for which no whole was found.
    """
    lists: list[tuple[tuple[str, ...], list[int]]] = []
    for place, row in enumerate(linked):
        noun = _noun(row, lines)
        found = open_only and row.figure.base is not None
        if not noun or found or not _is_listed(row, told[place], lines[row.line]):
            continue
        if not lists or lists[-1][0] != noun or row.line - linked[lists[-1][1][-1]].line > 1:
            lists.append((noun, []))
        lists[-1][1].append(place)
    return [(noun, places) for noun, places in lists if len(places) >= least]


def _make_all(figures: Sequence[Figure]) -> bool:
    """Whether percentages add up to 100, less what rounding each of them may have cost."""
    told = [figure.percent.number.value for figure in figures if figure.percent]
    return len(told) == len(figures) and abs(sum(told, Decimal()) - _ALL) <= _ROUNDED * len(told)


def _counts(row: Counted, sum_: Decimal, parts: Sequence[Quantity]) -> bool:
    value = row.figure.value
    return value is not None and value.number.value == sum_ >= _LEAST_SUM and value.unit == parts[0].unit


def _noun(row: Counted, lines: Sequence[Line]) -> tuple[str, ...]:
    return noun_words(lines[row.line].items, row.figure.head)[:1]


def _holds_all(rows: Sequence[Counted], whole: Figure) -> bool:
    """Whether all shares, or all but one of more than three, come out of a whole."""
    base = whole.value
    if base is None or not all(_is_below(row, base) for row in rows):
        return False
    fits = sum(rounds(row.figure, base) for row in rows)
    return fits == len(rows) or (fits == len(rows) - 1 and fits >= _LEAST)


def _named(row: Counted, lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(content_words(whole_words(row.figure, lines[row.line])))


def _common_whole(figures: Sequence[Figure], least: int) -> Figure | None:
    """One of at least so many figures that come out of their base, where that is the same of all of them."""
    fitting = [figure for figure in figures if fits_own_base(figure)]
    wholes = {figure.base.number.value for figure in fitting if figure.base is not None}
    return fitting[0] if len(fitting) >= least and len(wholes) == 1 else None


def _is_part(row: Counted) -> bool:
    """Whether a figure tells how much of a whole something is; "bằng 94,71% tổng số đại biểu" does."""
    figure = row.figure
    if row.dropped is not None or figure.value is None or figure.percent is None:
        return False
    return figure.kind in ("share", "attained") and not figure.of_plan and not figure.is_ratio


def _is_share(row: Counted) -> bool:
    return row.figure.kind == "share" and _is_part(row)


def _is_below(row: Counted, base: Quantity) -> bool:
    value = row.figure.value
    return value is not None and value.unit == base.unit and value.number.value < base.number.value


def _is_listed(row: Counted, told: Counted, line: Line) -> bool:
    figure = row.figure
    if not _is_share(row) or row.restates is not None or told.figure.base is not None:
        return False
    behind = line.items[figure.last + 1 : figure.last + 2]
    names_none = not behind or behind[0].type in ("sign", "stop") or behind[0].text == "và"
    return names_none and not whole_words(figure, line)


def _odd_one(rows: Sequence[Counted], places: Sequence[int], line: Line) -> int | None:
    """The only share of a list that does not come out of the whole of the others."""
    if len(places) > _MOST:
        return None
    bases = [rows[place].figure.base for place in places]
    wholes = {base.number.value for base in bases if base is not None}
    nouns = {noun_words(line.items, rows[place].figure.head)[:1] for place in places}
    measured = all(value is not None and value.unit for value in (rows[place].figure.value for place in places))
    if len(places) < _LEAST or not wholes or len(nouns) > 1 or (() in nouns and not measured):
        return None
    for base in bases:
        if base is None:
            continue
        fits = [place for place in places if agrees(rows[place].figure, base) and rows[place].figure.base == base]
        odd = [place for place in places if place not in fits]
        if len(odd) == 1 and _can_be(rows[odd[0]], rows[fits[0]], base_is_sure=len(places) >= _LONG):
            return odd[0]
    return None


def _can_be(odd: Counted, other: Counted, *, base_is_sure: bool) -> bool:
    figure, base = odd.figure, other.figure.base
    if base is None or odd.scope.part or not _is_below(odd, base):
        return False
    return base_is_sure or (figure.base is None and is_near_share(figure, base))
