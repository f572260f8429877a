"""What the lines of a scraped page are."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdextract.text.normalised import normalise
from cdextract.text.spans import FIGURE_ZONES, ZONES
from cdextract.text.zones import split_blocks

BODY = "Năm 2023, LĐLĐ huyện Đông Anh thành lập 12 CĐCS, đạt 120% kế hoạch."
MORE = "Công đoàn cơ sở trong huyện đã kết nạp 640 đoàn viên mới."
LONG = "Bên cạnh đó, các cấp công đoàn trong huyện đã chăm lo đời sống của người lao động bằng nhiều việc thiết thực. " * 3


def zones(page, title=None):
    text = normalise(page)
    return [(block.zone, text.norm[block.start : block.end]) for block in split_blocks(text, title)]


def zone_of(line, page, title=None):
    return next(zone for zone, words in zones(page, title) if words == line)


def page(*lines):
    return "\n\n".join(lines)


def test_headline_lead_and_body():
    found = zones(page("Đông Anh tổng kết công tác công đoàn", BODY, MORE))
    assert [zone for zone, _ in found] == ["headline", "lead", "body"]


def test_a_single_paragraph_is_body():
    assert zones(BODY) == [("body", BODY)]


@pytest.mark.parametrize("line", ["19:49 | 06/01/2021", "Thứ tư, 28/02/2024 - 16:47", "Cập nhật lúc 19:25 - 22/09/2023 (GMT +07:00)"])
def test_date_lines(line):
    assert zone_of(line, page("Tin công đoàn", line, BODY, MORE)) == "dateline"


@pytest.mark.parametrize(
    "line",
    ["Chị Hoa nhận 20 suất quà. Ảnh: Minh Anh", "Ông Dũng (thứ hai, từ trái sang) trao 30 triệu đồng", "Ảnh minh họa: hội nghị"],
)
def test_captions(line):
    assert zone_of(line, page("Tin công đoàn", BODY, line, MORE)) == "caption"


def test_all_behind_a_list_of_other_articles_is_teaser():
    found = {words: zone for zone, words in zones(page("Tin", BODY, MORE, "Tin cùng chuyên mục", "Ba Vì kết nạp 300 đoàn viên", "Giá xăng giảm 3%."))}
    assert found["Ba Vì kết nạp 300 đoàn viên"] == "teaser"
    assert found["Giá xăng giảm 3%."] == "teaser"
    assert found[BODY] == "lead"


def test_the_text_may_go_on_behind_related_headlines_in_its_middle():
    lines = page("Tin", BODY, MORE, "Tin liên quan", "Ba Vì kết nạp 300 đoàn viên", LONG + "Hết.", LONG + "Hết rồi.")
    found = zones(lines)
    assert ("teaser", "Ba Vì kết nạp 300 đoàn viên") in found
    assert [zone for zone, words in found if words.startswith("Bên cạnh đó")] == ["body", "body"]


@pytest.mark.parametrize("heading", ["Tin liên quan", "TIN, BÀI LIÊN QUAN:", "Tin đọc nhiều"])
def test_the_text_goes_on_behind_marked_headlines(heading):
    found = zones(page("Tin", BODY, heading, "• Ba Vì kết nạp 300 đoàn viên", "• Đông Anh: thêm 5 CĐCS", "CHĂM LO ĐỜI SỐNG", LONG, MORE))
    assert [zone for zone, words in found if words.startswith("•")] == ["teaser", "teaser"]
    assert [zone for zone, words in found if words in (LONG.strip(), MORE)] == ["body", "body"]


def test_a_headline_among_the_text_is_a_teaser():
    assert zone_of("Ba Vì kết nạp vượt 30% chỉ tiêu đoàn viên cả năm", page("Tin", BODY, "Ba Vì kết nạp vượt 30% chỉ tiêu đoàn viên cả năm", MORE)) == "teaser"


def test_a_short_line_of_words_behind_the_text_is_the_author():
    assert zone_of("Nguyễn Minh Anh", page("Tin", BODY, MORE, "Nguyễn Minh Anh")) == "byline"


def test_the_title_told_again_is_a_headline():
    title = "Đông Anh vượt chỉ tiêu thành lập công đoàn cơ sở năm 2023"
    found = zones(page(title, BODY, MORE, title), title)
    assert [zone for zone, words in found if words == title] == ["headline", "headline"]


@pytest.mark.parametrize("mark", ["-", "•", "+", "*", "1.", "a)"])
def test_list_items(mark):
    line = f"{mark} Kết nạp đoàn viên: 388/320 người, đạt 121,2%."
    assert zone_of(line, page("Tin", "Kết quả như sau:", line, MORE)) == "list"


ITEMS = ("Kết nạp mới 138 đoàn viên (đạt 69% chỉ tiêu)", "Thành lập 2 CĐCS", "Hội nghị cán bộ: 94/96 đơn vị")


def test_items_that_have_lost_their_marks():
    assert [zone for zone, _ in zones(page("Tin", BODY, "Kết quả như sau:", *ITEMS, MORE))][3:6] == ["list"] * 3
    assert "list" not in [zone for zone, _ in zones(page("Tin", BODY, "Một số hình ảnh tại hội nghị:", *ITEMS, MORE))]
    assert "list" not in [zone for zone, _ in zones(page("Tin", BODY, *ITEMS, MORE))]


def test_lines_that_tell_ratios_in_full():
    lines = ("Phú Quốc 118.402 / 121.900 97,1%", "Rạch Giá: 151.336/168.000 người, đạt 90,1%")
    assert [zone for zone, words in zones(page("Tin", BODY, "Bảng: tiến độ", *lines, MORE)) if words in lines] == ["list"] * 2
    assert zone_of("Rạch Giá: 4/19 xã, thị trấn là vùng xanh", page("Tin", BODY, "Rạch Giá: 4/19 xã, thị trấn là vùng xanh", MORE)) == "teaser"


def test_table_rows():
    row = "Kết nạp đoàn viên | 320 | 388 | 121,2%"
    assert zone_of(row, page("Tin", BODY, "Nội dung | Chỉ tiêu | Thực hiện | Tỷ lệ", row, MORE)) == "table"


def test_copyright_is_footer():
    assert zone_of("© 2021 Ghi rõ nguồn khi phát hành lại", page("Tin", BODY, MORE, "© 2021 Ghi rõ nguồn khi phát hành lại")) == "footer"


def test_lines_cut_in_mid_sentence_are_one_block():
    wrapped = "Năm 2023, LĐLĐ huyện Đông Anh\nthành lập 12 CĐCS, đạt 120%\nkế hoạch. Đây là kết quả tốt."
    found = zones(page("Tin", wrapped, MORE))
    assert ("lead", wrapped) in found


def test_the_mark_of_a_newspaper_opens_a_line_of_its_own():
    found = zones("LĐLĐ huyện kết nạp 96 đoàn viên\n(BAB) - Năm 2023, đơn vị kết nạp 96 đoàn viên.\nKết quả tốt\nlắm.")
    assert [zone for zone, _ in found][:2] == ["headline", "lead"]


def test_a_finished_line_below_a_headline_is_text_where_the_page_has_no_blank_lines():
    found = zones(
        "Huyện An kết nạp 96 đoàn viên\n" + BODY + "\nHuyện An đã kết nạp 96 đoàn viên\nCó 41 người là nữ.",
        "Huyện An kết nạp 96 đoàn viên",
    )
    assert found[-1] == ("body", "Có 41 người là nữ.")


def test_lines_of_their_own_are_not_joined():
    found = zones(f"{BODY}\n{MORE}\nHội nghị kết thúc tốt đẹp.")
    assert [words for _, words in found] == [BODY, MORE, "Hội nghị kết thúc tốt đẹp."]


def test_an_empty_page_has_no_blocks():
    assert zones("") == zones(" \n\n \t\n--\n") == []


def test_figures_are_read_from_the_article_only():
    assert set(ZONES) - FIGURE_ZONES == {"headline", "dateline", "caption", "byline", "teaser", "footer"}


@given(st.text(st.one_of(st.characters(), st.sampled_from("\n\n| -•.:19/ảnhcđTin"))), st.one_of(st.none(), st.text()))
def test_any_page_is_cut_into_blocks_in_order(original, title):
    text = normalise(original)
    blocks = split_blocks(text, title)
    assert all(block.zone in ZONES for block in blocks)
    assert all(one.end <= two.start for one, two in itertools.pairwise(blocks))
    for block in blocks:
        words = text.norm[block.start : block.end]
        assert words == words.strip()
        assert words


def test_the_sign_of_a_newspaper_opens_a_paragraph():
    text = "Gia Lai: Quý I thêm 9 công đoàn cơ sở\n(GLO)- Quý I, tỉnh có thêm 9 công đoàn cơ sở.\nTin này mới."
    assert zones(text)[0] == ("headline", "Gia Lai: Quý I thêm 9 công đoàn cơ sở")


def test_a_finished_line_below_a_repeated_headline_of_a_page_without_blank_lines_is_text():
    title, told = "Huyện Ba Vì: 90 hội nghị đã xong", "Có 40 đại biểu nữ, chiếm 51%."
    assert zone_of(told, f"{title}\n{BODY}\n{title}\n{told}\n{MORE}", title) == "body"
    assert zone_of(told, f"{title}\n\n{BODY}\n{title}\n{told}\n\n{MORE}", title) == "caption"


def test_telephone_numbers_under_an_article_wrap_no_lines():
    found = zones(f"Chị Lan (bên trái) nhận quà\n{BODY}\n0918544418\ncongdoanhuyen")
    assert ("body", BODY) in found


def test_items_under_headings_of_a_numbered_list():
    lines = ("1. Công tác tổ chức", "Kết nạp mới 96/120 đoàn viên", "Thành lập 2 CĐCS", "2. Công tác kiểm tra", "Kiểm tra 24 CĐCS")
    found = zones("Tin\n\n" + BODY + "\n\n" + "\n".join(lines) + "\n\nPhương hướng 6 tháng cuối năm\nKết nạp 60 đoàn viên\n\n" + MORE)
    assert [zone for zone, words in found if words in lines] == ["list"] * 5
    assert [zone for zone, words in found if words.startswith(("Phương hướng", "Kết nạp 60"))] == ["teaser"] * 2


def test_a_heading_without_a_sign_announces_results():
    lines = ("Kết quả nhiệm kỳ 2018 - 2023", "Phát triển tổ chức", "Thành lập mới 16 CĐCS", "Kết nạp 1.127 đoàn viên")
    found = zones("Tin\n\n" + BODY + "\n\n" + "\n".join(lines) + "\n\n" + MORE)
    assert [zone for zone, words in found if words in lines[2:]] == ["list"] * 2


@pytest.mark.parametrize("mark", ["👉 ", "✔️ ", "🌟"])
def test_pictograms_mark_items(mark):
    assert zone_of(f"{mark}Kết nạp 14 đoàn viên", page("Tin", BODY, f"{mark}Kết nạp 14 đoàn viên", MORE)) == "list"


def test_sentences_without_a_stop():
    line = "Thu đoàn phí công đoàn đạt 1,146 tỷ đồng, bằng 104 % dự toán tỉnh giao"
    assert zone_of(line, page("Tin", BODY, line, MORE)) == "body"
    headline = "LĐLĐ huyện Can Lộc: kết nạp được 1.850 đoàn viên mới, vượt 20% chỉ tiêu"
    assert zone_of(headline, page("Tin", BODY, headline, MORE)) == "teaser"


def test_the_text_goes_on_behind_a_blank_line():
    related = "TIN LIÊN QUAN\nĐồng Nai: Trao 1.000 vé xe cho công nhân\nTết đến sớm với công nhân cao su"
    told = "Về phát triển đoàn viên, toàn tỉnh kết nạp mới 11.842 đoàn viên, đạt 112,8%."
    found = zones(page("Tin", BODY, related, told, MORE))
    assert [zone for zone, words in found if words in (told, MORE)] == ["body", "body"]


def test_a_letterhead_is_one_name():
    found = zones("LIÊN ĐOÀN LAO ĐỘNG TỈNH\nHÀ GIANG\nSố: 86/BC-LĐLĐ\n\n" + page(BODY, MORE))
    assert found[0][1] == "LIÊN ĐOÀN LAO ĐỘNG TỈNH\nHÀ GIANG"


def test_a_bar_of_buttons_above_the_article_ends_nothing():
    found = zones(page("Tin", "Chia sẻ", "Tweet", BODY, MORE, "Chia sẻ", "Ba Vì kết nạp 300 đoàn viên."))
    assert [zone for zone, words in found if words in (BODY, MORE)] == ["lead", "body"]
    assert found[-1] == ("teaser", "Ba Vì kết nạp 300 đoàn viên.")


def test_groups_of_items_under_headings_of_their_own():
    groups = "Tổ chức - Cán bộ\nThành lập 4 CĐCS\nKết nạp 356 đoàn viên\n\nChính sách - Pháp luật\nKý mới 3 bản thỏa ước\nMở 2 lớp tập huấn"
    found = zones(page("Tin", BODY, "Kết quả trong năm như sau:", groups, "Phương hướng năm 2015\nKết nạp 320 đoàn viên", MORE))
    assert [zone for zone, words in found if words in groups.split("\n") and words] == ["list"] * 6
    assert ("list", "Kết nạp 320 đoàn viên") not in found


def test_two_sentences_without_a_stop_at_the_end():
    line = "Năm 2016, các cấp công đoàn tỉnh Quảng Trị triển khai nhiệm vụ khi hàng nghìn lao động vùng bãi ngang mất việc làm. Kết quả giao ước thi đua của năm như sau"
    assert zone_of(line, page("Tin", line, BODY, MORE)) == "lead"


def test_items_behind_a_colon_are_not_joined_as_wrapped_lines():
    text = "Năm 2019, các đơn vị phải cắt\ngiảm lao động. Tuy vậy đã đạt kết quả sau:\nThành lập mới 6/5 CĐCS\nKết nạp 318 đoàn viên\n92/97 CĐCS vững mạnh"
    assert [zone for zone, _ in zones(page("Tin", text, MORE))].count("list") == 3


def test_bullets_in_lines_of_their_own():
    found = zones(page("Tin", BODY, "•\nKết nạp 203 đoàn viên mới\n•\nBàn giao 12/10 căn nhà", MORE))
    assert [zone for zone, words in found if words.startswith("•")] == ["list", "list"]


def test_a_page_whose_paragraphs_end_without_a_stop():
    long = "Cũng trong năm 2021, đơn vị tổ chức 1 lớp tập huấn trực tuyến cho 58 cán bộ, giới thiệu 34 đoàn viên ưu tú cho Đảng bồi dưỡng"
    other = "Đợt dịch thứ tư bùng phát, đơn vị xuất quỹ hỗ trợ cho 1.096 đoàn viên, người lao động với số tiền trên một tỷ đồng tiền mặt"
    assert [zone for zone, words in zones(page("Tin", BODY, other, long)) if words in (long, other)] == ["body", "body"]
    assert zone_of(long, page("Tin", BODY, LONG, LONG + "Hết.", long, MORE)) == "teaser"
