"""Sentence → words: underthesea's segmentation, as spans of the text.

Two engines give the same words. The library's own call (`word_tokenize`) is the reference. The fast one runs the
library's model by itself (`words/crf.py`) and remembers how the pieces between spaces are cut; it is used only where
the model's files and the pattern of the library's tokeniser are those it was written for, and leaves to the library
what it does not know exactly.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from cdextract.rules.compiled import compile_rule
from cdextract.words import library
from cdextract.words.crf import Tagger, UndecidedError
from cdextract.words.crf_weights import FILES, load_model

Span = tuple[int, int]
_Token = tuple[str, int, int]
Engine = Callable[[str], list[Span]]

# SHA-256 of the model's files and the tokeniser's pattern, as in underthesea 9.5.0.
KNOWN = frozenset({"e1cadb69a2d6e218074680d1787cc2871897ce52ab7ba4ad2fa57fb6e456d078"})
_MODEL = "pipeline/word_tokenize/models/ws_crf_vlsp2013_20230727"

_BLOCK = 1 << 18  # bytes of a file that are read at once

_LONGEST = 2_000  # characters at once: the library's time and memory grow faster than the text
_LONGEST_RUN = 100  # characters without a space: its time grows with the square of them
_REMEMBERED, _LONGEST_REMEMBERED = 20_000, 40  # pieces between spaces whose tokens are kept, and their length
_LONG_RUN = compile_rule(rf"\S{{{_LONGEST_RUN + 1}}}")
_PIECE = compile_rule(r"\S+")
_REPLACED = {"ð": "đ", "Ð": "Đ"}  # as the library does
_STRANGE = compile_rule(r"[ðÐ\ud800-\udfff]")

# Characters whose case is the same in every version of Unicode: the fast engine knows them exactly.
_PLAIN = compile_rule(r"[\t\n -~\u00a0-\u017fƠơƯư\u0300-\u036f\u1ea0-\u1eff\u2000-\u20bf\ufffd]*")
_SPACED_TOKEN = compile_rule(r"Th[^\S\n][Ss]")  # the library takes "Th S" for one token: Th.S, a master of science


def words(text: str) -> list[Span]:
    """Spans of the words of a sentence, in order; signs and numbers are words of their own.

    The same as `underthesea.word_tokenize(text, use_token_normalize=False)` for NFC text of at most 2,000 characters
    without a run of more than 100 characters between spaces. Longer text is cut at ";", "," or a space, a longer run
    anywhere: time and memory stay proportional to the length of the text.

    >>> text = "LĐLĐ huyện thành lập 10 công đoàn cơ sở."
    >>> [text[start:end] for start, end in words(text)]
    ['LĐLĐ', 'huyện', 'thành lập', '10', 'công đoàn', 'cơ sở', '.']
    """
    return segment(text, _fast_engine() or library_words)


def fast_available() -> bool:
    """Whether the fast engine knows the installed model. The words are the same either way."""
    return _fast_engine() is not None


def segment(text: str, engine: Engine) -> list[Span]:
    """`words` by the engine given. Text that NFC would lengthen or shorten is cut at white space only."""
    plain = _plain(text)
    if plain is None:
        return [match.span() for match in _PIECE.finditer(text)]
    if _fits(plain):
        return engine(plain)
    return [(start + left, start + right) for start, end in units(plain) for left, right in engine(plain[start:end])]


def library_words(text: str) -> list[Span]:
    """The words that the library's own call gives, found again in the text syllable by syllable."""
    from underthesea import word_tokenize

    spans, at = [], 0
    for word in word_tokenize(text, use_token_normalize=False):
        ends = []
        for syllable in word.split():
            start = text.index(syllable, at)
            at = start + len(syllable)
            ends.append((start, at))
        spans.append((ends[0][0], ends[-1][1]))
    return spans


def model_folder() -> Path | None:
    """The folder of the installed model, None where the library has moved it."""
    spec = find_spec("underthesea")
    folders = spec.submodule_search_locations if spec else None
    folder = Path(next(iter(folders))) / _MODEL if folders else None
    return folder if folder and all((folder / name).is_file() for name in FILES) else None


