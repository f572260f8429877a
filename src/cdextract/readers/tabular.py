"""Tables of articles: CSV and TSV with a header (or trafilatura's columns without one), Parquet."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import chain

from cdextract.article import Article
from cdextract.errors import ErrorRow
from cdextract.readers.decode import UnreadableError
from cdextract.readers.records import TARGETS, FieldMap, article_of
from cdextract.readers.sources import Source
from cdextract.readers.streams import text_stream

# What trafilatura writes with --csv: tabs, no header, "null" for what is missing.
_TRAFILATURA = (
    "url", "_trafilatura_id", "fingerprint", "hostname", "title", "image", "date", "text", "comments", "license",
    "pagetype",
)  # fmt: skip
_DELIMITERS = (",", ";", "\t", "|")
_LONGEST_FIELD = 100_000_000
_BATCH = 256


def read_csv(source: Source, fields: FieldMap) -> Iterator[Article | ErrorRow]:
    """One article or error row a line of the table; names are numbered from the first line below the header."""
    csv.field_size_limit(_LONGEST_FIELD)
    with text_stream(source) as file:
        first = file.readline()
        delimiter = "\t" if source.ending == ".tsv" else max(_DELIMITERS, key=first.count)
        lines = csv.reader(chain([first], file), delimiter=delimiter)
        header = next(lines, [])
        shift = 0
        if len(header) == len(_TRAFILATURA) and header[0].startswith("http"):
            shift = 1
            yield _article(header, list(_TRAFILATURA), f"{source.name}#1", fields)
            header = list(_TRAFILATURA)
        _check_header(header, fields)
        for number, cells in enumerate(lines, start=shift + 1):
            if any(cell.strip() for cell in cells):
                yield _article(cells, header, f"{source.name}#{number}", fields)


def _article(cells: Sequence[str], header: Sequence[str], name: str, fields: FieldMap) -> Article | ErrorRow:
    if len(cells) > len(header):
        return ErrorRow(name, "read", "broken_row", f"The line has {len(cells)} cells, the header {len(header)}.")
    try:
        return article_of(dict(zip(header, cells, strict=False)), name, fields)
    except UnreadableError as failure:
        return ErrorRow(name, "read", failure.error, failure.message)


def _check_header(header: Sequence[str], fields: FieldMap) -> None:
    if not any(fields.uses("text", name) for name in header):
        raise UnreadableError(
            "no_text", f"No column is known to hold the text; there are: {', '.join(header)}. Use --map text=COLUMN."
        )


def read_parquet(source: Source, fields: FieldMap) -> Iterator[Article | ErrorRow]:
    """One article or error row a row; only the columns that matter are read, a few hundred rows at a time."""
    import pyarrow.parquet as pq

    with source.open() as raw:
        file = pq.ParquetFile(raw)
        columns = file.schema_arrow.names
        _check_header(columns, fields)
        needed = [column for column in columns if any(fields.uses(target, column) for target in TARGETS)]
        number = source.span.first - 1 if source.span else 0
        groups = range(source.span.start, source.span.end) if source.span else None
        for batch in file.iter_batches(batch_size=_BATCH, row_groups=groups, columns=needed):
            for record in batch.to_pylist():
                number += 1
                try:
                    yield article_of(record, f"{source.name}#{number}", fields)
                except UnreadableError as failure:
                    yield ErrorRow(f"{source.name}#{number}", "read", failure.error, failure.message)
