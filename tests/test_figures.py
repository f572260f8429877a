"""Which percentage belongs to which quantity: one test a construction, read from the text to the row.

The constructions are those met in real news; sentences, bodies and numbers are our own.
"""

import pytest

from core_helpers import claims, slim, table

# sentence → (value, base, delta, kind, percent) of its rows
CONSTRUCTIONS = {
    "ratio_attained": ("Công đoàn huyện kết nạp 824/800 đoàn viên (đạt 103%).", [(824, 800, None, "attained", 103)]),
    "ratio_without_verb": ("Công đoàn huyện có 126/140 CĐCS (90%).", [(126, 140, None, "share", 90)]),
    "plan_in_brackets": ("Công đoàn huyện kết nạp 824 đoàn viên (chỉ tiêu 800 đoàn viên), đạt 103%.", [(824, 800, None, "attained", 103)]),
    "plan_behind": ("Công đoàn huyện kết nạp 824 đoàn viên, đạt 103% chỉ tiêu được giao (800 đoàn viên).", [(824, 800, None, "attained", 103)]),
    "plan_before": ("Về phát triển đoàn viên, kế hoạch giao 800 người, thực hiện 824 người, đạt 103%.", [(824, 800, None, "attained", 103)]),
    "two_plans_and_a_change": (
        "Công đoàn tỉnh kết nạp 6.200 đoàn viên, đạt 124% kế hoạch Trung ương giao, đạt 103,3% kế hoạch tỉnh, tăng 8,5% so với năm 2021.",
        [(6200, None, None, "attained", 124), (6200, None, None, "attained", 103.3), (6200, None, None, "increase", 8.5)],
    ),
    "attained_and_change": (
        "Huyện thu 84,6 tỷ đồng, đạt 34% dự toán năm, tăng 12% so với cùng kỳ.",
        [(84.6e9, None, None, "attained", 34), (84.6e9, None, None, "increase", 12)],
    ),
    "attained_and_level_of_last_year": (
        "Huyện đón 240 nghìn lượt khách, đạt 96% kế hoạch và bằng 131% so với năm trước.",
        [(240_000, None, None, "attained", 96), (240_000, None, None, "attained", 131)],
    ),
    "attained_and_exceeded_are_one": ("Công đoàn huyện kết nạp 912/700 đoàn viên, đạt 130,3% (vượt 30,3%).", [(912, 700, None, "attained", 130.3)]),
    "percent_of_the_new_behind_the_total": (
        "Công đoàn tỉnh thành lập 38 CĐCS, nâng tổng số lên 1.120 CĐCS, vượt 8,6% kế hoạch.",
        [(38, None, None, "exceeded", 8.6), (1120, None, None, None, None)],
    ),
    "a_rate_said_of_the_things_counted": ("Có 84/120 xã có 100% hộ dùng nước sạch.", [(84, 120, None, None, None)]),
    "change_by_number_of_things": (
        "Tỉnh cấp mới 48 dự án với số vốn 320 triệu USD, tăng 20% về số dự án.",
        [(48, None, None, "increase", 20)],
    ),
    "what_came_in_and_what_became_of_it": ("Phòng tiếp nhận 812 hồ sơ; đã giải quyết 790 hồ sơ, đạt 97,29%.", [(790, 812, None, "attained", 97.29)]),
    "a_count_near_by_is_no_base": (
        "Có 64 đại biểu bỏ phiếu; ông An được 60 phiếu, chiếm 88,24%.",
        [(60, None, None, "share", 88.24)],
    ),
    "changes_in_the_next_sentence_in_order": (
        "Toàn tỉnh xảy ra 31 vụ tai nạn, làm 14 người chết, 22 người bị thương. So với cùng kỳ, giảm 3 vụ (8,8%), giảm 2 người chết (12,5%), "
        "tăng 1 người bị thương (4,8%).",
        [(31, None, -3, "decrease", 8.8), (14, None, -2, "decrease", 12.5), (22, None, 1, "increase", 4.8)],
    ),
    "change_of_a_count_sentences_before": (
        "Toàn tỉnh có 812 vụ tai nạn. Lực lượng chức năng đã vào cuộc. So với năm 2022 giảm 98 vụ (10,77%).",
        [(812, None, -98, "decrease", 10.77)],
    ),
    "rate_then_whole_and_part": (
        "Tỷ lệ cử tri đi bầu đạt 99,94%. Tổng số cử tri trong danh sách là 120.400 người, số cử tri đã bỏ phiếu là 120.328 người.",
        [(120_328, 120_400, None, "attained", 99.94)],
    ),
    "rate_of_a_stated_whole": ("Có 97,7% trong tổng số gần 1.400 thí sinh đỗ tốt nghiệp.", [(None, 1400, None, "share", 97.7)]),
    "slash_of_two_periods": ("Số vụ giảm 5,5% (2.410/2.550 vụ).", [(2410, 2550, None, "decrease", 5.5)]),
    "elided_base": ("Có 39/47 CĐCS hoàn thành xuất sắc nhiệm vụ, 8 hoàn thành tốt nhiệm vụ.", [(39, 47, None, None, None), (8, 47, None, None, None)]),
    "units_and_spaces_inside": ("Đến nay gieo cấy 346 000 ha / 350 000 ha kế hoạch, đạt 98,9%.", [(346_000, 350_000, None, "attained", 98.9)]),
    "ratio_in_words": ("Công đoàn huyện lập 48 CĐCS trong tổng số 190 doanh nghiệp.", [(48, 190, None, None, None)]),
    "present_of_all": ("Có 462 đại biểu có mặt trên tổng số 480, đạt 96,25%.", [(462, 480, None, "attained", 96.25)]),
    "parallel_ratios": ("Đạt chuẩn: Hòa Thành 6/8 xã, Gò Dầu 5/9 xã.", [(6, 8, None, None, None), (5, 9, None, None, None)]),
    "signed_percentages": (
        "Tháng 8 có 154 người bị thương, tăng 17 người (+12,41%).",
        [(154, None, 17, "increase", 12.41)],
    ),
    "minus_beside_a_word_for_less": ("Xảy ra 12 vụ, giảm 24 vụ (-67%).", [(12, None, -24, "decrease", 67)]),
    "difference_and_percentage_only": ("Số vụ giảm 18 vụ (9,4%).", [(None, None, -18, "decrease", 9.4)]),
    "dot_decimal_in_the_percentage": ("Huyện thu ngân sách 1.245 tỷ đồng, đạt 101.86% dự toán.", [(1245e9, None, None, "attained", 101.86)]),
    "thousands_as_a_word": ("Tỉnh thu 3,5 ngàn tỷ đồng, đạt 98% kế hoạch.", [(3.5e12, None, None, "attained", 98)]),
    "scale_word_said_once": ("Có 63,3 trong tổng số hơn 69 triệu cử tri đi bầu, đạt 91,7%.", [(63.3e6, 69e6, None, "attained", 91.7)]),
    "small_percentages_of_a_whole": (
        "Trong 476 người, ba trường hợp phản ứng nhẹ (0,63%), một trường hợp nặng (0,21%).",
        [(3, 476, None, "share", 0.63), (1, 476, None, "share", 0.21)],
    ),
    "three_decimals": ("Thu nội địa 3.798,254 tỷ đồng, đạt 108,987% dự toán.", [(3_798_254_000_000, None, None, "attained", 108.987)]),
    "points_of_a_rate": ("Có 412/420 hồ sơ đúng hạn (98,1%), cao hơn 2% so với năm trước.", [(412, 420, None, "share", 98.1)]),
    "rate_of_the_stock": (
        "Cả năm kết nạp 2.410 đảng viên, bằng 5,86% so với tổng số đảng viên cuối năm trước.",
        [(2410, None, None, "attained", 5.86)],
    ),
    "share_word_behind_what_was_given": ("Huyện nộp 2.950/1.500 sáng kiến được giao, tương đương 196,7%.", [(2950, 1500, None, "attained", 196.7)]),
    "share_of_those_that_make_plans": ("Huyện có 12/15 CĐCS xây dựng kế hoạch (80%).", [(12, 15, None, "share", 80)]),
    "share_of_files_that_were_handed_out": ("Sở có 12/15 hồ sơ được giao đúng hạn (80%).", [(12, 15, None, "share", 80)]),
    "share_word_behind_two_levels": (
        "Thu nhập tăng từ 3.480 tỷ đồng lên 4.120 tỷ đồng, tương ứng 18,4%; chi phí giảm từ 620 tỷ đồng xuống 512 tỷ đồng, tương đương 17,4%.",
        [(4120e9, 3480e9, None, "increase", 18.4), (512e9, 620e9, None, "decrease", 17.4)],
    ),
    "share_of_another_whole_behind_two_levels": ("Số hộ tăng từ 120 hộ lên 160 hộ, chiếm 80% số hộ cả xã.", [(160, None, None, "share", 80)]),
    "plan_behind_two_levels": ("Số hộ tăng từ 120 hộ lên 160 hộ, đạt 80% kế hoạch.", [(160, None, None, "attained", 80)]),
    "share_word_with_a_plan": ("Huyện thu 42 tỷ đồng, tương đương 84% kế hoạch.", [(42e9, None, None, "attained", 84)]),
    "two_levels": ("Số sáng kiến tăng từ 120 sáng kiến năm 2022 lên 160 sáng kiến năm 2023 (tăng 33,3%).", [(160, 120, None, "increase", 33.3)]),
    "lan_luot": (
        "Hai công đoàn huyện lần lượt kết nạp 2.150 và 1.870 đoàn viên, đạt 107,5% và 93,5% chỉ tiêu giao.",
        [(2150, None, None, "attained", 107.5), (1870, None, None, "attained", 93.5)],
    ),
    "all_alike": (
        "Công đoàn huyện kiểm tra 12/12 CĐCS và mở 5/5 lớp tập huấn, đều đạt 100% kế hoạch.",
        [(12, 12, None, "attained", 100), (5, 5, None, "attained", 100)],
    ),
    "percentage_before_its_ratio": ("Có 98% đơn vị (49/50 đơn vị) tổ chức hội nghị người lao động.", [(49, 50, None, "share", 98)]),
    "percentage_before_its_count": ("Có 99,36%, tương đương 60.559 thí sinh đỗ.", [(60_559, None, None, "share", 99.36)]),
    "no_count_at_all": ("Công đoàn huyện thu kinh phí công đoàn đạt 76% dự toán năm.", [(None, None, None, "attained", 76)]),
    "nothing_done": ("Công đoàn huyện kết nạp 0/50 đoàn viên (đạt 0%).", [(0, 50, None, "attained", 0)]),
    "no_spaces": ("Công đoàn huyện thành lập 9/6CĐCS(đạt150%).", [(9, 6, None, "attained", 150)]),
    "wrong_word_keeps_its_kind": ("Công đoàn huyện kết nạp 422/400 đoàn viên, vượt 105,5% kế hoạch.", [(422, 400, None, "exceeded", 105.5)]),
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), CONSTRUCTIONS.values(), ids=CONSTRUCTIONS)
def test_construction(sentence, expected):
    assert claims(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Bình quân đạt 1.460 tiêu chí/96 xã.",
        "Dư nợ 2.310.450 triệu đồng/98.120 khách hàng.",
        "Tỉnh xếp 12/63 tỉnh, thành phố.",
        "LĐLĐ quận 1 giảm 1.200 đoàn viên, LĐLĐ quận 3 giảm 800 đoàn viên.",
        "Tỷ lệ giải ngân đạt 45,2%, thấp hơn 3,1% so với cùng kỳ.",
        "Có 95% doanh nghiệp trả lương đúng hạn.",
        "Đội công đoàn huyện thắng 3-1, công đoàn quận 7 thua 1-2.",
    ],
    ids=["criteria_per_commune", "money_per_customer", "rank", "loss_only", "points_only", "bare_percentage_of_other", "scores"],
)
def test_no_figure(sentence):
    assert claims(sentence) == []


