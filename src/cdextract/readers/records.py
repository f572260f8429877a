"""A record (JSON object, table row) → an article, by the field names that scrapers use.

The names are those of news-please (`maintext`, `date_publish`), trafilatura (`text`, `date`, `source`), newspaper4k
(`publish_date`), fundus (`body`, `publishing_date`) and of Scrapy spiders written by Vietnamese teams. An earlier
name wins over a later one; a name wins only with a value.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import regex

from cdextract.article import Article
from cdextract.errors import UsageError
from cdextract.readers.dates import found_date, parse_date
from cdextract.readers.decode import UnreadableError

ALIASES: dict[str, tuple[str, ...]] = {
    "text": (
        "text",
        "maintext",
        "main_text",
        "plaintext",
        "plain_text",
        "content",
        "content_text",
        "full_text",
        "fulltext",
        "articlebody",
        "article_body",
        "article_text",
        "article_content",
        "body",
        "body_text",
        "article",
        "noi_dung",
        "noidung",
        "noi_dung_bai_viet",
        "bai_viet",
        "news_content",
        "page_content",
        "cleaned_text",
        "raw_text",
        "story",
    ),
    "title": (
        "title",
        "headline",
        "tieu_de",
        "tieude",
        "ten_bai",
        "article_title",
        "news_title",
        "title_page",
        "og_title",
    ),
    "published": (
        "published",
        "date_publish",
        "publish_date",
        "publishing_date",
        "date_published",
        "datepublished",
        "published_date",
        "published_at",
        "publishedat",
        "publication_date",
        "pub_date",
        "pubdate",
        "publish_time",
        "published_time",
        "date",
        "ngay_dang",
        "ngaydang",
        "ngay_xuat_ban",
        "thoi_gian",
        "thoi_gian_dang",
        "ngay",
        "posted_at",
        "datetime",
        "time",
        "timestamp",
    ),
    "url": (
        "url",
        "link",
        "canonical_link",
        "canonical_url",
        "article_url",
        "source_url",
        "permalink",
        "duong_dan",
        "lien_ket",
        "href",
        "source",
    ),
    "id": ("id", "document", "document_id", "doc_id", "article_id", "news_id", "_id", "uuid", "ma_bai", "ma_bai_viet"),
}
TARGETS = (*ALIASES, "lead")
_ABSENT = frozenset(("", "none", "null", "nan", "nat", "<na>", "undefined"))
_URL = regex.compile(r"(?:https?:)?//\S+", regex.IGNORECASE)
_SURROGATE = regex.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True)
class FieldMap:
    """Which field of a record holds what; `chosen` is the user's own choice and comes before the known names."""

    chosen: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, mapping: Mapping[str, str] | None) -> FieldMap:
        """Check a user's mapping. Raises `UsageError` on a target that does not exist."""
        for target in mapping or {}:
            if target not in TARGETS:
                raise UsageError("unknown field in --map", given=target, do="map one of " + ", ".join(TARGETS))
        return cls(dict(mapping or {}))

    def find(self, target: str, record: Mapping[str, Any]) -> object:
        """The value of a target in a record, or None."""
        if target in self.chosen:
            return _at(record, self.chosen[target])
        for key in _plan(tuple(record))[target]:
            value = record[key]
            if not _absent(value) and (key != "source" or _URL.match(str(value).strip())):
                return value
        return None

    def uses(self, target: str, key: str) -> bool:
        """Say whether a target is looked for under this key."""
        if target in self.chosen:
            return key in (self.chosen[target], self.chosen[target].split(".")[0])
        return key in _plan((key,))[target]


@lru_cache(maxsize=1024)
def _plan(keys: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Under which keys of a record each target is looked for, in order; records of one source have the same keys."""
    folded = [(_fold(str(key)), key) for key in keys]
    plan = {
        target: tuple(key for alias in aliases for name, key in folded if name == alias)
        for target, aliases in ALIASES.items()
    }
    return {**plan, "lead": ()}


def _fold(key: str) -> str:
    """A field name without case, marks and separators: 'Nội dung' → 'noi_dung'."""
    plain = unicodedata.normalize("NFD", key.strip().lower()).replace("đ", "d")
    return "".join("_" if char in " -." else char for char in plain if not unicodedata.combining(char))


def _at(record: Mapping[str, Any], path: str) -> object:
    """The value under a field name, or under a dotted path ('data.content') where no field has that very name."""
    if path in record:
        return record[path]
    value: object = record
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _absent(value: object) -> bool:
    if value is None or (isinstance(value, float) and value != value):
        return True
    if isinstance(value, str):
        return len(value) < 20 and value.strip().lower() in _ABSENT
    return isinstance(value, (list, dict)) and not value


def article_of(record: object, name: str, fields: FieldMap) -> Article:
    """Make an article from a record; `name` is its id where it has neither id nor URL.

    Raises `UnreadableError`: `not_a_record`, `no_text`.

    >>> article_of({"maintext": "Năm 2021 …", "date_publish": "2022-01-05 08:00:00"}, "a.jsonl#1", FieldMap()).published
    datetime.date(2022, 1, 5)
    """
    if not isinstance(record, Mapping):
        raise UnreadableError("not_a_record", f"A record must be an object with named fields, not {_kind(record)}.")
    text = join_text(fields.find("text", record))
    if not text.strip():
        raise UnreadableError("no_text", _no_text(record, fields))
    lead = join_text(fields.find("lead", record))
    if lead.strip() and not text.lstrip().startswith(lead.strip()):
        text = f"{lead}\n{text}"
    url = _word(fields.find("url", record))
    published = parse_date(fields.find("published", record))
    source = "field" if published else None
    if published is None:
        published, source = found_date(text, url)
    return Article(
        document=_word(fields.find("id", record)) or url or name,
        text=text,
        title=_word(fields.find("title", record)),
        url=url,
        published=published,
        published_source=source,
    )


def join_text(value: object) -> str:
    """The text of a field: a string as it is, a list of paragraphs by newlines, fundus' body by its sections."""
    if isinstance(value, str):
        return whole_characters(value)
    if isinstance(value, (list, tuple)):
        return "\n".join(filter(None, (join_text(part) for part in value)))
    if isinstance(value, Mapping):
        return "\n".join(
            filter(None, (join_text(value.get(key)) for key in ("summary", "sections", "headline", "paragraphs")))
        )
    if hasattr(value, "tolist"):  # a list column of a table
        return join_text(value.tolist())
    return ""


def whole_characters(text: str) -> str:
    """The text with U+FFFD for each half of a character pair: JSON can name one, but it stands for no character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def _word(value: object) -> str | None:
    """A one-line value: title, URL, id."""
    if _absent(value) or isinstance(value, (dict, bool)):
        return None
    if isinstance(value, list):
        value = value[0]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(whole_characters(str(value)).split()) or None


def _kind(value: object) -> str:
    names = {
        list: "a list",
        str: "a text",
        int: "a number",
        float: "a number",
        bool: "true or false",
        type(None): "null",
    }
    return names.get(type(value), type(value).__name__)


def _no_text(record: Mapping[str, Any], fields: FieldMap) -> str:
    keys = ", ".join(map(str, list(record)[:20])) or "none"
    if "text" in fields.chosen:
        return f"The field {fields.chosen['text']} holds no text; the record has: {keys}."
    longest = max(
        (key for key, value in record.items() if isinstance(value, str)), key=lambda key: len(record[key]), default=None
    )
    guess = f" Perhaps --map text={longest}." if longest and len(record[longest]) > 200 else ""
    return f"No field is known to hold the text; the record has: {keys}.{guess}"
