from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdextract.numbers.lexing import (
    Percent,
    Quantity,
    Range,
    Ratio,
    Times,
    lex_numbers,
    number_style,
)
from cdextract.numbers.parsing import parse_number
from cdextract.numbers.quantities import read_digits
from cdextract.text.spans import Mention


def spans(text: str) -> list[tuple[str, str]]:
    return [(mention.type, text[mention.start : mention.end]) for mention in lex_numbers(text)]


def only(text: str, type_: str) -> Mention:
    found = [mention for mention in lex_numbers(text) if mention.type == type_]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("printed", "english", "exact_group", "value", "decimals"),
    [
        ("1.625", False, True, "1625", 0),
        ("21,6", False, True, "21.6", 1),
        ("3.798,254", False, False, "3798.254", 3),
        ("108,987", False, False, "108.987", 3),
        ("9,360", False, True, "9360", 0),
        ("9,360", True, False, "9360", 0),
        ("106.6", False, True, "106.6", 1),
        ("1,234.5", False, True, "1234.5", 1),
        ("0,125", False, True, "0.125", 3),
        ("06", False, True, "6", 0),
        ("346 000", False, True, "346000", 0),
    ],
)
def test_a_single_mark_is_read_by_style_and_by_what_is_counted(
    printed: str, english: bool, exact_group: bool, value: str, decimals: int
) -> None:
    assert read_digits(printed, english=english, exact_group=exact_group) == (Decimal(value), decimals)


@pytest.mark.parametrize(
    ("text", "value", "unit", "step"),
    [
        ("thu 21,6 tỷ đồng", "21600000000", "VND", "100000000"),
        ("thu 3 tỷ 150 triệu đồng", "3150000000", "VND", "1000000"),
        ("thu hoạch 1.980 tấn", "1980", "tonne", "0"),
        ("nhà rộng 86m2", "86", "m2", "0"),
        ("rộng 12,5 ha", "12.5", "ha", "0.1"),
        ("có 418 nghìn đoàn viên", "418000", None, "1000"),
        ("chi 197 ngàn tỷ đồng", "197000000000000", "VND", "1000000000000"),
        ("có 11,6 triệu đoàn viên", "11600000", None, "100000"),
        ("vốn 108,987 tỷ đồng", "108987000000", "VND", "1000000"),
        ("trợ cấp 500.000đ", "500000", "VND", "0"),
        ("kết nạp một trăm hai mươi đoàn viên", "120", None, "0"),
        ("hai phẩy năm triệu đồng", "2500000", "VND", "100000"),
        ("hơn 3 tỷ rưỡi đồng", "3500000000", "VND", "100000000"),
        ("gieo 346 000 ha lúa", "346000", "ha", "0"),
    ],
)
def test_quantities_carry_scale_unit_and_printed_precision(text: str, value: str, unit: str | None, step: str) -> None:
    quantity = only(text, "number").value
    assert isinstance(quantity, Quantity)
    assert (quantity.number.value, quantity.unit, quantity.number.step) == (Decimal(value), unit, Decimal(step))


@pytest.mark.parametrize(
    ("text", "value", "base", "unit"),
    [
        ("thành lập 10/8 CĐCS", "10", "8", None),
        ("kết nạp 1.530 / 1.700 đoàn viên", "1530", "1700", None),
        ("thu 3,42/3,6 tỷ đồng", "3420000000", "3600000000", "VND"),
        ("thu 630 triệu đồng/600 triệu đồng, đạt", "630000000", "600000000", "VND"),
        ("thành lập 06 CĐCS/05 CĐCS", "6", "5", None),
        ("trồng 95 mẫu/262 mẫu", "95", "262", None),
        ("gieo 346 000 ha / 350 000 ha kế hoạch", "346000", "350000", "ha"),
    ],
)
def test_ratios(text: str, value: str, base: str, unit: str | None) -> None:
    ratio = only(text, "ratio").value
    assert isinstance(ratio, Ratio)
    assert (ratio.value.number.value, ratio.base.number.value) == (Decimal(value), Decimal(base))
    assert ratio.value.unit == ratio.base.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "đạt 1.286 tiêu chí/92 xã",
        "Nghị định số 191/2013/NĐ-CP",
        "Công văn 24/52-LĐLĐ",
        "mức hỗ trợ 500.000 đồng/người",
        "giảm 3 vụ so với quý III/2023",
    ],
)
def test_a_slash_between_different_things_is_no_ratio(text: str) -> None:
    assert "ratio" not in {mention.type for mention in lex_numbers(text)}


@pytest.mark.parametrize(
    ("text", "value", "sign", "decimals"),
    [
        ("đạt 106,89% kế hoạch", "106.89", 0, 2),
        ("đạt 106.6% kế hoạch", "106.6", 0, 1),
        ("giảm 24 vụ (-67%)", "67", -1, 0),
        ("tăng 17 người (+12,41%)", "12.41", 1, 2),
        ("đạt100%", "100", 0, 0),
        ("chiếm 12,345% tổng số", "12.345", 0, 3),
    ],
)
def test_percentages(text: str, value: str, sign: int, decimals: int) -> None:
    percent = only(text, "percent").value
    assert isinstance(percent, Percent)
    assert (percent.number.value, percent.sign, percent.number.decimals) == (Decimal(value), sign, decimals)


