"""The checks of whole tables at once, in 64-bit integers, for the rows that are plain: exact whole numbers, no hedges.

It gives what `checks.check` gives (a property test holds the two together) for rows that need no person, and leaves all
others, flagged ones included, to it. Arrays are of one length, one element a row; missing numbers are NaN.

With n the value, m the base, p the percentage in units of its last digit and K = 100·10^decimals, the question of
`ratios` whether x = 100·n/m lies where p says becomes one on integers: how far is K·n from T·m, where T is p, K + p or
K − p by the kind of percentage?
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cdextract.ratios import KINDS

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

# Beyond these the products would leave 64 bits.
_MAX_COUNT = 1e11
_MAX_PERCENT = 1e4
_MAX_DECIMALS = 3
_ATTAINED, _EXCEEDED, _SHARE, _INCREASE, _DECREASE = range(len(KINDS))


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table as arrays. `decimals` and `kind` are −1 where unknown, `kind` else an index into `KINDS`.

    `words` is 1 for "over", −1 for "under", 0 for none; `special` marks rows with a hedge, a printed step or a second
    percentage, which are left alone; `is_count` those that count whole things.
    """

    value: Floats
    base: Floats
    delta: Floats
    percent: Floats
    decimals: Ints
    kind: Ints
    words: Ints
    special: Bools
    is_count: Bools


@dataclass(frozen=True, slots=True)
class Results:
    """`done` marks the rows that were decided; for the others the arrays hold nothing of use.

    `verdict` and `decision` are indices into `checks.VERDICTS` and `checks.DECISIONS` (−1: none); numbers are NaN where
    there is none.
    """

    done: Bools
    verdict: Ints
    expected: Floats
    base_implied: Floats
    power: Floats
    decision: Ints


_CONSISTENT, _TRUNCATED, _IMPLIED, _UNCHECKABLE = 0, 1, 3, 5


def check_plain(columns: Columns) -> Results:
    """Decide the plain rows of a table; see the module."""
    size = len(columns.value)
    results = Results(
        np.zeros(size, bool), np.full(size, -1, np.int64), np.full(size, np.nan), np.full(size, np.nan),
        np.full(size, np.nan), np.full(size, -1, np.int64),
    )  # fmt: skip
    with np.errstate(all="ignore"):
        _check_bare(columns, results)
        plain, decimals = _plain(columns)
        rows = np.flatnonzero(plain)
        _check_with_base(columns, results, rows, decimals[rows])
        alone = plain & columns.is_count & np.isnan(columns.base) & (columns.value > 0)
        alone &= np.isnan(columns.delta) | (columns.kind < _INCREASE)
        rows = np.flatnonzero(alone)
        _check_without_base(columns, results, rows, decimals[rows])
    return results


def _check_bare(columns: Columns, results: Results) -> None:
    """Rows without a percentage: nothing to check; the percentage of a bare ratio is told."""
    bare = np.isnan(columns.percent) & (columns.kind < 0) & np.isnan(columns.delta) & (columns.words == 0)
    bare &= ~columns.special & ~(columns.value < 0) & ~(columns.base < 0)
    bare &= np.isnan(columns.value) | _whole(columns.value)
    bare &= np.isnan(columns.base) | _whole(columns.base)
    ratio = bare & (columns.base > 0) & ~np.isnan(columns.value)
    results.done[bare] = True
    results.verdict[bare] = _UNCHECKABLE
    results.expected[ratio] = 100 * columns.value[ratio] / columns.base[ratio]


def _whole(numbers: Floats) -> Bools:
    whole: Bools = (numbers >= 0) & (numbers < _MAX_COUNT) & (np.floor(numbers) == numbers)
    return whole


def _plain(columns: Columns) -> tuple[Bools, Ints]:
    """The rows that can be decided in integers, and the decimals of their percentages."""
    percent = columns.percent
    decimals = columns.decimals.copy()
    for digits in range(_MAX_DECIMALS, -1, -1):
        decimals[(columns.decimals < 0) & _printed_with(percent, digits)] = digits
    fits = (decimals >= 0) & (decimals <= _MAX_DECIMALS) & _printed_with(percent, np.clip(decimals, 0, _MAX_DECIMALS))
    plain = ~columns.special & (columns.kind >= 0) & (percent >= 0) & (percent < _MAX_PERCENT)
    return plain & fits & _whole(columns.value), decimals


def _printed_with(percent: Floats, digits: int | Ints) -> Bools:
    units = percent * np.power(10.0, digits)
    printed: Bools = np.abs(units - np.rint(units)) < 1e-6
    return printed


@dataclass(frozen=True, slots=True)
class _Scaled:
    """Rows in integers: value n; percentage p, its target T and 100 % (`whole`) in units of the last printed digit."""

    n: Ints
    p: Ints
    target: Ints
    whole: Ints
    kind: Ints
    falls: Bools


def _scale(columns: Columns, rows: NDArray[np.intp], decimals: Ints) -> _Scaled:
    kind = columns.kind[rows]
    whole = 100 * 10**decimals
    p = np.rint(columns.percent[rows] * np.power(10.0, decimals)).astype(np.int64)
    falls = kind == _DECREASE
    target = np.where((kind == _ATTAINED) | (kind == _SHARE), p, np.where(falls, whole - p, whole + p))
    return _Scaled(columns.value[rows].astype(np.int64), p, target, whole, kind, falls)


