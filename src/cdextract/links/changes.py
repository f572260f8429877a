"""Changes told behind their counts ("… 36 vụ, làm 12 người chết; số vụ tăng 5%") → the figure that counts the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cdextract.figures.counted import Counted, Line
from cdextract.figures.values import Figure
from cdextract.indicators.indicators import OTHER
from cdextract.links.change_targets import (
    agrees_better,
    comes_out,
    comes_out_further,
    counted_before,
    counts,
    difference_told,
    is_changed_by,
    is_near,
    is_open,
    taken_before,
    words_around,
)
from cdextract.links.earlier_levels import is_earlier, with_earlier_level
from cdextract.links.plausible import MONEY
from cdextract.links.whole_names import noun_words, own_words
from cdextract.words.tokens import tie_words

_NEAR = 8  # figures back: no verb is left out for longer
_NAME_OF_VOLUME = 3  # words: "lượng xuất khẩu"
_TELLING = 2  # words that name what has changed; one alone can be said of many things


def is_row_of(other: Counted, counted: Counted) -> bool:
    """The same number of the same sentence."""
    return other.line == counted.line and other.figure.head == counted.figure.head


def with_changes(figures: list[Counted], lines: Sequence[Line]) -> list[Counted]:
    """Move changes that name what they count to the figure that counts it."""
    for index in range(1, len(figures)):
        _take_listed(figures, index, lines)
        figures[index] = _of_own_subject(figures[index], lines)
        _give_to_subject(figures, index, lines)
        claimed = (other for other in reversed(figures[max(0, index - _NEAR) : index]) if not other.figure.bare)
        figures[index] = _with_verb_before(figures[index], next(claimed, figures[index - 1]))
    for index, counted in enumerate(figures):
        figure = counted.figure
        if _is_told_again(figures, index):
            continue
        if not figure.about and figure.value is None and figure.delta is None:
            _give_to_difference(figures, index, lines)
        counts_itself = bool(figure.about) and counts(counted, figure.about, lines)
        if counts_itself and figure.kind is None:
            _tell_difference(figures, index)
        if not figure.about and figure.delta is not None and figure.value is None and figure.subject:
            far = comes_out_further(figures, index, lines)  # "lượng đơn bớt được 880, tức giảm 14,67%"
            if far is not None and figures[far].figure.percent is None:
                _hand_over(figures, index, far, lines)
            continue
        told = (figure.kind in ("increase", "decrease", "attained") or _is_money(figure)) and counted.dropped != "goal"
        if not figure.about or not told:
            continue
        target = counted_before(figures, index, lines)
        better = target is not None and counted.restates is not None and agrees_better(figures, index, target, lines)
        if counts_itself and figure.value is not None and not better:
            continue
        if target is None and figure.delta is None and figure.kind in ("increase", "decrease"):
            target = taken_before(figures, index, lines)
        if target is not None and _is_of_others(figure, figures[target], lines):
            target = None
        if target is None:
            figures[index] = _without_stray_value(counted)
        elif figures[target].figure.percent is not None:
            figures[index] = _restating(counted, figures[target], target)
        else:
            _hand_over(figures, index, target, lines)
    for index in range(2, len(figures)):
        _take_listed(figures, index, lines)  # "438 vụ làm 446 người bị nạn, tăng 22 vụ (+5,3%) và 19 người (+4,4%)"
    return [_still_restating(figures, counted) for counted in figures]


def _is_told_again(figures: Sequence[Counted], index: int) -> bool:
    """ "giảm 17 vụ (-22,67%). … Giảm 22,67% số vụ là tín hiệu đáng mừng": the percentage of a sentence before."""
    counted, change = figures[index], figures[index].figure
    if change.value is not None or change.delta is not None or change.percent is None:
        return False
    told = (other.figure for other in figures[:index] if other.line < counted.line and other.dropped is None)
    same_way = (other.percent.number.value for other in told if other.percent and other.kind == change.kind)
    return abs(change.percent.number.value) in map(abs, same_way)


def _is_of_others(change: Figure, target: Counted, lines: Sequence[Line]) -> bool:
    """ "một vụ do sét đánh. … số người chết giảm 6 người (-24%)": people are no fires, and six of seven no 24%."""
    if change.delta is None or change.percent is None or len(change.about) > 1 or not change.subject:
        return False
    noun = noun_words(lines[target.line].items, target.figure.head)[:1]
    return noun != change.about and not comes_out(target.figure, change)


def _is_money(figure: Figure) -> bool:
    """ "150 tỷ đồng (chiếm 78% tổng số việc và 53% tổng số tiền)": the first share is of the cases told before."""
    return figure.kind == "share" and figure.value is not None and figure.value.unit in ("VND", "USD")


def _with_verb_before(counted: Counted, before: Counted) -> Counted:
    """A change whose verb stands before another: "giảm 11,4% số vụ, 5,3% số người chết"."""
    figure = counted.figure
    if before.line != counted.line or figure.kind != "share" or not figure.about:
        return counted
    if figure.value is not None or figure.says_share or before.figure.kind not in ("increase", "decrease"):
        return counted
    return replace(counted, figure=replace(figure, kind=before.figure.kind))


def _without_stray_value(counted: Counted) -> Counted:
    """A change whose quantity is not told: the number before it is of something else."""
    figure = counted.figure
    if figure.value is None or figure.percent is None or counted.indicator != OTHER:
        return counted
    dropped = None if figure.delta is not None else "no quantity"
    return replace(counted, figure=replace(figure, value=None, value_approx=None), dropped=dropped)


def _hand_over(figures: list[Counted], index: int, target: int, lines: Sequence[Line]) -> None:
    """Give the claim of one figure to the figure that it is of; keep the number before it where that counts more."""
    counted, figure = figures[index], figures[index].figure
    if figure.kind in ("increase", "decrease") and figure.base is None:
        figure = with_earlier_level(figures, index, target, lines)
    keys = ("percent", "percent_approx", "kind", "delta", *(("base", "base_approx") if figure.base else ()))
    claim = {key: getattr(figure, key) for key in keys}
    figures[target] = replace(figures[target], figure=replace(figures[target].figure, **claim), dropped=None)
    again = index + 1 < len(figures) and is_row_of(figures[index + 1], counted)
    told = again or figure.value is None or counted.restates is not None or counted.indicator == OTHER
    without = replace(figure, percent=None, kind=None, delta=None, about=())
    figures[index] = replace(counted, figure=without, dropped="no quantity" if told else None)


def _take_listed(figures: list[Counted], index: int, lines: Sequence[Line]) -> None:
    """A change without its verb behind another: "giảm 15 vụ (10,7%), 8 người chết (8,6%)". The arithmetic decides."""
    listed = figures[index]
    change, words = listed.figure.value, noun_words(lines[listed.line].items, listed.figure.head)
    changed = (other for other in reversed(figures[:index]) if other.figure.delta is not None)
    before = next((other for other in changed if other.line == listed.line), None)
    verb = before.figure.kind if before is not None else None
    if verb not in ("increase", "decrease"):
        return
    if listed.figure.kind not in ("share", verb) or change is None or not words:
        return
    signed = change.number.value if verb == "increase" else -change.number.value
    delta = replace(change, number=replace(change.number, value=signed))
    for place in reversed(range(index)):
        other = figures[place]
        same = noun_words(lines[other.line].items, other.figure.head)[:1] == words[:1]
        if listed.line - other.line > 2 or not same or not is_changed_by(other.figure, listed.figure, delta):
            continue
        now = replace(other.figure, delta=delta, percent=listed.figure.percent, kind=verb)
        figures[place] = replace(other, figure=now, dropped=None)
        figures[index] = replace(listed, figure=replace(listed.figure, percent=None, kind=None), dropped="no quantity")
        _free_repeats(figures, index)
        return


def _give_to_subject(figures: list[Counted], index: int, lines: Sequence[Line]) -> None:
    """ "làm bị thương 16 người. … người bị thương tăng 160%": all words before the change stand around one count."""
    figure = figures[index].figure
    if figure.about or figure.value is not None or len(figure.subject) < _TELLING or figure.percent is None:
        return
    if is_earlier(figures[index], lines):  # "(so sánh 2015/2014: doanh nghiệp tăng 28,5%)"
        return
    targets = [
        place
        for place in range(index)
        if is_near(figures[place], figures[index])
        and is_open(figures[place])
        and _is_named(figure.subject, figures[place], lines)
    ]
    if len(targets) != 1:
        return
    if figures[targets[0]].figure.percent is None:
        _hand_over(figures, index, targets[0], lines)
    elif figure.kind in ("increase", "decrease") and figure.delta is None:
        figures[index] = _restating(figures[index], figures[targets[0]], targets[0])


def _give_to_difference(figures: list[Counted], index: int, lines: Sequence[Line]) -> None:
    """The percentage of a difference told sentences before."""
    figure = figures[index].figure
    target = difference_told(figures, index, lines) if figure.kind in ("increase", "decrease") else None
    if target is None:
        return
    claim = {key: getattr(figure, key) for key in ("percent", "percent_approx", "kind")}
    figures[target] = replace(figures[target], figure=replace(figures[target].figure, **claim), dropped=None)
    figures[index] = replace(figures[index], dropped="no quantity")


def _is_named(subject: tuple[str, ...], target: Counted, lines: Sequence[Line]) -> bool:
    """Whether the words before a change stand around a count; "thiệt hại tài sản" is what "thiệt hại 10 tỷ đồng" is,
    and "kim ngạch" what an amount of money is, "lượng xuất khẩu" what one of another unit is.
    """
    around = words_around(target, lines)
    if set(subject) <= around:
        return True
    value = target.figure.value
    if value is not None and value.unit is not None:
        if " ".join(subject) in tie_words("money"):  # nothing more: "giá trị sản xuất công nghiệp" is another
            return value.unit in MONEY
        if subject[0] in tie_words("volume") and len(subject) <= _NAME_OF_VOLUME:
            return value.unit not in MONEY
    lost = " ".join(subject[:2]) in tie_words("losses") and set(subject[:2]) <= around
    return lost and value is not None and value.unit == "VND"


def _of_own_subject(counted: Counted, lines: Sequence[Line]) -> Counted:
    """ "đạt 111 tỷ đồng, lợi nhuận sau thuế giảm 11%": the clause of the change is about something else."""
    figure = counted.figure
    of_points = len(figure.about) == 1 and figure.about[0] in tie_words("points")
    if (figure.about and not of_points) or figure.value is None or figure.percent is None:
        return counted
    if figure.rule != "figure.main" or len(figure.subject) < 3 or counted.indicator != OTHER:
        return counted
    if figure.kind not in ("increase", "decrease"):
        return counted
    if not of_points and set(figure.subject) & (words_around(counted, lines) | own_words(counted, lines)):
        return counted
    free = replace(figure, value=None, value_approx=None)
    return replace(counted, figure=free, dropped="no quantity")


def _free_repeats(figures: list[Counted], index: int) -> None:
    """Claims behind a listed change that took its number for their value: "…, tăng 5 người bị thương"."""
    for behind in range(index + 1, len(figures)):
        if is_row_of(figures[behind], figures[index]):
            free = replace(figures[behind].figure, value=None, value_approx=None)
            figures[behind] = replace(figures[behind], figure=free, restates=None)


def _tell_difference(figures: list[Counted], index: int) -> None:
    """A difference beside the percentage of its quantity: "13.650 đoàn viên, đạt 65%, tăng 1.820 đoàn viên"."""
    first, figure = figures[index].restates, figures[index].figure
    if first is None or figure.delta is None or figures[first].figure.delta is not None:
        return
    figures[first] = replace(figures[first], figure=replace(figures[first].figure, delta=figure.delta))


def _restating(counted: Counted, told: Counted, place: int) -> Counted:
    """The row of a further percentage of a quantity: "giải quyết 1.505 vụ, đạt 93,56%, số vụ giải quyết tăng 8%"."""
    figure = replace(counted.figure, value=told.figure.value, value_approx=told.figure.value_approx, about=())
    return replace(counted, figure=figure, indicator=told.indicator, restates=place, dropped=None)


def _still_restating(figures: Sequence[Counted], counted: Counted) -> Counted:
    if counted.restates is None or figures[counted.restates].figure.percent is not None:
        return counted
    return replace(counted, restates=None)
