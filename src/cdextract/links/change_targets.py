"""Which of the counts told before a change is of: by its words, by its noun, by the arithmetic of its difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cdextract.claims.names import NAMING
from cdextract.figures.counted import Counted, Line
from cdextract.figures.values import Figure
from cdextract.links.bases import rounds
from cdextract.links.earlier_levels import is_earlier
from cdextract.links.whole_names import noun_words, own_words
from cdextract.numbers.quantities import Quantity
from cdextract.words.tokens import tie_forms, tie_words

_FAR = 8  # sentences back
_BESIDE = 3  # further changes of a sentence
_NAME, _NAME_OF_AREA = 3, 8  # items before a number
_TOLD = 3  # words of a name: those behind a number are not read further
_AREAS = frozenset({"ha", "m2", "km2"})


def counted_before(figures: Sequence[Counted], index: int, lines: Sequence[Line]) -> int | None:
    """Of the quantities before that a change can be of, the one whose words agree most with what it names; of equals,
    the one that is no ratio ("14 vụ, trong đó 9/14 vụ …; số vụ giảm 16 vụ"), and then the nearest.
    """
    change = figures[index].figure
    fitting = [
        place
        for place in range(min(index + 3, len(figures)))
        if _stands_before(figures, place, index)
        and is_near(figures[place], figures[index])
        and is_open(figures[place])
        and not is_earlier(figures[place], lines)
        and counts(figures[place], change.about, lines)
    ]
    fitting = _not_named_later(figures, index, fitting, lines)
    near = max(fitting, key=lambda place: (*_fit(figures[place], change, lines), place), default=None)
    if near is None:
        told = _only_one_told(figures, index, lines)
        return told if told is not None else comes_out_further(figures, index, lines)
    if not comes_out(figures[near].figure, change) and (far := comes_out_further(figures, index, lines)) is not None:
        return far
    return _whole_of(figures, near) if figures[near].figure.is_ratio else near


def _not_named_later(figures: Sequence[Counted], index: int, fitting: list[int], lines: Sequence[Line]) -> list[int]:
    """ "xảy ra 940 vụ; khám phá 815 vụ. … giảm 61 vụ (6,1%), giảm 40 số vụ khám phá (4,7%)": what a later change of the
    sentence names by more words is left to it.
    """
    counted, change = figures[index], figures[index].figure
    later = [
        other.figure
        for other in figures[index + 1 : index + 1 + _BESIDE]
        if other.line == counted.line and _says_more(other.figure.about, change.about) and other.figure.value is None
    ]
    left = [
        place
        for place in fitting
        if comes_out(figures[place].figure, change)
        or not any(
            _agreement(figures[place], other, lines) > _agreement(figures[place], change, lines) for other in later
        )
    ]
    return left or fitting


def _says_more(about: tuple[str, ...], than: tuple[str, ...]) -> bool:
    return len(about) > len(than) and about[: len(than)] == than


def comes_out_further(figures: Sequence[Counted], index: int, lines: Sequence[Line]) -> int | None:
    """ "lập biên bản 6.130 trường hợp vi phạm. … tước bằng 318 trường hợp. … Số trường hợp vi phạm giảm 412 (6,3%)":
    the one count told further back out of which the percentage of the difference comes, where it does so of none near.
    """
    change, line = figures[index].figure, figures[index].line
    if change.percent is None or not change.percent.number.decimals:
        return None
    told = [
        place
        for place in range(index)
        if line - figures[place].line <= _FAR
        and figures[place].dropped in (None, "bare")
        and is_open(figures[place])
        and comes_out(figures[place].figure, change)
        and (
            (change.about and counts(figures[place], change.about, lines)) or _names_noun(change, figures[place], lines)
        )
    ]
    return told[0] if len(told) == 1 else None


def difference_told(figures: Sequence[Counted], index: int, lines: Sequence[Line]) -> int | None:
    """ "318 vụ phạm pháp hình sự, giảm 24 vụ. … phạm pháp hình sự được kéo giảm 7,02%": the one count told before with
    the difference that the percentage comes out of, where the words before the change stand around it.
    """
    change, line = figures[index].figure, figures[index].line
    if change.percent is None or not change.percent.number.decimals or not change.subject:
        return None
    told = []
    for place in range(index):
        other = figures[place].figure
        if line - figures[place].line > _FAR or other.delta is None or other.percent is not None:
            continue
        same_way = (other.delta.number.value < 0) == (change.kind == "decrease")
        named = set(change.subject[:_TOLD]) <= words_around(figures[place], lines)
        if same_way and named and comes_out(other, replace(change, delta=other.delta)):
            told.append(place)
    return told[0] if len(told) == 1 else None


def _names_noun(change: Figure, counted: Counted, lines: Sequence[Line]) -> bool:
    """Whether the words before a change name what was counted: "lượng hồ sơ như vậy giảm 410 bộ" of "3.260 hồ sơ"."""
    noun = noun_words(lines[counted.line].items, counted.figure.head)[:2]
    words = (*change.about, *change.subject)
    if not noun or not words:
        return False
    return words[-1] == noun[0] or any(words[at : at + len(noun)] == noun for at in range(len(words)))


def taken_before(figures: Sequence[Counted], index: int, lines: Sequence[Line]) -> int | None:
    """ "71.300 tấn, …, tăng 5% về lượng …; so với cùng kỳ giảm 8% về lượng": a further change of an amount that has one
    already; what names anything else may be of others ("riêng đường sắt, số vụ tăng 17%"), but for one more change of
    its sentence ("…; so với quý I tăng 13% về số doanh nghiệp"), or one against another time that names it by several
    words ("Song so với cùng kỳ vẫn giảm 9% về số doanh nghiệp").
    """
    change = figures[index].figure
    names_amount = {change.about[0], " ".join(change.about[:2])} & (tie_words("volume") | tie_words("money"))
    again = figures[index].restates is not None or (change.of_past and len(change.about) > max(1, len(change.subject)))
    if not again and not names_amount:
        return None
    told = [
        place
        for place in range(index)
        if is_near(figures[place], figures[index])
        and figures[place].figure.value is not None
        and figures[place].figure.kind in ("increase", "decrease")
        and counts(figures[place], change.about, lines)
    ]
    if not told:
        return None
    first = figures[told[-1]].restates
    return told[-1] if first is None or figures[first].figure.percent is None else first


def agrees_better(figures: Sequence[Counted], index: int, target: int, lines: Sequence[Line]) -> bool:
    """ "60 người chết, 80 bị thương, giảm 5% cả về số người chết và …": both count people, one of them the dead."""
    change = figures[index].figure
    if change.value is None or change.value.unit is not None:
        return False
    return _agreement(figures[target], change, lines) > _agreement(figures[index], change, lines)


def _fit(counted: Counted, change: Figure, lines: Sequence[Line]) -> tuple[bool, int, bool]:
    """How well a change fits a count: by its arithmetic, its words, and whether the count is no ratio."""
    return comes_out(counted.figure, change), _agreement(counted, change, lines), not counted.figure.is_ratio


def comes_out(figure: Figure, change: Figure) -> bool:
    """Whether the percentage of a difference comes out of the level that the count leads back to."""
    delta = change.delta
    if delta is None or change.percent is None or figure.value is None:
        return False
    size = replace(delta, number=replace(delta.number, value=abs(delta.number.value)))
    return _leads_back(figure.value, replace(change, value=size), delta)


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
    told = [
        place
        for place in range(index)
        if counted.line - figures[place].line <= _FAR
        and figures[place].figure.value is not None
        and _named_alike(change.about, noun_words(lines[figures[place].line].items, figures[place].figure.head))
    ]
    values = {figures[place].figure.value.number.value for place in told}  # type: ignore[union-attr]
    if len(values) != 1 or values.pop() <= abs(change.delta.number.value) or not figures[told[-1]].figure.bare:
        return None
    return told[0]


def _named_alike(about: tuple[str, ...], noun: tuple[str, ...]) -> bool:
    """ "số vụ phạm pháp hình sự" is not of "1.007 vụ"; "390 vụ" can be of any."""
    return bool(about) and noun[: len(about)] == about


def _stands_before(figures: Sequence[Counted], place: int, index: int) -> bool:
    """ "87.770 vụ với 153.365 bị cáo, đạt 97,8% về số vụ và 94,5% về số bị cáo": told within the figure, too."""
    one, two = figures[place], figures[index]
    return place < index or (place > index and one.line == two.line and one.figure.head < two.figure.last)


def is_near(other: Counted, counted: Counted) -> bool:
    """A row told at most two lines before, in this block or the block before."""
    near = counted.line - other.line <= 2 and counted.block - other.block <= 1
    return near and other.dropped in (None, "bare")


def is_open(counted: Counted) -> bool:
    """A quantity of which no change is told yet."""
    figure = counted.figure
    open_kinds = (None, "attained", "share", "exceeded")
    return figure.value is not None and counted.restates is None and figure.kind in open_kinds


def _agreement(counted: Counted, change: Figure, lines: Sequence[Line]) -> int:
    items, head = lines[counted.line].items, counted.figure.head
    before: set[str] = set()
    area = " ".join(change.about[:2]) in tie_words("extent")  # "tổng diện tích gieo trồng cây hàng năm được 72.700 ha"
    for item in reversed(items[max(0, head - (_NAME_OF_AREA if area else _NAME)) : head]):
        if item.type not in NAMING and not (area and item.type == "link"):
            break
        before.update(item.text.split())
    return len(set(change.about) & _also_called(before | set(noun_words(items, head))))


def _also_called(words: set[str]) -> set[str]:
    """The words and others for the same: "tử vong 12 người" is what "số người chết" names."""
    called = set(words)
    for name in ("deaths", "cases_counted"):
        phrases = [phrase.split() for phrase in tie_words(name)]
        if any(set(phrase) <= words for phrase in phrases):
            called.update(word for phrase in phrases for word in phrase)
    return called


def counts(counted: Counted, about: tuple[str, ...], lines: Sequence[Line]) -> bool:
    """Whether a figure counts what a change names: "số vụ", "về trị giá", "về lượng"."""
    value = counted.figure.value
    items, head = lines[counted.line].items, counted.figure.head
    words = noun_words(items, head)
    scaled = value is not None and not words and value.number.printed.endswith(tie_forms("money_scales"))
    money = scaled or (value is not None and value.unit in ("VND", "USD"))
    name = " ".join(about[:2])
    if tie_words("money") & {about[0], name} or name in tie_words("takings"):
        return money
    if about[0] in tie_words("volume"):
        return not money
    if len(about) == 1 and name in tie_words("points") and not words:  # "giảm 17,7 điểm, xuống 34.645,99"
        return True
    if name in tie_words("extent"):
        return value is not None and value.unit in _AREAS
    if not words and not money and items[head - 1].text == "là":  # "Số doanh nghiệp … là 208, giảm 52 doanh nghiệp"
        return any(about[0] in item.text.split() for item in items[max(0, head - 10) : head])
    alone = len(about) == 1 or name in tie_words("stand_in_phrases")
    stands_for_any = alone and about[0] in tie_words("stand_ins")
    if words[:1] in (about[:1], about[-1:]) or (stands_for_any and not money):
        return True  # "1,33 triệu khách" is what "về hành khách" names
    own = _also_called(set(words) if money else own_words(counted, lines))
    return len(about) > 1 and (set(about) <= own or _leads_to_people(counted, about, lines))


def _leads_to_people(counted: Counted, about: tuple[str, ...], lines: Sequence[Line]) -> bool:
    """ "số lao động đăng ký 56.900 người": behind the number only "người"."""
    noun = noun_words(lines[counted.line].items, counted.figure.head)[:1]
    return noun == ("người",) and set(about) <= words_around(counted, lines)


def words_around(counted: Counted, lines: Sequence[Line]) -> set[str]:
    """The words on both sides of a number, up to a sign."""
    items, head = lines[counted.line].items, counted.figure.head
    words = set(noun_words(items, head))
    for item in reversed(items[max(0, head - 8) : head]):
        if item.type not in (*NAMING, "link"):
            break
        words.update(item.text.split())
    return words


def is_changed_by(figure: Figure, listed: Figure, delta: Quantity) -> bool:
    """Whether a bare count is the new level of a change: its percentage comes out of the level before."""
    return figure.bare and figure.value is not None and _leads_back(figure.value, listed, delta)


def _leads_back(value: Quantity, change: Figure, delta: Quantity) -> bool:
    level = value.number.value - delta.number.value
    past = replace(delta, number=replace(delta.number, value=level))
    return level > 0 and rounds(replace(change, base=None), past)
