"""Rates told before their numbers: "Tỷ lệ đi bầu đạt 99,99%. Danh sách có 545.358 cử tri, số đã đi bầu là 545.303"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from cdextract.checks.agreement import comes_out
from cdextract.figures.counted import Counted, Line
from cdextract.indicators.indicators import OTHER
from cdextract.links.bases import is_exact
from cdextract.links.whole_names import noun_words
from cdextract.numbers.lexing import Number
from cdextract.words.tokens import tie_forms, tie_words

_ALL = 100  # per cent
_LINES = 3  # from a headline to the sentence that takes it up
_LEAST_WHOLE = 10  # of fewer things no rate is told


def with_rates(figures: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """Give a rate without a quantity to the ratio told before it; to what came of the process that the next sentence
    tells, with what went in as base; or, its count left out, to the whole before it.
    """
    out = list(figures)
    for index, rate in enumerate(figures):
        if index and _is_told_of(rate, out[index - 1], lines[rate.line]):
            out[index - 1], out[index] = _joined(out[index - 1], rate)
        elif _is_rate(rate):
            _tie(out, figures, lines, index)
    return out


def _tie(out: list[Counted], figures: Sequence[Counted], lines: Sequence[Line], index: int) -> None:
    rate = figures[index]
    places = range(index + 1, min(index + 5, len(figures)))
    next_ones = [place for place in places if figures[place].line - rate.line <= 1]
    if any(_is_told_again(rate, figures[place]) for place in next_ones):
        return
    behind = [place for place in next_ones if figures[place].dropped == "bare"]
    before = [
        place
        for place in range(max(0, index - 4), index)
        if figures[place].line == rate.line and (figures[place].dropped == "bare" or _has_changed(figures[place]))
    ]
    if pair := _pair_of(rate, figures, behind) or _process(figures, behind) or _pair_of(rate, figures, before):
        part, whole = pair
        rated = _rated(figures[part], figures[whole], rate)
        if _has_changed(figures[part]):  # its change is told beside: the rate is a row of its own
            out[index] = replace(rate, figure=replace(rated.figure, delta=None), restates=part, dropped=None)
        else:
            out[part] = rated
    elif (told := _told_before(out, index, lines)) is not None:
        out[index] = _of_whole(rate, told)
    elif index and _is_of(rate, figures[index - 1], lines[rate.line], opens=_opens(figures, index - 1)):
        out[index] = _of_whole(rate, figures[index - 1])


def _has_changed(counted: Counted) -> bool:
    """A count with nothing but a change told of it: it can be part and whole of a rate all the same."""
    figure = counted.figure
    changed = figure.kind in ("increase", "decrease") or (figure.kind is None and figure.delta is not None)
    return counted.dropped is None and changed and not figure.is_ratio and counted.restates is None


def _told_before(out: Sequence[Counted], index: int, lines: Sequence[Line]) -> Counted | None:
    """ "Có 52 đại biểu trúng cử. Trong đó, tỷ lệ đại biểu nữ đạt 21,15%": the things counted last, of which the rate
    gives a whole number; the rates listed behind it too.
    """
    rate = out[index]
    beside = [row for row in out[max(0, index - 8) : index] if row.line == rate.line]
    last = next((row for row in reversed(out[:index]) if row.line != rate.line), None)
    if last is None or last.line != rate.line - 1 or last.dropped != "bare" or last.figure.value is None:
        return None
    if any(row.figure.base is not last.figure.value for row in beside) or not (beside or rate.scope.part):
        return None
    noun, named = noun_words(lines[last.line].items, last.figure.head), _named_rate(lines[rate.line], rate.figure.head)
    counts_same = bool(noun) and named[:2] == noun[:2]
    return last if counts_same and last.figure.value.unit is None and _gives_a_count(rate, last) else None


def _named_rate(line: Line, head: int) -> tuple[str, ...]:
    """What stands behind "tỷ lệ"."""
    places = (at for at in range(head - 1, max(-1, head - 10), -1) if line.items[at].type == "share")
    at = next(places, None)
    return () if at is None else noun_words(line.items, at)


def _gives_a_count(rate: Counted, whole: Counted) -> bool:
    """Whether some whole number of the things counted is the rate as printed."""
    base, percent = whole.figure.value, rate.figure.percent
    if base is None or percent is None or base.number.value < _LEAST_WHOLE:
        return False
    count = (base.number.value * percent.number.value / 100).to_integral_value()
    return comes_out(Number(count, Decimal(0), 0, str(count)), base.number, percent.number)


def _is_told_again(rate: Counted, other: Counted) -> bool:
    """A headline's rate: the article tells it once more, with its numbers."""
    one, two = rate.figure.percent, other.figure.percent
    return one is not None and two is not None and one.number == two.number and other.dropped is None


def _process(figures: Sequence[Counted], behind: Sequence[int]) -> tuple[int, int] | None:
    """What came of a process and what went in, told by their verbs."""
    whole = next((place for place in behind if "process_in" in _cues(figures[place])), None)
    part = next((place for place in behind if place != whole and "process_out" in _cues(figures[place])), None)
    if whole is None or part is None or not _is_part(figures[part], figures[whole]):
        return None
    return part, whole


def _is_told_of(rate: Counted, last: Counted, line: Line) -> bool:
    return _is_rate_of(rate, last, line) or (_is_rate(rate) and _is_of_population(rate, last, line))


