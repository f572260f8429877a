"""Rows → the table: one row a figure, the columns and dtypes of `columns.COLUMNS`; and back from a written file."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdextract.errors import InputError, UsageError
from cdextract.results.columns import BY_NAME, COLUMNS, NAMES, Column
from cdextract.results.table_files import ENDINGS, UNREADABLE, column_names, read_records
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
    if path.suffix.lower() not in ENDINGS:
        raise InputError("this is no table format", given=path.name, do="give a file ending in " + ", ".join(ENDINGS))
    try:
        records = read_records(path)
        names = records[0].keys() if records else column_names(path)
    except UNREADABLE as error:
        raise InputError(
            "the table cannot be read", given=f"{path}: {error}", do="write it again with `cdextract extract`"
        ) from error
    if names and not {"document", "value"} <= set(names):
        raise InputError(
            "this is no table of figures", given=str(path), do="give a table that `cdextract extract` wrote"
        )
    return to_frame({name: record[name] for name in NAMES if record.get(name) not in (None, "")} for record in records)


def is_table(path: str | Path) -> bool:
    """Say whether a file is a table of figures (and not articles), by its column names; reads only its beginning."""
    path = Path(path)
    if path.suffix.lower() not in ENDINGS or not path.is_file():
        return False
    try:
        names = column_names(path)
    except UNREADABLE:
        return False
    return {"figure_id", "evidence", "verdict"} <= set(names)
