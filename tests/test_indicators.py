"""What a figure counts: every indicator, its near misses, and the measure."""

import pytest

from cdextract.indicators.indicators import counted_bare
from cdextract.rules import loading, resources
from core_helpers import slim, table

UNION = "Năm 2023, LĐLĐ huyện Ba Vì "


def counted(sentence):
    return [slim(row, "indicator", "value") for row in table(sentence)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("thành lập 9 CĐCS", [("cdcs_established", 9)]),
        ("vận động thành lập mới được 9 công đoàn cơ sở", [("cdcs_established", 9)]),
        ("ra mắt 9 nghiệp đoàn", [("cdcs_established", 9)]),
        ("kết nạp 412 đoàn viên", [("members_admitted", 412)]),
        ("phát triển mới 412 đoàn viên", [("members_admitted", 412)]),
        ("quản lý 98 CĐCS với 4.215 đoàn viên", [("cdcs_total", 98), ("members_total", 4215)]),
        ("thành lập 9 CĐCS với 412 đoàn viên", [("cdcs_established", 9), ("members_admitted", 412)]),
        ("giới thiệu 96 đoàn viên ưu tú cho Đảng", [("party_referrals", 96)]),
        ("có 41 đoàn viên ưu tú được kết nạp vào Đảng", [("party_admissions", 41)]),
        ("có 36/40 CĐCS được xếp loại vững mạnh", [("cdcs_rated", 36)]),
        ("ký mới 12 thỏa ước lao động tập thể", [("agreements_signed", 12)]),
        ("có 25/25 doanh nghiệp tổ chức hội nghị người lao động", [("conferences_held", 25)]),
        ("có 24/25 doanh nghiệp tổ chức đối thoại định kỳ", [("dialogues_held", 24)]),
        ("có 14/15 trường mầm non ngoài công lập tổ chức hội nghị dân chủ", [("conferences_held", 14)]),
        ("có 61/80 xã có 100% cơ quan tổ chức hội nghị cán bộ công chức", [("other", 61)]),
        ("mở 4 lớp tập huấn cho 320 cán bộ công đoàn", [("training_classes", 4), ("trainees", 320)]),
        ("mở 03 lớp/286 lượt cán bộ công đoàn", [("training_classes", 3), ("trainees", 286)]),
        ("bàn giao 3 nhà Mái ấm Công đoàn", [("shelters_built", 3)]),
        ("tặng quà 880/800 đoàn viên khó khăn, đạt 110% kế hoạch", [("members_supported", 880)]),
        ("hỗ trợ đoàn viên 775 triệu đồng, tăng 25% so với năm 2022", [("support_amount", 775_000_000)]),
        (
            "trao tặng 40 nhà Mái ấm Công đoàn với tổng trị giá 2 tỷ đồng, bằng 98% kế hoạch",
            [("shelters_built", 40), ("support_amount", 2_000_000_000)],
        ),
        ("có 214 đoàn viên được tặng bằng khen, chiếm 12%", [("other", 214)]),
        ("có gần 60% CĐCS (52/88 đơn vị) tham gia góp quỹ", [("other", 52)]),
        ("có 96 CĐCS thực hiện công khai tài chính, tỷ lệ 87%", [("other", 96)]),
        ("trong toàn huyện có 900 đoàn viên và người lao động được Đảng, Nhà nước thăm, tặng quà", []),
        ("thu kinh phí công đoàn 14,5 tỷ đồng, đạt 104% dự toán", [("dues_collected", 14_500_000_000)]),
        ("trao Kỷ niệm chương cho 30/30 cá nhân, đạt 100% kế hoạch", [("medals_awarded", 30)]),
        ("kiểm tra 14/12 CĐCS, đạt 116,7% kế hoạch", [("inspections", 14)]),
        ("có 36/40 xã đạt chuẩn, chiếm 90%", [("other", 36)]),
        ("thành lập 3 CĐCS/72 đoàn viên", [("cdcs_established", 3), ("members_admitted", 72)]),
        (
            "quản lý 90 CĐCS/3.105 đoàn viên/1.640 nữ",
            [("cdcs_total", 90), ("members_total", 3105), ("members_total", 1640)],
        ),
        ("có 40 xã/120 thôn", []),
        (
            "quản lý 98 CĐCS với 4.215 đoàn viên (nữ 2.107 người, chiếm 50%)",
            [("cdcs_total", 98), ("members_total", 4215), ("members_total", 2107)],
        ),
        (
            "được thành lập trên cơ sở 21 công đoàn cơ sở, với 1.480 đoàn viên",
            [("cdcs_total", 21), ("members_total", 1480)],
        ),
        (
            "có 100% CĐCS khối xã, y tế, trường học công lập tổ chức hội nghị cán bộ, công chức",
            [("conferences_held", None)],
        ),
        ("thu quỹ Mái ấm công đoàn 1,2/1,5 tỷ đồng, đạt 80% kế hoạch", [("other", 1_200_000_000)]),
    ],
)
def test_indicators(words, expected):
    assert counted(f"{UNION}{words}.") == expected


