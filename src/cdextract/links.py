"""Figures of an article → the same with the ties between them; what is no row is left out.

* a change told behind its count ("giảm 5,8% số người chết") goes to the figure that counts the same;
* a result takes its base from the target told before it ("được giao 24 CĐCS …; đã thành lập 25 CĐCS (đạt 104,2%)");
* "trong đó …", "riêng …": the figure is a part of the last one before it that counts the same (ruling 2); a share without a
  stated whole is taken of it (ruling 7);
* "thành lập n CĐCS với m đoàn viên": m is a part of the members told of before;
* a quantity told twice is one row (ruling 3): the fuller one stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cdextract.figures import NAMING, Figure
from cdextract.grammar import Item
from cdextract.indicators import OTHER
from cdextract.reading import Counted, Line

# A figure whose whole is the figure before it, although another thing is counted: who was admitted of those who were referred.
_STEPS = {"party_admissions": "party_referrals"}
_UNDER = {"members_admitted": "cdcs_established", "members_total": "cdcs_total"}
_SUMS = frozenset({"trị", "giá", "vốn", "tiền", "kim", "giá trị", "trị giá", "số tiền", "kinh"})
_STAND_INS = frozenset({"em", "người", "trường", "ca", "vụ", "việc", "đơn"})  # nouns that take up the one before
_AREA = frozenset({"toàn", "cả", "các", "trên", "địa", "bàn", "tỉnh", "huyện", "quận", "thị", "thành", "phố", "xã", "nước", "trong"})
_ANY = frozenset({"người", "đơn", "em", "trường", "so", "về", "ca"})  # stand for what was named before
_AMOUNTS = frozenset({"lượng", "khối", "sản", "khối lượng"})


def link(figures: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """The rows of an article: figures with `part_of`, `restates` and the bases told elsewhere; indices refer to the list."""
    return _without_repetitions(link_all(figures, lines))


def link_all(figures: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """All figures with the ties between them, those that are no rows too; indices refer to the list."""
    linked: list[Counted] = []
    for counted in _with_changes(list(figures), lines):
        linked.append(_linked(counted, linked, lines))
    return linked


def _linked(counted: Counted, before: Sequence[Counted], lines: Sequence[Line]) -> Counted:
    if counted.restates is not None or counted.dropped in ("goal", "whole"):
        return _with_value(counted, before)
    near = [other for other in before if other.restates is None and counted.block - other.block <= 1 and not _is_row_of(other, counted)]
    counted = _without_other_whole(_with_target(_with_value(counted, before), near), lines[counted.line])
    whole = _whole(counted, near, lines[counted.line], lines)
    if whole is None:
        return counted
    figure = counted.figure
    if whole.figure.value is not None and _wants_base(counted, lines[counted.line], whole):
        figure = replace(figure, base=whole.figure.value, base_approx=whole.figure.value_approx)
    part = whole.indicator == counted.indicator and (counted.scope.part or _is_under(counted, near)) and whole.dropped is None
    dropped = None if counted.dropped == "no quantity" and figure.base is not None else counted.dropped
    return replace(counted, figure=figure, dropped=dropped, part_of=before.index(whole) if part else None)


def _with_value(counted: Counted, before: Sequence[Counted]) -> Counted:
    """The quantity of a claim that stands behind ";": "giải ngân 1.845 tỷ đồng; so với kế hoạch (6.152 tỷ đồng) đạt 30%"."""
    figure = counted.figure
    if figure.value is not None or figure.base is None or not figure.of_plan or not before:
        return counted
    last = before[-1]
    value = last.figure.value
    if last.line != counted.line or value is None or value.unit != figure.base.unit:
        return counted
    if last.dropped != "bare" and counted.restates is None:
        return counted
    return replace(counted, figure=replace(figure, value=value, value_approx=last.figure.value_approx), dropped=None)


def _without_other_whole(counted: Counted, line: Line) -> Counted:
    """"438/452 đại biểu có mặt …, bằng 88,13% tổng số đại biểu Quốc hội": the percentage is of a whole with no number."""
    figure = counted.figure
    if figure.base is None or not figure.is_ratio or figure.kind not in ("share", "attained") or not _names_all(figure, line):
        return counted
    named = _content(_whole_words(figure, line))
    own = set(_noun_words(line.items, figure.head))
    if named and named[0] in own and not set(named) <= own:
        return replace(counted, figure=replace(figure, base=None, base_approx=None))
    return counted


def _content(items: Sequence[Item]) -> list[str]:
    """The words of a whole's name, without those for the area."""
    return [word for item in items if item.type in NAMING for word in item.text.split() if word not in _AREA]