def _is_rate_of(rate: Counted, last: Counted, line: Line) -> bool:
    """ "80/100 doanh nghiệp ký thỏa ước. Đó là kết quả năm qua, đạt tỷ lệ 80%": a ratio told just before; one of a plan
    only where it is taken up ("Kết quả này vượt 12% kế hoạch"), in the next sentence that has numbers.
    """
    figure, told = last.figure, rate.figure
    if told.value is not None or told.base is not None or told.kind not in ("attained", "share", "exceeded"):
        return False
    if not figure.is_ratio or figure.percent is not None or figure.base is None:
        return False
    again = any(item.text in tie_words("takes_up") for item in line.items[max(0, told.head - 3) : told.head])
    if told.of_plan or told.kind == "exceeded":
        return again and 0 < rate.line - last.line <= _LINES and _comes_to_plan(last, rate)
    near = 0 <= rate.line - last.line <= 1
    return near and is_exact(replace(figure, percent=told.percent, kind=told.kind), figure.base)


def _comes_to_plan(ratio: Counted, rate: Counted) -> bool:
    """Whether a ratio is what is told of the plan: "3.360/3.000 …, vượt 12%"."""
    figure, percent = ratio.figure, rate.figure.percent
    if figure.value is None or figure.base is None or percent is None:
        return False
    number = percent.number
    if rate.figure.kind == "exceeded":
        number = replace(number, value=number.value + _ALL)
    return comes_out(figure.value.number, figure.base.number, number)


def _is_of_population(rate: Counted, last: Counted, line: Line) -> bool:
    """ "94.700 người, tỷ lệ bao phủ đạt 80,9% dân số": the people counted just before, as a share of all there are."""
    figure = last.figure
    if last.line != rate.line or last.dropped != "bare" or figure.value is None or figure.value.unit is not None:
        return False
    behind = line.items[rate.figure.last + 1 : rate.figure.last + 2]
    if not behind or not behind[0].text.startswith(tie_forms("population")):
        return False
    return bool(tie_words("people") & set(noun_words(line.items, figure.head)[:1]))


def _joined(ratio: Counted, rate: Counted) -> tuple[Counted, Counted]:
    told, figure = rate.figure, ratio.figure
    figure = replace(figure, percent=told.percent, percent_approx=told.percent_approx, kind=told.kind)
    return replace(ratio, figure=figure, dropped=None), replace(rate, dropped="no quantity")


def _opens(figures: Sequence[Counted], index: int) -> bool:
    return index == 0 or figures[index - 1].line != figures[index].line


def _is_of(rate: Counted, last: Counted, line: Line, *, opens: bool) -> bool:
    """Whether a rate of a process is taken of the number before it, its count left out: "24.355 thí sinh dự thi, tỷ lệ
    đỗ đạt 89,48%". The number went into the process, or `opens` its sentence.
    """
    whole = last.figure.value
    if last.line != rate.line or last.dropped not in ("bare", "whole") or "process_out" not in _cues(rate):
        return False
    if whole is None or whole.unit is not None or whole.number.value < _LEAST_WHOLE:
        return False
    noun = noun_words(line.items, last.figure.head)
    if " ".join(noun).startswith(tie_forms("each_passes")):
        return False  # "34 tỉnh, thành phố đạt tỷ lệ trên 99%"
    behind = line.items[rate.figure.last + 1 : rate.figure.last + 2]
    if behind and behind[0].type == "noun" and behind[0].text not in noun:
        return False  # "3.200 tổ bầu cử có 100% cử tri đi bầu"
    return "process_in" in _cues(last) or (opens and "process_out" not in _cues(last))


def _of_whole(rate: Counted, whole: Counted) -> Counted:
    base = replace(rate.figure, base=whole.figure.value, base_approx=whole.figure.value_approx)
    return replace(rate, figure=base, dropped=None)


def _rated(part: Counted, whole: Counted, rate: Counted) -> Counted:
    figure = replace(
        part.figure,
        base=whole.figure.value,
        base_approx=whole.figure.value_approx,
        percent=rate.figure.percent,
        percent_approx=rate.figure.percent_approx,
        kind=rate.figure.kind,
    )
    return replace(part, figure=figure, dropped=None)


def _pair_of(rate: Counted, figures: Sequence[Counted], behind: Sequence[int]) -> tuple[int, int] | None:
    """The one pair of a part and a whole, the whole told first, of which the rate comes out."""
    pairs = [
        (part, whole)
        for whole in behind
        for part in behind
        if part > whole and _is_part(figures[part], figures[whole]) and _comes_out(rate, figures[part], figures[whole])
    ]
    return pairs[0] if len(pairs) == 1 else None


def _comes_out(rate: Counted, part: Counted, whole: Counted) -> bool:
    base = whole.figure.value
    return base is not None and is_exact(replace(part.figure, percent=rate.figure.percent, kind="share"), base)


def _is_rate(counted: Counted) -> bool:
    figure = counted.figure
    return (
        counted.dropped == "no quantity"
        and counted.indicator == OTHER
        and figure.kind in ("attained", "share")
        and figure.percent is not None
        and not figure.of_plan
        and not figure.of_past
    )


def _cues(counted: Counted) -> frozenset[str]:
    return counted.scope.left | counted.scope.right


def _is_part(part: Counted, whole: Counted) -> bool:
    one, all_ = part.figure.value, whole.figure.value
    return one is not None and all_ is not None and one.unit == all_.unit and one.number.value <= all_.number.value
