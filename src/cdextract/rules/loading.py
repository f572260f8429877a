"""Rules as data: reading the files in `patterns/`, and running the examples that they carry.

Every rule of a list has an `id`, at least one example and one counter-example. An example marks the span that the rule
must find and names fields of the result:

    examples: ["LĐLĐ huyện ⟦thành lập 10/8 CĐCS (đạt 125%)⟧ => value=10 base=8 percent=125"]
    not: ["Sáng 10/8, LĐLĐ huyện họp."]

The contract is Duckling's: exactly one result of that rule, covering exactly the marked span, with those fields; none
in a counter-example. Each kind of failure has its own message.
"""

from __future__ import annotations

import importlib
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cdextract.rules import resources
from cdextract.rules.checking import LINE, check_frames, check_keys, check_rules
from cdextract.rules.compiled import kept
from cdextract.rules.own_rules import RuleKeys, check_own_rules

OPEN, CLOSE = "⟦", "⟧"


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found in an example: span in the example's text, and fields as strings."""

    rule: str
    start: int
    end: int
    fields: Mapping[str, str]


Runner = Callable[[str], list[Found]]


def _keys(
    *needed: str, optional: Iterable[str] = (), named: Iterable[str] = (), expressions: Iterable[str] = ()
) -> RuleKeys:
    return RuleKeys(*map(frozenset, (needed, optional, named, expressions)))


# file → (where its rules stand in it, "module:function" that runs the stage on one text, what its rules hold)
RUNNERS: dict[str, tuple[str, str, RuleKeys]] = {
    "zones.yaml": (
        "patterns",
        "cdextract.text.zone_phrases:example_results",
        _keys("zone", "pattern", named=["zone"], expressions=["pattern"]),
    ),
    "exclusions.yaml": (
        "patterns",
        "cdextract.numbers.exclusions:example_results",
        _keys(
            "emits",
            "pattern",
            optional=["group", "weak", "unless", "unless_before"],
            named=["emits"],
            expressions=["pattern", "unless", "unless_before"],
        ),
    ),
    "numbers.yaml": (
        "rules",
        "cdextract.numbers.lexing:example_results",
        _keys(
            "emits",
            optional=["before", "between", "after", "not_before", "not_after", "pattern"],
            named=["emits"],
            expressions=["before", "between", "after", "not_before", "not_after", "pattern"],
        ),
    ),
    "periods.yaml": (
        "rules",
        "cdextract.periods.lexing:example_results",
        _keys("emits", "pattern", "kind", named=["emits", "kind"], expressions=["pattern"]),
    ),
    "bodies.yaml": ("names", "cdextract.bodies.lexing:example_results", _keys()),
    "anaphors.yaml": (
        "anaphors",
        "cdextract.bodies.anaphors:example_results",
        _keys("refers", "pattern", named=["refers"], expressions=["pattern"]),
    ),
    "roles.yaml": (
        "roles",
        "cdextract.bodies.roles:example_results",
        _keys("role", "before", optional=["after", "only"], named=["role", "only"], expressions=["before", "after"]),
    ),
    "claims.yaml": ("rules", "cdextract.claims.finding:example_results", _keys("emits", "pattern", named=["emits"])),
    "figures.yaml": (
        "rules",
        "cdextract.figures.reading:example_results",
        _keys("pattern", optional=["builds"], named=["builds"]),
    ),
    "goals.yaml": ("rules", "cdextract.figures.goals:example_results", _keys("pattern")),
    "goal_lists.yaml": (
        "patterns",
        "cdextract.figures.goal_lists:example_results",
        _keys("lists", "pattern", named=["lists"], expressions=["pattern"]),
    ),
    "indicators.yaml": (
        "indicators",
        "cdextract.pipeline:indicator_results",
        _keys("frames", optional=["bare", "label"]),
    ),
}


@kept
def _shipped(name: str) -> dict[str, Any]:
    from cdextract.rules.files import read

    path = resources.pattern_dir() / name
    return read(path) if path.exists() else {}


def load_yaml(name: str) -> dict[str, Any]:
    """A pattern file as plain data: the shipped one, the user's entries added, or in place of those of the same id.

    Raises `PatternError` with file and line where the file cannot be read, or holds what nothing reads.
    """
    return _load(name, resources.user_pattern_dir())


