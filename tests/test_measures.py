"""What a figure counts: the words for it, as printed, and its unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdextract.figures.values import Figure
from cdextract.indicators.measures import measure_of
from core_helpers import items, table


def measures(text):
    return [(row["measure"], row["unit"]) for row in table(text)]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Huyện thành lập 12/10 CĐCS (đạt 120%).", "CĐCS"),
        ("Huyện kết nạp 412 đoàn viên công đoàn (đạt 103%).", "đoàn viên công đoàn"),
        ("Huyện giải quyết 310/300 hồ sơ đất đai tồn đọng.", "hồ sơ"),
        ("Có 91.452 đoàn viên/98.300 công nhân (đạt 93%).", "đoàn viên"),
        ("Có 24 ca mắc mới, giảm 20%.", "ca mắc mới"),
        ("Kết nạp 10/8, đạt 125%.", None),
    ],
    ids=["noun", "longest_noun", "noun_of_the_lexicon", "noun_inside_a_ratio", "case_and_its_cue", "nothing"],
)
def test_the_words_that_say_what_is_counted(text, measure):
    assert measures(text) == [(measure, "count")]


@pytest.mark.parametrize(
    ("text", "measure", "unit"),
    [
        ("Thu hồi 12,5 ha đất, đạt 125% kế hoạch.", "đất", "ha"),
        ("Tiết kiệm 5.000 kWh điện, giảm 3%.", "điện", "kWh"),
        ("Tổng doanh thu du lịch là 12 tỷ đồng, tăng 5%.", "doanh thu du lịch", "VND"),
        ("Xuất khẩu 5 triệu USD, tăng 10%.", "xuất khẩu", "USD"),
        ("Hỗ trợ 300 triệu đồng, đạt 150% kế hoạch.", None, "VND"),
        ("Hỗ trợ 300 người, đạt 150% kế hoạch.", "người", "count"),
    ],
)
def test_an_amount_with_a_unit_is_named_behind_it_or_before(text, measure, unit):
    found = measures(text)
    assert [one[1] for one in found] == [unit]
    assert (found[0][0] or "").lower() == (measure or "")


def test_the_unit_of_the_base_where_no_quantity_is_stated():
    [row] = table("Huyện đã giải ngân đạt 30% kế hoạch (6.152 tỷ đồng).")
    assert (row["value"], row["unit"]) == (None, "VND")


def measure_at_first_number(text, noun_at=None):
    found = items(text)
    head = next(index for index, item in enumerate(found) if item.type in ("number", "ratio"))
    return measure_of(text, found, Figure("figure.main", head, head, head), noun_at)


def test_an_unknown_phrase_is_cut_after_three_words():
    assert measure_at_first_number("xây 12 zibu kalo meta ruso vani") == "zibu kalo meta"


@pytest.mark.parametrize("sign", [",", ";", "(", "."])
def test_a_phrase_ends_at_a_sign(sign):
    assert measure_at_first_number(f"xây 12 zibu{sign} kalo meta") == "zibu"


def test_a_phrase_keeps_the_case_of_the_text():
    assert measure_at_first_number("Doanh số Bán Lẻ đạt 12 tỷ đồng.").endswith("Bán Lẻ")


@given(st.lists(st.sampled_from(["12", "CĐCS", "đoàn viên", "zibu", ",", "(", ")", "đạt", "tỷ đồng", "người", "và"]), max_size=12))
def test_a_measure_is_always_a_part_of_the_text(words):
    text = " ".join(["7", *words])
    found = items(text)
    for index, item in enumerate(found):
        if item.type in ("number", "ratio"):
            measure = measure_of(text, found, Figure("figure.bare", index, index, index), None)
            assert measure is None or (measure in text and measure.strip() == measure != "")
