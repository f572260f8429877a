"""Items of a sentence → its figures: which percentage belongs to which quantity, and what it is taken of.

The rules are in `patterns/figures.yaml`; here is what the roles of a match mean. Which rows count (rulings 5, 6 and 8
of the annotation guide) is decided in `indicators.py`, once it is known what is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from cdextract import resources
from cdextract.claim_values import Claim, claims_of
from cdextract.claims import CLAIM_TYPES, ITEM_TYPES, Layer, compile_layer, find_claims
from cdextract.grammar import Item, Match
from cdextract.mentions import Numeric, items_of, lex
from cdextract.numbers import Percent, Quantity, Ratio
from cdextract.rules import Found


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity and one percentage claimed of it. Item indices refer to the items of its sentence.

    `first`, `last` enclose all items that the rule read; `head` is the item of the quantity (of the percentage where no
    quantity is stated). `restates` tells that an earlier figure of the sentence has the same quantity: their difference
    in index is 1, 2 …
    """

    rule: str
    first: int
    last: int
    head: int
    value: Quantity | None = None
    value_approx: str | None = None
    base: Quantity | None = None
    base_approx: str | None = None
    delta: Quantity | None = None
    percent: Percent | None = None
    percent_approx: str | None = None
    kind: str | None = None
    exceeded: Percent | None = None
    restates: int | None = None
    is_ratio: bool = False
    of_whole: bool = False  # the base is a whole named before it in the sentence
    is_whole: bool = False  # no figure: what the shares behind it are taken of
    is_gain: bool = False  # the quantity is a difference: "tăng thêm 56 CĐCS"
    plan_first: bool = False
    of_past: bool = False
    of_plan: bool = False  # the claim names a plan
    says_share: bool = False  # "chiếm"
    says_rate: bool = False  # "tỷ lệ"
    about: tuple[str, ...] = ()  # the things counted that a change names: "tăng 14,3% về số dự án"

    @property
    def bare(self) -> bool:
        """Nothing is claimed of the quantity: neither a percentage nor a base nor a change."""
        return self.percent is None and self.base is None and self.delta is None


@cache
def _layer(user_dir: Path | None) -> Layer:
    return compile_layer("figures.yaml", ITEM_TYPES + CLAIM_TYPES)


def read_figures(items: Sequence[Item]) -> list[Figure]:
    """The figures of one sentence, in the order of the text; `items` with claims in place (`claims.find_claims`)."""
    if not any(item.type in ("number", "ratio") or item.type in CLAIM_TYPES for item in items):
        return []
    layer = _layer(resources.user_pattern_dir())
    figures: list[Figure] = []
    for match in layer.grammar.scan(items, _accept):
        figures.extend(_build(match, items, layer.rules[match.rule].get("builds", "one")))
    return _with_wholes(figures, items)


def rules_of_figures() -> Layer:
    """The rules in use, those of the user among them."""
    return _layer(resources.user_pattern_dir())


def matches_of(items: Sequence[Item]) -> Iterator[Match]:
    """Where rules matched in a sentence, those that build nothing too."""
    return rules_of_figures().grammar.scan(items, _accept)


def _accept(items: Sequence[Item], match: Match) -> bool:
    """What a pattern over types cannot see: the words themselves."""
    if match.rule == "figure.each_of_list":
        return sum(item.type == "body" for item in items[: match.start]) > 1
    if match.rule == "figure.raised_total_of_first":
        return items[match.roles["noun"][0]].text == items[match.roles["total"][0]].text
    return match.rule != "figure.number_on_number" or _is_on(items, match)


def _is_on(items: Sequence[Item], match: Match) -> bool:
    """ "21 trên 477 thí sinh": "trên" between two counts of one thing; elsewhere it is a hedge."""
    value, base = match.roles["value"][0], match.roles["base"][0]
    noun = items[value + 1 : base]
    return items[base].text.startswith("trên ") and (not noun or noun[0].text == items[base + 1].text)


