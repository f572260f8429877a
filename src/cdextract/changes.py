"""Changes told behind their counts ("… 36 vụ, làm 12 người chết; số vụ tăng 5%") → the figure that counts the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cdextract.bases import rounds
from cdextract.claim_values import NAMING
from cdextract.counted import Counted, Line
from cdextract.earlier_levels import is_earlier, with_earlier_level
from cdextract.figure_claims import Figure
from cdextract.indicators import OTHER
from cdextract.quantities import Quantity
from cdextract.tokens import tie_words
from cdextract.whole_names import noun_words, own_words

_THOUSAND_MILLIONS = ("tỷ", "tỉ")  # "89.412 tỷ": nothing but money is counted so
_FAR = 8  # sentences back
_TELLING = 2  # words that name what has changed; one alone can be said of many things
_AREAS = frozenset({"ha", "m2", "km2"})


def is_row_of(other: Counted, counted: Counted) -> bool:
    """The same number of the same sentence."""
    return other.line == counted.line and other.figure.head == counted.figure.head


def with_changes(figures: list[Counted], lines: Sequence[Line]) -> list[Counted]:
    """Move changes that name what they count to the figure that counts it."""
    for index in range(1, len(figures)):
        _take_listed(figures, index, lines)
        figures[index] = _of_own_subject(figures[index], lines)
        _give_to_subject(figures, index, lines)
        figures[index] = _with_verb_before(figures[index], figures[index - 1])
    for index, counted in enumerate(figures):
        figure = counted.figure
        counts_itself = bool(figure.about) and _counts(counted, figure.about, lines)
        if counts_itself and figure.kind is None:
            _tell_difference(figures, index)
        told = (figure.kind in ("increase", "decrease", "attained") or _is_money(figure)) and counted.dropped != "goal"
        if not figure.about or not told or (counts_itself and figure.value is not None):
            continue
        target = _counted_before(figures, index, lines)
        if target is None:
            figures[index] = _without_stray_value(counted)
        elif figures[target].figure.percent is not None:
            figures[index] = _restating(counted, figures[target], target)
        else:
            _hand_over(figures, index, target, lines)
    return [replace(counted, restates=_still_restates(figures, counted)) for counted in figures]


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
    listed, before = figures[index], figures[index - 1]
    change, words = listed.figure.value, noun_words(lines[listed.line].items, listed.figure.head)
    verb = before.figure.kind if before.figure.delta is not None else None
    if verb not in ("increase", "decrease") or before.line != listed.line:
        return
    if listed.figure.kind != "share" or change is None or not words:
        return
    signed = change.number.value if verb == "increase" else -change.number.value
    delta = replace(change, number=replace(change.number, value=signed))
    for place in reversed(range(index - 1)):
        other = figures[place]
        same = noun_words(lines[other.line].items, other.figure.head)[:1] == words[:1]
        if listed.line - other.line > 2 or not same or not _is_changed_by(other.figure, listed.figure, delta):
            continue
        changed = replace(other.figure, delta=delta, percent=listed.figure.percent, kind=verb)
        figures[place] = replace(other, figure=changed, dropped=None)
        figures[index] = replace(listed, figure=replace(listed.figure, percent=None, kind=None), dropped="no quantity")
        _free_repeats(figures, index)
        return


def _give_to_subject(figures: list[Counted], index: int, lines: Sequence[Line]) -> None:
    """ "làm bị thương 16 người. … người bị thương tăng 160%": all words before the change stand around one count."""
    figure = figures[index].figure
    if figure.about or figure.value is not None or len(figure.subject) < _TELLING or figure.percent is None:
        return
    targets = [
        place
        for place in range(index)
        if _is_near(figures[place], figures[index])
        and _is_open(figures[place])
        and set(figure.subject) <= _words_around(figures[place], lines)
    ]
    if len(targets) == 1 and figures[targets[0]].figure.percent is None:
        _hand_over(figures, index, targets[0], lines)


def _of_own_subject(counted: Counted, lines: Sequence[Line]) -> Counted:
    """ "đạt 111 tỷ đồng, lợi nhuận sau thuế giảm 11%": the clause of the change is about something else."""
    figure = counted.figure
    of_points = figure.about == ("điểm",)
    if (figure.about and not of_points) or figure.value is None or figure.percent is None:
        return counted
    if figure.rule != "figure.main" or len(figure.subject) < 3 or counted.indicator != OTHER:
        return counted
    if figure.kind not in ("increase", "decrease"):
        return counted
    if not of_points and set(figure.subject) & (_words_around(counted, lines) | own_words(counted, lines)):
        return counted
    free = replace(figure, value=None, value_approx=None)
    return replace(counted, figure=free, dropped="no quantity")


def _words_around(counted: Counted, lines: Sequence[Line]) -> set[str]:
    """The words on both sides of a number, up to a sign."""
    items, head = lines[counted.line].items, counted.figure.head
    words = set(noun_words(items, head))
    for item in reversed(items[max(0, head - 8) : head]):
        if item.type not in (*NAMING, "link"):
            break
        words.update(item.text.split())
    return words


def _is_changed_by(figure: Figure, listed: Figure, delta: Quantity) -> bool:
    """Whether a bare count is the new level of a change: its percentage comes out of the level before."""
    if not figure.bare or figure.value is None:
        return False
    level = figure.value.number.value - delta.number.value
    past = replace(delta, number=replace(delta.number, value=level))
    return level > 0 and rounds(replace(listed, base=None), past)


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


def _still_restates(figures: Sequence[Counted], counted: Counted) -> int | None:
    if counted.restates is None or figures[counted.restates].figure.percent is None:
        return None
    return counted.restates


def _counted_before(figures: Sequence[Counted], index: int, lines: Sequence[Line]) -> int | None:
    """Of the quantities before that a change can be of, the one whose words agree most with what it names; of equals,
    the one that is no ratio ("14 vụ, trong đó 9/14 vụ …; số vụ giảm 16 vụ"), and then the nearest.
    """
    change = figures[index].figure
    fitting = [
        place
        for place in range(min(index + 3, len(figures)))
        if _stands_before(figures, place, index)
        and _is_near(figures[place], figures[index])
        and _is_open(figures[place])
        and not is_earlier(figures[place], lines)
        and _counts(figures[place], change.about, lines)
    ]
    fit = {
        place: (_comes_out(figures[place].figure, change), _agreement(figures[place], change, lines), not ratio)
        for place in fitting
        for ratio in (figures[place].figure.is_ratio,)
    }
    near = max(fitting, key=lambda place: (fit[place], place), default=None)
    if near is None:
        return _only_one_told(figures, index, lines)
    return _whole_of(figures, near) if figures[near].figure.is_ratio else near


def _comes_out(figure: Figure, change: Figure) -> bool:
    """Whether the percentage of a difference comes out of the level that the count leads back to."""
    if change.delta is None or change.percent is None or figure.value is None:
        return False
    counted = replace(change.delta, number=replace(change.delta.number, value=abs(change.delta.number.value)))
    bare = replace(figure, base=None, percent=None, delta=None)
    return _is_changed_by(bare, replace(change, value=counted), change.delta)


def _whole_of(figures: Sequence[Counted], place: int) -> int:
    """ "268 vụ … Đã làm rõ 221/268 vụ. … Số vụ giảm 31 vụ": the count that a ratio was of, where it is told."""
    base, line = figures[place].figure.base, figures[place].line
    told = (
        other
        for other in range(place)
        if line - figures[other].line <= _FAR and figures[other].figure.value == base and figures[other].figure.bare
    )
    return next(told, place)


def _only_one_told(figures: Sequence[Counted], index: int, lines: Sequence[Line]) -> int | None:
    """A difference told sentences later ("4.210 vụ phạm pháp. … So với năm trước giảm 390 vụ (8,48%)"): of the
    one count of that noun so far, larger than the difference.
    """
    counted, change = figures[index], figures[index].figure
    if change.delta is None or change.percent is None or change.value is not None:
        return None
    counts = [
        place
        for place in range(index)
        if counted.line - figures[place].line <= _FAR
        and figures[place].figure.value is not None
        and _named_alike(change.about, noun_words(lines[figures[place].line].items, figures[place].figure.head))
    ]
    values = {figures[place].figure.value.number.value for place in counts}  # type: ignore[union-attr]
    if len(values) != 1 or values.pop() <= abs(change.delta.number.value) or not figures[counts[-1]].figure.bare:
        return None
    return counts[0]


def _named_alike(about: tuple[str, ...], noun: tuple[str, ...]) -> bool:
    """ "số vụ phạm pháp hình sự" is not of "1.007 vụ"; "390 vụ" can be of any."""
    return bool(about) and noun[: len(about)] == about


def _stands_before(figures: Sequence[Counted], place: int, index: int) -> bool:
    """ "87.770 vụ với 153.365 bị cáo, đạt 97,8% về số vụ và 94,5% về số bị cáo": told within the figure, too."""
    one, two = figures[place], figures[index]
    return place < index or (place > index and one.line == two.line and one.figure.head < two.figure.last)


def _is_near(other: Counted, counted: Counted) -> bool:
    """A row told at most two lines before, in this block or the block before."""
    near = counted.line - other.line <= 2 and counted.block - other.block <= 1
    return near and other.dropped in (None, "bare")


def _is_open(counted: Counted) -> bool:
    """A quantity of which no change is told yet."""
    figure = counted.figure
    open_kinds = (None, "attained", "share", "exceeded")
    return figure.value is not None and counted.restates is None and figure.kind in open_kinds


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
    items, head = lines[counted.line].items, counted.figure.head
    words = noun_words(items, head)
    scaled = value is not None and not words and value.number.printed.endswith(_THOUSAND_MILLIONS)
    money = scaled or (value is not None and value.unit in ("VND", "USD"))
    if tie_words("money") & {about[0], " ".join(about[:2])} or about[:2] == ("doanh", "thu"):
        return money
    if about[0] in tie_words("volume"):
        return not money
    if about == ("điểm",) and not words:  # "giảm 17,7 điểm, xuống 34.645,99"
        return True
    if about[:2] == ("diện", "tích"):
        return value is not None and value.unit in _AREAS
    if not words and not money and items[head - 1].text == "là":  # "Số doanh nghiệp … là 208, giảm 52 doanh nghiệp"
        return any(about[0] in item.text.split() for item in items[max(0, head - 10) : head])
    alone = len(about) == 1 or " ".join(about[:2]) in tie_words("stand_in_phrases")
    stands_for_any = alone and about[0] in tie_words("stand_ins")
    if words[:1] in (about[:1], about[-1:]) or (stands_for_any and not money):
        return True  # "1,33 triệu khách" is what "về hành khách" names
    own = set(words) if money else own_words(counted, lines)
    return len(about) > 1 and (set(about) <= own or _leads_to_people(counted, about, lines))


def _leads_to_people(counted: Counted, about: tuple[str, ...], lines: Sequence[Line]) -> bool:
    """ "số lao động đăng ký 56.900 người": behind the number only "người"."""
    noun = noun_words(lines[counted.line].items, counted.figure.head)[:1]
    return noun == ("người",) and set(about) <= _words_around(counted, lines)
