"""A body as the text names it → canonical short form, district, province and GSO codes on a day.

Rules: dev ruling 11. "LĐLĐ TP X" is the province's union for the central cities of that day, else a district's. A
district name that several provinces share gets the province named with it, else the only one of them that the article
speaks of.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cdextract.bodies import gazetteer
from cdextract.bodies.gazetteer import DATE_WHEN_UNKNOWN, Unit
from cdextract.bodies.union_words import lexicon
from cdextract.bodies.values import DISTRICT_LEVELS, Body, Place

COMMUNE_UNIONS = date(2025, 7, 1)  # no commune had a union of its own before
MEMORY = date(2010, 1, 1)  # older homes of a name are not weighed against its present one


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a figure belongs. `how` says in plain words why (`cdextract explain`)."""

    org: str | None
    org_type: str | None
    district: str | None
    district_code: str | None
    province: str | None
    province_code: str | None
    how: str


def nowhere(how: str = "no body is named") -> Placed:
    """A figure that no body is named for."""
    return Placed(None, None, None, None, None, None, how)


def article_provinces(named: Iterable[Body | Place]) -> frozenset[str]:
    """The provinces that an article certainly speaks of: named as such or with a body, or only home of a district."""
    found: set[str] = set()
    for item in named:
        if item.province:
            found.add(item.province)
        elif item.name and not getattr(item, "label", ""):
            owner = _only_province(item.level, item.name)
            found |= {owner} if owner else set()
    return frozenset(found)


def _only_province(level: str | None, name: str) -> str | None:
    """The province of that name, or the only one that has had such a district since `MEMORY`."""
    units = _units(level, name, None)
    if units and units[0].level == "province":
        return units[0].province
    same = gazetteer.load().versions(name, level="district")
    same = [unit for unit in same if unit.valid_to >= MEMORY and (level is None or unit.type == units[0].type)]
    return units[0].province if units and len({unit.province_code for unit in same}) == 1 else None


def _units(level: str | None, name: str, on: date | None) -> list[Unit]:
    """The units that a type word and a name can mean on a day."""
    places = gazetteer.load()
    if level == "tỉnh":
        return places.at(name, on, level="province")
    if level in DISTRICT_LEVELS:
        return places.at(name, on, level="district", type=level)
    if level == "thành phố":
        return places.at(name, on, type="thành phố")
    province = [unit for unit in places.versions(name, level="province") if unit.alive(on or DATE_WHEN_UNKNOWN)]
    return province or places.at(name, on, level="district") or places.at(name, on)


def place_to_body(place: Place, level: str | None) -> Body | None:
    """The union of a place; with `level`, only if the place can be of that type."""
    if level is not None and place.level not in (None, level):
        return None
    units = gazetteer.load().versions(place.name)
    types = {unit.type for unit in units}
    if level is not None and level not in types:
        return None
    found = _units(level or place.level, place.name, None)
    if not found:
        return None
    kind = level or place.level or found[-1].type
    province = found[-1].level == "province"
    return Body("province" if province else "district", kind, place.name, "", place.surface, place.province)


def canonical(body: Body, on: date | None, provinces: frozenset[str]) -> Placed:
    """Canonical form, district, province and codes of a body on a day (None: the map of 2024).

    >>> body = Body("district", "huyện", "Châu Thành", "", "LĐLĐ huyện Châu Thành")
    >>> canonical(body, None, frozenset()).province, canonical(body, None, frozenset({"Trà Vinh"})).district_code
    (None, '847')
    """
    if body.org_type == "national":
        return Placed(body.form, "national", None, None, None, None, "")
    if body.label:
        return _labelled(body, on, provinces)
    name = body.name or ""
    units = _units(body.level, name, on)
    if units and units[0].level == "province":
        unit = units[0]
        org = f"LĐLĐ {body.level or unit.type} {unit.name}"
        return Placed(org, "province", None, None, unit.name, unit.code, "")
    return _district(body, name, units, on, provinces)


def _labelled(body: Body, on: date | None, provinces: frozenset[str]) -> Placed:
    """Sector, zone, company and commune unions keep their own form."""
    province = body.province
    local = body.org_type in ("zone", "commune", "sector", "grassroots") and not body.label.endswith(lexicon().country)
    if body.org_type == "commune":
        on = max(on or COMMUNE_UNIONS, COMMUNE_UNIONS)
        provinces = frozenset(gazetteer.load().today_of(name, on) for name in provinces)
    if province is None and local and len(provinces) == 1:
        (province,) = provinces
    unit = gazetteer.load().province(province, on) if province else None
    if unit is None:
        return Placed(body.label, body.org_type, None, None, province, None, "")
    nameless = body.label.endswith(f" {unit.type}")  # "Công đoàn Viên chức tỉnh" in news of Điện Biên
    label = f"{body.label} {unit.name}" if nameless else body.label
    return Placed(label, body.org_type, None, None, province, unit.code, "")


def _district(body: Body, name: str, units: list[Unit], on: date | None, provinces: frozenset[str]) -> Placed:
    owners = {unit.province for unit in units}
    province = body.province
    if province is None and len(owners) == 1:
        (province,) = owners
    if province is None:
        told = owners & provinces if owners else provinces
        province = next(iter(told)) if len(told) == 1 else None
    unit = next((u for u in units if u.province == province), None)
    level = body.level or (unit or units[0]).type if units else body.level
    code = unit.code if unit else None
    province_unit = gazetteer.load().province(province, on) if province else None
    province_code = unit.province_code if unit else province_unit.code if province_unit else None
    org = " ".join(part for part in ("LĐLĐ", level, unit.name if unit else name) if part)
    return Placed(org, "district", unit.name if unit else name, code, province, province_code, "")
