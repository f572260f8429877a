"""JSON Lines: one record a line, each line decoded and parsed on its own."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import IO

from cdextract.article import Article
from cdextract.errors import ErrorRow
from cdextract.readers.decode import UnreadableError, decode
from cdextract.readers.records import FieldMap, article_of
from cdextract.readers.sources import Source


def read_lines(source: Source, fields: FieldMap) -> Iterator[Article | ErrorRow]:
    """One article or error row a line; blank lines are skipped."""
    number = 0
    first = source.span.first if source.span else 1
    with source.open() as file:
        for number, line in enumerate(file if source.span else _lines(file), start=first):
            if line.strip() in (b"", b"\xef\xbb\xbf"):
                continue
            name = f"{source.name}#{number}"
            try:
                yield article_of(parse(line), name, fields)
            except UnreadableError as failure:
                yield ErrorRow(name, "read", failure.error, failure.message)
    if number == 0:
        raise UnreadableError("empty_file", "The file holds no text.")


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file in UTF-8; one in UTF-16 is converted as a whole, as its line ends are two bytes."""
    first = file.readline()
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield from decode(first + file.read()).encode().splitlines()
        return
    if first:
        yield first
    yield from file


def parse(line: bytes) -> object:
    """Parse one line. Raises `UnreadableError` where it is no JSON."""
    try:
        return json.loads(line.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        reason = f"The line is no JSON: {error.msg} at character {error.pos + 1}."
        raise UnreadableError("broken_json", reason) from error
    except UnicodeDecodeError as error:
        raise UnreadableError("unknown_encoding", f"The line is not UTF-8 (byte {error.start + 1}).") from error
    except RecursionError as error:
        raise UnreadableError("broken_json", "The line is nested too deeply.") from error
