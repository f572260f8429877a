"""Dates in letters → dates in digits: "mùng một tháng một năm một chín chín chín" → "mùng 1 tháng một năm 1999"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from cdextract.numbers.words import ENDINGS, ODD, parse_words
from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
from cdextract.rules.loading import load_yaml
from cdextract.text.normalised import longest_first


@dataclass(frozen=True, slots=True)
class _Spelled:
    day: regex.Pattern[str]
    month: regex.Pattern[str]
    year: regex.Pattern[str]
    has_day: regex.Pattern[str]


@cache
def _spelled(_: Path | None) -> _Spelled:
    parts = load_yaml("periods.yaml")["parts"]
    word, digit, day = ("|".join(longest_first(parts[name])) for name in ("numerals", "digits", "day_words"))
    return _Spelled(
        day=compile_rule(rf"(?<!\p{{L}})((?:{word})(?: (?:{word})){{0,2}})(?= tháng(?!\p{{L}}))"),
        month=compile_rule(rf"(?<=(?<!\p{{L}}|\d )tháng )((?:mười )?(?:{digit})|mười)(?!\p{{L}})(?! \d)"),
        year=compile_rule(rf"(?<=(?<!\p{{L}})năm )((?:{word})(?: (?:{word})){{2,}})(?!\p{{L}})"),
        has_day=compile_rule(rf"(?:{day})(?: \p{{L}}+){{1,3}} tháng|^(?:\p{{L}}+ ){{2,3}}tháng"),
    )


def with_digits(low: str) -> str:
    """Days before "tháng" and years behind "năm" in digits, months too where no day stands before; other words stay.

    >>> with_digits("hai tư tháng bảy năm hai nghìn mười ba")
    '24 tháng bảy năm 2013'
    """
    spelled = _spelled(resources.user_pattern_dir())
    low = spelled.year.sub(lambda match: _year(match[1]), low)
    if spelled.has_day.search(low):
        low = spelled.day.sub(lambda match: _day(match[1]), low)
    return spelled.month.sub(lambda match: _number(match[1]), low)


def _number(words: str) -> str:
    value = parse_words(words.split(), spoken=True)
    return words if value is None else str(int(value))


def _day(words: str) -> str:
    digits = _number(words)
    return digits if digits.isdigit() and 1 <= int(digits) <= 31 else words


def _year(words: str) -> str:
    """Years are read as numbers or digit by digit: hai nghìn không trăm hai mươi ba, hai không hai ba, một chín
    tám tư."""
    parts = words.split()
    value = parse_words(parts, spoken=True)
    if value is not None and 1000 <= value <= 2100:
        return str(int(value))
    plain = [part for part in parts if part not in ODD]
    if parts[:2] == ["hai", "không"] and len(parts) > 2:
        tail = parse_words(plain[2:], spoken=True)
        return str(2000 + int(tail)) if tail is not None and tail < 100 else words
    digits = "".join(str(ENDINGS[part]) for part in plain if part in ENDINGS)
    return digits if len(digits) == 4 == len(plain) else words
