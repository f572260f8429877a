from __future__ import annotations

import pytest

from period_helpers import UNKNOWN, days, periods, year


def test_years_compared_with_are_not_reported_on() -> None:
    body = "Năm 2023, tỉnh xảy ra 36 vụ, giảm 4 vụ so với năm 2022. Số cuộc ngừng việc là 14 cuộc."
    assert [days(found) for found in periods(body, "36 vụ", "14 cuộc")] == [year(2023)] * 2


def test_two_levels_belong_to_the_later_year() -> None:
    words = "tăng từ 120 sáng kiến năm 2022 lên 160 sáng kiến năm 2023"
    assert days(periods(f"Số sáng kiến {words}.", words)[0]) == year(2023)


def test_years_of_plans_and_documents_are_not_reported_on() -> None:
    body = (
        "Năm 2022, huyện thành lập 7 CĐCS theo Nghị quyết số 02-NQ/TW ngày 12/6/2021. "
        "Đơn vị triển khai kế hoạch hoạt động năm 2023. Huyện kết nạp 300 đoàn viên. "
        "Năm 2023, huyện phấn đấu thành lập 9 CĐCS. Đã có 40 đoàn viên được giới thiệu cho Đảng."
    )
    found = periods(body, "thành lập 7 CĐCS", "kết nạp 300", "40 đoàn viên")
    assert [days(one) for one in found] == [year(2022)] * 3


def test_a_part_of_the_year_takes_its_year_from_the_context() -> None:
    body = "Triển khai kế hoạch phát triển đoàn viên năm 2022, 6 tháng đầu năm, LĐLĐ quận thành lập 24/52 CĐCS."
    assert days(periods(body, "thành lập 24/52 CĐCS")[0]) == (2022, "2022-01-01", "2022-06-30")
    body = "Quý II, tỉnh kết nạp 900 đoàn viên."
    assert days(periods(body, "kết nạp 900", published="2024-07-05")[0]) == (2024, "2024-04-01", "2024-06-30")
    assert days(periods(body, "kết nạp 900", published="2025-01-05")[0]) == (2024, "2024-04-01", "2024-06-30")
    assert days(periods(body, "kết nạp 900")[0]) == UNKNOWN


def test_counted_up_to_a_day() -> None:
    body = (
        "Năm 2022, thị xã kết nạp 735 đoàn viên. Tính đến ngày 31/12/2022, thị xã có 152 CĐCS. "
        "Các CĐCS giới thiệu 168 đoàn viên ưu tú cho Đảng."
    )
    before, stock, after = periods(body, "kết nạp 735", "có 152 CĐCS", "giới thiệu 168")
    assert days(stock) == (2022, None, "2022-12-31")
    assert days(before) == days(after) == year(2022)


@pytest.mark.parametrize(
    "words",
    ["LĐLĐ quận hiện quản lý 98 CĐCS", "Đến nay, quận có 98 CĐCS", "Hiện đơn vị có 98 CĐCS", "Quận đang có 98 CĐCS"],
)
def test_a_present_state_has_no_period(words: str) -> None:
    body = f"Năm 2023, quận kết nạp 500 đoàn viên. {words}. Quận mở 2 lớp."
    stock, flow = periods(body, "98 CĐCS", "mở 2 lớp", published="2024-02-01")
    assert days(stock) == UNKNOWN
    assert days(flow) == year(2023)


def test_the_term_that_a_congress_opens_is_not_reported_on() -> None:
    body = "Đại hội Công đoàn huyện lần thứ X, nhiệm kỳ 2023 - 2028 có 120 đại biểu. Cả nhiệm kỳ huyện kết nạp 800 đoàn viên."
    assert days(periods(body, "kết nạp 800")[0]) == UNKNOWN


def test_brackets_that_closed_do_not_govern_what_follows() -> None:
    body = "Năm 2023, tỉnh thu 12 tỷ đồng (năm 2022 thu 10 tỷ đồng), kết nạp 900 đoàn viên."
    assert days(periods(body, "kết nạp 900")[0]) == year(2023)


