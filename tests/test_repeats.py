"""Repeats between parts: names and notices are those of one machine."""

import json

import pytest

from cdextract.article import Article
from cdextract.batch.work import Outcome
from cdextract.cluster import parts, repeats
from cdextract.cluster.repeats import Note, Repeats
from cdextract.errors import ErrorRow
from cdextract.readers.duplicates import Duplicates
from cdextract.results.frames import plain_row
from cdextract.storage.files import folder_at
from cli_helpers import run
from test_cluster import errors_of, local_errors

INPUT = [
    [Article("a", "Một", url="u1"), ErrorRow("x", "read", "no_text", "…"), Article("a", "Một ", url="u2")],
    [Article("b", "RAISE"), Article("a~2", "Ba", url="u1"), ErrorRow("y", "read", "no_text", "…")],
    [Article("c", "Bốn"), Article("a", "RAISE", url="a"), Article("d", "Năm")],
]


def outcome(item):
    """What comes of an item: two rows, the second a part of the first; RAISE is an error row."""
    if isinstance(item, ErrorRow):
        return Outcome(item.document, error=item)
    if "RAISE" in item.text:
        return Outcome(item.document, error=ErrorRow(item.document, "extract", "ValueError", "…"))
    row = {"document": item.document, "verdict": "consistent", "value": 2.0}
    first = plain_row({**row, "figure_id": f"{item.document}#1"})
    second = plain_row({**row, "figure_id": f"{item.document}#2", "part_of": f"{item.document}#1"})
    return Outcome(item.document, [first, second], unread=1)


def on_one_machine(part):
    seen = Duplicates()
    marked = [[found for item in items for found in marked_one(seen, item)] for items in INPUT]
    return [outcome(item) for item in marked[part]]


def marked_one(seen, item):
    return seen.mark(item) if isinstance(item, Article) else [item]


def made(folder, number, items):
    noted = [(outcome(item), Note.of(item) if isinstance(item, Article) else None) for item in items]
    return parts.write(folder, number, noted, run={}, inputs=[])


@pytest.mark.parametrize("twice", [False, True])
def test_parts_written_again_hold_what_one_machine_gives(tmp_path, twice):
    folder = parts.prepare(tmp_path)
    records = [made(folder, number, items) for number, items in enumerate(INPUT)]
    for number, found in enumerate(repeats.between(folder, records)):
        for _ in range(1 + twice):  # also from files that hold them already
            again = list(repeats.written_again(folder, records[number], found))
            assert [given for given, _ in again] == on_one_machine(number)
            records[number] = parts.write(folder, number, again, run={}, inputs=[], repeats=found.digest)
    assert records[0]["errors"] == {"no_text": 1, "duplicate_id": 1, "duplicate_text": 1}


def test_repeats_can_be_taken_out_again(tmp_path):
    folder = folder_at(tmp_path)
    record = made(folder, 0, INPUT[2])
    before = [(tmp_path / file["name"]).read_bytes() for file in record["files"]]
    found = Repeats({0: ("c~7", [ErrorRow("c~7", "duplicate", "duplicate_id", "…")])})
    marked = parts.write(folder, 0, list(repeats.written_again(folder, record, found)), run={}, inputs=[])
    assert parts_differ(tmp_path, marked, before)
    plain = parts.write(folder, 0, list(repeats.written_again(folder, marked, Repeats())), run={}, inputs=[])
    assert plain == record
    assert not parts_differ(tmp_path, plain, before)


def parts_differ(folder, record, before):
    return [(folder / file["name"]).read_bytes() for file in record["files"]] != before


@pytest.mark.slow
def test_one_large_file_and_repeats_give_the_table_of_one_machine(tmp_path):
    (tmp_path / "in").mkdir()
    padding = "x" * 20_000
    lines = [json.dumps({"id": f"a{n % 90}", "url": f"http://u/{n % 70}", "text": f"FIGURE {n + 1}/7 22 {padding} {n % 110}"}) for n in range(150)]
    lines[70] = "no JSON"
    lines[100] = json.dumps({"id": "a1", "text": "RAISE"})
    lines[120] = json.dumps({"text": "FIGURE 1/2 50"})  # named by its place in the file
    (tmp_path / "in" / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "in" / "b.jsonl").write_text("\n".join(lines[:20]), encoding="utf-8")
    command = ("extract", "in", "-o", "out", "--engine", "dask", "--jobs", 2, "--part-size", 1)
    there = run(*command, cwd=tmp_path)
    assert there.returncode == 0, there.stderr
    here = run("extract", "in", "-o", "t.parquet", "--jobs", 2, cwd=tmp_path)
    assert summary(there) == summary(here)
    assert len(list((tmp_path / "out").glob("part-*.parquet"))) == 4
    import pandas as pd

    from cdextract import read_table

    pd.testing.assert_frame_equal(read_table(tmp_path / "out"), read_table(tmp_path / "t.parquet"))
    assert errors_of(tmp_path / "out") == local_errors(tmp_path / "t.parquet")
    pieces = [part["inputs"][0] for part in parts.read_manifest(tmp_path / "out")["parts"][:3]]
    assert pieces[0]["first"] == 1
    assert pieces[1]["range"] == [pieces[0]["range"][1], pieces[2]["range"][0]]

    (tmp_path / "in" / "a.jsonl").unlink()
    assert run(*command, cwd=tmp_path).returncode == 0
    assert errors_of(tmp_path / "out") == []
    assert [part["inputs"][0]["name"] for part in parts.read_manifest(tmp_path / "out")["parts"]] == ["b.jsonl"]


def summary(done):
    """The lines of the summary, without the flagged figures that only one machine lists."""
    return [line for line in done.stdout.splitlines() if "#" not in line and "check TABLE" not in line and not line.startswith("    ")]
