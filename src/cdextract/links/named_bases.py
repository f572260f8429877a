"""A share → its whole by the name it has: told again from far before, told next, or counted as the subject."""

from __future__ import annotations

from collections.abc import Sequence

from cdextract.checks.agreement import has_no_remainder
from cdextract.figures.counted import NEAR, Counted, Line
from cdextract.links.bases import Base, agreeing_base, is_exact, rounds
from cdextract.links.plausible import same_unit
from cdextract.links.whole_names import content_words, names_all, noun_words, own_words, whole_words
from cdextract.links.wholes import is_process
from cdextract.text.normalised import lower
from cdextract.words.tokens import tie_forms

_TOTALS = frozenset({"members_total", "cdcs_total"})
_SEVERAL = 2  # words of a name
_LONG = 4  # syllables of a name that can hardly be said of another count: "tổng kim ngạch xuất khẩu"
_SURE = 2  # decimals: what comes out to them can hardly do so by chance


def total_named(counted: Counted, near: Sequence[Counted], lines: Sequence[Line]) -> Base | None:
    """ "chiếm 34% tổng số 4.200 đoàn viên; … 630 đoàn viên, chiếm 44,1% tổng số đoàn viên": the total told just before
    by the same words, whatever the arithmetic says of others; "tổng số tiền 6,32 tỷ đồng. …, chiếm 40% tổng số tiền".
    """
    figure = counted.figure
    named = " ".join(content_words(whole_words(figure, lines[counted.line])))
    if not named or not names_all(figure, lines[counted.line]) or figure.value is None:
        return None
    for other in reversed(near):
        text = lower(lines[other.line].text) if counted.line - other.line <= 1 else ""
        for told, approx in (
            (other.figure.base, other.figure.base_approx),
            (other.figure.value, other.figure.value_approx),
        ):
            if told is None or told.unit != figure.value.unit or told.number.value <= figure.value.number.value:
                continue
            printed = told.number.printed
            orders = (f"{printed} {named}", f"{named} {printed}")
            if any(f"{total} {words}" in text for total in tie_forms("totals") for words in orders):
                return told, approx
    return None


def same_total(counted: Counted, near: Sequence[Counted]) -> Base | None:
    """ "tổng số đoàn viên là 9,71 triệu người. Khu vực ngoài nhà nước có 5,63 triệu đoàn viên, chiếm 58%": of the total
    of the same, told just before, where the share comes out of it.
    """
    figure = counted.figure
    if counted.indicator not in _TOTALS or figure.kind != "share" or figure.value is None or figure.base is not None:
        return None
    for other in reversed(near):
        value = other.figure.value
        told = other.indicator == counted.indicator and other.figure.bare and counted.line - other.line <= 1
        if told and value is not None and value.number.value > figure.value.number.value and rounds(figure, value):
            return value, other.figure.value_approx
    return None


def told_next(counted: Counted, behind: Sequence[Counted], lines: Sequence[Line]) -> Base | None:
    """ "887.076 cử tri đi bầu, chiếm 97,88%. … toàn tỉnh có 906.311 cử tri": the whole told in the next sentence."""
    percent = counted.figure.percent
    if percent is None or not percent.number.decimals:
        return None
    mine = noun_words(lines[counted.line].items, counted.figure.head)[:2]
    told = (other for other in behind if other.line == counted.line + 1 or "total" in other.scope.left)
    alike = [
        other
        for other in told
        if other.line > counted.line
        and mine
        and (noun_words(lines[other.line].items, other.figure.head)[:2] == mine or is_process(counted, other))
    ]
    return agreeing_base(counted, alike)


def told_later(counted: Counted, behind: Sequence[Counted], lines: Sequence[Line]) -> Base | None:
    """ "đã giải quyết 8.130 hồ sơ (đạt 95,12%), tổng số đến hạn là 8.547 hồ sơ": the same things counted later in the
    sentence, where the share comes out to two decimals.
    """
    figure = counted.figure
    if figure.percent is None or figure.percent.number.decimals < _SURE:
        return None
    items = lines[counted.line].items
    ends = next((at for at in range(figure.last + 1, len(items)) if items[at].type == "stop"), len(items))
    mine = noun_words(items, figure.head)[:2]
    told = [
        (other.figure.value, other.figure.value_approx)
        for other in behind
        if other.line == counted.line
        and other.figure.head < ends
        and other.figure.value is not None
        and other.figure.bare
        and same_unit(counted, other)
        and rounds(figure, other.figure.value)
        and noun_words(items, other.figure.head)[:2] == mine
    ]
    return told[0] if len(told) == 1 and mine else None


def counted_by_subject(counted: Counted, near: Sequence[Counted], lines: Sequence[Line]) -> Base | None:
    """ "Huyện có 640 cửa hàng. … Số cửa hàng ký cam kết là 480 đơn vị, đạt 75%": the things that stand before "là",
    counted in the sentence before; the share comes out with no remainder.
    """
    figure, items = counted.figure, lines[counted.line].items
    if figure.value is None or figure.percent is None or items[figure.head - 1].text != "là":
        return None
    opens = next((at for at in range(figure.head - 1) if items[at].type == "whole"), None)
    subject = () if opens is None else noun_words(items, opens)
    for other in reversed(near):
        base, noun = other.figure.value, noun_words(lines[other.line].items, other.figure.head)
        if counted.line - other.line != 1 or base is None or not other.figure.bare or not same_unit(counted, other):
            continue
        exact = has_no_remainder(figure.value.number, base.number, figure.percent.number)
        if noun and subject[: len(noun)] == noun and exact:
            return base, other.figure.value_approx
    return None


def named_again(counted: Counted, before: Sequence[Counted], lines: Sequence[Line]) -> Base | None:
    """A whole told far before and named again, where the share comes out of it: that of a ratio ("53/58 đại biểu có
    mặt. … Tín nhiệm cao: 49 phiếu (chiếm 84,48% tổng số đại biểu)"), or a count ("có 8.214 thí sinh đăng ký dự thi. …
    512 em, chiếm 6,2% tổng số thí sinh đăng ký dự thi").
    """
    figure, line = counted.figure, lines[counted.line]
    named = content_words(whole_words(figure, line))
    if figure.base is not None or figure.kind not in ("share", "attained") or figure.of_plan or not named:
        return None
    for other in reversed(before[-NEAR:]):
        base = other.figure.base
        if not other.figure.is_ratio or base is None or other.dropped is not None or not rounds(figure, base):
            continue
        if noun_words(lines[other.line].items, other.figure.head)[:2] == tuple(named[:2]):
            return base, other.figure.base_approx
    told = {
        other.figure.value.number.value: (other.figure.value, other.figure.value_approx)
        for other in before[-NEAR:]
        if other.figure.value is not None
        and not other.figure.is_ratio
        and other.dropped != "goal"
        and same_unit(counted, other)
        and _is_of(counted, other, named)
        and len(named) >= _SEVERAL
        and set(named) <= own_words(other, lines)
    }
    return next(iter(told.values())) if len(told) == 1 else None


def _is_of(counted: Counted, other: Counted, named: Sequence[str]) -> bool:
    """Whether the share comes out exactly; or by rounding, of a long name or of the sentence before."""
    whole = other.figure.value
    if whole is None or is_exact(counted.figure, whole):
        return whole is not None
    near = len(named) >= _LONG or counted.line - other.line == 1
    return near and rounds(counted.figure, whole)
