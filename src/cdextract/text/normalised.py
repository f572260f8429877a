"""Text as read → a normalised copy to match on, and the map that leads back to the original.

The copy is NFC, has plain spaces, slashes, dashes and digits, traditional tone placement (hoà → hòa) and no invisible
characters. Rules match on the copy; every span is given back in the original, so that `original[start:end]` is what the
article says.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cdextract.rules.compiled import compile_rule

# Characters that carry no text: soft hyphen, zero-width marks, direction marks, byte order mark, control characters.
_INVISIBLE = r"\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_DROPPED = compile_rule(f"[{_INVISIBLE}{_CONTROL}]")

_REPLACED = {
    **dict.fromkeys(
        "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    ),
    **dict.fromkeys("\r\u2028\u2029\x85", "\n"),
    **dict.fromkeys("‐‑‒–—―−﹣－─", "-"),
    **dict.fromkeys("⁄∕／÷", "/"),
    **dict.fromkeys("％﹪", "%"),
    **dict.fromkeys("“”„‟«»＂", '"'),
    **dict.fromkeys("‘’‚‛`´＇", "'"),
    **dict.fromkeys("•●▪■◦‣·", "•"),
    "ð": "đ",
    "Ð": "Đ",
    "（": "(",
    "）": ")",
    "，": ",",
    "．": ".",
    "。": ".",
    "；": ";",
    "：": ":",
    "＋": "+",
}
_REPLACED.update({chr(0xFF10 + digit): str(digit) for digit in range(10)})

# Old and new tone placement are both in use; the lexicons are written in the traditional one.
_TONE_PAIRS = {
    "oà": "òa",
    "oá": "óa",
    "oả": "ỏa",
    "oã": "õa",
    "oạ": "ọa",
    "oè": "òe",
    "oé": "óe",
    "oẻ": "ỏe",
    "oẽ": "õe",
    "oẹ": "ọe",
    "uỳ": "ùy",
    "uý": "úy",
    "uỷ": "ủy",
    "uỹ": "ũy",
    "uỵ": "ụy",
}
# Where no letter follows; most that do are seen here, others by `_place_tone`. (A class of characters in front is what
# `re` skips to.)
_TONE = re.compile(
    r"[oOuU](?:(?<=[oO])(?<![qQ][oO])[àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|(?<=[uU])(?<![qQ][uU])[ỳýỷỹỵỲÝỶỸỴ])"
    r"(?![a-zA-Z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u01b0\u1ea0-\u1ef9])"
)

# Anything but the letters, digits and signs of plain Vietnamese: what may have to be replaced is looked for among
# these.
# (`re` scans a class of characters several times faster than `regex`.)
_ODD = re.compile(
    r"[^\n -_a-~\u00c0-\u00cf\u00d1-\u00ef\u00f1-\u00f6\u00f8-\u0131\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)
# What has another length in the copy: line ends of two signs, letters with their marks apart, characters without text.
_UNEVEN_SIGNS = rf"{_INVISIBLE}\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
_UNEVEN = compile_rule(rf"[\p{{M}}{_UNEVEN_SIGNS}]")
# "hiện  quản lý": two spaces inside a phrase; wider gaps, and those before capitals and digits, can part the cells of a
# table.
_DOUBLED = r"(?<=\p{Ll})[ \u00a0]{2}(?=\p{Ll})"
_CLUSTER = compile_rule(rf"(?s)\r\n|.\p{{M}}+|[{_UNEVEN_SIGNS}]|{_DOUBLED}")
_DOUBLED_SPACE = compile_rule(_DOUBLED)


def lower(text: str) -> str:
    """Lower-case `text` without changing its length (a few letters, such as İ, would grow)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def longest_first(phrases: Iterable[str]) -> list[str]:
    """Phrases as the branches of a pattern: none stands before a longer one; the same order whatever that of the input.

    >>> longest_first({"cơ sở", "công đoàn", "cấp"})
    ['công đoàn', 'cơ sở', 'cấp']
    """
    return sorted(phrases, key=lambda phrase: (-len(phrase), phrase))


