"""Text → blocks, each with its zone: what on the page is the article, and what is caption, teaser or footer.

What a line says of itself is told by its words (`text/zone_phrases.py`); here is how lines follow each other.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import regex

from cdextract.rules.compiled import compile_rule
from cdextract.rules.loading import load_yaml
from cdextract.text.normalised import Text, lower, normalise
from cdextract.text.page_lines import Line, begins_article, ends_clause, ends_fully, is_marked, lines_of
from cdextract.text.spans import FIGURE_ZONES, Block
from cdextract.text.unmarked_items import is_unmarked_item
from cdextract.text.zone_phrases import LONG, named_zone, section_of, tells_claim

_SENTENCES = compile_rule(r"\p{Ll}{2}[.!?] \p{Lu}\p{Ll}.*\d|\d.*\p{Ll}{2}[.!?] \p{Lu}\p{Ll}")  # two, with a number
_WORD = compile_rule(r"[\p{L}\d]+")
_SHORT, _LONG_HEADLINE, _LONG_LINE = 60, 110, 150
_MOST_HEADLINES = 40  # of other articles, in the middle of a page
_ALIKE = 0.7  # of the words of two lines together: one repeats the other


@dataclass(frozen=True, slots=True)
class _Page:
    """What the zone of a line depends on beside the line: its lines, its title in lower case and the words of that,
    lines that stand on it several times, whether any line ends a sentence, whether most paragraphs end without a stop;
    and how often each zone was given so far.
    """

    lines: list[Line]
    title: str | None
    title_words: frozenset[str]
    repeated: set[str]
    is_finished: bool
    is_stopless: bool
    given: Counter[str]


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
    lines = lines_of(text)
    if not lines:
        return []
    zones = _line_zones(lines, lower(normalise(title).norm) if title else None)
    zones = _name_lead(zones)
    return [_block(zone, line) for zone, line in zip(zones, lines, strict=True)]


def _block(zone: str, line: Line) -> Block:
    if line.row is None or zone != "table":
        return Block(zone, line.start, line.end)
    return Block(zone, line.start, line.end, line.row.cells, line.row.is_header)


def _line_zones(lines: list[Line], title: str | None) -> list[str]:
    lows = [lower(line.text) for line in lines]
    repeated = {low for low, count in Counter(lows).items() if count > 1 and not ends_fully(low)}
    words = frozenset(_WORD.findall(title or ""))
    is_finished = any(ends_fully(line.text) for line in lines)
    page = _Page(lines, title, words, repeated, is_finished, _is_stopless(lines), Counter())
    zones: list[str] = []
    section: str | None = None
    opens = 0  # where the section that is open began
    for index, (line, low) in enumerate(zip(lines, lows, strict=True)):
        opened = None if line.row else section_of(low)
        if opened and any(page.given[zone] for zone in FIGURE_ZONES):  # not in the bar above an article: "Chia sẻ"
            section, opens = "end_of_article" if section == "end_of_article" else opened, index
        if section == "related" and not opened and _resumes(lines, opens, index):
            section = None
        zone = "teaser" if section else _zone(index, line, low, page, zones[-1] if zones else None)
        page.given[zone] += 1
        zones.append(zone)
    return _with_telling_headline(lows, zones)


def _is_stopless(lines: list[Line]) -> bool:
    """Whether more long lines end without the sign of a clause than with one, and not by chance."""
    told = [ends_clause(line.text) for line in lines if line.row is None and len(line.text) > _LONG_HEADLINE]
    return told.count(False) > max(told.count(True), 1)


def _with_telling_headline(lows: list[str], zones: list[str]) -> list[str]:
    """A headline that the first sentence goes on from ("Đó là kết quả 9 tháng …") is itself the lead."""
    first = next((index for index, zone in enumerate(zones) if zone in FIGURE_ZONES), None)
    if first is None or not _looks_back().match(lows[first]) or "headline" not in zones[:first]:
        return zones
    last = max(index for index in range(first) if zones[index] == "headline")
    return [*zones[:last], "lead", *zones[last + 1 :]]


def _resumes(lines: list[Line], opens: int, index: int) -> bool:
    """Body text is back after related headlines: two full paragraphs, or one that is the last; any paragraph behind a
    list of marked headlines, or behind a blank line that closes headlines without any between them.
    """
    line, headlines = lines[index], lines[opens + 1 : min(index, opens + 2 + _MOST_HEADLINES)]
    if (
        len(headlines) <= _MOST_HEADLINES
        and ends_fully(line.text)
        and len(line.text) > _SHORT
        and not _is_headline_mark(line.text)
    ):
        if headlines and headlines[-1].text.isupper():  # a heading of the article's own
            headlines.pop()
        if headlines and all(_is_headline_mark(other.text) for other in headlines):
            return True
        told_together = not any(other.after_blank or ends_fully(other.text) for other in headlines)
        if len(headlines) > 1 and told_together and line.after_blank:
            return True
    following = lines[index : index + 2]
    return all(len(line.text) > LONG and ends_fully(line.text) for line in following)


def _is_headline_mark(text: str) -> bool:
    return is_marked(text) or named_zone(lower(text)) == "teaser"


def _zone(index: int, line: Line, low: str, page: _Page, before: str | None) -> str:
    if line.row:
        return "table"
    cells = [cell for cell in line.text.split("|") if cell.strip()]
    zone = named_zone(low)
    if "|" in line.text and len(cells) >= 3 and zone != "footer":
        return "table"
    if zone:
        return zone
    headline = _is_headline(low, page) or low in page.repeated
    if headline and not ends_fully(line.text):
        return "headline"
    if before == "headline" and _is_beside(index, page) and page.given["headline"] > 1 and len(low) < LONG:
        return "caption"
    if "|" in line.text and len(cells) == 1:
        return "caption"
    if is_marked(line.text):
        return "list"
    if begins_article(line.text) and len(line.text) > _SHORT:
        return "body"
    if ends_clause(line.text) or line.text.endswith((",", "(", "-")) or len(line.text) > LONG or len(page.lines) == 1:
        return "body"
    if is_unmarked_item(page.lines, index, before):
        return "list"
    if _is_sentence(line.text, low, page):
        return "body"
    return _unfinished_zone(index, line, page)


def _is_sentence(text: str, low: str, page: _Page) -> bool:
    """Whether a line without a final sign is a sentence whose stop was forgotten, and no headline or caption."""
    if len(text) > _LONG_HEADLINE and page.is_stopless:
        return True
    return (len(text) > _SHORT and tells_claim(low)) or (len(text) > _LONG_LINE and _SENTENCES.search(text) is not None)


def _is_beside(index: int, page: _Page) -> bool:
    """Whether the line hangs on the one before. Of a finished line only a headline repeated as the alternative text of
    a picture tells that, and on a page without blank lines nothing."""
    line, before = page.lines[index], lower(page.lines[index - 1].text)
    if line.after_blank or not ends_clause(line.text):
        return not line.after_blank
    has_blanks = any(other.after_blank for other in page.lines[1:])
    return has_blanks and (before == page.title or before in page.repeated)


def _unfinished_zone(index: int, line: Line, page: _Page) -> str:
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
    if len(low) >= LONG:
        return False
    words = set(_WORD.findall(low))
    return len(words & page.title_words) > _ALIKE * max(len(words | page.title_words), 1)


def _name_lead(zones: list[str]) -> list[str]:
    """The first block of body text is the lead where more body follows."""
    bodies = [index for index, zone in enumerate(zones) if zone == "body"]
    if len(bodies) > 1:
        zones[bodies[0]] = "lead"
    return zones
