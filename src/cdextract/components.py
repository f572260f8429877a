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

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from cdextract import pipeline, reading, resources
from cdextract.article import Article
from cdextract.columns import BY_NAME, INDICATORS
from cdextract.errors import UsageError
from cdextract.mentions import NUMERIC
from cdextract.readers.dates import visible_date
from cdextract.readers.plaintext import headline
from cdextract.readers.records import FieldMap, article_of

if TYPE_CHECKING:
    from cdextract.pipeline import Row
    from cdextract.reading import Reading

STORE = "cdextract"
"""The key of `doc.user_data` under which plain values are kept, and the name of the `Doc` extension."""

# Colours of displaCy's span style: indicators, types of mentions; others stay grey.
COLOURS = {
    **dict.fromkeys((name for name in INDICATORS if name != "other"), "#b5d99c"),
    "number": "#bfe1d9", "ratio": "#9cc9cc", "percent": "#feca74", "times": "#ffeb80", "range": "#bfe1d9",
    "period": "#c887fb", "date": "#c887fb", "body": "#7aecec", "place": "#ff9561", "anaphor": "#aa9cfc",
}  # fmt: skip


class FigureRow(Mapping[str, object]):
    """One row of the table, read-only: `row.base` and `row["base"]`. Numbers are exact (`Decimal`, `Fraction`, int).

    >>> FigureRow({"value": Decimal(10), "base": None}).value
    Decimal('10')
    """

    __slots__ = ("_row",)

    def __init__(self, row: Mapping[str, object]) -> None:
        self._row = dict(row)

    def __getitem__(self, name: str) -> object:
        return self._row[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._row)

    def __len__(self) -> int:
        return len(self._row)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._row:
            raise AttributeError(f"a figure has no column {name!r}")
        return self._row[name]

    def __repr__(self) -> str:
        told = ("org", "year", "indicator", "value", "base", "percent", "verdict")
        return "FigureRow(" + ", ".join(f"{key}={self._row[key]!s}" for key in told if self._row.get(key)) + ")"


@contextmanager
def using_patterns(folder: str | None) -> Iterator[None]:
    """Read with the user's rules in `folder` inside the block; None changes nothing.

    Raises `UsageError` where there is no such folder.
    """
    if folder is None:
        yield
        return
    before = resources.user_pattern_dir()
    resources.use_patterns(folder)
    try:
        yield
    finally:
        resources.use_patterns(before)


def article_of_doc(doc: Doc) -> Article:
    """The article that a `Doc` holds: its text, and what `doc._.cdextract` or the context of `nlp.pipe` tells of it.

    The names of fields are those that `cdextract.extract` knows (`title`, `published`, `url`, `id` …). Without them
    title and day are looked for in the text, as for a plain text file.
    """
    told = doc._.cdextract if doc._.cdextract is not None else doc._context
    if isinstance(told, Article):
        return replace(told, text=doc.text)
    if not isinstance(told, Mapping):
        if doc._.cdextract is not None:
            raise UsageError(
                "doc._.cdextract must tell of an article", given=type(told).__name__,
                do="give a dictionary such as {'title': …, 'published': …, 'id': …}",
            )  # fmt: skip
        told = {}
    if not told or not doc.text.strip():
        return plain_article(doc.text)
    return replace(article_of({**told, "text": doc.text}, "text", FieldMap()), text=doc.text)


def plain_article(text: str) -> Article:
    """A text of which nothing is told, read as `cdextract.extract` reads it."""
    day = visible_date(text)
    return Article("text", text, headline(text), None, day, "visible" if day else None)


def read_article(article: Article) -> Reading:
    """The reading of an article, done once where tokenizer and components follow each other on one text."""
    return _read(article, resources.user_pattern_dir())


@lru_cache(maxsize=1)
def _read(article: Article, _: Path | None) -> Reading:
    return reading.read(article)


@dataclass(frozen=True)
class Sentences:
    """Sets sentence starts and the zones of the page."""

    spans_key: str
    patterns: str | None

    def __call__(self, doc: Doc) -> Doc:
        with using_patterns(self.patterns):
            read = read_article(article_of_doc(doc))
        starts = [read.text.span(line.sentence.start, line.sentence.end)[0] for line in read.lines]
        spans = [doc.char_span(at, at + 1, alignment_mode="expand") for at in starts]
        first = {0, *(span.start for span in spans if span is not None)}
        for token in doc:
            token.is_sent_start = token.i in first
        zones = [(*read.text.span(block.start, block.end), block.zone, "") for block in read.blocks]
        doc.spans[self.spans_key] = _group(doc, self.spans_key, zones)
        return doc


