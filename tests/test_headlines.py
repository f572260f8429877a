"""Percentages that only the headline gives."""

from core_helpers import table

TEXT = "Năm 2019, LĐLĐ huyện Quỳnh Nhai (Sơn La) có 63 trên tổng số 72 CĐCS được xếp loại vững mạnh."


def percent(title):
    [row] = table(TEXT, title)
    return row["percent"]


def test_the_ratio_of_the_text_takes_the_percentage_of_the_headline():
    assert float(percent("Quỳnh Nhai: 87,5% CĐCS đạt vững mạnh")) == 87.5


def test_a_percentage_that_does_not_come_out_is_of_something_else():
    assert percent("Quỳnh Nhai: 92% đoàn viên tham gia hội thao") is None


def test_several_percentages_are_left_alone():
    assert percent("Quỳnh Nhai: 87,5% CĐCS vững mạnh, 100% CĐCS có quỹ") is None
