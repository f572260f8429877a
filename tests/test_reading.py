"""An article read sentence by sentence: what becomes a row, what is left out and why, and what was not read at all."""

import pytest

from cdextract import pipeline, reading
from cdextract.article import Article
from core_helpers import claims, table

UNION = "Năm 2023, LĐLĐ huyện Ba Vì "


def read(text, title=None):
    return reading.read(Article("a", text, title))


def dropped(text):
    return [counted.dropped for counted in read(text).figures]


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        (UNION + "kết nạp 412 đoàn viên.", [None]),
        (UNION + "sẽ kết nạp 412 đoàn viên.", ["goal"]),
        (UNION + "tổ chức 12 cuộc đối thoại.", ["bare"]),
        (UNION + "thấy lương của công nhân tăng 12%.", ["no quantity"]),
    ],
    ids=["row", "goal", "bare_count", "no_quantity"],
)
def test_why_a_figure_is_no_row(text, reasons):
    assert dropped(text) == reasons


def test_figures_come_from_the_article_only():
    page = "\n\n".join(
        [
            "Ba Vì kết nạp 999 đoàn viên",
            "19:49 | 06/01/2021",
            UNION + "kết nạp 412 đoàn viên, đạt 103% kế hoạch.",
            "Đoàn viên mới nhận 888 suất quà. Ảnh: Minh Anh",
            "Hội nghị khen thưởng nhiều tập thể.",
            "Tin khác",
            "Phúc Thọ kết nạp 777 đoàn viên, đạt 110%.",
        ]
    )
    assert [row[0] for row in claims(page)] == [412]


def test_a_headline_told_again_in_the_body_is_one_row_of_the_body():
    rows = table("Ba Vì kết nạp 412 đoàn viên\n\n" + UNION + "kết nạp 412 đoàn viên.")
    assert [(row["value"], row["zone"]) for row in rows] == [(412, "body")]


def test_a_count_said_of_several_bodies_is_a_row_each():
    rows = table("Năm 2023, các LĐLĐ huyện Ba Vì, Phúc Thọ và Thạch Thất đều thành lập 4 CĐCS.")
    assert [row["district"] for row in rows] == ["Ba Vì", "Phúc Thọ", "Thạch Thất"]
    assert {float(str(row["value"])) for row in rows} == {4}
    assert len({row["figure_id"] for row in rows}) == 3


def test_a_date_beside_a_slash_is_no_ratio():
    assert claims("Sáng 23/5, công đoàn huyện họp; đến 30/5 thì xong.") == []


def test_evidence_begins_at_the_verb_and_closes_its_bracket():
    [row] = table(UNION + "đã thành lập mới 9/6 CĐCS (đạt 150%), đời sống ổn định.")
    assert row["evidence"] == "thành lập mới 9/6 CĐCS (đạt 150%)"


def test_the_sentence_around_a_figure():
    [row] = table("Hội nghị đã họp. " + UNION + "kết nạp 412 đoàn viên. Sau đó nghỉ.")
    assert row["sentence"] == UNION + "kết nạp 412 đoàn viên."


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (UNION + "kết nạp 412 đoàn viên, đạt 103% kế hoạch.", []),
        (UNION + "phấn đấu kết nạp 412/400 đoàn viên, đạt 103% kế hoạch.", []),
        (UNION + "thấy có 95% doanh nghiệp trả lương đúng hạn.", ["95%"]),
        ("Công đoàn huyện đạt 12 điểm.", []),
        (UNION + "có 7.423 đoàn viên, trong đó nữ chiếm 71,4%.", []),
    ],
    ids=["read", "goal_is_read", "unread", "nothing_to_read", "share_of_the_number_before"],
)
def test_percentages_that_no_rule_read(text, left):
    assert pipeline.read_rows(Article("a", text))[1] == left


@pytest.mark.parametrize("text", ["", "\n\n", "Không có số nào.", "1", "%", "5%", "1/2", "("])
def test_texts_with_nothing_in_them(text):
    assert all(counted.dropped for counted in read(text).figures)
    assert table(text) == []


def test_what_several_bodies_have_done_alike_is_a_row_of_each():
    text = "Năm 2023, LĐLĐ huyện Ba Vì, LĐLĐ huyện Mê Linh cùng thành lập 3 CĐCS; LĐLĐ huyện Ứng Hòa thành lập 2 CĐCS."
    assert [(row["district"], row["value"]) for row in table(text)] == [("Ba Vì", 3), ("Mê Linh", 3), ("Ứng Hòa", 2)]


def test_a_headline_that_the_text_goes_on_from_behind_the_sign_of_the_paper():
    text = "Ba Vì: 84/97 hộ nghèo có nhà mới\n\nBTO - Đó là kết quả năm 2023 của huyện Ba Vì. Mỗi nhà được hỗ trợ."
    assert [(row["value"], row["base"], row["year"]) for row in table(text)] == [(84, 97, 2023)]
