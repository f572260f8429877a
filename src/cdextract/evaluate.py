"""Figures against a gold file: precision, recall and F1 by field.

A found row and a gold row pair up where value, base and percent agree; among several candidates the pair with most
further fields in common wins. `full` asks for numbers, kind, indicator, place and time at once (dev/ANNOTATION of the
gold files).
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from cdextract.errors import InputError
from cdextract.results.frames import is_missing

Gold = Mapping[str, Any]
Found = Mapping[str, Any]

LEVELS = ("numbers", "kind", "indicator", "place", "time", "period", "full")
_FULL = ("kind", "indicator", "place", "time")
EXTRAS = ("part_of", "restates", "approx", "exceeded_percent", "delta")


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one level, from counts."""

    right: int
    gold: int
    found: int

    @property
    def precision(self) -> float:
        """Share of the found rows that are right; 0 where none was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold rows that were found right; 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall.

        >>> Score(right=3, gold=4, found=5).f1
        0.6666666666666666
        """
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 0.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """A row that is missed, extra, or wrong in some fields."""

    document: str
    what: str
    gold: Gold | None
    found: Found | None


@dataclass(frozen=True, slots=True)
class Extra:
    """A field that few rows have: how many of the gold rows with it are right, and how many rows have it needlessly."""

    right: int
    gold: int
    needless: int

    @property
    def accuracy(self) -> float:
        """Share of the gold rows with this field that have it right; 1 where there is none."""
        return self.right / self.gold if self.gold else 1.0


@dataclass
class Evaluation:
    """The outcome: scores by level, accuracy of the rarer fields, all mistakes in the order of the gold file."""

    documents: int
    scores: dict[str, Score]
    extras: dict[str, Extra]
    mistakes: list[Mistake] = field(default_factory=list)


def read_gold(path: str | Path) -> list[dict[str, Any]]:
    """Read a gold file: JSONL, one document a line, with `id` and `figures`. Raises `InputError` where it is none."""
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("the gold file cannot be read", given=f"{path}: {error}", do="give a JSONL file") from error
    documents = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            document = json.loads(line)
            document["id"], document["figures"]
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise InputError(
                "a line of the gold file is no gold document", given=f"{path}, line {number}: {error}",
                do='write {"id": …, "figures": […]} on each line',
            ) from error  # fmt: skip
        documents.append(document)
    return documents


def evaluate(gold: Sequence[Gold], rows: Iterable[Found]) -> Evaluation:
    """Score found rows against gold documents.

    A gold `id` means the document of that id, or the one whose file name without endings it is. Rows of other documents
    do not count.
    """
    found = _by_document(rows)
    right = dict.fromkeys(LEVELS, 0)
    extras = {name: [0, 0, 0] for name in EXTRAS}
    mistakes: list[Mistake] = []
    gold_rows = found_rows = 0
    for document in gold:
        golds = document["figures"]
        candidates = found.get(str(document["id"]), [])
        gold_rows += len(golds)
        found_rows += len(candidates)
        pairs = _pair(golds, candidates)
        for i, j in sorted(pairs.items()):
            _count(right, _compare(golds[i], candidates[j]))
        _count_extras(extras, golds, candidates, pairs)
        mistakes += _mistakes(str(document["id"]), golds, candidates, pairs)
    return Evaluation(
        documents=len(gold),
        scores={level: Score(right[level], gold_rows, found_rows) for level in LEVELS},
        extras={name: Extra(*counts) for name, counts in extras.items()},
        mistakes=mistakes,
    )


def _by_document(rows: Iterable[Found]) -> dict[str, list[Found]]:
    by_name: dict[str, list[Found]] = {}
    for row in rows:
        by_name.setdefault(str(row["document"]), []).append(row)
    for name in list(by_name):
        # A record's id may hold slashes and dots of its own (a URL); its last part is then no shorter name for it.
        stem = PurePosixPath(name).name.split(".")[0] if "://" not in name else name
        by_name.setdefault(stem, by_name[name])
    return by_name


