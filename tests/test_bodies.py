from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdextract.bodies import gazetteer
from cdextract.bodies.lexing import Body, lex_bodies
from cdextract.text.normalised import normalise

UNITS = [unit for unit in gazetteer.load().units if unit.valid_to.year >= 2025]
DISTRICTS = [unit for unit in UNITS if unit.level == "district"]


def read(text: str) -> list[tuple[str, str | None]]:
    norm = normalise(text).norm
    return [(m.value.form, m.value.province) for m in lex_bodies(norm) if m.type == "body"]


@given(st.sampled_from(DISTRICTS), st.sampled_from(["LĐLĐ {}", "LĐLĐ {} ({})", "LĐLĐ {}, tỉnh {}", "các cấp công đoàn {}"]))
def test_every_district_is_read(unit: gazetteer.Unit, form: str) -> None:
    text = f"Năm 2023, {form.format(f'{unit.type} {unit.name}', unit.province)} kết nạp 12 đoàn viên"
    if "tỉnh" in form and unit.province in ("Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Hồ Chí Minh", "Huế"):
        text = text.replace("tỉnh " + unit.province, "thành phố " + unit.province)
    (mention,) = [m for m in lex_bodies(text) if m.type == "body"]
    assert (mention.value.level, mention.value.name) == (unit.type, unit.name)
    assert mention.value.province == (unit.province if form.count("{}") == 2 else None)
    assert text[mention.end :].lstrip().startswith("kết nạp")


@given(st.sampled_from(DISTRICTS))
def test_every_district_is_read_in_capitals(unit: gazetteer.Unit) -> None:
    (mention,) = lex_bodies(f"LĐLĐ {unit.type} {unit.name} ({unit.province}) tổng kết".upper())
    assert (mention.value.name, mention.value.province) == (unit.name, unit.province)


@given(st.sampled_from([unit for unit in UNITS if unit.level == "province"]))
def test_every_province_is_read(unit: gazetteer.Unit) -> None:
    assert read(f"LĐLĐ {unit.type} {unit.name} kết nạp 12 đoàn viên") == [(f"LĐLĐ {unit.type} {unit.name}", None)]


