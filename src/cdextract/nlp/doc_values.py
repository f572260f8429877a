"""What components keep in a spaCy `Doc`: plain values in `doc.user_data`, and the rows and mentions made from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from spacy.tokens import Doc, Span

from cdextract.results.columns import BY_NAME

STORE = "cdextract"
"""The key of `doc.user_data` under which plain values are kept, and the name of the `Doc` extension."""


class FigureRow(Mapping[str, object]):
    """One row of the table, read-only: `row.base` and `row["base"]`. Numbers are exact (`Decimal`, `Fraction`, int).

    >>> FigureRow({"value": Decimal(10), "base": None}).value
    Decimal('10')
    """

    __slots__ = ("_row",)

    def __init__(self, row: Mapping[str, object]) -> None:
        self._row = dict(row)

    def __getitem__(self, name: str) -> object:
        return self._row[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._row)

    def __len__(self) -> int:
        return len(self._row)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._row:
            raise AttributeError(f"a figure has no column {name!r}")
        return self._row[name]

    def __repr__(self) -> str:
        told = ("org", "year", "indicator", "value", "base", "percent", "verdict")
        return "FigureRow(" + ", ".join(f"{key}={self._row[key]!s}" for key in told if self._row.get(key)) + ")"


def store_of(doc: Doc) -> dict[str, Any]:
    """The plain values kept in a `Doc`; put there where there are none yet."""
    store: dict[str, Any] = doc.user_data.setdefault(STORE, {})
    return store


def plain(value: Any) -> Any:
    """A value as texts, whole numbers, lists and dictionaries, which can be saved with a `Doc`."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (Decimal, Fraction)):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    return str(value)


def _typed(name: str, value: Any) -> object:
    dtype = BY_NAME[name].dtype
    if dtype == "date" and value:
        return date.fromisoformat(value)
    if dtype == "Float64" and isinstance(value, str):
        return Fraction(value) if "/" in value else Decimal(value)
    return value


def _figure(span: Span) -> FigureRow | None:
    row = span.doc.user_data.get(STORE, {}).get("figures", {}).get(span.id_)
    return None if row is None else FigureRow({name: _typed(name, value) for name, value in row.items()})


def _mention(span: Span) -> dict[str, Any] | None:
    found: dict[str, Any] | None = span.doc.user_data.get(STORE, {}).get("mentions", {}).get(span.id_)
    return found


# Importing the module is what makes the extensions known, in other processes too.
Doc.set_extension("cdextract", default=None, force=True)
Span.set_extension("figure", getter=_figure, force=True)
Span.set_extension("mention", getter=_mention, force=True)
