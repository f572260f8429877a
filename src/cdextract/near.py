"""Rules of figures that came far in a sentence and did not fire, for those who write rules (`explain`).

Three things keep a rule from a number that it could have read: the words go on otherwise than it wants, another rule
came first, or an exclusion took the number for something else. Only numbers and claims are looked at that no row has
read yet, and only rules for which more of what they want stands further on in the sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from cdextract.claims import CLAIM_TYPES, Layer
from cdextract.figures import matches_of, rules_of_figures
from cdextract.grammar import Alphabet, Grammar, Item, Match

_MOST = 2  # rules told of one number
_FAR = 15  # items further on in which the wanted one must stand
_AMOUNTS = frozenset({"number", "ratio"})
_COUNTED = _AMOUNTS | frozenset(CLAIM_TYPES)
_EXCLUDED = frozenset({"document_number", "phone", "ordinal", "address", "scale", "score", "fraction", "age", "rate"})
_PLAIN = frozenset({"figure.bare", "figure.claim_only"})  # read what no other rule reads
_LISTING = frozenset({",", "và", ", và", "với", "cho"})


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
    it needs as they are, and could not have passed over as plain words.
    """

    rule: str
    first: int
    end: int
    head: int
    steps: int


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
    fired = list(matches_of(items))
    found = [*_outranked(layer, code, items, fired, is_open), *_excluded(layer, items, is_open)]
    told = {item for near in found for item in range(near.first, near.last + 1)}
    for head, tries in _by_head(layer, code, items, fired, is_open):
        if head in told:
            continue
        stopped = (near for tried in tries if (near := _stopped(layer, code, items, tried, is_open)))
        found.extend(near for near, _ in zip(stopped, range(_MOST), strict=False))
    return sorted(found, key=lambda near: near.first)


def _outranked(
    layer: Layer, code: str, items: Sequence[Item], fired: Sequence[Match], is_open: Callable[[int], bool]
) -> Iterator[Near]:
    """Rules that match, but where another rule had read a part of it before."""
    for index, item in enumerate(items):
        if item.type not in _AMOUNTS or not is_open(index):
            continue
        first = next((match for match in fired if match.start <= index < match.end), None)
        whole = _first_match(layer, code, index)
        if first and whole and first.rule != whole.rule and whole.end > first.end and _claims_open(whole, is_open):
            yield Near(whole.rule, whole.start, whole.end - 1, outranked=first.rule)


def _excluded(layer: Layer, items: Sequence[Item], is_open: Callable[[int], bool]) -> Iterator[Near]:
    """Rules that would match if an exclusion had not taken the number."""
    for index, item in enumerate(items):
        if item.type not in _EXCLUDED:
            continue
        type_ = "ratio" if "/" in item.text else "number"
        code = layer.grammar.alphabet.encode([*items[:index], replace(item, type=type_), *items[index + 1 :]])
        whole = _first_match(layer, code, index)
        if whole and _claims_open(whole, is_open):
            yield Near(whole.rule, index, whole.end - 1, excluded=f"{item.rule} ({item.type})")


def _first_match(layer: Layer, code: str, at: int) -> Match | None:
    """The first rule that matches from an item on and claims something of it."""
    for rule, expression in layer.grammar.expressions():
        found = expression.match(code, at) if rule not in _PLAIN and _builds(layer, rule) else None
        if found and "claims" in expression.groupindex and found["claims"]:
            roles = {"claims": tuple(start for start, _ in found.spans("claims"))}
            return Match(rule, found.start(), found.end(), roles)
    return None


def _claims_open(match: Match, is_open: Callable[[int], bool]) -> bool:
    return any(is_open(index) for index in match.roles["claims"])


def _builds(layer: Layer, rule: str) -> bool:
    return layer.rules[rule].get("builds") not in ("none", "whole")


def _by_head(
    layer: Layer, code: str, items: Sequence[Item], fired: Sequence[Match], is_open: Callable[[int], bool]
) -> Iterator[tuple[int, list[_Try]]]:
    """For each open number or claim the rules that came beyond what fired there, those that came furthest first."""
    tries: dict[int, list[_Try]] = {}
    for rule, expression in layer.grammar.expressions():
        if rule in _PLAIN or not _builds(layer, rule):
            continue
        ends: set[int] = set()
        for first in range(len(items)):
            end = _reach(expression, code, first)
            head = next((i for i in range(first, end) if items[i].type in _COUNTED), None)
            if head is None or end in ends or end - head < 2 or not is_open(head) or expression.match(code, first):
                continue
            if end <= max((match.end for match in fired if match.start <= head < match.end), default=0):
                continue
            ends.add(end)
            steps = _steps(expression, layer.grammar.alphabet, code[first:end], items[first:end])
            tries.setdefault(head, []).append(_Try(rule, first, end, head, steps))
    for head in sorted(tries):
        yield head, sorted(tries[head], key=lambda tried: (tried.steps, tried.end), reverse=True)


def _reach(expression: regex.Pattern[str], code: str, first: int) -> int:
    """How far a rule can be followed: the end of the longest beginning with which it could still match."""
    end = first
    while end < len(code) and expression.match(code, first, end + 1, partial=True):
        end += 1
    return end


def _steps(expression: regex.Pattern[str], alphabet: Alphabet, code: str, items: Sequence[Item]) -> int:
    word = alphabet.symbol("word")
    return sum(
        item.text not in _LISTING and not expression.fullmatch(code[:at] + word + code[at + 1 :], partial=True)
        for at, item in enumerate(items)
    )


def _stopped(
    layer: Layer, code: str, items: Sequence[Item], tried: _Try, is_open: Callable[[int], bool]
) -> Near | None:
    """What a rule wanted where it could not go on; None where nothing of that stands further on."""
    probe = _Probe(layer.grammar, tried.rule, code[tried.first : tried.end])
    if not any(
        (tried.steps > 1 or items[index].type in CLAIM_TYPES)
        and items[index].text not in _LISTING
        and (items[index].type not in _COUNTED or is_open(index))
        and probe.brings_on(code[index])
        for index in range(tried.end, min(len(items), tried.end + _FAR))
    ):
        return None
    found = items[tried.end] if tried.end < len(items) else None
    return Near(tried.rule, tried.first, tried.end - 1, _named(layer.grammar.alphabet, probe.wanted()), found)


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
