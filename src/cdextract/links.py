"""Figures of an article → the same with the ties between them: parts of a whole, and what is told twice.

* "trong đó …", "riêng …": the figure is a part of the last one before it that counts the same (ruling 2); a share without a
  stated whole is taken of it (ruling 7).
* "thành lập n CĐCS với m đoàn viên": m is a part of the members told of before.
* A quantity told twice is one row (ruling 3): the fuller one stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cdextract.figures import Figure
from cdextract.indicators import OTHER
from cdextract.reading import Counted, Line

# A figure whose whole is the figure before it, although another thing is counted: who was admitted of those who were referred.
_STEPS = {"party_admissions": "party_referrals"}
_UNDER = {"members_admitted": "cdcs_established", "members_total": "cdcs_total"}


def link(figures: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """Set `part_of`, and the base of shares whose whole was told before; indices refer to the list given back."""
    linked: list[Counted] = []
    for counted in figures:
        linked.append(_linked(counted, linked, lines))
    return _without_repetitions(linked, lines)


def _linked(counted: Counted, before: Sequence[Counted], lines: Sequence[Line]) -> Counted:
    if counted.restates is not None:
        return counted
    near = [other for other in before if _near(counted, other, lines)]
    whole = _whole(counted, near)
    if whole is None:
        return counted
    same = whole.indicator == counted.indicator
    figure = counted.figure
    if _wants_base(counted, lines) and whole.figure.value is not None:
        figure = replace(figure, base=whole.figure.value, base_approx=whole.figure.value_approx)
    index = before.index(whole)
    part = index if same and (counted.scope.part or _is_under(counted, near)) else None
    return replace(counted, figure=figure, part_of=part)


def _near(counted: Counted, other: Counted, lines: Sequence[Line]) -> bool:
    """In the same paragraph, or in the one before."""
    return other.restates is None and lines[counted.line].sentence.block - lines[other.line].sentence.block <= 1


def _whole(counted: Counted, before: Sequence[Counted]) -> Counted | None:
    """The figure of which this one can be a part."""
    if counted.scope.part:
        same = [other for other in before if other.indicator == counted.indicator and other.scope.noun & counted.scope.noun]
        if same:
            return same[-1]
        same = [other for other in before if other.indicator == counted.indicator != OTHER]
        return same[-1] if same else _step_before(counted, before)
    if _is_under(counted, before):
        wholes = [other for other in before if other.indicator == counted.indicator and other.part_of is None]
        return wholes[-1] if wholes else None
    return _step_before(counted, before)




def _step_before(counted: Counted, before: Sequence[Counted]) -> Counted | None:
    wanted = _STEPS.get(counted.indicator)
    if wanted and before and before[-1].indicator == wanted:
        return before[-1]
    if counted.scope.part and before and before[-1].line == counted.line:
        return before[-1]
    return None


def _is_under(counted: Counted, before: Sequence[Counted]) -> bool:
    """The m of "n CĐCS với m đoàn viên"."""
    upper = _UNDER.get(counted.indicator)
    return bool(
        upper and before and before[-1].indicator == upper and before[-1].line == counted.line
        and "with" in counted.scope.left and not counted.scope.left & {"admit", "establish", "total"}
    )


def _wants_base(counted: Counted, lines: Sequence[Line]) -> bool:
    """A share with no stated whole; "… tổng số đại biểu Quốc hội" names another whole without its number (ruling 7)."""
    figure = counted.figure
    if figure.kind != "share" or figure.base is not None or figure.value is None:
        return False
    return not _names_other_whole(figure, lines[counted.line])


def _names_other_whole(figure: Figure, line: Line) -> bool:
    behind = line.items[figure.last + 1:figure.last + 3]
    return any(item.type == "whole" and item.text != "số" for item in behind)


def _without_repetitions(figures: list[Counted], lines: Sequence[Line]) -> list[Counted]:
    """Drop a quantity that is told again with nothing new, and move the indices of those behind it."""
    kept: list[Counted] = []
    new_index: dict[int, int] = {}
    for index, counted in enumerate(figures):
        twin = next((place for place, other in enumerate(kept) if _same_quantity(counted, other)), None)
        if twin is None:
            new_index[index] = len(kept)
            kept.append(counted)
            continue
        new_index[index] = twin
        if _fullness(counted) > _fullness(kept[twin]):
            kept[twin] = replace(counted, part_of=kept[twin].part_of)
    return [
        replace(
            counted,
            part_of=None if counted.part_of is None else new_index[counted.part_of],
            restates=None if counted.restates is None else new_index[counted.restates],
        )
        for counted in kept
    ]


def _same_quantity(one: Counted, other: Counted) -> bool:
    first, second = one.figure, other.figure
    if one.indicator != other.indicator or one.restates is not None or other.restates is not None:
        return False
    if first.value is None or second.value is None or first.value.number.value != second.value.number.value:
        return False
    if one.line == other.line or first.value.number.value < 10:
        return _claims(first) == _claims(second) and one.line != other.line
    return _agree(first, second)


def _claims(figure: Figure) -> tuple[object, ...]:
    return (figure.kind, figure.percent and figure.percent.number.value, figure.base and figure.base.number.value)


def _agree(first: Figure, second: Figure) -> bool:
    """No claim of the one contradicts one of the other; one of them may claim nothing."""
    pairs = zip(_claims(first), _claims(second), strict=True)
    return all(one is None or other is None or one == other for one, other in pairs)


def _fullness(counted: Counted) -> int:
    return sum(part is not None for part in _claims(counted.figure))
