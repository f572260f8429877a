"""The words by which a claim names what it is of: "tăng 12% về số dự án", "số vụ tăng gần 18%"."""

from __future__ import annotations

from collections.abc import Sequence

from cdextract.rules.grammar import Item
from cdextract.words.tokens import tie_words

# Item types that can belong to the name of what is counted.
NAMING = frozenset({"word", "noun", "cue", "attain"})


def named_together(items: Sequence[Item], index: int, kind: str) -> list[tuple[str, ...]]:
    """What one percentage is said of at once: "giảm 8% về cả khối lượng và giá trị", "cả về số vụ, số người chết"."""
    if kind not in ("increase", "decrease") or items[index].role("delta"):
        return []
    covered = items[index].covered
    percent = next((at for at, item in enumerate(covered) if item.type == "percent"), 0)
    behind = [*covered[percent + 1 :], *items[index + 1 : index + 14]]
    opened = next((at for at, item in enumerate(behind[:3]) if item.text in tie_words("both")), None)
    if opened is None or any(item.text not in tie_words("before_both") for item in behind[:opened]):
        return []
    named: list[tuple[str, ...]] = [()]
    for item in behind[opened + 1 :]:
        if item.text in tie_words("joints"):
            named.append(())
        elif item.type in NAMING or item.type == "whole" or item.text == "về":
            named[-1] += () if item.text in tie_words("formal") else tuple(item.text.split())
        else:
            break
    named = [words[:3] for words in named if words]
    return named if len(named) > 1 else []


def about_of(items: Sequence[Item], index: int, kind: str) -> tuple[str, ...]:
    """What a change names as counted: the words behind "về số …", "số …", the noun of its difference, or "số …"
    before it.
    """
    item = items[index]
    if kind == "share" and (cases := _cases_or_money(items, index)):
        return cases
    changes = kind in ("increase", "decrease")
    if not changes and item.type != "plain_claim" and not (index + 1 < len(items) and items[index + 1].text == "về"):
        return ()
    covered = items[index].covered
    delta = next((at for at, item in enumerate(covered) if items[index].role("delta") is item), None)
    if delta is not None:
        noun = delta + 2 if covered[delta + 1 : delta + 2] and covered[delta + 1].text == "số" else delta + 1
        counted, subject = _words(covered[noun : noun + 3]), _subject(items, index)
        says_more = len(subject) > len(counted) and subject[: len(counted)] == counted
        stands_in = bool(counted) and counted[0] in tie_words("classifiers")
        return subject if says_more or (subject and stands_in) else counted
    percent = next((at for at, item in enumerate(covered) if item.type == "percent"), 0)
    behind = [*covered[percent + 1 :], *items[index + 1 : index + 8]]
    while behind and behind[0].text in tie_words("counted_by"):  # "tăng 15% xét theo số dự án"
        behind.pop(0)
    if behind and behind[0].text.startswith("số "):  # "54,8% số tiền"
        return tuple(behind[0].text.split()[1:3])
    beside = changes or (index > 1 and items[index - 1].text == "và" and items[index - 2].type == "change_claim")
    if len(behind) > 1 and beside and behind[0].type == "noun" and _goes_on_or_ends(behind[:2]):
        return _words(behind)  # "giảm 30,6% vụ tai nạn", "tăng 18% tổ chức đảng và 16% đảng viên"
    if not behind or behind[0].text not in tie_words("opens_name"):
        verb = next((at for at, item in enumerate(covered) if item.type in ("increase", "decrease")), 0)
        return (_subject(covered, verb) or _subject(items, index)) if changes else ()
    named = [item for item in behind if item.text not in tie_words("formal")]
    return _words(named) or (behind[0].text,)


def _goes_on_or_ends(behind: Sequence[Item]) -> bool:
    """Whether a noun behind a percentage has further words, or is a name of several syllables itself."""
    ends = behind[1].text in tie_words("joints") or behind[1].text == "so với"
    return behind[1].type in NAMING or (" " in behind[0].text and ends)


def _cases_or_money(items: Sequence[Item], index: int) -> tuple[str, ...]:
    """ "chiếm 78% trong tổng số việc và 53% trong tổng số tiền": which of the two a share is of."""
    behind = [word for item in items[index + 1 : index + 4] for word in item.text.split()]
    before = tie_words("within") | tie_words("all_of")
    named = next((word for word in behind if word not in before), "")
    told = "số" in behind[: behind.index(named)] if named else False
    return (named,) if told and (named in tie_words("cases") or named in tie_words("money")) else ()


def _subject(items: Sequence[Item], index: int) -> tuple[str, ...]:
    """ "số vụ" of "số vụ tăng gần 18%"."""
    words: list[Item] = []
    for item in reversed(items[max(0, index - 8) : index]):
        if item.type == "whole":
            return _words(list(reversed(words)))
        if item.type == "period" or item.text in tie_words("inside_name"):  # "số vụ tai nạn trong 5 tháng giảm 15,7%"
            continue
        if item.type not in NAMING:
            break
        words.append(item)
    return ()


def clause_before(items: Sequence[Item], index: int) -> tuple[str, ...]:
    """All words between a change and the sign before it; none where anything but words stands there, or rates are
    listed ("tỷ lệ hộ nghèo giảm 5%, hộ cận nghèo tăng 1%").
    """
    words: list[str] = []
    at = index
    while at and items[at - 1].text in tie_words("before_verb"):  # "phạm pháp hình sự được kéo giảm 8%"
        at -= 1
    while at and (items[at - 1].type in (*NAMING, "name", "period") or items[at - 1].text == "&"):
        at -= 1
        if items[at].type != "period":  # "thu nội địa tháng 9 tăng 10,3%"
            words = [*items[at].text.split(), *words]
    if at and items[at - 1].type not in ("sign", "stop") and items[at - 1].text not in tie_words("opens_clause"):
        return ()
    if words and words[0] in tie_words("conditions"):  # "nếu loại trừ yếu tố giá giảm 10,4%": of what was told before
        return ()
    for item in reversed(items[:at]):
        if item.type == "stop":
            break
        if item.type == "share":
            return ()
    return tuple(words)


def _words(items: Sequence[Item]) -> tuple[str, ...]:
    words: list[str] = []
    for item in items:
        if item.type not in NAMING:
            break
        words.extend(item.text.split())
    return tuple(words[:3])