def _is_row_of(other: Counted, counted: Counted) -> bool:
    """The same number of the same sentence."""
    return other.line == counted.line and other.figure.head == counted.figure.head


def _with_changes(figures: list[Counted], lines: Sequence[Line]) -> list[Counted]:
    """Move changes that name what they count to the figure that counts it."""
    for index, counted in enumerate(figures):
        figure = counted.figure
        if not figure.about or figure.kind not in ("increase", "decrease", "attained") or counted.dropped == "goal":
            continue
        if figure.value is not None and _counts(counted, figure.about, lines):
            continue
        earlier = [
            place for place in range(index)
            if counted.line - figures[place].line <= 2 and figures[place].dropped in (None, "bare")
            and counted.block - figures[place].block <= 1
        ]
        target = _best(figures, earlier, figure, lines)
        if target is None:
            if figure.value is not None and figure.delta is not None and figure.percent is not None and counted.indicator == OTHER:
                figures[index] = replace(counted, figure=replace(figure, value=None, value_approx=None))
            continue
        claim = {key: getattr(figure, key) for key in ("percent", "percent_approx", "kind", "delta")}
        figures[target] = replace(figures[target], figure=replace(figures[target].figure, **claim), dropped=None)
        again = index + 1 < len(figures) and _is_row_of(figures[index + 1], counted)
        told = again or figure.value is None or counted.restates is not None or counted.indicator == OTHER
        figures[index] = replace(counted, figure=replace(figure, percent=None, kind=None, delta=None, about=()),
                                 dropped="no quantity" if told else None)
    return [replace(counted, restates=_still_restates(figures, counted)) for counted in figures]


def _still_restates(figures: Sequence[Counted], counted: Counted) -> int | None:
    if counted.restates is None or figures[counted.restates].figure.percent is None:
        return None
    return counted.restates


def _best(figures: Sequence[Counted], places: Sequence[int], change: Figure, lines: Sequence[Line]) -> int | None:
    """Of the quantities that a change can be of, the one whose words agree most with what it names; the nearest of equals."""
    free = [place for place in places if figures[place].figure.value is not None and figures[place].figure.percent is None]
    fitting = [place for place in free if _counts(figures[place], change.about, lines)]
    if not fitting:
        return None
    return max(fitting, key=lambda place: (_agreement(figures[place], change, lines), place))


def _agreement(counted: Counted, change: Figure, lines: Sequence[Line]) -> int:
    return len(set(change.about) & set(_noun_words(lines[counted.line].items, counted.figure.head)))


def _counts(counted: Counted, about: tuple[str, ...], lines: Sequence[Line]) -> bool:
    """Whether a figure counts what a change names: "số vụ", "về trị giá", "về lượng"."""
    value = counted.figure.value
    money = value is not None and value.unit in ("VND", "USD")
    if about[0] in _SUMS or about[:2] == ("doanh", "thu"):
        return money
    if about[0] in _AMOUNTS:
        return not money
    words = _noun_words(lines[counted.line].items, counted.figure.head)
    return words[:1] == about[:1] or (about[0] in _ANY and not money)


def _noun_words(items: Sequence[Item], head: int) -> tuple[str, ...]:
    words: list[str] = []
    for item in items[head + 1:head + 5]:
        if item.type not in NAMING:
            break
        words.extend(item.text.split())
    return tuple(words)


def _with_target(counted: Counted, near: Sequence[Counted]) -> Counted:
    """The target told before, as the base of a result that names none."""
    figure = counted.figure
    if figure.base is not None or figure.kind not in ("attained", "exceeded") or figure.value is None:
        return counted
    if counted.indicator == OTHER and not figure.of_plan:
        return counted
    targets = [other for other in near if other.dropped == "goal" and other.indicator == counted.indicator and _same_unit(counted, other)]
    if not targets or targets[-1].figure.value is None or counted.line - targets[-1].line > 1:
        return counted
    target = targets[-1].figure
    return replace(counted, figure=replace(figure, base=target.value, base_approx=target.value_approx))


