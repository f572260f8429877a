"""A percentage that only the headline gives: "87,5% CĐCS đạt vững mạnh", and in the text "63 trên tổng số 72 CĐCS"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cdextract.figures.counted import Counted
from cdextract.links.bases import agrees
from cdextract.mentions import lex
from cdextract.numbers.lexing import Percent
from cdextract.text.normalised import normalise


def with_headline_rate(rows: Sequence[Counted], title: str | None) -> list[Counted]:
    """Give the percentage of the headline to the one ratio of the text that it is told of: of which it comes out.

    A headline with several percentages, or with one that fits no ratio or more than one, changes nothing.
    """
    out = list(rows)
    if not title or "%" not in title:
        return out
    told = [m.value for m in lex(normalise(title).norm) if m.type == "percent" and isinstance(m.value, Percent)]
    if len(told) != 1 or any(_has(row, told[0]) for row in rows):
        return out
    fitting = [place for place, row in enumerate(rows) if _fits(row, told[0])]
    if len(fitting) == 1:
        row = rows[fitting[0]]
        out[fitting[0]] = replace(row, figure=replace(row.figure, percent=told[0], kind="share"))
    return out


def _has(row: Counted, told: Percent) -> bool:
    return row.figure.percent is not None and row.figure.percent.number.value == told.number.value


def _fits(row: Counted, told: Percent) -> bool:
    figure = row.figure
    if figure.percent is not None or figure.base is None or figure.delta is not None or figure.value_approx:
        return False
    return agrees(replace(figure, percent=told), figure.base)
