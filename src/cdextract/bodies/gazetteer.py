"""Provinces and districts of Vietnam, by date.

Names are looked up by a *key* that does not depend on case, spaces, apostrophes, hyphens, i/y and the spellings of Đắk.
Dates matter: districts ended on 2025-06-30, 63 provinces became 34, GSO codes were reused, and a city of one name was a
district of a province until it became a province itself (Huế, 2025-01-01).
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from cdextract.rules.compiled import compile_rule
from cdextract.rules.resources import pattern_dir

DATE_WHEN_UNKNOWN = date(2024, 12, 31)
"""The map that an undated text is read with: the last day before the changes of 2025."""

PROVINCE_TYPES = {"tỉnh": "tỉnh", "thành phố trung ương": "thành phố"}
LONGEST_NAME = 6  # words of "Bà Rịa - Vũng Tàu", the hyphen counted, and one to spare

_DAK = compile_rule(r"(?<!\p{L})(?:đ[ắăa][kc]|dak)")
_I_FOR_Y = compile_rule(r"(?<!\p{L})((?:qu|[hklmstv]))([yỳýỷỹỵ])(?!\p{L})")
_I = dict(zip("yỳýỷỹỵ", "iìíỉĩị", strict=True))
_IGNORED = compile_rule(r"[\s'\-]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """One version of a province or district: its name, type and place in the tree between two dates (inclusive)."""

    code: str
    name: str
    level: str  # "province" or "district"
    type: str  # "tỉnh", "thành phố", "thị xã", "quận", "huyện"
    province: str
    province_code: str
    valid_from: date
    valid_to: date
    aliases: tuple[str, ...]
    successor: str = ""  # the province that a province became a part of on 2025-07-01

    def alive(self, on: date) -> bool:
        """Whether this version was in force on that day."""
        return self.valid_from <= on <= self.valid_to


@lru_cache(maxsize=1 << 16)
def key(name: str) -> str:
    """What two spellings of one name have in common.

    >>> key("ĐĂK LẮK") == key("Đắk Lắk"), key("Phú Quí") == key("Phú Quý"), key("Cư Mgar") == key("Cư M'gar")
    (True, True, True)
    """
    low = _DAK.sub("đắk", name.lower())
    low = _I_FOR_Y.sub(lambda match: match[1] + _I[match[2]], low)
    return _IGNORED.sub("", low).replace("lăk", "lắk").replace("lắc", "lắk")


def unmarked(name: str) -> str:
    """The key without any diacritics, to recognise names with a wrong or missing mark ("Thach Thất")."""
    split = unicodedata.normalize("NFD", key(name))
    return "".join(char for char in split if not unicodedata.combining(char)).replace("đ", "d")


_WORD = compile_rule(r"[\p{L}\d]+")


class Gazetteer:
    """All units, found by name. Build it once with `load()`."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units = tuple(units)
        self._by_key: dict[str, list[Unit]] = {}
        self._by_unmarked: dict[str, set[str]] = {}
        self._first_words: set[str] = set()
        for unit in self.units:
            for spelling in (unit.name, *unit.aliases):
                self._by_key.setdefault(key(spelling), []).append(unit)
                self._by_unmarked.setdefault(unmarked(spelling), set()).add(key(unit.name))
                self._first_words.update(key(word) for word in _WORD.findall(spelling)[:1])

    def may_begin(self, word: str) -> bool:
        """Whether a name begins with this word.

        >>> load().may_begin("Thạch"), load().may_begin("Hội")
        (True, False)
        """
        return key(word) in self._first_words

    def versions(self, name: str, *, level: str | None = None, type: str | None = None) -> list[Unit]:
        """All units that were ever called so, of one level or type where given; [] for an unknown name.

        >>> sorted({unit.province for unit in load().versions("Hoàng Mai", type="quận")})
        ['Hà Nội']
        """
        found = self._by_key.get(key(name), [])
        return [u for u in found if (level is None or u.level == level) and (type is None or u.type == type)]

    def at(self, name: str, on: date | None, *, level: str | None = None, type: str | None = None) -> list[Unit]:
        """The units of that name in force on a day; where there are none, the versions that ended last before it.

        A district that ended on 2025-06-30 is thus still found in a text of 2026 ("huyện Phú Xuyên cũ").
        The type word is a preference: writers go on saying "huyện" for a while after it became a thị xã.

        >>> [(unit.level, unit.province) for unit in load().at("Huế", date(2024, 5, 1), type="thành phố")]
        [('district', 'Thừa Thiên Huế')]
        >>> [(unit.level, unit.province) for unit in load().at("Huế", date(2025, 5, 1), type="thành phố")]
        [('province', 'Huế')]
        """
        day = on or DATE_WHEN_UNKNOWN
        named = self.versions(name, level=level)
        typed = [unit for unit in named if unit.type == type] or named
        alive = [unit for unit in typed if unit.alive(day)]
        if alive:
            return alive
        levels = {unit.level for unit in typed}
        retyped = [unit for unit in named if unit.level in levels and unit.alive(day)]
        return retyped or _nearest(typed, day)

    def province(self, name: str, on: date | None = None) -> Unit | None:
        """The province of that name on a day, or None.

        >>> load().province("Bắc Ninh", date(2024, 1, 1)).code, load().province("Bắc Ninh", date(2026, 1, 1)).code
        ('27', '24')
        """
        found = self.at(name, on, level="province")
        return found[0] if found else None

    def today_of(self, province: str, on: date) -> str:
        """The province that an area of that name belongs to on a day ("Bình Dương" in 2026: "Hồ Chí Minh").

        >>> load().today_of("Bình Dương", date(2026, 1, 1)), load().today_of("Bình Dương", date(2024, 1, 1))
        ('Hồ Chí Minh', 'Bình Dương')
        """
        unit = self.province(province, on)
        return unit.successor if unit and unit.valid_to < on and unit.successor else province

    def known(self, name: str) -> bool:
        """Whether any unit was ever called so."""
        return key(name) in self._by_key

    def mistyped(self, name: str, *, level: str) -> str | None:
        """The only name of that level that differs from `name` by diacritics alone, else None.

        >>> load().mistyped("Thach Thất", level="district")
        'Thạch Thất'
        """
        keys = self._by_unmarked.get(unmarked(name), set())
        names = {unit.name for k in keys for unit in self._by_key[k] if unit.level == level}
        return names.pop() if len(names) == 1 else None


