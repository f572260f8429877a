"""Older Vietnamese encodings: Windows-1258 and TCVN3 (ABC fonts), taken only where the reading is certain.

Certain means: every letter beyond ASCII stands in a word that can be a Vietnamese syllable, there are enough of them,
and the other encoding does not give that.
"""

from __future__ import annotations

import unicodedata

import regex

# TCVN3 puts Vietnamese letters on the places of Latin-1; capitals with tone marks have no place of their own.
_TCVN3_BYTES = (
    "a1a2a3a4a5a6a7a8a9aaabacadaeb5b6b7b8b9bbbcbdbec6c7c8c9cacbcccecfd0d1d2d3d4d5d6d7d8dcdddedf"
    "e1e2e3e4e5e6e7e8e9eaebecedeeeff1f2f3f4f5f6f7f8f9fafbfcfdfe"
)
_TCVN3_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_TCVN3 = dict(zip(bytes.fromhex(_TCVN3_BYTES), _TCVN3_LETTERS, strict=True))

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
# A syllable: initial consonants, vowels (one at least), final consonants; tone marks taken off.
_SYLLABLE = regex.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
    r"[aăâeêioôơuưy]{1,3}"
    r"(?:ng|nh|ch|[cmnpt])?"
)
_TONES = regex.compile(r"[\u0300\u0301\u0303\u0309\u0323]")
_FEWEST_WORDS = 8


def decode_legacy(data: bytes) -> str | None:
    """The text, where exactly one older encoding reads it as Vietnamese; else None.

    >>> decode_legacy("N¨m 2021, c«ng ®oµn c¬ së míi thµnh lËp, ®¹t chØ tiªu ®­îc giao".encode("latin-1"))
    'Năm 2021, công đoàn cơ sở mới thành lập, đạt chỉ tiêu được giao'
    """
    readings = [text for text in (_windows_1258(data), _tcvn3(data)) if text is not None and _is_vietnamese(text)]
    return readings[0] if len(readings) == 1 else None


def _windows_1258(data: bytes) -> str | None:
    try:
        return data.decode("cp1258")
    except UnicodeDecodeError:
        return None


def _tcvn3(data: bytes) -> str | None:
    letters = []
    for byte in data:
        letter = chr(byte) if byte < 0x80 else _TCVN3.get(byte)
        if letter is None:
            return None
        letters.append(letter)
    return "".join(letters)


def _is_vietnamese(text: str) -> bool:
    """Say whether all marked words can be Vietnamese syllables, and enough of them stand there."""
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    # Abbreviations (LĐLĐ, CĐCS) are no syllables and prove nothing.
    marked = [word for word in words if not word.isascii() and not word.isupper()]
    return len(marked) >= _FEWEST_WORDS and all(map(_is_syllable, marked))


def _is_syllable(word: str) -> bool:
    """A syllable has at most one tone mark, and its letters the order of Vietnamese."""
    parts = unicodedata.normalize("NFD", word.lower())
    if len(_TONES.findall(parts)) > 1:
        return False
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", _TONES.sub("", parts))) is not None
