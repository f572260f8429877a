"""What a pattern over items needs, and which patterns are not tried for want of it."""

import pytest

from cdextract.rules.grammar import Alphabet, Grammar, Item, literals_of
from cdextract.rules.item_needs import Look, needs_of_items

SETS = {"claim": ["share_claim", "plain_claim"], "amount": ["number", "ratio"]}


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        (["amount", "percent"], [[{"percent"}]]),
        (["amount", "percent", "{0,2}"], [[]]),
        (["amount", "percent", "{1,2}?"], [[{"percent"}]]),
        (["amount", "(", "percent", "|", "plan", ")", "'('"], [[{"percent", "plan"}, {"("}]]),
        (["amount", "(", "percent", "|", "noun", ")"], [[]]),
        (["amount", "(?!", "percent", ")", "claim"], [[{"share_claim", "plain_claim"}]]),
        (["amount", "percent", "|", "plan"], [[{"percent"}], [{"plan"}]]),
        (["!percent", "'từ'"], [[]]),
    ],
)
def test_needs(elements, expected):
    assert [[set(group) for group in groups] for groups in needs_of_items(elements, SETS)] == expected


def test_what_is_left_of_a_sentence():
    look = Look([needs_of_items(["amount", "percent"], SETS), needs_of_items(["amount"], SETS)])
    items = [Item("percent", 0, 1, "5%"), Item("number", 2, 3, "12")]
    before, behind = look.rests(items)
    assert look.can_match(0, before)
    assert not look.can_match(0, behind)
    assert look.can_match(1, behind)


def test_a_rule_is_found_where_its_needs_are_met_only_further_on():
    patterns = [("share", "number (noun | sign){0,5} percent"), ("bare", "number")]
    literals = set().union(*(literals_of(pattern) for _, pattern in patterns))
    grammar = Grammar(patterns, Alphabet(("number", "ratio", "noun", "sign", "percent"), literals, SETS))

    def found(*types):
        items = [Item(type_, place, place + 1, type_) for place, type_ in enumerate(types)]
        return [match.rule for match in grammar.scan(items)]

    assert found("number", "noun", "sign", "percent") == ["share"]
    assert found("percent", "number", "noun", "sign") == ["bare"]
    assert found("number", "noun", "number", "noun", "percent") == ["bare", "share"]
