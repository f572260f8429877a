"""Table and marks → the corrected table, and waivers for what was found right.

A mark is applied only where figure id and evidence are those of the table; others are handed back as stale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from cdextract.checks.checking import FLAGGED
from cdextract.checks.rounding import granularity
from cdextract.errors import UsageError
from cdextract.findings.waivers import Waiver
from cdextract.results.columns import BY_NAME
from cdextract.results.frames import PlainRow, plain_row, to_frame
from cdextract.review.marks import NUMBERS, Mark

if TYPE_CHECKING:
    import pandas as pd

_EMPTY = ("", "-", "–", "—")
_STEPS = {"value": "value_step", "base": "base_step", "delta": "delta_step"}
_DECIMALS = {"percent": "percent_decimals", "exceeded_percent": "exceeded_decimals"}


@dataclass
class Applied:
    """The outcome. `unclear` are marks `wrong` that say neither what is right nor that it is no figure; they change
    nothing. `asked` stay flagged until the source has answered; `stale` are of other words than the table's."""

    table: pd.DataFrame
    waivers: list[Waiver] = field(default_factory=list)
    corrected: int = 0
    dropped: int = 0
    added: int = 0
    asked: list[Mark] = field(default_factory=list)
    unclear: list[Mark] = field(default_factory=list)
    stale: list[Mark] = field(default_factory=list)


def apply_marks(table: pd.DataFrame, marks: Sequence[Mark]) -> Applied:
    """Apply marks to a table; the verdicts of the new table are recomputed, the table given is not changed.

    Raises `UsageError` where a correction does not fit its column.
    """
    records = table.astype(object).to_dict("records")
    rows = {str(record["figure_id"]): plain_row({str(k): v for k, v in record.items()}) for record in records}
    result = Applied(table)
    for mark in marks:
        _apply(mark, rows, result)
    result.table = _checked(list(rows.values()))
    return result


def _apply(mark: Mark, rows: dict[str, PlainRow], result: Applied) -> None:
    if mark.mark == "missed":
        result.added += _add(mark, rows)
        return
    row = rows.get(mark.figure_id)
    if row is None or row["evidence"] != mark.evidence:
        result.stale.append(mark)
    elif mark.mark == "right":
        if row["verdict"] in FLAGGED:
            result.waivers.append(Waiver(mark.figure_id, mark.evidence, mark.note, mark.reviewer, mark.at))
    elif mark.mark == "ask":
        result.asked.append(mark)
    elif mark.drop:
        _drop(mark.figure_id, rows)
        result.dropped += 1
    elif mark.set:
        _correct(row, mark)
        result.corrected += 1
    else:
        result.unclear.append(mark)


def _correct(row: PlainRow, mark: Mark) -> None:
    changed = {name: _read(name, value, mark) for name, value in mark.set.items()}
    for name, number in changed.items():
        row[name] = plain_row({name: number})[name]
    row.update(_printed(changed, str(changed.get("unit", row["unit"]))))


def _printed(changed: dict[str, object], unit: str) -> PlainRow:
    """How exact a corrected number is: counts are exact, other amounts as round as they are written."""
    told: PlainRow = {}
    for name, number in changed.items():
        if name in _STEPS and isinstance(number, Decimal):
            told[_STEPS[name]] = 0.0 if unit == "count" else float(granularity(number))
        if name in _DECIMALS:
            told[_DECIMALS[name]] = _decimals(number) if isinstance(number, Decimal) else None
    return told


def _decimals(number: Decimal) -> int:
    return max(0, -int(number.as_tuple().exponent))


def _read(name: str, value: object, mark: Mark) -> object:
    """A correction as a value of its column; an empty text or a dash is no value."""
    if value is None or (isinstance(value, str) and value.strip() in _EMPTY):
        return None
    if name not in NUMBERS:
        column = BY_NAME[name]
        if column.allowed and not column.extensible and str(value) not in column.allowed:
            raise _unfit(name, value, mark, "use one of " + ", ".join(column.allowed))
        return value
    number = _number(value)
    if number is None:
        raise _unfit(name, value, mark, "write a number as the article does: 1.625 or 46,5")
    return number


def _number(value: object) -> Decimal | None:
    if isinstance(value, (int, float)):
        number = Decimal(str(value))
        return Decimal(int(number)) if number == int(number) else number
    from cdextract.numbers.parsing import parse_number

    return parse_number(str(value).strip().rstrip("%").strip())


def _unfit(name: str, value: object, mark: Mark, do: str) -> UsageError:
    return UsageError(
        f"a correction does not fit column {name}", given=f"{mark.figure_id}: {value}", do=f"correct the review: {do}"
    )


def _drop(figure_id: str, rows: dict[str, PlainRow]) -> None:
    """Take a row out; what was a part of it, or restated it, hangs on what it hung on itself."""
    gone = rows.pop(figure_id)
    heir: str | None = None
    for row in rows.values():
        if row["part_of"] == figure_id:
            row["part_of"] = gone["part_of"]
        if row["restates"] == figure_id:
            # The first restatement takes the place of a dropped first statement.
            row["restates"] = heir or gone["restates"]
            heir = heir or (str(row["figure_id"]) if gone["restates"] is None else None)


def _add(mark: Mark, rows: dict[str, PlainRow]) -> bool:
    """A row for a missed figure: what the mark knows of it, and the article's own columns."""
    if mark.figure_id in rows:
        return False
    same = next((row for row in rows.values() if row["document"] == mark.document), None)
    about = {name: same[name] for name in ("title", "url", "published", "published_source")} if same else {}
    row = plain_row({
        **about, "document": mark.document, "figure_id": mark.figure_id, "evidence": mark.evidence,
        "indicator": "other", "unit": "count", "rule": "review", "verdict": "uncheckable",
    })  # fmt: skip
    _correct(row, mark)
    rows[mark.figure_id] = row
    return True


def _checked(rows: list[PlainRow]) -> pd.DataFrame:
    from cdextract.results.recheck import check

    order: dict[str, int] = {}
    for row in rows:
        order.setdefault(str(row["document"]), len(order))
    rows.sort(key=lambda row: (order[str(row["document"])], row["start"] if isinstance(row["start"], int) else 0))
    return check(to_frame(rows))
