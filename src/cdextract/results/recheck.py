"""Check every row of a table again: `cdextract.check(df)`.

For tables that a person has corrected, or that come from elsewhere. Plain rows are decided together (`bulk`), the
others one by one (`checks`), equal claims once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cdextract.checks import checking
from cdextract.checks.diagnosis import diagnose, fitting_bases
from cdextract.results import bulk
from cdextract.results.claim_table import ClaimTable, Floats, Key, claim, read_claims

# Claims remembered because equal ones may follow; without a limit a large table would fill the memory.
_MOST_SEEN = 20_000
WRITTEN = ("percent_expected", "base_implied", "verdict", "diagnosis", "power", "decision")


def check(table: pd.DataFrame) -> pd.DataFrame:
    """Recompute `percent_expected`, `base_implied`, `verdict`, `diagnosis`, `power` and `decision` of every row.

    Needs the columns `value`, `base`, `percent` and `percent_kind` (numbers of any dtype). Looks at these where they
    are there: `delta`; `percent_decimals` (else the digits of the number); `exceeded_percent`, `exceeded_decimals`;
    `value_step`, `base_step`, `delta_step` (else amounts that are no counts count as round to their last digit that is
    not 0); `value_approx`, `base_approx`, `percent_approx` (else `approx`, the value's where that is round, else
    the percentage's); `unit` (without it all rows are counts); `evidence` (for "vượt chỉ tiêu"); `sentence` (for its
    other numbers). Rows, index and all other columns stay as they are; the table given is not changed.

    Raises `UsageError` where a needed column is missing or holds text.

    >>> table = pd.DataFrame({"value": [10, 5], "base": [8, 4], "percent": [125.0, 80.0], "percent_kind": "attained"})
    >>> check(table)[["percent_expected", "verdict", "diagnosis"]].values.tolist()
    [[125.0, 'consistent', <NA>], [125.0, 'inconsistent', 'swapped']]
    """
    claims = read_claims(table)
    quick = bulk.check_plain(_plain_columns(claims))
    verdict, decision = quick.verdict.copy(), quick.decision.copy()
    expected, implied, power = quick.expected.copy(), quick.base_implied.copy(), quick.power.copy()
    diagnosis = _diagnoses(claims, np.flatnonzero(quick.done & (verdict == checking.VERDICTS.index("inconsistent"))))
    for row, result in _one_by_one(claims, np.flatnonzero(~quick.done)):
        verdict[row] = checking.VERDICTS.index(result.verdict)
        expected[row] = np.nan if result.percent_expected is None else float(result.percent_expected)
        implied[row] = np.nan if result.base_implied is None else result.base_implied
        power[row] = np.nan if result.power is None else result.power
        decision[row] = -1 if result.decision is None else checking.DECISIONS.index(result.decision)
        if result.diagnosis is not None:
            diagnosis[row] = result.diagnosis.name
    return table.assign(
        percent_expected=_float64(expected, table.index),
        base_implied=_float64(implied, table.index),
        verdict=_category(verdict, checking.VERDICTS, table.index),
        diagnosis=pd.Series([diagnosis.get(row) for row in range(len(table))], index=table.index, dtype="string"),
        power=_float64(power, table.index),
        decision=_category(decision, checking.DECISIONS, table.index),
    )


def check_row(row: Mapping[str, object]) -> checking.Check:
    """Check one row of a table: all that `checking.Check` holds, its arithmetic included.

    >>> check_row({"value": 10, "base": 8, "percent": 125.0, "percent_kind": "attained"}).arithmetic
    '10 ÷ 8 × 100 = 125; stated 125%'
    """
    return next(check_rows(pd.DataFrame([dict(row)])))


def check_rows(table: pd.DataFrame) -> Iterator[checking.Check]:
    """The `checking.Check` of every row, in order. Raises `UsageError` as `check` does."""
    claims = read_claims(table)
    for _, result in _one_by_one(claims, np.arange(len(table))):
        yield result


def _plain_columns(claims: ClaimTable) -> bulk.Columns:
    numbers = claims.numbers
    return bulk.Columns(
        value=numbers["value"], base=numbers["base"], delta=numbers["delta"],
        value_step=np.nan_to_num(numbers["value_step"]), base_step=np.nan_to_num(numbers["base_step"]),
        percent=numbers["percent"], decimals=claims.decimals, kind=claims.kind, words=claims.words,
        special=claims.special, is_count=claims.is_count,
    )  # fmt: skip


def _diagnoses(claims: ClaimTable, rows: NDArray[np.intp]) -> dict[int, str]:
    """The diagnoses of rows that have a base and are known to be inconsistent."""
    found = {}
    for row, key in claims.keys(rows):
        alone = claim(key)
        others = claims.others(row, fitting_bases(alone))
        result = diagnose(replace(alone, other_numbers=others) if others else alone)
        if result is not None:
            found[row] = result.name
    return found


def _one_by_one(claims: ClaimTable, rows: NDArray[np.intp]) -> Iterator[tuple[int, checking.Check]]:
    seen: dict[tuple[Key, tuple[Decimal, ...]], checking.Check] = {}

    def checked(key: Key, others: tuple[Decimal, ...]) -> checking.Check:
        result = seen.get((key, others))
        if result is None:
            if len(seen) >= _MOST_SEEN:
                seen.clear()
            result = seen[key, others] = checking.check(claim(key, others))
        return result

    for row, key in claims.keys(rows):
        result = checked(key, ())
        # Only the diagnosis of a percentage with a base looks at the other numbers of the sentence.
        looked_at = result.verdict == "inconsistent" and result.percent_expected is not None
        others = claims.others(row, fitting_bases(result.claim)) if looked_at else ()
        yield row, checked(key, others) if others else result


def _float64(numbers: Floats, index: pd.Index) -> pd.Series:
    return pd.Series(pd.arrays.FloatingArray(numbers, np.isnan(numbers)), index=index)


def _category(codes: NDArray[np.int64], labels: tuple[str, ...], index: pd.Index) -> pd.Series:
    dtype = pd.CategoricalDtype(list(labels))
    return pd.Series(pd.Categorical.from_codes(codes, dtype=dtype), index=index)
