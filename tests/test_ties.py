"""Claims tied to figures told elsewhere: rates of wholes, differences told later, names taken up again."""

from __future__ import annotations

import pytest

from cdextract import extract


def rows(text: str) -> list[tuple[float | None, float | None, float | None, str | None]]:
    """Value, base, percentage and its kind of every row."""
    table = extract(text).astype(object)
    table = table.where(table.notna(), None)
    return list(table[["value", "base", "percent", "percent_kind"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kỳ thi có 2.400 thí sinh dự thi, tỷ lệ đỗ đạt 89,5%.", [(None, 2400, 89.5, "attained")]),
        ("Tỷ lệ tốt nghiệp của 2.400 thí sinh là 98,4%.", [(None, 2400, 98.4, "share")]),
        ("Có 160/262 xã, phường, thị trấn có cử tri đi bầu đạt tỷ lệ 100%.", [(160, 262, None, None)]),
        ("Hơn 3.200 tổ bầu cử có 100% cử tri đi bầu.", []),
        ("81/96 doanh nghiệp ký thỏa ước. Đó là kết quả năm qua, đạt tỷ lệ 84,4%.", [(81, 96, 84.4, "attained")]),
    ],
)
def test_rates(text, expected):
    assert rows(text) == expected


def test_a_difference_told_sentences_later_goes_to_the_one_count_of_its_noun():
    text = "Tỉnh xảy ra 421 vụ cháy. Người dân lo lắng. Nhiều nơi thiếu nước. So với năm trước giảm 39 vụ (8,5%)."
    assert rows(text) == [(421, None, 8.5, "decrease")]
    several = text.replace("Người dân", "Riêng huyện có 52 vụ. Người dân")
    assert rows(several) == [(421, None, 8.5, "decrease")]  # 39 is 8.5 % of 460 only
    assert rows(several.replace("8,5%", "9,3%"))[-1][0] is None


def test_percentages_of_wholes_that_are_named_again():
    text = (
        "Có 8.790 thí sinh, trong đó hệ phổ thông 8.100 thí sinh, hệ thường xuyên 690 thí sinh. "
        "Tỷ lệ đỗ chung đạt 97,6%, hệ phổ thông đạt 98,4%, hệ thường xuyên đạt 88,4%."
    )
    assert [row[1:3] for row in rows(text)] == [(8790, 97.6), (8100, 98.4), (690, 88.4)]


def test_shares_of_cases_and_of_money():
    text = "Có 620 việc, tương ứng 150 tỷ đồng (chiếm 78% trong tổng số việc và 53% trong tổng số tiền)."
    assert [(row[0], row[2]) for row in rows(text)] == [(620, 78), (150_000_000_000, 53)]


def test_ratios_behind_names():
    listed = "Các đảng bộ có kết quả cao so với chỉ tiêu là Tam Hiệp 12/15, Đồng Phú 9/7, Tân Lập 6/8."
    assert [row[:2] for row in rows(listed)] == [(12, 15), (9, 7), (6, 8)]
    assert rows("Sáng 9/7, huyện họp.") == []


def test_the_rate_of_an_earlier_time_is_no_claim():
    assert rows("Giải ngân đạt 148 tỷ đồng, bằng 20,9% kế hoạch (cùng kỳ năm 2023 đạt 22,2%).") == [
        (148_000_000_000, None, 20.9, "attained")
    ]


def test_a_plan_of_growth_is_of_what_was_gained():
    text = "Dư nợ đạt 870 tỷ đồng, tăng 51 tỷ đồng so với đầu năm, đạt 73,1% kế hoạch tăng trưởng."
    assert rows(text) == [(51_000_000_000, None, 73.1, "attained")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # of a whole of the sentence before, where noun and arithmetic agree
        ("Xã gọi khám 640 thanh niên. Kết quả có 614 thanh niên đến khám (96%).", [(614, 640, 96, "share")]),
        ("Xã gọi khám 640 thanh niên. Kết quả có 614 thanh niên đến khám (76%).", [(614, None, 76, "share")]),
        ("Hãng bay 48.200 chuyến, có 8.194 chuyến bị chậm, chiếm 17%.", [(8194, 48200, 17, "share")]),
        # a whole named by most of its words
        (
            "Tỉnh có 412 doanh nghiệp nộp báo cáo thuế quý II. Có 231 công ty, chiếm 56% trong số doanh nghiệp đã nộp báo cáo có lãi.",
            [(231, 412, 56, "share")],
        ),
        # a target behind what was exceeded
        ("Tỉnh đón 9,3 triệu lượt khách, vượt 24% so với mục tiêu ban đầu là 7,5 triệu lượt.", [(9_300_000, 7_500_000, 24, "exceeded")]),
        ("Huyện gặt 1.480 ha lúa, đạt 6,2% trong tổng diện tích 23.900 ha.", [(1480, 23_900, 6.2, "attained")]),
        ("Huyện đã thu hoạch 84/120,5km.", [(84, 120.5, None, None)]),
        ("Sản lượng thịt hơi ước đạt 71.000/KH 158.000 tấn.", [(71_000, 158_000, None, None)]),
        # the whole is itself a share
        ("Trong số 31.200 hộ đăng ký (chiếm 94,5% tổng số hộ) có 30.100 hộ đạt.", [(31_200, None, 94.5, "share"), (30_100, 31_200, None, None)]),
        ("Đoàn giành 82 huy chương vàng trên 210 nội dung, tương ứng 39%.", [(82, 210, 39, "share")]),
    ],
)  # fmt: skip
def test_shares_of_wholes_told_elsewhere(text, expected):
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tỉnh xảy ra 64 vụ, làm 31 người chết và 47 người bị thương; so với cùng kỳ (60 vụ, 30 người chết, 40 người bị thương) "
            "tăng 6,67% số vụ, 3,33% số người chết và 17,5% số người bị thương.",
            [(64, 60, 6.67, "increase"), (31, 30, 3.33, "increase"), (47, 40, 17.5, "increase")],
        ),
        (
            "Cả huyện có 21 vụ cháy, bị thương 12 người, thiệt hại tài sản 9 tỷ đồng. So với năm trước, số vụ cháy tăng 5%, "
            "người bị thương tăng 20%, thiệt hại tài sản tăng 12,5%.",
            [(21, None, 5, "increase"), (12, None, 20, "increase"), (9_000_000_000, None, 12.5, "increase")],
        ),
        ("Huyện có 3.100 hộ nghèo, 900 hộ cận nghèo; tỷ lệ hộ nghèo giảm 4,1%, hộ cận nghèo tăng 1,2%.", []),
        (
            "Công ty đạt 12,4 tỷ đồng lợi nhuận, trong khi cùng kỳ năm trước đạt 31 tỷ đồng. Lợi nhuận giảm 60%.",
            [(12_400_000_000, 31_000_000_000, 60, "decrease")],
        ),
        ("Có 3.120 vụ va chạm, làm 1.020 người chết và 980 người bị thương, giảm 20,5% vụ va chạm.", [(3120, None, 20.5, "decrease")]),
        ("Cảng đón 4,1 triệu lượt khách. Con số này tăng 12% so với cùng kỳ.", [(4_100_000, None, 12, "increase")]),
        ("Cảng đón 4,1 triệu lượt khách và 600 tàu. Con số này tăng 12% so với cùng kỳ.", []),
        ("Số ca mắc là 8.120/3, so với tuần trước (9.020/4) số ca mắc giảm 10%.", [(8120, 9020, 10, "decrease")]),
        ("Dân số là 41.620 người, tăng thêm 160 người so với năm trước (tức tăng 0,4%).", [(41_620, None, 0.4, "increase")]),
        ("Chỉ số giảm 2,4 điểm (2%), chốt ở mức 117,6 điểm.", [(117.6, None, 2, "decrease")]),
        ("Hàng qua cảng tăng 50% (từ gần 3 triệu tấn đến gần 4,5 triệu tấn).", [(4_500_000, 3_000_000, 50, "increase")]),
        (
            "Số người tham gia là 4.280 người; so với cùng kỳ (4.000 người) tăng 280 người (7%); so với chỉ tiêu giao (5.350 người) đạt 80%.",
            [(4280, 4000, 7, "increase"), (4280, 5350, 80, "attained")],
        ),
        ("Thu ngân sách 640 tỷ đồng, đạt 51,2% dự toán tỉnh giao, 46,1% dự toán huyện giao và 92,6% so với cùng kỳ.",
         [(640_000_000_000, None, 51.2, "attained"), (640_000_000_000, None, 46.1, "attained"), (640_000_000_000, None, 92.6, "attained")]),
    ],
)  # fmt: skip
def test_changes_by_name_and_levels_of_an_earlier_time(text, expected):
    assert rows(text) == expected


