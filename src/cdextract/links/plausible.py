"""Whether one quantity can be the whole of another: by its unit, its size, and the share that comes out."""

from __future__ import annotations

from decimal import Decimal

from cdextract.figures.counted import Counted
from cdextract.figures.values import Figure
from cdextract.numbers.lexing import Quantity

MONEY = frozenset({"VND", "USD"})
_SLIP = 15  # per cent


def same_unit(counted: Counted, other: Counted) -> bool:
    one, two = counted.figure.value, other.figure.value
    if one is None:
        return two is None or two.unit not in MONEY or "sector" not in counted.scope.left
    return two is not None and one.unit == two.unit


def is_more(counted: Counted, other: Counted) -> bool:
    one, two = counted.figure.value, other.figure.value
    return one is not None and two is not None and one.number.value > two.number.value


def is_plausible(counted: Counted, whole: Counted) -> bool:
    """Whether a whole that only the order of the words suggests can be meant: a flag must not rest on a guess."""
    figure, base = counted.figure, whole.figure.value
    if figure.value is None or figure.percent is None or base is None or base.number.value == 0:
        return True
    if figure.kind not in ("share", "attained") or figure.of_plan or figure.of_past:
        return True
    return is_near_share(figure, base)


def is_near_share(figure: Figure, base: Quantity | None, *, within: int | Decimal = _SLIP) -> bool:
    """Whether the share comes out within so many per cent of the stated one; a slip of the writer is mostly smaller
    than a wrong tie.
    """
    if figure.value is None or figure.percent is None or base is None:
        return False
    stated = figure.percent.number.value
    return (
        abs(100 * figure.value.number.value - stated * base.number.value) * 100 <= within * stated * base.number.value
    )


def is_close(counted: Counted, whole: Counted) -> bool:
    """Whether a share comes out within 2 % of the stated one: amounts are printed in round numbers."""
    figure, base = counted.figure, whole.figure.value
    if figure.value is None or figure.percent is None or base is None or not base.unit:
        return False
    stated = figure.percent.number.value * base.number.value
    return abs(100 * figure.value.number.value - stated) * 50 <= stated
