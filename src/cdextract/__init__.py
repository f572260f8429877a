"""Reads trade-union results from Vietnamese news into a table in which every stated percentage has been recomputed.

    import cdextract
    table = cdextract.extract("articles/")      # a DataFrame, one row a figure
    table.cd.flagged()                          # the rows that a person should look at

Nothing heavy is imported before it is used, so that `cdextract --help` answers at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from cdextract.api import check, extract, load, parse_number, parse_period
    from cdextract.article import Article
    from cdextract.errors import CdextractError
    from cdextract.results.frames import read_table

__all__ = [
    "Article",
    "CdextractError",
    "__version__",
    "check",
    "extract",
    "load",
    "parse_number",
    "parse_period",
    "read_table",
]

_HOMES = {
    "check": "api",
    "extract": "api",
    "load": "api",
    "parse_number": "api",
    "parse_period": "api",
    "Article": "article",
    "CdextractError": "errors",
    "read_table": "results.frames",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'cdextract' has no attribute {name!r}")
    return getattr(import_module(f"cdextract.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