def test_a_rate_of_the_headline_is_told_once():
    text = "Tỷ lệ đỗ đạt 95,2%\n\nTỉnh có 4.200 thí sinh dự thi, trong đó 3.998 thí sinh đỗ, chiếm 95,2%. Có 5 trường có tỷ lệ đỗ 100%."
    assert rows(text) == [(3998, 4200, 95.2, "share")]


def test_a_rate_behind_its_numbers():
    text = "Danh sách có 41.200 cử tri; số cử tri đi bầu là 40.788 người, tỷ lệ tham gia đạt 99%."
    assert rows(text.replace("99%", "99,00%")) == [(40_788, 41_200, 99, "attained")]


def test_thresholds_and_gifts_are_no_quantities():
    assert rows("Có 870 doanh nghiệp có vốn dưới 10 tỷ đồng, tăng 21%.") == [(870, None, 21, "increase")]
    assert rows("Giảm giá tới 100% như mua 1 tặng 1.") == []
    assert rows("Tỷ số giới tính là 111,5 bé trai trên 100 bé gái.") == []


def test_a_percentage_without_its_sign():
    assert rows("Tòa giải quyết 520 vụ (đạt 78,35).") == [(520, None, 78.35, "attained")]
    assert rows("Tòa giải quyết 520 vụ (đạt 78).") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xuất khẩu 62.300 tấn cà phê (tương đương 1,04 triệu bao), giảm 31%.", [(62_300, None, 31, "decrease")]),
        ("Lợi nhuận gộp giảm 21% xuống 84,6 tỷ đồng, lợi nhuận sau thuế giảm 9%, đạt 51,3 tỷ đồng.",
         [(84_600_000_000, None, 21, "decrease"), (51_300_000_000, None, 9, "decrease")]),
        ("Ngân hàng lãi 940 tỷ đồng, tăng thêm 190 tỷ đồng, tương ứng tăng 25,3%.", [(940_000_000_000, None, 25.3, "increase")]),
        ("Hãng bán 41,2 triệu máy, so sánh với 40 triệu máy của cùng kỳ, tức tăng 3%.", [(41_200_000, 40_000_000, 3, "increase")]),
        ("Diện tích rừng cháy tăng 64% so với cùng kỳ, với tổng diện tích 120,5 ha.", [(120.5, None, 64, "increase")]),
        ("Khảo sát được thực hiện với 820 người. Theo đó, có tới 91% số người được hỏi đồng ý.", [(None, 820, 91, "share")]),
        ("Có 47/50 phiếu hợp lệ, trong đó phiếu tín nhiệm cao đạt 40, chiếm 72,73%; phiếu tín nhiệm là 7, chiếm 12,73%.",
         [(47, 50, None, None), (40, None, 72.73, "share"), (7, None, 12.73, "share")]),
        ("Có 47/50 phiếu hợp lệ, trong đó phiếu tín nhiệm cao đạt 40, chiếm 85,3%; phiếu tín nhiệm là 7, chiếm 14,9%.",
         [(47, 50, None, None), (40, 47, 85.3, "share"), (7, 47, 14.9, "share")]),
        ("Cả tỉnh thu hoạch 640 nghìn ha, trong đó vùng đồng bằng 512 nghìn ha, chiếm 57,4% diện tích xuống giống.",
         [(512_000, None, 57.4, "share")]),
        ("Trường thấp nhất là một trường tư thục, tỷ lệ 20%.", []),
        ("Có hai nhóm giảm giá là văn hóa, giải trí và du lịch (-0,02%).", []),
    ],
)  # fmt: skip
def test_claims_of_general_news(text, expected):
    assert rows(text) == expected


