from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdextract.bodies import gazetteer

PLACES = gazetteer.load()
REFORM = date(2025, 6, 30)


def test_number_of_units_by_date() -> None:
    def alive(level: str, day: date) -> int:
        return sum(unit.alive(day) for unit in PLACES.units if unit.level == level)

    assert alive("province", date(2024, 12, 31)) == 63
    assert alive("province", REFORM) == 63
    assert alive("province", date(2025, 7, 1)) == 34
    assert alive("district", date(2024, 10, 1)) == 704
    assert alive("district", REFORM) == 696
    assert alive("district", date(2025, 7, 1)) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Đắk Lắk", "ĐĂK LĂK"), ("Đắk Lắk", "Đắc Lắc"), ("Đắk Lắk", "Daklak"), ("Đắk Nông", "Đăk Nông"), ("Quy Nhơn", "Qui Nhơn"),
        ("Phú Quý", "Phú Quí"), ("Mỹ Đức", "Mĩ Đức"), ("Cư M'gar", "Cư M' gar"), ("Cư M'gar", "Cư Mgar"), ("Sa Pa", "Sapa"),
        ("Phan Rang - Tháp Chàm", "Phan Rang-Tháp Chàm"), ("Bà Rịa - Vũng Tàu", "BR-VT"), ("Thừa Thiên Huế", "Thừa Thiên - Huế"),
        ("Kon Tum", "Kontum"), ("Buôn Ma Thuột", "Buôn Mê Thuột"), ("Hồ Chí Minh", "HCM"), ("Bắc Kạn", "Bắc Cạn"), ("Pleiku", "Plei Ku"),
    ],
)  # fmt: skip
def test_spellings_of_one_name(one: str, other: str) -> None:
    found = {unit.code for unit in PLACES.versions(other)}
    assert found
    assert found <= {unit.code for unit in PLACES.versions(one)}


@pytest.mark.parametrize(("one", "other"), [("Thanh Hóa", "Thạnh Hóa"), ("Phú Yên", "Phù Yên"), ("Tân Thành", "Tân Thạnh")])
def test_names_that_only_marks_tell_apart(one: str, other: str) -> None:
    assert not {unit.code for unit in PLACES.versions(one)} & {unit.code for unit in PLACES.versions(other)}
    assert PLACES.mistyped(one, level="district") is None or PLACES.known(one)


def test_only_unique_mistyped_names_are_mended() -> None:
    assert PLACES.mistyped("Thach Thất", level="district") == "Thạch Thất"
    assert PLACES.mistyped("Thanh Tri", level="district") is None  # Thanh Trì or Thạnh Trị
    assert PLACES.mistyped("Xuân Thường", level="district") is None


@pytest.mark.parametrize(
    ("name", "type_word", "day", "expected"),
    [
        ("Huế", "thành phố", date(2024, 12, 31), [("474", "Thừa Thiên Huế")]),
        ("Huế", "thành phố", date(2025, 1, 1), [("46", "Huế")]),
        ("Đồng Nai", "thành phố", date(2026, 4, 30), [("75", "Đồng Nai")]),
        ("Kỳ Anh", "thị xã", date(2024, 1, 1), [("449", "Hà Tĩnh")]),
        ("Kỳ Anh", "huyện", date(2024, 1, 1), [("447", "Hà Tĩnh")]),
        ("Hoàng Mai", "quận", date(2024, 1, 1), [("008", "Hà Nội")]),
        ("Hòa Bình", "huyện", date(2024, 1, 1), [("961", "Bạc Liêu")]),
        ("Chí Linh", "huyện", date(2022, 1, 1), [("290", "Hải Dương")]),  # a thành phố by then: the type word is a preference
        ("Phú Xuyên", "huyện", date(2026, 1, 1), [("280", "Hà Nội")]),  # ended: the last version
        ("Bắc Ninh", "thành phố", date(2026, 1, 1), [("256", "Bắc Ninh")]),  # the town, not the province of that name
        ("Thủ Đức", "thành phố", date(2022, 1, 1), [("769", "Hồ Chí Minh")]),
        ("7", "quận", date(2022, 1, 1), [("778", "Hồ Chí Minh")]),
        ("Nowhere", None, date(2022, 1, 1), []),
    ],
)
def test_units_of_a_name_on_a_day(name: str, type_word: str | None, day: date, expected: list[tuple[str, str]]) -> None:
    assert [(unit.code, unit.province) for unit in PLACES.at(name, day, type=type_word)] == expected


def test_ten_districts_are_called_chau_thanh() -> None:
    assert len(PLACES.at("Châu Thành", date(2024, 1, 1), type="huyện")) == 10


def test_reused_codes_go_with_the_name_of_the_time() -> None:
    assert [PLACES.province(name, date(2024, 1, 1)).code for name in ("Bắc Giang", "Bắc Ninh")] == ["24", "27"]  # type: ignore[union-attr]
    assert PLACES.province("Bắc Ninh", date(2026, 1, 1)).code == "24"  # type: ignore[union-attr]
    assert PLACES.today_of("Bắc Giang", date(2026, 1, 1)) == "Bắc Ninh"


@given(st.sampled_from(PLACES.units), st.integers(min_value=0, max_value=30 * 365))
def test_at_gives_units_in_force_or_none_is_in_force(unit: gazetteer.Unit, days: int) -> None:
    day = date(2008, 1, 1) + timedelta(days=days)
    found = PLACES.at(unit.name, day, level=unit.level)
    assert found
    if any(version.alive(day) for version in PLACES.versions(unit.name, level=unit.level)):
        assert all(version.alive(day) for version in found)


@given(st.sampled_from(PLACES.units))
def test_capitals_and_unmarked_keys(unit: gazetteer.Unit) -> None:
    assert gazetteer.key(unit.name.upper()) == gazetteer.key(unit.name)
    assert gazetteer.unmarked(unit.name).isascii()
    assert unit in PLACES.versions(unit.name.upper())
