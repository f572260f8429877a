"""What is refused in a user's pattern file: file, line and key are told, and the name that was meant."""

import pytest

from cdextract.errors import PatternError
from cdextract.rules import loading, resources
from cdextract.rules.checking import advice
from cdextract.rules.loading import load_yaml

INDICATOR = """indicators:
  - id: nurseries_built
    bare: true
    frames:
      - {head: [nursery], near: [build, establish]}
    examples: ["Công đoàn ⟦xây dựng 3 nhà trẻ⟧ cho con công nhân."]
    not: ["Công đoàn thăm 3 nhà trẻ."]
"""


@pytest.fixture
def own(tmp_path):
    """Write pattern files of the user and put them to use; gives the error that loading one of them raises."""

    def refused(name, text, words="nouns:\n  nursery: [nhà trẻ]\n"):
        (tmp_path / "words.yaml").write_text(words, encoding="utf-8")
        (tmp_path / name).write_text(text, encoding="utf-8")
        resources.use_patterns(tmp_path)
        with pytest.raises(PatternError) as error:
            load_yaml(name)
        return error.value

    yield refused
    resources.use_patterns(None)
    loading._load.cache_clear()


@pytest.mark.parametrize(
    ("name", "text", "line", "key", "do"),
    [
        ("figures.yaml", "rules: []\nfragmnets:\n  x: 'a'\n", 2, "'fragmnets'", "write 'fragments'"),
        ("exclusions.yaml", "rules: []\n", 1, "'rules'", "use one of patterns"),
        ("words.yaml", "# mine\n\nnoun:\n  nursery: [nhà trẻ]\n", 3, "'noun'", "write 'nouns'"),
        ("units.yaml", "unit:\n  ha: [mẫu tây]\n", 1, "'unit'", "write 'units'"),
        ("words.yaml", "types:\n  increases: [nhích lên]\n", 2, "'types: increases'", "write 'increase'"),
        ("words.yaml", "hedges: {nearby: [ngót nghét]}\n", 1, "'hedges: nearby'", "write 'nearly'"),
        ("words.yaml", "ties:\n  grow: [tăng dần]\n", 2, "'ties: grow'", "write 'growth'"),
        ("words.yaml", "gate: {days: [rạng sáng]}\n", 1, "'gate: days'", "write 'day'"),
        ("tables.yaml", "columns:\n  values: [làm được]\n", 2, "'columns: values'", "write 'value'"),
    ],
)
def test_a_key_that_nothing_reads_is_refused(own, name, text, line, key, do):
    error = own(name, text)
    assert error.what == "a pattern file has a key that nothing reads"
    assert error.given.endswith(f"{name}, line {line}: {key}")
    assert error.do.startswith(do)


@pytest.mark.parametrize(
    ("name", "text", "key", "do"),
    [
        ("words.yaml", "nouns:\n  nursery: nhà trẻ\n", "line 2: 'nouns: nursery'", "give it a list"),
        ("words.yaml", "nouns: [nhà trẻ]\n", "line 1: 'nouns'", "give it a mapping"),
        ("words.yaml", "nouns:\n", "line 1: 'nouns'", "give it a mapping"),
        ("figures.yaml", "fragments:\n  mine: [a]\n", "line 2: 'fragments: mine'", "give it a text"),
        ("exclusions.yaml", "patterns: none\n", "line 1: 'patterns'", "give it a list"),
    ],
)
def test_a_value_of_another_kind_is_refused(own, name, text, key, do):
    error = own(name, text)
    assert "another kind of value" in error.what
    assert error.given.endswith(f"{name}, {key}")
    assert error.do.startswith(do)


@pytest.mark.parametrize(
    ("change", "what", "given", "do"),
    [
        (("[nursery]", "[nursry]"), "names a class that does not exist", "line 5: head: 'nursry'", "write 'nursery', or add it to 'nouns:'"),
        (("build,", "bild,"), "names a class that does not exist", "line 5: near: 'bild'", "write 'build', or add it to"),
        (("head: [nursery]", "head: [admit]"), "names a class that does not exist", "head: 'admit'", ""),  # a cue is no noun
        (("near:", "nera:"), "has an unknown key", "line 5: 'nera'", "write 'near'"),
        (("[nursery]", "nursery"), "has no list of classes", "line 5: head: 'nursery'", "write head: [nursery]"),
        (("near: [", "before: [members_admited, "), "names a class that does not exist", "before: 'members_admited'", "write 'members_admitted'"),
        (("near: [", "unit: [VDN, "), "names a class that does not exist", "unit: 'VDN'", "write 'VND', or add it to 'units:'"),
        (("bare:", "bear:"), "rule nurseries_built has an unknown key", "line 2: 'bear'", "write 'bare'"),
    ],
)  # fmt: skip
def test_a_misspelt_frame_is_refused(own, change, what, given, do):
    error = own("indicators.yaml", INDICATOR.replace(*change))
    assert what in error.what
    assert given in error.given
    assert "indicators.yaml" in error.given
    assert error.do.startswith(do)


def test_classes_and_names_of_the_users_own_are_no_error(tmp_path):
    (tmp_path / "words.yaml").write_text("nouns:\n  nursery: [nhà trẻ]\ncues:\n  open: [khai trương]\n", encoding="utf-8")
    (tmp_path / "units.yaml").write_text("units:\n  mau: [mẫu]\n", encoding="utf-8")
    (tmp_path / "indicators.yaml").write_text(INDICATOR.replace("build,", "open, part,"), encoding="utf-8")
    resources.use_patterns(tmp_path)
    try:
        assert load_yaml("indicators.yaml")["indicators"][0]["id"] == "nurseries_built"
        assert load_yaml("units.yaml")["units"]["mau"] == ["mẫu"]
    finally:
        resources.use_patterns(None)
        loading._load.cache_clear()


def test_advice_without_a_near_name_lists_all():
    assert advice("zzz", {"b", "a"}) == "use one of a, b"