def test_points_of_an_index_count_no_whole_things():
    table = extract("Chỉ số S&P 500 giảm 0,57% xuống 4.461,90.")
    assert table["verdict"].tolist() == ["uncheckable"]


def test_a_day_goes_on_with_what_is_part_of_its_deeds():
    text = "Sáng 10/9/2014, 1.450 thanh niên lên đường. Trong đó có 290 người là đảng viên (20%)."
    found = extract(text)
    assert [(str(row.period_start)[:10], str(row.period_end)[:10]) for row in found.itertuples()] == [("2014-09-10", "2014-09-10")]


def test_goals_go_on_behind_a_bracket_and_answer_a_question():
    text = "LĐLĐ tỉnh Long An đặt chỉ tiêu có 400.000 đoàn viên (hiện có 280.000), xây 250 nhà Mái ấm Công đoàn."
    assert 250 not in [row[0] for row in rows(text)]
    assert [row[0] for row in rows(text.replace(", xây", "; đã xây"))] == [250]
    text = "PV: Năm 2022, LĐLĐ tỉnh Tây Ninh đặt mục tiêu gì?\n\n- Kết nạp 13.000 đoàn viên, thành lập 40 CĐCS."
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xuất khẩu đạt 5.120 tấn, trị giá 21 triệu USD, tăng hơn 10% cả về lượng và giá trị.",
         [(5120, None, 10, "increase"), (21_000_000, None, 10, "increase")]),
        ("Xuất khẩu đạt 5.120 tấn, trị giá 21 triệu USD, tăng 5% về lượng và tăng 3% về giá trị so với tháng trước; "
         "giảm 8% về lượng và giảm 9% về giá trị so với cùng kỳ.",
         [(5120, None, 5, "increase"), (21_000_000, None, 3, "increase"),
          (5120, None, 8, "decrease"), (21_000_000, None, 9, "decrease")]),
        ("Tỉnh có 9.120 tỷ đồng dư nợ, giảm 3% theo quý và 14% theo năm.",
         [(9_120_000_000_000, None, 3, "decrease"), (9_120_000_000_000, None, 14, "decrease")]),
        ("Sản lượng ước đạt 820 nghìn tấn (tăng 4,4% so với kế hoạch năm và 1,4% so với cùng kỳ).",
         [(820_000, None, 4.4, "increase"), (820_000, None, 1.4, "increase")]),
        ("Hãng đạt doanh thu 1.250 tỷ đồng, cao hơn 12% so với cùng kỳ khi sản lượng vận chuyển tăng 21%.",
         [(1_250_000_000_000, None, 12, "increase")]),
        ("Bán ra 3,1 triệu sản phẩm, bất chấp số lượng cửa hàng giảm 2,4%, còn 51.200 cửa hàng.",
         [(51_200, None, 2.4, "decrease")]),
        ("Về tiền, thi hành xong 5.120 tỷ đồng, đạt tỷ lệ 52,4%, tăng 4,1% so với năm 2023, vượt 3,2% chỉ tiêu.",
         [(5_120_000_000_000, None, 52.4, "attained")]),
        ("Bệnh viện khám 24.150/21.000 lượt, đạt 115% kế hoạch, tăng 25% so với cùng kỳ (năm 2017 đạt 90%).",
         [(24_150, 21_000, 115, "attained")]),
        ("Lợi nhuận đạt 90 tỷ đồng, trong khi cùng kỳ năm trước là 120 tỷ đồng, giảm 25%.",
         [(90_000_000_000, 120_000_000_000, 25, "decrease")]),
        ("Năm 2021 là 812.400 người; năm 2022 là 808.100 người, giảm 0,53% so với năm 2021.",
         [(808_100, 812_400, 0.53, "decrease")]),
        ("Giá vàng giảm 500.000 đồng/lượng, tương đương 0,6%, còn 82,5 triệu đồng/lượng.",
         [(82_500_000, None, 0.6, "decrease")]),
        ("Cảng đón 120 triệu tấn hàng. Trong đó, hàng container đạt 3,1 triệu TEU, tăng lần lượt 8% và 7%.",
         [(120_000_000, None, 8, "increase"), (3_100_000, None, 7, "increase")]),
        ("Kế hoạch doanh thu của công ty vẫn tăng 15% lên 8.000 tỷ đồng.", []),
        ("Công ty đạt doanh thu 10.240 tỷ đồng và lợi nhuận 420 tỷ đồng, tương ứng tăng 5% và giảm 18% so với cùng kỳ.",
         [(10_240_000_000_000, None, 5, "increase"), (420_000_000_000, None, 18, "decrease")]),
        ("Các hãng bán 20.730 xe, gồm 14.480 xe du lịch, 6.100 xe tải và 150 xe chuyên dụng, giảm 8% so với tháng trước.",
         [(20_730, None, 8, "decrease")]),
        ("Có 81.450 doanh nghiệp thành lập mới với số vốn đăng ký 629 nghìn tỷ đồng, tăng 19% về số doanh nghiệp và tăng "
         "49% về số vốn đăng ký so với cùng kỳ; so với quý I tăng 13% về số doanh nghiệp và tăng 16% về số vốn đăng ký.",
         [(81_450, None, 19, "increase"), (629_000_000_000_000, None, 49, "increase"),
          (81_450, None, 13, "increase"), (629_000_000_000_000, None, 16, "increase")]),
        ("Tỉnh nhận 5.120 đơn khiếu nại. Nhiều đơn gửi trùng. So với năm trước đó, lượng đơn bớt được 880, tức giảm 14,67%.",
         [(5120, None, 14.67, "decrease")]),
        ("Lương cơ sở tăng từ 1,8 triệu đồng/tháng lên 2,34 triệu đồng/tháng (tăng 30%).",
         [(2_340_000, 1_800_000, 30, "increase")]),
        ("Tổng sản lượng đạt 1.797 nghìn tấn (tăng 2,1% so với cùng kỳ). So với mục tiêu, tổng sản lượng lúa vượt 19,8% "
         "so với kế hoạch quý I (1,5 triệu tấn).",
         [(1_797_000, None, 2.1, "increase"), (1_797_000, 1_500_000, 19.8, "exceeded")]),
        ("Xuất khẩu đạt 151,98  tỷ  USD, tăng 23,1%.", [(151_980_000_000, None, 23.1, "increase")]),
        ("Thu đạt 620 tỷ đồng, bằng 41% dự toán, giảm 3% so cùng kỳ năm 2019 (cùng kỳ năm 2019 đạt 44% dự toán, tăng 9%).",
         [(620_000_000_000, None, 41, "attained"), (620_000_000_000, None, 3, "decrease")]),
    ],
)  # fmt: skip
def test_changes(text, expected):
    assert rows(text) == expected


