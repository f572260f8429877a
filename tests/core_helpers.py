"""Short ways to run one stage of the reading on one text."""

from __future__ import annotations

from typing import Any

from cdextract.article import Article
from cdextract.claims.finding import find_claims
from cdextract.mentions import items_of, lex
from cdextract.pipeline import rows
from cdextract.rules.grammar import Item

SHARED_MISSING = "../shared (the real articles and the annotation material) is not there"


def items(text: str, *, claims: bool = True) -> list[Item]:
    """The items of one sentence, claims put in place."""
    found = items_of(text, lex(text))
    return find_claims(found) if claims else found


def types(text: str) -> list[str]:
    """The types of the items of one sentence, without words and signs."""
    return [item.type for item in items(text) if item.type not in ("word", "sign", "stop", "link")]


def table(text: str, title: str | None = None) -> list[dict[str, object]]:
    """The rows of a text."""
    return rows(Article("a", text, title))


def number(value: object) -> float | None:
    return None if value is None else float(str(value))


def slim(row: dict[str, object], *fields: str) -> tuple[Any, ...]:
    """Some fields of a row, numbers as floats."""
    numeric = {"value", "base", "delta", "percent", "exceeded_percent"}
    return tuple(number(row[name]) if name in numeric else row[name] for name in fields)


def claims(text: str, title: str | None = None) -> list[tuple[Any, ...]]:
    """(value, base, delta, kind, percent) of every row of a text."""
    return [slim(row, "value", "base", "delta", "percent_kind", "percent") for row in table(text, title)]


def marked(text: str) -> tuple[str, str]:
    """A text with one span in ⟦ ⟧ → the text without the marks, and the span."""
    before, _, rest = text.partition("⟦")
    inside, _, after = rest.partition("⟧")
    return before + inside + after, inside
