"""What earlier sentences leave for later figures."""

from __future__ import annotations

import pytest

from period_helpers import UNKNOWN, days, periods, year


def test_the_reporting_period_carries_over_until_another_is_stated() -> None:
    body = (
        "Năm 2022, LĐLĐ huyện Tân An thành lập 7 CĐCS. Đơn vị mở 3 lớp tập huấn.\n\n"
        "Cán bộ công đoàn bám sát cơ sở. Năm 2021, huyện kết nạp 540 đoàn viên."
    )
    first, second, third = periods(body, "thành lập 7 CĐCS", "mở 3 lớp", "kết nạp 540")
    assert days(first) == days(second) == year(2022)
    assert "carried over" in second.how
    assert days(third) == year(2021)


def test_what_is_done_up_to_a_day_goes_on() -> None:
    body = "Tính đến ngày 15/12/2025, phường kết nạp 1.318 đoàn viên. Đơn vị cũng thành lập 9 CĐCS."
    assert [days(one) for one in periods(body, "kết nạp 1.318", "thành lập 9")] == [(2025, None, "2025-12-15")] * 2


def test_a_term_has_days_but_no_year() -> None:
    body = (
        "Nhiệm kỳ 2018 - 2023, tỉnh kết nạp 11.340 đoàn viên. Cả nhiệm kỳ mở 148 lớp. Riêng năm 2022, thu 31 tỷ đồng."
    )
    whole, again, one_year = periods(body, "kết nạp 11.340", "mở 148", "thu 31")
    assert days(whole) == days(again) == (None, "2018-01-01", "2023-12-31")
    assert days(one_year) == year(2022)


def test_headline_and_summary_give_the_year() -> None:
    body = "Sáng 5/1, LĐLĐ tỉnh tổ chức hội nghị tổng kết hoạt động năm 2023, triển khai nhiệm vụ năm 2024.\n\nNăm qua, tỉnh lập 72 CĐCS."
    assert days(periods(body, "lập 72 CĐCS", published="2024-01-05")[0]) == year(2023)
    body = "LĐLĐ huyện kết nạp 300 đoàn viên."
    found = periods(body, "kết nạp 300", title="Huyện Tân An: Kết quả công đoàn năm 2019")[0]
    assert days(found) == year(2019)
    assert found.how == "from the headline"


def test_this_year_is_that_of_publication() -> None:
    body = "Năm nay, LĐLĐ huyện lập mới ba CĐCS."
    assert days(periods(body, "ba CĐCS", published="2022-12-20")[0]) == year(2022)
    body = "Từ đầu năm đến nay, huyện kết nạp 1.600 đoàn viên."
    assert days(periods(body, "kết nạp 1.600", published="2024-09-18")[0]) == (2024, "2024-01-01", "2024-09-18")
    assert days(periods(body, "kết nạp 1.600")[0]) == UNKNOWN


def test_nothing_is_invented_from_the_day_of_publication() -> None:
    assert days(periods("LĐLĐ huyện kết nạp 300 đoàn viên.", "kết nạp 300", published="2022-12-20")[0]) == UNKNOWN


def test_captions_and_other_articles_do_not_count() -> None:
    body = (
        "Năm 2022, quận thành lập 53 CĐCS.\n\nCông nhân nhận quà ngày 20/10/2023. Ảnh: Minh Đức\n\n"
        "Quận giới thiệu 365 đoàn viên ưu tú cho Đảng."
    )
    assert days(periods(body, "giới thiệu 365")[0]) == year(2022)


def test_the_year_of_the_plan_serves_where_no_other_is_stated() -> None:
    body = "Chỉ tiêu giao cho huyện năm 2023 là kết nạp 150 đoàn viên. Kết quả, huyện kết nạp 163 đoàn viên."
    found = periods(body, "kết nạp 163")[0]
    assert days(found) == year(2023)
    assert "plan" in found.how


def test_since_the_term_began_has_no_days() -> None:
    body = "Năm 2023, huyện kết nạp 90 đoàn viên. LĐLĐ huyện từ đầu nhiệm kỳ đến nay đã kết nạp 700 đoàn viên."
    assert days(periods(body, "kết nạp 700", published="2024-02-05")[0]) == UNKNOWN


