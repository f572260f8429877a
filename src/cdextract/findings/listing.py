"""Rows → findings: each flagged figure and each conflict between figures with what a person needs to judge it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdextract.errors import UsageError
from cdextract.findings.codes import BY_CODE, Code, codes_of
from cdextract.findings.waivers import Waivers
from cdextract.results.frames import PlainRow

if TYPE_CHECKING:
    from cdextract.checks.checking import Check

SIDE = "CD301"
RECORD_EXTRAS = (
    "codes", "arithmetic", "allowed", "given", "other_document", "other_figure_id", "other_evidence", "other_sentence",
)  # fmt: skip
_OF_VERDICTS, _CAUSES = ("CD1", "CD2"), "CD5"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at: one figure, or two that contradict each other (`other`).

    `codes` are those of `codes`, the most important first. `arithmetic` is the check written out and `cause` that of
    the likeliest cause; `allowed` are the percentages that the stated one stands for, `given` those that the numbers
    beside it give. `waived`: a person has reviewed it.
    """

    row: PlainRow
    codes: tuple[str, ...]
    arithmetic: str
    cause: str | None = None
    allowed: str | None = None
    given: str | None = None
    other: PlainRow | None = None
    waived: bool = False

    @property
    def code(self) -> Code | None:
        """The most important of its codes; a consistent row that was asked for has none."""
        return BY_CODE[self.codes[0]] if self.codes else None

    @property
    def of_verdict(self) -> bool:
        """Say whether it is the verdict of its row that was found, and not only words or another figure."""
        return self.other is None and (not self.codes or self.codes[0].startswith(_OF_VERDICTS))


@dataclass(frozen=True, slots=True)
class Choice:
    """What is looked for: rows with one of `verdicts`, sides of a target and conflicts; or, with `select`, those codes.

    `select` and `ignore` are beginnings of codes: CD4 stands for all conflicts. A finding is left out where all its
    codes, likely causes apart, are ignored.
    """

    verdicts: Collection[str]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def codes(self, found: Sequence[str], verdict: str | None = None) -> tuple[str, ...] | None:
        """The codes of one finding that remain; None where it is not looked for."""
        kept = tuple(code for code in found if not code.startswith(self.ignore)) if self.ignore else tuple(found)
        if found and all(code.startswith(_CAUSES) for code in kept):
            return None
        if self.select:
            return kept if any(code.startswith(self.select) for code in kept) else None
        if verdict is None or verdict in self.verdicts:
            return kept
        return (SIDE,) if SIDE in kept else None


def findings(rows: Sequence[PlainRow], choice: Choice, *, waivers: Waivers | None = None) -> list[Finding]:
    """The findings among rows of a table (all columns), in the order of the rows.

    >>> findings([], Choice(("inconsistent",)))
    []
    """
    waivers = waivers or Waivers()
    places = {_id(row): number for number, row in enumerate(rows)}
    found = [*_flags(rows, choice, waivers), *_conflicts(rows, places, choice, waivers)]
    return sorted(found, key=lambda finding: places[_id(finding.row)])


def _id(row: PlainRow) -> str:
    return str(row["figure_id"] or "")


def _flags(rows: Sequence[PlainRow], choice: Choice, waivers: Waivers) -> Iterator[Finding]:
    chosen = ((row, choice.codes(_codes(row), str(row["verdict"]))) for row in rows)
    flagged = [(row, codes) for row, codes in chosen if codes is not None]
    if not flagged:
        return
    import pandas as pd

    from cdextract.results.recheck import check_rows

    results = check_rows(pd.DataFrame([row for row, _ in flagged]))
    for (row, codes), result in zip(flagged, results, strict=True):
        yield _flag(row, codes, result, waivers.covers(row))


def _codes(row: PlainRow) -> list[str]:
    decision, diagnosis = row["decision"], row["diagnosis"]
    return codes_of(
        str(row["verdict"]),
        decision=str(decision) if decision else None,
        diagnosis=str(diagnosis) if diagnosis else None,
    )


