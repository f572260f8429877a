"""What the arithmetic says of printed numbers that stand together."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdextract.checks.agreement import comes_out, implied_wholes, is_share_of_same_whole, is_sharp, rounds_to
from cdextract.numbers.quantities import Number


def printed(percent: str) -> Number:
    decimals = len(percent.partition(".")[2])
    return Number(Decimal(percent), Decimal(1).scaleb(-decimals), decimals, percent)


def counted(value: int) -> Number:
    return Number(Decimal(value), Decimal(0), 0, str(value))


def test_amounts_that_are_rounded_themselves():
    # 666,2 triệu USD of 1,24 tỷ USD: between 53,5 and 53,9 %
    value = Number(Decimal("666200000"), Decimal("100000"), 1, "666,2 triệu")
    base = Number(Decimal("1240000000"), Decimal("10000000"), 2, "1,24 tỷ")
    assert rounds_to(value, base, printed("53.6"))
    assert not rounds_to(value, base, printed("53.4"))
    assert is_sharp(value, base, printed("53.6"))
    assert not is_sharp(value, base, printed("53.60"))


@pytest.mark.parametrize(
    ("value", "base", "percent", "rounded", "cut"),
    [
        (2, 3, "66.7", True, True),
        (2, 3, "66.6", False, True),
        (2, 3, "66.5", False, False),
        (1, 8, "13", True, True),
        (1, 8, "12", True, True),
    ],
)
def test_rounded_or_cut_off(value, base, percent, rounded, cut):
    assert rounds_to(counted(value), counted(base), printed(percent)) is rounded
    assert comes_out(counted(value), counted(base), printed(percent)) is cut


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_a_rounded_percentage_rounds_to_its_ratio_and_implies_its_whole(value, base, decimals):
    percent = (Decimal(100 * value) / base).quantize(Decimal(1).scaleb(-decimals))
    told = printed(f"{percent:f}")
    assert rounds_to(counted(value), counted(base), told)
    if percent:
        least, largest = implied_wholes(Decimal(value), told)
        assert least <= base * (1 + Decimal("1e-20"))
        assert base <= largest * (1 + Decimal("1e-20"))


def test_points_are_told_from_changes():
    level, share = Decimal(1205), Decimal("4.12")
    assert is_share_of_same_whole(level, share, Decimal(-312), Decimal("1.05"))
    assert not is_share_of_same_whole(level, share, Decimal(-312), Decimal("20.6"))
    assert not is_share_of_same_whole(level, share, Decimal(-312), Decimal(7))
