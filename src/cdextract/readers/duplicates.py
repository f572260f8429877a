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
        name, notices = self.told(article.document, article.url, folded(article.text))
        yield from notices
        yield article if name == article.document else replace(article, document=name)

    def told(self, given: str, url: str | None, text: bytes) -> tuple[str, list[ErrorRow]]:
        """The id that an article gets, and the notices about it; `text` stands for what it says (see `folded`)."""
        name = self._unique(given)
        notices = []
        if name != given:
            notices.append(
                _notice(name, "duplicate_id", f"An earlier article has the id {given}; this one is kept as {name}.")
            )
        if url and url != given and not self._urls.add(url.encode("utf-8", "surrogatepass")):
            notices.append(_notice(name, "duplicate_url", f"An earlier article has the address {url}; both are kept."))
        if not self._texts.add(text):
            notices.append(_notice(name, "duplicate_text", "An earlier article has the same text; both are kept."))
        return name, notices

    def _unique(self, given: str) -> str:
        name = given
        while not self._ids.add(name.encode("utf-8", "surrogatepass")):
            self._copies[given] += 1
            name = f"{given}~{self._copies[given] + 1}"
        return name


def folded(text: str) -> bytes:
    """The text without what scrapers change: white space and the form of composed letters."""
    data = unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")
    return data.replace(b"\xc2\xa0", b"").translate(None, b" \n\r\t")


def _notice(name: str, error: str, message: str) -> ErrorRow:
    return ErrorRow(name, "duplicate", error, message)