def fingerprint(folder: Path, pattern: str) -> str:
    """What the fast engine has to know: a hash of the model's files and of the tokeniser's pattern."""
    digest = sha256(pattern.encode())
    for name in FILES:
        with (folder / name).open("rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    return digest.hexdigest()


@cache
def _fast_engine() -> Engine | None:
    folder = model_folder()
    try:
        patterns: re.Pattern[str] = library.names_of("pipeline/word_tokenize/regex_tokenize.py")["patterns"]
    except (OSError, LookupError, ImportError, NameError):  # another version of the library
        return None
    if folder is None:
        return None
    found = fingerprint(folder, patterns.pattern)
    if found not in KNOWN:
        return None
    return partial(_fast_words, tokens_of=_piece_reader(patterns), tagger=Tagger(load_model(folder, found)))


def _fast_words(text: str, *, tokens_of: Callable[[str, bool], list[_Token]], tagger: Tagger) -> list[Span]:
    if not _PLAIN.fullmatch(text) or _SPACED_TOKEN.search(text):
        return library_words(text)
    tokens: list[str] = []
    spans: list[Span] = []
    at, last = 0, len(text) - text.endswith("\n")  # `last`: where "$" of the library's pattern matches
    for piece in text.split():
        offset = text.index(piece, at)
        at = offset + len(piece)
        for token, start, end in tokens_of(piece, at == last):
            tokens.append(token)
            spans.append((offset + start, offset + end))
    try:
        continues = tagger.continues(tokens)
    except UndecidedError:
        return library_words(text)
    return _joined(spans, continues)


def _piece_reader(pattern: re.Pattern[str]) -> Callable[[str, bool], list[_Token]]:
    """What reads the tokens of a piece between spaces. They depend on nothing else but whether the text ends there."""

    def tokens_of(piece: str, is_last: bool) -> list[_Token]:
        return [(match.group(), *match.span()) for match in pattern.finditer(piece if is_last else piece + " ")]

    remembered = lru_cache(maxsize=_REMEMBERED)(tokens_of)
    return lambda piece, is_last: (remembered if len(piece) <= _LONGEST_REMEMBERED else tokens_of)(piece, is_last)


def _joined(spans: list[Span], continues: list[bool]) -> list[Span]:
    out: list[Span] = []
    for span, goes_on in zip(spans, continues, strict=True):
        if goes_on and out:
            out[-1] = (out[-1][0], span[1])
        else:
            out.append(span)
    return out


def _plain(text: str) -> str | None:
    """`text` as the library reads it, of the same length; None where NFC has another length."""
    if _STRANGE.search(text):
        text = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else _REPLACED.get(char, char) for char in text)
    if unicodedata.is_normalized("NFC", text):
        return text
    singles = (unicodedata.normalize("NFC", char) for char in text)
    composed = "".join(new if len(new) == 1 else old for new, old in zip(singles, text, strict=True))
    return composed if unicodedata.is_normalized("NFC", composed) else None


def _fits(text: str) -> bool:
    if len(text) <= _LONGEST_RUN:
        return True
    return len(text) <= _LONGEST and max(map(len, text.split()), default=0) <= _LONGEST_RUN


def units(text: str) -> Iterator[Span]:
    """Pieces of a text that are short enough for the library, together the whole text."""
    start = 0
    while start < len(text):
        end = _cut(text, start)
        yield start, end
        start = end


def _cut(text: str, start: int) -> int:
    limit = start + _LONGEST
    run = _LONG_RUN.search(text, start, limit + _LONGEST_RUN)
    if run:
        return run.start() if run.start() > start else start + _LONGEST_RUN
    if len(text) <= limit:
        return len(text)
    for sign in (";", ", ", " "):
        at = text.rfind(sign, start, limit)
        if at >= 0:
            return at + len(sign)
    return limit
