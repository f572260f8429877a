"""Dates of publication as scrapers and pages write them → a day in Vietnam.

Day before month, as Vietnamese writes; a time with a zone is first brought to Vietnamese time (UTC+7). Nothing is
guessed: what has no full date is None.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import regex

VIETNAM = timezone(timedelta(hours=7))
_EARLIEST, _LATEST = 1975, 2100

_ISO = regex.compile(r"(?:19|20)\d{6}|\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?")
_YEAR_FIRST = regex.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST = regex.compile(r"(?<![\d/.-])(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_WORDS = regex.compile(r"(\d{1,2})\s*tháng\s*(\d{1,2})\s*(?:năm|,|/)?\s*(\d{4})", regex.IGNORECASE)
_ENGLISH = regex.compile(
    r"(?:(\d{1,2})\s+)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?:(\d{1,2}),?\s+)?(\d{4})",
    regex.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# The form that American software prints when nobody chose one: month first, no zero before it, seconds, AM or PM.
_AMERICAN = regex.compile(
    r"([1-9]|1[0-2])/([1-9]|[12]\d|3[01])/(\d{4}) (?:[1-9]|1[0-2]):\d{2}:\d{2} [AP]M", regex.IGNORECASE
)

# A date line of a page: nothing but a date, a time, a weekday and words such as "Cập nhật".
_DATE_LINE = regex.compile(
    r"""[\W_]*+(?:(?:(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s*nhật|cn|t[2-7]|ngày\s*đăng|ngày|đăng\s*lúc|đăng\s*ngày|đăng
    |cập\s*nhật(?:\s*(?:lúc|ngày|lần\s*cuối))?|lúc|vào|xuất\s*bản|thời\s*gian|gmt\s*\+?\s*0?7(?::00)?|utc\s*\+?\s*0?7|sa|ch|am|pm
    |\d{1,2}\s*(?:[:hg]|giờ)\s*\d{2}(?::\d{2})?(?:\s*phút)?
    |(?P<date>\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}\s*tháng\s*\d{1,2}\s*(?:năm|,)?\s*\d{4}))
    (?![\p{L}\d]))[\W_]*+)+""",
    regex.IGNORECASE | regex.VERBOSE,
)
_IN_URL = regex.compile(r"/((?:19|20)\d{2})/(\d{1,2})/(\d{1,2})(?=/)")
_LINES_LOOKED_AT = 10
_LONGEST_DATE_LINE = 90


def parse_date(value: object) -> date | None:
    """The day that a metadata value names, in Vietnam; None where it names none.

    Takes `date` and `datetime` objects, seconds or milliseconds since 1970, and texts.

    >>> parse_date("2021-01-05T17:30:00Z"), parse_date("Thứ tư, 28/02/2024 - 16:47")
    (datetime.date(2021, 1, 6), datetime.date(2024, 2, 28))
    """
    if isinstance(value, datetime):
        return _plausible(_day(value)) if value == value else None  # NaT is not equal to itself
    if isinstance(value, date):
        return _plausible(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(float(value))
    if isinstance(value, list):
        return next((day for day in map(parse_date, value) if day), None)
    if not isinstance(value, str):
        return None
    text = " ".join(value.split())
    if text.isdigit() and len(text) in (10, 13):
        return _from_number(float(text))
    return _from_text(text)


def visible_date(text: str) -> date | None:
    """The day of a date line near the top of a text: '19:49 | 06/01/2021', 'Cập nhật ngày: 25/02/2021 | 08:15 GMT+7'.

    Only a line that holds nothing else counts.
    """
    lines = [line.strip() for line in text[:4000].splitlines() if line.strip()]
    for line in lines[:_LINES_LOOKED_AT]:
        if len(line) > _LONGEST_DATE_LINE:
            continue
        match = _DATE_LINE.fullmatch(line)
        if match and match["date"]:
            return _from_text(line)
    return None


def found_date(text: str, url: str | None) -> tuple[date | None, str | None]:
    """The day of publication where no field names it, and where it was found: in a date line (`visible`) or the URL.

    >>> found_date("…", "https://example.vn/2021/01/06/tin.html")
    (datetime.date(2021, 1, 6), 'url')
    """
    day = visible_date(text)
    if day:
        return day, "visible"
    match = _IN_URL.search(url or "")
    day = _made(*map(int, match.groups())) if match else None
    return day, "url" if day else None


def _from_text(text: str) -> date | None:
    if _ISO.fullmatch(text):
        return _from_iso(text)
    for pattern, order in (
        (_AMERICAN, (3, 1, 2)), (_YEAR_FIRST, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1)), (_WORDS, (3, 2, 1)),
    ):  # fmt: skip
        match = pattern.search(text)
        if match:
            year, month, day = (int(match[group]) for group in order)
            return _made(year, month, day)
    return _from_english(text)


def _from_iso(text: str) -> date | None:
    try:
        return _plausible(_day(datetime.fromisoformat(text.replace(" +", "+").replace(" UTC", "Z"))))
    except ValueError:
        match = _YEAR_FIRST.match(text)
        return _made(int(match[1]), int(match[2]), int(match[3])) if match else None


def _from_english(text: str) -> date | None:
    from email.utils import parsedate_to_datetime  # with the network modules that it needs

    try:
        return _plausible(_day(parsedate_to_datetime(text)))
    except (ValueError, TypeError, IndexError):
        pass
    match = _ENGLISH.search(text)
    if not match or not (match[1] or match[3]):
        return None
    return _made(int(match[4]), _MONTHS.index(match[2].lower()) + 1, int(match[1] or match[3]))


def _from_number(seconds: float) -> date | None:
    if seconds != seconds or abs(seconds) < 86_400:
        return None
    if abs(seconds) > 1e11:
        seconds /= 1000
    try:
        return _plausible(datetime.fromtimestamp(seconds, VIETNAM).date())
    except (OverflowError, OSError, ValueError):
        return None


def _day(moment: datetime) -> date:
    return moment.date() if moment.tzinfo is None else moment.astimezone(VIETNAM).date()


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return _plausible(date(year, month, day))
    except ValueError:
        return None


def _plausible(day: date) -> date | None:
    return day if _EARLIEST <= day.year <= _LATEST else None
