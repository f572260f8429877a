"""Blocks → sentences, by underthesea, with the repairs that news text needs.

underthesea's `sent_tokenize` does not split at newlines (blocks have none but wrapped ones), and its cost is quadratic
in runs without a space; see docs/limits.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

import regex

from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
from cdextract.rules.loading import load_yaml
from cdextract.text.normalised import Text, longest_first
from cdextract.text.spans import Block, Sentence
from cdextract.words import library

_LONGEST = 1_200  # characters of what rules read as one sentence
_LONGEST_RUN = 200  # longer runs without a space are cut by the plain rule below
_MAY_BE_BOUNDARY = re.compile(r"[.!?…][\"')\]]{0,2}\s+(?=\S)")
_BEGINS = compile_rule(r"[\p{Lu}\"'(\[-]")
_GLUED = compile_rule(r"(?<=[\p{Ll}\d%)][.!?])(?=\p{Lu}\p{Ll})")  # "đạt 125%.Năm nay"
_MAY_BE_GLUED = re.compile(r"[.!?](?=\w)")
_MAY_HAVE_SEVERAL = re.compile(r"[.!?…]\s*[\"')\]]*\s*\S")
_NEAR_STOP = 60  # characters on either side of a stop that say whether it ends a sentence: no abbreviation is longer
_BETWEEN_STOPS = re.compile(rf"[^.?!]{{{2 * _NEAR_STOP + 20},}}")
_LIST_NUMBER = compile_rule(r"\d{1,2}[.)]")
_NO_START = compile_rule(r"[\"')\]]*[\s.,;:)]*$|[\p{Ll},;:)%]")


@cache
def _abbreviated(_: Path | None) -> regex.Pattern[str]:
    """What ends with a stop and ends no sentence: an abbreviation, the first letter of a name, but not "quý I."."""
    data = load_yaml("zones.yaml")["abbreviations"]
    listed, any_case, lettered = ("|".join(longest_first(data[name])) for name in ("listed", "any_case", "lettered"))
    return compile_rule(
        rf"(?:^|[\s(\"])(?:(?<!(?i:{lettered}) )\p{{Lu}}|\p{{Lu}}\.\p{{Lu}}|(?i:{any_case})|{listed})\.$"
    )


@cache
def _tokenizer() -> Callable[[str], list[str]]:
    split: Callable[[str], list[str]]
    try:
        split = library.names_of("pipeline/sent_tokenize/__init__.py")["sent_tokenize"]
    except (OSError, LookupError, ImportError):  # another version of the library
        split = import_module("underthesea").sent_tokenize
    return split


def split_sentences(text: Text, blocks: Sequence[Block], wanted: Container[int] | None = None) -> list[Sentence]:
    """The sentences of all blocks, in order; offsets into `text.norm`, no white space at either end.

    `wanted`: the indices of the blocks to split; None for all.
    """
    sentences: list[Sentence] = []
    for index, block in enumerate(blocks):
        if wanted is not None and index not in wanted:
            continue
        if block.cells:  # a row of a table is one
            sentences.append(Sentence(block.zone, index, block.start, block.end))
            continue
        source = text.norm[block.start : block.end]
        for span in sentence_spans(source):
            for first, last in [span] if span[1] - span[0] <= _LONGEST else _short(source, *span):
                sentences.append(Sentence(block.zone, index, block.start + first, block.start + last))
    return sentences


def _short(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pieces of a sentence that no stop ends: the time of rules grows faster than the length of what they read."""
    while end - start > _LONGEST:
        cuts = (source.rfind(sign, start + _LONGEST // 2, start + _LONGEST) + 1 for sign in ("; ", ", ", " "))
        at = next((cut for cut in cuts if cut), start + _LONGEST)
        yield from _strip(source, start, at)
        start = at
    yield from _strip(source, start, end)


def _strip(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = source[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def sentence_spans(source: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of one block.

    >>> text = "Kết quả đạt 80,2%. TP. Vinh thành lập 5 CĐCS."
    >>> [text[start:end] for start, end in sentence_spans(text)]
    ['Kết quả đạt 80,2%.', 'TP. Vinh thành lập 5 CĐCS.']
    """
    if not _MAY_HAVE_SEVERAL.search(source):
        return _trimmed(source, [0])
    flat = source.replace("\n", " ")
    has_long_run = len(max(flat.split(), key=len, default="")) >= _LONGEST_RUN
    starts = _plain_starts(flat) if has_long_run else _library_starts(flat)
    starts |= {stop.end() for stop in _MAY_BE_GLUED.finditer(flat) if _GLUED.match(flat, stop.end())}
    return _trimmed(source, _repaired(flat, sorted(starts | {0})))


def _library_starts(flat: str) -> set[int]:
    short, left_out = _near_stops(flat)
    starts, at = set(), 0
    for sentence in _tokenizer()(short):
        found = short.find(sentence, at)
        if found < 0:
            return _plain_starts(flat)
        starts.add(found + sum(length for place, length in left_out if place <= found))
        at = found + len(sentence)
    return starts | _plain_starts(flat)


def _near_stops(flat: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without what is far from any stop (the library looks at each character), and where how much is missing."""
    pieces: list[str] = []
    left_out: list[tuple[int, int]] = []
    at = length = 0
    for run in _BETWEEN_STOPS.finditer(flat):
        start, end = run.start() + _NEAR_STOP, run.end() - _NEAR_STOP
        if flat[run.start() : start].isspace():
            continue
        pieces.append(flat[at:start])
        length += start - at
        left_out.append((length, end - start))
        at = end
    return "".join((*pieces, flat[at:])), left_out


def _plain_starts(flat: str) -> set[int]:
    ends = (match.end() for match in _MAY_BE_BOUNDARY.finditer(flat))
    return {end for end in ends if _BEGINS.match(flat, end)}


def _repaired(flat: str, starts: list[int]) -> list[int]:
    """Drop starts behind an abbreviation, and pieces that begin in lower case or hold only closing signs."""
    kept, abbreviated = [0], _abbreviated(resources.user_pattern_dir())
    for start in starts[1:]:
        before = flat[kept[-1] : start].rstrip()
        if abbreviated.search(before) or _NO_START.match(flat, start):
            continue
        if _LIST_NUMBER.fullmatch(before):  # "1." of a numbered list is no sentence
            continue
        kept.append(start)
    return kept


def _trimmed(source: str, starts: list[int]) -> list[tuple[int, int]]:
    spans = []
    for start, end in zip(starts, [*starts[1:], len(source)], strict=True):
        piece = source[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            spans.append((left, right))
    return spans
