"""Interval arithmetic on printed digits: which true numbers may stand behind a number as it is printed.

The one place that knows about rounding. A printed number is its value and its *step*, one unit of the last printed
digit: 70,9 % has step 0,1; "21,6 tỷ" (21,6 thousand million) has step 100 million; a whole count is exact, step 0.
All of it is exact: ends are `Decimal`s that come from sums, products and halves of printed numbers, never quotients.

The idea of testing the interval behind the printed digits is statcheck's (Nuijten et al. 2016), naming the rounding is
scrutiny's, and asking which whole numbers can give a percentage is the GRIM test (Brown and Heathers 2017).
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

# half: what half-up or half-even rounding would print; any: also cut off, or rounded the wrong way by less than a step.
CONVENTIONS = ("half_up", "half_even", "truncated", "raised", "half", "any")
HEDGES = ("over", "nearly", "about")

_HALF, _FIFTH = Decimal("0.5"), Decimal("0.2")
_TENTH, _TWENTIETH = Decimal("0.1"), Decimal("0.05")


class Interval(NamedTuple):
    """All numbers from `low` to `high`; None is no bound on that side; an open end is not part of it."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def meet(self, other: Interval) -> Interval:
        """The numbers that both contain (perhaps none: see `empty`)."""
        low, low_open = self.low, self.low_open
        if other.low is not None and (low is None or other.low > low or (other.low == low and other.low_open)):
            low, low_open = other.low, other.low_open
        high, high_open = self.high, self.high_open
        if other.high is not None and (high is None or other.high < high or (other.high == high and other.high_open)):
            high, high_open = other.high, other.high_open
        return Interval(low, high, low_open, high_open)

    @property
    def empty(self) -> bool:
        """Say whether it contains no number.

        >>> Interval(Decimal(1), Decimal(2)).meet(Interval(Decimal(2), None, low_open=True)).empty
        True
        """
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def plus(self, number: int) -> Interval:
        """The interval moved up by `number`."""
        low = None if self.low is None else self.low + number
        return Interval(low, None if self.high is None else self.high + number, self.low_open, self.high_open)

    def taken_from(self, number: int) -> Interval:
        """`number` minus the interval: turned round, with the ends swapped."""
        low = None if self.high is None else number - self.high
        return Interval(low, None if self.low is None else number - self.low, self.high_open, self.low_open)


@lru_cache(maxsize=64)
def percent_step(decimals: int) -> Decimal:
    """One unit of the last printed digit of a percentage with so many decimals.

    >>> percent_step(2)
    Decimal('0.01')
    """
    return Decimal(1).scaleb(-decimals)


def allowed(value: Decimal, step: Decimal | None = None, *, convention: str = "half") -> Interval:
    """The true numbers that are printed as `value` when rounded to multiples of `step` by `convention`.

    `half` joins half-up and half-even: the lower end always belongs to it, the upper end only where the last printed
    digit is even (45,5 is never rounded to 45). `any` adds truncation and wrong-way rounding: less than one step away.
    A step of None or 0 means an exact number.

    >>> allowed(Decimal("266.66"), Decimal("0.01"))[:2]
    (Decimal('266.655'), Decimal('266.665'))
    >>> allowed(Decimal(46), Decimal(1)).high_open, allowed(Decimal(45), Decimal(1)).high_open
    (False, True)
    """
    if not step:
        return Interval(value, value)
    if convention == "any":
        return Interval(value - step, value + step, True, True)
    if convention == "truncated":
        return Interval(value, value + step, False, True)
    if convention == "raised":
        return Interval(value - step, value, True, False)
    half, odd = step * _HALF, bool(value % (2 * step))
    if convention == "half":
        return Interval(value - half, value + half, False, odd)
    if convention == "half_up":
        return Interval(value - half, value + half, False, True)
    if convention == "half_even":
        return Interval(value - half, value + half, odd, odd)
    raise ValueError(f"unknown convention: {convention} (one of {', '.join(CONVENTIONS)})")


def round_as(number: Fraction, decimals: int, *, convention: str = "half_up") -> Decimal:
    """Round a number that is not negative to so many decimals by one of the four plain conventions.

    >>> round_as(Fraction(800, 3), 2), round_as(Fraction(800, 3), 2, convention="truncated")
    (Decimal('266.67'), Decimal('266.66'))
    >>> round_as(Fraction(25, 2), 0), round_as(Fraction(25, 2), 0, convention="half_even")
    (Decimal('13'), Decimal('12'))
    """
    units = number * 10**decimals
    floor = units.numerator // units.denominator
    rest = units - floor
    half = Fraction(1, 2)
    up = {
        "half_up": rest >= half,
        "half_even": rest > half or (rest == half and floor % 2 == 1),
        "truncated": False,
        "raised": rest > 0,
    }[convention]
    return Decimal(floor + up).scaleb(-decimals)


