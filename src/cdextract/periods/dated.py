"""Periods as figures have them, and as a story keeps them for later figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cdextract.periods.values import PeriodExpr


@dataclass(frozen=True, slots=True)
class Dated:
    """The period of a figure: year (null where it spans several or is not stated), first and last day, how it was
    found, and whether it carries over from another sentence.
    """

    year: int | None
    start: date | None
    end: date | None
    how: str
    is_carried: bool = False


UNSTATED = Dated(None, None, None, "not stated")


@dataclass(frozen=True, slots=True)
class Kept:
    """A period that later figures may take: the expression, the year it had where it stood, and how to tell of it."""

    expr: PeriodExpr
    year: int | None
    how: str
