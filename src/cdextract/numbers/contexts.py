"""What stands around numbers: the word lists of `patterns/numbers.yaml`, compiled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from cdextract.numbers import words as number_words
from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
from cdextract.rules.loading import load_yaml
from cdextract.text.normalised import longest_first


@dataclass(frozen=True, slots=True)
class NumberContexts:
    """The lists of the file: what each is for stands there."""

    begin: regex.Pattern[str]  # where a number can begin
    numeral: regex.Pattern[str]  # a digit, or one of `numerals`
    scale: regex.Pattern[str]
    counted: regex.Pattern[str]
    five_after: frozenset[str]
    votes_behind: regex.Pattern[str]
    alone_before: tuple[str, ...]
    ordinal_before: frozenset[str]
    no_groups_after: regex.Pattern[str]
    percent_words: tuple[str, ...]
    percent_behind: tuple[str, ...]
    range_before: regex.Pattern[str]
    plan_words: regex.Pattern[str]
    english_style: regex.Pattern[str]
    elided_behind: regex.Pattern[str]
    money_words: regex.Pattern[str]
    short_scales: Mapping[str, int]
    short: regex.Pattern[str]


def number_contexts() -> NumberContexts:
    """The shipped lists, with the user's own where there are any."""
    return _number_contexts(resources.user_pattern_dir())


@cache
def _number_contexts(_: Path | None) -> NumberContexts:
    data = load_yaml("numbers.yaml")
    percent_words, short_scales = data["percent_words"], data["short_scales"]
    return NumberContexts(
        begin=_begin(data["glued_to"]),
        numeral=compile_rule(rf"\d|(?<!\p{{L}})(?:{_any_of(data['numerals'])})(?!\p{{L}})"),
        scale=_scale(data["no_scale_before"]),
        counted=compile_rule(rf"[ \n](?:{_any_of(data['counted_nouns'])})(?!\p{{L}})"),
        five_after=frozenset(data["five_after"]),
        votes_behind=compile_rule(data["votes_behind"]),
        alone_before=tuple(f" {word}" for word in data["alone_before"]),
        ordinal_before=frozenset(data["ordinal_before"]),
        no_groups_after=compile_rule(rf"(?<!\p{{L}})(?:{'|'.join(data['no_spaced_groups_after'])}) $"),
        percent_words=tuple(percent_words),
        percent_behind=("%", *(f" {word}" for word in percent_words)),
        range_before=compile_rule(data["range_before"]),
        plan_words=compile_rule(rf" ?(?:{'|'.join(longest_first(data['plan_words']))})(?!\p{{L}})"),
        english_style=_english_style(data["decimals_before"]),
        elided_behind=compile_rule(data["elided_behind"]),
        money_words=compile_rule(rf"(?<!\p{{L}})(?:{data['money_words']})(?!\p{{L}})"),
        short_scales=short_scales,
        short=compile_rule(
            rf"(?P<digits>\d*[.,]?\d+) ?(?P<scale>{_any_of(short_scales)})(?: ?(?P<tail>\d))?", regex.IGNORECASE
        ),
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(regex.escape, longest_first(words)))


def _begin(glued_to: Iterable[str]) -> regex.Pattern[str]:
    return compile_rule(
        rf"(?:(?<![\p{{L}}\d])|(?<=(?<!\p{{L}})(?:{_any_of(glued_to)})))(?<!\d[.,:])(?<!\p{{L}}-)(?<!covid ?- )\d"
        rf"|(?<![\p{{L}}\d])(?:{_any_of(number_words.ATOMS)})(?!\p{{L}})"
    )


def _scale(no_scale_before: Mapping[str, list[str]]) -> regex.Pattern[str]:
    """A scale word or "tr" (triệu), which may be glued to "đ": "5 tr", "5trđ"."""
    words = [
        f"{word}(?! (?:{_any_of(no_scale_before[word])}))" if word in no_scale_before else word
        for word in longest_first({**number_words.SCALES, **number_words.SMALL_SCALES})
    ]
    listed = "|".join([*words, r"tr(?=\.?đ|[ \d]|$)"])
    return compile_rule(rf" {{0,2}}(?P<scale>{listed})(?:(?!\p{{L}})|(?=\.?đ(?!\p{{L}})))")


def _english_style(decimals_before: Iterable[str]) -> regex.Pattern[str]:
    """A count grouped by commas: 9,360; 1,204,500."""
    group = rf",\d{{3}}(?! ?(?:{_any_of(decimals_before)}))"
    return compile_rule(rf"(?<![\d,.])[1-9]\d{{0,2}}(?:(?:,\d{{3}}){{2,}}|{group})(?![\d,])")
