"""A period told twice at once ("Trong 3 năm qua, từ 2006 - 2008"): the vaguer words mean the days beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cdextract.periods.roles import Stated, cues

_VAGUE = frozenset({"unknown_span", "term", "relative", "this_part"})
_EXACT = frozenset({"span", "years", "part", "school_year"})


def with_appositions(low: str, stated: Sequence[Stated]) -> list[Stated]:
    """Give the vaguer of two neighbours the days of the exact one, and both the part that the first plays."""
    out = list(stated)
    for place, (vague, exact) in enumerate(pairwise(stated)):
        if _tells(vague, exact) and cues()["apposition"].fullmatch(low, vague.mention.end, exact.mention.start):
            out[place] = replace(vague, expr=exact.expr)
            out[place + 1] = replace(exact, role=vague.role, opens=vague.opens)
    return out


def _tells(vague: Stated, exact: Stated) -> bool:
    if vague.expr.kind not in _VAGUE or vague.expr.comparison or not vague.reports:
        return False
    return exact.expr.kind in _EXACT and not exact.expr.comparison and exact.expr.offset is None
