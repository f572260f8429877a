"""What the words of a figure say beside its numbers: which side of 100 % they name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import regex

from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
from cdextract.words.tokens import tie_forms


def said_side(evidence: str) -> str | None:
    """The side of 100 % that the words name: `over` ("vượt chỉ tiêu"), `under` ("chưa đạt"), None where they name none.

    >>> said_side("kết nạp 802/1.000 đoàn viên, vượt chỉ tiêu (đạt 80,2%)"), said_side("đạt 80,2%")
    ('over', None)
    """
    words, of_past = _patterns(resources.user_pattern_dir())
    match = words.search(evidence)
    return match.lastgroup if match and not of_past.search(evidence, 0, match.start()) else None


def is_against_average(evidence: str) -> bool:
    """Whether a figure is compared with an average: that need be no whole number.

    >>> is_against_average("119 ca, giảm 6,7% so với trung bình 4 tuần trước")
    True
    """
    return _average(resources.user_pattern_dir()).search(evidence) is not None


@cache
def _average(_: Path | None) -> regex.Pattern[str]:
    words = "|".join(tie_forms("averages"))
    return compile_rule(rf"so (?:với|cùng)(?: \p{{L}}+){{0,2}} (?:{words})(?!\p{{L}})", regex.IGNORECASE)


@cache
def _patterns(_: Path | None) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """What names a side; and what says before it that it is one of another time."""
    no, reach, far, over, ahead, past = (
        "|".join(tie_forms(f"side_{name}")) for name in ("not", "reach", "far", "over", "ahead", "past")
    )
    under = rf"(?P<under>(?:{no}) (?:{reach}))"
    words = rf"{under}|(?<!(?:{ahead}) )(?P<over>vượt (?:(?:{far}) )?(?:so với )?(?:(?:{over})(?!\p{{L}})|\d))"
    return compile_rule(words, regex.IGNORECASE), compile_rule(past, regex.IGNORECASE)
