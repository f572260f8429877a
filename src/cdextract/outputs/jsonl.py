"""JSON Lines: one object a figure, numbers as JSON numbers, days as ISO texts, nothing for a missing value but null."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import IO

from cdextract.results.frames import PlainRow, format_number


def line(row: PlainRow) -> str:
    """The row as one line of JSON, without the newline.

    >>> line({"document": "a", "value": 12.0, "year": None})
    '{"document": "a", "value": 12, "year": null}'
    """
    return "{" + ", ".join(f'"{name}": {_token(value)}' for name, value in row.items()) + "}"


def _token(value: str | int | float | date | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, (int, float)):
        return format_number(value)
    return json.dumps(value.isoformat() if isinstance(value, date) else value, ensure_ascii=False)


class StreamWriter:
    """Writes lines to an open stream, which it does not close."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, rows: Sequence[PlainRow]) -> None:
        self._stream.writelines(line(row) + "\n" for row in rows)

    def close(self) -> None:
        self._stream.flush()


class Writer(StreamWriter):
    """Writes one JSONL file."""

    def __init__(self, path: Path, run: dict[str, object]) -> None:
        super().__init__(path.open("w", encoding="utf-8", newline=""))

    def close(self) -> None:
        self._stream.close()
