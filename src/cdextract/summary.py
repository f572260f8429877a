"""What a run found, in words: counts by verdict, and the flagged figures with their arithmetic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from cdextract.columns import VERDICTS
from cdextract.table import PlainRow, Row, format_number, is_missing
from cdextract.work import Outcome

FLAGGED = ("inconsistent", "impossible")
_SHOWN = 20


def grouped(value: object) -> str:
    """A number as Vietnamese news prints it: dots between thousands, a decimal comma.

    >>> grouped(33111.0), grouped(Decimal("266.66"))
    ('33.111', '266,66')
    """
    whole, _, decimals = format_number(_number(value)).partition(".")
    sign = "-" if whole.startswith("-") else ""
    digits = f"{int(whole.lstrip('-')):,}".replace(",", ".")
    return sign + digits + ("," + decimals if decimals else "")


def _number(value: object) -> Decimal:
    return Decimal(str(value))


def arithmetic(row: Row) -> str:
    """The recomputation of a row's percentage in one line; empty where it states none.

    >>> row = {"value": 10, "base": 8, "percent": 130, "percent_decimals": 0, "percent_expected": 125}
    >>> arithmetic(row)
    '100 × 10 ÷ 8 = 125%; stated: 130%'
    """
    if is_missing(row.get("percent")):
        return ""
    stated = f"stated: {_percent(row['percent'], row.get('percent_decimals'))}"
    formula = _formula(row)
    if formula and not is_missing(row.get("percent_expected")):
        return f"{formula} = {_rounded(row)}; {stated}"
    if not is_missing(row.get("base_implied")):
        return f"{grouped(row['value'])} is that share of {grouped(row['base_implied'])}; {stated}"
    if row.get("verdict") == "impossible":
        return f"no whole number gives it for {grouped(row['value'])}; {stated}"
    return stated


def _formula(row: Row) -> str:
    value, base, delta = (
        None if is_missing(row.get(name)) else grouped(row[name]) for name in ("value", "base", "delta")
    )
    kind = row.get("percent_kind")
    if kind in ("increase", "decrease"):
        if value and base:
            return f"100 × |{value} − {base}| ÷ {base}"
        if delta and base:
            return f"100 × |{delta}| ÷ {base}"
        return f"100 × |{delta}| ÷ ({value} − ({delta}))" if value and delta else ""
    if not value or not base:
        return ""
    return f"100 × ({value} ÷ {base} − 1)" if kind == "exceeded" else f"100 × {value} ÷ {base}"


def _rounded(row: Row) -> str:
    """The expected percentage with two digits more than the stated one has."""
    decimals = row.get("percent_decimals")
    digits = (0 if is_missing(decimals) else int(str(decimals))) + 2
    exact = _number(row["percent_expected"])
    return grouped(exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)) + "%"


def _percent(value: object, decimals: object) -> str:
    text = grouped(value)
    digits = 0 if is_missing(decimals) else int(str(decimals))
    printed = len(text.partition(",")[2])
    if digits > printed:
        text += ("," if not printed else "") + "0" * (digits - printed)
    return text + "%"


def flag_lines(row: Row) -> list[str]:
    """A flagged figure for the terminal: where, what the text says, the arithmetic, the likeliest cause."""
    lines = [f"{row.get('verdict')}  {row.get('figure_id')}", f"  text: {' '.join(str(row.get('evidence')).split())}"]
    work = arithmetic(row)
    if work:
        lines.append(f"  check: {work}")
    if not is_missing(row.get("diagnosis")):
        lines.append(f"  likely: {row['diagnosis']}")
    return lines


@dataclass
class Summary:
    """Counts of a run, added up outcome by outcome, and the first flagged rows."""

    articles: int = 0
    with_figures: int = 0
    figures: int = 0
    failed: int = 0
    duplicates: int = 0
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
        for row in outcome.rows:
            verdict = str(row["verdict"])
            self.verdicts[verdict] += 1
            if verdict in FLAGGED and len(self.flagged) < _SHOWN:
                self.flagged.append(row)

    def lines(self) -> Iterable[str]:
        """The summary, line by line."""
        yield f"articles   {self.articles} read, {self.with_figures} with figures"
        yield f"figures    {self.figures}"
        for verdict in sorted(self.verdicts, key=_verdict_order):
            yield f"  {verdict:<13}{self.verdicts[verdict]}"
        yield from self._flagged_lines()
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
            yield f"  … and {total - len(self.flagged)} more: `cdextract check TABLE` prints all"


def _verdict_order(verdict: str) -> int:
    return VERDICTS.index(verdict) if verdict in VERDICTS else len(VERDICTS)
