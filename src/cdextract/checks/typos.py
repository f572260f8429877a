"""One wrong digit, or two neighbours swapped, in one number of a claim: which one would make the numbers agree?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from cdextract.checks import arithmetic
from cdextract.checks.power import slots
from cdextract.checks.ratios import Claim, Corner, agree, corners, difference_holds, stated, step_of
from cdextract.checks.rounding import Interval, percent_step

_PRINTED = ("percent", "exceeded_percent", "delta", "value", "base")


class Typo(NamedTuple):
    """The claim as it would have been right, and the slip in words."""

    right: Claim
    note: str


def find_typo(claim: Claim, convention: str) -> Typo | None:
    """The first neighbour swap or one-digit change that makes the numbers agree when rounded by `convention`.

    The percentage is tried first, then the other numbers.

    >>> claim = Claim(value=Decimal(102), base=Decimal(120), percent=Decimal(58), percent_kind="share")
    >>> find_typo(claim, "half").right.percent, find_typo(claim, "half").note
    (Decimal('85'), 'two neighbouring digits swapped')
    """
    ranged = _ranged(claim)
    for slot in slots(claim, convention=convention, loose=False):
        if slot.name not in ranged:
            continue
        for digits, note in slips(slot.digits, slot.first, slot.last):
            return _typo(claim, slot.name, digits * slot.step, note)
    return _by_trial(claim, convention, [name for name in _PRINTED if name not in ranged])


def slips(number: int, first: int | None = None, last: int | None = None) -> Iterator[tuple[int, str]]:
    """The numbers from `first` to `last` that differ from `number` by two neighbouring digits swapped, or by one digit.

    Leading zeros are left out; None is no bound.

    >>> [changed for changed, _ in slips(12)][:4], len(list(slips(12))), list(slips(12, 30, 40))
    ([21, 22, 32, 42], 18, [(32, 'one digit')])
    """
    text = str(number)
    low, high = 0 if first is None else first, 10 ** len(text) if last is None else last
    for at in range(len(text) - 1):
        left, right = text[at], text[at + 1]
        if left != right and not (at == 0 and right == "0"):
            changed = int(text[:at] + right + left + text[at + 2 :])
            if low <= changed <= high:
                yield changed, "two neighbouring digits swapped"
    place = 10 ** len(text)
    for at, old in enumerate(map(int, text)):
        place //= 10
        # The digits with which the number lies in low … high.
        fewest = max(0 if at else 1, old - (number - low) // place)
        most = min(9, old + (high - number) // place)
        for new in range(fewest, most + 1):
            if new != old:
                yield number + (new - old) * place, "one digit"


def _ranged(claim: Claim) -> tuple[str, ...]:
    """The numbers in whose place anything of one range would pass, the others being right."""
    if claim.exceeded_percent is not None:
        return ()
    if claim.delta is None or not claim.is_change:
        return ("percent", "value", "base")
    return () if claim.value is not None and claim.base is not None else ("percent",)


def _by_trial(claim: Claim, convention: str, names: list[str]) -> Typo | None:
    """The same for numbers that hang together in other ways than value/base: each candidate is checked."""
    point = _point(claim, convention)
    for name in names:
        number = getattr(claim, name)
        if number is None:
            continue
        step = _step(claim, name)
        for digits, note in slips(int(abs(number) / step)):
            changed = (digits * step).copy_sign(number)
            if point is not None and not agree(_moved(point, name, changed), point.target):
                continue
            typo = _typo(claim, name, changed, note)
            if _holds(typo.right, convention):
                return typo
    return None


def _holds(right: Claim, convention: str) -> bool:
    """Whether the numbers agree; without a base, whether the two percentages do."""
    target, pairs = stated(right, convention=convention), corners(right)
    if not pairs:
        return right.exceeded_percent is not None and not target.empty
    return agree(pairs, target) and difference_holds(right)


class _Point(NamedTuple):
    """An exact change told by its difference: its numbers, and where x must lie."""

    value: Decimal | None
    base: Decimal | None
    delta: Decimal
    target: Interval


def _point(claim: Claim, convention: str) -> _Point | None:
    """The claim as a point, to leave most candidates out cheaply; None where numbers are intervals or overlap."""
    printed = claim.value_step or claim.base_step or claim.delta_step or claim.is_hedged
    both = claim.value is not None and claim.base is not None
    if claim.delta is None or printed or both or claim.exceeded_percent is not None:
        return None
    return _Point(claim.value, claim.base, claim.delta, stated(claim, convention=convention))


def _moved(point: _Point, name: str, number: Decimal) -> list[Corner]:
    delta = number if name == "delta" else point.delta
    if point.value is not None:
        value = number if name == "value" else point.value
        return [(value, value - delta)] if value > delta else []
    base = number if name == "base" else point.base
    return [(base + delta, base)] if base else []


def _step(claim: Claim, name: str) -> Decimal:
    if name == "percent":
        return percent_step(claim.percent_decimals)
    if name == "exceeded_percent":
        return percent_step(claim.exceeded_decimals)
    return step_of(getattr(claim, name), getattr(claim, f"{name}_step")) or Decimal(1)


def _typo(claim: Claim, name: str, number: Decimal, note: str) -> Typo:
    right = replace(claim, **{name: number})  # type: ignore[arg-type]
    if name == "percent" and claim.exceeded_percent is None:
        return Typo(right, note)
    return Typo(right, f"{name.replace('_', ' ')} {arithmetic.number(getattr(claim, name))}, {note}")
