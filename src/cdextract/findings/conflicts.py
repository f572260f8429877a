"""Figures held against each other: within one article, and between articles.

    CD401  a part is larger than its whole                  CD403  two values of one figure in one article
    CD402  shares of one whole add up to more than it       CD404  two values of one figure in two articles

A figure is known by body, period and indicator. That two values differ is said only of indicators that have one total
(not of classes held or gifts given, which a report lists one after the other), and only where the smaller one is at
least half of the larger: what lies further apart is nearly always a part, or a count of something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from cdextract.checks import arithmetic
from cdextract.checks.ratios import Claim, span, stated_percent
from cdextract.checks.rounding import Interval
from cdextract.findings.codes import BY_CODE
from cdextract.results.claim_table import claim, read_claims
from cdextract.results.columns import need_columns
from cdextract.rules import resources
from cdextract.rules.loading import load_yaml

TOTALS = (
    "cdcs_established", "members_admitted", "cdcs_total", "members_total", "party_referrals", "party_admissions",
    "agreements_signed", "shelters_built", "medals_awarded",
)  # fmt: skip
NEEDED = ("document", "figure_id", "org", "period_start", "period_end", "indicator", "part_of", "restates", "evidence")
_NEAR = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two figures that cannot both be right; of CD402, the first and the last of several.

    `code` and `name` are those of `codes`; `arithmetic` is the contradiction in numbers.
    """

    code: str
    name: str
    document: str
    figure_id: str
    evidence: str
    other_document: str
    other_figure_id: str
    other_evidence: str
    arithmetic: str


@dataclass(frozen=True, slots=True)
class _Figure:
    """One row: where it stands, what it is of, and its numbers."""

    document: str
    figure_id: str
    evidence: str
    place: tuple[str, ...]
    indicator: str
    measure: str
    unit: str
    part_of: str | None
    is_total: bool
    claim: Claim

    @property
    def value(self) -> Decimal:
        assert self.claim.value is not None
        return self.claim.value

    @property
    def span(self) -> Interval:
        """What the printed value may stand for."""
        return span(self.value, self.claim.value_step, self.claim.value_approx, loose=True)


def conflicts(table: pd.DataFrame) -> pd.DataFrame:
    """All conflicts of a table of figures, one row each (the fields of `Conflict`), in the order of the table.

    Needs the columns of the contract; raises `UsageError` where one is missing.

    >>> table = pd.DataFrame({
    ...     "document": "a", "figure_id": ["a:0", "a:9"], "org": "LĐLĐ huyện Thạch Thất", "period_start": None,
    ...     "period_end": "2021-12-31", "indicator": "cdcs_established", "value": [12, 18], "base": None,
    ...     "percent": None, "percent_kind": None, "part_of": [None, "a:0"], "restates": None,
    ...     "evidence": ["12 CĐCS", "trong đó 18 CĐCS"], "unit": "count", "measure": "CĐCS",
    ... })
    >>> conflicts(table)[["code", "figure_id", "other_figure_id", "arithmetic"]].values.tolist()
    [['CD401', 'a:9', 'a:0', '18 of 12']]
    """
    need_columns(table, NEEDED, "a comparison of figures")
    figures = _figures(table)
    found = [*_parts(figures), *_shares(figures), *_values(figures, within=True), *_values(figures, within=False)]
    order = {figure.figure_id: number for number, figure in enumerate(figures)}
    found.sort(key=lambda conflict: (order[conflict.figure_id], conflict.code, order[conflict.other_figure_id]))
    columns = [field.name for field in fields(Conflict)]
    return pd.DataFrame([asdict(conflict) for conflict in found], columns=columns).astype("string")


def _figures(table: pd.DataFrame) -> list[_Figure]:
    claims = read_claims(table)
    rows = np.flatnonzero(~np.isnan(claims.numbers["value"]) | ~np.isnan(claims.numbers["percent"]))
    names = (*NEEDED, "measure", "unit", "sentence")
    columns = {name: _texts(table, name) for name in names}
    return [_figure(claim(key), {name: columns[name][row] for name in names}) for row, key in claims.keys(rows)]


def _texts(table: pd.DataFrame, name: str) -> list[str | None]:
    if name not in table:
        return [None] * len(table)
    column: Iterable[Any] = table[name].astype(object)
    return [None if pd.isna(cell) else str(cell) for cell in column]


