"""Levels of an earlier time, told apart from their changes: "so với cùng kỳ (52 vụ, 34 người chết) tăng 7,7% số vụ"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cdextract.figures.counted import Counted, Line
from cdextract.figures.values import Figure
from cdextract.links.bases import rounds
from cdextract.links.whole_names import noun_words
from cdextract.words.tokens import tie_forms, tie_words

_BACK = 6  # figures
_LED = 3  # items between a period and its level: "năm 2021 là", "năm 2021 đạt khoảng"


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


def with_levels_in_brackets(figures: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """ "30 nghìn tấn, trị giá 285 triệu USD, giảm 28,6% về lượng và 25,2% về trị giá so với cùng kỳ (42 nghìn tấn, 381
    triệu USD)": each change that comes out of exactly one of the levels takes it.
    """
    out = list(figures)
    for place, level in enumerate(figures):
        if not level.figure.bare or level.figure.value is None or not _is_in_bracket_of_past(level, lines):
            continue
        near = [at for at in range(max(0, place - _BACK), place) if level.line - figures[at].line <= 1]
        changed = [at for at in near[-1:] if _ends_before_bracket(figures[at], level, lines)]
        changed = changed or [at for at in near if _is_change_from(figures[at], level, lines)]
        changed = changed or [at for at in near if _is_change_of_same(figures[at], level, lines)]
        if len(changed) != 1 or out[changed[0]].figure.base is not None:
            continue
        figure = replace(out[changed[0]].figure, base=level.figure.value, base_approx=level.figure.value_approx)
        out[changed[0]] = replace(out[changed[0]], figure=figure)
        out[place] = replace(level, dropped="level")
    return out


def _bracket_around(counted: Counted, lines: Sequence[Line]) -> int | None:
    """Where the bracket opens that a number stands in."""
    items, head = lines[counted.line].items, counted.figure.head
    opened = next((at for at in reversed(range(head)) if items[at].text in ("(", ")")), 0)
    return opened if opened and items[opened].text == "(" else None


def _is_in_bracket_of_past(counted: Counted, lines: Sequence[Line]) -> bool:
    """Whether a number stands in brackets behind "so với cùng kỳ", which can be the end of a claim, or behind a change
    and after the name of a time: "tăng 35,3% (năm 2022 đạt 3,5 tỷ USD)".
    """
    items, head = lines[counted.line].items, counted.figure.head
    opened = _bracket_around(counted, lines)
    if opened is None or any(item.type.endswith("claim") for item in items[opened:head]):
        return False
    before = items[max(0, opened - _LED) : opened]
    compared = any(part.type == "compare" for part in (before[-1].covered if before[-1].type == "change_claim" else ()))
    dated = before[-1].type == "change_claim" and items[opened + 1].type in ("period", "compare")
    only = dated and all(item.type in ("attain", "link", "word") for item in items[opened + 2 : head])
    return compared or only or any(item.type == "compare" for item in before)


def _ends_before_bracket(now: Counted, past: Counted, lines: Sequence[Line]) -> bool:
    """ "3.000 tấn (tăng 50%) so với năm 2021 (2.000 tấn)": the level stands right behind the change, of one unit."""
    opened = _bracket_around(past, lines)
    if opened is None or now.line != past.line or not _can_be_from(now.figure, past.figure):
        return False
    between = lines[now.line].items[now.figure.last + 1 : opened]
    measured = now.figure.value is not None and now.figure.value.unit is not None
    return (measured or _is_alike(past, now, lines)) and all(
        item.type in ("sign", "compare", "period") for item in between
    )


def _is_change_from(now: Counted, past: Counted, lines: Sequence[Line]) -> bool:
    """Whether a change comes out of an earlier level."""
    figure, level = now.figure, past.figure
    if not _can_be_from(figure, level) or figure.percent is None:
        return False
    if not figure.percent.number.decimals and not _is_alike(past, now, lines):  # a round one comes out by chance
        return False
    return _leads_to(level, figure, figure)


def _is_change_of_same(now: Counted, past: Counted, lines: Sequence[Line]) -> bool:
    """Whether two words name what both count: then the level is the base of the change, whether it comes out or not."""
    nouns = [noun_words(lines[other.line].items, other.figure.head)[:2] for other in (now, past)]
    return len(nouns[0]) > 1 and nouns[0] == nouns[1] and _can_be_from(now.figure, past.figure)


def _can_be_from(figure: Figure, level: Figure) -> bool:
    if figure.kind not in ("increase", "decrease") or figure.base is not None or figure.percent is None:
        return False
    if figure.value is None or level.value is None or figure.value.unit != level.value.unit:
        return False
    return _falls(level, figure) == (figure.kind == "decrease")


def with_level_of_time(counted: Counted, near: Sequence[Counted], lines: Sequence[Line]) -> Counted:
    """ "năm 2021 là 1.508.320 người …; năm 2022 là 1.504.290 người, giảm 0,267% so với năm 2021": the level of the time
    that the change names, where the change comes out of it.
    """
    figure = counted.figure
    if figure.kind not in ("increase", "decrease") or figure.base is not None or figure.value is None:
        return counted
    again = (
        "same_as_before" in counted.scope.left and figure.delta is None
    )  # "kết nạp 3.210 người; sang năm sau con số này còn 2.570"
    if figure.percent is None or not (figure.percent.number.decimals or again):  # a round one comes out by chance
        return counted
    items = lines[counted.line].items[figure.head : figure.last + 1]
    named = {part.text for item in items for part in item.covered if part.type == "period"}
    told = [
        other.figure
        for other in near[-_BACK:]
        if counted.line - other.line <= 1
        and (
            (again and other is near[-1]) or (named & _times_before(other, lines) and _is_alike(other, counted, lines))
        )
        and _falls(other.figure, figure) == (figure.kind == "decrease")
        and _leads_to(other.figure, figure, figure)
    ]
    if len({level.value.number.value for level in told if level.value is not None}) != 1:
        return counted
    return replace(counted, figure=replace(figure, base=told[0].value, base_approx=told[0].value_approx))


def with_level_told_next(counted: Counted, behind: Sequence[Counted], lines: Sequence[Line]) -> Counted:
    """ "21.350 xe, giảm 11% so với tháng 3. Trong khi trong tháng 3, … bán được 23.989 xe": the level of the time that
    the change names, set against it in the next sentence.
    """
    figure = counted.figure
    if figure.kind not in ("increase", "decrease") or figure.base is not None or figure.value is None:
        return counted
    if figure.percent is None or figure.delta is not None:
        return counted
    items = lines[counted.line].items[figure.head : figure.last + 1]
    named = {part.text for item in items for part in item.covered if part.type == "period"}
    told = [
        other.figure
        for other in behind
        if other.line == counted.line + 1
        and named & _times_opening(other, lines)
        and _is_alike(other, counted, lines)
        and _falls(other.figure, figure) == (figure.kind == "decrease")
        and _leads_to(other.figure, figure, figure)
    ]
    if len(told) != 1:
        return counted
    return replace(counted, figure=replace(figure, base=told[0].value, base_approx=told[0].value_approx))


def _times_opening(counted: Counted, lines: Sequence[Line]) -> set[str]:
    """The periods before the first number of a sentence that "trong khi" opens."""
    items = lines[counted.line].items
    opened = " ".join(item.text for item in items[:2])
    before = items[: counted.figure.head]
    if not opened.startswith(tie_forms("meanwhile")) or any(item.type in ("number", "ratio") for item in before):
        return set()
    return {item.text for item in before if item.type == "period"}


def _times_before(counted: Counted, lines: Sequence[Line]) -> set[str]:
    """The period of "năm 2021 là 1.508.320"."""
    before = lines[counted.line].items[max(0, counted.figure.head - _LED) : counted.figure.head]
    return {item.text for item in before if item.type == "period"}


def _falls(past: Figure, now: Figure) -> bool:
    return past.value is not None and now.value is not None and now.value.number.value < past.value.number.value


def _is_alike(past: Counted, now: Counted, lines: Sequence[Line]) -> bool:
    """Whether two numbers have one unit, and one noun where the earlier one has any."""
    one, two = past.figure.value, now.figure.value
    nouns = [noun_words(lines[other.line].items, other.figure.head)[:1] for other in (past, now)]
    people = nouns[0] == ("người",) and bool(nouns[1]) and nouns[1][0] in tie_words("people")
    alike = nouns[0] in ((), nouns[1]) or people
    return one is not None and two is not None and one.unit == two.unit and alike


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
    past = False
    while before and before[-1].type in ("attain", "link", "period", "word"):
        past = past or (before[-1].type == "period" and before[-1].text.endswith(tie_forms("past")))
        if past and (
            before[-1].text == "khi" or before[-1].text in tie_words("meanwhile")
        ):  # "trong khi năm ngoái là 16.000 người"
            return True
        before = before[:-1]
    return bool(before) and before[-1].type == "compare"
