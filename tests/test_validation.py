"""The pandera model: real tables pass, wrong ones are told by column and check."""

import pytest

pa = pytest.importorskip("pandera.pandas", reason="needs the extra 'validate'")

from cdextract.results.columns import NAMES  # noqa: E402
from cdextract.results.frames import read_table, to_frame  # noqa: E402
from cdextract.validation import table_model  # noqa: E402
from test_table import ROW  # noqa: E402


@pytest.fixture
def table():
    return to_frame([{**ROW, "figure_id": "b#1"}, {**ROW, "figure_id": "b#2", "part_of": "b#1"}])


def problems(table):
    with pytest.raises(pa.errors.SchemaErrors) as caught:
        table_model().validate(table, lazy=True)
    return {str(check) for check in caught.value.failure_cases["check"]}


def test_model_has_every_column():
    assert tuple(table_model().columns) == NAMES


def test_tables_pass_as_made_and_as_read_back(tmp_path, table):
    table.to_csv(tmp_path / "t.csv", index=False)
    for one in (table, table.head(0), read_table(tmp_path / "t.csv"), table.assign(note="seen")):
        assert table_model().validate(one, lazy=True).equals(one)


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("percent", -1.0, "greater_than_or_equal_to(0)"),
        ("end", -5, "greater_than_or_equal_to(0)"),
        ("end", 0, "end lies before start"),
        ("part_of", "nowhere", "part_of names no figure_id of the table"),
        ("restates", "nowhere", "restates names no figure_id of the table"),
        ("figure_id", "b#2", "field_uniqueness"),
        ("evidence", None, "not_nullable"),
    ],
)
def test_wrong_values_are_told(table, column, value, message):
    table["start"] = 3
    table.loc[0, column] = value
    assert message in problems(table)


def test_periods_must_be_in_order(table):
    assert "period_end lies before period_start" in problems(table.assign(period_end=table["published"].iloc[0].replace(year=1990)).astype(table.dtypes))


def test_values_that_no_list_has_are_told(table):
    assert "verdict is not of dtype category" in problems(table.assign(verdict="fine"))
    assert any(check.startswith("isin") for check in problems(table.assign(verdict="fine")))


def test_indicators_of_the_user_are_allowed(table):
    own = to_frame([{**ROW, "figure_id": "b#1", "indicator": "legal_advice"}])
    assert table_model().validate(own)["indicator"].tolist() == ["legal_advice"]


def test_missing_columns_are_told(table):
    assert "column_in_dataframe" in problems(table.drop(columns="verdict"))
