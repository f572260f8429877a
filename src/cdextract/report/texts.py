"""The texts that the page shows, and where in them each figure stands.

The offsets of the table are code points; browsers count UTF-16 units, so a character beyond U+FFFF counts as two.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import regex

from cdextract.article import Article
from cdextract.results.frames import PlainRow

_SURROGATE = regex.compile(r"[\ud800-\udfff]")
_WIDE = regex.compile(r"[\U00010000-\U0010ffff]")
_GAP = "\n[…]\n"


@dataclass(frozen=True, slots=True)
class ShownText:
    """One document: its text and the places of its figures in it, in UTF-16 units, by figure_id.

    `whole` says whether it is the article; else it is the sentences of its figures. `mismatched` are figures whose
    evidence does not stand at its offsets in the article given.
    """

    text: str
    places: Mapping[str, tuple[int, int]]
    whole: bool
    mismatched: tuple[str, ...] = ()


@dataclass
class Articles:
    """Texts by document id, for the documents of a table."""

    texts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Iterable[object], wanted: frozenset[str]) -> Articles:
        """Keep the texts of the wanted documents; error rows among the articles are passed over."""
        kept = (item for item in found if isinstance(item, Article) and item.document in wanted)
        return cls({article.document: _SURROGATE.sub("\ufffd", article.text) for article in kept})


def show(rows: Sequence[PlainRow], text: str | None) -> ShownText:
    """The text of one document, given its rows: the article where it holds them, else their sentences."""
    if text is None:
        return _sentences(rows)
    right = [row for row in rows if text[_int(row["start"]) : _int(row["end"])] == row["evidence"]]
    wrong = tuple(str(row["figure_id"]) for row in rows if row not in right)
    if not right:
        shown = _sentences(rows)
        return ShownText(shown.text, shown.places, False, wrong)
    spans = {str(row["figure_id"]): (_int(row["start"]), _int(row["end"])) for row in right}
    return ShownText(text, in_utf16(text, spans), True, wrong)


def in_utf16(text: str, spans: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Code-point spans of a text as UTF-16 spans.

    >>> in_utf16("😀 12", {"a": (2, 4)})
    {'a': (3, 5)}
    """
    wide = [match.start() for match in _WIDE.finditer(text)]
    if not wide:
        return dict(spans)
    return {name: (utf16_offset(wide, start), utf16_offset(wide, end)) for name, (start, end) in spans.items()}


def utf16_offset(wide: Sequence[int], offset: int) -> int:
    """A code-point offset as UTF-16 units, given where the characters beyond U+FFFF stand."""
    return offset + bisect_left(wide, offset)


def _sentences(rows: Sequence[PlainRow]) -> ShownText:
    """The distinct sentences of the figures in the order of the article, gaps marked."""
    by_sentence: dict[str, list[PlainRow]] = {}
    for row in sorted(rows, key=lambda row: _int(row["start"])):
        by_sentence.setdefault(str(row["sentence"] or row["evidence"]), []).append(row)
    text, spans = "", {}
    for sentence, inside in by_sentence.items():
        text += _GAP if text else ""
        origin = _origin(sentence, inside)
        for row in inside:
            start = _int(row["start"]) - origin if origin is not None else sentence.find(str(row["evidence"]))
            if start >= 0:
                spans[str(row["figure_id"])] = (len(text) + start, len(text) + start + len(str(row["evidence"])))
        text += sentence
    return ShownText(text, in_utf16(text, spans), False)


def _origin(sentence: str, rows: Sequence[PlainRow]) -> int | None:
    """The offset in the article at which all evidences stand where they should; None where no offset does that."""
    first = rows[0]
    for match in regex.finditer(regex.escape(str(first["evidence"])), sentence, overlapped=True):
        origin = _int(first["start"]) - match.start()
        if all(sentence[_int(r["start"]) - origin : _int(r["end"]) - origin] == r["evidence"] for r in rows):
            return origin
    return None


def _int(value: object) -> int:
    return int(value) if isinstance(value, (int, float)) else 0
