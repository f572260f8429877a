"""Headers whose words no list holds, told by the numbers below them: "Trường | Dự thi | Trúng tuyển | Tỷ lệ (%)".

A table is taken only where the arithmetic leaves no doubt: the rates of all rows but one come out of the same two
columns, part and whole. Rows of a name, a number and its percentage need no header at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from cdextract.checks.agreement import comes_out
from cdextract.numbers.lexing import Percent, Quantity, lex_numbers
from cdextract.numbers.quantities import Number
from cdextract.tables.cells import is_name, is_number
from cdextract.tables.headers import Column, Header, column_of, header_of
from cdextract.text.normalised import lower

_LEAST_ROWS = 3
_LEAST_COLUMNS = 4  # name, part, whole, rate
_RATES = frozenset({"rate", "percent"})
SHARES = Header((Column("name", ""), Column("value", ""), Column("rate", "", of_percent=True)))
"""The header of rows that have none: name, number, percentage."""


def header_for(cells: Sequence[str], rows: Sequence[Sequence[str]]) -> Header | None:
    """The header that cells make by their words, else by the numbers of the rows below."""
    return header_of(cells) or _by_numbers(cells, rows)


def is_share_row(cells: Sequence[str]) -> bool:
    """Whether cells are a name, a number and its percentage: "Hội Nông dân", "162,4 tỷ đồng", "33,4 %"."""
    if len(cells) != len(SHARES.columns) or not is_name(cells[0]) or any(map(str.isdigit, cells[0])):
        return False
    return is_number(cells[1]) and "%" not in cells[1] and is_number(cells[2]) and cells[2].endswith("%")


def _by_numbers(cells: Sequence[str], rows: Sequence[Sequence[str]]) -> Header | None:
    columns = [column_of(cell) for cell in cells]
    rates = [at for at, column in enumerate(columns) if column is not None and column.role in _RATES]
    full = [row for row in rows if len(row) == len(cells)]
    if len(cells) < _LEAST_COLUMNS or len(rates) != 1 or len(full) < _LEAST_ROWS:
        return None
    counts = [at for at in range(1, len(cells)) if columns[at] is None and all(_number(row[at]) for row in full)]
    fitting = [pair for pair in permutations(counts, 2) if _agree(full, *pair, rates[0])]
    if len(fitting) != 1 or not all(is_name(row[0]) for row in full):
        return None
    part, whole = fitting[0]
    columns[0] = columns[0] or Column("name", "")
    columns[part] = Column("value", "", said=lower(cells[part]))
    columns[whole] = Column("whole", "", said=lower(cells[whole]))
    return Header(tuple(columns))


def _agree(rows: Sequence[Sequence[str]], part: int, whole: int, rate: int) -> bool:
    """Whether the rates come out of two columns: all, or all but one, which is then a slip."""
    told = [(_number(row[part]), _number(row[whole]), _number(row[rate])) for row in rows]
    right = sum(
        value is not None and base is not None and percent is not None and base.value > 0
        and comes_out(value, base, percent)
        for value, base, percent in told
    )  # fmt: skip
    return right >= max(_LEAST_ROWS - 1, len(rows) - 1)


def _number(cell: str) -> Number | None:
    mentions = lex_numbers(cell.strip()) if cell.strip()[:1].isdigit() else []
    value = mentions[0].value if len(mentions) == 1 else None
    return value.number if isinstance(value, (Quantity, Percent)) else None


def quantities_in(text: str) -> list[Quantity]:
    """The numbers of the line above a table: one of them can be the whole of its shares."""
    return [mention.value for mention in lex_numbers(text) if isinstance(mention.value, Quantity)]
