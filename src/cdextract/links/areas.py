"""Shares of the area sown: "Phía Bắc gieo cấy 1.070 nghìn ha … đã thu hoạch 707 nghìn ha, chiếm 66,1% diện tích gieo
cấy".

Reports on crops name the whole by what was done with it, and tell it sentences before, for each part of the country.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cdextract.figures.counted import Counted, Line
from cdextract.links.plausible import is_near_share, same_unit
from cdextract.links.whole_names import end_of_claim
from cdextract.words.tokens import tie_words

_LINES = 5  # a list of regions, each on a line
_NAME = 4  # items behind a claim that name its whole


def with_sown_areas(figures: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """Give shares "diện tích gieo cấy" the area that was told with this verb for the same part of the country."""
    out = list(figures)
    for place, counted in enumerate(figures):
        if not _is_of_area(counted, lines[counted.line]):
            continue
        region = _region(counted, figures, lines)
        near = [other for other in figures[:place] if counted.line - other.line <= _LINES and other.restates is None]
        told = [other for other in near if _can_be_whole(other, counted, figures, lines, region)]
        if told and is_near_share(counted.figure, told[-1].figure.value):
            base = told[-1].figure
            out[place] = replace(
                counted, figure=replace(counted.figure, base=base.value, base_approx=base.value_approx)
            )
    return out


def _is_of_area(counted: Counted, line: Line) -> bool:
    figure = counted.figure
    if figure.kind not in ("share", "attained") or figure.base is not None or counted.dropped is not None:
        return False
    if figure.value is None or figure.value.unit is None or figure.of_plan or figure.of_past:
        return False
    end = end_of_claim(figure, line) + 1
    named = line.items[end : end + _NAME]
    if not " ".join(item.text for item in named).removeprefix("tổng ").startswith("diện tích"):
        return False
    return any(item.type == "cue" and "process_in" in item.value for item in named)


def _can_be_whole(
    other: Counted,
    counted: Counted,
    figures: Sequence[Counted],
    lines: Sequence[Line],
    region: tuple[str, str] | None,
) -> bool:
    if other.figure.value is None or not same_unit(counted, other) or other.figure.kind == "share":
        return False
    sown = "process_in" in other.scope.left
    harvested = "process_out" in other.scope.left
    return _region(other, figures, lines) == region and not harvested and (sown or region is not None)


def _region(counted: Counted, figures: Sequence[Counted], lines: Sequence[Line]) -> tuple[str, str] | None:
    """ "phía bắc": the part of the country that is told before a number of the sentence."""
    heads = [row.figure.last for row in figures if row.line == counted.line and row.figure.last < counted.figure.head]
    before = lines[counted.line].items[max(heads, default=-1) + 1 : counted.figure.head]
    words = [word for item in before if item.type in ("word", "place") for word in item.text.split()]
    sides = tie_words("sides")
    return next((pair for pair in pairwise(words) if pair[0] in sides), None)
