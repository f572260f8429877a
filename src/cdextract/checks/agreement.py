"""Whether printed numbers that stand together can be of one whole: which readings the arithmetic leaves open.

Verdicts are those of `checks/checking.py`, with all hedges and conventions. Here readings are chosen between: hedges
count for nothing, and halves are let through on either side.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from cdextract.checks.rounding import Interval, allowed, percent_step
from cdextract.numbers.quantities import Number

_FEW = 5  # printed steps of a percentage
_NEAR = 10  # a tenth of what is told: two printed numbers round twice


def comes_out(value: Number, base: Number, percent: Number) -> bool:
    """Whether the percentage comes out as printed: rounded, or cut off."""
    least, largest = _shares(value, base)
    return _end(_printed(percent).low) <= largest and least < _end(_printed(percent, convention="truncated").high)


def rounds_to(value: Number, base: Number, percent: Number) -> bool:
    """Whether the percentage comes out as printed by rounding alone."""
    least, largest = _shares(value, base)
    return _end(_printed(percent).low) <= largest and least <= _end(_printed(percent).high)


def has_no_remainder(value: Number, base: Number, percent: Number) -> bool:
    """Whether the share is the percentage exactly, nothing rounded."""
    return 100 * value.value == percent.value * base.value


def changed_from(level: Number, now: Number, percent: Number) -> bool:
    """Whether the change from a level to the number of now is the percentage: to its decimals, or exactly."""
    change = replace(now, value=abs(now.value - level.value))
    telling = percent.decimals > 0 or has_no_remainder(change, level, percent)
    return telling and rounds_to(change, level, percent)


def changed_by(change: Number, now: Number, percent: Number, *, rises: bool) -> bool:
    """Whether a change is the percentage of the level that it led from, rounded."""
    past = now.value - change.value if rises else now.value + change.value
    return past > 0 and rounds_to(change, replace(now, value=past), percent)


def is_sharp(value: Number, base: Number, percent: Number) -> bool:
    """Whether a percentage can hardly come out by chance: it does so of the numbers as they stand, or these leave few
    percentages open.
    """
    quotient = 100 * Fraction(value.value) / Fraction(base.value)
    if _end(_printed(percent).low) <= quotient < _end(_printed(percent, convention="truncated").high):
        return True
    least, largest = _shares(value, base)
    return largest - least <= _FEW * Fraction(percent_step(percent.decimals))


def _shares(value: Number, base: Number) -> tuple[Fraction, Fraction]:
    """The least and the largest percentage that two printed numbers leave open: "1,24 tỷ" is itself rounded."""
    low = Fraction(value.value) - Fraction(value.step) / 2, Fraction(base.value) + Fraction(base.step) / 2
    high = Fraction(value.value) + Fraction(value.step) / 2, Fraction(base.value) - Fraction(base.step) / 2
    return 100 * low[0] / low[1], 100 * high[0] / high[1]


def implied_wholes(value: Decimal, percent: Number) -> tuple[Decimal, Decimal]:
    """The least and the largest whole of which a share can be: value over percentage, its last digit rounded."""
    rounded = _printed(percent)
    half = percent_step(percent.decimals) / 2
    return 100 * value / _end(rounded.high), 100 * value / max(_end(rounded.low), half)


def is_share_of_same_whole(level: Decimal, share: Decimal, change: Decimal, told: Decimal) -> bool:
    """Whether a change is told in points: "1.205 hộ nghèo, chiếm 4,12%, giảm 312 hộ (1,05%)".

    `change` is signed. 312 : 1.205 is about 1,05 : 4,12, and 312 hộ are no 1,05 % of the level before.
    """
    before = level - change
    if not level or not share or before <= 0 or abs(100 * abs(change) / before - told) < told / _NEAR:
        return False
    return abs(abs(change) * share / level - told) < told / _NEAR


def _printed(percent: Number, *, convention: str = "half") -> Interval:
    return allowed(percent.value, percent_step(percent.decimals), convention=convention)


def _end(bound: Decimal | None) -> Decimal:
    assert bound is not None  # what is printed has two ends
    return bound
