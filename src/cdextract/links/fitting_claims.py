"""Claims behind two counts: each goes to the one that it can be of.

"phát triển 6.312 đoàn viên, nâng tổng số lên 84.500, đạt 105,2% kế hoạch (6.000 đoàn viên)" is of the 6.312;
"quý II kết nạp 1.890 đoàn viên, đưa 6 tháng lên 3.420 đoàn viên, đạt 57% kế hoạch (6.000)" of the 3.420. The words
leave both open, and a flag must not rest on a guess. A difference in houses is one of the houses, not of their cost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cdextract.figures.counted import Counted, Line
from cdextract.figures.values import Figure
from cdextract.indicators.indicators import counted_bare
from cdextract.links.bases import is_exact, rounds
from cdextract.links.plausible import same_unit
from cdextract.links.whole_names import noun_words

_CHANGE = ("delta", "percent", "percent_approx", "kind", "of_past", "about", "subject")
_RATE = ("percent", "percent_approx", "kind", "exceeded", "of_plan")
_CLAIM = ("base", "base_approx", "percent", "percent_approx", "kind", "exceeded", "of_plan", "of_past", "plan_first")


def with_claims_that_fit(figures: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """Give a claim with its base to the count beside it of which it comes out, where it does not of its own."""
    out = list(figures)
    for place, counted in enumerate(figures):
        if not _is_open(counted) or any(other.restates == place for other in figures[place + 1 : place + 3]):
            continue
        beside = [at for at in (place - 1, place + 1) if 0 <= at < len(out) and _fits(counted, figures[at], lines)]
        if len(beside) != 1:
            continue
        other, claim = figures[beside[0]], counted.figure
        named = counted.indicator if beside[0] > place else other.indicator
        told = replace(other.figure, **{name: getattr(claim, name) for name in _CLAIM}, last=claim.last)
        end = max(other.end, counted.end)
        out[beside[0]] = replace(other, figure=told, indicator=named, dropped=None, end=end)
        out[place] = _bare(counted, lines[counted.line], _CLAIM)
    return out


def with_claims_of_ratios(figures: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """ "làm rõ 183/214 vụ, bắt 302 đối tượng, đạt tỷ lệ 85,51%": the percentage is of the ratio, of which it comes out,
    and not of what is counted in passing behind it. "Gieo cấy 118/120 ha. Đạt 98,33% kế hoạch": that of a claim which
    opens the next sentence.
    """
    out = list(figures)
    for place, counted in enumerate(figures[1:], 1):
        claim, before = counted.figure, figures[place - 1]
        opens_next = _opens_next_sentence(counted, before)
        if (before.line != counted.line and not opens_next) or not _is_open_ratio(before):
            continue
        if claim.base is not None or claim.is_ratio or counted.restates is not None:
            continue
        if claim.kind not in ("attained", "share") or claim.of_past:
            continue
        last = before.figure.last if opens_next else claim.last
        told = replace(before.figure, **{name: getattr(claim, name) for name in _RATE}, last=last)
        if told.base is not None and is_exact(told, told.base):
            out[place - 1] = replace(before, figure=told, dropped=None, end=counted.end)
            out[place] = _bare(counted, lines[counted.line], _CLAIM)
    return out


def _opens_next_sentence(claim: Counted, before: Counted) -> bool:
    alone = claim.figure.value is None and claim.figure.head == 0
    return alone and claim.line - before.line == 1 and claim.block == before.block


def _is_open_ratio(counted: Counted) -> bool:
    """Whether it is a ratio with no percentage yet, and no target."""
    return counted.figure.is_ratio and counted.figure.percent is None and counted.dropped in (None, "bare")


def with_changes_of_counts(figures: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """ "hỗ trợ 45 nhà với số tiền 1,8 tỷ đồng, tăng 5 nhà (12,5%)": a difference in things is no change of an amount of
    money; it goes to the count before it.
    """
    out = list(figures)
    for place, counted in enumerate(figures):
        change = counted.figure
        if change.value is None or change.delta is None or change.percent is None or change.restates:
            continue
        if change.value.unit == change.delta.unit:
            continue
        before = figures[place - 1] if place else None
        if before is None or before.line != counted.line or not before.figure.bare or before.figure.value is None:
            continue
        if change.delta.unit is not None or before.figure.value.unit is not None:
            continue
        told = replace(before.figure, **{name: getattr(change, name) for name in _CHANGE}, last=change.last)
        out[place - 1] = replace(before, figure=told, dropped=None, end=counted.end)
        out[place] = _bare(counted, lines[counted.line], _CHANGE)
    return out


def _is_open(counted: Counted) -> bool:
    """Whether a claim of a plan with its number does not come out of its own count."""
    figure = counted.figure
    if figure.base is None or figure.percent is None or figure.value is None or figure.is_ratio:
        return False
    if counted.restates is not None or counted.dropped is not None or not figure.of_plan:
        return False
    return figure.kind == "attained" and not rounds(figure, figure.base)


def _fits(counted: Counted, other: Counted, lines: Sequence[Line]) -> bool:
    """Whether the claim comes out of the other count, told of the same things in the same sentence."""
    figure, beside = counted.figure, other.figure
    if other.line != counted.line or other.restates is not None or other.dropped not in (None, "bare"):
        return False
    if not beside.bare or beside.value is None or figure.base is None or not same_unit(counted, other):
        return False
    mine, theirs = (_noun(one, lines) for one in (counted, other))
    return mine[:1] == theirs[:1] and rounds(replace(figure, value=beside.value), figure.base)


def _noun(counted: Counted, lines: Sequence[Line]) -> tuple[str, ...]:
    """What is counted; a change has its noun inside its claim."""
    items, head = lines[counted.line].items, counted.figure.head
    covered = [item for item in items[head].covered if item.type == "noun"]
    return tuple(covered[0].text.split()) if covered else noun_words(items, head)


def _bare(counted: Counted, line: Line, claim: Sequence[str]) -> Counted:
    """The count without its claim."""
    figure = counted.figure
    empty = Figure(figure.rule, figure.first, figure.head, figure.head)
    without = replace(figure, **{name: getattr(empty, name) for name in claim})
    last = counted.scope.noun_at if counted.scope.noun_at is not None else figure.head
    end = line.sentence.start + line.items[max(last, figure.head)].end
    dropped = None if counted_bare(counted.indicator) else "bare"
    return replace(counted, figure=replace(without, last=max(last, figure.head)), end=end, dropped=dropped)
