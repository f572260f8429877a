"""The weights of underthesea's model of word segmentation, packed: few megabytes, ready at once.

The model is stored in the format of CRFsuite (Okazaki 2007, http://www.chokkan.org/software/crfsuite/). Only the
difference of its two labels' scores counts: every weight is one number, that of `B-W` (begins a word) minus that of
`I-W` (continues it). Reading the file takes longer than many a run, and dictionaries of its strings forty megabytes:
what is looked up is kept sorted, in blocks of bytes, from one run to the next.
"""

from __future__ import annotations

import pickle
import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cdextract.rules.compiled import compile_rule, kept_in_file

FILES = ("models.bin", "features.bin", "dictionary.bin")
BEGIN, INSIDE = "B-W", "I-W"
WIDTH = {1: 5, 2: 4, 3: 3}  # templates by number of tokens: T[-2] … T[2]; T[-2,-1] … T[1,2]; T[-2,0] … T[0,2]
_WIDEST = max(WIDTH.values())

# T[-1], T[-1,0].lower …: offsets of the first and the last token, and what is asked of them.
_TEMPLATE = compile_rule(r"(?s)T\[(?P<first>-?\d)(?:,(?P<last>-?\d))?\](?:\.(?P<function>\w+))?=(?P<value>.*)")

Row = tuple[float, ...]


@dataclass(frozen=True)
class Strings:
    """A set of strings in one block of bytes, sorted; string `i` ends where string `i + 1` begins."""

    content: bytes
    starts: array[int]

    def find(self, text: str) -> int | None:
        """The place of a string in the order, None where it is not in the set."""
        wanted = text.encode("utf-8", "surrogatepass")
        at = bisect_left(range(len(self.starts) - 1), wanted, key=self._string)
        return at if at < len(self.starts) - 1 and self._string(at) == wanted else None

    def __contains__(self, text: str) -> bool:
        return self.find(text) is not None

    def _string(self, at: int) -> bytes:
        return self.content[self.starts[at] : self.starts[at + 1]]


@dataclass(frozen=True)
class SparseRows:
    """Rows of a matrix in which three names in four have one weight alone: compressed sparse rows.

    The weights of row `i` are `weights[starts[i]:starts[i + 1]]`, those of the columns in `columns` at the same places.
    """

    weights: array[float]
    columns: bytes
    starts: array[int]

    def row(self, at: int, width: int) -> Row:
        """The first `width` numbers of a row, those not stored being zero."""
        row = [0.0] * width
        for place in range(self.starts[at], self.starts[at + 1]):
            row[self.columns[place]] = self.weights[place]
        return tuple(row)


@dataclass(frozen=True)
class Model:
    """`names` has what the templates ask, `rows` their weights, a row for each name; `moves[label before, label]` is
    the weight of that transition; `dictionary` has the entries that a template can ask for, `openings` the first two
    words of everything with three words that the model knows.
    """

    names: Strings
    rows: SparseRows
    moves: dict[tuple[str, str], float]
    dictionary: Strings
    openings: Strings

    def row(self, size: int, function: str, value: str) -> Row | None:
        """The weights of the templates over `size` tokens that give that value, by the offset of their first token."""
        at = self.names.find(_name(size, function, value))
        return None if at is None else self.rows.row(at, WIDTH[size])


def load_model(folder: Path, fingerprint: str) -> Model:
    """The model in a folder of underthesea, as an earlier run kept it or from its files.

    Its files must be known to the caller (`fingerprint` names them): one of them is a pickle. Raises `OSError`,
    `struct.error` or `ValueError` where the files are not what they should be.
    """
    return kept_in_file("words", fingerprint, lambda: read_model(folder), source=Path(__file__))


def read_model(folder: Path) -> Model:
    """The model from its files; see `load_model`."""
    data = (folder / "models.bin").read_bytes()
    at_features, at_labels, at_attributes = struct.unpack_from("<28xIII", data)
    labels, attributes = list(_strings(data, at_labels)), list(_strings(data, at_attributes))
    weights = [0.0] * len(attributes)
    moves: dict[tuple[str, str], float] = {}
    for is_move, source, label, weight in _features(data, at_features):
        if is_move:
            moves[labels[source], labels[label]] = weight
        else:
            weights[source] += weight if labels[label] == BEGIN else -weight
    rows = _rows(zip(attributes, weights, strict=True))
    names = sorted(rows, key=str.encode)
    entries = pickle.loads((folder / "dictionary.bin").read_bytes())
    dictionary = [text for text in entries if text.count(" ") < max(WIDTH)]
    longest = [name.partition("=")[2] for name in names if name.startswith(_name(3, "", ""))]
    openings = {text.rpartition(" ")[0] for text in (*longest, *dictionary) if text.count(" ") == max(WIDTH) - 1}
    return Model(_packed(names), _sparse(rows[name] for name in names), moves, _packed(dictionary), _packed(openings))


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


def _rows(weights: Iterable[tuple[str, float]]) -> Mapping[str, list[float]]:
    rows: dict[str, list[float]] = {}
    for attribute, weight in weights:
        match = _TEMPLATE.fullmatch(attribute)
        if not match:
            raise ValueError(f"unknown feature {attribute!r}")
        first, last = int(match["first"]), int(match["last"] or match["first"])
        name = _name(last - first + 1, match["function"] or "", match["value"])
        rows.setdefault(name, [0.0] * _WIDEST)[first + 2] = weight
    return rows


def _name(size: int, function: str, value: str) -> str:
    return f"{size}{function}={value}"


def _packed(texts: Iterable[str]) -> Strings:
    encoded = sorted({text.encode() for text in texts})
    starts = array("I", [0])
    for text in encoded:
        starts.append(starts[-1] + len(text))
    return Strings(b"".join(encoded), starts)


def _sparse(rows: Iterable[Sequence[float]]) -> SparseRows:
    weights, columns, starts = array("d"), bytearray(), array("I", [0])
    for row in rows:
        stored = [column for column, weight in enumerate(row) if weight]
        columns.extend(stored)
        weights.extend(row[column] for column in stored)
        starts.append(len(weights))
    return SparseRows(weights, bytes(columns), starts)
