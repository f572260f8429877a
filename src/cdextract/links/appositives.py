"""Quantities told beside another between commas: "cho vay 900 tỷ đồng, cho 28.000 hộ, bằng 115% cùng kỳ".

Who had the money, or who was found with the cases, is told in passing; the percentage behind it is of the quantity
before it. Of two counts only the arithmetic can tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cdextract.claims.names import NAMING
from cdextract.figures.counted import Counted, Line, places_by_line
from cdextract.figures.values import Figure
from cdextract.indicators.indicators import OTHER
from cdextract.links.bases import rounds
from cdextract.links.plausible import same_unit
from cdextract.words.tokens import tie_words

_BACK = 4  # figures
_CLAIM = ("percent", "percent_approx", "kind", "delta", "exceeded", "of_plan", "of_past", "says_share", "says_rate")


def with_claims_before_appositives(figures: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """Give claims that stand behind an appositive to the quantity before it."""
    out, by_line = list(figures), places_by_line(figures)
    for place in range(1, len(out)):
        row, main = out[place], out[place - 1]
        if not _is_beside(row, main, lines[row.line]) or not _is_of_main(row, place, out):
            continue
        out[place - 1] = replace(main, figure=_claimed(main.figure, row.figure), dropped=None, end=row.end)
        without = replace(row.figure, percent=None, percent_approx=None, kind=None, delta=None, base=None)
        out[place] = replace(row, figure=without, dropped="bare")
        for further in by_line[row.line]:
            if out[further].restates == place:
                figure, told = out[further].figure, main.figure
                figure = replace(figure, value=told.value, value_approx=told.value_approx)
                out[further] = replace(out[further], figure=figure, restates=place - 1)
    return out


def _is_beside(row: Counted, main: Counted, line: Line) -> bool:
    """Whether "với", "cho" behind a comma lead from one quantity to the next, with nothing but names between."""
    figure, told = row.figure, main.figure
    if row.line != main.line or main.dropped != "bare" or row.dropped is not None or row.restates is not None:
        return False
    if (
        told.value is None
        or figure.value is None
        or figure.percent is None
        or figure.is_ratio
        or row.indicator != OTHER
    ):
        return False
    before = line.items[told.head + 1 : figure.head]
    if len(before) < 2 or before[-1].text not in tie_words("beside") or before[-2].text != ",":
        return False
    return all(item.type in NAMING for item in before[:-2])


def _is_of_main(row: Counted, place: int, figures: Sequence[Counted]) -> bool:
    main, figure = figures[place - 1], row.figure
    if figure.base is not None or figure.about:
        return False
    if not same_unit(row, main):  # money or tonnes, and people who had a part in it
        return figure.value is not None and figure.value.unit is None and (figure.of_plan or figure.of_past)
    wholes = (
        other.figure.value
        for other in figures[max(0, place - _BACK) : place - 1]
        if row.line - other.line <= 1 and other.figure.value is not None and same_unit(other, main)
    )
    claimed = _claimed(main.figure, figure)
    shares = figure.kind in ("attained", "share") and not figure.of_plan and not figure.of_past
    return shares and any(rounds(claimed, whole) and not rounds(figure, whole) for whole in wholes)


def _claimed(told: Figure, claim: Figure) -> Figure:
    return replace(told, **{name: getattr(claim, name) for name in _CLAIM}, last=claim.last)
