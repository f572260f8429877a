"""A table → its claims: the columns a check looks at, as arrays; what a table lacks is filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import regex
from numpy.typing import NDArray

from cdextract.checks.ratios import KINDS, Claim
from cdextract.checks.rounding import HEDGES, WholeBases, granularity
from cdextract.errors import UsageError
from cdextract.figures.wording import is_against_average, said_side
from cdextract.numbers.lexing import Quantity, Ratio, lex_numbers
from cdextract.results.columns import need_columns
from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
from cdextract.words.tokens import tie_forms

NEEDED = ("value", "base", "percent", "percent_kind")
HEDGE_COLUMNS = ("value_approx", "base_approx", "percent_approx")
STEP_COLUMNS = ("value_step", "base_step", "delta_step")
_NUMBERS = ("value", "base", "delta", "percent", "exceeded_percent", *STEP_COLUMNS)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Key = tuple[Any, ...]

_SIDES = ("under", None, "over")
_DIGITS = compile_rule(r"\d[\d.,]*")


@cache
def _dates(_: Path | None) -> regex.Pattern[str]:
    """What is no quantity of the sentence: dates, years, numbered months and quarters."""
    days = r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b|\b\d{1,2}/(?:19|20)\d\d\b"
    years = r"\b(?:19|20)\d\d\s*-\s*(?:19|20)\d\d\b"
    numbered = rf"\b(?:{'|'.join(tie_forms('numbered'))})\s+\d+(?:[/-]\d+)*(?![\d.,]*\d)"
    return compile_rule(f"{days}|{years}|{numbered}", regex.IGNORECASE)


@cache
def _hedged_percent(_: Path | None) -> regex.Pattern[str]:
    hedges = "|".join(tie_forms("hedged_percent"))
    return compile_rule(rf"(?:{hedges})(?: \p{{L}}+){{0,2}} \d[\d.,]* ?%", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ClaimTable:
    """One element a row. Missing numbers are NaN; `kind` and hedges are indices into `KINDS` and `HEDGES`, −1 for none.

    `words` is the side of the target that the evidence names: 1 over, −1 under, 0 none. Decimals are −1 where unknown.
    """

    numbers: dict[str, Floats]
    decimals: Ints
    exceeded_decimals: Ints
    kind: Ints
    hedges: dict[str, Ints]
    words: Ints
    is_count: Bools
    sentences: NDArray[Any] | None

    @property
    def special(self) -> Bools:
        """The rows with a hedge, a second percentage, or a difference that is not exact."""
        special: Bools = ~np.isnan(self.numbers["exceeded_percent"]) | (self.numbers["delta_step"] > 0)
        for codes in self.hedges.values():
            special |= codes >= 0
        return special

    def keys(self, rows: NDArray[np.intp]) -> Iterator[tuple[int, Key]]:
        """Row number and a key that is equal for equal claims; `claim` makes the claim of it."""
        fields: list[list[Any]] = [self.numbers[name][rows].tolist() for name in _NUMBERS]
        labels = (self.decimals, self.exceeded_decimals, self.kind, self.words, self.is_count, *self.hedges.values())
        fields += [codes[rows].tolist() for codes in labels]
        for row, *values in zip(rows.tolist(), *fields, strict=True):
            yield row, tuple([None if value != value else value for value in values])

    def others(self, row: int, bases: WholeBases) -> tuple[Decimal, ...]:
        """The numbers of the sentence of a row; none where no digits in it can make one of the bases looked for."""
        sentence = None if self.sentences is None else self.sentences[row]
        return sentence_numbers(sentence) if isinstance(sentence, str) and _may_hold(sentence, bases) else ()


def read_claims(table: pd.DataFrame) -> ClaimTable:
    """Take the columns of a table that a check looks at; `recheck.check` tells which.

    Raises `UsageError` where a needed column is missing or a column of numbers holds something else.
    """
    do = "give a table made by cdextract, or name its columns value, base, percent and percent_kind"
    need_columns(table, NEEDED, "a check", do)
    numbers = {name: _numbers(table, name) for name in _NUMBERS}
    kind = _codes(table, "percent_kind", KINDS)
    is_count = _counts(table)
    _guess_steps(table, numbers, is_count)
    return ClaimTable(
        numbers=numbers,
        decimals=_whole_numbers(table, "percent_decimals"),
        exceeded_decimals=_whole_numbers(table, "exceeded_decimals"),
        kind=kind,
        hedges=_hedges(table, numbers["value"]),
        words=_words(table, kind),
        is_count=is_count & ~_against_average(table),
        sentences=table["sentence"].to_numpy(object) if "sentence" in table else None,
    )


def claim(key: Key, others: tuple[Decimal, ...] = ()) -> Claim:
    """The claim that a key of `ClaimTable.keys` stands for, with the other numbers of its sentence."""
    value, base, delta, percent, exceeded, *steps = [None if number is None else decimal(number) for number in key[:8]]
    decimals, exceeded_decimals, kind, words, is_count = key[8:13]
    hedges = [HEDGES[code] if code >= 0 else None for code in key[13:]]
    return Claim(
        value=value, base=base, delta=delta, percent=percent, percent_decimals=_printed(decimals, percent),
        percent_kind=KINDS[kind] if kind >= 0 else None,
        exceeded_percent=exceeded, exceeded_decimals=_printed(exceeded_decimals, exceeded),
        value_step=steps[0], base_step=steps[1], delta_step=steps[2],
        value_approx=hedges[0], base_approx=hedges[1], percent_approx=hedges[2],
        words=_SIDES[words + 1], is_count=is_count, other_numbers=others,
    )  # fmt: skip


def decimal(number: float) -> Decimal:
    """The decimal number that a float is shown as: 53.47, not the nearest binary fraction.

    >>> decimal(53.47), decimal(1625.0)
    (Decimal('53.47'), Decimal('1625'))
    """
    return Decimal(int(number)) if number == int(number) else Decimal(repr(float(number)))


def _may_hold(sentence: str, bases: WholeBases) -> bool:
    """Whether some digits of the sentence, with any number of noughts behind them, make one of the bases.

    Reading a sentence properly takes far longer than a check; this leaves nearly all sentences out.
    """
    for match in _DIGITS.finditer(sentence):
        digits = regex.sub(r"\D", "", match.group()).strip("0")
        number = int(digits) if digits else 0
        while 0 < number < bases.first:
            number *= 10
        if number and (bases.last is None or number <= bases.last):
            return True
    return False


@lru_cache(maxsize=4096)
def sentence_numbers(sentence: str) -> tuple[Decimal, ...]:
    """The quantities of a sentence, in order: no percentages, years, dates or numbered months.

    >>> sentence_numbers("Năm 2023, 402/1.148 doanh nghiệp đối thoại, chiếm 35% của 1.150")
    (Decimal('402'), Decimal('1148'), Decimal('1150'))
    """
    found: list[Decimal] = []
    dates = _dates(resources.user_pattern_dir())
    for mention in lex_numbers(dates.sub(lambda match: " " * len(match.group()), sentence)):
        match mention.value:
            case Quantity(number=number):
                found.append(number.value)
            case Ratio(value=value, base=base):
                found += [value.number.value, base.number.value]
    return tuple(dict.fromkeys(found))


def _printed(given: int, percent: Decimal | None) -> int:
    """The printed decimals: as given, but never fewer than the number has."""
    return max(given, 0 if percent is None else -int(percent.as_tuple().exponent), 0)


def _numbers(table: pd.DataFrame, name: str) -> Floats:
    if name not in table:
        return np.full(len(table), np.nan)
    try:
        numbers = pd.to_numeric(table[name]).to_numpy(np.float64, na_value=np.nan)
    except (ValueError, TypeError) as error:
        raise UsageError(
            f"the column {name} holds something that is no number",
            given=str(error),
            do="give numbers, with a decimal point, and leave empty cells missing",
        ) from error
    return np.where(np.isfinite(numbers), numbers, np.nan)


def _whole_numbers(table: pd.DataFrame, name: str) -> Ints:
    numbers = _numbers(table, name)
    return np.where(np.isnan(numbers), -1, numbers).astype(np.int64)


def _codes(table: pd.DataFrame, name: str, allowed: tuple[str, ...]) -> Ints:
    if name not in table:
        return np.full(len(table), -1, np.int64)
    return pd.Categorical(table[name].astype(object), categories=list(allowed)).codes.astype(np.int64)


def _counts(table: pd.DataFrame) -> Bools:
    if "unit" not in table:
        return np.ones(len(table), bool)
    return table["unit"].astype(object).eq("count").to_numpy(bool)


def _against_average(table: pd.DataFrame) -> Bools:
    if "evidence" not in table:
        return np.zeros(len(table), bool)
    return np.array([isinstance(text, str) and is_against_average(text) for text in table["evidence"]], bool)


def _guess_steps(table: pd.DataFrame, numbers: dict[str, Floats], is_count: Bools) -> None:
    """Where a table does not say how its amounts were printed: they are round to their last digit that is not 0."""
    if "unit" not in table:
        return
    amounts = ~is_count & table["unit"].notna().to_numpy(bool)
    for name, step in zip(("value", "base", "delta"), STEP_COLUMNS, strict=True):
        if step not in table:
            for row in np.flatnonzero(amounts & ~np.isnan(numbers[name])):
                numbers[step][row] = float(granularity(decimal(numbers[name][row])))


def _hedges(table: pd.DataFrame, value: Floats) -> dict[str, Ints]:
    if any(name in table for name in HEDGE_COLUMNS):
        return {name: _codes(table, name, HEDGES) for name in HEDGE_COLUMNS}
    hedge = _codes(table, "approx", HEDGES)
    # One hedge for the whole row: a round value is what is hedged; beside an exact one it is the percentage.
    of_value = (value % 10 == 0) | (value % 1 != 0) & ~np.isnan(value)
    of_percent = ~of_value
    if "evidence" in table:
        evidence, hedged = table["evidence"].to_numpy(object), _hedged_percent(resources.user_pattern_dir())
        for row in np.flatnonzero(of_value & (hedge >= 0)):
            of_percent[row] = isinstance(evidence[row], str) and hedged.search(evidence[row]) is not None
    none = np.full(len(table), -1, np.int64)
    return {
        "value_approx": np.where(of_value, hedge, none),
        "base_approx": none,
        "percent_approx": np.where(of_percent, hedge, none),
    }


def _words(table: pd.DataFrame, kind: Ints) -> Ints:
    """The side of the target that the evidence names in words beside an attained percentage."""
    words = np.zeros(len(table), np.int64)
    if "evidence" not in table:
        return words
    evidence = table["evidence"].to_numpy(object)
    for row in np.flatnonzero(kind == KINDS.index("attained")):
        if isinstance(evidence[row], str):
            words[row] = _SIDES.index(said_side(evidence[row])) - 1
    return words
