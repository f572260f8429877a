"""Percentages of a plan told in the next sentence, which names what they are of.

"Thành lập 18 CĐCS với 3.000 đoàn viên. Số CĐCS thành lập mới vượt 20% kế hoạch": one row, the count with its
percentage. What has changed is tied so in `links/changes.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cdextract.claims.names import NAMING
from cdextract.figures.counted import Counted, Line
from cdextract.indicators.indicators import OTHER
from cdextract.links.change_targets import words_around
from cdextract.links.whole_names import noun_words
from cdextract.words.tokens import tie_words

_BACK = 20  # figures
_CLAIM = ("percent", "percent_approx", "kind", "exceeded", "of_plan", "base", "base_approx")


def with_named_claims(figures: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """Give percentages of a plan to the one count of the sentence before that has their name."""
    out = list(figures)
    for place, claim in enumerate(figures):
        if not _is_of_plan(claim):
            continue
        name = _name(claim, lines[claim.line])
        told = [
            at
            for at in range(max(0, place - _BACK), place)
            if figures[at].line == claim.line - 1 and name and _is_named(figures[at], claim, name, lines)
        ]
        if len(told) != 1 or not out[told[0]].figure.bare:
            continue
        row = out[told[0]]
        figure = replace(row.figure, **{key: getattr(claim.figure, key) for key in _CLAIM})
        out[told[0]] = replace(row, figure=figure, dropped=None)
        out[place] = replace(claim, dropped="no quantity")
    return out


def _is_of_plan(claim: Counted) -> bool:
    figure = claim.figure
    if figure.value is not None or figure.percent is None or not figure.of_plan or claim.restates is not None:
        return False
    return figure.kind in ("attained", "exceeded") and claim.dropped in (None, "no quantity")


def _name(claim: Counted, line: Line) -> tuple[str, ...]:
    """ "CĐCS thành lập mới" of "Số CĐCS thành lập mới vượt 20% kế hoạch", where the sentence opens so."""
    items = line.items[: claim.figure.head]
    words = [word for item in items for word in item.text.split()]
    subject = tie_words("opens_subject")
    opens = bool(items) and (items[0].text in subject or items[0].type == "whole" or words[0] in subject)
    if not opens or any(item.type not in (*NAMING, "whole", "done") for item in items):
        return ()
    return tuple(word for word in words if word not in subject and word not in tie_words("formal"))


def _is_named(counted: Counted, claim: Counted, name: tuple[str, ...], lines: Sequence[Line]) -> bool:
    """Whether a count is what the name says: of its indicator, or with all of the name around it."""
    if counted.figure.value is None or counted.dropped not in (None, "bare") or counted.restates is not None:
        return False
    if claim.indicator != OTHER:
        noun = noun_words(lines[counted.line].items, counted.figure.head)[:1]
        return counted.indicator == claim.indicator and bool(noun) and noun[0] in name
    return counted.indicator == OTHER and set(name) <= words_around(counted, lines)