def test_a_heading_gives_its_period_to_the_list_below() -> None:
    body = (
        "LĐLĐ huyện Tân An họp.\n\nI. KẾT QUẢ NHIỆM KỲ 2017-2022\n- Kết nạp 900 đoàn viên.\n- Thành lập 8 CĐCS.\n\n"
        "II. PHƯƠNG HƯỚNG NĂM 2023\n- Hướng tới 95 đoàn viên.\n\nHội nghị kết thúc cùng ngày."
    )
    first, second, ahead = periods(body, "Kết nạp 900", "Thành lập 8", "95 đoàn viên")
    assert days(first) == days(second) == (None, "2017-01-01", "2022-12-31")
    assert days(ahead) == UNKNOWN


def test_unfinished_lines_that_head_nothing_give_no_period() -> None:
    body = "Năm 2022, quận lập 53 CĐCS.\n\nCông đoàn quận tổng kết năm 2020\n\nQuận giới thiệu 365 đoàn viên ưu tú."
    assert days(periods(body, "giới thiệu 365")[0]) == year(2022)


@pytest.mark.parametrize(
    "words",
    [
        "tăng 5% với tháng 6/2022",
        "tăng 5% so với con số 700 lượt của tháng 6/2022",
        "tăng 5% so với dịp lễ năm 2022",
        "tăng 5% so với một năm trước",
        "tăng 5% so với cùng kỳ (năm 2022 đạt 91%)",
    ],
)
def test_what_is_compared_with_is_never_carried_over(words: str) -> None:
    body = f"Tháng 6/2023, tỉnh đón 800 lượt khách, {words}; xe đạt 60 chuyến. Khách quốc tế đạt 70 lượt."
    found = [days(one) for one in periods(body, "60 chuyến", "70 lượt", published="2023-07-03")]
    assert found == [(2023, "2023-06-01", "2023-06-30")] * 2


def test_the_week_told_before() -> None:
    body = "Trong tuần từ 7/9 đến 13/9/2020, tỉnh có 90 ca. Đến nay có 800 ca. Cũng trong tuần này, tỉnh có 30 ca."
    assert days(periods(body, "30 ca", published="2020-09-16")[0]) == (2020, "2020-09-07", "2020-09-13")
    body = "Tính đến ngày 20/1/2016, tỉnh có 12 dự án. Vốn tháng này đạt 800 tỷ đồng."
    assert days(periods(body, "800 tỷ")[0]) == (2016, "2016-01-01", "2016-01-31")


def test_the_day_on_which_a_result_was_printed_is_not_that_of_the_vote() -> None:
    body = "Ngày 4/8, cổng thông tin của tỉnh đăng tải kết quả lấy phiếu. Ông An được 31 phiếu tín nhiệm cao."
    assert days(periods(body, "31 phiếu", published="2023-08-06")[0]) == UNKNOWN


def test_a_ratio_out_of_the_stock_told_before_is_of_its_day() -> None:
    body = (
        "6 tháng đầu năm 2021, huyện lập 4 CĐCS. Tính đến ngày 30/6/2021, huyện quản lý 96 CĐCS. "
        "Có 41/96 đơn vị ký thỏa ước. Có 12/15 xã tổ chức hội thi."
    )
    out_of, other = periods(body, "41/96", "12/15")
    assert days(out_of) == (2021, None, "2021-06-30")
    assert days(other) == (2021, "2021-01-01", "2021-06-30")


def test_the_day_of_a_deed_is_that_of_its_paragraph() -> None:
    body = (
        "Ngày 12/4/2023, đoàn viên xã An Bình ra quân hiến máu với 300 người dự. Sau một buổi có 212 đơn vị máu.\n\n"
        "Phong trào lan rộng, đã có 12/20 xã tham gia."
    )
    kept, other = periods(body, "212 đơn vị", "12/20 xã")
    assert days(kept) == (2023, "2023-04-12", "2023-04-12")
    assert days(other) == UNKNOWN
    session = "Trong phiên giao dịch đầu giờ sáng nay (5/10, giờ Việt Nam), giá vàng tăng. Bạc tăng 2% lên 24 USD."
    assert days(periods(session, "tăng 2%", published="2022-10-05")[0]) == (2022, "2022-10-05", "2022-10-05")


def test_the_day_of_a_visit_is_not_that_of_what_was_known_before() -> None:
    body = "Ngày 12/4/2023, đoàn công tác làm việc với xã An Bình. Xã có 12/20 thôn văn hóa."
    assert days(periods(body, "12/20 thôn")[0]) == UNKNOWN


def test_what_came_of_a_plan_is_of_its_year() -> None:
    body = "Năm 2019, LĐLĐ huyện đề ra kế hoạch thành lập 12 CĐCS. {} huyện thành lập 14 CĐCS. Có 3 lớp tập huấn."
    assert [days(one) for one in periods(body.format("Kết quả,"), "14 CĐCS", "3 lớp")] == [year(2019)] * 2
    assert days(periods(body.format("Trước đó"), "14 CĐCS")[0]) == UNKNOWN


