"""The columns of a table → the results that each row tells of, each with its plan, its past and its percentages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cdextract.tables.headers import RATES, RESULTS, Column, Header


@dataclass(frozen=True, slots=True)
class Group:
    """The columns that tell of one result, as numbers of cells."""

    value: int
    ratio: bool = False
    base: int | None = None
    past: int | None = None
    whole: int | None = None
    rates: tuple[int, ...] = ()


def groups_of(header: Header) -> list[Group]:
    """The results that a row of the table tells of, each with the columns that belong to it."""
    columns = header.columns
    values = [n for n, column in enumerate(columns) if column and column.role in RESULTS]
    if len(values) > 1 and _compares(columns):
        before, last = values[-2], values[-1]
        return [_group(columns, last, range(len(columns)), past=before)]
    if len(values) == 1:
        return [_group(columns, values[0], range(len(columns)))]
    borders = [0, *(_border(columns, first, second) for first, second in pairwise(values))]
    return [
        _group(columns, value, range(begin, end))
        for value, begin, end in zip(values, borders, [*borders[1:], len(columns)], strict=True)
    ]


def _compares(columns: Sequence[Column | None]) -> bool:
    """Whether the last of several results is compared with the one before: no percentage stands between them."""
    roles = [column.role for column in columns if column]
    before, last = [n for n, role in enumerate(roles) if role in RESULTS][-2:]
    compared = {"compared", "compare", "change"} & set(roles[last:])
    return "past" not in roles and bool(compared) and not RATES & set(roles[before:last])


def _border(columns: Sequence[Column | None], first: int, second: int) -> int:
    """Where the columns of the second result begin: with its plan, else with itself."""
    plans = [n for n in range(first + 1, second) if (column := columns[n]) and column.role in ("base", "past", "whole")]
    return plans[0] if plans else second


def _group(columns: Sequence[Column | None], value: int, cells: range, past: int | None = None) -> Group:
    def first(*roles: str) -> int | None:
        return next((n for n in cells if (column := columns[n]) and column.role in roles), None)

    own = columns[value]
    rates = tuple(n for n in cells if (column := columns[n]) and column.role in RATES)
    is_ratio = own is not None and own.role == "ratio"
    return Group(value, is_ratio, first("base"), first("past") if past is None else past, first("whole"), rates)