def granularity(value: Decimal) -> Decimal:
    """The place of the last digit that is not zero: how round a number is.

    >>> [str(granularity(Decimal(number))) for number in ("300", "78", "9.20", "0")]
    ['100', '1', '0.1', '1']
    """
    exponent = int(value.normalize().as_tuple().exponent) if value else 0
    return Decimal(10**exponent) if exponent >= 0 else percent_step(-exponent)


def hedged(value: Decimal, step: Decimal | None, hedge: str, *, loose: bool = False) -> Interval:
    """The true numbers that "hơn" (`over`), "gần" (`nearly`) or "khoảng" (`about`) a printed number may mean.

    The narrow interval is what a writer would say it of; the loose one is what cannot be ruled out. With v the number,
    u its step (1 for a whole count) and r its roundness (`granularity`):

    ========  =======================================  ==============================
    hedge     narrow                                   loose
    ========  =======================================  ==============================
    over      v to v + max(u, min(r, v/10))            v − u/2 to max(2v, v + u)
    nearly    v − max(u/2, min(r/2, v/20)) to v        v − max(u, v/5) to v + u/2
    about     v ± max(u, min(r/2, v/20))               v ± max(2u, v/5)
    ========  =======================================  ==============================

    >>> [int(end) for end in hedged(Decimal(300), None, "nearly")[:2]]
    [285, 300]
    >>> [float(end) for end in hedged(Decimal(78), Decimal(1), "over", loose=True)[:2]]
    [77.5, 156.0]
    """
    unit = step or Decimal(1)
    if hedge == "over":
        if loose:
            return Interval(value - unit * _HALF, max(2 * value, value + unit))
        return Interval(value, value + max(unit, min(granularity(value), value * _TENTH)))
    slack = min(granularity(value) * _HALF, value * _TWENTIETH)
    if hedge == "nearly":
        if loose:
            return Interval(value - max(unit, value * _FIFTH), value + unit * _HALF)
        return Interval(value - max(unit * _HALF, slack), value)
    if hedge != "about":
        raise ValueError(f"unknown hedge: {hedge} (one of {', '.join(HEDGES)})")
    slack = max(2 * unit, value * _FIFTH) if loose else max(unit, slack)
    return Interval(value - slack, value + slack)


class WholeBases(NamedTuple):
    """The whole numbers `first` … `last` (none where last < first; no end where `last` is None).

    `width` is how much room the bases have that need not be whole, None where there is no end.
    """

    first: int
    last: int | None
    width: Fraction | None

    @property
    def exist(self) -> bool:
        """Say whether there is one at all."""
        return self.last is None or self.first <= self.last

    @property
    def only(self) -> int | None:
        """The one whole number, where there is exactly one."""
        return self.first if self.first == self.last else None


def whole_bases(part: Interval, ratio: Interval, *, at_least: int = 1) -> WholeBases:
    """The whole b ≥ `at_least` for which 100·n/b lies in `ratio` for some n of `part` (numbers not below zero).

    >>> whole_bases(Interval(Decimal(12), Decimal(12)), allowed(Decimal(200), Decimal(1)))[:2]
    (6, 6)
    >>> whole_bases(Interval(Decimal(7), Decimal(7)), allowed(Decimal(45), Decimal(1))).exist
    False
    """
    smallest, largest = max(part.low or Decimal(0), Decimal(0)), part.high
    assert largest is not None
    if not smallest and not ratio.meet(Interval(Decimal(0), Decimal(0))).empty:
        return WholeBases(at_least, None, None)
    if not largest or (ratio.high is not None and ratio.high <= 0):
        return WholeBases(at_least, at_least - 1, Fraction(0))
    first = at_least
    if ratio.high is not None:
        quotient, rest = divmod(100 * smallest, ratio.high)
        first = max(at_least, int(quotient) + bool(rest or ratio.high_open))
    if ratio.low is None or ratio.low <= 0:
        return WholeBases(first, None, None)
    quotient, rest = divmod(100 * largest, ratio.low)
    last = int(quotient) - (ratio.low_open and not rest)
    width = Fraction(largest) / Fraction(ratio.low)
    if ratio.high is not None:
        width -= Fraction(smallest) / Fraction(ratio.high)
    return WholeBases(first, last, 100 * width)
