"""Words that stand for a body named elsewhere (`patterns/anaphors.yaml`), and places named without a union word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from cdextract.bodies.placenames import WORD, lies_in, name_at, province_after
from cdextract.bodies.union_words import NEAR, NOT_IN_WORD, WORD_ENDS, level_at
from cdextract.bodies.values import COMMUNE_LEVELS, Anaphor, Place
from cdextract.numbers.words import parse_words
from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
from cdextract.rules.loading import Found, load_yaml
from cdextract.rules.sieve import Sieve
from cdextract.text.normalised import longest_first, lower
from cdextract.text.spans import Mention


@dataclass(frozen=True, slots=True)
class _Rules:
    anaphors: Sieve[tuple[str, str]]  # id, what it refers to
    plural_before: regex.Pattern[str]
    plural_after: regex.Pattern[str]
    union: regex.Pattern[str]


@cache
def _rules(user_dir: Path | None) -> _Rules:
    data = load_yaml("anaphors.yaml")
    number = "|".join((r"\d{1,2}", *data["numbers"]))
    anaphors = [
        (
            _compiled(f"{NOT_IN_WORD}(?:{rule['pattern'].replace('{number}', number)}){WORD_ENDS}"),
            (rule["id"], rule["refers"]),
        )
        for rule in data["anaphors"]
    ]
    plural = data["plural_unions"]
    before, after, union = _compiled(plural["before"]), _compiled(plural["after"]), _compiled(data["union_words"])
    return _Rules(Sieve(anaphors), before, after, union)


@dataclass(frozen=True, slots=True)
class _Places:
    """How places are named without a union word (`places` of the file)."""

    typed: regex.Pattern[str]  # a type word
    bare: regex.Pattern[str]  # what a name without one may stand behind
    may_be_bare: re.Pattern[str]  # the same; its first character comes first, so that others are skipped quickly
    bare_ends: regex.Pattern[str]
    located: frozenset[str]
    ends_of_heads: frozenset[str]


def _places() -> _Places:
    return _places_of(resources.user_pattern_dir())


@cache
def _places_of(_: Path | None) -> _Places:
    words = load_yaml("anaphors.yaml")["places"]
    introduced, located = "|".join(words["introduced"]), words["located"]
    letters = "".join(sorted({word[0] for word in located}))
    located_behind = "|".join(f"(?<={word[0]}){word[1:]}" for word in located)
    return _Places(
        typed=_compiled(rf"{NOT_IN_WORD}(?:{'|'.join(longest_first(words['types']))})(?![\p{{Ll}}])"),
        bare=_compiled(
            rf"(?:^[\s\-•+*|]*(?:\d{{1,2}}[.)]\s*)?|[;:(|]\s*|,\s)(?:(?P<in>{introduced})\s+)?(?=(?-i:\p{{Lu}}))"
            rf"|\b(?P<in>{'|'.join(located)})\s(?=(?-i:\p{{Lu}}))"
        ),
        may_be_bare=re.compile(
            rf"[;:(|,{letters}](?:(?:(?<=[;:(|])\s*|(?<=,)\s)(?:(?:{introduced})\s+)?|(?:{located_behind})\s)"
        ),
        bare_ends=compile_rule(rf"\s*(?:[:,)|]|\(?\d|-\s|(?:{'|'.join(words['acts'])}) )"),
        located=frozenset(located),
        ends_of_heads=frozenset(words["ends_of_heads"]),
    )


def _compiled(pattern: str) -> regex.Pattern[str]:
    return compile_rule(pattern, regex.IGNORECASE)


_SPACE = compile_rule(r"\s+")


def union_anaphor(text: str, head: regex.Match[str]) -> list[Mention]:
    """ "LĐLĐ huyện", "Công đoàn tỉnh" with no name behind it; not "59 LĐLĐ tỉnh, thành phố"."""
    space = _SPACE.match(text, head.end())
    level = level_at(text, space.end()) if space and (head["ldld"] or head["cong_doan"]) else None
    if level is None or level[0] in COMMUNE_LEVELS:
        return []
    end = head.end() + len(text[head.end() : level[1]].rstrip())
    rules = _rules(resources.user_pattern_dir())
    before, after = text[max(0, head.start() - NEAR) : head.start()], text[end : end + NEAR]
    if rules.plural_before.search(before) or rules.plural_after.search(after):
        return []
    return [Mention("anaphor", head.start(), end, Anaphor("level", level[0], union=True), "anaphors.union_level")]


def read_anaphors(text: str) -> Iterator[Mention]:
    """All anaphors of a sentence but those of `union_anaphor`; they may overlap with names."""
    rules = _rules(resources.user_pattern_dir())
    for (rule, refers), match in rules.anaphors.matches(text, lower(text)):
        groups = match.groupdict()
        level = level_at(groups["level"] + " ", 0) if groups.get("level") else None
        if level and _names_its_place(text, match.end("level"), level[0]):
            continue
        union = rules.union.search(match[0]) is not None
        count = _count((groups.get("number") or "").lower())
        value = Anaphor(refers, level[0] if level else None, union=union, count=count)
        yield Mention("anaphor", match.start(), match.end(), value, f"anaphors.{rule}")


def _count(number: str) -> int | None:
    value = int(number) if number.isdigit() else parse_words(number.split()) if number else None
    return None if value is None else int(value)


def _names_its_place(text: str, at: int, level: str) -> bool:
    """Whether a known name follows the type word: "toàn tỉnh Bến Tre" says which one."""
    space = _SPACE.match(text, at)
    return space is not None and name_at(text, space.end(), level) is not None


def read_places(text: str, *, headline: bool) -> Iterator[Mention]:
    """Places named without a union word; in a headline, a known name counts wherever it stands."""
    for match in _places().typed.finditer(text):
        level = level_at(text, match.start())
        found = name_at(text, level[1], level[0]) if level else None
        if level and found:
            province, end = (None, found[1])
            if level[0] != "tỉnh":
                province, end = province_after(text, found[1], lies_in(found[0], level[0]))
            place = Place(level[0], found[0], text[match.start() : found[1]], province)
            yield Mention("place", match.start(), end, place, "places.typed")
    yield from _headline_places(text) if headline else _bare_places(text)


def _bare_places(text: str) -> Iterator[Mention]:
    words, free = _places(), 0
    hits = words.may_be_bare.finditer(lower(text), 1)
    for start in [0, *(hit.start() for hit in hits if text[hit.end() : hit.end() + 1].isupper())]:
        match = words.bare.match(text, start) if start >= free else None
        if match is None:
            continue
        free = match.end()
        found = name_at(text, match.end())
        if found and ((match["in"] or "").lower() in words.located or words.bare_ends.match(text, found[1])):
            place = Place(None, found[0], text[match.end() : found[1]])
            yield Mention("place", match.end(), found[1], place, "places.bare")


def _headline_places(text: str) -> Iterator[Mention]:
    for match in WORD.finditer(text):
        found = name_at(text, match.start())
        if found and _stands_alone(text, match.start(), found[1]):
            place = Place(None, found[0], text[match.start() : found[1]])
            yield Mention("place", match.start(), found[1], place, "places.bare")


_CAPITAL_BEFORE = compile_rule(r"(\p{Lu}\p{Ll}\S*)\s+$")
_CAPITAL_BEHIND = compile_rule(r"\s+\p{Lu}\p{Ll}")


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name of two words or more is no part of a longer name: "Anh hùng Trần Văn Thời" is a person."""
    words = text[start:end].split()
    if len(words) < 2 or not all(word[0].isupper() for word in words if word[0].isalpha()):
        return False
    if text.isupper():
        return True
    before = _CAPITAL_BEFORE.search(text[max(0, start - NEAR) : start])
    lone = before is None or before.start() == 0 or before[1].lower() in _places().ends_of_heads
    return lone and _CAPITAL_BEHIND.match(text, end) is None


def example_results(text: str) -> list[Found]:
    """What the anaphor rules find in one example, for `rules.check_examples`."""
    return [
        Found(mention.rule.removeprefix("anaphors."), mention.start, mention.end, {"refers": mention.value.refers})
        for mention in read_anaphors(text)
    ]
