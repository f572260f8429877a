"""What a period expression says, and the days it means once year and date of publication are known."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar whose year may be left to the context. `day` 0 is the last day of the month."""

    year: int | None
    month: int
    day: int

    def on(self, year: int | None) -> date | None:
        """The date, with `year` where the text states none; None where no year is known or the day does not exist."""
        known = self.year if self.year is not None else year
        if known is None:
            return None
        last = monthrange(known, self.month)[1]
        if self.day > last:
            return None
        return date(known, self.month, self.day or last)


@dataclass(frozen=True, slots=True)
class PeriodExpr:
    """A period as the text says it.

    `kind`: `year`, `part` (months, quarter or half of one year), `span` (from day to day), `school_year`, `years`
    (several whole years), `as_of` (up to `end`), `year_to_date`, `since`, `day`, and those that state no days of their
    own: `now`, `same_period`, `this_year`, `this_part`, `term` (of office), `unknown_span`, `future`, `season`,
    `lunar`, `time`, `months_past`, `relative`. `start`, `end`: first and last day; a year left open comes from the
    context. `offset`: years from the year of publication ("năm ngoái" is -1), with `of_context` from the year that is
    being reported ("năm trước"; "cũng trong tuần này" is the week told before). `past`: "năm qua". `to_now`: the end
    is the day of publication. `comparison`: the level something is compared with. `months`: how many, for
    `months_past` and `unknown_span` ("5 năm qua"). `unit`, `first`, `last`: days, weeks, months, quarters or years
    counted from that of publication: (-1, -1) is the last one ("tuần trước"), (1, 3) the next three.
    """

    kind: str
    start: Day | None = None
    end: Day | None = None
    offset: int | None = None
    of_context: bool = False
    past: bool = False
    to_now: bool = False
    comparison: bool = False
    months: int = 0
    unit: str | None = None
    first: int = 0
    last: int = 0

    @property
    def stated_year(self) -> int | None:
        """The year that the text itself states, of the end where there are two."""
        for day in (self.end, self.start):
            if day is not None and day.year is not None:
                return day.year
        return None

    @property
    def has_days(self) -> bool:
        """Whether it can be resolved to days at all."""
        return self.start is not None or self.end is not None or self.to_now or self.kind in {"months_past", "relative"}


@dataclass(frozen=True, slots=True)
class Resolved:
    """First and last day (either may be open) and the calendar year, null where several or unknown."""

    year: int | None
    start: date | None
    end: date | None


UNKNOWN = Resolved(None, None, None)


def is_within(part: Resolved, whole: Resolved) -> bool:
    """Whether all days of one are days of the other; not where either is open.

    >>> year = Resolved(2022, date(2022, 1, 1), date(2022, 12, 31))
    >>> is_within(Resolved(2022, date(2022, 4, 1), date(2022, 6, 30)), year)
    True
    """
    if part.start is None or part.end is None or whole.start is None or whole.end is None:
        return False
    return whole.start <= part.start and part.end <= whole.end


def resolve(expr: PeriodExpr, *, year: int | None, published: date | None) -> Resolved:
    """The days that `expr` means; `year` is that of the context, for expressions that state none.

    >>> half = PeriodExpr("part", Day(None, 1, 1), Day(None, 6, 30))
    >>> resolve(half, year=2022, published=None).end
    datetime.date(2022, 6, 30)
    """
    if expr.kind == "months_past":
        return _months_past(expr.months, year, published)
    if expr.kind == "relative":
        return _up_to(published, relative_days(expr, published), expr.to_now) if published else UNKNOWN
    if expr.kind == "season":
        return Resolved(expr.stated_year, None, None)
    if not expr.has_days:
        return UNKNOWN
    if expr.offset is not None:
        year = published.year + expr.offset if published else year
    end = published if expr.to_now else expr.end.on(year) if expr.end else None
    if expr.to_now and published is None:
        start = expr.start.on(None) if expr.start else None
        return Resolved(start.year if start and expr.kind == "year_to_date" else None, start, None)
    start_year = end.year if end and expr.offset is None else year
    start = expr.start.on(start_year) if expr.start else None
    if start and end and start > end and expr.start and expr.start.year is None:
        start = expr.start.on(end.year - 1)
    return Resolved(_year(expr, start, end), start, end)


def _up_to(published: date, days: Resolved, to_now: bool) -> Resolved:
    """ "Từ đầu tháng đến nay": the days so far."""
    return replace(days, end=published) if to_now else days


def _year(expr: PeriodExpr, start: date | None, end: date | None) -> int | None:
    if expr.kind == "as_of" and end:
        return end.year
    if start and end and start.year == end.year:
        return end.year
    return start.year if start and not end else None


def _months_past(count: int, year: int | None, published: date | None) -> Resolved:
    """ "9 tháng qua" in a September or later is January to September; else the months before publication."""
    if published is None:
        if year is None or count > 12:
            return UNKNOWN
        return Resolved(year, date(year, 1, 1), date(year, count, monthrange(year, count)[1]))
    if 3 <= count <= published.month or count == published.month - 1:
        end = date(published.year, count, monthrange(published.year, count)[1])
        return Resolved(published.year, date(published.year, 1, 1), end)
    if count == 12 and published.month <= 2:
        return Resolved(published.year - 1, date(published.year - 1, 1, 1), date(published.year - 1, 12, 31))
    end = published.replace(day=1) - timedelta(days=1)
    begin = (end.year * 12 + end.month - 1) - (count - 1)
    start = date(begin // 12, begin % 12 + 1, 1)
    return Resolved(end.year if start.year == end.year else None, start, end)


_LENGTHS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}


def days_near(expr: PeriodExpr, told: Resolved) -> Resolved:
    """What "cũng trong tuần này" means where the article told of the days `told` just before."""
    if told.end is None:
        return UNKNOWN
    length = _LENGTHS[expr.unit or "month"]
    if told.start and expr.first == expr.last == 0 and (told.end - told.start).days < length:
        return told
    return relative_days(expr, told.end)


def relative_days(expr: PeriodExpr, published: date) -> Resolved:
    """The days of `expr.unit` number `first` to `last` from the one that `published` falls in.

    >>> relative_days(PeriodExpr("relative", unit="week", first=-1, last=-1), date(2017, 2, 2)).start
    datetime.date(2017, 1, 23)
    """
    if expr.unit in {"day", "week"}:
        length = 7 if expr.unit == "week" else 1
        base = published - timedelta(days=published.weekday() if length == 7 else 0)
        start = base + timedelta(days=length * expr.first)
        end = base + timedelta(days=length * (expr.last + 1) - 1)
    else:
        length = {"month": 1, "quarter": 3, "year": 12}[expr.unit or "month"]
        base_month = (published.year * 12 + published.month - 1) // length * length
        begin, close = base_month + length * expr.first, base_month + length * (expr.last + 1) - 1
        start = date(begin // 12, begin % 12 + 1, 1)
        end = date(close // 12, close % 12 + 1, monthrange(close // 12, close % 12 + 1)[1])
    return Resolved(start.year if start.year == end.year else None, start, end)
