"""A text that is a number and nothing else → its value: what users type and what tables hold."""

from __future__ import annotations

from decimal import Decimal

import regex

from cdextract.numbers import words as number_words
from cdextract.numbers.contexts import number_contexts
from cdextract.numbers.quantities import read_digits, read_printed
from cdextract.text.normalised import longest_first, lower

_MINUS = "|".join(f"{word} " for word in longest_first(number_words.MINUS))


def parse_number(text: str) -> Decimal | None:
    """The number that the whole of `text` is, in digits or words, with scale words; None where it is no number.

    >>> parse_number("3 tỷ 150 triệu"), parse_number("hai mươi mốt nghìn không trăm mười một"), parse_number("ba mẹ")
    (Decimal('3150000000'), Decimal('21011'), None)
    """
    low = " ".join(lower(text).split())
    if sign := regex.match(rf"(?:[-−–] ?|{_MINUS})(?![-−–+ ]|{_MINUS})", low):
        value = parse_number(low[sign.end() :])
        return None if value is None else -value
    low = regex.sub(r"^\+ ?(?=[\d.,])", "", low)
    if not low:
        return None
    if low[0].isdigit() or low[0] in ".,":
        return _parse_printed(low)
    if low == "một nửa":
        return Decimal("0.5")
    return number_words.parse_words(low.split(" "), spoken=True)


def _parse_printed(low: str) -> Decimal | None:
    contexts = number_contexts()
    if short := contexts.short.fullmatch(low):
        value = _plain(short["digits"])
        scale = contexts.short_scales[short["scale"]]
        if value is not None:
            return _tidy(value * scale + Decimal(short["tail"] or 0) * scale / 10)
    if regex.fullmatch(r"[.,]\d+", low):
        return Decimal("0." + low[1:])
    reading = read_printed(low, low, 0, english=regex.fullmatch(r"\d+\.\d{1,2}", low) is not None)
    if reading is None or reading.end != len(low) or reading.quantity.unit is not None:
        return None
    return _tidy(reading.quantity.number.value)


def _plain(digits: str) -> Decimal | None:
    read = read_digits("0" + digits if digits[0] in ".," else digits, english=False, exact_group=False)
    return read[0] if read else None


def _tidy(value: Decimal) -> Decimal:
    """Whole values without decimals: 3150000000, not 3150000000.0."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() and value.adjusted() < 27 else value
