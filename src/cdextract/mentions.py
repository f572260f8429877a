"""A sentence → its items: typed mentions, and the words and signs between them.

A stronger reading eats a weaker one: what is a document number or a date is no ratio, what belongs to a name is no
number.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from cdextract.bodies.lexing import lex_bodies
from cdextract.numbers.exclusions import lex_exclusions
from cdextract.numbers.lexing import Percent, Quantity, Ratio, lex_numbers
from cdextract.periods.lexing import lex_periods
from cdextract.periods.roles import cues
from cdextract.rules import resources
from cdextract.rules.grammar import Item
from cdextract.rules.loading import load_yaml
from cdextract.text.normalised import lower
from cdextract.text.spans import Mention
from cdextract.words.tokens import phrases, syllable_spans

# What a phrase may be at once; the first type that holds wins among phrases of the same length.
_PRIORITY = (
    "word",
    "part",
    "compare",
    "plan",
    "attain",
    "exceed",
    "share",
    "increase",
    "decrease",
    "whole",
    "each",
    "limit",
    "superlative",
    "noun",
    "cue",
    "future",
    "done",
    "link",
)
_WEAK = frozenset({"anaphor", "place"})  # yield to a longer phrase ("cơ quan, đơn vị")
NUMERIC = frozenset({"number", "ratio", "percent", "times", "range"})


@dataclass(frozen=True, slots=True)
class Numeric:
    """A number, ratio or percentage as the grammar sees it: the value and the hedge in front of it."""

    value: Quantity | Ratio | Percent | object
    approx: str | None


@cache
def _hedges(user_dir: Path | None) -> dict[str, str]:
    return {phrase: name for name, words in load_yaml("words.yaml")["hedges"].items() for phrase in words}


def lex(text: str, *, english: bool | None = None) -> list[Mention]:
    """The mentions of one sentence that do not overlap, in order (all but phrases of `words.yaml`)."""
    bodies = lex_bodies(text)
    strong, weak = lex_exclusions(text)
    layers = [
        [mention for mention in strong if not _in_name(mention, bodies)],
        lex_periods(text),
        bodies,
        weak,
        lex_numbers(text, english=english),
    ]
    taken = bytearray(len(text))
    kept: list[Mention] = []
    for layer in layers:
        for mention in layer:
            if mention.type == "anaphor" and text[mention.start].isdigit():
                continue  # "16 đơn vị" counts
            if not any(taken[mention.start : mention.end]):
                taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
                kept.append(mention)
    return sorted(kept, key=lambda mention: mention.start)


def _in_name(mention: Mention, bodies: list[Mention]) -> bool:
    """Whether a number that counts nothing is one of a body's name: "Công đoàn Công ty May 10"."""
    return any(body.type == "body" and body.start < mention.start and mention.end <= body.end for body in bodies)


def items_of(text: str, mentions: list[Mention]) -> list[Item]:
    """The items of one sentence; offsets relative to `text`."""
    low = lower(text)
    spans = syllable_spans(text)
    listed = phrases(text, spans)
    found = [(spans[first][0], spans[stop - 1][1]) for _, _, first, stop in listed]
    mentions = [mention for mention in mentions if not (mention.type in _WEAK and _inside_longer(mention, found))]
    mentions = [
        mention for mention in mentions if not (mention.type == "body" and _is_counted(mention, mentions, found))
    ]
    mention_at = {mention.start: mention for mention in mentions}
    covered = bytearray(len(text) + 1)
    for mention in mentions:
        covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    phrase_at = _phrases_by_start(listed, spans, covered)
    items: list[Item] = []
    index, until = 0, 0
    begins = _first_mentions(spans, mentions)
    while index < len(spans):
        start, end = spans[index]
        begin = begins.get(index)
        if start < until:
            index += 1
        elif begin is not None:
            mention = mention_at[begin]
            if begin > start:
                items.append(Item("word", start, begin, low[start:begin]))
            items.append(_mention_item(mention, low))
            until = mention.end
            index += 1
        elif index in phrase_at:
            type_, classes, stop = phrase_at[index]
            items.append(Item(type_, start, spans[stop - 1][1], low[start : spans[stop - 1][1]], classes))
            index = stop
        else:
            items.append(Item(_plain_type(low[start]), start, end, low[start:end]))
            index += 1
    return _with_hedges(_without_abbreviations(items, text))


