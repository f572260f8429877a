"""What part a body plays in its sentence: reported on, or giver of a plan, guest, partner … (`patterns/roles.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import regex

from cdextract.bodies.lexing import lex_bodies
from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
from cdextract.rules.loading import Found, load_yaml
from cdextract.rules.sieve import can_match

_NEAR = 240  # characters on either side that can say what part a body plays


@dataclass(frozen=True, slots=True)
class _Role:
    id: str
    role: str
    before: regex.Pattern[str]
    after: regex.Pattern[str] | None
    only: str | None


@dataclass(frozen=True, slots=True)
class Cues:
    """The compiled patterns of `roles.yaml` that look at the words around a body."""

    roles: tuple[_Role, ...]
    light_words: frozenset[str]
    attendance: regex.Pattern[str]
    shared_out: regex.Pattern[str]
    topic_before: regex.Pattern[str]
    example_before: regex.Pattern[str]
    place_subject_after: regex.Pattern[str]
    belongs_between: regex.Pattern[str]
    place_prefix: regex.Pattern[str]
    total_before: regex.Pattern[str]
    official_before: regex.Pattern[str]
    adjunct_before: regex.Pattern[str]
    returns: regex.Pattern[str]
    union_matters: regex.Pattern[str]
    authority: regex.Pattern[str]
    company: regex.Pattern[str]
    committee_before: regex.Pattern[str]
    names_place_before: regex.Pattern[str]
    other_name_before: regex.Pattern[str]
    not_a_place: regex.Pattern[str]
    wide_ground: regex.Pattern[str]
    compared_before: regex.Pattern[str]
    aside_before: regex.Pattern[str]
    owner_before: regex.Pattern[str]
    in_place: regex.Pattern[str]
    clause_begins: regex.Pattern[str]
    together_before: regex.Pattern[str]
    together_in_name: regex.Pattern[str]
    own_number: regex.Pattern[str]
    place_joint: regex.Pattern[str]
    committee_levels: dict[str, str]


@cache
def _cues(user_dir: Path | None) -> Cues:
    data = load_yaml("roles.yaml")

    def compiled(pattern: str) -> regex.Pattern[str]:
        return compile_rule(pattern, regex.IGNORECASE)

    def role(rule: dict[str, str]) -> _Role:
        after = compiled(rule["after"]) if "after" in rule else None
        return _Role(rule["id"], rule["role"], compiled(rule["before"]), after, rule.get("only"))

    fields: dict[str, Any] = {
        "roles": tuple(map(role, data["roles"])),
        "light_words": frozenset(data["light_words"]),
        "committee_levels": data["committee_levels"],
    }
    return Cues(**fields | {name: compiled(data[name]) for name in Cues.__slots__ if name not in fields})


def cues() -> Cues:
    """The shipped cues, with the user's own where there are any."""
    return _cues(resources.user_pattern_dir())


def role_of(sentence: str, start: int, end: int, org_type: str = "district") -> str | None:
    """The part that the body at `sentence[start:end]` plays, or None where it is a subject.

    >>> text = "đạt 120% kế hoạch LĐLĐ tỉnh giao"
    >>> role_of(text, text.index("LĐLĐ"), text.index(" giao"))
    'giver'
    """
    rule = _first_rule(sentence, start, end, org_type)
    return rule.role if rule else None


def _first_rule(sentence: str, start: int, end: int, org_type: str) -> _Role | None:
    before, after = sentence[max(0, start - _NEAR) : start], sentence[end : end + _NEAR]
    low = before.lower()
    for rule in cues().roles:
        if rule.only not in (None, org_type):
            continue
        if not can_match(rule.before, low) or not rule.before.search(before):
            continue
        if rule.after is None or rule.after.search(after):
            return rule
    return None


_LETTERS = compile_rule(r"\p{L}+")


def opens_clause(before: str, ends: str = ".;:,(") -> bool:
    """Whether `before` holds only light words ("Tính chung, năm 2022") since the last of the marks in `ends`.

    >>> opens_clause("LĐLĐ huyện A kết nạp 9 đoàn viên; tính chung năm 2022, "), opens_clause("cao nhất ")
    (True, False)
    """
    clause = before[max(before.rfind(mark) for mark in ends) + 1 :]
    return len(clause) <= _NEAR and all(word in cues().light_words for word in _LETTERS.findall(clause.lower()))


def example_results(text: str) -> list[Found]:
    """What the roles say of the bodies in one example, for `rules.check_examples`."""
    found = []
    for mention in lex_bodies(text):
        org_type = mention.value.org_type if mention.type == "body" else "district"
        rule = _first_rule(text, mention.start, mention.end, org_type) if mention.type != "place" else None
        if rule:
            found.append(Found(rule.id, mention.start, mention.end, {"role": rule.role}))
    return found
