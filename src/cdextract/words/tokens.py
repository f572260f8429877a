"""Sentences → tokens.

Two readings of one sentence: *syllables* (what phrases are matched on: the borders never depend on the context) and
*words* (underthesea's segmentation, which says where a counted noun phrase ends). Numbers are taken from neither: they
are lexed on characters (see `numbers/lexing.py`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
from cdextract.rules.loading import load_yaml
from cdextract.text.normalised import lower

_SYLLABLE = compile_rule(r"\d+(?:[.,]\d+)*|\p{L}[\p{L}\p{M}]*|\S")


def syllable_spans(text: str) -> list[tuple[int, int]]:
    """Offsets of syllables, digit groups and single signs.

    >>> [text[start:end] for text in ["10/8CĐCS (125%)"] for start, end in syllable_spans(text)]
    ['10', '/', '8', 'CĐCS', '(', '125', '%', ')']
    """
    return [match.span() for match in _SYLLABLE.finditer(text)]


class _Node:
    """Where a phrase may stand after some of its syllables: what may come next, and which phrases end here."""

    __slots__ = ("ends", "following")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.ends: list[tuple[str, str]] = []


@cache
def _phrase_tree(_: Path | None) -> _Node:
    """All phrases of `words.yaml`, syllable by syllable."""
    root = _Node()
    for label, listed in word_lists().items():
        for phrase in dict.fromkeys(lower(phrase) for phrase in listed):
            node = root
            for syllable in _syllables(phrase, syllable_spans(phrase)):
                node = node.following.setdefault(syllable, _Node())
            node.ends.append(label)
    return root


def word_lists() -> dict[tuple[str, str], list[str]]:
    """(item type, class) → its phrases, from `words.yaml`."""
    data = load_yaml("words.yaml")
    lists = {(type_, ""): phrases for type_, phrases in data["types"].items()}
    lists |= {("noun", class_): phrases for class_, phrases in data["nouns"].items()}
    lists |= {("cue", class_): phrases for class_, phrases in data["cues"].items()}
    lists[("future", "")] = data["future"]
    lists[("done", "")] = data["done"]
    return lists


def tie_words(name: str) -> frozenset[str]:
    """A list of `ties` in `words.yaml`: words that tell what a figure is of, and by which it is tied to another."""
    return _ties(resources.user_pattern_dir())[name]


def tie_forms(name: str) -> tuple[str, ...]:
    """The same list, for `startswith` and `endswith`."""
    return _tie_forms(resources.user_pattern_dir())[name]


@cache
def _ties(user_dir: Path | None) -> dict[str, frozenset[str]]:
    return {name: frozenset(listed) for name, listed in _tie_forms(user_dir).items()}


@cache
def _tie_forms(_: Path | None) -> dict[str, tuple[str, ...]]:
    return {name: tuple(dict.fromkeys(listed)) for name, listed in load_yaml("words.yaml")["ties"].items()}


def _syllables(low: str, spans: list[tuple[int, int]]) -> list[str]:
    """The syllables of a text in lower case; digits never take part in a phrase, one sign stands for all."""
    return ["0" if low[start].isdigit() else low[start:end] for start, end in spans]


def phrases(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, str, int, int]]:
    """All phrases of `words.yaml` in a sentence as (type, class, first syllable, syllable behind the last)."""
    root = _phrase_tree(resources.user_pattern_dir()).following
    syllables = _syllables(lower(text), spans)
    found: list[tuple[str, str, int, int]] = []
    for first, syllable in enumerate(syllables):
        node, stop = root.get(syllable), first
        while node is not None:
            stop += 1
            found.extend((type_, class_, first, stop) for type_, class_ in node.ends)
            node = node.following.get(syllables[stop]) if stop < len(syllables) else None
    return found