def _first_mentions(spans: list[tuple[int, int]], mentions: list[Mention]) -> dict[int, int]:
    """Syllable → where the first mention that begins inside it does."""
    firsts = [start for start, _ in spans]
    found: dict[int, int] = {}
    for start in sorted(mention.start for mention in mentions):
        index = bisect_right(firsts, start) - 1
        if index >= 0 and start < spans[index][1]:
            found.setdefault(index, start)
    return found


def _without_abbreviations(items: list[Item], text: str) -> list[Item]:
    """Leave out an abbreviation explained in brackets: "công đoàn cơ sở (CĐCS)"."""
    out: list[Item] = []
    index = 0
    while index < len(items):
        group = items[index : index + 3]
        if (
            len(group) == 3
            and group[0].text == "("
            and group[2].text == ")"
            and out
            and out[-1].type in ("word", "noun", "cue", "body")
        ):
            inside = text[group[1].start : group[1].end]
            if inside.isupper() and len(inside) > 1 and not any(char.isdigit() for char in inside):
                index += 3
                continue
        out.append(items[index])
        index += 1
    return out


def _inside_longer(mention: Mention, phrase_spans: list[tuple[int, int]]) -> bool:
    length = mention.end - mention.start
    return any(start <= mention.start and mention.end <= end and end - start > length for start, end in phrase_spans)


def _is_counted(body: Mention, mentions: list[Mention], phrase_spans: list[tuple[int, int]]) -> bool:
    """ "33 Công đoàn cơ sở doanh nghiệp": behind a number the name of a sort of body is what is counted."""
    behind_number = any(
        mention.type in ("number", "ratio") and 0 <= body.start - mention.end <= 1 for mention in mentions
    )
    return behind_number and any(start == body.start for start, _ in phrase_spans)


def _mention_item(mention: Mention, low: str) -> Item:
    text = low[mention.start : mention.end]
    type_ = "compare" if mention.type == "period" and cues()["compared_with"].match(text) else mention.type
    return Item(type_, mention.start, mention.end, text, mention.value, mention.rule)


def _plain_type(char: str) -> str:
    if char.isalnum():
        return "word"
    return "stop" if char in ";.!?" else "sign"


def _phrases_by_start(
    listed: list[tuple[str, str, int, int]], spans: list[tuple[int, int]], covered: bytearray
) -> dict[int, tuple[str, frozenset[str], int]]:
    """First syllable → the longest phrase there, of those that touch no mention and no longer phrase before them."""
    readings: dict[tuple[int, int], list[tuple[str, str]]] = {}
    for type_, class_, start, end in listed:
        readings.setdefault((start, end), []).append((type_, class_))
    found: dict[int, tuple[str, frozenset[str], int]] = {}
    taken: set[int] = set()
    for start, end in sorted(readings, key=lambda span: (span[0] - span[1], span[0])):
        if any(covered[spans[start][0] : spans[end - 1][1]]) or taken.intersection(range(start, end)):
            continue
        taken.update(range(start, end))
        types = readings[start, end]
        type_ = min((type_ for type_, _ in types), key=_PRIORITY.index)
        found[start] = (type_, frozenset(class_ or kind for kind, class_ in types), end)
    return found


def _with_hedges(items: list[Item]) -> list[Item]:
    """Give every number the hedge that stands right before it ("gần 300", "vào khoảng 20")."""
    hedges = _hedges(resources.user_pattern_dir())
    out: list[Item] = []
    for item in items:
        if item.type not in NUMERIC:
            out.append(item)
            continue
        if out and out[-1].text == "(" and item.type == "number" and item.value.sign:
            out.append(replace(item, type="difference", value=Numeric(item.value, None)))  # "(-9 đơn, -19,57%)"
            continue
        approx, start, text = None, item.start, item.text
        for size in (3, 2, 1):
            words = out[-size:]
            phrase = " ".join(word.text for word in words)
            if len(words) == size and phrase in hedges:
                approx, start, text = hedges[phrase], words[0].start, f"{phrase} {text}"
                del out[-size:]
                break
        out.append(Item(item.type, start, item.end, text, Numeric(item.value, approx), item.rule))
    return out
