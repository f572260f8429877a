"""Ties between the figures of an article: parts, wholes, targets, changes, repetitions."""

import json
from pathlib import Path

import pytest

from cdextract.pipeline import rows
from cdextract.readers import read_articles
from core_helpers import claims, slim, table

CORPUS = Path(__file__).parents[1] / "corpus"
UNION = "Năm 2023, LĐLĐ huyện Ba Vì "


def tied(text):
    """(value, place of its whole, place of what it restates)."""
    rows = table(text)
    place = {row["figure_id"]: index for index, row in enumerate(rows)}
    return [(*slim(row, "value"), place.get(row["part_of"]), place.get(row["restates"])) for row in rows]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("thành lập 9 CĐCS, trong đó có 6 CĐCS ngoài nhà nước", [(9, None, None), (6, 0, None)]),
        ("kết nạp 412 đoàn viên, riêng khu vực doanh nghiệp là 300 đoàn viên", [(412, None, None), (300, 0, None)]),
        ("giới thiệu 96 đoàn viên ưu tú cho Đảng, trong đó có 41 đoàn viên được kết nạp", [(96, None, None), (41, None, None)]),
        ("kết nạp 412 đoàn viên; thành lập 9 CĐCS với 180 đoàn viên", [(412, None, None), (9, None, None), (180, 0, None)]),
        ("thành lập 9 CĐCS, kết nạp 412 đoàn viên", [(9, None, None), (412, None, None)]),
    ],
    ids=["part", "especially", "another_indicator_is_no_part", "members_of_new_unions", "no_part"],
)
def test_parts(words, expected):
    assert tied(f"{UNION}{words}.") == expected


def test_a_part_may_stand_in_the_next_sentence():
    text = UNION + "kết nạp 412 đoàn viên. Trong đó, khu vực doanh nghiệp kết nạp 300 đoàn viên."
    assert tied(text) == [(412, None, None), (300, 0, None)]


