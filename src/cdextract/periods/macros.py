"""The named parts of the patterns in `patterns/periods.yaml` ({y}, {m1}, {date2} …), written out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from cdextract.rules import resources
from cdextract.rules.loading import load_yaml
from cdextract.text.normalised import longest_first

_YEAR = r"(?:19(?:4[5-9]|[5-9]\d)|20\d\d|2100)(?!\d)"
_MONTH_DIGITS = r"(?:1[0-2]|0?[1-9])(?!\d)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)"


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts that have words of `patterns/periods.yaml` in them."""

    month: str
    quarter: str
    count: str
    hour: str
    before_dotted: str


@cache
def _parts(_: Path | None) -> _Parts:
    parts = load_yaml("periods.yaml")["parts"]
    months, no_month_before = _any_of(parts["months"]), "".join(f"| {word}" for word in parts["no_month_before"])
    return _Parts(
        month=rf"{_MONTH_DIGITS}|(?:{months})(?! \d{no_month_before})(?!\p{{L}})",
        quarter=rf"(?:[1-4]|{_any_of(parts['quarters'])})(?![\p{{L}}\d])",
        count=rf"(?<![\d/-])(?<!\d[.,]){_MONTH_DIGITS}|(?:{_any_of(parts['counts'])})(?!\p{{L}})",
        hour=parts["hour"],
        before_dotted=rf"(?<=(?:{_any_of(parts['before_dotted'])}) )",
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(longest_first(words))


def _date_form(suffix: str, parts: _Parts, *, full: bool = False) -> str:
    slashed = rf"(?P<d{suffix}>{_DAY}) ?[/.-] ?(?P<m{suffix}>{_MONTH_DIGITS}) ?[/.-] ?(?P<y{suffix}>{_YEAR})"
    worded = rf"(?P<d{suffix}>{_DAY}) tháng (?P<m{suffix}>{parts.month})(?![.,]\d)"
    if full:
        return rf"(?:{slashed}|{worded},? năm (?P<y{suffix}>{_YEAR}))"
    short = rf"(?P<d{suffix}>{_DAY}) ?[/-] ?(?P<m{suffix}>{_MONTH_DIGITS})(?!\d|[/-]\d)"
    dotted = rf"{parts.before_dotted}(?P<d{suffix}>{_DAY})\.(?P<m{suffix}>(?:1[0-2]|0?[1-9])(?!\d|[.,]\d))"
    return rf"(?:{slashed}|{short}|{dotted}|{worded}(?:(?:,? năm|,) (?P<y{suffix}>{_YEAR}))?)"


def expand(pattern: str) -> str:
    """Put the forms of the named parts in the place of `{y}`, `{m1}`, `{date2}` …"""
    parts = _parts(resources.user_pattern_dir())
    simple = {"y": _YEAR, "m": parts.month, "d": _DAY, "q": parts.quarter, "n": parts.count}

    def form(match: regex.Match[str]) -> str:
        name, suffix = match["name"], match["suffix"]
        if name == "date":
            return _date_form(suffix, parts)
        if name == "full":
            return _date_form(suffix, parts, full=True)
        if name == "hour":
            return parts.hour
        return f"(?P<{name}{suffix}>{simple[name]})"

    return regex.sub(r"\{(?P<name>date|full|hour|[ymdqn])(?P<suffix>\d?)\}", form, pattern)