@dataclass(frozen=True)
class Mentions:
    """Finds what figures are made of."""

    spans_key: str
    patterns: str | None

    def __call__(self, doc: Doc) -> Doc:
        with using_patterns(self.patterns):
            read = read_article(article_of_doc(doc))
        found, stored = [], {}
        for line in read.lines:
            for mention in line.mentions:
                moved = mention.shifted(line.sentence.start)
                start, end = read.text.span(moved.start, moved.end)
                name = f"{mention.type}@{start}"
                found.append((start, end, mention.type, name))
                stored[name] = {"type": mention.type, "rule": mention.rule, "start": start, "end": end,
                                "value": _plain(mention.value)}  # fmt: skip
        _store(doc)["mentions"] = stored
        doc.spans[self.spans_key] = _group(doc, self.spans_key, found)
        return doc


@dataclass(frozen=True)
class Figures:
    """Finds figures: where they stand, whose they are, of when, and whether their percentages are right.

    A figure is left out when one of the numbers, ratios or percentages found inside it is no longer among
    `doc.spans[mentions_key]`: a component in between took it away.
    """

    spans_key: str
    mentions_key: str
    patterns: str | None

    def __call__(self, doc: Doc) -> Doc:
        with using_patterns(self.patterns):
            rows = pipeline.rows(article_of_doc(doc))
        rows = _without_removed(rows, self._removed(doc))
        _store(doc)["figures"] = {str(row["figure_id"]): _plain(row) for row in rows}
        found = [(row["start"], row["end"], str(row["indicator"]), str(row["figure_id"])) for row in rows]
        doc.spans[self.spans_key] = _group(doc, self.spans_key, found)
        return doc

    def _removed(self, doc: Doc) -> list[tuple[int, int]]:
        """Numeric mentions that were found and are no longer there."""
        if self.mentions_key not in doc.spans:
            return []
        kept = {span.id_ for span in doc.spans[self.mentions_key]}
        found = doc.user_data.get(STORE, {}).get("mentions", {})
        gone = [one for name, one in found.items() if name not in kept]
        return [(one["start"], one["end"]) for one in gone if one["type"] in NUMERIC]


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


@Language.factory("cdextract_sentences", assigns=["token.is_sent_start", "doc.spans"],
                  default_config={"spans_key": "zones", "patterns": None})
def create_sentences(nlp: Language, name: str, spans_key: str, patterns: str | None) -> Sentences:
    """The component of sentences and zones."""
    return Sentences(spans_key, patterns)


@Language.factory("cdextract_mentions", assigns=["doc.spans"],
                  default_config={"spans_key": "mentions", "patterns": None})
def create_mentions(nlp: Language, name: str, spans_key: str, patterns: str | None) -> Mentions:
    """The component of mentions."""
    return Mentions(spans_key, patterns)


@Language.factory("cdextract_figures", assigns=["doc.spans"],
                  default_config={"spans_key": "figures", "mentions_key": "mentions", "patterns": None})
def create_figures(
    nlp: Language, name: str, spans_key: str, mentions_key: str, patterns: str | None
) -> Figures:
    """The component of figures."""
    return Figures(spans_key, mentions_key, patterns)


def _group(doc: Doc, name: str, found: list[tuple[Any, ...]]) -> SpanGroup:
    """Spans of characters as spans of tokens; a tokenizer that has no border there gets the tokens around them."""
    spans = [
        doc.char_span(start, end, label=label, span_id=id_, alignment_mode="expand") for start, end, label, id_ in found
    ]
    return SpanGroup(doc, name=name, spans=[span for span in spans if span is not None])


def _store(doc: Doc) -> dict[str, Any]:
    store: dict[str, Any] = doc.user_data.setdefault(STORE, {})
    return store


def _plain(value: Any) -> Any:
    """A value as texts, whole numbers, lists and dictionaries, which can be saved with a `Doc`."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (Decimal, Fraction)):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    return str(value)


def _typed(name: str, value: Any) -> object:
    dtype = BY_NAME[name].dtype
    if dtype == "date" and value:
        return date.fromisoformat(value)
    if dtype == "Float64" and isinstance(value, str):
        return Fraction(value) if "/" in value else Decimal(value)
    return value


def _figure(span: Span) -> FigureRow | None:
    row = span.doc.user_data.get(STORE, {}).get("figures", {}).get(span.id_)
    return None if row is None else FigureRow({name: _typed(name, value) for name, value in row.items()})


def _mention(span: Span) -> dict[str, Any] | None:
    found: dict[str, Any] | None = span.doc.user_data.get(STORE, {}).get("mentions", {}).get(span.id_)
    return found


# Importing the module is what makes the extensions known, in other processes too.
Doc.set_extension("cdextract", default=None, force=True)
Span.set_extension("figure", getter=_figure, force=True)
Span.set_extension("mention", getter=_mention, force=True)
