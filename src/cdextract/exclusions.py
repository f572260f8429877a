"""Numbers that count nothing (document numbers, telephones, scores, ranks, rates …): `patterns/exclusions.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cdextract import resources
from cdextract.compiled import compile_rule
from cdextract.rules import Found, load_yaml
from cdextract.sieve import Sieve
from cdextract.spans import Mention
from cdextract.text import lower

_DIGIT = compile_rule(r"\d")


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    emits: str
    group: int


@cache
def _rules(user_dir: Path | None, weak: bool) -> Sieve[_Rule]:
    rules = load_yaml("exclusions.yaml")["patterns"]
    return Sieve(
        (compile_rule(rule["pattern"]), _Rule(rule["id"], rule["emits"], rule.get("group", 0)))
        for rule in rules
        if rule.get("weak", False) is weak
    )


def lex_exclusions(text: str, *, weak: bool = False) -> list[Mention]:
    """What must not be read as an amount, in the order of the rules; mentions may overlap.

    `weak` gives the rules that yield to periods, dates and names instead of those that go before them.

    >>> [mention.type for mention in lex_exclusions("Quyết định 4290/QĐ-TLĐ, đường dây nóng 0912345678")]
    ['document_number', 'phone']
    """
    if not _DIGIT.search(text):
        return []
    found: list[Mention] = []
    for rule, match in _rules(resources.user_pattern_dir(), weak).matches(text, lower(text)):
        start, end = match.span(rule.group)
        if start < end:
            found.append(Mention(rule.emits, start, end, None, rule.id))
    return found


def example_results(text: str) -> list[Found]:
    """What the rules find in one example, for `rules.check_examples`."""
    mentions = [*lex_exclusions(text), *lex_exclusions(text, weak=True)]
    return [Found(mention.rule, mention.start, mention.end, {"type": mention.type}) for mention in mentions]
