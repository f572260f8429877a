"""Which articles and blocks can hold a figure at all: a look at the lower-case text before anything else runs.

In an article that speaks of unions every count can be a figure (ruling 6); in any other only a quantity with a
percentage or a base. So without "%", without a slash between numbers that is no date, and without the few words that
name a base ("trên tổng số", "kế hoạch … thực hiện", "tăng … so với"), nothing has to be read. The gate may let too much
through, never too little: with and without it the table is the same. Rules that a user adds may need other words: then
it is open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import regex

from cdextract.numbers.words import ATOMS
from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
from cdextract.rules.loading import load_yaml
from cdextract.text.normalised import longest_first
from cdextract.text.spans import Block
from cdextract.words.tokens import tie_forms

_NO_LETTER = r"(?<![^\W\d_])"
_NUMBER = re.compile(rf"\d|{_NO_LETTER}(?:{'|'.join(longest_first(ATOMS))})(?![^\W\d_])")
_STOP = re.compile(r"(?:[^\W\d_]{3}|[^\w\s])[.;!?]\s|\n\s*\n")  # "TP. Vinh" goes on
_ADMISSIONS = ("admit", "refer", "join_party", "passive_admission")  # of words; those of the Party among them
_FAR = 600  # characters: no rule reads further

# What is on both sides of a slash: the two of a date with its year; behind that of a day, and that of a month.
_DATES = (
    (re.compile(r"\d ?$"), re.compile(r" ?\d[\d.,]* ?/ ?\d")),
    (re.compile(r"\d ?/ ?\d[\d.,]* ?$"), re.compile(r" ?\d")),
)
_BEHIND_DAY = re.compile(r"(?:1[0-2]|0?[1-9])(?![\d/]|[.,]\d)")
_BEHIND_MONTH = re.compile(r"(?:19|20)\d\d(?![\d/]|[.,]\d)")
_BEFORE_SLASH = re.compile(r"[^\W_]\)? ?$")
_CHANGED_BY = re.compile(r"(?:\s+[^\W\d_]+){0,7}?[\s(+-]*")
_OPENED = re.compile(r"\(\s*(?:[^\W\d_]+\s+){0,3}$")
_COUNTED = re.compile(r"(?:\d[\d.,]*|[^\W\d_])(?:\s+[^\W\d_]+){0,4}\s*$")


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of `words.yaml`, less those that hold another one of their list; each with a search for it as a whole."""

    change: dict[str, re.Pattern[str]]
    plan: dict[str, re.Pattern[str]]
    done: re.Pattern[str]
    base: re.Pattern[str]  # what stands behind a slash


@dataclass(frozen=True, slots=True)
class _Cues:
    """Words of `gate` in `words.yaml`, and what is made of them."""

    unions: tuple[str, ...]
    in_short_unions: str  # a word that each of them holds
    short_union: regex.Pattern[str]
    party: tuple[str, ...]
    admits: tuple[str, ...]
    percent: tuple[str, ...]
    unsigned: tuple[tuple[str, re.Pattern[str]], ...]  # how it begins, and the whole
    compared: re.Pattern[str]
    of: re.Pattern[str]  # before the name of a whole
    dates: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]  # what is on both sides of a slash


