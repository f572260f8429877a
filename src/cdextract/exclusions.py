"""Numbers that count nothing (document numbers, telephones, scores, ranks, rates …): `patterns/exclusions.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import regex

from cdextract import resources
from cdextract.rules import Found, load_yaml
from cdextract.spans import Mention

_DIGIT = regex.compile(r"\d")


@cache
def _patterns(user_dir: Path | None) -> tuple[tuple[str, str, regex.Pattern[str], int, bool], ...]:
    rules = load_yaml("exclusions.yaml")["patterns"]
    return tuple(
        (rule["id"], rule["emits"], regex.compile(rule["pattern"]), rule.get("group", 0), rule.get("weak", False))
        for rule in rules
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
    for rule_id, emits, pattern, group, yields in _patterns(resources.user_pattern_dir()):
        if yields is not weak:
            continue
        for match in pattern.finditer(text):
            start, end = match.span(group)
            if start < end:
                found.append(Mention(emits, start, end, None, rule_id))
    return found


def example_results(text: str) -> list[Found]:
    """What the rules find in one example, for `rules.check_examples`."""
    mentions = [*lex_exclusions(text), *lex_exclusions(text, weak=True)]
    return [Found(mention.rule, mention.start, mention.end, {"type": mention.type}) for mention in mentions]
