import json
import random
from collections import Counter
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdextract.checks.checking import DECISIONS, VERDICTS, check
from cdextract.checks.ratios import KINDS, Claim

SHARED = Path(__file__).parents[2] / "shared"


def dec(number: object) -> Decimal | None:
    return None if number is None else Decimal(str(number))


def claim(value=None, base=None, percent=None, kind="attained", **more) -> Claim:
    """A claim from plain numbers; decimals of a percentage are those of its string."""
    percent = dec(percent)
    exceeded = dec(more.pop("exceeded", None))
    return Claim(
        value=dec(value), base=dec(base), percent=percent, percent_kind=kind, exceeded_percent=exceeded,
        percent_decimals=0 if percent is None else max(0, -percent.as_tuple().exponent),
        exceeded_decimals=0 if exceeded is None else max(0, -exceeded.as_tuple().exponent),
        **{name: dec(number) if name.endswith(("delta", "step")) else number for name, number in more.items()},
    )  # fmt: skip


def verdict(*args, **more) -> str:
    return check(claim(*args, **more)).verdict


# ---------------------------------------------------------------------------------------------------------------------
# An independent calculator: integers only, written from the contract's words, sharing nothing with the package.


def calculator(value: int, base: int, units: int, decimals: int, kind: str) -> tuple[str, Fraction]:
    """Verdict for whole value and base and a percentage of `units` in its last digit; and the exact percentage."""
    exact = {
        "attained": Fraction(100 * value, base),
        "share": Fraction(100 * value, base),
        "exceeded": Fraction(100 * value, base) - 100,
        "increase": Fraction(100 * (value - base), base),
        "decrease": Fraction(100 * (base - value), base),
    }[kind]
    scaled = exact * 10**decimals
    below = scaled.numerator // scaled.denominator
    half_up = below + (scaled - below >= Fraction(1, 2))
    half_even = half_up - (scaled - below == Fraction(1, 2) and half_up % 2 == 1)
    if units in (half_up, half_even):
        return "consistent", exact
    return "truncated" if abs(scaled - units) < 1 else "inconsistent", exact


def test_calculator_rounds_as_the_decimal_module_does() -> None:
    for value in range(1, 400):
        for base in (7, 8, 16, 40, 200):
            exact = Decimal(100 * value) / Decimal(base)
            for decimals in (0, 1):
                step = Decimal(1).scaleb(-decimals)
                for mode in (ROUND_HALF_UP, ROUND_HALF_EVEN):
                    units = int(exact.quantize(step, rounding=mode).scaleb(decimals))
                    assert calculator(value, base, units, decimals, "attained")[0] == "consistent"


