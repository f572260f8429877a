"""Rows → the table: one row a figure, the columns and dtypes of `columns.COLUMNS`; and back from a written file."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdextract.errors import InputError, UsageError
from cdextract.results.columns import BY_NAME, COLUMNS, NAMES, Column
from cdextract.rules.compiled import compile_rule
from cdextract.storage.files import is_address

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "COLUMNS",
    "Column",
    "PlainRow",
    "Row",
    "dtypes",
    "format_number",
    "is_table",
    "plain_row",
    "read_table",
    "to_frame",
]

Row = Mapping[str, object]
PlainRow = dict[str, str | int | float | date | None]

_SURROGATE = compile_rule(r"[\ud800-\udfff]")


def format_number(number: int | float | Decimal) -> str:
    """Write a number with a decimal point, without exponent and without trailing zeros.

    >>> format_number(1625.0), format_number(266.66), format_number(1e22), format_number(0.00001)
    ('1625', '266.66', '10000000000000000000000', '0.00001')
    """
    if isinstance(number, int):
        return str(number)
    exact = number if isinstance(number, Decimal) else Decimal(repr(float(number)))
    text = format(exact, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def is_missing(value: object) -> bool:
    """Say whether a cell is empty: None, NaN, `pandas.NA`, `NaT`."""
    if value is None:
        return True
    if isinstance(value, float):
        return math.isnan(value)
    return type(value).__name__ in ("NAType", "NaTType")


def plain_row(row: Row) -> PlainRow:
    """Bring one row to plain Python values in column order; columns that the row lacks are None.

    Numbers of Float64 columns become floats, so that every format writes the same value. Raises `UsageError` on an
    unknown column or a value that does not fit its column.

    >>> plain_row({"document": "a", "value": Decimal("12.50"), "year": 2021})["value"]
    12.5
    """
    unknown = [name for name in row if name not in BY_NAME]
    if unknown:
        raise UsageError(
            "a row has a column that the table does not know",
            given=", ".join(map(str, unknown)),
            do="use the columns that `cdextract schema` lists",
        )
    return {column.name: _cell(column, row.get(column.name)) for column in COLUMNS}


def _cell(column: Column, value: object) -> str | int | float | date | None:
    if is_missing(value):
        return None
    try:
        cell: str | int | float | date = _CONVERTERS[column.dtype](value)
        return cell
    except (ValueError, TypeError, ArithmeticError) as error:
        raise UsageError(
            f"a value does not fit column {column.name}",
            given=repr(value)[:80],
            do=f"give a value of type {column.dtype}",
        ) from error


def _text(value: object) -> str:
    # A lone surrogate cannot be written as UTF-8; U+FFFD keeps the length, and with it all offsets.
    return _SURROGATE.sub("\ufffd", str(value))


def _float(value: object) -> float:
    if isinstance(value, str):
        return float(Decimal(value))
    if isinstance(value, (int, float, Decimal, Fraction)):
        number = float(value)
        if not math.isfinite(number):
            raise ValueError("not a finite number")
        return number
    return float(value)  # type: ignore[arg-type]  # numpy scalars


def _int(value: object) -> int:
    number = Decimal(value) if isinstance(value, str) else value
    whole = int(number)  # type: ignore[call-overload]
    if whole != number:
        raise ValueError("not a whole number")
    return int(whole)


def _date(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return date.fromisoformat(str(value)[:10])


_CONVERTERS: dict[str, Any] = {
    "string": _text, "category": _text, "Float64": _float, "Int8": _int, "Int16": _int, "Int64": _int, "date": _date,
}  # fmt: skip


def dtypes(extra: Mapping[str, Iterable[str]] | None = None) -> dict[str, Any]:
    """The pandas dtype of every column; `extra` names further categories of extensible columns.

    Dates are Arrow's `date32`: their elements are `datetime.date`, and `.dt.year` works.
    """
    import pandas as pd
    import pyarrow as pa

    extra = extra or {}
    found: dict[str, Any] = {}
    for column in COLUMNS:
        if column.dtype == "date":
            found[column.name] = pd.ArrowDtype(pa.date32())
        elif column.dtype == "category":
            more = sorted(set(extra.get(column.name, ())) - set(column.allowed))
            found[column.name] = pd.CategoricalDtype([*column.allowed, *more])
        else:
            found[column.name] = column.dtype
    return found


def to_frame(rows: Iterable[Row]) -> pd.DataFrame:
    """Make the table from rows: all columns in order, with their dtypes.

    Raises `UsageError` on unknown columns and on values that do not fit.

    >>> table = to_frame([{"document": "a", "figure_id": "a#0", "value": 12, "verdict": "implied"}])
    >>> table.loc[0, "value"], str(table["year"].dtype)
    (np.float64(12.0), 'Int16')
    """
    import pandas as pd

    import cdextract.accessor  # noqa: F401 - registers `table.cd`

    plain = [plain_row(row) for row in rows]
    data = {name: [row[name] for row in plain] for name in NAMES}
    extra = {c.name: {str(v) for v in data[c.name] if v is not None} for c in COLUMNS if c.dtype == "category"}
    kinds = dtypes(extra)
    series = {name: pd.Series(pd.array(values, dtype=kinds[name])) for name, values in data.items()}
    return pd.DataFrame(series, columns=list(NAMES))


def read_table(path: str | Path) -> pd.DataFrame:
    """Read a table that cdextract wrote (.csv, .jsonl, .parquet, .xlsx, or a folder of parts), with its dtypes.

    Columns of other names (a reviewer's notes, say) are left out; absent ones are empty. Raises `InputError` where the
    file is not there, has another ending, or is no table of figures.
    """
    if is_address(path) or Path(path).is_dir():
        from cdextract.cluster import parts

        return parts.read(path)
    path = Path(path)
    if not path.is_file():
        raise InputError("the table cannot be read", given=str(path), do="give a file that exists")
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError("this is no table format", given=path.name, do="give a file ending in " + ", ".join(_READERS))
    try:
        records = reader(path)
    except (ValueError, OSError, KeyError, sqlite3.Error) as error:
        raise InputError(
            "the table cannot be read", given=f"{path}: {error}", do="write it again with `cdextract extract`"
        ) from error
    if records and not {"document", "value"} <= records[0].keys():
        raise InputError(
            "this is no table of figures", given=str(path), do="give a table that `cdextract extract` wrote"
        )
    return to_frame({name: record[name] for name in NAMES if record.get(name) not in (None, "")} for record in records)


def is_table(path: str | Path) -> bool:
    """Say whether a file is a table of figures (and not articles), by its column names; reads only its beginning."""
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in _READERS or not path.is_file():
        return False
    try:
        names = _HEADS[suffix](path)
    except (ValueError, OSError, KeyError, StopIteration, sqlite3.Error):
        return False
    return {"figure_id", "evidence", "verdict"} <= set(names)


def _read_csv(path: Path) -> list[dict[str, Any]]:
    import csv

    from cdextract.outputs.csvfile import unguard

    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{key: unguard(value) for key, value in record.items() if key} for record in csv.DictReader(file)]


def _read_jsonl(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8-sig") as file:
        return [json.loads(line) for line in file if line.strip()]


def _read_parquet(path: Path) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    records: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return records


def _read_excel(path: Path) -> list[dict[str, Any]]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        lines = book.worksheets[0].iter_rows(values_only=True)
        header = [str(name) for name in next(lines)]
        return [dict(zip(header, line, strict=False)) for line in lines]
    finally:
        book.close()


def _read_sqlite(path: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
        base.row_factory = sqlite3.Row
        return [dict(record) for record in base.execute("SELECT * FROM figures ORDER BY rowid")]


def _head_csv(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return file.readline().strip().split(",")


def _head_jsonl(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig") as file:
        record = json.loads(file.readline())
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


_READERS: dict[str, Any] = {
    ".csv": _read_csv,
    ".jsonl": _read_jsonl,
    ".parquet": _read_parquet,
    ".xlsx": _read_excel,
    ".sqlite": _read_sqlite,
}
_HEADS: dict[str, Any] = {
    ".csv": _head_csv,
    ".jsonl": _head_jsonl,
    ".parquet": _head_parquet,
    ".xlsx": _head_excel,
    ".sqlite": _head_sqlite,
}
