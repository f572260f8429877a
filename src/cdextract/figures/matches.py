"""What a pattern over types cannot see: whether the words and numbers of a match mean what its rule says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cdextract.checks.agreement import rounds_to
from cdextract.figures.alike import (
    counts_alike,
    gives_alike,
    have_one_unit,
    rose_by_percent,
    subject_is_counted,
    subject_is_first,
)
from cdextract.numbers.lexing import Ratio
from cdextract.numbers.quantities import Quantity
from cdextract.rules.grammar import Item, Match
from cdextract.words.tokens import tie_forms, tie_words

_ACTS_OF_UNITS = frozenset({"conference", "dialogue", "inspect", "sign"})
_CLAUSE = 8  # items before a number
_NEXT_NAME = 5  # items: ")", ",", a name, "(", its rate


def is_meant(items: Sequence[Item], match: Match) -> bool:
    """Whether a match of a rule is one of what the rule reads."""
    check = _CHECKS.get(match.rule, _totals_alike)
    return check(items, match)


def _is_main(items: Sequence[Item], match: Match) -> bool:
    """Whether the claims of a match of the main rule are of its value."""
    of_another = (
        _is_compared_with,
        _is_of_the_best,
        _tells_names_with_changes,
        _has_own_level,
        _lists_rates_of_each,
    )
    return not any(reads(items, match) for reads in of_another) and _totals_alike(items, match)


def _totals_alike(items: Sequence[Item], match: Match) -> bool:
    """Whether the total that a match has, if any, is of what its value counts."""
    if "total" not in match.roles:
        return True
    return items[match.roles["noun"][0]].text == items[match.roles["total"][0]].text


def _follows_list(items: Sequence[Item], match: Match) -> bool:
    """ "Huyện A, huyện B đều đạt 100%": a percentage of each of several bodies named before it."""
    return sum(item.type == "body" for item in items[: match.start + 1]) > 1


def _is_full(items: Sequence[Item], match: Match) -> bool:
    """Whether the claim of fullness that a match has, if any, says all."""
    return "full" not in match.roles or _is_all(items[match.roles["full"][0]])


def _is_of_no_plan(items: Sequence[Item], match: Match) -> bool:
    """Whether the claim of a match names no plan."""
    return not any(part.type == "plan" for part in items[match.roles["claims"][0]].covered)


def _is_rate(items: Sequence[Item], match: Match) -> bool:
    """Whether a share behind what was counted is said to be a rate."""
    claim = items[match.roles["claims"][0]]
    return claim.type != "share_claim" or claim.text.startswith(tie_forms("rate"))


def _is_compared_with(items: Sequence[Item], match: Match) -> bool:
    """ "tăng khá so với 800 của năm trước (tăng 15%), nhưng mới bằng 92%": the claims are of what is compared."""
    head = match.roles["value"][0]
    behind = [item.type for item in items[head + 1 : head + 4]]
    return head > 0 and items[head - 1].text == "so với" and "period" in behind


def _is_sum_lent(items: Sequence[Item], match: Match) -> bool:
    """ "cho vay đạt 312 tỷ đồng, với 9.140 lượt khách hàng": a sum, and a count of those that it went to."""
    head = match.roles["value"][0]
    units = [getattr(items[at].value.value, "unit", None) for at in (head, *match.roles["bare"])]
    before = {word for item in items[max(0, head - _CLAUSE) : head] for word in item.text.split()}
    return units[0] is not None and not any(units[1:]) and bool(before & tie_words("lending"))


def _is_of_the_best(items: Sequence[Item], match: Match) -> bool:
    """ "527 khu vực bỏ phiếu, cao nhất là thành phố Ngã Bảy với tỷ lệ 99,99%": the rate of one of them."""
    between = items[match.roles["value"][0] + 1 : match.roles["claims"][0]] if match.roles.get("claims") else ()
    told = " ".join(item.text for item in between)
    return any(extreme in told for extreme in tie_forms("extremes"))


def _lists_rates_of_each(items: Sequence[Item], match: Match) -> bool:
    """ "3/18 huyện đã hoàn thành là Quế Sơn (100,12%), Nam Giang (100,93%)": each is named with a rate of its own."""
    at, claims = match.roles["value"][0], match.roles.get("claims", ())
    if not claims or items[claims[0]].type != "plain_claim" or items[claims[0] - 1].text != "(":
        return False
    before, behind = items[at + 1 : claims[0]], list(items[claims[0] + 1 : claims[0] + 8])
    if not any(item.text in tie_words("introduces_names") for item in before) or len(behind) < _NEXT_NAME:
        return False
    if behind[0].text != ")" or behind[1].text not in tie_words("joints"):
        return False
    opened = next((place for place, item in enumerate(behind) if item.text == "("), 0)
    names = behind[2:opened]
    named = bool(names) and all(item.type in ("word", "place", "body") for item in names)
    return named and any(item.type == "plain_claim" for item in behind[opened + 1 : opened + 2])


def _tells_names_with_changes(items: Sequence[Item], match: Match) -> bool:
    """ "có hai nhóm giảm giá là văn hóa, du lịch (-0,02%)": the signed percentage is of the name before it."""
    at, claims = match.roles["value"][0], match.roles.get("claims", ())
    if not claims or items[claims[0]].type != "plain_claim" or items[claims[0]].text[:1] not in "+-":
        return False
    names = any(item.text == "là" for item in items[at : claims[0]])
    return names or not any(char.isdecimal() for char in items[at].text)


def _has_own_level(items: Sequence[Item], match: Match) -> bool:
    """ "bán 2,9 tỷ sản phẩm, số cửa hàng giảm 2,4%, còn 566.400": the change names what it is of, and leads to the
    level of that.
    """
    value, claim = match.roles["value"][0], match.roles["claims"][0]
    if items[claim].type != "change_claim" or not any(item.text == "," for item in items[value + 1 : claim]):
        return False
    clause = max(at for at in range(value + 1, claim) if items[at].text == ",")
    named = [item for item in items[clause + 1 : claim] if item.type in ("whole", "noun", "word")]
    behind = [item for item in items[claim + 1 : claim + 4] if item.text != ","]
    leads = [item.text in tie_words("leads_to_level") for item in behind[:1]] == [True] and len(behind) > 1
    return len(named) > 1 and leads and behind[1].type == "number"


def _changes_in_turn(items: Sequence[Item], match: Match) -> bool:
    """ "10.200 tỷ đồng và 420 tỷ đồng, tương ứng tăng 5% và giảm 18%", with nothing that only the first is told of."""
    first, second = (items[index] for index in match.roles["claims"])
    opens = [items[match.roles["claims"][0] - 1].text, first.covered[0].text]
    in_turn = any(text.startswith(tie_forms("in_turn")) or text == "lượt" for text in opens)
    plain = not any(claim.role("delta") for claim in (first, second))
    return in_turn and plain and not any(part.type == "compare" for part in first.covered)


def _names_alike(items: Sequence[Item], match: Match) -> bool:
    """ "27/35 phiếu tín nhiệm cao, tín nhiệm 5": each name begins with a word of the first one, and the numbers are
    parts of one whole.
    """
    first, *others = match.roles["value"]
    ratio = items[first].value.value
    if not isinstance(ratio, Ratio):
        return False
    near = {word for item in items[max(0, first - 3) : first + 6] for word in item.text.split()}
    counts, last = [ratio.value.number.value], first
    signs = tie_words("joints") | {";"}
    for index in others:
        parted = max(at for at in range(last + 1, index) if items[at].text in signs)
        quantity = items[index].value.value
        if not isinstance(quantity, Quantity) or quantity.unit or items[parted + 1].text.split()[0] not in near:
            return False
        counts.append(quantity.number.value)
        last = index
    return sum(counts) <= ratio.base.number.value


def _differ_in_turn(items: Sequence[Item], match: Match) -> bool:
    """ "131 CĐCS với 24.715 đoàn viên, tăng 73 CĐCS và 1.775 đoàn viên": the differences are of the same, in turn."""
    first, second = match.roles["value"]
    told = [item.text for item in items[match.roles["claims"][0]].covered]
    difference = items[match.roles["claims"][0]].role("delta")
    noun = items[match.roles["delta"][0] + 1].text
    return difference is not None and items[first + 1].text in told and items[second + 1].text == noun


def _is_all(claim: Item) -> bool:
    """ "đạt (tỷ lệ) 100%", of no plan."""
    percent = claim.role("percent")
    plan = any(part.type in ("plan", "compare") for part in claim.covered)
    return percent is not None and percent.value.value.number.value == 100 and not plan


def _is_counted_before(items: Sequence[Item], match: Match) -> bool:
    """ "giảm 38,5% số ca mắc sốt xuất huyết (1.284/2.087 ca)": the ratio counts what is named before it."""
    at = match.roles["value"][0]
    named = {word for item in items[match.roles["claims"][0] + 1 : at] for word in item.text.split()}
    return items[at + 1].text.split()[0] in named


def _is_of_things(items: Sequence[Item], match: Match) -> bool:
    """ "kiểm tra tại 98 đơn vị, đạt 87,6% kế hoạch": the units were what was planned; "đối thoại tại 164 doanh nghiệp,
    giảm 13,5%": such acts are counted by the units.
    """
    behind = items[match.end : match.end + _CLAUSE]
    at = next((place for place, item in enumerate(behind) if item.type not in ("noun", "word", "place")), len(behind))
    if at + 1 < len(behind) and behind[at].text == "," and behind[at + 1].text in tie_words("only"):
        at += 1  # "ở 17 đơn vị, chỉ bằng 85% kế hoạch"
    claim = behind[at + 1] if at + 1 < len(behind) and behind[at].text in (",", *tie_words("only")) else None
    if claim is None or not claim.type.endswith("_claim"):
        return True
    if any(item.type == "cue" and item.value & _ACTS_OF_UNITS for item in items[max(0, match.start - 3) : match.start]):
        return False
    plans = [part.text for part in claim.covered if part.type == "plan"]
    return claim.type != "attained_claim" or not plans or plans[0].startswith(tie_forms("money_plans"))


def _is_change_of_amount(items: Sequence[Item], match: Match) -> bool:
    """ "24.610 tỷ đồng; so với đầu năm tăng 2.375 tỷ đồng": a measured amount, and a change in the same unit."""
    claim, value = (items[match.roles[role][0]] for role in ("claims", "value"))
    delta = claim.role("delta")
    units = [getattr(item.value.value, "unit", None) for item in (value, delta) if item is not None]
    return claim.rule == "claim.change_past_first" and len(units) == 2 and units[0] is not None and units[0] == units[1]


def _plan_counts_first(items: Sequence[Item], match: Match) -> bool:
    """Whether the plan in brackets counts what the first of two quantities counts, and not what the second does."""
    claim = items[match.roles["claims"][0]]
    base = claim.role("base")
    first, second = (items[match.roles[role][0]] for role in ("value", "bare"))
    if base is None:
        return _names_first(items, match)
    if not isinstance(base.value.value, Quantity) or not isinstance(second.value.value, Quantity):
        return False
    if base.value.value.unit != second.value.value.unit:
        return bool(base.value.value.unit == first.value.value.unit)
    nouns = [items[match.roles[role][0] + 1].text for role in ("value", "bare")]
    behind = [item.text for item in claim.covered[claim.covered.index(base) + 1 :]]
    counts_first = nouns[0] in behind or nouns[0].split()[0] in behind  # "96 lớp tập huấn …, đạt 120% (80 lớp)"
    return nouns[0] != nouns[1] and counts_first and nouns[1] not in behind


def _names_first(items: Sequence[Item], match: Match) -> bool:
    """ "lập 16 CĐCS với 480 đoàn viên, vượt 21,6% chỉ tiêu năm về CĐCS": the plan is named behind its percentage."""
    at = match.roles["claims"][0]
    noun = items[match.roles["value"][0] + 1]
    behind = [item.text for item in (*items[at].covered, *items[at + 1 : at + 4])]
    place = next((place for place, text in enumerate(behind) if text == "về"), len(behind))
    if not any(part.type == "plan" for part in items[at].covered):
        return False
    return noun.type == "noun" and noun.text in behind[place + 1 : place + 3]


def _names_second(items: Sequence[Item], match: Match) -> bool:
    """Whether the whole named last, and not the first one, counts what the second of two quantities counts."""
    at = match.roles["value"][1]
    wholes = [item.text for index in match.roles["claims"] for item in items[index + 2 : index + 3]]
    if len(wholes) < 2:  # the text ends before the second is named
        return False
    second = items[at].value.value
    if isinstance(second, Quantity) and second.unit in ("VND", "USD"):
        money = tie_forms("money")
        return wholes[1].startswith(money) and not wholes[0].startswith(money)
    return items[at + 1].type == "noun" and wholes[1] == items[at + 1].text != wholes[0]


def _is_on(items: Sequence[Item], match: Match) -> bool:
    """ "21 trên 477 thí sinh": "trên" between two counts of one thing; elsewhere it is a hedge."""
    value, base = match.roles["value"][0], match.roles["base"][0]
    noun = items[value + 1 : base]
    if not items[base].text.startswith("trên "):
        return False
    behind = [item.text for item in items[base + 1 : base + 2]]
    return not noun or [noun[0].text] == behind or _comes_out(items, match)


def _is_of_ratio(items: Sequence[Item], match: Match) -> bool:
    """ "giải quyết 1.217/1.240 vụ với 2.033 bị cáo, đạt 98,15%": of no plan, or what the ratio gives."""
    claim, ratio = items[match.roles["claims"][0]], items[match.roles["value"][0]].value.value
    percent = claim.role("percent")
    if percent is None or not isinstance(ratio, Ratio) or not ratio.base.number.value:
        return False
    of_plan = any(part.type == "plan" for part in claim.covered)
    return not of_plan or rounds_to(ratio.value.number, ratio.base.number, percent.value.value.number)


def _comes_out(items: Sequence[Item], match: Match) -> bool:
    """Whether the percentage behind two numbers is that of the first in the second."""
    halves = [items[match.roles[role][0]].value.value for role in ("value", "base")]
    claims = [items[index].role("percent") for index in match.roles.get("claims", ())]
    if not claims or claims[0] is None or not all(isinstance(half, Quantity) and half.number.value for half in halves):
        return False
    return rounds_to(halves[0].number, halves[1].number, claims[0].value.value.number)


_CHECKS: dict[str, Callable[[Sequence[Item], Match], bool]] = {
    "figure.main": _is_main,
    "figure.each_of_list": _follows_list,
    "figure.predicate_full": _is_full,
    "figure.process_rate": _is_of_no_plan,
    "figure.rate_of_counted": _is_rate,
    "figure.changed_ratio": _is_counted_before,
    "figure.of_level": counts_alike,
    "figure.plan_first": gives_alike,
    "figure.plan_given_first": gives_alike,
    "figure.level_in_bracket_first": subject_is_first,
    "figure.claim_opens_subject": subject_is_counted,
    "figure.then_and_now": rose_by_percent,
    "figure.ratio_with": _is_of_ratio,
    "figure.of_things": _is_of_things,
    "figure.shares_in_turn": _names_second,
    "figure.plan_of_first": _plan_counts_first,
    "figure.sum_of_borrowers": _is_sum_lent,
    "figure.level_then_change": _is_change_of_amount,
    "figure.level_before": have_one_unit,
    "figure.changes_in_turn": _changes_in_turn,
    "figure.changed_each": _differ_in_turn,
    "figure.elided_named": _names_alike,
    "figure.number_on_number": _is_on,
    "figure.out_of_tries": _comes_out,
}
