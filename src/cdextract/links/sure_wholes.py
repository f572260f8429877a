"""Shares and percentages of plans for whose base the words give nothing, and of which the arithmetic leaves no doubt.

"… thu nội địa 12.947 tỷ đồng, …; thu từ xuất nhập khẩu 34.118 tỷ đồng, …, chiếm 69,22% tổng thu": of all numbers told
before only 49.286 gives 69,22 %. A percentage told to two decimals fits one number in a thousand by chance; one that
names its whole, or counts what the whole counts, may fit a little more, and several of one sentence may fit more still
where they lead to one number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from cdextract.checks.agreement import implied_wholes
from cdextract.figures.counted import Counted, Line
from cdextract.indicators.indicators import OTHER
from cdextract.links.bases import Base, is_exact, rounds
from cdextract.links.whole_names import noun_words, whole_words
from cdextract.words.tokens import tie_words

_ALL, _MOST = 100, 1_000  # per cent
_NEXT = 2  # sentences: so far behind a result stands the target that was given for it
# How loosely a share tells its whole, as a part of it: alone, with a name for it, together with others.
_SURE, _NAMED, _TOGETHER = Decimal("0.001"), Decimal("0.005"), Decimal("0.03")


def with_sure_wholes(linked: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """The same, with the one number told before of which a share comes out, however far before it stands."""
    out = list(linked)
    open_ = [place for place, row in enumerate(linked) if _is_open(row)]
    for place in open_:
        row = linked[place]
        beside = (other for other in open_ if linked[other].line == row.line)
        together = [other for other in beside if _looseness(linked[other]) <= _TOGETHER]
        loosest = _NAMED if whole_words(row.figure, lines[row.line]) else _SURE
        if _looseness(row) <= loosest:
            base = _only_one([row], linked[:place])
        elif place in together and len(together) > 1:
            base = _only_one([linked[other] for other in together], linked[: together[0]])
        elif _looseness(row) <= _NAMED:
            base = _only_one([row], _of_same_noun(row, linked[:place], lines))
        else:
            continue
        if base is not None:
            out[place] = replace(row, figure=replace(row.figure, base=base[0], base_approx=base[1]))
    return out


def _of_same_noun(row: Counted, told: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """ "13 vụ ngừng việc, … chậm trả lương 5 vụ, chiếm 38,5%": those told before that count the same things."""
    noun = noun_words(lines[row.line].items, row.figure.head)[:1]
    alike = (other for other in told if other.indicator == row.indicator)
    same = [other for other in alike if noun_words(lines[other.line].items, other.figure.head)[:1] == noun]
    return same if noun else []


def with_sure_plans(linked: Sequence[Counted], lines: Sequence[Line]) -> list[Counted]:
    """The same, with the one target told before, or later in the sentence, of which the percentage of a plan comes out:
    "được giao 7.500 đoàn viên, đại hội đề ra 6.000. … kết nạp 4.326 đoàn viên, bằng 57,68% chỉ tiêu được giao".

    In the sentences behind, one that was given: "kết nạp 8.930 đoàn viên, đạt 111,6% kế hoạch. Theo kế hoạch giao, tỉnh
    phải kết nạp 8.000"; what is still to be reached is another year's.
    """
    out = list(linked)
    for place, row in enumerate(linked):
        figure = row.figure
        if figure.base is not None or figure.value is None or row.dropped is not None or figure.of_past:
            continue
        targets = {
            other.figure.value.number.value: (other.figure.value, other.figure.value_approx)
            for at, other in enumerate(linked)
            if other.dropped == "goal"
            and (_is_given_behind(row, other, lines) or (figure.of_plan and (at < place or other.line == row.line)))
            and other.figure.value is not None
            and other.figure.value.unit == figure.value.unit
            and _reaches(row, other)
        }
        if len(targets) == 1:
            base, approx = next(iter(targets.values()))
            out[place] = replace(row, figure=replace(figure, base=base, base_approx=approx))
    return out


def _is_given_behind(row: Counted, target: Counted, lines: Sequence[Line]) -> bool:
    """Whether a target stands in one of the next sentences, as one that was given for the same time ("Kế hoạch đầu năm
    là 250 đoàn viên"), and the percentage names no other whole.
    """
    if not 0 < target.line - row.line <= _NEXT or whole_words(row.figure, lines[row.line]):
        return False
    items = lines[target.line].items
    given = items[0].type == "plan" or any(item.text.split()[-1] in tie_words("given") for item in items)
    told = {year for line in lines[max(0, row.line - _NEXT) : row.line + 1] for year in _years(line)}
    return given and _years(lines[target.line]) <= told and not any(item.type == "future" for item in items)


def _years(line: Line) -> set[int]:
    years = (item.value.stated_year for item in line.items if item.type == "period")
    return {year for year in years if year is not None}


def _reaches(row: Counted, target: Counted) -> bool:
    """Whether a percentage of a plan comes out of a target; of one that counts something else only by decimals."""
    figure, plan = row.figure, target.figure.value
    if figure.percent is None or plan is None or not 0 < figure.percent.number.value <= _MOST:
        return False
    if figure.kind == "exceeded":
        percent = figure.percent.number
        whole = replace(percent, value=percent.value + _ALL)
        figure = replace(figure, percent=replace(figure.percent, number=whole))
    elif figure.kind != "attained":
        return False
    same_noun = bool(row.scope.noun & target.scope.noun) or row.scope.unit is not None
    alike = row.indicator == target.indicator and (row.indicator != OTHER or same_noun)
    told = figure.percent is not None and (figure.percent.number.decimals > 0 or alike)
    return told and rounds(figure, plan)


def _is_open(row: Counted) -> bool:
    figure = row.figure
    if row.dropped is not None or figure.base is not None or figure.value is None or figure.percent is None:
        return False
    hedged = figure.percent_approx is not None or figure.value_approx is not None
    if hedged or not 0 < figure.percent.number.value <= _ALL:
        return False
    return figure.kind in ("share", "attained") and not figure.of_plan and not figure.of_past


def _looseness(row: Counted) -> Decimal:
    """How far apart the least and the largest whole are of which a share can be, as a part of the whole."""
    figure = row.figure
    if figure.value is None or figure.percent is None:
        return Decimal(1)
    low, high = implied_wholes(figure.value.number.value, figure.percent.number)
    return (high - low) / high if high else Decimal(1)


def _only_one(shares: Sequence[Counted], told: Sequence[Counted]) -> Base | None:
    """The one number of those told of which all the shares come out."""
    fitting = {base[0].number.value: base for base in _told(told) if all(_fits(share, base) for share in shares)}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _fits(share: Counted, base: Base) -> bool:
    value = share.figure.value
    if value is None or value.unit != base[0].unit or base[0].number.value <= value.number.value:
        return False
    return rounds(share.figure, base[0]) and is_exact(share.figure, base[0])


def _told(rows: Sequence[Counted]) -> Iterator[Base]:
    for row in rows:
        figure = row.figure
        if row.dropped == "goal":
            continue
        if figure.value is not None:
            yield figure.value, figure.value_approx
        if figure.base is not None and not figure.of_plan and not figure.of_past:
            yield figure.base, figure.base_approx
