"""Waivers: flags that a person has reviewed and that stay quiet, until the text they were given for changes.

A waiver file is JSON Lines, one reviewed flag a line: `figure_id` and `evidence` say which, the rest is for people.

    {"figure_id": "a.txt#120", "evidence": "thành lập 5/4 CĐCS (đạt 80%)", "note": "as printed", "reviewer": "Lan"}

A waiver holds for a figure with the same id (document and offset) and the same evidence. Another text has other words
or other offsets, so its flag comes back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from cdextract.errors import InputError


@dataclass(frozen=True, slots=True)
class Waiver:
    """One reviewed flag; `at` is when, as the reviewer's browser or the author of the file told it."""

    figure_id: str
    evidence: str
    note: str | None = None
    reviewer: str | None = None
    at: str | None = None


class Waivers:
    """A set of waivers, one a figure; a later one takes the place of an earlier one.

    >>> waivers = Waivers([Waiver("a#0", "5/4 CĐCS (đạt 80%)")])
    >>> waivers.covers({"figure_id": "a#0", "evidence": "5/4 CĐCS (đạt 80%)"})
    True
    >>> waivers.covers({"figure_id": "a#0", "evidence": "5/4 CĐCS (đạt 125%)"})
    False
    """

    def __init__(self, waivers: Iterable[Waiver] = ()) -> None:
        self._by_id = {waiver.figure_id: waiver for waiver in waivers}

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Waiver]:
        """All waivers, in the order of their figure ids."""
        return iter([self._by_id[figure_id] for figure_id in sorted(self._by_id)])

    def covers(self, row: Mapping[str, object]) -> bool:
        """Say whether the flag of a row (`figure_id`, `evidence`) was reviewed, in these very words."""
        waiver = self._by_id.get(str(row["figure_id"]))
        return waiver is not None and waiver.evidence == row["evidence"]

    def joined(self, others: Iterable[Waiver]) -> Waivers:
        """These and others; of two for one figure, the other."""
        return Waivers([*self, *others])

    def unused(self, rows: Iterable[Mapping[str, object]]) -> list[Waiver]:
        """The waivers that hold for none of the rows: their text has changed, or was not read."""
        used = {str(row["figure_id"]) for row in rows if self.covers(row)}
        return [waiver for waiver in self if waiver.figure_id not in used]


def read_waivers(path: str | Path) -> Waivers:
    """Read a waiver file. Raises `InputError` where it is not there or a line of it is no waiver."""
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            "the waiver file cannot be read", given=f"{path}: {error}", do="give a JSONL file of waivers"
        ) from error
    return Waivers(_waiver(line, f"{path}, line {number}") for number, line in enumerate(lines, 1) if line.strip())


def write_waivers(waivers: Iterable[Waiver], path: str | Path) -> None:
    """Write a waiver file, in the order given. Raises `OutputError` where it cannot be written."""
    from cdextract.outputs import replacing

    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        for waiver in waivers:
            told = {name: value for name, value in asdict(waiver).items() if value is not None}
            file.write(json.dumps(told, ensure_ascii=False) + "\n")


def _waiver(line: str, place: str) -> Waiver:
    known = {field.name for field in fields(Waiver)}
    try:
        record = json.loads(line)
        unknown = sorted(record.keys() - known)
        if unknown:
            raise ValueError(f"unknown key {', '.join(unknown)}")
        if not all(value is None or isinstance(value, str) for value in record.values()):
            raise ValueError("a value is no text")
        return Waiver(**record)
    except (ValueError, TypeError, AttributeError) as error:
        raise InputError(
            "a line of the waiver file is no waiver", given=f"{place}: {error}",
            do=f'write {{"figure_id": "…", "evidence": "…"}}; the keys are {", ".join(sorted(known))}',
        ) from error  # fmt: skip
