"""Shares of one whole that stand in a list."""

from core_helpers import claims

COUNCIL = "Tỉnh đã bầu đủ 40 đại biểu HĐND. Về cơ cấu: đại biểu nữ là 11 người, chiếm {}; "
REST = "đại biểu trẻ tuổi là 6 người, chiếm 15%; đại biểu ngoài Đảng là 2 người, chiếm 5%."


def test_the_one_share_of_a_list_that_does_not_fit():
    told = [(11, 40), (6, 40), (2, 40)]
    assert [claim[:2] for claim in claims(COUNCIL.format("27,5%") + REST)] == told
    assert [claim[:2] for claim in claims(COUNCIL.format("26%") + REST)] == told


def test_a_share_far_off_or_of_a_whole_of_its_own():
    assert claims(COUNCIL.format("11%") + REST)[0][:2] == (11, None)
    assert claims(COUNCIL.format("26% dân số nữ") + REST)[0][:2] == (11, None)


def test_two_parts_that_make_up_their_whole():
    text = "Đoàn kiểm tra 1.000 cơ sở; có 850 cơ sở đạt yêu cầu, chiếm 85%; {} cơ sở vi phạm, chiếm 17,6%."
    assert claims(text.format(150))[1][:2] == (150, 1000)


VOTES = "Có 38/42 đại biểu có mặt. Kết quả:\n- Ông An: tín nhiệm cao 35 phiếu (chiếm 83,33% tổng số đại biểu HĐND tỉnh).\n- Bà Bình: tín nhiệm cao 30 phiếu (chiếm 71,43% tổng số đại biểu HĐND tỉnh).\n"


def test_one_name_means_one_whole_though_a_share_is_of_another():
    odd = "- Ông Cường: tín nhiệm cao 31 phiếu (chiếm {} tổng số đại biểu HĐND tỉnh)."
    assert claims(VOTES + odd.format("73,81%"))[-1][:2] == (31, 42)
    assert claims(VOTES + odd.format("81,58%"))[-1][:2] == (31, 42)  # of the 38 who were there
    assert claims(VOTES + odd.format("81,58%").replace(" tổng số đại biểu HĐND tỉnh", " số phiếu"))[-1][:2] != (31, 42)


REGIONS = "{} có 4.120 doanh nghiệp, chiếm 41,2%; {} có 3.150 doanh nghiệp, chiếm 31,5%; {} có 1.630 doanh nghiệp, chiếm 16,3%."


def test_the_whole_of_a_list_told_paragraphs_before():
    told = "Tháng 5, cả nước có 10.000 doanh nghiệp thành lập mới, tăng 14%.\n\nVốn bình quân đạt 9,8 tỷ đồng, tăng 2%.\n\nTheo vùng: "
    listed = REGIONS.format("Đông Nam Bộ", "Đồng bằng sông Hồng", "Tây Nguyên")
    assert [claim[:2] for claim in claims(told + listed)[2:]] == [(4120, 10_000), (3150, 10_000), (1630, 10_000)]
    others = claims(told.replace("10.000 doanh nghiệp", "9.400 doanh nghiệp") + listed)
    assert [claim[1] for claim in others[2:]] == [None, None, None]


def test_what_is_left_is_a_share_of_the_same_whole():
    text = "Có 385/412 hộ đạt danh hiệu, chiếm 93,4%; 27 hộ còn lại chiếm {}."
    assert claims(text.format("6,6%"))[1] == (27, 412, None, "share", 6.6)
    assert claims(text.format("8,6%"))[1] == (27, 412, None, "share", 8.6)
    assert len(claims("Có 385/412 hộ đạt danh hiệu, chiếm 93,4%; 27 hộ còn lại đang sửa nhà.")) == 1


def test_a_share_of_all_is_not_all_of_another():
    text = "- Số vụ tai nạn chết người: 662 vụ, giảm 58 vụ (8,06%).\n\nXây dựng xảy ra 107 vụ chết người, chiếm 16,2% tổng số vụ tai nạn chết người; "
    both = claims(text + "do ngã xảy ra 93 vụ, chiếm 14,05% tổng số vụ chết người.")
    assert [claim[:2] for claim in both] == [(662, None), (107, 662), (93, 662)]


def test_those_against_are_a_share_of_all_who_voted():
    text = "Kết quả: 95% đại biểu tán thành (475/500 đại biểu); 20 đại biểu không tán thành (4%); 5 đại biểu không biểu quyết, chiếm 1%."
    assert [claim[:2] for claim in claims(text)] == [(475, 500), (20, 500), (5, 500)]


def test_the_absent_of_those_registered():
    text = "Môn Toán có 8.343/8.412 thí sinh dự thi (99,18%), vắng {} thí sinh, chiếm 0,28%."
    assert claims(text.format(69))[1][:2] == (69, 8412)
    assert claims(text.format(57))[1][:2] == (57, None)


def test_a_part_of_a_part_that_comes_out_of_all():
    text = "Huyện có 1.245/1.300 đơn vị đạt vững mạnh, chiếm 95,8%, trong đó xuất sắc 612 đơn vị ({})."
    assert claims(text.format("47%"))[1][:2] == (612, 1300)
    assert claims(text.format("49,2%"))[1][:2] == (612, 1245)
    assert claims(text.format("52%"))[1][:2] == (612, 1245)


def test_those_done_out_of_those_counted_on_the_way():
    text = "Trong tổng số 2.345 hồ sơ tiếp nhận, đã giải quyết 2.100 hồ sơ, trước hạn 1.890 hồ sơ ({})."
    assert claims(text.format("90%"))[0][:2] == (1890, 2100)
    assert claims(text.format("80,6%"))[0][:2] == (1890, 2345)
    assert claims(text.format("85%"))[0][:2] == (1890, 2345)
