"""Figures of an article → the same with the ties between them; what is no row is left out.

* a change told behind its count ("giảm 5,8% số người chết") goes to the figure that counts the same;
* a result takes its base from the target told before it ("được giao 24 CĐCS …; đã thành lập 25 CĐCS (đạt 104,2%)");
* "trong đó …", "riêng …": the figure is a part of the last one before it that counts the same (ruling 2); a share
without a
  stated whole is taken of it (ruling 7);
* "thành lập n CĐCS với m đoàn viên": m is a part of the members told of before;
* a quantity told twice is one row (ruling 3): the fuller one stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cdextract.figures.counted import NEAR, Counted, Line
from cdextract.figures.values import Figure
from cdextract.indicators.indicators import OTHER
from cdextract.links.appositives import with_claims_before_appositives
from cdextract.links.areas import with_sown_areas
from cdextract.links.bases import Base, agreeing_base, agrees, base_before, rounds
from cdextract.links.bracketed_bases import with_bracketed_bases
from cdextract.links.changes import is_row_of, with_changes
from cdextract.links.completions import with_level_before, with_own_plan, with_target, with_value
from cdextract.links.earlier_levels import with_level_of_time, with_level_told_next, with_levels_in_brackets
from cdextract.links.fitting_claims import with_changes_of_counts, with_claims_of_ratios, with_claims_that_fit
from cdextract.links.in_turn import with_claims_in_turn
from cdextract.links.named_bases import named_again
from cdextract.links.named_claims import with_named_claims
from cdextract.links.plan_lists import with_listed_plans
from cdextract.links.rates import with_rates
from cdextract.links.rates_of_each import without_rate_of_each
from cdextract.links.repetitions import without_repetitions
from cdextract.links.share_bases import base_of_share, is_of_sum
from cdextract.links.share_lists import (
    with_whole_of_list,
    with_whole_of_same_name,
    with_whole_that_parts_make,
    with_whole_told_before,
)
from cdextract.links.subcounts import with_claims_of_totals
from cdextract.links.sure_wholes import with_sure_plans, with_sure_wholes
from cdextract.links.whole_names import content_words, names_all, noun_words, whole_words
from cdextract.links.wholes import find_whole, is_process, is_under
from cdextract.numbers.lexing import Quantity
from cdextract.words.tokens import tie_forms

_ALL = 100  # per cent
_GAINED_OF_TOTAL = {"cdcs_total": "cdcs_established", "members_total": "members_admitted"}
_LEVELS = 4  # figures back: so far a change can lead from a level


def link(figures: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """The rows of an article: figures with `part_of`, `restates` and the bases told elsewhere; indices refer to the
    list.
    """
    return without_repetitions(link_all(figures, lines), lines)


def link_all(figures: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """All figures with the ties between them, those that are no rows too; indices refer to the list."""
    linked: list[Counted] = []
    claimed = with_claims_before_appositives(with_claims_of_totals(figures, lines), lines)
    bracketed = with_bracketed_bases(with_named_claims(claimed, lines), lines)
    planned = with_listed_plans(bracketed, lines)
    told = with_changes(with_claims_in_turn(planned, lines), lines)
    told = with_claims_that_fit(with_claims_of_ratios(with_changes_of_counts(told, lines), lines), lines)
    told = with_rates(with_levels_in_brackets(told, lines), lines)
    for index, counted in enumerate(told):
        behind = [other for other in told[index + 1 : index + 8] if other.line - counted.line <= 2]
        done = _linked(counted, linked, behind, lines)
        for place in range(max(0, len(linked) - _LEVELS), len(linked)):
            if _leads_from(counted, done, linked[place]):  # the level that a change leads from is no row of its own
                linked[place] = replace(linked[place], dropped="level")
        linked.append(done)
    listed = with_whole_of_list(with_whole_told_before(linked, told, lines), told, lines)
    listed = with_whole_that_parts_make(with_whole_of_same_name(listed, told, lines), told, lines)
    sure = with_whole_of_list(with_sure_wholes(listed, lines), told, lines)
    return with_sown_areas(with_sure_plans(sure, lines), lines)


def _leads_from(counted: Counted, done: Counted, last: Counted) -> bool:
    """Whether the base that was found is a level told just before, by the difference that is told."""
    figure = done.figure
    if (
        not last.figure.bare
        or counted.figure.base is not None
        or figure.value is None
        or figure.base is None
        or figure.delta is None
    ):
        return False
    leads = figure.base.number.value + figure.delta.number.value == figure.value.number.value
    return leads and figure.base is last.figure.value


def _linked(counted: Counted, before: Sequence[Counted], behind: Sequence[Counted], lines: Sequence[Line]) -> Counted:
    if counted.restates is not None or counted.dropped in ("goal", "whole"):
        return _with_other_base(with_value(counted, before, lines), before, lines[counted.line])
    near = [
        other
        for other in before[-NEAR:]
        if other.restates is None and counted.block - other.block <= 1 and not is_row_of(other, counted)
    ]
    counted = without_rate_of_each(counted, lines[counted.line])
    line = lines[counted.line]
    counted = _without_other_whole(with_target(with_value(counted, before, lines), near, lines), line)
    counted = with_level_told_next(with_level_of_time(with_level_before(counted, near), near, lines), behind, lines)
    counted = _with_shared_whole(counted, before, line)
    whole = find_whole(counted, near, lines[counted.line], lines)
    if whole is not None and whole.part_of is not None and _is_beside(counted, whole, lines[counted.line]):
        whole = before[whole.part_of]
    base = _base_found(counted, base_of_share(counted, whole, near, behind, lines), before, near, line, lines)
    figure = replace(counted.figure, base=base[0], base_approx=base[1]) if base else counted.figure
    part = (
        whole is not None
        and whole.indicator == counted.indicator
        and (counted.scope.part or is_under(counted, near))
        and whole.dropped is None
    )
    told = (
        figure.base is not None and figure.percent is not None and not _is_told_in_passing(counted, figure.base, line)
    )
    dropped = None if counted.dropped == "no quantity" and told else counted.dropped
    counted = _named_as_whole(counted, figure, before)
    part_of = before.index(whole) if whole and part else _row_of_base(counted, figure, before)
    return replace(counted, figure=figure, dropped=dropped, part_of=part_of)


def _is_told_in_passing(counted: Counted, base: Quantity | None, line: Line) -> bool:
    """ "bầu 21 đồng chí vào Ban Chấp hành (nữ 38%, tái cử 62%)": shares of some in passing, with no count of them."""
    head = counted.figure.head
    if counted.figure.value is not None or line.items[head].type != "plain_claim":
        return False
    beside = any(getattr(item.value, "value", None) is base for item in line.items[:head])
    if counted.indicator != OTHER and beside:
        return False
    brackets = [item.text for item in line.items[:head] if item.text in ("(", ")")]
    return brackets[-1:] == ["("] and line.items[head - 1].type in ("noun", "word", "cue")


def _base_found(
    counted: Counted,
    base: Base | None,
    before: Sequence[Counted],
    near: Sequence[Counted],
    line: Line,
    lines: Sequence[Line],
) -> Base | None:
    """The base told near by, or one named again from far before; none where the share is of two counts together."""
    figure = counted.figure
    if base is None or (names_all(figure, line) and not rounds(figure, base[0])):
        base = named_again(counted, before, lines) or base
    of_sum = base is not None and figure.base is None and is_of_sum(figure, base[0], near)
    return None if of_sum else base


def _named_as_whole(counted: Counted, figure: Figure, before: Sequence[Counted]) -> Counted:
    """ "thành lập 58 CĐCS, nâng tổng số lên 2.641; 46 CĐCS trong số đó …, chiếm 79,3%": of the 58, and founded too."""
    gained = _GAINED_OF_TOTAL.get(counted.indicator)
    if gained is None or figure.kind != "share" or figure.is_ratio or figure.base is None:
        return counted
    named = any(other.figure.value is figure.base and other.indicator == gained for other in before)
    return replace(counted, indicator=gained) if named else counted


def _row_of_base(counted: Counted, figure: Figure, before: Sequence[Counted]) -> int | None:
    """The row that a share was found to be taken of ("chiếm 47,2%" of 142 bản), where it counts the same."""
    if figure.kind != "share" or figure.is_ratio or figure.base is None or counted.figure.base is not None:
        return None
    rows = (place for place, other in enumerate(before) if other.dropped is None and other.figure.value is figure.base)
    return next((place for place in rows if before[place].indicator == counted.indicator), None)


def _is_beside(counted: Counted, part: Counted, line: Line) -> bool:
    """ "gồm 1.180 nam và 1.196 nữ": no "trong đó" of its own makes the second a part of the first."""
    if part.line != counted.line or is_process(counted, part):
        return False
    return not any(item.type == "part" for item in line.items[part.figure.head : counted.figure.head])


def _with_other_base(counted: Counted, before: Sequence[Counted], line: Line) -> Counted:
    """ "chiếm 13,13% số hộ dân tộc và 31,56% số hộ nghèo": the further share has a whole of its own."""
    figure = counted.figure
    if counted.dropped is not None or figure.base is not None:
        return counted
    if figure.kind == "attained" and figure.of_plan:
        return with_own_plan(counted, before)
    if figure.kind not in ("share", "attained") or figure.of_plan or figure.of_past:
        return counted
    near = before[-NEAR:]
    told = agreeing_base(counted, [other for other in near if not is_row_of(other, counted)])
    if told is None and figure.kind == "share":
        told = base_before(counted, near, near, line)
    return counted if told is None else replace(counted, figure=replace(figure, base=told[0], base_approx=told[1]))


def _with_shared_whole(counted: Counted, before: Sequence[Counted], line: Line) -> Counted:
    """ "4.000 công dân, trong đó 41,95% có bằng trung cấp, 2,5% là đảng viên": the next share of the same whole."""
    figure = counted.figure
    last = next((other for other in reversed(before[-4:]) if other.figure.percent is not None), None)
    if last is None or last.line != counted.line or figure.kind != "share" or last.figure.kind != "share":
        return counted
    if figure.value is not None or last.figure.value is not None or figure.base is not None or not last.figure.base:
        return counted
    if not figure.percent or not last.figure.percent or last.dropped is not None or counted.dropped != "no quantity":
        return counted
    between = line.items[last.figure.last + 1 : figure.head]
    if figure.says_rate or any(item.type == "stop" for item in between):
        return counted
    together = figure.percent.number.value + last.figure.percent.number.value
    nouns = [noun_words(line.items, at.figure.head)[:1] for at in (last, counted)]
    alone = last is before[-1] and together <= _ALL  # "65% sản phẩm đạt 3 sao, 33% sản phẩm 4 sao"
    if not alone and not (nouns[0] and nouns[0] == nouns[1]):
        return counted
    shared = replace(figure, base=last.figure.base, base_approx=last.figure.base_approx)
    return replace(counted, figure=shared, dropped=None)


def _without_other_whole(counted: Counted, line: Line) -> Counted:
    """ "438/452 đại biểu có mặt …, bằng 88,13% tổng số đại biểu Quốc hội": the percentage is of a whole with no
    number.
    """
    figure = counted.figure
    if (
        figure.base is None
        or not figure.is_ratio
        or figure.kind not in ("share", "attained")
        or not names_all(figure, line)
    ):
        return counted
    named = content_words(whole_words(figure, line))
    own = set(noun_words(line.items, figure.head))
    counts_other = bool(own) and named[:1] != [] and named[0] not in own and not agrees(figure, figure.base)
    some_absent = " ".join(named).startswith(tie_forms("delegates")) and not agrees(figure, figure.base)
    if named and ((named[0] in own and not set(named) <= own) or counts_other or some_absent):
        return replace(counted, figure=replace(figure, base=None, base_approx=None))
    return counted
