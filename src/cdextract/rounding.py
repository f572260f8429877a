"""Interval arithmetic on printed digits: which true numbers may stand behind a number as it is printed.

The one place that knows about rounding. A printed number is its value and its *step*, one unit of the last printed
digit: 70,9 % has step 0,1; "21,6 tỷ" (21,6 thousand million) has step 100 million; a whole count is exact, step 0.
Everything is exact (`Decimal` in, `Fraction` inside); no binary floats.

The idea of testing the interval behind the printed digits is statcheck's (Nuijten et al. 2016), naming the rounding is
scrutiny's, and asking which whole numbers can give a percentage is the GRIM test (Brown and Heathers 2017).
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

# half: what half-up or half-even rounding would print; any: also cut off, or rounded the wrong way by less than a step.
CONVENTIONS = ("half_up", "half_even", "truncated", "raised", "half", "any")
HEDGES = ("over", "nearly", "about")


class Interval(NamedTuple):
    """All numbers from `low` to `high`; None is no bound on that side; an open end is not part of it."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: Interval) -> bool:
        """Say whether the two have a number in common.

        >>> Interval(Fraction(1), Fraction(2)).meets(Interval(Fraction(2), None, low_open=True))
        False
        """
        return not self.meet(other).empty

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
        """Say whether it contains no number."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def plus(self, number: int) -> Interval:
        """The interval moved up by `number`."""
        return Interval(_add(self.low, number), _add(self.high, number), self.low_open, self.high_open)

    def taken_from(self, number: int) -> Interval:
        """`number` minus the interval: turned round, with the ends swapped."""
        low = None if self.high is None else number - self.high
        high = None if self.low is None else number - self.low
        return Interval(low, high, self.high_open, self.low_open)


ZERO = Interval(Fraction(0), Fraction(0))


def _add(end: Fraction | None, number: int) -> Fraction | None:
    return None if end is None else end + number


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

    >>> allowed(Decimal("266.66"), Decimal("0.01"))[:2] == (Fraction("266.655"), Fraction("266.665"))
    True
    >>> allowed(Decimal(46), Decimal(1)).high_open, allowed(Decimal(45), Decimal(1)).high_open
    (False, True)
    """
    centre = Fraction(value)
    if not step:
        return Interval(centre, centre)
    unit = Fraction(step)
    half = unit / 2
    even = (centre / unit) % 2 == 0
    match convention:
        case "half":
            return Interval(centre - half, centre + half, False, not even)
        case "any":
            return Interval(centre - unit, centre + unit, True, True)
        case "half_up":
            return Interval(centre - half, centre + half, False, True)
        case "half_even":
            return Interval(centre - half, centre + half, not even, not even)
        case "truncated":
            return Interval(centre, centre + unit, False, True)
        case "raised":
            return Interval(centre - unit, centre, True, False)
        case _:
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
    """The place of the last digit that is not zero: 300 → 100, 78 → 1, 9.2 → 0.1 (how round a number is).

    >>> granularity(Decimal(300)), granularity(Decimal("9.20")), granularity(Decimal(0))
    (Decimal('100'), Decimal('0.1'), Decimal('1'))
    """
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(10) ** int(exponent)


def hedged(value: Decimal, step: Decimal | None, hedge: str, *, loose: bool = False) -> Interval:
    """The true numbers that "hơn" (`over`), "gần" (`nearly`) or "khoảng" (`about`) a printed number may mean.

    The narrow interval is what a writer would say it of; the loose one is what cannot be ruled out. With v the number,
    u its step (1 for a whole count) and r its roundness (`granularity`):

    ========  =======================================  ==============================
    hedge     narrow                                   loose
    ========  =======================================  ==============================
    over      v to v + max(u, min(r, v/10))            v − u/2 to 2v
    nearly    v − max(u/2, min(r/2, v/20)) to v        v − max(u, v/5) to v + u/2
    about     v ± max(u, min(r/2, v/20))               v ± max(2u, v/5)
    ========  =======================================  ==============================

    >>> [int(end) for end in hedged(Decimal(300), None, "nearly")[:2]]
    [285, 300]
    >>> [float(end) for end in hedged(Decimal(78), Decimal(1), "over", loose=True)[:2]]
    [77.5, 156.0]
    """
    centre, unit, round_to = Fraction(value), Fraction(step or 1), Fraction(granularity(value))
    match hedge, loose:
        case "over", False:
            return Interval(centre, centre + max(unit, min(round_to, centre / 10)))
        case "over", True:
            return Interval(centre - unit / 2, max(2 * centre, centre + unit))
        case "nearly", False:
            return Interval(centre - max(unit / 2, min(round_to / 2, centre / 20)), centre)
        case "nearly", True:
            return Interval(centre - max(unit, centre / 5), centre + unit / 2)
        case "about", False:
            slack = max(unit, min(round_to / 2, centre / 20))
            return Interval(centre - slack, centre + slack)
        case "about", True:
            slack = max(2 * unit, centre / 5)
            return Interval(centre - slack, centre + slack)
        case _:
            raise ValueError(f"unknown hedge: {hedge} (one of {', '.join(HEDGES)})")


class WholeBases(NamedTuple):
    """The whole numbers `first` … `last` (none where last < first; no end where `last` is None)."""

    first: int
    last: int | None

    @property
    def exists(self) -> bool:
        """Say whether there is one at all."""
        return self.last is None or self.first <= self.last

    @property
    def only(self) -> int | None:
        """The one whole number, where there is exactly one."""
        return self.first if self.first == self.last else None


def base_interval(numerator: Interval, ratio: Interval) -> Interval:
    """The bases b > 0 for which 100·n/b lies in `ratio` for some n of `numerator` (both not negative).

    >>> low, high, *_ = base_interval(Interval(Fraction(12), Fraction(12)), allowed(Decimal(200), Decimal(1)))
    >>> round(float(low), 3), round(float(high), 3)
    (5.985, 6.015)
    """
    if numerator.low is None or numerator.high is None:
        raise ValueError("the numerator needs two ends")
    if numerator.low == 0 and ratio.meets(ZERO):
        return Interval(Fraction(0), None, low_open=True)
    if numerator.high == 0 or (ratio.high is not None and ratio.high <= 0):
        return Interval(Fraction(1), Fraction(0))
    low = Fraction(0) if ratio.high is None else 100 * numerator.low / ratio.high
    if ratio.low is None or ratio.low <= 0:
        return Interval(low, None, ratio.high_open)
    return Interval(low, 100 * numerator.high / ratio.low, ratio.high_open, ratio.low_open)


def whole_bases(bases: Interval, *, at_least: int = 1) -> WholeBases:
    """The whole numbers of an interval, from `at_least` on.

    >>> whole_bases(Interval(Fraction("5.985"), Fraction("6.015"))).only
    6
    """
    low = bases.low if bases.low is not None else Fraction(0)
    first = -(-low.numerator // low.denominator)
    if bases.low_open and first == low:
        first += 1
    first = max(first, at_least, 1)
    if bases.high is None:
        return WholeBases(first, None)
    last = bases.high.numerator // bases.high.denominator
    if bases.high_open and last == bases.high:
        last -= 1
    return WholeBases(first, last)
