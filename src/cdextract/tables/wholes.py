"""Shares in the rows of a table whose whole stands in another row.

Either a column of rates ("Chậm chuyến | 31 | 7,1%") and one row without a rate that all of them are of; or a row of
rates ("Tỷ lệ hộ nghèo | 12,11% | 10,44%") below the rows of part and whole, a column a year. The arithmetic decides: a
whole is taken only if the rates come out of it, all or all but one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cdextract.checks.agreement import comes_out
from cdextract.figures.counted import Line
from cdextract.figures.values import Figure
from cdextract.numbers.lexing import Percent, Quantity
from cdextract.tables.figures import RowCells, Table, quantity_of
from cdextract.tables.groups import Group
from cdextract.tables.inferred import quantities_in
from cdextract.tables.words import table_words
from cdextract.text.normalised import lower

_LEAST = 2  # rates that agree: one can do so by chance
_ROWS_BACK = 6  # a row of rates is told near its numbers
_ALL = 100  # per cent


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row that was read: its place among the lines, and its cells."""

    line: int
    read: RowCells


def with_wholes(lines: list[Line], rows: Sequence[TableRow], table: Table) -> None:
    """Put the bases into the figures of a table's lines."""
    for group in table.groups:
        if group.base is None and group.whole is None and group.past is None and group.rates:
            _of_one_row(lines, rows, group, table)
    if not any(group.rates for group in table.groups):
        for place, row in enumerate(rows):
            _of_two_rows(lines, rows[max(0, place - _ROWS_BACK) : place], row, table)


def _of_one_row(lines: list[Line], rows: Sequence[TableRow], group: Group, table: Table) -> None:
    """A column of shares: the one row without a rate, or with 100 %, or the number above the table, of which they come
    out.
    """
    shares = [(row, at, figure) for row in rows for at, figure in _figures(lines, row, group) if _is_open_share(figure)]
    parts = {row.line for row, _, _ in shares}
    wholes = {
        base.number.value: base
        for row in rows
        if row.line not in parts and (base := quantity_of(row.read, group.value, table)) is not None
    }
    for base in quantities_in(table.caption):
        wholes.setdefault(base.number.value, base)
    fitting = [base for base in wholes.values() if _agree([figure for _, _, figure in shares], base)]
    if len(fitting) == 1:
        for row, at, figure in shares:
            _put(lines, row, at, replace(figure, base=fitting[0]))


def _figures(lines: Sequence[Line], row: TableRow, group: Group) -> Iterator[tuple[int, Figure]]:
    """The figures of a row that are of one result."""
    cells = row.read.cells[group.value] if group.value < len(row.read.cells) else range(0)
    return ((at, figure) for at, figure in enumerate(lines[row.line].figures) if figure.head in cells)


def _is_open_share(figure: Figure) -> bool:
    told = figure.kind == "share" and figure.value is not None and figure.base is None and figure.percent is not None
    return told and figure.percent is not None and figure.percent.number.value < _ALL


def _agree(shares: Sequence[Figure], base: Quantity) -> bool:
    """Whether the shares come out of a whole: all, or all but one, which is then a slip."""
    told = [share for share in shares if share.value and share.value.number.value]
    right = sum(_comes_out(share.value, base, share.percent) for share in told)
    return right >= max(_LEAST, len(told) - 1)


def _comes_out(value: Quantity | None, base: Quantity | None, percent: Percent | None) -> bool:
    if value is None or base is None or percent is None or not base.number.value:
        return False
    return value.unit == base.unit and comes_out(value.number, base.number, percent.number)


def _of_two_rows(lines: list[Line], above: Sequence[TableRow], row: TableRow, table: Table) -> None:
    """A row of rates: the rows of part and whole above it, of which the rate of every column comes out."""
    of = _name_of_rate(row, table)
    rates = [_rate(row.read, group.value) for group in table.groups] if of else []
    if sum(rate is not None for rate in rates) < _LEAST:
        return
    pairs = [
        (part, whole)
        for part in above
        for whole in above
        if part is not whole and of and of in _name(part, table) and _all_agree(part, whole, rates, table)
    ]
    if len(pairs) != 1:
        return
    part, whole = pairs[0]
    for group, rate in zip(table.groups, rates, strict=True):
        for at, figure in _figures(lines, part, group):
            base = quantity_of(whole.read, group.value, table)
            if rate is not None and figure.bare and base is not None:
                _put(lines, part, at, replace(figure, base=base, percent=rate, kind="share"))


def _name_of_rate(row: TableRow, table: Table) -> str | None:
    told = table_words().rate_name.fullmatch(_name(row, table))
    return told["of"].removesuffix("(%)").strip() if told else None


def _name(row: TableRow, table: Table) -> str:
    name = table.header.name
    return lower(row.read.texts[name]).strip() if name < len(row.read.texts) else ""


def _rate(read: RowCells, cell: int) -> Percent | None:
    at = read.number(cell, "percent", "number")
    told = read.items[at].value.value if at is not None else None
    return Percent(told.number, told.sign) if isinstance(told, (Percent, Quantity)) else None


def _all_agree(part: TableRow, whole: TableRow, rates: Sequence[Percent | None], table: Table) -> bool:
    columns = [(group.value, rate) for group, rate in zip(table.groups, rates, strict=True) if rate is not None]
    right = sum(
        _comes_out(quantity_of(part.read, cell, table), quantity_of(whole.read, cell, table), rate)
        for cell, rate in columns
    )
    return right >= max(_LEAST, len(columns) - 1)


def _put(lines: list[Line], row: TableRow, at: int, figure: Figure) -> None:
    line = lines[row.line]
    figures = (*line.figures[:at], figure, *line.figures[at + 1 :])
    lines[row.line] = replace(line, figures=figures)
