"""A check written out, printed as the articles print numbers: dots group thousands, a comma is the decimal mark."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from cdextract.checks.ratios import LEVELS, Claim, level_and_base
from cdextract.checks.rounding import WholeBases, round_as

_WORDS = {"over": "more than ", "nearly": "nearly ", "about": "about "}
_KINDS = {"attained": "", "share": "", "exceeded": " above", "increase": " up", "decrease": " down"}


def number(value: Decimal | Fraction, decimals: int | None = None) -> str:
    """Write a number; with `decimals`, half-up and without trailing zeros.

    >>> number(Decimal("33111.50")), number(Fraction(800, 3), 2), number(Fraction(-1, 4), 1)
    ('33.111,5', '266,67', '−0,3')
    """
    if decimals is None:
        decimals = max(0, -int(value.as_tuple().exponent)) if isinstance(value, Decimal) else 4
    rounded = round_as(abs(Fraction(value)), decimals)
    whole, _, rest = format(rounded, "f").partition(".")
    rest = rest.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")
    return f"−{grouped}" if value < 0 and rounded else grouped


def percentage(claim: Claim) -> str:
    """The stated percentage, with its hedge and its kind: "more than 78%", "25% above".

    >>> percentage(Claim(percent=Decimal("26.50"), percent_decimals=2, percent_kind="exceeded"))
    '26,50% above'
    """
    assert claim.percent is not None
    text = f"{claim.percent:.{claim.percent_decimals}f}".replace(".", ",")
    stated = _WORDS.get(claim.percent_approx or "", "") + text + "%" + _KINDS.get(claim.percent_kind or "", "")
    if claim.exceeded_percent is None:
        return stated
    excess = f"{claim.exceeded_percent:.{claim.exceeded_decimals}f}".replace(".", ",")
    return f"{stated} and {excess}% above"


def recomputation(
    claim: Claim, *, decimals: int | None = None, spread: tuple[Fraction, Fraction] | None = None
) -> str | None:
    """The percentage recomputed: "10 ÷ 8 × 100 = 125"; None where the numbers do not give it.

    With `decimals`, rounded as it would be printed; with `spread` (`ratios.spread`), how far the printed digits let it
    range.

    >>> recomputation(Claim(value=Decimal(36), delta=Decimal(-4), percent_kind="decrease"))
    '4 ÷ (36 + 4) × 100 = 10'
    """
    pair = level_and_base(claim)
    if pair is None:
        return None
    digits = max(claim.percent_decimals, 1) + 1 if decimals is None else decimals
    result = in_kind(claim, 100 * Fraction(pair[0]) / Fraction(pair[1]))
    exact = decimals is not None or (result * 10**digits).denominator == 1
    text = f"{_formula(claim)} {'=' if exact else '≈'} {number(result, digits)}"
    if spread is None or spread[0] == spread[1]:
        return text
    low, high = sorted(in_kind(claim, ratio) for ratio in spread)
    return f"{text} ({number(low, digits)} to {number(high, digits)} by the printed digits)"


def in_kind(claim: Claim, ratio: Fraction) -> Fraction:
    """x = 100·value/base as a percentage of the claim's kind; below zero where the words name the other direction.

    >>> float(in_kind(Claim(percent_kind="decrease"), Fraction(90)))
    10.0
    """
    if claim.percent_kind in LEVELS or (claim.percent_kind is None and claim.base is not None):
        return ratio
    return 100 - ratio if claim.percent_kind == "decrease" else ratio - 100


def _formula(claim: Claim) -> str:
    value, base, delta = claim.value, claim.base, claim.delta
    if base is not None and value is not None:
        if claim.percent_kind == "decrease":
            return f"({number(base)} − {number(value)}) ÷ {number(base)} × 100"
        if claim.percent_kind in ("exceeded", "increase"):
            return f"({number(value)} − {number(base)}) ÷ {number(base)} × 100"
        return f"{number(value)} ÷ {number(base)} × 100"
    assert delta is not None
    size = number(abs(delta))
    # A rise told of as a decrease, or a fall as an increase, shows as a minus before the difference.
    sign = "−" if (delta > 0) == (claim.percent_kind == "decrease") and delta and claim.percent_kind else ""
    if base is not None:
        return f"{sign}{size} ÷ {number(base)} × 100"
    assert value is not None
    return f"{sign}{size} ÷ ({number(value)} {'−' if delta > 0 else '+'} {size}) × 100"


def bases_found(claim: Claim, bases: WholeBases) -> str:
    """What the search for an unstated whole base found.

    >>> bases_found(Claim(percent=Decimal(200), percent_kind="attained"), WholeBases(6, 6, Fraction(6, 100)))
    'no base stated; 6 is the only whole base that gives 200%'
    """
    stated = percentage(claim)
    if bases.only is not None:
        return f"no base stated; {number(Decimal(bases.only))} is the only whole base that gives {stated}"
    if bases.last is None:
        return f"no base stated; every whole base from {number(Decimal(bases.first))} gives {stated}"
    if bases.exist:
        first, last = number(Decimal(bases.first)), number(Decimal(bases.last))
        return f"no base stated; the whole bases {first} to {last} give {stated}"
    return f"no base stated; {_neighbours(claim, bases)}no whole base gives {stated}"


def _neighbours(claim: Claim, bases: WholeBases) -> str:
    """The percentages of the two whole bases on either side of the gap."""
    assert bases.last is not None
    tried = []
    for base in (bases.last, bases.first):
        if base < 1:
            continue
        near = _with_base(claim, Fraction(base))
        tried.append(f"{number(Decimal(base))} would give {number(near, claim.percent_decimals + 1)}%")
    return ", ".join(tried) + ": " if tried else ""


def _with_base(claim: Claim, base: Fraction) -> Fraction:
    if claim.value is None:
        assert claim.delta is not None
        return 100 * abs(Fraction(claim.delta)) / base
    return in_kind(claim, 100 * Fraction(claim.value) / base)
