"""Finds articles that repeat an id, a URL or a text. Keeps 8 bytes an article, so that a dump of millions fits."""

from __future__ import annotations

import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from cdextract.article import Article
from cdextract.errors import ErrorRow


class DigestSet:
    """A set of texts, each kept as a 64-bit digest in one flat array (open addressing, linear probing)."""

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * 1024))
        self._count = 0

    def add(self, data: bytes) -> bool:
        """Add a text, given as bytes; say whether it was new."""
        # Python's own hash: 64 bits, fast, and nothing outside this process sees it.
        digest = (hash(data) & 0xFFFF_FFFF_FFFF_FFFF) or 1
        if 2 * self._count >= len(self._slots):
            self._grow()
        return self._put(digest)

    def _put(self, digest: int) -> bool:
        mask = len(self._slots) - 1
        at = digest & mask
        while self._slots[at]:
            if self._slots[at] == digest:
                return False
            at = (at + 1) & mask
        self._slots[at] = digest
        self._count += 1
        return True

    def _grow(self) -> None:
        old = self._slots
        self._slots = array("Q", bytes(8 * 2 * len(old)))
        self._count = 0
        for digest in old:
            if digest:
                self._put(digest)


class Duplicates:
    """Marks repeated articles: a repeated id gets a suffix, a repeated URL or text only a notice."""

    def __init__(self) -> None:
        self._ids = DigestSet()
        self._urls = DigestSet()
        self._texts = DigestSet()
        self._copies: Counter[str] = Counter()

    def mark(self, article: Article) -> Iterator[Article | ErrorRow]:
        """Give the notices about an article, then the article, under an id that no earlier one has."""
        given = article.document
        article = self._unique(article)
        if article.document != given:
            yield _notice(
                article,
                "duplicate_id",
                f"An earlier article has the id {given}; this one is kept as {article.document}.",
            )
        if article.url and article.url != given and not self._urls.add(article.url.encode("utf-8", "surrogatepass")):
            yield _notice(article, "duplicate_url", f"An earlier article has the address {article.url}; both are kept.")
        if not self._texts.add(_fold(article.text)):
            yield _notice(article, "duplicate_text", "An earlier article has the same text; both are kept.")
        yield article

    def _unique(self, article: Article) -> Article:
        given = article.document
        while not self._ids.add(article.document.encode("utf-8", "surrogatepass")):
            self._copies[given] += 1
            article = replace(article, document=f"{given}~{self._copies[given] + 1}")
        return article


def _fold(text: str) -> bytes:
    """The text without what scrapers change: white space and the form of composed letters."""
    data = unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")
    return data.replace(b"\xc2\xa0", b"").translate(None, b" \n\r\t")


def _notice(article: Article, error: str, message: str) -> ErrorRow:
    return ErrorRow(article.document, "duplicate", error, message)