def _with_wholes(figures: list[Figure], items: Sequence[Item]) -> list[Figure]:
    """Give shares the whole named before them: "Trong 52 đại biểu, … 17 người (32,69%), … 9 người (17,31%)"."""
    whole: Figure | None = None
    out: list[Figure] = []
    for figure in figures:
        if figure.is_whole:
            whole = figure
        elif whole and figure.base is None and _is_of(figure, whole, items):
            figure = replace(figure, base=whole.value, base_approx=whole.value_approx, of_whole=True)
        out.append(figure)
    return out


def _is_of(figure: Figure, whole: Figure, items: Sequence[Item]) -> bool:
    return _is_share_of(figure, whole, items) or _is_count_of(figure, whole, items)


def _is_count_of(figure: Figure, whole: Figure, items: Sequence[Item]) -> bool:
    """ "Trong tổng số 171 CĐCS đã có 117 đơn vị …": a ratio in words, with no percentage."""
    if (
        not figure.bare
        or figure.value is None
        or whole.value is None
        or figure.value.number.value > whole.value.number.value
    ):
        return False
    opens = any("số" in item.text for item in items[whole.first : whole.head])
    return (
        opens
        and figure.value.unit == whole.value.unit
        and any(item.text in ("có", "còn") for item in items[figure.head - 2 : figure.head])
    )


def _is_share_of(figure: Figure, whole: Figure, items: Sequence[Item]) -> bool:
    if figure.value is None:
        return figure.kind == "share" and figure.says_share
    if whole.value is None or figure.kind not in ("share", "attained") or figure.of_plan:
        return False
    counted, of = (items[min(at.head + 1, len(items) - 1)] for at in (figure, whole))
    if figure.kind == "attained" and counted.type == of.type == "noun" and counted.text != of.text:
        return False  # "trên tổng số 142 CĐCS …, và 12 cán bộ được khen, đạt 100%": other things, another whole
    return figure.value.unit == whole.value.unit and figure.value.number.value <= whole.value.number.value


def _build(match: Match, items: Sequence[Item], builds: str) -> Iterator[Figure]:
    values = match.roles.get("value", ())
    claims = [claim for index in match.roles.get("claims", ()) for claim in claims_of(items, index)]
    if builds == "none":
        return
    if builds == "each":
        for number, claim in enumerate(claims if not values else claims[: len(values)]):
            yield from _rows(match, items, values[number] if values else None, [claim])
        for index in values[len(claims) :]:
            yield from _rows(match, items, index, [])
        return
    if builds == "all":
        for index in values:
            yield from _rows(match, items, index, claims[:1])
        return
    if builds == "shared":
        yield from _shared(match, items, values)
        return
    if builds == "whole":
        whole = _quantity(match, items, values[0])
        if whole.is_ratio:
            yield whole
        yield replace(whole, is_whole=True, is_ratio=False, base=None)
        return
    yield from _rows(match, items, values[0] if values else None, claims)
    for index in match.roles.get("bare", ()):
        yield from _rows(match, items, index, [])


def _shared(match: Match, items: Sequence[Item], values: Sequence[int]) -> Iterator[Figure]:
    """A ratio and the numbers that share its base; where none does, each is a figure of its own."""
    first = _quantity(match, items, values[0])
    elided = [index for index in values[1:] if _is_elided(items, values[0], index)]
    yield first if elided else replace(first, rule="figure.bare", first=first.head, last=first.head)
    for index in values[1:]:
        row = _quantity(match, items, index)
        if index in elided:
            yield replace(row, base=first.base, is_ratio=True)
        else:
            yield replace(row, rule="figure.bare", first=row.head, last=row.head)


def _is_elided(items: Sequence[Item], first: int, index: int) -> bool:
    """ "31/52 CĐCS hoàn thành xuất sắc, 17 hoàn thành tốt": no noun of its own, or that of the ratio."""
    behind, wanted = items[index + 1], items[first + 1]
    return behind.type in ("cue", "attain") or behind.text == wanted.text


