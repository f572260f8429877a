"""What is refused in a pattern file: keys and classes that nothing reads, rules without examples, ids that stand twice.

All errors are `PatternError`s that name file, line and key, and what was most likely meant.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import regex

from cdextract.errors import PatternError
from cdextract.rules.compiled import compile_rule

LINE = "__line__"  # the key under which a loaded mapping keeps its line
COMMON_KEYS = frozenset({"id", "examples", "not", "why"})  # of every rule

# Mappings whose keys the program looks up by name; those of other mappings are the user's to choose.
_FIXED = {
    ("words.yaml", "types"),
    ("words.yaml", "hedges"),
    ("words.yaml", "ties"),
    ("words.yaml", "gate"),
    ("zones.yaml", "sections"),
    ("zones.yaml", "abbreviations"),
    ("periods.yaml", "cues"),
    ("periods.yaml", "contexts"),
    ("periods.yaml", "parts"),
    ("tables.yaml", "columns"),
    ("bodies.yaml", "heads"),
    ("bodies.yaml", "levels"),
    ("bodies.yaml", "contexts"),
    ("roles.yaml", "committee_levels"),
    ("anaphors.yaml", "plural_unions"),
    ("anaphors.yaml", "places"),
}
KINDS: dict[type, str] = {
    dict: "a mapping (key: …)",
    list: "a list ([…] or lines that begin with -)",
    str: "a text",
    bool: "true or false",
    int: "a whole number",
}

# Classes that the place of a number tells, beside those of words.yaml (see indicators.py).
_OF_HEADS = frozenset({"none", "unknown"})
_OF_PLACES = frozenset({"level", "of_body", "alone", "with", "has", "total", "part"})


def check_keys(path: Path, own: Mapping[str, Any], shipped: Mapping[str, Any]) -> None:
    """Refuse keys of a user's file that nothing reads, and values of another kind than those of the shipped file."""
    _check_level(path, (), own, shipped, fixed=True)
    for key, value in own.items():
        if isinstance(value, dict) and key != LINE:
            _check_level(path, (key,), value, shipped[key], fixed=(path.name, key) in _FIXED)


def _check_level(
    path: Path, above: Sequence[str], own: Mapping[str, Any], shipped: Mapping[str, Any], *, fixed: bool
) -> None:
    known = [key for key in shipped if key != LINE]
    kinds = {_kind(shipped[key]) for key in known}
    for key in (key for key in own if key != LINE):
        if fixed and key not in shipped:
            raise PatternError(
                "a pattern file has a key that nothing reads",
                given=f"{path}, line {_line_of(path, key, len(above))}: {_named(above, key)}",
                do=advice(str(key), known),
            )
        wanted = {_kind(shipped[key])} if key in shipped else kinds
        if len(wanted) == 1 and _kind(own[key]) not in wanted:
            raise PatternError(
                "a key of a pattern file holds another kind of value than it should",
                given=f"{path}, line {_line_of(path, key, len(above))}: {_named(above, key)}",
                do=f"give it {KINDS[wanted.pop()]}",
            )
        _check_texts(f"{path}, line {_line_of(path, key, len(above))}: {_named(above, key)}", own[key])


def _check_texts(where: str, value: Any) -> None:
    """Refuse what YAML reads as something else than the word that was meant: `[no, 30, ]`."""
    entries = value if isinstance(value, list) else []
    odd = [entry for entry in entries if not entry or not isinstance(entry, str | dict | list)]
    if odd:
        raise PatternError(
            "a list of a pattern file holds something that is no text",
            given=f"{where}: {odd[0]!r}",
            do="put words such as no, yes or 30 in quotes, and leave empty ones out",
        )


def _kind(value: Any) -> type:
    return next((kind for kind in KINDS if isinstance(value, kind)), type(value))


def _named(above: Sequence[str], key: object) -> str:
    return repr(": ".join((*above, str(key))))


def _line_of(path: Path, key: object, depth: int) -> int | str:
    """The line of a key, the first of that name; below the top level it stands behind spaces or a brace."""
    before = r"^" if depth == 0 else r"[\s{,]"
    pattern = compile_rule(rf"{before}(['\"]?){regex.escape(str(key))}\1\s*:")
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if pattern.search(line)), "?")


