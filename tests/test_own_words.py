"""Words and contexts of the user's own, beside those of the shipped pattern files."""

import pytest

from cdextract.bodies.lexing import lex_bodies
from cdextract.numbers.lexing import lex_numbers
from cdextract.numbers.parsing import parse_number
from cdextract.periods.lexing import parse_period
from cdextract.rules import resources
from cdextract.tables.headers import column_of
from cdextract.tables.words import table_words
from cdextract.text.sentences import sentence_spans


def places(text):
    return [(mention.type, mention.value.name) for mention in lex_bodies(text) if mention.type == "place"]


def numbers(text):
    return [mention.type for mention in lex_numbers(text)]


def first_month(text):
    return parse_period(text)[0].month


def header(text):
    column = column_of(text)
    return column and column.role


@pytest.mark.parametrize(
    ("name", "lines", "read", "text", "otherwise", "then"),
    [
        ("anaphors.yaml", "places: {acts: [khánh thành]}", places, "Quế Phong khánh thành 3 nhà", [], [("place", "Quế Phong")]),
        ("numbers.yaml", "short_scales: {lít: 100000}", parse_number, "3 lít", None, 300_000),
        ("numbers.yaml", "alone_before: [ngọn thác]", numbers, "vượt ba ngọn thác", [], ["number"]),
        ("periods.yaml", "parts: {quarters: {chót: 4}}", first_month, "quý chót năm 2022", 1, 10),
        ("tables.yaml", "longer_headers: {kế hoạch: 'số .*phải đạt'}", header, "Số vụ phải đạt", None, "base"),
        ("tables.yaml", "totals: [gộp lại]", lambda text: bool(table_words().total.fullmatch(text)), "Gộp lại:", False, True),
        ("zones.yaml", "abbreviations: {listed: [Bs]}", lambda text: len(sentence_spans(text)), "Ông gặp Bs. Hà ở đây.", 2, 1),
    ],
)  # fmt: skip
def test_own_words_are_read(tmp_path, name, lines, read, text, otherwise, then):
    assert read(text) == otherwise
    (tmp_path / name).write_text(lines + "\n", encoding="utf-8")
    resources.use_patterns(tmp_path)
    try:
        assert read(text) == then
    finally:
        resources.use_patterns(None)
    assert read(text) == otherwise
