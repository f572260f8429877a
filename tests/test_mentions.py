"""Mentions of one sentence: which reading of the same words wins, and the items that rules run over."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdextract.mentions import items_of, lex
from core_helpers import items, types


def mentions(text):
    return [(mention.type, text[mention.start : mention.end]) for mention in lex(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngày 10/8, huyện họp", [("date", "ngày 10/8")]),
        ("thành lập 10/8 CĐCS", [("ratio", "10/8")]),
        ("Kế hoạch số 10/8-KH", [("document_number", "10/8-KH")]),
        ("6 tháng đầu năm 2022", [("period", "6 tháng đầu năm 2022")]),
        ("LĐLĐ quận 7 có 7 CĐCS", [("body", "LĐLĐ quận 7"), ("number", "7")]),
        ("tỉnh xếp 9/63 tỉnh", [("ordinal", "9/63")]),
        ("đạt 125%", [("percent", "125%")]),
    ],
)
def test_the_stronger_reading_wins(text, expected):
    assert [mention for mention in mentions(text) if mention[0] != "anaphor"] == expected


def test_a_number_before_a_word_for_bodies_counts_them():
    assert ("number", "16") in mentions("Có 16 đơn vị được khen")
    assert "anaphor" not in types("Có 16 đơn vị được khen")


def test_the_hedge_goes_with_its_number():
    [number] = [item for item in items("kết nạp gần 300 đoàn viên") if item.type == "number"]
    assert number.value.approx == "nearly"
    assert number.text == "gần 300"


@pytest.mark.parametrize(
    ("words", "approx"),
    [("hơn", "over"), ("trên", "over"), ("gần", "nearly"), ("xấp xỉ", "nearly"), ("khoảng", "about"), ("vào khoảng", "about"), ("", None)],
)
def test_hedges(words, approx):
    [number] = [item for item in items(f"kết nạp {words} 300 đoàn viên") if item.type == "number"]
    assert number.value.approx == approx


def test_of_a_total_is_no_hedge():
    numbers = [item for item in items("12 đơn vị trên tổng số 40 đơn vị") if item.type == "number"]
    assert [item.value.approx for item in numbers] == [None, None]


def test_the_longer_phrase_wins():
    assert [item.text for item in items("hoàn thành xuất sắc nhiệm vụ") if item.type == "cue"] == ["hoàn thành xuất sắc nhiệm vụ"]
    assert "attain" not in types("hoàn thành xuất sắc nhiệm vụ")


def test_an_abbreviation_in_brackets_is_left_out():
    assert [item.text for item in items("thành lập 5 công đoàn cơ sở (CĐCS) mới")] == ["thành lập", "5", "công đoàn cơ sở", "mới"]


def test_a_period_that_is_compared_with_is_no_period():
    found = {item.type for item in items("tăng 5% so với cùng kỳ năm 2022", claims=False)}
    assert "compare" in found
    assert "period" not in found


def test_unions_behind_a_number_are_counted():
    assert types("Có 33 công đoàn cơ sở doanh nghiệp")[:2] == ["number", "noun"]


@given(st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("đạt 125% LĐLĐ huyện 10/8 ngày năm tháng.,()"))))
def test_items_lie_in_order_and_do_not_overlap(text):
    found = items_of(text, lex(text))
    assert all(0 <= item.start < item.end <= len(text) for item in found)
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))


def test_a_number_in_the_name_of_a_body_is_part_of_it() -> None:
    found = lex("Công đoàn Tổng công ty May 10 - CTCP có 10.500 đoàn viên")
    assert [(mention.type, mention.start) for mention in found][:1] == [("body", 0)]
    assert [mention.type for mention in lex("bão số 3, May 10")].count("body") == 0
