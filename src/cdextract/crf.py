"""underthesea's model of word segmentation, run from its weights: the same words, many times faster.

The model is a linear-chain CRF with two labels (`B-W` begins a word, `I-W` continues it) over 43 feature templates,
stored in the format of CRFsuite (Okazaki 2007, http://www.chokkan.org/software/crfsuite/). The library writes 43
strings for every token and looks each of them up; here the weights of a pair of tokens are added up once and
remembered. Only the difference of the two labels' scores counts: every weight is one number, that of `B-W` minus that
of `I-W`.
"""

from __future__ import annotations

import pickle
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from operator import add
from pathlib import Path
from typing import Any

from cdextract.compiled import compile_rule

FILES = ("models.bin", "features.bin", "dictionary.bin")
_BEGIN, _INSIDE = "B-W", "I-W"
_START, _END = "", " "  # stand for what is before and behind the sentence: no token is empty or white space
_REMEMBERED = 50_000  # tokens, and pairs of tokens; beyond that all are forgotten: memory stays constant
_MARGIN = 1e-6  # the library adds in another order, which changes a sum by far less

# T[-1], T[-1,0].lower …: offsets of the first and the last token, and what is asked of them.
_TEMPLATE = compile_rule(r"(?s)T\[(?P<first>-?\d)(?:,(?P<last>-?\d))?\](?:\.(?P<function>\w+))?=(?P<value>.*)")
_FLAGS = ("istitle", "is_in_dict", "isdigit")
_WIDTH = {1: 5, 2: 4, 3: 3}  # templates by number of tokens: T[-2] … T[2]; T[-2,-1] … T[1,2]; T[-2,0] … T[0,2]

Row = tuple[float, ...]


class UndecidedError(Exception):
    """Two readings score the same but for rounding: let the library decide."""


@dataclass(frozen=True)
class Model:
    """The weights as read.

    `rows[number of tokens, function][value]`: weights of the templates with that value, by the offset of their first
    token.
    `moves[label before, label]`: weight of that transition.
    """

    rows: dict[tuple[int, str], dict[str, Row]]
    moves: dict[tuple[str, str], float]
    dictionary: frozenset[str]


def read_model(folder: Path) -> Model:
    """The model in a folder of underthesea. Its files must be known to the caller: one of them is a pickle.

    Raises `OSError`, `struct.error` or `ValueError` where the files are not what they should be.
    """
    data = (folder / "models.bin").read_bytes()
    at_features, at_labels, at_attributes = struct.unpack_from("<28xIII", data)
    labels, attributes = list(_strings(data, at_labels)), list(_strings(data, at_attributes))
    weights = dict.fromkeys(attributes, 0.0)
    moves: dict[tuple[str, str], float] = {}
    for is_move, source, label, weight in _features(data, at_features):
        if is_move:
            moves[labels[source], labels[label]] = weight
        else:
            weights[attributes[source]] += weight if labels[label] == _BEGIN else -weight
    dictionary = frozenset(pickle.loads((folder / "dictionary.bin").read_bytes()))
    return Model(_rows(weights), moves, dictionary)


def _strings(data: bytes, at: int) -> Iterator[str]:
    """The strings of a CQDB block in the order of their numbers, by its list of backward links."""
    count, links = struct.unpack_from("<16xII", data, at)
    for (offset,) in struct.iter_unpack("<I", data[at + links : at + links + 4 * count]):
        (length,) = struct.unpack_from("<4xI", data, at + offset)
        yield data[at + offset + 8 : at + offset + 7 + length].decode()


def _features(data: bytes, at: int) -> Iterator[tuple[int, int, int, float]]:
    """(1 for a transition, attribute or label, label, weight) of every feature."""
    (count,) = struct.unpack_from("<8xI", data, at)
    return struct.iter_unpack("<IIId", data[at + 12 : at + 12 + 20 * count])


def _rows(weights: dict[str, float]) -> dict[tuple[int, str], dict[str, Row]]:
    lists: dict[tuple[int, str], dict[str, list[float]]] = {}
    for attribute, weight in weights.items():
        match = _TEMPLATE.fullmatch(attribute)
        if not match:
            raise ValueError(f"unknown feature {attribute!r}")
        first, last = int(match["first"]), int(match["last"] or match["first"])
        size = last - first + 1
        table = lists.setdefault((size, match["function"] or ""), {})
        table.setdefault(match["value"], [0.0] * _WIDTH[size])[first + 2] = weight
    return {key: {value: tuple(row) for value, row in table.items()} for key, table in lists.items()}


class Tagger:
    """Says which tokens continue the word before them. Remembers the weights of what it has seen, within bounds."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._singles: dict[str, tuple[Row, bool]] = {}
        self._pairs: dict[tuple[str, str], Row] = {}
        self._openings = _openings(model)
        self._flags = {
            (size, *flags): _sum(model, size, dict(zip(_FLAGS, map(str, flags), strict=True)))
            for size, *flags in product(_WIDTH, *[(False, True)] * len(_FLAGS))
        }
        self._outside = {
            (size, end): _sum(model, size, dict.fromkeys(("", "lower", *_FLAGS), end))
            for size, end in product(_WIDTH, ("BOS", "EOS"))
        }

    def continues(self, tokens: Sequence[str]) -> list[bool]:
        """For every token whether it continues the word before it. Raises `UndecidedError`.

        >>> from cdextract.segmentation import model_folder
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
            opens = is_title or text in self._openings or text.lower() in self._openings
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
            known = self._model.rows.get((size, function), {}).get(value)
            if known:
                row = tuple(map(add, row, known))
        return row


def _remember(cache: dict[Any, Any], key: object, row: object) -> None:
    if len(cache) >= _REMEMBERED:
        cache.clear()
    cache[key] = row


def _sum(model: Model, size: int, values: dict[str, str]) -> Row:
    """The weights of all functions together, each having the value given."""
    rows = [model.rows.get((size, function), {}).get(value) for function, value in values.items()]
    return tuple(map(sum, zip([0.0] * _WIDTH[size], *filter(None, rows), strict=True)))


def _openings(model: Model) -> frozenset[str]:
    """The first two words of everything with three words or more that the model knows."""
    known = [*model.rows[3, ""], *model.dictionary]
    return frozenset(text.rpartition(" ")[0] for text in known if text.count(" ") >= 2)


def _is_title(token: str) -> bool:
    """As the library has it: true of signs and digits too."""
    return token[:1] == token[:1].upper()


def _is_number(text: str) -> bool:
    """Whether it is the decimal form of an integer of 32 bits."""
    return text.isascii() and text.isdigit() and len(text.lstrip("0")) <= 10 and int(text) < 2**31


def _best_path(scores: Sequence[float], moves: dict[tuple[str, str], float]) -> list[bool]:
    """Viterbi on the difference of the two labels' scores (two labels need no more)."""
    begin_begin, begin_inside = moves[_BEGIN, _BEGIN], moves[_BEGIN, _INSIDE]
    inside_begin, inside_inside = moves[_INSIDE, _BEGIN], moves[_INSIDE, _INSIDE]
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
