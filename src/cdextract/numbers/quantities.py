"""One number at a place in a text: digits or words, scale words (nghìn, triệu, tỷ) and unit → an exact quantity.

News writes 1.625 and 21,6; some of it 1,625 and 21.6. A single mark before exactly three digits can mean either: see
`read_digits`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import regex

from cdextract.numbers import words as number_words
from cdextract.numbers.contexts import number_contexts
from cdextract.rules import loading, resources
from cdextract.rules.compiled import compile_rule
from cdextract.text.normalised import longest_first


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed.

    `step` is the unit of its last printed digit, scale included (0.1 tỷ for "21,6 tỷ"); 0 for an exact whole count:
    plain digits without decimals and scale word, or words. `decimals` counts the digits printed behind the decimal
    mark.
    """

    value: Decimal
    step: Decimal
    decimals: int
    printed: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with the code of its unit (`VND`, `ha` …); None for a count. `sign` is that of a printed + or -."""

    number: Number
    unit: str | None = None
    sign: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity and where it stands. `scale` is its last scale (1 if none)."""

    quantity: Quantity
    start: int
    end: int
    scale: Decimal

    def scaled_like(self, other: Reading) -> Reading:
        """This reading with the scale and unit of `other`, for "3,42/3,6 tỷ đồng"; itself where it has its own."""
        own = self.quantity
        if own.unit == other.quantity.unit and other.scale == 1:
            return self
        if own.unit is not None or self.scale != 1:
            return self if own.unit else replace(self, quantity=replace(own, unit=other.quantity.unit))
        number = own.number
        if other.scale > 1 and number.value < other.scale:
            step = other.scale.scaleb(-number.decimals)
            number = replace(number, value=number.value * other.scale, step=step)
        return replace(self, quantity=replace(own, number=number, unit=other.quantity.unit))


_DIGITS = compile_rule(
    r"(?>\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?)(?![.,]?\d)"
)
_RUN = compile_rule(r"\d(?:[\d.,]*\d)?")
_SPACED = compile_rule(r"(?<!\d )[1-9]\d{0,2}(?: \d{3})+(?![.\d])(?:,\d+)?(?! ?\d)")
_THREE_DECIMALS = compile_rule(r"\d{2,}[.,]\d{3}")
_LAST_WORD = compile_rule(r"(\p{L}+)[ \n]$")
_HALF = compile_rule(rf" (?:{'|'.join(longest_first(number_words.HALF))})(?!\p{{L}})")
_WORD_RUN = compile_rule(
    r"(?<!\p{L})(?>" + "|".join(longest_first(number_words.ATOMS)) + r")(?!\p{L})"
    r"(?: (?>" + "|".join(longest_first(number_words.ATOMS)) + r")(?!\p{L}))*"
)
_SCALE_VALUES = {**number_words.SCALES, **number_words.SMALL_SCALES, "tr": 10**6}


def read_digits(printed: str, *, english: bool, exact_group: bool = True) -> tuple[Decimal, int] | None:
    """The value of printed digits and how many decimals they have; None where the marks make no number.

    A single mark before exactly three digits groups thousands if it is the style's own group mark, or, with
    `exact_group`, a comma (a count of people has no three decimals); else it is a decimal mark.

    >>> read_digits("3.798,254", english=False), read_digits("9,360", english=True)
    ((Decimal('3798.254'), 3), (Decimal('9360'), 0))
    >>> read_digits("108,987", english=False, exact_group=False)
    (Decimal('108.987'), 3)
    """
    plain = printed.replace(" ", "")
    marks = [char for char in plain if char in ".,"]
    if not marks:
        return Decimal(plain), 0
    last = marks[-1]
    if len(set(marks)) == 1 and len(marks) > 1:
        return Decimal(plain.replace(last, "")), 0
    head, _, tail = plain.rpartition(last)
    if len(marks) == 1 and len(tail) == 3 and not head.startswith("0"):
        own_group = (last == ",") == english
        if own_group or (last == "," and exact_group):
            return Decimal(head + tail), 0
    if len(marks) > 1 and marks.count(last) > 1:
        return None
    return Decimal(head.replace(".", "").replace(",", "") + "." + tail), len(tail)


@cache
def _unit_pattern(_: Path | None) -> regex.Pattern[str]:
    forms = [(form, code) for code, listed in loading.load_yaml("units.yaml")["units"].items() for form in listed]
    forms.sort(key=lambda pair: -len(pair[0]))
    body = "|".join(f"(?P<{code}>{form})" for form, code in forms)
    return compile_rule(rf"(?:\n| {{0,2}})(?:{body})(?![\p{{L}}\d])")


def read_quantity(text: str, low: str, start: int, *, english: bool) -> Reading | None:
    """The quantity that begins exactly at `start`; None where no number does. `low` is `text` in lower case."""
    if low[start].isdigit():
        return read_printed(text, low, start, english)
    return _read_words(text, low, start)


