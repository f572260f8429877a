"""Inputs → articles: files, folders, globs, standard input; a record's fields found by the names that scrapers use."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from cdextract.article import Article
from cdextract.errors import ErrorRow
from cdextract.readers.duplicates import Duplicates
from cdextract.readers.formats import read_source
from cdextract.readers.memory import read_objects
from cdextract.readers.records import FieldMap
from cdextract.readers.sources import ReadProgress, Source, find_sources

__all__ = ["ReadProgress", "read_articles", "read_objects"]


def read_articles(
    inputs: Iterable[str | Path],
    *,
    field_map: Mapping[str, str] | None = None,
    leave_out: Collection[str] = (),
    progress: ReadProgress | None = None,
) -> Iterator[Article | ErrorRow]:
    """Read articles from files, folders (walked in sorted order), globs and '-' (JSONL on standard input).

    `field_map` names the field of a record that holds the text, title, published day, URL or id: `{"text":
    "noi_dung"}`; `leave_out` names files in folders that are no input (the tables to be written). What cannot be read
    comes as an `ErrorRow`; so does the notice that an article repeats the id, URL or text of an earlier one (the
    article itself follows it). Raises `InputError` at once where an input is missing or its ending is unknown,
    `UsageError` on a wrong `field_map`.

    >>> [a.document for a in read_articles(["corpus/articles"])][:1]  # doctest: +SKIP
    ['dev.jsonl#1']
    """
    fields = FieldMap.of(field_map)
    sources = find_sources(inputs, leave_out=leave_out)
    if progress is not None:
        progress.total = sum(source.size for source in sources)
    return _read(sources, fields, progress)


def _read(sources: list[Source], fields: FieldMap, progress: ReadProgress | None) -> Iterator[Article | ErrorRow]:
    seen = Duplicates()
    done = 0
    for source in sources:
        for item in read_source(source, fields):
            if progress is not None:
                progress.done = done + source.position
            if isinstance(item, Article):
                yield from seen.mark(item)
            else:
                yield item
        source.close()
        done += source.size
        if progress is not None:
            progress.done = done
