"""What is refused in a user's pattern file: file, line and key are told, and the name that was meant."""

import pytest
import yaml

from cdextract.errors import PatternError
from cdextract.rules import loading, resources
from cdextract.rules.checking import advice
from cdextract.rules.loading import load_yaml
from cli_helpers import run

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
        ("exclusions.yaml", "rules: []\n", 1, "'rules'", "use one of fragments, patterns"),
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


RULES_AT = {
    "exclusions.yaml": ("patterns", {"emits": "rate", "pattern": "x"}),
    "periods.yaml": ("rules", {"emits": "period", "kind": "year", "pattern": "x"}),
    "zones.yaml": ("patterns", {"zone": "caption", "pattern": "x"}),
    "roles.yaml": ("roles", {"role": "giver", "before": "x"}),
    "numbers.yaml": ("rules", {"emits": "ratio", "between": "x"}),
    "goal_lists.yaml": ("patterns", {"lists": "items", "pattern": "x"}),
    "anaphors.yaml": ("anaphors", {"refers": "main", "pattern": "x"}),
    "figures.yaml": ("rules", {"pattern": "number"}),
}


@pytest.mark.parametrize(
    ("name", "change", "what", "given", "do"),
    [
        ("exclusions.yaml", {"pattern": None}, "rule mine lacks a key", "line 2", "add 'pattern:'"),
        ("roles.yaml", {"before": None}, "rule mine lacks a key", "line 2", "add 'before:'"),
        ("exclusions.yaml", {"pattern": ["x"]}, "another kind of value", "pattern: ['x']", "give it a text"),
        ("exclusions.yaml", {"weak": "maybe"}, "another kind of value", "weak: 'maybe'", "give it true or false"),
        ("exclusions.yaml", {"unless": "x"}, "another kind of value", "unless: 'x'", "give it a list"),
        ("exclusions.yaml", {"examples": 3}, "another kind of value", "examples: 3", "give it a list"),
        ("exclusions.yaml", {"examples": [3]}, "another kind of value", "examples: [3]", "give it a list of texts"),
        ("exclusions.yaml", {"unless": ["(x"]}, "an expression that cannot be read", "unless: '(x'", "correct it: missing )"),
        ("exclusions.yaml", {"group": "1"}, "another kind of value", "group: '1'", "give it a whole number"),
        ("exclusions.yaml", {"group": 2}, "a group that its pattern does not have", "group: 2 of 0", "give the number"),
        ("exclusions.yaml", {"emits": "rates"}, "names something that does not exist", "emits: 'rates'", "write 'rate'"),
        ("periods.yaml", {"kind": "yaer"}, "names something that does not exist", "kind: 'yaer'", "write 'year'"),
        ("figures.yaml", {"builds": "eahc"}, "names something that does not exist", "builds: 'eahc'", "write 'each'"),
        *[(name, {key: "(x"}, "an expression that cannot be read", f"{key}: '(x'", "correct it: missing )")
          for name, key in (("periods.yaml", "pattern"), ("zones.yaml", "pattern"), ("roles.yaml", "before"), ("numbers.yaml", "between"), ("goal_lists.yaml", "pattern"), ("anaphors.yaml", "pattern"))],
    ],
)  # fmt: skip
def test_a_rule_unlike_the_shipped_ones_is_refused(own, name, change, what, given, do):
    key, filled = RULES_AT[name]
    rule = {"id": "mine", **filled, "examples": ["có ⟦x⟧"], "not": ["có"]} | change
    text = yaml.safe_dump({key: [{key: value for key, value in rule.items() if value is not None}]}, allow_unicode=True)
    error = own(name, text)
    assert what in error.what
    assert f"{name}, line 2" in error.given
    assert given in error.given
    assert error.do.startswith(do)


@pytest.mark.parametrize(
    ("name", "text", "what", "given"),
    [
        ("exclusions.yaml", "patterns: [mine]\n", "a rule must be a mapping", "'mine'"),
        ("indicators.yaml", INDICATOR.replace("frames:\n", "frames:\n      - mine\n"), "is no mapping", "'mine'"),
        ("words.yaml", "cues:\n  open: [no]\n", "something that is no text", "line 2: 'cues: open': False"),
        ("units.yaml", "units: {mau: [mẫu, 30]}\n", "something that is no text", "'units: mau': 30"),
        ("tables.yaml", "columns:\n  value: ['']\n", "something that is no text", "'columns: value': ''"),
        ("words.yaml", "nouns:\n  nursery: [nhà trẻ,  ~]\n", "something that is no text", "'nouns: nursery': None"),
    ],
)
def test_an_entry_of_another_kind_is_refused(own, name, text, what, given):
    error = own(name, text)
    assert what in error.what
    assert given in error.given


def test_named_parts_may_stand_anywhere_in_an_expression(tmp_path):
    rule = "  - {id: mine, emits: rate, pattern: '\\d+ ?@scale? lẻ', unless: ['\\d+ ?@scale? lẻ tẻ'], examples: ['⟦3 triệu lẻ⟧'], not: [3 lẻ tẻ]}\n"
    (tmp_path / "exclusions.yaml").write_text(f"patterns:\n{rule}", encoding="utf-8")
    period = "  - {id: mine, emits: period, kind: month, pattern: 'thg ?{m}', examples: ['⟦thg 3⟧ vừa rồi'], not: [thg]}\n"
    (tmp_path / "periods.yaml").write_text(f"rules:\n{period}", encoding="utf-8")
    done = run("patterns", "test", "--patterns", tmp_path, fake=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "text", "given", "do"),
    [
        ("claims.yaml", "fragments:\n  mine: '(('\nrules:\n  - {id: mine, emits: plain_claim, pattern: '@mine', examples: ['⟦x⟧'], not: [y]}\n", "((", "correct it: missing )"),
        ("claims.yaml", "rules:\n  - {id: mine, emits: plain_claim, pattern: '@maner', examples: ['⟦x⟧'], not: [y]}\n", "@maner", "write 'manner', or add it to 'fragments:'"),
        ("figures.yaml", "rules:\n  - {id: mine, pattern: 'value=nummer', examples: ['⟦x⟧'], not: [y]}\n", "value=nummer", "correct it: unknown item type 'nummer'"),
        ("bodies.yaml", "contexts:\n  several: '(x'\n", "'(x", "correct it: missing )"),
    ],
)  # fmt: skip
def test_the_command_tells_what_cannot_be_read(tmp_path, name, text, given, do):
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = run("patterns", "test", "--patterns", tmp_path, fake=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert f"given: {given}" in done.stderr
    assert f"do: {do}" in done.stderr


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
