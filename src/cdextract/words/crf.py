"""underthesea's model of word segmentation, run from its weights: the same words, many times faster.

The model is a linear-chain CRF with two labels (`B-W` begins a word, `I-W` continues it) over 43 feature templates. The
library writes 43 strings for every token and looks each of them up; here the weights of a pair of tokens are added up
once and remembered (`words/crf_weights.py` tells what a weight is).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product
from operator import add
from typing import Any

from cdextract.words.crf_weights import BEGIN, INSIDE, WIDTH, Model, Row

_START, _END = "", " "  # stand for what is before and behind the sentence: no token is empty or white space
_REMEMBERED = 50_000  # tokens, and pairs of tokens; beyond that all are forgotten: memory stays constant
_MARGIN = 1e-6  # the library adds in another order, which changes a sum by far less
_FLAGS = ("istitle", "is_in_dict", "isdigit")


class UndecidedError(Exception):
    """Two readings score the same but for rounding: let the library decide."""


class Tagger:
    """Says which tokens continue the word before them. Remembers the weights of what it has seen, within bounds."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._singles: dict[str, tuple[Row, bool]] = {}
        self._pairs: dict[tuple[str, str], Row] = {}
        self._flags = {
            (size, *flags): _sum(model, size, dict(zip(_FLAGS, map(str, flags), strict=True)))
            for size, *flags in product(WIDTH, *[(False, True)] * len(_FLAGS))
        }
        self._outside = {
            (size, end): _sum(model, size, dict.fromkeys(("", "lower", *_FLAGS), end))
            for size, end in product(WIDTH, ("BOS", "EOS"))
        }

    def continues(self, tokens: Sequence[str]) -> list[bool]:
        """For every token whether it continues the word before it. Raises `UndecidedError`.

        >>> from cdextract.words.segmentation import model_folder
        >>> from cdextract.words.crf_weights import read_model
        >>> Tagger(read_model(model_folder())).continues(["công", "đoàn", "cơ", "sở"])
        [False, True, False, True]
        """
        return _best_path(self._scores(tokens), self._model.moves) if tokens else []

    def _scores(self, tokens: Sequence[str]) -> list[float]:
        """By how much each token by itself is rather the beginning of a word."""
        padded = [_START, _START, *tokens, _END, _END]
        known = self._pairs
        pairs = [known.get(pair) or self._new_pair(*pair) for pair in pairwise(padded)]
        plain = self._flags[3, False, False, False]
        triples = [
            self._triple(tokens[index : index + 3]) if pair[4] else plain for index, pair in enumerate(pairs[2:-3])
        ]
        triples = [*[self._outside[3, "BOS"]] * 2, *triples, *[self._outside[3, "EOS"]] * min(2, len(tokens))]
        shifted = zip(pairs, pairs[1:], pairs[2:], pairs[3:], triples, triples[1:], triples[2:], strict=False)
        return [p[0] + q[1] + r[2] + s[3] + t[0] + u[1] + v[2] for p, q, r, s, t, u, v in shifted]

    def _new_pair(self, left: str, right: str) -> Row:
        """What two neighbours add to the scores of the tokens at +2, +1, 0 and -1 from `left`.

        The last number is 1 where a triple that begins with the two may have weights of its own. The weights
        of single tokens are in it too: four of `left`, the fifth (T[2]) of `right`.
        """
        (one, left_title), (other, right_title) = self._single(left), self._single(right)
        opens = False
        if left == _START:
            both = self._outside[2, "BOS"]
        elif right == _END:
            both = self._outside[2, "EOS"]
        else:
            text, is_title = f"{left} {right}", left_title and right_title
            both = self._row(2, text, is_title)
            opens = is_title or text in self._model.openings or text.lower() in self._model.openings
        row = (one[0] + both[0], one[1] + both[1], one[2] + both[2], one[3] + both[3] + other[4], float(opens))
        _remember(self._pairs, (left, right), row)
        return row

    def _single(self, token: str) -> tuple[Row, bool]:
        """The weights of a token, and whether it is a title."""
        found = self._singles.get(token)
        if found is None:
            ends = {_START: "BOS", _END: "EOS"}
            is_title = _is_title(token)
            row = self._outside[1, ends[token]] if token in ends else self._row(1, token, is_title, _is_number(token))
            found = row, is_title
            _remember(self._singles, token, found)
        return found

    def _triple(self, tokens: Sequence[str]) -> Row:
        return self._row(3, " ".join(tokens), all(self._single(token)[1] for token in tokens))

    def _row(self, size: int, text: str, is_title: bool, is_number: bool = False) -> Row:
        """The weights of an n-gram in all templates of that size."""
        low = text.lower()
        row = self._flags[size, is_title, low in self._model.dictionary, is_number]
        for function, value in (("", text), ("lower", low)):
            known = self._model.row(size, function, value)
            if known:
                row = tuple(map(add, row, known))
        return row


def _remember(cache: dict[Any, Any], key: object, row: object) -> None:
    if len(cache) >= _REMEMBERED:
        cache.clear()
    cache[key] = row


def _sum(model: Model, size: int, values: dict[str, str]) -> Row:
    """The weights of all functions together, each having the value given."""
    rows = [model.row(size, function, value) for function, value in values.items()]
    return tuple(map(sum, zip([0.0] * WIDTH[size], *filter(None, rows), strict=True)))


def _is_title(token: str) -> bool:
    """As the library has it: true of signs and digits too."""
    return token[:1] == token[:1].upper()


def _is_number(text: str) -> bool:
    """Whether it is the decimal form of an integer of 32 bits."""
    return text.isascii() and text.isdigit() and len(text.lstrip("0")) <= 10 and int(text) < 2**31


def _best_path(scores: Sequence[float], moves: dict[tuple[str, str], float]) -> list[bool]:
    """Viterbi on the difference of the two labels' scores (two labels need no more)."""
    begin_begin, begin_inside = moves[BEGIN, BEGIN], moves[BEGIN, INSIDE]
    inside_begin, inside_inside = moves[INSIDE, BEGIN], moves[INSIDE, INSIDE]
    # Above `high` B-W is the best predecessor of both labels, below `low` I-W; between them each comes from the other.
    high, low = inside_begin - begin_begin, inside_inside - begin_inside
    difference = scores[0]
    origins = [0]
    for score in scores[1:]:
        if difference > high:
            origin, change = 1, begin_begin - begin_inside
        elif difference < low:
            origin, change = -1, inside_begin - inside_inside
        else:
            origin, change = 0, inside_begin - begin_inside - difference
        if -_MARGIN < difference - high < _MARGIN or -_MARGIN < difference - low < _MARGIN:
            raise UndecidedError
        origins.append(origin)
        difference = change + score
    if abs(difference) < _MARGIN:
        raise UndecidedError
    continues = [difference < 0]
    for origin in reversed(origins[1:]):
        continues.append(not continues[-1] if origin == 0 else origin < 0)
    return continues[::-1]
