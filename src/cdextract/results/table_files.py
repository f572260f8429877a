"""Files of tables → their records and column names as they stand there; `results/frames.py` makes tables of them."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

Record = dict[str, Any]

# What damaged files raise, or files of something else (`SyntaxError`: the XML in a workbook).
UNREADABLE = (ValueError, OSError, LookupError, StopIteration, SyntaxError, csv.Error, sqlite3.Error, BadZipFile)


def read_records(path: Path) -> list[Record]:
    """The records of a table; raises one of `UNREADABLE` where the file cannot be read."""
    return _READERS[path.suffix.lower()](path)


def column_names(path: Path) -> list[str]:
    """The names of the columns, from the beginning of the file (none: JSON Lines without rows); raises one of
    `UNREADABLE`.
    """
    return _HEADS[path.suffix.lower()](path)


def _read_csv(path: Path) -> list[Record]:
    from cdextract.outputs.csvfile import unguard

    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{key: unguard(value) for key, value in record.items() if key} for record in csv.DictReader(file)]


def _read_jsonl(path: Path) -> list[Record]:
    with path.open(encoding="utf-8-sig") as file:
        records = [json.loads(line) for line in file if line.strip()]
    if not all(isinstance(record, dict) for record in records):
        raise ValueError("a line is no object with named fields")
    return records


def _read_parquet(path: Path) -> list[Record]:
    import pyarrow.parquet as pq

    records: list[Record] = pq.read_table(path).to_pylist()
    return records


def _read_excel(path: Path) -> list[Record]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        lines = book.worksheets[0].iter_rows(values_only=True)
        header = [str(name) for name in next(lines)]
        return [dict(zip(header, line, strict=False)) for line in lines]
    finally:
        book.close()


def _read_sqlite(path: Path) -> list[Record]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
        base.row_factory = sqlite3.Row
        return [dict(record) for record in base.execute("SELECT * FROM figures ORDER BY rowid")]


def _head_csv(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return file.readline().strip().split(",")


def _head_jsonl(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig") as file:
        record = json.loads(file.readline() or "{}")
    return list(record) if isinstance(record, dict) else []


def _head_parquet(path: Path) -> list[str]:
    import pyarrow.parquet as pq

    names: list[str] = pq.read_schema(path).names
    return names


def _head_excel(path: Path) -> list[str]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    try:
        return [str(name) for name in next(book.worksheets[0].iter_rows(values_only=True))]
    finally:
        book.close()


def _head_sqlite(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
        return [record[1] for record in base.execute("PRAGMA table_info(figures)")]


_READERS: dict[str, Callable[[Path], list[Record]]] = {
    ".csv": _read_csv,
    ".jsonl": _read_jsonl,
    ".parquet": _read_parquet,
    ".xlsx": _read_excel,
    ".sqlite": _read_sqlite,
}
_HEADS: dict[str, Callable[[Path], list[str]]] = {
    ".csv": _head_csv,
    ".jsonl": _head_jsonl,
    ".parquet": _head_parquet,
    ".xlsx": _head_excel,
    ".sqlite": _head_sqlite,
}
ENDINGS = tuple(_READERS)
