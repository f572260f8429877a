"""One reader a format: a source → articles and error rows. Nothing that a file holds stops the run."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import cast

from cdextract.article import Article
from cdextract.errors import CdextractError, ErrorRow
from cdextract.readers.decode import UnreadableError
from cdextract.readers.records import FieldMap
from cdextract.readers.sources import Source

Reader = Callable[[Source, FieldMap], Iterator[Article | ErrorRow]]

# ending → module and function; a module is imported when its format first comes up.
_READERS = {
    ".txt": ("plaintext", "read_text"),
    ".jsonl": ("jsonlines", "read_lines"),
    ".ndjson": ("jsonlines", "read_lines"),
    ".json": ("jsonfile", "read_json"),
    ".csv": ("tabular", "read_csv"),
    ".tsv": ("tabular", "read_csv"),
    ".parquet": ("tabular", "read_parquet"),
    ".html": ("html", "read_html"),
    ".htm": ("html", "read_html"),
    ".warc": ("warc", "read_warc"),
}


def read_source(source: Source, fields: FieldMap) -> Iterator[Article | ErrorRow]:
    """Read one file. What goes wrong in it becomes an `ErrorRow`; a missing extra package raises `InputError`."""
    module, function = _READERS[source.ending]
    reader = cast(Reader, getattr(import_module(f"cdextract.readers.{module}"), function))
    try:
        yield from reader(source, fields)
    except UnreadableError as failure:
        yield ErrorRow(source.name, "read", failure.error, failure.message)
    except CdextractError:
        raise
    except (EOFError, zlib.error) as error:
        yield ErrorRow(source.name, "read", "broken_archive", f"The compressed file ends early or is damaged: {error}.")
    except UnicodeDecodeError as error:
        yield ErrorRow(source.name, "read", "unknown_encoding", f"The text is not {error.encoding} throughout.")
    except OSError as error:
        yield ErrorRow(
            source.name, "read", "unreadable_file", f"The system refuses to read it: {error.strerror or error}"
        )
    except Exception as error:  # a reader's library may fail in ways of its own; the run must go on
        yield ErrorRow(source.name, "read", "unreadable_file", f"{type(error).__name__}: {error}")
