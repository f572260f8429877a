"""Wholes and levels in brackets behind their names: "tương đương 80% so với tổng đàn trước dịch (khoảng 31 triệu con)".

Rules over items read the plain ones ("đạt 63% chỉ tiêu (65 CĐCS)"); here are those whose names are longer than a rule
can follow. The number in the brackets must count the same, and the percentage must come out of it, or nearly so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cdextract.figures.counted import Counted, Line, places_by_line
from cdextract.figures.values import Figure
from cdextract.links.plausible import is_near_share, same_unit
from cdextract.links.whole_names import end_of_claim, noun_words
from cdextract.words.tokens import tie_words

_WHOLE = 100
_FAR = 16  # items that a name takes
_NAMES = frozenset({"whole", "compare", "plan"})


def with_bracketed_bases(figures: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """Give percentages the number in the brackets behind what they are of; it is no row of its own."""
    out, by_line = list(figures), places_by_line(figures)
    for place, counted in enumerate(figures):
        if counted.figure.kind not in ("share", "attained", "exceeded"):
            continue
        beside = (at for at in by_line[counted.line] if figures[at].figure.head > counted.figure.head and at > place)
        at = next(beside, None)
        if at is None:
            continue
        goes_on = _is_claimed_behind(figures[at], lines[counted.line])
        if not _is_base_of(counted, figures[at], lines[counted.line], goes_on=goes_on):
            continue
        base = figures[at].figure
        figure = replace(counted.figure, base=base.value, base_approx=base.value_approx)
        out[place] = replace(counted, figure=figure)
        out[at] = _further_claim(counted, figures[at], place) if goes_on else replace(figures[at], dropped="whole")
    return out


def _is_claimed_behind(told: Counted, line: Line) -> bool:
    """ "vượt 10% chỉ tiêu cả năm (500 mô hình), bằng 55% mục tiêu": the number in brackets, the claim behind them."""
    figure = told.figure
    if figure.base is not None or figure.is_ratio or told.dropped is not None or told.restates is not None:
        return False
    claim = next((at for at in range(figure.head, figure.last + 1) if line.items[at].type.endswith("claim")), None)
    if figure.kind not in ("attained", "exceeded") or not figure.of_plan or claim is None:
        return False
    return any(item.text == ")" for item in line.items[figure.head : claim])


def _further_claim(counted: Counted, told: Counted, place: int) -> Counted:
    """The claim that stands behind the brackets is of the quantity before them."""
    value = counted.figure
    figure = replace(told.figure, value=value.value, value_approx=value.value_approx)
    return replace(told, figure=figure, indicator=counted.indicator, start=counted.start, restates=place)


def _is_base_of(counted: Counted, told: Counted, line: Line, *, goes_on: bool) -> bool:
    figure = counted.figure
    if figure.base is not None or figure.value is None or figure.percent is None or counted.dropped is not None:
        return False
    if figure.kind not in ("share", "attained", "exceeded") or not (told.figure.bare or goes_on):
        return False
    between = line.items[end_of_claim(figure, line) + 1 : told.figure.head]
    opened = next((at for at, item in enumerate(between) if item.text == "("), None)
    if opened is None or opened > _FAR:
        return False
    if any(
        item.type in ("sign", "stop", "number", "ratio") or item.type.endswith("claim") for item in between[:opened]
    ):
        return False
    if any(item.type in ("sign", "stop", "part") for item in between[opened + 1 :]):
        return False
    names = figure.of_plan or figure.of_past or any(item.type in _NAMES for item in between[:opened])
    words = {word for item in between[:opened] for word in item.text.split()} | set(noun_words(line.items, figure.head))
    counts_same = set(noun_words(line.items, told.figure.head)[:1]) <= words | tie_words("persons")
    return names and counts_same and same_unit(counted, told) and _is_near(figure, told)


def _is_near(figure: Figure, told: Counted) -> bool:
    if figure.kind == "exceeded" and figure.percent is not None:
        number = figure.percent.number
        full = replace(figure.percent, number=replace(number, value=number.value + _WHOLE))
        if is_near_share(replace(figure, percent=full), told.figure.value):
            return True
    return is_near_share(figure, told.figure.value)
