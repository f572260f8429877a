"""The cells of a row that follow each other without columns: which is the name, which are its numbers."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from cdextract.rules.compiled import compile_rule
from cdextract.tables.headers import Header
from cdextract.tables.words import table_words

Span = tuple[int, int]

EMPTY = (0, 0)
LONGEST_NAME = 160
_ORDER = compile_rule(r"(?:\d{1,3}|[ivx]{1,4}|[a-zđ]|\d{1,2}\.\d{1,2})[.)]?", regex.IGNORECASE)
_UNIT_CELL = compile_rule(r"%|\p{L}[\p{L}\d/. ]{0,24}|1\.000 \p{L}{2,20}")
_LETTERS = compile_rule(r"\p{L}{2}")
_SENTENCE_END = compile_rule(r"\p{L}{2,}[.!?…;:]$")


def is_number(cell: str) -> bool:
    """Whether a cell holds a number."""
    return table_words().number_cell.fullmatch(cell) is not None


def is_name(cell: str) -> bool:
    """Whether a cell holds words."""
    return _LETTERS.search(cell) is not None and not is_number(cell)


def is_heading(line: str) -> bool:
    """Whether a line between rows can be a heading of those below: "II. Công tác tổ chức"."""
    return len(line) <= LONGEST_NAME and is_name(line) and not _SENTENCE_END.search(line.rstrip(":"))


class Cells:
    """Cells in a row of the text, from which rows of a table are taken one after the other."""

    def __init__(self, norm: str, spans: Sequence[Span], header: Header) -> None:
        self.norm, self.spans, self.header = norm, spans, header
        self.columns = [n for n, column in enumerate(header.columns) if column is None or column.is_number]

    def _text(self, at: int) -> str:
        return self.norm[slice(*self.spans[at])] if at < len(self.spans) else ""

    def _counts(self, at: int) -> bool:
        """Whether a number, or the sign for none, stands here."""
        cell = self._text(at)
        return is_number(cell) or table_words().missing.fullmatch(cell) is not None

    def _is_order(self, at: int) -> bool:
        """Whether a cell is the number of a row: a name stands behind it."""
        found = _ORDER.fullmatch(self._text(at))
        if found is None or not is_name(self._text(at + 1)):
            return False
        return self.header.ordered or found[0].rstrip(".)").isdigit()

    def take(self, at: int) -> tuple[tuple[Span, ...], int] | None:
        """The row that begins at a cell, in the order of the columns, and the number of the cell behind it; None where
        no row begins.

        A row in which an empty cell has left no trace has only its name: nobody knows which one it was.
        """
        header, aligned = self.header, [EMPTY] * len(self.header.columns)
        order = self._text(at).rstrip(".)") if self._is_order(at) else ""
        at += bool(order)
        name = self._text(at)
        if len(name) > LONGEST_NAME or not is_name(name) or _SENTENCE_END.search(name):
            return None
        aligned[header.name], at = self.spans[at], at + 1
        if header.unit_behind_name is not None and self._counts(at + 1) and not self._counts(at):
            if not _UNIT_CELL.fullmatch(self._text(at)):
                return None
            aligned[header.unit_behind_name], at = self.spans[at], at + 1
        end = self._behind_numbers(at, order)
        if end is None:
            return None
        if end - at == len(self.columns):
            for column, number in zip(self.columns, range(at, end), strict=True):
                aligned[column] = self.spans[number]
        return tuple(aligned), self._behind_note(end)

    def _behind_numbers(self, at: int, order: str) -> int | None:
        """Where the numbers of a row end; None where it has none, or more than there are columns. `order`: the number
        of the row itself, behind which that of the next one is no number of it."""
        end = at
        while end - at < len(self.columns) and self._counts(end):
            end += 1
        if end == at or (self._counts(end) and not self._is_order(end)):
            return None
        last = self._text(end - 1).rstrip(".)")
        is_next_row = order.isdigit() and last.isdigit() and int(last) == int(order) + 1 and self._is_order(end - 1)
        return end - is_next_row

    def _behind_note(self, at: int) -> int:
        """A cell of words behind the numbers is a note, unless numbers follow it: then it is the next name."""
        if not self.header.has_notes or at >= len(self.spans) or self._counts(at) or self._is_order(at):
            return at
        is_next_name = self._counts(at + 1) or (self.header.unit_behind_name is not None and self._counts(at + 2))
        return at if is_next_name else at + 1