@cache
def _cues(user_dir: Path | None) -> _Cues:
    data = load_yaml("words.yaml")
    words = data["gate"]
    admits = [*data["nouns"]["new_party"], *(form for name in _ADMISSIONS for form in data["cues"][name])]
    one_of = {name: "|".join(longest_first(words[name])) for name in words}
    day = rf"{_NO_LETTER}(?:{one_of['day']})(?: (?:{one_of['day_told']}))? ?\(?(?:[12]\d|3[01]|0?[1-9])$"
    month = rf"{_NO_LETTER}(?:{one_of['month']}) (?:1[0-2]|0?[1-9])$"
    return _Cues(
        unions=tuple(words["unions"]),
        in_short_unions=min(set.intersection(*(set(form.split()) for form in words["short_unions"])), default=""),
        short_union=compile_rule(rf"(?<!\p{{L}})(?:{one_of['short_unions']})(?!\p{{L}})"),
        party=tuple(words["party"]),
        admits=tuple(_shortest(admits)),
        percent=(*words["percent"], "|"),  # the last: rows of tables
        unsigned=(
            ("(", re.compile(rf"\((?:(?:{one_of['unsigned']})\s|[-+])\d+[.,]\d+\s?\)")),
            ("bằng ", re.compile(rf"bằng \d+[.,]\d+ (?:{one_of['unsigned_past']})")),
        ),
        compared=re.compile(rf"(?:{one_of['compared']})(?: [^\W\d_]+){{0,3}} $"),
        of=re.compile(rf"{_NO_LETTER}(?:{'|'.join(tie_forms('within'))})(?:\s+[^\W\d_]+){{0,5}}\s+$"),
        dates=(*_DATES, (re.compile(day), _BEHIND_DAY), (re.compile(month), _BEHIND_MONTH)),
    )


@cache
def _words(user_dir: Path | None) -> _Words:
    data = load_yaml("words.yaml")
    types = data["types"]
    change = _phrases([*types["increase"], *types["decrease"]])
    plan = _phrases([*types["plan"], *data["gate"]["plan"]])
    phrases = [*types["whole"], *types["link"], *types["plan"], *data["hedges"]["over"], *data["hedges"]["nearly"]]
    of_all = "|".join(sorted({word for phrase in phrases for word in phrase.split()}))
    base = re.compile(rf"\s?(?:(?:{of_all})\s+){{0,5}}(?:{_NUMBER.pattern})")
    return _Words(change, plan, re.compile("|".join(map(re.escape, _shortest(data["done"])))), base)


def _shortest(phrases: Iterable[str]) -> list[str]:
    listed = sorted(set(phrases))
    return [phrase for phrase in listed if not any(other != phrase and other in phrase for other in listed)]


def _phrases(texts: Iterable[str]) -> dict[str, re.Pattern[str]]:
    return {text: re.compile(rf"{re.escape(text)}(?![^\W\d_])") for text in _shortest(texts)}


def speaks_of_unions(low: str) -> bool:
    """Whether a text names trade unions. `low`: normalised, in lower case.

    >>> speaks_of_unions("lđlđ huyện phú xuyên"), speaks_of_unions("ubnd huyện phú xuyên")
    (True, False)
    """
    cues = _cues(resources.user_pattern_dir())
    for word in cues.unions:
        if word in low:
            return True
    return cues.in_short_unions in low and cues.short_union.search(low) is not None


def article_can_hold(low: str) -> bool:
    """Whether an article can give a row. `low`: normalised, in lower case.

    >>> article_can_hold("sáng 5/3, đội chủ nhà thắng 2-1."), article_can_hold("giá cà phê tăng 5%.")
    (False, True)
    """
    return resources.user_pattern_dir() is not None or speaks_of_unions(low) or _has(_evidence(low))


def sentence_can_hold(low: str) -> bool:
    """Whether a sentence of an article that does not speak of unions can give a row. `low`: normalised, in lower case.

    >>> sentence_can_hold("có 45/52 trường đạt chuẩn."), sentence_can_hold("ngày 12/6/2021, trường có 52 lớp.")
    (True, False)
    """
    return resources.user_pattern_dir() is not None or _has(_evidence(low))


def blocks_to_read(low: str, blocks: Sequence[Block]) -> frozenset[int]:
    """The indices of the blocks that have to be read for figures: those that can give a row and their neighbours.

    A figure can take what it counts, and its base, from the block before, and its percentage from the sentence before.
    """
    everything = frozenset(range(len(blocks)))
    if resources.user_pattern_dir() is not None or speaks_of_unions(low):
        return everything
    holding = {index for index, block in enumerate(blocks) if block.cells}
    starts = [block.start for block in blocks]
    holding.update(bisect_right(starts, at) - 1 for at in _evidence(low))
    return everything & {index + step for index in holding for step in (-1, 0, 1)}


def _has(found: Iterator[int]) -> bool:
    return next(found, None) is not None


