"""The words that name a whole: behind a number, behind a claim ("chiếm 80% số được giới thiệu")."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from cdextract.claims.names import NAMING
from cdextract.figures.counted import Counted, Line
from cdextract.figures.values import Figure
from cdextract.rules.grammar import Item
from cdextract.words.tokens import tie_words

_SEVERAL = 2  # words
_LABEL = 10  # items
_VERB = 2  # items


def noun_words(items: Sequence[Item], head: int) -> tuple[str, ...]:
    """The syllables behind a number that name what it counts."""
    words: list[str] = []
    for item in items[head + 1 : head + 5]:
        if item.type not in NAMING:
            break
        words.extend(item.text.replace(",", "").split())  # "vụ, việc"
    return tuple(words)


def content_words(items: Sequence[Item]) -> list[str]:
    """The words of a whole's name, without those for the area and the passive."""
    words = [word for item in items if item.type in NAMING for word in item.text.split()]
    area, passive = tie_words("area"), tie_words("passive")
    return [word for word in words if word not in area and word not in passive]


def whole_words(figure: Figure, line: Line) -> list[Item]:
    """The words behind "số", "tổng số", "lượng" that follow a claim, up to a sign."""
    last = end_of_claim(figure, line)
    behind = list(line.items[last + 1 : last + 9])
    while behind and behind[0].type in ("link", "compare") and behind[0].text not in tie_words("goes_on"):
        behind.pop(0)
    if not behind or (behind[0].type != "whole" and behind[0].text not in tie_words("amounts")):
        return []
    words = []
    for item in behind[1:]:
        if item.type in ("sign", "stop") or item.type.endswith("claim"):
            break
        if item.type == "link" and item.text != "có":  # "số nợ có khả năng thu" is not "số nợ"
            break
        words.append(item)
    return words


def end_of_claim(figure: Figure, line: Line) -> int:
    """Where the claim itself ends: "chiếm 34% tổng lượng gạo và tăng 12%" are two claims of one quantity."""
    if figure.percent is None:
        return figure.last
    for index in range(figure.head, min(figure.last, len(line.items))):
        item = line.items[index]
        percent = item.role("percent") if item.type.endswith("_claim") else None
        if percent is not None and percent.value.value == figure.percent:
            return index
    return figure.last


def names_all(figure: Figure, line: Line) -> bool:
    """Whether all of a whole is named behind a claim: "tổng số …", not "số …"."""
    last = end_of_claim(figure, line)
    behind = line.items[last + 1 : last + 3]
    return any(item.type == "whole" and item.text != "số" for item in behind)


def names_its_whole(figure: Figure, line: Line) -> bool:
    """ "Trong 84 hồ sơ, 21 hồ sơ quá hạn, chiếm 52%": one thing counted, its whole beside it; no other number fits
    better than what the words say.
    """
    whole = next((other for other in reversed(line.figures) if other.is_whole and other.head < figure.head), None)
    if whole is None or figure.base is not whole.value or not figure.of_whole or whole_words(figure, line):
        return False
    mine, theirs = (noun_words(line.items, at.head)[:1] for at in (figure, whole))
    return bool(mine and theirs) and mine[0].rstrip(",") == theirs[0].rstrip(",")


def names_exactly(words: Sequence[Item], whole: Counted, lines: Sequence[Line]) -> bool:
    """Whether the words behind "số", "tổng số" name a whole with no word more than are told of it, or by its verb."""
    by_cue = len(words) <= 2 and told_by_verb(words, [whole]) is whole
    own = own_words(whole, lines) | words_before(whole, lines)
    return by_cue or names_by_verb(words, whole, lines) or set(content_words(words)) <= own


def names_by_verb(words: Sequence[Item], whole: Counted, lines: Sequence[Line]) -> bool:
    """ "cảnh cáo 30 cán bộ; … chiếm 10% tổng số cán bộ bị cảnh cáo": the noun, and the verb that stands before it."""
    named, items, head = content_words(words), lines[whole.line].items, whole.figure.head
    noun = noun_words(items, head)[:2]
    verb = {word for item in items[max(0, head - 4) : head] if item.type in NAMING for word in item.text.split()}
    return "bị" in named and noun == tuple(named[:2]) and set(named[2:]) - {"bị"} <= verb


def has_same_name(named: Sequence[Item], other: Counted, lines: Sequence[Line]) -> bool:
    """Two shares "so với số đăng ký dự thi", "tổng vốn đầu tư vào Việt Nam" and "tổng vốn đầu tư", "số vụ tai nạn chết
    người" and "số vụ chết người": the first of them is no whole of the second.
    """
    behind = whole_words(other.figure, lines[other.line])
    told, again = [item.text for item in behind], [item.text for item in named]
    words = content_words(named)
    shorter = len(words) >= _SEVERAL and set(words) <= set(content_words(behind))
    return shorter or told[: len(again)] == again or (told != [] and again[: len(told)] == told)


def told_by_verb(words: Sequence[Item], candidates: Sequence[Counted]) -> Counted | None:
    """ "số giới thiệu", "số được giới thiệu": the figure whose verb is named."""
    passive = len(words) > 1 and words[0].text in tie_words("passive")
    first = words[1] if passive else words[0]
    classes = frozenset(first.value) if first.type == "cue" and first.value else frozenset()
    told = (other for other in reversed(candidates) if classes & _cues(other))
    return next(told, None)


def _cues(counted: Counted) -> frozenset[str]:
    return counted.scope.left | counted.scope.right | counted.scope.head


def _is_labelled(items: Sequence[Item], head: int) -> bool:
    """ "Số vụ cháy: 42 vụ": what is counted stands before a colon, with no number."""
    before = items[max(0, head - _LABEL) : head]
    return before[-1].text == ":" and any(item.type == "whole" for item in before[:2]) and not _counts(before)


def _counts(items: Sequence[Item]) -> bool:
    return any(item.type in ("number", "ratio") or item.type.endswith("claim") for item in items)


def own_words(counted: Counted, lines: Sequence[Line]) -> set[str]:
    """The words that say what a number counts: behind it up to a sign; before it too where it is an amount of money,
    "là" leads to it, or "tổng số" opens its name.
    """
    items, head = lines[counted.line].items, counted.figure.head
    words: set[str] = set()
    for item in items[head + 1 : head + 10]:
        if item.type in ("sign", "stop", "number", "ratio") or item.type.endswith("claim"):
            break
        words.update(item.text.split())
    led_to = head and (items[head - 1].text == "là" or _is_labelled(items, head))
    if led_to or (counted.figure.value is not None and counted.figure.value.unit):
        words.update(word for item in items[max(0, head - 10) : head] for word in item.text.split())
    return words | _named_total(items[max(0, head - _LABEL) : head])


def words_before(counted: Counted, lines: Sequence[Line]) -> set[str]:
    """The words of the verb right before a number: "đăng ký 58 sáng kiến", of which a share is one of "số đăng ký"."""
    items, head = lines[counted.line].items, counted.figure.head
    verb = takewhile(lambda item: item.type in ("word", "cue"), reversed(items[max(0, head - _VERB) : head]))
    return {word for item in verb for word in item.text.split()}


def _named_total(before: Sequence[Item]) -> set[str]:
    """ "tổng số hội viên toàn tỉnh 206.391 người"."""
    words: set[str] = set()
    for item in reversed(before):
        if item.type == "whole" or (item.type == "cue" and "total" in item.value):
            return words if item.text != "số" else set()
        if item.type not in (*NAMING, "anaphor", "place", "link"):
            return set()
        words.update(item.text.split())
    return set()
