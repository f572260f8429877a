"""Every example and counter-example of every pattern file: what `cdextract patterns test` runs."""

import pytest
import yaml

from cdextract.rules import resources
from cdextract.rules.loading import RUNNERS, check_examples, load_yaml
from cdextract.text.normalised import lower, normalise


@pytest.mark.parametrize("name", RUNNERS)
def test_examples_hold(name):
    assert list(check_examples(name)) == []


def test_every_pattern_file_is_read_by_some_stage():
    without_examples = {"words.yaml", "units.yaml", "tables.yaml"}
    shipped = {path.name for path in resources.pattern_dir().glob("*.yaml")}
    assert shipped == set(RUNNERS) | without_examples


def phrases(data):
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from phrases(value)
    else:
        for value in data:
            yield from phrases(value)


def test_words_are_written_as_the_normalised_text_has_them():
    found = list(phrases({key: value for key, value in load_yaml("words.yaml").items() if key != "rivals"}))
    assert len(found) > 500
    assert [phrase for phrase in found if lower(normalise(phrase).norm) != phrase] == []


def test_indicators_name_classes_that_words_has():
    words = load_yaml("words.yaml")
    known = set(words["nouns"]) | set(words["cues"])
    # told by the place of a number, see indicators.py
    known |= {"none", "unknown", "level", "of_body", "alone", "with", "has", "total", "part"}
    keys = {"head", "noun", "left", "right", "near", "also", "sentence", "not"}
    named = {
        class_
        for rule in load_yaml("indicators.yaml")["indicators"]
        for frame in rule["frames"]
        for key, classes in frame.items()
        if key in keys
        for class_ in classes
    }
    assert named - known == set()


def test_pattern_files_hold_nothing_but_data():
    for path in resources.pattern_dir().glob("*.yaml"):
        assert isinstance(yaml.safe_load(path.read_text(encoding="utf-8")), dict), path.name
