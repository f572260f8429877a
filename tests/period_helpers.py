"""Reads the periods of figures in a text, as the pipeline does."""

from __future__ import annotations

from datetime import date

from cdextract.periods.context import assign_periods
from cdextract.periods.dated import Dated
from cdextract.periods.lexing import lex_periods
from cdextract.text.normalised import normalise
from cdextract.text.sentences import split_sentences
from cdextract.text.zones import split_blocks


def periods(body: str, *figures: str, title: str | None = None, published: str | None = None) -> list[Dated]:
    """The periods of the figures whose words are given, in an article."""
    text = normalise(body)
    blocks = split_blocks(text, title)
    sentences = split_sentences(text, blocks)
    mentions = [
        [mention.shifted(sentence.start) for mention in lex_periods(text.norm[sentence.start : sentence.end])]
        for sentence in sentences
    ]
    spans = []
    for words in figures:
        at = text.norm.index(words)
        index = next(number for number, sentence in enumerate(sentences) if sentence.start <= at < sentence.end)
        spans.append((index, at, at + len(words)))
    day = date.fromisoformat(published) if published else None
    return assign_periods(day, title, text, blocks, sentences, mentions, spans)


def days(dated: Dated) -> tuple[int | None, str | None, str | None]:
    return dated.year, dated.start and str(dated.start), dated.end and str(dated.end)


def year(number: int) -> tuple[int, str, str]:
    return number, f"{number}-01-01", f"{number}-12-31"


UNKNOWN = (None, None, None)
