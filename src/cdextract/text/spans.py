"""The spans that stages hand to each other. All offsets count code points of the normalised text (see `text.Text`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

ZONES = ("headline", "dateline", "lead", "body", "list", "table", "caption", "byline", "teaser", "footer")
FIGURE_ZONES = frozenset({"lead", "body", "list", "table"})


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, table row, caption …: `zone` says which (see `ZONES`).

    `cells`: those of a row of a table with a known header, or of the header itself; see `tables/cutting.py`.
    """

    zone: str
    start: int
    end: int
    cells: tuple[tuple[int, int], ...] = ()
    is_header: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a block. `block` is the index of its block in the article."""

    zone: str
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A typed, normalised span: `type` names what it is, `value` holds it (a `Number`, a `Period`, a `Body` …)."""

    type: str
    start: int
    end: int
    value: Any
    rule: str

    def shifted(self, offset: int) -> Mention:
        """The same mention, `offset` code points further right."""
        return Mention(self.type, self.start + offset, self.end + offset, self.value, self.rule)