def _nearest(units: list[Unit], day: date) -> list[Unit]:
    """The versions that ended last before the day, else those that began first after it."""
    ended = [unit for unit in units if unit.valid_to < day]
    if ended:
        last = max(unit.valid_to for unit in ended)
        return [unit for unit in ended if unit.valid_to == last]
    first = min((unit.valid_from for unit in units), default=None)
    return [unit for unit in units if unit.valid_from == first]


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise


def _unit(row: dict[str, str], *, level: str) -> Unit:
    kind = PROVINCE_TYPES[row["type"]] if level == "province" else row["type"].partition(" thuộc ")[0]
    return Unit(
        code=row["gso_code"],
        name=row["name"],
        level=level,
        type=kind,
        province=row.get("province") or row["name"],
        province_code=row.get("province_code") or row["gso_code"],
        valid_from=_day(row["valid_from"], date.min),
        valid_to=_day(row["valid_to"], date.max),
        aliases=tuple(alias.strip() for alias in row["aliases"].split(";") if alias.strip()),
        successor=row.get("successor", ""),
    )


@cache
def load() -> Gazetteer:
    """The gazetteer that is shipped in `patterns/gazetteer` (sources and dates: SOURCES.md there)."""
    folder = pattern_dir() / "gazetteer"
    provinces = [_unit(row, level="province") for row in _read(folder / "provinces.csv")]
    districts = [_unit(row, level="district") for row in _read(folder / "districts.csv")]
    return Gazetteer(provinces + districts)
