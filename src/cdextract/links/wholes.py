"""A figure → the figure told before it of which it is a part, or of which its percentage is a share.

The rules of ruling 7: a base is only what the article states, by "trong đó", by name ("số giới thiệu"), or by the
process that the sentence tells ("tiếp nhận 2.480 hồ sơ; đã giải quyết 2.391 hồ sơ, đạt 96,41%").
"""

from __future__ import annotations

from collections.abc import Sequence

from cdextract.figures.counted import Counted, Line
from cdextract.figures.values import Figure
from cdextract.indicators.indicators import OTHER
from cdextract.links.bases import agrees, rounds
from cdextract.links.plausible import MONEY, is_more, is_plausible, same_unit
from cdextract.links.whole_names import (
    content_words,
    has_same_name,
    names_all,
    noun_words,
    own_words,
    told_by_verb,
    whole_words,
    words_before,
)
from cdextract.words.tokens import tie_words

STEPS = {"party_admissions": "party_referrals"}
_UNDER = {"members_admitted": "cdcs_established", "members_total": "cdcs_total"}


def find_whole(counted: Counted, near: Sequence[Counted], line: Line, lines: Sequence[Line]) -> Counted | None:
    """The figure of which this one can be a part."""
    near = [other for other in near if other.dropped != "goal"]
    rows = [other for other in near if other.dropped is None]
    if counted.scope.part:
        opens = counted.scope.opens
        named = named_whole(counted, near, line, lines) if names_all(counted.figure, line) else None
        return (
            named
            or _same_kind(counted, rows)
            or _step_before(counted, rows)
            or _last_in_line(counted, near, back=1 if opens else 0)
            or named_whole(counted, near, line, lines)
        )
    if is_under(counted, rows):
        return next(
            (other for other in reversed(rows) if other.indicator == counted.indicator and other.part_of is None), None
        )
    return (
        named_whole(counted, near, line, lines)
        or _step_before(counted, rows)
        or _same_noun(counted, near, line, lines)
        or _listed_under(counted, near, line)
    )


def opened_whole(counted: Counted, near: Sequence[Counted], lines: Sequence[Line]) -> Counted | None:
    """ "Trong 1.245 người hiến có 520 nữ, chiếm 41,8%": the whole that the sentence opens with."""
    last = near[-1] if near else None
    if last is None or last.line != counted.line or last.figure.rule != "figure.whole" or is_more(counted, last):
        return None
    if counted.figure.kind != "share" or not same_unit(counted, last):
        return None
    mine, theirs = (noun_words(lines[one.line].items, one.figure.head) for one in (counted, last))
    return last if mine and theirs and (mine[:1] == theirs[:1] or "women" in counted.scope.noun) else None


def _listed_under(counted: Counted, near: Sequence[Counted], line: Line) -> Counted | None:
    """ "xếp loại 88 CĐCS: 79 CĐCS hoàn thành tốt, chiếm 89,8%": the whole stands before the colon."""
    figure, last = counted.figure, near[-1] if near else None
    if last is None or last.line != counted.line or last.dropped is None or figure.kind != "share":
        return None
    between = line.items[last.figure.head + 1 : figure.head]
    mine, theirs = noun_words(line.items, figure.head), noun_words(line.items, last.figure.head)
    things = "thing" not in last.scope.noun or is_alike(mine, theirs)
    alike = last.scope.noun & counted.scope.noun and not is_more(counted, last) and things
    return last if alike and any(item.text == ":" for item in between) else None


def _same_kind(counted: Counted, rows: Sequence[Counted]) -> Counted | None:
    if counted.indicator == OTHER:
        return None
    same = [
        other
        for other in rows
        if other.indicator == counted.indicator and same_unit(counted, other) and not is_more(counted, other)
    ]
    fitting = [other for other in same if other.scope.noun & counted.scope.noun]
    return next(reversed(fitting or same), None)


