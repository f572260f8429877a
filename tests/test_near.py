"""Rules that nearly fired: how far they came, what they wanted, what stood there, and where nothing is told."""

from pathlib import Path

import pytest

from cdextract.claims.finding import find_claims
from cdextract.explain import explain
from cdextract.figures.reading import read_figures
from cdextract.mentions import items_of, lex
from cdextract.near import near_misses


def near(text, is_open=lambda index: True):
    """The near misses of a sentence as (rule, the words it had read, what hindered it)."""
    items = find_claims(items_of(text, lex(text)))
    return [
        (one.rule, text[items[one.first].start : items[one.last].end], one.found.text if one.found else one.outranked or one.excluded)
        for one in near_misses(items, is_open)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Huyện kết nạp 412 đoàn viên (chỉ tiêu giao là 380 đoàn viên, tăng), đạt tốt.",
            ("figure.plan_bracketed", "412 đoàn viên (chỉ tiêu giao là 380 đoàn viên", ","),
        ),
        ("Huyện kết nạp 412 đoàn viên! đạt 103% kế hoạch.", ("figure.main", "412 đoàn viên", "!")),
        ("Huyện có 31 CĐCS mới và 17 nghiệp đoàn, chiếm 3%.", ("figure.main", "31 CĐCS mới và", "17")),
        ("Huyện có 34 CĐCS đều đạt 99% chỉ tiêu.", ("figure.main", "34 CĐCS đều đạt 99% chỉ tiêu", "figure.predicate")),
        ("Huyện kết nạp 10/8-CĐ đoàn viên (đạt 125%).", ("figure.main", "10/8-CĐ đoàn viên (đạt 125%", "document_number (document_number)")),
    ],
    ids=["other_item", "stop", "other_number", "outranked", "excluded"],
)  # fmt: skip
def test_how_far_a_rule_came_and_what_hindered_it(text, expected):
    assert expected in near(text)


def test_what_was_wanted_is_told_in_the_words_of_patterns():
    items = find_claims(items_of(text := "Huyện kết nạp 412 đoàn viên (chỉ tiêu là khá cao, 380 đoàn viên).", lex(text)))
    [found] = [one for one in near_misses(items, lambda index: True) if one.rule == "figure.plan_bracketed"]
    assert "base=number" in found.wanted
    assert "noun" not in found.wanted  # what may stand anywhere brings no rule on


@pytest.mark.parametrize(
    "text",
    [
        "Huyện họp bàn.",
        "Huyện thành lập 12 CĐCS và kết nạp 300 đoàn viên.",  # nothing further on that a rule wants
        "Huyện thành lập 12 CĐCS.",
        "",
    ],
)
def test_no_noise_about_plain_counts(text):
    assert near(text) == []


def test_what_a_row_has_read_is_not_looked_at():
    text = "Huyện kết nạp 412 đoàn viên! đạt 103% kế hoạch."
    assert near(text)
    assert near(text, is_open=lambda index: False) == []


def test_two_at_most_for_one_number():
    text = "Huyện kết nạp 412 đoàn viên (chỉ tiêu giao 380, cao nhất tỉnh; đạt 103%), tổng số 900 người trên tổng số 1.000."
    by_start = [one[1][:3] for one in near(text)]
    assert by_start
    assert max(by_start.count(start) for start in by_start) <= 2


def test_looking_for_them_changes_no_figure():
    text = "Huyện kết nạp 412 đoàn viên! đạt 103% kế hoạch."
    items = find_claims(items_of(text, lex(text)))
    before = read_figures(items)
    near_misses(items, lambda index: True)
    assert read_figures(items) == before


# In the account of a text


def told(text):
    return explain(text, colour=False)


def test_explain_tells_rules_that_nearly_fired():
    out = told("Năm 2023, LĐLĐ huyện Ba Vì kết nạp 412 đoàn viên (chỉ tiêu giao là 380 đoàn viên, tăng).")
    [line] = [line for line in out.splitlines() if "nearly" in line]
    assert line == (
        '    nearly figure.plan_bracketed: "412 đoàn viên (chỉ tiêu giao là 380 đoàn viên" – wanted \')\'; found "," (sign)'
    )


def test_explain_says_nothing_where_the_figure_is_complete():
    assert "nearly" not in told("Năm 2023, LĐLĐ huyện Ba Vì kết nạp 412 đoàn viên, đạt 103% kế hoạch.")


def test_explain_tells_what_is_not_read_because_of_its_zone():
    out = told("Huyện Ba Vì tổng kết\n\nNăm 2023, LĐLĐ huyện Ba Vì họp.\n\nTin liên quan\n\nHuyện Phú Xuyên thành lập 10/8 CĐCS (đạt 125%)")
    assert 'not read in a teaser: "10/8 CĐCS (đạt 125%", rule figure.main' in out
    assert "0 figures" in out


def test_long_parts_are_cut_in_their_middle():
    words = " ".join(["cán bộ đoàn viên"] * 6)
    out = told(f"Huyện có 412 đoàn viên là {words} của các cơ sở; đạt 103% kế hoạch.")
    [line] = [line for line in out.splitlines() if "nearly figure.main" in line]
    assert " … " in line


def test_the_page_shows_what_is_printed():
    page = (Path(__file__).parents[1] / "docs" / "patterns.md").read_text(encoding="utf-8")
    shown = [line for line in page.splitlines() if line.startswith(("    nearly ", "    not read in "))]
    assert len(shown) == 4
    out = told(
        "Ba Vì tổng kết\n\nNăm 2023, huyện kết nạp 412 đoàn viên (chỉ tiêu giao là 380 đoàn viên, tăng). Huyện có 34 CĐCS đều đạt 99% chỉ "
        "tiêu. Huyện kết nạp 10/8-CĐ đoàn viên (đạt 125%).\n\nTin liên quan\n\nCông đoàn Hà Nội thành lập 512 CĐCS, đạt 113,8% kế hoạch"
    )
    assert [line for line in shown if line not in out] == []
