"""How likely the check would have noticed a wrong number: what a "consistent" is worth."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from cdextract.checks.ratios import LEVELS, Claim, corners, level_and_base, span, stated, stated_percent, step_of
from cdextract.checks.rounding import Interval, WholeBases, percent_step

_ONE = Decimal(1)


class Slot(NamedTuple):
    """A printed number in units of its last digit, and which such numbers would pass in its place (None: no bound)."""

    name: str
    digits: int
    step: Decimal
    first: int | None
    last: int | None


def digit_power(claim: Claim) -> float:
    """The share of all one-digit slips in the printed numbers that would have been flagged, 0 to 1.

    Every digit of value, base and percentage is changed to each other digit, a leading digit not to 0; a slip is
    noticed when the numbers then agree under no rounding. A change stated as a difference is counted with the previous
    level as its base. "46%" of 24/52 hides more slips than "46,2%".

    >>> claim = Claim(value=Decimal(24), base=Decimal(52), percent=Decimal(46), percent_kind="attained")
    >>> round(digit_power(claim), 3)
    0.961
    """
    passed = total = 0
    for slot in slots(claim, convention="any", loose=True):
        hits, tries = count_slips(slot.digits, slot.first, slot.last)
        passed += hits
        total += tries
    return 1 - passed / total if total else 0.0


def base_power(bases: WholeBases) -> float:
    """With no base stated: how likely a wrong percentage would have had no whole base at all, 0 to 1.

    `bases` are those that give the percentage under some rounding. Once they have a whole unit of room one always fits:
    the GRIM test's "n ≥ 10^(decimals + 2)", for an unknown base.

    >>> from fractions import Fraction
    >>> base_power(WholeBases(6, 6, Fraction(1, 4))), base_power(WholeBases(29_169, 29_171, Fraction(5)))
    (0.75, 0.0)
    """
    return 0.0 if bases.width is None else max(0.0, float(1 - bases.width))


def count_slips(number: int, low: int | None, high: int | None) -> tuple[int, int]:
    """Of the one-digit changes of `number`: how many lie in low … high (None: no bound), and how many there are.

    >>> count_slips(52, 50, 59)
    (9, 17)
    """
    passed = total = 0
    place, rest = 1, number
    while rest:
        rest, digit = divmod(rest, 10)
        lowest = 0 if rest else 1
        total += 9 - lowest
        # The digits d for which number + (d − digit)·place lies in low … high.
        first = lowest if low is None else max(lowest, digit - (number - low) // place)
        last = 9 if high is None else min(9, digit + (high - number) // place)
        passed += max(0, last - first + 1) - (first <= digit <= last)
        place *= 10
    return passed, total


def slots(claim: Claim, *, convention: str, loose: bool) -> list[Slot]:
    """The printed numbers of a claim with a base, each with what could stand in its place; empty where none is checked.

    Order: percentage, value, base.
    """
    pairs = corners(claim, loose=loose)
    printed = level_and_base(claim)
    if not pairs or printed is None or claim.percent is None:
        return []
    value = _around(printed[0], claim.value_step or claim.delta_step, claim.value_approx, loose)
    base = _around(printed[1], claim.base_step or claim.delta_step, claim.base_approx, loose)
    ratio = stated(claim, convention=convention, loose=loose)
    return [
        _percent_slot(claim, pairs, convention, loose),
        _slot(
            "value", printed[0], value,
            None if ratio.low is None else (ratio.low * base.ends[0], Decimal(100)),
            None if ratio.high is None else (ratio.high * base.ends[1], Decimal(100)),
        ),
        _slot(
            "base", printed[1], base,
            None if ratio.high is None or ratio.high <= 0 else (100 * value.ends[0], ratio.high),
            None if ratio.low is None or ratio.low <= 0 else (100 * value.ends[1], ratio.low),
        ),
    ]  # fmt: skip


class _Around(NamedTuple):
    """What a printed number may stand for, and its step."""

    ends: tuple[Decimal, Decimal]
    step: Decimal


def _around(number: Decimal, step: Decimal | None, hedge: str | None, loose: bool) -> _Around:
    return _Around(_both(span(number, step, hedge, loose=loose)), step_of(number, step) or _ONE)


def _both(interval: Interval) -> tuple[Decimal, Decimal]:
    assert interval.low is not None
    assert interval.high is not None
    return interval.low, interval.high


def _percent_slot(claim: Claim, pairs: list[tuple[Decimal, Decimal]], convention: str, loose: bool) -> Slot:
    assert claim.percent is not None
    around = _Around(
        _both(stated_percent(claim, convention=convention, loose=loose)), percent_step(claim.percent_decimals)
    )
    (low, low_base), (high, high_base) = min(pairs, key=_quotient), max(pairs, key=_quotient)
    if claim.percent_kind in LEVELS:
        bounds = (100 * low, low_base), (100 * high, high_base)
    elif claim.percent_kind == "decrease":
        bounds = (100 * (high_base - high), high_base), (100 * (low_base - low), low_base)
    else:
        bounds = (100 * (low - low_base), low_base), (100 * (high - high_base), high_base)
    return _slot("percent", claim.percent, around, *bounds)


def _quotient(pair: tuple[Decimal, Decimal]) -> Decimal:
    return pair[0] / pair[1]


_Bound = tuple[Decimal, Decimal] | None


def _slot(name: str, number: Decimal, around: _Around, low: _Bound, high: _Bound) -> Slot:
    """What could be printed so that what it stands for reaches between two quotients (numerator, denominator)."""
    step = around.step
    first = last = None
    if low is not None:
        quotient, rest = _floor(low[0] - (around.ends[1] - number) * low[1], low[1] * step)
        first = quotient + 1
    if high is not None:
        quotient, rest = _floor(high[0] + (number - around.ends[0]) * high[1], high[1] * step)
        last = quotient - (not rest)
    return Slot(name, int(number / step), step, first, last)


def _floor(numerator: Decimal, denominator: Decimal) -> tuple[int, bool]:
    """The whole part of a quotient, rounded down, and whether there is a rest."""
    quotient, rest = divmod(numerator, denominator)
    return int(quotient) - (rest < 0), bool(rest)