def _last_in_line(counted: Counted, near: Sequence[Counted], *, back: int = 0) -> Counted | None:
    """The last quantity before it of the same unit, up to `back` sentences before."""
    fitting = [
        other
        for other in near
        if counted.line - other.line <= back and other.figure.value is not None and same_unit(counted, other)
    ]
    larger = [other for other in fitting if not is_more(counted, other) and (not back or is_plausible(counted, other))]
    return larger[-1] if larger else None


def _step_before(counted: Counted, rows: Sequence[Counted]) -> Counted | None:
    wanted = STEPS.get(counted.indicator)
    return rows[-1] if wanted and rows and rows[-1].indicator == wanted else None


def named_whole(counted: Counted, near: Sequence[Counted], line: Line, lines: Sequence[Line]) -> Counted | None:
    """The whole that the words behind a share name: "chiếm 80% số giới thiệu", "chiếm 25,9% tổng số CĐCS"."""
    behind = whole_words(counted.figure, line)
    if not behind:
        return None
    named = set(content_words(behind))
    if named and named <= tie_words("they"):
        return _people_before(counted, near, lines)
    candidates = [
        other
        for other in near
        if other.figure.value is not None
        and other.figure.level is None  # the words name the level, and not what it has risen by
        and same_unit(counted, other)
        and counted.line - other.line <= 2
        and not is_more(counted, other)
        and not has_same_name(behind, other, lines)
    ]
    fits = [other.figure.value is not None and rounds(counted.figure, other.figure.value) for other in candidates]
    if is_measured(counted.figure):
        named -= tie_words("volume")  # "34% tổng lượng gạo xuất khẩu": what "xuất khẩu gạo đạt 6 triệu tấn" tells
        if not named:  # "38% tổng lượng"
            return next((one for one, fit in zip(reversed(candidates), reversed(fits), strict=True) if fit), None)
    elif len(named) > 1:
        named -= tie_words("volume")  # "tổng lượng khách" of "7,6 triệu lượt khách"
    if len(named) > 1 and any(fits) and counted.figure.value is not None and counted.figure.value.unit in MONEY:
        named -= tie_words("money")  # "53% tổng số tiền phải thi hành": of "300 tỷ đồng", told with what was to be done
    scores = [len(named & (own_words(other, lines) | words_before(other, lines))) for other in candidates]
    score, agreed, place = max(zip(scores, fits, range(len(candidates)), strict=True), default=(0, False, -1))
    if not score:
        return told_by_verb(behind, candidates)
    missing = len(named) - score
    first = next(word for word in content_words(behind) if word in named)
    first_agrees = first in own_words(candidates[place], lines)
    nearly = first_agrees and ((counted.scope.part and missing == 1) or (agreed and missing <= score))
    return candidates[place] if not missing or nearly or not names_all(counted.figure, line) else None


def is_measured(figure: Figure) -> bool:
    """Whether it is told in tonnes, hectares …, and not in pieces or money."""
    return figure.value is not None and figure.value.unit is not None and figure.value.unit not in MONEY


def names_another_kind(figure: Figure, line: Line) -> bool:
    """ "412 nghìn tấn, chiếm 7,5% tổng kim ngạch": the whole is money, the part is not."""
    named = set(content_words(whole_words(figure, line))) if is_measured(figure) else set()
    return bool(named & tie_words("money"))


def _people_before(counted: Counted, near: Sequence[Counted], lines: Sequence[Line]) -> Counted | None:
    """ "468.629 người tham gia; 58% trong số họ là phụ nữ": the people counted last."""
    told = (other for other in reversed(near) if other.figure.value is not None and counted.line - other.line <= 1)
    people = tie_words("people")
    return next((one for one in told if people & set(noun_words(lines[one.line].items, one.figure.head)[:1])), None)


