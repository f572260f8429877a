"""Whether printed numbers that stand together can be of one whole: which readings the arithmetic leaves open.

Verdicts are those of `checks.py`, with all hedges and conventions. Here readings are chosen between: quantities count
as printed, and halves are let through on either side.
"""

from __future__ import annotations

from decimal import Decimal

from cdextract.quantities import Number
from cdextract.rounding import Interval, allowed, percent_step

_NEAR = 10  # a tenth of what is told: two printed numbers round twice


def comes_out(value: Decimal, base: Decimal, percent: Number) -> bool:
    """Whether the percentage comes out as printed: rounded, or cut off."""
    rounded, cut = _printed(percent), _printed(percent, convention="truncated")
    return _end(rounded.low) * base <= 100 * value < _end(cut.high) * base


def rounds_to(value: Decimal, base: Decimal, percent: Number) -> bool:
    """Whether the percentage comes out as printed by rounding alone."""
    rounded = _printed(percent)
    return _end(rounded.low) * base <= 100 * value <= _end(rounded.high) * base


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
