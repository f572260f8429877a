"""The accuracy gate: no field of any set of the corpus may fall below its floor (tests/accuracy/floors.json)."""

import json
import shutil
from dataclasses import replace

import pytest

import accuracy.floors
from accuracy.floors import ROOT, Measured, corpus_hash, markdown, measure, problems, raised, read_floors, set_names

ONE = Measured("abc", 2, 5, {"numbers": 0.98, "full": 0.95})
FLOORS = {"one": {"sha256": "abc", "documents": 2, "figures": 5, "scores": {"numbers": 0.98, "full": 0.95}}}


@pytest.mark.parametrize("name", set_names())
def test_no_score_is_below_its_floor(name):
    assert problems(name, measure(name), read_floors()) == []


def test_every_floor_has_its_set():
    assert sorted(read_floors()) == set_names()


def test_the_documentation_shows_the_floors():
    assert markdown(read_floors()) in (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")


def test_a_score_at_its_floor_passes_and_one_below_it_fails():
    assert problems("one", ONE, FLOORS) == []
    worse = replace(ONE, scores={"numbers": 0.98, "full": 0.9499})
    assert problems("one", worse, FLOORS) == ["one: full is 0.9499, at least 0.9500 wanted"]


def test_a_field_that_is_no_longer_measured_fails():
    assert problems("one", replace(ONE, scores={"full": 0.95}), FLOORS) == ["one: numbers is 0.0000, at least 0.9800 wanted"]


def test_another_corpus_fails_and_tells_how_it_shrank():
    [problem] = problems("one", replace(ONE, sha256="xyz", documents=1, figures=3), FLOORS)
    assert "the corpus changed (2 documents and 5 figures then, 1 and 3 now)" in problem


def test_a_new_set_needs_floors():
    assert problems("two", ONE, FLOORS) == ["two: has no floors; run tests/accuracy/update.py"]


def test_floors_rise_but_do_not_fall():
    better = replace(ONE, scores={"numbers": 0.99, "full": 0.95})
    assert raised({"one": better}, FLOORS, allow_lower=False)["one"]["scores"]["numbers"] == 0.99
    worse = replace(ONE, scores={"numbers": 0.97, "full": 0.99})
    with pytest.raises(ValueError, match=r"one: numbers is 0\.9700, at least 0\.9800 wanted"):
        raised({"one": worse}, FLOORS, allow_lower=False)
    assert raised({"one": worse}, FLOORS, allow_lower=True)["one"]["scores"]["numbers"] == 0.97


def test_a_changed_corpus_may_not_lower_them_in_passing():
    changed = replace(ONE, sha256="xyz", scores={"numbers": 0.9, "full": 0.95})
    with pytest.raises(ValueError, match="numbers is"):
        raised({"one": changed}, FLOORS, allow_lower=False)


def test_a_set_may_not_vanish():
    with pytest.raises(ValueError, match="one: this set is gone"):
        raised({"two": ONE}, FLOORS, allow_lower=False)


def test_the_hash_is_over_articles_and_gold(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    monkeypatch.setattr("accuracy.floors.CORPUS", tmp_path / "corpus")
    hashes = [corpus_hash("dev")]
    for part in ("articles", "gold"):
        path = tmp_path / "corpus" / part / "dev.jsonl"
        path.write_bytes(path.read_bytes().replace(b"2021", b"2020", 1))
        hashes.append(corpus_hash("dev"))
    assert len(set(hashes)) == 3


@pytest.fixture
def update(tmp_path, monkeypatch):
    """Run the update with given scores on files of its own; gives exit code, floors and document."""
    floors, document = tmp_path / "floors.json", tmp_path / "accuracy.md"
    floors.write_text(json.dumps(FLOORS), encoding="utf-8")
    document.write_text("Scores:\n\n<!-- scores: written by tests/accuracy/update.py -->\nold\n<!-- end of scores -->\nMore.\n", encoding="utf-8")

    def run(scores, *arguments):
        monkeypatch.setattr("accuracy.floors.FLOORS", floors)
        monkeypatch.setattr("accuracy.floors.DOCUMENT", document)
        monkeypatch.setattr("accuracy.floors.set_names", lambda: ["one"])
        monkeypatch.setattr("accuracy.floors.measure", lambda name: replace(ONE, scores=scores))
        code = accuracy.floors.update(arguments)
        return code, json.loads(floors.read_text(encoding="utf-8")), document.read_text(encoding="utf-8")

    return run


def test_the_update_writes_floors_and_table(update):
    scores = {"numbers": 0.99, "full": 0.96}
    code, floors, document = update(scores)
    assert (code, floors["one"]["scores"]) == (0, scores)
    assert document.startswith("Scores:\n\n<!-- scores")
    assert "| one | 2 | 5 | 0.9900 |" in document
    assert "old" not in document
    assert document.endswith("<!-- end of scores -->\nMore.\n")


def test_the_update_refuses_to_lower_a_floor_in_three_parts(update, capsys):
    code, floors, document = update({"numbers": 0.9, "full": 0.96})
    assert (code, floors) == (1, FLOORS)
    assert "old" in document
    assert [line.split(":")[0].strip() for line in capsys.readouterr().err.splitlines()] == ["error", "given", "do"]


def test_the_update_lowers_a_floor_when_told_to(update):
    code, floors, _ = update({"numbers": 0.9, "full": 0.96}, "--allow-lower")
    assert (code, floors["one"]["scores"]["numbers"]) == (0, 0.9)
