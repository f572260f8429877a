"""Tables that were flattened to running text: "Chỉ tiêu ĐVT Kế hoạch Thực hiện Tỷ lệ Thành lập CĐCS CĐCS 12 7 58,3".

The capital letters tell where a cell of the header begins, a run of as many numbers as there are columns where a row
ends.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import regex

from cdextract.numbers.lexing import Quantity, lex_numbers
from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
from cdextract.tables.headers import column_of, opening_phrases
from cdextract.text.normalised import longest_first

_MOST_WORDS = 9  # of a header cell, its period and what stands in brackets among them
_MOST_COLUMNS = 12
_WORD = compile_rule(r"\S+")
_INSIDE = compile_rule(r"[^\p{Lu}]|\p{Lu}{2,}")  # how a word inside a cell begins: in lower case, or as "CĐCS"
_NUMBER = r"[-+]?\d[\d.,]*(?:%|/\d[\d.,]*)?"
_ORDER = r"(?:(?:\d{1,3}|[IVX]{1,4})[.)]?\s+)?"


@cache
def _beginning(user_dir: Path | None) -> regex.Pattern[str]:
    phrases = (regex.escape(phrase[0].upper() + phrase[1:]) for phrase in opening_phrases(user_dir))
    body = "|".join(longest_first(phrases))
    return compile_rule(rf"(?<![\p{{L}}\d])(?:{body}|STT|TT)(?!\p{{L}})")


def heads_in(norm: str, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of the first header in a line; empty where it has none.

    >>> line = "Chỉ tiêu ĐVT Kế hoạch năm Thực hiện Tỷ lệ đạt (%) Thành lập CĐCS CĐCS 12 7 58,3"
    >>> [line[first:last] for first, last in heads_in(line, 0, len(line))]
    ['Chỉ tiêu', 'ĐVT', 'Kế hoạch năm', 'Thực hiện', 'Tỷ lệ đạt (%)']
    """
    for begin in _beginning(resources.user_pattern_dir()).finditer(norm, start, end):
        heads = _cells(norm, begin.start(), end)
        if len(heads) > 2:
            return heads
    return []


def _cells(norm: str, start: int, end: int) -> list[tuple[int, int]]:
    cells: list[tuple[int, int]] = []
    while len(cells) <= _MOST_COLUMNS:
        last = _cell_end(norm, start, end)
        if last is None:
            break
        cells.append((start, last))
        following = _WORD.search(norm, last, end)
        if following is None:
            break
        start = following.start()
    return cells


def _cell_end(norm: str, start: int, end: int) -> int | None:
    """Where the longest header cell that begins at `start` ends."""
    first = _WORD.match(norm, start, end)
    if first is None or not (first[0][0].isupper() or first[0][0] in "%#(+"):
        return None
    ends = [first.end()]
    for word in _WORD.finditer(norm, first.end(), min(end, first.end() + 80)):
        if len(ends) == _MOST_WORDS or not _INSIDE.match(word[0]):
            break
        ends.append(word.end())
    for last in reversed(ends):
        column = column_of(norm[start:last])
        if column is not None and not column.is_longer:
            return last
    return None


@cache
def row_pattern(numbers: int, ordered: bool) -> regex.Pattern[str]:
    """A row: a name that begins with a capital letter, and as many numbers as the header has columns for them.

    Behind the last number no other may stand, but that of the next row.
    """
    behind = rf"(?!\s+{_NUMBER}(?:\s|$))" if not ordered else rf"(?!\s+{_NUMBER}\s+{_NUMBER}(?:\s|$))"
    cells = rf"(?:\s+(?P<number>(?:{_NUMBER}|-)(?=\s|$))){{{numbers}}}"
    order = _ORDER if ordered else ""
    return compile_rule(rf"\s*{order}[-+•*]?\s*(?P<name>\p{{Lu}}.{{0,160}}?){cells}{behind}")


def scale_words(name: str) -> int:
    """How many characters at the end of a name are a unit that changes the number: "triệu đồng", "%"."""
    for words in (2, 1):
        parts = name.rsplit(" ", words)
        unit = " ".join(parts[1:])
        if len(parts) <= words or not unit:
            continue
        if unit == "%":
            return 1
        told = [mention.value for mention in lex_numbers(f"1 {unit}") if mention.type == "number"]
        if told and isinstance(told[0], Quantity) and (told[0].unit or told[0].number.value != 1):
            return len(unit)
    return 0