@given(st.text(alphabet="LĐCSlđcông đoàncơsởhuyệnQ.7 TP,;()-\n'&%", max_size=80))
def test_mentions_are_ordered_and_do_not_overlap(text: str) -> None:
    mentions = lex_bodies(text)
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LĐLĐ TP.Vinh, LĐLĐ TX.Hoàng Mai", [("LĐLĐ thành phố Vinh", None), ("LĐLĐ thị xã Hoàng Mai", None)]),
        ("LĐLĐ các quận 1, 3 và Phú Nhuận (TP HCM) đều vượt",
         [("LĐLĐ quận 1", "Hồ Chí Minh"), ("LĐLĐ quận 3", "Hồ Chí Minh"), ("LĐLĐ quận Phú Nhuận", "Hồ Chí Minh")]),
        ("LĐLĐ các quận: Ba Đình, Tây Hồ; LĐLĐ các huyện: Ba Vì, Mê Linh",
         [(f"LĐLĐ {name}", None) for name in ("quận Ba Đình", "quận Tây Hồ", "huyện Ba Vì", "huyện Mê Linh")]),
        ("LĐLĐ huyện Văn Giang, Khoái Châu và thị xã Mỹ Hào",
         [("LĐLĐ huyện Văn Giang", None), ("LĐLĐ huyện Khoái Châu", None), ("LĐLĐ thị xã Mỹ Hào", None)]),
        ("LĐLĐ huyện Châu Thành, Bến Tre", [("LĐLĐ huyện Châu Thành", "Bến Tre")]),
        ("LĐLĐ huyện Kim Thành, thành phố Chí Linh", [("LĐLĐ huyện Kim Thành", None), ("LĐLĐ thành phố Chí Linh", None)]),
        ("hai LĐLĐ tỉnh Kiên Giang và An Giang", [("LĐLĐ tỉnh Kiên Giang", None), ("LĐLĐ tỉnh An Giang", None)]),
        ("LĐLĐ huyện đảo Lý Sơn", [("LĐLĐ huyện Lý Sơn", None)]),
        ("LĐLĐ huyện Lak (Đăk Lăk)", [("LĐLĐ huyện Lắk", "Đắk Lắk")]),
        ("Chủ tịch LĐLĐ quận Hai Bà Trưng Nguyễn Thị Hoa cho biết", [("LĐLĐ quận Hai Bà Trưng", None)]),
        ("Chủ tịch Công đoàn ngành Dệt May Hà Nội Nguyễn Văn Hùng", [("Công đoàn ngành Dệt May Hà Nội", "Hà Nội")]),
        ("Công đoàn các Khu công nghiệp (KCN) tỉnh Bắc Ninh", [("Công đoàn các Khu công nghiệp tỉnh Bắc Ninh", "Bắc Ninh")]),
        ("Công đoàn Khu Kinh tế, công nghiệp tỉnh có 90 CĐCS", [("Công đoàn Khu Kinh tế, công nghiệp tỉnh", None)]),
        ("Công đoàn các khu công nghiệp phát triển 90 đoàn viên", [("Công đoàn các khu công nghiệp", None)]),
        ("Công đoàn Tổng Công ty Xây lắp Sông Hậu có 23 CĐCS", [("Công đoàn Tổng Công ty Xây lắp Sông Hậu", None)]),
        ("CĐCS Trường THPT Nguyễn Trãi có 80 đoàn viên", [("CĐCS Trường THPT Nguyễn Trãi", None)]),
        ("CĐCS Công ty Minh Phát tại Hà Nội", [("CĐCS Công ty Minh Phát", None)]),
        ("Công đoàn Công ty Khảo sát mỏ - TKV có 3 tổ", [("Công đoàn Công ty Khảo sát mỏ - TKV", None)]),
        ("Theo Chủ tịch Công đoàn phường Hồ Thị Lan, có 9 CĐCS", []),
        ("Công đoàn phường Hồ Thị Kỷ có 9 CĐCS", [("Công đoàn phường Hồ Thị Kỷ", None)]),
        ("Công đoàn phường Hà Giang 2, tỉnh Tuyên Quang", [("Công đoàn phường Hà Giang 2", "Tuyên Quang")]),
        ("Công đoàn phường Hà Giang 2 kết nạp 64 đoàn viên", [("Công đoàn phường Hà Giang 2", None)]),
        ("Công đoàn xã Hòa Lợi 2 CĐCS, 64 đoàn viên", [("Công đoàn xã Hòa Lợi", None)]),
        ("Công đoàn xã Mỹ Bình 8, Công đoàn xã Hòa Lợi 4.", [("Công đoàn xã Mỹ Bình", None), ("Công đoàn xã Hòa Lợi", None)]),
        ("Công đoàn phường 12, quận Gò Vấp kết nạp 64 đoàn viên", [("Công đoàn phường 12", "Hồ Chí Minh")]),
        ("Công đoàn Công ty Kho bãi và Cảng Hồng Hà có 3 tổ", [("Công đoàn Công ty Kho bãi và Cảng Hồng Hà", None)]),
        ("Công đoàn Công ty Hồng Hà thăm mỏ - TKV", [("Công đoàn Công ty Hồng Hà", None)]),
        ("Công đoàn viên chức tỉnh đang có 45 CĐCS", [("Công đoàn viên chức tỉnh", None)]),
        ("các CĐCS trên địa bàn Đồng Nai ký 272 thỏa ước", [("LĐLĐ Đồng Nai", None)]),
        ("thành lập 12 CĐCS doanh nghiệp", []),
        ("LĐLĐ thành phố vinh dự đón nhận", []),
        ("Công đoàn xây dựng huyện vững mạnh", []),
        ("Đại học Công đoàn, Khách sạn Công đoàn Hạ Long", []),
    ],
)  # fmt: skip
def test_names(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert read(text) == expected


def test_anaphors_and_places() -> None:
    found = [(m.type, m.value) for m in lex_bodies("Ban Thường vụ LĐLĐ tỉnh họp ở huyện Kế Sách; toàn tỉnh có 59/63 LĐLĐ huyện, thị xã vượt")]
    assert [(kind, value.level) for kind, value in found] == [("anaphor", "tỉnh"), ("place", "huyện"), ("anaphor", "tỉnh")]
    assert [value.union for kind, value in found if kind == "anaphor"] == [True, False]


def test_places_of_a_headline() -> None:
    def places(title: str) -> list[str]:
        return [m.value.name for m in lex_bodies(title, headline=True) if m.type == "place"]

    assert places("Dân chủ cơ sở ở Tân Lạc") == ["Tân Lạc"]
    assert places("Kon Tum: Nguồn phát triển Đảng") == ["Kon Tum"]
    assert places("Chuyện chị Nguyễn Thị Hòa Bình") == []
    assert lex_bodies("Dân chủ cơ sở của Tân Lạc") == []


def test_form_of_a_body() -> None:
    assert Body("sector", None, None, "Công đoàn ngành Y tế", "CĐ ngành Y tế").form == "Công đoàn ngành Y tế"


@pytest.mark.parametrize(
    ("text", "form", "province"),
    [
        ("Công đoàn Khu kinh tế Vân Phong và các khu công nghiệp (Khánh Hòa) họp", "Công đoàn Khu kinh tế Vân Phong và các khu công nghiệp", "Khánh Hòa"),
        ("Ban Công đoàn Quốc phòng họp", "Ban Công đoàn Quốc phòng", None),
        ("CĐCS Bệnh viện Đa khoa tỉnh Sơn La kết nạp 9 đoàn viên", "CĐCS Bệnh viện Đa khoa tỉnh Sơn La", "Sơn La"),
        ("Công đoàn Công ty Điện lực Lai Châu kết nạp 9 đoàn viên", "Công đoàn Công ty Điện lực Lai Châu", "Lai Châu"),
        ("Công đoàn Công ty Giày Thái Bình kết nạp 9 đoàn viên", "Công đoàn Công ty Giày Thái Bình", None),
    ],
)  # fmt: skip
def test_names_that_keep_their_form(text: str, form: str, province: str | None) -> None:
    value = next(mention.value for mention in lex_bodies(text) if mention.type == "body")
    assert (value.form, value.province) == (form, province)


def test_a_named_province_is_a_place_and_no_anaphor() -> None:
    types = [[m.type for m in lex_bodies(text)] for text in ("toàn tỉnh Bến Tre có 9 xã", "toàn tỉnh có 9 xã")]
    assert types == [["place"], ["anaphor"]]
