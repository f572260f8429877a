"""Bytes → text: UTF-8, UTF-16, and older Vietnamese encodings where the reading is certain; else a failure."""

from __future__ import annotations

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = [chr(code) for code in range(32) if chr(code) not in "\t\n\v\f\r\x1b"]


class UnreadableError(Exception):
    """An article that cannot be read: `error` is the code of its error row, `message` the reason in a sentence."""

    def __init__(self, error: str, message: str) -> None:
        super().__init__(error, message)
        self.error = error
        self.message = message


def decode(data: bytes) -> str:
    """Decode a text file's bytes; line ends and all characters stay as they are, only a byte order mark goes.

    Raises `UnreadableError`: `empty_file`, `binary_file`, `unknown_encoding`.

    >>> decode("Năm 2021".encode("utf-16"))
    'Năm 2021'
    """
    if not data.strip():
        raise UnreadableError("empty_file", "The file holds no text.")
    text = _decode(data)
    if sum(map(text.count, _CONTROL)) > len(text) // 200:
        raise UnreadableError("binary_file", "The file holds control characters, as no text does.")
    return text


def _decode(data: bytes) -> str:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strictly(data, name)
    if b"\0" in data:
        return _utf16(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        from cdextract.readers.legacy import decode_legacy

        text = decode_legacy(data)
        if text is None:
            raise UnreadableError(
                "unknown_encoding", f"The text is not UTF-8 (byte {error.start}), and no other encoding is certain."
            ) from error
        return text


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            "unknown_encoding", f"The byte order mark says {name}, but byte {error.start} does not fit."
        ) from error


def _utf16(data: bytes) -> str:
    """UTF-16 without a byte order mark: certain when most of every second byte is zero."""
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = data[offset::2]
        other = data[1 - offset :: 2]
        if len(data) >= 16 and half.count(0) > 0.5 * len(half) and other.count(0) == 0 and b" " in other:
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                break
    raise UnreadableError("binary_file", "The file holds zero bytes, as no text does.")
