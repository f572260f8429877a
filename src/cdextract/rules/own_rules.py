"""What the rules of a pattern file must have, and whether those that a user adds have it.

A rule that lacks a key, or holds a value that nothing reads, would fail in the middle of a run, far from its file. All
errors are `PatternError`s that name file, line and rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cdextract.errors import PatternError
from cdextract.rules.checking import COMMON_KEYS, KINDS, LINE, advice
from cdextract.rules.compiled import compile_rule

Rule = Mapping[str, Any]

_NAMED_PART = compile_rule(r"(?<!\\p)\{[a-z_]+\d?\}|@[a-z_]+")  # {m1}, @scale: written out where the rules are read


@dataclass(frozen=True, slots=True)
class RuleKeys:
    """The keys of a file's rules beside those common to all.

    Values of `named` keys are names that a shipped rule has too; those of `expressions` are regular expressions.
    """

    needed: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    expressions: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """Every key that a rule may have."""
        return COMMON_KEYS | self.needed | self.optional


def check_own_rules(path: Path, own: Sequence[Rule], shipped: Sequence[Rule], keys: RuleKeys) -> None:
    """Refuse rules of a user's file that lack a key, or hold a value of another kind than the shipped rules do."""
    for rule in own:
        _check_rule(path, rule, shipped, keys)


def _check_rule(path: Path, rule: Rule, shipped: Sequence[Rule], keys: RuleKeys) -> None:
    if not isinstance(rule, Mapping):
        raise PatternError(
            "a rule must be a mapping", given=f"{path}: {rule!r}", do="write '- id: …' and its other keys below it"
        )
    if not rule.get("id") or rule.keys() - keys.all - {LINE}:
        return  # refused by `check_rules`, as in the shipped files
    where, lacking = f"{path}, line {rule.get(LINE, '?')}", sorted(keys.needed - rule.keys())
    if lacking:
        raise PatternError(f"rule {rule['id']} lacks a key", given=where, do=f"add '{lacking[0]}:'")
    told = [key for key in rule if key in keys.all]
    for key in told:
        _check_kind(where, rule, key, shipped)
    for key in told:
        if key in keys.named:
            _check_name(where, rule, key, shipped)
        if key in keys.expressions:
            _check_expressions(where, rule, key)


def _check_kind(where: str, rule: Rule, key: str, shipped: Sequence[Rule]) -> None:
    wanted, value = next((type(other[key]) for other in shipped if key in other), str), rule[key]
    do = None if isinstance(value, wanted) else KINDS[wanted]
    if isinstance(value, list) and key != "frames" and not all(isinstance(entry, str) for entry in value):
        do = "a list of texts"
    if do:
        raise PatternError(
            f"a key of rule {rule['id']} holds another kind of value than it should",
            given=f"{where}: {key}: {value!r}",
            do=f"give it {do}",
        )


def _check_name(where: str, rule: Rule, key: str, shipped: Sequence[Rule]) -> None:
    known = {other[key] for other in shipped if key in other}
    if rule[key] not in known:
        raise PatternError(
            f"rule {rule['id']} names something that does not exist",
            given=f"{where}: {key}: {rule[key]!r}",
            do=advice(rule[key], known),
        )


def _check_expressions(where: str, rule: Rule, key: str) -> None:
    expressions = rule[key] if isinstance(rule[key], list) else [rule[key]]
    for expression in expressions:
        try:
            groups = compile_rule(_NAMED_PART.sub("(?:x)", expression)).groups
        except PatternError as error:
            raise PatternError(
                f"rule {rule['id']} has an expression that cannot be read",
                given=f"{where}: {key}: {expression!r}",
                do=error.do,
            ) from error
        if key == "pattern" and rule.get("group", 0) > groups:
            raise PatternError(
                f"rule {rule['id']} takes a group that its pattern does not have",
                given=f"{where}: group: {rule['group']} of {groups}",
                do="give the number of a group of the pattern, or leave 'group:' out",
            )
