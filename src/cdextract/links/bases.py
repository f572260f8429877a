"""What a share is of, where the words leave several quantities open: the arithmetic decides between them.

A base that only the order of the words suggests gives way to the one quantity nearby of which the share comes out to
its last printed digit: a flag must not rest on a guess, and the quantity before a share is often not its whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from cdextract.checks.agreement import comes_out, has_no_remainder, implied_wholes, is_sharp, rounds_to
from cdextract.figures.counted import Counted, Line
from cdextract.figures.values import Figure
from cdextract.links.whole_names import whole_words
from cdextract.numbers.lexing import Quantity

_WHOLE = 100
_BACK = 2  # sentences
_SLIP = 33  # one part in so many of a whole: a writer's slip may lead so far from it
_LARGE = 25  # per cent
_MISCOUNT = 200  # one part in so many of a whole: parts that add up to more are not each other's rest
_SLIP_IN_LIST = 20  # … and so far in a list that has one whole
_TELLING = 50  # last digits: cut off by one of fewer, one percentage in fifty or more comes out by chance
Base = tuple[Quantity, str | None]  # the quantity and its hedge


def agrees(figure: Figure, base: Quantity) -> bool:
    """Whether the percentage comes out as printed: rounded, or cut off."""
    if figure.value is None or figure.percent is None or not figure.value.number.value or not base.number.value:
        return False
    return comes_out(figure.value.number, base.number, figure.percent.number)


def rounds(figure: Figure, base: Quantity) -> bool:
    """Whether the percentage comes out as printed by rounding alone."""
    if figure.value is None or figure.percent is None or not figure.value.number.value or not base.number.value:
        return False
    return rounds_to(figure.value.number, base.number, figure.percent.number)


def fits_own_base(figure: Figure) -> bool:
    """Whether the percentage comes out of the base that the figure has."""
    return figure.base is not None and agrees(figure, figure.base)


def is_exact(figure: Figure, base: Quantity) -> bool:
    """Whether it can hardly agree by chance: a printed decimal, or a share in whole percent with no remainder."""
    if figure.value is None or figure.percent is None or not agrees(figure, base):
        return False
    percent = figure.percent.number
    if not is_sharp(figure.value.number, base.number, percent):
        return False
    if not rounds(figure, base) and percent.value.scaleb(percent.decimals) < _TELLING:
        return False
    no_remainder = has_no_remainder(figure.value.number, base.number, percent)
    return percent.decimals > 0 or (no_remainder and figure.kind == "share")


def agreeing_base(counted: Counted, near: Sequence[Counted]) -> Base | None:
    """The one quantity nearby of which the share comes out; None where there is none, or more than one."""
    figure = counted.figure
    if figure.value is None or figure.percent is None or figure.kind not in ("share", "attained"):
        return None
    fitting = {
        base[0].number.value: base
        for base in _told(counted, near)
        if base[0].unit == figure.value.unit and is_exact(figure, base[0])
    }
    rounded = {number: base for number, base in fitting.items() if rounds(figure, base[0])}
    return _only_one(rounded or fitting, counted, near)


def _only_one(fitting: Mapping[Decimal, Base], counted: Counted, near: Sequence[Counted]) -> Base | None:
    """Of several that fit, the one that is a whole already, or the one told in the same sentence."""
    wholes = {other.figure.base.number.value for other in near if other.figure.base and not other.figure.of_past}
    beside = {other.figure.value.number.value for other in near if other.figure.value and other.line == counted.line}
    for numbers in (fitting.keys(), fitting.keys() & wholes, fitting.keys() & beside):
        if len(numbers) == 1:
            return fitting[next(iter(numbers))]
    return None


def _is_sibling(counted: Counted, other: Counted) -> bool:
    """ "862 cơ sở đạt yêu cầu, chiếm 84,9%; 153 cơ sở vi phạm, chiếm 17,7%": a share beside it is no whole of it; nor
    is one of the sentence before, of a whole that is not told.
    """
    if counted.scope.part or counted.line - other.line > (1 if other.figure.base is None else 0):
        return False
    shares = other.figure.kind == "share" == counted.figure.kind
    return shares and other.scope.head == counted.scope.head


def _told(counted: Counted, figures: Sequence[Counted]) -> Iterator[Base]:
    for other in figures:
        if other.line < counted.line - _BACK or other.dropped == "goal":
            continue
        if other.figure.value is not None and not _is_sibling(counted, other):
            yield other.figure.value, other.figure.value_approx
        if other.figure.level is not None:
            yield other.figure.level, None
        of_now = other.figure.kind in ("share", "attained", None) and not other.figure.of_past
        if other.figure.base is not None and of_now:
            yield other.figure.base, other.figure.base_approx


def is_of_unnamed_whole(counted: Counted, near: Sequence[Counted]) -> bool:
    """ "448 đại biểu (bằng 94,71% tổng số đại biểu); trong đó 437 tán thành (bằng 92,39%)": both are shares of one
    whole whose number is not told; it follows from the first.
    """
    figure = counted.figure
    if figure.value is None or figure.percent is None:
        return False
    return any(_is_same_whole(figure, other.figure) for other in near if counted.line - other.line <= _BACK)


def shares_of_another_whole(figure: Figure, base: Quantity, siblings: Sequence[Counted]) -> bool:
    """ "89/90 phiếu hợp lệ, trong đó 49 phiếu, chiếm 52,13%; 34 phiếu, chiếm 36,17%": two shares, told to a decimal or
    large, lead to one whole, and it is far from the one told (what is near is a slip).
    """
    if figure.value is None or figure.percent is None or not _is_telling(figure):
        return False
    low, high = implied_wholes(figure.value.number.value, figure.percent.number)
    if low - low / _SLIP <= base.number.value <= high + high / _SLIP:
        return False
    exact = (other.figure for other in siblings if _is_telling(other.figure))
    return any(_is_same_whole(figure, other) for other in exact)


def _is_telling(figure: Figure) -> bool:
    """Whether a percentage tells its whole to a few hundredths: printed with decimals, or a large one."""
    return figure.percent is not None and (figure.percent.number.decimals > 0 or figure.percent.number.value >= _LARGE)


def _is_same_whole(figure: Figure, other: Figure) -> bool:
    if other.base is not None or other.value is None or other.percent is None or figure.value is None:
        return False
    if other.kind not in ("share", "attained") or figure.percent is None:
        return False
    low, high = implied_wholes(other.value.number.value, other.percent.number)
    least, largest = implied_wholes(figure.value.number.value, figure.percent.number)
    return low <= largest and least <= high


def base_before(counted: Counted, alike: Sequence[Counted], near: Sequence[Counted], line: Line) -> Base | None:
    """ "Trong tổng số 1.123 đồng chí có 352 đồng chí …, đạt 31,34%. Cán bộ nữ là 146 đồng chí, đạt 13%": the whole of
    the sentence before, where the share comes out of it too.
    """
    figure = counted.figure
    if figure.value is None or figure.percent is None or figure.kind not in ("share", "attained") or figure.of_plan:
        return None
    told = [other for other in alike if counted.line - other.line == 1 and other.figure.base and other.dropped is None]
    if not told or told[-1].figure.kind not in ("share", "attained") or told[-1].figure.of_plan:
        return None
    base = told[-1].figure.base
    if base is None or base.unit != figure.value.unit:
        return None
    fits = rounds(figure, base) or (_is_near(figure, base) and _goes_on(counted, base, near, line))
    return (base, told[-1].figure.base_approx) if fits else None


def _is_near(figure: Figure, base: Quantity) -> bool:
    """Whether a share leads to a whole so near the one told that it must be a slip of the writer."""
    if figure.value is None or figure.percent is None or not figure.percent.number.decimals:
        return False
    low, high = implied_wholes(figure.value.number.value, figure.percent.number)
    return low - low / _SLIP_IN_LIST <= base.number.value <= high + high / _SLIP_IN_LIST


def _goes_on(counted: Counted, base: Quantity, near: Sequence[Counted], line: Line) -> bool:
    """Whether a sentence goes on with the list of shares of the one before: of one build, no other whole or time told
    ("… 38 người, tỷ lệ 42,7%; … 8 người, tỷ lệ 9%. … 4 người, tỷ lệ 4,4%").
    """
    if any(item.type in ("period", "part") for item in line.items[: counted.figure.head]):
        return False
    if whole_words(counted.figure, line):
        return False
    last = [other for other in near if counted.line - other.line == 1]
    shares = [other for other in last if other.figure.kind == "share" and not other.figure.is_ratio]
    mine = [other.figure.kind for other in near if other.line == counted.line] + [counted.figure.kind]
    same_build = [other.figure.kind for other in last] == mine
    listed = len(shares) == len(last) > 1 and set(mine) == {"share"}
    return bool(shares) and (same_build or listed) and all(other.figure.base == base for other in shares)


def sibling_base(counted: Counted, before: Sequence[Counted]) -> Base | None:
    """ "1.014.020 trực tuyến, chiếm 94,66%; 57.373 trực tiếp, chiếm 5,34%": the next share of the same whole."""
    figure = counted.figure
    told = (other for other in reversed(before) if other.line == counted.line and other.dropped is None)
    last = next((other for other in told if other.figure.percent is not None), None)
    if last is None or (last.figure.is_ratio and last.figure.kind != "share"):
        return None
    one, two, base = figure.value, last.figure.value, last.figure.base
    kinds = {figure.kind, last.figure.kind}
    if one is None or two is None or base is None or figure.of_plan or last.figure.of_plan:
        return None
    if not kinds <= {"share", "attained"} or kinds == {"attained"}:
        return None
    if one.unit != base.unit:
        return None
    beyond = one.number.value + two.number.value - base.number.value  # women and minorities: partly the same people
    overlap = beyond * _MISCOUNT > base.number.value
    if overlap and _overlap_too(figure, last.figure) and _is_near(figure, base) and not agrees(figure, two):
        overlap = False
    same_list = (
        figure.kind == "share" and agrees(last.figure, base) and (_is_near(figure, base) or is_exact(figure, base))
    )
    if last.figure.is_ratio and not same_list:
        return None
    if one.number.value > base.number.value or (overlap and last.part_of is None and not rounds(figure, base)):
        return None
    return base, last.figure.base_approx


def _overlap_too(one: Figure, two: Figure) -> bool:
    """Whether two shares tell by their percentages that they are partly of the same: "chiếm 61%; … chiếm 83%"."""
    percents = [figure.percent.number.value for figure in (one, two) if figure.percent]
    return len(percents) == 2 and sum(percents) > _WHOLE
