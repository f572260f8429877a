"""The article that a spaCy `Doc` holds, and its reading, made once for all components that follow each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cdextract import reading
from cdextract.article import Article
from cdextract.errors import UsageError
from cdextract.readers.dates import visible_date
from cdextract.readers.plaintext import headline
from cdextract.readers.records import FieldMap, article_of
from cdextract.rules import resources

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from cdextract.reading import Reading

_Key = tuple[str, str | None, Path | None]  # what a reading is made of: text, title, rules
_latest: dict[_Key, Reading] = {}  # the reading made last, no other


def article_of_doc(doc: Doc) -> Article:
    """The article that a `Doc` holds: its text, and what `doc._.cdextract` or the context of `nlp.pipe` tells of it.

    The names of fields are those that `cdextract.extract` knows (`title`, `published`, `url`, `id` …). Without them
    title and day are looked for in the text, as for a plain text file.
    """
    told = doc._.cdextract if doc._.cdextract is not None else doc._context
    if isinstance(told, Article):
        return replace(told, text=doc.text)
    if not isinstance(told, Mapping):
        if doc._.cdextract is not None:
            raise UsageError(
                "doc._.cdextract must tell of an article", given=type(told).__name__,
                do="give a dictionary such as {'title': …, 'published': …, 'id': …}",
            )  # fmt: skip
        told = {}
    if not told or not doc.text.strip():
        return plain_article(doc.text)
    return replace(article_of({**told, "text": doc.text}, "text", FieldMap()), text=doc.text)


def plain_article(text: str) -> Article:
    """A text of which nothing is told, read as `cdextract.extract` reads it."""
    day = visible_date(text)
    return Article("text", text, headline(text), None, day, "visible" if day else None)


def reading_of(article: Article) -> Reading:
    """The reading of an article: the one made last, where neither text nor title nor rules have changed since."""
    read = latest_reading(article)
    if read is None:
        read = reading.read(article)
        _latest.clear()
        _latest[_key(article)] = read
    return read


def latest_reading(article: Article) -> Reading | None:
    """The reading made last, if it is of this text, title and rules."""
    read = _latest.get(_key(article))
    return None if read is None else replace(read, article=article)


def _key(article: Article) -> _Key:
    return article.text, article.title, resources.user_pattern_dir()
