"""What a pattern over items cannot do without: a cheap look that saves trying it where the rest of a sentence lacks it.

Only a few types of items and signs are looked at; what stands in lookarounds, or can be left out, counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

Group = frozenset[str]  # one of these must be there
Needs = tuple[tuple[Group, ...], ...]  # for each alternative, all that it must have

# What most sentences lack; looking at more costs what it saves.
_TELLING = frozenset(
    {"percent", "ratio", "plan", "part"}
    | {f"{kind}_claim" for kind in ("attained", "exceeded", "share", "change", "plain", "parallel")}
)
_MARKS = frozenset("(/")


def needs_of_items(tokens: Sequence[str], sets: Mapping[str, Sequence[str]]) -> Needs:
    """What each alternative of a pattern needs; an empty one needs nothing.

    >>> needs_of_items(["amount", "(", "plan", ")", "?", "percent"], {})
    ((frozenset({'percent'}),),)
    """
    alternatives, _ = _alternatives(tokens, 0, sets)
    return tuple(tuple(_selective(groups)) for groups in alternatives)


def _selective(groups: Iterable[Group | None]) -> list[Group]:
    return list(dict.fromkeys(group for group in groups if group))


def _alternatives(
    tokens: Sequence[str], at: int, sets: Mapping[str, Sequence[str]]
) -> tuple[list[list[Group | None]], int]:
    """The alternatives from a place up to the bracket that closes them, and where that is."""
    found: list[list[Group | None]] = [[]]
    while at < len(tokens) and tokens[at] != ")":
        token = tokens[at]
        if token == "|":
            found.append([])
            at += 1
            continue
        groups: list[Group | None]
        if token.startswith("("):
            inner, closed = _alternatives(tokens, at + 1, sets)
            groups = [] if len(token) > 1 else _of_either(inner)  # "(?=", "(?!"
            at = closed + 1
        else:
            groups = [_group(token, sets)]
            at += 1
        if at < len(tokens) and _repeats(tokens[at]):
            groups = [] if _can_be_none(tokens[at]) else groups
            at += 1
        found[-1].extend(groups)
    return found, at


def _of_either(inner: Sequence[Sequence[Group | None]]) -> list[Group | None]:
    """What a group of alternatives needs: all of the only one, else one thing of each."""
    if len(inner) == 1:
        return list(inner[0])
    least = [min((group for group in groups if group), key=len, default=None) for groups in inner]
    if any(group is None for group in least):
        return []
    return [frozenset().union(*(group for group in least if group))]


def _group(token: str, sets: Mapping[str, Sequence[str]]) -> Group | None:
    """The types that an element stands for; None where anything can be meant."""
    if token.startswith("!"):
        return None
    if token.startswith("'"):
        return frozenset(token[1:-1]) if token[1:-1] in _MARKS else None
    types = frozenset(sets.get(token, [token]))
    return types if types <= _TELLING else None


def _repeats(token: str) -> bool:
    return token[0] in "{?*+"


def _can_be_none(token: str) -> bool:
    return token[0] in "?*" or token.startswith(("{0", "{,"))


class Symbol(Protocol):
    """An item of a sentence (`grammar.Item`)."""

    @property
    def type(self) -> str:
        """Its type."""

    @property
    def text(self) -> str:
        """Its text in lower case."""


class Look:
    """Which of numbered patterns can match where no more than some types and signs are left."""

    def __init__(self, needs: Sequence[Needs]) -> None:
        features = sorted({feature for each in needs for groups in each for group in groups for feature in group})
        self._bits = {feature: 1 << number for number, feature in enumerate(features)}
        self._needs = [
            [[sum(self._bits[feature] for feature in group) for group in groups] for groups in each] for each in needs
        ]

    def rests(self, items: Sequence[Symbol]) -> list[int]:
        """For each item, what is left from it on."""
        left, out = 0, []
        for item in reversed(items):
            left |= self._bits.get(item.type, 0)
            if item.text in _MARKS:
                left |= self._bits.get(item.text, 0)
            out.append(left)
        return out[::-1]

    def can_match(self, number: int, rest: int) -> bool:
        """Whether nothing that a pattern needs is missing."""
        return any(all(group & rest for group in groups) for groups in self._needs[number])
