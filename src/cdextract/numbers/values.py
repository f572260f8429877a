"""What numbers are together: a ratio, a percentage, a multiple, a range."""

from __future__ import annotations

from dataclasses import dataclass

from cdextract.numbers.quantities import Number, Quantity

_FAR_ABOVE = 20  # times its target: no result is


@dataclass(frozen=True, slots=True)
class Ratio:
    """Two quantities of one kind parted by a slash: what was reached and its target or whole."""

    value: Quantity
    base: Quantity

    @property
    def is_pair(self) -> bool:
        """Whether the halves count two things, and not a result and its target: "58.177/21", cases and deaths."""
        return self.value.number.value > _FAR_ABOVE * self.base.number.value


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage; `sign` is that of a printed + or -, 0 where none is printed (the number itself is never
    negative)."""

    number: Number
    sign: int = 0


@dataclass(frozen=True, slots=True)
class Times:
    """A multiple: 2 for "gấp đôi", 1.5 for "gấp 1,5 lần", 0.5 for "một nửa"."""

    factor: Number


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included."""

    low: Quantity
    high: Quantity
    percent: bool = False


def fields_of(value: Quantity | Ratio | Percent | Times | Range) -> dict[str, str]:
    """A value as the fields that an example of a rule can name.

    >>> from decimal import Decimal
    >>> fields_of(Percent(Number(Decimal("80.2"), Decimal(0), 1, "80,2")))
    {'percent': '80.2', 'decimals': '1', 'sign': '0'}
    """
    match value:
        case Quantity():
            return {"value": _plain(value.number), "unit": value.unit or "count", "sign": str(value.sign)}
        case Ratio():
            return {
                "value": _plain(value.value.number),
                "base": _plain(value.base.number),
                "unit": value.value.unit or "count",
            }
        case Percent():
            return {"percent": _plain(value.number), "decimals": str(value.number.decimals), "sign": str(value.sign)}
        case Times():
            return {"factor": _plain(value.factor)}
        case Range():
            return {
                "low": _plain(value.low.number),
                "high": _plain(value.high.number),
                "unit": value.low.unit or "count",
            }


def _plain(number: Number) -> str:
    return format(number.value.normalize(), "f")