def _whole(counted: Counted, near: Sequence[Counted], line: Line, lines: Sequence[Line]) -> Counted | None:
    """The figure of which this one can be a part."""
    near = [other for other in near if other.dropped != "goal"]
    rows = [other for other in near if other.dropped is None]
    if counted.scope.part:
        opens = counted.scope.opens
        return _same_kind(counted, rows) or _step_before(counted, rows) or _last_in_line(counted, near, back=1 if opens else 0)
    if _is_under(counted, rows):
        return next((other for other in reversed(rows) if other.indicator == counted.indicator and other.part_of is None), None)
    return _named_whole(counted, near, line) or _step_before(counted, rows) or _same_noun(counted, near, line, lines)


def _same_kind(counted: Counted, rows: Sequence[Counted]) -> Counted | None:
    if counted.indicator == OTHER:
        return None
    same = [other for other in rows if other.indicator == counted.indicator]
    fitting = [other for other in same if other.scope.noun & counted.scope.noun]
    return (fitting or same or [None])[-1]


def _last_in_line(counted: Counted, near: Sequence[Counted], *, back: int = 0) -> Counted | None:
    """The last quantity before it of the same unit, up to `back` sentences before; one with the same noun goes first."""
    fitting = [other for other in near if counted.line - other.line <= back and other.figure.value is not None and _same_unit(counted, other)]
    larger = [other for other in fitting if not _is_more(counted, other)]
    return larger[-1] if larger else None


def _is_more(counted: Counted, other: Counted) -> bool:
    one, two = counted.figure.value, other.figure.value
    return one is not None and two is not None and one.number.value > two.number.value


def _same_unit(counted: Counted, other: Counted) -> bool:
    one, two = counted.figure.value, other.figure.value
    return one is None or (two is not None and one.unit == two.unit)


def _step_before(counted: Counted, rows: Sequence[Counted]) -> Counted | None:
    wanted = _STEPS.get(counted.indicator)
    return rows[-1] if wanted and rows and rows[-1].indicator == wanted else None


def _named_whole(counted: Counted, near: Sequence[Counted], line: Line) -> Counted | None:
    """The whole that the words behind a share name: "chiếm 80% số giới thiệu", "chiếm 25,9% tổng số CĐCS"."""
    behind = _whole_words(counted.figure, line)
    if not behind:
        return None
    named = set(_content(behind))
    candidates = [other for other in near if other.figure.value is not None and other.line == counted.line and not _is_more(counted, other)]
    scored = [(len(named & _own_words(other, line)), place) for place, other in enumerate(candidates)]
    scored = [(score, place) for score, place in scored if score]
    if not scored:
        return _by_cue(behind[0], candidates)
    score, place = max(scored)
    if _names_all(counted.figure, line) and score < len(named):
        return None
    return candidates[place]


def _by_cue(first: Item, candidates: Sequence[Counted]) -> Counted | None:
    """"số giới thiệu": the figure whose verb is named."""
    classes = frozenset(first.value) if first.type in ("cue", "noun") and first.value else frozenset()
    return next((other for other in reversed(candidates) if classes & (other.scope.left | other.scope.right | other.scope.head)), None)


def _own_words(counted: Counted, line: Line) -> set[str]:
    """The words behind a number that say what it counts, up to a sign."""
    words: set[str] = set()
    for item in line.items[counted.figure.head + 1:counted.figure.head + 10]:
        if item.type in ("sign", "stop") or item.type.endswith("claim"):
            break
        words.update(item.text.split())
    return words


def _whole_words(figure: Figure, line: Line) -> list[Item]:
    """The words behind "số", "tổng số" that follow a claim, up to a sign."""
    behind = list(line.items[figure.last + 1:figure.last + 9])
    while behind and behind[0].type in ("link",):
        behind.pop(0)
    if not behind or behind[0].type != "whole":
        return []
    words = []
    for item in behind[1:]:
        if item.type in ("sign", "stop", "link") or item.type.endswith("claim"):
            break
        words.append(item)
    return words


def _names_all(figure: Figure, line: Line) -> bool:
    behind = line.items[figure.last + 1:figure.last + 3]
    return any(item.type == "whole" and item.text != "số" for item in behind)


