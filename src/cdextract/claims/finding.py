"""Items of a sentence → the same items with claims (`patterns/claims.yaml`) put in place of the words they are made
of.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cdextract.mentions import items_of, lex
from cdextract.rules import resources
from cdextract.rules.fragments import expand
from cdextract.rules.grammar import Alphabet, Grammar, Item, literals_of, reduce
from cdextract.rules.loading import Found, load_yaml

ITEM_TYPES = (
    "number",
    "difference",
    "ratio",
    "percent",
    "times",
    "range",
    "period",
    "date",
    "body",
    "place",
    "anaphor",
    "word",
    "sign",
    "stop",
    "attain",
    "exceed",
    "share",
    "increase",
    "decrease",
    "plan",
    "compare",
    "part",
    "whole",
    "each",
    "limit",
    "superlative",
    "link",
    "noun",
    "cue",
    "future",
    "done",
    "time",
    "document_number",
    "phone",
    "ordinal",
    "address",
    "scale",
    "score",
    "fraction",
    "name",
    "age",
    "condition",
    "rate",
    "day",
)
CLAIM_TYPES = ("attained_claim", "exceeded_claim", "share_claim", "change_claim", "plain_claim", "parallel_claim")


@dataclass(frozen=True)
class Layer:
    """A compiled pattern file: its grammar and what each rule emits or builds."""

    grammar: Grammar
    rules: dict[str, dict[str, Any]]


def compile_layer(name: str, types: tuple[str, ...]) -> Layer:
    """Compile a pattern file whose rules run over items of `types`."""
    data = load_yaml(name)
    rules = {rule["id"]: rule for rule in data["rules"]}
    patterns = [(rule_id, expand(rule["pattern"], data["fragments"])) for rule_id, rule in rules.items()]
    literals = {literal for _, pattern in patterns for literal in literals_of(pattern)}
    return Layer(Grammar(patterns, Alphabet(types, literals, data["sets"])), rules)


@cache
def _layer(user_dir: Path | None) -> Layer:
    return compile_layer("claims.yaml", ITEM_TYPES)


def find_claims(items: list[Item]) -> list[Item]:
    """Replace the words of every claim by one item, its roles in `parts`."""
    if not any(item.type in ("percent", "increase", "decrease") for item in items):
        return items
    layer = _layer(resources.user_pattern_dir())
    return reduce(items, layer.grammar, {rule_id: rule["emits"] for rule_id, rule in layer.rules.items()})


def example_results(text: str) -> list[Found]:
    """The claims of one example, for `rules.check_examples`."""
    items = find_claims(items_of(text, lex(text)))
    return [Found(item.rule, item.start, item.end, {}) for item in items if item.type in CLAIM_TYPES]
