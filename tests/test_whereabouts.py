"""District and province of figures in news that speaks of no union."""

from __future__ import annotations

from datetime import date

import pytest

from cdextract.article import Article
from cdextract.pipeline import rows


def places(text: str, title: str | None = None) -> list[tuple[str | None, str | None]]:
    """District and province of the rows of an article, none of which may have a body."""
    found = rows(Article("a", text, title, None, date(2024, 6, 1)))
    assert {row["org"] for row in found} <= {None}
    return [(row["district"], row["province"]) for row in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vụ xuân 2023, toàn huyện Quỳnh Lưu (Nghệ An) gieo cấy 9.120/9.000 ha, đạt 101,3% kế hoạch.", ("Quỳnh Lưu", "Nghệ An")),
        ("Năm 2021, Huyện ủy Định Quán (Đồng Nai) kết nạp 204 đảng viên, đạt 102% chỉ tiêu.", ("Định Quán", "Đồng Nai")),
        ("Riêng Cô Tô (Quảng Ninh) đón 84.000 lượt khách, tăng 12% so với cùng kỳ.", ("Cô Tô", "Quảng Ninh")),
        ("Quý I, Cục Thuế Bắc Giang thu 2.140 tỷ đồng, đạt 21,4% dự toán.", (None, "Bắc Giang")),
        ("Khách đến Kon Tum ước đạt 310.000 lượt, tăng 9% so với cùng kỳ.", (None, "Kon Tum")),
        ("Đến nay, 93,4% trong gần 2.400 hộ kinh doanh của quận Thanh Khê (Đà Nẵng) đã đăng ký.", ("Thanh Khê", "Đà Nẵng")),
        ("Điện đã đến 12/12 huyện, thị xã của Phú Yên, đạt 100%.", (None, "Phú Yên")),
        ("Xã Tân Hưng, huyện Tân Châu, tỉnh Tây Ninh có 412/430 hộ đạt chuẩn, đạt 95,8%.", ("Tân Châu", "Tây Ninh")),
    ],
)  # fmt: skip
def test_a_place_named_in_the_sentence(text: str, expected: tuple[str | None, str | None]) -> None:
    assert set(places(text)) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "Ông Nguyễn Thái Bình cho biết đã giải ngân 450 tỷ đồng, đạt 45% kế hoạch.",
        "Công ty Cổ phần Xây dựng Hòa Bình đạt doanh thu 320 tỷ đồng, tăng 12% so với cùng kỳ.",
        "Tuyến đường Hà Nội - Hải Phòng đón 12.400 lượt xe, tăng 12% so với cùng kỳ.",
        "Đoàn TNCS Hồ Chí Minh kết nạp 450 đảng viên, đạt 45% kế hoạch.",
    ],
)
def test_names_of_other_things_are_no_places(text: str) -> None:
    assert set(places(text)) == {(None, None)}


def test_the_country_and_several_places_are_no_single_place() -> None:
    text = "Tỉnh Quảng Nam thu 9.000 tỷ đồng, đạt 41% dự toán. {} thu 733.000 tỷ đồng, đạt 43% dự toán."
    for several in ("Cả nước", "Đồng Nai và Bình Dương", "Vùng Đông Nam Bộ"):
        assert places(text.format(several)) == [(None, "Quảng Nam"), (None, None)]
    assert places(text.format("So với cả nước, tỉnh Phú Yên")) == [(None, "Quảng Nam"), (None, "Phú Yên")]


def test_what_is_named_for_comparison_is_passed_over() -> None:
    text = "Tỉnh Lạng Sơn thu 2.100 tỷ đồng, đạt 26% dự toán, cao hơn Cao Bằng. Thu nội địa 700 tỷ đồng, đạt 31% dự toán."
    assert places(text) == [(None, "Lạng Sơn")] * 2


def test_whole_province_leaves_the_district() -> None:
    text = "Tại huyện Krông Nô (Đắk Nông), 1.204/1.300 hộ có nước sạch. Toàn tỉnh có 120.400 hộ, chiếm 85%."
    assert places(text) == [("Krông Nô", "Đắk Nông"), (None, "Đắk Nông")]


def test_a_district_in_a_list_of_its_province() -> None:
    text = "Tỉnh Gia Lai còn 21.000 hộ nghèo, chiếm 5,8%. Một số huyện còn cao như Ia Grai có 1.910 hộ, chiếm 8,1%."
    assert places(text) == [(None, "Gia Lai"), ("Ia Grai", "Gia Lai")]


def test_the_headline_tells_where_nothing_else_does() -> None:
    assert places("Sản lượng tôm đạt 62.000 tấn, tăng 9% so với cùng kỳ.", "Sóc Trăng: Tôm được mùa") == [(None, "Sóc Trăng")]