def test_the_day_of_the_line_above_a_table_is_that_of_its_rows() -> None:
    table = "Loại | Số chuyến | Tỷ lệ\nChuyến bay | 420 |\nChậm chuyến | 21 | 5,0%\n"
    assert days(periods(f"Thống kê chuyến bay ngày 3/5/2019\n{table}", "21")[0]) == (2019, "2019-05-03", "2019-05-03")
    assert days(periods(f"Sở họp ngày 3/5/2019 tại trụ sở.\n{table}", "21")[0]) == UNKNOWN


@pytest.mark.parametrize("words", ["nâng tổng số CĐCS hiện có lên 96", "đưa số CĐCS đang quản lý lên 96"])
def test_a_total_that_was_raised_is_of_the_period_reported(words: str) -> None:
    assert days(periods(f"Năm 2022, huyện thành lập 7 CĐCS, {words} đơn vị.", "lên 96")[0]) == year(2022)


def test_a_span_of_a_few_days_is_that_of_its_paragraph() -> None:
    first = "Tai nạn trong thời gian từ ngày 29/4 đến ngày 2/5/2023 giảm 31 vụ (-19%)."
    told = "Trong khi đó số người bị thương tăng 9 người (+11%)."
    assert days(periods(f"{first} {told}", "9 người")[0]) == (2023, "2023-04-29", "2023-05-02")
    assert days(periods(f"{first}\n\n{told}", "9 người")[0]) == UNKNOWN


def test_up_to_now_is_the_day_told_before() -> None:
    body = "Tính đến ngày 30/9/2021, tỉnh hỗ trợ 210 đoàn viên. Đến nay, tỉnh kết nạp 1.318 đoàn viên."
    found = periods(body, "hỗ trợ 210", "kết nạp 1.318", published="2021-10-06")
    assert [days(one) for one in found] == [(2021, None, "2021-09-30")] * 2


def test_a_month_told_beside_is_left_again() -> None:
    body = "9 tháng đầu năm 2024, tỉnh kết nạp 12.905 đoàn viên; riêng tháng 9 kết nạp 1.320 đoàn viên. Tỉnh lập 61 CĐCS."
    whole, month, again = periods(body, "kết nạp 12.905", "kết nạp 1.320", "lập 61", published="2024-10-10")
    assert days(whole) == days(again) == (2024, "2024-01-01", "2024-09-30")
    assert days(month) == (2024, "2024-09-01", "2024-09-30")


def test_years_of_laws_and_of_prices_are_no_periods() -> None:
    body = "Năm 2020, giá trị sản xuất (giá so sánh 2010) đạt 900 tỷ đồng. Theo Luật Công đoàn 2012, tỉnh thu 31 tỷ đồng."
    assert [days(one) for one in periods(body, "900 tỷ", "thu 31")] == [year(2020)] * 2


def test_a_year_that_is_over_is_not_still_to_come() -> None:
    body = "Năm 2011, các cấp hội tập trung vận động hội viên góp công. Toàn huyện có 2.846 hộ đạt danh hiệu."
    assert days(periods(body, "2.846 hộ", published="2012-01-18")[0]) == year(2011)
    assert periods(body, "2.846 hộ", published="2011-01-18")[0].year is None


def test_a_sentence_that_counts_out_of_the_whole_of_a_ratio_goes_on() -> None:
    body = (
        "6 tháng đầu năm 2019, kết nạp 40 đoàn viên.\n\nĐến hết tháng 6, đã có 131/164 CĐCS ký thỏa ước. "
        "Có 112/164 đơn vị tổ chức hội nghị. Có 7/9 đơn vị đối thoại."
    )
    ends = [days(one) for one in periods(body, "131/164", "112/164", "7/9")]
    assert ends[0] == ends[1] == (2019, None, "2019-06-30")
    assert ends[2] == (2019, "2019-01-01", "2019-06-30")


def test_the_days_of_a_contest_are_those_of_what_is_told_of_it() -> None:
    body = "Hội thi{} diễn ra từ ngày 20-8 đến 10-9-2025, trên trang điện tử.\n\nCó 2.216/4.387 công đoàn cơ sở dự."
    assert days(periods(body.format(""), "2.216/4.387", published="2025-09-22")[0]) == (2025, "2025-08-20", "2025-09-10")
    assert days(periods("Đại hội diễn ra từ ngày 12 đến 13/6/2023. Nhiệm kỳ qua, có 216/437 CĐCS đạt loại tốt.", "216/437")[0]) == UNKNOWN