def test_the_way_ahead_beside_results_is_not_reported_on() -> None:
    body = "Theo báo cáo kết quả quý I năm 2024 và phương hướng nhiệm vụ quý II năm 2024, huyện kết nạp 300 đoàn viên."
    assert days(periods(body, "kết nạp 300")[0]) == (2024, "2024-01-01", "2024-03-31")
    body = "10 tháng năm 2023, huyện kết nạp 300 đoàn viên. Dự kiến cả năm kết nạp 400 đoàn viên. Huyện mở 5 lớp."
    assert days(periods(body, "mở 5")[0]) == (2023, "2023-01-01", "2023-10-31")


def test_since_a_month_without_a_year() -> None:
    body = "Năm 2023, huyện kết nạp 90 đoàn viên. Từ tháng 7 đến nay, huyện kết nạp 40 đoàn viên."
    dated = [days(one) for one in periods(body, "kết nạp 90", "kết nạp 40", published="2024-09-18")]
    assert dated == [year(2023), (2024, "2024-07-01", "2024-09-18")]
    body = "Từ đầu tháng 11 đến nay, huyện kết nạp 40 đoàn viên."
    assert days(periods(body, "kết nạp 40", published="2024-02-05")[0]) == (None, "2023-11-01", "2024-02-05")


@pytest.mark.parametrize(
    "words",
    [
        "Sáng 8/12/2023, hội đồng công bố kết quả lấy phiếu. Ông Nam nhận 41 phiếu",
        "Chiều 8/12/2023, Quốc hội biểu quyết luật. Kết quả, có 41 đại biểu tán thành",
        "Kết quả kiểm phiếu công bố chiều 8/12/2023 cho thấy bà Hoa được 41 phiếu",
        "Ngày 8/12/2023, cử tri xã đi bầu đại biểu HĐND nhiệm kỳ 2021-2026. Đã có 41 khu vực bỏ phiếu",
        "Sáng 8/12/2023, hội đồng biểu quyết thông qua nghị quyết về chương trình giám sát năm 2024. Có 41 đại biểu tán thành",
        "Quốc hội thông qua nghị quyết về ngân sách năm 2024 vào sáng 8/12/2023. Có 41 đại biểu tán thành",
    ],
)
def test_votes_are_of_their_day(words: str) -> None:
    [found] = periods(f"{words}.", words[words.index("41") :])
    assert days(found) == (2023, "2023-12-08", "2023-12-08")


def test_other_figures_beside_a_vote_are_not_of_its_day() -> None:
    body = (
        "Năm 2023, huyện kết nạp 90 đoàn viên. Sáng 8/12/2023, hội đồng biểu quyết sửa Quyết định số 3 ngày 5/1/2019. "
        "Có 41 đại biểu tán thành. Huyện thu 480 phiếu khảo sát."
    )
    flow, votes, survey = periods(body, "kết nạp 90", "41 đại biểu tán thành", "thu 480 phiếu")
    assert days(flow) == days(survey) == year(2023)
    assert days(votes) == (2023, "2023-12-08", "2023-12-08")


def test_votes_counted_up_to_an_hour() -> None:
    body = "Đến hết thời gian bỏ phiếu ngày 23/5/2021, tỉnh có 9.100 cử tri bầu đại biểu HĐND nhiệm kỳ 2021-2026."
    assert days(periods(body, "9.100 cử tri")[0]) == (2021, None, "2021-05-23")


def test_last_year_is_the_one_before_the_year_of_its_sentence() -> None:
    body = "Năm 2022, huyện lập 9 CĐCS. Năm 2023, huyện phấn đấu lập 8 CĐCS; năm trước đã giới thiệu 34 đoàn viên."
    assert days(periods(body, "giới thiệu 34", published="2023-02-08")[0]) == year(2022)


