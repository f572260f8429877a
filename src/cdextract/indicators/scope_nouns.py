"""The nouns and verbs around a number, as classes of words (`patterns/words.yaml`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from cdextract.claims.finding import CLAIM_TYPES
from cdextract.figures.values import Figure
from cdextract.indicators.indicators import GENERAL
from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
from cdextract.rules.grammar import Item
from cdextract.rules.loading import load_yaml
from cdextract.words.tokens import tie_words, word_lists

_UP_TO_DIGITS = compile_rule(r"^.*\d")


def classes_of(items: Sequence[Item]) -> frozenset[str]:
    """The classes of words (`words.yaml`) among items."""
    classes: set[str] = set()
    linking = _linking(resources.user_pattern_dir())
    for item in items:
        if item.type in ("noun", "cue"):
            classes |= item.value
        elif item.type == "period":
            classes |= {"total", "has"} if item.text.startswith("hiện") else set()
        elif item.text in linking:
            classes.add(linking[item.text])
        elif item.type == "whole" and "tổng" in item.text and item.text != "tổng cộng":
            classes.add("total")
    return frozenset(classes)


@cache
def _linking(_: Path | None) -> dict[str, str]:
    """Word → what it tells of the number beside it: "với", "có"."""
    return {word: told for told in ("with", "has") for word in tie_words(told)}


def noun_after(items: Sequence[Item], figure: Figure, end: int) -> int | None:
    """The item of the noun behind a number, before `end`; None where a sign, a verb or a claim comes first."""
    first = figure.head + 1
    if figure.rule == "figure.women_of_all":  # "62 nữ/145 đoàn viên ưu tú": what all of them are
        first = next(index for index in range(first, len(items)) if items[index].type == "number") + 1
    for index in range(first, min(end, first + 5)):
        item = items[index]
        if item.type == "noun":
            return index
        if item.type in CLAIM_TYPES or item.type in ("stop", "cue", "link") or item.text in (",", "(", ")", ":"):
            return None
    return None


def head_classes(items: Sequence[Item], figure: Figure, noun_at: int | None, end: int) -> frozenset[str]:
    """What a number itself counts: the classes of its noun; `unknown` before other words, `none` where none stands."""
    if items[figure.head].type == "ratio" and (inner := _noun_inside(items[figure.head].text)):
        return inner
    if noun_at is not None:
        return frozenset(items[noun_at].value)
    if items[figure.head].type in CLAIM_TYPES:
        behind = items[figure.head + 1 : min(end, figure.head + 6)]
        nouns = [item for item in (*items[figure.head].covered, *behind) if item.type == "noun"]
        return frozenset(nouns[0].value) | {"none"} if nouns else frozenset({"none"})
    behind = items[figure.head + 1 : figure.head + 2]
    named = bool(behind) and behind[0].type in ("word", "body", "place", "anaphor", "whole", "plan")
    return frozenset({"unknown" if named else "none"})


@cache
def _noun_lexicon(user_dir: Path | None) -> dict[str, frozenset[str]]:
    lexicon: dict[str, set[str]] = {}
    for (type_, class_), listed in word_lists().items():
        if type_ == "noun":
            for phrase in listed:
                lexicon.setdefault(phrase, set()).add(class_)
    return {phrase: frozenset(classes) for phrase, classes in lexicon.items()}


def _noun_inside(ratio: str) -> frozenset[str]:
    """The noun before the slash: "91.452 đoàn viên/98.300 công nhân"."""
    before = _UP_TO_DIGITS.sub("", ratio.partition("/")[0]).strip()
    return _noun_lexicon(resources.user_pattern_dir()).get(before, frozenset())


@cache
def _rivals(user_dir: Path | None) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group) for group in load_yaml("words.yaml")["rivals"])


def without_rivals(items: Sequence[Item]) -> frozenset[str]:
    """The classes of the words, less those of cues that a nearer cue rules out: "thành lập …, hiện quản lý 68 CĐCS"."""
    classes: set[str] = set()
    for item in reversed(items):
        found = classes_of([item])
        ruled_out = {
            rival for group in _rivals(resources.user_pattern_dir()) if classes & group for rival in group - classes
        }
        classes |= found - ruled_out
    return frozenset(classes)


def nearest_noun(items: Sequence[Item]) -> frozenset[str]:
    """The classes of the last noun that tells more than that something is counted."""
    for item in reversed(items):
        if item.type == "noun" and not item.value <= GENERAL | {"union", "thing"}:
            return frozenset(item.value)
    return frozenset()
