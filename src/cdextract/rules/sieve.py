"""Many rules on one text: plain searches for the words they need and the ways they begin come before the slow ones.

A rule that begins with an option or a look-behind is tried at every character; `"abc" in text` is not. What a rule
needs is read off its pattern (`rules/needs.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Generic, TypeVar

import regex

from cdextract.rules import needs
from cdextract.rules.compiled import compile_rule, kept
from cdextract.rules.needs import DIGIT, LONGEST_BEGINNING, MARKS, beginnings_of, needs_of

# The letters are not all there are, but certainly letters.
_LETTERS = "[a-zß-öø-ʯạ-ỹ]"
_LETTER = re.compile(_LETTERS)
_SIGNS = {
    DIGIT: r"\d",
    needs.NO_NUMBER: r"(?<![\d.,/].)",
    needs.NO_LETTER: f"(?<!{_LETTERS}.)",
    needs.NOTHING: "(?<!..)",
}
_ANY_DIGIT = compile_rule(r"\d")
_DIGITS = "0123456789"
_MOST_PIECES = 3_000  # of text, for which is remembered which rules can begin with them

Rule = TypeVar("Rule")


@dataclass(frozen=True, slots=True)
class _Index:
    """What many patterns need and how they begin, by their numbers.

    `pieces`: all beginnings; `by_text[a beginning without its mark]`: the mark, and the number of the pattern;
    `openings`: what those texts begin with; `anywhere`: the patterns that may begin with anything.
    """

    needs: tuple[needs.Needs, ...]
    pieces: tuple[str, ...]
    by_text: dict[str, list[tuple[str, int]]]
    openings: frozenset[str]
    anywhere: tuple[int, ...]


@kept
def _index(patterns: tuple[str, ...]) -> _Index:
    beginnings = [beginnings_of(pattern) for pattern in patterns]
    by_text: dict[str, list[tuple[str, int]]] = {}
    for number, pieces in enumerate(beginnings):
        for text in pieces:
            mark = text[0] if text[0] in MARKS else ""
            for variant in _digits_alike(text[len(mark) :]):
                by_text.setdefault(variant, []).append((mark, number))
    return _Index(
        needs=tuple(needs_of(pattern) for pattern in patterns),
        pieces=tuple(sorted({piece for pieces in beginnings for piece in pieces})),
        by_text=by_text,
        openings=frozenset(text[:stop] for text in by_text for stop in range(1, len(text) + 1)),
        anywhere=tuple(number for number, pieces in enumerate(beginnings) if not pieces),
    )


class Sieve(Generic[Rule]):
    """Tries, of many rules, those whose patterns can match a text, and only where they can begin.

    One search finds where any of them can begin; what stands there tells which, and what the text lacks which not.
    """

    def __init__(self, rules: Iterable[tuple[regex.Pattern[str], Rule]]) -> None:
        """`rules`: in the order in which `matches` tries them."""
        self._rules = list(rules)
        self._index = _index(tuple(pattern.pattern for pattern, _ in self._rules))
        self._starts = _search(self._index.pieces)
        self._by_piece: dict[str, tuple[int, ...]] = {}  # a piece of text → the rules that can begin there

    def matches(self, text: str, low: str) -> Iterator[tuple[Rule, regex.Match[str]]]:
        """What `finditer` gives for each rule, one rule after the other; `low` is `text` in lower case."""
        places: dict[int, list[int]] = {number: [] for number in self._index.anywhere}
        for start in self._starts.finditer(low):
            at = start.start()
            for number in self._beginning_at(low, at):
                places.setdefault(number, []).append(at)
        if not places:
            return
        words = low + DIGIT if _ANY_DIGIT.search(low) else low
        for number in sorted(places):
            if not _has_all(words, self._index.needs[number]):
                continue
            pattern, rule = self._rules[number]
            if not places[number]:
                yield from ((rule, match) for match in pattern.finditer(text))
            free = 0
            for at in places[number]:
                if at >= free and (match := pattern.match(text, at)):
                    free = max(match.end(), at + 1)
                    yield rule, match

    def _beginning_at(self, low: str, at: int) -> tuple[int, ...]:
        """The rules that can begin at a place, by number."""
        if at == 0:
            return self._beginning_with(low[:LONGEST_BEGINNING], 0)
        piece = low[at - 1 : at + LONGEST_BEGINNING]
        found = self._by_piece.get(piece)
        if found is None:
            found = self._beginning_with(piece, 1)
            if len(self._by_piece) < _MOST_PIECES:  # the first ones are the frequent ones
                self._by_piece[piece] = found
        return found

    def _beginning_with(self, piece: str, at: int) -> tuple[int, ...]:
        found: set[int] = set()
        texts = [""]
        for sign in piece[at:]:
            signs = (sign, DIGIT) if sign.isdecimal() else (sign,)
            texts = [text + sign for text in texts for sign in signs if text + sign in self._index.openings]
            if not texts:
                break
            for text in texts:
                found.update(
                    number for mark, number in self._index.by_text.get(text, ()) if _may_begin(mark, piece, at)
                )
        return tuple(found)


def _digits_alike(text: str) -> Iterable[str]:
    """A beginning as it is looked up: where it has both digits and places for any digit, with each digit put there (in
    two places at most; what follows is not looked at).
    """
    if DIGIT not in text or not _ANY_DIGIT.search(text):
        return [text]
    text = DIGIT.join(text.split(DIGIT, 2)[:2]) + DIGIT if text.count(DIGIT) > 1 else text
    return ["".join(signs) for signs in product(*(_DIGITS if sign == DIGIT else sign for sign in text))]


def _may_begin(mark: str, text: str, at: int) -> bool:
    """Whether a beginning with that mark can stand at a place, by what is before it."""
    before = text[at - 1 : at] if at else ""
    if mark == needs.NO_NUMBER:
        return not (before.isdecimal() or (before and before in ".,/"))
    if mark == needs.NO_LETTER:
        return _LETTER.match(before) is None
    return mark == "" or not before


def _has_all(text: str, groups: needs.Needs) -> bool:
    """Whether a text has a word of each group."""
    for group in groups:
        for word in group:
            if word in text:
                break
        else:
            return False
    return True


def can_match(pattern: regex.Pattern[str], low: str) -> bool:
    """Whether a text (in lower case) has the words that a pattern needs."""
    return _has_all(low + DIGIT if _ANY_DIGIT.search(low) else low, _needs(pattern.pattern))


def first_match(pattern: regex.Pattern[str], low: str) -> regex.Match[str] | None:
    """What `pattern.search` finds in a text in lower case."""
    beginning = _beginning(pattern.pattern)
    if beginning is None:
        return pattern.search(low)
    matches = (pattern.match(low, place.start()) for place in beginning.finditer(low))
    return next((match for match in matches if match), None)


def starts(pattern: regex.Pattern[str], low: str) -> Iterable[int]:
    """Where in a text (in lower case) a match can begin, in order."""
    beginning = _beginning(pattern.pattern)
    return [match.start() for match in beginning.finditer(low)] if beginning else range(len(low) + 1)


@cache
def _beginning(pattern: str) -> re.Pattern[str] | None:
    """A quick search for the places where a match can begin (in lower case); None where none would be quicker."""
    pieces = beginnings_of(pattern)
    only_numbers = all(piece.strip(MARKS)[0] == DIGIT for piece in pieces)
    return None if only_numbers else _search(pieces)


@cache
def _search(pieces: tuple[str, ...]) -> re.Pattern[str]:
    """A search for the places where any of the pieces stands; it skips all characters with which none begins."""
    # A mark goes behind the first character.
    moved = [piece if piece[0] not in MARKS else piece[1] + piece[0] + piece[2:] for piece in pieces]
    signs = "".join(sorted({_SIGNS.get(piece[0], re.escape(piece[0])) for piece in moved}))
    branches = "|".join(sign + (f"(?={rest})" if rest else "") for sign, rest in _tree(moved))
    return re.compile(f"[{signs}](?<={branches})" if moved else "(?!)", re.DOTALL)


def _tree(pieces: Iterable[str]) -> Iterator[tuple[str, str]]:
    """How any of the pieces begins, as patterns of one character, and what follows it."""
    following: dict[str, list[str]] = {}
    for piece in pieces:
        following.setdefault(piece[0], []).append(piece[1:])
    for sign, rests in following.items():
        rest = "" if "" in rests else f"(?:{'|'.join(first + more for first, more in _tree(rests))})"
        yield _SIGNS.get(sign, re.escape(sign)), rest


@cache
def _needs(pattern: str) -> needs.Needs:
    return needs_of(pattern)
