"""Text → blocks, each with its zone: what on the page is the article, and what is caption, teaser or footer.

The phrases and patterns are data (`patterns/zones.yaml`); here is only how lines follow each other.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import regex

from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
from cdextract.rules.loading import Found, load_yaml
from cdextract.rules.sieve import Sieve
from cdextract.tables.cutting import Row, find_tables
from cdextract.text.normalised import Text, lower, normalise
from cdextract.text.spans import Block

ZONES = ("headline", "dateline", "lead", "body", "list", "table", "caption", "byline", "teaser", "footer")
FIGURE_ZONES = frozenset({"lead", "body", "list", "table"})

_CLOSING = "\"')]"  # may stand behind the last sign of a sentence
_CLAUSE_ENDS, _SENTENCE_ENDS = tuple(".!?:;…"), tuple(".!?…")
# "(TTO) - Sáng 5/3": the mark of the newspaper, behind which an article begins.
_SOURCE = r"\(\p{Lu}[\p{L}\d .&+]{0,20}\) ?- ?"
_CONTINUES = compile_rule(rf"(?!{_SOURCE})[\p{{Ll}}(%,;)]")
_IS_NO_TEXT = compile_rule(r"[^\s]{20,}|\S+\.(?:jpe?g|png|gif|webp)")  # names of pictures, what a server has coded
_ARTICLE_BEGINS = compile_rule(_SOURCE)
_LIST_MARK = compile_rule(r"(?:[-+*•]\s|[a-zđ]\)\s|\d{1,2}[.)]\s(?=\p{L}))")
_HEADING_END = compile_rule(r"[\s:.…»>]*(?:\(\s*\d+\s*\))?[\s:.…»>]*$")
_SIGNS_AT_END = " \n:.…»>()0123456789"  # what `_HEADING_END` takes away, and more
_WORD = compile_rule(r"[\p{L}\d]+")
_LONG = 250  # a line of this length is a paragraph, whatever its last sign
_LONGEST_PATTERN = 2 * _LONG  # of a line that `patterns` can name
_SHORT = 60
_ALIKE = 0.7  # of the words of two lines together: one repeats the other


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    after_blank: bool
    row: Row | None = None  # of a table


@dataclass(frozen=True, slots=True)
class _Page:
    """What the zone of a line depends on beside the line: its lines, its title in lower case and the words of that,
    lines that stand on it several times, whether any line ends a sentence; and how often each zone was given so far."""

    lines: list[_Line]
    title: str | None
    title_words: frozenset[str]
    repeated: set[str]
    is_finished: bool
    given: Counter[str]


@dataclass(frozen=True, slots=True)
class _Data:
    sections: dict[str, frozenset[str]]
    longest_heading: int
    patterns: Sieve[tuple[str, str]]  # id, zone


def _data() -> _Data:
    return _data_of(resources.user_pattern_dir())


@cache
def _data_of(_: Path | None) -> _Data:
    data = load_yaml("zones.yaml")
    sections = {name: frozenset(phrases) for name, phrases in data["sections"].items()}
    rules = ((compile_rule(rule["pattern"]), (rule["id"], rule["zone"])) for rule in data["patterns"])
    return _Data(sections, max(map(len, frozenset().union(*sections.values()))), Sieve(rules))


def _looks_back() -> regex.Pattern[str]:
    """The opening that also ties the figures before it to its period, read from the one place that lists it."""
    return compile_rule(rf"\W*{load_yaml('periods.yaml')['cues']['looks_back']}")


def split_blocks(text: Text, title: str | None = None) -> list[Block]:
    """Cut a page into blocks and name the zone of each.

    Lines that a mail program or a PDF wrapped are joined first. `title` helps to recognise the headline and its
    repetitions (the alternative texts of pictures, with the caption on the next line).

    >>> page = normalise("Họp tổng kết\\n\\nNăm 2023, huyện thành lập 5 CĐCS.\\n\\nTin khác\\n\\nGiá xăng giảm 3%")
    >>> [(block.zone, page.norm[block.start:block.end]) for block in split_blocks(page)][:2]
    [('headline', 'Họp tổng kết'), ('body', 'Năm 2023, huyện thành lập 5 CĐCS.')]
    """
    lines = _join_wrapped(_with_tables(text, _lines(text.norm)))
    if not lines:
        return []
    zones = _line_zones(lines, lower(normalise(title).norm) if title else None)
    zones = _name_lead(zones)
    return [_block(zone, line) for zone, line in zip(zones, lines, strict=True)]


def _block(zone: str, line: _Line) -> Block:
    if line.row is None or zone != "table":
        return Block(zone, line.start, line.end)
    return Block(zone, line.start, line.end, line.row.cells, line.row.is_header)


def _lines(norm: str) -> list[_Line]:
    """The lines that are not blank, those of signs alone among them (an empty cell of a table is one)."""
    lines, at, blank = [], 0, True
    for raw in norm.split("\n"):
        bare = raw.strip()
        if bare:
            start = at + len(raw) - len(raw.lstrip())
            lines.append(_Line(start, start + len(bare), bare, blank))
        blank = not bare or (blank and not any(map(str.isalnum, bare)))
        at += len(raw) + 1
    return lines


def _with_tables(text: Text, lines: list[_Line]) -> list[_Line]:
    """The lines with those of tables put together to rows, and without those that hold nothing but signs."""
    tables = find_tables(text, [(line.start, line.end) for line in lines])
    out: list[_Line] = []
    for number, line in enumerate(lines):
        if number in tables:
            out.extend(_row_line(text, row, line.after_blank) for row in tables[number])
        elif any(map(str.isalnum, line.text)):
            out.append(line)
    return out


def _row_line(text: Text, row: Row, after_blank: bool) -> _Line:
    source = text.norm[row.start : row.end].replace("\n", " ")
    return _Line(row.start, row.end, source, after_blank, row if row.cells else None)


def _join_wrapped(lines: list[_Line]) -> list[_Line]:
    """Join lines that were cut in mid-sentence, in paragraphs where at least one line goes on in lower case."""
    out: list[_Line] = []
    for paragraph in _paragraphs(lines):
        wrapped = any(_continues(before, line) for before, line in pairwise(paragraph))
        joined = [paragraph[0]]
        for line in paragraph[1:]:
            last = joined[-1]
            if wrapped and not _is_own_line(line) and (_continues(last, line) or not _ends_clause(last.text)):
                joined[-1] = replace(last, end=line.end, text=f"{last.text} {line.text}")
            else:
                joined.append(line)
        out.extend(joined)
    return out


def _paragraphs(lines: list[_Line]) -> list[list[_Line]]:
    paragraphs: list[list[_Line]] = []
    for line in lines:
        if line.after_blank or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(line)
    return paragraphs


def _continues(before: _Line, line: _Line) -> bool:
    if line.row is not None or not any(map(str.isalpha, before.text)):  # a telephone number under the article
        return False
    return bool(_CONTINUES.match(line.text)) and not _ends_clause(before.text) and not _is_own_line(before)


def _ends_clause(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(_CLAUSE_ENDS)


def _ends_fully(text: str) -> bool:
    return text.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def _is_own_line(line: _Line) -> bool:
    if line.row is not None or _LIST_MARK.match(line.text) or "|" in line.text:
        return True
    if _ARTICLE_BEGINS.match(line.text) or _IS_NO_TEXT.fullmatch(line.text) or _section(lower(line.text)):
        return True
    return len(line.text) <= _LONGEST_PATTERN and _pattern_zone(lower(line.text)) is not None


def _pattern_zone(low: str) -> str | None:
    if len(low) > _LONGEST_PATTERN:
        return None
    return next((zone for (_, zone), _ in _data().patterns.matches(low, low)), None)


def _section(low: str) -> str | None:
    if len(low) > _LONG:
        return None
    stripped = low.strip(" •-*#|>»")
    if len(stripped.rstrip(_SIGNS_AT_END)) > _data().longest_heading:
        return None
    bare = _HEADING_END.sub("", stripped)
    return next((name for name, phrases in _data().sections.items() if bare in phrases), None)


def _line_zones(lines: list[_Line], title: str | None) -> list[str]:
    lows = [lower(line.text) for line in lines]
    repeated = {low for low, count in Counter(lows).items() if count > 1 and not _ends_fully(low)}
    words = frozenset(_WORD.findall(title or ""))
    page = _Page(lines, title, words, repeated, any(_ends_fully(line.text) for line in lines), Counter())
    zones: list[str] = []
    section: str | None = None
    for index, (line, low) in enumerate(zip(lines, lows, strict=True)):
        opened = None if line.row else _section(low)
        if opened and (index or opened == "end_of_article"):
            section = "end_of_article" if section == "end_of_article" else opened
        if section == "related" and not opened and _resumes(lines, index):
            section = None
        zone = "teaser" if section else _zone(index, line, low, page, zones[-1] if zones else None)
        page.given[zone] += 1
        zones.append(zone)
    return _with_telling_headline(lows, zones)


def _with_telling_headline(lows: list[str], zones: list[str]) -> list[str]:
    """A headline that the first sentence goes on from ("Đó là kết quả 9 tháng …") is itself the lead."""
    first = next((index for index, zone in enumerate(zones) if zone in FIGURE_ZONES), None)
    if first is None or not _looks_back().match(lows[first]) or "headline" not in zones[:first]:
        return zones
    last = max(index for index in range(first) if zones[index] == "headline")
    return [*zones[:last], "lead", *zones[last + 1 :]]


def _resumes(lines: list[_Line], index: int) -> bool:
    """Body text is back after related headlines: two full paragraphs, or one that is the last."""
    following = lines[index : index + 2]
    return all(len(line.text) > _LONG and _ends_fully(line.text) for line in following)


def _zone(index: int, line: _Line, low: str, page: _Page, before: str | None) -> str:
    if line.row:
        return "table"
    cells = [cell for cell in line.text.split("|") if cell.strip()]
    zone = _pattern_zone(low)
    if "|" in line.text and len(cells) >= 3 and zone != "footer":
        return "table"
    if zone:
        return zone
    headline = _is_headline(low, page) or low in page.repeated
    if headline and not _ends_fully(line.text):
        return "headline"
    if before == "headline" and _is_beside(index, page) and page.given["headline"] > 1 and len(low) < _LONG:
        return "caption"
    if "|" in line.text and len(cells) == 1:
        return "caption"
    if _LIST_MARK.match(line.text):
        return "list"
    if _ARTICLE_BEGINS.match(line.text) and len(line.text) > _SHORT:
        return "body"
    if _ends_clause(line.text) or line.text.endswith((",", "(", "-")) or len(line.text) > _LONG or len(page.lines) == 1:
        return "body"
    return _unfinished_zone(index, line, page)


def _is_beside(index: int, page: _Page) -> bool:
    """Whether the line hangs on the one before. Of a finished line only a headline repeated as the alternative text of
    a picture tells that, and on a page without blank lines nothing."""
    line, before = page.lines[index], lower(page.lines[index - 1].text)
    if line.after_blank or not _ends_fully(line.text):
        return not line.after_blank
    has_blanks = any(other.after_blank for other in page.lines[1:])
    return has_blanks and (before == page.title or before in page.repeated)


def _unfinished_zone(index: int, line: _Line, page: _Page) -> str:
    """A line without a final sign: headline, heading, byline or teaser; in a fragment the text itself."""
    is_last = index == len(page.lines) - 1
    if not page.is_finished or (len(page.lines) <= 2 and is_last and len(line.text) > _SHORT):
        return "body" if len(line.text) > _SHORT else "headline"
    if not any(page.given[zone] for zone in FIGURE_ZONES):
        return "teaser" if page.given["headline"] else "headline"
    words = _WORD.findall(line.text)
    if len(words) <= 6 and not any(char.isdigit() for char in line.text):
        return "byline"
    if is_last and len(line.text) > 2 * _SHORT:
        return "body"
    return "teaser"


def _is_headline(low: str, page: _Page) -> bool:
    if not page.title or low == page.title:
        return low == page.title
    if len(low) >= _LONG:
        return False
    words = set(_WORD.findall(low))
    return len(words & page.title_words) > _ALIKE * max(len(words | page.title_words), 1)


def _name_lead(zones: list[str]) -> list[str]:
    """The first block of body text is the lead where more body follows."""
    bodies = [index for index, zone in enumerate(zones) if zone == "body"]
    if len(bodies) > 1:
        zones[bodies[0]] = "lead"
    return zones


def example_results(text: str) -> list[Found]:
    """The patterns that hold of one line, for `rules.check_examples`; the span is the whole line."""
    low = lower(text)
    holding = dict.fromkeys(rule for rule, _ in _data().patterns.matches(low, low))
    return [Found(rule, 0, len(text), {"zone": zone}) for rule, zone in holding]
