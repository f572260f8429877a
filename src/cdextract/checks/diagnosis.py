"""What most likely went wrong in a flagged claim, with the evidence in numbers.

Causes are tried in a fixed order, those with the fewest ways to fit by chance first; the first one that gives the
stated percentage is named (by the numbers as printed; failing that, by what they leave open; failing that, cut off):

1. `swapped`                 base and value have changed places
2. `exceeded_for_attained`   the word says "vượt" (or a change), the number is value/base
3. `attained_for_exceeded`   the word says "đạt", the number is the excess
4. `on_new_level`            a change was divided by the new level
5. `decimal_slip`            percentage or value is 10 or 100 times too large or too small
6. `other_base`              the percentage is of another number of the sentence
7. `digit_typo`              one digit of one number is wrong, or two neighbours are swapped
8. `implied_base:N`          the percentage is of N, a whole number near the base, which the text does not state

A claim without a base has no number to compare with: only 2, 3 and 5 can be seen in it, and a wrong digit in one of two
percentages that do not belong together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from cdextract.checks import arithmetic
from cdextract.checks.power import base_power
from cdextract.checks.ratios import LEVELS, PRECISION, Claim, agree, fit, implied_bases, level_and_base, stated
from cdextract.checks.rounding import WholeBases
from cdextract.checks.typos import find_typo

DIAGNOSES = (
    "swapped", "exceeded_for_attained", "attained_for_exceeded", "on_new_level", "decimal_slip", "other_base",
    "digit_typo", "implied_base",
)  # fmt: skip

# A whole base that fits is evidence only where it would seldom be there by chance, and where it is near the stated one.
_MIN_POWER = 0.75
_NEAR = Decimal("0.25")


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A cause: its name (one of `DIAGNOSES`; `implied_base:N` carries its number), and what would have been right.

    `note` says in words what the difference is.
    """

    name: str
    stated: Claim
    right: Claim
    note: str

    @property
    def arithmetic(self) -> str:
        """The evidence in numbers: "485 ÷ 489 × 100 = 99,18%; stated 98,18%: one digit"."""
        if level_and_base(self.right) is None:
            return f"{arithmetic.percentage(self.right)} would agree: {self.note}"
        right, stated = arithmetic.percentage(self.right), arithmetic.percentage(self.stated)
        if _rank(self.right) == 0:
            shown = arithmetic.recomputation(self.right, decimals=self.right.percent_decimals)
            return f"{shown}%; stated {stated}: {self.note}"
        # The numbers as printed do not round to it: it is cut off, or within what printed amounts leave open.
        return f"{arithmetic.recomputation(self.right)}%, for which {right} may stand; stated {stated}: {self.note}"


def diagnose(claim: Claim) -> Diagnosis | None:
    """Name the likeliest cause of a percentage that does not agree with its numbers; None where none fits.

    >>> claim = Claim(value=Decimal(485), base=Decimal(489), percent=Decimal("98.18"), percent_decimals=2,
    ...               percent_kind="attained")
    >>> diagnose(claim).name, diagnose(claim).arithmetic
    ('digit_typo', '485 ÷ 489 × 100 = 99,18%; stated 98,18%: one digit')
    """
    with localcontext(prec=PRECISION):
        return _diagnose(claim)


def _diagnose(claim: Claim) -> Diagnosis | None:
    if claim.percent is None:
        return None
    if level_and_base(claim) is None:
        return _typo(claim, "half") if claim.exceeded_percent is not None else _without_base(claim)
    by_rank: dict[int, Diagnosis] = {}
    for guess in _guesses(claim):
        rank = _rank(guess.right)
        if rank == 0:
            return guess
        if rank is not None:
            by_rank.setdefault(rank, guess)
    return by_rank.get(1) or _typo(claim, "half") or by_rank.get(2) or _typo(claim, "any") or _implied_base(claim)


def _rank(right: Claim) -> int | None:
    """How well a guess fits: 0 by the numbers as printed, 1 by what they leave open, 2 cut off, None not at all."""
    fitting = fit(right)
    if fitting != "consistent":
        return 2 if fitting == "truncated" else None
    if not (right.value_step or right.base_step or right.delta_step or right.is_hedged):
        return 0
    pair = level_and_base(right)
    return 0 if pair is not None and agree([pair], stated(right)) else 1


def fitting_bases(claim: Claim) -> WholeBases:
    """The whole bases of which the stated percentage could be: no other number of the sentence can be its `other_base`.

    >>> fitting_bases(Claim(value=Decimal(402), base=Decimal(1148), percent=Decimal("19.6"), percent_decimals=1,
    ...                     percent_kind="share"))[:2]
    (2041, 2061)
    """
    by_difference = claim.is_change and claim.delta is not None
    alone = replace(claim, base=None, value=None) if by_difference else replace(claim, base=None)
    with localcontext(prec=PRECISION):
        return implied_bases(alone, convention="any")


def _typo(claim: Claim, convention: str) -> Diagnosis | None:
    found = find_typo(claim, convention)
    return None if found is None else Diagnosis("digit_typo", claim, found.right, found.note)


