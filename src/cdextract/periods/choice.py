"""Which of the periods of a sentence serves where none is reported, and what year one without a year means."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cdextract.periods.governing import before, inside
from cdextract.periods.roles import Stated
from cdextract.periods.values import PeriodExpr

_SHORT = 21  # days; a shorter span is that of an event unless it opens its sentence


def of_plan(stated: list[Stated], start: int, end: int) -> Stated | None:
    """The plan whose year the figure at `start`…`end` takes."""
    plans = [item for item in stated if item.role == "plan" and item.expr.stated_year]
    return inside(plans, start, end) or before(plans, start) or next(iter(plans), None)


def of_resolution(stated: list[Stated], start: int) -> Stated | None:
    """The resolution told of before the figure."""
    return before([item for item in stated if item.role == "resolution"], start)


def stated_year(stated: Iterable[Stated], roles: set[str]) -> int | None:
    """The first year stated in one of the `roles`."""
    return next((item.expr.stated_year for item in stated if item.role in roles and item.expr.stated_year), None)


def past_year(published: date, known: int | None) -> int:
    """ "Năm qua" is the year reported on, if it was over or nearly so; before autumn it is the year before."""
    nearly_over = published.month >= 10
    if known is not None and (known < published.year or nearly_over):
        return known
    return published.year if nearly_over else published.year - 1


def is_short(expr: PeriodExpr) -> bool:
    """A span of a few days: what happened then is told in its own sentence."""
    if expr.kind != "span" or expr.start is None or expr.end is None:
        return False
    year = expr.stated_year or 2000
    start, end = expr.start.on(year), expr.end.on(year)
    return start is not None and end is not None and 0 <= (end - start).days <= _SHORT
