"""What the page tells of each figure: its row, the recomputation written out, the allowed interval, its conflicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from cdextract.checks import arithmetic, checking
from cdextract.checks.rounding import Interval
from cdextract.findings.codes import codes_of
from cdextract.results.frames import PlainRow, format_number, plain_row
from cdextract.results.recheck import check_rows

if TYPE_CHECKING:
    import pandas as pd

    from cdextract.findings.waivers import Waivers

# Columns of the table that the page shows as they are.
_TOLD = (
    "figure_id", "org", "district", "province", "indicator", "measure", "unit", "percent_kind", "part_of", "restates",
    "rule", "evidence",
)  # fmt: skip
_NUMBERS = ("value", "base", "delta", "exceeded_percent", "base_implied")

Cell = str | int | float | bool | None
Told = dict[str, Cell | list[list[str]]]


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """One figure: the row of the table, and what the page tells of it (JSON values by name)."""

    row: PlainRow
    told: Told

    @property
    def flagged(self) -> bool:
        """Say whether it needs a person: a flag that nobody has waived."""
        return self.told["verdict"] in checking.FLAGGED and not self.told["waived"]


def shown_figures(table: pd.DataFrame, waivers: Waivers) -> list[ShownFigure]:
    """The figures of a table (the columns of the contract), in its order; verdicts are recomputed."""
    against = _conflicts(table)
    rows = [plain_row({str(k): v for k, v in record.items()}) for record in table.astype(object).to_dict("records")]
    found = []
    for row, result in zip(rows, check_rows(table), strict=True):
        told = _told(row, result)
        told["waived"] = waivers.covers(row)
        told["conflicts"] = against.get(str(row["figure_id"]), [])
        found.append(ShownFigure(row, told))
    return found


def _told(row: PlainRow, result: checking.Check) -> Told:
    diagnosis = result.diagnosis.name if result.diagnosis else None
    cause = result.diagnosis.arithmetic if result.diagnosis else None
    told: Told = {name: _text(row[name]) for name in _TOLD}
    told.update({name: _number(row[name]) for name in _NUMBERS})
    told.update(
        year=_whole(row["year"]),
        period=_period(row),
        percent=_stated(result),
        percent_number=_plain(row["percent"]),
        expected=_recomputed(result),
        expected_number=None if result.percent_expected is None else round(float(result.percent_expected), 6),
        verdict=result.verdict,
        diagnosis=diagnosis,
        decision=result.decision,
        codes=" ".join(codes_of(result.verdict, decision=result.decision, diagnosis=diagnosis)),
        power=None if result.power is None else round(result.power, 3),
        arithmetic=result.arithmetic.removesuffix(f". {diagnosis}: {cause}"),
        cause=cause,
        allowed=None if result.stated_range is None else interval(result.stated_range),
        reachable=_reachable(result),
    )
    return told


def interval(ends: Interval) -> str:
    """An interval as it is written: a square bracket where the end belongs to it, a round one where it does not.

    >>> interval(Interval(Decimal("45.5"), Decimal("46.5"), False, True))
    '[45,5; 46,5)'
    >>> interval(Interval(Decimal(78), None))
    '[78; ∞)'
    """
    low = "(−∞" if ends.low is None else ("(" if ends.low_open else "[") + arithmetic.number(ends.low)
    high = "∞)" if ends.high is None else arithmetic.number(ends.high) + (")" if ends.high_open else "]")
    return f"{low}; {high}"


def _reachable(result: checking.Check) -> str | None:
    """What the printed digits of the other numbers let the percentage be, where that is more than one number."""
    reached = result.expected_range
    if reached is None or reached[0] == reached[1]:
        return None
    low, high = reached
    digits = max(result.claim.percent_decimals, 1) + 1
    return f"[{arithmetic.number(low, digits)}; {arithmetic.number(high, digits)}]"


def _stated(result: checking.Check) -> str | None:
    return None if result.claim.percent is None else arithmetic.percentage(result.claim).split("%")[0] + "%"


def _recomputed(result: checking.Check) -> str | None:
    if result.percent_expected is None:
        return None
    digits = max(result.claim.percent_decimals, 1) + 1
    exact = (Fraction(result.percent_expected) * 10**digits).denominator == 1
    return ("" if exact else "≈ ") + arithmetic.number(result.percent_expected, digits) + "%"


def _period(row: PlainRow) -> str | None:
    """The period in few words: 2024, 2021–2025, or its first and last day."""
    start, end = row["period_start"], row["period_end"]
    if start is None and end is None:
        return None
    first, last = (day.isoformat() if isinstance(day, date) else "…" for day in (start, end))
    if not (first.endswith("-01-01") and last.endswith("-12-31")):
        return f"{first} – {last}"
    return first[:4] if first[:4] == last[:4] else f"{first[:4]}–{last[:4]}"


def _conflicts(table: pd.DataFrame) -> dict[str, list[list[str]]]:
    """For each figure: [code, arithmetic, the other figure] of every conflict it is in."""
    from cdextract.findings.conflicts import conflicts

    found: dict[str, list[list[str]]] = {}
    for record in conflicts(table).to_dict("records"):
        one, other = str(record["figure_id"]), str(record["other_figure_id"])
        found.setdefault(one, []).append([str(record["code"]), str(record["arithmetic"]), other])
        found.setdefault(other, []).append([str(record["code"]), str(record["arithmetic"]), one])
    return found


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _number(value: object) -> str | None:
    """A number as articles print it: dots group thousands, a comma before decimals."""
    return arithmetic.number(Decimal(format_number(value))) if isinstance(value, (int, float)) else None


def _plain(value: object) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, (int, float)) else None
