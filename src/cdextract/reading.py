"""An article read sentence by sentence: mentions, items, figures, and what each figure counts.

Between here and the table stand only the context (whose figures, of when) and the checks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from cdextract.article import Article
from cdextract.bodies import lex_bodies
from cdextract.claims import find_claims
from cdextract.figures import Figure, read_figures
from cdextract.grammar import Item
from cdextract.indicators import GENERAL, OTHER, Scope, counted_bare, name_indicator, scopes_of
from cdextract.mentions import items_of, lex
from cdextract.numbers import number_style
from cdextract.periods import lex_periods
from cdextract.sentences import split_sentences
from cdextract.spans import Block, Mention, Sentence
from cdextract.text import Text, lower, normalise
from cdextract.zones import FIGURE_ZONES, split_blocks

# A sentence can hold a figure only if it has a digit, or a number word before something that unions count.
_CAN_HOLD_FIGURE = regex.compile(
    r"\d|(?<!\p{L})(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn|ngàn|triệu|nửa)(?!\p{L})"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its text and, where it can hold figures, its items (claims put in place) and figures."""

    sentence: Sentence
    text: str
    mentions: tuple[Mention, ...]
    items: tuple[Item, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of an article and what it counts. `start`, `end`: its evidence in the normalised text."""

    line: int
    figure: Figure
    scope: Scope
    indicator: str
    measure: str | None
    start: int
    end: int
    part_of: int | None = None
    restates: int | None = None


@dataclass(frozen=True)
class Reading:
    """Everything that was read of an article before context and checks."""

    article: Article
    text: Text
    blocks: Sequence[Block]
    lines: Sequence[Line]
    figures: Sequence[Counted] = field(default_factory=tuple)


def read(article: Article) -> Reading:
    """Read an article: zones, sentences, mentions, figures, indicators."""
    text = normalise(article.text)
    blocks = split_blocks(text, article.title)
    sentences = split_sentences(text, blocks)
    english = number_style(text.norm)
    lines = [_line(text, sentence, english) for sentence in sentences]
    return Reading(article, text, blocks, lines, tuple(_counted(text, lines)))


def _line(text: Text, sentence: Sentence, english: bool) -> Line:
    source = text.norm[sentence.start:sentence.end]
    if sentence.zone in FIGURE_ZONES and _CAN_HOLD_FIGURE.search(lower(source)):
        mentions = lex(source, english=english)
        items = find_claims(items_of(source, mentions))
        return Line(sentence, source, tuple(mentions), tuple(items), tuple(read_figures(items)))
    if sentence.zone in ("teaser", "caption", "footer"):
        return Line(sentence, source, ())
    return Line(sentence, source, tuple([*lex_periods(source), *lex_bodies(source)]))


def _counted(text: Text, lines: Sequence[Line]) -> list[Counted]:
    found: list[Counted] = []
    before: tuple[int, str] | None = None  # block and indicator of the figure before
    for number, line in enumerate(lines):
        future = _future_from(line.items)
        for figure, scope in zip(line.figures, scopes_of(line.items, line.figures), strict=True):
            block = line.sentence.block
            named = name_indicator(scope, before[1] if before and before[0] == block else None)
            if scope.part and (named == OTHER or not scope.says_what):
                named = _indicator_of_whole(found, scope, block, lines) or named
            if future is not None and figure.head >= future and not _is_result(figure):
                continue
            if not _counts(figure, named):
                continue
            if figure.restates and found and found[-1].line == number:
                named = found[-1].indicator
            start, end = _evidence(line, figure, scope)
            found.append(Counted(number, figure, scope, named, _measure(line, scope), start, end,
                                 restates=_restated(found, figure, number)))
            before = (block, named)
    return found


def _restated(found: Sequence[Counted], figure: Figure, line: int) -> int | None:
    if not figure.restates or len(found) < figure.restates or found[-figure.restates].line != line:
        return None
    return len(found) - figure.restates


def _is_result(figure: Figure) -> bool:
    """Said against its plan: done, even where a plan word opens the sentence."""
    return figure.plan_first or (figure.is_ratio and figure.kind in ("attained", "exceeded"))


def _counts(figure: Figure, indicator: str) -> bool:
    """Whether a figure is a row (rulings 5, 6, 8 and 13)."""
    if figure.value is None:
        if figure.percent is None or figure.kind in ("increase", "decrease"):
            return figure.percent is not None and figure.delta is not None
        return indicator != OTHER or figure.base is not None
    if figure.percent is not None or figure.base is not None:
        return True
    return counted_bare(indicator)


def _future_from(items: Sequence[Item]) -> int | None:
    """The item from which on the sentence speaks of what is still to come; None if it does not."""
    future: int | None = None
    for index, item in enumerate(items):
        if item.type == "future" or (item.type in ("plan", "cue", "noun") and "future" in (item.value or ())):
            future = index if future is None else future
        elif item.type == "plan" and _opens_goal(items, index):
            future = index if future is None else future
        elif item.type == "done" and future is not None:
            future = None
    return future


def _opens_goal(items: Sequence[Item], index: int) -> bool:
    """"Chỉ tiêu của năm 2018 là 80% …", "Mục tiêu đến cuối năm có 90% …": the plan itself is told."""
    opens = index == 0 or items[index - 1].type == "stop" or (index == 1 and items[0].type == "sign")
    behind = items[index + 1:index + 3]
    return opens and any(item.type == "period" or item.text in ("là", "đến", "của", "năm", "gồm") for item in behind)


def _indicator_of_whole(found: Sequence[Counted], scope: Scope, block: int, lines: Sequence[Line]) -> str | None:
    for counted in reversed(found):
        if abs(lines[counted.line].sentence.block - block) > 1:
            return None
        if counted.scope.noun & scope.noun or scope.noun <= GENERAL:
            return counted.indicator
    return None


def _evidence(line: Line, figure: Figure, scope: Scope) -> tuple[int, int]:
    first = figure.first if scope.first_cue is None else min(figure.first, scope.first_cue)
    last = figure.last
    if figure.bare and scope.noun_at is not None:
        last = max(last, scope.noun_at)
    start, end = line.items[first].start, line.items[last].end
    end += _closing(line.text[start:end], line.text[end:])
    return line.sentence.start + start, line.sentence.start + end


def _closing(inside: str, behind: str) -> int:
    """Take in the bracket that closes one opened inside."""
    if inside.count("(") > inside.count(")"):
        match = regex.match(r"\s*\)", behind)
        return match.end() if match else 0
    return 0


def _measure(line: Line, scope: Scope) -> str | None:
    if scope.noun_at is None:
        return None
    item = line.items[scope.noun_at]
    return line.text[item.start:item.end]


