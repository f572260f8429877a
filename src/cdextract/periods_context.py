"""The period of each figure: a reader that walks the article once and keeps which period is being reported.

A period stated in the figure's own clause wins; else the reporting period carries over from the sentences before; else headline and lead
give it. Years that a figure is compared with, years of plans and documents, and days of events are no reporting periods. What no words
state stays unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import regex

from cdextract.period_values import UNKNOWN, PeriodExpr, Resolved, resolve
from cdextract.periods import lex_periods
from cdextract.rules import load_yaml
from cdextract.spans import Block, Mention, Sentence
from cdextract.text import Text, lower

_READ = frozenset({"headline", "lead", "body", "list", "table"})
_CLAUSE = regex.compile(r"[,;:.(!?\n\"|]")
_FROM_TO = regex.compile(r"(?:^|\W)từ \S[^.;:]{0,70}$")
_UP_TO = regex.compile(r"[^,.;]{0,24}?(?<!\p{L})(?:lên|xuống|thành|tới|đến)(?!\p{L})")


@dataclass(frozen=True, slots=True)
class Dated:
    """The period of a figure: year (null where it spans several or is not stated), first and last day, and how it was found."""

    year: int | None
    start: date | None
    end: date | None
    how: str


@dataclass(frozen=True, slots=True)
class _Stated:
    """A period mention with its part in the sentence."""

    mention: Mention
    role: str  # report, topic, plan, compare, event, future, congress
    opens: bool  # stands at the beginning of its clause

    @property
    def expr(self) -> PeriodExpr:
        value = self.mention.value
        assert isinstance(value, PeriodExpr)
        return value


@cache
def _cues() -> dict[str, regex.Pattern[str]]:
    cues = load_yaml("periods.yaml")["cues"]
    whole = {name: rf"(?<!\p{{L}})(?:{body})(?!\p{{L}})" for name, body in cues.items()}
    whole["opener"] = rf"(?:{cues['opener']}[ ,]*)*"
    whole["continues"] = rf"\W*{cues['continues']}(?!\p{{L}})"
    return {name: regex.compile(body) for name, body in whole.items()}


def assign_periods(
    published: date | None,
    title: str | None,
    text: Text,
    blocks: Sequence[Block],
    sentences: Sequence[Sentence],
    mentions_by_sentence: Sequence[Sequence[Mention]],
    figures: Sequence[tuple[int, int, int]],
) -> list[Dated]:
    """The period of each figure.

    `mentions_by_sentence` holds the mentions `period` and `date` of each sentence, `figures` (sentence index, start, end); all offsets
    are those of the normalised text. `blocks` are the article's, `title` its headline if known.
    """
    reader = _Reader(published, text.lower)
    reader.read_title(title)
    wanted: dict[int, list[tuple[int, int, int]]] = {}
    for number, (sentence, start, end) in enumerate(figures):
        wanted.setdefault(sentence, []).append((number, start, end))
    found: list[Dated | None] = [None] * len(figures)
    for index, sentence in enumerate(sentences):
        stated = reader.roles(sentence, mentions_by_sentence[index])
        for number, start, end in wanted.get(index, ()):
            found[number] = reader.date_of(sentence, stated, start, end)
        if sentence.zone in _READ:
            reader.pass_sentence(sentence, stated)
    return [dated or Dated(None, None, None, "not stated") for dated in found]


class _Reader:
    """What has been read so far: the reporting period, its year, the term, and the year of the event reported."""

    def __init__(self, published: date | None, low: str) -> None:
        self.published = published
        self.low = low
        self.current: tuple[PeriodExpr, int | None, str] | None = None
        self.fallback: tuple[PeriodExpr, int | None, str] | None = None
        self.stock: tuple[PeriodExpr, int | None, str] | None = None
        self.year: int | None = None
        self.hint: int | None = None
        self.term: PeriodExpr | None = None
        self.year_end = False

    # What a mention is in its sentence

    def roles(self, sentence: Sentence, mentions: Sequence[Mention]) -> list[_Stated]:
        """The period mentions of a sentence with their parts in it."""
        return [
            _classify(self.low, sentence.start, sentence.end, mention)
            for mention in mentions
            if mention.type in {"period", "date"}
        ]

    def read_title(self, title: str | None) -> None:
        """The headline gives a period to figures that have no other."""
        if not title:
            return
        low = lower(title)
        self.year_end = _cues()["year_end"].search(low) is not None
        for mention in lex_periods(title):
            if mention.type != "period":
                continue
            stated = _classify(low, 0, len(low), mention)
            if stated.role in {"report", "topic"} and stated.expr.kind not in {"now", "unknown_span", "this_part", "season"}:
                self.fallback = (stated.expr, self._year_for(stated.expr, []), "from the headline")
                self.year = self.year or stated.expr.stated_year

    # The period of one figure

    def date_of(self, sentence: Sentence, stated: list[_Stated], start: int, end: int) -> Dated:
        """The period that governs the figure at `start`…`end`."""
        usable = [item for item in stated if item.role in {"report", "topic"} and not self._shut_off(item.mention, start, end)]
        usable = [item for item in usable if item.role == "report" or not self._other_clause(item.mention, start)]
        chosen = _inside(usable, start, end) or _before(usable, start) or self._behind(usable, end)
        if chosen is not None:
            how = f"stated in the sentence: {self._words(chosen.mention)}"
            before = [item for item in stated if item.mention.start < chosen.mention.start]
            if dated := self._dated(chosen.expr, self._year_for(chosen.expr, before), how):
                return dated
        if self.stock and _cues()["continues"].match(self.low, sentence.start, sentence.end):
            if dated := self._dated(*self.stock):
                return dated
        for source in (self.current, self.stock, self.fallback):
            if source and (dated := self._dated(*source)):
                return dated
        return self._from_plan(stated, start, end)

    def _from_plan(self, stated: list[_Stated], start: int, end: int) -> Dated:
        """Where nothing else is stated, the year of the plan that the figure fulfils."""
        plans = [item for item in stated if item.role == "plan" and item.expr.stated_year and item.expr.kind == "year"]
        chosen = _inside(plans, start, end) or _before(plans, start) or self._behind(plans, end)
        if chosen is not None:
            how = f"the plan's: {self._words(chosen.mention)}"
            if dated := self._dated(chosen.expr, chosen.expr.stated_year, how):
                return dated
        return Dated(None, None, None, "not stated")

    def _dated(self, expr: PeriodExpr, year: int | None, how: str) -> Dated | None:
        """The days of an expression; None where it only points to the period that is being reported anyway."""
        if expr.kind == "this_part":
            return None
        if expr.kind == "now":
            return Dated(None, None, None, f"{how} (no period)")
        if expr.kind == "unknown_span":
            expr = self.term or expr
        days = self._resolve(expr, year)
        if days == UNKNOWN and expr.kind not in {"unknown_span", "years"}:
            return None
        return Dated(days.year, days.start, days.end, how)

    def _resolve(self, expr: PeriodExpr, year: int | None) -> Resolved:
        if expr.offset is not None and self.published is None and year is not None:
            expr = replace(expr, offset=None)
        days = resolve(expr, year=year, published=self.published)
        late = self.published and days.start and days.start > self.published and expr.stated_year is None
        if late and days.year and expr.offset is None:
            return resolve(expr, year=days.year - 1, published=self.published)
        return days

    def _year_for(self, expr: PeriodExpr, before: list[_Stated]) -> int | None:
        """The year for an expression that states none: of the sentence, of what is being reported, of headline or publication."""
        if expr.stated_year is not None:
            return expr.stated_year
        if expr.offset is not None:
            return None if self.published or self.year is None else self.year + expr.offset
        for item in reversed(before):
            if item.expr.stated_year is not None and item.role not in {"compare", "event", "congress"}:
                return item.expr.stated_year
        known = self.year or self.hint
        if expr.past or expr.kind == "this_year":
            return known or self._past_year()
        return known or (self.published.year if self.published else None)

    def _past_year(self) -> int | None:
        """"Năm qua" in the first months of a year is the year before."""
        if self.published is None:
            return None
        return self.published.year - 1 if self.published.month <= 3 else self.published.year

    def _shut_off(self, mention: Mention, start: int, end: int) -> bool:
        """Whether the mention stands in brackets that closed before the figure or open behind it."""
        if mention.end <= start:
            between = self.low[mention.end : start]
            depth = 0
            for char in between:
                depth += (char == "(") - (char == ")")
                if depth < 0:
                    return True
            return False
        return mention.start >= end and "(" in self.low[end : mention.start]

    def _other_clause(self, mention: Mention, start: int) -> bool:
        return ";" in self.low[mention.end : start]

    def _behind(self, usable: list[_Stated], end: int) -> _Stated | None:
        """A period right behind the figure, in the same clause: "kết nạp 540 đoàn viên trong năm 2022"."""
        for item in usable:
            if item.mention.start >= end and not regex.search(r"[,;:.(\d]", self.low[end : item.mention.start]):
                return item
        return None

    def _words(self, mention: Mention) -> str:
        return self.low[mention.start : mention.end].replace("\n", " ")

    # What the sentence leaves behind for those after it

    def pass_sentence(self, sentence: Sentence, stated: list[_Stated]) -> None:
        """Keep the reporting period that the sentence states."""
        low = self.low[sentence.start : sentence.end]
        self.year_end = self.year_end or _cues()["year_end"].search(low) is not None
        for index, item in enumerate(stated):
            self._note_event(item)
            if item.role not in {"report", "topic"}:
                continue
            if item.role == "topic" and self.current is not None and not item.opens:
                continue
            self._keep(item, stated[:index], sentence)

    def _note_event(self, item: _Stated) -> None:
        expr = item.expr
        if item.role == "congress" and expr.start and expr.start.year and expr.end and expr.end.year:
            length = expr.end.year - expr.start.year
            previous = (replace(expr.start, year=expr.start.year - length), replace(expr.end, year=expr.start.year))
            self.term = self.term or replace(expr, start=previous[0], end=previous[1])
        if item.role == "event" and item.mention.type == "date" and item.opens and self.hint is None:
            self.hint = expr.stated_year

    def _keep(self, item: _Stated, before: list[_Stated], sentence: Sentence) -> None:
        expr = item.expr
        if expr.kind in {"now", "this_part", "season"}:
            return
        source = "the headline" if sentence.zone == "headline" else "before"
        entry = (expr, self._year_for(expr, before), f"carried over from {source}: {self._words(item.mention)}")
        if expr.kind == "as_of":
            self.stock = entry
            return
        if sentence.zone == "headline":
            self.fallback = self.fallback or entry
        else:
            self.current = entry
        if expr.kind == "years":
            self.term = expr
        days = self._resolve(expr, entry[1])
        self.year = days.year or self.year


def _classify(low: str, start: int, end: int, mention: Mention) -> _Stated:
    """The part that a mention plays in the sentence `low[start:end]`."""
    cues = _cues()
    expr = mention.value
    before = low[start : mention.start]
    clause = _CLAUSE.split(before)[-1].strip()
    after = low[mention.end : end]
    opens = cues["opener"].fullmatch(clause) is not None
    if mention.type == "date":
        return _Stated(mention, "event", opens or not clause)
    if expr.comparison or (_FROM_TO.search(before) and _UP_TO.match(after)):
        return _Stated(mention, "compare", False)
    if expr.kind == "years" and cues["congress"].search(before[-80:]):
        return _Stated(mention, "congress", False)
    if _in_quotes(low, start, mention.start):
        return _Stated(mention, "event", False)
    if expr.kind == "future" or _is_future(after):
        return _Stated(mention, "future", opens)
    if opens:
        return _Stated(mention, "report", True)
    if cues["result"].search(clause):
        return _Stated(mention, "report", False)
    if cues["plan"].search(regex.split(r"[;.:]", before)[-1][-80:]):
        return _Stated(mention, "plan", False)
    if cues["document"].search(clause[-60:]):
        return _Stated(mention, "event", False)
    return _Stated(mention, "topic", False)


def _is_future(after: str) -> bool:
    """Whether what follows tells of plans: a verb of planning before any word of results, in the same sentence."""
    cues = _cues()
    plan = cues["future"].search(after)
    if plan is None:
        return False
    done = cues["done"].search(after)
    return done is None or plan.start() < done.start()


def _in_quotes(low: str, start: int, at: int) -> bool:
    """Whether the mention is part of a quoted name ("Đề án … giai đoạn 2021-2025"), not of direct speech."""
    before = low[start:at]
    if before.count('"') % 2 == 0:
        return False
    introduced = before.rpartition('"')[0].rstrip()
    return bool(introduced) and introduced[-1] not in ":,"


def _inside(usable: list[_Stated], start: int, end: int) -> _Stated | None:
    return next((item for item in reversed(usable) if start <= item.mention.start < end), None)


def _before(usable: list[_Stated], start: int) -> _Stated | None:
    return next((item for item in reversed(usable) if item.mention.start < start), None)
