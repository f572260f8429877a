"""Levels of an earlier time, told apart from their changes: "so với cùng kỳ (52 vụ, 34 người chết) tăng 7,7% số vụ"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cdextract.bases import rounds
from cdextract.counted import Counted, Line
from cdextract.figure_claims import Figure
from cdextract.whole_names import noun_words


def with_earlier_level(figures: Sequence[Counted], index: int, target: int, lines: Sequence[Line]) -> Figure:
    """The change with the earlier level of what it is of: "56 vụ …; so với cùng kỳ (52 vụ, 34 người chết) tăng 7,7% số
    vụ".
    """
    figure, now = figures[index].figure, figures[target]
    told = (other for other in figures[target + 1 : index + 1] if is_earlier(other, lines))
    past = [other for other in told if _is_alike(other, now, lines)]
    fitting = [other for other in past if _leads_to(other.figure, now.figure, figure)] if len(past) > 1 else past
    if len(fitting) != 1:
        return figure
    return replace(figure, base=fitting[0].figure.value, base_approx=fitting[0].figure.value_approx)


def _is_alike(past: Counted, now: Counted, lines: Sequence[Line]) -> bool:
    """Whether two numbers have one unit, and one noun where the earlier one has any."""
    one, two = past.figure.value, now.figure.value
    nouns = [noun_words(lines[other.line].items, other.figure.head)[:1] for other in (past, now)]
    return one is not None and two is not None and one.unit == two.unit and nouns[0] in ((), nouns[1])


def _leads_to(past: Figure, now: Figure, change: Figure) -> bool:
    """Whether the change comes out of the two levels."""
    if past.value is None or now.value is None:
        return False
    delta = abs(now.value.number.value - past.value.number.value)
    return rounds(replace(change, value=replace(now.value, number=replace(now.value.number, value=delta))), past.value)


def is_earlier(counted: Counted, lines: Sequence[Line]) -> bool:
    """Whether a number is a level of an earlier time: "(so với) cùng kỳ năm 2019 (52 vụ, 34 người chết)", "trong khi
    cùng kỳ năm trước đạt 49,7 tỷ đồng".
    """
    before = lines[counted.line].items[: counted.figure.head]
    opened = next((at for at in reversed(range(len(before))) if before[at].text in ("(", ")")), None)
    if opened is not None and before[opened].text == "(":
        return any(item.type == "compare" for item in before[max(0, opened - 3) : opened])
    while before and before[-1].type in ("attain", "link", "period", "word"):
        before = before[:-1]
    return bool(before) and before[-1].type == "compare"