def test_when_a_building_was_finished_is_no_period_of_results() -> None:
    body = "Công trình trị giá 5,6 tỷ đồng hoàn thành tháng 8/2016.\n\nTính đến hết năm 2016, huyện có 38/61 trường đạt chuẩn. Toàn huyện có 702/915 phòng học kiên cố."
    assert [days(one) for one in periods(body, "38/61", "702/915")] == [(2016, None, "2016-12-31")] * 2


def test_the_revolution_of_august_is_no_month() -> None:
    body = "Tập san viết về 80 năm Cách mạng Tháng Tám. Có 216/437 CĐCS đặt mua."
    assert days(periods(body, "216/437", published="2025-09-22")[0]) == UNKNOWN


def test_a_level_in_brackets_of_any_verb_is_not_reported_on() -> None:
    body = "Trong 9 tháng đầu năm 2017, đã nhận 1.236 đơn, giảm 94 đơn (9 tháng đầu năm 2016 nhận 1.330 đơn). Đã giải quyết 143/182 đơn."
    assert days(periods(body, "143/182")[0]) == (2017, "2017-01-01", "2017-09-30")


def test_months_behind_an_opening_word_and_a_comma() -> None:
    body = "Xuất khẩu tháng 7/2019 đạt 571.000 tấn. Cụ thể, 7 tháng, nước này mua 318.000 tấn, giảm 65%."
    assert days(periods(body, "318.000 tấn", published="2019-08-06")[0]) == (2019, "2019-01-01", "2019-07-31")


def test_a_day_told_alone_is_that_of_its_figures() -> None:
    body = "Tính đến ngày 19/11/2021, tỉnh đã tiêm 45/60 liều. Riêng ngày 19/11/2021, tỉnh ghi nhận 87 ca, trong đó 31 ca (35,6%)."
    assert days(periods(body, "31 ca", published="2021-11-20")[0]) == (2021, "2021-11-19", "2021-11-19")


def test_a_stock_of_general_news_goes_before_a_year_that_told_nothing() -> None:
    body = "Năm 2024 đánh dấu bước chuyển của tỉnh.\n\nĐến ngày 15/11/2024, tỉnh có 161/161 xã.\n\nLực lượng công an kích hoạt 312.400 tài khoản."
    assert days(periods(body, "312.400", published="2024-11-27")[0]) == (2024, None, "2024-11-15")


def test_a_change_since_the_beginning_of_the_year_is_of_the_stock() -> None:
    body = "9 tháng đầu năm 2024, lãi 3.415 tỷ đồng. Đến ngày 30/9/2024, tài sản đạt 168.430 tỷ đồng.\n\nCổ đông họp. Nợ nhóm 5 là 2.348 tỷ đồng, tăng 23% so với đầu năm."
    found = periods(body, "3.415", "2.348 tỷ đồng, tăng 23%", published="2024-10-29")
    assert [days(one) for one in found] == [(2024, "2024-01-01", "2024-09-30"), (2024, None, "2024-09-30")]


@pytest.mark.parametrize(
    ("body", "figure", "expected"),
    [
        ("Tính đến ngày 20/9/2021, có 312 doanh nghiệp dừng.\n\nChị nghỉ từ tháng 7.\n\nCũng tính đến thời điểm trên, 118.240 người đã tiêm.",
         "118.240", (2021, None, "2021-09-20")),
        ("Quý II/2023, lãi 512 tỷ đồng. Tại thời điểm cuối quý II/2023, nợ xấu là 2.311 tỷ đồng.", "2.311", (2023, None, "2023-06-30")),
        ("Cuộc họp bàn công việc của năm 2019. Thu ngân sách 9 tháng năm 2019 được 2.258 tỷ đồng.\n\nThu đất 412/850 tỷ đồng.",
         "412/850", (2019, "2019-01-01", "2019-09-30")),
        ("Năm 2012, có 8.214/8.530 thí sinh đỗ, tăng hơn năm trước 4%.", "8.214/8.530", (2012, "2012-01-01", "2012-12-31")),
        ("Từ ngày 15/7/2022 đến ngày 21/7/2022, có 486 ca. Tính đến ngày 21/7/2022, có 4.215 ca.\n\nĐã xử lý 312/318 ổ dịch.",
         "312/318", (2022, None, "2022-07-21")),
    ],
)  # fmt: skip
def test_what_general_news_reports_on(body: str, figure: str, expected: tuple[object, ...]) -> None:
    assert days(periods(body, figure, published=None)[0]) == expected
