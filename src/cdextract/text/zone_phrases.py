"""What a line of a page is by its words (`patterns/zones.yaml`): it opens a section, or a pattern names its zone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
from cdextract.rules.loading import Found, load_yaml
from cdextract.rules.sieve import Sieve
from cdextract.text.normalised import longest_first, lower

LONG = 250
"""Characters; a line of this length is a paragraph, whatever its last sign."""
_LONGEST_PATTERN = 2 * LONG  # of a line that `patterns` can name
_HEADING_END = compile_rule(r"[\s:.…»>]*(?:\(\s*\d+\s*\))?[\s:.…»>]*$")
_SIGNS_AT_END = " \n:.…»>()0123456789"  # what `_HEADING_END` takes away, and more
_WORD = compile_rule(r"[\p{L}\d]+")


@dataclass(frozen=True, slots=True)
class _Data:
    sections: dict[str, frozenset[str]]
    longest_heading: int
    patterns: Sieve[tuple[str, str]]  # id, zone
    pictures: regex.Pattern[str]
    announced: regex.Pattern[str]
    claim: regex.Pattern[str]
    levels: tuple[str, ...]


def _data() -> _Data:
    return _data_of(resources.user_pattern_dir())


@cache
def _data_of(_: Path | None) -> _Data:
    data = load_yaml("zones.yaml")
    sections = {name: frozenset(phrases) for name, phrases in data["sections"].items()}
    rules = ((compile_rule(rule["pattern"]), (rule["id"], rule["zone"])) for rule in data["patterns"])
    longest = max(map(len, frozenset().union(*sections.values())))
    pictures, announced = (
        compile_rule(rf"(?<!\p{{L}})(?:{'|'.join(longest_first(data[name]))})(?!\p{{L}})")
        for name in ("pictures", "announced")
    )
    return _Data(
        sections, longest, Sieve(rules), pictures, announced, compile_rule(data["claim"]), tuple(data["levels"])
    )


def _rules_of(low: str) -> Iterator[tuple[str, str]]:
    """The patterns that hold of a line in lower case, each with the zone that it names."""
    return (found for found, _ in _data().patterns.matches(low, low))


def named_zone(low: str) -> str | None:
    """The zone that a pattern names for a line in lower case."""
    if len(low) > _LONGEST_PATTERN:
        return None
    return next((zone for _, zone in _rules_of(low)), None)


def section_of(low: str) -> str | None:
    """The section that a line in lower case opens, where it is nothing but the name of one."""
    if len(low) > LONG:
        return None
    stripped = low.strip(" •-*#|>»")
    if len(stripped.rstrip(_SIGNS_AT_END)) > _data().longest_heading:
        return None
    bare = " ".join(_WORD.findall(_HEADING_END.sub("", stripped)))  # "TIN, BÀI LIÊN QUAN:"
    return next((name for name, phrases in _data().sections.items() if bare in phrases), None)


def ends_with_level(low: str) -> bool:
    """Whether a line in lower case ends with the kind of a place whose name must follow ("liên đoàn lao động tỉnh")."""
    return low.endswith(_data().levels)


def announces_pictures(low: str) -> bool:
    """Whether a line in lower case speaks of pictures: "Một số hình ảnh tại hội nghị:", with captions behind it."""
    return _data().pictures.search(low) is not None


def announces_list(low: str) -> bool:
    """Whether a line in lower case without a final sign announces results: "Kết quả nhiệm kỳ 2018 - 2023"."""
    return len(low) < LONG and _data().announced.search(low) is not None


def tells_claim(low: str) -> bool:
    """Whether a line in lower case tells a number and behind it what it comes to, as sentences do."""
    return _data().claim.search(low) is not None


def example_results(text: str) -> list[Found]:
    """The patterns that hold of one line, for `rules.check_examples`; the span is the whole line."""
    low = lower(text)
    holding = dict.fromkeys(_rules_of(low))
    return [Found(rule, 0, len(text), {"zone": zone}) for rule, zone in holding]