def test_the_exceeded_percentage_stands_beside_the_attained():
    [row] = table("Công đoàn huyện kết nạp 912/700 đoàn viên, đạt 130,3% (vượt 30,3%).")
    assert slim(row, "percent", "exceeded_percent") == (130.3, 30.3)


def test_a_second_percentage_restates_the_quantity():
    rows = table("Công đoàn tỉnh kết nạp 6.200 đoàn viên, đạt 124% kế hoạch Trung ương giao, đạt 103,3% kế hoạch tỉnh.")
    assert [row["restates"] for row in rows] == [None, rows[0]["figure_id"]]


@pytest.mark.parametrize(
    ("words", "value_approx", "percent_approx"),
    [("gần 412 đoàn viên, đạt 103%", "nearly", None), ("412 đoàn viên, đạt hơn 103%", None, "over"), ("412 đoàn viên, đạt 103%", None, None)],
)
def test_hedges_of_quantity_and_percentage(words, value_approx, percent_approx):
    [row] = table(f"Công đoàn huyện kết nạp {words} kế hoạch.")
    assert (row["value_approx"], row["percent_approx"]) == (value_approx, percent_approx)
    assert row["approx"] == (value_approx or percent_approx)


def test_the_verdict_of_a_signed_change_comes_from_the_words():
    [row] = table("Xảy ra 12 vụ, giảm 24 vụ (-67%).")
    assert row["verdict"] == "consistent"


@pytest.mark.parametrize(
    "text",
    [
        "LĐLĐ huyện Ba Vì có 120 hộ nghèo với 480 khẩu, chiếm 13,1% số hộ dân tộc và 31,5% số",
        "LĐLĐ huyện Ba Vì kết nạp 612 đoàn viên, LĐLĐ huyện Krông Năng 401",
        "LĐLĐ huyện Ba Vì được giao 500 đoàn viên, đã kết nạp 403",
        "LĐLĐ huyện Ba Vì có 21 học sinh trên 477",
    ],
)
def test_a_sentence_cut_off_is_read(text):
    table(text)
