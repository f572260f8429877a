"""Percentages told in turn of the quantities of the sentence before.

"Thành lập 38 CĐCS, kết nạp 13.115 đoàn viên. Hai chỉ tiêu này lần lượt đạt 95% và 109,3% kế hoạch."
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cdextract.figures.counted import Counted, Line, places_by_line
from cdextract.indicators.indicators import OTHER
from cdextract.links.whole_names import noun_words
from cdextract.words.tokens import tie_words

_SAME_WORDS = 2
_ALL_AND_TWO = 3  # a whole and its parts


def with_claims_in_turn(figures: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """Give each quantity its percentage, where a sentence has as many as the one before has bare quantities.

    A rate ("tỷ lệ …") is of the quantity as its whole; other claims are of the quantity itself.
    """
    out = list(figures)
    by_line = places_by_line(figures)
    for number, claims in by_line.items():
        if len(claims) < 2:
            continue
        line = lines[number]
        told = [place for place in by_line.get(number - 1, ()) if figures[place].figure.bare]
        if _says_in_turn(line) and len(claims) == len(told) + 2:
            claims, told = _with_one_beside(figures, claims, told)
        if len(claims) < 2 or len(claims) != len(told):
            continue
        rows = [figures[place] for place in claims], [figures[place] for place in told]
        if not _says_before(line, figures[claims[0]]) and not _is_of_each(*rows, lines):
            continue
        if not all(_only_percent(figures[place]) for place in claims):
            continue
        rates = _tells_rates(line)
        for claim, quantity in zip(claims, told, strict=True):
            out[claim], out[quantity] = _joined(figures[claim], figures[quantity], rates=rates)
    return out


def _says_in_turn(line: Line) -> bool:
    low = line.text.lower()
    return any(word in low for word in tie_words("in_turn"))


def _says_before(line: Line, claim: Counted) -> bool:
    """Whether "lần lượt" stands before the first percentage, or in its claim."""
    item = line.items[claim.figure.head]
    low = line.text[: item.end].lower()
    return any(word in low for word in tie_words("in_turn"))


def _with_one_beside(
    figures: Sequence[Counted], claims: Sequence[int], told: Sequence[int]
) -> tuple[list[int], list[int]]:
    """ "Cảng đón 210 triệu tấn hàng. Trong đó, container đạt 9,4 triệu TEU, tăng lần lượt 8% và 12%": the last
    quantity stands in the sentence of the percentages.
    """
    beside = [place for place in claims if figures[place].figure.bare and figures[place].figure.value is not None]
    if len(beside) != 1 or beside[0] != claims[0]:
        return list(claims), list(told)
    return [place for place in claims if place not in beside], [*told, *beside]


def _is_of_each(claims: Sequence[Counted], told: Sequence[Counted], lines: Sequence[Line]) -> bool:
    """Whether the rates of a sentence are those of the quantities of the one before, in their order."""
    if {row.figure.kind for row in claims} not in ({"attained"}, {"share"}) or not _tells_rates(lines[claims[0].line]):
        return False
    return _repeats_names(claims, told, lines) or _names_behind(claims, told, lines) or _is_mean(claims, told)


def _repeats_names(claims: Sequence[Counted], told: Sequence[Counted], lines: Sequence[Line]) -> bool:
    """ "… hệ THPT 8.100 thí sinh, hệ thường xuyên 690. Tỷ lệ chung đạt 97,6%, hệ THPT đạt 98,4%, hệ thường xuyên
    đạt 88,4%": each percentage is of what has the same name; the first may be of all.
    """
    names, numbers = ([_name_before(row, rows, lines) for row in rows] for rows in (claims, told))
    return all(len(claim & number) >= _SAME_WORDS for claim, number in zip(names[1:], numbers[1:], strict=True))


def _names_behind(claims: Sequence[Counted], told: Sequence[Counted], lines: Sequence[Line]) -> bool:
    """ "5.400 hộ chăn nuôi và 1.200 hộ trồng rừng. Tỷ lệ hộ chăn nuôi vay vốn đạt 62%, hộ trồng rừng đạt 48%": words
    that stand before one percentage only, and behind its number only.
    """
    names = [_name_before(row, claims, lines) for row in claims]
    numbers = [set(noun_words(lines[row.line].items, row.figure.head)) for row in told]
    own = [name.difference(*(other for other in names if other is not name)) for name in names]
    places = range(len(claims))
    return all(own[at] & numbers[at] for at in places) and not any(
        own[at] & numbers[other] for at in places for other in places if at != other
    )


def _is_mean(claims: Sequence[Counted], told: Sequence[Counted]) -> bool:
    """ "10.200 thí sinh, gồm 9.100 X và 1.100 Y. Tỷ lệ chung đạt 96,3%; X đạt 98,1%, Y đạt 81,4%": the numbers add up
    to the first one, and the rates, weighted with them, come to the first rate.
    """
    counts = [row.figure.value.number.value for row in told if row.figure.value is not None]
    rates = [row.figure.percent.number for row in claims if row.figure.percent is not None]
    if len(counts) < _ALL_AND_TWO or len(counts) != len(rates) or not counts[0] or sum(counts[1:]) != counts[0]:
        return False
    mean = sum(count * rate.value for count, rate in zip(counts[1:], rates[1:], strict=True)) / counts[0]
    return abs(mean - rates[0].value) <= max(rate.step for rate in rates)


def _name_before(row: Counted, rows: Sequence[Counted], lines: Sequence[Line]) -> set[str]:
    """The words before a number, less those that stand behind the one before it."""
    heads = [other.figure.head for other in rows if other.line == row.line and other.figure.head < row.figure.head]
    items = lines[row.line].items[max(heads, default=-1) + 1 : row.figure.head]
    parted = [at for at, item in enumerate(items) if item.type in ("sign", "stop") or item.text == "và"]
    return {word for item in items[max(parted, default=-1) + 1 if heads else 0 :] for word in item.text.split()}


def _tells_rates(line: Line) -> bool:
    """ "Tỷ lệ đi bầu tương ứng đạt 99,1%, 98,8% và 99,4%"."""
    low = line.text.lower()
    planned = any(item.type == "plan" for item in line.items)
    return not planned and any(word in low for word in tie_words("rate"))


def _only_percent(counted: Counted) -> bool:
    """A percentage that names nothing of its own; "số vụ giảm 16 vụ (tương ứng giảm 53%)" names it. No goals."""
    figure = counted.figure
    if counted.dropped == "goal":
        return False
    return figure.value is None and figure.percent is not None and not figure.about


def _joined(claim: Counted, quantity: Counted, *, rates: bool) -> tuple[Counted, Counted]:
    figure, value = claim.figure, quantity.figure
    if (rates and quantity.indicator == OTHER) or figure.says_rate or figure.kind == "share":
        rate = replace(figure, base=value.value, base_approx=value.value_approx, restates=None)
        return replace(claim, figure=rate, restates=None, dropped=None), replace(quantity, dropped="whole")
    told = {key: getattr(figure, key) for key in ("percent", "percent_approx", "kind", "delta", "of_plan", "of_past")}
    row = replace(quantity, figure=replace(value, **told), dropped=None)
    return replace(claim, restates=None, dropped="no quantity"), row
