"""Figures of one indicator added up by place and time, nothing counted twice.

What is left out, and why, is told in `attrs["left_out"]` of the result:

* parts and restatements: a figure with `part_of` is inside another one, one with `restates` is another percentage of
  the same quantity;
* with `how="latest"`, reports that overlap: of one body, the figure whose period ends last stands for all whose periods
  overlap it (six months, nine months, the year: the year). Periods that do not overlap (four quarters) are added up.
  Where several articles tell of the same period, the one published last counts;
* bodies inside bodies: where a province reports, its districts and sectors are not added to it in the same cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from cdextract.errors import UsageError
from cdextract.results.columns import BY_NAME, need_columns
from cdextract.results.frames import is_missing

if TYPE_CHECKING:
    import pandas as pd

STOCKS = frozenset({"cdcs_total", "members_total"})
"""Indicators that are a level and no sum over time: one figure a body in each cell."""
VALUES = ("value", "attained")
HOW = ("latest", "sum")
_NEEDED = (
    "document", "published", "org", "org_type", "district", "province", "period_start", "period_end", "indicator",
    "unit", "value", "base", "base_implied", "percent", "percent_kind", "part_of", "restates", "figure_id",
)  # fmt: skip
_LEVELS = {"national": 3, "province": 2, "grassroots": 0, "commune": 0}  # all others: 1
_EARLIEST = date.min


@dataclass(frozen=True, slots=True)
class _Figure:
    """One row: what is added up, and what decides whether it is."""

    cell: tuple[Any, ...]
    body: tuple[str, ...]
    document: str
    published: date
    start: date
    end: date | None
    level: int
    province: str | None
    district: str | None
    value: float | None
    base: float | None
    percent: float | None

    def overlaps(self, other: _Figure) -> bool:
        """Periods share a day; one that is not known may share any."""
        if self.end is None or other.end is None:
            return True
        return self.start <= other.end and other.start <= self.end


def pivot(
    table: pd.DataFrame,
    indicator: str,
    *,
    by: str | Sequence[str] = ("province", "district", "year"),
    values: str = "value",
    how: str = "latest",
    unit: str | None = None,
) -> pd.DataFrame:
    """Add up one indicator; the last of the keys `by` makes the columns where there is more than one.

    `values`: `value`, or `attained` (percent of the plan: 100·Σvalue/Σbase where all bases are stated or implied; the
    stated percentage where the cell has one figure and no base). `how`: `latest` (see the module) or
    `sum` (all figures that are neither parts nor restatements, overlapping reports too). `unit`: the most frequent one
    unless named. Rows without a value for one of the keys are left out. Raises `UsageError` on unknown names.

    >>> pivot(table, "members_admitted", by=["district", "year"])  # doctest: +SKIP
    """
    keys = [by] if isinstance(by, str) else list(by)
    _check(table, indicator, keys, values, how)
    rows = [
        {str(name): value for name, value in record.items()}
        for record in table[(table["indicator"] == indicator).fillna(False)].astype(object).to_dict("records")
    ]
    left_out: Counter[str] = Counter()
    rows = _headlines(rows, values, left_out)
    rows = _of_unit(rows, unit, left_out)
    known = [row for row in rows if not any(is_missing(row[key]) for key in keys)]
    left_out["without " + ", ".join(keys)] += len(rows) - len(known)
    figures = [_figure(row, keys) for row in known]
    if how == "latest":
        latest = _latest(figures, one=indicator in STOCKS, listed=_is_listed(indicator))
        left_out["told again by a later or longer report"] += len(figures) - len(latest)
        figures = _outermost(latest)
        left_out["inside a body that reports itself"] += len(latest) - len(figures)
    return _frame(figures, keys, values, {why: count for why, count in left_out.items() if count})


def _check(table: pd.DataFrame, indicator: str, keys: list[str], values: str, how: str) -> None:
    need_columns(table, (*_NEEDED, *keys), "a pivot")
    known = {*BY_NAME["indicator"].allowed, *map(str, table["indicator"].dropna().unique())}
    choices = (("indicator", indicator, sorted(known)), ("values", values, VALUES), ("how", how, HOW))
    for name, given, allowed in choices:
        if given not in allowed:
            raise UsageError(f"unknown {name}", given=repr(given), do=f"give one of {', '.join(allowed)}")
    if not keys:
        raise UsageError("nothing to add up by", given="by=[]", do="name columns such as 'district', 'year'")


def _headlines(rows: list[dict[str, Any]], values: str, left_out: Counter[str]) -> list[dict[str, Any]]:
    """The rows that are no parts, restate nothing, and have what is asked for."""
    wholes = [row for row in rows if is_missing(row["part_of"])]
    left_out["part of another figure"] += len(rows) - len(wholes)
    asked = [row for row in wholes if _has(row, values)]
    left_out[f"without {values}"] += len(wholes) - len(asked)
    # A percentage of the plan may restate a row that tells of the change since last year.
    told = {row["figure_id"] for row in (wholes if values == "value" else asked)}
    first = [row for row in asked if row["restates"] not in told]
    left_out["restates another figure"] += len(asked) - len(first)
    return first


def _has(row: dict[str, Any], values: str) -> bool:
    if values == "value":
        return not is_missing(row["value"])
    return row["percent_kind"] in ("attained", "exceeded") and not is_missing(row["percent"])


def _of_unit(rows: list[dict[str, Any]], unit: str | None, left_out: Counter[str]) -> list[dict[str, Any]]:
    counts = Counter("count" if is_missing(row["unit"]) else str(row["unit"]) for row in rows)
    wanted = unit or (counts.most_common(1)[0][0] if counts else "count")
    left_out["in another unit"] += counts.total() - counts[wanted]
    return [row for row in rows if ("count" if is_missing(row["unit"]) else row["unit"]) == wanted]


def _is_listed(indicator: str) -> bool:
    """Told one after the other in one report, and then added up: classes held, gifts given."""
    from cdextract.findings.conflicts import TOTALS

    return indicator not in TOTALS


def _figure(row: dict[str, Any], keys: list[str]) -> _Figure:
    org, document = _text(row["org"]), str(row["document"])
    place = (_text(row["province"]), _text(row["district"]))
    base = row["base_implied"] if is_missing(row["base"]) else row["base"]
    return _Figure(
        cell=tuple(row[key] for key in keys),
        body=(org, *(part or "" for part in place)) if org else ("", document, ""),
        document=document,
        published=_day(row["published"]) or _EARLIEST,
        start=_day(row["period_start"]) or _EARLIEST,
        end=_day(row["period_end"]),
        level=_LEVELS.get(_text(row["org_type"]) or "", 1),
        province=place[0], district=place[1],
        value=_number(row["value"]), base=_number(base), percent=_attained(row),
    )  # fmt: skip


def _text(value: object) -> str | None:
    return None if is_missing(value) else str(value)


def _number(value: Any) -> float | None:
    return None if is_missing(value) else float(value)


def _day(value: Any) -> date | None:
    return None if is_missing(value) else date.fromisoformat(str(value)[:10])


def _attained(row: dict[str, Any]) -> float | None:
    percent = _number(row["percent"])
    return percent + 100 if percent is not None and row["percent_kind"] == "exceeded" else percent


def _latest(figures: Iterable[_Figure], *, one: bool, listed: bool) -> list[_Figure]:
    """Of each body in each cell, the figures that do not overlap, those that end last first."""
    groups: dict[tuple[Any, ...], list[_Figure]] = {}
    for figure in figures:
        groups.setdefault((figure.cell, figure.body), []).append(figure)
    return [kept for group in groups.values() for kept in _apart(group, one=one, listed=listed)]


def _apart(group: list[_Figure], *, one: bool, listed: bool) -> list[_Figure]:
    # The last end first; of those the longest period, the last article, the largest value (parts are smaller).
    ordered = sorted(group, key=lambda figure: (figure.document, -(figure.value or 0)))
    ordered.sort(key=lambda figure: figure.published, reverse=True)
    ordered.sort(key=lambda figure: figure.start)
    ordered.sort(key=lambda figure: figure.end or _EARLIEST, reverse=True)
    kept: list[_Figure] = []
    for figure in ordered:
        beside = listed and kept and _same_report(figure, kept[-1])
        apart = not (kept and one) and not any(figure.overlaps(other) for other in kept)
        if beside or apart:
            kept.append(figure)
    return kept


def _same_report(one: _Figure, other: _Figure) -> bool:
    return (one.document, one.start, one.end) == (other.document, other.start, other.end)


def _outermost(figures: Sequence[_Figure]) -> list[_Figure]:
    """Leave out bodies that lie inside another one of the same cell."""
    nations = {figure.cell for figure in figures if figure.level == 3}
    provinces = {(figure.cell, figure.province) for figure in figures if figure.level == 2}
    districts = {(figure.cell, figure.province, figure.district) for figure in figures if figure.level == 1}

    def inside(figure: _Figure) -> bool:
        cell, province, district = figure.cell, figure.province, figure.district
        return bool(
            (figure.level < 3 and cell in nations)
            or (figure.level < 2 and province and (cell, province) in provinces)
            or (figure.level < 1 and district and (cell, province, district) in districts)
        )

    return [figure for figure in figures if not inside(figure)]


def _frame(figures: Sequence[_Figure], keys: list[str], values: str, left_out: dict[str, int]) -> pd.DataFrame:
    import pandas as pd

    cells: dict[tuple[Any, ...], list[_Figure]] = {}
    for figure in figures:
        cells.setdefault(figure.cell, []).append(figure)
    ordered = sorted(cells)
    index = pd.MultiIndex.from_frame(pd.DataFrame(ordered, columns=keys))
    series = pd.Series([_value(cells[cell], values) for cell in ordered], index=index, dtype="Float64", name=values)
    if len(keys) > 1:
        frame = series.unstack(keys[-1]).sort_index(axis=1)
    else:
        frame = series.to_frame().set_axis(pd.Index([key for (key,) in ordered], name=keys[0]), axis=0)
    frame.attrs["left_out"] = left_out
    return frame


def _value(figures: Sequence[_Figure], values: str) -> float | None:
    if values == "value":
        return sum(figure.value or 0 for figure in figures)
    if all(figure.value is not None and figure.base for figure in figures):
        return 100 * sum(figure.value or 0 for figure in figures) / sum(figure.base or 0 for figure in figures)
    return figures[0].percent if len(figures) == 1 else None