@pytest.mark.parametrize("words", ["kiểm tra tại 5 doanh nghiệp", "trao 5 suất quà", "có 25 doanh nghiệp tổ chức đối thoại", "khen thưởng 30 cá nhân", "họp 4 lần", "thu 3 tỷ đồng"])
def test_bare_counts_of_other_indicators_are_no_rows(words):
    assert counted(f"{UNION}{words}.") == []


def test_bare_counts():
    assert counted_bare("cdcs_established")
    assert not counted_bare("inspections")
    assert not counted_bare("other")


def test_outside_of_unions_the_same_words_count_something_else():
    assert counted("Năm 2023, câu lạc bộ kết nạp 412 thành viên, đạt 103% kế hoạch.") == [("other", 412)]


def test_the_nearer_of_two_verbs_counts():
    assert counted(UNION + "thành lập 5 CĐCS, hiện quản lý 98 CĐCS.") == [("cdcs_established", 5), ("cdcs_total", 98)]


def test_a_share_among_those_founded_has_their_indicator():
    rows = table(UNION + "thành lập 9 CĐCS, trong đó có 6 CĐCS doanh nghiệp ngoài nhà nước.")
    assert [row["indicator"] for row in rows] == ["cdcs_established", "cdcs_established"]
    assert rows[1]["part_of"] == rows[0]["figure_id"]


def test_the_measure_is_what_stands_behind_the_number():
    [row] = table("Toàn tỉnh giải quyết 812/830 hồ sơ, đạt 97,8%.")
    assert (row["indicator"], row["unit"]) == ("other", "count")
    assert str(row["measure"]).startswith("hồ sơ")


def test_units():
    [row] = table("Toàn tỉnh gieo cấy 346/350 ha, đạt 98,9% kế hoạch.")
    assert (row["unit"], slim(row, "value", "base")) == ("ha", (346, 350))


