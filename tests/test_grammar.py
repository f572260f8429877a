"""Patterns over items: the language, its errors, and how rules take turns."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from cdextract.errors import PatternError
from cdextract.rules.grammar import Alphabet, Grammar, Item, literals_of, reduce, to_regex

TYPES = ("amount", "noun", "percent", "word", "sign", "body")
SETS = {"thing": ["noun", "body"]}


def sentence(*symbols):
    """Items from symbols such as "amount" or "word:đạt"."""
    found = []
    for place, symbol in enumerate(symbols):
        type_, _, text = symbol.partition(":")
        found.append(Item(type_, 2 * place, 2 * place + 1, text))
    return found


def grammar(*patterns):
    literals = set().union(*(literals_of(pattern) for pattern in patterns))
    rules = [(f"rule{number}", pattern) for number, pattern in enumerate(patterns)]
    return Grammar(rules, Alphabet(TYPES, literals, SETS))


def spans(pattern, *symbols):
    return [(match.start, match.end) for match in grammar(pattern).scan(sentence(*symbols))]


@pytest.mark.parametrize(
    ("pattern", "symbols", "expected"),
    [
        ("amount", ["word", "amount", "noun"], [(1, 2)]),
        ("amount noun", ["amount", "noun", "amount"], [(0, 2)]),
        ("'lên'", ["word:lên", "noun:lên", "word:xuống"], [(0, 1), (1, 2)]),
        ("amount (noun | body)", ["amount", "body"], [(0, 2)]),
        ("amount thing", ["amount", "body"], [(0, 2)]),
        ("amount word? noun", ["amount", "noun", "amount", "word", "noun"], [(0, 2), (2, 5)]),
        ("amount word* noun", ["amount", "word", "word", "noun"], [(0, 4)]),
        ("amount word+ noun", ["amount", "noun"], []),
        ("amount word{1,2} noun", ["amount", "word", "word", "word", "noun"], []),
        ("amount word{2} noun", ["amount", "word", "word", "noun"], [(0, 4)]),
        ("amount !noun", ["amount", "noun", "amount", "body"], [(2, 4)]),
        ("amount !thing", ["amount", "body", "amount", "sign"], [(2, 4)]),
        ("amount (?= noun)", ["amount", "noun", "amount", "word"], [(0, 1)]),
        ("amount (?! noun)", ["amount", "noun", "amount", "word"], [(2, 3)]),
        ("word word*? noun", ["word", "word", "noun", "noun"], [(0, 3)]),
        ("(amount | percent)", ["percent", "amount"], [(0, 1), (1, 2)]),
    ],
    ids=["type", "sequence", "literal", "alternatives", "set", "optional", "star", "plus", "range", "count", "not_type", "not_set",
         "followed_by", "not_followed_by", "lazy", "whole_alternative"],
)  # fmt: skip
def test_pattern_language(pattern, symbols, expected):
    assert spans(pattern, *symbols) == expected


def test_a_literal_is_told_apart_from_other_words_of_its_type():
    assert spans("amount 'đều' percent", "amount", "word:chỉ", "percent") == []
    assert spans("amount word percent", "amount", "word:đều", "percent") == [(0, 3)]


def test_roles_name_the_items():
    [match] = grammar("value=amount (noun | word){0,3}? share=percent").scan(sentence("amount", "noun", "percent"))
    assert match.roles == {"value": (0,), "share": (2,)}


def test_a_repeated_role_has_all_its_items():
    [match] = grammar("value=amount (sign value=amount)+").scan(sentence("amount", "sign", "amount", "sign", "amount"))
    assert match.roles == {"value": (0, 2, 4)}


def test_a_role_that_did_not_take_part_is_left_out():
    [match] = grammar("(value=amount | share=percent)").scan(sentence("percent"))
    assert match.roles == {"share": (0,)}


def test_earlier_rules_go_first_at_one_place():
    found = list(grammar("amount noun", "amount").scan(sentence("amount", "noun", "amount", "word")))
    assert [(match.rule, match.start, match.end) for match in found] == [("rule0", 0, 2), ("rule1", 2, 3)]


def test_matches_do_not_overlap_and_the_leftmost_wins():
    found = list(grammar("amount noun", "noun percent").scan(sentence("amount", "noun", "percent")))
    assert [(match.start, match.end) for match in found] == [(0, 2)]


def test_a_rule_that_can_match_nothing_finds_nothing():
    assert list(grammar("word?").scan(sentence("amount", "noun"))) == []


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("amount nouns", "unknown item type 'nouns'"),
        ("amount & noun", "cannot read the pattern at ' & noun'"),
        ("'lên", "cannot read the pattern"),
        ("(amount", r"missing \)"),
        ("amount{2,1}", "min repeat"),
        ("Amount", "cannot read the pattern at 'Amount'"),
    ],
    ids=["unknown_type", "unknown_sign", "open_quote", "open_bracket", "wrong_range", "capital"],
)
def test_a_pattern_that_cannot_be_read_names_its_rule(pattern, message):
    with pytest.raises(PatternError, match=rf"(?s)the pattern of rule rule0 cannot be read.*{message}"):
        grammar(pattern)


def test_an_alphabet_that_is_too_large_is_refused():
    with pytest.raises(ValueError, match="too many for one pattern file"):
        Alphabet([f"t{n}" for n in range(300)], [f"w{n}" for n in range(300)], {})


def test_reduce_puts_one_item_in_place_of_a_match():
    symbols = sentence("word:đạt", "percent", "noun", "percent")
    layer = grammar("'đạt' percent=percent")
    out = reduce(symbols, layer, {"rule0": "claim"})
    assert [item.type for item in out] == ["claim", "noun", "percent"]
    claim = out[0]
    assert (claim.start, claim.end, claim.rule) == (0, 3, "rule0")
    assert claim.role("percent") is symbols[1]
    assert claim.role("base") is None
    assert claim.covered == tuple(symbols[:2])


@given(st.lists(st.sampled_from(TYPES), max_size=30), st.sampled_from(["amount noun?", "(amount | word)+ percent", "!noun{1,3}"]))
def test_scanning_agrees_with_a_plain_search(symbols, pattern):
    layer = grammar(pattern)
    found = [(match.start, match.end) for match in layer.scan(sentence(*symbols))]
    code = layer.alphabet.encode(sentence(*symbols))
    assert len(code) == len(symbols)
    plain = regex.compile(to_regex(pattern, layer.alphabet))
    assert found == [match.span() for match in plain.finditer(code) if match.end() > match.start()]
