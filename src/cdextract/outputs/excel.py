"""Excel: typed cells, frozen header with filters, flagged rows coloured, the column dictionary on its own sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import regex

from cdextract.errors import InputError, OutputError
from cdextract.results.columns import COLUMNS, NAMES
from cdextract.results.frames import PlainRow
from cdextract.results.schema import as_records

_MOST_ROWS = 1_048_575  # rows that a sheet has below the header
_LONGEST_TEXT = 32_767  # characters that a cell takes
_CONTROL = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_COLOURS = {"inconsistent": "#F8CBAD", "impossible": "#F8CBAD", "truncated": "#FFF2CC"}
_WIDTHS = {"title": 40, "org": 32, "evidence": 60, "sentence": 60, "document": 24, "figure_id": 24}
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


class Writer:
    """Writes one workbook: the sheets `figures`, `columns` and `run`."""

    def __init__(self, path: Path, run: dict[str, object]) -> None:
        try:
            import xlsxwriter
        except ImportError as error:
            raise InputError(
                "Excel needs an extra package", given=".xlsx", do='run: pip install "cdextract[excel]"'
            ) from error
        self._book = xlsxwriter.Workbook(str(path), _OPTIONS)
        # The file must not tell when it was made: the same rows give the same bytes.
        self._book.set_properties({"title": "cdextract", "created": datetime(2000, 1, 1)})
        self._run = run
        self._formats = {
            colour: self._book.add_format({"bg_color": colour}) for colour in sorted(set(_COLOURS.values()))
        }
        self._dates = {
            colour: self._book.add_format({"num_format": "yyyy-mm-dd", **({"bg_color": colour} if colour else {})})
            for colour in (None, *self._formats)
        }
        self._header = self._book.add_format({"bold": True, "bottom": 1})
        self._sheet = self._book.add_worksheet("figures")
        self._count = 0
        self._begin()

    def _begin(self) -> None:
        for index, name in enumerate(NAMES):
            self._sheet.set_column(index, index, _WIDTHS.get(name, 14))
        self._sheet.freeze_panes(1, 2)
        self._sheet.write_row(0, 0, NAMES, self._header)

    def write(self, rows: Sequence[PlainRow]) -> None:
        for row in rows:
            self._count += 1
            if self._count > _MOST_ROWS:
                raise OutputError(
                    "an Excel sheet takes no more rows",
                    given=f"more than {_MOST_ROWS} figures",
                    do="write .csv or .parquet",
                )
            colour = _COLOURS.get(str(row["verdict"]))
            for index, name in enumerate(NAMES):
                self._cell(self._count, index, row[name], colour)

    def _cell(self, line: int, index: int, value: Any, colour: str | None) -> None:
        plain = self._formats.get(colour) if colour else None
        if value is None:
            if plain:
                self._sheet.write_blank(line, index, None, plain)
        elif isinstance(value, date) and value.year >= 1900:
            self._sheet.write_datetime(line, index, datetime(value.year, value.month, value.day), self._dates[colour])
        elif isinstance(value, (int, float)):
            self._sheet.write_number(line, index, value, plain)
        else:
            self._sheet.write_string(line, index, _text(value), plain)

    def close(self) -> None:
        self._sheet.autofilter(0, 0, self._count, len(COLUMNS) - 1)
        dictionary = as_records()
        _write_table(self._book.add_worksheet("columns"), [list(dictionary[0]), *map(_texts, dictionary)], self._header)
        _write_table(self._book.add_worksheet("run"), [["key", "value"], *map(list, self._run.items())], self._header)
        self._book.close()


def _text(value: object) -> str:
    return _CONTROL.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n"))[:_LONGEST_TEXT]


def _texts(record: Mapping[str, object]) -> list[str]:
    return [", ".join(map(str, value)) if isinstance(value, list) else str(value or "") for value in record.values()]


def _write_table(sheet: Any, lines: Sequence[Sequence[object]], header: Any) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 8, 30)
    for number, line in enumerate(lines):
        for index, value in enumerate(line):
            sheet.write_string(number, index, str(value), header if number == 0 else None)
