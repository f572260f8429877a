"""Items of a sentence → its figures: which percentage belongs to which quantity, and what it is taken of.

The rules are in `patterns/figures.yaml`; here is what the roles of a match mean. Which rows count (rulings 5, 6 and 8
of the annotation guide) is decided in `indicators/indicators.py`, once it is known what is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from cdextract.claims.finding import CLAIM_TYPES, ITEM_TYPES, Layer, compile_layer, find_claims
from cdextract.claims.values import Claim, claims_of, signed
from cdextract.figures.figure_claims import rows_of_claims
from cdextract.figures.matches import is_meant
from cdextract.figures.planned import is_of_plan, planned_change
from cdextract.figures.values import Figure
from cdextract.mentions import Numeric, items_of, lex
from cdextract.numbers.lexing import Quantity, Ratio
from cdextract.rules import resources
from cdextract.rules.grammar import Item, Match
from cdextract.rules.loading import Found
from cdextract.words.tokens import tie_forms, tie_words

_OVER_BRACKETS = frozenset({"figure.over_brackets", "figure.over_exclusion"})


@cache
def _layer(user_dir: Path | None) -> Layer:
    return compile_layer("figures.yaml", ITEM_TYPES + CLAIM_TYPES)


def read_figures(items: Sequence[Item]) -> list[Figure]:
    """The figures of one sentence, in the order of the text; `items` with claims in place (`claims.find_claims`)."""
    if not any(item.type in ("number", "ratio") or item.type in CLAIM_TYPES for item in items):
        return []
    layer = _layer(resources.user_pattern_dir())
    figures: list[Figure] = []
    for match in layer.grammar.scan(items, is_meant):
        figures.extend(_build(match, items, layer.rules[match.rule].get("builds", "one")))
    return _with_wholes(figures, items)


def rules_of_figures() -> Layer:
    """The rules in use, those of the user among them."""
    return _layer(resources.user_pattern_dir())


def matches_of(items: Sequence[Item]) -> Iterator[Match]:
    """Where rules matched in a sentence, those that build nothing too."""
    return rules_of_figures().grammar.scan(items, is_meant)


def _with_wholes(figures: list[Figure], items: Sequence[Item]) -> list[Figure]:
    """Give shares the whole named before them: "Trong 52 đại biểu, … 17 người (32,69%), … 9 người (17,31%)"."""
    whole: Figure | None = None
    out: list[Figure] = []
    for figure in figures:
        if figure.is_whole:
            whole = figure
        elif whole and figure.base is None and _is_share_of_all(figure, whole, items):
            figure = replace(figure, head=whole.head, value=whole.value, value_approx=whole.value_approx)
        elif whole and figure.base is None and _is_of(figure, whole, items):
            figure = replace(figure, base=whole.value, base_approx=whole.value_approx, of_whole=True)
        out.append(figure)
    return out


def _is_share_of_all(figure: Figure, whole: Figure, items: Sequence[Item]) -> bool:
    """ "Trong số 49.300 hộ đăng ký (chiếm 95,5% tổng số hộ) có …": the whole is itself a share of another."""
    if figure.value is not None or figure.kind != "share" or items[figure.head - 1].text != "(":
        return False
    return all(item.type in ("noun", "word") for item in items[whole.head + 1 : figure.head - 1])


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
    same = items[figure.head + 1 : figure.head + 2], items[whole.head + 1 : whole.head + 2]
    alike = all(noun and noun[0].type == "noun" for noun in same) and same[0][0].text == same[1][0].text
    opens = alike or any("số" in item.text for item in items[whole.first : whole.head])
    return (
        opens
        and figure.value.unit == whole.value.unit
        and any(item.text in tie_words("tells_part") for item in items[figure.head - 2 : figure.head])
    )


def _is_share_of(figure: Figure, whole: Figure, items: Sequence[Item]) -> bool:
    if figure.value is None:
        return figure.kind == "share" and (figure.says_share or _opens_behind(figure, whole, items))
    if whole.value is None or figure.kind not in ("share", "attained") or figure.of_plan:
        return False
    counted, of = (items[min(at.head + 1, len(items) - 1)] for at in (figure, whole))
    if figure.kind == "attained" and counted.type == of.type == "noun" and counted.text != of.text:
        return False  # "trên tổng số 142 CĐCS …, và 12 cán bộ được khen, đạt 100%": other things, another whole
    return figure.value.unit == whole.value.unit and figure.value.number.value <= whole.value.number.value


def _opens_behind(figure: Figure, whole: Figure, items: Sequence[Item]) -> bool:
    """ "Trong 18.460 học sinh được khám, 31,7% …": nothing but a comma parts the whole and its share."""
    between = items[whole.head + 1 : figure.head]
    numbers = any(item.type in ("number", "ratio", "stop") for item in between)
    return items[figure.head].type == "plain_claim" and not numbers and items[figure.head - 1].text == ","


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
    if builds == "differences":
        further = items[match.roles["delta"][0]].value.value
        more = replace(claims[0], delta=signed(further, claims[0].kind), about=())
        yield from _rows(match, items, values[0], [replace(claims[0], about=())])
        yield from _rows(match, items, values[1], [more])
        return
    if builds == "all":
        for index in values:
            yield from _rows(match, items, index, claims[:1])
        return
    if builds == "in_turn":
        for place, (index, claim) in enumerate(zip(values, claims, strict=True)):
            yield from (replace(row, last=match.roles["claims"][place]) for row in _rows(match, items, index, [claim]))
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
    if builds == "base_too":  # "118.500 đoàn viên, nữ chiếm 58,2%": they are told too, and not only as a whole
        counted = _quantity(match, items, match.roles["base"][0])
        yield replace(counted, rule="figure.bare", first=counted.head, last=counted.head, base=None, base_approx=None)
    yield from _rows(match, items, values[0] if values else None, claims)
    for index in match.roles.get("bare", ()):
        bare = _quantity(match, items, index)
        in_brackets = match.rule in _OVER_BRACKETS
        yield replace(bare, rule="figure.bare", first=index, last=index) if in_brackets else bare


def _shared(match: Match, items: Sequence[Item], values: Sequence[int]) -> Iterator[Figure]:
    """A ratio and the numbers that share its base; where none does, each is a figure of its own."""
    first = _quantity(match, items, values[0])
    named = match.rule == "figure.elided_named"
    elided = [index for index in values[1:] if named or _is_elided(items, values[0], index)]
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
    kind = items[first + 2]  # "19/25 phiếu tín nhiệm cao và 2 tín nhiệm thấp"
    goes_on = wanted.type == "noun" and kind.type == behind.type == "word" and kind.text == behind.text
    return goes_on or behind.type in ("cue", "attain") or behind.text in (wanted.text, "và", ".", ";")


def _rows(match: Match, items: Sequence[Item], index: int | None, claims: list[Claim]) -> list[Figure]:
    figure = _quantity(match, items, index)
    if match.rule == "figure.change_levels":
        claims = _with_percent_behind(claims)
    if index is None and (change := planned_change(claims)):
        figure, claims = replace(figure, value=change), claims[1:]
    if match.rule == "figure.levels" and claims and (claims[0].says_share or claims[0].of_plan):
        figure = replace(
            figure, base=None, base_approx=None
        )  # "tăng từ 120 lên 160 hộ, chiếm 80% số hộ": of another whole
    if claims and _is_between_levels(match, figure, claims[0]):
        claims = [replace(claims[0], kind="increase" if "up" in match.roles else "decrease"), *claims[1:]]
    if claims and is_of_plan(match, items, figure, claims[0]):
        claims = [replace(claims[0], kind="attained", of_plan=True), *claims[1:]]
    return rows_of_claims(figure, claims)


def _is_between_levels(match: Match, figure: Figure, claim: Claim) -> bool:
    """ "tăng từ 3.480 tỷ đồng lên 4.120 tỷ đồng, tương ứng 18,4%": by how much, and no share of the level before."""
    moves = match.rule == "figure.levels" and ("up" in match.roles or "down" in match.roles)
    return moves and figure.base is not None and claim.kind == "share" and not (claim.says_share or claim.plain)


def _with_percent_behind(claims: list[Claim]) -> list[Claim]:
    """ "giảm 12 vụ (từ 145 vụ xuống 133 vụ), tương đương 8,28%": the percentage stands behind the levels."""
    if len(claims) == 1 or claims[0].percent is not None:
        return claims
    return [replace(claims[0], percent=claims[1].percent, percent_approx=claims[1].percent_approx)]


def _quantity(match: Match, items: Sequence[Item], index: int | None) -> Figure:
    span = (match.start, match.end - 1)
    if index is None:
        head = match.roles["claims"][0]
        figure = Figure(match.rule, *span, head)
    else:
        numeric = items[index].value
        value = numeric.value
        halves = isinstance(value, Ratio)
        ratio = halves and not value.is_pair
        figure = Figure(
            match.rule,
            *span,
            index,
            value=value.value if halves else value,
            value_approx=numeric.approx or _estimated(items, index),
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


def _estimated(items: Sequence[Item], index: int) -> str | None:
    """ "ước đạt 16.120 tỷ đồng": the hedge is part of the verb."""
    before = items[index - 1].text if index else ""
    return "about" if before.startswith(tie_forms("estimated")) else None


def _scaled_like(value: Quantity, base: Quantity) -> Quantity:
    """The value with the scale word of its base: "63,3 trong tổng số hơn 69 triệu" (the word is said once)."""
    number, step = value.number, base.number.step
    if value.unit or number.decimals == 0 or step < 1000 or number.value >= 1000:
        return value
    scale = step.scaleb(base.number.decimals)
    return Quantity(replace(number, value=number.value * scale, step=scale.scaleb(-number.decimals)), base.unit)


def example_results(text: str) -> list[Found]:
    """The matches of one example, for `rules.check_examples`; fields are those of the first figure that a match
    builds.
    """
    items = find_claims(items_of(text, lex(text)))
    layer = _layer(resources.user_pattern_dir())
    found = []
    for match in layer.grammar.scan(items, is_meant):
        built = (
            list(_build(match, items, layer.rules[match.rule].get("builds", "one")))
            if "value" in match.roles or "claims" in match.roles
            else []
        )
        own = next((figure for figure in built if figure.rule == match.rule), None)
        fields = _fields(own) if own else {}
        if not built or own:
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
