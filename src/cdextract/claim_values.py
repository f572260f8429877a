"""A claim item → what it says: percentage, kind, base, difference, and what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cdextract.grammar import Item
from cdextract.mentions import Numeric
from cdextract.numbers import Percent, Quantity, Ratio
from cdextract.tokens import tie_words

KINDS = {"attained_claim": "attained", "exceeded_claim": "exceeded", "share_claim": "share", "plain_claim": "share"}
_OVER = frozenset({"attained", "increase", "decrease"})
# Item types that can belong to the name of what is counted.
NAMING = frozenset({"word", "noun", "cue", "attain"})


@dataclass(frozen=True, slots=True)
class Claim:
    """What one claim item says.

    `over`: a ratio of this period over the one before ("giảm 5,83% (3.389/3.599 vụ)"). `of_plan`, `of_past`: the claim
    names a plan, or an earlier level. `plain`: a percentage with no verb. `compares_rates`: "cao hơn", "thấp hơn".
    `says_share`: "chiếm". `of_each`: "dưới 3%", said of each thing counted. `of_rate`: "tỷ lệ giảm 2,97%", no
    change of the count. `of_growth`: the plan is one of growth ("đạt 73,1% kế hoạch tăng trưởng"). `about`: the words
    for what a change counts ("tăng 14,3% về số dự án" → dự, án); `subject`: those before a change that no "số" opens
    ("thiệt hại tài sản tăng 82%").
    """

    kind: str
    percent: Percent | None = None
    percent_approx: str | None = None
    base: Quantity | None = None
    base_approx: str | None = None
    delta: Quantity | None = None
    over: Ratio | None = None
    of_past: bool = False
    of_plan: bool = False
    plain: bool = False
    compares_rates: bool = False
    says_share: bool = False
    says_rate: bool = False
    of_each: bool = False
    of_rate: bool = False
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
        delta=_signed(delta.value.value, kind) if delta else None,
        over=over.value.value if over else None,
        of_past="_past" in item.rule or (item.type == "plain_claim" and _compares(items, index + 1)),
        of_plan=any(part.type == "plan" for part in item.covered),
        plain=item.type == "plain_claim",
        compares_rates=any(part.text in ("cao hơn", "thấp hơn") for part in item.covered),
        says_share=_says_share(items, index),
        says_rate=any("tỷ lệ" in part.text or "tỉ lệ" in part.text for part in item.covered),
        of_each=any(part.text == "dưới" for part in item.covered),
        of_rate=item.covered[0].text.startswith(("tỷ lệ tăng", "tỷ lệ giảm", "tỉ lệ tăng", "tỉ lệ giảm")),
        of_growth=index + 1 < len(items) and items[index + 1].text.startswith(tuple(tie_words("growth"))),
        about=_about(items, index, kind),
        subject=_clause_before(items, index) if kind in ("increase", "decrease") else (),
    )
    percents = parts.get("percent", ())
    return [replace(said, percent=item.value.value, percent_approx=item.value.approx) for item in percents] or [said]


def _compares(items: Sequence[Item], at: int) -> bool:
    """ "46,1% dự toán và 92,6% so với cùng kỳ": what stands behind a percentage with no verb."""
    return at < len(items) and items[at].type == "compare"


def _says_share(items: Sequence[Item], index: int) -> bool:
    """ "chiếm p%", or "có (đến) p%" of a whole named before."""
    item = items[index]
    if any(part.text.startswith("chiếm") for part in item.covered):
        return True
    return item.type == "plain_claim" and index > 0 and items[index - 1].text in ("có", "đến", "tới", "thì")


def _about(items: Sequence[Item], index: int, kind: str) -> tuple[str, ...]:
    """What a change names as counted: the words behind "về số …", "số …", the noun of its difference, or "số …"
    before it.
    """
    item = items[index]
    if kind == "share" and (cases := _cases_or_money(items, index)):
        return cases
    changes = kind in ("increase", "decrease")
    if not changes and item.type != "plain_claim" and not (index + 1 < len(items) and items[index + 1].text == "về"):
        return ()
    covered = items[index].covered
    delta = next((at for at, item in enumerate(covered) if items[index].role("delta") is item), None)
    if delta is not None:
        counted, subject = _words(covered[delta + 1 : delta + 4]), _subject(items, index)
        return subject if len(subject) > len(counted) and subject[: len(counted)] == counted else counted
    percent = next((at for at, item in enumerate(covered) if item.type == "percent"), 0)
    behind = [*covered[percent + 1 :], *items[index + 1 : index + 8]]
    while behind and behind[0].text in ("xét", "tính", "theo"):  # "tăng 15% xét theo số dự án"
        behind.pop(0)
    if behind and behind[0].text.startswith("số "):  # "54,8% số tiền"
        return tuple(behind[0].text.split()[1:3])
    if len(behind) > 1 and changes and behind[0].type == "noun" and behind[1].type in NAMING:
        return _words(behind)  # "giảm 30,6% vụ tai nạn"
    if not behind or behind[0].text not in ("về", "số", "tổng số", "số lượng", "lượng", "mặt"):
        verb = next((at for at, item in enumerate(covered) if item.type in ("increase", "decrease")), 0)
        return (_subject(covered, verb) or _subject(items, index)) if changes else ()
    named = [item for item in behind if item.text not in tie_words("formal")]
    return _words(named) or (behind[0].text,)


def _cases_or_money(items: Sequence[Item], index: int) -> tuple[str, ...]:
    """ "chiếm 78% trong tổng số việc và 53% trong tổng số tiền": which of the two a share is of."""
    behind = [word for item in items[index + 1 : index + 4] for word in item.text.split()]
    named = next((word for word in behind if word not in ("trong", "trên", "của", "tổng", "số")), "")
    told = "số" in behind[: behind.index(named)] if named else False
    return (named,) if told and (named in tie_words("cases") or named in tie_words("money")) else ()


def _subject(items: Sequence[Item], index: int) -> tuple[str, ...]:
    """ "số vụ" of "số vụ tăng gần 18%"."""
    words: list[Item] = []
    for item in reversed(items[max(0, index - 8) : index]):
        if item.type == "whole":
            return _words(list(reversed(words)))
        if item.type == "period" or item.text in ("trong", "của"):  # "số vụ tai nạn trong 5 tháng giảm 15,7%"
            continue
        if item.type not in NAMING:
            break
        words.append(item)
    return ()


def _clause_before(items: Sequence[Item], index: int) -> tuple[str, ...]:
    """All words between a change and the sign before it; none where anything but words stands there, or rates are
    listed ("tỷ lệ hộ nghèo giảm 5%, hộ cận nghèo tăng 1%").
    """
    words: list[str] = []
    at = index
    while at and (items[at - 1].type in NAMING or items[at - 1].type == "name" or items[at - 1].text == "&"):
        at -= 1
        words = [*items[at].text.split(), *words]
    if at and items[at - 1].type not in ("sign", "stop") and items[at - 1].text != "và":
        return ()
    for item in reversed(items[:at]):
        if item.type == "stop":
            break
        if item.type == "share":
            return ()
    return tuple(words)


def _words(items: Sequence[Item]) -> tuple[str, ...]:
    words: list[str] = []
    for item in items:
        if item.type not in NAMING:
            break
        words.extend(item.text.split())
    return tuple(words[:3])


def _kind(item: Item) -> str:
    for role, kind in (
        ("up", "increase"),
        ("down", "decrease"),
        ("attained", "attained"),
        ("exceeded", "exceeded"),
        ("shared", "share"),
    ):
        if item.role(role):
            return kind
    percent = item.role("percent")
    if item.type == "plain_claim" and percent and percent.value.value.sign:
        return "increase" if percent.value.value.sign > 0 else "decrease"
    return KINDS[item.type]


def _quantity_of(numeric: Numeric | None) -> Quantity | None:
    if numeric is None:
        return None
    if isinstance(numeric.value, Ratio):
        return numeric.value.value if numeric.value.is_pair else numeric.value.base
    return numeric.value  # type: ignore[return-value]


def _signed(delta: Quantity, kind: str) -> Quantity:
    if kind != "decrease" or delta.number.value <= 0:
        return delta
    return replace(delta, number=replace(delta.number, value=-delta.number.value))