def test_the_mark_of_the_newspaper_does_not_hide_the_period() -> None:
    body = "Quý I/2023, huyện kết nạp 90 đoàn viên.\n\n(TTB) - Năm 2022, huyện lập 9 CĐCS. Huyện mở 3 lớp."
    assert days(periods(body, "mở 3")[0]) == year(2022)


def test_a_period_of_the_subject_holds_behind_a_semicolon() -> None:
    body = "Trong tháng 3/2017, cả nước có 900 doanh nghiệp. Miền Đông quý I/2017 có 110 doanh nghiệp; miền Tây 60."
    assert days(periods(body, "60")[0]) == (2017, "2017-01-01", "2017-03-31")


@pytest.mark.parametrize(
    "body",
    [
        "Trong 2 năm qua, từ 2018 - 2020, huyện trồng 840 ha rừng. Số cây phân tán là 96 nghìn cây.",
        "Nhiệm kỳ qua (2018-2020), huyện trồng 840 ha rừng. Số cây phân tán là 96 nghìn cây.",
    ],
)
def test_years_beside_vaguer_words_tell_what_they_mean(body: str) -> None:
    assert [days(found) for found in periods(body, "840 ha", "96 nghìn cây", published="2021-03-02")] == [
        (None, "2018-01-01", "2020-12-31")
    ] * 2


def test_a_day_behind_until_now_is_its_end() -> None:
    body = "Đến nay (4.8), huyện có 96.000 người đã tiêm. Trong đó, 41.000 người tiêm hai mũi."
    found = periods(body, "96.000 người", "41.000 người", published="2021-08-05")
    assert [days(one) for one in found] == [(2021, None, "2021-08-04")] * 2


def test_figures_of_a_session_are_of_its_day() -> None:
    body = "Đóng cửa phiên 4/8, VN-Index giảm 8,4 điểm. Giá trị giao dịch đạt 12.300 tỷ đồng."
    found = periods(body, "giảm 8,4", "12.300 tỷ", published="2023-08-04")
    assert [days(one) for one in found] == [(2023, "2023-08-04", "2023-08-04")] * 2


def test_a_season_compared_with_is_not_the_period() -> None:
    body = "Năm 2019, tỉnh gieo cấy 84.000 ha, bằng 97% vụ hè thu năm trước; vùng cao đạt 12.000 ha, bằng 101%."
    assert [days(one) for one in periods(body, "84.000 ha", "12.000 ha")] == [year(2019)] * 2


def test_months_that_open_a_headline() -> None:
    found = periods("Toàn tỉnh có 412 vụ.", "412 vụ", title="Tám tháng, cháy rừng giảm", published="2019-09-02")
    assert days(found[0]) == (2019, "2019-01-01", "2019-08-31")


