"""Marks: what one person said of one figure. The report exports them as JSON Lines, one mark a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cdextract.errors import InputError

MARKS = ("right", "wrong", "ask", "missed")
# What a mark may correct. Numbers may be written as articles write them (1.625; 46,5).
NUMBERS = ("value", "base", "delta", "percent", "exceeded_percent")
TEXTS = ("percent_kind", "indicator", "org", "district", "province", "year", "measure", "unit", "approx")
SPAN = ("start", "end", "evidence")
CORRECTABLE = (*NUMBERS, *TEXTS, *SPAN)


@dataclass(frozen=True, slots=True)
class Mark:
    """What one person said of one figure.

    `mark`: `right` (the table says what the article says), `wrong` (the table misread it: `set` holds what the columns
    should be, `drop` that it is no figure), `ask` (the article itself seems wrong), `missed` (a figure that the table
    lacks; `set` holds what is known of it). An empty text in `set` empties the column.
    """

    mark: str
    document: str
    figure_id: str
    evidence: str
    set: Mapping[str, object] = field(default_factory=dict)
    drop: bool = False
    note: str | None = None
    reviewer: str | None = None
    at: str | None = None


def read_marks(path: str | Path) -> list[Mark]:
    """Read a file of marks, in its order; of two for one figure the later holds.

    Raises `InputError` where the file is not there or a line is no mark.
    """
    marks: dict[str, Mark] = {}
    for place, record in json_lines(path):
        mark = _mark(record, place)
        marks[mark.figure_id] = mark
    return list(marks.values())


def json_lines(path: str | Path) -> Iterator[tuple[str, Any]]:
    """Each line of a JSONL file with its place for messages. Raises `InputError`."""
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("the file cannot be read", given=f"{path}: {error}", do="give a JSON Lines file") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield f"{path}, line {number}", json.loads(line)
        except ValueError as error:
            raise InputError(
                "a line is no JSON", given=f"{path}, line {number}: {error}", do="export the file again"
            ) from error


def _mark(record: Any, place: str) -> Mark:
    try:
        mark = Mark(
            mark=record["mark"], document=record["document"], figure_id=record["figure_id"],
            evidence=record["evidence"],
            set={name: _plain(name, value) for name, value in record.get("set", {}).items()},
            drop=bool(record.get("drop", False)),
            note=record.get("note"), reviewer=record.get("reviewer"), at=record.get("at"),
        )  # fmt: skip
        if mark.mark not in MARKS:
            raise ValueError(f"unknown mark {mark.mark}")
        return mark
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            "a line is no review", given=f"{place}: {type(error).__name__}: {error}",
            do="give a file that the report exported: figure_id, document, evidence and mark on each line",
        ) from error  # fmt: skip


def _plain(name: str, value: object) -> object:
    if name not in CORRECTABLE:
        raise ValueError(f"{name} is no column that a review may correct ({', '.join(CORRECTABLE)})")
    if not isinstance(value, (str, int, float, type(None))):
        raise ValueError(f"{name} is neither a text nor a number")
    return value
