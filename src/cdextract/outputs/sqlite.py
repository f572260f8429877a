"""SQLite: the table `figures`, the column dictionary as `columns`, the identity of the run as `run`."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cdextract.results.columns import COLUMNS, NAMES
from cdextract.results.frames import PlainRow
from cdextract.results.schema import as_records

_TYPES = {
    "string": "TEXT", "category": "TEXT", "date": "TEXT", "Int8": "INTEGER", "Int16": "INTEGER", "Int64": "INTEGER",
    "Float64": "REAL",
}  # fmt: skip


class Writer:
    """Writes one database file."""

    def __init__(self, path: Path, run: dict[str, object]) -> None:
        self._base = sqlite3.connect(path)
        columns = ", ".join(f'"{c.name}" {_TYPES[c.dtype]}{"" if c.nullable else " NOT NULL"}' for c in COLUMNS)
        self._base.execute(f"CREATE TABLE figures ({columns})")
        self._base.execute(
            "CREATE TABLE columns (name TEXT PRIMARY KEY, dtype TEXT, unit TEXT, description TEXT, label_vi TEXT)"
        )
        self._base.executemany(
            "INSERT INTO columns VALUES (:name, :dtype, :unit, :description, :label_vi)",
            [
                {key: record[key] for key in ("name", "dtype", "unit", "description", "label_vi")}
                for record in as_records()
            ],
        )
        self._base.execute("CREATE TABLE run (key TEXT PRIMARY KEY, value TEXT)")
        self._base.executemany("INSERT INTO run VALUES (?, ?)", [(key, str(value)) for key, value in run.items()])
        self._insert = f"INSERT INTO figures VALUES ({', '.join('?' * len(NAMES))})"

    def write(self, rows: Sequence[PlainRow]) -> None:
        self._base.executemany(self._insert, [[_cell(row[name]) for name in NAMES] for row in rows])

    def close(self) -> None:
        self._base.commit()
        self._base.close()


def _cell(value: str | int | float | date | None) -> str | int | float | None:
    return value.isoformat() if isinstance(value, date) else value