def _rows(match: Match, items: Sequence[Item], index: int | None, claims: list[Claim]) -> Iterator[Figure]:
    """One row for each claim that is not a second wording of the one before."""
    figure = _quantity(match, items, index)
    rows: list[Figure] = []
    for claim in claims:
        if (rows and _is_in_points(rows[-1], claim)) or (claim.of_each and figure.is_ratio):
            continue
        if claim.of_rate and not rows and figure.value is not None:
            continue
        if rows and claim.plain and claim.about and rows[-1].kind in ("increase", "decrease"):
            claim = replace(claim, kind=rows[-1].kind)  # "tăng 9,2% về lượng và 15,6% về trị giá"
        joined = _join(rows[-1], claim) if rows else None
        if joined:
            rows[-1] = joined
            continue
        rows.append(_with_claim(figure if not rows else _without_base(figure), claim, restates=len(rows) or None))
    yield from [_net_gain(row) for row in rows] or [figure]


def _is_in_points(row: Figure, claim: Claim) -> bool:
    """ "đạt 99,68%, tăng 0,3% so với kỳ trước": the change of a rate is told in percentage points (ruling 13)."""
    if claim.kind == "exceeded" and _is_below_plan(row, claim):
        return True
    if claim.kind not in ("increase", "decrease") or claim.delta is not None or claim.percent is None or claim.about:
        return False
    rate = (
        row.says_rate
        or row.kind == "share"
        or (row.kind == "attained" and not row.of_plan and row.base is None and not row.of_past)
    )
    money = row.value is not None and row.value.unit is not None
    return rate and (claim.compares_rates or not money)


def _is_below_plan(row: Figure, claim: Claim) -> bool:
    """ "đạt 77,97%, vượt 2,97% so với chỉ tiêu": a rate under 100 % passes its plan in percentage points."""
    if row.percent is None or claim.percent is None or row.of_plan:
        return False
    return row.kind in ("attained", "share") and row.percent.number.value < 100 and claim.percent.number.value < 30


def _net_gain(row: Figure) -> Figure:
    """ "tăng 3.538 đoàn viên (đạt 176,9% chỉ tiêu)": with no level stated, what was gained is the quantity."""
    if (
        row.value is None
        and row.delta is not None
        and row.delta.number.value > 0
        and row.kind in (None, "attained", "exceeded")
    ):
        return replace(row, value=row.delta, delta=None, is_gain=True)
    return row


def _quantity(match: Match, items: Sequence[Item], index: int | None) -> Figure:
    span = (match.start, match.end - 1)
    if index is None:
        head = match.roles["claims"][0]
        figure = Figure(match.rule, *span, head)
    else:
        numeric = items[index].value
        value = numeric.value
        ratio = isinstance(value, Ratio)
        figure = Figure(
            match.rule,
            *span,
            index,
            value=value.value if ratio else value,
            value_approx=numeric.approx,
            base=value.base if ratio else None,
            is_ratio=ratio,
        )
    if "base" in match.roles:
        base = items[match.roles["base"][0]].value
        if isinstance(base.value, Quantity):
            value = _scaled_like(figure.value, base.value) if figure.value else None
            if match.rule == "figure.number_on_number":
                base = Numeric(base.value, None)  # "trên" is no hedge here
            figure = replace(
                figure,
                value=value,
                base=base.value,
                base_approx=base.approx,
                plan_first=match.rule == "figure.plan_first",
            )
    return figure


def _scaled_like(value: Quantity, base: Quantity) -> Quantity:
    """The value with the scale word of its base: "63,3 trong tổng số hơn 69 triệu" (the word is said once)."""
    number, step = value.number, base.number.step
    if value.unit or number.decimals == 0 or step < 1000 or number.value >= 1000:
        return value
    scale = step.scaleb(base.number.decimals)
    return Quantity(replace(number, value=number.value * scale, step=scale.scaleb(-number.decimals)), base.unit)


def _without_base(figure: Figure) -> Figure:
    return replace(figure, base=None, base_approx=None)


