"""Plans of several quantities, told in their order behind the results.

"12 CĐCS và 1.300 đoàn viên (chỉ tiêu 10 CĐCS và 1.200 đoàn viên)"; "520 đoàn viên và 12 CĐCS, lần lượt vượt 4% và 20%
chỉ tiêu được giao là 500 đoàn viên và 10 CĐCS".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from cdextract.figures.counted import Counted, Line, places_by_line
from cdextract.links.plausible import same_unit
from cdextract.links.whole_names import noun_words
from cdextract.rules.grammar import Item

_WORDS_OF_PLAN = 10  # items between a bracket and its first number
_BESIDE = 4  # items between a plan and its brackets, or its number
_NUMBERS = frozenset({"number", "ratio"})


def with_listed_plans(figures: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """Give each quantity its plan out of a list behind them all; the plans are no rows of their own."""
    out = list(figures)
    for number, places in places_by_line(out).items():
        line = lines[number]
        if not any(map(_is_plan, line.items)):
            continue
        for opened, closed in _listed_plans(line):
            _give_plans(out, places, line, opened, closed)
    return out


def _give_plans(out: list[Counted], places: Sequence[int], line: Line, opened: int, closed: int) -> None:
    plans = [at for at in places if opened < out[at].figure.head < closed]
    results = [at for at in places if out[at].figure.head < opened][-len(plans) :] if len(plans) > 1 else []
    if len(results) != len(plans) or not results:
        return
    pairs = list(zip(results, plans, strict=True))
    if not all(_is_plan_of(out[result], out[plan], line) for result, plan in pairs):
        return
    if line.items[opened].text != "(" and any(out[result].figure.bare for result in results):
        return  # "thành lập 12 CĐCS, kế hoạch sang năm là 10": nothing says that they are told together
    for result, plan in pairs:
        told = out[plan].figure
        figure = replace(out[result].figure, base=told.value, base_approx=told.value_approx)
        out[result], out[plan] = replace(out[result], figure=figure), replace(out[plan], dropped="goal")


def _listed_plans(line: Line) -> Iterator[tuple[int, int]]:
    """Where plans can be listed: "(chỉ tiêu 10 CĐCS và 1.200 đoàn viên)", "kế hoạch (10 CĐCS và 1.200 đoàn viên)",
    "vượt 4% và 20% chỉ tiêu được giao là 10 CĐCS và 1.200 đoàn viên", "so với kế hoạch 10 CĐCS và 1.200 đoàn viên".
    """
    items = line.items
    for opened, item in enumerate(items):
        before = items[max(0, opened - _BESIDE) : opened]
        if item.text == "(" and (_names_plan(items[opened + 1 :]) or _names_plan(reversed(before))):
            yield opened, next((at for at in range(opened, len(items)) if items[at].text == ")"), len(items))
        elif _is_plan(item) and (item.type != "plan" or (opened and items[opened - 1].type == "compare")):
            if not _tells_next(items[opened + 1 :]):
                continue
            yield opened, next((at for at in range(opened, len(items)) if items[at].type == "stop"), len(items))


def _names_plan(items: Iterable[Item]) -> bool:
    """Whether a plan is named among these, before the first number."""
    for item in islice(items, _WORDS_OF_PLAN):
        if _is_plan(item):
            return True
        if item.type in _NUMBERS:
            return False
    return False


def _tells_next(items: Sequence[Item]) -> bool:
    """Whether a number follows, behind few words: "chỉ tiêu được giao là 10 CĐCS"; not "kế hoạch), gồm 10 CĐCS"."""
    words = list(takewhile(lambda item: item.type in ("word", "link", "cue", "period"), items))
    return len(words) <= _BESIDE and [item.type for item in items[len(words) : len(words) + 1]] == ["number"]


def _is_plan(item: Item) -> bool:
    """Whether a word, or the end of a claim, names a plan: "đạt 104% và 120% kế hoạch"."""
    return item.type == "plan" or (bool(item.covered) and item.covered[-1].type == "plan")


def _is_plan_of(result: Counted, plan: Counted, line: Line) -> bool:
    figure = result.figure
    told = figure.bare or (figure.kind in ("attained", "exceeded") and figure.value is not None and not figure.base)
    if result.dropped is not None or not told or not plan.figure.bare or not same_unit(result, plan):
        return False
    counted = [noun_words(line.items, row.figure.head) for row in (result, plan)]
    return bool(counted[0]) and counted[0] == counted[1]
