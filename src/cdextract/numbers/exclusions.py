"""Numbers that count nothing (document numbers, telephones, scores, ranks, rates …): `patterns/exclusions.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
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


@cache
def _rules(_: Path | None) -> Sieve[_Rule]:
    rules = load_yaml("exclusions.yaml")["patterns"]
    return Sieve(
        (
            compile_rule(rule["pattern"]),
            _Rule(rule["id"], rule["emits"], rule.get("group", 0), rule.get("weak", False)),
        )
        for rule in rules
    )


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
        if start < end:
            (weak if rule.weak else strong).append(Mention(rule.emits, start, end, None, rule.id))
    return strong, weak


def example_results(text: str) -> list[Found]:
    """What the rules find in one example, for `rules.check_examples`."""
    strong, weak = lex_exclusions(text)
    return [Found(mention.rule, mention.start, mention.end, {"type": mention.type}) for mention in (*strong, *weak)]
