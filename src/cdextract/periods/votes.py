"""Figures of a vote ("48/50 phiếu tín nhiệm cao") are of the day on which votes were cast, those of a stock exchange of
the day of the session.

The words that tell are `vote` and `voting` in `patterns/periods.yaml`; a clause ends at its `border`.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from cdextract.periods.roles import Stated, cues
from cdextract.text.spans import Sentence

_REACH = 40  # characters on either side of a figure that can say what was counted


def counts_votes(low: str, start: int, end: int) -> bool:
    """Whether the figure at `start`…`end`, or its clause, speaks of votes and voters."""
    left = max(0, start - _REACH)
    told = left + len(low[left:start].rstrip(": "))  # "Số phiếu hợp lệ: 49/50": the colon ends nothing
    begin = max((sign.end() for sign in cues()["border"].finditer(low, left, told)), default=left)
    border = cues()["border"].search(low, end, end + _REACH)
    close = border.start() if border else end + _REACH
    return cues()["vote"].search(low, begin, close) is not None


def counts_elected(low: str, sentence: Sentence, start: int) -> bool:
    """Whether a figure goes on about those elected: "Trong 54 người trúng cử có 17 nữ (31,48%), 3 người ngoài Đảng"."""
    return cues()["elected"].search(low, sentence.start, start) is not None


def counts_attendance(low: str, start: int, end: int) -> bool:
    """Whether the figure at `start`…`end`, or its clause, tells how many were at a meeting."""
    border = cues()["border"].search(low, end, end + _REACH)
    close = border.start() if border else end + _REACH
    opens = max((sign.end() for sign in cues()["border"].finditer(low, max(0, start - _REACH), start)), default=start)
    return cues()["attending"].search(low, opens, close) is not None


def voting_day(low: str, sentence: Sentence, stated: Sequence[Stated]) -> Stated | None:
    """The day that a sentence about a vote states; the day of a law or a resolution is another one."""
    if cues()["voting"].search(low, sentence.start, sentence.end) is None:
        return None
    days = (item for item in stated if item.mention.type == "date" and item.expr.kind == "day")
    return next((item for item in days if not _of_another_deed(low, sentence, item)), None)


def _of_another_deed(low: str, sentence: Sentence, item: Stated) -> bool:
    return _of_document(low, sentence, item) or is_printed(low, item)


def is_printed(low: str, item: Stated) -> bool:
    """ "Ngày 4/8, cổng thông tin của tỉnh đăng tải kết quả": on that day nobody voted."""
    border = cues()["border"].search(low, item.mention.end + 1)
    close = border.start() if border else len(low)
    return cues()["printed"].search(low, item.mention.end, close) is not None


def _of_document(low: str, sentence: Sentence, item: Stated) -> bool:
    clause = regex.split(r"[,;:(]", low[sentence.start : item.mention.start])[-1]
    if cues()["part_of_day"].search(low, item.mention.start, item.mention.end):
        return False
    return cues()["document"].search(clause) is not None
