"""What the page carries: the list of figures as columns, and one JSON text for each article.

Columns whose values repeat are kept as a list of values and an index; ten thousand figures take a third of the room.
Nothing of it can end the script element it stands in: `<` is written as an escape.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cdextract.report.figures import ShownFigure
from cdextract.report.texts import ShownText

# Columns with few different values.
_SHARED = frozenset({
    "org", "district", "province", "indicator", "measure", "unit", "percent_kind", "rule", "period", "verdict",
    "diagnosis", "decision", "codes", "allowed", "percent",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """One article with its figures, as the page shows them."""

    document: str
    title: str | None
    url: str | None
    published: date | None
    shown: ShownText
    figures: tuple[ShownFigure, ...]

    @property
    def flagged(self) -> int:
        """How many of its figures need a person."""
        return sum(figure.flagged for figure in self.figures)


def embed(value: object) -> str:
    """JSON that is safe inside a script element.

    >>> embed({"title": "</script><script>"})
    '{"title":"\\\\u003c/script>\\\\u003cscript>"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c")


def texts(documents: Sequence[Document]) -> list[str]:
    """The text of each document as embedded JSON, in order."""
    return [embed(document.shown.text) for document in documents]


def listing(documents: Sequence[Document], about: dict[str, object]) -> str:
    """Everything but the texts, as embedded JSON."""
    columns: dict[str, list[object]] = {"document": [], "start": [], "end": []}
    for number, document in enumerate(documents):
        for figure in document.figures:
            start, end = document.shown.places.get(str(figure.row["figure_id"]), (-1, -1))
            for name, value in (("document", number), ("start", start), ("end", end), *figure.told.items()):
                columns.setdefault(name, []).append(value)
    packed = {name: _shared(values) if name in _SHARED else values for name, values in columns.items()}
    return embed({**about, "documents": [_head(document) for document in documents], "figures": packed})


def _head(document: Document) -> dict[str, object]:
    return {
        "id": document.document, "title": document.title, "url": _safe_url(document.url),
        "published": document.published.isoformat() if document.published else None, "whole": document.shown.whole,
        "mismatched": list(document.shown.mismatched),
    }  # fmt: skip


def _safe_url(url: str | None) -> str | None:
    """Addresses of web pages only: a `javascript:` address in a record must not become a link."""
    return url if url and url.lower().startswith(("https://", "http://")) else None


def _shared(values: list[object]) -> dict[str, list[object]]:
    places: dict[object, int] = {}
    at: list[object] = [places.setdefault(value, len(places)) for value in values]
    return {"of": list(places), "at": at}
