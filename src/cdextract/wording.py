"""What the words of a figure say beside its numbers: which side of 100 % they name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import regex

from cdextract import resources
from cdextract.compiled import compile_rule
from cdextract.tokens import tie_forms


def said_side(evidence: str) -> str | None:
    """The side of 100 % that the words name: `over` ("vượt chỉ tiêu"), `under` ("chưa đạt"), None where they name none.

    >>> said_side("kết nạp 802/1.000 đoàn viên, vượt chỉ tiêu (đạt 80,2%)"), said_side("đạt 80,2%")
    ('over', None)
    """
    words, of_past = _patterns(resources.user_pattern_dir())
    match = words.search(evidence)
    return match.lastgroup if match and not of_past.search(evidence, 0, match.start()) else None


@cache
def _patterns(_: Path | None) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """What names a side; and what says before it that it is one of another time."""
    no, reach, far, over, ahead, past = (
        "|".join(tie_forms(f"side_{name}")) for name in ("not", "reach", "far", "over", "ahead", "past")
    )
    under = rf"(?P<under>(?:{no}) (?:{reach}))"
    words = rf"{under}|(?<!(?:{ahead}) )(?P<over>vượt (?:(?:{far}) )?(?:so với )?(?:(?:{over})(?!\p{{L}})|\d))"
    return compile_rule(words, regex.IGNORECASE), compile_rule(past, regex.IGNORECASE)
