"""The header of a table: what each of its columns holds, by the words of its cell (`patterns/tables.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from cdextract.periods.lexing import lex_periods
from cdextract.periods.values import PeriodExpr
from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
from cdextract.tables.words import table_words
from cdextract.text.normalised import lower

_MOST_CHARACTERS = 90  # of a header cell
_MOST_WORDS = 4  # of the name of a count: "Số chuyến", "Số hộ nghèo"
RESULTS = frozenset({"value", "ratio"})
RATES = frozenset({"rate", "percent", "exceeded", "compared", "compare", "change"})
_NAMES = frozenset({"name", "place"})
_TEXTS = frozenset({*_NAMES, "order", "unit", "note"})
_BRACKETS = compile_rule(r"\(([^()]*)\)")
_YEAR = compile_rule(r"(?<!năm )(?<![\d/.])(?:19|20)\d\d(?![\d/])")
_FIRST = compile_rule(r"[\p{L}\d]+|\S")
_DIGIT = compile_rule(r"\d")
_ENDS = " :.*_-,;"


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds. `role`: one of `tables.yaml`; `words`: the phrase of that list; `period`: the one that its
    header states; `unit`: what stands in brackets in it; `is_longer`: it only begins with the phrase; `of_percent`: it
    has a per cent sign; `said`: all its words."""

    role: str
    words: str
    period: PeriodExpr | None = None
    unit: str | None = None
    is_longer: bool = False
    of_percent: bool = False
    said: str = ""

    @property
    def opens(self) -> bool:
        """Whether a header can begin with it."""
        return self.role in _NAMES or self.role == "order"

    @property
    def is_number(self) -> bool:
        """Whether its cells hold numbers."""
        return self.role not in _TEXTS


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table; None for one whose words are not known."""

    columns: tuple[Column | None, ...]

    @property
    def name(self) -> int:
        """The cell that names the row."""
        named = [n for n, column in enumerate(self.columns) if column is None or column.role in _NAMES]
        return next((n for n in named if self.columns[n]), named[0] if named else 0)

    @property
    def unit_behind_name(self) -> int | None:
        """The same, where it stands right behind the name: elsewhere nothing but a border between cells shows it."""
        return self.unit if self.unit == self.name + 1 else None

    @property
    def of_places(self) -> bool:
        """Whether each row is that of a body or place."""
        return any(column is not None and column.role == "place" for column in self.columns)

    @property
    def unit(self) -> int | None:
        """The cell that says what the row is counted in."""
        return next((n for n, column in enumerate(self.columns) if column and column.role == "unit"), None)

    @property
    def has_notes(self) -> bool:
        """Whether there is a column of words behind the numbers."""
        return any(column is not None and column.role == "note" for column in self.columns)

    @property
    def ordered(self) -> bool:
        """Whether rows are numbered."""
        return any(column is not None and column.role == "order" for column in self.columns)


def header_of(cells: Sequence[str], *, exact: bool = False) -> Header | None:
    """The header that cells make; None where they make none. `exact`: every cell must be known, the first two as they
    are listed.

    >>> header = header_of(["Nội dung", "Kế hoạch (người)", "Thực hiện năm 2023", "Tỷ lệ đạt"])
    >>> [column.role for column in header.columns]
    ['name', 'base', 'value', 'percent']
    """
    columns = [column_of(cell) for cell in cells]
    if exact and any(column is not None and column.is_longer for column in columns[:2]):
        return None
    columns = _with_counts(_with_results_of_years(_by_place(columns)), cells)
    if exact and not all(columns):
        return None
    columns = _with_acts(columns, cells)
    known = [column.role for column in columns if column is not None]
    results = sum(role in RESULTS for role in known)
    if not results or len(known) < 2 or (not _NAMES & set(known) and all(columns)):
        return None
    return Header(tuple(columns))


def tells_of_rates(header: Header) -> bool:
    """Whether rows begin with a name, and tell of a result and what it is measured by: no less is a table where nothing
    but the order of the words makes the cells."""
    roles = [column.role for column in header.columns if column]
    measured = {"base", "past", "whole", "ratio", *RATES} & set(roles)
    return roles[0] in (*_NAMES, "order") and bool(_NAMES & set(roles)) and bool(measured or roles.count("value") > 1)


def _by_place(columns: list[Column | None]) -> list[Column | None]:
    """ "Chỉ tiêu" names the things counted in the first column, the plan in a later one; so "Đơn vị": a unit."""
    out: list[Column | None] = []
    named = False
    for column in columns:
        if column is not None and column.role in _NAMES and named:
            column = replace(column, role=table_words().later_columns.get(column.words, "note"))
        named = named or (column is not None and column.role in _NAMES)
        out.append(column)
    return out


def _with_results_of_years(columns: list[Column | None]) -> list[Column | None]:
    """ "Năm 2022 | Năm 2023": columns named by their period alone hold results."""
    if sum(column is not None and column.role == "period" for column in columns) < 2:
        return [None if column is not None and column.role == "period" else column for column in columns]
    return [replace(column, role="value") if column and column.role == "period" else column for column in columns]


def _with_counts(columns: list[Column | None], cells: Sequence[str]) -> list[Column | None]:
    """ "Số chuyến | Tỷ lệ": a count and its rate, whatever is counted."""
    out = list(columns)
    for place, (cell, rate) in enumerate(zip(cells, columns[1:], strict=False)):
        counted = columns[place] is None and rate is not None and rate.role == "rate"
        if counted and names_count(cell):
            out[place] = Column("value", "số", said=lower(cell))
    return out


def names_count(cell: str) -> bool:
    """Whether a header cell can name a count: "Số chuyến", "Số hộ nghèo"."""
    return lower(cell).strip().startswith(table_words().counts) and len(cell.split()) <= _MOST_WORDS


def _with_acts(columns: list[Column | None], cells: Sequence[str]) -> list[Column | None]:
    """ "Đơn vị | Thành lập CĐCS": what each of the bodies did, counted."""
    if not all(cells) or not any(column is not None and column.role == "place" for column in columns):
        return columns
    lows = [" ".join(lower(cell).split()) for cell in cells]
    acts = table_words().acts
    return [
        Column("value", "", is_longer=True, said=low) if column is None and low.startswith(acts) else column
        for column, low in zip(columns, lows, strict=True)
    ]


def column_of(cell: str) -> Column | None:
    """What a header cell says; None where its words are not known.

    >>> column_of("Ước thực hiện 6 tháng đầu năm 2023 (tỷ đồng)").role, column_of("Đạt (%)").role
    ('value', 'percent')
    """
    if len(cell) > _MOST_CHARACTERS:
        return None
    low = " ".join(lower(cell).split()).strip(_ENDS)
    if _YEAR.fullmatch(low):
        low = f"năm {low}"
    user_dir = resources.user_pattern_dir()
    first = _FIRST.match(low)
    if first is None or not (first[0] in first_words(user_dir) or table_words().months_first.match(low)):
        return None
    return _column_of(low, user_dir)


@cache
def first_words(_: Path | None) -> frozenset[str]:
    """The words that a header cell can begin with."""
    words = table_words()
    phrases = (*words.roles, *words.fillers, *words.period_begins, *words.acts, "(")
    return frozenset(_FIRST.findall(phrase)[0] for phrase in phrases)


@cache
def opening_phrases(_: Path | None) -> frozenset[str]:
    """What a header can begin with: the names of rows, and of their numbers."""
    return frozenset(phrase for phrase, role in table_words().roles.items() if role in (*_NAMES, "order"))


@lru_cache(maxsize=4096)
def _column_of(low: str, _: Path | None) -> Column | None:
    unit = unit_in(low)
    of_percent = "%" in low
    words, period = _without_period(" ".join(_BRACKETS.sub(" ", low).split()))
    forms = _forms(words, table_words().fillers)
    if not forms[-1]:
        bare = "rate" if of_percent else "period" if period else None
        return Column(bare, "", period, unit, of_percent=of_percent) if bare else None
    roles = table_words().roles
    if unit is not None and roles.get(unit) in RESULTS:  # "Kết nạp đoàn viên (thực hiện/kế hoạch)"
        return Column(roles[unit], unit, period, is_longer=True, said=words)
    phrase = next((form for form in forms if form in roles), None) or _beginning(forms[0], roles)
    if phrase is None:
        return None
    role = _as_rate(roles[phrase]) if of_percent else roles[phrase]
    return Column(role, phrase, period, unit, phrase not in forms, of_percent, words)


def unit_in(low: str) -> str | None:
    """The unit in the brackets of a header cell in lower case: "thu được (tr.đ)"."""
    brackets = (inside.strip() for inside in _BRACKETS.findall(low))
    return next((told for told in brackets if told != "%" and any(map(str.isalpha, told))), None)


def _as_rate(role: str) -> str:
    """ "Đạt (%)", "KH (%)": with a per cent sign the word names a percentage."""
    if role == "whole":
        return "rate"
    return "percent" if role in ("value", "base", "ratio") else role


def _beginning(words: str, roles: Mapping[str, str]) -> str | None:
    """The phrase of the list that longer words stand for: as listed for them, or the longest that they begin with."""
    for phrase, form in table_words().longer_headers:
        if phrase in roles and form.match(words):
            return phrase
    parts = words.split()
    for size in range(len(parts) - 1, 0, -1):
        opening = " ".join(parts[:size])
        role = roles.get(opening)
        of_plan = role == "base" or table_words().later_columns.get(opening) == "base"
        if of_plan or role == "value" or (role in (*RATES, "whole") and size > 1):
            return opening
    return None


def _forms(words: str, fillers: Sequence[str]) -> list[str]:
    """The words of a cell, and what is left of them without fillers at either end."""
    forms = [words]
    bare = words
    while bare and (shorter := _without_filler(bare, fillers)) != bare:
        bare = shorter
        forms.append(bare)
    return forms


def _without_filler(words: str, fillers: Sequence[str]) -> str:
    for filler in fillers:
        if words == filler:
            return ""
        if words.startswith(f"{filler} "):
            return words.removeprefix(f"{filler} ")
        if words.endswith(f" {filler}"):
            return words.removesuffix(f" {filler}")
    return words


def _without_period(words: str) -> tuple[str, PeriodExpr | None]:
    """The words without the period they state; one that is compared with stays as "cùng kỳ"."""
    words = _YEAR.sub(r"năm \g<0>", words)
    period: PeriodExpr | None = None
    for mention in reversed(lex_periods(words)) if _DIGIT.search(words) else ():
        said = words[mention.start : mention.end]
        if mention.type == "time" or not _DIGIT.search(said):
            continue
        compared = mention.value.comparison
        period = period if compared or not mention.value.has_days else mention.value
        instead = ("so với cùng kỳ" if said.startswith("so") else "cùng kỳ") if compared else ""
        words = f"{words[: mention.start]} {instead} {words[mention.end :]}"
    return " ".join(table_words().months.sub(" ", words).split()).strip(_ENDS), period
