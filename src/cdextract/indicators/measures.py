"""A figure → its measure: the words that say what is counted.

A noun of the lexicon names it; else the noun phrase behind the number does, cut where underthesea ends a word.
"""

from __future__ import annotations

from collections.abc import Sequence

from cdextract.figures.values import Figure
from cdextract.rules.compiled import compile_rule
from cdextract.rules.grammar import Item
from cdextract.words.segmentation import words
from cdextract.words.tokens import tie_words

_MOST_WORDS = 3  # of an unknown noun phrase: "cuộc | ngừng việc | tập thể"
_INSIDE = compile_rule(r"[\d.,]\s*(\p{L}[\p{L} ]*?)\s*/")


def measure_of(text: str, items: Sequence[Item], figure: Figure, noun_at: int | None) -> str | None:
    """The words that say what a figure counts, as printed in `text`; None where nothing is named.

    `noun_at` is the item of the noun that the lexicon knows, if any.
    """
    head = items[figure.head]
    inside = _INSIDE.search(text, head.start, head.end)
    if head.type == "ratio" and inside:
        return str(inside[1])
    if noun_at is not None:
        return text[items[noun_at].start : items[noun_at].end]
    return _phrase_behind(text, items, figure.head) or _phrase_before(text, items, figure.head)


def _phrase_behind(text: str, items: Sequence[Item], head: int) -> str | None:
    end = head + 1
    if end < len(items) and items[end].type == "cue" and _opens_measure(items[end].text):
        end += 1
    while end < len(items) and items[end].type in ("word", "noun"):
        end += 1
    if end == head + 1:
        return None
    phrase = text[items[head + 1].start : items[end - 1].end]
    spans = words(phrase)[:_MOST_WORDS]
    return phrase[: spans[-1][1]] if spans else phrase


def _opens_measure(text: str) -> bool:
    """ "412 ca mắc mới": the noun is part of a longer phrase."""
    noun, _, more = text.partition(" ")
    return bool(more) and noun in tie_words("opens_measure")


def _phrase_before(text: str, items: Sequence[Item], head: int) -> str | None:
    """The phrase that the number closes: "doanh thu du lịch là 12 tỷ đồng"."""
    end = head
    while end > 0 and items[end - 1].type in ("attain", "link", "done", "increase", "decrease", "share"):
        end -= 1
    start = end
    while start > 0 and end - start < 6 and items[start - 1].type in ("word", "noun"):
        start -= 1
    if start == end:
        return None
    phrase = text[items[start].start : items[end - 1].end]
    spans = words(phrase)[-_MOST_WORDS:]
    return phrase[spans[0][0] :] if spans else phrase