def _guesses(claim: Claim) -> Iterator[Diagnosis]:
    """The causes 1 to 6, in order."""
    if claim.value is not None and claim.base is not None and claim.value > 0:
        turned = replace(
            claim, value=claim.base, base=claim.value, value_step=claim.base_step, base_step=claim.value_step,
            value_approx=claim.base_approx, base_approx=claim.value_approx, delta=None,
        )  # fmt: skip
        yield Diagnosis("swapped", claim, turned, "value and base swapped")
    yield from _wrong_kind(claim)
    yield from _new_level(claim)
    yield from _slips(claim)
    yield from _other_bases(claim)


def _wrong_kind(claim: Claim) -> Iterator[Diagnosis]:
    if claim.percent_kind not in LEVELS:
        level = _with_base_stated(claim)
        if level is not None:
            level = replace(level, percent_kind="attained")
            yield Diagnosis("exceeded_for_attained", claim, level, "the level, not the change")
    elif claim.exceeded_percent is None:
        excess = replace(claim, percent_kind="exceeded")
        yield Diagnosis("attained_for_exceeded", claim, excess, "the excess, not the level")


def _with_base_stated(claim: Claim) -> Claim | None:
    """The claim with value and base, where one of them is only to be had from the difference."""
    if claim.delta is None or (claim.value is not None and claim.base is not None):
        return claim
    if claim.value is not None and claim.value > claim.delta:
        return replace(claim, base=claim.value - claim.delta, base_step=claim.delta_step, delta=None)
    if claim.base is not None and claim.base + claim.delta >= 0:
        return replace(claim, value=claim.base + claim.delta, value_step=claim.delta_step, delta=None)
    return None


def _new_level(claim: Claim) -> Iterator[Diagnosis]:
    pair = level_and_base(claim)
    if not claim.is_change or pair is None:
        return
    size, value = abs(pair[0] - pair[1]), pair[0]
    if not value:
        return
    wrong = replace(
        claim, value=size, value_step=None, value_approx=None, base=value, base_step=None, base_approx=None,
        delta=None, percent_kind="share",
    )  # fmt: skip
    yield Diagnosis("on_new_level", claim, wrong, "divided by the new level")


def _slips(claim: Claim) -> Iterator[Diagnosis]:
    assert claim.percent is not None
    for places in (1, -1, 2, -2):
        moved = replace(
            claim, percent=claim.percent.scaleb(places), percent_decimals=max(0, claim.percent_decimals - places)
        )
        yield Diagnosis("decimal_slip", claim, moved, f"the percentage {_factor(-places)}")
        if moved.percent_decimals > claim.percent_decimals and not claim.percent % Decimal(1).scaleb(-places):
            # A nought too many leaves the decimals as they were.
            shorter = replace(moved, percent_decimals=claim.percent_decimals)
            yield Diagnosis("decimal_slip", claim, shorter, f"the percentage {_factor(-places)}")
    if claim.value is None:
        return
    for places in (1, -1, 2, -2):
        value = claim.value.scaleb(places)
        if claim.is_count and value % 1:
            continue
        step = claim.value_step.scaleb(places) if claim.value_step else None
        moved = replace(claim, value=value, value_step=step)
        yield Diagnosis("decimal_slip", claim, moved, f"the value {_factor(-places)}")


def _factor(places: int) -> str:
    return f"{10 ** abs(places)} times too {'large' if places > 0 else 'small'}"


def _other_bases(claim: Claim) -> Iterator[Diagnosis]:
    known = {claim.value, claim.base, claim.delta, claim.percent, claim.exceeded_percent}
    for number in dict.fromkeys(claim.other_numbers):
        if number in known or number <= 0 or (claim.percent_kind == "share" and number < (claim.value or 0)):
            continue
        if claim.is_count and number % 1:
            continue
        changed = replace(claim, base=number, base_step=None, base_approx=None)
        if claim.is_change and claim.delta is not None:
            changed = replace(changed, value=None)
        yield Diagnosis("other_base", claim, changed, f"of {arithmetic.number(number)}")


def _implied_base(claim: Claim) -> Diagnosis | None:
    """Cause 8: exactly one whole base gives the percentage, it is near the stated one, and chance seldom leaves one."""
    exact = not (claim.value_step or claim.base_step or claim.is_hedged)
    if claim.value is None or claim.base is None or not claim.is_count or not exact:
        return None
    bases = implied_bases(claim)
    base = bases.only
    if base is None or base_power(bases) < _MIN_POWER or abs(base - claim.base) > _NEAR * claim.base:
        return None
    right = replace(claim, base=Decimal(base), delta=None)
    return Diagnosis(f"implied_base:{base}", claim, right, f"of {base}, which is not stated")


def _without_base(claim: Claim) -> Diagnosis | None:
    guesses: Iterable[Diagnosis] = (*_wrong_kind(claim), *_slips(claim)) if claim.value is not None else ()
    for guess in guesses:
        bases = implied_bases(guess.right)
        if bases.only is not None and base_power(bases) >= _MIN_POWER:
            return replace(guess, right=replace(guess.right, base=Decimal(bases.only)))
    return None
