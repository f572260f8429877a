"""What one claim says: percentage, kind, base, difference, subject."""

import pytest

from cdextract.claims.finding import CLAIM_TYPES
from cdextract.claims.values import claims_of
from core_helpers import claims, items, number


def said(text):
    sentence = items(text)
    return [claim for place, item in enumerate(sentence) if item.type in CLAIM_TYPES for claim in claims_of(sentence, place)]


def value(part):
    if part is None:
        return None
    return number(part.number.value)


@pytest.mark.parametrize(
    ("text", "kind", "percent", "base", "delta"),
    [
        ("kết nạp 412 đoàn viên, đạt 103% chỉ tiêu (400 đoàn viên).", "attained", 103, 400, None),
        ("thành lập 9 CĐCS, vượt 50% kế hoạch (6 CĐCS).", "exceeded", 50, 6, None),
        ("36 CĐCS vững mạnh, chiếm 90% trong tổng số 40 CĐCS.", "share", 90, 40, None),
        ("xảy ra 36 vụ, giảm 4 vụ (10%).", "decrease", 10, None, -4),
        ("có 4.215 đoàn viên, tăng 130 đoàn viên (3,2%).", "increase", 3.2, None, 130),
        ("thu 1,32 tỷ đồng, tăng 32% so với năm 2022 (1 tỷ đồng).", "increase", 32, 1_000_000_000, None),
        ("36 vụ, giảm 24 vụ (-67%).", "decrease", 67, None, -24),
        ("xảy ra 36 vụ (-12%).", "decrease", 12, None, None),
        ("xảy ra 36 vụ (+12%).", "increase", 12, None, None),
        ("126/140 CĐCS (90%).", "share", 90, None, None),
        ("số thu 12 tỷ đồng, tăng lên 120% so với năm trước.", "attained", 120, None, None),
    ],
)
def test_claims(text, kind, percent, base, delta):
    [claim] = said(text)
    assert (claim.kind, value(claim.percent), value(claim.base), value(claim.delta)) == (kind, percent, base, delta)


def test_a_parallel_claim_says_several_things():
    found = said("kết nạp 2.150 và 1.870 đoàn viên, đạt 107,5% và 93,5% chỉ tiêu giao.")
    assert [value(claim.percent) for claim in found] == [107.5, 93.5]
    assert {claim.kind for claim in found} == {"attained"}


def test_a_ratio_behind_a_change_is_this_period_over_the_last():
    [claim] = said("số vụ giảm 5,5% (2.410/2.550 vụ).")
    assert (value(claim.over.value), value(claim.over.base)) == (2410, 2550)


def test_a_change_names_what_it_counts():
    [claim] = said("tăng 14,3% về số dự án.")
    assert claim.about == ("dự", "án")


def test_plans_and_earlier_levels_are_told_apart():
    [plan] = said("đạt 96% kế hoạch năm.")
    [past] = said("bằng 96% so với cùng kỳ.")
    assert (plan.of_plan, plan.of_past) == (True, False)
    assert (past.of_plan, past.of_past) == (False, True)


def test_hedges_of_percentage_and_base():
    [claim] = said("đạt gần 96% kế hoạch (khoảng 400 đoàn viên).")
    assert claim.percent_approx == "nearly"
    assert claim.base_approx == "about"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Năm 2022, LĐLĐ tỉnh phát triển thực tăng 6.312 đoàn viên, nâng tổng số lên 84.500 đoàn viên, đạt 105,2% kế hoạch (6.000 đoàn viên).",
            [(6312, 6000, None, "attained", 105.2), (84500, None, None, None, None)],
        ),
        (
            "LĐLĐ tỉnh quý II kết nạp 1.890 đoàn viên, đưa kết quả 6 tháng lên 3.420 đoàn viên, đạt 57% kế hoạch năm (6.000 đoàn viên).",
            [(1890, None, None, None, None), (3420, 6000, None, "attained", 57)],
        ),
        ("LĐLĐ huyện thành lập được 8 CĐCS (kế hoạch 6 đơn vị, đạt 133,3%).", [(8, 6, None, "attained", 133.3)]),
        ("LĐLĐ huyện kết nạp 18.240 đoàn viên (đạt 121,6%/15.000 chỉ tiêu).", [(18240, 15000, None, "attained", 121.6)]),
        ("LĐLĐ huyện kết nạp 640/800 đoàn viên (tăng 80%).", [(640, 800, None, "increase", 80)]),
        ("LĐLĐ huyện kết nạp 640/800 đoàn viên, tăng 12%.", [(640, None, None, "increase", 12)]),
        ("LĐLĐ huyện kết nạp 1.217 đoàn viên (-23,4% so với cùng kỳ).", [(1217, None, None, "decrease", 23.4)]),
        ("LĐLĐ huyện kết nạp 1.217 đoàn viên (112% so với cùng kỳ).", [(1217, None, None, "attained", 112)]),
        (
            "Dư nợ đạt 4.215 tỷ đồng, tăng 318 tỷ đồng (+8,2%) so với đầu năm, hoàn thành 94,3% kế hoạch tăng trưởng.",
            [(4215e9, None, 318e9, "increase", 8.2), (318e9, None, None, "attained", 94.3)],
        ),
        ("Nợ quá hạn 4,6 tỷ đồng, chiếm 0,11% tổng dư nợ, giảm 0,02% so với đầu năm.", [(4.6e9, None, None, "share", 0.11)]),
        ("Chia cổ tức tỷ lệ 15% bằng cổ phiếu (100 cổ phiếu nhận 15 cổ phiếu mới).", []),
        (
            "LĐLĐ tỉnh hỗ trợ 45 mái ấm công đoàn với số tiền 1,8 tỷ đồng, tăng 5 nhà (12,5%) so với năm 2022.",
            [(45, None, 5, "increase", 12.5)],
        ),
        ("Hội kết nạp 320 hội viên, nâng tổng số lên 9.840 hội viên, đạt 78% phụ nữ trong huyện.", [(9840, None, None, "attained", 78)]),
        ("Mỹ chiếm 25% với 428 triệu USD, tăng 90% so với năm trước.", [(428e6, None, None, "share", 25), (428e6, None, None, "increase", 90)]),
        ("Có 8 nhóm hàng tăng giá; 2 nhóm giảm, nhóm giao thông giảm 0,12%.", []),
        ("Trong đó có 4 đảng bộ kết nạp đảng viên đạt từ 50% chỉ tiêu trở lên.", []),
    ],
)
def test_whose_percentage_it_is(text, expected):
    assert claims(text) == expected
