"""The stages as spaCy components, for our own `Language` (`cdextract.load`) and for others' pipelines.

    cdextract_sentences   sentence starts, and `doc.spans["zones"]`: headline, lead, body, list, table …
    cdextract_mentions    `doc.spans["mentions"]`: numbers, ratios, percentages, periods, bodies …; `span._.mention`
    cdextract_figures     `doc.spans["figures"]`, labelled by indicator; `span._.figure` is the row of the table

Each reads the text of the `Doc`, not its tokens, so any tokenizer will do. What was found is kept in `doc.user_data` as
plain values, so that a `Doc` can be saved and sent to other processes; `span._.figure` makes the row from them.
Title, day of publication and id of the article are given by `doc._.cdextract`, or as the context of
`nlp.pipe(..., as_tuples=True)`. See docs/spacy.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from cdextract import pipeline
from cdextract.mentions import NUMERIC
from cdextract.nlp.doc_articles import article_of_doc, latest_reading, reading_of
from cdextract.nlp.doc_values import plain, store_of
from cdextract.nlp.own_patterns import KeepsPatterns, OwnPatterns
from cdextract.results.columns import INDICATORS

if TYPE_CHECKING:
    from cdextract.article import Article
    from cdextract.pipeline import Row

# Colours of displaCy's span style: indicators, types of mentions; others stay grey.
COLOURS = {
    **dict.fromkeys((name for name in INDICATORS if name != "other"), "#b5d99c"),
    "number": "#bfe1d9", "ratio": "#9cc9cc", "percent": "#feca74", "times": "#ffeb80", "range": "#bfe1d9",
    "period": "#c887fb", "date": "#c887fb", "body": "#7aecec", "place": "#ff9561", "anaphor": "#aa9cfc",
}  # fmt: skip


@dataclass(frozen=True)
class Sentences(KeepsPatterns):
    """Sets sentence starts and the zones of the page."""

    spans_key: str
    patterns: OwnPatterns

    def __call__(self, doc: Doc) -> Doc:
        with self.patterns.in_use():
            read = reading_of(article_of_doc(doc))
        starts = [read.text.span(line.sentence.start, line.sentence.end)[0] for line in read.lines]
        spans = [doc.char_span(at, at + 1, alignment_mode="expand") for at in starts]
        first = {0, *(span.start for span in spans if span is not None)}
        for token in doc:
            token.is_sent_start = token.i in first
        zones = [(*read.text.span(block.start, block.end), block.zone, "") for block in read.blocks]
        doc.spans[self.spans_key] = _group(doc, self.spans_key, zones)
        return doc


@dataclass(frozen=True)
class Mentions(KeepsPatterns):
    """Finds what figures are made of."""

    spans_key: str
    patterns: OwnPatterns

    def __call__(self, doc: Doc) -> Doc:
        with self.patterns.in_use():
            read = reading_of(article_of_doc(doc))
        found, stored = [], {}
        for line in read.lines:
            for mention in line.mentions:
                moved = mention.shifted(line.sentence.start)
                start, end = read.text.span(moved.start, moved.end)
                name = f"{mention.type}@{start}"
                found.append((start, end, mention.type, name))
                stored[name] = {"type": mention.type, "rule": mention.rule, "start": start, "end": end,
                                "value": plain(mention.value)}  # fmt: skip
        store_of(doc)["mentions"] = stored
        doc.spans[self.spans_key] = _group(doc, self.spans_key, found)
        return doc


@dataclass(frozen=True)
class Figures(KeepsPatterns):
    """Finds figures: where they stand, whose they are, of when, and whether their percentages are right.

    A figure is left out when one of the numbers, ratios or percentages found inside it is no longer among
    `doc.spans[mentions_key]`: a component in between took it away.
    """

    spans_key: str
    mentions_key: str
    patterns: OwnPatterns

    def __call__(self, doc: Doc) -> Doc:
        with self.patterns.in_use():
            rows = _rows(article_of_doc(doc))
        rows = _without_removed(rows, self._removed(doc))
        store_of(doc)["figures"] = {str(row["figure_id"]): plain(row) for row in rows}
        found = [(row["start"], row["end"], str(row["indicator"]), str(row["figure_id"])) for row in rows]
        doc.spans[self.spans_key] = _group(doc, self.spans_key, found)
        return doc

    def _removed(self, doc: Doc) -> list[tuple[int, int]]:
        """Numeric mentions that were found and are no longer there."""
        if self.mentions_key not in doc.spans:
            return []
        kept = {span.id_ for span in doc.spans[self.mentions_key]}
        found = store_of(doc).get("mentions", {})
        gone = [one for name, one in found.items() if name not in kept]
        return [(one["start"], one["end"]) for one in gone if one["type"] in NUMERIC]


def _rows(article: Article) -> list[Row]:
    """The rows of an article, from the reading that a component before has made, if one has."""
    read = latest_reading(article)
    return pipeline.rows(article) if read is None else pipeline.rows_of(read)


def _without_removed(rows: list[Row], removed: list[tuple[int, int]]) -> list[Row]:
    if not removed:
        return rows
    kept = [row for row in rows if not any(_holds(row, start, end) for start, end in removed)]
    ids = {row["figure_id"] for row in kept}
    return [
        {**row, "part_of": row["part_of"] if row["part_of"] in ids else None,
         "restates": row["restates"] if row["restates"] in ids else None}
        for row in kept
    ]  # fmt: skip


def _holds(row: Mapping[str, Any], start: int, end: int) -> bool:
    return bool(row["start"] <= start and end <= row["end"])


@Language.factory(
    "cdextract_sentences",
    assigns=["token.is_sent_start", "doc.spans"],
    default_config={"spans_key": "zones", "patterns": None},
)
def create_sentences(nlp: Language, name: str, spans_key: str, patterns: str | None) -> Sentences:
    """The component of sentences and zones."""
    return Sentences(spans_key, OwnPatterns(patterns))


@Language.factory(
    "cdextract_mentions", assigns=["doc.spans"], default_config={"spans_key": "mentions", "patterns": None}
)
def create_mentions(nlp: Language, name: str, spans_key: str, patterns: str | None) -> Mentions:
    """The component of mentions."""
    return Mentions(spans_key, OwnPatterns(patterns))


@Language.factory(
    "cdextract_figures",
    assigns=["doc.spans"],
    default_config={"spans_key": "figures", "mentions_key": "mentions", "patterns": None},
)
def create_figures(nlp: Language, name: str, spans_key: str, mentions_key: str, patterns: str | None) -> Figures:
    """The component of figures."""
    return Figures(spans_key, mentions_key, OwnPatterns(patterns))


def _group(doc: Doc, name: str, found: list[tuple[Any, ...]]) -> SpanGroup:
    """Spans of characters as spans of tokens; a tokenizer that has no border there gets the tokens around them."""
    spans = [
        doc.char_span(start, end, label=label, span_id=id_, alignment_mode="expand") for start, end, label, id_ in found
    ]
    return SpanGroup(doc, name=name, spans=[span for span in spans if span is not None])
