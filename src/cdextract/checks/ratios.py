"""A stated percentage with the numbers it is said of, and what they allow: no text, only numbers.

Every kind of percentage is brought to one question: does x = 100·value/base lie where the stated percentage p says?

    attained, share   x = p             increase   x = 100 + p
    exceeded          x = 100 + p       decrease   x = 100 − p

A change given as a difference has the base value − delta, so "36 vụ, giảm 4 vụ (10%)" asks whether 100·36/40 is 90.
Each printed number stands for an interval (`rounding.allowed`, `rounding.hedged`), so both sides are intervals. They
are compared by multiplying (is 100·value ≥ p·base?), which keeps the decimals exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cdextract.checks.rounding import Interval, WholeBases, allowed, hedged, percent_step, whole_bases

LEVELS = ("attained", "share")
CHANGES = ("increase", "decrease")
KINDS = ("attained", "exceeded", "share", "increase", "decrease")
# Digits kept in a check: products of the longest numbers an article prints stay exact.
PRECISION = 100

Corner = tuple[Decimal, Decimal]
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One stated percentage and its numbers.

    `*_step` is one unit of the last printed digit, with its scale word ("21,6 tỷ" → 100 000 000); 0 or None for an
    exact whole count. `*_approx` is the hedge of that number: `over`, `nearly`, `about` or None. `percent_kind` is one
    of `KINDS`; `exceeded_percent` is the second percentage of "đạt 130,3% (vượt 30,3%)". `words` is the side of 100 %
    that the words name, where they do: `over` ("vượt chỉ tiêu"), `under` ("chưa đạt"). `is_count` says that the numbers
    count whole things. `other_numbers` are the other numbers of the sentence; only the diagnosis looks at them.
    """

    value: Decimal | None = None
    base: Decimal | None = None
    delta: Decimal | None = None
    percent: Decimal | None = None
    percent_decimals: int = 0
    percent_kind: str | None = None
    exceeded_percent: Decimal | None = None
    exceeded_decimals: int = 0
    value_step: Decimal | None = None
    base_step: Decimal | None = None
    delta_step: Decimal | None = None
    value_approx: str | None = None
    base_approx: str | None = None
    percent_approx: str | None = None
    words: str | None = None
    is_count: bool = True
    other_numbers: tuple[Decimal, ...] = ()

    @property
    def counts_whole_things(self) -> bool:
        """Whether a whole base can be asked for: an index of 4.461,90 points is no count, though it has no unit."""
        numbers = (self.value, self.base, self.delta)
        steps = (self.value_step, self.base_step, self.delta_step)
        broken = any(number and number % 1 for number in numbers) or any(step and step < 1 for step in steps)
        return self.is_count and not broken

    @property
    def is_hedged(self) -> bool:
        """Say whether a number of it is hedged."""
        return bool(self.value_approx or self.base_approx or self.percent_approx)

    @property
    def is_change(self) -> bool:
        """Say whether the percentage is an increase or a decrease."""
        return self.percent_kind in CHANGES


def step_of(value: Decimal, step: Decimal | None) -> Decimal | None:
    """The printed step of a number; where none is given, a number with decimals has that of its last digit.

    >>> step_of(Decimal("5.6"), None), step_of(Decimal(300), None)
    (Decimal('0.1'), None)
    """
    if step:
        return step
    exponent = int(value.as_tuple().exponent)
    return percent_step(-exponent) if exponent < 0 and value % 1 else None


def span(value: Decimal, step: Decimal | None, hedge: str | None, *, loose: bool) -> Interval:
    """The true numbers that a printed number may stand for."""
    step = step_of(value, step)
    return hedged(value, step, hedge, loose=loose) if hedge else allowed(value, step)


def corners(claim: Claim, *, loose: bool = False) -> list[Corner]:
    """The extreme pairs (n, m) that the printed numbers allow for x = 100·n/m; empty where they do not give x.

    >>> corners(Claim(value=Decimal(36), delta=Decimal(-4), percent=Decimal(10), percent_kind="decrease"))
    [(Decimal('36'), Decimal('40'))]
    """
    value = _ends(claim.value, claim.value_step, claim.value_approx, loose)
    base = _ends(claim.base, claim.base_step, claim.base_approx, loose)
    if value and base:
        found = [(value[0], base[-1]), (value[-1], base[0])] if len(value) + len(base) > 2 else [(value[0], base[0])]
        return found if base[0] > 0 else []
    delta = _ends(claim.delta, claim.delta_step, None, loose) if may_use_delta(claim) else ()
    # n/m moves one way in each of the two numbers, so its extremes lie at the corners.
    found = [(v, v - d) for v in value for d in delta] if value else [(b + d, b) for b in base for d in delta]
    return found if all(n >= 0 and m > 0 for n, m in found) else []


def spread(claim: Claim, *, loose: bool = False) -> tuple[Fraction, Fraction] | None:
    """The least and the greatest x that the printed numbers allow, None where they do not give x.

    >>> [round(float(x), 3) for x in spread(Claim(value=Decimal("5.6"), base=Decimal("10.6")))]
    [52.113, 53.555]
    """
    found = [100 * Fraction(n) / Fraction(m) for n, m in corners(claim, loose=loose)]
    return (min(found), max(found)) if found else None


def agree(pairs: list[Corner], target: Interval) -> bool:
    """Say whether some x between the extreme pairs lies in `target`."""
    if not pairs or target.empty:
        return False
    low, high = target.low, target.high
    if low is not None and not any(100 * n > low * m or (100 * n == low * m and not target.low_open) for n, m in pairs):
        return False
    return high is None or any(100 * n < high * m or (100 * n == high * m and not target.high_open) for n, m in pairs)