@pytest.mark.parametrize(
    ("body", "figure", "expected"),
    [
        (
            "Ngày 5/3/2021, LĐLĐ huyện tổng kết năm 2020; 96/104 đại biểu có mặt.",
            "96/104",
            (2021, "2021-03-05", "2021-03-05"),
        ),
        (
            "Sáng 5/3/2021, huyện họp. Dự họp có 96 ủy viên có mặt trên 104 người.",
            "96 ủy viên",
            (2021, "2021-03-05", "2021-03-05"),
        ),
        ("Năm 2020, huyện kết nạp 96 đảng viên có mặt đầu năm.", "96 đảng viên", year(2020)),
        (
            "Trong đợt hiến máu sáng 5/3/2021, huyện có 412 người tham gia.",
            "412 người",
            (2021, "2021-03-05", "2021-03-05"),
        ),
        ("Trong ngày nghỉ lễ 2/9/2021, cả nước xảy ra 12 vụ.", "12 vụ", (2021, "2021-09-02", "2021-09-02")),
        ("Theo rà soát năm 2020, số hộ nghèo của huyện hiện còn 1.204 hộ.", "1.204 hộ", year(2020)),
        ("Năm 2020, huyện thành lập 5 CĐCS, hiện có 1.204 đoàn viên.", "1.204 đoàn viên", UNKNOWN),
        ("Kỳ thi tốt nghiệp THPT 2019 toàn huyện có 812 em dự thi.", "812 em", year(2019)),
        ("Tính đến 20h00’  ngày 5/3/2021, huyện có 812 người tiêm.", "812 người", (2021, None, "2021-03-05")),
        (
            "Buổi thi Toán sáng 7/6/2022, tỉnh có 9.412/9.500 thí sinh dự thi.",
            "9.412/9.500",
            (2022, "2022-06-07", "2022-06-07"),
        ),
        (
            "Theo kết quả Tổng điều tra ngày 1/4/2019, tỉnh có 98.200 hộ, trong đó 12.300 hộ có xe, chiếm 12,5%.",
            "12.300 hộ",
            (2019, "2019-04-01", "2019-04-01"),
        ),
        (
            "Tại HĐND tỉnh ngày 11/12/2014, ông Lâm có 89/90 phiếu hợp lệ và 46 phiếu tín nhiệm cao.",
            "89/90",
            (2014, "2014-12-11", "2014-12-11"),
        ),
        (
            "Doanh thu quý 3/2018 đạt 93 tỷ đồng, giảm 27% so với quý 3/2017; riêng quý này lãi 7 tỷ đồng.",
            "lãi 7",
            (2018, "2018-07-01", "2018-09-30"),
        ),
    ],
)
def test_days_of_meetings_and_occasions(body: str, figure: str, expected: tuple[int | None, str | None, str | None]) -> None:
    assert days(periods(body, figure)[0]) == expected


def test_a_ballot_told_behind_a_colon_and_places_listed_by_kind() -> None:
    body = "Ngày 5/3/2021, huyện bỏ phiếu. Số phiếu hợp lệ: 49/50. Có 12/14 xã, thị trấn đạt 100% cử tri đi bầu."
    assert [days(one) for one in periods(body, "49/50", "12/14")] == [(2021, "2021-03-05", "2021-03-05")] * 2


def test_up_to_this_moment_is_up_to_the_day_of_publication() -> None:
    text = "Đến thời điểm này, toàn tỉnh đã có 114 CĐCS tổ chức đại hội."
    assert days(periods(text, "114 CĐCS", published="2022-11-06")[0]) == (2022, None, "2022-11-06")
    assert days(periods(text, "114 CĐCS")[0]) == UNKNOWN


@pytest.mark.parametrize(
    ("body", "figure", "expected"),
    [
        (
            "Theo đó, trong cuộc bầu cử ngày 22/5/2011, có 64 người trúng cử, trong đó có 14 nữ (21,88%).",
            "14 nữ (21,88%)",
            (2011, "2011-05-22", "2011-05-22"),
        ),
        (
            "Tại tỉnh, trong buổi thi Ngữ văn sáng 27/6/2024 có 36.986 thí sinh dự thi (đạt 99,64%).",
            "36.986 thí sinh dự thi (đạt 99,64%)",
            (2024, "2024-06-27", "2024-06-27"),
        ),
        (
            "Trong tháng 8/2019, xuất khẩu than tăng 3%.\n\nSau 8 tháng năm 2019, điện thoại đạt 33 tỷ USD, tăng 4,3%.\n\nĐứng thứ hai là dệt may đạt 21,7 tỷ USD, tăng 9,8%.",
            "21,7 tỷ USD, tăng 9,8%",
            (2019, "2019-01-01", "2019-08-31"),
        ),
        (
            "Trong 10 tháng năm 2023, thu 500 tỷ đồng. Số chậm đóng là 98,6 tỷ đồng, chiếm 3,45% tổng số phải thu của cả năm.",
            "98,6 tỷ đồng, chiếm 3,45%",
            (2023, "2023-01-01", "2023-10-31"),
        ),
        (
            "Năm 2022, huyện kết nạp 483 đoàn viên.\n\nTrong 6 tháng đầu năm 2024, huyện tiếp tục kết nạp 142/250 đoàn viên (đạt 56,8%).",
            "142/250",
            (2024, "2024-01-01", "2024-06-30"),
        ),
        (
            "Năm 2022, huyện kết nạp 483 đoàn viên.\n\nTrong quý IV năm 2024, huyện tiếp tục kết nạp 142 đoàn viên.",
            "142",
            (2022, "2022-01-01", "2022-12-31"),
        ),
        (
            "Sáu tháng đầu năm 2019, tổng số bản án là 54, trong đó năm 2018 chuyển sang 39 bản án (72,2%).",
            "39 bản án",
            (2019, "2019-01-01", "2019-06-30"),
        ),
        (
            "Năm 2023, có 1.012 thí sinh dự thi.\n\nTrong buổi thi Văn sáng 27/6/2024 có 986 thí sinh dự thi (đạt 99%).",
            "986",
            (2024, "2024-06-27", "2024-06-27"),
        ),
        (
            "Trong tháng 4/2022, xuất khẩu đạt 2 tỷ USD.\n\nTrong nhóm hàng chủ yếu 4 tháng đầu năm, nhiều mặt hàng tăng như: điện tử đạt 7 tỷ USD; may đạt 144 triệu USD, tăng 17%.",
            "144 triệu USD",
            (2022, "2022-01-01", "2022-04-30"),
        ),
    ],
)
def test_openings_of_sentences_and_what_looks_like_a_plan_or_a_whole(body: str, figure: str, expected: tuple[int, str, str]) -> None:
    assert days(periods(body, figure)[0]) == expected