def skip_digits(low: str, start: int) -> int:
    """Where the run of digits and marks that begins at `start` ends."""
    match = _RUN.match(low, start)
    return match.end() if match else start + 1


def read_printed(text: str, low: str, start: int, english: bool) -> Reading | None:
    """The quantity whose digits begin at `start`; None where what stands there is no number."""
    digits = None
    if not english and not number_contexts().no_groups_after.search(low, max(0, start - 12), start):
        digits = _SPACED.match(low, start)
    digits = digits or _DIGITS.match(low, start)
    if digits is None:
        return None
    end, scale = _scales(low, digits.end())
    unit, end_unit = _unit(low, end)
    percent = low.startswith(number_contexts().percent_behind, end)
    counted = scale == 1 and unit in {None, "VND", "USD"} and not percent
    if percent and _THREE_DECIMALS.fullmatch(digits.group()):
        # 12.345% is not twelve thousand per cent.
        read: tuple[Decimal, int] | None = (Decimal(digits.group().replace(",", ".")), 3)
    else:
        read = read_digits(digits.group(), english=english, exact_group=counted)
    if read is None:
        return None
    value, decimals = read
    value *= scale
    step = scale.scaleb(-decimals) if scale != 1 or decimals else Decimal(0)
    if scale > 1:
        value, step, end, scale = _smaller_parts(low, value, step, end, scale, english)
        unit, end_unit = _unit(low, end)
    number = Number(value, step, decimals, text[start:end])
    return Reading(Quantity(number, unit), start, end_unit, scale)


def _scales(low: str, at: int) -> tuple[int, Decimal]:
    """The scale words from `at` on, multiplied as long as they grow: "197 ngàn tỷ"."""
    scales, total, last = number_contexts().scale, Decimal(1), 0
    while match := scales.match(low, at):
        size = _SCALE_VALUES[match["scale"]]
        if size <= last:
            break
        total, last, at = total * size, size, match.end()
    return at, total


def _smaller_parts(
    low: str, value: Decimal, step: Decimal, end: int, scale: Decimal, english: bool
) -> tuple[Decimal, Decimal, int, Decimal]:
    """Adds what smaller scales follow: "3 tỷ 150 triệu", "2 triệu rưỡi"."""
    if half := _HALF.match(low, end):
        return value + scale / 2, scale / 10, half.end(), scale
    while low[end : end + 1] == " " and (digits := _DIGITS.match(low, end + 1)):
        stop, size = _scales(low, digits.end())
        read = read_digits(digits.group(), english=english, exact_group=False)
        if size == 1 or read is None or size >= scale or read[0] * size >= scale:
            break
        value, step, end, scale = value + read[0] * size, size.scaleb(-read[1]), stop, size
    return value, step, end, scale


def _unit(low: str, at: int) -> tuple[str | None, int]:
    match = _unit_pattern(resources.user_pattern_dir()).match(low, at)
    if match is None:
        return None, at
    return match.lastgroup, match.end()


_LONGEST_NUMBER = 24  # words


def _read_words(text: str, low: str, start: int) -> Reading | None:
    run = _WORD_RUN.match(low, start)
    if run is None or _last_word(low, start) in number_contexts().ordinal_before:
        return None
    words = run.group().split(" ", _LONGEST_NUMBER)[:_LONGEST_NUMBER]
    while words:
        end = start + len(" ".join(words))
        value = None if _means_year(words) else number_words.parse_words(words)
        if value is not None:
            return _word_reading(text, low, start, end, words, value)
        words.pop()
    return None


def _means_year(words: list[str]) -> bool:
    """ "hai mươi năm" is twenty years, "một trăm năm" a hundred; five would be "lăm" or "lẻ năm" there."""
    return len(words) > 1 and words[-1] == "năm" and words[-2] not in number_words.ODD | number_words.POINT


def _word_reading(text: str, low: str, start: int, end: int, words: list[str], value: Decimal) -> Reading | None:
    unit, end_unit = _unit(low, end)
    if words[0] == "không" and len(words) == 1:
        return None
    if len(words) == 1 and not _counts_alone(words[0], low, start, end, unit):
        return None
    decimals = number_words.decimals_of(words)
    scale = Decimal(number_words.scale_of(words))
    step = scale.scaleb(-decimals) if decimals else Decimal(0)
    return Reading(Quantity(Number(value, step, decimals, text[start:end]), unit), start, end_unit, scale)


def _counts_alone(word: str, low: str, start: int, end: int, unit: str | None) -> bool:
    contexts = number_contexts()
    is_year = word == "năm" and _last_word(low, start) not in contexts.five_after
    if is_year and not contexts.votes_behind.match(low, end):
        return False
    if low.startswith(contexts.alone_before, end) or unit not in {None, "VND", "m", "kg"}:
        return True
    return contexts.counted.match(low, end) is not None


def _last_word(low: str, start: int) -> str:
    match = _LAST_WORD.search(low[max(0, start - 15) : start])
    return match[1] if match else ""
