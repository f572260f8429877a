"""Tables in the text of a page: its lines → headers and rows, each with its cells.

Scrapers leave a table as rows with "|", tabs or wide gaps between the cells, as one cell a line, or as running text.
Whatever the form, only what stands below a header of known words is a table: lists of telephone numbers, prices, scores
and dates have none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from cdextract.rules.compiled import compile_rule
from cdextract.tables.cells import EMPTY, Cells, Span, is_heading, is_name, is_number
from cdextract.tables.flat import heads_in, row_pattern, scale_words
from cdextract.tables.headers import Column, Header, column_of, header_of, tells_of_rates
from cdextract.tables.inferred import MOST_ROWS, SHARES, header_for, is_share_row
from cdextract.tables.line_heads import LineHeads
from cdextract.text.gate import speaks_of_unions
from cdextract.text.normalised import Text

_LEAST_ROWS = 3  # of a table without a header
_MOST_HEADINGS = 2  # lines between rows that are none: "II. Công tác tổ chức"
_GAP = compile_rule(r" +")


@dataclass(frozen=True, slots=True)
class Row:
    """A header or a row of a table, its cells in the order of the columns; without cells a stretch of plain text that
    stands in one line with a table."""

    start: int
    end: int
    cells: tuple[Span, ...] = ()
    is_header: bool = False


def find_tables(text: Text, lines: Sequence[Span]) -> dict[int, list[Row]]:
    """The tables among the lines of a page (blank ones left out): number of a line → the rows that begin in it.

    Lines that a row takes in beside its first have an empty list. Offsets are those of `text.norm`. An article that
    speaks neither of unions nor of percentages has none: no row of it could be a figure.
    """
    if "%" not in text.norm and not speaks_of_unions(text.lower):
        return {}
    return _Finder(text, lines).find()


class _Finder:
    """A page being searched from the top; each form gives the number of the line behind the table, 0 where there is
    none."""

    def __init__(self, text: Text, lines: Sequence[Span]) -> None:
        self.text, self.norm, self.lines = text, text.norm, lines
        self.line_heads = LineHeads(text.norm, lines)
        self.has_tabs = "\t" in text.original
        self.found: dict[int, list[Row]] = {}

    def find(self) -> dict[int, list[Row]]:
        """All tables."""
        forms = (self._by_pipes, self._by_gaps, self._by_lines, self._by_threes, self._running)
        at = 0
        while at < len(self.lines):
            at = next((after for form in forms if (after := form(at))), at + 1)
        return self.found

    def _line(self, at: int) -> str:
        return self.norm[slice(*self.lines[at])]

    def _texts(self, cells: Sequence[Span]) -> list[str]:
        return [self.norm[start:end] for start, end in cells]

    # Rows of one line each, with "|" between the cells

    def _by_pipes(self, at: int) -> int:
        if "|" not in self._line(at):
            return 0
        framed = self._line(at).startswith("|")
        heads = self._piped(at, framed)
        labels: list[Span] = []
        header = header_for(self._texts(heads), self._below(at, framed))
        if header is None and at + 1 < len(self.lines) and "|" in self._line(at + 1):
            labels, heads = heads, self._piped(at + 1, framed)
            header = header_of(self._texts(heads))
        if header is None or (labels and abs(len(labels) - len(heads)) > 1):
            return 0
        first = at
        while at < len(self.lines) and "|" in self._line(at):
            cells = self._piped(at, framed)
            if at > first and len(cells) <= len(heads) // 2:
                break  # "19:49 | 06/01/2021" below a table
            is_header = at == first or header_of(self._texts(cells)) is not None
            self.found[at] = [Row(*self.lines[at], tuple(cells), is_header)]
            at += 1
        return at

    def _below(self, at: int, framed: bool) -> list[list[str]]:
        """The texts of the first rows with "|" below a line."""
        rows: list[list[str]] = []
        for number in range(at + 1, min(len(self.lines), at + 1 + MOST_ROWS)):
            if "|" not in self._line(number):
                break
            rows.append(self._texts(self._piped(number, framed)))
        return rows

    def _piped(self, at: int, framed: bool) -> list[Span]:
        """The cells of a line. `framed`: a "|" stands before the first one, and may stand behind the last."""
        start, end = self.lines[at]
        start += framed and self.norm.startswith("|", start)
        end -= framed and self.norm.endswith("|", start, end)
        return [self._trimmed(*cell) for cell in self._split(start, end, "|")]

    def _split(self, start: int, end: int, sign: str) -> Iterator[Span]:
        while (cut := self.norm.find(sign, start, end)) >= 0:
            yield start, cut
            start = cut + 1
        yield start, end

    def _trimmed(self, start: int, end: int) -> Span:
        cell = self.norm[start:end]
        return start + len(cell) - len(cell.lstrip(" \n*")), max(start, start + len(cell.rstrip(" \n*")))

    # Rows of one line each, with tabs or wide gaps between the cells

    def _by_gaps(self, at: int) -> int:
        cells = self._gapped(at)
        header = header_for(self._texts(cells), self._gapped_below(at, len(cells))) if len(cells) > 2 else None
        if header is None or not tells_of_rates(header):
            return self._gapped_threes(at)
        rows = {at: [Row(*self.lines[at], tuple(cells), is_header=True)]}
        last = at
        for number in range(at + 1, len(self.lines)):
            aligned = self._aligned(self._gapped(number), header)
            if aligned is not None:
                rows[number] = [Row(*self.lines[number], aligned)]
                last = number
            elif number - last > _MOST_HEADINGS or not is_heading(self._line(number)):
                break
            else:
                rows[number] = [Row(*self.lines[number], (self.lines[number],))]
        return self._keep({number: found for number, found in rows.items() if number <= last}, at, last)

    def _gapped_threes(self, at: int) -> int:
        """Rows of a name, a number and its percentage without a header."""
        rows: dict[int, list[Row]] = {}
        while at < len(self.lines) and is_share_row(self._texts(cells := self._gapped(at))):
            rows[at] = [Row(*self.lines[at], tuple(cells))]
            at += 1
        return self._keep_shares(rows, at - 1)

    def _gapped_below(self, at: int, columns: int) -> list[list[str]]:
        """The texts of the first rows below a line that have as many cells."""
        rows = (self._gapped(number) for number in range(at + 1, min(len(self.lines), at + 1 + MOST_ROWS)))
        return [self._texts(row) for row in takewhile(lambda row: len(row) == columns, rows)]

    def _gapped(self, at: int) -> list[Span]:
        start, end = self.lines[at]
        if not self.has_tabs and "  " not in self._line(at):
            return []
        cells: list[Span] = []
        for gap in _GAP.finditer(self.norm, start, end):
            tabs = sum(self._is_tab(index) for index in range(*gap.span())) if self.has_tabs else 0
            if tabs or gap.end() - gap.start() > 1:
                cells.append((start, gap.start()))
                cells.extend([(gap.start(), gap.start())] * (tabs - 1))
                start = gap.end()
        return [*cells, (start, end)] if cells else []

    def _is_tab(self, index: int) -> bool:
        return self.text.original[self.text.span(index, index + 1)[0]] == "\t"

    def _aligned(self, cells: list[Span], header: Header) -> tuple[Span, ...] | None:
        """The cells in the order of the columns; None where they are no row."""
        if len(cells) < 2:
            return None
        if len(cells) == len(header.columns):
            numbers = [cell for cell, column in zip(self._texts(cells), header.columns, strict=True)
                       if column and column.is_number]  # fmt: skip
            return tuple(cells) if any(map(is_number, numbers)) else None
        taken = Cells(self.norm, cells, header).take(0)
        return taken[0] if taken and taken[1] == len(cells) else None

    # One cell a line

    def _by_lines(self, at: int) -> int:
        heads, behind = self.line_heads.heads(at)
        header = header_of(self._texts(heads), exact=True) if len(heads) > 2 else None
        if header is None or not tells_of_rates(header):
            heads = self.line_heads.heads_up_to_rate(at)
            header, behind = self._told_by_lines(heads, at), at + len(heads)
        if header is None or not tells_of_rates(header):
            return 0
        cells_of_lines = Cells(self.norm, self.lines, header)
        rows = {at: [Row(heads[0][0], heads[-1][1], tuple(heads), is_header=True)]}
        last, number, headings = at, self.line_heads.behind_counting(behind, len(heads)), 0
        while number < len(self.lines):
            taken = cells_of_lines.take(number)
            if taken is None and (headings == _MOST_HEADINGS or not is_heading(self._line(number))):
                break
            if taken is None:
                rows[number] = [Row(*self.lines[number], (self.lines[number],))]
                headings, number = headings + 1, number + 1
                continue
            cells, after = taken
            used = [cell for cell in cells if cell != EMPTY]
            rows[number] = [Row(used[0][0], used[-1][1], cells)]
            headings, last, number = 0, after - 1, after
        return self._keep({number: found for number, found in rows.items() if number <= last}, at, last)

    def _told_by_lines(self, heads: Sequence[Span], at: int) -> Header | None:
        """The header of cells with unknown words, told by the numbers of the rows below."""
        if len(heads) <= len(SHARES.columns):
            return None
        cells = Cells(self.norm, self.lines, Header(tuple(map(column_of, self._texts(heads)))))
        rows: list[list[str]] = []
        number = at + len(heads)
        while len(rows) < MOST_ROWS and number < len(self.lines) and (taken := cells.take(number)):
            rows.append(self._texts(taken[0]))
            number = taken[1]
        header = header_for(self._texts(heads), rows)
        if header is None or header.columns[0] is not None:
            return header
        return Header((Column("name", ""), *header.columns[1:]))

    # A name, a number and its percentage, each in a line of its own, without a header

    def _by_threes(self, at: int) -> int:
        size, rows = len(SHARES.columns), {}
        while at + size <= len(self.lines) and is_share_row([self._line(at + cell) for cell in range(size)]):
            cells = tuple(self.lines[at : at + size])
            rows[at] = [Row(cells[0][0], cells[-1][1], cells)]
            at += size
        return self._keep_shares(rows, at - 1)

    # All cells in one line, or a line a row, with nothing but a space between them

    def _running(self, at: int) -> int:
        start, end = self.lines[at]
        heads = heads_in(self.norm, start, end)
        header = header_of(self._texts(heads), exact=True) if heads else None
        if header is None or not tells_of_rates(header):
            return 0
        head = Row(heads[0][0], heads[-1][1], tuple(heads), is_header=True)
        before = [Row(*self._trimmed(start, head.start))] if self.norm[start : head.start].strip() else []
        rows, behind = self._rows_in(head.end, end, header)
        found = {at: [*before, head, *rows]}
        rest = self._trimmed(behind, end)
        last = at
        if rest[0] < rest[1]:
            found[at].append(Row(*rest))
        else:
            for number in range(at + 1, len(self.lines)):
                more, behind = self._rows_in(*self.lines[number], header)
                rest = self._trimmed(behind, self.lines[number][1])
                has_note = header.has_notes and not any(map(str.isdigit, self.norm[slice(*rest)]))
                if len(more) != 1 or (rest[0] < rest[1] and not has_note):
                    break
                found[number], last = more, number
        return self._keep(found, at, last)

    def _rows_in(self, start: int, end: int, header: Header) -> tuple[list[Row], int]:
        """The rows that follow each other in a stretch of text, and where the last one ends."""
        columns = [number for number, column in enumerate(header.columns) if column and column.is_number]
        pattern = row_pattern(len(columns), header.ordered)
        rows: list[Row] = []
        while (match := pattern.match(self.norm, start, end)) and is_name(match["name"]):
            aligned = [EMPTY] * len(header.columns)
            name = match.span("name")
            if header.unit_behind_name is not None and (unit := scale_words(match["name"])):
                aligned[header.unit_behind_name] = (name[1] - unit, name[1])
                name = self._trimmed(name[0], name[1] - unit)
            aligned[header.name] = name
            for column, cell in zip(columns, match.spans("number"), strict=True):
                aligned[column] = cell
            rows.append(Row(name[0], match.end(), tuple(aligned)))
            start = match.end()
        return rows, start

    def _keep_shares(self, rows: dict[int, list[Row]], last: int) -> int:
        """Take rows without a header over if they are enough to be a table."""
        return self._keep(rows, min(rows), last) if len(rows) >= _LEAST_ROWS else 0

    def _keep(self, rows: dict[int, list[Row]], first: int, last: int) -> int:
        """Take a table over if it has a row with numbers; gives the number of the line behind it."""
        told = [row for found in rows.values() for row in found if not row.is_header]
        if not any(sum(cell != EMPTY for cell in row.cells) > 1 for row in told):
            return 0
        self.found |= {number: rows.get(number, []) for number in range(first, last + 1)}
        return last + 1