def may_use_delta(claim: Claim) -> bool:
    """Say whether a stated difference belongs to the percentage: only where that is a change, or there is none."""
    return claim.is_change or claim.percent_kind is None


def _ends(value: Decimal | None, step: Decimal | None, hedge: str | None, loose: bool) -> tuple[Decimal, ...]:
    if value is None:
        return ()
    low, high, *_ = span(value, step, hedge, loose=loose)
    assert low is not None
    assert high is not None
    return (value,) if low == high else (max(low, _ZERO) if value >= 0 else low, high)


def as_ratio(claim: Claim, percent: Interval) -> Interval:
    """Where x must lie if the percentage of the claim's kind lies in `percent`."""
    if claim.percent_kind in LEVELS:
        return percent
    if claim.percent_kind == "decrease":
        return percent.taken_from(100)
    return percent.plus(100)


def stated(claim: Claim, *, convention: str = "half", loose: bool = False) -> Interval:
    """Where x must lie by the stated percentage, and by the stated excess where there is one (perhaps nowhere).

    >>> claim = Claim(value=Decimal(11), percent=Decimal(5), percent_kind="exceeded")
    >>> [float(end) for end in stated(claim)[:2]]
    [104.5, 105.5]
    """
    ratio = as_ratio(claim, stated_percent(claim, convention=convention, loose=loose))
    if claim.exceeded_percent is None or claim.percent_kind != "attained":
        return ratio
    excess = _printed_percent(claim.exceeded_percent, claim.exceeded_decimals, claim, convention, loose)
    return ratio.meet(excess.plus(100))


def stated_percent(claim: Claim, *, convention: str = "half", loose: bool = False) -> Interval:
    """The true percentages that are printed as the stated one."""
    assert claim.percent is not None
    return _printed_percent(claim.percent, claim.percent_decimals, claim, convention, loose)


def _printed_percent(percent: Decimal, decimals: int, claim: Claim, convention: str, loose: bool) -> Interval:
    step = percent_step(decimals)
    if claim.percent_approx:
        return hedged(percent, step, claim.percent_approx, loose=loose)
    return allowed(percent, step, convention=convention)


def fit(claim: Claim) -> str | None:
    """How the numbers agree with the percentage: `consistent`, `truncated`, `loose`, None (not at all).

    `loose` is only said of hedged claims: the hedge can be stretched so far. Needs a percentage and numbers that give
    x. A change whose level, previous level and difference are all stated must have them agree as well.

    >>> fit(Claim(value=Decimal(8), base=Decimal(3), percent=Decimal("266.66"), percent_decimals=2,
    ...           percent_kind="attained"))
    'truncated'
    """
    narrow = corners(claim)
    if not narrow or not difference_holds(claim):
        return None
    # What rounds to the percentage lies within what is less than a unit away: most misses need but this one look.
    if agree(narrow, stated(claim, convention="any")):
        return "consistent" if agree(narrow, stated(claim)) else "truncated"
    if not claim.is_hedged:
        return None
    return "loose" if agree(corners(claim, loose=True), stated(claim, convention="any", loose=True)) else None


def difference_holds(claim: Claim) -> bool:
    """Say whether value − base can be the stated difference of a change (True where one of them is not stated)."""
    if not claim.is_change or claim.value is None or claim.base is None or claim.delta is None:
        return True
    value = _ends(claim.value, claim.value_step, claim.value_approx, True)
    base = _ends(claim.base, claim.base_step, claim.base_approx, True)
    delta = _ends(claim.delta, claim.delta_step, None, True)
    return value[0] - base[-1] <= delta[-1] and delta[0] <= value[-1] - base[0]


def expected_percent(claim: Claim) -> Fraction | None:
    """The percentage of the claim's kind, recomputed from the numbers as they are printed (not their intervals).

    Without a kind: 100·value/base, or the size of the change where only a difference is given.

    >>> float(expected_percent(Claim(value=Decimal(10), base=Decimal(8), percent_kind="exceeded")))
    25.0
    """
    pair = level_and_base(claim)
    if pair is None:
        return None
    value, base = pair
    if claim.is_change or (claim.percent_kind is None and claim.base is None):
        return Fraction(100 * abs(value - base)) / Fraction(base)
    return Fraction(100 * (value - base if claim.percent_kind == "exceeded" else value)) / Fraction(base)


def level_and_base(claim: Claim) -> Corner | None:
    """Value and base as they are printed, one of them made from the difference where need be; None without a base > 0.

    >>> level_and_base(Claim(value=Decimal(36), delta=Decimal(-4), percent_kind="decrease"))
    (Decimal('36'), Decimal('40'))
    """
    value, base = claim.value, claim.base
    delta = claim.delta if may_use_delta(claim) else None
    if value is None and base is not None and delta is not None:
        value = base + delta
    if base is None and value is not None and delta is not None:
        base = value - delta
    return None if value is None or base is None or base <= 0 else (value, base)


def implied_bases(claim: Claim, *, convention: str = "half") -> WholeBases:
    """The whole bases that would give the percentage where none is stated.

    The numerator is the value, or the difference of a change told without a value. A part of 100 % or less has a whole
    that is no smaller than itself.

    >>> implied_bases(Claim(value=Decimal(12), percent=Decimal(200), percent_kind="attained")).only
    6
    """
    if claim.value is None:
        assert claim.delta is not None
        part = span(abs(claim.delta), claim.delta_step, None, loose=False)
        return whole_bases(part, stated_percent(claim, convention=convention))
    part = span(claim.value, claim.value_step, None, loose=False)
    is_part = claim.percent_kind == "share" and claim.percent is not None and claim.percent <= 100
    at_least = max(1, -int(-claim.value // 1)) if is_part else 1
    return whole_bases(part, stated(claim, convention=convention), at_least=at_least)
