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

from cdextract.bases import Base, agreeing_base, agrees, is_of_unnamed_whole, rounds, sibling_base
from cdextract.claim_values import NAMING
from cdextract.counted import Counted, Line
from cdextract.figures import Figure
from cdextract.indicators import OTHER
from cdextract.rates import with_rates
from cdextract.wholes import (
    content_words,
    find_whole,
    is_plausible,
    is_under,
    names_all,
    noun_words,
    same_unit,
    wants_base,
    whole_words,
)

_SUMS = frozenset({"trị", "giá", "vốn", "tiền", "kim", "giá trị", "trị giá", "số tiền", "kinh"})
_ANY = frozenset({"người", "đơn", "em", "trường", "so", "về", "ca"})  # stand for what was named before
_STANDING = frozenset({("trường", "hợp"), ("đơn", "vị")})
_NEAR = 60  # figures back: no text refers further
_AMOUNTS = frozenset({"lượng", "khối", "sản", "khối lượng"})


def link(figures: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """The rows of an article: figures with `part_of`, `restates` and the bases told elsewhere; indices refer to the
    list.
    """
    return _without_repetitions(link_all(figures, lines))


def link_all(figures: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """All figures with the ties between them, those that are no rows too; indices refer to the list."""
    linked: list[Counted] = []
    told = with_rates(_with_changes(list(figures), lines))
    for index, counted in enumerate(told):
        behind = [other for other in told[index + 1 : index + 6] if other.line == counted.line]
        done = _linked(counted, linked, behind, lines)
        if counted.figure.base is None and done.figure.base is not None and done.figure.percent is None and linked:
            linked[-1] = replace(linked[-1], dropped="level")  # the level that a change leads from is no row of its own
        linked.append(done)
    return linked


def _linked(counted: Counted, before: Sequence[Counted], behind: Sequence[Counted], lines: Sequence[Line]) -> Counted:
    if counted.restates is not None or counted.dropped in ("goal", "whole"):
        return _with_value(counted, before)
    near = [
        other
        for other in before[-_NEAR:]
        if other.restates is None and counted.block - other.block <= 1 and not _is_row_of(other, counted)
    ]
    counted = _without_other_whole(_with_target(_with_value(counted, before), near), lines[counted.line])
    counted = _with_shared_whole(_with_level_before(counted, near), before, lines[counted.line])
    whole = find_whole(counted, near, lines[counted.line], lines)
    base = _base_of(counted, whole, near, behind, lines)
    figure = replace(counted.figure, base=base[0], base_approx=base[1]) if base else counted.figure
    part = (
        whole is not None
        and whole.indicator == counted.indicator
        and (counted.scope.part or is_under(counted, near))
        and whole.dropped is None
    )
    told = figure.base is not None and figure.percent is not None
    dropped = None if counted.dropped == "no quantity" and told else counted.dropped
    return replace(counted, figure=figure, dropped=dropped, part_of=before.index(whole) if whole and part else None)


def _base_of(
    counted: Counted,
    whole: Counted | None,
    near: Sequence[Counted],
    behind: Sequence[Counted],
    lines: Sequence[Line],
) -> Base | None:
    """The base of a share told elsewhere: by the words, unless the arithmetic names another (`bases.py`)."""
    figure, line = counted.figure, lines[counted.line]
    if figure.of_plan or figure.of_past or (figure.base is not None and not figure.of_whole):
        wanted = whole is not None and whole.figure.value is not None and wants_base(counted, line, whole, lines)
        return (whole.figure.value, whole.figure.value_approx) if wanted and whole and whole.figure.value else None
    named: Base | None = None
    if whole is not None and whole.figure.value is not None and wants_base(counted, line, whole, lines):
        named = whole.figure.value, whole.figure.value_approx
    if named and whole_words(figure, line):
        return named
    if whole is not None and not counted.scope.part and not is_plausible(counted, whole):
        named = None
    beside = sibling_base(counted, near)
    named = beside if beside and (not named or rounds(figure, beside[0])) else named
    if named and (figure.value is None or figure.percent is None or rounds(figure, named[0])):
        return named
    if exact := agreeing_base(counted, near):
        return exact
    guessed = agreeing_base(counted, behind) is not None or is_of_unnamed_whole(counted, near)
    return None if guessed else named


def _with_level_before(counted: Counted, near: Sequence[Counted]) -> Counted:
    """ "chỉ có 28 CĐCS. … số CĐCS là 75, tăng 47 đơn vị": the level told before, if the change leads from it."""
    figure, last = counted.figure, near[-1] if near else None
    if last is None or figure.value is None or figure.delta is None or figure.base is not None or figure.percent:
        return counted
    before = last.figure.value
    if before is None or last.indicator != counted.indicator or last.dropped is not None or not last.figure.bare:
        return counted
    if before.number.value + figure.delta.number.value != figure.value.number.value:
        return counted
    return replace(counted, figure=replace(figure, base=before, base_approx=last.figure.value_approx))


def _with_value(counted: Counted, before: Sequence[Counted]) -> Counted:
    """The quantity of a claim that stands behind ";": "giải ngân 1.845 tỷ đồng; so với kế hoạch (6.152 tỷ đồng) đạt
    30%".
    """
    figure = counted.figure
    if figure.value is not None or figure.base is None or not figure.of_plan or not before:
        return counted
    last = before[-1]
    value = last.figure.value
    if last.line != counted.line or value is None or value.unit != figure.base.unit:
        return counted
    if last.dropped != "bare" and counted.restates is None:
        return counted
    return replace(counted, figure=replace(figure, value=value, value_approx=last.figure.value_approx), dropped=None)


def _with_shared_whole(counted: Counted, before: Sequence[Counted], line: Line) -> Counted:
    """ "4.000 công dân, trong đó 41,95% có bằng trung cấp, 2,5% là đảng viên": the next share of the same whole."""
    figure, last = counted.figure, before[-1] if before else None
    if last is None or last.line != counted.line or figure.kind != "share" or last.figure.kind != "share":
        return counted
    if figure.value is not None or last.figure.value is not None or figure.base is not None or not last.figure.base:
        return counted
    if not figure.percent or not last.figure.percent or last.dropped is not None or counted.dropped != "no quantity":
        return counted
    between = line.items[last.figure.last + 1 : figure.head]
    if figure.says_rate or any(item.type == "stop" for item in between):
        return counted
    if figure.percent.number.value + last.figure.percent.number.value > 100:
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
    if named and ((named[0] in own and not set(named) <= own) or counts_other):
        return replace(counted, figure=replace(figure, base=None, base_approx=None))
    return counted


def _is_row_of(other: Counted, counted: Counted) -> bool:
    """The same number of the same sentence."""
    return other.line == counted.line and other.figure.head == counted.figure.head


def _with_changes(figures: list[Counted], lines: Sequence[Line]) -> list[Counted]:
    """Move changes that name what they count to the figure that counts it."""
    for index, counted in enumerate(figures):
        figure = counted.figure
        if not figure.about or figure.kind not in ("increase", "decrease", "attained") or counted.dropped == "goal":
            continue
        if figure.value is not None and _counts(counted, figure.about, lines):
            continue
        earlier = [
            place
            for place in range(index)
            if counted.line - figures[place].line <= 2
            and figures[place].dropped in (None, "bare")
            and counted.block - figures[place].block <= 1
        ]
        target = _best(figures, earlier, figure, lines)
        if target is None:
            if figure.value is not None and figure.percent is not None and counted.indicator == OTHER:
                dropped = None if figure.delta is not None else "no quantity"
                figures[index] = replace(
                    counted, figure=replace(figure, value=None, value_approx=None), dropped=dropped
                )
            continue
        if figures[target].figure.percent is not None:
            figures[index] = _restating(counted, figures[target], target)
            continue
        claim = {key: getattr(figure, key) for key in ("percent", "percent_approx", "kind", "delta")}
        figures[target] = replace(figures[target], figure=replace(figures[target].figure, **claim), dropped=None)
        again = index + 1 < len(figures) and _is_row_of(figures[index + 1], counted)
        told = again or figure.value is None or counted.restates is not None or counted.indicator == OTHER
        figures[index] = replace(
            counted,
            figure=replace(figure, percent=None, kind=None, delta=None, about=()),
            dropped="no quantity" if told else None,
        )
    return [replace(counted, restates=_still_restates(figures, counted)) for counted in figures]


def _restating(counted: Counted, told: Counted, place: int) -> Counted:
    """The row of a further percentage of a quantity: "giải quyết 1.505 vụ, đạt 93,56%, số vụ giải quyết tăng 8%"."""
    figure = replace(counted.figure, value=told.figure.value, value_approx=told.figure.value_approx, about=())
    return replace(counted, figure=figure, indicator=told.indicator, restates=place, dropped=None)


def _still_restates(figures: Sequence[Counted], counted: Counted) -> int | None:
    if counted.restates is None or figures[counted.restates].figure.percent is None:
        return None
    return counted.restates


def _best(figures: Sequence[Counted], places: Sequence[int], change: Figure, lines: Sequence[Line]) -> int | None:
    """Of the quantities that a change can be of, the one whose words agree most with what it names; the nearest of
    equals.
    """
    open_kinds = (None, "attained", "share", "exceeded")
    free = [
        place
        for place in places
        if figures[place].figure.value is not None
        and figures[place].restates is None
        and figures[place].figure.kind in open_kinds
    ]
    fitting = [place for place in free if _counts(figures[place], change.about, lines)]
    if not fitting:
        return None
    return max(fitting, key=lambda place: (_agreement(figures[place], change, lines), place))


def _agreement(counted: Counted, change: Figure, lines: Sequence[Line]) -> int:
    items, head = lines[counted.line].items, counted.figure.head
    before: set[str] = set()
    for item in reversed(items[max(0, head - 3) : head]):
        if item.type not in NAMING:
            break
        before.update(item.text.split())
    return len(set(change.about) & (before | set(noun_words(items, head))))


def _counts(counted: Counted, about: tuple[str, ...], lines: Sequence[Line]) -> bool:
    """Whether a figure counts what a change names: "số vụ", "về trị giá", "về lượng"."""
    value = counted.figure.value
    money = value is not None and value.unit in ("VND", "USD")
    if about[0] in _SUMS or about[:2] == ("doanh", "thu"):
        return money
    if about[0] in _AMOUNTS:
        return not money
    items, head = lines[counted.line].items, counted.figure.head
    words = noun_words(items, head)
    if not words and not money and items[head - 1].text == "là":  # "Số doanh nghiệp … là 208, giảm 52 doanh nghiệp"
        return any(about[0] in item.text.split() for item in items[max(0, head - 10) : head])
    stands_for_any = about[0] in _ANY and (len(about) == 1 or about[:2] in _STANDING)
    return words[:1] == about[:1] or (len(about) > 1 and set(about) <= set(words)) or (stands_for_any and not money)


def _with_target(counted: Counted, near: Sequence[Counted]) -> Counted:
    """The target told before, as the base of a result that names none."""
    figure = counted.figure
    if figure.base is not None or figure.kind not in ("attained", "exceeded") or figure.value is None:
        return counted
    if counted.indicator == OTHER and not figure.of_plan:
        return counted
    targets = [
        other
        for other in near
        if other.dropped == "goal" and other.indicator == counted.indicator and same_unit(counted, other)
    ]
    if not targets or targets[-1].figure.value is None or counted.line - targets[-1].line > 1:
        return counted
    target = targets[-1].figure
    return replace(counted, figure=replace(figure, base=target.value, base_approx=target.value_approx))


def _without_repetitions(figures: Sequence[Counted]) -> list[Counted]:
    """Leave out what is no row and what is told again with nothing new; move the indices of those behind it."""
    kept: list[Counted] = []
    new_index: dict[int, int] = {}
    for index, counted in enumerate(figures):
        if counted.dropped:
            continue
        twin = next((place for place, other in enumerate(kept) if _same_quantity(counted, other)), None)
        if twin is None:
            new_index[index] = len(kept)
            kept.append(counted)
            continue
        new_index[index] = twin
        if _fullness(counted) > _fullness(kept[twin]) or _is_rounded_total(kept[twin], counted):
            kept[twin] = replace(counted, part_of=kept[twin].part_of)
    return [
        replace(
            counted,
            part_of=None if counted.part_of is None else new_index.get(counted.part_of),
            restates=None if counted.restates is None else new_index.get(counted.restates),
        )
        for counted in kept
    ]


def _same_quantity(one: Counted, other: Counted) -> bool:
    first, second = one.figure, other.figure
    if one.indicator != other.indicator or one.restates is not None or other.restates is not None:
        return False
    if first.value is None or second.value is None:
        return False
    if first.value.number.value != second.value.number.value:
        return _is_rounded_total(one, other) or _is_rounded_total(other, one)
    if one.line == other.line:
        return not second.bare and first.bare and one.indicator != OTHER
    if first.value.number.value < 10:
        return _claims(first) == _claims(second)
    return _agree(first, second)


def _is_rounded_total(one: Counted, other: Counted) -> bool:
    """ "hơn 9.000 đoàn viên" in the lead, 9.008 further on: one total told twice."""
    first, second = one.figure, other.figure
    if first.value is None or second.value is None or one.indicator not in ("members_total", "cdcs_total"):
        return False
    if not (first.bare and first.value_approx in ("over", "nearly", "about") and second.value_approx is None):
        return False
    rounded, exact = first.value.number.value, second.value.number.value
    return exact >= 100 and abs(rounded - exact) * 100 < exact


def _claims(figure: Figure) -> tuple[object, ...]:
    return (figure.kind, figure.percent and figure.percent.number.value, figure.base and figure.base.number.value)


def _agree(first: Figure, second: Figure) -> bool:
    """No claim of the one contradicts one of the other; one of them may claim nothing."""
    pairs = zip(_claims(first), _claims(second), strict=True)
    return all(one is None or other is None or one == other for one, other in pairs)


def _fullness(counted: Counted) -> int:
    return sum(part is not None for part in _claims(counted.figure))
