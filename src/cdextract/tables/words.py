"""The words of `patterns/tables.yaml`, compiled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
from cdextract.rules.loading import load_yaml
from cdextract.text.normalised import longest_first
from cdextract.words.tokens import tie_words


@dataclass(frozen=True, slots=True)
class TableWords:
    """What the cells of tables say. `roles`: phrase of a header → what its column holds; `rate_name`: the name of a row
    of rates ("Tỷ lệ hộ nghèo"); the other fields are keys of the file, or made of them."""

    roles: Mapping[str, str]
    fillers: tuple[str, ...]
    later_columns: Mapping[str, str]
    counts: tuple[str, ...]
    acts: tuple[str, ...]
    longer_headers: tuple[tuple[str, regex.Pattern[str]], ...]
    period_begins: tuple[str, ...]
    months: regex.Pattern[str]
    months_first: regex.Pattern[str]
    number_cell: regex.Pattern[str]
    missing: regex.Pattern[str]
    rate_name: regex.Pattern[str]
    total: regex.Pattern[str]
    unit_line: regex.Pattern[str]
    unit_inside: regex.Pattern[str]


def table_words() -> TableWords:
    """The shipped words, with the user's own where there are any."""
    return _table_words(resources.user_pattern_dir())


@cache
def _table_words(_: Path | None) -> TableWords:
    data = load_yaml("tables.yaml")
    unit = rf"(?:{_any_of(data['unit_labels'])})\s*:\s*(?P<unit>[^():;,]{{1,30}}?)\s*"
    return TableWords(
        roles={phrase: role for role, phrases in reversed(data["columns"].items()) for phrase in phrases},
        fillers=tuple(longest_first(data["fillers"])),
        later_columns=data["later_columns"],
        counts=tuple(f"{word} " for word in data["counts"]),
        acts=tuple(f"{word} " for word in data["acts"]),
        longer_headers=tuple((phrase, compile_rule(form)) for phrase, form in data["longer_headers"].items()),
        period_begins=tuple(data["period_begins"]),
        months=compile_rule(data["months"]),
        months_first=compile_rule(data["months_first"]),
        number_cell=_compiled(
            rf"(?:(?:{_any_of(data['before_numbers'])}|[<>≥≤~]) ?)?"
            r"[-+]?\d[\d.,]*(?: ?[-/] ?\d[\d.,]*)?(?: ?%| \p{L}[\p{L}/]*){0,3}"
        ),
        missing=_compiled(rf"[-.…x/]{{1,3}}|{_any_of(data['missing'])}"),
        rate_name=compile_rule(rf"(?:[ivx\d]+[.)]|[-+*])?\s*(?:{_any_of(tie_words('rate'))}) (?P<of>.+)"),
        total=_compiled(rf"(?:{_any_of(data['totals'])})(?: \(.*\))?[\s:.]*"),
        unit_line=_compiled(rf"\(?\s*{unit}\)?\.?"),
        unit_inside=_compiled(rf"\(\s*{unit}\)"),
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(regex.escape, longest_first(words)))


def _compiled(pattern: str) -> regex.Pattern[str]:
    return compile_rule(pattern, regex.IGNORECASE)
