"""Every format writes the same table, with the right types, whole or not at all."""

import csv
import datetime
import json
import sqlite3
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdextract.errors import OutputError, UsageError
from cdextract.outputs import FORMATS, check_output, open_writer
from cdextract.outputs.csvfile import guard, unguard
from cdextract.outputs.jsonl import line
from cdextract.results.columns import NAMES
from cdextract.results.frames import plain_row, read_table, to_frame
from test_table import ROW

ENDINGS = sorted(FORMATS)
ROWS = [
    plain_row(ROW),
    plain_row({**ROW, "figure_id": "b#1", "title": "=1+1", "evidence": "- đạt\r\n\"125%\"; ,", "delta": -250, "verdict": "inconsistent"}),
    plain_row({**ROW, "figure_id": "c#1", "value": 21_600_000_000, "base": None, "percent": None, "year": None, "verdict": "uncheckable",
               "period_start": None, "title": "'=dấu nháy", "percent_kind": None}),
]  # fmt: skip


def write(path: Path, rows=ROWS, **options) -> Path:
    with open_writer(str(path), **options) as table:
        table.write(rows)
    return path


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_written_is_read_back(tmp_path, ending):
    table = read_table(write(tmp_path / f"table{ending}"))
    expected = to_frame(ROWS)
    if ending == ".xlsx":  # a cell has one kind of line end
        expected["evidence"] = expected["evidence"].str.replace("\r\n", "\n")
    pd.testing.assert_frame_equal(table, expected)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_rows_give_the_same_bytes_however_they_arrive(tmp_path, ending):
    first = write(tmp_path / f"one{ending}", run={"version": "1"})
    second = tmp_path / f"two{ending}"
    with open_writer(str(second), run={"version": "1"}) as table:
        for row in ROWS:
            table.write([])
            table.write([row])
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_empty_table_is_a_table(tmp_path, ending):
    table = read_table(write(tmp_path / f"table{ending}", rows=[]))
    assert list(table.columns) == list(NAMES)
    assert len(table) == 0


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_failed_run_leaves_the_old_table_and_nothing_else(tmp_path, ending):
    path = tmp_path / f"table{ending}"
    path.write_bytes(b"old")

    def fail():
        with open_writer(str(path)) as table:
            table.write(ROWS)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_csv_opens_in_a_spreadsheet(tmp_path):
    data = write(tmp_path / "table.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(data.decode("utf-8-sig").splitlines(keepends=True)))
    assert lines[1]["title"] == "'=1+1"
    assert lines[1]["evidence"].startswith("'- đạt")
    assert lines[1]["delta"] == "-250"
    assert lines[2]["value"] == "21600000000"
    assert lines[0]["percent"] == "266.66"
    assert lines[0]["period_end"] == "2021-12-31"


@given(st.text(alphabet="'=+-@\t\ra1 ", max_size=12))
def test_guarding_is_reversible_and_leaves_no_formula(text):
    assert unguard(guard(text)) == text
    assert guard(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")


def test_jsonl_numbers_are_numbers():
    record = json.loads(line(ROWS[2]))
    assert list(record) == list(NAMES)
    assert record["value"] == 21_600_000_000
    assert isinstance(record["value"], int)
    assert record["published"] == "2021-01-06"
    assert "e+" not in line(plain_row({"value": 1e22, "power": 1e-7}))


def test_parquet_carries_schema_and_run(tmp_path):
    import pyarrow.parquet as pq

    path = write(tmp_path / "table.parquet", run={"version": "1.2"})
    metadata = pq.read_schema(path).metadata
    assert json.loads(metadata[b"cdextract.run"]) == {"version": "1.2"}
    assert json.loads(metadata[b"cdextract.schema"])["primaryKey"] == ["figure_id"]
    assert pq.read_schema(path).field("value").metadata[b"description"] == b"The quantity"
    table = pd.read_parquet(path)
    assert table.dtypes.astype(str).tolist() == to_frame(ROWS).dtypes.astype(str).tolist()


def test_excel_is_typed_coloured_and_has_no_formula(tmp_path):
    from openpyxl import load_workbook

    book = load_workbook(write(tmp_path / "table.xlsx"))
    sheet = book["figures"]
    assert book.sheetnames == ["figures", "columns", "run"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref is not None
    at = {name: index for index, name in enumerate(NAMES, start=1)}
    assert sheet.cell(3, at["title"]).value == "=1+1"
    assert sheet.cell(3, at["title"]).data_type == "s"
    assert sheet.cell(2, at["value"]).value == 8
    assert sheet.cell(2, at["period_start"]).value == datetime.datetime(2021, 1, 1)
    assert sheet.cell(3, at["value"]).fill.start_color.rgb != sheet.cell(4, at["value"]).fill.start_color.rgb
    assert [row[0].value for row in book["columns"].iter_rows(min_row=2)] == list(NAMES)


def test_sqlite_answers_a_query(tmp_path):
    base = sqlite3.connect(write(tmp_path / "table.sqlite"))
    assert base.execute("SELECT sum(value) FROM figures WHERE verdict = 'truncated'").fetchone() == (8.0,)
    base.close()


@pytest.mark.parametrize(
    ("path", "message"), [("table.doc", "unknown table format"), ("table", "no ending"), ("none/table.csv", "folder")]
)
def test_wrong_outputs_are_told_before_anything_is_read(tmp_path, path, message):
    with pytest.raises((UsageError, OutputError), match=message):
        check_output(str(tmp_path / path))