def _with_claim(figure: Figure, claim: Claim, *, restates: int | None) -> Figure:
    base, base_approx = figure.base, figure.base_approx
    if claim.over is not None:
        return replace(
            figure,
            value=claim.over.value,
            base=claim.over.base,
            percent=claim.percent,
            kind=claim.kind,
            percent_approx=claim.percent_approx,
            restates=restates,
            is_ratio=True,
        )
    if claim.base is not None and (base is None or claim.kind in ("increase", "decrease")):
        base, base_approx = claim.base, claim.base_approx
    elif claim.kind in ("increase", "decrease") and figure.is_ratio:
        base = base_approx = None
    kind = claim.kind
    if kind == "share" and figure.plan_first:
        kind = "attained"
    return replace(
        figure,
        base=base,
        base_approx=base_approx,
        delta=claim.delta,
        percent=claim.percent,
        percent_approx=claim.percent_approx,
        kind=kind if claim.percent else None,
        restates=restates,
        of_plan=claim.of_plan,
        of_past=claim.of_past,
        says_share=claim.says_share,
        says_rate=claim.says_rate,
        about=claim.about,
    )


def _join(row: Figure, claim: Claim) -> Figure | None:
    """The row with the claim taken in, where both are one statement: "đạt 130,3% (vượt 30,3%)", "giảm 3 vụ (giảm
    37,5%)".
    """
    kinds = {row.kind, claim.kind}
    if kinds == {"attained", "exceeded"} and row.exceeded is None and not claim.of_past:
        attained, exceeded = (row.percent, claim.percent) if row.kind == "attained" else (claim.percent, row.percent)
        base, approx = (claim.base, claim.base_approx) if row.base is None else (row.base, row.base_approx)
        return replace(row, kind="attained", percent=attained, exceeded=exceeded, base=base, base_approx=approx)
    if row.value is None and row.percent is None and row.delta is not None and claim.kind in ("attained", "exceeded"):
        return replace(
            row,
            percent=claim.percent,
            percent_approx=claim.percent_approx,
            kind=claim.kind,
            base=claim.base,
            base_approx=claim.base_approx,
            of_plan=claim.of_plan,
        )
    if claim.percent is None and row.delta is None and not claim.about:
        return replace(row, delta=claim.delta)
    if row.percent is None and row.delta is not None and claim.says_share:
        return replace(row, percent=claim.percent, percent_approx=claim.percent_approx, kind="share", base=claim.base)
    if (
        row.percent is None
        and row.delta is not None
        and claim.delta is None
        and claim.kind in ("increase", "decrease", "share")
    ):
        kind = claim.kind if claim.kind != "share" else _direction(row.delta)
        base = claim.base if row.base is None else row.base
        return replace(row, percent=claim.percent, percent_approx=claim.percent_approx, kind=kind, base=base)
    return None


def _direction(delta: Quantity) -> str:
    return "decrease" if delta.number.value < 0 else "increase"


def example_results(text: str) -> list[Found]:
    """The matches of one example, for `rules.check_examples`; fields are those of the first figure that a match
    builds.
    """
    items = find_claims(items_of(text, lex(text)))
    layer = _layer(resources.user_pattern_dir())
    found = []
    for match in layer.grammar.scan(items, _accept):
        built = (
            list(_build(match, items, layer.rules[match.rule].get("builds", "one")))
            if "value" in match.roles or "claims" in match.roles
            else []
        )
        fields = _fields(built[0]) if built and built[0].rule == match.rule else {}
        if not built or built[0].rule == match.rule:
            found.append(Found(match.rule, items[match.start].start, items[match.end - 1].end, fields))
    return found


def _fields(figure: Figure) -> dict[str, str]:
    quantities = {"value": figure.value, "base": figure.base, "delta": figure.delta}
    fields = {name: format(quantity.number.value, "f") for name, quantity in quantities.items() if quantity}
    if figure.percent:
        fields["percent"] = format(figure.percent.number.value, "f")
    if figure.kind:
        fields["kind"] = figure.kind
    return fields
