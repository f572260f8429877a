"""Pattern files: what is refused, with file and line; how a user's files go beside the shipped ones; the examples."""

import pytest

from cdextract.errors import PatternError, UsageError
from cdextract.figures.wording import said_side
from cdextract.numbers.exclusions import lex_exclusions
from cdextract.rules import loading, resources
from cdextract.rules.loading import check_examples, load_yaml, read_example, rule_ids
from cdextract.text.gate import speaks_of_unions
from cdextract.words.tokens import tie_words

RULE = """patterns:
  - id: house_style
    emits: document_number
    pattern: 'VB-\\d+'
    examples: ["Văn bản ⟦VB-12⟧ của huyện"]
    not: ["Văn bản của huyện"]
"""


@pytest.fixture
def own(tmp_path):
    """Write a pattern file of the user and put it to use."""

    def write(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        resources.use_patterns(tmp_path)

    yield write
    resources.use_patterns(None)
    loading._load.cache_clear()


@pytest.mark.parametrize(
    ("text", "what", "given"),
    [
        (RULE.replace("id: house_style", "why: none"), "a rule has no id", "exclusions.yaml, line 2"),
        (RULE.replace("emits", "emit"), "rule house_style has an unknown key", "exclusions.yaml, line 2: 'emit'"),
        (RULE + RULE.partition("\n")[2], "the id house_style stands twice", "exclusions.yaml, line 7 and line 2"),
        (RULE.replace('["Văn bản ⟦VB-12⟧ của huyện"]', "[]"), "rule house_style lacks an example", "exclusions.yaml, line 2"),
        (RULE.replace('["Văn bản của huyện"]', "[]"), "rule house_style lacks an example or a counter-example", "exclusions.yaml, line 2"),
        ("patterns: [\n", "cannot read the pattern file exclusions.yaml", "line 2"),
        (RULE + "    why: one\n    why: two\n", "cannot read the pattern file exclusions.yaml", "the key 'why' stands twice"),
        ("- a\n- b\n", "a pattern file must be a mapping", "exclusions.yaml"),
    ],
    ids=["no_id", "unknown_key", "id_twice", "no_example", "no_counter_example", "broken_yaml", "key_twice", "no_mapping"],
)  # fmt: skip
def test_a_broken_file_is_refused_with_file_and_line(own, text, what, given):
    own("exclusions.yaml", text)
    with pytest.raises(PatternError) as error:
        load_yaml("exclusions.yaml")
    assert what in error.value.what
    assert given in error.value.given
    assert error.value.do


def test_a_file_that_is_no_text_is_refused(own, tmp_path):
    own("exclusions.yaml", RULE)
    (tmp_path / "exclusions.yaml").write_bytes(b"\xff\xfe\x00")
    loading._load.cache_clear()
    with pytest.raises(PatternError, match=r"cannot read the pattern file exclusions\.yaml"):
        load_yaml("exclusions.yaml")


def test_a_missing_folder_of_patterns_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match="no such folder"):
        resources.use_patterns(tmp_path / "nowhere")


def test_the_users_rules_go_before_the_shipped_ones(own):
    shipped = [rule["id"] for rule in load_yaml("exclusions.yaml")["patterns"]]
    own("exclusions.yaml", RULE)
    merged = [rule["id"] for rule in load_yaml("exclusions.yaml")["patterns"]]
    assert merged == ["house_style", *shipped]
    assert [mention.rule for mention in lex_exclusions("theo VB-12 của huyện")[0]] == ["house_style"]


def test_a_rule_of_the_same_id_takes_the_place_of_the_shipped_one(own):
    own("exclusions.yaml", RULE.replace("house_style", "map_scale"))
    merged = load_yaml("exclusions.yaml")["patterns"]
    assert [rule["pattern"] for rule in merged if rule["id"] == "map_scale"] == ["VB-\\d+"]
    assert lex_exclusions("bản đồ tỷ lệ 1:10.000")[0] == []


def test_lists_of_words_are_joined(own):
    own("words.yaml", "nouns:\n  cdcs: [tổ nghiệp đoàn]\n  boat: [tàu cá]\n")
    nouns = load_yaml("words.yaml")["nouns"]
    assert nouns["cdcs"][0] == "tổ nghiệp đoàn"
    assert "cđcs" in nouns["cdcs"]
    assert nouns["boat"] == ["tàu cá"]


def test_words_that_the_code_looks_up_can_be_added(own):
    text = "Kết nạp 802/1.000 đoàn viên, vượt định mức (đạt 80,2%)"
    assert said_side(text) is None
    own("words.yaml", "ties:\n  side_over: [định mức]\ngate:\n  unions: [tổ nghiệp đoàn]\n")
    assert said_side(text) == "over"
    assert {"định mức", "kế hoạch"} <= tie_words("side_over")
    assert speaks_of_unions("tổ nghiệp đoàn xe ôm")


def test_the_shipped_rules_are_back_once_the_users_are_taken_away(own):
    own("exclusions.yaml", RULE)
    resources.use_patterns(None)
    assert "house_style" not in [rule["id"] for rule in load_yaml("exclusions.yaml")["patterns"]]


def test_rules_carry_no_line_numbers_inside():
    assert "__line__" not in repr(load_yaml("figures.yaml"))


def test_every_file_of_rules_lists_its_ids():
    listed = list(rule_ids())
    assert {name for name, _, _ in listed} == set(loading.RUNNERS)
    assert len({(name, rule) for name, rule, _ in listed}) == len(listed)


def test_example_without_fields():
    example = read_example("thành lập ⟦10/8⟧ CĐCS")
    assert (example.text, example.start, example.end, dict(example.fields)) == ("thành lập 10/8 CĐCS", 10, 14, {})


def test_example_with_quoted_fields():
    assert read_example("⟦a⟧ => org='LĐLĐ huyện Ba Vì' value=3").fields == {"org": "LĐLĐ huyện Ba Vì", "value": "3"}


@pytest.mark.parametrize("line", ["no marks", "⟦a⟧ ⟦b⟧", "⟦a", "a⟧"])
def test_an_example_needs_one_pair_of_marks(line):
    with pytest.raises(ValueError, match="exactly one pair"):
        read_example(line)


@pytest.mark.parametrize(
    ("examples", "counter", "message"),
    [
        ('["Văn bản ⟦của⟧ huyện"]', '["x"]', "no result"),
        ('["⟦VB-12⟧ và VB-13"]', '["x"]', "2 results instead of one"),
        ('["Văn ⟦bản VB-12⟧"]', '["x"]', "covers 'VB-12' instead of 'bản VB-12'"),
        ('["⟦VB-12⟧ => type=phone"]', '["x"]', "type is 'document_number' instead of 'phone'"),
        ('["VB-12"]', '["x"]', "exactly one pair"),
        ('["⟦VB-12⟧"]', '["theo VB-7"]', "a counter-example gives 'VB-7'"),
    ],
    ids=["no_result", "two_results", "other_span", "other_field", "no_marks", "counter_example"],
)
def test_each_kind_of_failing_example_has_its_message(own, examples, counter, message):
    text = RULE.replace('["Văn bản ⟦VB-12⟧ của huyện"]', examples).replace('["Văn bản của huyện"]', counter)
    own("exclusions.yaml", text)
    problems = [problem for problem in check_examples("exclusions.yaml") if "house_style" in problem]
    assert len(problems) == 1
    assert message in problems[0]
    assert problems[0].startswith("exclusions.yaml: house_style: ")


def test_good_examples_give_no_message(own):
    own("exclusions.yaml", RULE)
    assert list(check_examples("exclusions.yaml")) == []