def test_an_indicator_of_ones_own(tmp_path):
    (tmp_path / "words.yaml").write_text("nouns:\n  workplace_nursery: [nhà trẻ, lớp mẫu giáo]\n", encoding="utf-8")
    (tmp_path / "indicators.yaml").write_text(
        "indicators:\n  - id: nurseries\n    label: nhà trẻ cho con công nhân\n    bare: true\n    frames:\n"
        "      - {head: [workplace_nursery]}\n"
        '    examples: ["Công đoàn khu công nghiệp ⟦xây 3 nhà trẻ⟧ cho con công nhân."]\n    not: ["Công đoàn xây 3 nhà ăn."]\n',
        encoding="utf-8",
    )
    resources.use_patterns(tmp_path)
    try:
        assert list(loading.check_examples("indicators.yaml")) == []
        assert counted(UNION + "xây 3 nhà trẻ, thành lập 9 CĐCS.") == [("nurseries", 3), ("cdcs_established", 9)]
    finally:
        resources.use_patterns(None)
    assert counted(UNION + "xây 3 nhà trẻ.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LĐLĐ tỉnh có 12/61 CĐCS doanh nghiệp đã ký thỏa ước.", "agreements_signed"),
        ("LĐLĐ tỉnh còn 7/61 CĐCS doanh nghiệp chưa ký thỏa ước.", "other"),
        ("Năm 2024, LĐLĐ tỉnh: nữ tham gia ban chấp hành CĐCS hiện có 212/498 đồng chí.", "other"),
        ("LĐLĐ huyện trao 385 suất quà cho đoàn viên, tổng trị giá 154 triệu đồng, tăng 10%.", "support_amount"),
        ("Huyện có 385 doanh nghiệp của LĐLĐ huyện, tổng trị giá 154 triệu đồng, tăng 10%.", "other"),
        ("LĐLĐ tỉnh có 36 CĐCS với 5.000 lao động, trong đó 3.400 là nữ, chiếm 68%.", "other"),
        ("LĐLĐ tỉnh có 36 CĐCS với 5.000 đoàn viên, trong đó có 3.400 nữ, chiếm 68%.", "members_total"),
        ("LĐLĐ tỉnh lập 9 CĐCS, nâng tổng số CĐCS lên 71; kết nạp 3.284 đoàn viên, trong đó nữ chiếm 62%.", "members_admitted"),
        ("Qua kiểm tra phát hiện 31 CĐCS của LĐLĐ huyện trích nộp chưa đủ, giảm 12 đơn vị (27,9%).", "other"),
        ("LĐLĐ huyện kiểm tra 31 CĐCS, giảm 12 đơn vị (27,9%).", "inspections"),
        ("LĐLĐ huyện thành lập 9 CĐCS; 100% CĐCS được đánh giá, xếp loại.", "cdcs_rated"),
        ("LĐLĐ huyện có 85% CĐCS khối doanh nghiệp và 52% CĐCS khối hành chính đạt vững mạnh.", "cdcs_rated"),
        ("LĐLĐ tỉnh chi 4 tỷ đồng chăm lo đoàn viên, tăng 5%; trong đó từ nguồn tài chính công đoàn 3 tỷ đồng, chiếm 75%.", "support_amount"),
        ("LĐLĐ tỉnh thu kinh phí công đoàn: LĐLĐ huyện Ba Vì 9,8 tỷ đồng (đạt 112%), LĐLĐ huyện Mê Linh 4 tỷ đồng (đạt 103%).", "dues_collected"),
    ],
)
def test_what_was_not_done_who_is_counted_and_what_gifts_are_worth(text, expected):
    assert table(text)[-1]["indicator"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tỉnh đoàn giới thiệu 170 đoàn viên ưu tú cho Đảng.", [("party_referrals", 170)]),
        ("Đảng bộ huyện kết nạp 52 ĐV mới, đạt 50,98%.", [("party_admissions", 52)]),
        ("Đảng bộ huyện kết nạp 200 đảng viên, đưa tổng số đảng viên lên 4.047 đồng chí.", [("party_admissions", 200)]),
        (
            "Đảng bộ huyện kết nạp 200 đảng viên, nâng tổng số đảng viên lên 4.047 đảng viên (trong đó có 293 đảng viên nữ).",
            [("party_admissions", 200)],
        ),
        (
            "LĐLĐ quận giới thiệu 186 đoàn viên ưu tú cho Đảng, 97 người trong số này đã được kết nạp.",
            [("party_referrals", 186), ("party_admissions", 97)],
        ),
        (
            "LĐLĐ tỉnh: số đoàn viên được giới thiệu cho Đảng là 1.470 người, số được kết nạp 1.024 người, bằng 69,7%.",
            [("party_referrals", 1470), ("party_admissions", 1024)],
        ),
        ("Bệnh viện kết nạp 52 thành viên mới.", []),
    ],
)
def test_those_that_the_party_admits_count_whoever_tells_it(text, expected):
    assert counted(text) == expected


def test_several_bodies_with_so_many_each():
    text = UNION + "xây 31 nhà mái ấm công đoàn. Trong đó LĐLĐ thị xã Hương Trà, LĐLĐ huyện A Lưới mỗi đơn vị 5 nhà."
    assert counted(text) == [("shelters_built", 31), ("shelters_built", 5), ("shelters_built", 5)]


def test_unions_where_presents_were_given_are_no_total():
    assert counted(UNION + "tặng 85 suất quà cho đoàn viên ở 12 CĐCS.") == []
    assert counted(UNION + "có 4.215 đoàn viên ở 98 CĐCS.")[-1] == ("cdcs_total", 98)