def test_differences_of_several_counts_in_turn():
    text = "Đầu nhiệm kỳ, huyện có 52 CĐCS với 6.120 đoàn viên. Đến nay có 64 CĐCS với 7.460 đoàn viên, tăng 12 CĐCS và 1.340 đoàn viên."
    table = extract(text)
    assert table[["value", "base", "delta"]].values.tolist() == [[64, 52, 12], [7460, 6120, 1340]]


def test_a_difference_goes_back_to_the_count_that_its_percentage_comes_out_of():
    text = (
        "Công an lập biên bản 5.230 trường hợp vi phạm. Qua đó, phạt 4.100 trường hợp, tước bằng 215 trường hợp. "
        "Chủ yếu là chạy quá tốc độ. So với cùng kỳ, số trường hợp vi phạm giảm 361 trường hợp (-6,46%)."
    )
    assert rows(text) == [(5230, None, 6.46, "decrease")]


def test_earlier_levels_of_several_changes_in_one_pair_of_brackets():
    text = (
        "Xuất khẩu chè đạt 12 nghìn tấn, trị giá 20 triệu USD, giảm 20% về lượng và giảm 16,7% về trị giá so với "
        "tháng 9/2020 (15 nghìn tấn, 24 triệu USD)."
    )
    assert rows(text) == [(12_000, 15_000, 20, "decrease"), (20_000_000, 24_000_000, 16.7, "decrease")]
    wrong = text.replace("24 triệu", "34 triệu")
    assert rows(wrong) == [(12_000, 15_000, 20, "decrease"), (20_000_000, None, 16.7, "decrease")]


