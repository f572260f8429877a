"""What a pattern needs: never more than it really does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import regex

from cdextract.period_forms import expand
from cdextract.rules import load_yaml
from cdextract.sieve import DIGIT, Sieve, needs_of
from cdextract.text import lower, normalise

CORPUS = Path(__file__).parents[1] / "corpus" / "articles"


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        ("quý", (("quý",),)),
        (r"(?:trong )?quý \d", (("quý ",), (DIGIT,))),
        (r"(?<!\p{L})(?:tháng|quý) [1-4]", (("tháng", "quý"), (DIGIT,))),
        (r"qu[ýí](?! sau)", (("qu",), ("ý", "í"))),
        (r"a?b+c{0,3}d{2}", (("b",), ("d",))),
        (r"(?i)CĐCS", (("cđcs",),)),
        (r"\d|một", ((DIGIT, "một"),)),
        (r"\p{L}+|một", ()),
        (r"(?=năm)\s+", ()),
        (r"(?P<y>19\d\d|20\d\d)\s?[-/]\s?(?P=y)", (("19", "20"), ("-", "/"))),
        (r"(?:đến|đến hết) nay", (("đến",), (" nay",))),
        (r"x(?:y|)z", (("x",), ("z",))),
    ],
)
def test_needs(pattern: str, needs: tuple[tuple[str, ...], ...]) -> None:
    assert set(needs_of(pattern)) == set(needs)


def patterns() -> list[str]:
    exclusions = [rule["pattern"] for rule in load_yaml("exclusions.yaml")["patterns"]]
    anaphors = [f"(?i){rule['pattern']}".replace("{number}", r"\d{1,2}|hai|ba") for rule in load_yaml("anaphors.yaml")["anaphors"]]
    return [*exclusions, *anaphors, *(expand(rule["pattern"]) for rule in load_yaml("periods.yaml")["rules"])]


def lines() -> list[str]:
    texts = [json.loads(line)["text"] for line in (CORPUS / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    texts += [path.read_text(encoding="utf-8") for path in sorted((CORPUS / "seeds").glob("*.txt"))]
    examples = [line for name in ("periods.yaml", "exclusions.yaml", "anaphors.yaml") for line in examples_of(name)]
    return [line for text in [*texts, *examples] for line in normalise(text).norm.split("\n") if line]


def examples_of(name: str) -> list[str]:
    data = load_yaml(name)
    rules = next(value for value in data.values() if isinstance(value, list) and value and "pattern" in value[0])
    return [line.partition(" => ")[0].replace("⟦", "").replace("⟧", "") for rule in rules for line in rule["examples"]]


def test_no_rule_is_held_back_where_it_matches() -> None:
    listed = patterns()
    assert len(listed) > 80
    compiled = [regex.compile(pattern) for pattern in listed]
    sieve = Sieve((pattern, number) for number, pattern in enumerate(listed))
    held_back = 0
    for line in lines():
        for text in (line, lower(line)):
            passing = set(sieve.passing(lower(text)))
            matching = {number for number, pattern in enumerate(compiled) if pattern.search(text)}
            assert matching <= passing, (text, [listed[number] for number in matching - passing])
            held_back += len(listed) - len(passing)
    assert held_back > 0


def test_rules_pass_in_their_order() -> None:
    assert Sieve([("quý", "b"), ("năm", "a"), (r"\p{L}", "c")]).passing("năm nay, quý này") == ["b", "a", "c"]
