"""Vietnamese number words → exact numbers: "hai mươi mốt nghìn không trăm mười một" → 21011.

The written forms are those of the grammar books (mười lăm, hai mươi mốt, một trăm lẻ năm). Speech drops words: "hai
mốt" is 21, "một trăm hai" 120, "một triệu hai" 1,2 million. In running text these forms mean other things too ("năm bảy
người": five or seven), so they count only where the caller asks for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

DIGITS = {
    "không": 0,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
# Forms that a digit takes behind a ten ("hai mươi mốt").
ENDINGS = {**DIGITS, "mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
SCALES = {
    "tỷ": 10**9,
    "tỉ": 10**9,
    "triệu": 10**6,
    "vạn": 10**4,
    "nghìn": 10**3,
    "ngàn": 10**3,
}
SMALL_SCALES = {"trăm": 100, "chục": 10}
ODD = frozenset({"lẻ", "linh", "lẽ"})
HALF = frozenset({"rưỡi", "rưởi"})
POINT = frozenset({"phẩy", "phảy", "chấm"})
MINUS = frozenset({"âm", "trừ"})
ATOMS = frozenset({*ENDINGS, *SCALES, *SMALL_SCALES, *ODD, *HALF, *POINT, "mươi", "mười"})


class _NoNumberError(ValueError):
    """The words do not spell a number."""


def parse_words(words: Sequence[str], *, spoken: bool = False) -> Decimal | None:
    """The number that lower-case `words` spell, or None.

    `spoken` admits the shortened forms of speech.

    >>> parse_words("một trăm hai mươi".split())
    Decimal('120')
    >>> parse_words("hai mốt".split()), parse_words("hai mốt".split(), spoken=True)
    (None, Decimal('21'))
    """
    negative = bool(words) and words[0] in MINUS
    rest = list(words[1:] if negative else words)
    try:
        value = _decimal(rest, spoken) if POINT & set(rest) else Decimal(_integer(rest, spoken))
    except _NoNumberError:
        return None
    return -value if negative else value


def decimals_of(words: Sequence[str]) -> int:
    """How many digits stand behind the decimal point of the words.

    >>> decimals_of("hai phẩy năm triệu".split())
    1
    """
    for index, word in enumerate(words):
        if word in POINT:
            tail, _ = _split_scale(list(words[index + 1 :]))
            return len(_fraction_digits(tail))
    return 0


def scale_of(words: Sequence[str]) -> int:
    """The scale that closes the words: 1,000,000 for "hai phẩy năm triệu", 1 where none does."""
    return _split_scale(list(words))[1]


def _decimal(words: list[str], spoken: bool) -> Decimal:
    at = next(index for index, word in enumerate(words) if word in POINT)
    tail, scale = _split_scale(words[at + 1 :])
    digits = _fraction_digits(tail)
    return (Decimal(_integer(words[:at], spoken)) + Decimal(f"0.{digits}")) * scale


def _split_scale(words: list[str]) -> tuple[list[str], int]:
    scale = 1
    while words and words[-1] in SCALES:
        scale *= SCALES[words[-1]]
        words = words[:-1]
    return words, scale


def _fraction_digits(words: list[str]) -> str:
    if not words:
        raise _NoNumberError
    if all(word in ENDINGS for word in words):
        return "".join(str(ENDINGS[word]) for word in words)
    return str(_tens(words, spoken=False))


def _integer(words: list[str], spoken: bool) -> int:
    """Split at the largest scale: what stands before it counts it, what stands behind it is added."""
    if not words:
        raise _NoNumberError
    for scale in ("tỷ", "tỉ", "triệu", "vạn", "nghìn", "ngàn"):
        if scale in words:
            at = len(words) - 1 - words[::-1].index(scale)
            size = SCALES[scale]
            count = _integer(words[:at], spoken) if at else _implicit_one(spoken)
            return count * size + _rest(words[at + 1 :], size, spoken)
    return _hundreds(words, spoken)


def _implicit_one(spoken: bool) -> int:
    if not spoken:
        raise _NoNumberError
    return 1


def _rest(words: list[str], size: int, spoken: bool) -> int:
    """What follows a scale: "rưỡi" is half of it, "lẻ" announces a small number, a lone digit counts its tenths
    in speech."""
    if not words:
        return 0
    if words[0] in HALF:
        return size // 2 + _rest(words[1:], size, spoken)
    if words[0] in ODD:
        return _below(_integer(words[1:], spoken), size)
    if len(words) == 1 and words[0] in ENDINGS:
        if not spoken:
            raise _NoNumberError
        return ENDINGS[words[0]] * size // 10
    return _below(_integer(words, spoken), size)


def _below(value: int, limit: int) -> int:
    if value >= limit:
        raise _NoNumberError
    return value


def _hundreds(words: list[str], spoken: bool) -> int:
    if "trăm" not in words:
        return _tens(words, spoken)
    at = words.index("trăm")
    count = _digit(words[:at]) if at else _implicit_one(spoken)
    tail = words[at + 1 :]
    if not tail:
        return count * 100
    if tail[0] in HALF and len(tail) == 1:
        return count * 100 + 50
    if tail[0] in ODD:
        return count * 100 + _digit(tail[1:], ENDINGS)
    if len(tail) == 1 and tail[0] in ENDINGS:
        if not spoken:
            raise _NoNumberError
        return count * 100 + ENDINGS[tail[0]] * 10
    return count * 100 + _tens(tail, spoken)


def _tens(words: list[str], spoken: bool) -> int:
    match words:
        case ["chục"] if spoken:
            return 10
        case [digit]:
            return 10 if digit == "mười" else _digit([digit], ENDINGS if spoken else DIGITS)
        case [count, "chục"]:
            return 10 * _digit([count])
        case ["mười", digit]:
            return 10 + _digit([digit], ENDINGS)
        case [count, "mươi"]:
            return 10 * _digit([count])
        case [count, "mươi", digit]:
            return 10 * _digit([count]) + _digit([digit], ENDINGS)
        case [count, "mười", *tail] if spoken:  # "bốn mười ba": four hundred and thirteen, the word for hundred dropped
            return 100 * _digit([count]) + _tens(["mười", *tail], spoken)
        case [count, ten, "mươi", *tail] if spoken:
            return 100 * _digit([count]) + _tens([ten, "mươi", *tail], spoken)
        case [count, digit] if spoken:
            return 10 * _digit([count]) + _digit([digit], ENDINGS)
    raise _NoNumberError


def _digit(words: list[str], table: dict[str, int] = DIGITS) -> int:
    if len(words) != 1 or words[0] not in table:
        raise _NoNumberError
    return table[words[0]]