def _figure(numbers: Claim, row: dict[str, str | None]) -> _Figure:
    headline = not row["part_of"] and not row["restates"] and numbers.value is not None
    return _Figure(
        document=row["document"] or "", figure_id=row["figure_id"] or "", evidence=row["evidence"] or "",
        place=(row["org"] or "", row["period_start"] or "", row["period_end"] or "", row["sentence"] or ""),
        indicator=row["indicator"] or "", measure=_measure(row["measure"]), unit=row["unit"] or "",
        part_of=row["part_of"],
        is_total=bool(headline and row["org"] and row["period_end"]) and row["indicator"] in TOTALS,
        claim=numbers,
    )  # fmt: skip


@cache
def _same_measures(_: Path | None) -> tuple[tuple[str, str], ...]:
    return tuple(load_yaml("words.yaml")["same_measure"].items())


def _measure(words: str | None) -> str:
    measure = (words or "").casefold()
    for long, short in _same_measures(resources.user_pattern_dir()):
        measure = measure.replace(long, short)
    return measure.strip()


def _conflict(code: str, figure: _Figure, other: _Figure, written: str) -> Conflict:
    return Conflict(
        code, BY_CODE[code].name, figure.document, figure.figure_id, figure.evidence,
        other.document, other.figure_id, other.evidence, written,
    )  # fmt: skip


def _parts(figures: list[_Figure]) -> Iterator[Conflict]:
    by_id = {figure.figure_id: figure for figure in figures}
    for part in figures:
        whole = by_id.get(part.part_of) if part.part_of else None
        if whole is None or part.claim.value is None or whole.claim.value is None or not _same_things(part, whole):
            continue
        low, high = part.span.low, whole.span.high
        if low is not None and high is not None and low > high:
            written = f"{arithmetic.number(part.value)} of {arithmetic.number(whole.value)}"
            yield _conflict("CD401", part, whole, written)


def _same_things(part: _Figure, whole: _Figure) -> bool:
    """Both count the same things: unions among unions, members among members."""
    if part.unit != whole.unit:
        return False
    if part.indicator == whole.indicator != "other":
        return True
    return bool(part.measure) and part.measure == whole.measure


def _shares(figures: list[_Figure]) -> Iterator[Conflict]:
    groups: dict[tuple[object, ...], list[_Figure]] = {}
    for figure in figures:
        numbers = figure.claim
        whole = figure.part_of or numbers.base
        if numbers.percent is None or numbers.percent_kind != "share" or whole is None:
            continue
        key = (figure.document, whole, figure.place, figure.indicator, figure.measure)
        groups.setdefault(key, []).append(figure)
    for members in groups.values():
        least = [stated_percent(figure.claim, loose=True).low or Decimal(0) for figure in members]
        if len(members) > 1 and sum(least) > 100:
            told = " + ".join(arithmetic.percentage(figure.claim) for figure in members)
            total = arithmetic.number(sum((figure.claim.percent or Decimal(0) for figure in members), Decimal(0)))
            yield _conflict("CD402", members[0], members[-1], f"{told} = {total}%")


def _values(figures: list[_Figure], *, within: bool) -> Iterator[Conflict]:
    """Each other value of a figure against its first one: in the same article (`within`), or in another."""
    groups: dict[tuple[object, ...], list[_Figure]] = {}
    for figure in figures:
        if figure.is_total:
            key = (*figure.place[:3], figure.indicator, figure.unit, figure.document if within else None)
            groups.setdefault(key, []).append(figure)
    for members in groups.values():
        told: dict[tuple[Decimal, str], _Figure] = {}
        for figure in members:
            against = next((other for other in told.values() if _differ(figure, other, within=within)), None)
            if against is not None:
                written = f"{arithmetic.number(against.value)} ≠ {arithmetic.number(figure.value)}"
                yield _conflict("CD403" if within else "CD404", against, figure, written)
            told.setdefault((figure.value, figure.measure), figure)


def _differ(figure: _Figure, other: _Figure, *, within: bool) -> bool:
    if (figure.document == other.document) != within:
        return False
    if figure.measure != other.measure and figure.measure and other.measure:
        return False
    if min(figure.value, other.value) < _NEAR * max(figure.value, other.value):
        return False
    return figure.span.meet(other.span).empty