def test_the_parts_of_real_articles_are_those_of_the_gold_and_no_others():
    """A needless `part_of` would leave the figure out of every sum."""
    gold = [json.loads(line) for line in (CORPUS / "gold" / "seeds.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sum(figure.get("part_of") is not None for document in gold for figure in document["figures"]) >= 4
    for document in gold:
        [article] = read_articles([str(CORPUS / "articles" / "seeds" / f"{document['id']}.txt")])
        found = rows(article)
        values = {row["figure_id"]: row["value"] for row in found}
        parts = {(row["value"], values[row["part_of"]]) for row in found if row["part_of"]}
        figures = document["figures"]
        told = {(figure["value"], figures[figure["part_of"]]["value"]) for figure in figures if figure.get("part_of") is not None}
        assert parts == told, document["id"]


def test_a_share_is_of_the_figure_it_is_part_of():
    assert claims(UNION + "thành lập 10 CĐCS, trong đó có 6 CĐCS ngoài nhà nước, chiếm 60%.") == [
        (10, None, None, None, None),
        (6, 10, None, "share", 60),
    ]


def test_a_share_of_the_number_referred_to():
    assert claims(UNION + "giới thiệu 50 đoàn viên ưu tú cho Đảng, 20 đoàn viên được kết nạp, chiếm 40% số giới thiệu.")[1] == (20, 50, None, "share", 40)


def test_a_share_of_a_whole_without_number_has_no_base():
    assert claims("Có 438/452 đại biểu có mặt tán thành, bằng 88,13% tổng số đại biểu Quốc hội.")[0][1] is None


def test_the_target_told_before_is_the_base():
    assert claims(UNION + "được giao thành lập 24 CĐCS; đã thành lập 25 CĐCS (đạt 104,2%).") == [(25, 24, None, "attained", 104.2)]


def test_a_target_of_something_else_is_not():
    assert claims(UNION + "được giao thành lập 24 CĐCS; đã kết nạp 250 đoàn viên (đạt 104,2%).") == [(250, None, None, "attained", 104.2)]


def test_the_target_before_a_result_without_a_percentage():
    text = "LĐLĐ huyện Ba Vì được giao kết nạp 350 đoàn viên, thành lập 2 CĐCS. {}kết nạp 427 đoàn viên, thành lập 3 CĐCS."
    assert [claim[:2] for claim in claims(text.format("Kết quả, huyện đã "))] == [(427, 350), (3, 2)]
    assert [claim[:2] for claim in claims(text.format("Năm 2022, huyện đã "))] == [(427, None), (3, None)]


@pytest.mark.parametrize("plan", ["chỉ tiêu giao là 10 CĐCS và 1.200 đoàn viên", "kế hoạch 10 CĐCS, 1.200 đoàn viên"])
def test_the_plans_of_two_quantities_in_one_pair_of_brackets(plan):
    text = UNION + f"thành lập 12 CĐCS và kết nạp 1.300 đoàn viên ({plan})."
    assert [claim[:2] for claim in claims(text)] == [(12, 10), (1300, 1200)]


@pytest.mark.parametrize(
    "plan",
    [
        "so với kế hoạch (500 đoàn viên và 10 CĐCS)",
        "chỉ tiêu được giao là 500 đoàn viên và 10 CĐCS",
        "so với chỉ tiêu 500 đoàn viên và 10 CĐCS",
    ],
)
def test_the_plans_behind_percentages_told_in_turn(plan):
    text = UNION + f"kết nạp 520 đoàn viên và thành lập 12 CĐCS, lần lượt vượt 4% và 20% {plan}."
    assert claims(text) == [(520, 500, None, "exceeded", 4), (12, 10, None, "exceeded", 20)]


@pytest.mark.parametrize("rest", [
    "và xây dựng kế hoạch kết nạp 550 đoàn viên, thành lập 14 CĐCS",
    "vượt kế hoạch; năm 2024 đề ra chỉ tiêu 550 đoàn viên, 14 CĐCS",
])  # fmt: skip
def test_the_plans_of_a_time_to_come_are_no_bases(rest):
    text = UNION + f"kết nạp 520 đoàn viên (đạt 104%), thành lập 12 CĐCS (đạt 120%), {rest}."
    assert [claim[:2] for claim in claims(text)] == [(520, None), (12, None)]


def test_parts_behind_the_percentage_of_a_plan_are_no_plans():
    text = UNION + "thành lập 435 CĐCS (đạt 106,9% kế hoạch), kết nạp 3.111 đoàn viên (đạt 113,5% kế hoạch), gồm 398 CĐCS và 2.845 đoàn viên ở doanh nghiệp."
    assert [claim[1] for claim in claims(text)][:2] == [None, None]


def test_brackets_that_name_no_plan():
    text = UNION + "thành lập 12 CĐCS và kết nạp 1.300 đoàn viên (năm 2022 là 10 CĐCS và 1.200 đoàn viên)."
    assert [claim[1] for claim in claims(text)][:2] == [None, None]


def test_the_base_behind_a_semicolon():
    assert claims("Tỉnh giải ngân 1.845 tỷ đồng; so với kế hoạch (6.152 tỷ đồng) đạt 30%.") == [(1845e9, 6152e9, None, "attained", 30)]


def test_a_quantity_told_twice_is_one_row_and_the_fuller_one_stays():
    text = "LĐLĐ huyện Ba Vì kết nạp 412 đoàn viên trong năm 2023.\n\nNăm 2023, LĐLĐ huyện Ba Vì kết nạp 412/400 đoàn viên, đạt 103%. Đây là kết quả tốt."
    assert claims(text) == [(412, 400, None, "attained", 103)]


def test_the_same_number_with_another_percentage_is_another_row():
    text = UNION + "kết nạp 412 đoàn viên, đạt 103% kế hoạch.\n\nNăm 2022, LĐLĐ huyện Phúc Thọ kết nạp 412 đoàn viên, đạt 96% kế hoạch."
    assert [row[-1] for row in claims(text)] == [103, 96]


def test_what_is_part_of_a_repetition_points_at_the_row_that_stays():
    text = UNION + "kết nạp 412 đoàn viên.\n\nLĐLĐ huyện Ba Vì kết nạp 412/400 đoàn viên, đạt 103%, trong đó có 300 đoàn viên ngoài nhà nước."
    rows = table(text)
    assert rows[-1]["part_of"] in {row["figure_id"] for row in rows[:-1]}


@pytest.mark.parametrize("place", ["part_of", "restates"])
def test_references_point_at_rows_of_the_article(place):
    text = (
        UNION + "thành lập 9 CĐCS với 180 đoàn viên, trong đó có 6 CĐCS ngoài nhà nước (chiếm 66,7%); kết nạp 412 đoàn viên, đạt 103% kế hoạch "
        "LĐLĐ thành phố giao, đạt 98% kế hoạch huyện, trong đó 300 đoàn viên là công nhân."
    )
    rows = table(text)
    ids = {row["figure_id"] for row in rows}
    assert {row[place] for row in rows} - {None} <= ids
    assert any(row[place] for row in rows)


def test_the_votes_of_two_people_are_not_one_row():
    text = "Bà Hoa nhận 28/34 phiếu tín nhiệm cao, 5 và 1. Ông Nam nhận 25/34 phiếu tín nhiệm cao, 8 và 1."
    assert [claim[:2] for claim in claims(text)] == [(28, 34), (5, 34), (1, 34), (25, 34), (8, 34), (1, 34)]


@pytest.mark.parametrize(("percent", "told"), [("91,23", 2), ("97,67", 1)])
def test_a_share_of_another_whole_than_the_ratio_before(percent, told):
    text = f"Với 420 đại biểu tán thành trên tổng số 430 đại biểu có mặt, đề án được thông qua. Có 420 đại biểu tán thành (bằng {percent}%)."
    assert len(claims(text)) == told


def test_parts_that_add_up_to_one_more_than_their_whole():
    text = "Số cơ sở bị phạt là 1.200 cơ sở. Trong đó, có 640 cơ sở tư nhân, chiếm 53,33%; cơ sở nhà nước là 561 cơ sở, chiếm 46,71%."
    assert [claim[:2] for claim in claims(text)] == [(640, 1200), (561, 1200)]


def test_the_plan_in_brackets_and_a_further_one_behind_them():
    told = claims("Phong trào thu được 540 mô hình, vượt 8% chỉ tiêu giai đoạn 1 (500 mô hình), bằng 54% mục tiêu của cả kế hoạch.")
    assert told == [(540, 500, None, "exceeded", 8), (540, None, None, "attained", 54)]
    other = claims("Phong trào thu được 540 mô hình, vượt 8% chỉ tiêu giai đoạn 1 (200 mô hình).")
    assert other[0] == (540, None, None, "exceeded", 8)


def test_names_before_the_numbers_that_share_a_whole():
    text = "Chủ tịch HĐND nhận 27/35 phiếu tín nhiệm cao, tín nhiệm {} và tín nhiệm thấp 3."
    assert [claim[:2] for claim in claims(text.format(5))] == [(27, 35), (5, 35), (3, 35)]
    assert [claim[:2] for claim in claims(text.format(12))] == [(27, 35)]


def test_women_out_of_all_told_first():
    assert claims("Hội thi có 2.698 nữ/4.163 CNLĐ tham gia; 12 nữ/30 cán bộ được khen.") == [
        (2698, 4163, None, None, None),
        (12, 30, None, None, None),
    ]


def test_the_next_bodies_of_a_list_have_done_the_same():
    text = "Năm 2019, LĐLĐ huyện Ba Vì thành lập 11/10 CĐCS, đạt 110%; LĐLĐ huyện Mê Linh 8/6, đạt 133,3%; LĐLĐ huyện Ứng Hòa 4/5, đạt 80%."
    assert [(row["district"], row["indicator"]) for row in table(text)] == [
        ("Ba Vì", "cdcs_established"),
        ("Mê Linh", "cdcs_established"),
        ("Ứng Hòa", "cdcs_established"),
    ]


def test_plans_in_one_bracket_with_their_percentage_and_hedges_behind_a_slash():
    assert claims("LĐLĐ huyện kết nạp 205 đoàn viên (vượt 2,5%, kế hoạch 200).") == [(205, 200, None, "exceeded", 2.5)]
    told = claims("Đã thi hành xong hơn 12.500 tỉ đồng/hơn 50.000 tỉ đồng (đạt tỷ lệ 25%).")
    assert told == [(12_500 * 10**9, 50_000 * 10**9, None, "attained", 25)]


def test_changes_in_turn_of_one_quantity():
    text = "Tiêu thụ thép đạt 1,9 triệu tấn, giảm lần lượt 9,4% so với tháng trước và giảm 8% so với cùng kỳ."
    assert [claim[3:] for claim in claims(text)] == [("decrease", 9.4), ("decrease", 8)]


def test_changes_in_a_row_behind_two_counts():
    text = "Cả tỉnh xảy ra 438 vụ làm 446 người bị nạn, tăng 22 vụ (+5,3%) và {} so với năm trước."
    assert claims(text.format("19 người (+4,4%)")) == [(438, None, 22, "increase", 5.3), (446, None, 19, "increase", 4.4)]
    assert (446, None, 19, "increase", 7.4) not in claims(text.format("19 người (+7,4%)"))


def test_a_level_of_other_things_is_none():
    text = "Khu vực này có 159 vụ, tăng 7 vụ (4,6%); có 169 {}, tăng 10 {} (6,3%)."
    assert claims(text.format("người chết", "người"))[1][:3] == (169, None, 10)


def test_a_planned_decrease_is_its_own_result():
    assert claims("Huyện giảm 412 hộ nghèo, đạt 103% kế hoạch.") == [(412, None, None, "attained", 103)]
    assert claims("Huyện còn 1.204 hộ nghèo, giảm 412 hộ, đạt 103% kế hoạch.")[0][0] == 1204


def test_those_of_which_a_percentage_is_said_and_their_share():
    assert claims("Có 19/24 trường có 100% học sinh đỗ, chiếm 79,2%.") == [(19, 24, None, "share", 79.2)]


def test_a_part_of_those_referred_to_the_party():
    text = "Năm 2024, LĐLĐ tỉnh giới thiệu 380 đoàn viên ưu tú cho Đảng, trong đó 150 đoàn viên là công nhân trực tiếp (39,5%)."
    assert [row["indicator"] for row in table(text)] == ["party_referrals", "party_referrals"]


def test_the_percentage_of_a_change_behind_its_levels():
    text = "Số vụ giảm 12 vụ (từ 145 vụ xuống 133 vụ), tương đương 8,28%; số người chết tăng 3 người, từ 45 lên 48 người (6,67%)."
    assert claims(text) == [(133, 145, -12, "decrease", 8.28), (48, 45, 3, "increase", 6.67)]


def test_a_further_change_against_another_time_names_its_count():
    text = "Cả nước có 11,9 nghìn doanh nghiệp mới, tăng 44,6% so với tháng trước.\n\nSong so với cùng kỳ vẫn giảm 9,1% về số doanh nghiệp."
    assert [claim[3:] for claim in claims(text)] == [("increase", 44.6), ("decrease", 9.1)]
    railways = claims(text.replace("Song so với cùng kỳ vẫn giảm 9,1% về số", "Riêng ngành này, số") + " tăng 9%.")
    assert len(railways) == 1


def test_a_base_in_brackets_is_of_the_things_that_it_counts():
    text = "Công đoàn xây 125 nhà với số tiền 6,25 tỷ đồng, bằng 125% so với nhiệm kỳ trước ({})."
    assert claims(text.format("5 tỷ đồng"))[-1][:2] == (6_250_000_000, 5_000_000_000)
    assert claims(text.format("100 nhà"))[-1][:2] == (125, 100)


def test_counts_in_brackets_before_the_percentage():
    text = "Năm 2022, LĐLĐ tỉnh thành lập 106 CĐCS (trong đó 101 CĐCS doanh nghiệp), vượt 6% kế hoạch."
    rows = [(row["indicator"], row["value"], row["percent"]) for row in table(text)]
    assert rows == [("cdcs_established", 106, 6), ("cdcs_established", 101, None)]


def test_a_plan_that_opens_the_sentence():
    text = "{} LĐLĐ thành phố Vinh kết nạp 3.412/2.600 đoàn viên (131,2%)."
    assert claims(text.format("So với chỉ tiêu giao,"))[0][3] == "attained"
    assert claims(text.format("Trong năm,"))[0][3] == "share"


def test_all_of_a_whole_told_far_before():
    text = "LĐLĐ tỉnh hiện quản lý 2.865 công đoàn cơ sở.\n\nCó 2.610/2.819 công đoàn cơ sở có thỏa ước (đạt 92,6%). Có 2.487 công đoàn cơ sở hoàn thành tốt, bằng 86,8% tổng số công đoàn cơ sở."
    assert claims(text)[-1][:2] == (2487, 2865)


def test_a_share_of_two_counts_together_has_no_stated_whole():
    text = "Tỉnh xảy ra 19 vụ cháy, 1 vụ nổ. Trong đó, 5 vụ gây thiệt hại lớn (chiếm {} tổng số vụ cháy, nổ)."
    assert claims(text.format("25%"))[0][:2] == (5, None)
    assert claims(text.format("26,3%"))[0][:2] == (5, 19)


def test_rates_of_those_that_are_named_are_not_of_their_number():
    text = "Có 3/18 huyện hoàn thành chỉ tiêu là Quế Sơn (100,12%), Nam Giang (100,93%), Bắc Trà My (100,18%)."
    assert claims(text) == [(3, 18, None, None, None)]
    assert claims("Có 3/18 huyện hoàn thành chỉ tiêu (16,7%).") == [(3, 18, None, "share", 16.7)]


def test_equal_votes_of_two_sentences_are_two_rows():
    text = "Luật A có 3 đại biểu không tán thành (0,63%).\n\nLuật B có 3 đại biểu không tán thành (0,63%)."
    assert len(claims(text)) == 2
    assert len(claims(text.replace("không tán thành", "vắng mặt"))) == 1


def test_a_level_and_its_change_behind_a_semicolon():
    text = "- Huy động vốn là 25.390 tỷ đồng; so với đầu năm tăng 1.475 tỷ đồng (+6,2%).\n- Dư nợ là 24.610 tỷ đồng; so với đầu năm tăng 2.375 tỷ đồng (+10,7%)."
    assert [claim[0] for claim in claims(text)] == [25_390 * 10**9, 24_610 * 10**9]


def test_a_plan_named_behind_its_percentage_is_of_the_first_count():
    text = "Công đoàn thành lập 16 CĐCS với 480 đoàn viên, vượt 21,6% chỉ tiêu năm{}."
    assert claims(text.format(" về CĐCS"))[0][0] == 16
    assert claims(text.format(""))[-1][0] == 480


def test_what_was_planned_can_stand_behind_at():
    text = "Ủy ban đã kiểm tra việc chấp hành Điều lệ tại 98 đơn vị, đạt {}."
    assert claims(text.format("87,6% kế hoạch")) == [(98, None, None, "attained", 87.6)]
    assert claims(text.format("87,6%")) == []


def test_the_claim_behind_an_aside_is_of_the_ratio_it_comes_out_of():
    told = "Năm 2022, cơ quan điều tra làm rõ 183/214 vụ, bắt 302 đối tượng, đạt tỷ lệ {}%."
    assert claims(told.format("85,51")) == [(183, 214, None, "attained", 85.51)]
    assert (302, None, None, "attained", 90.2) in claims(told.format("90,2"))
    assert claims("Năm 2022, công an phấn đấu làm rõ 183/214 vụ, bắt 302 đối tượng, đạt tỷ lệ 85,51%.") == []


def test_two_plans_of_one_result_are_two_rows():
    told = "Năm 2017, LĐLĐ huyện Ba Vì kết nạp 214 đoàn viên, đạt 107% kế hoạch tỉnh giao, vượt {}% chỉ tiêu của huyện."
    assert [row[3:] for row in claims(told.format("1,9"))] == [("attained", 107), ("exceeded", 1.9)]
    one = "Năm 2017, LĐLĐ huyện Ba Vì kết nạp 214 đoàn viên, đạt 107% kế hoạch, vượt {}% chỉ tiêu."
    assert [row[3:] for row in claims(one.format("7"))] == [("attained", 107)]
    assert [row[3:] for row in claims(one.format("17"))] == [("attained", 107)]  # a slip, and no other plan


def test_shares_in_brackets_behind_those_elected_are_told_in_passing():
    assert claims("Đại hội Công đoàn huyện bầu 21 đồng chí vào Ban Chấp hành (nữ 38%, tái cử 62%).") == []
    assert claims("Đại hội Công đoàn huyện bầu 21 đồng chí, trong đó nữ 8 đồng chí (38,1%).") == [(8, 21, None, "share", 38.1)]


def test_a_claim_that_opens_the_next_sentence_is_of_the_ratio_before():
    assert claims("Vụ xuân gieo cấy 118/120 ha. Đạt 98,33% so với kế hoạch.") == [(118, 120, None, "attained", 98.33)]
    assert claims("Vụ xuân gieo cấy 118/120 ha. Giá lúa đạt 98,33% năm trước.")[0][:2] == (118, 120)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Công nhân đăng ký 58 sáng kiến, đã áp dụng 41 sáng kiến, chiếm 71,7% số đăng ký.", (41, 58)),
        ("Thành lập 4.512 CĐCS. Số CĐCS thành lập mới ngoài nhà nước là 3.971, chiếm 88% tổng số CĐCS thành lập mới.", (3971, 4512)),
        ("Số tiền có điều kiện thi hành là 1.873 tỉ đồng; đã thi hành xong 612,4 tỉ đồng, đạt 23,7% số tiền có điều kiện.", (612.4e9, 1873e9)),
        ("Đối với cấp xã, có 31.207 hồ sơ đến hạn, trả trước và đúng hạn 30.486 hồ sơ (đạt 96,79%).", (30486, 31207)),
    ],
)
def test_wholes_named_by_the_words_of_their_number(text, expected):
    assert [claim[:2] for claim in claims(text)][-1] == expected


def test_stars_are_the_class_of_a_product():
    text = "Trong số 142 sản phẩm, có 103 sản phẩm 3 sao (72,5%), 38 sản phẩm 4 sao (26,8%)."
    assert [claim[:2] for claim in claims(text)] == [(103, 142), (38, 142)]


def test_what_a_meeting_has_passed_is_a_goal():
    assert claims("Đại hội cổ đông thông qua mục tiêu lãi sau thuế 640 tỷ đồng, tăng 35% so với năm 2021.") == []
