"""Figures of a sentence → what each counts: indicator and measure (`patterns/indicators.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cdextract.rules import resources
from cdextract.rules.loading import load_yaml

OTHER = "other"
# Nouns that can stand for what was named before: "… đoàn viên là 2.720 người", "số CĐCS … là 38 đơn vị".
GENERAL = frozenset({"person", "enterprise", "none"})


@dataclass(frozen=True, slots=True)
class Scope:
    """The words that can tell what a figure counts, as classes of words.

    `head` is the noun right behind the number (`none` where nothing stands there, `unknown` where it is in no list);
    `noun` adds, for a general head, the nearest noun before it.
    """

    head: frozenset[str]
    noun: frozenset[str]
    left: frozenset[str]
    right: frozenset[str]
    wide: frozenset[str]  # cues behind the number up to the next figure or ";", past commas
    sentence: frozenset[str]
    unit: str | None
    part: bool  # "trong đó", "riêng": the figure is a part of one before
    opens: bool  # nothing was told in the sentence before it
    says_what: bool  # a verb of its own tells what was done
    first_cue: int | None  # item where the evidence may begin
    noun_at: int | None


@dataclass(frozen=True, slots=True)
class _Frame:
    indicator: str
    conditions: Mapping[str, frozenset[str]]


@cache
def _frames(user_dir: Path | None) -> tuple[tuple[_Frame, ...], frozenset[str]]:
    rules = load_yaml("indicators.yaml")["indicators"]
    frames = [
        _Frame(rule["id"], {key: frozenset(value) for key, value in frame.items()})
        for rule in rules
        for frame in rule["frames"]
    ]
    return tuple(frames), frozenset(rule["id"] for rule in rules if rule.get("bare"))


def counted_bare(indicator: str) -> bool:
    """Whether a quantity of this indicator is a figure even without percentage or ratio (ruling 6)."""
    return indicator in _frames(resources.user_pattern_dir())[1]


def name_indicator(scope: Scope, before: str | None) -> str:
    """The first indicator of which a frame holds; `other` where none does. `before`: that of the figure before.

    Words behind a comma are looked at only where the nearer ones name nothing.
    """
    user_dir = resources.user_pattern_dir()
    frames, by_class = _frames(user_dir)[0], _by_class(user_dir)
    for right in dict.fromkeys((scope.right, scope.wide)):
        near = scope.left | right
        classes = {
            "head": scope.head,
            "noun": scope.noun,
            "left": scope.left,
            "right": right,
            "near": near,
            "also": near,
            "before": frozenset({before}),
            "unit": frozenset({scope.unit}),
            "sentence": scope.sentence,
        }
        likely = set(by_class.get(("", None), ()))
        for key, present in classes.items():
            for class_ in present:
                likely.update(by_class.get((key, class_), ()))
        found = next((frames[n].indicator for n in sorted(likely) if _holds(frames[n].conditions, classes)), None)
        if found:
            return found
    return OTHER


@cache
def _by_class(user_dir: Path | None) -> dict[tuple[str, str | None], list[int]]:
    """Key and class of a frame's first condition → the numbers of the frames; ("", None): those without a condition."""
    found: dict[tuple[str, str | None], list[int]] = {}
    for number, frame in enumerate(_frames(user_dir)[0]):
        key = next((key for key in frame.conditions if key != "not"), "")
        for class_ in frame.conditions[key] if key else (None,):
            found.setdefault((key, class_), []).append(number)
    return found


def _holds(conditions: Mapping[str, frozenset[str]], classes: Mapping[str, frozenset[str | None]]) -> bool:
    if None not in classes["unit"] and "unit" not in conditions:
        return False
    return all(
        classes["near" if key == "not" else key].isdisjoint(wanted) == (key == "not")
        for key, wanted in conditions.items()
    )
