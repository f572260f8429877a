"""Bases that the arithmetic decides between, where the words leave several wholes open."""

import pytest

from core_helpers import claims, table

OPEN = {
    "the_next_share_of_the_same_whole": (
        "Trung tâm tiếp nhận 1.000 hồ sơ; đã giải quyết 960 hồ sơ, trong đó 900 hồ sơ trước hạn, đạt 93,75%, còn 60 hồ sơ quá hạn, chiếm 6,25%.",
        [(900, 960), (60, 960)],
    ),
    "the_base_of_a_ratio_before": (
        "Có 1.485/1.507 cử tri tham gia, trong đó 1.304 cử tri đồng ý, đạt tỷ lệ 86,53%.",
        [(1485, 1507), (1304, 1507)],
    ),
    "a_further_share_that_is_wrong": (
        "Tổng số 5.000 thí sinh. Trong đó, đăng ký trực tuyến là 4.500, chiếm 90% tổng số thí sinh; đăng ký trực tiếp là 500, chiếm 11%.",
        [(4500, 5000), (500, 5000)],
    ),
    "both_of_one_whole_whose_number_is_not_told": (
        "Có 180 đại biểu biểu quyết (bằng 90% tổng số đại biểu); trong đó 160 đại biểu tán thành (bằng 80%).",
        [(180, None), (160, None)],
    ),
    "of_another_whole_than_its_ratio": ("Bà Lan được 48/48 phiếu, chiếm 90,57% tổng số đại biểu HĐND.", [(48, None)]),
    "named_by_words_though_another_fits": (
        "Trong 480 hồ sơ tiếp nhận, có 462 hồ sơ đã giải quyết, chiếm 96,25%; trong đó 447 hồ sơ trả trước hạn, chiếm 93,1% số hồ sơ đã giải quyết.",
        [(462, 480), (447, 462)],
    ),
    "of_the_number_beside_it_though_another_fits": (
        "Có 250 trong số 400 xã ký cam kết. Trong 250 bản cam kết, 120 bản có chữ ký của trưởng thôn, chiếm 30%.",
        [(250, 400), (120, 250)],
    ),
    "of_a_list_that_goes_on_in_the_next_sentence": (
        "Có 78 người ứng cử. Nữ là 30 người, tỷ lệ 38,46%; ngoài Đảng là 6 người, tỷ lệ 7,69%. Dân tộc thiểu số là 5 người, tỷ lệ 6,33%.",
        [(30, 78), (6, 78), (5, 78)],
    ),
    "of_another_year_than_the_list_before": (
        "Năm 2023 có 78 người ứng cử. Nữ là 30 người, tỷ lệ 38,46%; ngoài Đảng là 6 người, tỷ lệ 7,69%. Năm 2016 là 5 người, tỷ lệ 6,33%.",
        [(30, 78), (6, 78), (5, None)],
    ),
    "of_sentences_of_one_build": (
        "Doanh thu của ngành đạt 20.000 tỷ đồng. Đứng đầu là công ty A với doanh thu 5.000 tỷ đồng, tăng 12%, chiếm 25% tổng doanh thu. "
        "Tiếp theo là công ty B với doanh thu 3.000 tỷ đồng, tăng 6%, chiếm 15,6%.",
        [(5e12, None), (5e12, 2e13), (3e12, None), (3e12, 2e13)],
    ),
    "partly_of_the_same_people": (
        "Lớp có 150 học viên. Trong đó có 90 học viên nữ, chiếm 60%; 102 học viên ở huyện, chiếm 67,6%.",
        [(90, 150), (102, 150)],
    ),
    "of_the_part_before_it_or_of_the_whole": (
        "Huyện có 250 doanh nghiệp, trong đó 180 doanh nghiệp có công đoàn (72%), 160 doanh nghiệp ký thỏa ước (88,9%).",
        [(180, 250), (160, None)],
    ),
    "both_of_people_and_not_of_doses": (
        "Tỉnh tiêm 500.000 liều, trong đó 300.000 người tiêm mũi 1 (chiếm 75% dân số), 200.000 người tiêm mũi 2 (chiếm 50%).",
        [(300000, None), (200000, None)],
    ),
    "behind_a_ratio_of_the_same_whole": (
        "Nam có 150 học viên/200 học viên chiếm tỷ lệ 75%; nữ có 50 học viên chiếm tỷ lệ 25,5%.",
        [(150, 200), (50, 200)],
    ),
    "named_by_the_verb_before_it": (
        "Các cấp đã cảnh cáo 200 cán bộ, bằng 90% so với cùng kỳ; trong đó có 30 trưởng phòng, chiếm 12% tổng số cán bộ bị cảnh cáo.",
        [(200, None), (30, 200)],
    ),
    "two_rates_of_one_whole": (
        "Có 4.000 trẻ trong độ tuổi, trong đó 97% trẻ đã tiêm mũi 1, 82% trẻ đã tiêm mũi 2.",
        [(None, 4000), (None, 4000)],
    ),
    "of_two_quantities_in_turn": (
        "Cả nước xuất khẩu 8 triệu tấn gạo, kim ngạch 4 tỷ USD. Nước A mua 2,4 triệu tấn, trị giá 1,1 tỷ USD, chiếm 30% tổng lượng và 27,5% tổng kim ngạch.",
        [(2400000, 8000000), (1.1e9, 4e9)],
    ),
    "of_an_amount_and_not_of_money": (
        "Năm 2020, xuất khẩu gạo đạt 6 triệu tấn. Nước A mua 2 triệu tấn, chiếm 33,3% tổng lượng gạo xuất khẩu và tăng 8%. Nước B mua 451 nghìn tấn, chiếm 7,6% tổng kim ngạch.",
        [(2000000, 6000000), (2000000, None), (451000, None)],
    ),
    "of_part_and_whole_in_words": ("Tin lấy từ 120 tạp chí trong tổng số 200 tạp chí trong nước (chiếm khoảng 60%).", [(120, 200)]),
    "of_a_ratio_and_of_a_whole_without_number": (
        "Với 95,5% số đại biểu có mặt tán thành (57/60 phiếu tán thành, tương đương 90% tổng số đại biểu HĐND).",
        [(57, 60), (57, None)],
    ),
    "of_the_area_sown_in_the_same_part_of_the_country": (
        "Vụ mùa, cả nước gieo cấy được 1.600 nghìn ha; trong đó phía Bắc đạt 1.070 nghìn ha, phía Nam đạt 530 nghìn ha. "
        "Đến nay, cả nước đã thu hoạch được 880 nghìn ha, chiếm 55% diện tích gieo cấy; trong đó phía Bắc đã thu hoạch được 700 nghìn ha, "
        "chiếm 62,4% diện tích gieo cấy.",
        [(880000, 1600000), (700000, 1070000)],
    ),
    "of_an_area_that_is_not_told": (
        "Phía Nam gieo cấy được 1.110 nghìn ha. Phía Bắc đã thu hoạch được 700 nghìn ha, chiếm 65,2% diện tích gieo cấy.",
        [(700000, None)],
    ),
    "in_brackets_behind_a_long_name": (
        "Tổng đàn đạt gần 16,1 triệu con, tương đương 80,3% so với tổng đàn trước khi có bệnh dịch ở phía nam (khoảng 20 triệu con).",
        [(16100000, 20000000)],
    ),
    "in_brackets_of_the_second_claim": (
        "LĐLĐ huyện kết nạp 1.210 đoàn viên, đạt 110% chỉ tiêu giao và bằng 121% so với kết quả năm 2022 (1.000 đoàn viên).",
        [(1210, None), (1210, 1000)],
    ),
    "in_brackets_but_of_another_thing": (
        "Tổng đàn đạt 16,1 triệu con, tương đương 80,3% so với tổng đàn trước dịch (có 20 triệu hộ nuôi).",
        [(16100000, None)],
    ),
    "rates_with_numbers_between": (
        "Cả nước có 6.200 sản phẩm, trong đó 65,9% sản phẩm đạt 3 sao, 33,2% sản phẩm đạt 4 sao.",
        [(None, 6200), (None, 6200)],
    ),
    "ratios_with_nothing_counted_behind": (
        "Đại biểu HĐND huyện số trúng cử là 35/58, trong đó nữ trúng cử là 14/35, đạt 40%. Có 7/12 nhóm hàng tăng giá.",
        [(35, 58), (14, 35), (7, 12)],
    ),
    "a_base_said_once_the_noun_shortened": (
        "Ông A nhận 20/25 phiếu tín nhiệm cao, 3 phiếu tín nhiệm và 2 tín nhiệm thấp.",
        [(20, 25), (3, 25), (2, 25)],
    ),
    "of_what_the_ratio_before_counts": (
        "Có 612/894 doanh nghiệp có CĐCS mở hội nghị, đạt 68,5%; 538 doanh nghiệp ký thỏa ước, chiếm 60,2% số doanh nghiệp có CĐCS.",
        [(612, 894), (538, 894)],
    ),
    "of_those_of_the_ratio_that_have_done_it": (
        "Có 60/80 doanh nghiệp mở hội nghị, đạt 75%; 48 doanh nghiệp ký thỏa ước, chiếm 60% số doanh nghiệp đã mở hội nghị.",
        [(60, 80), (48, 60)],
    ),
    "of_a_term_that_is_named": (
        "Tỉnh công bố danh sách 50 người trúng cử đại biểu HĐND tỉnh nhiệm kỳ mới, trong đó có 12 người nữ (24%).",
        [(12, 50)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), OPEN.values(), ids=OPEN)
def test_what_a_share_is_of(text, expected):
    assert [(row["value"], row["base"]) for row in table(text)] == expected


def test_a_guess_makes_no_flag():
    rows = table("Đơn vị tiếp nhận mới 19.630 hồ sơ, đúng hạn 19.255 hồ sơ (đạt 96,55%); đến hạn giải quyết 19.944 hồ sơ.")
    assert [(row["value"], row["verdict"]) for row in rows] == [(19255, "implied")]


def test_the_whole_told_later_in_the_sentence():
    text = "Tháng 8/2022, huyện đã giải quyết 8.130 hồ sơ (đạt 95,12%), hồ sơ đến hạn là 8.547 hồ sơ."
    assert claims(text)[0][:2] == (8130, 8547)
    assert claims("Huyện đã giải quyết 8.130 hồ sơ (đạt 95,12%); hồ sơ đến hạn là 8.547 hồ sơ.")[0][:2] == (8130, None)
    assert claims("Huyện đã giải quyết 8.130 hồ sơ (đạt 95,1%), hồ sơ đến hạn là 8.547 hồ sơ.")[0][:2] == (8130, None)


def test_the_things_that_the_subject_names():
    assert claims("Huyện có 640 cửa hàng bán lẻ. Số cửa hàng ký cam kết là 480 đơn vị, đạt 75%.")[0][:2] == (480, None)
    assert claims("Huyện có 640 cửa hàng. Số cửa hàng ký cam kết là 480 đơn vị, đạt 75%.")[0][:2] == (480, 640)
    assert claims("Huyện có 640 cửa hàng. Số hộ ký cam kết là 480 đơn vị, đạt 75%.")[0][:2] == (480, None)


def test_what_came_of_a_process_whose_whole_is_itself_a_share():
    text = "Số việc có điều kiện thi hành là 620 việc, chiếm 78% tổng số việc. Cơ quan đã thi hành xong {}, đạt 66%."
    assert claims(text.format("410 việc"))[-1][:2] == (410, 620)
    assert claims(text.format("450 việc"))[-1][:2] == (450, None)


def test_the_rate_behind_the_change_of_a_count():
    text = (
        "Số có điều kiện thi hành là 5.794 việc, tăng 72 việc. Trong số có điều kiện thi hành, số thi hành xong là "
        "3.694 việc, tăng 172 việc (tăng 4,88% so với cùng kỳ); đạt tỉ lệ {}%."
    )
    assert claims(text.format("63,76"))[-1] == (3694, 5794, None, "attained", 63.76)
    assert claims(text.format("61,76"))[-1] == (3694, None, None, "attained", 61.76)


def test_the_level_of_what_grew_by_its_plan():
    text = (
        "Tổng dư nợ của huyện là 320.000 triệu đồng/8.120 hộ, tăng 21.400 triệu đồng, hoàn thành 82% kế hoạch tăng "
        "trưởng. Nợ quá hạn {} triệu đồng, chiếm 0,16% tổng dư nợ."
    )
    assert claims(text.format(512))[1][:2] == (512e6, 320e9)
    assert claims(text.format(712))[1][:2] == (712e6, None)


def test_a_percentage_compared_with_its_whole_and_not_with_another_time():
    text = "Huyện tiếp nhận 410 đơn. Đã giải quyết 380 đơn, đạt 92,7% so với {}."
    assert claims(text.format("tổng số đơn"))[0][:2] == (380, 410)
    assert claims(text.format("số đơn cùng kỳ năm trước"))[0][:2] == (380, None)
