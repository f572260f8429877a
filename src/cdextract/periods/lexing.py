"""A sentence → its periods ("6 tháng đầu năm 2022"), calendar days ("ngày 12/6/2021") and times of day ("21h15").

The forms are in `patterns/periods.yaml`. Relative forms ("năm nay", "quý II") keep their year open;
`period_values.resolve` closes it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import regex

from cdextract.periods.forms import build
from cdextract.periods.macros import expand
from cdextract.periods.spelling import with_digits
from cdextract.periods.values import Day, PeriodExpr, Resolved, relative_days, resolve
from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
from cdextract.rules.loading import Found, load_yaml
from cdextract.rules.sieve import Sieve
from cdextract.text.normalised import lower, normalise
from cdextract.text.spans import Mention

__all__ = ["Day", "PeriodExpr", "Resolved", "lex_periods", "parse_period", "resolve"]


_OPENS = compile_rule(r"\s?\(\s?")


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    emits: str
    kind: str


@cache
def _rules(_: Path | None) -> tuple[Sieve[_Rule], regex.Pattern[str]]:
    data = load_yaml("periods.yaml")
    rules = (
        (compile_rule(expand(rule["pattern"])), _Rule(rule["id"], rule["emits"], rule["kind"]))
        for rule in data["rules"]
    )
    return Sieve(rules), compile_rule(data["cues"]["compared"])


def lex_periods(text: str) -> list[Mention]:
    """All periods, days and times of a (normalised) text as mentions `period`, `date` and `time`, in order.

    The value of each is a `PeriodExpr`. Mentions do not overlap: an earlier rule of the file takes the text from a
    later one.

    >>> [(mention.type, mention.value.stated_year) for mention in lex_periods("Quý I/2025 và ngày 12/6/2021")]
    [('period', 2025), ('date', 2021)]
    """
    low = lower(text)
    rules, compared = _rules(resources.user_pattern_dir())
    taken = bytearray(len(low))
    found: list[Mention] = []
    for rule, match in rules.matches(low, low):
        start, end = match.span()
        value = None if start == end or any(taken[start:end]) else build(rule.kind, match.groupdict())
        if value is None:
            continue
        if not value.comparison and compared.search(low, max(0, start - 60), start):
            value = replace(value, comparison=True)
        taken[start:end] = b"\1" * (end - start)
        found.append(Mention(rule.emits, start, end, value, rule.id))
    return _without_rounded(low, sorted(found, key=lambda mention: mention.start))


def _without_rounded(low: str, mentions: list[Mention]) -> list[Mention]:
    """ "10 tháng (từ 15/12/2019 đến 14/10/2020)": the days in the bracket are those of the figures."""
    exact = {
        first.start
        for first, second in pairwise(mentions)
        if first.type == "period" and _states_days(second.value) and _OPENS.fullmatch(low, first.end, second.start)
    }
    return [mention for mention in mentions if mention.start not in exact]


def _states_days(expr: PeriodExpr) -> bool:
    """ "từ 15/12/2019 đến 14/10/2020": both ends and the year of the last."""
    return expr.kind == "span" and expr.start is not None and expr.end is not None and expr.end.year is not None


def parse_period(text: str, published: date | None = None) -> tuple[date | None, date | None] | None:
    """The first and last day (both included) of the period that `text` states; an open end is None.

    Relative forms are resolved against `published`. None where `text` states no period, or one whose days are not
    known.

    >>> parse_period("6 tháng đầu năm 2022"), parse_period("năm ngoái", published=date(2024, 3, 1))
    ((datetime.date(2022, 1, 1), datetime.date(2022, 6, 30)), (datetime.date(2023, 1, 1), datetime.date(2023, 12, 31)))
    """
    plain = with_digits(" ".join(normalise(text).lower.split()))
    for phrase in (plain, f"ngày {plain}", f"tháng {plain}", f"năm {plain}"):
        for mention in lex_periods(phrase):
            if mention.type == "time" or mention.value.comparison:
                continue
            found = _resolved(mention.value, published)
            if found.start or found.end:
                return found.start, found.end
    return None


def _resolved(expr: PeriodExpr, published: date | None) -> Resolved:
    if published is None:
        return resolve(expr, year=None, published=None)
    if expr.past:
        expr = replace(expr, offset=-1 if published.month <= 3 else 0)
    if expr.kind == "unknown_span" and expr.months:
        return relative_days(PeriodExpr("relative", unit="year", first=-expr.months // 12, last=-1), published)
    if expr.kind == "future" and expr.unit:
        return relative_days(expr, published)
    return resolve(expr, year=published.year, published=published)


def example_results(text: str) -> list[Found]:
    """What the period rules find in an example of `patterns/periods.yaml`, as if published on 18 September 2024."""
    published = date(2024, 9, 18)
    results = []
    for mention in lex_periods(text):
        days = _resolved(mention.value, published)
        fields = {
            "type": mention.type,
            "start": str(days.start) if days.start else "null",
            "end": str(days.end) if days.end else "null",
            "comparison": str(int(mention.value.comparison)),
        }
        results.append(Found(mention.rule, mention.start, mention.end, fields))
    return results