def _place_tone(match: re.Match[str]) -> str:
    pair = match.group()
    if match.string[match.end() : match.end() + 1].isalpha():
        return pair
    placed = _TONE_PAIRS[pair.lower()]
    return "".join(new.upper() if old.isupper() else new for old, new in zip(pair, placed, strict=True))


@dataclass(frozen=True)
class Text:
    """`norm` is the copy to match on; `origins[i]` is where its character `i` begins in `original`."""

    original: str
    norm: str
    origins: array[int] | None  # None: both texts have the same length, offsets are equal

    @cached_property
    def lower(self) -> str:
        """`norm` in lower case, of the same length."""
        return lower(self.norm)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original offsets of `norm[start:end]`.

        >>> text = normalise("đạt\\u200b 125％")
        >>> text.span(0, 3), text.original[slice(*text.span(4, 8))]
        ((0, 3), '125％')
        """
        if self.origins is None:
            return start, end
        if start == end:
            return self.origins[start], self.origins[start]
        last = self.origins[end - 1]
        stop = self.origins[end]
        # What was dropped behind the last character is not part of the span; its combining marks are.
        while stop > last + 1 and _DROPPED.match(self.original[stop - 1]):
            stop -= 1
        return self.origins[start], stop


def normalise(original: str) -> Text:
    """Make the normalised copy of a text.

    >>> normalise("Tha\\u0301ng 7").norm
    'Tháng 7'
    """
    odd = set(_ODD.findall(original))
    if _keeps_length(original, odd) and not _has_doubled_space(original):
        return Text(original, _with_tones(_replaced(original, odd)), None)
    pieces: list[str] = []
    origins = array("q")
    at = 0
    for match in _CLUSTER.finditer(original):
        start, end = match.span()
        _copy(original, at, start, pieces, origins)
        cluster = _plain_cluster(match.group())
        pieces.append(cluster)
        origins.extend([start] * len(cluster))
        at = end
    _copy(original, at, len(original), pieces, origins)
    origins.append(len(original))
    return Text(original, _with_tones("".join(pieces)), origins)


def _has_doubled_space(text: str) -> bool:
    spaces = "  " in text or "\u00a0" in text  # a plain search first: it is many times faster
    return spaces and _DOUBLED_SPACE.search(text) is not None


def _keeps_length(text: str, odd: set[str]) -> bool:
    if not odd:
        return True
    uneven = any(map(_UNEVEN.match, odd)) or "\r\n" in text
    return not uneven and unicodedata.is_normalized("NFC", text)


def _replaced(text: str, odd: set[str]) -> str:
    for char in odd:
        text = text.replace(char, "\ufffd" if "\ud800" <= char <= "\udfff" else _REPLACED.get(char, char))
    return text


def _with_tones(text: str) -> str:
    return _TONE.sub(_place_tone, text)


def _copy(original: str, start: int, end: int, pieces: list[str], origins: array[int]) -> None:
    """Take over characters that keep their length; NFC may split some of them."""
    stretch = original[start:end]
    odd = set(_ODD.findall(stretch))
    if _keeps_length(stretch, odd):
        pieces.append(_replaced(stretch, odd))
        origins.extend(range(start, end))
        return
    for offset, char in enumerate(stretch, start):
        plain = _plain_cluster(char)
        pieces.append(plain)
        origins.extend([offset] * len(plain))


def _plain_cluster(cluster: str) -> str:
    if cluster == "\r\n":
        return "\n"
    if not cluster.strip(" \u00a0"):
        return " "
    composed = unicodedata.normalize("NFC", cluster)
    plain = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else _REPLACED.get(char, char) for char in composed)
    return _DROPPED.sub("", plain)
