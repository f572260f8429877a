"""A share → what it is taken of, told elsewhere in the article: by the words, unless the arithmetic names another.

Which figure the words make its whole is found in `links/wholes.py`, which numbers nearby the arithmetic leads to in
`links/bases.py`; here the two are weighed against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cdextract.figures.counted import Counted, Line
from cdextract.figures.values import Figure
from cdextract.indicators.indicators import OTHER
from cdextract.indicators.naming import counts_women
from cdextract.links.bases import (
    Base,
    agreeing_base,
    agrees,
    base_before,
    fits_own_base,
    is_exact,
    is_of_unnamed_whole,
    rounds,
    shares_of_another_whole,
    sibling_base,
)
from cdextract.links.named_bases import counted_by_subject, same_total, told_later, told_next, total_named
from cdextract.links.plausible import is_more, is_plausible
from cdextract.links.rests import base_of_rest, is_rest
from cdextract.links.wanted_bases import wants_base
from cdextract.links.whole_names import (
    content_words,
    names_all,
    names_exactly,
    names_its_whole,
    noun_words,
    whole_words,
)
from cdextract.links.wholes import is_alike, names_another_kind, opened_whole
from cdextract.numbers.quantities import Quantity
from cdextract.rules.grammar import Item
from cdextract.words.tokens import tie_words

_SEVERAL = 2  # shares that come out of one whole


def base_of_share(
    counted: Counted,
    whole: Counted | None,
    near: Sequence[Counted],
    behind: Sequence[Counted],
    lines: Sequence[Line],
) -> Base | None:
    """The base of a share told elsewhere: by the words, unless the arithmetic names another (`links/bases.py`)."""
    figure, line = counted.figure, lines[counted.line]
    if figure.of_plan or figure.of_past or (figure.base is not None and not figure.of_whole):
        # "Trong số đó, đã giải quyết 26.515 việc (48,49% so với chỉ tiêu)" of 54.681 việc
        return agreeing_base(counted, near) if counted.scope.part and figure.base is None else None
    if total := total_named(counted, near, lines) or _nearer_whole(counted, near, lines) or same_total(counted, near):
        return total
    if names_another_kind(figure, line) or (not counted.scope.part and names_its_whole(figure, line)):
        return None
    if (opened := opened_whole(counted, near, lines)) and not whole_words(figure, line):
        return _as_base(opened)
    beside_it = [other for other in near[-1:] if other.line == counted.line]
    if not counted.scope.part and is_of_unnamed_whole(counted, beside_it):
        return agreeing_base(counted, near)
    named = _as_base(whole) if whole is not None and wants_base(counted, line, whole, lines) else None
    if named and whole is not None and (words := whole_words(figure, line)):
        agreed = figure.value is None or figure.percent is None or rounds(figure, named[0])
        beyond = whole.figure.base
        of_ratio = beyond is not None and (rounds(figure, beyond) or _names_total_of(words, whole, lines))
        named_all = names_all(figure, line) or _names_noun_of(words, whole, lines)
        if not agreed and beyond is not None and of_ratio and named_all:
            return beyond, whole.figure.base_approx
        if not agreed and (listed := _whole_of_others(counted, near)):
            return listed
        part = counted.scope.part and not names_all(figure, line)
        told = part or names_exactly(words, whole, lines)
        if agreed or (told and not _has_several_claims(figure, line)):
            return named
        return None if told else _named_and_agreeing(counted, words, near, lines)
    if named and whole is not None and (of_all := _whole_of_whole(counted, whole)):
        return of_all
    if whole is not None and not counted.scope.part and not is_plausible(counted, whole):
        named = None
    mine = noun_words(line.items, figure.head)
    if named and whole is not None and counted.scope.part and _counts_other(counted, whole, lines, mine):
        named = None
    alike = [other for other in near if is_alike(mine, noun_words(lines[other.line].items, other.figure.head))]
    if rest := base_of_rest(counted, alike, lines):
        return rest
    beside = sibling_base(counted, alike)
    if beside and is_rest(counted, alike, beside):
        return beside
    named = beside if beside and (not named or rounds(figure, beside[0])) else named
    if named and _names_another_whole(figure, line) and not rounds(figure, named[0]):
        named = None
    if named and (figure.value is None or figure.percent is None or rounds(figure, named[0])):
        return named
    siblings = [other for other in (*near[-3:], *behind[:3]) if other.line == counted.line]
    if named and shares_of_another_whole(figure, named[0], siblings):
        named = None
    if (
        exact := agreeing_base(counted, near)
        or base_before(counted, alike, near, line)
        or told_next(counted, behind, lines)
        or told_later(counted, behind, lines)
        or counted_by_subject(counted, near, lines)
    ):
        return exact
    later = [other for other in behind if other.line == counted.line]
    guessed = agreeing_base(counted, later) is not None or is_of_unnamed_whole(counted, near)
    if guessed:
        return None
    return named or _people_before_women(counted, near, line)


def _people_before_women(counted: Counted, near: Sequence[Counted], line: Line) -> Base | None:
    """ "giới thiệu 1.486 đoàn viên ưu tú; nữ là 903, chiếm 60,8%": of the people counted last, and not in twos."""
    last = near[-1] if near else None
    if last is None or last.line != counted.line or last.figure.percent is not None or last.figure.is_ratio:
        return None
    if counted.figure.kind != "share" or not counts_women(counted.scope) or whole_words(counted.figure, line):
        return None
    people = counted.indicator != OTHER and last.indicator == counted.indicator
    return _as_base(last) if people and not is_more(counted, last) else None


def _names_total_of(words: Sequence[Item], ratio: Counted, lines: Sequence[Line]) -> bool:
    """ "11/13 vụ xảy ra ở doanh nghiệp …; 9 vụ, chiếm 96,2% tổng số vụ": all of the 13, and not the 11."""
    noun = noun_words(lines[ratio.line].items, ratio.figure.head)[:1]
    return ratio.figure.is_ratio and not ratio.figure.of_plan and tuple(content_words(words)) == noun


def _names_noun_of(words: Sequence[Item], ratio: Counted, lines: Sequence[Line]) -> bool:
    """ "612/894 doanh nghiệp có CĐCS mở hội nghị; 538 doanh nghiệp, chiếm 60,2% số doanh nghiệp có CĐCS": of those that
    are counted, and not of those that have done it ("số doanh nghiệp đã mở hội nghị").
    """
    noun = noun_words(lines[ratio.line].items, ratio.figure.head)[:1]
    done = any(item.type in ("done", "cue", "attain") for item in words)
    return ratio.figure.is_ratio and not ratio.figure.of_plan and tuple(content_words(words)[:1]) == noun and not done


def _named_and_agreeing(
    counted: Counted, words: Sequence[Item], near: Sequence[Counted], lines: Sequence[Line]
) -> Base | None:
    """ "2.148 đoàn viên, trong đó 1.397 nữ …; 502 người, chiếm 35,9% số nữ đoàn viên": of the women, who are named with
    a word more, and of whom it comes out.
    """
    base, named = agreeing_base(counted, near), set(content_words(words))
    counts = (other for other in near if base and other.figure.value is base[0])
    nouns = [set(noun_words(lines[other.line].items, other.figure.head)) for other in counts]
    return base if named and any(noun and (noun <= named or named <= noun) for noun in nouns) else None


def _as_base(whole: Counted) -> Base | None:
    """What a figure counts, as the base of another one."""
    value = whole.figure.value
    return None if value is None else (value, whole.figure.value_approx)


def _nearer_whole(counted: Counted, near: Sequence[Counted], lines: Sequence[Line]) -> Base | None:
    """ "Trong 2.345 hồ sơ, …; đã giải quyết 2.100 hồ sơ, trước hạn 1.890 hồ sơ (90%)": of those counted on the way,
    where it comes out of them and not of what the sentence opens with.
    """
    figure = counted.figure
    if figure.value is None or figure.base is None or not figure.of_whole or agrees(figure, figure.base):
        return None
    noun = noun_words(lines[counted.line].items, figure.head)[:1]
    told = {
        other.figure.value.number.value: (other.figure.value, other.figure.value_approx)
        for other in near
        if other.line == counted.line
        and other.figure.bare
        and other.figure.value is not None
        and rounds(figure, other.figure.value)
        and noun_words(lines[other.line].items, other.figure.head)[:1] == noun
    }
    return next(iter(told.values())) if len(told) == 1 and noun else None


def _whole_of_whole(counted: Counted, whole: Counted) -> Base | None:
    """ "1.245/1.300 CĐCS đạt, chiếm 95,8%, trong đó 612 xuất sắc (47%)": of all, where it comes out only of all."""
    figure, ratio = counted.figure, whole.figure
    if figure.value is None or not ratio.is_ratio or ratio.of_plan or ratio.base is None or ratio.value is None:
        return None
    of_all = figure.kind == "share" == ratio.kind and fits_own_base(ratio) and rounds(figure, ratio.base)
    return (ratio.base, ratio.base_approx) if of_all and not rounds(figure, ratio.value) else None


def _whole_of_others(counted: Counted, near: Sequence[Counted]) -> Base | None:
    """ "Đông Nam Bộ 37.104 doanh nghiệp (42,4% tổng số …), …; Tây Nguyên 2.112 doanh nghiệp (2,9% tổng số)": the one
    whole of which the shares before it come out, where the number that stands nearest is none.
    """
    shares = [
        other.figure
        for other in near
        if counted.line - other.line <= 1 and other.figure.kind == "share" and other.dropped is None
    ]
    of_whole = [share for share in shares if fits_own_base(share)]
    value = counted.figure.value
    wholes = {share.base.number.value for share in of_whole if share.base is not None}
    if value is None or len(of_whole) < _SEVERAL or len(wholes) != 1:
        return None
    base = of_whole[-1].base
    fits = base is not None and base.unit == value.unit and base.number.value > value.number.value
    return (base, of_whole[-1].base_approx) if fits and base is not None else None


def is_of_sum(figure: Figure, base: Quantity, near: Sequence[Counted]) -> bool:
    """ "19 vụ cháy, 1 vụ nổ. Trong đó 5 vụ (chiếm 25% tổng số vụ cháy, nổ)": of both counts together, whose sum is not
    told, and not of the one.
    """
    if figure.kind != "share" or rounds(figure, base):
        return False
    told = [other for other in near if other.figure.value is not None and other.figure.value.unit == base.unit]
    for one, two in pairwise(told):
        values = one.figure.value, two.figure.value
        if one.line != two.line or base not in values or values[0] is None or values[1] is None:
            continue
        number = replace(base.number, value=values[0].number.value + values[1].number.value)
        if is_exact(figure, replace(base, number=number)):
            return True
    return False


def _has_several_claims(figure: Figure, line: Line) -> bool:
    """ "(chiếm 12,5% tổng số hộ DTTS và 30% tổng số hộ nghèo)": what is named last is not the whole of each."""
    return sum(item.type.endswith("_claim") for item in line.items[figure.head + 1 : figure.last + 1]) > 1


def _names_another_whole(figure: Figure, line: Line) -> bool:
    """ "875,1 nghìn ha, chiếm 57,4% diện tích xuống giống": what a share is of, named with no "số" and no number."""
    places = range(figure.head, min(figure.last + 1, len(line.items)))
    claim = next((at for at in places if line.items[at].type == "share_claim"), None)
    named = noun_words(line.items, claim) if claim is not None else ()
    return len(named) > 2 and named[:1] != noun_words(line.items, figure.head)[:1]


def _counts_other(counted: Counted, whole: Counted, lines: Sequence[Line], mine: tuple[str, ...]) -> bool:
    """ "9.000 liều, trong đó mũi 1 là 5.000 trẻ (70,7%)": the percentage is of children, and not of doses."""
    theirs = noun_words(lines[whole.line].items, whole.figure.head)
    base, figure = whole.figure.value, counted.figure
    if counted.indicator != OTHER or not mine or not theirs or base is None:
        return False
    if figure.value is None or figure.percent is None or figure.percent_approx:
        return False
    return not is_alike(mine, theirs) and mine[0] not in tie_words("stand_ins") and not agrees(figure, base)
