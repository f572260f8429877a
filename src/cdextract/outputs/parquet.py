"""Parquet: typed columns; the column dictionary and the identity of the run as metadata. Same rows, same bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from cdextract.results.columns import COLUMNS
from cdextract.results.frames import PlainRow, to_frame
from cdextract.results.schema import frictionless

_GROUP = 20_000  # rows a row group: bounds the memory, and makes the file the same however the rows arrive
_ARROW = {
    "string": pa.string(),
    "category": pa.dictionary(pa.int32(), pa.string()),
    "Int8": pa.int8(),
    "Int16": pa.int16(),
    "Int64": pa.int64(),
    "Float64": pa.float64(),
    "date": pa.date32(),
}


def arrow_schema(run: dict[str, object] | None = None) -> pa.Schema:
    """The Arrow schema with its metadata: `pandas` (dtypes), `cdextract.schema` (Frictionless), `cdextract.run`."""
    metadata = {
        b"pandas": _pandas_metadata(),
        b"cdextract.schema": _json(frictionless()),
        b"cdextract.run": _json(run or {}),
    }
    fields = [
        pa.field(c.name, _ARROW[c.dtype], metadata={"description": c.description, "label_vi": c.label_vi})
        for c in COLUMNS
    ]
    return pa.schema(fields, metadata=metadata)


@cache
def _pandas_metadata() -> bytes:
    """The dtypes of the columns, as pandas keeps them; a cluster's worker writes thousands of files."""
    metadata: bytes = pa.Schema.from_pandas(to_frame([]), preserve_index=False).metadata[b"pandas"]
    return metadata


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()


class Writer:
    """Writes one Parquet file, `_GROUP` rows a row group."""

    def __init__(self, path: Path, run: dict[str, object]) -> None:
        self._schema = arrow_schema(run)
        self._file = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._waiting: list[dict[str, Any]] = []

    def write(self, rows: Sequence[PlainRow]) -> None:
        self._waiting += rows
        while len(self._waiting) >= _GROUP:
            self._flush(_GROUP)

    def _flush(self, count: int) -> None:
        rows, self._waiting = self._waiting[:count], self._waiting[count:]
        arrays = [_array([row[field.name] for row in rows], field.type) for field in self._schema]
        self._file.write_table(pa.Table.from_arrays(arrays, schema=self._schema), row_group_size=_GROUP)

    def close(self) -> None:
        if self._waiting:
            self._flush(len(self._waiting))
        self._file.close()


def _array(values: list[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(kind):
        return pa.array(values, pa.string()).dictionary_encode().cast(kind)
    return pa.array(values, kind)
