"""What a pattern needs: never more than it really does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import regex

from cdextract.periods.macros import expand
from cdextract.rules import fragments
from cdextract.rules.loading import load_yaml
from cdextract.rules.needs import DIGIT, NO_LETTER, NO_NUMBER, NOTHING, beginnings_of, needs_of
from cdextract.rules.sieve import Sieve, can_match, first_match
from cdextract.text.normalised import lower, normalise

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


@pytest.mark.parametrize(
    ("pattern", "beginnings"),
    [
        ("quý", ("quý",)),
        (r"(?:trong )?(?:quý|tháng) \d", (f"quý {DIGIT}", "tháng", "trong")),
        (r"(?<!\p{L})(?:cả )?năm", (f"{NO_LETTER}cả n", f"{NO_LETTER}năm")),
        (r"\b(?:cả |\()?năm", (f"{NO_LETTER}cả n", f"{NO_LETTER}năm", "(năm")),
        (r"\b\d|năm", (f"{NO_LETTER}{DIGIT}", "năm")),
        (r"(?:ngày )?(?<![\d/.,-])\d", (f"{NO_NUMBER}{DIGIT}", "ngày ")),
        (r"(?<!\d)1\d|(?<!x)\d", (DIGIT,)),
        (r"(?<![\d.,/])\s?năm", (f"{NO_NUMBER}\nnăm", f"{NO_NUMBER} năm", f"{NO_NUMBER}năm")),
        (r"(?i)CĐCS nào", ("cđcs ",)),
        (r"a+b|c{2}|d?e", ("a", "c", "de", "e")),
        (r"a*b", ("a", "b")),
        (r"[12]\d|3[01]|0?[1-9]", (DIGIT,)),
        (r"t[2-7][\s-]x", (f"t{DIGIT}\nx", f"t{DIGIT} x", f"t{DIGIT}-x")),
        (r"qu[ýí](?! sau)", ("quí", "quý")),
        (r"^\b(?=năm)tháng", (f"{NO_LETTER}thán",)),
        (r"^(?:lúc )?\d", (f"{NOTHING}{DIGIT}", f"{NOTHING}lúc ")),
        (r"(?m)^năm", ()),
        (r"(?P<q>x)y(?P=q)z", ("xy",)),
        (r"x\1", ("x",)),
        (r"(?:năm )?\p{L}", ()),
        (r"(?:năm)?", ()),
        (r"(?<![\d.,/]).", ()),
        (r"(?<!\p{L})\p{L}", ()),
        (r"\W|năm", ()),
        ("", ()),
    ],
)
def test_beginnings(pattern: str, beginnings: tuple[str, ...]) -> None:
    assert beginnings_of(pattern) == beginnings


def patterns() -> list[str]:
    data = load_yaml("exclusions.yaml")
    exclusions = [fragments.expand(rule["pattern"], data["fragments"], opening="(?:") for rule in data["patterns"]]
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


def test_matches_are_those_of_finditer() -> None:
    compiled = [regex.compile(pattern) for pattern in patterns()]
    assert len(compiled) > 80
    many = Sieve((pattern, number) for number, pattern in enumerate(compiled))
    for line in lines():
        for text in (line, lower(line)):
            found = [(number, match.span()) for number, match in many.matches(text, lower(text))]
            wanted = [(number, match.span()) for number in range(len(compiled)) for match in compiled[number].finditer(text)]
            assert found == wanted, text


def test_digits_and_places_for_digits_in_one_beginning() -> None:
    many = Sieve((regex.compile(pattern), pattern) for pattern in (r"0\d{9}", r"08\d", r"(?<!\p{L})8\d", r"\d+ xã"))
    text = "gọi 0812345678, n81, 82 và 12 xã"
    found = [(rule, match.group()) for rule, match in many.matches(text, text)]
    assert found == [(r"0\d{9}", "0812345678"), (r"08\d", "081"), (r"(?<!\p{L})8\d", "81"), (r"(?<!\p{L})8\d", "82"), (r"\d+ xã", "12 xã")]


def test_rules_are_tried_in_their_order() -> None:
    many = Sieve((regex.compile(pattern), pattern) for pattern in ("quý", "năm", r"\p{L}", "tháng"))
    assert list(dict.fromkeys(rule for rule, _ in many.matches("năm quý", "năm quý"))) == ["quý", "năm", r"\p{L}"]


def test_first_match_is_that_of_search() -> None:
    for pattern in (r"(?<!\p{L})(?:một|hai)(?!\p{L})|\d", r"^\s*năm", r"\p{L}\d"):
        compiled = regex.compile(pattern)
        for line in lines():
            found, wanted = first_match(compiled, lower(line)), compiled.search(lower(line))
            assert (found and found.span()) == (wanted and wanted.span()), line
            assert can_match(compiled, lower(line)) or wanted is None
