"""Columns whose words no list holds, told by their numbers: "Trường | Dự thi | Trúng tuyển | Tỷ lệ (%)".

A header is taken only where the arithmetic leaves no doubt: the rates of all rows, or of all but one, come out of the
same two columns, as a share or as a change. Rows of a name, a number and its percentage need no header at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from cdextract.checks.agreement import comes_out
from cdextract.numbers.lexing import Percent, Quantity, lex_numbers
from cdextract.numbers.quantities import Number
from cdextract.tables.cells import is_name, is_number
from cdextract.tables.headers import RATES, Column, Header, column_of, header_of, unit_in
from cdextract.tables.words import table_words
from cdextract.text.normalised import lower

MOST_ROWS = 30
"""So many rows tell what the columns hold; more would make long lists without a header slow."""
_LEAST_ROWS = 3
_LEAST_COLUMNS = 4  # name, two numbers, rate
_CHANGES = frozenset({"compared", "compare", "change"})
_NO_RESULTS, _NO_BASES = frozenset({"base", "past", "whole"}), frozenset({"value", "ratio"})
_NO_NUMBERS = frozenset({"name", "place", "order", "unit", "note"})
SHARES = Header((Column("name", ""), Column("value", ""), Column("rate", "", of_percent=True)))
"""The header of rows that have none: name, number, percentage."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """Columns of which the rates come out: `result` of `base`, or the change from `base` to `result`."""

    rate: int
    result: int
    base: int
    is_change: bool


def header_for(cells: Sequence[str], rows: Sequence[Sequence[str]]) -> Header | None:
    """The header that cells make by their words, or by the numbers of the rows below where words leave a rate open."""
    known = header_of(cells)
    if len(cells) < _LEAST_COLUMNS or any(map(is_number, cells)):
        return known
    full = [row for row in rows if len(row) == len(cells) and all(row[1:])]
    if len(full) < _LEAST_ROWS:
        return known
    if known is not None and not _leaves_open(known, cells, full):
        return known
    return _by_numbers(cells, full) or known


def _leaves_open(header: Header, cells: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a column of unknown words can be a rate, or what the rates are of."""
    unknown = [at for at, column in enumerate(header.columns) if column is None]
    if any(_is_rate(None, cells[at], at, rows) for at in unknown):
        return True
    roles = {column.role for column in header.columns if column is not None}
    has_numbers = any(all(_number(row[at]) for row in rows) for at in unknown)
    return bool(roles & RATES) and not roles & _NO_RESULTS and has_numbers


def is_share_row(cells: Sequence[str]) -> bool:
    """Whether cells are a name, a number and its percentage: "Hội Nông dân", "162,4 tỷ đồng", "33,4 %"."""
    if len(cells) != len(SHARES.columns) or not cells[2].endswith("%") or not is_number(cells[2]):
        return False
    return is_number(cells[1]) and "%" not in cells[1] and is_name(cells[0]) and not any(map(str.isdigit, cells[0]))


def quantities_in(text: str) -> list[Quantity]:
    """The numbers of the line above a table: one of them can be the whole of its shares."""
    return [mention.value for mention in lex_numbers(text) if isinstance(mention.value, Quantity)]


def _is_rate(column: Column | None, cell: str, at: int, rows: Sequence[Sequence[str]]) -> bool:
    """Whether a column holds percentages: by its words, a per cent sign in its header or in all of its cells."""
    if column is not None:
        return column.role in RATES
    return at > 0 and ("%" in cell or all(row[at].endswith("%") for row in rows))


def _by_numbers(cells: Sequence[str], rows: Sequence[Sequence[str]]) -> Header | None:
    columns = [column_of(cell) for cell in cells]
    rates = [at for at, column in enumerate(columns) if _is_rate(column, cells[at], at, rows)]
    named = next((at for at, column in enumerate(columns) if column and column.role in ("name", "place")), None)
    if named is None:
        named = next((at for at in _columns_of_names(columns, rows)), None)
    counts = [
        at
        for at, column in enumerate(columns)
        if at not in (named, *rates) and (column is None or column.role not in _NO_NUMBERS)
        if all(_number(row[at]) for row in rows)
    ]
    fits = list(_fits(columns, rows, rates, counts))
    if named is None or len(fits) != 1:
        return None
    columns[named] = columns[named] or Column("name", "")
    return Header(tuple(_with_roles(columns, cells, fits[0])))


def _columns_of_names(columns: Sequence[Column | None], rows: Sequence[Sequence[str]]) -> Iterator[int]:
    return (at for at, column in enumerate(columns) if column is None and all(is_name(row[at]) for row in rows))


def _fits(
    columns: Sequence[Column | None], rows: Sequence[Sequence[str]], rates: Sequence[int], counts: Sequence[int]
) -> Iterator[_Fit]:
    roles = [column.role if column else "" for column in columns]
    for rate in rates:
        for result, base in permutations(counts, 2):
            if roles[result] in _NO_RESULTS or roles[base] in _NO_BASES:
                continue
            for is_change in (False, True):
                fit = _Fit(rate, result, base, is_change)
                if _agrees(rows, fit):
                    yield fit


def _agrees(rows: Sequence[Sequence[str]], fit: _Fit) -> bool:
    """Whether the rates come out of two columns: all, or all but one, which is then a slip."""
    right = 0
    for row in rows:
        value, base, rate = (_number(row[at]) for at in (fit.result, fit.base, fit.rate))
        if value is None or base is None or rate is None or base.value <= 0:
            continue
        if fit.is_change:
            value = replace(value, value=abs(value.value - base.value), step=value.step + base.step)
        right += comes_out(value, base, replace(rate, value=abs(rate.value)))
    return right >= max(_LEAST_ROWS - 1, len(rows) - 1)


def _with_roles(columns: Sequence[Column | None], cells: Sequence[str], fit: _Fit) -> list[Column | None]:
    out = list(columns)
    planned = _tells_of_plan(columns, cells, fit)
    of_what = "past" if fit.is_change else "base" if planned else "whole"
    by_what = "compared" if fit.is_change else "percent" if planned else "rate"
    for at, role in ((fit.result, "value"), (fit.base, of_what), (fit.rate, by_what)):
        column, cell = columns[at], cells[at]
        if column is not None:
            out[at] = (
                column if at == fit.rate and (column.role in _CHANGES) == fit.is_change else replace(column, role=role)
            )
        else:
            low = lower(cell)
            out[at] = Column(role, "", unit=unit_in(low), is_longer=True, of_percent="%" in low, said=low)
    return out


def _tells_of_plan(columns: Sequence[Column | None], cells: Sequence[str], fit: _Fit) -> bool:
    """Whether a column is the plan, or the words of the rate say so: "Mức đạt %", "So KH"."""
    base, rate = columns[fit.base], columns[fit.rate]
    if rate is not None and rate.role != "rate":
        return rate.role == "percent"
    of_plan = base is not None and base.role == "base"
    return (
        of_plan
        or _says(cells[fit.base], "base")
        or (rate is None and _says(cells[fit.rate], "value", "percent", "base"))
    )


def _says(cell: str, *roles: str) -> bool:
    """Whether a word of a header cell is one of these roles: "Mức giao" is a plan."""
    return any(table_words().roles.get(word) in roles for word in lower(cell).split())


def _number(cell: str) -> Number | None:
    mentions = lex_numbers(cell.strip()) if is_number(cell.strip()) else []
    value = mentions[0].value if len(mentions) == 1 else None
    return value.number if isinstance(value, (Quantity, Percent)) else None
