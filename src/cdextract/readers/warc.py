"""Web archives: every HTML page that was answered with 200."""

from __future__ import annotations

from collections.abc import Iterator

from cdextract.article import Article
from cdextract.errors import ErrorRow, InputError
from cdextract.readers.decode import UnreadableError
from cdextract.readers.html import article_of_page
from cdextract.readers.records import FieldMap
from cdextract.readers.sources import Source


def read_warc(source: Source, fields: FieldMap) -> Iterator[Article | ErrorRow]:
    """One article or error row a page; `fields` does not matter here. The day of the crawl is no day of publication."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise InputError(
            "WARC needs an extra package", given=source.name, do='run: pip install "cdextract[warc]"'
        ) from error
    with source.open() as file:
        try:
            for number, record in enumerate(ArchiveIterator(file), start=1):
                if not _is_page(record):
                    continue
                url = record.rec_headers.get_header("WARC-Target-URI")
                name = url or f"{source.name}#{number}"
                try:
                    yield article_of_page(record.content_stream().read(), name, url=url)
                except UnreadableError as failure:
                    yield ErrorRow(name, "read", failure.error, failure.message)
        except ArchiveLoadFailed as error:
            yield ErrorRow(source.name, "read", "broken_archive", f"The archive is damaged: {error}")


def _is_page(record: object) -> bool:
    if getattr(record, "rec_type", None) != "response":
        return False
    headers = getattr(record, "http_headers", None)
    if headers is None or headers.get_statuscode() != "200":
        return False
    return "html" in (headers.get_header("Content-Type") or "html")