@pytest.mark.parametrize(
    ("body", "figure", "published", "expected"),
    [
        (
            "6 tháng đầu năm 2023, huyện kết nạp 104 đoàn viên.\n\nTết Quý Mão 2023, huyện hỗ trợ 215 đoàn viên, tăng 4%.",
            "215 đoàn viên",
            "2023-07-02",
            (2023, "2023-01-01", "2023-06-30"),
        ),
        ("Tết Quý Mão 2023, huyện hỗ trợ 215 đoàn viên, tăng 4%.", "215 đoàn viên", "2023-07-02", (2023, "2023-01-01", "2023-12-31")),
        ("Huyện vừa khám tuyển nghĩa vụ năm 2020 cho 652/1.661 thanh niên, đạt 39%.", "652/1.661", "2019-11-09", UNKNOWN),
        ("Huyện đã khám tuyển năm 2019 cho 652/1.661 thanh niên, đạt 39%.", "652/1.661", "2019-11-09", (2019, "2019-01-01", "2019-12-31")),
        (
            "Từ năm 2010 đến 2015, tỉnh thành lập 150 CĐCS, nâng tổng số hiện nay lên 1.410 CĐCS; kết nạp 16.800 đoàn viên.",
            "16.800 đoàn viên",
            "2019-04-18",
            (None, "2010-01-01", "2015-12-31"),
        ),
    ],
)
def test_tet_years_to_come_and_the_state_of_now(body: str, figure: str, published: str, expected: tuple[int | None, str | None, str | None]) -> None:
    assert days(periods(body, figure, published=published)[0]) == expected


def test_a_meeting_elects_on_its_own_day() -> None:
    body = (
        "Trong hai ngày 25 và 26/1/2018, huyện mở đại hội. Nhiệm kỳ 2013-2018, huyện kết nạp 300 đoàn viên.\n\n"
        "Đại hội bầu 21/23 đồng chí vào Ban Chấp hành. Cả nhiệm kỳ có 40/50 CĐCS vững mạnh."
    )
    elected, after = periods(body, "21/23", "40/50")
    assert days(elected) == (2018, "2018-01-25", "2018-01-26")
    assert days(after) == (None, "2013-01-01", "2018-12-31")


def test_the_day_of_a_session() -> None:
    body = "9 tháng năm 2023, công ty lãi 812 tỷ đồng, tăng 5%. Chốt phiên 27/10, cổ phiếu giảm 4,2% xuống 20.500 đồng."
    assert days(periods(body, "20.500")[0]) == (2023, "2023-10-27", "2023-10-27")