def check_rules(name: str, rules: Sequence[Mapping[str, Any]], keys: frozenset[str]) -> None:
    """Refuse rules without id or examples, with a key that nothing reads, or with an id that stands twice."""
    seen: dict[str, int] = {}
    for rule in rules:
        where = f"{name}, line {rule.get(LINE, '?')}"
        rule_id = rule.get("id")
        if not rule_id:
            raise PatternError("a rule has no id", given=where, do="give it an 'id:'")
        unknown = sorted(set(rule) - keys - {LINE})
        if unknown:
            raise PatternError(
                f"rule {rule_id} has an unknown key",
                given=f"{where}: {unknown[0]!r}",
                do=advice(unknown[0], keys),
            )
        if rule_id in seen:
            raise PatternError(
                f"the id {rule_id} stands twice",
                given=f"{where} and line {seen[rule_id]}",
                do="give each rule its own id",
            )
        if not rule.get("examples") or not rule.get("not"):
            raise PatternError(
                f"rule {rule_id} lacks an example or a counter-example",
                given=where,
                do="add 'examples:' with the span marked by ⟦…⟧ and 'not:'",
            )
        seen[rule_id] = rule.get(LINE, 0)


def check_frames(
    name: str, rules: Sequence[Mapping[str, Any]], words: Mapping[str, Any], units: Mapping[str, Any]
) -> None:
    """Refuse frames of indicators with keys or classes that no word has: such a condition would never hold."""
    nouns, cues = frozenset(words["nouns"]), frozenset(words["cues"])
    any_class = nouns | cues | _OF_PLACES
    known: dict[str, Collection[str]] = {
        "head": nouns | _OF_HEADS,
        "noun": nouns | _OF_HEADS,
        **dict.fromkeys(("left", "right", "near", "also", "sentence", "not"), any_class),
        "before": frozenset(rule["id"] for rule in rules) | {"other"},
        "unit": frozenset(units["units"]),
    }
    for rule in rules:
        for frame in rule["frames"]:
            if not isinstance(frame, Mapping):
                raise PatternError(
                    f"a frame of indicator {rule['id']} is no mapping",
                    given=f"{name}, line {rule.get(LINE, '?')}: {frame!r}",
                    do="write it as {head: [member], near: [admit]}",
                )
            _check_frame(f"{name}, line {frame.get(LINE, '?')}", rule["id"], frame, known)


def _check_frame(where: str, rule_id: str, frame: Mapping[str, Any], known: Mapping[str, Collection[str]]) -> None:
    for key, classes in frame.items():
        if key == LINE:
            continue
        if key not in known:
            raise PatternError(
                f"a frame of indicator {rule_id} has an unknown key", given=f"{where}: {key!r}", do=advice(key, known)
            )
        if not isinstance(classes, list):
            raise PatternError(
                f"a frame of indicator {rule_id} has no list of classes",
                given=f"{where}: {key}: {classes!r}",
                do=f"write {key}: [{classes}]",
            )
        unknown = next((class_ for class_ in classes if class_ not in known[key]), None)
        if unknown is not None:
            raise PatternError(
                f"a frame of indicator {rule_id} names a class that does not exist",
                given=f"{where}: {key}: {unknown!r}",
                do=advice(str(unknown), known[key], _ADD.get(key, "or add it to 'nouns:' or 'cues:' of words.yaml")),
            )


_ADD = {
    "head": "or add it to 'nouns:' of words.yaml",
    "noun": "or add it to 'nouns:' of words.yaml",
    "before": "or add the indicator",
    "unit": "or add it to 'units:' of units.yaml",
}


def advice(name: str, known: Collection[str], otherwise: str = "") -> str:
    """What to write instead of a name that is not known: the nearest one, else all of them.

    >>> advice("rulse", ["rules", "sets"])
    "write 'rules'"
    >>> advice("x", ["sets", "rules"], "or leave it out")
    'use one of rules, sets, or leave it out'
    """
    near = get_close_matches(name, sorted(known), n=1)
    told = f"write {near[0]!r}" if near else f"use one of {', '.join(sorted(known))}"
    return f"{told}, {otherwise}" if otherwise else told
