"""Rows → the table, and back from every format."""

import datetime
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdextract.errors import InputError, UsageError
from cdextract.results import schema
from cdextract.results.columns import COLUMNS, DTYPES, NAMES
from cdextract.results.frames import format_number, is_table, plain_row, read_table, to_frame

ROOT = Path(__file__).parents[1]

# CONTRACT.md, section 3, in order.
CONTRACT = ["document", "figure_id", "title", "url", "published", "org", "org_type", "district", "province", "district_code", "province_code", "year", "period_start", "period_end", "indicator", "measure", "unit", "value", "base", "delta", "percent", "percent_decimals", "percent_kind", "exceeded_percent", "approx", "percent_expected", "base_implied", "verdict", "diagnosis", "part_of", "restates", "rule", "evidence", "start", "end", "sentence"]

ROW = {
    "document": "bài/1.txt", "figure_id": "bài/1.txt#12", "title": "Đầu đề", "published": datetime.date(2021, 1, 6),
    "org": "LĐLĐ huyện Phúc Thọ", "org_type": "district", "district": "Phúc Thọ", "province": "Hà Nội", "district_code": "272",
    "province_code": "01", "year": 2021, "period_start": datetime.date(2021, 1, 1), "period_end": datetime.date(2021, 12, 31),
    "indicator": "cdcs_established", "measure": "Công đoàn cơ sở", "unit": "count", "value": 8, "base": Decimal(3),
    "percent": Decimal("266.66"), "percent_decimals": 2, "percent_kind": "attained", "percent_expected": Fraction(800, 3),
    "verdict": "truncated", "rule": "ratio", "evidence": "8/3 Công đoàn cơ sở (đạt 266,66%)", "start": 12, "end": 45, "sentence": "…",
}  # fmt: skip


def test_columns_begin_with_those_of_the_contract():
    assert list(NAMES[: len(CONTRACT)]) == CONTRACT
    assert {column.dtype for column in COLUMNS} <= set(DTYPES)
    assert all(column.description and column.label_vi for column in COLUMNS)


def test_frame_has_the_contracts_dtypes():
    table = to_frame([ROW])
    assert list(table.columns) == list(NAMES)
    assert str(table["document"].dtype) == "string"
    assert isinstance(table["verdict"].dtype, pd.CategoricalDtype)
    kinds = {name: str(table[name].dtype) for name in ("year", "percent_decimals", "start", "value", "power")}
    assert kinds == {
        "year": "Int16",
        "percent_decimals": "Int8",
        "start": "Int64",
        "value": "Float64",
        "power": "Float64",
    }
    assert table.loc[0, "period_end"] == datetime.date(2021, 12, 31)
    assert table["period_end"].dt.year[0] == 2021
    assert table.loc[0, "base"] == 3.0
    assert pd.isna(table.loc[0, "delta"])


def test_an_empty_table_has_the_same_dtypes():
    assert (to_frame([]).dtypes == to_frame([ROW]).dtypes).all()


def test_own_indicators_become_categories():
    table = to_frame([{**ROW, "indicator": "kindergartens_built"}])
    assert table["indicator"].tolist() == ["kindergartens_built"]


def test_unknown_column_and_wrong_type_are_told():
    with pytest.raises(UsageError, match="colour"):
        plain_row({"colour": "red"})
    with pytest.raises(UsageError, match="column year"):
        plain_row({"year": "next"})
    with pytest.raises(UsageError, match="column value"):
        plain_row({"value": float("inf")})


def test_half_a_character_keeps_its_place():
    assert plain_row({"evidence": "a\ud83d b"})["evidence"] == "a\ufffd b"


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6))
def test_numbers_are_written_plainly_and_read_back(number):
    text = format_number(float(number))
    assert "e" not in text.lower()
    assert not text.endswith(".0")
    assert float(text) == float(number)


@pytest.mark.parametrize(
    ("number", "text"),
    [(1625.0, "1625"), (1e22, "1" + "0" * 22), (0.00001, "0.00001"), (-0.0, "0"), (-250.0, "-250"), (7, "7")],
)
def test_number_forms(number, text):
    assert format_number(number) == text


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.parquet", "a.xlsx", "a.sqlite"])
@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x9a junk", b"[1, 2]\n", b"PK\x03\x04"], ids=["bytes", "list", "zip"])
def test_a_damaged_table_is_an_error_that_says_so(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    assert not is_table(tmp_path / name)
    with pytest.raises(InputError, match=r"cannot be read|no table of figures") as error:
        read_table(tmp_path / name)
    assert name in error.value.given


def test_a_workbook_that_is_some_other_archive(tmp_path):
    with ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<x")
    assert not is_table(tmp_path / "a.xlsx")
    with pytest.raises(InputError, match="cannot be read"):
        read_table(tmp_path / "a.xlsx")


def test_reading_what_is_no_table(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_table(tmp_path / "none.csv")
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="no table of figures"):
        read_table(other)
    assert not is_table(other)
    document = tmp_path / "other.doc"
    document.write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="no table format"):
        read_table(document)


def test_column_page_is_current():
    assert (ROOT / "docs" / "columns.md").read_text(encoding="utf-8") == schema.as_markdown()


def test_frictionless_schema_names_every_column():
    fields = schema.frictionless()["fields"]
    assert [field["name"] for field in fields] == list(NAMES)
    verdict = next(field for field in fields if field["name"] == "verdict")
    assert "truncated" in verdict["constraints"]["enum"]


def test_importing_the_package_imports_nothing_heavy():
    code = "import sys, cdextract.results.frames, cdextract.results.schema; print(sorted({'pandas', 'numpy', 'pyarrow', 'spacy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
