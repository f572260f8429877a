"""A quantity and what is claimed of it → its rows: one for each claim, less what is said twice or of something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cdextract.checks.agreement import has_no_remainder, is_share_of_same_whole
from cdextract.claims.values import Claim
from cdextract.figures.bracketed_levels import with_bracketed_level
from cdextract.figures.values import Figure
from cdextract.numbers.lexing import Quantity

_WHOLE = 100
_MANY_POINTS = 5  # by which a share hardly moves from year to year
_SMALL_SHARE = 3  # per cent: what is told of its change is a change of the rate


def rows_of_claims(figure: Figure, claims: Sequence[Claim]) -> list[Figure]:
    """One row for each claim that is not a second wording of the one before."""
    rows: list[Figure] = []
    before: Claim | None = None
    for claim in _with_points(claims):
        if claim.of_earlier or (claim.of_points and (not rows or rows[-1].kind in ("attained", "share"))):
            continue
        if rows and _is_share_of_whole(rows[-1], claim):
            rows[-1] = replace(rows[-1], delta=claim.delta)
            continue
        if rows and (share := _share_behind_points(rows[-1], claim)):
            rows[-1] = share
            continue
        if (rows and _is_in_points(rows[-1], claim)) or (claim.of_each and figure.is_ratio):
            continue
        if claim.of_rate and not rows and figure.value is not None:
            continue
        if not rows and claim.plain and claim.of_past and claim.kind == "share":
            claim = replace(claim, kind="attained")  # "(112% so với cùng kỳ)"
        if rows and claim.plain and claim.of_past and rows[-1].kind in ("attained", "increase", "decrease"):
            claim = replace(claim, kind=rows[-1].kind)  # "tăng 4% so với kế hoạch và 1,4% so với cùng kỳ"
        if rows and claim.plain and claim.about and rows[-1].kind:
            claim = replace(claim, kind=rows[-1].kind)  # "tăng 9,2% về lượng và 15,6% về trị giá"
        grew = bool(rows) and rows[-1].kind in ("attained", "increase") and rows[-1].delta is not None
        if grew and claim.of_plan and claim.of_growth:
            rows.append(_with_claim(_grown(rows[-1]), claim, restates=None))
            continue
        joined = _join(rows[-1], claim) if rows and not _are_of_two_plans(before, claim) else None
        before = claim
        if joined:
            rows[-1] = joined
            continue
        further = figure if not rows else _without_base(figure)
        other = figure.value is None and claim.delta is not None  # "giảm 18 vụ (26,9%), tăng 4 người chết (8,33%)"
        rows.append(_with_claim(further, claim, restates=None if other else len(rows) or None))
    return [_net_gain(row) for row in rows] or [figure]


def _with_points(claims: Sequence[Claim]) -> list[Claim]:
    """Changes of a rate marked as such: those between a rate below 100 % and the plan that it has passed ("đạt tỷ lệ
    56,6%, tăng 4,8% so với năm trước, vượt 4,2% chỉ tiêu"), and further ones behind "tỷ lệ này giảm 3,1%".
    """
    out: list[Claim] = []
    rate = False
    for at, claim in enumerate(claims):
        passed = any(later.kind == "exceeded" and later.of_plan for later in claims[at + 1 :])
        if claim.kind == "attained":
            told = claim.says_rate and not claim.of_plan and claim.percent is not None
            rate = told and passed and claim.percent is not None and claim.percent.number.value < _WHOLE
        changes = claim.kind in ("increase", "decrease") and claim.delta is None and not claim.about
        again = bool(out) and out[-1].of_points and claim.compares_rates
        out.append(replace(claim, of_points=True) if changes and (rate or again) else claim)
    return out


def _leads_to_past_rate(row: Figure, claim: Claim) -> bool:
    """ "đạt 115,7% kế hoạch, tăng 25,3% so với cùng kỳ (năm 2017 đạt 90,4%)": the attainment itself has risen."""
    if claim.past_rate is None or claim.percent is None or row.percent is None:
        return False
    change = claim.percent.number.value if claim.kind == "increase" else -claim.percent.number.value
    return claim.past_rate + change == row.percent.number.value


def _is_in_points(row: Figure, claim: Claim) -> bool:
    """ "đạt 99,68%, tăng 0,3% so với kỳ trước": the change of a rate is told in percentage points (ruling 13)."""
    if _leads_to_past_rate(row, claim):
        return True
    if claim.kind == "exceeded" and _is_below_plan(row, claim):
        return True
    if claim.kind not in ("increase", "decrease") or claim.delta is not None or claim.percent is None or claim.about:
        return False
    if claim.compares_rates and row.percent is not None and row.kind == "attained":
        return True  # "đạt 46,1% kế hoạch, cao hơn 5,2% so với cùng kỳ"
    if row.kind == "share" and not claim.compares_rates and _is_beyond_share(row, claim):
        return False
    if row.kind == "attained" and row.percent is not None and row.percent.number.value > _WHOLE:
        return False  # no rate: of a plan that is not named
    rate = (
        row.says_rate
        or row.kind == "share"
        or (row.kind == "attained" and not row.of_plan and row.base is None and not row.of_past)
    )
    money = row.value is not None and row.value.unit is not None
    halves = row.is_ratio or row.rule == "figure.slash_between_nouns"
    if halves and not money and not row.of_plan and row.kind in ("attained", "share"):
        return True  # "71/78 CĐCS, đạt 91% (tăng 2,1%)": the rate has risen
    return rate and (claim.compares_rates or not money or _is_small_share(row, claim))


def _is_small_share(row: Figure, claim: Claim) -> bool:
    """ "nợ quá hạn 4,6 tỷ đồng, chiếm 0,11% tổng dư nợ, giảm 0,02%": a rate of bad debts moves by points."""
    if not row.says_share or row.percent is None or claim.percent is None:
        return False
    return claim.percent.number.value < row.percent.number.value < _SMALL_SHARE


def _is_beyond_share(row: Figure, claim: Claim) -> bool:
    """ "120.000 lượt, chiếm 12% (tăng 45,5%)": a share can have risen by no more points than it has, and hardly moves
    by many.
    """
    if row.value is None or row.percent is None or claim.percent is None:
        return False
    share, change = row.percent.number.value, claim.percent.number.value
    if row.says_share and change >= _MANY_POINTS:
        return True
    return change >= share if claim.kind == "increase" else change + share > 100


def _is_share_of_whole(row: Figure, claim: Claim) -> bool:
    """ "1.205 hộ nghèo, chiếm 4,12%, giảm 312 hộ (1,05%)": the difference as a share of the same whole, in points."""
    if row.kind != "share" or row.value is None or row.percent is None or row.delta is not None:
        return False
    if claim.kind not in ("increase", "decrease") or claim.delta is None or claim.percent is None:
        return False
    change = abs(claim.delta.number.value) * (1 if claim.kind == "increase" else -1)
    told = abs(claim.percent.number.value)
    return is_share_of_same_whole(row.value.number.value, row.percent.number.value, change, told)


def _share_behind_points(row: Figure, claim: Claim) -> Figure | None:
    """ "giảm 412 hộ (1,82%), còn 1.005 hộ, chiếm 4,4%": the same with the share told last."""
    if row.kind not in ("increase", "decrease") or row.value is None or row.delta is None or row.percent is None:
        return None
    if claim.kind != "share" or claim.percent is None or claim.delta is not None:
        return None
    level, change, told = row.value.number.value, row.delta.number.value, row.percent.number.value
    if not is_share_of_same_whole(level, claim.percent.number.value, change, told):
        return None
    return replace(row, percent=claim.percent, percent_approx=claim.percent_approx, kind="share")


def _is_below_plan(row: Figure, claim: Claim) -> bool:
    """ "đạt 77,97%, vượt 2,97% so với chỉ tiêu": a rate under 100 % passes its plan in percentage points."""
    if row.percent is None or claim.percent is None or row.of_plan or row.of_past:
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


def _grown(row: Figure) -> Figure:
    """ "612 tỷ đồng, …; tăng 31 tỷ đồng, đạt 91,2% kế hoạch tăng trưởng": what was gained."""
    gained = replace(row, value=row.delta, value_approx=None, delta=None, level=row.value, is_gain=True)
    return _without_base(gained)


def _is_of_value_alone(figure: Figure, claim: Claim) -> bool:
    """ "kết nạp 640/800 đoàn viên, tăng 12%": the change is not one from the second number of a ratio; in brackets
    behind what has changed it is.
    """
    if figure.rule == "figure.changed_ratio":
        return False
    changes = claim.kind in ("increase", "decrease") and claim.percent is not None and figure.is_ratio
    return changes and not _tells_level(figure, claim)


def _tells_level(figure: Figure, claim: Claim) -> bool:
    """ "kết nạp 640/800 đoàn viên (tăng 80%)": the percentage is that of the ratio, its verb a slip."""
    if figure.value is None or figure.base is None or claim.percent is None or figure.base.number.value == 0:
        return False
    return has_no_remainder(figure.value.number, figure.base.number, claim.percent.number)


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
            delta=claim.delta,
            restates=restates,
            is_ratio=True,
        )
    measured = figure.value is not None and figure.value.unit is not None
    other = measured and claim.base_counts and claim.base is not None and claim.base.unit is None
    if claim.base is not None and not other and (base is None or claim.kind in ("increase", "decrease")):
        base, base_approx = claim.base, claim.base_approx
    elif _is_of_value_alone(figure, claim):
        base = base_approx = None
    kind = claim.kind
    if kind == "share" and figure.plan_first:
        kind = "attained"
    claimed = replace(
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
        subject=claim.subject,
    )
    return with_bracketed_level(claimed)


def _are_of_two_plans(before: Claim | None, claim: Claim) -> bool:
    """ "đạt 107% kế hoạch tỉnh giao, vượt 1,9% chỉ tiêu của huyện": of the plans of two, and so two statements."""
    return before is not None and before.plan_of != claim.plan_of and "" not in (before.plan_of, claim.plan_of)


def _join(row: Figure, claim: Claim) -> Figure | None:
    """The row with the claim taken in, where both are one statement: "đạt 130,3% (vượt 30,3%)", "giảm 3 vụ (giảm
    37,5%)".
    """
    kinds = {row.kind, claim.kind}
    plans = {base.number.value for base in (row.base, claim.base) if base is not None}
    one_plan = len(plans) < 2 and not claim.of_past and not row.of_past
    if kinds == {"attained", "exceeded"} and row.exceeded is None and one_plan:
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
    only_changed = row.value is not None and row.percent is None and row.delta is not None
    if only_changed and claim.of_plan and claim.of_growth:  # "87.450 tỷ đồng, tăng 5.120 tỷ đồng, đạt 73,1% kế hoạch …"
        return _with_claim(_grown(row), claim, restates=row.restates)
    if only_changed and claim.kind in ("attained", "exceeded") and claim.percent is not None and claim.delta is None:
        return replace(_with_claim(row, claim, restates=row.restates), delta=row.delta)
    if claim.over is not None and row.value is None and row.delta is not None and row.percent is None:
        return replace(_with_claim(row, claim, restates=row.restates), delta=row.delta)
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
        kind = claim.kind if claim.kind != "share" or _is_of_other(row, claim) else _direction(row.delta)
        base = claim.base if row.base is None else row.base
        return replace(row, percent=claim.percent, percent_approx=claim.percent_approx, kind=kind, base=base)
    return None


def _is_of_other(row: Figure, claim: Claim) -> bool:
    """ "14,65 triệu trẻ, giảm 250.000 em và tương đương 11,7% dân số": far from what the difference is of the level."""
    if row.value is None or row.delta is None or claim.percent is None:
        return False
    before = row.value.number.value - row.delta.number.value
    change = 100 * abs(row.delta.number.value)
    told = claim.percent.number.value
    return before > 0 and not change / 2 <= told * before <= change * 2


def _direction(delta: Quantity) -> str:
    return "decrease" if delta.number.value < 0 else "increase"