def random_claims(count: int, seed: int):
    """Whole claims around the truth: most within three units of the last digit, so that every edge is met."""
    draw = random.Random(seed)
    for _ in range(count):
        decimals, kind = draw.choice((0, 1, 2)), draw.choice(KINDS)
        base = draw.choice((draw.randint(1, 60), draw.randint(1, 2000), draw.randint(1, 10**6), 8 * draw.randint(1, 99)))
        value = draw.randint(base // 2, 2 * base)
        _, exact = calculator(value, base, 0, decimals, kind)
        units = int(exact * 10**decimals) + draw.choice((0, 0, 1, -1, 2, -2, 3, 17))
        yield value, base, max(units, 0), decimals, kind


def test_twenty_thousand_random_claims_agree_with_the_calculator() -> None:
    seen = Counter()
    for value, base, units, decimals, kind in random_claims(20_000, seed=46):
        told, exact = calculator(value, base, units, decimals, kind)
        result = check(claim(value, base, Decimal(units).scaleb(-decimals), kind))
        assert result.verdict == told, (value, base, units, decimals, kind)
        assert result.percent_expected == (abs(exact) if kind in ("increase", "decrease") else exact)
        seen[told, decimals] += 1
    assert min(seen.values()) > 500
    assert len(seen) == 9


def test_changes_by_their_difference_are_checked_like_changes_by_level() -> None:
    for value, base, units, decimals, kind in random_claims(3000, seed=47):
        if kind in ("increase", "decrease"):
            percent = Decimal(units).scaleb(-decimals)
            by_level = check(claim(value, base, percent, kind))
            by_difference = check(claim(value, None, percent, kind, delta=value - base))
            from_base = check(claim(None, base, percent, kind, delta=value - base))
            assert by_level.verdict == by_difference.verdict == from_base.verdict
            assert by_level.percent_expected == by_difference.percent_expected == from_base.percent_expected


@given(
    st.integers(1, 400), st.integers(0, 40_000), st.integers(0, 2), st.sampled_from(("attained", "exceeded", "share")),
)  # fmt: skip
def test_whole_bases_agree_with_a_search(value: int, units: int, decimals: int, kind: str) -> None:
    if kind == "share" and units > 100 * 10**decimals:
        return
    limit = 1500 if kind != "share" else value + 1500
    first = value if kind == "share" else 1
    bases = [(base, calculator(value, base, units, decimals, kind)[0]) for base in range(first, limit)]
    fits = [base for base, told in bases if told == "consistent"] or [b for b, told in bases if told == "truncated"]
    result = check(claim(value, None, Decimal(units).scaleb(-decimals), kind))
    if fits and fits[-1] < limit - 1:
        assert result.verdict == "implied"
        assert result.base_implied == (fits[0] if len(fits) == 1 else None)
    elif not fits and units > 1 and 100 * 10**decimals * value < (units - 1) * (limit - 1):
        assert result.verdict == "impossible"


# ---------------------------------------------------------------------------------------------------------------------
# The examples of the contract, and of constructions met in news.


@pytest.mark.parametrize(
    ("told", "value", "base", "percent", "more"),
    [
        ("consistent", 24, 52, "46", {}),
        ("consistent", 1625, 2291, "70.9", {}),
        ("truncated", 8, 3, "266.66", {}),
        ("consistent", 8, 3, "266.67", {}),
        ("inconsistent", 8, 3, "266.68", {}),
        ("consistent", 410, 130, "315.38", {}),
        ("inconsistent", 18920, 15000, "126.1", {"kind": "exceeded"}),
        ("consistent", 11340, 9000, "26", {"kind": "exceeded"}),
        ("consistent", 6, 8, "25", {"kind": "decrease"}),
        ("inconsistent", 6, 8, "25", {"kind": "increase"}),
        ("inconsistent", 485, 489, "98.18", {}),
        ("consistent", 391, 300, "130.3", {"exceeded": "30.3"}),
        ("inconsistent", 391, 300, "130.3", {"exceeded": "33.3"}),
        ("inconsistent", 391, None, "130.3", {"exceeded": "33.3"}),
        ("inconsistent", None, None, "130.3", {"exceeded": "33.3"}),
        ("uncheckable", None, None, "130.3", {"exceeded": "30.3"}),
        ("implied", 12, None, "200", {"exceeded": "100"}),
        ("implied", 365, None, "21.6", {"kind": "exceeded"}),  # 300, cut off
        ("impossible", 7, None, "45", {}),
        ("uncheckable", 7, None, "45", {"is_count": False}),
        ("uncheckable", 7, None, "45", {"value_approx": "about"}),
        ("uncheckable", 12, None, None, {"kind": None}),
        ("uncheckable", 10, 8, None, {"kind": None}),
        ("uncheckable", None, 8, "125", {}),
        ("uncheckable", 10, 0, "125", {}),
        ("uncheckable", 10, 8, "125", {"kind": None}),
        ("consistent", 0, 8, "0", {}),
        ("inconsistent", 0, 8, "5", {}),
    ],
)
def test_examples(told: str, value, base, percent, more: dict) -> None:
    assert verdict(value, base, percent, **more) == told


@pytest.mark.parametrize(
    ("told", "value", "base", "percent", "steps"),
    [
        ("consistent", "5.6E9", "10.6E9", "53.47", ("1E8", "1E8")),
        ("inconsistent", "80.7E9", "174.7E9", "46.27", ("1E8", "1E8")),
        ("inconsistent", "5.6E9", "10.6E9", "53.47", (None, None)),
        ("consistent", "3.42E9", "3.6E9", "95", ("1E7", "1E8")),
        ("inconsistent", "21.6E9", "20E9", "10.8", ("1E8", "1E9")),
        ("consistent", "1.32E9", "1E9", "32", ("1E7", "1E9")),
        ("consistent", "5.6", "10.6", "53.47", (None, None)),  # decimals are printed digits as well
    ],
)
def test_scaled_amounts_count_with_their_printed_digits(told, value, base, percent, steps) -> None:
    kind = "increase" if percent == "32" else "attained"
    assert verdict(value, base, percent, kind=kind, is_count=False, value_step=steps[0], base_step=steps[1]) == told


@pytest.mark.parametrize(
    ("told", "value", "base", "percent", "hedges"),
    [
        ("inconsistent", 185, 263, "78", {"percent_approx": "over"}),
        ("consistent", 206, 263, "78", {"percent_approx": "over"}),
        ("inconsistent", 424, 1000, "40", {"percent_approx": "nearly"}),
        ("consistent", 395, 1000, "40", {"percent_approx": "nearly"}),
        ("uncheckable", 350, 1000, "40", {"percent_approx": "nearly"}),
        ("inconsistent", 250, 1000, "40", {"percent_approx": "nearly"}),
        ("consistent", 402, 1000, "40", {"percent_approx": "about"}),
        ("uncheckable", 440, 1000, "40", {"percent_approx": "about"}),
        ("inconsistent", 600, 1000, "40", {"percent_approx": "about"}),
        ("consistent", 300, 400, "74", {"value_approx": "nearly"}),
        ("inconsistent", 300, 400, "78", {"value_approx": "nearly"}),
        ("consistent", 9200, 8000, "115.5", {"value_approx": "over"}),
        ("inconsistent", 9200, 8000, "110", {"value_approx": "over"}),
        ("uncheckable", 9200, 8000, "140", {"value_approx": "over"}),
        ("consistent", 71, 80, "90", {"base_approx": "nearly"}),
    ],
)
def test_hedges(told, value, base, percent, hedges) -> None:
    assert verdict(value, base, percent, kind="share", **hedges) == told


@given(
    st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 20_000), st.integers(0, 2), st.sampled_from(KINDS),
    st.sampled_from((None, "over", "nearly", "about")), st.sampled_from((None, 10, 1000)),
)  # fmt: skip
def test_what_is_left_open_never_makes_a_flag(value, base, units, decimals, kind, hedge, step) -> None:
    """A hedge or a coarser printing may only take flags away."""
    percent = Decimal(units).scaleb(-decimals)
    exact = verdict(value, base, percent, kind=kind)
    assert exact in VERDICTS
    if exact != "inconsistent":
        assert verdict(value, base, percent, kind=kind, value_step=step, base_step=step) != "inconsistent"
        assert verdict(value, base, percent, kind=kind, value_approx=hedge) != "inconsistent" or hedge is not None


