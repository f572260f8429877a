"""The named parts of the patterns in `patterns/periods.yaml` ({y}, {m1}, {date2} …), written out."""

from __future__ import annotations

import regex

_YEAR = r"(?:19(?:4[5-9]|[5-9]\d)|20\d\d|2100)(?!\d)"
_MONTH_WORDS = "mười hai|mười một|mười|một|hai|ba|bốn|tư|năm|sáu|bảy|bẩy|tám|chín"
_MONTH = rf"(?:1[0-2]|0?[1-9])(?!\d)|(?:{_MONTH_WORDS.replace('năm|', '')})(?! \d| đến| nay| liền)(?!\p{{L}})"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)"
_COUNT = rf"(?<![\d/.,-])(?:1[0-2]|0?[1-9])(?!\d)|(?:{_MONTH_WORDS})(?!\p{{L}})"
_QUARTER = r"(?:i{1,3}|iv|[1-4]|một|hai|ba|tư|bốn|nhất)(?![\p{L}\d])"
_HOUR = r"(?: \d{1,2} ?(?:h|g|giờ) ?(?:\d{1,2})?['’]?(?: ?phút)?,?(?: (?= ))?)?"


def _date_form(suffix: str, *, full: bool = False) -> str:
    slashed = rf"(?P<d{suffix}>{_DAY}) ?[/.-] ?(?P<m{suffix}>(?:1[0-2]|0?[1-9])(?!\d)) ?[/.-] ?(?P<y{suffix}>{_YEAR})"
    worded = rf"(?P<d{suffix}>{_DAY}) tháng (?P<m{suffix}>{_MONTH})(?![.,]\d)"
    if full:
        return rf"(?:{slashed}|{worded},? năm (?P<y{suffix}>{_YEAR}))"
    short = rf"(?P<d{suffix}>{_DAY}) ?[/-] ?(?P<m{suffix}>(?:1[0-2]|0?[1-9])(?!\d))(?!\d|[/-]\d)"
    behind = "(?<=(?:ngày|sáng|chiều|tính đến|tính tới|đến hết) )"
    dotted = rf"{behind}(?P<d{suffix}>{_DAY})\.(?P<m{suffix}>(?:1[0-2]|0?[1-9])(?!\d|[.,]\d))"
    return rf"(?:{slashed}|{short}|{dotted}|{worded}(?:(?:,? năm|,) (?P<y{suffix}>{_YEAR}))?)"


def expand(pattern: str) -> str:
    """Put the forms of the named parts in the place of `{y}`, `{m1}`, `{date2}` …"""
    simple = {"y": _YEAR, "m": _MONTH, "d": _DAY, "q": _QUARTER, "n": _COUNT}

    def form(match: regex.Match[str]) -> str:
        name, suffix = match["name"], match["suffix"]
        if name == "date":
            return _date_form(suffix)
        if name == "full":
            return _date_form(suffix, full=True)
        if name == "hour":
            return _HOUR
        return f"(?P<{name}{suffix}>{simple[name]})"

    return regex.sub(r"\{(?P<name>date|full|hour|[ymdqn])(?P<suffix>\d?)\}", form, pattern)
