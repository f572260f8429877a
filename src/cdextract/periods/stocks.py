"""Sentences that count out of a stock told just before ("quản lý 96 CĐCS. Có 41/96 đơn vị …"): of its day."""

from __future__ import annotations

from cdextract.periods.roles import cues
from cdextract.rules.compiled import compile_rule
from cdextract.text.spans import Sentence

_NUMBER = compile_rule(r"(?<![\d.,])\d[\d.]*\d(?![\d,/%])")


def counts_out_of(low: str, sentence: Sentence, told: tuple[int, int]) -> bool:
    """Whether the sentence begins with a ratio whose whole is a number of the text at `told`."""
    ratio = cues()["out_of"].match(low, sentence.start, sentence.end)
    return ratio is not None and ratio["whole"] in _NUMBER.findall(low, *told)