def _pair(golds: Sequence[Gold], found: Sequence[Found]) -> dict[int, int]:
    """Which found row stands for which gold row, by position."""
    candidates = [
        (sum(_compare(gold, row).values()), -abs(i - j), i, j)
        for i, gold in enumerate(golds)
        for j, row in enumerate(found)
        if _numbers(gold) == _numbers(row)
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(candidates, reverse=True):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _numbers(row: Mapping[str, Any]) -> tuple[float | None, ...]:
    return tuple(_number(row.get(name)) for name in ("value", "base", "percent"))


def _compare(gold: Gold, found: Found) -> dict[str, bool]:
    """Which fields of a pair agree."""
    period = gold.get("period") or [None, None]
    return {
        "kind": _word(gold.get("percent_kind")) == _word(found.get("percent_kind")),
        "indicator": _word(gold.get("indicator")) == _word(found.get("indicator")),
        "place": _same_place(gold, found),
        "time": _number(gold.get("year")) == _number(found.get("year")),
        "period": [_day(day) for day in period] == [_day(found.get("period_start")), _day(found.get("period_end"))],
    }


def _same_place(gold: Gold, found: Found) -> bool:
    """The same body; or, where gold names a district, the same district."""
    body, found_body = _folded(gold.get("org")), _folded(found.get("org"))
    if body and body == found_body:
        return True
    district = _folded(gold.get("district"))
    if district:
        return district == _folded(found.get("district"))
    return body is None and found_body is None


def _count(right: dict[str, int], agree: Mapping[str, bool]) -> None:
    right["numbers"] += 1
    for name, same in agree.items():
        right[name] += same
    right["full"] += all(agree[name] for name in _FULL)


def _count_extras(
    extras: dict[str, list[int]], golds: Sequence[Gold], found: Sequence[Found], pairs: Mapping[int, int]
) -> None:
    """Add up (right, gold rows that have it, paired rows that have it without reason) of every rarer field."""
    for name, counts in extras.items():
        same = _SAME[name]
        for i, gold in enumerate(golds):
            row = found[pairs[i]] if i in pairs else None
            if not is_missing(gold.get(name)):
                counts[1] += 1
                counts[0] += row is not None and same(gold, row, found, pairs)
            elif row is not None and not is_missing(row.get(name)):
                counts[2] += 1


def _points_at(name: str) -> Callable[[Gold, Found, Sequence[Found], Mapping[int, int]], bool]:
    """Compare a reference: gold gives the position of a gold row, the table the figure_id of a found one."""

    def same(gold: Gold, row: Found, found: Sequence[Found], pairs: Mapping[int, int]) -> bool:
        target = pairs.get(int(gold[name]))
        return target is not None and row.get(name) == found[target].get("figure_id")

    return same


_SAME: dict[str, Callable[[Gold, Found, Sequence[Found], Mapping[int, int]], bool]] = {
    "part_of": _points_at("part_of"),
    "restates": _points_at("restates"),
    "approx": lambda gold, row, *_: _word(gold["approx"]) == _word(row.get("approx")),
    "exceeded_percent": lambda gold, row, *_: _number(gold["exceeded_percent"]) == _number(row.get("exceeded_percent")),
    "delta": lambda gold, row, *_: _number(gold["delta"]) == _number(row.get("delta")),
}


def _mistakes(name: str, golds: Sequence[Gold], found: Sequence[Found], pairs: Mapping[int, int]) -> list[Mistake]:
    mistakes = []
    for i, gold in enumerate(golds):
        if i not in pairs:
            mistakes.append(Mistake(name, "missed", gold, None))
            continue
        wrong = [field for field, same in _compare(gold, found[pairs[i]]).items() if not same]
        if wrong:
            mistakes.append(Mistake(name, "wrong " + ", ".join(wrong), gold, found[pairs[i]]))
    taken = set(pairs.values())
    return mistakes + [Mistake(name, "extra", None, row) for j, row in enumerate(found) if j not in taken]


def _number(value: object) -> float | None:
    if is_missing(value) or value == "":
        return None
    return round(float(str(value)), 6)


def _word(value: object) -> str | None:
    if is_missing(value):
        return None
    return unicodedata.normalize("NFC", str(value)).strip() or None


def _folded(value: object) -> str | None:
    word = _word(value)
    return word.casefold() if word else None


def _day(value: object) -> str | None:
    if isinstance(value, date):
        return value.isoformat()[:10]
    word = _word(value)
    return word[:10] if word else None


def shortfalls(result: Evaluation, floors: Mapping[str, float]) -> list[str]:
    """What lies below its floor: F1 of a level, or accuracy of a rarer field, one line each.

    >>> shortfalls(Evaluation(1, {"full": Score(1, 2, 2)}, {}), {"full": 0.97})
    ['full: 0.5000, at least 0.9700 wanted']
    """
    reached = {name: score.f1 for name, score in result.scores.items()}
    reached.update({name: extra.accuracy for name, extra in result.extras.items()})
    return [
        f"{name}: {reached[name]:.4f}, at least {floor:.4f} wanted"
        for name, floor in floors.items()
        if reached[name] < floor
    ]
