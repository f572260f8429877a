"""What an article has told of periods so far: which one is being reported, which days and plans were named.

`periods/story_updates.py` leaves here what each sentence tells; `periods/context.py` asks for each figure.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from cdextract.periods.choice import past_year, stated_year
from cdextract.periods.dated import Dated, Kept
from cdextract.periods.roles import Stated, cues
from cdextract.periods.stocks import counts_out_of
from cdextract.periods.values import UNKNOWN, PeriodExpr, Resolved, days_near, resolve
from cdextract.text.gate import speaks_of_unions
from cdextract.text.spans import Sentence

_TET = "period.tet_of_year"
_DECEMBER = 12
_REPORTED_UNTIL = 3  # month: so long a year that is over is reported on
_NOUN = 12  # characters behind a number: its noun
_REPORTED_AHEAD = timedelta(days=90)  # a result of a part of the year is told at most so long before its end
_TOLD_BEFORE_END = timedelta(days=20)  # of the last months of a year
# Kinds that say "no period" as clearly as others say which.
_NONE = frozenset({"unknown_span", "term", "years", "year_to_date", "part", "half", "quarter"})


class Story:
    """What has been read so far.

    `current` is the reporting period and `is_told` whether any figure was of it, `stock` that of a state ("tính đến
    ngày D") with no reporting period before, `stock_before` that of the sentence just before, which stands at
    `stock_span`; `fallback` comes from the headline, `plan` from a plan told before its results, `resolution` is the
    term whose resolution is carried out; `quarter` is what "trong quý" points to, `event` the day of what is told,
    `votes` that of a vote told after the period being reported, `told` the days to which "cũng trong tuần này" points,
    `day_before` that of the deeds of the paragraph, whose number is `block`, `until` the day up to which figures were
    told, `above` that of the line above a table, `aimed` the year for which the sentence before tells a plan. `year` is
    the year being reported, `hint` that of the event the article tells of, `term` the years of the term of office.
    """

    def __init__(self, published: date | None, low: str) -> None:
        self.published = published
        self.low = low
        self.current: Kept | None = None
        self.is_told = False
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

    def judged(self, item: Stated) -> Stated:
        """The same with another part where the day of publication, or what is being reported, tells more: "Tết Quý Mão
        2023" in a report on half of 2023 says what for, not when."""
        if item.goes_on and self._is_over(item.expr):
            return replace(item, role="report")
        if not item.reports:
            return item
        if self.until is not None and item.expr.kind == "now" and cues()["until_now"].fullmatch(self.words(item)):
            return replace(item, expr=self.until)  # "tính đến ngày 15/11/2023, …; đến nay …"
        if self.is_to_come(item.expr):
            return replace(item, role="future")
        within = self.current is not None and self.current.year == item.expr.stated_year
        return replace(item, role="event") if within and item.mention.rule == _TET else item

    def is_to_come(self, expr: PeriodExpr) -> bool:
        """ "Khám tuyển nghĩa vụ quân sự năm 2020", told in 2019: nothing has been counted in that year yet; nor in "hai
        tháng cuối năm" while they go on.
        """
        days = resolve(expr, year=expr.stated_year, published=self.published)
        if self.published is None:
            return False
        if expr.kind == "part" and _is_end_of_year(expr) and expr.stated_year in (None, self.published.year):
            return (self.published + _TOLD_BEFORE_END).year == self.published.year
        return days.start is not None and days.start > self.published

    def _is_over(self, expr: PeriodExpr) -> bool:
        """ "Năm 2011, các cấp hội tập trung vận động hội viên", told in 2012: nothing is still to come of that year."""
        days = resolve(expr, year=expr.stated_year, published=self.published)
        return self.published is not None and days.end is not None and days.end < self.published

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
        if self.points_back(expr):
            return None
        if expr.kind == "now":
            return Dated(None, None, None, f"{kept.how} (no period)")
        if expr.kind in {"term", "unknown_span"}:
            expr = self._known_term(expr)
        days = self.resolved(expr, kept.year)
        if days == UNKNOWN and expr.kind not in _NONE:
            return None
        return Dated(days.year, days.start, days.end, kept.how)

    def points_back(self, expr: PeriodExpr) -> bool:
        """Whether it only points to the period being reported ("trong quý", "trong năm" of a school year)."""
        in_school_year = self.current is not None and self.current.expr.kind == "school_year"
        return expr.kind == "this_part" or (expr.kind == "this_year" and in_school_year)

    def _known_term(self, expr: PeriodExpr) -> PeriodExpr:
        """The years of "cả nhiệm kỳ" or "5 năm qua", where the article states them elsewhere."""
        term = self.term
        if term is None or term.start is None or term.end is None or not term.start.year or not term.end.year:
            return expr
        years = term.end.year - term.start.year
        return term if expr.kind == "term" or expr.months // 12 in {years, years + 1} else expr

    def resolved(self, expr: PeriodExpr, year: int | None) -> Resolved:
        """The days that an expression means here; a part of the year that would lie ahead is last year's."""
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
        compared = (item.expr.stated_year for item in stated if item.expr.kind == "same_period")
        years = [year + 1 for year in compared if year]
        if not years or self.published is None:
            return max(years, default=None)
        over = self.published.month <= _REPORTED_UNTIL and max(years) == self.published.year - 1
        return max(years) if over else None

    def names_quarter(self, item: Stated) -> bool:
        """Whether a period is a quarter by its words ("quý III", "trong quý")."""
        return cues()["names_quarter"].search(self.words(item)) is not None

    def words(self, item: Stated) -> str:
        """The words of a mention, on one line."""
        return self.low[item.mention.start : item.mention.end].replace("\n", " ")


def _is_end_of_year(expr: PeriodExpr) -> bool:
    """ "6 tháng cuối năm", "hai tháng cuối năm"."""
    return expr.end is not None and expr.end.month == _DECEMBER and expr.start is not None and expr.start.month > 1
