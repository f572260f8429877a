"""Plain text files: the whole file is the text; its headline and date line are recognised, and stay in it."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from cdextract.article import Article
from cdextract.errors import ErrorRow
from cdextract.readers.dates import visible_date
from cdextract.readers.decode import decode
from cdextract.readers.records import FieldMap
from cdextract.readers.sources import Source

_LONGEST_TITLE = 180
_LETTER = regex.compile(r"\p{L}\p{M}*\P{L}*\p{L}")
_SENTENCE_END = (".", ";", ",", ":")


def read_text(source: Source, fields: FieldMap) -> Iterator[Article | ErrorRow]:
    """One article a file; `fields` does not matter here. Raises `UnreadableError` (see `decode`)."""
    with source.open() as file:
        text = decode(file.read())
    published = visible_date(text)
    yield Article(
        document=source.name,
        text=text,
        title=headline(text),
        published=published,
        published_source="visible" if published else None,
    )


def headline(text: str) -> str | None:
    """The first line that holds words, when it is short, is no sentence, and is followed by more text.

    >>> headline("• :\\n\\nThạch Thất: phát triển đoàn viên\\nTrong năm 2021, …")
    'Thạch Thất: phát triển đoàn viên'
    """
    lines = [line.strip() for line in text.splitlines() if _LETTER.search(line)]
    if len(lines) < 2 or len(lines[0]) > _LONGEST_TITLE or lines[0].endswith(_SENTENCE_END):
        return None
    return lines[0].lstrip("\ufeff")
