"""How one text was read, in plain words: zones, mentions, rules that fired, figures left out and why, check."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date

from cdextract import reading
from cdextract.article import Article
from cdextract.checks import check
from cdextract.grammar import Item
from cdextract.links import link, link_all
from cdextract.mentions import Numeric
from cdextract.numbers import Percent, Quantity, Range, Ratio, Times
from cdextract.pipeline import claim_of, context_of
from cdextract.reading import Counted, Reading

_COLOURS = {"zone": "2", "mention": "36", "rule": "33", "row": "32;1", "dropped": "2", "flag": "31;1", "how": "34"}
_FLAGGED = frozenset({"inconsistent", "impossible"})
_QUIET = frozenset({"word", "sign", "stop", "link"})


def explain(text: str, *, title: str | None = None, published: date | None = None, colour: bool | None = None) -> str:
    """Tell how a text was read, sentence by sentence.

    `colour`: with terminal colours; None: only where standard output is a terminal.

    >>> print(explain("Năm 2024, LĐLĐ huyện Phú Xuyên thành lập 10/8 CĐCS (đạt 125%).", colour=False).splitlines()[0])
    [body] Năm 2024, LĐLĐ huyện Phú Xuyên thành lập 10/8 CĐCS (đạt 125%).
    """
    if colour is None:
        colour = sys.stdout.isatty()
    read = reading.read(Article("text", text, title, None, published))
    return "\n".join(_painted(kind, line, colour) for kind, line in _lines(read))


def _painted(kind: str, line: str, colour: bool) -> str:
    return f"\033[{_COLOURS[kind]}m{line}\033[0m" if colour else line


def _lines(read: Reading) -> Iterator[tuple[str, str]]:
    everything = link_all(read.figures, read.lines)
    rows = link(read.figures, read.lines)
    dated, placed = context_of(read, rows) if rows else ([], [])
    for number, line in enumerate(read.lines):
        yield "zone", f"[{line.sentence.zone}] {line.text}"
        yield from (("mention", f"    {text}") for text in _mentions(line.items))
        for figure in everything:
            if figure.line == number and figure.dropped:
                yield "dropped", f"    left out ({figure.dropped}): {_figure(figure)}, rule {figure.figure.rule}"
        for index, row in enumerate(rows):
            if row.line == number:
                yield from _row(read, row, index, rows)
                yield "how", f"        when: {_period(dated[index].start, dated[index].end)} – {dated[index].how}"
                yield "how", f"        who: {placed[index].org or 'no body'} – {placed[index].how}"
    yield "row", f"{len(rows)} figures"
    unread = list(reading.unread(read))
    if unread:
        yield "dropped", f"percentages and ratios that no rule read: {', '.join(unread)}"


def _mentions(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        if item.type in _QUIET:
            continue
        value = _value(item)
        yield (
            f"{item.type:<16} {item.text}"
            + (f"  = {value}" if value else "")
            + (f"  ({item.rule})" if item.rule else "")
        )


def _value(item: Item) -> str:
    if isinstance(item.value, frozenset):
        return ", ".join(sorted(item.value))
    if isinstance(item.value, Numeric):
        hedge = f"{item.value.approx} " if item.value.approx else ""
        return hedge + _number(item.value.value)
    return ""


def _number(value: object) -> str:
    match value:
        case Quantity():
            return f"{value.number.value:f}" + (f" {value.unit}" if value.unit else "")
        case Ratio():
            return f"{_number(value.value)} of {_number(value.base)}"
        case Percent():
            return f"{value.number.value:f} %"
        case Times():
            return f"{value.factor.value:f} times"
        case Range():
            return f"{_number(value.low)} to {_number(value.high)}"
    return ""


def _figure(counted: Counted) -> str:
    figure = counted.figure
    parts = [counted.indicator]
    for name, quantity in (("value", figure.value), ("base", figure.base), ("change", figure.delta)):
        if quantity is not None:
            parts.append(f"{name} {_number(quantity)}")
    if figure.percent is not None:
        parts.append(f"{figure.kind} {_number(figure.percent)}")
    if figure.exceeded is not None:
        parts.append(f"exceeded {_number(figure.exceeded)}")
    return ", ".join(parts)


def _row(read: Reading, row: Counted, index: int, rows: Sequence[Counted]) -> Iterator[tuple[str, str]]:
    result = check(claim_of(row, read.lines[row.line]))
    yield "row", f"    figure {index + 1}: {_figure(row)}"
    yield "rule", f"        rule {row.figure.rule}: {read.text.norm[row.start : row.end]}"
    for name, place in (("part of", row.part_of), ("restates", row.restates)):
        if place is not None:
            yield "rule", f"        {name} figure {place + 1}"
    kind = "flag" if result.verdict in _FLAGGED else "how"
    cause = f", diagnosis {result.diagnosis.name}" if result.diagnosis else ""
    yield kind, f"        check: {result.verdict}{cause}" + (f" – {result.arithmetic}" if result.arithmetic else "")


def _period(start: date | None, end: date | None) -> str:
    if start is None and end is None:
        return "no period"
    return f"{start or '…'} to {end or '…'}"
