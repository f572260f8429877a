"""What an article has told of periods so far: which one is being reported, which days and plans were named.

A reader walks the article once and leaves here what each sentence tells; `periods/context.py` asks it for each figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from cdextract.periods.choice import is_short, past_year, stated_year
from cdextract.periods.dated import Dated, Kept
from cdextract.periods.lexing import lex_periods
from cdextract.periods.roles import Stated, classify, cues, is_stock, of_bracketed, stated_in
from cdextract.periods.stocks import counts_out_of
from cdextract.periods.values import UNKNOWN, PeriodExpr, Resolved, days_near, is_within, resolve
from cdextract.periods.votes import is_printed, voting_day
from cdextract.text.gate import speaks_of_unions
from cdextract.text.normalised import normalise
from cdextract.text.spans import Mention, Sentence

_TET = "period.tet_of_year"
_REPORTED_UNTIL = 3  # month: so long a year that is over is reported on
_NOUN = 12  # characters behind a number: its noun
_REPORTED_AHEAD = timedelta(days=90)  # a result of a part of the year is told at most so long before its end
# Kinds that say "no period" as clearly as others say which.
_NONE = frozenset({"unknown_span", "term", "years", "year_to_date", "part", "half", "quarter"})


class Story:
    """What has been read so far.

    `current` is the reporting period, `stock` that of a state ("tính đến ngày D") with no reporting period before,
    `stock_before` that of the sentence just before, which stands at `stock_span`; `fallback` comes from the headline,
    `plan` from a plan told before its results, `resolution` is the term whose resolution is carried out; `quarter` is
    what "trong quý" points to, `event` the day of what is told, `votes` that of a vote told after the period being
    reported, `told` the days to which "cũng trong tuần này" points, `day_before` that of the deeds of the paragraph,
    whose number is `block`, `until` the day up to which figures were told, `above` that of the line above a table,
    `aimed` the year for which the sentence before tells a plan. `year` is the year being reported, `hint` that of the
    event the article tells of, `term` the years of the term of office.
    """

    def __init__(self, published: date | None, low: str) -> None:
        self.published = published
        self.low = low
        self.current: Kept | None = None
        self.stock: Kept | None = None
        self.stock_before: Kept | None = None
        self.stock_span = (0, 0)
        self.fallback: Kept | None = None
        self.plan: Kept | None = None
        self.resolution: Kept | None = None
        self.quarter: Kept | None = None
        self.event: Kept | None = None
        self.told: Resolved | None = None
        self.until: PeriodExpr | None = None
        self.votes: Kept | None = None
        self.day_before: Dated | None = None
        self.block = -1
        self.aimed: Kept | None = None
        self.above: Kept | None = None
        self.of_unions = speaks_of_unions(low)
        self.year: int | None = None
        self.hint: int | None = None
        self.term: PeriodExpr | None = None

    def read_title(self, title: str | None) -> None:
        """The headline gives a period to figures that have no other."""
        low = normalise(title or "").lower
        for mention in lex_periods(low):
            stated = classify(low, 0, len(low), mention)
            if not stated.reports:
                continue
            if stated.expr.kind == "years":
                self.term = stated.expr
            if stated.expr.has_days and not self._is_to_come(stated.expr):
                self.fallback = Kept(stated.expr, self.year_for(stated.expr, [], []), "from the headline")
                self.year = self.year or stated.expr.stated_year

    def judged(self, item: Stated) -> Stated:
        """The same with another part where the day of publication, or what is being reported, tells more: "Tết Quý Mão
        2023" in a report on half of 2023 says what for, not when."""
        if item.goes_on and self._is_over(item.expr):
            return replace(item, role="report")
        if not item.reports:
            return item
        if self.until is not None and item.expr.kind == "now" and cues()["until_now"].fullmatch(self.words(item)):
            return replace(item, expr=self.until)  # "tính đến ngày 15/11/2023, …; đến nay …"
        if self._is_to_come(item.expr):
            return replace(item, role="future")
        within = self.current is not None and self.current.year == item.expr.stated_year
        return replace(item, role="event") if within and item.mention.rule == _TET else item

    def _is_to_come(self, expr: PeriodExpr) -> bool:
        """ "Khám tuyển nghĩa vụ quân sự năm 2020", told in 2019: nothing has been counted in that year yet."""
        days = resolve(expr, year=expr.stated_year, published=self.published)
        return self.published is not None and days.start is not None and days.start > self.published

    def _is_over(self, expr: PeriodExpr) -> bool:
        """ "Năm 2011, các cấp hội tập trung vận động hội viên", told in 2012: nothing is still to come of that year."""
        days = resolve(expr, year=expr.stated_year, published=self.published)
        return self.published is not None and days.end is not None and days.end < self.published

    def read_back(self, sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]) -> None:
        """ "Đó là kết quả năm 2021 của LĐLĐ tỉnh": the figures told before it, the headline's too, are of that year."""
        for sentence, found in zip(sentences, mentions, strict=True):
            if self.fallback or not cues()["looks_back"].match(self.low, sentence.start, sentence.end):
                continue
            said = (item for item in stated_in(self.low, sentence, found) if item.reports and item.expr.has_days)
            if stated := next(said, None):
                year = self.year_for(stated.expr, [], [])
                self.fallback = Kept(stated.expr, year, f"told behind: {self.words(stated)}")

    def enter(self, sentence: Sentence, stated: Sequence[Stated]) -> None:
        """The day of a deed is that of its paragraph, unless the next one says that it goes on about it; the year of
        a plan is that of its outcome."""
        if sentence.block != self.block and not self.goes_on(sentence):
            self.day_before = None
        self.block = sentence.block
        if self.aimed and cues()["outcome"].match(self.low, sentence.start, sentence.end):
            self.current, self.year = self.aimed, self.aimed.year
        self.aimed = None
        if sentence.zone != "table":
            self.above = self._caption_day(sentence, stated)

    def _caption_day(self, sentence: Sentence, stated: Sequence[Stated]) -> Kept | None:
        """ "Thống kê chuyến bay ngày 3/5/2019": the day at the end of a line is that of the table right below."""
        if self.low[sentence.start : sentence.end].rstrip().endswith((".", "!", "?", ";")):
            return None
        days = (item for item in stated if item.mention.type == "date" and not item.opens and item.expr.stated_year)
        day = next(days, None)
        return self.event_on(day) if day else None

    def goes_on(self, sentence: Sentence) -> bool:
        """Whether a sentence goes on about the one before: by its first words, or out of the stock told there."""
        if cues()["continues"].match(self.low, sentence.start, sentence.end):
            return True
        if self.stock_before is not None and cues()["stock_goes_on"].search(self.low[sentence.start : sentence.end]):
            return True
        return self.stock_before is not None and counts_out_of(self.low, sentence, self.stock_span)

    def event_day(self, stated: list[Stated], start: int, end: int) -> Dated | None:
        """The day of the deed itself ("sáng 14/4, đoàn viên đã hiến 225 đơn vị máu"), where no other period
        is stated."""
        for item in stated:
            if item.mention.type != "date" or not item.opens or item.mention.end > start:
                continue
            told = cues()["meeting"].search(self.low, item.mention.end, start)
            if told and not cues()["present"].search(self.low, start, end + _NOUN):
                return None
            days = resolve(item.expr, year=self.year_for(item.expr, [], stated), published=None)
            if days.start:
                self.day_before = Dated(days.year, days.start, days.end, f"the day: {self.words(item)}")
                return self.day_before
        return None

    def event_on(self, day: Stated) -> Kept:
        """The day of what is told, to be kept."""
        return Kept(day.expr, self.year_for(day.expr, [], []), f"the day told before: {self.words(day)}")

    def vote_on(self, day: Stated) -> Kept:
        """The day of a vote, to be kept."""
        return Kept(day.expr, self.year_for(day.expr, [], []), f"the day of the vote: {self.words(day)}")

    def dated(self, kept: Kept) -> Dated | None:
        """The days of a period; None where it only points to the one that is being reported anyway."""
        expr = kept.expr
        if self._points_back(expr):
            return None
        if expr.kind == "now":
            return Dated(None, None, None, f"{kept.how} (no period)")
        if expr.kind in {"term", "unknown_span"}:
            expr = self._known_term(expr)
        days = self._resolve(expr, kept.year)
        if days == UNKNOWN and expr.kind not in _NONE:
            return None
        return Dated(days.year, days.start, days.end, kept.how)

    def _points_back(self, expr: PeriodExpr) -> bool:
        in_school_year = self.current is not None and self.current.expr.kind == "school_year"
        return expr.kind == "this_part" or (expr.kind == "this_year" and in_school_year)

    def _known_term(self, expr: PeriodExpr) -> PeriodExpr:
        """The years of "cả nhiệm kỳ" or "5 năm qua", where the article states them elsewhere."""
        term = self.term
        if term is None or term.start is None or term.end is None or not term.start.year or not term.end.year:
            return expr
        years = term.end.year - term.start.year
        return term if expr.kind == "term" or expr.months // 12 in {years, years + 1} else expr

    def _resolve(self, expr: PeriodExpr, year: int | None) -> Resolved:
        if expr.kind == "relative" and (self.published is None or expr.of_context) and self.told:
            return days_near(expr, self.told)
        if expr.offset is not None and year is not None and (self.published is None or expr.of_context):
            expr = replace(expr, offset=None)
        days = resolve(expr, year=year, published=self.published)
        if self._lies_ahead(expr, days) and days.year and expr.stated_year is None and expr.offset is None:
            return resolve(expr, year=days.year - 1, published=self.published)
        return days

    def _lies_ahead(self, expr: PeriodExpr, days: Resolved) -> bool:
        """Whether it begins after the day of publication, or, as a part of a year ("6 tháng đầu năm"), ends so long
        after it that it cannot be the one reported on.
        """
        if self.published is None or days.start is None:
            return False
        ends_late = expr.kind == "part" and days.end is not None and days.end > self.published + _REPORTED_AHEAD
        return days.start > self.published or ends_late

    def year_for(self, expr: PeriodExpr, earlier: list[Stated], stated: list[Stated]) -> int | None:
        """The year of the sentence, of what is being reported, of headline, plan or publication."""
        if expr.stated_year is not None:
            return expr.stated_year
        known = self.year or self.hint
        if expr.offset is not None:
            told = stated_year(reversed(earlier), {"report", "topic", "plan", "future"}) if expr.of_context else None
            known = told or known
            return known + expr.offset if known and (expr.of_context or self.published is None) else None
        near = stated_year(reversed(earlier), {"report", "topic", "plan"})
        if near is not None:
            return near
        known = known or stated_year(stated, {"plan", "topic"}) or self._year_after_compared(stated)
        if self.published is None:
            return known
        if expr.past:
            return past_year(self.published, known)
        if expr.kind == "this_year" and known is None:
            return self.published.year - (self.published.month <= 3)
        return known or self.published.year

    def _year_after_compared(self, stated: list[Stated]) -> int | None:
        """ "6 tháng đầu năm … so với cùng kỳ năm 2021": half of 2022, where no day of publication tells otherwise."""
        compared = (item for item in stated if item.role == "compare" and item.expr.kind == "same_period")
        told = (cues()["year_of_same_period"].search(self.words(item)) for item in compared)
        years = [int(year[1]) + 1 for year in told if year]
        if not years or self.published is None:
            return max(years, default=None)
        over = self.published.month <= _REPORTED_UNTIL and max(years) == self.published.year - 1
        return max(years) if over else None

    def words(self, item: Stated) -> str:
        """The words of a mention, on one line."""
        return self.low[item.mention.start : item.mention.end].replace("\n", " ")

    def pass_sentence(self, sentence: Sentence, stated: list[Stated]) -> None:
        """Keep the reporting period that the sentence states."""
        goes_on = self.goes_on(sentence)
        if stated or not goes_on:
            self.stock_before = None
        if reported := [item for item in stated if item.reports]:
            self.day_before = self._short_span(reported)
        elif stated and not cues()["visit"].search(self.low, sentence.start, sentence.end):
            self.event_day(stated, sentence.end, sentence.end)
        if any(item.reports and item.expr.has_days for item in stated):
            self.votes = None
        if day := voting_day(self.low, sentence, stated):
            self.votes = self.vote_on(day)
        for index, item in enumerate(stated):
            self._note(item)
            if self.current and of_bracketed(item.mention, self.low):
                continue
            if self._is_aside(item) or self._is_year_of_plan(item, sentence):
                continue
            if item.role == "report" or (item.role == "topic" and self.current is None):
                year = self.year_for(item.expr, stated[:index], stated)
                place = "the headline" if sentence.zone == "headline" else "before"
                self._keep(item, sentence, Kept(item.expr, year, f"carried over from {place}: {self.words(item)}"))

    def _is_aside(self, item: Stated) -> bool:
        """ "9 tháng đầu năm … (riêng tháng 9 là 1.320)": a month within what is reported ends with its sentence."""
        if (
            self.current is None
            or item.expr.kind != "part"
            or not cues()["aside_before"].search(self.low, 0, item.mention.start)
        ):
            return False
        month, whole = self._resolve(item.expr, self.current.year), self._resolve(self.current.expr, self.current.year)
        return whole != month and is_within(month, whole)

    def _is_year_of_plan(self, item: Stated, sentence: Sentence) -> bool:
        """ "9 tháng đầu năm 2024, … Năm 2024, Tổng LĐLĐ giao tỉnh kết nạp 3.000 đoàn viên": the year of a plan for what
        is being reported.
        """
        if self.current is None or item.expr.kind != "year":
            return False
        if cues()["plan_given_behind"].match(self.low, item.mention.end, sentence.end) is None:
            return False
        return is_within(self._resolve(self.current.expr, self.current.year), self._resolve(item.expr, None))

    def _short_span(self, reported: list[Stated]) -> Dated | None:
        """The days of a short span that is not kept: what else its paragraph tells is of them too."""
        item = reported[-1]
        if item.opens or not is_short(item.expr):
            return None
        return self.dated(Kept(item.expr, self.year_for(item.expr, [], []), f"the days: {self.words(item)}"))

    def pass_heading(self, sentence: Sentence, stated: list[Stated]) -> None:
        """A heading gives its period to what stands under it; that of a plan ends the period reported before."""
        if any(item.reports for item in stated):
            self.pass_sentence(sentence, stated)
        elif any(item.role in {"plan", "future"} for item in stated):
            self.current = None

    def _note(self, item: Stated) -> None:
        """Years that are not reported on but tell which year it is."""
        year = item.expr.stated_year
        if item.reports and item.expr.kind in {"span", "part", "as_of"}:
            self.told = self._resolve(item.expr, self.year_for(item.expr, [], []))
        if item.reports and item.expr.kind == "as_of" and item.expr.stated_year:
            self.until = item.expr
        if item.mention.type == "date" and item.opens and not is_printed(self.low, item):
            self.event = self.event_on(item)
        if item.role == "resolution":
            self.term = self.term or item.expr
            self.resolution = Kept(item.expr, year, f"the term of the resolution: {self.words(item)}")
        if self.hint is None and (item.expr.kind == "as_of" or (item.mention.type == "date" and item.opens)):
            self.hint = year
        if item.role == "plan" and year and item.expr.kind == "year":
            self.plan = Kept(item.expr, year, f"that of the plan stated before: {self.words(item)}")
            self.hint = self.hint or year
        if item.role == "future" and year and item.expr.kind == "year":
            self.hint = self.hint or year
            self.aimed = Kept(item.expr, year, f"that of the plan told before: {self.words(item)}")

    def _keep(self, item: Stated, sentence: Sentence, kept: Kept) -> None:
        expr = item.expr
        self.stock_span = (sentence.start, sentence.end)
        if expr.kind == "now":
            self.stock_before = kept if item.opens else None
        elif expr.kind == "as_of" and is_stock(self.low, item.mention.end, sentence.end):
            self.stock = self.stock_before = kept
        elif expr.kind == "this_part" and self.quarter and "quý" in self.words(item):
            self.current = self.quarter
        elif expr.kind == "season" or self._points_back(expr) or (is_short(expr) and not item.opens):
            return
        elif sentence.zone == "headline":
            self.fallback = self.fallback or kept
            self.year = self._resolve(expr, kept.year).year or self.year
        else:
            self.current = kept
            self.quarter = kept if "quý" in self.words(item) else self.quarter
            self.term = expr if expr.kind == "years" else self.term
            self.year = self._resolve(expr, kept.year).year or self.year
