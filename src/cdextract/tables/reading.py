"""Rows of a table in the text ("| Thành lập CĐCS | 6 | 7 | 116,7% |") → figures, by the words of the header above
them.

A row is read cell by cell: no number, date or name reaches over the border of a cell. Between the cells stands the sign
"|", whatever parts them in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cdextract.bodies import gazetteer
from cdextract.bodies.values import Anaphor, Place
from cdextract.figures.counted import Line
from cdextract.figures.values import Figure
from cdextract.indicators.indicators import Scope
from cdextract.indicators.naming import with_caption
from cdextract.indicators.scopes import scopes_of
from cdextract.mentions import items_of, lex
from cdextract.rules.grammar import Item
from cdextract.tables.figures import RowCells, Table, figures_of
from cdextract.tables.groups import Group
from cdextract.tables.inferred import MOST_ROWS, SHARES, header_for, is_share_row
from cdextract.tables.wholes import TableRow, with_wholes
from cdextract.tables.words import table_words
from cdextract.text.normalised import Text
from cdextract.text.spans import Block, Mention


def read_rows(lines: Sequence[Line], text: Text, blocks: Sequence[Block], english: bool) -> list[Line]:
    """The lines with those of tables read by their headers; without one they stay as their words were read."""
    table: Table | None = None
    above: list[str] = []
    labels: list[str] = []
    rows: list[TableRow] = []
    out: list[Line] = []
    for number, line in enumerate(lines):
        block = blocks[line.sentence.block]
        if table is not None and (not block.cells or block.is_header):
            with_wholes(out, rows, table)
            rows = []
        if not block.cells:
            table, above, labels = None, [*above[-1:], line.text], []
        elif block.is_header:
            cells = [text.norm[start:end] for start, end in block.cells]
            header = header_for(cells, _below(lines, number, text, blocks))
            table = Table(header, *_caption(above), english, labels) if header else None
            labels = [] if header else _spread(cells)
        elif table is None and is_share_row([text.norm[start:end] for start, end in block.cells]):
            table = Table(SHARES, *_caption(above), english)
        if table is not None and block.cells and not block.is_header:
            line, read = _row(line, text, block, table)
            rows.append(TableRow(len(out), read))
        out.append(line)
    if table is not None:
        with_wholes(out, rows, table)
    return out


def _below(lines: Sequence[Line], number: int, text: Text, blocks: Sequence[Block]) -> list[list[str]]:
    """The texts of the first rows below a header."""
    rows: list[list[str]] = []
    for line in lines[number + 1 : number + 1 + MOST_ROWS]:
        block = blocks[line.sentence.block]
        if not block.cells or block.is_header:
            break
        rows.append([text.norm[start:end] for start, end in block.cells])
    return rows


def _caption(above: Sequence[str]) -> tuple[str, str | None]:
    """The sentence before a table, and the unit that a line of its own tells: "ĐVT: triệu đồng"."""
    unit = table_words().unit_line.fullmatch(above[-1]) if above else None
    if unit is None:
        inside = table_words().unit_inside.search(above[-1]) if above else None
        return (above[-1] if above else ""), inside["unit"] if inside else None
    return (above[-2] if len(above) > 1 else ""), unit["unit"]


def _spread(cells: Sequence[str]) -> list[str]:
    """A label holds for the empty cells behind it."""
    labels: list[str] = []
    for cell in cells:
        labels.append(cell or (labels[-1] if labels else ""))
    return labels


def row_scopes(line: Line) -> list[Scope]:
    """The scope of every figure of a row: the name of the row is that of all of them, and what the header says of
    its columns."""
    scopes: list[Scope] = []
    for figure, label in zip(line.figures, line.labels, strict=True):
        scope = scopes[-1] if figure.restates else scopes_of(line.items, [figure])[0]
        named = scope.left - {"alone"} or scope.noun - {"none", "unknown"}
        scopes.append(with_caption(scope, label) if label and not named else scope)
    return scopes


def _row(line: Line, text: Text, block: Block, table: Table) -> tuple[Line, RowCells]:
    start = line.sentence.start
    mentions: list[Mention] = []
    items: list[Item] = []
    cells: list[range] = []
    texts = [text.norm[first:last] for first, last in block.cells]
    for (first, last), cell in zip(block.cells, texts, strict=True):
        source = cell.replace("\n", " ")
        found = lex(source, english=table.english) if source else []
        if items and last:
            items.append(Item("sign", first - start, first - start, "|"))
        begin = len(items)
        items.extend(_moved(items_of(source, found), first - start))
        cells.append(range(begin, len(items)))
        mentions.extend(mention.shifted(first - start) for mention in found)
    read = RowCells(texts, items, cells)
    figures: list[Figure] = []
    labels: list[str] = []
    for group in table.groups:
        told = figures_of(read, group, table)
        if told and (period := _period(read, group, table, told[0])):
            mentions.append(period)
        figures.extend(told)
        labels.extend([table.label(group)] * len(told))
    mentions.extend(_body_of_name(read, table))
    mentions.sort(key=lambda mention: mention.start)
    found_in_row = replace(
        line,
        mentions=tuple(mentions),
        items=tuple(items),
        figures=tuple(figures),
        caption=table.caption,
        labels=tuple(labels),
    )
    return found_in_row, read


def _moved(items: Sequence[Item], offset: int) -> list[Item]:
    return [replace(item, start=item.start + offset, end=item.end + offset) for item in items]


def _period(read: RowCells, group: Group, table: Table, figure: Figure) -> Mention | None:
    """The period that the header tells of a column, as if it stood in the row: where the row has several results at the
    number, else at its beginning."""
    column = table.column(group.value)
    if column is None or column.period is None:
        return None
    at = read.items[figure.head if len(table.groups) > 1 else figure.first]
    return Mention("period", at.start, at.end, column.period, "table.header")


def _body_of_name(read: RowCells, table: Table) -> list[Mention]:
    """ "Tổng cộng" is a row of the article's own body; of places the bare name is enough: "Kim Động | 500 | 620"."""
    name = table.header.name
    if name >= len(read.texts) or not read.cells[name]:
        return []
    told, items = read.texts[name], [read.items[index] for index in read.cells[name]]
    start, end = items[0].start, items[-1].end
    if table_words().total.fullmatch(told):
        return [Mention("anaphor", start, end, Anaphor("main"), "table.total")]
    is_place = table.header.of_places and not any(item.type in ("body", "place", "anaphor") for item in items)
    if is_place and gazetteer.load().known(told):
        return [Mention("place", start, end, Place(None, told, told), "table.place")]
    return []
