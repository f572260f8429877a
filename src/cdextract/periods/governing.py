"""Which of the periods of a sentence governs a figure: the one inside it, before it, or right behind it."""

from __future__ import annotations

from collections.abc import Sequence

from cdextract.periods.roles import Stated, cues
from cdextract.rules.compiled import compile_rule
from cdextract.text.spans import Mention

_PARTED = compile_rule(r"[,;:.(\d]")
_CLAUSE_END = compile_rule(r"[;,:.](?!\d)")
_SUBJECT = compile_rule(r"(?:^|[.!?\n])[^,;.:()\n]*$")


def choose(stated: Sequence[Stated], low: str, start: int, end: int) -> Stated | None:
    """The period that governs the figure at `start`…`end` of the sentence: inside it, before it, or right behind it."""
    open_ = [
        item
        for item in stated
        if not _shut_off(item.mention, low, start, end)
        and not _ends_before(item, low, start)
        and not _is_aside(item, stated, low, start)
    ]
    chosen = inside(open_, start, end) or before(open_, start) or _right_behind(open_, low, end)
    return _opening(open_, chosen, low) if chosen else None


def _is_aside(item: Stated, stated: Sequence[Stated], low: str, start: int) -> bool:
    """ "Từ 2010 đến 2015, … lập 150 CĐCS, nâng tổng số hiện nay lên 1.410; kết nạp 16.800 đoàn viên": the state of now
    ends with its part, where the sentence began with a period.
    """
    if item.expr.kind != "now" or ";" not in low[item.mention.end : start]:
        return False
    told = (other for other in stated if other.mention.start < item.mention.start)
    return any(other.opens and other.expr.has_days for other in told)


def _opening(stated: Sequence[Stated], chosen: Stated, low: str) -> Stated:
    """ "Qua rà soát năm 2019, số hộ nghèo của huyện hiện còn 1.204": "hiện" is in the year told before."""
    between = chosen.expr.kind == "now" and not chosen.opens and before(stated, chosen.mention.start)
    if not between or not between.expr.has_days or cues()["now_left"].match(low, chosen.mention.start) is None:
        return chosen
    return between


def inside(stated: Sequence[Stated], start: int, end: int) -> Stated | None:
    """The last mention within the figure."""
    return next((item for item in reversed(stated) if start <= item.mention.start < end), None)


def before(stated: Sequence[Stated], start: int) -> Stated | None:
    """The last mention before the figure."""
    return next((item for item in reversed(stated) if item.mention.start < start), None)


def _right_behind(stated: Sequence[Stated], low: str, end: int) -> Stated | None:
    """In the same clause, with no other number between: "kết nạp 540 đoàn viên trong năm 2022"."""
    for item in stated:
        if item.mention.start >= end and not _PARTED.search(low, end, item.mention.start):
            return item
    return None


def _shut_off(mention: Mention, low: str, start: int, end: int) -> bool:
    """Whether the mention stands in brackets that closed before the figure or open behind it."""
    if mention.start >= end:
        return "(" in low[end : mention.start]
    if mention.start > start and _is_level_in_brackets(mention, low, start):
        return True
    if cues()["window_before"].search(low, max(0, mention.start - 40), mention.start) and not of_bracketed(
        mention, low
    ):
        return False
    depth = 0
    for char in low[mention.end : start]:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return True
    return low[mention.end - 1] == ")" and "(" in low[max(0, mention.start - 1) : mention.start]


def _is_level_in_brackets(mention: Mention, low: str, start: int) -> bool:
    """ "đón 238.000 lượt khách, tăng 32,77% (dịp lễ 2023 là 160.000 lượt)": of the earlier level, not of the figure."""
    inside = low[start : mention.start].rpartition("(")[2]
    opened = "(" in low[start : mention.start] and ")" not in inside
    return opened and cues()["number_behind"].match(low, mention.end) is not None


def of_bracketed(mention: Mention, low: str) -> bool:
    """Whether the period is that of a number in brackets: "đạt 20,9% kế hoạch (năm 2023 đạt 22,22%)"."""
    bracketed = cues()["bracket_opens"].match(low, mention.start) is not None
    return bracketed and cues()["number_in_bracket"].match(low, mention.end) is not None


def _ends_before(item: Stated, low: str, start: int) -> bool:
    """Whether what the mention governs ends before `start`: a noun's year with its part of the sentence, "hiện
    có" with its clause."""
    between = low[item.mention.end : start]
    existing = cues()["now_has"].match(low, item.mention.start, item.mention.end)
    if existing and not cues()["counted_behind"].match(low, item.mention.end):
        return _CLAUSE_END.search(between) is not None
    part = between.partition(";")
    listed = ":" in part[0]  # "các mặt hàng 4 tháng đầu năm như: dệt may đạt …; giày dép đạt …"
    return item.role == "topic" and part[1] != "" and not listed and not _of_subject(item.mention, low)


def _of_subject(mention: Mention, low: str) -> bool:
    """ "Vùng Nam Bộ quý I/2017 có 1.100 doanh nghiệp; Tây Nguyên 60": what follows is told of the same time."""
    begins = _SUBJECT.search(low, max(0, mention.start - 80), mention.start) is not None
    return begins and cues()["predicate_behind"].match(low, mention.end) is not None
