"""What a claim leaves out and an earlier figure tells: its quantity, the level before it, its target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from cdextract.claims.names import NAMING
from cdextract.figures.counted import NEAR, Counted, Line
from cdextract.indicators.indicators import OTHER
from cdextract.links.bases import rounds
from cdextract.links.earlier_levels import is_earlier
from cdextract.links.plausible import is_near_share, same_unit
from cdextract.words.tokens import tie_forms, tie_words

_BACK = 4  # figures back: an earlier level stands no further
_SURE = 2  # decimals: what comes out to them can hardly do so by chance
_NO_CHANCE = 100  # a level that comes out by chance is smaller
_FAR = 4  # sentences: so far behind the only target told a result may still be of it
_NEARLY = Decimal("12.5")  # per cent of the stated percentage: a slip leads no further


def with_value(counted: Counted, before: Sequence[Counted], lines: Sequence[Line]) -> Counted:
    """The quantity of a claim that stands behind ";": "giải ngân 1.845 tỷ đồng; so với kế hoạch (6.152 tỷ đồng) đạt
    30%".
    """
    figure = counted.figure
    if figure.value is None and "same_as_before" in counted.scope.left:
        return _with_number_before(counted, before, lines[counted.line])
    if figure.value is None and figure.delta is not None and figure.delta.unit is not None:
        return _with_level(counted, before)
    if figure.value is not None or figure.base is None or not figure.of_plan or not before:
        return counted
    told = (other for other in reversed(before[-3:]) if other.figure.value is not None and not is_earlier(other, lines))
    last = next(told, before[-1])
    value = last.figure.value
    opens = counted.line - last.line == 1 and (  # "So với kế hoạch (400 đoàn viên), kết quả này đạt"
        figure.head == 0 or _total_named(counted, lines) == _total_named(last, lines) != ()
    )
    if (last.line != counted.line and not opens) or value is None or value.unit != figure.base.unit:
        return counted
    beside = last.line == counted.line
    changed = beside and last.figure.kind in ("increase", "decrease") and last.dropped is None
    goes_on = opens or changed or (beside and last.figure.rule == figure.rule and last.figure.of_plan)
    if last.dropped != "bare" and counted.restates is None and not goes_on:
        return counted
    restates = before.index(last) if changed else counted.restates
    figure = replace(figure, value=value, value_approx=last.figure.value_approx)
    return replace(counted, figure=figure, restates=restates, dropped=None)


def _total_named(counted: Counted, lines: Sequence[Line]) -> tuple[str, ...]:
    """ "(tổng) sản lượng" of "…, tổng sản lượng lúa vượt 18,3% kế hoạch": what a clause names as a total."""
    words: list[str] = []
    for item in reversed(lines[counted.line].items[: counted.figure.head]):
        if item.type == "whole" and item.text != "số":
            return tuple(words[:2])
        if item.type not in NAMING:
            return ()
        words = [*item.text.split(), *words]
    return ()


def _with_number_before(counted: Counted, before: Sequence[Counted], line: Line) -> Counted:
    """ "đón 6,2 triệu lượt khách. Con số này tăng 68,3%": the last quantity told before, where its sentence has one."""
    figure = counted.figure
    taken_up = figure.kind in ("increase", "decrease", "exceeded") or _is_share_of_number(counted, line)
    if not taken_up or figure.percent is None or figure.about:
        return counted
    if counted.restates is not None:
        told = before[counted.restates]
    else:
        near = [other for other in before[-NEAR:] if counted.line - other.line == 1 and other.restates is None]
        if figure.base is not None:  # "Con số này giảm 41% so với tuần trước (45 tỷ đồng)": of money, not of tickets
            near = [other for other in near if other.figure.value and other.figure.value.unit == figure.base.unit]
        if len(near) != 1 or near[0].dropped not in (None, "bare"):
            return counted
        told = near[0]
    value = told.figure.value
    if value is None:
        return counted
    return replace(counted, figure=replace(figure, value=value, value_approx=told.figure.value_approx), dropped=None)


def _is_share_of_number(counted: Counted, line: Line) -> bool:
    """ "Con số này chiếm 74% tổng trị giá"; "tỷ lệ này năm ngoái là 10%" is another rate."""
    head = counted.figure.head
    if counted.figure.kind != "share" or line.items[head].type != "share_claim":
        return False
    return not any(item.text.startswith(tie_forms("rate")) for item in line.items[:head])


def _with_level(counted: Counted, before: Sequence[Counted]) -> Counted:
    """ "thiệt hại 0,49 ha. … diện tích giảm 2,15 ha (81%)": the one level of that unit told before."""
    figure, delta = counted.figure, counted.figure.delta
    levels = [
        other.figure
        for other in before[-NEAR:]
        if counted.line - other.line <= 1 and other.figure.value and delta and other.figure.value.unit == delta.unit
    ]
    if len(levels) != 1 or not levels[0].bare:
        return counted
    return replace(counted, figure=replace(figure, value=levels[0].value, value_approx=levels[0].value_approx))


def with_level_before(counted: Counted, near: Sequence[Counted]) -> Counted:
    """ "chỉ có 28 CĐCS. … số CĐCS là 75, tăng 47 đơn vị": the level told before, if the change leads from it; with
    other things counted between them, too ("58 CĐCS với 6.940 đoàn viên. Nay là 131 CĐCS …, tăng 73 CĐCS").
    """
    figure = counted.figure
    if figure.value is None or figure.delta is None or figure.base is not None:
        return counted
    level = figure.value.number.value - figure.delta.number.value
    for last in reversed(near[-_BACK:]):
        before = last.figure.value
        if before is None or before.number.value != level or last.indicator != counted.indicator:
            continue
        if counted.indicator == OTHER and last.scope.noun and not last.scope.noun & counted.scope.noun:
            continue  # "159 vụ, …; 169 người, tăng 10 người"
        if last.dropped is None and (last.figure.bare or (level >= _NO_CHANCE and last.restates is None)):
            return replace(counted, figure=replace(figure, base=before, base_approx=last.figure.value_approx))
    return counted


def with_target(counted: Counted, near: Sequence[Counted], lines: Sequence[Line]) -> Counted:
    """The target told before, as the base of a result that names none."""
    figure = counted.figure
    if figure.base is not None or figure.value is None:
        return counted
    if figure.kind not in ("attained", "exceeded") and not (figure.bare and _tells_results(lines[counted.line])):
        return counted
    if figure.of_past:
        return counted
    targets = [
        other
        for other in near
        if other.dropped == "goal" and other.indicator == counted.indicator and same_unit(counted, other)
    ]
    if not targets or targets[-1].figure.value is None:
        return _with_plan_told(counted, near)
    if counted.line - targets[-1].line > 1:
        return _with_far_plan(counted, targets, lines) or _with_plan_told(counted, near)
    told = (other for other in reversed(targets) if other.line >= targets[-1].line - 1 and other.figure.value)
    fitting = next((other for other in told if other.figure.value and rounds(figure, other.figure.value)), targets[-1])
    # "tỉnh giao 240 đoàn viên, nghị quyết đặt ra 300; kết nạp 276, đạt 115% chỉ tiêu tỉnh giao"
    target = fitting.figure
    told_of_plan = figure.of_plan and counted.line == fitting.line
    if counted.indicator == OTHER and not told_of_plan and not (target.value and rounds(figure, target.value)):
        return counted
    return replace(counted, figure=replace(figure, base=target.value, base_approx=target.value_approx))


def _with_far_plan(counted: Counted, targets: Sequence[Counted], lines: Sequence[Line]) -> Counted | None:
    """ "Kế hoạch năm 2022 là kết nạp 2.000 đoàn viên. Nhưng … Năm 2022 kết nạp 1.700 đoàn viên, đạt 80% kế hoạch": the
    only target of an indicator with a name and of the same year, a few sentences before, of which the percentage at
    least nearly comes out.
    """
    figure, plan = counted.figure, targets[-1].figure.value
    if counted.indicator == OTHER or not figure.of_plan or figure.kind != "attained" or figure.percent is None:
        return None
    if len(targets) > 1 or counted.line - targets[-1].line > _FAR or plan is None or figure.value is None:
        return None
    if not _periods(lines[counted.line]) & _periods(lines[targets[-1].line]):
        return None
    if not is_near_share(figure, plan, within=_NEARLY):
        return None
    return replace(counted, figure=replace(figure, base=plan, base_approx=targets[-1].figure.value_approx))


def _periods(line: Line) -> set[str]:
    return {item.text for item in line.items if item.type == "period"}


def _with_plan_told(counted: Counted, near: Sequence[Counted]) -> Counted:
    """ "Đại hội đề ra: mỗi năm phát triển 2.000 đảng viên. Đã kết nạp 1.669 đảng viên, đạt 83,45% nghị quyết": the one
    number of the sentence before out of which the percentage of a plan comes to two decimals.
    """
    figure = counted.figure
    if not figure.of_plan or figure.percent is None or figure.percent.number.decimals < _SURE:
        return counted
    told = [
        other.figure
        for other in near
        if counted.line - other.line == 1
        and other.dropped == "bare"
        and other.indicator == counted.indicator
        and other.figure.value is not None
        and same_unit(counted, other)
        and other.scope.noun & counted.scope.noun
        and rounds(figure, other.figure.value)
    ]
    if len(told) != 1:
        return counted
    return replace(counted, figure=replace(figure, base=told[0].value, base_approx=told[0].value_approx))


def _tells_results(line: Line) -> bool:
    """ "Kết quả, huyện đã kết nạp 427 đoàn viên": told against the targets of the sentence before."""
    return any(item.text in tie_words("results") for item in line.items[:2])


def with_own_plan(counted: Counted, before: Sequence[Counted]) -> Counted:
    """ "được giao 15, tự đặt kế hoạch 20; thành lập 18, đạt 120% chỉ tiêu được giao và 90% kế hoạch"."""
    figure = counted.figure
    plans = {
        other.figure.value.number.value: other.figure
        for other in before[-NEAR:]
        if other.dropped == "goal" and other.figure.value is not None and rounds(figure, other.figure.value)
    }
    if len(plans) != 1:
        return counted
    (plan,) = plans.values()
    return replace(counted, figure=replace(figure, base=plan.value, base_approx=plan.value_approx))
