"""What a run found, in words: counts by verdict, and the flagged figures with their arithmetic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cdextract.batch.work import Outcome
from cdextract.results.columns import VERDICTS
from cdextract.results.frames import PlainRow, Row

FLAGGED = ("inconsistent", "impossible")
_SHOWN = 20
_NUMBERS = ("articles", "with_figures", "figures", "failed", "duplicates", "unread")


def arithmetic(row: Row) -> str:
    """The recomputation of a row's percentage in one line, with that of the likeliest cause where it is wrong.

    >>> arithmetic({"value": 10, "base": 8, "percent": 125, "percent_kind": "attained"})
    '10 ÷ 8 × 100 = 125; stated 125%'
    """
    from cdextract.results.recheck import check_row

    return check_row(row).arithmetic


def flag_lines(row: PlainRow) -> list[str]:
    """A flagged figure for the terminal: where it stands, what the text says, the arithmetic."""
    cause = f" ({row['diagnosis']})" if row["diagnosis"] else ""
    evidence = " ".join(str(row["evidence"]).split())
    return [f"{row['verdict']}{cause}  {row['figure_id']}", f"  text: {evidence}", f"  check: {arithmetic(row)}"]


@dataclass
class Summary:
    """Counts of a run, added up outcome by outcome, and the first flagged rows."""

    articles: int = 0
    with_figures: int = 0
    figures: int = 0
    failed: int = 0
    duplicates: int = 0
    unread: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    flagged: list[PlainRow] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        if outcome.error is not None:
            self.errors[outcome.error.error] += 1
            if outcome.error.stage == "duplicate":
                self.duplicates += 1
            else:
                self.failed += 1
            return
        self.articles += 1
        self.with_figures += bool(outcome.rows)
        self.figures += len(outcome.rows)
        self.unread += outcome.unread
        for row in outcome.rows:
            verdict = str(row["verdict"])
            self.verdicts[verdict] += 1
            if verdict in FLAGGED and len(self.flagged) < _SHOWN:
                self.flagged.append(row)

    def counts(self) -> dict[str, Any]:
        """All counts by name, as JSON can hold them."""
        numbers = {name: getattr(self, name) for name in _NUMBERS}
        return {**numbers, "verdicts": dict(self.verdicts), "errors": dict(self.errors)}

    def add_counts(self, counts: Mapping[str, Any]) -> None:
        """Add the counts of another run (`counts`).

        >>> summary = Summary()
        >>> summary.add_counts({**Summary(articles=3).counts(), "part": "part-00000"})
        >>> summary.articles
        3
        """
        for name in _NUMBERS:
            setattr(self, name, getattr(self, name) + counts[name])
        self.verdicts.update(counts["verdicts"])
        self.errors.update(counts["errors"])

    def lines(self) -> Iterable[str]:
        """The summary, line by line."""
        yield f"articles   {self.articles} read, {self.with_figures} with figures"
        yield f"figures    {self.figures}"
        for verdict in sorted(self.verdicts, key=_verdict_order):
            yield f"  {verdict:<13}{self.verdicts[verdict]}"
        yield from self._flagged_lines()
        if self.unread:
            yield f"unread     {self.unread} percentages and ratios that no rule read (`cdextract explain` shows them)"
        if self.duplicates:
            yield f"duplicates {self.duplicates} notices (kept; see the error rows)"
        kinds = ", ".join(f"{name} {count}" for name, count in sorted(self.errors.items()))
        yield f"error rows {self.failed + self.duplicates}" + (f" ({kinds})" if kinds else "")

    def _flagged_lines(self) -> Iterable[str]:
        total = sum(self.verdicts[verdict] for verdict in FLAGGED)
        if not total:
            return
        yield f"flagged    {total}"
        for row in self.flagged:
            yield from ("  " + line for line in flag_lines(row))
        if total > len(self.flagged):
            more = f"… and {total - len(self.flagged)} more: " if self.flagged else ""
            yield f"  {more}`cdextract check TABLE` prints all"


def _verdict_order(verdict: str) -> int:
    return VERDICTS.index(verdict) if verdict in VERDICTS else len(VERDICTS)
