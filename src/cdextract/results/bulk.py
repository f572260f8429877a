"""The checks of whole tables at once, in 64-bit integers, for the rows that are plain: no hedges, one percentage.

It gives what `checks.check` gives (a property test holds the two together), but for the diagnosis of flagged rows, and
leaves all other rows to it. Arrays are of one length, one element a row; missing numbers are NaN.

With n the value, m the base, p the percentage in units of its last digit and K = 100·10^decimals, the question of
`ratios` whether x = 100·n/m lies where p says becomes one on integers: how far is K·n from T·m, where T is p, K + p or
K − p by the kind of percentage? Amounts are counted in halves of their printed step, so that both ends of what they may
stand for are whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cdextract.checks.ratios import KINDS

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

# Beyond these the products would leave 64 bits.
_MAX_COUNT = 1e10
_MAX_EXACT = 1e13
_MAX_PERCENT = 1e4
_MAX_DECIMALS = 3
_ATTAINED, _EXCEEDED, _SHARE, _INCREASE, _DECREASE = range(len(KINDS))


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table as arrays. `decimals` and `kind` are −1 where unknown, `kind` else an index into `KINDS`.

    Steps are 0 for exact numbers. `words` is 1 for "over", −1 for "under", 0 for none; `special` marks rows with a
    hedge or a second percentage, which are left alone; `is_count` those that count whole things.
    """

    value: Floats
    base: Floats
    delta: Floats
    value_step: Floats
    base_step: Floats
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


_CONSISTENT, _TRUNCATED, _INCONSISTENT, _IMPLIED, _UNCHECKABLE = 0, 1, 2, 3, 5


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
        alone &= (columns.value_step == 0) & (columns.value % 1 == 0)
        alone &= np.isnan(columns.delta) | (columns.kind < _INCREASE)
        rows = np.flatnonzero(alone)
        _check_without_base(columns, results, rows, decimals[rows])
    return results


def _check_bare(columns: Columns, results: Results) -> None:
    """Rows without a percentage: nothing to check; the percentage of a bare ratio is told."""
    bare = np.isnan(columns.percent) & (columns.kind < 0) & np.isnan(columns.delta) & (columns.words == 0)
    bare &= ~columns.special & ~(columns.value < 0) & ~(columns.base < 0)
    bare &= (columns.value_step >= 0) & (columns.base_step >= 0)
    bare &= np.isnan(columns.value) | _whole(columns.value, np.float64(1))
    bare &= np.isnan(columns.base) | _whole(columns.base, np.float64(1))
    ratio = bare & (columns.base > 0) & ~np.isnan(columns.value)
    results.done[bare] = True
    results.verdict[bare] = _UNCHECKABLE
    results.expected[ratio] = 100 * columns.value[ratio] / columns.base[ratio]


def _whole(numbers: Floats, unit: Floats | np.float64) -> Bools:
    """The numbers that are a whole multiple of `unit`, not below zero, and small enough."""
    units = numbers / unit
    whole: Bools = (units >= 0) & (units < _MAX_COUNT) & (np.abs(units - np.rint(units)) <= 1e-12 * units)
    return whole & (numbers < _MAX_EXACT)


def _plain(columns: Columns) -> tuple[Bools, Ints]:
    """The rows that can be decided in integers, and the decimals of their percentages."""
    percent = columns.percent
    decimals = columns.decimals.copy()
    for digits in range(_MAX_DECIMALS, -1, -1):
        decimals[(columns.decimals < 0) & _printed_with(percent, digits)] = digits
    fits = (decimals >= 0) & (decimals <= _MAX_DECIMALS) & _printed_with(percent, np.clip(decimals, 0, _MAX_DECIMALS))
    plain = ~columns.special & (columns.kind >= 0) & (percent >= 0) & (percent < _MAX_PERCENT)
    return plain & fits & (columns.value < _MAX_EXACT), decimals


def _printed_with(percent: Floats, digits: int | Ints) -> Bools:
    units = percent * np.power(10.0, digits)
    printed: Bools = np.abs(units - np.rint(units)) < 1e-6
    return printed


@dataclass(frozen=True, slots=True)
class _Stated:
    """Percentages p, their targets T and 100 % (`whole`), all in units of the last printed digit."""

    p: Ints
    target: Ints
    whole: Ints
    kind: Ints
    falls: Bools
    level: Bools


def _stated(columns: Columns, rows: NDArray[np.intp], decimals: Ints) -> _Stated:
    kind = columns.kind[rows]
    whole = 100 * 10**decimals
    p = np.rint(columns.percent[rows] * np.power(10.0, decimals)).astype(np.int64)
    falls, level = kind == _DECREASE, (kind == _ATTAINED) | (kind == _SHARE)
    return _Stated(p, np.where(level, p, np.where(falls, whole - p, whole + p)), whole, kind, falls, level)


@dataclass(frozen=True, slots=True)
class _Printed:
    """Numbers in half units: what they may stand for, and their printed step (2: a whole unit, for exact numbers)."""

    number: Ints
    half: Ints
    step: Ints

    @property
    def low(self) -> Ints:
        low: Ints = np.maximum(self.number - self.half, 0)
        return low

    @property
    def high(self) -> Ints:
        return self.number + self.half


def _printed(numbers: Floats, steps: Floats, unit: Floats) -> _Printed:
    half = np.rint(steps / unit).astype(np.int64)
    return _Printed(2 * np.rint(numbers / unit).astype(np.int64), half, np.where(half > 0, 2 * half, 2))


