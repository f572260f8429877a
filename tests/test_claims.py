"""What is said of a quantity: each claim construction, what it covers and which type it emits."""

import pytest

from cdextract.claims.finding import CLAIM_TYPES, ITEM_TYPES, compile_layer
from cdextract.errors import PatternError
from cdextract.rules.fragments import expand
from core_helpers import claims, items, marked


def found(text):
    return [(item.type, text[item.start : item.end]) for item in items(text) if item.type in CLAIM_TYPES]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("kết nạp 412 đoàn viên, ⟦đạt 103% chỉ tiêu⟧.", "attained_claim"),
        ("kết nạp 412 đoàn viên (⟦hoàn thành 103% kế hoạch năm⟧).", "attained_claim"),
        ("kết nạp 412 đoàn viên, ⟦đạt 103% chỉ tiêu được giao là 400 đoàn viên⟧.", "attained_claim"),
        ("thu 15 tỷ đồng, ⟦bằng 96% so với cùng kỳ năm trước⟧.", "attained_claim"),
        ("thu 15 tỷ đồng, ⟦tương đương 84% kế hoạch⟧.", "attained_claim"),
        ("thành lập 9 CĐCS, ⟦vượt 50% kế hoạch⟧.", "exceeded_claim"),
        ("thành lập 9 CĐCS, ⟦vượt kế hoạch 50%⟧.", "exceeded_claim"),
        ("36/40 CĐCS vững mạnh, ⟦chiếm 90%⟧.", "share_claim"),
        ("có 203 bản, ⟦chiếm 18% trong tổng số 1.128 bản⟧.", "share_claim"),
        ("xảy ra 36 vụ, ⟦giảm 4 vụ (10%) so với năm 2022⟧.", "change_claim"),
        ("thu 46 tỷ đồng, ⟦tăng 17% so với cùng kỳ⟧.", "change_claim"),
        ("126/140 CĐCS (⟦90%⟧).", "plain_claim"),
        ("kết nạp 20 và 30 đoàn viên, ⟦đạt 107,5% và 93,5% chỉ tiêu giao⟧.", "parallel_claim"),
    ],
)
def test_claims(text, type_):
    plain, span = marked(text)
    assert found(plain) == [(type_, span)]


@pytest.mark.parametrize("text", ["đạt 80 điểm", "vượt 12 chỉ tiêu", "tăng cường kiểm tra", "hoàn thành tốt nhiệm vụ", "chiếm 90 suất", "đạt tỷ số 3-1"])
def test_no_claim(text):
    assert found(text) == []


def test_a_claim_keeps_its_parts():
    [claim] = [item for item in items("đạt 103% chỉ tiêu được giao là 400 đoàn viên") if item.type == "attained_claim"]
    assert claim.role("percent").text == "103%"
    assert claim.role("base").text == "400"


def test_fragments_are_put_in_place_and_may_be_nested():
    assert expand("a @one b", {"one": "c @two", "two": "d"}) == "a (c (d)) b"


def test_an_unknown_fragment_is_an_error():
    with pytest.raises(PatternError):
        expand("@nothing", {})


def test_a_fragment_that_holds_itself_is_an_error():
    with pytest.raises(PatternError, match="holds itself"):
        expand("@one", {"one": "c @two", "two": "@one"})


@pytest.mark.parametrize("name", ["claims.yaml", "figures.yaml", "goals.yaml"])
def test_the_shipped_layers_compile(name):
    layer = compile_layer(name, ITEM_TYPES + CLAIM_TYPES)
    assert layer.grammar.rule_ids == list(layer.rules)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nhận 37 đơn (-9 đơn so với năm trước, -19,57%).", [(37, None, -9, "decrease", 19.57)]),
        ("Xảy ra 412 vụ (+58 vụ, tăng 16,4%).", [(412, None, 58, "increase", 16.4)]),
        ("Xảy ra 412 vụ (58 vụ nghiêm trọng, chiếm 14,1%).", [(58, 412, None, "share", 14.1)]),
    ],
    ids=["minus", "plus", "no_sign"],
)
def test_differences_with_their_sign_in_brackets(text, expected):
    assert claims(text) == expected
