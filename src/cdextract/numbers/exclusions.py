"""Numbers that count nothing (document numbers, telephones, scores, ranks, rates …): `patterns/exclusions.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import regex

from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
from cdextract.rules.fragments import expand
from cdextract.rules.loading import Found, load_yaml
from cdextract.rules.sieve import Sieve
from cdextract.text.normalised import lower
from cdextract.text.spans import Mention

_DIGIT = compile_rule(r"\d")


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    emits: str
    group: int
    weak: bool
    unless: tuple[regex.Pattern[str], ...]
    unless_before: tuple[regex.Pattern[str], ...]

    def holds(self, text: str, match: regex.Match[str]) -> bool:
        """Whether nothing around the match speaks against the rule."""
        if any(pattern.match(text, match.start()) for pattern in self.unless):
            return False
        return not any(pattern.match(text, match.end()) for pattern in self.unless_before)


@cache
def _rules(_: Path | None) -> Sieve[_Rule]:
    data = load_yaml("exclusions.yaml")
    return Sieve(_compiled(rule, data["fragments"]) for rule in data["patterns"])


def _compiled(rule: Mapping[str, Any], fragments: Mapping[str, str]) -> tuple[regex.Pattern[str], _Rule]:
    def pattern(text: str) -> regex.Pattern[str]:
        return compile_rule(expand(text, fragments, opening="(?:"))

    unless, unless_before = (tuple(map(pattern, rule.get(key, ()))) for key in ("unless", "unless_before"))
    found = _Rule(rule["id"], rule["emits"], rule.get("group", 0), rule.get("weak", False), unless, unless_before)
    return pattern(rule["pattern"]), found


def lex_exclusions(text: str) -> tuple[list[Mention], list[Mention]]:
    """What must not be read as an amount, in the order of the rules; mentions may overlap.

    First what goes before periods, dates and names, then what the weak rules give, which yield to those.

    >>> [mention.type for mention in lex_exclusions("Quyết định 4290/QĐ-TLĐ, đường dây nóng 0912345678")[0]]
    ['document_number', 'phone']
    """
    strong: list[Mention] = []
    weak: list[Mention] = []
    if not _DIGIT.search(text):
        return strong, weak
    for rule, match in _rules(resources.user_pattern_dir()).matches(text, lower(text)):
        start, end = match.span(rule.group)
        if start < end and rule.holds(text, match):
            (weak if rule.weak else strong).append(Mention(rule.emits, start, end, None, rule.id))
    return strong, weak


def example_results(text: str) -> list[Found]:
    """What the rules find in one example, for `rules.check_examples`."""
    strong, weak = lex_exclusions(text)
    return [Found(mention.rule, mention.start, mention.end, {"type": mention.type}) for mention in (*strong, *weak)]
