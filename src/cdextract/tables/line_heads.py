"""The header of a table that has one cell a line: which lines are its cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from cdextract.rules.compiled import compile_rule
from cdextract.tables.cells import Span, is_name, is_number
from cdextract.tables.headers import RATES, column_of, names_count

_LONGEST_HEAD = 60  # characters of a header cell that has a line of its own
_MOST_COLUMNS = 14
_MOST_UNKNOWN = 8  # columns of a header that only its numbers tell
_COUNTING = compile_rule(r"\(?(?:[A-E]|\d{1,2})\)?(?:\s?=.{1,20})?")  # "A B 1 2 3=2/1" below a header
_BRACKETED = compile_rule(r"\([^()]{1,25}\)")


class LineHeads:
    """The lines of a page, in which header cells are looked for."""

    def __init__(self, norm: str, lines: Sequence[Span]) -> None:
        self.norm, self.lines = norm, lines

    def _line(self, at: int) -> str:
        return self.norm[slice(*self.lines[at])]

    def heads(self, at: int) -> tuple[list[Span], int]:
        """The header cells from a line on, and the number of the line behind them."""
        heads: list[Span] = []
        first = column_of(self._line(at)) if len(self._line(at)) <= _LONGEST_HEAD else None
        if first is None or not first.opens:
            return [], at
        while at < len(self.lines) and len(heads) <= _MOST_COLUMNS:
            start, end = self.lines[at]
            line, sure = self._line(at), len(heads) > 1
            if heads and self._goes_on(heads[-1], line, end):
                heads[-1] = (heads[-1][0], end)
            elif self._is_head(line, first=not heads, sure=sure):
                heads.append((start, end))
            else:
                break
            at += 1
        ends_in_row = len(heads) > 3 and at < len(self.lines) and is_number(self._line(at))
        last = column_of(self.norm[slice(*heads[-1])]) if ends_in_row else None
        if last and last.role in ("whole", "name", "place") and not self._counts(at, len(heads)):
            return heads[:-1], at - 1  # the first row is that of the total
        return heads, at

    def heads_up_to_rate(self, at: int) -> list[Span]:
        """The header cells from a line on, some of unknown words, of which the last tells of a rate: "Tỷ lệ (%)"."""
        heads: list[Span] = []
        if not self._may_open(at):
            return []
        while at < len(self.lines) and len(heads) <= _MOST_UNKNOWN:
            line = self._line(at)
            if len(line) > _LONGEST_HEAD or is_number(line):
                return []
            heads.append(self.lines[at])
            column = column_of(line)
            if "%" in line or (column is not None and column.role in RATES):
                return heads
            at += 1
        return []

    def _may_open(self, at: int) -> bool:
        """Whether a header can begin here: with what names rows, or an unknown word before two columns of numbers."""
        line = self._line(at)
        if len(line) > _LONGEST_HEAD:
            return False
        first = column_of(line)
        if first is not None or not is_name(line):
            return first is not None and first.opens
        behind = [column_of(self._line(number)) for number in range(at + 1, min(at + 3, len(self.lines)))]
        return len(behind) > 1 and all(column is not None and column.is_number for column in behind)

    def _is_head(self, line: str, *, first: bool, sure: bool) -> bool:
        """Whether a line is a header cell; `sure`: two stand before it, and it may be one with more words."""
        if len(line) > _LONGEST_HEAD:
            return False
        column = column_of(line)
        return (column is not None and (sure or not column.is_longer)) or (not first and names_count(line))

    def _goes_on(self, head: Span, line: str, end: int) -> bool:
        """ "Tỷ lệ" and "(%)", "Kế hoạch" and "năm 2023": a header cell on two lines."""
        if end - head[0] > _LONGEST_HEAD:
            return False
        if _BRACKETED.fullmatch(line):
            return not line[1:-1].isdigit()
        column = column_of(self.norm[head[0] : end]) if line[0].islower() else None
        return column is not None and not column.is_longer

    def behind_counting(self, at: int, columns: int) -> int:
        """The number of the line behind the numbers of the columns, if they are numbered here."""
        return at + columns if self._counts(at, columns) else at

    def _counts(self, at: int, columns: int) -> bool:
        """Whether the columns are numbered here."""
        cells = [self._line(number) for number in range(at, min(at + columns, len(self.lines)))]
        if len(cells) < columns or not all(map(_COUNTING.fullmatch, cells)):
            return False
        digits = [int(found[0]) for cell in cells if (found := regex.search(r"\d+", cell))]
        return all(second == first + 1 for first, second in pairwise(digits))