def test_ratios_of_bodies_where_founded_unions_were_just_told_of():
    text = "LĐLĐ tỉnh thành lập 23 CĐCS. Tốt nhất là LĐLĐ huyện Hải Lăng 5/3 CĐCS; LĐLĐ huyện Gio Linh mới đạt 6/8 CĐCS (75%)."
    assert counted(text) == [("cdcs_established", 23), ("cdcs_established", 5), ("cdcs_established", 6)]
    assert counted("Đã tổ chức đại hội là LĐLĐ huyện Hải Lăng 5/8 CĐCS.") == [("other", 5)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Trong đó, LĐLĐ huyện Ba Vì thành lập 9 CĐCS và kết nạp 1.610 đoàn viên; LĐLĐ huyện Đan Phượng 5 CĐCS, 420 đoàn viên.",
            ["cdcs_established", "members_admitted", "cdcs_established", "members_admitted"],
        ),
        (
            "Năm 2015, LĐLĐ huyện Ba Vì có 128 CĐCS. Đến nay con số này là 141, với 5.026 đoàn viên.",
            ["cdcs_total", "cdcs_total", "members_total"],
        ),
    ],
    ids=["pairs_of_the_next_body", "another_thing_beside_this_number"],
)
def test_what_goes_on_and_what_does_not(text, expected):
    assert [row["indicator"] for row in table(text)] == expected


def test_houses_paragraphs_behind_the_shelters_they_are():
    told = "LĐLĐ tỉnh Long An trao 186 căn nhà Mái ấm Công đoàn.\n\nMưa lũ về sớm, giá vật liệu tăng.\n\n"
    assert counted(f"{told}LĐLĐ huyện Đức Hòa trao 9/8 căn, đạt 112,5%.")[-1] == ("shelters_built", 9)
    assert counted(f"{told}Công ty làm 14 nhà chờ cho công nhân.") == [("shelters_built", 186)]
    assert counted(f"{told}UBND tỉnh xây dựng 1.140 căn nhà ở xã hội, đạt 95%.")[-1] == ("other", 1140)


@pytest.mark.parametrize(
    ("opening", "expected"),
    [("Về bữa ăn ca, ", "other"), ("Riêng khối doanh nghiệp FDI, ", "dialogues_held")],
)
def test_a_sentence_on_something_else_does_not_go_on(opening, expected):
    told = f"{UNION}chỉ đạo đối thoại ở 198/240 doanh nghiệp, đạt 82,5%. "
    assert counted(f"{told}{opening}có 143/240 doanh nghiệp, đạt 59,6%.")[-1] == (expected, 143)


def test_numbers_of_the_next_bodies_need_no_noun():
    text = "Năm 2022, LĐLĐ huyện Ea Kar kết nạp 612 đoàn viên, LĐLĐ huyện Krông Năng 401, LĐLĐ huyện Cư Kuin 12 suất quà."
    assert counted(text) == [("members_admitted", 612), ("members_admitted", 401)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Về dự hội nghị có lãnh đạo tỉnh và hơn 400 đoàn viên.", []),
        ("Dự đại hội có 148 đại biểu, đại diện cho 4.600 đoàn viên.", [("members_total", 4600)]),
    ],
)
def test_those_who_attend_are_no_total(words, expected):
    assert counted(f"LĐLĐ huyện Ba Vì tổ chức hội nghị. {words}") == expected


def test_grades_in_a_row_are_of_the_first_ones_noun():
    text = f"{UNION}có số CĐCS hoàn thành xuất sắc nhiệm vụ 61 (44,2%), hoàn thành tốt 58 (42,0%), hoàn thành 17 (12,3%), không hoàn thành 2 (1,4%)."
    assert counted(text) == [("cdcs_rated", number) for number in (61, 58, 17, 2)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1.106 CĐCS thành lập mạng lưới an toàn vệ sinh viên, tăng 14,1% so với năm 2011", "other"),
        ("thành lập tổ tư vấn pháp luật tại 96/120 CĐCS, đạt 80%", "other"),
        ("12 CĐCS thành lập tại doanh nghiệp, đạt 80% kế hoạch", "cdcs_established"),
        ("9.418 người hưởng trợ cấp thất nghiệp, tăng 12,7% so với năm 2021", "other"),
        ("9.418 người được trợ cấp khó khăn, tăng 12,7% so với năm 2021", "members_supported"),
    ],
)
def test_what_is_founded_within_unions_and_paid_by_law(words, expected):
    assert [indicator for indicator, _ in counted(f"{UNION}có {words}.")] == [expected]
