"""How likely the check would have noticed a wrong number: what a "consistent" is worth."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from cdextract.ratios import Claim, as_percent, recomputed, span, stated, stated_percent, step_of
from cdextract.rounding import Interval, percent_step


class _Slot(NamedTuple):
    """A printed number, its step, and the numbers it may stand for."""

    number: Fraction
    step: Fraction
    low: Fraction
    high: Fraction


def digit_power(claim: Claim) -> float:
    """The share of all one-digit slips in the printed numbers that would have been flagged, 0 to 1.

    Every digit of value, base and percentage is changed to each other digit, a leading digit not to 0; a slip is
    noticed when the numbers then agree under no rounding. A change stated as a difference is counted with the previous
    level as its base. "46%" of 24/52 hides more slips than "46,2%".

    >>> claim = Claim(value=Decimal(24), base=Decimal(52), percent=Decimal(46), percent_kind="attained")
    >>> digit_power(claim), digit_power(Claim(value=Decimal(10), base=Decimal(8), percent=Decimal(90)))
    (0.941, 1.0)
    """
    pair = _pair(claim)
    spread = recomputed(claim, loose=True)
    if pair is None or spread is None or claim.percent is None:
        return 0.0
    value, base = pair
    ratio = stated(claim, convention="any", loose=True)
    slips = [
        _slips(value, _times(ratio.low, base.low), _times(ratio.high, base.high)),
        _slips(base, _over(value.low, ratio.high), _over(value.high, ratio.low)),
        _slips(_percent_slot(claim), *as_percent(claim, spread)[:2]),
    ]
    passed, total = (sum(counts) for counts in zip(*slips, strict=True))
    return 1 - passed / total if total else 0.0


def base_power(bases: Interval) -> float:
    """With no base stated: how likely a wrong percentage would have had no whole base at all, 0 to 1.

    `bases` are the bases that give the percentage under some rounding. Once they are a whole unit wide one always fits:
    the GRIM test's "n ≥ 10^(decimals + 2)", for an unknown base.

    >>> base_power(Interval(Fraction("5.97"), Fraction("6.03")))
    0.94
    """
    if bases.low is None or bases.high is None:
        return 0.0
    return max(0.0, float(1 - (bases.high - bases.low)))


def count_slips(number: int, low: int | None, high: int | None) -> tuple[int, int]:
    """Of the one-digit changes of `number`: how many lie in low … high (None: no bound), and how many there are.

    >>> count_slips(52, 50, 59)
    (9, 17)
    """
    passed = total = 0
    place, rest = 1, number
    while rest:
        rest, digit = divmod(rest, 10)
        for other in range(0 if rest else 1, 10):
            if other == digit:
                continue
            changed = number + (other - digit) * place
            total += 1
            passed += (low is None or changed >= low) and (high is None or changed <= high)
        place *= 10
    return passed, total


def _slips(slot: _Slot, low: Fraction | None, high: Fraction | None) -> tuple[int, int]:
    """Count the slips of a number that still pass where all it may stand for misses `low` … `high`."""
    first = last = None
    if low is not None:
        units = (low - (slot.high - slot.number)) / slot.step
        first = units.numerator // units.denominator + 1
    if high is not None:
        units = (high + (slot.number - slot.low)) / slot.step
        last = -(-units.numerator // units.denominator) - 1
    return count_slips(int(slot.number / slot.step), first, last)


def _pair(claim: Claim) -> tuple[_Slot, _Slot] | None:
    value, base, delta = claim.value, claim.base, claim.delta
    value_step, base_step = claim.value_step, claim.base_step
    if value is None and base is not None and delta is not None:
        value, value_step = base + delta, claim.delta_step
    if base is None and value is not None and delta is not None:
        base, base_step = value - delta, claim.delta_step
    if value is None or base is None:
        return None
    return _slot(value, value_step, claim.value_approx), _slot(base, base_step, claim.base_approx)


def _slot(number: Decimal, step: Decimal | None, hedge: str | None) -> _Slot:
    around = span(number, step, hedge, loose=True)
    assert around.low is not None
    assert around.high is not None
    return _Slot(Fraction(number), Fraction(step_of(number, step) or 1), around.low, around.high)


def _percent_slot(claim: Claim) -> _Slot:
    around = stated_percent(claim, convention="any", loose=True)
    assert claim.percent is not None
    assert around.low is not None
    assert around.high is not None
    return _Slot(Fraction(claim.percent), Fraction(percent_step(claim.percent_decimals)), around.low, around.high)


def _times(ratio: Fraction | None, base: Fraction) -> Fraction | None:
    return None if ratio is None else ratio * base / 100


def _over(value: Fraction, ratio: Fraction | None) -> Fraction | None:
    return None if ratio is None or ratio <= 0 else 100 * value / ratio
