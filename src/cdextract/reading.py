"""An article read sentence by sentence: mentions, items, figures, and what each figure counts.

Between here and the table stand only the context (whose figures, of when) and the checks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import regex

from cdextract.article import Article
from cdextract.bodies.context import list_of_bodies
from cdextract.bodies.lexing import lex_bodies
from cdextract.claims.finding import find_claims
from cdextract.figures.counted import Counted, Line
from cdextract.figures.goal_lists import listed_goals
from cdextract.figures.goals import goal_items
from cdextract.figures.reading import read_figures
from cdextract.figures.values import Figure
from cdextract.indicators.indicators import OTHER, Scope, counted_bare
from cdextract.indicators.listing import lists_ratios
from cdextract.indicators.naming import indicator_of
from cdextract.indicators.scopes import scopes_of
from cdextract.mentions import NUMERIC, items_of, lex
from cdextract.numbers.contexts import number_contexts
from cdextract.numbers.lexing import number_style
from cdextract.periods.lexing import lex_periods
from cdextract.rules.grammar import Item
from cdextract.rules.sieve import first_match
from cdextract.tables.reading import read_rows, row_scopes
from cdextract.text.gate import article_can_hold, blocks_to_read, speaks_of_unions
from cdextract.text.normalised import Text, lower, normalise
from cdextract.text.sentences import split_sentences
from cdextract.text.spans import FIGURE_ZONES, Block, Sentence
from cdextract.text.zones import split_blocks
from cdextract.words.tokens import tie_words

_OF_PARTY = frozenset({"party_admissions", "party_referrals"})  # told of by other bodies too
_NO_SHARES = frozenset({"training_classes", "trainees"})
_ARTICLE_NOUNS = frozenset({"enterprise", "person"})
_TOTALS = frozenset({"members_total", "cdcs_total"})


@dataclass(frozen=True)
class Reading:
    """Everything that was read of an article before context and checks."""

    article: Article
    text: Text
    blocks: Sequence[Block]
    lines: Sequence[Line]
    figures: Sequence[Counted] = field(default_factory=tuple)
    is_whole: bool = True  # whether all blocks were read
    listed: frozenset[int] = frozenset()  # the lines that list announced targets


def read(article: Article) -> Reading:
    """Read an article: zones, sentences, mentions, figures, indicators."""
    text = normalise(article.text)
    return with_context(_read(article, text, split_blocks(text, article.title), None))


def glance(article: Article) -> Reading:
    """What `read` gives, from the blocks alone that can hold a figure (see `text/gate.py`).

    Where it gives no row, `read` gives none. Sentences of other blocks are left out (`is_whole` tells whether there are
    any), and so are the mentions of sentences without numbers (see `with_context`).
    """
    text = normalise(article.text)
    if not article_can_hold(text.lower):
        return Reading(article, text, (), (), is_whole=False)
    blocks = split_blocks(text, article.title)
    return _read(article, text, blocks, blocks_to_read(text.lower, blocks))


def with_context(read: Reading) -> Reading:
    """The same with the bodies and periods of sentences without numbers: figures of others may belong to them."""
    return replace(read, lines=[_with_context(line) for line in read.lines])


def _read(article: Article, text: Text, blocks: Sequence[Block], wanted: frozenset[int] | None) -> Reading:
    english = number_style(text.norm)
    sentences = split_sentences(text, blocks, wanted)
    lines = read_rows([_line(text, sentence, english, blocks) for sentence in sentences], text, blocks, english)
    is_whole = wanted is None or len(wanted) == len(blocks)
    listed = listed_goals(lines, article.title)
    return Reading(article, text, blocks, lines, tuple(_counted(text, lines, listed)), is_whole, listed)


def _line(text: Text, sentence: Sentence, english: bool, blocks: Sequence[Block]) -> Line:
    source = text.norm[sentence.start : sentence.end].replace("\n", " ")  # a line that was wrapped
    if blocks[sentence.block].cells:  # read by its header (tables/reading.py)
        return Line(sentence, source, (), in_table=True)
    if sentence.zone not in FIGURE_ZONES or not first_match(number_contexts().numeral, lower(source)):
        return Line(sentence, source, ())
    mentions = lex(source, english=english)
    if not any(mention.type in NUMERIC for mention in mentions):
        return Line(sentence, source, tuple(mentions))
    items = find_claims(items_of(source, mentions))
    return Line(sentence, source, tuple(mentions), tuple(items), tuple(read_figures(items)))


def _with_context(line: Line) -> Line:
    """The bodies and periods of a line that can hold no figure: figures of other lines can belong to them."""
    if line.mentions or line.in_table or line.sentence.zone in ("teaser", "caption", "footer"):
        return line
    return Line(line.sentence, line.text, (*lex_periods(line.text), *lex_bodies(line.text)), caption=line.caption)


def _counted(text: Text, lines: Sequence[Line], listed: frozenset[int]) -> list[Counted]:
    found: list[Counted] = []
    of_unions = speaks_of_unions(text.lower)
    for number, line in enumerate(lines):
        if not line.figures:
            continue
        goals = goal_items(line.items, listed=number in listed)
        scopes = row_scopes(line) if line.in_table else scopes_of(line.items, line.figures)
        for figure, scope in zip(line.figures, scopes, strict=True):
            named = indicator_of(found, figure, scope, line, number)
            if not of_unions and named not in _OF_PARTY:
                named = OTHER
            start, end = _evidence(line, figure, scope)
            counted = Counted(
                number,
                line.sentence.block,
                figure,
                scope,
                named,
                start,
                end,
                dropped=_why_dropped(line, figure, scope, named, goals, found),
                restates=_restated(found, figure, number),
            )
            found.extend([counted] * _bodies_sharing(line, figure))
    return found


def _bodies_sharing(line: Line, figure: Figure) -> int:
    """How many bodies a figure is said of: "các LĐLĐ huyện A, B và C đều thành lập 4 CĐCS"."""
    if not _is_said_of_each(line.items[max(0, figure.head - 6) : figure.head]) and figure.rule != "figure.each_of_list":
        return 1
    lists = list_of_bodies(line.text, line.mentions)
    at = line.items[figure.head].start
    before = [group for group in lists if group[-1].end <= at]
    return len(before[-1]) if before else 1


def _is_said_of_each(before: Sequence[Item]) -> bool:
    """ "đều thành lập 4 CĐCS", "cùng kết nạp 4 đoàn viên"; not "cùng kỳ", "cùng với"."""
    together = any(word.text == "cùng" and verb.type == "cue" for word, verb in pairwise(before))
    return together or any(item.text == "đều" for item in before)


def _restated(found: Sequence[Counted], figure: Figure, line: int) -> int | None:
    if not figure.restates or len(found) < figure.restates or found[-figure.restates].line != line:
        return None
    return len(found) - figure.restates


def _why_dropped(
    line: Line, figure: Figure, scope: Scope, indicator: str, goals: Sequence[bool], found: Sequence[Counted]
) -> str | None:
    """Why a figure is no row (rulings 5, 6, 8 and 13); None where it is one."""
    if figure.is_whole:
        return "whole"
    if goals[figure.head] and not _is_result(figure) and not (figure.is_ratio and lists_ratios(line)):
        return "goal"
    if figure.value is None:
        if figure.percent is None:
            return "no quantity"
        if figure.kind in ("increase", "decrease"):
            return None if figure.delta is not None and figure.percent is not None else "no quantity"
        if figure.base is None and indicator in _TOTALS and not (figure.kind == "share" and "worker" in scope.head):
            return "no quantity"  # "95% đoàn viên xuất sắc" is no total
        if figure.kind == "share" and figure.base is None and indicator in _NO_SHARES:
            return "no quantity"  # "100% ủy viên dự lớp"
        plain = scope.head == {"none"} and line.items[figure.head].type == "plain_claim"
        counts_nothing = plain and not _is_told_as_rate(line.items, figure.head)
        return None if figure.base is not None or (indicator != OTHER and not counts_nothing) else "no quantity"
    if figure.percent is not None:
        before = [item.text for item in line.items[max(0, figure.head - 4) : figure.head]]
        named = line.items[figure.head].text == "một" and before[-1:] == ["là"] and "nhất" in " ".join(before)
        return "bare" if named else None  # "thấp nhất là một trường tư thục, tỷ lệ 20%": an article, not a count
    if figure.bare and scope.head & _ARTICLE_NOUNS and line.items[figure.head].text == "một":
        return "bare"  # "một công ty": an article, not a count
    if figure.is_gain and indicator in _TOTALS:
        return "no quantity"
    if figure.restates and figure.delta is not None:  # "đạt 65% chỉ tiêu, tăng 1.820 đoàn viên"
        return "no quantity"
    if figure.rule == "figure.levels" or figure.base is None:
        return "bare" if not counted_bare(indicator) or _is_where(figure, scope) else None
    listed = (
        bool(found)
        and found[-1].dropped is None
        and found[-1].figure.is_ratio
        and line.figures[0].head <= found[-1].figure.head < figure.head
    )
    return None if listed or _is_ratio(line, figure, scope) else "no ratio"


def _is_where(figure: Figure, scope: Scope) -> bool:
    """ "tặng 85 suất quà cho đoàn viên ở 12 CĐCS": things that something is of, or where it was given."""
    return figure.rule == "figure.of_things" and ("cdcs" not in scope.head or "support" in scope.sentence)


def _is_told_as_rate(items: Sequence[Item], head: int) -> bool:
    """ "tỷ lệ CĐCS vững mạnh là 92,3%": what the rate is of stands before it."""
    before = items[max(0, head - 12) : head]
    return bool(before) and before[-1].text in tie_words("rate_is") and any(item.type == "share" for item in before)


def _is_ratio(line: Line, figure: Figure, scope: Scope) -> bool:
    """Whether a slash without a percentage parts two counts: "23/5" with nothing counted behind it is a date."""
    if not figure.is_ratio or figure.base is None or figure.value is None:
        return True
    value, base = figure.value.number.value, figure.base.number.value
    if base and (figure.base.unit or lists_ratios(line) or _is_named_before(line, figure.head)):
        return True
    behind = line.items[figure.head + 1 : figure.head + 2]
    if base and line.items[figure.head - 1].text == "có" and behind and behind[0].type == "word":
        return True  # "có 10/11 nhóm hàng": no date follows "có"
    if base == 0 or not behind or ("none" in scope.head and not scope.says_what and not scope.noun - {"none"}):
        return False
    may_be_date = value <= 31 and base <= 12
    if may_be_date and behind[0].text == ")" and line.items[figure.head - 1].text == "(":
        return False
    return not (may_be_date and behind[0].type not in ("noun", "body", "plan", "cue") and not scope.says_what)


def _is_named_before(line: Line, head: int) -> bool:
    """ "Số phiếu hợp lệ: 49/49", "số trúng cử là 38/61"."""
    before = line.items[max(0, head - 8) : head]
    return bool(before) and before[-1].text in (":", "là") and any(item.type == "whole" for item in before)


def _is_result(figure: Figure) -> bool:
    """Said against its plan: done, even where a plan word opens the sentence."""
    if figure.kind == "exceeded" and figure.value and figure.base:
        return figure.plan_first or (figure.is_ratio and figure.value.number.value >= figure.base.number.value)
    return figure.plan_first or (figure.is_ratio and figure.kind == "attained")


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


def unread(read: Reading, rows: Sequence[Counted] = ()) -> Iterator[str]:
    """The percentages and ratios of the article's text that no rule read, as printed: how much was missed at most.

    `rows`: the figures of the table. What stands behind goal words is not counted: it was read, and is no result.
    """
    claimed = {id(counted.figure.percent) for counted in rows}
    for number, line in enumerate(read.lines):
        told = [
            (index, part)
            for index, item in enumerate(line.items)
            for part in (item, *item.covered)
            if part.type in ("percent", "ratio")
        ]
        if not told:
            continue
        goals = goal_items(line.items, listed=number in read.listed)
        used = {
            index
            for counted in (*read.figures, *rows)
            if counted.line == number and counted.dropped in (None, "goal", "whole")
            for index in range(counted.figure.first, counted.figure.last + 1)
        }
        for index, part in told:
            joined = id(part.value.value) in claimed  # to a number of another sentence
            if index not in used and not goals[index] and not joined:
                yield line.text[part.start : part.end]
