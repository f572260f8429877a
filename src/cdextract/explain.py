"""How one text was read, in plain words: zones, mentions, rules that fired, figures left out and why, rules that nearly
fired, check.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date

from cdextract import reading
from cdextract.article import Article
from cdextract.checks.checking import check
from cdextract.claims.finding import find_claims
from cdextract.figures.counted import Counted, Line
from cdextract.figures.reading import read_figures
from cdextract.links.linking import link_all
from cdextract.mentions import Numeric, items_of, lex
from cdextract.near import Near, near_misses
from cdextract.numbers.lexing import Percent, Quantity, Range, Ratio, Times
from cdextract.pipeline import claim_of, in_context, linked
from cdextract.reading import Reading
from cdextract.rules.grammar import Item
from cdextract.text.spans import FIGURE_ZONES

_COLOURS = {
    "zone": "2",
    "mention": "36",
    "rule": "33",
    "row": "32;1",
    "dropped": "2",
    "near": "35",
    "flag": "31;1",
    "how": "34",
}
_FLAGGED = frozenset({"inconsistent", "impossible"})
_WHY_DROPPED = {
    "goal": "a goal is no result",
    "bare": "what it counts makes a row only with a percentage or a base",
    "no quantity": "a percentage of which neither quantity nor base is known",
    "no ratio": "the slash does not part two counts",
    "whole": "what the figures behind it are taken of",
}
_MOST_WANTED = 8
_LONGEST = 100  # characters of a part of the sentence
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
    rows, dated, placed = in_context(read, linked(read))
    for number, line in enumerate(read.lines):
        yield "zone", f"[{line.sentence.zone}] {line.text}"
        yield from (("mention", f"    {text}") for text in _mentions(line.items))
        for figure in everything:
            if figure.line == number and figure.dropped:
                why = _WHY_DROPPED[figure.dropped]
                yield "dropped", f"    left out ({figure.dropped}: {why}): {_figure(figure)}, rule {figure.figure.rule}"
        yield from (("near", f"    {text}") for text in _nearly(line, number, everything))
        for index, row in enumerate(rows):
            if row.line == number:
                yield from _row(read, row, index, rows)
                yield "how", f"        when: {_period(dated[index].start, dated[index].end)} – {dated[index].how}"
                yield "how", f"        who: {placed[index].org or 'no body'} – {placed[index].how}"
    yield "row", f"{len(rows)} figures"
    unread = list(reading.unread(read, rows))
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


def _nearly(line: Line, number: int, everything: Sequence[Counted]) -> Iterator[str]:
    """The rules that would read a line of another zone, and those that nearly read a number of this one."""
    if line.sentence.zone not in FIGURE_ZONES:
        items = find_claims(items_of(line.text, lex(line.text)))
        for figure in read_figures(items):
            if not figure.bare:
                part = _part(line, items[figure.first], items[figure.last])
                yield f"not read in a {line.sentence.zone}: {part}, rule {figure.rule}"
        return
    read = {
        index
        for counted in everything
        if counted.line == number and _is_done(counted)
        for index in range(counted.figure.first, counted.figure.last + 1)
    }
    for near in near_misses(line.items, lambda index: index not in read):
        part = _part(line, line.items[near.first], line.items[near.last])
        yield f"nearly {near.rule}: {part} – {_hindrance(near)}"


def _is_done(counted: Counted) -> bool:
    """Whether no rule could do more with the numbers of a figure: read as a goal or a whole, or with what it claims."""
    figure = counted.figure
    if counted.dropped is not None:
        return counted.dropped in ("goal", "whole")
    return not figure.bare and (figure.value is not None or figure.base is not None)


def _part(line: Line, first: Item, last: Item) -> str:
    text = line.text[first.start : last.end]
    half = _LONGEST // 2
    return f'"{text if len(text) <= _LONGEST else f"{text[:half]} … {text[-half:]}"}"'


def _hindrance(near: Near) -> str:
    if near.outranked:
        return f"{near.outranked} came first"
    if near.excluded:
        return f"the number was taken by {near.excluded}"
    found = f'"{near.found.text}" ({near.found.type})' if near.found else "the end of the sentence"
    more = " | …" if len(near.wanted) > _MOST_WANTED else ""
    return f"wanted {' | '.join(near.wanted[:_MOST_WANTED])}{more}; found {found}"


def _period(start: date | None, end: date | None) -> str:
    if start is None and end is None:
        return "no period"
    return f"{start or '…'} to {end or '…'}"
