"""Patterns over a sequence of items (mentions and the words between them), compiled to one `regex` each.

A pattern is written with the item types as its alphabet:

    value=amount gap{0,8} ','? share=percent

* `amount`          one item of that type
* `role=amount`     the same, kept under the name `role`
* `'lên'`           the word or sign itself, whatever its type
* `(a | b)`         alternatives; `? * + {m,n}` repeat, lazily with a further `?`; `!a` any item but that type
* `(?= a)`, `(?! a)` what must, or must not, come next
* a name from `sets` stands for several types

This is the cascade of FASTUS, JAPE and Odin: the types that one layer emits are the alphabet of the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import regex

from cdextract.errors import PatternError
from cdextract.rules.compiled import compile_rule, kept
from cdextract.rules.item_needs import Look, Needs, needs_of_items


@dataclass(frozen=True, slots=True)
class Item:
    """One symbol of a sentence: a mention, a word or a sign. Offsets are those of the sentence's text."""

    type: str
    start: int
    end: int
    text: str  # lower case
    value: Any = None
    rule: str = ""
    parts: Mapping[str, tuple[Item, ...]] | None = None  # of an item that a rule emitted: its roles
    covered: tuple[Item, ...] = ()  # … and all items that it stands for

    def role(self, name: str) -> Item | None:
        """The first item kept under `name`."""
        found = self.parts.get(name) if self.parts else None
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule matched: item indices, and the item indices of each role."""

    rule: str
    start: int
    end: int
    roles: Mapping[str, tuple[int, ...]]


Accept = Callable[[Sequence[Item], Match], bool]

_FIRST_CODE, _MOST_CODES = 0xF0000, 0xFFFD  # of Unicode's first large private use area
_MOST_PAIRS = 20_000  # of items next to each other, for which is remembered which rules they begin
_TOKEN = compile_rule(
    r"\s*(?:(?P<literal>'[^']+')|(?P<role>[a-z_]+)=|(?P<name>!?[a-z_]+)|(?P<repeat>\{\d*,?\d*\}[?+]?|[?*+][?+]?)|(?P<sign>\(\?[=!]|[()|]))"
)


class Alphabet:
    """Gives every (type, literal) pair that patterns can tell apart one private character."""

    def __init__(self, types: Iterable[str], literals: Iterable[str], sets: Mapping[str, Sequence[str]]) -> None:
        self.types = sorted(set(types))
        self.literals = sorted(set(literals))
        self.sets = dict(sets)
        self._code: dict[tuple[str, str], str] = {}
        for type_ in self.types:
            for literal in ["", *self.literals]:
                self._code[type_, literal] = chr(_FIRST_CODE + len(self._code))
        if len(self._code) > _MOST_CODES:
            raise ValueError(f"{len(self.literals)} quoted words are too many for one pattern file")
        self._literals = set(self.literals)
        self._classes: dict[str, str] = {}  # of types and literals (in quotes), as they were asked for

    def key(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]]:
        """What it was made of."""
        return tuple(self.types), tuple(self.literals), tuple((name, tuple(of)) for name, of in self.sets.items())

    def encode(self, items: Sequence[Item]) -> str:
        """One character an item."""
        code, literals = self._code, self._literals
        return "".join([code[item.type, item.text if item.text in literals else ""] for item in items])

    def symbol(self, type_: str, literal: str = "") -> str:
        """The character of an item of that type; `literal` is its text where patterns name it."""
        return self._code[type_, literal]

    def type_class(self, name: str) -> str:
        """The characters of a type, or of all types of a set, as the inside of a character class."""
        if name not in self._classes:
            self._classes[name] = self._ranges(name)
        return self._classes[name]

    def _ranges(self, name: str) -> str:
        types = self.sets.get(name, [name])
        unknown = [type_ for type_ in types if type_ not in self.types]
        if unknown:
            raise ValueError(f"unknown item type {unknown[0]!r}")
        # The codes of a type follow each other; a class of ranges compiles many times faster than one of signs.
        last = self.literals[-1] if self.literals else ""
        return "".join(f"{self._code[type_, '']}-{self._code[type_, last]}" for type_ in types)

    def literal_class(self, literal: str) -> str:
        """The characters of a word, whatever its type."""
        quoted = f"'{literal}'"
        if quoted not in self._classes:
            self._classes[quoted] = "".join([self._code[type_, literal] for type_ in self.types])
        return self._classes[quoted]


def literals_of(pattern: str) -> set[str]:
    """The quoted words of a pattern.

    >>> sorted(literals_of("'từ' base=amount ('lên' | 'xuống')"))
    ['lên', 'từ', 'xuống']
    """
    return {token[1:-1] for token in regex.findall(r"'[^']+'", pattern)}


def to_regex(pattern: str, alphabet: Alphabet) -> str:
    """Translate a pattern into a regular expression over `alphabet`; `ValueError` names what cannot be read."""
    pieces: list[str] = []
    at, role = 0, None
    pattern = pattern.strip()
    while at < len(pattern):
        token = _TOKEN.match(pattern, at)
        if token is None or token.end() == at:
            raise ValueError(f"cannot read the pattern at {pattern[at : at + 20]!r}")
        at = token.end()
        if token["role"]:
            role = token["role"]
            continue
        piece = _piece(token, alphabet)
        if role:
            piece, role = f"(?P<{role}>{piece})", None
        pieces.append(piece)
    return "".join(pieces)


def _elements(pattern: str) -> list[str]:
    """The elements of a pattern that can be read, without its roles."""
    return [token[0].strip() for token in _TOKEN.finditer(pattern) if not token["role"]]


def _piece(token: regex.Match[str], alphabet: Alphabet) -> str:
    if token["literal"]:
        return f"[{alphabet.literal_class(token['literal'][1:-1])}]"
    if token["name"]:
        name = token["name"]
        return f"[^{alphabet.type_class(name[1:])}]" if name.startswith("!") else f"[{alphabet.type_class(name)}]"
    if token["sign"] == "(":
        return "(?:"
    return str(token["sign"] or token["repeat"])


@kept
def _compiled(
    rules: tuple[tuple[str, str], ...],
    types: tuple[str, ...],
    literals: tuple[str, ...],
    sets: tuple[tuple[str, tuple[str, ...]], ...],
) -> list[tuple[regex.Pattern[str], Needs]]:
    """The expression of each rule over the alphabet of these types, literals and sets, and what it needs."""
    alphabet = Alphabet(types, literals, dict(sets))
    compiled: list[tuple[regex.Pattern[str], Needs]] = []
    for rule_id, pattern in rules:
        try:
            expression = regex.compile(to_regex(pattern, alphabet))
        except (ValueError, regex.error) as error:
            raise PatternError(
                f"the pattern of rule {rule_id} cannot be read", given=pattern, do=f"correct it: {error}"
            ) from error
        compiled.append((expression, needs_of_items(_elements(pattern), alphabet.sets)))
    return compiled


class Grammar:
    """Rules of one layer, tried in their order at every position; the first that matches there wins."""

    def __init__(self, rules: Sequence[tuple[str, str]], alphabet: Alphabet) -> None:
        self.alphabet = alphabet
        compiled = _compiled(tuple(rules), *alphabet.key())
        self._rules = [(rule_id, expression) for (rule_id, _), (expression, _) in zip(rules, compiled, strict=True)]
        self._by_first: dict[str, list[int]] = {}
        self._by_pair: dict[str, list[int]] = {}
        self._by_rest: dict[tuple[str, int], list[tuple[str, regex.Pattern[str]]]] = {}
        self._look = Look([needs for _, needs in compiled])

    @cached_property
    def rule_ids(self) -> list[str]:
        return [rule_id for rule_id, _ in self._rules]

    def expressions(self) -> list[tuple[str, regex.Pattern[str]]]:
        """The rules in their order: id and expression over the characters of the alphabet."""
        return self._rules

    def scan(self, items: Sequence[Item], accept: Accept | None = None) -> Iterator[Match]:
        """Leftmost matches, none overlapping another; of rules that match at one place the first wins.

        `accept` may turn a match down; then the rule is tried further right.
        """
        code = self.alphabet.encode(items)
        rests = self._look.rests(items)
        free = 0
        for at in range(len(code)):
            pair = code[at : at + 2]
            numbers = self._by_pair[pair] if pair in self._by_pair else self._beginning(pair)
            if not numbers or at < free:
                continue
            rest = rests[at]
            rules = self._by_rest.get((pair, rest))
            if rules is None:
                rules = self._rules_at(pair, numbers, rest)
            if match := _match(rules, code, at, items, accept):
                yield match
                free = match.end

    def _rules_at(self, pair: str, numbers: list[int], rest: int) -> list[tuple[str, regex.Pattern[str]]]:
        """Of the rules that can begin with two items those that can match where no more than `rest` is left."""
        if len(self._by_rest) >= _MOST_PAIRS:
            self._by_rest.clear()
        rules = [self._rules[number] for number in numbers if self._look.can_match(number, rest)]
        self._by_rest[pair, rest] = rules
        return rules

    def _beginning(self, pair: str) -> list[int]:
        """The rules that can begin with two items, by their characters; most pairs begin none."""
        first = pair[0]
        if first not in self._by_first:
            self._by_first[first] = self._of(first, range(len(self._rules)))
        numbers = self._of(pair, self._by_first[first])
        if len(self._by_pair) >= _MOST_PAIRS:
            self._by_pair.clear()
        self._by_pair[pair] = numbers
        return numbers

    def _of(self, codes: str, numbers: Iterable[int]) -> list[int]:
        """Of the rules with these numbers those that can begin so."""
        return [number for number in numbers if self._rules[number][1].match(codes, partial=True)]


def _match(
    rules: Sequence[tuple[str, regex.Pattern[str]]], code: str, at: int, items: Sequence[Item], accept: Accept | None
) -> Match | None:
    """The first rule that matches at an item, is not empty there and not turned down."""
    for rule_id, compiled in rules:
        found = compiled.match(code, at)
        if found is None or found.end() == at:
            continue
        spans = {name: found.spans(name) for name in compiled.groupindex if found[name]}
        roles = {name: tuple(start for start, _ in group) for name, group in spans.items()}
        match = Match(rule_id, at, found.end(), roles)
        if accept is None or accept(items, match):
            return match
    return None


def reduce(items: Sequence[Item], grammar: Grammar, emits: Mapping[str, str]) -> list[Item]:
    """Replace every match by one item of the type its rule emits; roles become the item's `parts`."""
    out: list[Item] = []
    at = 0
    for match in grammar.scan(items):
        out.extend(items[at : match.start])
        covered = items[match.start : match.end]
        parts = {name: tuple(items[i] for i in indices) for name, indices in match.roles.items()}
        text = " ".join(item.text for item in covered)
        out.append(
            Item(emits[match.rule], covered[0].start, covered[-1].end, text, None, match.rule, parts, tuple(covered))
        )
        at = match.end
    out.extend(items[at:])
    return out
