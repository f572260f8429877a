"""Rules of figures that came far in a sentence and did not fire, for those who write rules (`explain`).

Three things keep a rule from a number that it could have read: the words go on otherwise than it wants, another rule
came first, or an exclusion took the number for something else. Only numbers and claims are looked at that no row has
read yet, and only rules for which more of what they want stands further on in the sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import regex

from cdextract.claims.finding import CLAIM_TYPES, Layer
from cdextract.figures.reading import matches_of, rules_of_figures
from cdextract.rules.grammar import Alphabet, Grammar, Item, Match
from cdextract.words.tokens import tie_words

_MOST = 2  # rules told of one number
_FAR = 15  # items further on in which the wanted one must stand
_AMOUNTS = frozenset({"number", "ratio"})
_COUNTED = _AMOUNTS | frozenset(CLAIM_TYPES)
_EXCLUDED = frozenset({"document_number", "phone", "ordinal", "address", "scale", "score", "fraction", "age", "rate"})
_PLAIN = frozenset({"figure.bare", "figure.claim_only"})  # read what no other rule reads
_COMMON = frozenset({"word", "noun"})  # stand behind every number, and tell nothing of how far a rule came


@dataclass(frozen=True, slots=True)
class Near:
    """A rule that nearly fired, and the items `first` to `last` that it had read.

    `wanted` is what it could have read next, in the words of the pattern; `found` is the item that stood there, None at
    the end of the sentence. Where the rule would have matched, `outranked` is the rule that came first, or `excluded`
    the exclusion that took the number.
    """

    rule: str
    first: int
    last: int
    wanted: tuple[str, ...] = ()
    found: Item | None = None
    outranked: str | None = None
    excluded: str | None = None


@dataclass(frozen=True, slots=True)
class _Try:
    """How far a rule came from one item on: items `first` up to, not including, `end`; `steps` tells how many of them
    other than nouns it needs as they are, and could not have passed over as plain words.
    """

    rule: str
    first: int
    end: int
    head: int
    steps: int


@dataclass(frozen=True)
class _Sentence:
    """A sentence, its rules and where they matched; `code` is the sentence as expressions read it."""

    layer: Layer
    items: Sequence[Item]
    code: str
    fired: Sequence[Match]
    is_open: Callable[[int], bool]

    def rules(self) -> Iterator[tuple[str, regex.Pattern[str]]]:
        """Rules that put a figure together, with their expressions."""
        for rule, expression in self.layer.grammar.expressions():
            if rule not in _PLAIN and self.layer.rules[rule].get("builds") not in ("none", "whole"):
                yield rule, expression

    def claims_from(self, at: int, code: str) -> Match | None:
        """The first rule that matches from an item on and takes a claim to it that is still to be read."""
        for rule, expression in self.rules():
            found = expression.match(code, at) if "claims" in expression.groupindex else None
            if found and found["claims"]:
                claims = tuple(start for start, _ in found.spans("claims"))
                whole = Match(rule, found.start(), found.end(), {"claims": claims})
                return whole if any(self.is_open(index) for index in claims) else None
        return None


def near_misses(items: Sequence[Item], is_open: Callable[[int], bool]) -> list[Near]:
    """The rules that nearly fired in a sentence, in the order of the text: for each number two at most, those that
    came furthest first.

    `is_open` tells of an item (a number, ratio or claim) whether it is still to be read: no row has put a quantity and
    what is claimed of it together there.
    """
    if not any(item.type in _COUNTED and is_open(index) for index, item in enumerate(items)):
        return []
    layer = rules_of_figures()
    code = layer.grammar.alphabet.encode(items)
    sentence = _Sentence(layer, items, code, list(matches_of(items)), is_open)
    found = [*_outranked(sentence), *_excluded(sentence)]
    told = {item for near in found for item in range(near.first, near.last + 1)}
    for head, tries in _by_head(sentence):
        if head not in told:
            found.extend(islice((near for tried in tries if (near := _stopped(sentence, tried))), _MOST))
    return sorted(found, key=lambda near: near.first)


def _outranked(sentence: _Sentence) -> Iterator[Near]:
    """Rules that match, but where another rule had read a part of it before."""
    for index, item in enumerate(sentence.items):
        if item.type not in _AMOUNTS or not sentence.is_open(index):
            continue
        first = next((match for match in sentence.fired if match.start <= index < match.end), None)
        whole = sentence.claims_from(index, sentence.code)
        if first and whole and first.rule != whole.rule and whole.end > first.end:
            yield Near(whole.rule, whole.start, whole.end - 1, outranked=first.rule)


def _excluded(sentence: _Sentence) -> Iterator[Near]:
    """Rules that would match if an exclusion had not taken the number."""
    alphabet, code = sentence.layer.grammar.alphabet, sentence.code
    for index, item in enumerate(sentence.items):
        if item.type not in _EXCLUDED:
            continue
        number = alphabet.symbol("ratio" if "/" in item.text else "number")
        whole = sentence.claims_from(index, code[:index] + number + code[index + 1 :])
        if whole:
            yield Near(whole.rule, index, whole.end - 1, excluded=f"{item.rule} ({item.type})")


def _by_head(sentence: _Sentence) -> Iterator[tuple[int, list[_Try]]]:
    """For each open number or claim the rules that came beyond what fired there, those that came furthest first."""
    tries: dict[int, list[_Try]] = {}
    for rule, expression in sentence.rules():
        ends: set[int] = set()
        for tried in _tries(sentence, rule, expression):
            if tried.end not in ends:
                ends.add(tried.end)
                tries.setdefault(tried.head, []).append(tried)
    for head in sorted(tries):
        yield head, sorted(tries[head], key=lambda tried: (tried.steps, tried.end), reverse=True)


def _tries(sentence: _Sentence, rule: str, expression: regex.Pattern[str]) -> Iterator[_Try]:
    """How far one rule came from each item on, where it passed an open number or claim and did not match."""
    items, code = sentence.items, sentence.code
    for first in range(len(items)):
        end = _reach(expression, code, first)
        head = next((index for index in range(first, end) if items[index].type in _COUNTED), None)
        if head is None or end - head < 2 or not sentence.is_open(head) or expression.match(code, first):
            continue
        if end > max((match.end for match in sentence.fired if match.start <= head < match.end), default=0):
            steps = _steps(expression, sentence.layer.grammar.alphabet, code[first:end], items[first:end])
            yield _Try(rule, first, end, head, steps)


def _reach(expression: regex.Pattern[str], code: str, first: int) -> int:
    """How far a rule can be followed: the end of the longest beginning with which it could still match."""
    end = first
    while end < len(code) and expression.match(code, first, end + 1, partial=True):
        end += 1
    return end


def _steps(expression: regex.Pattern[str], alphabet: Alphabet, code: str, items: Sequence[Item]) -> int:
    word = alphabet.symbol("word")
    listing = tie_words("listing")
    return sum(
        not expression.fullmatch(code[:at] + word + code[at + 1 :], partial=True)
        for at, item in enumerate(items)
        if item.type not in _COMMON and item.text not in listing
    )


def _stopped(sentence: _Sentence, tried: _Try) -> Near | None:
    """What a rule wanted where it could not go on; None where nothing of that stands further on."""
    items, grammar = sentence.items, sentence.layer.grammar
    probe = _Probe(grammar, tried.rule, sentence.code[tried.first : tried.end])
    if not any(
        (tried.steps > 1 or items[index].type in CLAIM_TYPES)
        and items[index].text not in tie_words("listing")
        and (items[index].type not in _COUNTED or sentence.is_open(index))
        and probe.brings_on(sentence.code[index])
        for index in range(tried.end, min(len(items), tried.end + _FAR))
    ):
        return None
    found = items[tried.end] if tried.end < len(items) else None
    return Near(tried.rule, tried.first, tried.end - 1, _named(grammar.alphabet, probe.wanted()), found)


class _Probe:
    """What a rule can read behind `code`, a beginning of it: its expression is asked, one symbol after the other."""

    def __init__(self, grammar: Grammar, rule: str, code: str) -> None:
        alphabet = grammar.alphabet
        self._expression = dict(grammar.expressions())[rule]
        self._code = code
        self._types = {type_: alphabet.symbol(type_) for type_ in alphabet.types}
        self._words = {f"'{word}'": alphabet.symbol("word", word) for word in alphabet.literals}
        word = self._types["word"]
        self._filler = self._behind(word) if self._reads(word) else None

    def brings_on(self, symbol: str) -> bool:
        """Whether the rule can read that, and then something that it could not read behind any plain word."""
        return self._reads(symbol) and (self._filler is None or not self._behind(symbol) <= self._filler)

    def wanted(self) -> dict[str, str]:
        """The types and quoted words that bring the rule on, with the role that each would have ("" for none)."""
        types = {name: symbol for name, symbol in self._types.items() if self.brings_on(symbol)}
        words = {name: symbol for name, symbol in self._words.items() if "word" not in types and self.brings_on(symbol)}
        return {name: self._role(symbol) for name, symbol in (types | words).items()}

    def _reads(self, symbols: str) -> bool:
        return self._expression.match(self._code + symbols, partial=True) is not None

    def _behind(self, symbol: str) -> frozenset[str]:
        return frozenset(
            following for following in (*self._types.values(), *self._words.values()) if self._reads(symbol + following)
        )

    def _role(self, symbol: str) -> str:
        found = self._expression.match(self._code + symbol, partial=True)
        at = (len(self._code), len(self._code) + 1)
        return next((role for role in self._expression.groupindex if found and at in found.spans(role)), "")


def _named(alphabet: Alphabet, wanted: dict[str, str]) -> tuple[str, ...]:
    """Types as they are written in patterns: the name of a set for its types, roles in front."""
    left, names = dict(wanted), []
    for name, types in sorted(alphabet.sets.items(), key=lambda one: -len(one[1])):
        roles = {left.get(type_) for type_ in types}
        if len(roles) == 1 and None not in roles:
            left = {type_: role for type_, role in left.items() if type_ not in types}
            names.append(_with_role(name, roles.pop()))
    return (*names, *(_with_role(name, role) for name, role in left.items()))


def _with_role(name: str, role: str | None) -> str:
    return f"{role}={name}" if role else name
