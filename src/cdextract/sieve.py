"""Regular expression → words without which it cannot match, and how a match can begin: plain searches for them come
before the slow one.

A rule that begins with an option or a look-behind is tried at every character; `"abc" in text` is not. Both are read
off the pattern, so no rule has to name them; a part that is not understood demands nothing, and may begin anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Generic, TypeVar

import regex

Needs = tuple[tuple[str, ...], ...]
Heads = dict[str, bool]  # how a part can begin → whether all of it is told, so that what follows goes on with it

DIGIT = "\0"  # stands for any digit; normalised text has no such character
# In front of a beginning: what stands before it is no digit nor sign of a number; no letter; another sort of character;
# nothing.
NO_NUMBER, NO_LETTER, _BORDER, NOTHING = "\1", "\2", "\3", "\4"
_MARKS = NO_NUMBER + NO_LETTER + _BORDER + NOTHING
# The letters are not all there are, but certainly letters.
_SIGNS = {DIGIT: r"\d", NO_NUMBER: r"(?<![\d.,/].)", NO_LETTER: r"(?<![a-zß-öø-ʯạ-ỹ].)", NOTHING: "(?<!..)"}
_ANY_DIGIT = regex.compile(r"\d")
_MOST_CHOICES, _MOST_GROUPS = 30, 3
_MOST_BEGINNINGS, _LONGEST_BEGINNING = 100, 8
_MOST_PIECES = 10_000  # of text, for which is remembered which rules can begin with them
_BY_LINE = regex.compile(r"\(\?[a-zA-Z]*m")
_DIGIT_CLASS = regex.compile(r"\[(?:\d|\d-\d|\\d)+\]")
_SIGN_CLASS = regex.compile(r"\[(?:[^\]\\^-]|\\[^pdswbPDSWB]|-(?=\])|(?<=\[)-){1,4}\]")
_SPACES = " \n"  # normalised text has no other
_LOOK_BEHINDS = {
    r"(?<![\d.,/])": NO_NUMBER,
    r"(?<![\d/.,-])": NO_NUMBER,
    r"(?<!\p{L})": NO_LETTER,
    r"(?<![\p{L}\d])": NO_LETTER,
}
_PART = regex.compile(
    r"(?P<look>\(\?(?:<?[=!]|[a-z]+\)|P=\w+\)))|(?P<open>\((?:\?(?:P<\w+>|>|[a-z]*-?[a-z]*:))?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<set>\[\^?\]?(?:\\p\{\w+\}|\\.|[^\]\\])*\])|(?P<category>\\[pP]\{\^?\w+\})|(?P<escape>\\.)|(?P<char>.)",
    regex.DOTALL,
)
_REPEAT = regex.compile(r"(?:(?P<none>[?*]|\{0?,\d*\}|\{0\})|\+|\{\d+,?\d*\})[?+]?")

Rule = TypeVar("Rule")


class Sieve(Generic[Rule]):
    """Tries, of many rules, those whose patterns can match a text, and only where they can begin.

    One search finds where any of them can begin; what stands there tells which, and what the text lacks which not.
    """

    def __init__(self, rules: Iterable[tuple[regex.Pattern[str], Rule]]) -> None:
        """`rules`: in the order in which `matches` tries them."""
        self._rules = list(rules)
        self._needs = [needs_of(pattern.pattern) for pattern, _ in self._rules]
        beginnings = [beginnings_of(pattern.pattern) for pattern, _ in self._rules]
        self._anywhere = [number for number, pieces in enumerate(beginnings) if not pieces]
        self._starts = _search(tuple(sorted({piece for pieces in beginnings for piece in pieces})))
        self._by_sign: dict[str, dict[int, tuple[str, ...]]] = {}  # first character → the rules, and how they begin
        for number, pieces in enumerate(beginnings):
            for sign in {piece.lstrip(_MARKS)[0] for piece in pieces}:
                self._by_sign.setdefault(sign, {})[number] = pieces
        self._by_piece: dict[str, tuple[int, ...]] = {}  # a piece of text → the rules that can begin there

    def matches(self, text: str, low: str) -> Iterator[tuple[Rule, regex.Match[str]]]:
        """What `finditer` gives for each rule, one rule after the other; `low` is `text` in lower case."""
        places: dict[int, list[int]] = {number: [] for number in self._anywhere}
        for start in self._starts.finditer(low):
            at = start.start()
            for number in self._beginning_at(low, at):
                places.setdefault(number, []).append(at)
        if not places:
            return
        words = low + DIGIT if _ANY_DIGIT.search(low) else low
        for number in sorted(places):
            if not _has_all(words, self._needs[number]):
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
            return self._beginning_with(low[:_LONGEST_BEGINNING], 0)
        piece = low[at - 1 : at + _LONGEST_BEGINNING]
        found = self._by_piece.get(piece)
        if found is None:
            if len(self._by_piece) >= _MOST_PIECES:
                self._by_piece.clear()
            found = self._by_piece[piece] = self._beginning_with(piece, 1)
        return found

    def _beginning_with(self, piece: str, at: int) -> tuple[int, ...]:
        rules = self._by_sign.get(piece[at], {})
        if piece[at].isdecimal():
            rules = rules | self._by_sign.get(DIGIT, {})
        return tuple(number for number, pieces in rules.items() if _search(pieces).match(piece, at))


def _has_all(text: str, groups: Needs) -> bool:
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


def starts(pattern: regex.Pattern[str], low: str) -> Iterable[int]:
    """Where in a text (in lower case) a match can begin, in order."""
    beginning = _beginning(pattern.pattern)
    return [match.start() for match in beginning.finditer(low)] if beginning else range(len(low) + 1)


@cache
def _beginning(pattern: str) -> re.Pattern[str] | None:
    """A quick search for the places where a match can begin (in lower case); None where none would be quicker."""
    pieces = beginnings_of(pattern)
    only_numbers = all(piece.strip(_MARKS)[0] == DIGIT for piece in pieces)
    return None if only_numbers else _search(pieces)


@cache
def _search(pieces: tuple[str, ...]) -> re.Pattern[str]:
    """A search for the places where any of the pieces stands; it skips all characters with which none begins."""
    # A mark goes behind the first character.
    moved = [piece if piece[0] not in _MARKS else piece[1] + piece[0] + piece[2:] for piece in pieces]
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
def _needs(pattern: str) -> Needs:
    return needs_of(pattern)


def needs_of(pattern: str) -> Needs:
    """Groups of words; a text (in lower case) that the pattern matches has one of each.

    >>> needs_of(r"(?:trong )?(?:quý|tháng) \\d")
    (('quý', 'tháng'), ('\\x00',))
    """
    groups = [_shortest(group) for group in _alternatives(pattern, 0)[0]]
    useful = [group for group in groups if len(group) <= _MOST_CHOICES and all(word.strip() for word in group)]
    return tuple(sorted(dict.fromkeys(useful), key=lambda group: (DIGIT in group, len(group)))[:_MOST_GROUPS])


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
    return _end(pattern, at, ")") + 1


def _end(pattern: str, at: int, signs: str) -> int:
    """Where, outside of inner brackets, one of the signs stands first."""
    depth = 0
    for part in _PART.finditer(pattern, at):
        if depth == 0 and part[0] in signs:
            return part.start()
        opens = part["open"] or (part["look"] and part["look"].endswith(("=", "!")))
        depth += 1 if opens else -1 if part["close"] else 0
    return len(pattern)


def beginnings_of(pattern: str) -> tuple[str, ...]:
    """Pieces of text (in lower case), with one of which every match begins; none where a match may begin with anything.

    >>> beginnings_of(r"(?:trong )?(?:quý|tháng) \\d|\\d+h")
    ('\\x00', 'quý \\x00', 'tháng \\x00', 'trong qu', 'trong th')
    """
    heads = set(_any_head(pattern, 0)[0])
    if heads & {"", *_MARKS} or _BY_LINE.search(pattern):
        return ()
    told = {head for head in heads if not (head[0].isdecimal() and DIGIT in heads)}
    return tuple(sorted(head for head in told if not any(head != other and head.startswith(other) for other in told)))


def _any_head(pattern: str, at: int) -> tuple[Heads, int]:
    """How all alternatives can begin, up to the bracket that closes them; and where that stands."""
    heads: Heads = {}
    while True:
        branch, at = _head(pattern, at)
        for text, whole in branch.items():
            heads[text] = heads.get(text, True) and whole
        if at >= len(pattern) or pattern[at] == ")":
            return heads, at
        at += 1


def _head(pattern: str, at: int) -> tuple[Heads, int]:
    """How one alternative can begin."""
    heads: Heads = {"": True}
    while at < len(pattern):
        if not any(heads.values()):
            return heads, _end(pattern, at, "|)")
        part = _PART.match(pattern, at)
        assert part is not None
        if part["close"] or part["bar"]:
            break
        following, at = _head_of_part(pattern, part)
        repeat = _REPEAT.match(pattern, at)
        if repeat:
            at = repeat.end()
            following = {text: whole and repeat[0][0] == "?" for text, whole in following.items()}
            if repeat["none"]:
                following[""] = following.get("", True)
        heads = _joined(heads, following)
    return heads, at


def _head_of_part(pattern: str, part: regex.Match[str]) -> tuple[Heads, int]:
    """How one part can begin, and where it ends."""
    at = part.end()
    if part["look"]:
        if part["look"].startswith("(?P="):
            return {"": False}, at
        end = _closed(pattern, at) if part["look"].endswith(("=", "!")) else at
        return {_LOOK_BEHINDS.get(pattern[part.start() : end], ""): True}, end
    if part["open"]:
        heads, end = _any_head(pattern, at)
        return heads, end + 1
    if part["char"] and part["char"] != ".":
        sign = {"^": NOTHING, "$": ""}.get(part["char"], part["char"].lower())
        return {sign: True}, at
    if part["escape"] and not part["escape"][1].isalnum():
        return {part["escape"][1]: True}, at
    if part["escape"] == r"\b":
        return {_BORDER: True}, at
    if part["escape"] == r"\s":
        return dict.fromkeys(_SPACES, True), at
    if part["set"] and _DIGIT_CLASS.fullmatch(part["set"]):
        return {DIGIT: True}, at
    if part["set"] and _SIGN_CLASS.fullmatch(part["set"].replace(r"\s", "")):
        spaces = _SPACES if r"\s" in part["set"] else ""
        return dict.fromkeys(spaces + part["set"][1:-1].replace(r"\s", "").replace("\\", "").lower(), True), at
    return {DIGIT if part["escape"] == r"\d" else "": part["escape"] == r"\d"}, at


def _joined(heads: Heads, following: Heads) -> Heads:
    """The beginnings of two parts that stand behind each other, as far as they are told."""
    out: Heads = {}
    for text, whole in heads.items():
        for tail, goes_on in following.items() if whole else [("", False)]:
            all_ = _both(text, tail)
            told = all_[:_LONGEST_BEGINNING]
            out[told] = out.get(told, True) and goes_on and told == all_
    length = _LONGEST_BEGINNING
    while len(out) > _MOST_BEGINNINGS and length > 1:
        length -= 1
        out = _shortened(out, length)
    return out


def _shortened(heads: Heads, length: int) -> Heads:
    out: Heads = {}
    for text, whole in heads.items():
        told = text[:length]
        out[told] = out.get(told, True) and whole and told == text
    return out


def _both(text: str, tail: str) -> str:
    """Two pieces as one; marks count only in front."""
    if text not in ("", *_MARKS):
        return text + tail.lstrip(_MARKS)
    if tail[:1] in ("", *_MARKS):
        return tail or text
    if text == _BORDER:  # in front of a letter or digit, it says that none stands before it
        text = NO_LETTER if tail[0].isalnum() or tail[0] == DIGIT else ""
    return text + tail
