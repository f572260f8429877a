"""The period of each figure.

A period stated in the figure's own clause wins; else the reporting period carries over from the sentences before
(`periods/story.py` has it); else headline and lead give it. What no words state stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from cdextract.periods.appositions import with_appositions
from cdextract.periods.choice import of_plan, of_resolution
from cdextract.periods.dated import UNSTATED, Dated, Kept
from cdextract.periods.governing import before, choose, of_bracketed
from cdextract.periods.headings import heading_lines
from cdextract.periods.lexing import lex_periods
from cdextract.periods.roles import Stated, cues, stated_in
from cdextract.periods.story import Story
from cdextract.periods.story_updates import enter, pass_heading, pass_sentence, read_back, read_title
from cdextract.periods.values import PeriodExpr
from cdextract.periods.votes import counts_attendance, counts_elected, counts_votes, voting_day
from cdextract.text.normalised import Text
from cdextract.text.spans import Block, Mention, Sentence

_BEHIND = 30  # characters: what a change is compared with
_READ = frozenset({"headline", "lead", "body", "list", "table"})


def assign_periods(
    published: date | None,
    title: str | None,
    text: Text,
    blocks: Sequence[Block],
    sentences: Sequence[Sentence],
    mentions_by_sentence: Sequence[Sequence[Mention]],
    figures: Sequence[tuple[int, int, int]],
) -> list[Dated]:
    """The period of each figure, in the order of `figures`.

    `mentions_by_sentence` holds the mentions `period` and `date` of each sentence, `figures` (sentence index, start,
    end); all offsets are those of the normalised text. `blocks` are the article's, `title` its headline if known.
    """
    story = Story(published, text.lower)
    finder = _Finder(story)
    read_title(story, title)
    wanted: dict[int, list[tuple[int, int, int]]] = {}
    for number, (index, start, end) in enumerate(figures):
        wanted.setdefault(index, []).append((number, start, end))
    found: dict[int, Dated] = {}
    headings = heading_lines(text.lower, blocks, sentences)
    read_back(story, sentences, mentions_by_sentence)
    for index, sentence in enumerate(sentences):
        heads = sentence.start in headings
        mentions = _periods_of(text, sentence) if heads else mentions_by_sentence[index]
        if published is None:
            mentions = [_without_day(mention) for mention in mentions]
        told = with_appositions(text.lower, stated_in(text.lower, sentence, mentions))
        stated = [story.judged(item) for item in told]
        enter(story, sentence, stated)
        for number, start, end in wanted.get(index, ()):
            found[number] = finder.date_of(sentence, stated, start, end)
        if sentence.zone in _READ:
            pass_sentence(story, sentence, stated)
        elif heads:
            pass_heading(story, sentence, stated)
        story.is_told |= any(found[number].year is not None for number, *_ in wanted.get(index, ()))
    return [found.get(number, UNSTATED) for number in range(len(figures))]


def _periods_of(text: Text, sentence: Sentence) -> list[Mention]:
    words = text.norm[sentence.start : sentence.end].replace("\n", " ")
    return [mention.shifted(sentence.start) for mention in lex_periods(words)]


def _without_day(mention: Mention) -> Mention:
    """ "đến thời điểm này" of an article of unknown day: up to now, whenever that was."""
    if mention.type != "period" or mention.value.kind != "as_of" or not mention.value.to_now:
        return mention
    return replace(mention, value=PeriodExpr("now"))


class _Finder:
    """Finds the period that governs a figure, in its sentence or in the story so far."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.low = story.low

    def date_of(self, sentence: Sentence, stated: list[Stated], start: int, end: int) -> Dated:
        """The period that governs the figure at `start`…`end`."""
        said = [item for item in stated if item.reports]
        continues = self.story.goes_on(sentence)
        return (
            self._meeting_day(stated, start, end)
            or self._election_day(sentence, stated)
            or self._from_sentence(choose(said, self.low, start, end), stated, "stated in the sentence")
            or self.story.event_day([item for item in stated if item.occasion], start, end)
            or self._from_kept([self.story.stock_before] if continues else [])
            or self._from_kept([self.story.stock] if self._changed_since(start, end) else [])
            or self._vote_day(sentence, stated, start, end)
            or self._from_kept([self.story.current])
            or self._from_sentence(self._elsewhere(said, start), stated, "stated elsewhere in the sentence")
            or self._from_kept([self.story.stock, self.story.fallback])
            or self.story.event_day(stated, start, end)
            or (None if self.story.of_unions else self.story.day_before)
            or self._day_before(start, end)
            or self._from_sentence(of_plan(stated, start, end), stated, "that of the plan")
            or self._from_kept([self.story.plan])
            or self._from_sentence(of_resolution(stated, start), stated, "the term of the resolution")
            or self._from_kept([self.story.resolution, self.story.above if sentence.zone == "table" else None])
            or self._from_kept([self.story.votes] if self._counts_delegates(sentence) else [])
            or UNSTATED
        )

    def _from_sentence(self, chosen: Stated | None, stated: list[Stated], how: str) -> Dated | None:
        if chosen is None:
            return None
        earlier = [item for item in stated if item.mention.start < chosen.mention.start]
        this_one = chosen.expr.kind == "this_part" or (chosen.expr.kind == "relative" and not chosen.expr.first)
        if this_one and self.story.names_quarter(chosen):
            told = (item for item in reversed(earlier) if item.reports and self.story.names_quarter(item))
            quarter = next(told, None)
            if quarter:
                return self._from_sentence(quarter, stated, how)
            if self.story.quarter:
                return self.story.dated(self.story.quarter)
        return self.story.dated(
            Kept(chosen.expr, self.story.year_for(chosen.expr, earlier, stated), f"{how}: {self.story.words(chosen)}")
        )

    def _from_kept(self, sources: Iterable[Kept | None]) -> Dated | None:
        found = next((dated for kept in sources if kept and (dated := self.story.dated(kept))), None)
        return replace(found, is_carried=True) if found else None

    def _elsewhere(self, said: list[Stated], start: int) -> Stated | None:
        behind = (item for item in said if item.mention.start >= start and not of_bracketed(item.mention, self.low))
        return before(said, start) or next(behind, None)

    def _day_before(self, start: int, end: int) -> Dated | None:
        """Votes are of the day that was last told, though the sentence that told it does not speak of a vote."""
        return self._from_kept([self.story.event]) if counts_votes(self.low, start, end) else None

    def _meeting_day(self, stated: list[Stated], start: int, end: int) -> Dated | None:
        """ "Ngày 5/1, LĐLĐ huyện tổng kết năm 2020; 208/215 đại biểu có mặt": those present were so on that day."""
        if not counts_attendance(self.low, start, end):
            return None
        day = next((item for item in stated if item.mention.type == "date" and item.opens), None)
        dated = self._from_kept([self.story.event_on(day) if day else self.story.event])
        self.story.day_before = dated or self.story.day_before
        return dated

    def _election_day(self, sentence: Sentence, stated: list[Stated]) -> Dated | None:
        """ "Trong hai ngày 25 và 26/1, huyện mở đại hội. … Đại hội bầu 21/23 đồng chí vào Ban Chấp hành"."""
        if cues()["elects"].search(self.low, sentence.start, sentence.end) is None:
            return None
        if any(item.reports or item.mention.type == "date" for item in stated):
            return None
        return self._from_kept([self.story.event])

    def _changed_since(self, start: int, end: int) -> bool:
        """ "nợ xấu 2.348 tỷ đồng, tăng 23% so với đầu năm": how much there is on the day told before."""
        return cues()["stock_since"].search(self.low, start, end + _BEHIND) is not None

    def _counts_delegates(self, sentence: Sentence) -> bool:
        """ "Ngày bầu cử 23/5/2021 … Về cơ cấu: đại biểu nữ là 17 người": those that were elected on that day."""
        return cues()["delegates"].search(self.low, sentence.start, sentence.end) is not None

    def _vote_day(self, sentence: Sentence, stated: list[Stated], start: int, end: int) -> Dated | None:
        """The day of the vote: "Ngày 13/12, HĐND lấy phiếu. Người thấp nhất có 19 phiếu"."""
        if not counts_votes(self.low, start, end) and not counts_elected(self.low, sentence, start):
            return None
        day = voting_day(self.low, sentence, stated)
        return self._from_kept([self.story.vote_on(day) if day else self.story.votes])
