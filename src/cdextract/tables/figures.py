"""The cells of a row of a table → its figures: result, plan and percentage by what the header says of their columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from cdextract.checks.agreement import comes_out
from cdextract.figures.values import Figure
from cdextract.numbers.lexing import Percent, Quantity, Ratio, lex_numbers
from cdextract.rules.grammar import Item
from cdextract.tables.groups import Group, groups_of
from cdextract.tables.headers import Column, Header
from cdextract.text.normalised import lower

RULE = "table.row"
_LEVEL = 50  # per cent: above it "so với cùng kỳ 108,5" tells the new level, below it "8,5" the change


@dataclass(frozen=True)
class Table:
    """What stands above the rows: the header, the sentence before it, the unit of all numbers if one is told."""

    header: Header
    caption: str
    unit: str | None
    english: bool
    above: Sequence[str] = ()  # a row of labels above the header, of which each holds for some columns

    @cached_property
    def groups(self) -> list[Group]:
        """The results that each row tells of."""
        return groups_of(self.header)

    def label(self, group: Group) -> str:
        """What is counted in the columns of a result, where the header tells it."""
        if any(self.above):
            return self.above[min(group.value, len(self.above) - 1)]
        own = [column for cell in (group.value, group.base) if cell is not None and (column := self.column(cell))]
        return next((column.said for column in own if column.is_longer), next((c.unit for c in own if c.unit), ""))

    def column(self, cell: int) -> Column | None:
        """What the header says of a cell."""
        return self.header.columns[cell] if cell < len(self.header.columns) else None


@dataclass(frozen=True)
class RowCells:
    """A row with its cells read: their text, and the items of each by number in the line."""

    texts: Sequence[str]
    items: Sequence[Item]
    cells: Sequence[range]

    def number(self, cell: int | None, *types: str) -> int | None:
        """The first item of a cell that is of one of the types."""
        if cell is None or cell >= len(self.cells):
            return None
        return next((index for index in self.cells[cell] if self.items[index].type in types), None)


def figures_of(read: RowCells, group: Group, table: Table) -> list[Figure]:
    """The figures of one result: one for each percentage, as they are told of different things."""
    plain = _plain(read, group, table)
    if plain is None:
        return []
    changed = [cell for cell in group.rates if _is_difference(table.column(cell))]
    for cell in changed:
        plain = _with_difference(plain, read, cell, group, table)
    told = (_with_rate(plain, read, cell, group, table) for cell in group.rates if cell not in changed)
    rates = [replace(rate, restates=index or None) for index, rate in enumerate(filter(None, told))]
    is_missing = not plain.base and plain.delta is None and bool(group.rates)
    return rates or ([] if is_missing else [plain])


def _plain(read: RowCells, group: Group, table: Table) -> Figure | None:
    """The result of a row with its plan, before any percentage."""
    head = read.number(group.value, "ratio" if group.ratio else "number")
    if head is None:
        return None
    approx = read.items[head].value.approx
    told = read.items[head].value.value
    figure = Figure(RULE, head, head, head, value_approx=approx)
    if isinstance(told, Ratio):
        figure = replace(figure, value=told.value, base=told.base, is_ratio=True)
    elif (value := quantity_of(read, group.value, table)) is not None:
        figure = _with_base(replace(figure, value=value), read, group, table)
    else:
        return None
    name = read.cells[table.header.name]
    return replace(figure, first=min(name[0], figure.first) if name else figure.first)


def _with_base(figure: Figure, read: RowCells, group: Group, table: Table) -> Figure:
    for cell in (group.base, group.whole):
        at, base = read.number(cell, "number"), quantity_of(read, cell, table)
        if at is not None and base is not None:
            figure = _reaching(figure, at)
            return replace(figure, base=base, base_approx=read.items[at].value.approx, plan_first=cell == group.base)
    return figure


def _reaching(figure: Figure, at: int | None) -> Figure:
    return figure if at is None else replace(figure, first=min(figure.first, at), last=max(figure.last, at))


def _is_difference(column: Column | None) -> bool:
    return column is not None and column.role == "change" and not column.of_percent


def _with_difference(figure: Figure, read: RowCells, cell: int, group: Group, table: Table) -> Figure:
    """ "Tăng/giảm: -12": by how many the result differs from that of the period before."""
    at, delta = read.number(cell, "number"), quantity_of(read, cell, table)
    past = quantity_of(read, group.past, table)
    if at is None or delta is None or figure.value is None or figure.base is not None:
        return figure
    fell = delta.sign < 0 or read.texts[cell].startswith("-") or "giảm" in lower(read.texts[cell])
    fell = fell or (not delta.sign and past is not None and past.number.value > figure.value.number.value)
    number = replace(delta.number, value=abs(delta.number.value) * (-1 if fell else 1))
    delta = replace(delta, number=number, sign=0)
    return replace(_reaching(_reaching(figure, at), read.number(group.past, "number")), delta=delta, base=past)


def _with_rate(figure: Figure, read: RowCells, cell: int, group: Group, table: Table) -> Figure | None:
    """A figure with the percentage of one column."""
    at, column = read.number(cell, "percent", "number"), table.column(cell)
    if at is None or column is None:
        return None
    value = read.items[at].value.value
    sign = -1 if read.texts[cell].startswith("-") else value.sign  # opening a line, a dash is no minus; but a cell
    percent = Percent(value.number, sign)
    figure = replace(_reaching(figure, at), percent_approx=read.items[at].value.approx)
    if not _is_of_past(column, group):  # the percentage of a plan, or a share
        kind = _kind_of_plan(figure, column, group)
        if kind == "share" and not value.number.value and figure.value and not figure.value.number.value:
            return None  # "Hủy chuyến | 0 | 0": nothing is told
        return replace(figure, percent=percent, kind=kind, delta=None, of_plan=kind != "share")
    if not value.number.value:
        return None
    figure = _reaching(figure, read.number(group.past, "number"))
    figure = replace(
        figure, base=quantity_of(read, group.past, table), base_approx=None, of_past=True, plan_first=False
    )
    return _with_change(figure, percent, column, lower(read.texts[cell]))


def _is_of_past(column: Column, group: Group) -> bool:
    if column.role in ("compared", "change"):
        return True
    may_be = column.role == "compare" or (group.base is None and column.role in ("percent", "rate"))
    return may_be and group.past is not None


def _kind_of_plan(figure: Figure, column: Column, group: Group) -> str:
    """A share where neither a plan nor the word "đạt" stands in the header."""
    if column.role == "exceeded":
        return "exceeded"
    planned = group.base is not None or figure.is_ratio or column.role != "rate"
    return "attained" if planned else "share"


def _with_change(figure: Figure, percent: Percent, column: Column, cell: str) -> Figure:
    """ "So với cùng kỳ": the new level in per cent of the old one (108,5), or by how much it has changed (8,5; -3).

    The printed numbers decide; where they do not, the sign and the words do.
    """
    told = replace(percent, number=replace(percent.number, value=abs(percent.number.value)), sign=0)
    value, base = figure.value, figure.base
    changed = "decrease" if percent.sign < 0 or "giảm" in cell else "increase"
    if value is not None and base is not None and base.number.value > 0:
        now, before = value.number, base.number
        change = replace(now, value=abs(now.value - before.value), step=now.step + before.step)
        if not percent.sign and comes_out(now, before, told.number):
            return replace(figure, percent=told, kind="attained", delta=None)
        if not percent.sign and now.value < before.value and comes_out(change, before, told.number):
            changed = "decrease"
        if comes_out(change, before, told.number):
            return replace(figure, percent=told, kind=changed)
    may_be_level = not percent.sign and column.role != "change" and "tăng" not in column.words and changed == "increase"
    is_level = may_be_level and told.number.value >= _LEVEL
    return replace(figure, percent=told, kind="attained" if is_level else changed)


def quantity_of(read: RowCells, cell: int | None, table: Table) -> Quantity | None:
    """The number of a cell, in the unit that the row, the header or the line above the table tells."""
    at = read.number(cell, "number")
    if at is None or cell is None:
        return None
    own = read.items[at].value.value
    if not isinstance(own, Quantity):
        return None
    column, unit_cell = table.column(cell), table.header.unit
    in_row = read.texts[unit_cell] if unit_cell is not None and unit_cell < len(read.texts) else ""
    unit = in_row or (column.unit if column else None) or table.unit
    if not unit or own.unit is not None:
        return own
    if unit.strip() == "%":
        return None  # a rate is no quantity
    told = lex_numbers(f"{own.number.printed} {lower(unit)}", english=table.english)
    scaled = told[0].value if len(told) == 1 else None
    return replace(scaled, sign=own.sign) if isinstance(scaled, Quantity) else own
