"""Whether a share or rate wants the number of a whole, found in `links/wholes.py`, as its base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cdextract.claims.names import NAMING
from cdextract.figures.counted import Counted, Line
from cdextract.figures.values import Figure
from cdextract.links.bases import agrees, rounds
from cdextract.links.plausible import is_close, is_plausible
from cdextract.links.whole_names import names_all, names_by_verb, noun_words, whole_words
from cdextract.links.wholes import STEPS, cues_of, named_whole
from cdextract.words.tokens import tie_forms, tie_words


def wants_base(counted: Counted, line: Line, whole: Counted, lines: Sequence[Line]) -> bool:
    """A share with no stated whole; "… tổng số đại biểu Quốc hội" names another whole without its number (ruling 7)."""
    figure = counted.figure
    if figure.kind not in ("share", "attained") or figure.of_plan or figure.of_past:
        return False
    if figure.base is not None and not (figure.of_whole and counted.scope.part):
        return False
    if figure.value is None:
        of_step = whole.indicator == STEPS.get(counted.indicator)
        of_asked = _names_people_asked(figure, line)
        of_part = counted.scope.part and _may_be_of(figure, whole, line, lines)
        return figure.kind == "share" and (of_part or whole.figure.value is None or of_step or of_asked)
    words = whole_words(figure, line)
    if words and not (counted.scope.part and (not names_all(figure, line) or is_close(counted, whole))):
        return names_by_verb(words, whole, lines) or named_whole(counted, [whole], line, lines) is whole
    if figure.kind == "share" or whole.dropped is not None:
        return True
    is_step = whole.indicator == STEPS.get(counted.indicator)
    return (counted.scope.part or is_step or _comes_of_process(counted, whole)) and is_plausible(counted, whole)


def _comes_of_process(counted: Counted, whole: Counted) -> bool:
    """ "có điều kiện thi hành 620 việc, chiếm 78%. … Đã thi hành xong 410 việc, đạt 66%": what went in and what came
    of it, the share as printed.
    """
    told = cues_of(counted) & {"process_out"} and cues_of(whole) & {"process_in"}
    return bool(told) and whole.figure.value is not None and rounds(counted.figure, whole.figure.value)


def _names_people_asked(figure: Figure, line: Line) -> bool:
    """ "601 người được hỏi. … 93% số người được hỏi", "… 58% trong số họ": rates of a survey, no counts told."""
    behind = [word for item in line.items[figure.last + 1 : figure.last + 9] for word in item.text.split()]
    return bool({" ".join(pair) for pair in pairwise(behind)} & tie_words("people_asked"))


def _may_be_of(figure: Figure, whole: Counted, line: Line, lines: Sequence[Line]) -> bool:
    """Whether a percentage without a count can be of a number told before: not "90% nhà dân" of "2 người", nor "100%
    vốn" of an amount.
    """
    told = whole.figure.value
    if _names_extreme(figure, line) or not _has_part(figure, whole):
        return False
    counts = noun_words(lines[whole.line].items, whole.figure.head)
    behind = next(iter(line.items[figure.last + 1 : figure.last + 2]), None)
    if behind is None or behind.type not in NAMING or behind.text.split()[0] in {*counts, *tie_words("predicates")}:
        return True
    return (told is None or told.unit is None) and behind.type != "noun"


def _names_extreme(figure: Figure, line: Line) -> bool:
    """ "trong đó địa phương đạt cao nhất là 100%": the rate of one of them."""
    before = " ".join(item.text for item in line.items[max(0, figure.head - 4) : figure.head])
    return before.endswith(tie_forms("before_extreme"))


def _has_part(figure: Figure, whole: Counted) -> bool:
    """Whether any number of whole things is that percentage: of 8 none is 99,81%."""
    base, percent = whole.figure.value, figure.percent
    if base is None or percent is None or figure.percent_approx or whole.figure.value_approx:
        return True
    if base.unit is not None or base.number.step:
        return True
    below = percent.number.value * base.number.value // 100
    parts = (replace(base, number=replace(base.number, value=below + more)) for more in (0, 1))
    return any(agrees(replace(figure, value=part), base) for part in parts)