def _same_noun(counted: Counted, near: Sequence[Counted], line: Line, lines: Sequence[Line]) -> Counted | None:
    """ "tiếp nhận 2.480 hồ sơ; đã giải quyết 2.391 hồ sơ, đạt 96,41%": what came in, and what became of it."""
    figure = counted.figure
    if counted.indicator != OTHER or figure.value is None or figure.of_plan or figure.of_past:
        return None
    if figure.kind not in ("share", "attained"):
        return None
    mine = noun_words(line.items, figure.head)
    for other in reversed(near):
        if other.figure.value is None or not same_unit(counted, other) or counted.line - other.line > 1:
            continue
        theirs = noun_words(lines[other.line].items, other.figure.head)
        if is_more(counted, other) or not is_alike(mine, theirs) or not is_plausible(counted, other):
            continue
        process = is_process(counted, other) or _is_named_first(counted, other, mine, theirs, lines)
        if process or _is_counted_first(counted, other, mine, theirs, last=other is near[-1]):
            return None if _is_added_to(counted, other, lines) else other
    return None


def is_alike(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two nouns can be one, told by their first words."""
    return mine[:1] == theirs[:1] or not mine or not theirs or mine[0] in tie_words("takes_up_noun")


def is_process(counted: Counted, other: Counted) -> bool:
    """What came in has no percentage of its own; of money, what was to be had and what was had ("đã thu")."""
    money = counted.figure.value is not None and counted.figure.value.unit in MONEY
    out = {"process_out", "collect"} if money else {"process_out"}
    return bool(other.figure.percent is None and cues_of(counted) & out and cues_of(other) & {"process_in"})


def _is_named_first(
    counted: Counted, other: Counted, mine: tuple[str, ...], theirs: tuple[str, ...], lines: Sequence[Line]
) -> bool:
    """The same thing counted before in the sentence; a share may be of a figure that has a percentage itself."""
    if other.line != counted.line or not mine or "with" in other.scope.left or _was_added(other, lines):
        return False
    if other.figure.percent is not None and other.figure.value is not None:
        return counted.figure.kind == "share" and mine[:1] == theirs[:1] and agrees(counted.figure, other.figure.value)
    return mine[:2] == theirs[:2] or (bool(theirs) and mine[: len(theirs)] == theirs and counted.figure.kind == "share")


def _is_counted_first(
    counted: Counted, other: Counted, mine: tuple[str, ...], theirs: tuple[str, ...], *, last: bool
) -> bool:
    """ "gọi khám 796 thanh niên. Có 769 thanh niên đến khám (97%)": the same things, and the share comes out."""
    if not theirs or other.figure.value is None:
        return False
    if mine[: len(theirs)] != theirs:  # "với 4.100 người tham dự …. Có 533 người (13%) đồng ý"
        return (
            (last or len(mine) > 2)
            and bool(mine)
            and theirs[: len(mine)] == mine
            and rounds(counted.figure, other.figure.value)
        )
    if other.figure.bare:
        return agrees(counted.figure, other.figure.value)
    return counted.figure.kind == "attained" and rounds(counted.figure, other.figure.value)


def _is_added_to(counted: Counted, other: Counted, lines: Sequence[Line]) -> bool:
    """ "thụ lý mới 600 vụ + 80 vụ tháng trước chuyển sang; giải quyết 250 vụ, đạt 36,8%": the whole is their sum."""
    if other.line != counted.line or other.figure.value is None or agrees(counted.figure, other.figure.value):
        return False
    between = lines[other.line].items[other.figure.head + 1 : counted.figure.head]
    return any(item.text == "+" for item in between)


def _was_added(counted: Counted, lines: Sequence[Line]) -> bool:
    """ "thêm 2.064 xã": a difference, no whole."""
    before = lines[counted.line].items[max(0, counted.figure.head - 1) : counted.figure.head]
    return any(item.text in tie_words("changed_by") for item in before)


def cues_of(counted: Counted) -> frozenset[str]:
    """The classes of the verbs on both sides of a number."""
    return counted.scope.left | counted.scope.right


def is_under(counted: Counted, rows: Sequence[Counted]) -> bool:
    """The m of "n CĐCS với m đoàn viên"."""
    upper = _UNDER.get(counted.indicator)
    return bool(
        upper
        and rows
        and rows[-1].indicator == upper
        and rows[-1].line == counted.line
        and "with" in counted.scope.left
        and not counted.scope.left & {"admit", "establish", "total"}
    )