def _evidence(low: str) -> Iterator[int]:
    """Offsets at which a percentage or a base can stand."""
    return chain(
        _percentages(low),
        _slashes(low),
        _changes(low),
        _plans(low),
        _wholes(low),
        _numbers_on_numbers(low),
        _admissions(low),
    )


def _percentages(low: str) -> Iterator[int]:
    cues = _cues(resources.user_pattern_dir())
    for sign in cues.percent:
        yield from _places(sign, low)
    for beginning, pattern in cues.unsigned:
        yield from (at for at in _places(beginning, low) if pattern.match(low, at))


def _slashes(low: str) -> Iterator[int]:
    """Slashes between two numbers; a date for sure is none."""
    base = _words(resources.user_pattern_dir()).base
    for at in _places("/", low):
        if base.match(low, at + 1) and _BEFORE_SLASH.search(low, max(0, at - 4), at) and not _is_date(low, at):
            yield at


def _is_date(low: str, at: int) -> bool:
    """Whether a slash is one of a date for sure."""
    start, dates = max(0, at - 30), _cues(resources.user_pattern_dir()).dates
    return any(after.match(low, at + 1) and before.search(low, start, at) for before, after in dates)


def _changes(low: str) -> Iterator[int]:
    """A change in numbers, and another number: "tăng 130 người so với năm trước (4.085 người)"."""
    party = _cues(resources.user_pattern_dir()).party
    for text, pattern in _words(resources.user_pattern_dir()).change.items():
        if text not in low:  # a plain search first: it is many times faster
            continue
        for word in pattern.finditer(low):
            end = _sentence_end(low, word.start())
            first = _NUMBER.search(low, word.end(), end)
            if first is None:
                continue
            changed_by = _CHANGED_BY.fullmatch(low, word.end(), first.start())
            if (changed_by and _NUMBER.search(low, first.end(), end)) or any(word in low for word in party):
                yield word.start()


def _plans(low: str) -> Iterator[int]:
    """A plan and what was done, both in numbers; a plan in brackets, or that something is compared with."""
    words, compared = _words(resources.user_pattern_dir()), _cues(resources.user_pattern_dir()).compared
    for text, pattern in words.plan.items():
        if text not in low:
            continue
        for word in pattern.finditer(low):
            at, end = word.start(), _sentence_end(low, word.start())
            planned = _NUMBER.search(low, word.end(), end)
            if planned is None:
                continue
            done = words.done.search(low, planned.end(), end)
            before = low[max(0, at - 60) : at]
            told = _OPENED.search(before) or compared.search(before)
            if told or (done and _NUMBER.search(low, done.end(), end)):
                yield at


def _wholes(low: str) -> Iterator[int]:
    """ "trên tổng số 1.148 doanh nghiệp", "trong số 52 đại biểu"."""
    of = _cues(resources.user_pattern_dir()).of
    for word in tie_forms("all_of"):
        for at in _places(word, low):
            if of.search(low, max(0, at - 60), at) and _NUMBER.search(low, at + len(word), _sentence_end(low, at)):
                yield at


def _numbers_on_numbers(low: str) -> Iterator[int]:
    """ "21 trên 477"."""
    for at in _places("trên ", low):
        if _NUMBER.match(low, at + 5) and _COUNTED.search(low, max(0, at - 60), at):
            yield at


def _admissions(low: str) -> Iterator[int]:
    """ "giới thiệu 1.562 đoàn viên ưu tú cho Đảng": counted bare, whoever tells it."""
    cues = _cues(resources.user_pattern_dir())
    for word in cues.party:
        for at in _places(word, low):
            around = low[max(0, at - _FAR // 2) : at + _FAR // 2]
            if any(verb in around for verb in cues.admits) and _NUMBER.search(around):
                yield at


def _places(word: str, low: str) -> Iterator[int]:
    at = low.find(word)
    while at >= 0:
        yield at
        at = low.find(word, at + 1)


def _sentence_end(low: str, at: int) -> int:
    stop = _STOP.search(low, at, at + _FAR)
    return stop.start() + 3 if stop else min(len(low), at + _FAR)
