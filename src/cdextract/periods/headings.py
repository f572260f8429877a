"""Lines that head a part of a report ("II. KẾT QUẢ NHIỆM KỲ 2018-2023"): their period is that of the lines below.

A line without a final sign counts as the headline of another article (`text/zones.py`), unless it is numbered or a list
follows right below.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cdextract.rules.compiled import compile_rule
from cdextract.text.spans import Block, Sentence

_UNFINISHED = frozenset({"teaser", "byline"})
_TEXT = frozenset({"lead", "body", "list", "table"})
_NUMBERED = compile_rule(r"\W*(?:[ivx]{1,5}|[a-hđ])\s?[.)/-]\s*\p{L}")


def heading_lines(low: str, blocks: Sequence[Block], sentences: Sequence[Sentence]) -> frozenset[int]:
    """Where the sentences of heading lines begin; `low` is the article in lower case."""
    headings = [block for block, below in pairwise(blocks) if _is_heading(low, block, below)]
    if not headings:
        return frozenset()
    return frozenset(
        sentence.start for sentence in sentences if any(block.start <= sentence.start < block.end for block in headings)
    )


def _is_heading(low: str, block: Block, below: Block) -> bool:
    if block.zone not in _UNFINISHED or below.zone not in _TEXT:
        return False
    return below.zone == "list" or _NUMBERED.match(low, block.start, block.end) is not None
