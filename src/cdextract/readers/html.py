"""Web pages: the body by trafilatura; headline, lead and day of publication by what the page says of itself.

trafilatura drops the lead of Vietnamese pages and keeps captions that stand in layout tables, so the lead is looked
for here and captions are taken out before. The text is what comes out of that; offsets count in it.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import regex

from cdextract.article import Article
from cdextract.errors import ErrorRow, InputError
from cdextract.readers.dates import found_date, parse_date, visible_date
from cdextract.readers.decode import UnreadableError, decode
from cdextract.readers.records import FieldMap
from cdextract.readers.sources import Source

_CHARSET = regex.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?([\w-]+)", regex.IGNORECASE)
_XML_HEAD = regex.compile(r"^\s*<\?xml[^>]*\?>")
_ARTICLE_TYPES = ("NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting")

_LOWER = "translate(@{}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
_WORD = f"contains(concat(' ', normalize-space({_LOWER.format('class')}), ' '), ' {{}} ')"
_LEAD_CLASSES = (
    "sapo", "detail-sapo", "item-sapo", "article-sapo", "article__sapo", "news-sapo", "singular-sapo", "post-sapo",
    "chapeau", "description", "article-lead", "news-lead", "lead",
)  # fmt: skip
_LEAD = "//body//*[self::p or self::h2 or self::h3 or self::div or self::strong][{}]".format(
    " or ".join([*(_WORD.format(name) for name in _LEAD_CLASSES), "@itemprop='description'"])
)
_CAPTIONS = "//figcaption | //*[contains(translate(@class, 'CAPTION', 'caption'), 'caption')]"
_PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "datepublished", "pubdate", "publishdate", "publish_date",
    "dc.date", "dc.date.issued", "dc.date.created", "sailthru.date", "date",
)  # fmt: skip
_LONGEST_CAPTION_TABLE = 400
_SHORTEST_LEAD = 40


def read_html(source: Source, fields: FieldMap) -> Iterator[Article | ErrorRow]:
    """One article a file; `fields` does not matter here. Raises `UnreadableError` where there is no text."""
    with source.open() as file:
        yield article_of_page(file.read(), source.name)


def article_of_page(data: bytes, name: str, *, url: str | None = None) -> Article:
    """Make an article from a page's bytes. `url` is where it came from; else the page's own canonical address is taken.

    Raises `UnreadableError` (`no_text`, or as `decode`), `InputError` where the extra package is not installed.
    """
    try:
        import trafilatura
        from lxml import etree
    except ImportError as error:
        raise InputError("HTML needs an extra package", given=name, do='run: pip install "cdextract[html]"') from error
    text = _XML_HEAD.sub("", _decode_page(data))
    try:
        tree = etree.HTML(text)
    except (etree.ParserError, ValueError) as error:
        raise UnreadableError("no_text", f"The page cannot be parsed: {error}.") from error
    if tree is None:
        raise UnreadableError("no_text", "The page is empty.")
    linked = _linked_data(tree)
    url = url or _first(tree, "//link[@rel='canonical']/@href") or _meta(tree, "og:url")
    title = _line(linked.get("headline")) or _meta(tree, "og:title") or _first(tree, "//h1") or _first(tree, "//title")
    lead = _lead(tree)
    published, where = _published(tree, linked)
    _drop_captions(tree)
    body = trafilatura.extract(
        etree.tostring(tree, encoding="unicode", method="html"), include_comments=False, include_tables=True
    )
    body = _joined(title, lead, body or _line(linked.get("articleBody")))
    if not body:
        raise UnreadableError("no_text", "No article text was found in the page.")
    if published is None:
        published, where = found_date(body, url)
    return Article(document=url or name, text=body, title=title, url=url, published=published, published_source=where)


def _decode_page(data: bytes) -> str:
    """Decode as any text; else as the page declares."""
    try:
        return decode(data)
    except UnreadableError as failure:
        declared = _CHARSET.search(data[:4096])
        if failure.error != "unknown_encoding" or declared is None:
            raise
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            raise failure from None


def _linked_data(tree: Any) -> Mapping[str, Any]:
    """The page's JSON-LD description of its article; empty where it has none."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = json.loads(script, strict=False)
        except (json.JSONDecodeError, RecursionError):
            continue
        for item in _nodes(data):
            kinds = item.get("@type")
            if any(kind in _ARTICLE_TYPES for kind in (kinds if isinstance(kinds, list) else [kinds])):
                return item
    return {}


def _nodes(data: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, list):
        for part in data:
            yield from _nodes(part)
    elif isinstance(data, Mapping):
        yield data
        yield from _nodes(data.get("@graph"))


def _published(tree: Any, linked: Mapping[str, Any]) -> tuple[date | None, str | None]:
    """The day and where it stands: JSON-LD, meta elements, a date line behind the headline."""
    day = parse_date(linked.get("datePublished"))
    if day:
        return day, "json-ld"
    for value in _meta_dates(tree):
        day = parse_date(value)
        if day:
            return day, "meta"
    # Only behind the headline: above it, sites print the day of the visit.
    for text in tree.xpath("(//h1/following::*[not(*) or self::div or self::span])[position() <= 60]"):
        day = visible_date(_line("".join(text.itertext())) or "")
        if day:
            return day, "visible"
    return None, None


def _meta_dates(tree: Any) -> Iterator[str | None]:
    for name in _PUBLISHED_META:
        yield _meta(tree, name)
    yield from tree.xpath("//*[@itemprop='datePublished']/@content | //*[@itemprop='datePublished']/@datetime")
    yield from tree.xpath("//h1/following::time[@datetime][1]/@datetime")


def _meta(tree: Any, name: str) -> str | None:
    tests = " or ".join(f"{_LOWER.format(key)} = $name" for key in ("property", "name", "itemprop"))
    found = tree.xpath(f"//meta[{tests}]/@content", name=name)
    return _line(found[0]) if found else None


def _first(tree: Any, path: str) -> str | None:
    for found in tree.xpath(path):
        text = _line(found if isinstance(found, str) else "".join(found.itertext()))
        if text:
            return text
    return None


def _line(value: object) -> str | None:
    return " ".join(html.unescape(value).split()) or None if isinstance(value, str) else None


def _lead(tree: Any) -> str | None:
    for element in tree.xpath(_LEAD):
        text = _line("".join(element.itertext()))
        if text and len(text) >= _SHORTEST_LEAD:
            return text
    return None


def _drop_captions(tree: Any) -> None:
    """Take out captions: marked ones, and small layout tables around a picture."""
    for element in tree.xpath(_CAPTIONS):
        if element.tag in ("figcaption", "p", "div", "span", "td", "table"):
            _remove(element)
    for table in tree.xpath("//table[.//img]"):
        if len(" ".join("".join(table.itertext()).split())) <= _LONGEST_CAPTION_TABLE:
            _remove(table)


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:  # text behind the element is not part of it
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _joined(title: str | None, lead: str | None, body: str | None) -> str:
    """Lead and body, the lead once; a headline that the body repeats stays where it is."""
    if not body:
        return lead or ""
    if lead is None or _plain(lead)[:80] in _plain(body[: len(lead) + 1000]):
        return body
    if title and _plain(body).startswith(_plain(title)):
        head, _, rest = body.partition("\n")
        return f"{head}\n{lead}\n{rest}"
    return f"{lead}\n{body}"


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