def test_ranges_and_multiples_are_no_single_numbers() -> None:
    range_ = only("đạt 90-95% kế hoạch", "range").value
    assert isinstance(range_, Range)
    assert range_.percent
    times = only("gấp 1,5 lần năm trước", "times").value
    assert isinstance(times, Times)
    assert times.factor.value == Decimal("1.5")
    assert spans("giai đoạn 2021-2025") == [("number", "2021"), ("number", "2025")]


@pytest.mark.parametrize(
    "text",
    [
        "ba mẹ",
        "tư vấn pháp luật",
        "một số đơn vị",
        "một bộ phận",
        "một trong những",
        "hai bên",
        "thứ hai",
        "trong năm",
        "hàng trăm",
        "không có",
        "năm tổ chức",
        "lần thứ ba",
        "dịch Covid-19",
        "tổ 7A",
        "lúc 9h",
    ],
)
def test_words_that_only_look_like_numbers(text: str) -> None:
    assert spans(text) == []


def test_words_before_counted_things() -> None:
    assert spans("mở hai lớp cho tám mươi lăm cán bộ") == [("number", "hai"), ("number", "tám mươi lăm")]
    assert spans("đã thành lập năm CĐCS") == [("number", "năm")]
    assert spans("hai mươi năm qua") == [("number", "hai mươi")]


def test_the_article_shows_its_style() -> None:
    assert number_style("kết nạp 9,360 đoàn viên, đạt 106.6%")
    assert not number_style("kết nạp 9.360 đoàn viên, đạt 106.6%")
    assert not number_style("thu 108,987 tỷ đồng")
    (mention,) = lex_numbers("thu 4,280 tỷ đồng", english=True)
    assert mention.value.number.value == Decimal("4280000000000")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3 tỷ 150 triệu", "3150000000"),
        ("2tr5", "2500000"),
        ("1,2 triệu", "1200000"),
        ("- 1,200,000", "-1200000"),
        (".77", "0.77"),
        ("hai mươi mốt nghìn không trăm mười một", "21011"),
        ("một trăm linh năm", "105"),
        ("âm hai mươi lăm nghìn ba bảy", "-25037"),
        ("tám trăm rưỡi", "850"),
        ("một ngàn mốt", "1100"),
        ("không phẩy không năm", "0.05"),
        ("một nghìn tỷ", "1000000000000"),
        ("một nửa", "0.5"),
    ],
)
def test_parse_number(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "-", "ba mẹ", "năm 2021", "10/8", "1.2.3.4", "12 người", "12%", "âm âm năm"])
def test_parse_number_refuses_what_is_no_number(text: str) -> None:
    assert parse_number(text) is None


DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def spelled(number: int) -> str:
    """Written Vietnamese by the rules of the grammar books, as an oracle."""
    for name, size in (("tỷ", 10**9), ("triệu", 10**6), ("nghìn", 1000)):
        if number >= size:
            rest = number % size
            tail = (
                f" không trăm {_below_hundred(rest, odd=True)}"
                if 0 < rest < 100
                else f" {spelled(rest)}"
                if rest
                else ""
            )
            return f"{spelled(number // size)} {name}{tail}"
    if number >= 100:
        rest = number % 100
        return f"{DIGITS[number // 100]} trăm{' ' + _below_hundred(rest, odd=True) if rest else ''}"
    return _below_hundred(number, odd=False)


def _below_hundred(number: int, *, odd: bool) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return f"lẻ {DIGITS[ones]}" if odd else DIGITS[ones]
    ending = {0: "", 5: " lăm"}.get(ones, " mốt" if ones == 1 and tens > 1 else f" {DIGITS[ones]}")
    return ("mười" if tens == 1 else f"{DIGITS[tens]} mươi") + ending


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_spelled_integers_are_read_back(number: int) -> None:
    assert parse_number(spelled(number)) == number


@given(st.integers(min_value=0, max_value=10**15), st.booleans())
def test_grouped_integers_are_read_back(number: int, english: bool) -> None:
    printed = f"{number:,}" if english else f"{number:,}".replace(",", ".")
    assert read_digits(printed, english=english) == (Decimal(number), 0)


@given(st.text(alphabet="0123456789.,/% -()đnăm tỷiệuồg", max_size=40))
def test_mentions_are_ordered_inside_the_text_and_apart(text: str) -> None:
    mentions = lex_numbers(text)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)
    assert all(left.end <= right.start for left, right in pairwise(mentions))


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("thu 34.118 tỷ, đạt 81,2% dự toán (42.000 tỷ đồng)", ["VND", "VND"]),
        ("có 2 triệu, đạt 80% của 3 tấn", [None, "tonne"]),
    ],
    ids=["of_the_currency_told", "of_none"],
)
def test_sums_of_money_whose_currency_is_left_out(text: str, units: list[str | None]) -> None:
    assert [one.value.unit for one in lex_numbers(text) if isinstance(one.value, Quantity)] == units