def test_terms_and_years_of_plans_and_rates_are_not_reported_on() -> None:
    body = "Quý III/2025, huyện kết nạp 148 đoàn viên, đạt 49,3% chỉ tiêu (300 đoàn viên) của cả nhiệm kỳ; 21/33 CĐCS tổ chức đối thoại."
    assert days(periods(body, "21/33")[0]) == (2025, "2025-07-01", "2025-09-30")
    body = "Tính đến 30/6/2015, nợ xấu là 480 tỷ đồng, chiếm 1,94% (giảm so với tỷ lệ 3,6% của 6 tháng đầu năm 2014)."
    assert days(periods(body, "480 tỷ đồng")[0]) == (2015, None, "2015-06-30")


def test_a_stock_goes_on() -> None:
    body = "7 tháng năm 2024, tỉnh lập 20 CĐCS. Hiện LĐLĐ tỉnh quản lý 12 công đoàn cấp trên. Toàn tỉnh có 785 CĐCS với 53.162 đoàn viên."
    assert days(periods(body, "785 CĐCS")[0]) == UNKNOWN


def test_those_present_were_so_on_the_day_of_the_meeting() -> None:
    body = "Ngày 16/12/2025, tỉnh mở đại hội. Năm 2024, tỉnh lập 20 CĐCS. Có mặt tại Đại hội là 298/300 đại biểu."
    assert days(periods(body, "298/300")[0]) == (2025, "2025-12-16", "2025-12-16")


def test_a_part_of_the_year_is_not_reported_on_long_before_its_end() -> None:
    body = "6 tháng đầu năm, tỉnh kết nạp 900 đoàn viên."
    assert days(periods(body, "kết nạp 900", published="2024-01-10")[0]) == (2023, "2023-01-01", "2023-06-30")
    assert days(periods(body, "kết nạp 900", published="2024-05-28")[0]) == (2024, "2024-01-01", "2024-06-30")


def test_the_year_of_a_plan_given_does_not_end_the_part_being_reported() -> None:
    plan = "Năm 2024, Tổng LĐLĐ Việt Nam giao tỉnh kết nạp 3.000 đoàn viên."
    body = f"9 tháng đầu năm 2024, tỉnh kết nạp 2.684 đoàn viên. {plan} Tỉnh thành lập 21 CĐCS."
    assert days(periods(body, "21 CĐCS")[0]) == (2024, "2024-01-01", "2024-09-30")
    other_year = f"Năm 2023, tỉnh kết nạp 2.684 đoàn viên. {plan} Tỉnh thành lập 21 CĐCS."
    assert days(periods(other_year, "21 CĐCS")[0]) == year(2024)


@pytest.mark.parametrize(
    ("published", "expected"),
    [(None, 2022), ("2023-01-10", 2022), ("2023-08-10", 2023), ("2022-08-10", 2022)],
)
def test_the_year_follows_that_of_the_same_period_compared_with(published: str | None, expected: int) -> None:
    body = "6 tháng đầu năm, tỉnh kết nạp 120 đoàn viên, tăng 20% so với cùng kỳ năm 2021."
    assert periods(body, "kết nạp 120", published=published)[0].year == expected


def test_the_days_of_a_campaign_stand_in_brackets_behind_its_name() -> None:
    body = "Năm 2022, tỉnh trao 51 giấy khen. Trong tháng cao điểm vì người nghèo (từ ngày 17/10/2022 đến 18/11/2022), quỹ tiếp nhận 2 tỷ đồng."
    assert days(periods(body, "2 tỷ đồng")[0]) == (2022, "2022-10-17", "2022-11-18")
    level = "Năm 2022, tỉnh thành lập 12 CĐCS (từ ngày 17/10/2022 đến 18/11/2022 là 3 CĐCS), kết nạp 140 đoàn viên."
    assert days(periods(level, "kết nạp 140")[0]) == year(2022)