def _flag(row: PlainRow, codes: tuple[str, ...], result: Check, waived: bool) -> Finding:
    from cdextract.checks import arithmetic
    from cdextract.report.figures import interval

    cause = f"{result.diagnosis.name}: {result.diagnosis.arithmetic}" if result.diagnosis else None
    given = result.expected_range
    digits = max(result.claim.percent_decimals, 1) + 1
    return Finding(
        row,
        codes,
        arithmetic=result.arithmetic.removesuffix(f". {cause}"),
        cause=cause,
        allowed=interval(result.stated_range) if result.stated_range else None,
        given=" to ".join(arithmetic.number(end, digits) for end in given) if given and given[0] != given[1] else None,
        waived=waived,
    )


def _conflicts(rows: Sequence[PlainRow], places: dict[str, int], choice: Choice, waivers: Waivers) -> Iterator[Finding]:
    if not rows:
        return
    import pandas as pd

    from cdextract.findings.conflicts import conflicts

    for conflict in conflicts(pd.DataFrame(rows)).to_dict("records"):
        codes = choice.codes([str(conflict["code"])])
        if codes is not None:
            row, other = (rows[places[str(conflict[name])]] for name in ("figure_id", "other_figure_id"))
            waived = waivers.covers(row) and waivers.covers(other)
            yield Finding(row, codes, str(conflict["arithmetic"]), other=other, waived=waived)


def text_lines(finding: Finding) -> Iterator[str]:
    """A finding for the terminal: codes, place and subject; the evidence in its sentence; the arithmetic."""
    row = finding.row
    subject = " · ".join(str(row[name]) for name in ("org", "year", "indicator") if row[name] is not None)
    yield f"{_kind(finding)}  {row['figure_id']}" + (f"  {subject}" if subject else "")
    yield f"  text:    {in_sentence(row)}"
    if finding.other is not None:
        yield f"  other:   {in_sentence(finding.other)}"
        yield f"           {finding.other['figure_id']}" + _published(finding.other)
    yield f"  check:   {finding.arithmetic}"
    if finding.allowed:
        yield f"  allowed: {finding.allowed}"
    if SIDE in finding.codes:
        yield f"  words:   {SIDE} {row['decision']}"
    if finding.cause:
        yield "  cause:   " + " ".join([*(c for c in finding.codes if c.startswith(_CAUSES)), finding.cause])


def _kind(finding: Finding) -> str:
    """Code and verdict, or code and name of what else was found."""
    code, verdict = finding.code, str(finding.row["verdict"])
    if code is None:
        return verdict
    return f"{code.code} {verdict if finding.of_verdict else code.name}"


def in_sentence(row: PlainRow) -> str:
    """The sentence of a row with its evidence between ⟦ and ⟧; the evidence alone where it does not stand in it.

    >>> in_sentence({"sentence": "Đã thành lập 5/4 CĐCS.", "evidence": "5/4 CĐCS"})
    'Đã thành lập ⟦5/4 CĐCS⟧.'
    """
    sentence, evidence = (" ".join(str(row[name] or "").split()) for name in ("sentence", "evidence"))
    before, found, after = sentence.partition(evidence) if evidence else ("", "", "")
    return f"{before}⟦{evidence}⟧{after}" if found else f"⟦{evidence}⟧"


def _published(row: PlainRow) -> str:
    return f", published {row['published']}" if row["published"] is not None else ""


def record(finding: Finding) -> PlainRow:
    """A finding as one flat record: the columns of its row, then `RECORD_EXTRAS`."""
    other = finding.other or {}
    told = (
        " ".join(finding.codes), ". ".join(part for part in (finding.arithmetic, finding.cause) if part),
        finding.allowed, finding.given,
        *(other.get(name) for name in ("document", "figure_id", "evidence", "sentence")),
    )  # fmt: skip
    return {**finding.row, **dict(zip(RECORD_EXTRAS, told, strict=True))}


def counted(found: Sequence[Finding]) -> str:
    """The findings counted by code: "CD101 inconsistent 2, CD404 …"."""
    counts = Counter(map(_kind, found))
    return ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()))


def code_list(option: str, *, name: str) -> tuple[str, ...]:
    """Read a list of codes or beginnings of codes ("CD101,CD4"). Raises `UsageError` where none begins so.

    >>> code_list("cd101, CD4", name="--select")
    ('CD101', 'CD4')
    """
    chosen = tuple(part.strip().upper() for part in option.split(",") if part.strip())
    for part in chosen:
        if not any(code.startswith(part) for code in BY_CODE):
            raise UsageError(f"unknown code in {name}", given=part, do="use some of " + ", ".join(BY_CODE))
    return chosen