@cache
def _load(name: str, user_dir: Path | None) -> dict[str, Any]:
    data = _shipped(name)
    if user_dir is not None and (user_dir / name).exists():
        from cdextract.rules.files import read

        own = read(user_dir / name)
        check_keys(user_dir / name, own, data)
        if name in RUNNERS:
            key, _, keys = RUNNERS[name]
            check_own_rules(user_dir / name, own.get(key, []), data[key], keys)
        data = _merged(data, own)
    if name in RUNNERS:
        key, _, keys = RUNNERS[name]
        check_rules(name, data[key], keys.all)
    if name == "indicators.yaml":
        check_frames(name, data["indicators"], load_yaml("words.yaml"), load_yaml("units.yaml"))
    return _without_lines(data)  # type: ignore[no-any-return]


def _merged(shipped: Any, own: Any) -> Any:
    """Mappings merge key by key; lists of rules by id, the user's first; other lists are joined."""
    if isinstance(shipped, dict) and isinstance(own, dict):
        return {**shipped, **{key: _merged(shipped[key], own[key]) if key in shipped else own[key] for key in own}}
    if isinstance(shipped, list) and isinstance(own, list):
        ids = {rule["id"] for rule in own if isinstance(rule, dict) and "id" in rule}
        return [*own, *(rule for rule in shipped if not (isinstance(rule, dict) and rule.get("id") in ids))]
    return own


def _without_lines(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _without_lines(value) for key, value in data.items() if key != LINE}
    if isinstance(data, list):
        return [_without_lines(value) for value in data]
    return data


@dataclass(frozen=True, slots=True)
class Example:
    """One example line of a rule, taken apart. `start` is -1 for a counter-example."""

    text: str
    start: int
    end: int
    fields: Mapping[str, str]


def read_example(line: str) -> Example:
    """Take an example line apart; `ValueError` where the marks are missing or doubled.

    >>> read_example("nay ⟦10/8 CĐCS⟧ => value=10")
    Example(text='nay 10/8 CĐCS', start=4, end=13, fields={'value': '10'})
    """
    marked, _, fields = line.partition(" => ")
    if marked.count(OPEN) != 1 or marked.count(CLOSE) != 1:
        raise ValueError(f"an example needs exactly one pair of {OPEN}…{CLOSE}")
    before, _, rest = marked.partition(OPEN)
    inside, _, after = rest.partition(CLOSE)
    pairs = (pair.partition("=") for pair in shlex.split(fields))
    return Example(
        before + inside + after, len(before), len(before) + len(inside), {key: value for key, _, value in pairs}
    )


def check_examples(name: str) -> Iterator[str]:
    """Run all examples of one pattern file; gives a message for each that fails (none: all hold)."""
    key, runner_name, _ = RUNNERS[name]
    module, _, function = runner_name.partition(":")
    runner: Runner = getattr(importlib.import_module(module), function)
    for rule in load_yaml(name).get(key, []):
        for line in rule["examples"]:
            problem = _check_example(rule["id"], line, runner)
            if problem:
                yield f"{name}: {rule['id']}: {problem}: {line}"
        for line in rule["not"]:
            results = [found for found in runner(line) if found.rule == rule["id"]]
            if results:
                given = line[results[0].start : results[0].end]
                yield f"{name}: {rule['id']}: a counter-example gives {given!r}: {line}"


def _check_example(rule_id: str, line: str, runner: Runner) -> str | None:
    try:
        example = read_example(line)
    except ValueError as error:
        return str(error)
    everything = runner(example.text)
    results = [found for found in everything if found.rule == rule_id]
    if not results:
        others = ", ".join(sorted({found.rule for found in everything})) or "nothing"
        return f"no result (found: {others})"
    if len(results) > 1:
        return f"{len(results)} results instead of one"
    found = results[0]
    if (found.start, found.end) != (example.start, example.end):
        return (
            f"covers {example.text[found.start : found.end]!r} instead of {example.text[example.start : example.end]!r}"
        )
    wrong = {
        field: found.fields.get(field) for field, value in example.fields.items() if found.fields.get(field) != value
    }
    if wrong:
        field, value = next(iter(wrong.items()))
        return f"{field} is {value!r} instead of {example.fields[field]!r}"
    return None


def rule_ids() -> Iterator[tuple[str, str, str]]:
    """(file, id, why) of every rule that carries examples, in file order."""
    for name, (key, _, _) in RUNNERS.items():
        for rule in load_yaml(name).get(key, []):
            yield name, rule["id"], rule.get("why", "")
