"""Whether the quantities that a rule of `patterns/figures.yaml` read count the same things."""

from __future__ import annotations

from collections.abc import Sequence

from cdextract.numbers.lexing import Quantity
from cdextract.rules.grammar import Item, Match
from cdextract.words.tokens import tie_words

_PEOPLE = frozenset({"member", "person", "worker", "women", "elite", "cadre", "new_member"})
_SUBJECT = 6  # items behind a claim, in which its subject is named


def counts_alike(items: Sequence[Item], match: Match) -> bool:
    """ "168 người so với 241 người trước hợp nhất": the two levels count the same."""
    value, base = (match.roles[role][0] for role in ("value", "base"))
    units = _units(items, value, base)
    nouns = [[item.text for item in items[at + 1 : at + 2] if item.type == "noun"] for at in (value, base)]
    alike = nouns[0] == nouns[1] != []
    return alike if units == [None, None] else units[0] == units[1]


def rose_by_percent(items: Sequence[Item], match: Match) -> bool:
    """ "32 đơn vị ký thỏa ước, nay là 47 đơn vị, tăng 46,8%"; differences alone are of the counts as they stand."""
    return items[match.roles["claims"][0]].role("percent") is not None and counts_alike(items, match)


def gives_alike(items: Sequence[Item], match: Match) -> bool:
    """ "được giao 80 nhưng mới kết nạp 41 đoàn viên": what was done is of what was given; not "giao 12 biên chế, đã
    kết nạp 300 đoàn viên".
    """
    value, base = (match.roles[role][0] for role in ("value", "base"))
    units = _units(items, value, base)
    done, given = (next(iter(items[at + 1 : at + 2]), None) for at in (value, base))
    if units != [None, None] or done is None or done.type != "noun" or given is None:
        return units[0] == units[1]
    if given.type == "noun":
        return given.text == done.text or all(item.value & _PEOPLE for item in (given, done))
    return given.type != "word"


def subject_is_first(items: Sequence[Item], match: Match) -> bool:
    """ "bắt 46 vụ (năm 2016 là 40 vụ) với 61 đối tượng, số vụ tăng 15%": what has changed is what was counted first."""
    subjects = match.roles.get("subject", ())
    between = items[match.roles["base"][-1] : match.roles["claims"][0]]
    if not subjects:
        return not any(item.type == "number" for item in between[1:])
    return items[subjects[0]].text == items[match.roles["noun"][0]].text


def subject_is_counted(items: Sequence[Item], match: Match) -> bool:
    """ "Giảm 25% so với năm 2019 là số đơn …, còn 27 đơn": not "tăng 12% là số đoàn viên …, còn 27 CĐCS"."""
    claim, value = match.roles["claims"][0], match.roles["value"][0]
    remains = any(item.text in tie_words("remains") for item in items[value - 2 : value])
    if remains and items[claim].role("up") is not None:
        return False
    subject = next((item for item in items[claim + 1 : claim + 1 + _SUBJECT] if item.type == "noun"), None)
    behind = items[value + 1 : value + 2]
    if subject is None or not behind or behind[0].type != "noun":
        return True
    return subject.text.split()[0] == behind[0].text.split()[0]


def have_one_unit(items: Sequence[Item], match: Match) -> bool:
    """Whether an earlier level is of what it stands behind."""
    value, base = (items[match.roles[role][0]].value.value for role in ("value", "base"))
    return not isinstance(value, Quantity) or not isinstance(base, Quantity) or value.unit == base.unit


def _units(items: Sequence[Item], *places: int) -> list[str | None]:
    return [getattr(items[at].value.value, "unit", None) for at in places]
