"""One large file → pieces that several workers read: JSON Lines at line ends, Parquet between row groups.

What is packed (.gz, .zst) or whose records may hold line ends (.csv) stays whole. The pieces hold the same records
under the same names as the file: where a piece begins, and which number its first record has, is known before.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import IO, Any

from cdextract.errors import InputError
from cdextract.readers.sources import Source, Span
from cdextract.storage.files import hash_of, open_read

PIECE_BYTES = 64 << 20
_BLOCK = 1 << 20
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Survey:
    """Of the lines that begin in a stretch of a file: how many there are, and where the first one begins."""

    lines: int
    first: int | None


Surveyed = Callable[[Sequence[Source]], Iterable[Survey]]


def pieces(sources: Sequence[Source], size: int, surveyed: Surveyed) -> Iterator[Source]:
    """Cut the sources that are larger than `size` bytes; `surveyed` counts lines (see `survey`), wherever it does so.

    The order of the records is kept.
    """
    stretches = {id(source): _stretches(source, size) for source in sources if _is_lines(source, size)}
    surveys = iter(surveyed([stretch for found in stretches.values() for stretch in found]))
    for source in sources:
        if id(source) in stretches:
            found = stretches[id(source)]
            yield from _at_lines(source, [next(surveys) for _ in found])
        elif source.ending == ".parquet" and source.size > size and _is_plain(source):
            yield from _at_groups(source, size)
        else:
            yield source


def _is_plain(source: Source) -> bool:
    return source.path is not None and Path(source.path).suffix.lower() == source.ending


def _is_lines(source: Source, size: int) -> bool:
    """Whether a file can be cut at line ends; in UTF-16 these are two bytes, which only the whole file tells."""
    if source.ending not in (".jsonl", ".ndjson") or source.size <= size or not _is_plain(source):
        return False
    try:
        with open_read(source.path or "") as file:
            return not file.read(2).startswith(_MARKS)
    except OSError:
        return False  # reading it will tell


def _stretches(source: Source, size: int) -> list[Source]:
    """Stretches of the same size; the lines that begin in one make a piece."""
    starts = [*range(0, source.size, size), source.size]
    return [replace(source, span=Span(start, end)) for start, end in pairwise(starts)]


def survey(stretch: Source) -> Survey:
    """Count the lines that begin in a stretch of a file."""
    span = stretch.span or Span(0, stretch.size)
    lines, first = (1, 0) if span.start == 0 else (0, None)
    with opened(stretch) as file:
        at = max(span.start - 1, 0)  # a line begins behind each newline, the one before the stretch included
        file.seek(at)
        while at < span.end - 1 and (block := file.read(min(_BLOCK, span.end - 1 - at))):
            newlines = block.count(b"\n")
            if newlines and first is None:
                first = at + block.index(b"\n") + 1
            lines += newlines
            at += len(block)
    return Survey(lines, first)


def _at_lines(source: Source, surveys: Sequence[Survey]) -> Iterator[Source]:
    starts, number = [], 1
    for found in surveys:
        if found.first is not None:
            starts.append((found.first, number))
        number += found.lines
    ends = [start for start, _ in starts[1:]] + [source.size]
    for (start, first), end in zip(starts, ends, strict=True):
        yield replace(source, span=Span(start, end, first))


def _at_groups(source: Source, size: int) -> Iterator[Source]:
    """Runs of row groups, as few as reach the size; a file that has no readable footer stays whole."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with opened(source) as file:
            about = pq.ParquetFile(file).metadata
    except (pa.ArrowException, OSError):
        yield source
        return
    start = stored = rows = before = 0
    for group in range(about.num_row_groups):
        stored += _stored(about.row_group(group))
        rows += about.row_group(group).num_rows
        if stored >= size or group == about.num_row_groups - 1:
            yield replace(source, span=Span(start, group + 1, before + 1))
            start, stored, before = group + 1, 0, rows


def _stored(group: Any) -> int:
    stored: int = sum(group.column(index).total_compressed_size for index in range(group.num_columns))
    return stored


def content_hash(source: Source) -> str:
    """SHA-256 of a file or of the bytes of a piece; for Parquet also of the footer, which names columns."""
    with opened(source) as file:
        span = source.span
        if span is None:
            return hash_of(file)
        if source.ending != ".parquet":
            file.seek(span.start)
            return hash_of(file, span.end - span.start)
        return _groups_hash(file, span)


def _groups_hash(file: IO[bytes], span: Span) -> str:
    import pyarrow.parquet as pq

    about = pq.ParquetFile(file).metadata
    starts = [_begins(about.row_group(index)) for index in range(about.num_row_groups)]
    size = file.seek(0, 2)
    footer = size - 8 - about.serialized_size
    start, end = starts[span.start], (*starts, footer)[span.end]
    hashes = []
    for begin, stop in ((start, end), (footer, size)):
        file.seek(begin)
        hashes.append(hash_of(file, stop - begin))
    return "-".join(hashes)


def _begins(group: Any) -> int:
    """The offset of a row group's first byte."""
    columns = [group.column(index) for index in range(group.num_columns)]
    first: int = min(column.dictionary_page_offset or column.data_page_offset for column in columns)
    return first


def opened(source: Source) -> IO[bytes]:
    """Open the stored file. Raises `InputError` where this machine does not see it."""
    try:
        return open_read(source.path or "")
    except FileNotFoundError as error:
        raise InputError(
            "a worker does not find an input file",
            given=str(source.path),
            do="put the input where all machines see it under the same path",
        ) from error
