"""Errors in three parts; error rows."""

import pickle

import pytest

from cdextract.errors import CdextractError, ErrorRow, InputError, OutputError, PatternError, UsageError


@pytest.mark.parametrize("kind", [CdextractError, InputError, OutputError, PatternError, UsageError])
def test_error_keeps_its_three_parts_across_processes(kind):
    error = pickle.loads(pickle.dumps(kind("the table cannot be read", given="a.csv", do="give another")))
    assert type(error) is kind
    assert (error.what, error.given, error.do) == ("the table cannot be read", "a.csv", "give another")


def test_message_has_a_line_for_each_part():
    error = UsageError("unknown ending", given="a.doc", do="use .csv")
    assert str(error).splitlines() == ["unknown ending", "  given: a.doc", "  do: use .csv"]


def test_error_row_columns():
    row = ErrorRow("a.txt", "read", "empty_file", "The file holds no text.")
    assert list(row.as_dict()) == ["document", "stage", "error", "message"]
