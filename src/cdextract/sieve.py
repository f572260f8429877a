"""Regular expression → words without which it cannot match: a plain search for them comes before the slow one.

A rule that begins with an option or a look-behind is tried at every character; `"abc" in text` is not. What the words
are is read off the pattern, so no rule has to name them; a part that is not understood demands nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

import regex

Needs = tuple[tuple[str, ...], ...]

DIGIT = "\0"  # stands for any digit; normalised text has no such character
_ANY_DIGIT = regex.compile(r"\d")
_MOST_CHOICES, _MOST_GROUPS = 30, 3
_DIGIT_CLASS = regex.compile(r"\[(?:\d|\d-\d|\\d)+\]")
_SIGN_CLASS = regex.compile(r"\[(?:[^\]\\^-]|\\[^pdswbPDSWB]|-(?=\])|(?<=\[)-){1,4}\]")
_PART = regex.compile(
    r"(?P<look>\(\?(?:<?[=!]|[a-z]+\)|P=\w+\)))|(?P<open>\((?:\?(?:P<\w+>|>|[a-z]*-?[a-z]*:))?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<set>\[\^?\]?(?:\\p\{\w+\}|\\.|[^\]\\])*\])|(?P<category>\\[pP]\{\^?\w+\})|(?P<escape>\\.)|(?P<char>.)",
    regex.DOTALL,
)
_REPEAT = regex.compile(r"(?:(?P<none>[?*]|\{0?,\d*\}|\{0\})|\+|\{\d+,?\d*\})[?+]?")


Rule = TypeVar("Rule")


class Sieve(Generic[Rule]):
    """Picks, of many rules, those whose patterns can match a text."""

    def __init__(self, rules: Iterable[tuple[str, Rule]]) -> None:
        """`rules`: (pattern, rule), in the order in which `passing` gives them."""
        self._rules = [(rule, tuple(map(frozenset, needs_of(pattern)))) for pattern, rule in rules]
        self._words = sorted({word for _, needs in self._rules for group in needs for word in group})

    def passing(self, low: str) -> list[Rule]:
        """The rules that can match a text; `low` is the text in lower case."""
        text = low + DIGIT if _ANY_DIGIT.search(low) else low
        present = {word for word in self._words if word in text}
        return [rule for rule, needs in self._rules if not any(map(present.isdisjoint, needs))]


def needs_of(pattern: str) -> Needs:
    """Groups of words; a text (in lower case) that the pattern matches has one of each.

    >>> needs_of(r"(?:trong )?(?:quý|tháng) \\d")
    (('\\x00',), ('quý', 'tháng'))
    """
    groups = [_shortest(group) for group in _alternatives(pattern, 0)[0]]
    useful = [group for group in groups if len(group) <= _MOST_CHOICES and all(word.strip() for word in group)]
    return tuple(sorted(dict.fromkeys(useful), key=len)[:_MOST_GROUPS])


def _shortest(words: list[str]) -> tuple[str, ...]:
    """The words of a group without those that hold another one of it."""
    return tuple(word for word in words if not any(other != word and other in word for other in words))


def _alternatives(pattern: str, at: int) -> tuple[list[list[str]], int]:
    """What all alternatives need, up to the bracket that closes them; and where that stands."""
    branches: list[list[list[str]]] = []
    while True:
        groups, at = _sequence(pattern, at)
        branches.append(groups)
        if at >= len(pattern) or pattern[at] == ")":
            break
        at += 1
    if len(branches) == 1:
        return branches[0], at
    if not all(branches):
        return [], at
    return [list(dict.fromkeys(word for branch in branches for word in max(branch, key=_worth)))], at


def _worth(group: list[str]) -> tuple[int, int]:
    """Long words and few of them say most."""
    return min(0 if word == DIGIT else len(word.strip()) for word in group), -len(group)


def _sequence(pattern: str, at: int) -> tuple[list[list[str]], int]:
    """What one alternative needs."""
    groups: list[list[str]] = []
    run = ""
    while at < len(pattern):
        part = _PART.match(pattern, at)
        assert part is not None
        if part["close"] or part["bar"]:
            break
        found, literal, at = _read(pattern, part)
        repeat = _REPEAT.match(pattern, at)
        at = repeat.end() if repeat else at
        optional = repeat is not None and repeat["none"] is not None
        if literal and not optional:
            run += literal
            if repeat is None:
                continue
        if run:
            groups.append([run])
            run = ""
        if not optional:
            groups.extend(found)
    if run:
        groups.append([run])
    return groups, at


def _read(pattern: str, part: regex.Match[str]) -> tuple[list[list[str]], str, int]:
    """What one part needs: groups of words, or the one character that it is; and where it ends."""
    at = part.end()
    if part["look"]:
        return [], "", _closed(pattern, at) if part["look"].endswith(("=", "!")) else at
    if part["open"]:
        groups, end = _alternatives(pattern, at)
        return groups, "", end + 1
    if part["char"] and part["char"] not in ".^$":
        return [], part["char"].lower(), at
    if part["escape"]:
        if part["escape"] == r"\d":
            return [[DIGIT]], "", at
        return [], "" if part["escape"][1].isalnum() else part["escape"][1], at
    if part["set"]:
        return _of_set(part["set"]), "", at
    return [], "", at


def _of_set(text: str) -> list[list[str]]:
    if _DIGIT_CLASS.fullmatch(text):
        return [[DIGIT]]
    if _SIGN_CLASS.fullmatch(text):
        return [[char.lower() for char in text[1:-1].replace("\\", "")]]
    return []


def _closed(pattern: str, at: int) -> int:
    """Behind the bracket that closes a look-around."""
    return _alternatives(pattern, at)[1] + 1
