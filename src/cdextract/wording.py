"""What the words of a figure say beside its numbers: which side of 100 % they name."""

from __future__ import annotations

import regex

from cdextract.compiled import compile_rule

_UNDER = r"(?:chưa|không) (?:đạt|hoàn thành|vượt)"
_OVER = r"vượt (?:mức |xa )?(?:so với )?(?:chỉ tiêu|kế hoạch|kh(?!\p{L})|mục tiêu|dự toán|tiến độ được giao|\d)"
# "bằng 87,4% so với cùng kỳ nhưng vẫn vượt 5,8% kế hoạch": two sides of two things
_OF_PAST = compile_rule(r"cùng kỳ|năm (?:trước|ngoái)|kỳ trước|so với (?:năm|tháng|quý)", regex.IGNORECASE)
_WORDS = compile_rule(rf"(?P<under>{_UNDER})|(?<!để |sẽ |đấu )(?P<over>{_OVER})", regex.IGNORECASE)


def said_side(evidence: str) -> str | None:
    """The side of 100 % that the words name: `over` ("vượt chỉ tiêu"), `under` ("chưa đạt"), None where they name none.

    >>> said_side("kết nạp 802/1.000 đoàn viên, vượt chỉ tiêu (đạt 80,2%)"), said_side("đạt 80,2%")
    ('over', None)
    """
    match = _WORDS.search(evidence)
    return match.lastgroup if match and not _OF_PAST.search(evidence, 0, match.start()) else None
