"""What goes on a list: the next body, the next share, the next of pairs, each with the indicator of those before it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import regex

from cdextract.figures.counted import Counted, Line
from cdextract.figures.values import Figure
from cdextract.indicators.indicators import GENERAL, OTHER, Scope
from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
from cdextract.words.tokens import tie_forms, tie_words

_ADMITTED = frozenset({"party_admissions", "party_referrals", "members_admitted"})
_SEVERAL = 3
_OWN = 4  # items between a body and its number
_TOPIC = 5  # items that name what a sentence is about
GAINED = {"member": "members_admitted", "cdcs": "cdcs_established"}


def lists_ratios(line: Line) -> bool:
    """ "… so với chỉ tiêu là Tam Hiệp 12/15, Đồng Phú 9/7, Tân Lập 6/8": several names, each with its ratio."""
    return sum(1 for _ in _name_and_ratio(resources.user_pattern_dir()).finditer(line.text)) >= _SEVERAL


@cache
def _name_and_ratio(_: Path | None) -> regex.Pattern[str]:
    behind = "|".join(rf"{word}(?!\p{{L}})" for word in tie_forms("behind_listed_ratio"))
    return compile_rule(rf"\p{{Lu}}\p{{L}}+(?: \p{{Lu}}\p{{L}}+)* \d{{1,4}}/\d{{1,4}}(?=[,;.]| (?:{behind})|$)")


def next_of_pairs(found: Sequence[Counted], figure: Figure, scope: Scope, line: Line, number: int) -> str | None:
    """ "Trong đó, LĐLĐ huyện A thành lập 9 CĐCS và 1.610 đoàn viên; LĐLĐ huyện B 5 CĐCS, 420 đoàn viên": what is told
    of the first body goes on with each.
    """
    if not figure.bare or scope.says_what or scope.left - {"alone", "of_body"} or not scope.head & GAINED.keys():
        return None
    alike = [other for other in found if other.dropped is None and other.scope.head == scope.head]
    last = found[-1] if found and found[-1].line == number and found[-1].indicator in GAINED.values() else None
    if last and last.figure.last + 2 >= figure.head - 1 and (last.scope.part or _is_behind_body(line, last.figure)):
        near = [other.indicator for other in alike if line.sentence.block - other.block <= 1]
        return near[-1] if near else None
    told = [other.indicator for other in alike if other.line == number]
    return told[-1] if told and _is_behind_body(line, figure) else None


def goes_on(figure: Figure, scope: Scope, before: Figure) -> bool:
    """ "thu kinh phí năm 2014 đạt 129%, năm 2015 đạt 127%": percentages of other periods, nothing named anew."""
    alone = scope.head == {"none"} and not scope.says_what and not scope.left - {"alone"}
    return alone and figure.value is None and before.value is None and figure.kind == before.kind == "attained"


def _is_next_body(figure: Figure, scope: Scope, before: Counted) -> bool:
    """ "LĐLĐ quận A kết nạp 360 đoàn viên, LĐLĐ quận B 295 đoàn viên; LĐLĐ quận C chỉ đạt 55%": the next of a list."""
    if figure.bare and before.scope.part and before.scope.head == scope.head and not scope.left - {"alone"}:
        return not scope.says_what  # "trong đó 300 đoàn viên khối A; 120 đoàn viên khối B"
    if scope.left or scope.says_what:
        return False
    if figure.value is None:
        return before.scope.says_what and scope.head == {"none"} and figure.kind == "attained"
    return figure.bare and scope.head == before.scope.head


def goes_on_listing(figure: Figure, scope: Scope, before: Counted) -> bool:
    return _is_next_body(figure, scope, before) or _is_next_share(figure, scope, before)


def is_number_of_next_body(figure: Figure, before: Figure, scope: Scope, line: Line) -> bool:
    """ "LĐLĐ huyện A 1.204 đoàn viên, LĐLĐ huyện B 612, LĐLĐ huyện C 401": of the next body, the noun left out."""
    if not figure.bare or scope.head != {"none"} or before.value is None or before.value.unit or before.is_ratio:
        return False
    items, head = line.items, figure.head
    own = items[max(0, before.head - _OWN) : before.head]
    behind = items[head + 1 : head + 2]
    closes = not behind or behind[0].type in ("sign", "stop") or behind[0].text in tie_words("joints")
    return head > 0 and items[head - 1].type == "body" and closes and any(item.type == "body" for item in own)


def _is_next_share(figure: Figure, scope: Scope, before: Counted) -> bool:
    """ "40 học viên loại giỏi, chiếm 31%; 73 học viên loại khá, chiếm 57%": the next part of one whole; so is the next
    grade of "hoàn thành tốt 58 (42%), hoàn thành 17 (12,3%)", and the next source of "trong đó nguồn công đoàn 7,8 tỷ
    đồng (61,9%), xã hội hóa 4,8 tỷ đồng (38,1%)".
    """
    if figure.kind != "share" or before.figure.kind != "share" or scope.head != before.scope.head:
        return False
    if scope.head == {"person"} and before.indicator in _ADMITTED:
        return True  # "nữ 398 đồng chí (45,64%), trong độ tuổi thanh niên 571 đồng chí (65,48%)"
    named = scope.head != {"none"} or scope.says_what
    if not named and (before.indicator == "cdcs_rated" or (scope.unit and before.scope.part)):
        return scope.unit == before.scope.unit
    return bool(scope.head - GENERAL - {"none", "unknown"})


def is_next_of_bodies(figure: Figure, before: Figure, scope: Scope, line: Line) -> bool:
    """ "LĐLĐ huyện A thành lập 11/10 CĐCS; LĐLĐ huyện B 8/6, đạt 133,3%", "LĐLĐ huyện A thu 9,8 tỷ đồng (đạt 112%),
    LĐLĐ huyện B 4,1 tỷ đồng (đạt 103%)": the next of a list of bodies, and nothing named.
    """
    if scope.head != {"none"} or not _is_behind_body(line, figure):
        return False
    if before.value is not None and scope.unit is not None and scope.unit == before.value.unit:
        return True  # "thu 1.860/1.800 triệu đồng, vượt 3,3%; LĐLĐ huyện B 945 triệu đồng, đạt 98,4%"
    if figure.is_ratio or before.is_ratio or before.value is None:
        return figure.is_ratio and before.is_ratio
    # "kết nạp 305 đoàn viên (đạt 76,3%), LĐLĐ huyện B 412 (đạt 103%)"
    counts = scope.unit is None and before.value.unit is None and figure.percent is not None
    return counts and before.percent is not None and figure.kind == before.kind == "attained"


def _is_behind_body(line: Line, figure: Figure) -> bool:
    """ "LĐLĐ huyện B 4 CĐCS", "LĐLĐ huyện B mới được 4 CĐCS"."""
    before = [item for item in line.items[max(0, figure.head - 3) : figure.head] if item.text not in tie_words("only")]
    return bool(before) and before[-1].type == "body"


def indicator_of_list(found: Sequence[Counted], scope: Scope, line: Line, number: int) -> str:
    """The next of a list: "Gò Dầu 45/52 doanh nghiệp, Bến Cầu 12/19", "dẫn đầu là LĐLĐ huyện X với 612/450 đoàn
    viên".
    """
    if scope.head & {"unknown", "none"} or scope.left & {"inspect", "discipline"}:
        return OTHER
    alike = [
        other
        for other in found
        if other.block == line.sentence.block and other.dropped is None and other.scope.head == scope.head
    ]
    if not alike or (alike[-1].line != number and _opens_topic(scope, line)):
        return OTHER
    return alike[-1].indicator


def _opens_topic(scope: Scope, line: Line) -> bool:
    """ "Về bữa ăn ca, 143/240 doanh nghiệp có mức từ 20.000 đồng": something else; "về khối doanh nghiệp" and "về phía
    Bình Lục" go on.
    """
    opening = line.items[:_TOPIC]
    told = " ".join(item.text for item in opening)
    goes_on = "sector" in scope.left or told.startswith(tie_forms("part_of_topic"))
    goes_on = goes_on or any(item.type in ("body", "place") for item in opening)
    return told.startswith(tie_forms("opens_topic")) and not goes_on
