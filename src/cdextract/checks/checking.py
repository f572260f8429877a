"""Does a stated percentage agree with its numbers? Pure functions on one `Claim`; docs/verdicts.md tells it in words.

check(claim) → Check: verdict, diagnosis, recomputed percentage, implied base, power, decision, arithmetic
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from cdextract.checks import arithmetic
from cdextract.checks.diagnosis import Diagnosis, diagnose
from cdextract.checks.power import base_power, digit_power
from cdextract.checks.ratios import (
    KINDS,
    PRECISION,
    Claim,
    as_ratio,
    corners,
    expected_percent,
    fit,
    implied_bases,
    spread,
    stated,
    stated_percent,
)  # fmt: skip
from cdextract.checks.rounding import Interval

VERDICTS = ("consistent", "truncated", "inconsistent", "implied", "impossible", "uncheckable")
FLAGGED = ("inconsistent", "impossible")
DECISIONS = ("said_over_is_under", "said_under_is_over")
# Beyond it products would need more digits than are kept (`ratios.PRECISION`).
_LARGEST = Decimal(10) ** 30

__all__ = ["DECISIONS", "FLAGGED", "VERDICTS", "Check", "Claim", "Diagnosis", "check"]


@dataclass(frozen=True, slots=True)
class Check:
    """What the numbers say of one claim.

    `percent_expected` is the percentage of the claim's kind, recomputed from the numbers as printed (for `decrease`, 5
    is a fall of 5 %). `base_implied` is the only whole base that gives the percentage, where no base is stated. `power`
    (0 to 1) is how likely a wrong number would have been noticed; None where nothing was decided. `decision` says that
    words or percentage name one side of 100 % and the numbers give the other. `diagnosis` names the likeliest cause.
    """

    claim: Claim
    verdict: str
    percent_expected: Fraction | None = None
    base_implied: int | None = None
    power: float | None = None
    decision: str | None = None
    diagnosis: Diagnosis | None = None
    reason: str | None = None

    @property
    def stated_range(self) -> Interval | None:
        """The percentages that the stated one allows at its printed digits; None where none is stated."""
        return None if self.claim.percent is None else stated_percent(self.claim)

    @property
    def expected_range(self) -> tuple[Fraction, Fraction] | None:
        """The least and the greatest percentage that the printed digits of the other numbers allow."""
        found = None if _unreadable(self.claim) else spread(self.claim)
        if found is None:
            return None
        low, high = sorted(arithmetic.in_kind(self.claim, ratio) for ratio in found)
        return low, high

    @property
    def arithmetic(self) -> str:
        """The check written out: "10 ÷ 8 × 100 = 125; stated 125%", and the arithmetic of the diagnosis."""
        with localcontext(prec=PRECISION):
            text = "; ".join(part for part in (_numbers(self), self.reason) if part)
            return f"{text}. {self.diagnosis.name}: {self.diagnosis.arithmetic}" if self.diagnosis else text


def check(claim: Claim) -> Check:
    """Check one claim.

    >>> result = check(Claim(value=Decimal(10), base=Decimal(8), percent=Decimal(125), percent_kind="attained"))
    >>> result.verdict, result.arithmetic
    ('consistent', '10 ÷ 8 × 100 = 125; stated 125%')
    >>> result = check(Claim(value=Decimal(12), percent=Decimal(200), percent_kind="attained",
    ...                      exceeded_percent=Decimal(100)))
    >>> result.verdict, result.base_implied
    ('implied', 6)
    """
    with localcontext(prec=PRECISION):
        return _check(claim)


def _check(claim: Claim) -> Check:
    if _unreadable(claim):
        return Check(claim, "uncheckable", reason="a number is below zero, or larger than any that is counted")
    if claim.percent is None:
        return _unchecked(claim, "no percentage is stated")
    if claim.percent_kind not in KINDS:
        return _unchecked(claim, "what kind of percentage it is is not known")
    if stated(claim, convention="any", loose=True).empty:
        return _decided(claim, "inconsistent", reason="the two percentages do not differ by 100")
    if corners(claim):
        return _with_base(claim)
    if claim.base is not None or (claim.value is not None and claim.delta is not None and claim.is_change):
        return _unchecked(claim, "a number is missing, or the base is 0")
    return _without_base(claim)


def _unreadable(claim: Claim) -> bool:
    steps = (claim.value_step, claim.base_step, claim.delta_step)
    numbers = (claim.value, claim.base, claim.percent, claim.exceeded_percent, *steps)
    large = any(number is not None and not 0 <= number <= _LARGEST for number in numbers)
    return large or (claim.delta is not None and abs(claim.delta) > _LARGEST)


def _unchecked(claim: Claim, why: str) -> Check:
    return Check(claim, "uncheckable", expected_percent(claim), decision=_decision(claim, "uncheckable"), reason=why)


def _with_base(claim: Claim) -> Check:
    fitting = fit(claim)
    if fitting is None:
        return _decided(claim, "inconsistent")
    if fitting == "loose":
        return _unchecked(claim, "a number is hedged too loosely to decide")
    return _decided(claim, fitting)


def _decided(claim: Claim, verdict: str, *, reason: str | None = None) -> Check:
    found = diagnose(claim) if verdict in FLAGGED else None
    decision = _decision(claim, verdict)
    return Check(claim, verdict, expected_percent(claim), None, digit_power(claim), decision, found, reason)


def _without_base(claim: Claim) -> Check:
    """No base and no way to make one: which whole bases would give the percentage (GRIM)?"""
    if claim.value is None and (claim.delta is None or not claim.is_change):
        return _unchecked(claim, "a number is missing")
    if claim.is_change and claim.delta and (claim.delta < 0) != (claim.percent_kind == "decrease"):
        return _decided(claim, "inconsistent", reason="the difference goes the other way")
    if claim.is_hedged:
        return _unchecked(claim, "no base is stated, and a number is hedged")
    bases, lenient = implied_bases(claim), implied_bases(claim, convention="any")
    if not bases.exist:
        bases = lenient
    if not bases.exist and not claim.counts_whole_things:
        return _unchecked(claim, "no base is stated, and the quantity is no count")
    verdict = "implied" if bases.exist else "impossible"
    return Check(
        claim, verdict,
        base_implied=bases.only if claim.counts_whole_things and bases.exist else None,
        power=base_power(lenient) if claim.counts_whole_things else 0.0,
        decision=_decision(claim, verdict),
        diagnosis=diagnose(claim) if verdict == "impossible" else None,
        reason=arithmetic.bases_found(claim, bases),
    )  # fmt: skip


def _numbers(result: Check) -> str | None:
    claim = result.claim
    if _unreadable(claim):
        return None
    shown = None if result.verdict in ("implied", "impossible") else spread(claim, loose=claim.is_hedged)
    written = arithmetic.recomputation(claim, spread=shown)
    if claim.percent is None or result.verdict in ("implied", "impossible"):
        return written
    told = f"stated {arithmetic.percentage(claim)}"
    return f"{written}; {told}" if written else told


def _decision(claim: Claim, verdict: str) -> str | None:
    """Whether words (or the flagged percentage) name one side of the target, and the numbers give the other."""
    if claim.percent_kind not in ("attained", "exceeded"):
        return None
    said = _said(claim, verdict)
    found = _found(claim) if said else None
    if said == "over" and found == "under":
        return "said_over_is_under"
    if said == "under" and found == "over":
        return "said_under_is_over"
    return None


def _said(claim: Claim, verdict: str) -> str | None:
    if claim.words:
        return claim.words
    if claim.percent_kind == "exceeded" or claim.exceeded_percent:
        return "over"
    if verdict != "inconsistent" or claim.percent is None:
        return None
    return "over" if claim.percent >= 100 else "under"


def _found(claim: Claim) -> str | None:
    """The side of 100 % on which all the numbers allow lies; without a base, that of the attained percentage."""
    pairs = corners(claim, loose=True)
    if pairs:
        if all(n < m for n, m in pairs):
            return "under"
        return "over" if all(n >= m for n, m in pairs) else None
    if claim.percent is None or claim.percent_kind != "attained":
        return None
    ratio = as_ratio(claim, stated_percent(claim, loose=True))
    if ratio.high is not None and ratio.high < 100:
        return "under"
    return "over" if ratio.low is not None and ratio.low >= 100 else None