def _check_with_base(columns: Columns, results: Results, rows: NDArray[np.intp], decimals: Ints) -> None:
    value, base, delta = columns.value[rows], columns.base[rows], columns.delta[rows]
    change = columns.kind[rows] >= _INCREASE
    known = np.where(np.isnan(base) & change, value - delta, base)
    usable = _whole(known) & (known > 0) & ~(change & ~np.isnan(base) & ~np.isnan(delta))
    rows, decimals, m = rows[usable], decimals[usable], known[usable].astype(np.int64)
    x = _scale(columns, rows, decimals)
    over = x.whole * x.n - x.target * m
    over = np.where(x.falls, -over, over)
    consistent = (2 * over >= -m) & ((2 * over < m) | ((2 * over == m) & (x.p % 2 == 0)))
    passed = consistent | (np.abs(over) < m)
    results.verdict[rows] = np.where(consistent, _CONSISTENT, _TRUNCATED)
    level = (x.kind == _ATTAINED) | (x.kind == _SHARE)
    difference = np.where(x.kind == _EXCEEDED, x.n - m, np.abs(x.n - m))
    results.expected[rows] = 100 * np.where(level, x.n, difference) / m
    results.power[rows] = _power(x, m)
    results.decision[rows] = _decisions(columns.words[rows], x.kind, x.n < m, x.n >= m)
    results.done[rows[passed]] = True


def _decisions(words: Ints, kind: Ints, under: Bools, over: Bools) -> Ints:
    said = np.where((words == 0) & (kind == _EXCEEDED), 1, words)
    target = (kind == _ATTAINED) | (kind == _EXCEEDED)
    return np.where(target & (said > 0) & under, 0, np.where(target & (said < 0) & over, 1, -1))


def _power(x: _Scaled, m: Ints) -> Floats:
    """`power.digit_power`: first and last digits that would pass in place of percentage, value and base."""
    below, above = x.target - 1, x.target + 1
    level = (x.kind == _ATTAINED) | (x.kind == _SHARE)
    units = x.whole * np.where(level, x.n, np.where(x.falls, m - x.n, x.n - m))
    end = np.iinfo(np.int64).max
    slots = (
        (x.p, units // m, _ceil(units, m)),
        (x.n, below * m // x.whole + 1, _ceil(above * m, x.whole) - 1),
        (
            m,
            np.where(above > 0, x.n * x.whole // np.maximum(above, 1) + 1, 0),
            np.where(below > 0, _ceil(x.n * x.whole, np.maximum(below, 1)) - 1, end),
        ),
    )
    passed, total = np.zeros(len(m), np.int64), np.zeros(len(m), np.int64)
    for number, first, last in slots:
        _count_slips(number, first, last, passed, total)
    return np.where(total > 0, 1 - passed / np.maximum(total, 1), 0.0)


def _ceil(numerator: Ints, denominator: Ints) -> Ints:
    result: Ints = -(-numerator // denominator)
    return result


def _count_slips(number: Ints, first: Ints, last: Ints, passed: Ints, total: Ints) -> None:
    """Add up, per row, `power.count_slips`; in place."""
    place = 1
    rows = np.flatnonzero(number > 0)
    while len(rows):
        here, low, high = number[rows], first[rows], last[rows]
        digit = here // place % 10
        leading = here < 10 * place
        for other in range(10):
            changed = here + (other - digit) * place
            slip = (digit != other) & ~(leading & (other == 0))
            total[rows] += slip
            passed[rows] += slip & (changed >= low) & (changed <= high)
        place *= 10
        rows = rows[~leading]


def _check_without_base(columns: Columns, results: Results, rows: NDArray[np.intp], decimals: Ints) -> None:
    x = _scale(columns, rows, decimals)
    even = x.p % 2 == 0
    strict = _bases(2 * x.n * x.whole, 2 * x.target, even | x.falls, even | ~x.falls)
    open_end = np.zeros(len(rows), bool)
    lenient = _bases(x.n * x.whole, x.target, open_end, open_end)
    # A part of 100 % or less has a whole that is no smaller than itself.
    least = np.where((x.kind == _SHARE) & (x.p <= x.whole), x.n, 1)
    first, last = np.maximum(strict[0], least), strict[1]
    loose_first = np.maximum(lenient[0], least)
    exact = first <= last
    first, last = np.where(exact, first, loose_first), np.where(exact, last, lenient[1])
    product = (x.target + 1) * (x.target - 1)
    room = np.where(x.target > 1, np.maximum(product - 2 * x.n * x.whole, 0), 0)
    results.power[rows] = room / np.maximum(product, 1)
    results.verdict[rows] = _IMPLIED
    results.base_implied[rows] = np.where(first == last, first, np.nan)
    attained = x.kind == _ATTAINED
    under, over = attained & (2 * x.p + 1 < 2 * x.whole), attained & (2 * x.p - 1 >= 2 * x.whole)
    results.decision[rows] = _decisions(columns.words[rows], x.kind, under, over)
    results.done[rows[first <= last]] = True


def _bases(numerator: Ints, target: Ints, high_closed: Bools, low_closed: Bools) -> tuple[Ints, Ints]:
    """First and last whole b with numerator/b between target − 1 and target + 1, ends included where closed."""
    above, below = np.maximum(target + 1, 1), np.maximum(target - 1, 1)
    first = np.where(high_closed, _ceil(numerator, above), numerator // above + 1)
    last = np.where(low_closed, numerator // below, _ceil(numerator, below) - 1)
    end: Any = np.iinfo(np.int64).max
    return np.where(target + 1 > 0, first, end), np.where(target - 1 > 0, last, np.where(target + 1 > 0, end, 0))
