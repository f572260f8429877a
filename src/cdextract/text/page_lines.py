"""A page → its lines: those of tables put together to rows, those that a mail program or a PDF wrapped joined."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from cdextract.rules.compiled import compile_rule
from cdextract.tables.cutting import Row, find_tables
from cdextract.text.normalised import Text, lower
from cdextract.text.zone_phrases import ends_with_level, named_zone, section_of

_CLOSING = "\"')]"  # may stand behind the last sign of a sentence
_CLAUSE_ENDS, _SENTENCE_ENDS = tuple(".!?:;…"), tuple(".!?…")
# "(TTO) - Sáng 5/3": the mark of the newspaper, behind which an article begins.
_SOURCE = r"\(\p{Lu}[\p{L}\d .&+]{0,20}\) ?- ?"
_CONTINUES = compile_rule(rf"(?!{_SOURCE})[\p{{Ll}}(%,;)]")
_IS_NO_TEXT = compile_rule(r"[^\s]{20,}|\S+\.(?:jpe?g|png|gif|webp)")  # names of pictures, what a server has coded
_ARTICLE_BEGINS = compile_rule(_SOURCE)
_PICTOGRAM = r"[\u2600-\u27bf\u2b50\U0001f000-\U0001faff]"  # "👉 Kết nạp 12 đoàn viên"
_LIST_MARK = compile_rule(rf"(?:[-+*•]\s|[a-zđ]\)\s|\d{{1,2}}[.)/]\s(?=\p{{L}})|{_PICTOGRAM}+\ufe0f?\s?)")
_BULLET = "•"
_LONGEST_NAME = 4  # words


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or a row of a table (`row`); `start` and `end` count in the normalised text."""

    start: int
    end: int
    text: str
    after_blank: bool
    row: Row | None = None  # of a table


def lines_of(text: Text) -> list[Line]:
    """The lines of a page that hold more than signs."""
    return _join_wrapped(_join_letterheads(_with_tables(text, _with_bullets(text.norm, _lines(text.norm)))))


def _lines(norm: str) -> list[Line]:
    """The lines that are not blank, those of signs alone among them (an empty cell of a table is one)."""
    lines, at, blank = [], 0, True
    for raw in norm.split("\n"):
        bare = raw.strip()
        if bare:
            start = at + len(raw) - len(raw.lstrip())
            lines.append(Line(start, start + len(bare), bare, blank))
        blank = not bare or (blank and not any(map(str.isalnum, bare)))
        at += len(raw) + 1
    return lines


def _with_bullets(norm: str, lines: list[Line]) -> list[Line]:
    """The lines, with a bullet that stands in a line of its own put before the next one."""
    out: list[Line] = []
    for line in lines:
        if out and out[-1].text == _BULLET:
            start = out.pop().start
            line = Line(start, line.end, norm[start : line.end].replace("\n", " "), True)
        out.append(line)
    return out


def _with_tables(text: Text, lines: list[Line]) -> list[Line]:
    """The lines with those of tables put together to rows, and without those that hold nothing but signs."""
    tables = find_tables(text, [(line.start, line.end) for line in lines])
    out: list[Line] = []
    for number, line in enumerate(lines):
        if number in tables:
            out.extend(_row_line(text, row, line.after_blank) for row in tables[number])
        elif any(map(str.isalnum, line.text)):
            out.append(line)
    return out


def _row_line(text: Text, row: Row, after_blank: bool) -> Line:
    source = text.norm[row.start : row.end].replace("\n", " ")
    return Line(row.start, row.end, source, after_blank, row if row.cells else None)


def _join_letterheads(lines: list[Line]) -> list[Line]:
    """ "LIÊN ĐOÀN LAO ĐỘNG TỈNH", and below it "HÀ GIANG": one name."""
    out: list[Line] = []
    for line in lines:
        if out and _is_name_below(out[-1], line):
            out[-1] = replace(out[-1], end=line.end, text=f"{out[-1].text} {line.text}")
        else:
            out.append(line)
    return out


def _is_name_below(last: Line, line: Line) -> bool:
    short = len(line.text.split()) <= _LONGEST_NAME and not line.after_blank and last.row is None is line.row
    return short and last.text.isupper() and line.text.isupper() and ends_with_level(lower(last.text))


def _join_wrapped(lines: list[Line]) -> list[Line]:
    """Join lines that were cut in mid-sentence, in paragraphs where at least one line goes on in lower case."""
    out: list[Line] = []
    for paragraph in _paragraphs(lines):
        wrapped = any(_continues(before, line) for before, line in pairwise(paragraph))
        joined, listed = [paragraph[0]], False
        for line in paragraph[1:]:
            last = joined[-1]
            listed = listed or last.text.endswith(":")  # behind it each line can be an item
            goes_on = _continues(last, line) or not (ends_clause(last.text) or listed)
            if wrapped and not _is_own_line(line) and goes_on:
                joined[-1] = replace(last, end=line.end, text=f"{last.text} {line.text}")
            else:
                joined.append(line)
        out.extend(joined)
    return out


def _paragraphs(lines: list[Line]) -> list[list[Line]]:
    paragraphs: list[list[Line]] = []
    for line in lines:
        if line.after_blank or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(line)
    return paragraphs


def _continues(before: Line, line: Line) -> bool:
    if line.row is not None or not any(map(str.isalpha, before.text)):  # a telephone number under the article
        return False
    return bool(_CONTINUES.match(line.text)) and not ends_clause(before.text) and not _is_own_line(before)


def ends_clause(text: str) -> bool:
    """Whether a line ends with the sign of a clause, or of a sentence."""
    return text.rstrip(_CLOSING).endswith(_CLAUSE_ENDS)


def ends_fully(text: str) -> bool:
    """Whether a line ends with the sign of a sentence."""
    return text.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def _is_own_line(line: Line) -> bool:
    if line.row is not None or is_marked(line.text) or "|" in line.text:
        return True
    if begins_article(line.text) or _IS_NO_TEXT.fullmatch(line.text) or section_of(lower(line.text)):
        return True
    return named_zone(lower(line.text)) is not None


def is_marked(text: str) -> bool:
    """Whether a line begins with the mark of a list's item: "- ", "• ", "a) ", "1. "."""
    return _LIST_MARK.match(text) is not None


def begins_article(text: str) -> bool:
    """Whether a line begins with the mark of the newspaper, as an article does: "(TTO) - "."""
    return _ARTICLE_BEGINS.match(text) is not None
