"""Syllables, and the phrases of words.yaml on them."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdextract.words.tokens import phrases, syllable_spans, word_lists


def syllables(text):
    return [text[start:end] for start, end in syllable_spans(text)]


def named(text):
    spans = syllable_spans(text)
    return {(type_, class_, text[spans[first][0] : spans[stop - 1][1]]) for type_, class_, first, stop in phrases(text, spans)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thành lập 10/8CĐCS (đạt 125%)", ["thành", "lập", "10", "/", "8", "CĐCS", "(", "đạt", "125", "%", ")"]),
        ("đạt100%", ["đạt", "100", "%"]),
        ("1.625/2.291 đoàn viên", ["1.625", "/", "2.291", "đoàn", "viên"]),
        ("3,42 tỷ.", ["3,42", "tỷ", "."]),
        ("cán bộ-đoàn viên", ["cán", "bộ", "-", "đoàn", "viên"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_syllables(text, expected):
    assert syllables(text) == expected


def test_phrases_are_found_whatever_their_case():
    assert ("cue", "establish", "Thành Lập") in named("LĐLĐ huyện Thành Lập 5 CĐCS")
    assert ("noun", "cdcs", "CĐCS") in named("LĐLĐ huyện Thành Lập 5 CĐCS")


def test_a_word_inside_another_is_no_phrase():
    assert "đạt" not in {words for _, _, words in named("cần nhanh hoạt bát, đạtt")}


def test_longer_and_shorter_phrases_are_all_given():
    found = named("đoàn viên ưu tú")
    assert {("noun", "elite", "đoàn viên ưu tú"), ("noun", "member", "đoàn viên")} <= found


def test_digits_take_part_in_no_phrase():
    assert not named("5 1.000 2024")


def test_no_phrase_goes_past_the_end_of_a_text():
    assert {words for _, _, words in named("kết nạp đoàn")} == {"kết nạp"}


def test_word_lists_have_a_type_and_a_class():
    lists = word_lists()
    assert "đạt" in lists["attain", ""]
    assert "đoàn viên" in lists["noun", "member"]
    assert "kết nạp" in lists["cue", "admit"]


@given(st.text(st.one_of(st.characters(), st.sampled_from("đạt 5%.,/\u0301"))))
def test_syllables_cover_all_that_is_no_space(text):
    spans = syllable_spans(text)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
    outside = list(text)
    for start, end in spans:
        assert start < end
        outside[start:end] = " " * (end - start)
    assert not "".join(outside).strip()
