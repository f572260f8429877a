"""The account of how one text was read."""

import sys

import pytest

from cdextract.explain import explain

TEXT = "Năm 2024, LĐLĐ huyện Phú Xuyên kết nạp 802/1.000 đoàn viên (đạt 81,2%)."


def told(text, **options):
    return explain(text, colour=False, **options)


@pytest.mark.parametrize(
    "part",
    [
        "[body] Năm 2024",  # zone and sentence
        "LĐLĐ huyện Phú Xuyên",
        "802 of 1000",  # the ratio as it was read
        "attained 81.2 %",
        "figure.main",  # the rule
        "members_admitted",
        "2024-01-01 to 2024-12-31",
        "inconsistent",
        "digit_typo",
    ],
)
def test_it_names_what_was_read(part):
    assert part in told(TEXT)


def test_what_was_left_out_is_told_with_its_reason():
    out = told("Năm 2024, LĐLĐ huyện Phú Xuyên phấn đấu kết nạp 900 đoàn viên.")
    assert "left out" in out
    assert "goal" in out
    assert "0 figures" in out


def test_what_no_rule_read_is_listed():
    assert "95%" in told("Công đoàn thấy có 95% doanh nghiệp trả lương đúng hạn.").splitlines()[-1]


def test_parts_and_second_percentages_name_their_figure():
    out = told("Năm 2024, LĐLĐ huyện Ba Vì kết nạp 412 đoàn viên, đạt 103% kế hoạch huyện, đạt 98% kế hoạch thành phố giao, trong đó có 300 đoàn viên nữ.")
    assert "restates figure 1" in out
    assert "part of figure 1" in out


def test_the_title_gives_the_body():
    out = told("Năm 2024, đơn vị kết nạp 412 đoàn viên công đoàn, đạt 103% kế hoạch.", title="LĐLĐ huyện Ba Vì tổng kết năm 2024")
    assert "LĐLĐ huyện Ba Vì" in out


def test_colours_only_where_wanted(monkeypatch):
    assert "\033[" not in told(TEXT)
    assert "\033[" in explain(TEXT, colour=True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False, raising=False)
    assert "\033[" not in explain(TEXT)


@pytest.mark.parametrize("text", ["", " \n", "Không có số nào."])
def test_nothing_to_tell(text):
    assert "0 figures" in told(text)
