from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdextract.periods.lexing import lex_periods, parse_period
from cdextract.text.normalised import normalise

PUBLISHED = date(2024, 9, 18)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("năm 2021", "2021-01-01", "2021-12-31"),
        ("NĂM 2021", "2021-01-01", "2021-12-31"),
        ("trong năm 2021", "2021-01-01", "2021-12-31"),
        ("quý I/2025", "2025-01-01", "2025-03-31"),
        ("quí 2 năm 2025", "2025-04-01", "2025-06-30"),
        ("quý I và quý II/2024", "2024-01-01", "2024-06-30"),
        ("tháng 2/2024", "2024-02-01", "2024-02-29"),
        ("tháng 5 năm 2024", "2024-05-01", "2024-05-31"),
        ("6 tháng đầu năm 2022", "2022-01-01", "2022-06-30"),
        ("sáu tháng đầu năm 2022", "2022-01-01", "2022-06-30"),
        ("ba tháng cuối năm 2022", "2022-10-01", "2022-12-31"),
        ("9 tháng năm 2023", "2023-01-01", "2023-09-30"),
        ("nửa đầu năm 2023", "2023-01-01", "2023-06-30"),
        ("giai đoạn 2021 – 2025", "2021-01-01", "2025-12-31"),
        ("nhiệm kỳ 2018-2023", "2018-01-01", "2023-12-31"),
        ("5 năm 2021-2025", "2021-01-01", "2025-12-31"),
        ("từ năm 2018 đến năm 2023", "2018-01-01", "2023-12-31"),
        ("từ năm 2010 đến tháng 6/2016", "2010-01-01", "2016-06-30"),
        ("từ ngày 15/12/2022 đến ngày 14/6/2023", "2022-12-15", "2023-06-14"),
        ("từ 15/12 đến 14/6/2023", "2022-12-15", "2023-06-14"),
        ("từ tháng 12/2022 đến hết tháng 5/2023", "2022-12-01", "2023-05-31"),
        ("từ đầu năm 2023 đến hết tháng 10", "2023-01-01", "2023-10-31"),
        ("tính đến ngày 15/4/2025", None, "2025-04-15"),
        ("đến hết năm 2023", None, "2023-12-31"),
        ("đến hết tháng 9/2023", None, "2023-09-30"),
        ("lũy kế đến hết quý 1/2025", None, "2025-03-31"),
        ("năm học 2020-2021", "2020-09-01", "2021-08-31"),
        ("năm 2022-2023 và 9 tháng đầu năm 2024", "2022-01-01", "2024-09-30"),
        ("10 tháng năm 2020 (từ 15/12/2019 đến 14/10/2020)", "2019-12-15", "2020-10-14"),
        ("ngày 12 tháng 6 năm 2021", "2021-06-12", "2021-06-12"),
        ("15-3-2021", "2021-03-15", "2021-03-15"),
        ("hai tư tháng bảy năm hai nghìn mười ba", "2013-07-24", "2013-07-24"),
    ],
)
def test_stated_periods(text: str, start: str | None, end: str | None) -> None:
    assert parse_period(text) == (day(start), day(end))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("năm nay", "2024-01-01", "2024-12-31"),
        ("năm ngoái", "2023-01-01", "2023-12-31"),
        ("từ đầu năm đến nay", "2024-01-01", "2024-09-18"),
        ("6 tháng đầu năm", "2024-01-01", "2024-06-30"),
        ("9 tháng qua", "2024-01-01", "2024-09-30"),
        ("2 tháng qua", "2024-07-01", "2024-08-31"),
        ("quý II", "2024-04-01", "2024-06-30"),
        ("tháng 6", "2024-06-01", "2024-06-30"),
        ("tuần trước", "2024-09-09", "2024-09-15"),
        ("tháng trước", "2024-08-01", "2024-08-31"),
        ("hôm qua", "2024-09-17", "2024-09-17"),
        ("12/6", "2024-06-12", "2024-06-12"),
    ],
)
def test_relative_periods_are_resolved_against_publication(text: str, start: str, end: str) -> None:
    assert parse_period(text, published=PUBLISHED) == (day(start), day(end))
    assert parse_period(text) is None


@pytest.mark.parametrize(
    "text", ["", "10/8 CĐCS", "ba mẹ", "đại biểu", "cùng kỳ năm 2022", "21h15", "2.024 đoàn viên", "99/99/2021"]
)
def test_no_period(text: str) -> None:
    assert parse_period(text) is None


@pytest.mark.parametrize(
    ("text", "type_", "span"),
    [
        ("Sáng 5/9, huyện họp", "date", "Sáng 5/9"),
        ("Nghị quyết 02 ngày 12/6/2021 của", "date", "ngày 12/6/2021"),
        ("Trong hai ngày 20 và 21/6/2023, diễn ra", "date", "Trong hai ngày 20 và 21/6/2023"),
        ("bắt đầu lúc 21h15 tại sân", "time", "21h15"),
        ("LĐLĐ quận hiện quản lý 98 CĐCS", "period", "hiện"),
        ("6 tháng (tính từ ngày 16/12/2017 đến 15/6/2018), xảy ra", "period", "tính từ ngày 16/12/2017 đến 15/6/2018"),
    ],
)
def test_days_and_times_have_types_of_their_own(text: str, type_: str, span: str) -> None:
    (mention,) = lex_periods(text)
    assert (mention.type, text[mention.start : mention.end]) == (type_, span)


@pytest.mark.parametrize(
    "text", ["thành lập 10/8 CĐCS", "đạt 24/52 CĐCS", "thực hiện tốt", "quý vị", "từ 10 CĐCS", "cộng dồn 3.798 tỷ"]
)
def test_what_is_no_period(text: str) -> None:
    assert lex_periods(text) == []


@pytest.mark.parametrize(
    "text",
    ["so với năm 2022", "tăng 5% so với cùng kỳ năm trước", "bằng 48% năm 2019", "thấp hơn mức của quý III/2023"],
)
def test_levels_of_comparison_are_marked(text: str) -> None:
    (mention,) = lex_periods(text)
    assert mention.value.comparison


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_any_day_is_read_back(any_day: date) -> None:
    printed = f"{any_day.day}/{any_day.month}/{any_day.year}"
    assert parse_period(f"ngày {printed}") == (any_day, any_day)
    assert parse_period(f"tính đến ngày {printed}") == (None, any_day)


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.integers(1, 400))
def test_any_span_is_read_back(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    assert parse_period(f"từ ngày {start:%d/%m/%Y} đến ngày {end:%d/%m/%Y}") == (start, end)


@given(st.text(alphabet="0123456789/.- năm tháng quý đến từ ngày", max_size=50))
def test_mentions_are_ordered_and_apart(text: str) -> None:
    norm = normalise(text).norm
    mentions = lex_periods(norm)
    assert all(0 <= mention.start < mention.end <= len(norm) for mention in mentions)
    assert all(left.end <= right.start for left, right in pairwise(mentions))
