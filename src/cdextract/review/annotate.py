"""Table and articles → annotated documents, and back: what an annotator changed, as marks.

Offsets are code points of a text whose line ends are plain newlines, because annotation tools rewrite `\\r\\n`. Where
that changed a text, the document remembers where (`returns`), so that each span is brought back to the article as read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import regex

from cdextract.results.frames import PlainRow, is_missing
from cdextract.review.marks import CORRECTABLE, SPAN, Mark

# Fields that a span may carry beside its place and its label.
_COMPARED = tuple(name for name in CORRECTABLE if name not in (*SPAN, "indicator"))
_RETURN = regex.compile(r"\r\n")


@dataclass(frozen=True, slots=True)
class Span:
    """One annotated figure: code points of the document's text, the indicator, and what else the tool keeps of it.

    `figure_id` is None where the tool does not keep it; `fields` are columns of the table (JSON values).
    """

    start: int
    end: int
    label: str
    figure_id: str | None = None
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Annotated:
    """One document as annotation tools see it. `returns` are the offsets in `text` of newlines that were `\\r\\n`."""

    document: str
    text: str
    spans: tuple[Span, ...]
    title: str | None = None
    url: str | None = None
    published: str | None = None
    returns: tuple[int, ...] = ()

    def original_offset(self, offset: int) -> int:
        """The offset in the article as read of an offset in `text`."""
        return offset + bisect_left(self.returns, offset)

    def original_span(self, span: Span) -> tuple[int, int]:
        """The offsets of a span in the article as read."""
        return self.original_offset(span.start), self.original_offset(span.end)

    def original(self) -> str:
        """The text of the article as read (a lone `\\r` remains a newline)."""
        pieces, last = [], 0
        for place in self.returns:
            pieces += [self.text[last:place], "\r"]
            last = place
        return "".join([*pieces, self.text[last:]])


def annotate(rows: Sequence[PlainRow], text: str) -> Annotated:
    """The document of an article and its rows. Raises `ValueError` where the evidence of a row does not stand there.

    >>> row = {"document": "a", "figure_id": "a#3", "title": None, "url": None, "published": None, "start": 3, "end": 7,
    ...        "evidence": "10/8", "indicator": "cdcs_established"}
    >>> document = annotate([row], "A\\r\\n10/8 CĐCS")
    >>> document.text[document.spans[0].start:document.spans[0].end], document.returns
    ('10/8', (1,))
    """
    returns = tuple(match.start() - number for number, match in enumerate(_RETURN.finditer(text)))
    plain = _RETURN.sub("\n", text).replace("\r", "\n")
    places = [match.start() for match in _RETURN.finditer(text)]
    spans = []
    for row in rows:
        start, end = _int(row["start"]), _int(row["end"])
        if text[start:end] != row["evidence"]:
            raise ValueError(f"{row['figure_id']} does not stand in the article as the table has it")
        spans.append(Span(
            start - bisect_left(places, start), end - bisect_left(places, end), str(row["indicator"]),
            str(row["figure_id"]), _fields(row),
        ))  # fmt: skip
    first = rows[0]
    return Annotated(
        document=str(first["document"]), text=plain, spans=tuple(spans), title=_text(first["title"]),
        url=_text(first["url"]), published=_text(first["published"]), returns=returns,
    )  # fmt: skip


def changes(rows: Sequence[PlainRow], annotated: Annotated) -> Iterator[Mark]:
    """The marks that an annotated document stands for, given the rows of the table for it.

    Spans are known by their id, else by equal offsets, else by overlap. Another label or other fields are corrections,
    other offsets a moved span, a span that is gone no figure, a new one a missed figure. A span that stays as it was is
    no mark: an annotator has not reviewed its percentage. Raises `ValueError` where the text is not that of the table.
    """
    original = annotated.original()
    for row in rows:
        found = original[_int(row["start"]) : _int(row["end"])]
        if found != _plain_ends(str(row["evidence"])) and found != row["evidence"]:
            raise ValueError(f"its text is not that of the table: {row['figure_id']} does not stand there")
    owners = _owners(rows, annotated)
    for row in rows:
        span = owners.get(str(row["figure_id"]))
        if span is None:
            yield Mark("wrong", annotated.document, str(row["figure_id"]), str(row["evidence"]), drop=True)
            continue
        changed = _changed(row, span, annotated, original)
        if changed:
            yield Mark("wrong", annotated.document, str(row["figure_id"]), str(row["evidence"]), set=changed)
    used = {id(span) for span in owners.values()}
    for span in annotated.spans:
        if id(span) not in used:
            yield _missed(span, annotated, original)


def _owners(rows: Sequence[PlainRow], annotated: Annotated) -> dict[str, Span]:
    """Which span stands for which row; rows of equal offsets may share one."""
    placed = [(span, *annotated.original_span(span)) for span in annotated.spans]
    by_id = {span.figure_id: span for span in annotated.spans if span.figure_id}
    owners: dict[str, Span] = {}
    for row in rows:
        at = (_int(row["start"]), _int(row["end"]))
        equal = next((span for span, start, end in placed if (start, end) == at), None)
        span = by_id.get(str(row["figure_id"])) or equal
        if span is not None:
            owners[str(row["figure_id"])] = span
    taken = {id(span) for span in owners.values()}
    for row in rows:
        if str(row["figure_id"]) in owners:
            continue
        free = [(_shared(row, start, end), span) for span, start, end in placed if id(span) not in taken]
        shared, best = max(free, key=lambda item: item[0], default=(0, None))
        if best is not None and shared > 0:
            owners[str(row["figure_id"])] = best
            taken.add(id(best))
    return owners


def _shared(row: PlainRow, start: int, end: int) -> int:
    return min(_int(row["end"]), end) - max(_int(row["start"]), start)


def _changed(row: PlainRow, span: Span, annotated: Annotated, original: str) -> dict[str, object]:
    changed: dict[str, object] = {}
    start, end = annotated.original_span(span)
    if (start, end) != (row["start"], row["end"]):
        changed.update(start=start, end=end, evidence=original[start:end])
    if span.label != row["indicator"]:
        changed["indicator"] = span.label
    for name, value in span.fields.items():
        if name in _COMPARED and value != row[name]:
            changed[name] = value
    return changed


def _missed(span: Span, annotated: Annotated, original: str) -> Mark:
    start, end = annotated.original_span(span)
    known = {name: value for name, value in span.fields.items() if name in _COMPARED and not is_missing(value)}
    known.update(indicator=span.label, start=start, end=end, evidence=original[start:end])
    return Mark("missed", annotated.document, f"{annotated.document}#{start}", original[start:end], set=known)


def _fields(row: PlainRow) -> dict[str, object]:
    return {name: row[name] for name in _COMPARED if name in row}


def _plain_ends(text: str) -> str:
    return text.replace("\r\n", "\0").replace("\r", "\n").replace("\0", "\r\n")


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _int(value: object) -> int:
    return int(value) if isinstance(value, (int, float)) else 0
