"""The forms of periods: what the named parts of a pattern in `patterns/periods.yaml` make.

`build` turns the parts that a rule matched into a `PeriodExpr`; None where they make none (months that run backwards,
say).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from cdextract.numbers.words import parse_words
from cdextract.periods.values import Day, PeriodExpr
from cdextract.rules import resources
from cdextract.rules.loading import load_yaml

Groups = Mapping[str, str | None]


@cache
def _parts(_: Path | None) -> dict[str, Any]:
    parts: dict[str, Any] = load_yaml("periods.yaml")["parts"]
    return parts


def _values(name: str) -> dict[str, Any]:
    """What the words of a part mean (`parts` of the file)."""
    values: dict[str, Any] = _parts(resources.user_pattern_dir())[name]
    return values


def _count(text: str | None) -> int:
    if text is None:
        return 0
    return int(text) if text.isdigit() else int(parse_words(text.split(), spoken=True) or 0)


def _year_of(groups: Groups, name: str = "y") -> int | None:
    text = groups.get(name)
    return int(text) if text else None


def _month_of(groups: Groups, name: str = "m") -> int:
    return _count(groups.get(name))


def _quarter_of(text: str | None) -> int:
    return int(_values("quarters").get(text or "", 0)) or _count(text)


def _day_of(groups: Groups, suffix: str = "") -> Day | None:
    day, month = groups.get(f"d{suffix}"), groups.get(f"m{suffix}")
    if day is None or month is None:
        return None
    return Day(_year_of(groups, f"y{suffix}"), _count(month), int(day))


def _offset(groups: Groups) -> int | None:
    return _values("offsets").get(groups.get("rel") or "")


def _months(
    year: int | None, first: int, last: int, *, offset: int | None = None, past: bool = False
) -> PeriodExpr | None:
    if not 1 <= first <= last <= 12:
        return None
    return PeriodExpr(
        "part", Day(year, first, 1), Day(year, last, 0), offset=offset if year is None else None, past=past
    )


def _side(groups: Groups, count: int) -> tuple[int, int]:
    return (13 - count, 12) if groups.get("side") in _values("last_side") else (1, count)


def _part(groups: Groups) -> PeriodExpr | None:
    first, last = _side(groups, _count(groups["n"]))
    return _months(
        _year_of(groups), first, last, offset=_offset(groups), past=(groups.get("rel") or "").endswith("qua")
    )


def _half(groups: Groups) -> PeriodExpr | None:
    first, last = _side(groups, 6)
    return _months(_year_of(groups), first, last, offset=_offset(groups))


def _quarters(groups: Groups) -> PeriodExpr | None:
    if groups.get("n"):
        return _months(_year_of(groups), 1, 3 * _count(groups["n"]), offset=_offset(groups))
    first, last = _quarter_of(groups["q1"]), _quarter_of(groups["q2"])
    return _months(_year_of(groups), 3 * first - 2, 3 * last, offset=_offset(groups)) if first < last else None


def _quarter(groups: Groups) -> PeriodExpr | None:
    number = _quarter_of(groups["q"])
    return _months(_year_of(groups), 3 * number - 2, 3 * number, offset=_offset(groups))


def _month(groups: Groups) -> PeriodExpr | None:
    month = _month_of(groups)
    return _months(_year_of(groups), month, month, offset=_offset(groups))


def _part_of_month(groups: Groups) -> PeriodExpr | None:
    month = _months(_year_of(groups), _month_of(groups), _month_of(groups), offset=_offset(groups))
    days = _count(groups["n"]) if groups.get("n") else 15
    if month is None or month.start is None or not 1 <= days <= 31:
        return None
    if groups.get("side") in _values("last_side"):
        return replace(month, start=replace(month.start, day=16))
    return replace(month, end=replace(month.start, day=days))


def _year(groups: Groups) -> PeriodExpr:
    year = _year_of(groups)
    return PeriodExpr("year", Day(year, 1, 1), Day(year, 12, 31))


def _relative_year(groups: Groups) -> PeriodExpr:
    offset = 1 if groups.get("next") else _offset(groups)
    nearest = groups.get("rel") in _values("of_context") or bool(groups.get("next"))
    return PeriodExpr(
        "year", Day(None, 1, 1), Day(None, 12, 31), offset=offset, past=bool(groups.get("past")), of_context=nearest
    )


def _this_year(_: Groups) -> PeriodExpr:
    return PeriodExpr("this_year", Day(None, 1, 1), Day(None, 12, 31))


def _years(groups: Groups) -> PeriodExpr | None:
    first, last = _year_of(groups, "y1"), _year_of(groups, "y2")
    if first is None or last is None or not first < last <= first + 60:
        return None
    return PeriodExpr("years", Day(first, 1, 1), Day(last, 12, 31))


def _school_year(groups: Groups) -> PeriodExpr | None:
    first, last = _year_of(groups, "y1"), _year_of(groups, "y2")
    if first is None or last != first + 1:
        return None
    return PeriodExpr("school_year", Day(first, 9, 1), Day(last, 8, 31))


def _span(groups: Groups) -> PeriodExpr | None:
    start, end = _day_of(groups, "1"), _day_of(groups, "2")
    return PeriodExpr("span", start, end) if start and end else None


def _days(groups: Groups) -> PeriodExpr | None:
    end = _day_of(groups, "2")
    first = int(groups["d1"] or 0)
    if end is None or first >= end.day:
        return None
    return PeriodExpr("span", replace(end, day=first), end)


def _years_and_months(groups: Groups) -> PeriodExpr | None:
    """ "năm 2022-2023 và 9 tháng đầu năm 2024": years that follow each other, and the months of the next one."""
    first, last, now = _year_of(groups, "y1"), _year_of(groups, "y2"), _year_of(groups, "y3")
    if first is None or now is None or (last or first) != now - 1 or first > now - 1:
        return None
    return PeriodExpr("span", Day(first, 1, 1), Day(now, _count(groups["n"]), 0))


def _between_months(groups: Groups) -> PeriodExpr | None:
    first, last = _month_of(groups, "m1"), _month_of(groups, "m2")
    year1, year2 = _year_of(groups, "y1"), _year_of(groups, "y2")
    if year1 is None and first >= last and year2 is None:
        return None
    return PeriodExpr("span", Day(year1, first, 1), Day(year2, last, 0))


def _end(groups: Groups) -> Day | None:
    """The day that closes a "… đến …": a date, or the last day of a month, quarter or year."""
    if day := _day_of(groups, "2"):
        return day
    year = _year_of(groups, "y2")
    if groups.get("m2"):
        return Day(year, _month_of(groups, "m2"), _day_within(groups))
    if groups.get("q2"):
        return Day(year, 3 * _quarter_of(groups["q2"]), 0)
    return Day(year, 12, 31)


def _day_within(groups: Groups) -> int:
    """The day that "giữa" or "trung tuần" means; 0 is the last one of the month."""
    return 15 if groups.get("mid") else int(_values("thirds").get(groups.get("third") or "", 0))


def _as_of(groups: Groups) -> PeriodExpr:
    return PeriodExpr("as_of", None, _end(groups), offset=_offset(groups))


def _up_to_now(_: Groups) -> PeriodExpr:
    return PeriodExpr("as_of", to_now=True)


def _year_to_date(groups: Groups) -> PeriodExpr:
    year = _year_of(groups, "y1")
    closed = any(groups.get(name) for name in ("d2", "m2", "q2"))
    if not closed:
        offset = None if year else 0
        return PeriodExpr("year_to_date", Day(year, 1, 1), None, offset=offset, to_now=True)
    end = _end(groups)
    if end and end.year is None and year:
        end = replace(end, year=year)
    return PeriodExpr("year_to_date", Day(year, 1, 1), end)


def _since(groups: Groups) -> PeriodExpr:
    if any(groups.get(name) for name in ("d2", "m2", "q2")):
        return PeriodExpr("span", Day(_year_of(groups, "y1"), 1, 1), _end(groups))
    if groups.get("unit"):
        return PeriodExpr("relative", unit=_values("units")[groups["unit"] or ""], to_now=True)
    start = _day_of(groups, "1") or Day(_year_of(groups, "y1"), _month_of(groups, "m1") or 1, 1)
    return PeriodExpr("since", start, None, offset=_offset(groups), to_now=True)


def _same_period(groups: Groups) -> PeriodExpr:
    year = _year_of(groups)
    return PeriodExpr("same_period", Day(year, 1, 1) if year else None, comparison=True)


def _unknown_span(groups: Groups) -> PeriodExpr:
    return PeriodExpr("unknown_span", months=12 * _count(groups.get("n")))


def _months_past(groups: Groups) -> PeriodExpr:
    return PeriodExpr("months_past", months=_count(groups["n"]))


def _relative(groups: Groups) -> PeriodExpr:
    """ "Tuần trước", "3 ngày tới": units before (`back`) or after the day of publication, `n` of them."""
    count = _count(groups.get("n"))
    unit = _values("units")[groups.get("unit") or "ngày"]
    if groups.get("ahead"):
        return PeriodExpr("relative", unit=unit, first=1, last=max(count, 1))
    if groups.get("back"):
        return PeriodExpr("relative", unit=unit, first=-max(count, 1), last=-1)
    return PeriodExpr("relative", unit=unit, of_context=bool(groups.get("same")))


def _future(groups: Groups) -> PeriodExpr:
    if not groups.get("n"):
        return PeriodExpr("future")
    unit = _values("units")[groups.get("unit") or "tháng"]
    return PeriodExpr("future", unit=unit, first=1, last=_count(groups["n"]))


def _near_day(groups: Groups) -> PeriodExpr:
    step = next((days for words, days in _values("near_days").items() if (groups.get("near") or "").endswith(words)), 0)
    return PeriodExpr("relative", unit="day", first=step, last=step)


def _workers_month(groups: Groups) -> PeriodExpr | None:
    return _months(_year_of(groups), 5, 5, offset=_offset(groups))


def _day(groups: Groups) -> PeriodExpr | None:
    day = _day_of(groups)
    if day is None or not 1 <= day.month <= 12:
        return None
    if groups.get("yy"):
        year = int(groups["yy"] or 0)
        day = replace(day, year=year + (2000 if year < 45 else 1900))
    return PeriodExpr("day", day, day)


def _plain(kind: str) -> Callable[[Groups], PeriodExpr]:
    return lambda _: PeriodExpr(kind)


def _season(groups: Groups) -> PeriodExpr:
    year = _year_of(groups)
    return PeriodExpr("season", Day(year, 1, 1) if year else None, None)


_BUILDERS: dict[str, Callable[[Groups], PeriodExpr | None]] = {
    "year": _year,
    "relative_year": _relative_year,
    "this_year": _this_year,
    "years": _years,
    "school_year": _school_year,
    "part": _part,
    "half": _half,
    "quarter": _quarter,
    "quarters": _quarters,
    "month": _month,
    "part_of_month": _part_of_month,
    "months": _between_months,
    "years_and_months": _years_and_months,
    "workers_month": _workers_month,
    "span": _span,
    "days": _days,
    "as_of": _as_of,
    "up_to_now": _up_to_now,
    "year_to_date": _year_to_date,
    "since": _since,
    "same_period": _same_period,
    "months_past": _months_past,
    "unknown_span": _unknown_span,
    "relative": _relative,
    "future": _future,
    "near_day": _near_day,
    "day": _day,
    "season": _season,
    **{kind: _plain(kind) for kind in ("now", "term", "this_part", "lunar", "time")},
}


def build(kind: str, groups: Groups) -> PeriodExpr | None:
    """The period that the named parts of a rule of that `kind` make."""
    return _BUILDERS[kind](groups)
