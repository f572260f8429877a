"""Percentages and changes of which a plan word says that they are of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from cdextract.claims.names import NAMING
from cdextract.claims.values import Claim
from cdextract.figures.values import Figure
from cdextract.numbers.lexing import Quantity
from cdextract.rules.grammar import Item, Match
from cdextract.words.tokens import tie_forms, tie_words

_OPENING = 6  # items at the head of a sentence
_NAMES = NAMING | {"link"}


def is_of_plan(match: Match, items: Sequence[Item], figure: Figure, claim: Claim) -> bool:
    """With no verb, or "tỷ lệ", a plan word makes a percentage an attainment (ruling 1): "231.000 ha kế hoạch (5,4%)",
    "38 CĐCS (chỉ tiêu năm: 42), tỷ lệ 90,5%", "1.498 tỷ đồng trên dự toán 2.240 tỷ đồng (66,9%)"; so does the verb in
    "hoàn thành 14/15 chỉ tiêu (93,3%)", "LĐLĐ huyện A đạt 252/200 người (126%)".
    """
    if claim.kind != "share" or claim.says_share:
        return False
    named = figure.is_ratio and _names_plan(items[figure.head + 1 : figure.last])
    if named or not (claim.plain or claim.says_rate):
        return named
    if not figure.is_ratio:
        between = items[figure.head + 1 : match.roles["base"][0]] if "base" in match.roles else ()
        return any(item.type == "plan" for item in between)
    if not claim.plain:
        return False
    return _is_attained(items[: figure.head]) or _is_of_planned_list(items, figure.head)


def _is_attained(before: Sequence[Item]) -> bool:
    """Whether a verb before the ratio tells that so much was reached; "ông A đạt 49/58 phiếu" tells a share."""
    if not before:
        return False
    subject = next((item for item in reversed(before[:-1]) if item.text != ","), None)
    by_body = subject is not None and subject.type in ("body", "anaphor", "place")
    rated = before[-1].type == "cue" and "rate" in before[-1].value  # "hoàn thành tốt nhiệm vụ 19/34 CĐCS"
    return (before[-1].text.startswith(tie_forms("completes")) and not rated) or (
        before[-1].type == "attain" and by_body
    )


def _names_plan(items: Sequence[Item]) -> bool:
    """ "12/10 CĐCS theo kế hoạch", "2.950/1.500 sáng kiến được giao"; not "12/15 CĐCS xây dựng kế hoạch", "12/15 hồ sơ
    được giao đúng hạn".
    """
    plans = [at for at, item in enumerate(items) if item.type == "plan"]
    if any(
        items[at].text.startswith(tie_forms("plan_words")) and (not at or items[at - 1].type != "cue") for at in plans
    ):
        return True
    behind = [item.text for item in takewhile(lambda item: item.type in _NAMES, items)]
    return len(behind) > 1 and behind[-2] in tie_words("passive") and behind[-1] in tie_words("given")


def _is_of_planned_list(items: Sequence[Item], head: int) -> bool:
    """ "Cao so với chỉ tiêu giao có: Công đoàn A: 96/80 = 120%; …", "So với chỉ tiêu, LĐLĐ huyện A kết nạp 96/80 (120%)
    …": before the list a plan is named.
    """
    if items[0].type == "compare":
        comma = next((at for at, item in enumerate(items) if item.text == ","), 0)
        return any(item.type == "plan" for item in items[1 : min(comma, _OPENING)])
    if not head or items[head - 1].text != ":":
        return False
    opens = next(index for index, item in enumerate(items) if item.text == ":")
    return any(item.type == "plan" for item in items[max(0, opens - 6) : opens])


def planned_change(claims: Sequence[Claim]) -> Quantity | None:
    """ "giảm 412 hộ nghèo, đạt 103% kế hoạch": what was planned, and done, is the change itself."""
    change = claims[0].delta
    if len(claims) == 1 or change is None or claims[0].percent is not None or claims[0].of_past:
        return None
    planned = claims[1].of_plan and claims[1].kind in ("attained", "exceeded")
    if claims[0].kind != "decrease" or not planned:
        return None
    return replace(change, number=replace(change.number, value=abs(change.number.value)))
