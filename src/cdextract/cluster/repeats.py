"""Repeated ids, addresses and texts: looked for when all parts are there, so that the rows are those of one machine.

A worker notes of each article what tells repeats apart. When all parts are made, the notes are read in the order of the
input by the very code that marks repeats on one machine (`readers.duplicates`); parts with a repeat are written again,
with the names and notices that it gives.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b, sha256
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pyarrow as pa

from cdextract.article import Article
from cdextract.batch.work import Outcome
from cdextract.errors import ErrorRow
from cdextract.readers.duplicates import Duplicates, folded

if TYPE_CHECKING:
    from cdextract.results.frames import PlainRow
    from cdextract.storage.files import Folder

_TEXT_BYTES = 8
_BATCH = 10_000
_IDS = ("figure_id", "part_of", "restates")  # columns whose texts begin with the article's id
_FIELDS = {
    "document": pa.string(),
    "url": pa.string(),
    "text": pa.binary(_TEXT_BYTES),
    "rows": pa.int32(),
    "errors": pa.int64(),
    "failed": pa.bool_(),
    "unread": pa.int32(),
}
_SCHEMA = pa.schema(list(_FIELDS.items()))


@dataclass(frozen=True, slots=True)
class Note:
    """What tells whether an article repeats another: id, address, and a digest of its text."""

    document: str
    url: str | None
    text: bytes

    @classmethod
    def of(cls, article: Article) -> Note:
        """The note on an article."""
        return cls(article.document, article.url, blake2b(folded(article.text), digest_size=_TEXT_BYTES).digest())


@dataclass(frozen=True)
class Repeats:
    """The repeats of one part: index of an article in it → the id that it gets, and the notices about it."""

    articles: Mapping[int, tuple[str, Sequence[ErrorRow]]] = field(default_factory=dict)

    @property
    def digest(self) -> str | None:
        """SHA-256 of all of it, by which a record tells that it was put in; None where there are no repeats."""
        if not self.articles:
            return None
        told = [[index, name, [row.as_dict() for row in rows]] for index, (name, rows) in self.articles.items()]
        return sha256(json.dumps(told).encode()).hexdigest()


class NoteWriter:
    """Writes the notes of one part, with the number of rows and error rows, to an Arrow stream."""

    def __init__(self, path: Path) -> None:
        self._stream = pa.ipc.new_stream(path, _SCHEMA, options=pa.ipc.IpcWriteOptions(compression="zstd"))
        self._waiting: list[dict[str, object]] = []

    def add(self, note: Note, outcome: Outcome, *, errors: int) -> None:
        """Add the note on an article and what came of it; `errors` is the number of error rows before it."""
        self._waiting.append(
            {
                "document": note.document,
                "url": note.url,
                "text": note.text,
                "rows": len(outcome.rows),
                "errors": errors,
                "failed": outcome.error is not None,
                "unread": outcome.unread,
            }
        )
        if len(self._waiting) == _BATCH:
            self._flush()

    def _flush(self) -> None:
        self._stream.write_batch(pa.RecordBatch.from_pylist(self._waiting, schema=_SCHEMA))
        self._waiting = []

    def close(self) -> None:
        """Complete the file."""
        if self._waiting:
            self._flush()
        self._stream.close()


def notes_of(file: IO[bytes]) -> Iterator[dict[str, Any]]:
    """The notes of a part, in order, a batch in memory at a time."""
    with pa.ipc.open_stream(file) as stream:
        for batch in stream:
            yield from batch.to_pylist()


def between(folder: Folder, records: Sequence[Mapping[str, Any]]) -> Iterator[Repeats]:
    """The repeats of each part, in order: against all parts before it and within itself."""
    seen = Duplicates()
    for record in records:
        found = {}
        with folder.open(record["files"][2]["name"]) as file:
            for index, note in enumerate(notes_of(file)):
                name, notices = seen.told(note["document"], note["url"], note["text"])
                if notices:
                    found[index] = (name, notices)
        yield Repeats(found)


def written_again(folder: Folder, record: Mapping[str, Any], repeats: Repeats) -> Iterator[tuple[Outcome, Note | None]]:
    """The outcomes of a part as its files hold them, with these repeats in place of those that they tell."""
    table, errors, articles = (file["name"] for file in record["files"])
    rows, failures = _rows(folder, table), _failures(folder, errors)
    given = 0
    with folder.open(articles) as file:
        for index, stored in enumerate(notes_of(file)):
            for failure in islice(failures, stored["errors"] - given):
                yield Outcome(failure.document, error=failure), None
            given = stored["errors"] + stored["failed"]
            name, notices = repeats.articles.get(index, (stored["document"], ()))
            for notice in notices:
                yield Outcome(name, error=notice), None
            note = Note(stored["document"], stored["url"], stored["text"])
            if stored["failed"]:
                yield Outcome(name, error=replace(next(failures), document=name)), note
            else:
                found = [_renamed(row, name) for row in islice(rows, stored["rows"])]
                yield Outcome(name, found, unread=stored["unread"]), note
    for failure in failures:
        yield Outcome(failure.document, error=failure), None


def _rows(folder: Folder, table: str) -> Iterator[PlainRow]:
    import pyarrow.parquet as pq

    with folder.open(table) as file:
        for batch in pq.ParquetFile(file).iter_batches():
            yield from batch.to_pylist()


def _failures(folder: Folder, errors: str) -> Iterator[ErrorRow]:
    """The error rows of a part, without notices of repeats."""
    with folder.open(errors) as file:
        for line in file:
            row = ErrorRow(**json.loads(line))
            if row.stage != "duplicate":
                yield row


def _renamed(row: PlainRow, name: str) -> PlainRow:
    old = len(str(row["document"]))
    ids = {column: f"{name}{str(row[column])[old:]}" for column in _IDS if row[column] is not None}
    return {**row, "document": name, **ids}
