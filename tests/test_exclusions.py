"""Numbers that count nothing are taken out before anything else reads them."""

import pytest

from cdextract.numbers.exclusions import lex_exclusions
from core_helpers import claims, marked


def found(text):
    strong, weak = lex_exclusions(text)
    mentions = [*strong, *weak]
    return {(mention.type, text[mention.start : mention.end]) for mention in mentions}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Nghị quyết ⟦09-NQ/TU⟧ của Thành ủy", "document_number"),
        ("theo Quyết định số ⟦1408⟧ của huyện", "document_number"),
        ("gọi số ⟦0243.7654.321⟧ để được giúp", "phone"),
        ("khai mạc lúc ⟦7h30⟧", "time"),
        ("đại hội ⟦lần thứ 12⟧", "ordinal"),
        ("tỉnh xếp ⟦9/63⟧ tỉnh, thành phố", "ordinal"),
        ("⟦bản đồ tỷ lệ 1/5.000⟧ của xã", "scale"),
        ("đội huyện ⟦thắng 3-1⟧", "score"),
        ("thu nhập ⟦7.200.000 đồng/người/tháng⟧", "rate"),
        ("bình quân ⟦18 tiêu chí/1 xã⟧.", "rate"),
        ("đóng đoàn phí bằng ⟦1%⟧ tiền lương", "rate"),
        ("anh Nam, ⟦41 tuổi⟧, quê Thái Bình", "age"),
        ("phiên ⟦13/10⟧, chỉ số tăng", "day"),
        ("trụ sở ở ⟦ngõ 12/5⟧ phố Huế", "address"),
        ("⟦hơn 1/2⟧ chặng đường", "fraction"),
        ("CĐCS ⟦có từ 30 đoàn viên trở lên⟧", "condition"),
    ],
)
def test_what_is_no_amount(text, type_):
    plain, span = marked(text)
    assert (type_, span) in found(plain)


@pytest.mark.parametrize("text", ["thành lập 10/8 CĐCS", "kết nạp 1.240 đoàn viên", "thu 3,42/3,6 tỷ đồng", "đạt 106,89% chỉ tiêu", "Huyện họp."])
def test_amounts_are_left_alone(text):
    assert found(text) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "Công đoàn huyện thực hiện Nghị quyết số 02/2021 và Kế hoạch 24/52-LĐLĐ.",
        "Công đoàn huyện họp ngày 12/10/2022, lúc 8h15, tại số 24/7 đường Núi Đôi.",
        "Tỉnh xếp 9/63 tỉnh, thành phố; đội công đoàn thắng 3-1.",
        "Đoàn viên đóng đoàn phí bằng 1% tiền lương, thu nhập 7.200.000 đồng/người/tháng.",
        "Quy hoạch tỷ lệ 1/500, tỷ lệ chọi 1/5, vòng 1/8, hoạt động 24/7.",
    ],
)
def test_they_make_no_row(sentence):
    assert claims(sentence) == []
