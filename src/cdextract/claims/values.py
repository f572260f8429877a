"""A claim item → what it says: percentage, kind, base, difference, and what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from cdextract.claims.names import about_of, clause_before, named_together
from cdextract.mentions import Numeric
from cdextract.numbers.lexing import Percent, Quantity, Ratio
from cdextract.rules.grammar import Item
from cdextract.words.tokens import tie_forms, tie_words

KINDS = {"attained_claim": "attained", "exceeded_claim": "exceeded", "share_claim": "share", "plain_claim": "share"}
_OVER = frozenset({"attained", "increase", "decrease"})


@dataclass(frozen=True, slots=True)
class Claim:
    """What one claim item says.

    `over`: a ratio of this period over the one before ("giảm 5,83% (3.389/3.599 vụ)"). `of_plan`, `of_past`: the
    claim names a plan, or an earlier level. `base_counts`: its base counts things ("100 nhà"). `plain`: a
    percentage with no verb. `compares_rates`: "cao hơn", "thấp hơn". `says_share`: "chiếm". `of_each`: "dưới 3%",
    said of each thing counted. `of_rate`: "tỷ lệ giảm 2,97%", no change of the count. `of_points`: the change of a
    rate told just before ("đạt tỷ lệ 21% (tăng 0,6%)", "tỷ lệ này giảm 3%"). `past_rate`: the rate of the earlier
    time, in brackets behind the change. `of_earlier`: what an earlier time had changed by ("(cùng kỳ năm 2020 giảm
    3,8%)"). `of_growth`: the plan is one of growth. `about`: the words for what a change counts ("tăng 14,3% về số
    dự án" → dự, án); `subject`: those before a change that no "số" opens ("thiệt hại tài sản tăng 82%").
    """

    kind: str
    percent: Percent | None = None
    percent_approx: str | None = None
    base: Quantity | None = None
    base_approx: str | None = None
    base_counts: bool = False
    delta: Quantity | None = None
    over: Ratio | None = None
    of_past: bool = False
    of_plan: bool = False
    plan_of: str = ""  # whose plan: "tỉnh giao", "của huyện"
    plain: bool = False
    compares_rates: bool = False
    says_share: bool = False
    says_rate: bool = False
    of_each: bool = False
    of_rate: bool = False
    of_points: bool = False
    past_rate: Decimal | None = None
    of_earlier: bool = False
    of_growth: bool = False
    about: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()


def claims_of(items: Sequence[Item], index: int) -> list[Claim]:
    """What a claim item says; several for a parallel one."""
    item = items[index]
    parts = item.parts or {}
    base = item.role("base")
    base_numeric: Numeric | None = base.value if base else None
    kind = _kind(item)
    delta = item.role("delta")
    over = item.role("over")
    if over is None and base and isinstance(base.value.value, Ratio) and kind in _OVER and not base.value.value.is_pair:
        over = base  # "đạt 78,4% dự toán (196/250 tỷ đồng)", "giảm 5,9% so với năm 2021 (16/17 vụ)"
    said = Claim(
        kind,
        base=_quantity_of(base_numeric),
        base_approx=base_numeric.approx if base_numeric else None,
        base_counts=base is not None and _has_noun_behind(item.covered, base),
        delta=signed(delta.value.value, kind) if delta else None,
        over=over.value.value if over else None,
        of_past=("_past" in item.rule and not _is_of_whole(items, index))
        or _exceeds_past(item)
        or (item.type == "plain_claim" and _compares(items, index + 1)),
        of_plan=any(part.type == "plan" for part in item.covered),
        plan_of=_plan_of(items, index),
        plain=item.type == "plain_claim",
        compares_rates=any(part.text in tie_words("compares_rates") for part in item.covered),
        says_share=_says_share(items, index),
        says_rate=_names_rate(item),
        of_each=any(part.text in tie_words("of_each") for part in item.covered),
        of_rate=item.covered[0].text.startswith(tie_forms("rate_changes")),
        of_points=_is_of_rate_before(items, index),
        past_rate=_past_rate(items, index),
        of_earlier=_is_of_earlier_time(items, index),
        of_growth=_is_of_growth(items, index),
        about=about_of(items, index, kind),
        subject=clause_before(items, index) if kind in ("increase", "decrease") else (),
    )
    percents = parts.get("percent", ())
    if both := named_together(items, index, kind):
        return [
            replace(said, percent=p.value.value, percent_approx=p.value.approx, about=about)
            for p in percents
            for about in both
        ] or [said]
    return [replace(said, percent=item.value.value, percent_approx=item.value.approx) for item in percents] or [said]


def _plan_of(items: Sequence[Item], index: int) -> str:
    """Whose plan a claim is of, as the words behind the plan tell: "kế hoạch tỉnh giao", "chỉ tiêu của huyện"."""
    covered = items[index].covered
    plan = next((at for at, part in enumerate(covered) if part.type == "plan"), None)
    if plan is None:
        return ""
    behind = [*covered[plan + 1 :], *items[index + 1 : index + 3]]
    givers = (part for part in behind[:3] if part.type in ("body", "place", "anaphor", "noun"))
    return next((part.text for part in givers), "")


def _names_rate(item: Item) -> bool:
    """ "đạt tỷ lệ 98%"."""
    return any(rate in part.text for part in item.covered for rate in tie_forms("rate"))


def _exceeds_past(item: Item) -> bool:
    """ "(vượt 3,8% so với năm 2022)": more than at another time, not than planned."""
    types = {part.type for part in item.covered}
    return item.type == "exceeded_claim" and "compare" in types and "period" in types and "plan" not in types


def _compares(items: Sequence[Item], at: int) -> bool:
    """ "46,1% dự toán và 92,6% so với cùng kỳ", "3% theo quý và 44% theo năm": what stands behind a percentage with no
    verb.
    """
    told = [item.text for item in items[at : at + 2]]
    by_time = told[:1] == ["theo"] and told[-1] in tie_words("times")
    return at < len(items) and (items[at].type == "compare" or by_time)


def _is_of_whole(items: Sequence[Item], index: int) -> bool:
    """ "đạt 45,7% so với số giới thiệu": compared with a whole, and with no other time ("so với số vụ cùng kỳ")."""
    item = items[index]
    behind = items[index + 1 : index + 10]
    if item.type != "attained_claim" or item.covered[-1].type != "compare" or not behind:
        return False
    ends = next((at for at, other in enumerate(behind) if other.type in ("sign", "stop")), len(behind))
    named = behind[0].type == "whole" or behind[0].text.startswith("tổng số")
    return named and not any(other.type in ("period", "compare", "date", "plan") for other in behind[:ends])


def _is_of_growth(items: Sequence[Item], index: int) -> bool:
    """ "đạt 73,1% kế hoạch tăng trưởng (11.000 tỷ đồng)"."""
    covered = items[index].covered
    plan = next((at for at, part in enumerate(covered) if part.type == "plan"), len(covered))
    behind = [*covered[plan + 1 : plan + 2], *items[index + 1 : index + 2]]
    before = [item.text for item in items[max(0, index - 3) : index]]
    grown = any(item.text.startswith(tie_forms("growth")) for item in behind)
    return grown or not tie_words("gained_part").isdisjoint(before[:-1])


def _is_of_rate_before(items: Sequence[Item], index: int) -> bool:
    """ "đạt tỷ lệ gần 21% (tăng 0,6%)", "chiếm 4,7%, tỷ lệ này giảm 3,1%": what has changed is a rate."""
    before = items[max(0, index - 2) : index]
    if not before or items[index].type != "change_claim":
        return False
    if before[-1].text in tie_words("that_rate"):
        return True
    rate = before[0].type in ("attained_claim", "share_claim") and before[-1].text == "("
    return rate and _names_rate(before[0])


def _past_rate(items: Sequence[Item], index: int) -> Decimal | None:
    """90.4 of "tăng 25,3% so với cùng kỳ (năm 2017 đạt 90,4%)"."""
    if items[index].type != "change_claim":
        return None
    for item in items[index + 1 : index + 6]:
        if item.rule == "rate_of_past":
            return Decimal(item.text.rstrip("% ").replace(",", "."))
        if item.type not in ("sign", "period", "compare", "attain", "word", "link"):
            return None
    return None


def _is_of_earlier_time(items: Sequence[Item], index: int) -> bool:
    """ "(cùng kỳ năm 2020 giảm 3,8%)", "trong khi cùng kỳ tăng 9,8%": no "so với" before it."""
    if items[index].type != "change_claim" or not items[index].covered[0].text.startswith(tie_forms("same_period")):
        return False
    before = " ".join(item.text for item in items[max(0, index - 2) : index])
    return before.endswith(("(", *tie_forms("meanwhile")))


def _says_share(items: Sequence[Item], index: int) -> bool:
    """ "chiếm p%", or "có (đến) p%" of a whole named before."""
    item = items[index]
    if any(part.text.startswith(tie_forms("says_share")) for part in item.covered):
        return True
    return item.type == "plain_claim" and index > 0 and items[index - 1].text in tie_words("before_share")


def _kind(item: Item) -> str:
    for role, kind in (
        ("up", "increase"),
        ("down", "decrease"),
        ("attained", "attained"),
        ("exceeded", "exceeded"),
        ("shared", "share"),
    ):
        if item.role(role):
            of_plan = kind == "share" and item.type == "parallel_claim" and any(p.type == "plan" for p in item.covered)
            return "attained" if of_plan else kind  # "tương ứng 102,5% và 117% dự toán" (ruling 1)
    percent, delta = item.role("percent"), item.role("delta")
    told = delta if item.type == "change_claim" else percent if item.type == "plain_claim" else None
    if told and told.value.value.sign:
        return "increase" if told.value.value.sign > 0 else "decrease"
    return KINDS[item.type]


def _has_noun_behind(covered: Sequence[Item], number: Item) -> bool:
    at = next((at for at, item in enumerate(covered) if item is number), len(covered))
    return any(item.type == "noun" for item in covered[at + 1 : at + 2])


def _quantity_of(numeric: Numeric | None) -> Quantity | None:
    if numeric is None:
        return None
    if isinstance(numeric.value, Ratio):
        return numeric.value.value if numeric.value.is_pair else numeric.value.base
    return numeric.value  # type: ignore[return-value]


def signed(delta: Quantity, kind: str) -> Quantity:
    """A difference with the sign of its verb."""
    if kind != "decrease" or delta.number.value <= 0:
        return delta
    return replace(delta, number=replace(delta.number, value=-delta.number.value))