def test_no_flag_where_true_amounts_inside_the_printed_ones_give_the_percentage() -> None:
    draw = random.Random(58)
    for _ in range(3000):
        true_value, true_base = draw.randint(10**8, 10**11), draw.randint(10**8, 10**11)
        decimals, step = draw.choice((0, 1, 2)), 10 ** draw.choice((6, 7, 8))
        percent = Decimal(round(Fraction(100 * true_value, true_base) * 10**decimals)).scaleb(-decimals)
        printed = [round(Fraction(number, step)) * step for number in (true_value, true_base)]
        if min(printed) > 0:
            told = verdict(*printed, percent, kind="share", is_count=False, value_step=step, base_step=step)
            assert told == "consistent"


# ---------------------------------------------------------------------------------------------------------------------
# Changes.


@pytest.mark.parametrize(
    ("told", "value", "base", "delta", "percent", "kind"),
    [
        ("consistent", 36, None, -4, "10", "decrease"),
        ("consistent", 14, None, 4, "40", "increase"),
        ("inconsistent", 36, None, 4, "10", "decrease"),
        ("inconsistent", 36, None, -4, "10", "increase"),
        ("consistent", 36, 40, -4, "10", "decrease"),
        ("inconsistent", 36, 41, -4, "10", "decrease"),
        ("consistent", None, 40, -4, "10", "decrease"),
        ("inconsistent", 160, 120, None, "25", "increase"),
        ("implied", None, None, -24, "67", "decrease"),
        ("inconsistent", None, None, 24, "67", "decrease"),
        ("uncheckable", 4, None, 4, "100", "increase"),  # the level before was 0
        ("implied", 15540, None, None, "11", "increase"),
        ("impossible", 3, None, None, "101", "decrease"),
        ("uncheckable", None, None, 24, "67", "attained"),
    ],
)
def test_changes(told, value, base, delta, percent, kind) -> None:
    assert verdict(value, base, percent, kind=kind, delta=delta) == told


def test_a_difference_beside_an_attained_percentage_is_left_alone() -> None:
    assert verdict(36, 40, "90", delta=5) == "consistent"


# ---------------------------------------------------------------------------------------------------------------------
# Implied and impossible.


def test_implied_bases() -> None:
    assert check(claim(12, None, 200, exceeded=100)).base_implied == 6
    assert check(claim(450, None, "106.89")).base_implied == 421
    assert check(claim(33111, None, "113.51")).base_implied is None
    assert check(claim(None, None, 67, kind="decrease", delta=-24)).base_implied == 36
    assert check(claim("1.02E9", None, 2, kind="exceeded", is_count=False, value_step="1E7")).base_implied is None


