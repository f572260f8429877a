"""An article as the readers hand it over: fields found, no character of the text changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Article:
    """One scraped article.

    `document` is the stable id (the record's id, else its URL, else its path relative to the input given);
    `published_source` names where the date was found (`field`, `json-ld`, `meta`, `visible`, `warc`).
    """

    document: str
    text: str
    title: str | None = None
    url: str | None = None
    published: date | None = None
    published_source: str | None = None
