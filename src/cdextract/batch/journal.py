"""The journal of a run: what was done before it died, so that `--resume` goes on from there.

It lies beside the table until that is complete. The first line says what the run was (version, rules, options, input
files); each further line holds one chunk: a digest of its articles, and what came out of them. A line that death cut
off is dropped.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import IO, Any

from cdextract.batch.work import Item, Outcome
from cdextract.errors import ErrorRow, InputError, UsageError
from cdextract.outputs.jsonl import line as row_line
from cdextract.results.frames import plain_row

_SYNC_EVERY = 1.0  # seconds; what the system has not written by then is lost only if the machine goes down


class Journal:
    """The journal at `path` of the run that `identity` describes.

    With `resume`, an earlier run's journal is read; raises `UsageError` where that was another run. Without, it is
    removed. The file is made with the first chunk, and removed by `finish`.
    """

    def __init__(self, path: Path, identity: Mapping[str, object], *, resume: bool) -> None:
        self._path = path
        self._head = json.dumps(identity, ensure_ascii=False, sort_keys=True, default=str)
        self._file: IO[bytes] | None = None
        self._synced = time.monotonic()
        self.replayed = 0
        if not resume:
            with suppress(FileNotFoundError):
                path.unlink()
        elif path.exists():
            self._check_head()

    def _check_head(self) -> None:
        with self._path.open("rb") as file:
            head = _unpack(file.readline())
        if head is None:
            self._path.unlink()  # death came before the first line was whole
            return
        before, now = json.loads(head), json.loads(self._head)
        changed = [key for key in now if before.get(key) != now[key]]
        if changed:
            raise UsageError(
                "the interrupted run cannot be resumed: something changed since",
                given=", ".join(changed),
                do="put it back as it was, or run without --resume to start anew",
            )

    def replay(self, chunks: Iterator[list[Item]]) -> Iterator[list[Outcome]]:
        """The outcomes of the chunks that were done; takes these chunks off the input.

        Raises `InputError` where an article is not what it was.
        """
        if not self._path.exists():
            return
        with self._path.open("rb") as file:
            good = len(file.readline())
            for line in file:
                body = _unpack(line)
                if body is None:
                    break
                record = json.loads(body)
                items = next(chunks, [])
                if record["key"] != _key(items):
                    raise InputError(
                        "the interrupted run cannot be resumed: the input changed",
                        given=items[0].document if items else "fewer articles than before",
                        do="put it back as it was, or run without --resume to start anew",
                    )
                good += len(line)
                self.replayed += len(items)
                yield [_outcome(part) for part in record["outcomes"]]
        os.truncate(self._path, good)

    def add(self, items: Sequence[Item], outcomes: Sequence[Outcome]) -> None:
        """Note a chunk that is done."""
        if self._file is None:
            self._file = self._path.open("ab")
            if self._file.tell() == 0:
                self._file.write(_pack(self._head))
        parts = ", ".join(map(_line, outcomes))
        self._file.write(_pack(f'{{"key": "{_key(items)}", "outcomes": [{parts}]}}'))
        self._file.flush()
        if time.monotonic() - self._synced > _SYNC_EVERY:
            os.fsync(self._file.fileno())
            self._synced = time.monotonic()

    def finish(self) -> None:
        """The table is complete: remove the journal."""
        self.close()
        with suppress(FileNotFoundError):
            self._path.unlink()

    def close(self) -> None:
        """Close the file and leave it where it is."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _pack(text: str) -> bytes:
    data = text.encode()
    return blake2b(data, digest_size=8).hexdigest().encode() + b" " + data + b"\n"


def _unpack(line: bytes) -> str | None:
    """The text of a whole line; None where the line is cut off or damaged."""
    digest, _, data = line.partition(b" ")
    if not line.endswith(b"\n") or blake2b(data[:-1], digest_size=8).hexdigest().encode() != digest:
        return None
    return data[:-1].decode()


def _key(items: Sequence[Item]) -> str:
    digest = blake2b(digest_size=16)
    for item in items:
        fields = {name: getattr(item, name) for name in item.__slots__}
        text = fields.pop("text", "").encode("utf-8", "surrogatepass")
        digest.update(f"{fields} {len(text)} ".encode("utf-8", "surrogatepass"))
        digest.update(text)
    return digest.hexdigest()


def _line(outcome: Outcome) -> str:
    rows = ", ".join(map(row_line, outcome.rows))
    error = json.dumps(outcome.error.as_dict() if outcome.error else None, ensure_ascii=False)
    document = json.dumps(outcome.document, ensure_ascii=False)
    return f'{{"document": {document}, "rows": [{rows}], "error": {error}, "unread": {outcome.unread}}}'


def _outcome(part: Mapping[str, Any]) -> Outcome:
    error = ErrorRow(**part["error"]) if part["error"] else None
    return Outcome(part["document"], [plain_row(row) for row in part["rows"]], error, part["unread"])
