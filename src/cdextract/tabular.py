"""Rows of a table in the text ("| Thành lập CĐCS | 6 | 7 | 116,7% |") → figures, by the words of the header above
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import regex

from cdextract import resources
from cdextract.figure_claims import Figure
from cdextract.grammar import Item
from cdextract.numbers import Percent, Quantity, Ratio
from cdextract.rules import load_yaml
from cdextract.text import lower

RULE = "table.row"
_NUMERIC = frozenset({"number", "ratio", "percent", "plain_claim"})
_YEAR = regex.compile(r"\s*(?:năm\s+)?(?:19|20)\d\d\s*")


@cache
def _columns(user_dir: Path | None) -> dict[str, str]:
    columns = load_yaml("tables.yaml")["columns"]
    return {phrase: role for role, phrases in reversed(columns.items()) for phrase in phrases}


def header_roles(line: str) -> dict[int, str]:
    """Cell number → `name`, `base`, `value`, `ratio` or `percent`; empty where the line is no header.

    "Chỉ tiêu" names the things counted in the first column, the plan in a later one.

    >>> header_roles("| Nội dung | Kế hoạch | Thực hiện | Tỷ lệ đạt |")
    {0: 'name', 1: 'base', 2: 'value', 3: 'percent'}
    """
    cells = [_YEAR.sub(" ", lower(cell)).strip() for cell in line.strip().strip("|").split("|")]
    known = _columns(resources.user_pattern_dir())
    roles = {number: known[cell] for number, cell in enumerate(cells) if cell in known}
    roles |= {number: "base" for number, cell in enumerate(cells) if cell == "chỉ tiêu" and number}
    return roles if {"value", "ratio"} & set(roles.values()) and len(roles) >= 2 else {}


def row_figure(items: Sequence[Item], roles: dict[int, str]) -> Figure | None:
    """The figure of one table row; None where its cells do not hold what the header says."""
    found: dict[str, int] = {}
    cell = -1 if items and items[0].text == "|" else 0
    for index, item in enumerate(items):
        if item.text == "|":
            cell += 1
        elif item.type in _NUMERIC and (role := roles.get(cell)) and role not in found:
            found[role] = index
    head = found.get("ratio", found.get("value", 0))
    told = items[head].value.value if "ratio" in found else None
    ratio = told if isinstance(told, Ratio) else None
    value = ratio.value if ratio else _quantity(items, found.get("value"))
    base = ratio.base if ratio else _quantity(items, found.get("base"))
    if value is None:
        return None
    figure = Figure(RULE, min(found.values()), max(found.values()), head, value=value, base=base)
    percent = _percent(items, found.get("percent"))
    if percent is None:
        return figure
    return replace(figure, percent=percent, kind="attained" if figure.base else "share", of_plan=True)


def _quantity(items: Sequence[Item], index: int | None) -> Quantity | None:
    value = items[index].value.value if index is not None and items[index].type == "number" else None
    return value if isinstance(value, Quantity) else None


def _percent(items: Sequence[Item], index: int | None) -> Percent | None:
    if index is None:
        return None
    item = items[index]
    if item.type == "plain_claim":
        percent = item.role("percent")
        return percent.value.value if percent else None
    value = item.value.value
    return value if isinstance(value, Percent) else Percent(value.number)
