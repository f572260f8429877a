"""A quantity told twice in an article is one row (ruling 3): the fuller telling stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cdextract.figures.counted import Counted, Line
from cdextract.figures.values import Figure
from cdextract.indicators.indicators import OTHER
from cdextract.links.plausible import is_near_share
from cdextract.words.tokens import tie_words

_LARGE = 100
_BEHIND = 6  # items behind a figure that tell of votes
_SLIP = 2  # per cent: a percentage that is told wrongly is mostly not further off


def without_repetitions(figures: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """Leave out what is no row and what is told again with nothing new; move the indices of those behind it."""
    kept: list[Counted] = []
    new_index: dict[int, int] = {}
    for index, counted in enumerate(figures):
        if counted.dropped:
            continue
        twin = next((place for place, other in enumerate(kept) if _is_twin(counted, other, lines)), None)
        if twin is None:
            new_index[index] = len(kept)
            kept.append(counted)
            continue
        new_index[index] = twin
        if _fullness(counted) > _fullness(kept[twin]) or _is_rounded_total(kept[twin], counted):
            kept[twin] = replace(counted, part_of=kept[twin].part_of)
    return [
        replace(
            counted,
            part_of=None if counted.part_of is None else new_index.get(counted.part_of),
            restates=None if counted.restates is None else new_index.get(counted.restates),
        )
        for counted in kept
    ]


def _is_twin(one: Counted, other: Counted, lines: Sequence[Line]) -> bool:
    """The same quantity; but equal votes of two sentences are two votes ("3 đại biểu không tán thành (0,63%)")."""
    if not _same_quantity(one, other):
        return False
    told = one.figure.percent is not None and other.figure.percent is not None and one.line != other.line
    return not (told and _are_votes(one, lines) and _are_votes(other, lines))


def _are_votes(counted: Counted, lines: Sequence[Line]) -> bool:
    figure = counted.figure
    told = {item.text for item in lines[counted.line].items[figure.first : figure.last + _BEHIND]}
    return any(word in told for word in tie_words("votes"))


def _same_quantity(one: Counted, other: Counted) -> bool:
    first, second = one.figure, other.figure
    if one.indicator != other.indicator or one.restates is not None or other.restates is not None:
        return False
    if first.value is None or second.value is None:
        return False
    if first.value.number.value != second.value.number.value:
        return _is_rounded_total(one, other) or _is_rounded_total(other, one)
    if one.line != other.line and _is_elided(first) and _is_elided(second):
        return False  # "Ông A nhận 28/34 phiếu, 5 và 1. Ông B nhận 25/34 phiếu, 8 và 1": another's votes
    if one.line == other.line:  # a small number may well be that of another body
        large = first.value.number.value >= _LARGE
        return one.indicator != OTHER and ((first.bare and not second.bare) or (large and first.bare != second.bare))
    if first.value.number.value < 10:
        return _claims(first) == _claims(second)
    return _agree(first, second)


def _is_rounded_total(one: Counted, other: Counted) -> bool:
    """ "hơn 9.000 đoàn viên" in the lead, 9.008 further on: one total told twice."""
    first, second = one.figure, other.figure
    if first.value is None or second.value is None or one.indicator not in ("members_total", "cdcs_total"):
        return False
    if not (first.bare and first.value_approx in ("over", "nearly", "about") and second.value_approx is None):
        return False
    rounded, exact = first.value.number.value, second.value.number.value
    return exact >= 100 and abs(rounded - exact) * 100 < exact


def _is_elided(figure: Figure) -> bool:
    return figure.rule.startswith("figure.elided")


def _claims(figure: Figure) -> tuple[object, ...]:
    return (figure.kind, figure.percent and figure.percent.number.value, figure.base and figure.base.number.value)


def _agree(first: Figure, second: Figure) -> bool:
    """No claim of the one contradicts one of the other; one of them may claim nothing."""
    if _tells_other_whole(first, second) or _tells_other_whole(second, first):
        return False
    pairs = zip(_claims(first), _claims(second), strict=True)
    return all(one is None or other is None or one == other for one, other in pairs)


def _tells_other_whole(ratio: Figure, share: Figure) -> bool:
    """ "446 đại biểu trên tổng số 452; … 446 đại biểu tán thành (bằng 93,11%)": of all there are, those absent too."""
    if ratio.base is None or ratio.percent is not None or share.percent is None or share.base is not None:
        return False
    if share.kind not in ("share", "attained") or share.of_plan or share.of_past:
        return False
    return bool(share.percent.number.decimals) and not is_near_share(share, ratio.base, within=_SLIP)


def _fullness(counted: Counted) -> int:
    return sum(part is not None for part in _claims(counted.figure))
