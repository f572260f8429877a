from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdextract.checks.rounding import CONVENTIONS, HEDGES, Interval, allowed, granularity, hedged, round_as, whole_bases

PLAIN = ("half_up", "half_even", "truncated", "raised")


def holds(interval: Interval, number: Fraction) -> bool:
    above = interval.low is None or number > interval.low or (number == interval.low and not interval.low_open)
    below = interval.high is None or number < interval.high or (number == interval.high and not interval.high_open)
    return above and below


@given(st.integers(0, 10**6), st.integers(1, 10**4), st.integers(0, 3), st.sampled_from(PLAIN))
def test_allowed_holds_what_rounds_to_it(numerator: int, denominator: int, decimals: int, convention: str) -> None:
    number = Fraction(numerator, denominator)
    printed = round_as(number, decimals, convention=convention)
    step = Decimal(1).scaleb(-decimals)
    assert holds(allowed(printed, step, convention=convention), number)
    assert holds(allowed(printed, step, convention="any"), number)
    for other in (printed - step, printed + step):
        assert not holds(allowed(other, step, convention=convention), number)


@given(st.integers(0, 10**5), st.integers(1, 2000), st.integers(0, 2), st.integers(-2, 2))
def test_half_is_half_up_or_half_even(numerator: int, denominator: int, decimals: int, away: int) -> None:
    number = Fraction(numerator, denominator)
    step = Decimal(1).scaleb(-decimals)
    printed = round_as(number, decimals, convention="truncated") + away * step
    rounded = {round_as(number, decimals), round_as(number, decimals, convention="half_even")}
    assert holds(allowed(printed, step), number) == (printed in rounded)


def test_the_contracts_examples() -> None:
    assert allowed(Decimal(46), Decimal(1)) == Interval(Decimal("45.5"), Decimal("46.5"))
    assert allowed(Decimal("266.66"), Decimal("0.01")) == Interval(Decimal("266.655"), Decimal("266.665"))
    assert allowed(Decimal(1625)) == Interval(Decimal(1625), Decimal(1625))
    assert allowed(Decimal("21.6E9"), Decimal("1E8"))[:2] == (Decimal("21.55E9"), Decimal("21.65E9"))


@pytest.mark.parametrize(
    ("decimals", "half_even", "half_down"), [(0, 0.38, 0.75), (1, 0.26, 0.53), (2, 0.23, 0.46)]
)
def test_how_often_conventions_differ(decimals: int, half_even: float, half_down: float) -> None:
    """How many percentages a/b come out otherwise than half-up, of all pairs b ≤ 300, a ≤ 2b."""
    differs = dict.fromkeys((*PLAIN, "half_down"), 0)
    pairs = [(a, b) for b in range(1, 301) for a in range(1, 2 * b + 1)]
    for a, b in pairs:
        number = Fraction(100 * a, b)
        half_up = round_as(number, decimals)
        differs["half_down"] += (number * 10**decimals - Fraction(1, 2)).denominator == 1
        for convention in PLAIN:
            differs[convention] += round_as(number, decimals, convention=convention) != half_up
    shares = {convention: 100 * count / len(pairs) for convention, count in differs.items()}
    assert shares["half_even"] == pytest.approx(half_even, abs=0.01)
    assert shares["half_down"] == pytest.approx(half_down, abs=0.01)
    assert shares["half_up"] == 0
    assert 46.5 < shares["truncated"] < 49.5
    assert 46.5 < shares["raised"] < 49.5


def test_unknown_names_are_errors() -> None:
    with pytest.raises(ValueError, match="one of half_up"):
        allowed(Decimal(1), Decimal(1), convention="bankers")
    with pytest.raises(ValueError, match="one of over"):
        hedged(Decimal(1), None, "perhaps")
    assert {"half", "any"} <= set(CONVENTIONS)


@given(st.integers(1, 10**7), st.sampled_from(HEDGES))
def test_loose_hedges_hold_the_narrow_ones_and_the_number(number: int, hedge: str) -> None:
    narrow, loose = (hedged(Decimal(number), None, hedge, loose=loose) for loose in (False, True))
    assert loose.low <= narrow.low <= number <= narrow.high <= loose.high


def test_hedges_are_one_sided() -> None:
    assert hedged(Decimal(300), None, "nearly").high == 300
    assert hedged(Decimal(300), None, "over").low == 300
    about = hedged(Decimal(300), None, "about")
    assert 300 - about.low == about.high - 300 > 0
    # A round number leaves more room than one told to its last digit.
    assert hedged(Decimal(300), None, "over").high - 300 > hedged(Decimal(312), None, "over").high - 312


@pytest.mark.parametrize(("number", "place"), [("300", "100"), ("78", "1"), ("9.20", "0.1"), ("1E6", "1000000")])
def test_granularity(number: str, place: str) -> None:
    assert granularity(Decimal(number)) == Decimal(place)


@given(st.integers(1, 400), st.integers(0, 30_000), st.integers(0, 2), st.sampled_from(("half", "any")))
def test_whole_bases_are_all_whole_bases(part: int, units: int, decimals: int, convention: str) -> None:
    ratio = allowed(Decimal(units).scaleb(-decimals), Decimal(1).scaleb(-decimals), convention=convention)
    found = whole_bases(Interval(Decimal(part), Decimal(part)), ratio)
    limit = 3000
    fitting = [base for base in range(1, limit) if holds(ratio, Fraction(100 * part, base))]
    last = limit - 1 if found.last is None else min(found.last, limit - 1)
    assert fitting == list(range(found.first, last + 1))


@pytest.mark.parametrize(("decimals", "power_of_ten"), [(0, 2), (1, 3), (2, 4)])
def test_no_power_beyond_the_grim_limit(decimals: int, power_of_ten: int) -> None:
    """With a percentage of 100 or less, a value of 10^(decimals + 2) or more always has a whole base."""
    step = Decimal(1).scaleb(-decimals)
    for value in (10**power_of_ten, 10**power_of_ten + 1, 7 * 10**power_of_ten + 3):
        for units in range(1, 100 * 10**decimals, 7):
            part = Interval(Decimal(value), Decimal(value))
            assert whole_bases(part, allowed(units * step, step)).exist


def test_nothing_is_nought_percent_of_anything() -> None:
    nought, nothing = allowed(Decimal(0), Decimal(1)), Interval(Decimal(0), Decimal(0))
    assert whole_bases(nothing, nought)[:2] == (1, None)
    assert not whole_bases(nothing, allowed(Decimal(50), Decimal(1))).exist
    assert whole_bases(Interval(Decimal(3), Decimal(3)), nought)[:2] == (600, None)
