"""Scores against gold figures, by hand-made cases and by properties."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdextract.errors import InputError
from cdextract.evaluate import LEVELS, evaluate, read_gold, shortfalls
from cli_helpers import run

GOLD = {"org": "LĐLĐ huyện Phúc Thọ", "district": "Phúc Thọ", "year": 2021, "period": ["2021-01-01", "2021-12-31"],
        "indicator": "cdcs_established", "value": 8, "base": 3, "percent": 266.66, "percent_kind": "attained"}  # fmt: skip


def found(**changes):
    row = {
        "document": "a", "figure_id": "a#1", "org": "LĐLĐ huyện Phúc Thọ", "district": "Phúc Thọ", "year": 2021,
        "period_start": "2021-01-01", "period_end": "2021-12-31", "indicator": "cdcs_established", "value": 8.0, "base": 3.0,
        "percent": 266.66, "percent_kind": "attained",
    }  # fmt: skip
    return {**row, **changes}


def scores(gold, rows):
    return evaluate([{"id": "a", "figures": gold}], rows).scores


def test_a_right_row_counts_at_every_level():
    assert all(scores([GOLD], [found()])[level].f1 == 1.0 for level in LEVELS)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"percent": 266.7}, set(LEVELS)),
        ({"percent_kind": "share"}, {"kind", "full"}),
        ({"indicator": "other"}, {"indicator", "full"}),
        ({"org": "LĐLĐ huyện Ba Vì", "district": "Ba Vì"}, {"place", "full"}),
        ({"org": None}, set()),  # the district tells the body
        ({"year": 2020}, {"time", "full"}),
        ({"period_end": "2021-06-30"}, {"period"}),
    ],
)
def test_a_wrong_field_costs_its_level(change, wrong):
    result = scores([GOLD], [found(**change)])
    assert {level for level in LEVELS if result[level].f1 == 0.0} == wrong


def test_missed_and_extra_rows():
    result = evaluate(
        [{"id": "a", "figures": [GOLD, {**GOLD, "value": 9}]}], [found(), found(value=70.0), found(value=71.0)]
    )
    numbers = result.scores["numbers"]
    assert (numbers.precision, numbers.recall) == (pytest.approx(1 / 3), 0.5)
    assert [mistake.what for mistake in result.mistakes] == ["missed", "extra", "extra"]


def test_among_rows_of_the_same_numbers_the_likest_is_taken():
    gold = [GOLD, {**GOLD, "year": 2020}]
    result = scores(gold, [found(figure_id="a#2", year=2020), found()])
    assert result["full"].f1 == 1.0


def test_references_are_compared_through_the_pairing():
    gold = [GOLD, {**GOLD, "value": 7, "base": None, "percent": 700, "part_of": 0}]
    part = found(figure_id="a#9", value=7.0, base=None, percent=700.0)
    right = evaluate([{"id": "a", "figures": gold}], [found(), {**part, "part_of": "a#1"}])
    wrong = evaluate([{"id": "a", "figures": gold}], [found(), {**part, "part_of": "a#9"}])
    assert (right.extras["part_of"].right, wrong.extras["part_of"].right) == (1, 0)
    assert right.extras["part_of"].gold == 1


def test_a_file_is_found_by_its_name_without_folder_and_ending():
    result = evaluate([{"id": "phuc-tho", "figures": [GOLD]}], [found(document="seeds/phuc-tho.txt")])
    assert result.scores["full"].f1 == 1.0


@given(st.permutations([found(figure_id=f"a#{n}", value=float(n)) for n in range(5)]))
def test_order_of_the_rows_does_not_matter(rows):
    gold = [{**GOLD, "value": n} for n in range(3, 8)]
    numbers = scores(gold, rows)["numbers"]
    assert (numbers.right, numbers.gold, numbers.found) == (2, 5, 5)


def test_floors():
    result = evaluate([{"id": "a", "figures": [GOLD]}], [found(indicator="other")])
    assert shortfalls(result, {"numbers": 1.0, "part_of": 1.0}) == []
    assert shortfalls(result, {"full": 0.5}) == ["full: 0.0000, at least 0.5000 wanted"]


def test_a_broken_gold_file_is_told(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        read_gold(path)
    with pytest.raises(InputError):
        read_gold(tmp_path / "none.jsonl")


def test_command_scores_articles_and_tables(tmp_path):
    articles, gold, table = tmp_path / "articles.jsonl", tmp_path / "gold.jsonl", tmp_path / "table.csv"
    articles.write_text(json.dumps({"id": "a", "text": "FIGURE 10/8 125, FIGURE 5/4 120"}) + "\n", encoding="utf-8")
    figures = [{"indicator": "cdcs_established", "value": 10, "base": 8, "percent": 125, "percent_kind": "attained"}]
    gold.write_text(json.dumps({"id": "a", "figures": figures}) + "\n", encoding="utf-8")
    assert run("extract", articles, "-o", table).returncode == 0
    for source in (articles, table):
        done = run("evaluate", gold, source, "--show", "5")
        assert done.returncode == 0, done.stderr
        assert "full             P 0.500  R 1.000  F1 0.667" in done.stdout
        assert "a extra" in done.stdout
    assert json.loads(run("evaluate", gold, table, "--format", "json").stdout)["scores"]["full"]["recall"] == 1.0
    assert run("evaluate", tmp_path / "no.jsonl", table).returncode == 2
