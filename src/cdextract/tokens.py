"""Sentences → tokens.

Two readings of one sentence: *syllables* (what phrases are matched on: the borders never depend on the context) and
*words* (underthesea's segmentation, which says where a counted noun phrase ends). Numbers are taken from neither: they
are lexed on characters (see `numbers.py`).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import regex

from cdextract import resources
from cdextract.rules import load_yaml
from cdextract.text import lower

_SYLLABLE = regex.compile(r"\d+(?:[.,]\d+)*|\p{L}[\p{L}\p{M}]*|\S")


def syllable_spans(text: str) -> list[tuple[int, int]]:
    """Offsets of syllables, digit groups and single signs.

    >>> [text[start:end] for text in ["10/8CĐCS (125%)"] for start, end in syllable_spans(text)]
    ['10', '/', '8', 'CĐCS', '(', '125', '%', ')']
    """
    return [match.span() for match in _SYLLABLE.finditer(text)]


@cache
def phrase_matcher(user_dir: Path | None) -> tuple[Any, Any, dict[int, tuple[str, str]]]:
    """(vocabulary, spaCy `PhraseMatcher`, label → (type, class)) of all phrases of `words.yaml`."""
    from spacy.matcher import PhraseMatcher
    from spacy.vocab import Vocab

    vocab = Vocab()
    matcher = PhraseMatcher(vocab, attr="ORTH")
    labels: dict[int, tuple[str, str]] = {}
    for (type_, class_), phrases in word_lists().items():
        label = f"{type_}:{class_}"
        docs = [_doc(vocab, lower(phrase), syllable_spans(phrase)) for phrase in phrases]
        if docs:
            matcher.add(label, docs)
            labels[vocab.strings[label]] = (type_, class_)
    return vocab, matcher, labels


def word_lists() -> dict[tuple[str, str], list[str]]:
    """(item type, class) → its phrases, from `words.yaml`."""
    data = load_yaml("words.yaml")
    lists = {(type_, ""): phrases for type_, phrases in data["types"].items()}
    lists |= {("noun", class_): phrases for class_, phrases in data["nouns"].items()}
    lists |= {("cue", class_): phrases for class_, phrases in data["cues"].items()}
    lists[("future", "")] = data["future"]
    lists[("done", "")] = data["done"]
    return lists


def _doc(vocab: Any, low: str, spans: list[tuple[int, int]]) -> Any:
    from spacy.tokens import Doc

    # Digits never take part in a phrase; one symbol for all keeps the vocabulary from growing with the corpus.
    words = ["0" if low[start].isdigit() else low[start:end] for start, end in spans]
    return Doc(vocab, words=words or [" "])


def phrases(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, str, int, int]]:
    """All phrases of `words.yaml` in a sentence as (type, class, first syllable, syllable behind the last)."""
    vocab, matcher, labels = phrase_matcher(resources.user_pattern_dir())
    return [(*labels[label], start, end) for label, start, end in matcher(_doc(vocab, lower(text), spans))]