def test_an_unnamed_difference_leaves_what_a_later_one_names():
    text = "Tỉnh xảy ra 940 vụ; khám phá 815 vụ. So với tháng trước, giảm 71 vụ (-6,1%), giảm 40 số vụ khám phá (-4,8%)."
    assert rows(text)[:2] == [(940, None, 6.1, "decrease"), (815, None, 4.8, "decrease")]


def test_the_percentage_of_a_difference_told_sentences_before():
    text = (
        "Tỉnh xảy ra 318 vụ phạm pháp hình sự, giảm 24 vụ so với cùng kỳ. Tuyên truyền ở 40/40 xã. "
        "Theo lãnh đạo, phạm pháp hình sự được kéo giảm 7,02% là đáng ghi nhận."
    )
    assert (318, None, 7.02, "decrease") in rows(text)
    assert all(row[0] != 318 for row in rows(text.replace("7,02%", "9,4%")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tổng diện tích gieo trồng cây hàng năm được 61.400ha, bằng 90% kế hoạch năm, trong đó cây lúa 38.000ha; cây "
         "chất bột có củ 4.100ha. So với cùng kỳ, tổng diện tích gieo trồng tăng 5,12%.",
         [(61_400, None, 90, "attained"), (61_400, None, 5.12, "increase")]),
        ("Tổng dư nợ đạt 612 tỷ đồng, với 9.140 lượt khách hàng còn dư nợ, đạt 98,7% kế hoạch năm; tăng 31 tỷ đồng so "
         "với thời điểm 31/12/2019, đạt 91,2% kế hoạch tăng trưởng năm.",
         [(612_000_000_000, None, 98.7, "attained"), (31_000_000_000, None, 91.2, "attained")]),
        ("Dư nợ là 640.200 triệu đồng/21.300 hộ/415 tổ, tăng 30.100 triệu đồng (+4,93%) so với đầu năm, đạt 98,2% kế hoạch.",
         [(640_200_000_000, None, 4.93, "increase"), (640_200_000_000, None, 98.2, "attained")]),
        ("Thưởng bình quân là 5,4 triệu đồng/người, giảm 10% so với năm 2019 (6 triệu đồng/người).",
         [(5_400_000, 6_000_000, 10, "decrease")]),
        ("Có 120/150 xã (80%) đạt chuẩn y tế (tăng 4% so với cuối năm trước và đạt 96% mục tiêu).",
         [(120, 150, 80, "share"), (120, None, 96, "attained")]),
        ("Khu vực này đạt 85 tỷ USD, vẫn tăng rất cao là 22,8%.", [(85_000_000_000, None, 22.8, "increase")]),
    ],
)  # fmt: skip
def test_which_quantity_a_claim_is_of(text, expected):
    assert rows(text) == expected


