"""CSV as spreadsheets read it: UTF-8 with a byte order mark, no cell that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import regex

from cdextract.results.columns import COLUMNS, NAMES
from cdextract.results.frames import PlainRow, format_number

_FORMULA = regex.compile(r"'*[=+\-@\t\r]")
_GUARDED = regex.compile(r"'+[=+\-@\t\r]")
_TEXT = frozenset(column.name for column in COLUMNS if column.dtype in ("string", "category"))


def guard(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula; `unguard` takes it away again.

    >>> guard("=1+1"), unguard(guard("=1+1")), guard("12 CĐCS")
    ("'=1+1", '=1+1', '12 CĐCS')
    """
    return "'" + text if _FORMULA.match(text) else text


def unguard(text: str | None) -> str | None:
    """Undo `guard`."""
    return text[1:] if text and _GUARDED.match(text) else text


def cells(row: PlainRow) -> list[str]:
    """The row as texts, in column order; empty cells are empty texts."""
    return [_cell(name, value) for name, value in row.items()]


def _cell(name: str, value: str | int | float | date | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guard(value) if name in _TEXT else value
    if isinstance(value, date):
        return value.isoformat()
    return format_number(value)


class Writer:
    """Writes one CSV file."""

    def __init__(self, path: Path, run: dict[str, object]) -> None:
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._csv = csv.writer(self._file, lineterminator="\n")
        self._csv.writerow(NAMES)

    def write(self, rows: Sequence[PlainRow]) -> None:
        self._csv.writerows(cells(row) for row in rows)

    def close(self) -> None:
        self._file.close()