def _same_noun(counted: Counted, near: Sequence[Counted], line: Line, lines: Sequence[Line]) -> Counted | None:
    """"tiếp nhận 2.480 hồ sơ; đã giải quyết 2.391 hồ sơ, đạt 96,41%": what came in, and what became of it."""
    figure = counted.figure
    if counted.indicator != OTHER or figure.value is None or figure.of_plan or figure.of_past or figure.kind not in ("share", "attained"):
        return None
    mine = _noun_words(line.items, figure.head)
    for other in reversed(near):
        if other.figure.percent is not None or other.figure.value is None or not _same_unit(counted, other) or _is_more(counted, other) or counted.line - other.line > 1:
            continue
        theirs = _noun_words(lines[other.line].items, other.figure.head)
        process = bool(_cues(counted) & {"process_out"} and _cues(other) & {"process_in"})
        alike = mine[:1] == theirs[:1] or not mine or not theirs or mine[0] in _STAND_INS
        first = other.line == counted.line and "with" not in other.scope.left and not _was_added(other, lines)
        if alike and (process or (first and mine[:2] == theirs[:2] and bool(mine))):
            return other
    return None


def _was_added(counted: Counted, lines: Sequence[Line]) -> bool:
    """"thêm 2.064 xã": a difference, no whole."""
    before = lines[counted.line].items[max(0, counted.figure.head - 1):counted.figure.head]
    return any(item.text in ("thêm", "tăng thêm", "tăng", "giảm") for item in before)


def _cues(counted: Counted) -> frozenset[str]:
    return counted.scope.left | counted.scope.right


def _is_under(counted: Counted, rows: Sequence[Counted]) -> bool:
    """The m of "n CĐCS với m đoàn viên"."""
    upper = _UNDER.get(counted.indicator)
    return bool(
        upper and rows and rows[-1].indicator == upper and rows[-1].line == counted.line
        and "with" in counted.scope.left and not counted.scope.left & {"admit", "establish", "total"}
    )


def _wants_base(counted: Counted, line: Line, whole: Counted) -> bool:
    """A share with no stated whole; "… tổng số đại biểu Quốc hội" names another whole without its number (ruling 7)."""
    figure = counted.figure
    if figure.kind not in ("share", "attained") or figure.base is not None or figure.of_plan or figure.of_past:
        return False
    if figure.value is None:
        return counted.scope.part or whole.figure.value is None or whole.indicator == _STEPS.get(counted.indicator)
    words = _whole_words(figure, line)
    if words and not (counted.scope.part and not _names_all(figure, line)):
        return _named_whole(counted, [whole], line) is whole
    return figure.kind == "share" or whole.dropped is not None


def _without_repetitions(figures: Sequence[Counted]) -> list[Counted]:
    """Leave out what is no row and what is told again with nothing new; move the indices of those behind it."""
    kept: list[Counted] = []
    new_index: dict[int, int] = {}
    for index, counted in enumerate(figures):
        if counted.dropped:
            continue
        twin = next((place for place, other in enumerate(kept) if _same_quantity(counted, other)), None)
        if twin is None:
            new_index[index] = len(kept)
            kept.append(counted)
            continue
        new_index[index] = twin
        if _fullness(counted) > _fullness(kept[twin]):
            kept[twin] = replace(counted, part_of=kept[twin].part_of)
    return [
        replace(
            counted,
            part_of=None if counted.part_of is None else new_index.get(counted.part_of),
            restates=None if counted.restates is None else new_index.get(counted.restates),
        )
        for counted in kept
    ]


def _same_quantity(one: Counted, other: Counted) -> bool:
    first, second = one.figure, other.figure
    if one.indicator != other.indicator or one.restates is not None or other.restates is not None:
        return False
    if first.value is None or second.value is None or first.value.number.value != second.value.number.value:
        return False
    if one.line == other.line:
        return not second.bare and first.bare and one.indicator != OTHER
    if first.value.number.value < 10:
        return _claims(first) == _claims(second)
    return _agree(first, second)


def _claims(figure: Figure) -> tuple[object, ...]:
    return (figure.kind, figure.percent and figure.percent.number.value, figure.base and figure.base.number.value)


def _agree(first: Figure, second: Figure) -> bool:
    """No claim of the one contradicts one of the other; one of them may claim nothing."""
    pairs = zip(_claims(first), _claims(second), strict=True)
    return all(one is None or other is None or one == other for one, other in pairs)


def _fullness(counted: Counted) -> int:
    return sum(part is not None for part in _claims(counted.figure))
