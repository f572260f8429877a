"""Lines → those that list targets which another line announces ("Chỉ tiêu phấn đấu năm 2025:", then a list)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import regex

from cdextract.figures.counted import Line
from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
from cdextract.rules.loading import Found, load_yaml
from cdextract.rules.sieve import can_match
from cdextract.text.normalised import lower
from cdextract.text.spans import FIGURE_ZONES

_MARKED = compile_rule(r"\W*[-+*•–]\s")  # a line of a list, whatever its zone
_ROMAN = compile_rule(r"\W*[IVX]{1,5}\s?[.)/-]")
_NUMBERED = compile_rule(r"\W*(\d{1,2})\s?[.)/]\s")


@cache
def _announcements(_: Path | None) -> list[tuple[str, str, regex.Pattern[str]]]:
    rules = load_yaml("goal_lists.yaml")["patterns"]
    return [(rule["id"], rule["lists"], compile_rule(rule["pattern"])) for rule in rules]


@cache
def _continues(_: Path | None) -> regex.Pattern[str]:
    return compile_rule(load_yaml("goal_lists.yaml")["continues"])


def listed_goals(lines: Sequence[Line], title: str | None = None) -> frozenset[int]:
    """The indices of the lines that list announced targets.

    Under a heading these are the items of its list, or all lines up to the next heading where it is numbered or in
    capitals ("IV. NHIỆM VỤ NĂM 2022"); behind a sentence that sets targets the next one that goes on with
    "Cụ thể, …", and so the first line of an article whose title sets them; "Để hoàn thành các chỉ tiêu trên" makes
    targets of the sentence before it that goes on so.
    """
    found: set[int] = set()
    first = next((index for index, line in enumerate(lines) if line.sentence.zone in FIGURE_ZONES), len(lines))
    if title and _goes_on(lines, first) and _lists(title) == "next":
        found.add(first)
    for index, line in enumerate(lines):
        lists = _lists(line.text)
        if lists == "items":
            found.update(_items_under(lines, index) or _section_under(lines, index))
        elif lists == "next" and _goes_on(lines, index + 1):
            found.add(index + 1)
        elif lists == "before" and _goes_on(lines, index - 1):
            found.add(index - 1)
    return frozenset(found)


def _lists(text: str) -> str | None:
    low, user_dir = lower(text), resources.user_pattern_dir()
    announced = _announcements(user_dir)
    return next((lists for _, lists, pattern in announced if can_match(pattern, low) and pattern.search(low)), None)


def _items_under(lines: Sequence[Line], heading: int) -> list[int]:
    items: list[int] = []
    for index in range(heading + 1, len(lines)):
        line = lines[index]
        if not (line.sentence.zone == "list" or _MARKED.match(line.text)) or _lists(line.text):
            break
        items.append(index)
    return items


def _section_under(lines: Sequence[Line], heading: int) -> range:
    """The lines between a heading of a report and the next one of its rank or above."""
    ends = _ends_section(lines[heading].text)
    end = next((at for at in range(heading + 1, len(lines)) if ends and ends(lines[at].text)), len(lines))
    return range(heading + 1, end if ends else heading + 1)


def _ends_section(heading: str) -> Callable[[str], bool] | None:
    """What the next heading looks like, behind one in capitals, with a Roman numeral or a number; None for others."""
    number = _NUMBERED.match(heading)
    if number is None:
        return _is_chapter if _is_chapter(heading) else None
    following = compile_rule(rf"\W*{int(number[1]) + 1}\s?[.)/]\s")
    return lambda text: _is_chapter(text) or following.match(text) is not None


def _is_chapter(text: str) -> bool:
    return _ROMAN.match(text) is not None or (text.isupper() and " " in text)


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    within = 0 <= index < len(lines)
    return within and _continues(resources.user_pattern_dir()).search(lower(lines[index].text)) is not None


def example_results(text: str) -> list[Found]:
    """The announcements in one example, for `rules.check_examples`."""
    low = lower(text)
    found = [(rule, pattern.search(low)) for rule, _, pattern in _announcements(resources.user_pattern_dir())]
    return [Found(rule, match.start(), match.end(), {}) for rule, match in found if match]
