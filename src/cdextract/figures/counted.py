"""What the reading of an article hands on: its sentences, and each figure with what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cdextract.figures.values import Figure
from cdextract.indicators.indicators import Scope
from cdextract.rules.grammar import Item
from cdextract.text.spans import Mention, Sentence

NEAR = 60
"""Figures back: no text refers further."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its text and, where it can hold figures, its items (claims put in place) and figures."""

    sentence: Sentence
    text: str
    mentions: tuple[Mention, ...]
    items: tuple[Item, ...] = ()
    figures: tuple[Figure, ...] = ()
    caption: str = ""  # of a table row: the sentence before its table
    in_table: bool = False  # a row of a table with a known header, or the header: read cell by cell
    labels: tuple[str, ...] = ()  # of such a row: what the header says of each figure's columns


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of an article and what it counts. `start`, `end`: its evidence in the normalised text.

    `dropped` says why it is no row ("goal", "bare", "no quantity", "whole"), None where it is one; what is dropped can
    still be the whole or the target of another figure.
    """

    line: int
    block: int
    figure: Figure
    scope: Scope
    indicator: str
    start: int
    end: int
    dropped: str | None = None
    part_of: int | None = None
    restates: int | None = None


def places_by_line(figures: Sequence[Counted]) -> dict[int, list[int]]:
    """The indices of the figures of each line that has any, in order."""
    places: dict[int, list[int]] = {}
    for place, counted in enumerate(figures):
        places.setdefault(counted.line, []).append(place)
    return places
