"""Articles that a program already holds: texts, dictionaries, a DataFrame; paths among them are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cdextract.article import Article
from cdextract.errors import ErrorRow, UsageError
from cdextract.readers.dates import visible_date
from cdextract.readers.decode import UnreadableError
from cdextract.readers.duplicates import Duplicates
from cdextract.readers.formats import read_source
from cdextract.readers.plaintext import headline
from cdextract.readers.records import FieldMap, article_of
from cdextract.readers.sources import ENDINGS, ending_of, find_sources


def read_objects(articles: object, *, field_map: Mapping[str, str] | None = None) -> Iterator[Article | ErrorRow]:
    """Read articles from objects: one, or an iterable of them, or a DataFrame with one article a row.

    A text that names an existing file or folder, or one line with a known ending, is a path; any other text is an
    article. Texts and records without id or URL are named by their place: `#1`, `#2` …
    Raises `UsageError` on objects of other types, `InputError` on paths that are not there.
    """
    fields = FieldMap.of(field_map)
    seen = Duplicates()
    for number, item in enumerate(_items(articles), start=1):
        for found in _read(item, f"#{number}", fields):
            if isinstance(found, Article):
                yield from seen.mark(found)
            else:
                yield found


def _items(articles: object) -> Iterable[Any]:
    if isinstance(articles, (str, Path, Mapping, Article)):
        return [articles]
    if hasattr(articles, "to_dict") and hasattr(articles, "columns"):
        records: list[dict[str, Any]] = articles.to_dict("records")
        return records
    if isinstance(articles, Iterable):
        return articles
    raise _wrong_type(articles)


def _read(item: object, name: str, fields: FieldMap) -> Iterator[Article | ErrorRow]:
    if isinstance(item, Article):
        yield item
    elif isinstance(item, Path) or (isinstance(item, str) and _is_path(item)):
        for source in find_sources([item]):
            yield from read_source(source, fields)
    elif isinstance(item, str):
        published = visible_date(item)
        yield Article(name, item, headline(item), None, published, "visible" if published else None)
    elif isinstance(item, Mapping):
        try:
            yield article_of(item, name, fields)
        except UnreadableError as failure:
            yield ErrorRow(name, "read", failure.error, failure.message)
    else:
        raise _wrong_type(item)


def _is_path(text: str) -> bool:
    if "\n" in text or not text.strip() or len(text) > 1000:
        return False
    try:
        return ending_of(text) in ENDINGS or Path(text).exists()
    except (OSError, ValueError):
        return False


def _wrong_type(item: object) -> UsageError:
    return UsageError(
        "this is no article",
        given=type(item).__name__,
        do="give paths, texts, dictionaries, Articles or a DataFrame of articles",
    )
