"""The indicator of a figure: named by its own words, else taken over from the figure that it goes on from.

What goes on: the next body of a list, the next period, a part, a row of a table, "con số này".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from cdextract.figures.counted import NEAR, Counted, Line
from cdextract.figures.values import Figure
from cdextract.indicators.indicators import GENERAL, OTHER, Scope, name_indicator
from cdextract.indicators.listing import (
    GAINED,
    goes_on,
    goes_on_listing,
    indicator_of_list,
    is_next_of_bodies,
    is_number_of_next_body,
    lists_ratios,
    next_of_pairs,
)
from cdextract.indicators.party_counts import are_in_total, are_of_party, were_referred
from cdextract.indicators.scope_nouns import classes_of
from cdextract.mentions import items_of, lex
from cdextract.rules.grammar import Item
from cdextract.words.tokens import tie_forms, tie_words

_TOTALS = frozenset({"cdcs_total", "members_total"})
_RATED = frozenset({"cdcs_rated"})  # "2 CĐCS không hoàn thành nhiệm vụ" are rated so
_ADDED = {"new_member": "members_admitted", "new_cdcs": "cdcs_established"}
_FOUND_UNIONS = frozenset({"establish", "cdcs"})  # "24 doanh nghiệp thành lập CĐCS, đạt 80% kế hoạch"
_DEEDS = frozenset({"organise", "attend"})
_SEVERAL = 3  # figures back, twice: so far can be what was founded
_HOUSES, _BLOCKS = frozenset({"house", "shelter"}), 2  # "9/8 căn": of the shelters told so many paragraphs before
_PEOPLE = frozenset({"person", "worker", "women"})
_PEOPLE_TOLD = frozenset({"trainees", "members_supported"})  # indicators of people who are no members of something
_PARALLEL = "figure.parallel"  # "LĐLĐ tỉnh A kết nạp 31.540 đoàn viên, LĐLĐ tỉnh B 22.310, lần lượt bằng …"
_OF_PEOPLE = frozenset({"party_referrals", "party_admissions", "members_admitted", "members_total"})
_WOMEN = "figure.women_of_members"  # "1.240 đoàn viên/708 nữ": whatever the members are, so are the women


def indicator_of(found: Sequence[Counted], figure: Figure, scope: Scope, line: Line, number: int) -> str:
    """The indicator of a figure: by its own words, else by those of the figure it continues.

    What a total has gained towards a plan was admitted or founded: "tổng số đoàn viên tăng 3.870 người, đạt 96,75% chỉ
    tiêu".
    """
    if _is_price(figure, line):
        return OTHER
    named = _named(found, figure, scope, line, number)
    last = found[-1] if found else None
    if last and figure.is_ratio and figure.percent is None and named in (OTHER, *_TOTALS) and lists_ratios(line):
        return last.indicator if last.block == line.sentence.block and last.dropped is None else named
    if (named in _TOTALS or "plus" in scope.left) and (got := _what_they_got(line.items, scope)):
        return got
    if named == OTHER and figure.of_plan and "person" in scope.head and "admit" in scope.left:
        named = "members_admitted"  # "kết nạp được 207 người, vượt 15% kế hoạch"
    if named == OTHER and figure.of_plan and "enterprise" in scope.head and scope.right >= _FOUND_UNIONS:
        return "cdcs_established"
    if named not in (OTHER, *_TOTALS, *_RATED) and _have_not_done(line.items, scope):
        return OTHER
    reached = figure.of_plan and figure.kind in ("attained", "exceeded") and "total" not in scope.left | scope.right
    if named == "members_total" and reached:
        return "members_admitted"  # "LĐLĐ huyện Mai Sơn: 324 đoàn viên, đạt 108% kế hoạch"
    if named == "members_total" and figure.bare and _attended(line.items[: figure.head]):
        return OTHER
    if named == "members_total" and scope.part and last and last.line == number and _did_with_members(last):
        return last.indicator
    if named == "cdcs_total" and (_are_people(scope) or (figure.percent is not None and _act(line.items, scope))):
        return OTHER
    counted = scope.noun if figure.rule == "figure.percent_first" else scope.head
    if named in _TOTALS and figure.is_ratio and counted & {"cdcs", "member"}:
        return _of_ratio(named, figure, scope)
    if named == "party_admissions" and are_in_total(last, figure, scope, line, number):
        return OTHER
    of_party = named in ("members_admitted", "party_referrals") and are_of_party(found, figure, line, number)
    if of_party or (named == OTHER and were_referred(last, figure, line, number)):
        return "party_admissions"
    if named in _TOTALS and figure.value is None and (done := _done_by(scope)):
        return done
    if not figure.is_gain or figure.percent is None or named not in (OTHER, *_TOTALS):
        return named
    return next((gained for noun, gained in GAINED.items() if noun in scope.noun), named)


def _is_price(figure: Figure, line: Line) -> bool:
    """ "tiền ăn ca được nâng từ 18.000 đồng lên 22.000 đồng/suất, tăng 22,2%": what each costs, no sum."""
    money = figure.value is not None and figure.value.unit is not None
    return money and any(item.text == "/" for item in line.items[figure.head + 1 : figure.head + 2])


def _what_they_got(items: Sequence[Item], scope: Scope) -> str | None:
    """ "có 900 đoàn viên và người lao động được … thăm, tặng quà": they are told as those who got something."""
    if scope.noun_at is None or not scope.wide & {"give", "support", "honour"}:
        return None
    behind = (
        item for item in items[scope.noun_at + 1 :] if item.type != "noun" and item.text not in tie_words("joints")
    )
    following = next(behind, None)
    if following is None or following.text.split()[0] != "được":
        return None
    return OTHER if "honour" in scope.wide else "members_supported"


def _have_not_done(items: Sequence[Item], scope: Scope) -> bool:
    """ "còn 7/61 doanh nghiệp chưa ký thỏa ước": those that have not done it are not counted as those that have."""
    behind = (item for item in items[scope.noun_at + 1 :] if item.type != "noun") if scope.noun_at is not None else ()
    return next((item.text for item in behind), "") in tie_words("side_not")


def _attended(before: Sequence[Item]) -> bool:
    """ "Về dự hội nghị có … và hơn 400 đoàn viên"; not "dự đại hội có 148 đại biểu, đại diện cho 4.600 đoàn viên"."""
    opens = next((at for at, item in enumerate(before[:2]) if item.type == "cue" and "attend" in item.value), None)
    if opens is None or any(item.type == "cue" and "represent" in item.value for item in before):
        return False
    told = takewhile(lambda item: item.text != ",", before[opens + 1 :])  # not "tham dự hội nghị, ông A cho biết …"
    return any(item.text in tie_words("has") for item in told)


def _did_with_members(whole: Counted) -> bool:
    """ "giới thiệu 380 đoàn viên ưu tú cho Đảng, trong đó 150 đoàn viên là công nhân": a part of those referred;
    "hỗ trợ 42.500 người, trong đó 38.250 đoàn viên" of those supported.
    """
    if whole.indicator in _PEOPLE_TOLD:
        return True
    return whole.indicator not in (OTHER, *_TOTALS) and bool(whole.scope.noun & {"member", "elite"})


def _done_by(scope: Scope) -> str | None:
    """ "100% CĐCS khối xã, trường học, cơ quan mở hội nghị cán bộ": what they did stands behind the list."""
    named = name_indicator(replace(scope, right=scope.wide), None)
    return None if named in (OTHER, *_TOTALS) else named


def _are_people(scope: Scope) -> bool:
    """ "Nữ tham gia ban chấp hành CĐCS hiện có 212/498 đồng chí": people are no unions."""
    return bool(scope.head & {"person", "cadre"})


def _act(items: Sequence[Item], scope: Scope) -> bool:
    """ "có 96 CĐCS thực hiện công khai tài chính, chiếm 87%": so many did it; there are more."""
    behind = next(iter(items[scope.noun_at + 1 : scope.noun_at + 2]), None) if scope.noun_at is not None else None
    return behind is not None and (behind.type == "done" or (behind.type == "cue" and bool(behind.value & _DEEDS)))


def _of_ratio(named: str, figure: Figure, scope: Scope) -> str:
    """ "41/46 CĐCS có sáng kiến": so many of them; "LĐLĐ huyện A: 98/120 đoàn viên, đạt 81,6%": won, of a plan."""
    if figure.kind == "attained" and "of_body" in scope.left:
        return "members_admitted" if named == "members_total" else "cdcs_established"
    return OTHER if named == "cdcs_total" else named


def counts_women(scope: Scope) -> bool:
    """ "1.894 đoàn viên, nữ 1.012 đồng chí": the women among the people counted before."""
    named = "women" in scope.left or ("women" in scope.noun and "alone" in scope.left)
    return named and scope.head in ({"none"}, {"person"})


def _named(found: Sequence[Counted], figure: Figure, scope: Scope, line: Line, number: int) -> str:
    last = next((other for other in reversed(found[-NEAR:]) if other.dropped in (None, "bare")), None)
    of_last = figure.restates or (figure.rule == _WOMEN and scope.part)
    if of_last and last and last.line == number:
        return last.indicator
    women = counts_women(scope) and figure.kind == "share"
    if women and last and last.line == number and last.indicator in _OF_PEOPLE:
        return last.indicator  # "giới thiệu 1.486 đoàn viên ưu tú cho Đảng, nữ là 903, chiếm 60,8%"
    if scope.part and last and last.indicator in _PEOPLE_TOLD and _is_of_people(found, figure, scope, line):
        return last.indicator
    if last and last.line == number and last.figure.rule == figure.rule == _PARALLEL and scope.head == {"none"}:
        return last.indicator
    near = last if last and last.dropped is None and line.sentence.block == last.block else None
    if near and near.line == number and goes_on(figure, scope, near.figure):
        return near.indicator
    beside_it = near if near and near.line == number else None
    gained = scope.head & GAINED.keys()
    counts_other = beside_it is not None and gained and ("with" in scope.left or not gained & beside_it.scope.noun)
    if near and "same_as_before" in scope.left and not counts_other:  # not "con số này là 141, với 5.026 đoàn viên"
        return _indicator_of_whole(found, scope, line) or near.indicator
    if "of_body" in scope.left and not figure.is_gain and (told := _indicator_of_whole(found, scope, line)):
        return told
    beside = near or _beside(found, figure, scope, line, number)
    named = name_indicator(scope, beside.indicator if beside else None)
    if figure.of_whole and named in (OTHER, *_TOTALS) and (added := _added_whole(found, number)):
        return added
    if named == "members_admitted" and "new_member" in scope.head:
        return named
    if named == OTHER and beside_it and goes_on_listing(figure, scope, beside_it):
        return beside_it.indicator
    if named == OTHER and beside_it and is_number_of_next_body(figure, beside_it.figure, scope, line):
        return beside_it.indicator
    if named == OTHER and (again := next_of_pairs(found, figure, scope, line, number)):
        return again
    if named == OTHER and scope.unit and "fund" in scope.left:
        return OTHER  # "riêng quỹ Mái ấm thu 2 tỷ đồng": no part of the dues told before
    if named == OTHER and "sector" in scope.left and figure.value is None:
        return near.indicator if near and near.line == number and near.figure.value is None else OTHER
    if named == OTHER and scope.part and not scope.opens and _is_of_others(found, number):
        return OTHER
    if (scope.part and (named == OTHER or not scope.says_what)) or (named == OTHER and "sector" in scope.left):
        if scope.part and _is_of_people(found, figure, scope, line):
            return named
        return _indicator_of_whole(found, scope, line) or named
    if named == OTHER and figure.of_whole and figure.base is not None:
        named = next((other.indicator for other in reversed(found) if _is_whole_of(other, figure)), OTHER)
        return OTHER if named in _TOTALS else named
    if named == OTHER and line.caption:
        return name_indicator(with_caption(scope, line.caption), None)
    if named == OTHER and not scope.says_what and (figure.is_ratio or figure.percent is not None):
        if not figure.is_ratio and _act(line.items, scope):
            return OTHER
        if near and near.line == number and is_next_of_bodies(figure, near.figure, scope, line):
            return near.indicator
        if won := _won_of_plan(found, figure, scope, line, number):
            return won
        return indicator_of_list(found, scope, line, number)
    return named


def _won_of_plan(found: Sequence[Counted], figure: Figure, scope: Scope, line: Line, number: int) -> str | None:
    """ "… thành lập 23 CĐCS. Tốt nhất là LĐLĐ huyện A 5/3 CĐCS; LĐLĐ huyện B mới đạt 6/8 CĐCS": founded, of those
    planned, where the article has just told of those founded.
    """
    won = next((gained for noun, gained in GAINED.items() if noun in scope.head), None)
    told = [other for other in found[-_SEVERAL * 2 :] if other.indicator == won]
    if won is None or not figure.is_ratio or not told:
        return None
    listed = told[-1].figure.is_ratio and told[-1].line == number
    return won if listed or line.items[figure.head - 1].type == "body" else None


def _is_of_others(found: Sequence[Counted], number: int) -> bool:
    """ "100% giáo viên đạt chuẩn, trong đó có 16 người …": a part of what its own sentence tells, of no indicator."""
    last = found[-1] if found else None
    return last is not None and last.line == number and last.indicator == OTHER and last.dropped == "no quantity"


def _is_of_people(found: Sequence[Counted], figure: Figure, scope: Scope, line: Line) -> bool:
    """ "32 CĐCS với 5.000 lao động, trong đó 3.500 là nữ": of the people counted last, and not of the unions."""
    last = found[-1] if found else None
    if last is None or last.block != line.sentence.block or last.scope.noun & {"member"}:
        return False
    if last.dropped != "bare" and last.indicator not in _PEOPLE_TOLD:
        return False
    behind = line.items[figure.head + 1 : figure.head + 3]
    called = bool(behind) and behind[0].text == "là" and bool(behind[-1].type == "noun" and behind[-1].value & _PEOPLE)
    people = last.scope.head & {*_PEOPLE, "cadre"}
    return bool(people) and (called or bool(scope.head & _PEOPLE))


def _added_whole(found: Sequence[Counted], number: int) -> str | None:
    """ "Trong số 1.150 đoàn viên mới có 936 đoàn viên nữ": a part of what was added."""
    whole = next((other for other in reversed(found) if other.dropped == "whole" and other.line == number), None)
    classes = whole.scope.head if whole else frozenset()
    return next((named for noun, named in _ADDED.items() if noun in classes), None)


def _beside(found: Sequence[Counted], figure: Figure, scope: Scope, line: Line, number: int) -> Counted | None:
    """The last figure of a known indicator in the sentence; of a part, in the block before too; of houses, those told
    last.
    """
    if "house" in scope.head and (houses := _houses_told(found, figure, line)):
        return houses
    told = (other for other in reversed(found[-NEAR:]) if other.dropped in (None, "bare"))
    last = next((other for other in told if other.indicator != OTHER), None)
    if last is None:
        return None
    return last if last.line == number or (scope.part and line.sentence.block - last.block <= 1) else None


def _houses_told(found: Sequence[Counted], figure: Figure, line: Line) -> Counted | None:
    """The shelters that houses without a name of theirs are, told last ("trao 9/8 căn"); not "căn nhà ở xã hội"."""
    behind = " ".join(item.text for item in line.items[figure.head + 1 : figure.head + 5])
    if any(name in behind for name in tie_forms("other_houses")):
        return None
    of_union = any(item.type == "body" for item in line.items[: figure.head])
    blocks = _BLOCKS if of_union or not figure.bare else 1
    for other in reversed(found):
        if line.sentence.block - other.block > blocks:
            return None
        if other.scope.head & _HOUSES and other.indicator != OTHER and other.dropped in (None, "bare"):
            return other
    return None


def _indicator_of_whole(found: Sequence[Counted], scope: Scope, line: Line) -> str | None:
    stands_for = {"enterprise": "cdcs", "person": "member", "house": "shelter"}
    general = {stands_for[class_] for class_ in scope.head if class_ in stands_for}
    wanted = (scope.head | (scope.noun - GENERAL) | general) - {"none"}
    kept = (None, "bare") if scope.unit else (None,)  # "hỗ trợ 23,8 tỷ đồng, trong đó Công đoàn ngành chi 4,9 tỷ đồng"
    near = [
        other
        for other in found
        if line.sentence.block - other.block <= 1 and other.dropped in kept and other.scope.unit == scope.unit
    ]
    alike = [other.indicator for other in reversed(near) if other.scope.noun & wanted]
    if "of_body" in scope.left:  # the best of a list did what was told of, not what there is in all
        alike.sort(key=lambda indicator: indicator in _TOTALS)
    if alike:
        return alike[0]
    gained = {GAINED[noun] for noun in wanted & GAINED.keys()}  # "24 doanh nghiệp thành lập CĐCS; trong đó … 9 CĐCS"
    if scope.part and (told := [other.indicator for other in reversed(near) if other.indicator in gained]):
        return told[0]
    return near[-1].indicator if near and scope.head <= GENERAL | {"women"} else None


def _is_whole_of(counted: Counted, figure: Figure) -> bool:
    """ "thành lập 25 CĐCS. … Trong 25 CĐCS mới, 16 đơn vị …": the same number again."""
    value = counted.figure.value
    return value is not None and figure.base is not None and value.number.value == figure.base.number.value >= 5


def with_caption(scope: Scope, caption: str) -> Scope:
    """The row of a table that names only a body: what is counted stands above the table."""
    told = classes_of(items_of(caption, lex(caption)))
    return replace(scope, left=scope.left | told, noun=scope.noun | told)
