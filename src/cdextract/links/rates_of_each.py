"""Percentages said of each of the things counted, not of their number: "52/63 tỉnh đạt trên 95%"."""

from __future__ import annotations

from dataclasses import replace

from cdextract.figures.counted import Counted, Line
from cdextract.figures.values import Figure
from cdextract.indicators.indicators import OTHER
from cdextract.links.whole_names import noun_words
from cdextract.words.tokens import tie_forms, tie_words

_LITTLE_OVER = 5  # points: "trên 95%" is not said of 100%, nor "trên 30%" of 75%


def without_rate_of_each(counted: Counted, line: Line) -> Counted:
    """ "52/63 tỉnh đạt trên 95%": what each of them has passed, where the ratio itself does not come near it."""
    figure = counted.figure
    if _changes_alone(figure, line):
        return replace(counted, figure=replace(figure, percent=None, percent_approx=None, kind=None), dropped="bare")
    if figure.kind != "attained" or figure.percent is None or line.items[figure.last - 1].text in (",", "("):
        return counted
    each = _is_rate_of_each(figure, line) if figure.is_ratio else _passes_alone(counted, line)
    if not each:
        return counted
    without = replace(figure, percent=None, percent_approx=None, kind=None)
    return replace(counted, figure=without, dropped=counted.dropped if figure.is_ratio else "bare")


def _is_rate_of_each(figure: Figure, line: Line) -> bool:
    """ "148/200 xã có 100% cử tri đi bầu", "17/24 đơn vị hoàn thành 100% chỉ tiêu"."""
    if figure.value is None or figure.base is None or figure.percent is None or not figure.base.number.value:
        return False
    share, told = 100 * figure.value.number.value / figure.base.number.value, figure.percent.number.value
    if figure.percent_approx == "over":
        return not told <= share <= told + _LITTLE_OVER
    claims = (item.text for item in line.items[figure.head : figure.last + 1] if item.type == "attained_claim")
    completes = next(claims, "").startswith(tie_forms("completes"))
    return told == 100 and share < 100 and (completes or not figure.of_plan)


def _changes_alone(figure: Figure, line: Line) -> bool:
    """ "9 địa phương giảm trên 20%": by so much in each of them."""
    if figure.kind not in ("increase", "decrease") or figure.percent_approx != "over" or figure.value is None:
        return False
    if figure.base is not None or figure.delta is not None or figure.is_ratio:
        return False
    return _is_of_places(figure, line) and line.items[figure.last - 1].text not in (",", "(")


def _is_of_places(figure: Figure, line: Line) -> bool:
    return " ".join(noun_words(line.items, figure.head)).startswith(tie_forms("each_passes"))


def _passes_alone(counted: Counted, line: Line) -> bool:
    """ "24 địa phương thu đạt trên 40% dự toán", "trong đó 1 chỉ tiêu đạt 100%": places, bodies and targets that have
    each passed it, or come to it.
    """
    figure = counted.figure
    if figure.base is not None or not _is_of_places(figure, line):
        return False
    return (
        figure.percent_approx == "over"
        or _is_least(figure, line)
        or (counted.indicator == OTHER and not figure.of_plan and _is_counted_by_no_verb(figure, line))
    )


def _is_least(figure: Figure, line: Line) -> bool:
    """ "4 đảng bộ đạt từ 50% chỉ tiêu trở lên"."""
    claims = (item for item in line.items[figure.head : figure.last + 1] if item.type == "attained_claim")
    return any(part.text == "từ" for claim in claims for part in claim.covered)


def _is_counted_by_no_verb(figure: Figure, line: Line) -> bool:
    """ "có 3 xã đạt 100%", not "kiểm tra 3 xã đạt 100%"."""
    before = line.items[max(0, figure.head - 1) : figure.head]
    return not before or before[0].type in ("part", "sign", "stop") or before[0].text in tie_words("no_verbs")
