"""Those whom the Party admits: told among union members, by bodies of the Party, and beside all that it has."""

from __future__ import annotations

from collections.abc import Sequence

from cdextract.figures.counted import Counted, Line
from cdextract.figures.values import Figure
from cdextract.indicators.indicators import OTHER, Scope
from cdextract.rules.grammar import Item
from cdextract.words.tokens import tie_forms, tie_words


def are_of_party(found: Sequence[Counted], figure: Figure, line: Line, number: int) -> bool:
    """ "giới thiệu 186 đoàn viên, kết nạp 121 đoàn viên": the Party admits no more than were referred to it; "Đảng bộ
    huyện kết nạp 52 ĐV mới": a body of the Party admits to no union.
    """
    by_party = _is_party_subject(line.items[max(0, figure.head - 12) : figure.head])
    return by_party or were_referred(found[-1] if found else None, figure, line, number)


def were_referred(last: Counted | None, figure: Figure, line: Line, number: int) -> bool:
    """ "giới thiệu 402 đoàn viên ưu tú, đã kết nạp 311 đồng chí": of those told just before."""
    if last is None or last.line != number or last.indicator != "party_referrals" or figure.of_plan:
        return False
    if figure.value is None or last.figure.value is None or figure.base is not None:
        return False
    verb = next((item.text for item in reversed(line.items[: figure.head]) if item.type == "cue"), "")
    fewer = figure.value.number.value <= last.figure.value.number.value
    return fewer and verb in tie_words("party_admits")


def _is_party_subject(before: Sequence[Item]) -> bool:
    """Whether the last body named before a number is one of the Party, no sign between them."""
    for item in reversed(before):
        if item.text in tie_words("party_bodies"):
            return True
        if item.type in ("body", "stop", "sign", "number", "ratio") or item.type.endswith("_claim"):
            return False
    return False


def are_in_total(last: Counted | None, figure: Figure, scope: Scope, line: Line, number: int) -> bool:
    """ "…, đưa tổng số đảng viên lên 674 đồng chí", "… lên 4.047 đảng viên, trong đó có 293 nữ": those there are."""
    if scope.part and last is not None and last.line == number and last.indicator == OTHER:
        return bool(last.scope.head & scope.head) and ("total" in last.scope.left or last.scope.part)
    before = line.items[max(0, figure.head - 12) : figure.head]
    return "total" in scope.left and any(item.text.startswith(tie_forms("raises")) for item in before)