def _check_with_base(columns: Columns, results: Results, rows: NDArray[np.intp], decimals: Ints) -> None:
    value, base, delta = columns.value[rows], columns.base[rows], columns.delta[rows]
    value_step, base_step = columns.value_step[rows], columns.base_step[rows]
    change = columns.kind[rows] >= _INCREASE
    by_difference = np.isnan(base) & change
    base = np.where(by_difference, value - delta, base)
    exact = (value_step == 0) & (base_step == 0)
    unit = np.where(exact, 1.0, np.minimum(value_step, base_step))
    usable = _whole(value, unit) & _whole(base, unit) & (base > 0) & (exact | ((unit > 0) & ~by_difference))
    usable &= ~(change & ~by_difference & ~np.isnan(delta)) & (value_step / unit < 1e4) & (base_step / unit < 1e4)
    rows, decimals = rows[usable], decimals[usable]
    stated = _stated(columns, rows, decimals)
    value, base, unit = value[usable], base[usable], unit[usable]
    n, m = _printed(value, value_step[usable], unit), _printed(base, base_step[usable], unit)
    consistent, near = _fit(stated, n, m)
    verdict = np.where(consistent, _CONSISTENT, np.where(near, _TRUNCATED, _INCONSISTENT))
    results.verdict[rows] = verdict
    difference = n.number - m.number
    part = np.where(stated.level, n.number, np.where(stated.kind == _EXCEEDED, difference, np.abs(difference)))
    results.expected[rows] = 100 * part / m.number
    results.power[rows] = _power(stated, n, m)
    # A flagged percentage says by itself which side of the target it is on.
    by_percent = (verdict == _INCONSISTENT) & (columns.words[rows] == 0) & (stated.kind == _ATTAINED)
    said = np.where(by_percent, np.where(stated.p >= stated.whole, 1, -1), columns.words[rows])
    results.decision[rows] = _decisions(said, stated.kind, n.high < m.low, n.low >= m.high)
    results.done[rows[m.low > 0]] = True


def _fit(stated: _Stated, n: _Printed, m: _Printed) -> tuple[Bools, Bools]:
    """Where the numbers round to the percentage, and where they are less than a unit away."""
    least, most = 2 * stated.whole * n.low, 2 * stated.whole * n.high
    below, above = (2 * stated.target - 1) * m.low, (2 * stated.target + 1) * m.high
    even = stated.p % 2 == 0
    # The end above p belongs to it only where p is even; for a fall that end is the lower one of x.
    reached = (most > below) | ((most == below) & (even | ~stated.falls))
    kept = (least < above) | ((least == above) & (even | stated.falls))
    near = (most > 2 * (stated.target - 1) * m.low) & (least < 2 * (stated.target + 1) * m.high)
    return reached & kept, near


def _decisions(words: Ints, kind: Ints, under: Bools, over: Bools) -> Ints:
    said = np.where((words == 0) & (kind == _EXCEEDED), 1, words)
    target = (kind == _ATTAINED) | (kind == _EXCEEDED)
    return np.where(target & (said > 0) & under, 0, np.where(target & (said < 0) & over, 1, -1))


def _power(stated: _Stated, n: _Printed, m: _Printed) -> Floats:
    """`power.digit_power`: first and last digits that would pass in place of percentage, value and base."""
    whole, below, above = stated.whole, stated.target - 1, stated.target + 1
    lowest, highest = _in_kind(stated, n, m)
    end = np.iinfo(np.int64).max
    slots = (
        (stated.p, lowest, highest),
        (
            n.number // n.step,
            (below * m.low - whole * n.half) // (whole * n.step) + 1,
            _ceil(above * m.high + whole * n.half, whole * n.step) - 1,
        ),
        (
            m.number // m.step,
            np.where(above > 0, (whole * n.low - above * m.half) // (np.maximum(above, 1) * m.step) + 1, 0),
            np.where(below > 0, _ceil(whole * n.high + below * m.half, np.maximum(below, 1) * m.step) - 1, end),
        ),
    )
    passed, total = np.zeros(len(stated.p), np.int64), np.zeros(len(stated.p), np.int64)
    for number, first, last in slots:
        _count_slips(number, first, last, passed, total)
    return np.where(total > 0, 1 - passed / np.maximum(total, 1), 0.0)


def _in_kind(stated: _Stated, n: _Printed, m: _Printed) -> tuple[Ints, Ints]:
    """The least and the greatest percentage of its kind that the numbers give, rounded down and up."""
    falls, level = stated.falls, stated.level
    low_base, high_base = np.where(falls, m.low, m.high), np.where(falls, m.high, m.low)
    low = np.where(level, n.low, np.where(falls, low_base - n.high, n.low - low_base))
    high = np.where(level, n.high, np.where(falls, high_base - n.low, n.high - high_base))
    return stated.whole * low // low_base, _ceil(stated.whole * high, high_base)


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
    x = _stated(columns, rows, decimals)
    parts = columns.value[rows].astype(np.int64)
    even, product = x.p % 2 == 0, parts * x.whole
    first, last = _bases(2 * product, 2 * x.target, even | x.falls, even | ~x.falls)
    open_end = np.zeros(len(rows), bool)
    loose_first, loose_last = _bases(product, x.target, open_end, open_end)
    # A part of 100 % or less has a whole that is no smaller than itself.
    least = np.where((x.kind == _SHARE) & (x.p <= x.whole), parts, 1)
    exact = np.maximum(first, least) <= last
    first = np.maximum(np.where(exact, first, loose_first), least)
    last = np.where(exact, last, loose_last)
    results.verdict[rows] = _IMPLIED
    results.base_implied[rows] = np.where(first == last, first, np.nan)
    room = (x.target + 1) * (x.target - 1)
    spare = np.where(x.target > 1, np.maximum(room - 2 * product, 0), 0)
    results.power[rows] = spare / np.maximum(room, 1)
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
