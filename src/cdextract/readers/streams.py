"""Text streams over a source: the encoding found from its beginning, the rest decoded as it is read."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, cast

from cdextract.readers.decode import UnreadableError, decode
from cdextract.readers.sources import Source

_SAMPLE = 1 << 16


@contextmanager
def text_stream(source: Source) -> Iterator[IO[str]]:
    """Open a source as text with its line ends kept. Raises `UnreadableError` where it is empty or no text."""
    with source.open() as raw:
        file = raw if hasattr(raw, "peek") else io.BufferedReader(cast(io.RawIOBase, raw), _SAMPLE)
        sample = cast(io.BufferedReader, file).peek(_SAMPLE)
        if not sample:
            raise UnreadableError("empty_file", "The file holds no text.")
        encoding = _encoding(sample)
        if encoding is None:
            yield io.StringIO(decode(file.read()), newline="")
        else:
            yield io.TextIOWrapper(file, encoding, newline="")


def _encoding(sample: bytes) -> str | None:
    """UTF-16 by its mark, UTF-8 where the sample is; None where the whole file has to be looked at."""
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in sample:
        return None
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return None
    return "utf-8-sig"