def test_a_share_has_a_whole_no_smaller_than_its_part() -> None:
    # Rounded to 100 %, 1.000 could be of 998 or 1.002 as well; a part cannot be larger than its whole.
    assert "1.000 to 1.005" in check(claim(1000, None, "100", kind="share")).arithmetic


def test_impossible_only_for_whole_counts_and_with_power() -> None:
    result = check(claim(7, None, "45"))
    assert result.verdict == "impossible"
    assert result.power > 0.25
    assert result.base_implied is None
    assert verdict(7, None, "45", value_step=1) != "impossible"
    for value in (1000, 5003, 99_999):
        for units in range(300, 1000, 7):
            assert verdict(value, None, Decimal(units).scaleb(-1), kind="share") == "implied"


# ---------------------------------------------------------------------------------------------------------------------
# Power and decision.


def one_digit_slips(number: int) -> list[int]:
    text = str(number)
    return [
        int(text[:at] + digit + text[at + 1 :])
        for at in range(len(text))
        for digit in "0123456789"
        if digit != text[at] and not (at == 0 and digit == "0")
    ]


def test_power_is_the_share_of_slips_that_are_flagged() -> None:
    draw = random.Random(5)
    for _ in range(60):
        decimals, kind = draw.choice((0, 1, 2)), draw.choice(KINDS)
        base = draw.randint(2, 3000)
        value = draw.randint(base // 2, 2 * base)
        _, exact = calculator(value, base, 0, decimals, kind)
        units = max(0, round(exact * 10**decimals))
        wrong = [(slip, base, units) for slip in one_digit_slips(value)] if value else []
        wrong += [(value, slip, units) for slip in one_digit_slips(base)]
        wrong += [(value, base, slip) for slip in one_digit_slips(units)] if units else []
        flagged = [calculator(*numbers, decimals, kind)[0] == "inconsistent" for numbers in wrong]
        result = check(claim(value, base, Decimal(units).scaleb(-decimals), kind))
        if result.verdict != "inconsistent":
            assert result.power == pytest.approx(sum(flagged) / len(flagged))


@pytest.mark.parametrize(("decimals", "half", "any_rounding"), [(0, 16.3, 26.2), (1, 0.73, 2.60), (2, 0.0, 0.05)])
def test_how_many_wrong_digits_pass(decimals: int, half: float, any_rounding: float) -> None:
    """The published table: one wrong digit in a of a/b (b in 2 … 2000) still passes in so many per cent of trials."""
    draw, told = random.Random(33), Counter()
    for _ in range(20_000):
        base = draw.randint(2, 2000)
        value = draw.randint(1, 2 * base)
        percent = round(Fraction(100 * value, base) * 10**decimals)
        slip = draw.choice(one_digit_slips(value))
        told[calculator(slip, base, percent, decimals, "attained")[0]] += 1
    passed = 100 * told["consistent"] / 20_000
    cut_off = 100 * (told["consistent"] + told["truncated"]) / 20_000
    assert passed == pytest.approx(half, abs=max(1.5, half / 10))
    assert cut_off == pytest.approx(any_rounding, abs=max(1.5, any_rounding / 10))


def test_power_tells_whole_percentages_of_large_counts_from_fine_ones() -> None:
    coarse = check(claim(33_111, 29_170, "114", value_step=None))
    fine = check(claim(33_111, 29_170, "113.51"))
    assert coarse.verdict == fine.verdict == "consistent"
    assert coarse.power < fine.power
    assert check(claim(33_111, None, "113.51")).power == 0
    assert check(claim(12, None, "200")).power > 0.9


@pytest.mark.parametrize(
    ("decision", "value", "base", "percent", "more"),
    [
        ("said_over_is_under", 802, 1000, "80.2", {"words": "over"}),
        ("said_over_is_under", None, None, "80.2", {"words": "over"}),
        ("said_under_is_over", 1020, 1000, "102", {"words": "under"}),
        ("said_over_is_under", 9, 10, "10", {"kind": "exceeded"}),
        ("said_under_is_over", 5, 4, "80", {}),
        (None, 5, 4, "125", {}),
        (None, 11, 10, "110", {"kind": "exceeded"}),
        (None, 8, 10, "80", {}),
        (None, 996, 1000, "100", {"words": "over", "value_approx": "about"}),
        (None, 80, 100, "90", {"kind": "share"}),
        (None, 10, 10, "100", {"words": "over"}),
    ],
)
def test_decision(decision: str | None, value, base, percent, more) -> None:
    result = check(claim(value, base, percent, **more))
    assert result.decision == decision
    assert decision is None or decision in DECISIONS


# ---------------------------------------------------------------------------------------------------------------------
# Written out.


@pytest.mark.parametrize(
    ("written", "value", "base", "percent", "more"),
    [
        ("10 ÷ 8 × 100 = 125; stated 125%", 10, 8, "125", {}),
        ("8 ÷ 3 × 100 ≈ 266,667; stated 266,66%", 8, 3, "266.66", {}),
        ("1.625 ÷ 2.291 × 100 ≈ 70,93; stated 70,9%", 1625, 2291, "70.9", {}),
        ("(11.340 − 9.000) ÷ 9.000 × 100 = 26; stated 26% above", 11340, 9000, "26", {"kind": "exceeded"}),
        ("4 ÷ (36 + 4) × 100 = 10; stated 10% down", 36, None, "10", {"kind": "decrease", "delta": -4}),
        ("no base stated; 6 is the only whole base that gives 200%", 12, None, "200", {}),
    ],
)  # fmt: skip
def test_arithmetic(written: str, value, base, percent, more) -> None:
    assert check(claim(value, base, percent, **more)).arithmetic == written


def test_ranges_are_those_of_the_percentage() -> None:
    result = check(claim(6, 8, "25", kind="decrease"))
    assert result.stated_range[:2] == (Decimal("24.5"), Decimal("25.5"))
    assert result.expected_range == (25, 25)
    printed = check(claim("5.6E9", "10.6E9", "53.47", value_step="1E8", base_step="1E8", is_count=False))
    low, high = printed.expected_range
    assert low < Fraction("53.465") < high
    assert "by the printed digits" in printed.arithmetic


@given(
    st.none() | st.decimals(0, 10**12, places=1), st.none() | st.decimals(0, 10**12, places=0),
    st.none() | st.decimals(-(10**6), 10**6, places=0), st.none() | st.decimals(0, 10**4, places=2),
    st.sampled_from((*KINDS, None)), st.none() | st.decimals(0, 1000, places=1),
    st.sampled_from((None, "over", "nearly", "about")), st.booleans(),
)  # fmt: skip
def test_any_numbers_get_one_verdict(value, base, delta, percent, kind, exceeded, hedge, is_count) -> None:
    result = check(
        claim(value, base, percent, kind, delta=delta, exceeded=exceeded, value_approx=hedge, is_count=is_count)
    )
    assert result.verdict in VERDICTS
    assert result.arithmetic
    assert result.power is None or 0 <= result.power <= 1
    if result.verdict == "impossible":
        assert is_count
        assert base is None


# ---------------------------------------------------------------------------------------------------------------------
# Real and annotated rows.


def gold_claims(name: str):
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not on this machine")
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        for row in document["figures"]:
            if row.get("percent") is not None:
                money = row["indicator"] in ("dues_collected", "support_amount")
                hedge, step = row.get("approx"), "1E7" if money else None
                yield document["id"], claim(
                    row["value"], row["base"], row["percent"], row["percent_kind"], delta=row["delta"],
                    exceeded=row.get("exceeded_percent"), value_step=step, base_step=step, is_count=not money,
                    value_approx=hedge if row["value"] else None, percent_approx=None if row["value"] else hedge,
                )  # fmt: skip


def test_nothing_is_flagged_in_the_seeds() -> None:
    results = [check(numbers) for _, numbers in gold_claims("seeds/gold.jsonl")]
    assert Counter(result.verdict for result in results) == {"consistent": 11, "truncated": 1, "implied": 4}
    assert all(result.decision is None for result in results)
    assert results[0].base_implied == 6


def test_the_planted_errors_of_the_annotated_articles_are_flagged_and_nothing_else() -> None:
    flagged = {
        (document, str(numbers.value), str(numbers.percent))
        for document, numbers in gold_claims("dev/articles.jsonl")
        if check(numbers).verdict in ("inconsistent", "impossible")
    }
    assert flagged == {
        ("d004", "52", "93.8"), ("d007", "18920", "126.1"), ("d010", "5", "80"), ("d011", "402", "19.6"),
        ("d013", "21600000000", "10.8"), ("d015", "160", "25"), ("d018", "1760", "110"), ("d022", "284", "131.6"),
        ("d048", "84", "73.6"), ("d049", "102", "58"), ("d058", "132", "110"), ("d061", "436", "75"),
        ("d062", "1530", "9"), ("d063", "12480", "12.48"), ("d069", "11", "173.5"), ("d072", "418", "101"),
        ("d079", "9", "33.3"),
    }  # fmt: skip
