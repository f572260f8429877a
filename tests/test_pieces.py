"""Pieces of one file hold the same records under the same names as the file."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdextract.cluster.pieces import content_hash, pieces, survey
from cdextract.errors import InputError
from cdextract.readers.formats import read_source
from cdextract.readers.records import FieldMap
from cdextract.readers.sources import Span, find_sources

LINES = st.lists(st.one_of(st.just(""), st.text("ab đ{", max_size=40).map(lambda text: json.dumps({"text": text}, ensure_ascii=False)), st.text("x{[\r", max_size=9)), max_size=30)


def cut(source, size):
    return list(pieces([source], size, lambda stretches: map(survey, stretches)))


def items(*sources):
    return [item for source in sources for item in read_source(source, FieldMap())]


@given(lines=LINES, size=st.integers(1, 60), end=st.sampled_from(["\n", ""]))
def test_lines(tmp_path_factory, lines, size, end):
    path = tmp_path_factory.mktemp("pieces") / "a.jsonl"
    path.write_bytes(("\n".join(lines) + end).encode())
    source = find_sources([path])[0]
    found = cut(source, size)
    assert items(*found) == items(source)
    if source.size > size:
        assert [piece.span.start for piece in found] == [0, *(piece.span.end for piece in found[:-1])]
        assert found[-1].span.end == source.size
        assert all(path.read_bytes()[piece.span.start - 1 : piece.span.start] == b"\n" for piece in found[1:])


def test_lines_longer_than_a_block(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"".join(json.dumps({"text": "x" * 1_500_000 * n}).encode() + b"\n" for n in range(1, 4)))
    source = find_sources([path])[0]
    found = cut(source, 1_200_000)
    assert len(found) == 3
    assert items(*found) == items(source)


def parquet(path, groups):
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([("text", pa.string()), ("n", pa.int64())])
    with pq.ParquetWriter(path, schema) as writer:
        for first, count in groups:
            records = [{"text": f"Bài số {n}" if n % 3 else "", "n": n} for n in range(first, first + count)]
            writer.write_table(pa.Table.from_pylist(records, schema=schema))
    return find_sources([path])[0]


@pytest.mark.parametrize("size", [1, 700, 10**6])
def test_row_groups(tmp_path, size):
    source = parquet(tmp_path / "a.parquet", [(0, 5), (5, 1), (6, 300), (306, 7)])
    found = cut(source, size)
    assert len(found) == {1: 4, 700: 2, 10**6: 1}[size]
    assert items(*found) == items(source)
    assert len(items(source)) == 313


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl.gz", "a.txt", "a.parquet", "utf16.jsonl"])
def test_what_stays_whole(tmp_path, name):
    (tmp_path / name).write_bytes('{"text": "x"}\n'.encode("utf-16") * 5)
    source = find_sources([tmp_path / name])[0]
    assert cut(source, 10) == [source]


def test_a_hash_tells_of_its_piece_only(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "a"}\n{"text": "b"}\n')
    source = find_sources([path])[0]
    first, second = cut(source, 14)
    before = [content_hash(piece) for piece in (source, first, second)]
    path.write_bytes(b'{"text": "a"}\n{"text": "c"}\n')
    after = [content_hash(piece) for piece in (source, first, second)]
    assert [old == new for old, new in zip(before, after, strict=True)] == [False, True, False]


def test_a_hash_of_row_groups_tells_of_them_and_of_the_columns(tmp_path):
    def hashes(groups):
        return [content_hash(piece) for piece in cut(parquet(tmp_path / "a.parquet", groups), 1)]

    assert len(set(hashes([(0, 5), (5, 5)]))) == 2
    assert hashes([(0, 5), (5, 5)]) == hashes([(0, 5), (5, 5)])
    assert hashes([(0, 5), (5, 5)])[1] != hashes([(0, 5), (6, 5)])[1]


def test_a_file_that_a_worker_does_not_see(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"{}\n")
    source = replace(find_sources([path])[0], path=str(tmp_path / "b.jsonl"), span=Span(0, 3))
    with pytest.raises(InputError, match="does not find"):
        survey(source)
