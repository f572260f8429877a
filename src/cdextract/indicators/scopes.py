"""Figures of a sentence → the words that can tell what each counts, as classes of words (`patterns/words.yaml`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cdextract.claims.finding import CLAIM_TYPES
from cdextract.figures.values import Figure
from cdextract.indicators.indicators import GENERAL, Scope
from cdextract.indicators.scope_nouns import classes_of, head_classes, nearest_noun, noun_after, without_rivals
from cdextract.rules.grammar import Item
from cdextract.words.tokens import tie_forms, tie_words

_PLACES = frozenset({"alone", "of_body", "thing"})  # what a position tells; no words that say what was done
_AREA_TYPES = frozenset({"place", "body", "anaphor", "period"})
_FAR = 12  # quantities in a row that share a noun
_WHOLES = frozenset({"enterprise", "cdcs", "none", "unit", "thing"})  # of which parts have done something
_VAGUE = frozenset({"attend", "with", "has", "total", "link", "organise", "sector"})


def scopes_of(items: Sequence[Item], figures: Sequence[Figure]) -> list[Scope]:
    """The scope of every figure of a sentence. Rows that restate the one before share its scope."""
    scopes: list[Scope] = []
    sentence = classes_of(items) if figures else frozenset()
    for index, figure in enumerate(figures):
        if figure.restates:
            scopes.append(scopes[-1])
            continue
        before = _previous(figures, index)
        previous, scope_before = (None, None) if before is None else (figures[before], scopes[before])
        later = [other for other in figures[index + 1 : index + 1 + _FAR] if other.head > figure.head]
        scopes.append(_scope(items, figure, previous, later, scope_before, sentence))
    return [_with_shared_verb(items, figures, scopes, index) for index in range(len(scopes))]


def _with_shared_verb(items: Sequence[Item], figures: Sequence[Figure], scopes: Sequence[Scope], index: int) -> Scope:
    """ "16 CĐCS với 757 đoàn viên đã được thành lập": the verb behind the second quantity is that of the first too."""
    scope = scopes[index]
    if scope.says_what or scope.left - _PLACES - _VAGUE or index + 1 == len(scopes):
        return scope
    first, second = figures[index], figures[index + 1]
    between = [item for item in items[first.head + 1 : second.head] if item.type != "noun"]
    words = {syllable for item in between if item.type == "word" for syllable in item.text.split()}
    signs = [item.text for item in between if item.type not in ("word", "body", "cue")]
    same_head = first.is_ratio and second.is_ratio and scope.head == scopes[index + 1].head
    wholes = _of_one_kind(first, second) and scope.head | scopes[index + 1].head <= _WHOLES
    listed = (same_head or wholes) and words <= tie_words("sectors") and signs in ([","], ["và"], [",", "và"], [", và"])
    shared = [item.text for item in between] == ["với"] or listed
    if not shared or not scopes[index + 1].says_what:
        return scope
    return replace(scope, right=scope.right | scopes[index + 1].right - scopes[index + 1].noun, says_what=True)


def _of_one_kind(first: Figure, second: Figure) -> bool:
    """Two ratios, or two bare shares ("100% cơ quan và 80% doanh nghiệp mở hội nghị")."""
    shares = [figure.value is None and figure.kind == "share" for figure in (first, second)]
    return (first.is_ratio and second.is_ratio) or all(shares)


def _previous(figures: Sequence[Figure], index: int) -> int | None:
    head = figures[index].head
    return next((place for place in range(index - 1, -1, -1) if figures[place].head < head), None)


def _scope(
    items: Sequence[Item],
    figure: Figure,
    previous: Figure | None,
    later: Sequence[Figure],
    scope_before: Scope | None,
    sentence: frozenset[str],
) -> Scope:
    following = later[0] if later else None
    start = _left_border(items, figure, previous)
    end = _right_border(items, figure, following)
    left_items = items[start : figure.head]
    left = without_rivals(left_items)
    left |= _position(items, figure, left_items)
    if figure.rule.startswith("figure.raised_total") and previous and previous.rule == figure.rule and figure.bare:
        left = _new_total(left_items)
    part = _is_part(items, start, figure.head)
    if part:
        left |= {"part"}
    elif any(item.type in ("part", "period") and _is_of_time(items, start + at) for at, item in enumerate(left_items)):
        left |= {"part_of_time"}
    inherited = scope_before.noun if scope_before and previous and previous.is_whole else frozenset()
    if scope_before and "alone" in left and not part and previous and _joined(items, previous, figure):
        left = scope_before.left | {"with"} & left
        part = scope_before.part
        inherited = scope_before.noun
    if scope_before and previous and _same_quantity(previous, figure):
        left |= scope_before.left
    noun_at = noun_after(items, figure, end)
    head = head_classes(items, figure, noun_at, end)
    if "none" in head and items[figure.head].type not in CLAIM_TYPES:
        head = _shared_head(items, figure, later) or head
    noun = head | (nearest_noun(left_items) or inherited) if head <= GENERAL else head
    right = classes_of(items[figure.head + 1 : end])
    if items[figure.head].type in CLAIM_TYPES:
        right |= classes_of(items[figure.head].covered)
    says_what = any(item.type == "cue" and not item.value <= _VAGUE for item in items[start:end] if item.value)
    wide = classes_of(items[figure.head + 1 : _wide_border(items, figure, following)])
    return Scope(
        head,
        noun,
        left,
        right,
        right | wide,
        sentence,
        _unit(figure),
        part,
        previous is None,
        says_what,
        _first_cue(items, start, figure),
        noun_at,
    )


def _same_quantity(first: Figure, second: Figure) -> bool:
    """ "150/100 đoàn viên so với chỉ tiêu tỉnh giao, 150/140 đoàn viên so với chỉ tiêu tự xây dựng"."""
    return first.is_ratio and second.is_ratio and first.value == second.value and first.base != second.base


def _new_total(left: Sequence[Item]) -> frozenset[str]:
    """ "…, đưa tổng số lên 1.204": nothing but a total, if it stands behind the verb that raises it."""
    raised = any(item.text.startswith(tie_forms("raises")) for item in left)
    return frozenset({"total"}) if raised else without_rivals(left)


def _position(items: Sequence[Item], figure: Figure, left: Sequence[Item]) -> frozenset[str]:
    """What the place of a figure tells: `level` of a rise, `of_body` behind "Công đoàn phường X:", `alone` with no
    cue before it.
    """
    found: set[str] = set()
    if figure.rule == "figure.levels":
        found.add("level")
    if figure.head > 1 and items[figure.head - 1].text == "/" and items[figure.head - 2].type == "noun":
        found.add("with")  # "12 CĐCS/450 đoàn viên"
    if left and left[-1].text in (":", "(") and _ends_with_body(left[:-1]):
        found.add("of_body")
    if not any(item.type in ("cue", "body", "period") for item in left):
        found.add("alone")
    if left and left[-1].text == "còn" and any(item.type in ("anaphor", "body") for item in left[-3:]):
        found.add("has")
    if _is_told_as_number_of(left):
        found.add("total")
    return frozenset(found)


def _is_told_as_number_of(left: Sequence[Item]) -> bool:
    """ "số CĐCS của toàn tỉnh là …": nothing but the area stands between the noun and "là"."""
    if len(left) < 3 or left[-1].text != "là":
        return False
    for index in range(len(left) - 2, 0, -1):
        if left[index].type == "noun":
            opens = index - 2 if left[index - 1].value == frozenset({"women"}) else index - 1  # "số nữ đoàn viên"
            return opens >= 0 and left[opens].type == "whole" and bool(left[index].value <= {"cdcs", "member"})
        if left[index].type not in _AREA_TYPES and left[index].text not in tie_words("at_area"):
            return False
    return False


def _ends_with_body(items: Sequence[Item]) -> bool:
    """ "Công đoàn phường X", "Công đoàn phường X (phụ trách cả phường Y)"."""
    if items and items[-1].text == ")":
        opened = max((index for index, item in enumerate(items) if item.text == "("), default=0)
        items = items[:opened]
    return bool(items) and items[-1].type == "body"


def _left_border(items: Sequence[Item], figure: Figure, previous: Figure | None) -> int:
    """Behind the figure before (and its noun), or the last ";"."""
    after = 0
    if previous:
        after = (previous.last if previous.last < figure.head else previous.head) + 1
        if after == previous.head + 1 and after < figure.head and items[after].type == "noun":
            after += 1
    stops = (index + 1 for index in range(figure.head - 1, after - 1, -1) if items[index].type == "stop")
    return next(stops, after)


def _right_border(items: Sequence[Item], figure: Figure, following: Figure | None) -> int:
    """Up to the next figure, or the next comma or "và" behind the words that the rule read."""
    limit = (
        following.first
        if following and following.first > figure.head
        else (following.head if following else len(items))
    )
    last = max(figure.last, figure.head)
    joints = tie_words("joints")
    for index in range(figure.head + 1, limit):
        if items[index].type == "stop" and index > last:
            return index
        if items[index].text == ")" and index == last + 1:
            continue
        joined = items[index].text in joints
        if joined and _lists_nouns(items, index):
            continue
        if _is_subject_of_verb(items, index):
            continue
        if index > last and (joined or items[index].text in (")", "-") or items[index].type == "part"):
            return index
    return limit


def _is_subject_of_verb(items: Sequence[Item], part: int) -> bool:
    """ "97 người trong số này đã được kết nạp": what they did stands behind the part."""
    of_these = items[part].type == "part" and items[part].text in tie_words("of_these")
    return of_these and any(item.type in ("done", "cue") for item in items[part + 1 : part + 2])


def _wide_border(items: Sequence[Item], figure: Figure, following: Figure | None) -> int:
    limit = following.first if following and following.first > figure.head else len(items)
    stops = (index for index in range(figure.head + 1, limit) if items[index].type in ("stop", "part"))
    return next(stops, limit)


def _lists_nouns(items: Sequence[Item], index: int) -> bool:
    """ "cán bộ, đoàn viên, công nhân": the comma joins nouns that are counted together."""
    return index + 1 < len(items) and items[index - 1].type == "noun" and items[index + 1].type == "noun"


def _shared_head(items: Sequence[Item], figure: Figure, later: Sequence[Figure]) -> frozenset[str] | None:
    """ "kết nạp lần lượt 412, 380 và 290 đoàn viên": the noun stands behind the last of the numbers."""
    for following in later:
        if not _joined(items, figure, following):
            return None
        end = _right_border(items, following, None)
        head = head_classes(items, following, noun_after(items, following, end), end)
        if "none" not in head:
            return head
        figure = following
    return None


def _is_part(items: Sequence[Item], start: int, head: int) -> bool:
    """ "trong đó", "riêng khối doanh nghiệp"; "riêng năm 2022" speaks of the time."""
    if items[head - 1].text == "/" and head + 1 < len(items) and _are_women(items[head + 1]):
        return True
    if head > 1 and items[head - 2].text == "(" and _are_women(items[head - 1]):
        return True
    for index in range(head - 1, start - 1, -1):
        if items[index].type == "cue" and "sector" in items[index].value and start:
            return True
        if items[index].type == "whole" and items[index].text == "trong số":
            return True
        if items[index].type == "part":
            return not _is_of_time(items, index)
        if items[index].text == "gồm" and index > start and items[index - 1].text in (",", "("):
            return True
    return False


def _are_women(item: Item) -> bool:
    return item.type == "noun" and "women" in item.value


def _is_of_time(items: Sequence[Item], part: int) -> bool:
    """ "riêng năm 2022": the part is one of the time."""
    if items[part].type == "period":
        return items[part].text.startswith("riêng ")
    following = [item for item in items[part + 1 : part + 4] if item.type != "link"]
    return bool(following) and following[0].type == "period"


def _joined(items: Sequence[Item], first: Figure, second: Figure) -> bool:
    """Nothing but "và" or a comma stands between two quantities (and the noun of the first)."""
    between = items[first.head + 1 : second.head]
    if items[first.head].type in CLAIM_TYPES and sum(item.type == "word" for item in between) > 1:
        return False  # "thành lập CĐCS đạt 105%, vận động ủng hộ quỹ … đạt 100%"
    listed = any(item.text in tie_words("joints") for item in between)
    return (
        listed
        and len(between) <= 9
        and all(item.text == "," or item.type in ("noun", "word", "link") for item in between)
    )


def _unit(figure: Figure) -> str | None:
    return figure.value.unit if figure.value else None


def _first_cue(items: Sequence[Item], start: int, figure: Figure) -> int | None:
    """Where the verb before a quantity stands: "thành lập được 10/8 CĐCS"."""
    for index in range(figure.first - 1, max(start, figure.first - 6) - 1, -1):
        item = items[index]
        if item.type == "cue" or (item.type == "noun" and len(item.value) > 1):
            return index
        if item.type in ("stop", "part", "done") or item.text in (",", "(", ")", ":"):
            return None
    return None
