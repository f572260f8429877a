"""Wholes: what a percentage is taken of, where the text tells it elsewhere."""

import pytest

from core_helpers import claims

BASES = {
    "process": ("Phòng tiếp nhận 2.480 hồ sơ, đã giải quyết 2.391 hồ sơ, đạt 96,41%.", 2480),
    "process_in_the_next_sentence": ("Trường có 350 thí sinh dự thi. Có 343 thí sinh đỗ, chiếm 98%.", 350),
    "named_by_its_verb": ("LĐLĐ huyện giới thiệu 50 đoàn viên ưu tú cho Đảng, có 20 người được kết nạp, chiếm 40% số giới thiệu.", 50),
    "trong_do": ("Toàn tỉnh xảy ra 250 vụ cháy, trong đó có 50 vụ cháy rừng, chiếm 20%.", 250),
    "total_told_two_sentences_on": (
        "Toàn tỉnh có 88.320 cử tri đi bầu, chiếm tỷ lệ 97,88%. Huyện A có tỷ lệ cao nhất. Tỉnh có tổng số 90.233 cử tri.",
        90233,
    ),
    "list_of_voters_told_next": (
        "Tỉnh có 88.320 cử tri đi bầu, chiếm tỷ lệ 97,88%. Danh sách cử tri toàn tỉnh gồm tổng số 90.233 người.",
        90233,
    ),
    "counted_by_the_same_words": (
        "Huyện nhận 540 vụ việc khiếu nại, 50 vụ việc tố cáo thuộc thẩm quyền. Đã giải quyết 378 vụ việc khiếu nại, đạt 70%; 38 vụ việc tố cáo, đạt 76%.",
        50,
    ),
    "this_number_is_a_share": (
        "Trị giá xuất khẩu rau quả đạt 1,99 tỷ USD. Phần lớn là sang nước A với trị giá 1,47 tỷ USD. Con số này tương đương 73,9% tổng trị giá rau quả.",
        1.99e9,
    ),
    "in_brackets_behind_the_part": ("Hơn 310 ứng viên (trong tổng số gần 750 ứng viên) là phụ nữ, chiếm tỷ lệ 41%.", 750),
    "money_to_be_had": ("Riêng án phí, số tiền có điều kiện là 8,4 tỷ đồng, đã thu 4,1 tỷ đồng, đạt 46,2%.", 8.4e9),
    "money_to_be_returned": ("Kiến nghị thu hồi hơn 6,2 tỷ đồng, kiến nghị khác 5,1 tỷ đồng; đã thu được hơn 3,1 tỷ đồng (đạt 50%).", 6.2e9),
    "what_was_gathered": ("Ban đã tập hợp được 1.200 kiến nghị. Tuy nhiên, chỉ có 98 kiến nghị được giải quyết, chiếm 8,6%.", 1200),
    "a_total_named_before_its_ratio": (
        "Hội nâng tổng số hội viên toàn tỉnh lên 2.000/2.500 người. Trong đó hội viên nòng cốt 500 người, đạt 25% so với tổng số hội viên.",
        2000,
    ),
    "workers_of_unions": ("LĐLĐ huyện quản lý 32 CĐCS, với trên 5.000 CNVCLĐ, trong đó hơn 3.500 là nữ (chiếm 68%).", 5000),
    "parts_that_make_it": ("LĐLĐ tỉnh quản lý 186 CĐCS. Khối hành chính có 112 CĐCS, chiếm 39,8%; khối doanh nghiệp có 74 CĐCS, chiếm 60,2%.", 186),
    "parts_that_make_it_told_far_before": (
        "Tổng số dân là 9.600 người; trong đó nam là 4.700 người, chiếm 49%.\n\nDân số thành thị là 3.300 người, chiếm 34,4%; dân số nông thôn là 6.300 người, chiếm 65,6%.",
        9600,
    ),
    "members_before_a_slash": ("Công đoàn ngành quản lý 52 CĐCS với 12.845 đoàn viên/7.964 nữ, chiếm 62%.", 12845),
    "women_among_trainees": ("LĐLĐ tỉnh mở 38 lớp tập huấn cho 4.560 lượt cán bộ công đoàn, trong đó nữ 2.189 lượt người (48%).", 4560),
    "all_debts": ("Tổng dư nợ cho vay đạt 24.467 tỷ đồng, tăng 3,4%. Nợ xấu ở mức 480 tỷ đồng, chiếm 1,94% tổng dư nợ (giảm so với tỷ lệ 3,6% của năm trước).", 24467e9),
    "women_of_those_admitted": (
        "LĐLĐ huyện có 71 CĐCS. Huyện lập 9 CĐCS, nâng tổng số CĐCS lên 71; kết nạp 3.284 đoàn viên, trong đó lao động nữ chiếm 62%.",
        3284,
    ),
    "out_of_so_many_tries": ("Đội bóng ghi 5 bàn từ 28 pha dứt điểm, tỷ lệ 17,9%.", 28),
    "level_of_the_week_before": ("Thành phố ghi nhận 2.401 ca, giảm 9,9% so với tuần 30 (2.665 ca).", 2665),
    "the_people_told_last": ("Cuộc thăm dò có 4.100 người tham dự. Kết quả có 540 người (13%) đồng ý.", 4100),
}
NO_BASES = {
    "of_the_plan": "Phòng tiếp nhận 2.480 hồ sơ, đã giải quyết 2.391 hồ sơ, đạt 96,41% kế hoạch.",
    "of_last_year": "Phòng tiếp nhận 2.480 hồ sơ, đã giải quyết 2.391 hồ sơ, bằng 96,41% so với cùng kỳ.",
    "of_a_smaller_number": "Phòng tiếp nhận 80 đơn; đã giải quyết 2.391 hồ sơ, đạt 96,41%.",
    "of_people_told_before_others": "Cuộc thăm dò có 4.100 người tham dự và 320 người ở xa. Có 540 người (13%) đồng ý.",
    "parts_of_a_vote": "Có 468 đại biểu biểu quyết (chiếm 95,12% tổng số đại biểu); 465 đại biểu tán thành (chiếm 94,51%), ba đại biểu không tán thành (chiếm 0,61%).",
    "of_other_things": "Xã có 480 con bò; có 391 hộ thoát nghèo, chiếm 12%.",
}


@pytest.mark.parametrize(("text", "base"), BASES.values(), ids=BASES)
def test_base_told_elsewhere(text, base):
    assert claims(text)[-1][1] == base


@pytest.mark.parametrize("text", NO_BASES.values(), ids=NO_BASES)
def test_no_base(text):
    assert claims(text)[-1][1] is None


def test_the_money_that_goes_with_the_cases_named():
    text = (
        "Tổng số việc phải thi hành là 900 việc, tương ứng 300 tỷ đồng. Trong đó, số tiền có điều kiện là 150 tỷ đồng "
        "(chiếm {}% trong tổng số tiền phải thi hành)."
    )
    assert claims(text.format("50"))[0][:2] == (150e9, 300e9)
    assert claims(text.format("63"))[0][:2] == (150e9, None)