def test_a_level_set_against_the_change_in_the_next_sentence():
    text = "Thị trường tháng 4/2024 đạt 21.350 xe, giảm 11% so với tháng 3. Trong khi trong tháng 3, các hãng bán 23.989 xe."
    assert rows(text) == [(21_350, 23_989, 11, "decrease")]
    assert rows(text.replace("23.989", "26.989")) == [(21_350, None, 11, "decrease")]
    assert rows(text.replace("Trong khi trong", "Trong")) == [(21_350, None, 11, "decrease")]


def test_a_level_compared_with_takes_no_claims():
    text = "Huyện có 920 lao động vào công đoàn, tăng khá so với 800 của năm 2021 (tăng 15%), mới bằng 92% chỉ tiêu (1.000 người)."
    assert (800, 1000, 92, "attained") not in rows(text)
    assert (920, 1000, 92, "attained") in rows(text)


def test_levels_in_brackets_by_their_names():
    text = (
        "Cả nước ghi nhận 12.400 ca mắc cúm, trong đó có 5 trường hợp tử vong. Số ca mắc giảm 12,7%, số tử vong giảm "
        "16,7% so với cùng kỳ năm 2024 (14.000 ca mắc cúm và 6 ca tử vong)."
    )
    assert rows(text) == [(12_400, 14_000, 12.7, "decrease"), (5, 6, 16.7, "decrease")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the whole that a sentence opens with, and not another number that fits
        (
            "Hội thi có 860 lượt dự, đạt 107,5% kế hoạch (800 lượt). Trong 860 người dự có 344 nữ, chiếm 43%.",
            [(860, 800, 107.5, "attained"), (344, 860, 43, "share")],
        ),
        # a level of another time in brackets behind a change
        ("Xuất khẩu 6,3 tỷ USD, tăng 26% (năm 2022 đạt 5 tỷ USD).", [(6_300_000_000, 5_000_000_000, 26, "increase")]),
        ("Bán 4.200 tấn, gấp 1,5 lần (tăng 50%) so với năm 2021 (2.800 tấn).", [(4200, 2800, 50, "increase")]),
        # the level told before, from which the difference leads
        (
            "Năm 2021 có 5.210 hộ nghèo, chiếm 30%. Năm 2022 còn 4.689 hộ nghèo, giảm 521 hộ (10%).",
            [(5210, None, 30, "share"), (4689, 5210, 10, "decrease")],
        ),
        # "nâng lũy kế … lên": the percentage is of the cumulated sum
        ("Quý này giải ngân 120 tỷ đồng, nâng lũy kế 6 tháng lên 480 tỷ đồng, đạt 40% kế hoạch.", [(480_000_000_000, None, 40, "attained")]),
        # a change of an earlier time is no figure of now
        ("Vận chuyển 9.400 lượt, tăng 12%, trong khi cùng kỳ tăng 7%.", [(9400, None, 12, "increase")]),
        # each of a few places has fallen by so much
        ("Có 31 tỉnh giảm, trong đó 7 địa phương giảm trên 15%.", []),
        # the rate of one of them, and a percentage that no part of the whole gives
        ("Có 9 trường đỗ cao, trong đó trường Lê Lợi là 99,62%.", []),
        # other words for the same
        (
            "Xảy ra 410 vụ, làm tử vong 205 người, bị thương 312 người; so với cùng kỳ số người chết giảm 8%, số người bị thương tăng 4%.",
            [(205, None, 8, "decrease"), (312, None, 4, "increase")],
        ),
        # the target that the sentence before tells in other words
        ("Đại hội đề ra “hằng năm phát triển 1.600 đảng viên”. Năm 2019 kết nạp 1.237 đảng viên, đạt 77,31% nghị quyết.", [(1237, 1600, 77.31, "attained")]),
    ],
)  # fmt: skip
def test_bases_and_quantities_told_elsewhere(text, expected):
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # "đồng" is the unit, and no "đồng bằng" (delta)
        ("Doanh thu đạt 5.120 tỉ đồng bằng 92,4% so với cùng kỳ.", [(5_120_000_000_000, None, 92.4, "attained")]),
        # a change in words stands first, its level and difference in brackets
        (
            "Tai nạn giảm 12,5% số vụ (420 vụ, giảm 60 vụ), tăng 4% số người chết (26 người, tăng 1 người).",
            [(420, None, 12.5, "decrease"), (26, None, 4, "increase")],
        ),
        # a share of those who were asked
        ("Khảo sát 1.150 hộ dân ven biển cho thấy 46% hộ có người đi làm xa.", [(None, 1150, 46, "share")]),
        # what it exceeds is another time, and not the plan
        (
            "Trồng được 2.310 ha, bằng 115,5% kế hoạch (vượt 4,2% so với năm 2022).",
            [(2310, None, 115.5, "attained"), (2310, None, 4.2, "exceeded")],
        ),
        # the rest of a whole in the next sentence, though its percentage is a slip
        (
            "Có 5.000 chuyến, trong đó 4.400 chuyến đúng giờ, chiếm 88%. Có 600 chuyến chậm, chiếm 21%.",
            [(4400, 5000, 88, "share"), (600, 5000, 21, "share")],
        ),
        # the whole of the shares before, and not the number that stands nearest
        (
            "Cả nước có 80.000 doanh nghiệp mới. Miền Nam có 34.000 doanh nghiệp (chiếm 42,5%), miền Bắc 24.000 doanh nghiệp"
            " (chiếm 30%), miền Trung 1.960 doanh nghiệp (chiếm 4,25% tổng số doanh nghiệp).",
            [(34000, 80000, 42.5, "share"), (24000, 80000, 30, "share"), (1960, 80000, 4.25, "share")],
        ),
        # the same name of a whole means the same whole
        (
            "Có 13.500 doanh nghiệp mới. Dịch vụ có 10.125 doanh nghiệp, chiếm 75% tổng số doanh nghiệp thành lập mới; xây dựng có"
            " 3.240 doanh nghiệp, chiếm 24% tổng số doanh nghiệp thành lập mới; nông nghiệp có 135 doanh nghiệp, chiếm 10% tổng số"
            " doanh nghiệp thành lập mới.",
            [(10125, 13500, 75, "share"), (3240, 13500, 24, "share"), (135, 13500, 10, "share")],
        ),
    ],
)  # fmt: skip
def test_what_a_percentage_is_of(text, expected):
    assert rows(text) == expected


def test_a_hedge_behind_a_verb_is_one_of_the_number():
    table = extract("Thành lập 63 CĐCS, vượt hơn 12,4% kế hoạch. Thu 20 tỷ đồng, tăng hơn 39% so với năm trước.")
    assert list(table["percent_approx"]) == ["over", "over"]
    assert list(table["verdict"]) == ["uncheckable", "uncheckable"]
