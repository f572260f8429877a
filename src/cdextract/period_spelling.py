"""Dates in letters → dates in digits: "mùng một tháng một năm một chín chín chín" → "mùng 1 tháng một năm 1999"."""

from __future__ import annotations

import regex

from cdextract.compiled import compile_rule
from cdextract.number_words import ENDINGS, parse_words

_WORD = "(?:không|một|mốt|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|bẩy|tám|chín|mười|mươi|trăm|nghìn|ngàn|lẻ|linh)"
_DAY = compile_rule(rf"(?<!\p{{L}})({_WORD}(?: {_WORD}){{0,2}})(?= tháng(?!\p{{L}}))")
_MONTH = compile_rule(
    r"(?<=(?<!\p{L}|\d )tháng )((?:mười )?(?:một|hai|ba|tư|năm|sáu|bảy|bẩy|tám|chín)|mười)(?!\p{L})(?! \d)"
)
_YEAR = compile_rule(rf"(?<=(?<!\p{{L}})năm )({_WORD}(?: {_WORD}){{2,}})(?!\p{{L}})")


def with_digits(low: str) -> str:
    """Days before "tháng" and years behind "năm" in digits, months too where no day stands before; other words stay.

    >>> with_digits("hai tư tháng bảy năm hai nghìn mười ba")
    '24 tháng bảy năm 2013'
    """
    low = _YEAR.sub(lambda match: _year(match[1]), low)
    if regex.search(r"(?:ngày|mồng|mùng)(?: \p{L}+){1,3} tháng|^(?:\p{L}+ ){2,3}tháng", low):
        low = _DAY.sub(lambda match: _day(match[1]), low)
    return _MONTH.sub(lambda match: _number(match[1]), low)


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
    plain = [part for part in parts if part not in {"lẻ", "linh"}]
    if parts[:2] == ["hai", "không"] and len(parts) > 2:
        tail = parse_words(plain[2:], spoken=True)
        return str(2000 + int(tail)) if tail is not None and tail < 100 else words
    digits = "".join(str(ENDINGS[part]) for part in plain if part in ENDINGS)
    return digits if len(digits) == 4 == len(plain) else words
