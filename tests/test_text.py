"""The normalised copy of a text, and the way back to the original."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cdextract import extract
from cdextract.text.normalised import lower, normalise

SENTENCE = "Năm 2021, LĐLĐ huyện Ứng Hòa thành lập 10/8 CĐCS (đạt 125%)."
ODD = " \u00a0\u202f\u3000\u2009\t\u200b\u200d\ufeff\u00ad\u2044／％（）１２３đĐðÐ\u0301\u0300\u0323\u031b…–—“”\r\n\x00\x7f\ud800\udfff"
ANY_TEXT = st.text(st.one_of(st.characters(), st.sampled_from(ODD), st.sampled_from("aoạuưýếĐđ 0123456789.,/%()")))


def back(text, part):
    """The original words of `part` of the copy."""
    at = text.norm.index(part)
    return text.original[slice(*text.span(at, at + len(part)))]


@pytest.mark.parametrize(
    ("original", "norm"),
    [
        (unicodedata.normalize("NFD", SENTENCE), SENTENCE),
        ("đạt\u00a0125\u202f%", "đạt 125 %"),
        ("đạt\u200b 12\ufeff5%", "đạt 125%"),
        ("thành\u00ad lập", "thành lập"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("１０／８　ＣĐCS（đạt １２５％）", "10/8 ＣĐCS(đạt 125%)"),
        ("10⁄8 và 3∕4", "10/8 và 3/4"),
        ("2021–2025, 2021—2025, −5%", "2021-2025, 2021-2025, -5%"),
        ("“Mái ấm” ‘Công đoàn’", "\"Mái ấm\" 'Công đoàn'"),
        ("ðạt 5% ở Ðông Anh", "đạt 5% ở Đông Anh"),
        ("Hoà Bình, Thuỷ Nguyên, Khoẻ", "Hòa Bình, Thủy Nguyên, Khỏe"),
        ("HOÀ BÌNH", "HÒA BÌNH"),
        ("quý III, quỹ, quỷ", "quý III, quỹ, quỷ"),
        ("Hoàng, thoát, khoản, thuyền", "Hoàng, thoát, khoản, thuyền"),
        ("a\ud800b", "a\ufffdb"),
        ("a\x00\x07b", "ab"),
        ("", ""),
    ],
    ids=["nfd", "odd_spaces", "zero_width", "soft_hyphen", "line_ends", "full_width", "slashes", "dashes", "quotes", "eth",
         "tone_placement", "tone_capitals", "qu_keeps_its_tone", "tone_only_at_the_end", "surrogate", "control", "empty"],
)  # fmt: skip
def test_normalised_copy(original, norm):
    assert normalise(original).norm == norm


def test_a_plain_text_needs_no_map():
    text = normalise(SENTENCE)
    assert text.origins is None
    assert text.span(4, 8) == (4, 8)


def test_spans_lead_back_to_nfd():
    original = unicodedata.normalize("NFD", SENTENCE)
    text = normalise(original)
    assert back(text, "huyện Ứng Hòa") == unicodedata.normalize("NFD", "huyện Ứng Hòa")
    assert back(text, "(đạt 125%)") == unicodedata.normalize("NFD", "(đạt 125%)")


def test_a_span_takes_combining_marks_but_not_what_was_dropped_behind_it():
    text = normalise("ha\u0323\u200b tha\u0301ng\ufeff")
    assert back(text, "hạ") == "ha\u0323"
    assert back(text, "tháng") == "tha\u0301ng"


def test_what_was_dropped_inside_a_span_stays_in_the_evidence():
    text = normalise("đạt 12\u200b5%")
    assert back(text, "125%") == "12\u200b5%"


def test_a_line_end_of_two_characters_is_one():
    text = normalise("một\r\nhai")
    assert back(text, "hai") == "hai"
    assert back(text, "một\nhai") == "một\r\nhai"


def test_an_empty_span_is_empty_in_the_original():
    text = normalise("a\u200bb")
    start, end = text.span(1, 1)
    assert start == end


@given(ANY_TEXT)
@example("İ")  # grows in lower case
@example("ﬁ\u0301")
@example("\u0301\u0301")  # marks with nothing under them
@example("\u1100\u1161\u11a8")  # composes to one syllable
@example("\u212b\u0344")  # NFC splits the second
@example("\ud83d")
def test_any_text_maps_back(original):
    text = normalise(original)
    assert len(text.lower) == len(text.norm)
    if text.origins is None:
        assert len(text.norm) == len(original)
        return
    assert len(text.origins) == len(text.norm) + 1
    assert list(text.origins) == sorted(text.origins)
    assert text.origins[-1] == len(original)


@given(ANY_TEXT, st.data())
def test_a_span_of_the_copy_says_the_same_in_the_original(original, data):
    text = normalise(original)
    start = data.draw(st.integers(0, len(text.norm)))
    end = data.draw(st.integers(start, len(text.norm)))
    first, last = text.span(start, end)
    assert 0 <= first <= last <= len(original)
    if start == end:
        assert first == last


@given(st.text(st.sampled_from("aăâeêioôơuưyđAĐ 0123456789.,/%()\n"), max_size=60), st.sampled_from(["NFC", "NFD"]), st.data())
def test_words_of_ordinary_text_come_back_as_they_were(plain, form, data):
    original = unicodedata.normalize(form, plain)
    text = normalise(original)
    start = data.draw(st.integers(0, len(text.norm)))
    end = data.draw(st.integers(start, len(text.norm)))
    inside = original[slice(*text.span(start, end))]
    assert normalise(inside).norm == text.norm[start:end]


@given(ANY_TEXT)
def test_the_copy_of_a_copy_is_itself(original):
    once = normalise(original).norm
    assert normalise(once).norm == once


@given(st.text())
def test_lower_keeps_the_length(text):
    assert len(lower(text)) == len(text)
    assert lower("ĐẠT Ứ") == "đạt ứ"


def test_doubled_spaces_inside_a_phrase_are_one_and_the_evidence_keeps_them():
    [row] = extract("Năm 2023, LĐLĐ huyện Ba Vì kết  nạp 300  đoàn  viên, đạt 120%  kế hoạch.").to_dict("records")
    assert (row["indicator"], row["value"], row["percent_kind"]) == ("members_admitted", 300, "attained")
    assert "300  đoàn  viên" in row["evidence"]
