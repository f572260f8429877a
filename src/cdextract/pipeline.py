"""Article → rows: the pure function that batch, notebooks and the distributed engine wrap.

The same article gives the same rows, wherever and whenever it is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from cdextract import reading
from cdextract.article import Article
from cdextract.bodies.context import Placed, assign_bodies
from cdextract.checks.checking import Check, check
from cdextract.checks.ratios import Claim
from cdextract.figures.counted import Counted, Line
from cdextract.figures.values import Figure
from cdextract.figures.wording import is_against_average, said_side
from cdextract.indicators.measures import measure_of
from cdextract.links.headlines import with_headline_rate
from cdextract.links.linking import link
from cdextract.links.subcounts import with_listed_parts
from cdextract.numbers.lexing import Quantity, Ratio
from cdextract.periods.context import assign_periods
from cdextract.periods.dated import Dated
from cdextract.periods.time_parts import with_parts_of_time, with_periods_of_wholes
from cdextract.reading import Reading
from cdextract.rules.loading import Found

Row = dict[str, object]
_SEVERAL_COUNTS = frozenset({"figure.parallel", "figure.shares_in_turn", "figure.changes_in_turn"})


def rows(article: Article) -> list[Row]:
    """The rows of one article, in the order of its text; keys are the columns of the table, numbers are exact.

    >>> from cdextract.article import Article
    >>> [row] = rows(Article("a", "Năm 2024, LĐLĐ huyện Phú Xuyên thành lập 10/8 CĐCS (đạt 125%)."))
    >>> row["org"], row["indicator"], row["value"], row["base"], row["verdict"]
    ('LĐLĐ huyện Phú Xuyên', 'cdcs_established', Decimal('10'), Decimal('8'), 'consistent')
    """
    return read_rows(article)[0]


def read_rows(article: Article) -> tuple[list[Row], list[str]]:
    """The rows of one article, and the percentages and ratios of its text that no rule read (as printed)."""
    read = reading.glance(article)
    if not read.lines:
        return [], []
    counted = linked(read)
    if not counted:
        return [], list(reading.unread(read))
    if read.is_whole:
        read = reading.with_context(read)
    else:
        read = reading.read(article)
        counted = linked(read)
    return _rows_of(read, counted), list(reading.unread(read, counted))


def linked(read: Reading) -> list[Counted]:
    """The figures of the table, with the ties between them."""
    rows = with_listed_parts(link(read.figures, read.lines), read.lines)
    return with_headline_rate(rows, read.article.title)


def rows_of(read: Reading) -> list[Row]:
    """The rows of an article that was read as a whole (`reading.read`)."""
    return _rows_of(read, linked(read))


def _rows_of(read: Reading, counted: Sequence[Counted]) -> list[Row]:
    counted, dated, placed = in_context(read, counted)
    ids = _distinct([f"{read.article.document}#{_original(read, figure)[0]}" for figure in counted])
    return [_row(read, figure, dated[i], placed[i], ids, i) for i, figure in enumerate(counted)]


def in_context(read: Reading, counted: Sequence[Counted]) -> tuple[list[Counted], list[Dated], list[Placed]]:
    """The figures of the table with the period and the body of each."""
    if not counted:
        return [], [], []
    sentences = [line.sentence for line in read.lines]
    mentions = [[mention.shifted(line.sentence.start) for mention in line.mentions] for line in read.lines]
    spans = [(figure.line, figure.start, figure.end) for figure in counted]
    own_spans = [_own_span(figure, read.lines[figure.line]) for figure in counted]
    article = read.article
    dated = assign_periods(article.published, article.title, read.text, list(read.blocks), sentences, mentions, spans)
    ends = [period.end or period.start for period in dated]
    placed = assign_bodies(
        article.title, article.published, read.text, list(read.blocks), sentences, mentions, own_spans, ends
    )
    return with_parts_of_time(counted, dated), with_periods_of_wholes(counted, dated), placed


def _own_span(counted: Counted, line: Line) -> tuple[int, int, int]:
    """ "LĐLĐ tỉnh A kết nạp 31.540 đoàn viên, LĐLĐ tỉnh B 22.310, lần lượt bằng 63,1% và 74,4%": where several bodies
    stand in one span, a figure is of the one before its own number.
    """
    start, head = line.sentence.start, line.items[counted.figure.head]
    bodies = (mention for mention in line.mentions if mention.type == "body")
    inside = [body for body in bodies if counted.start <= start + body.start < counted.end]
    if counted.figure.rule not in _SEVERAL_COUNTS or not inside:
        return counted.line, counted.start, counted.end
    return counted.line, start + head.start, start + head.end


def claim_of(counted: Counted, line: Line) -> Claim:
    """What the checks need to know of a figure."""
    figure = counted.figure
    percent, exceeded = figure.percent, figure.exceeded
    evidence = line.text[counted.start - line.sentence.start : counted.end - line.sentence.start]
    return Claim(
        value=_value(figure.value),
        base=_value(figure.base),
        delta=_value(figure.delta),
        percent=percent.number.value if percent else None,
        percent_decimals=percent.number.decimals if percent else 0,
        percent_kind=figure.kind,
        exceeded_percent=exceeded.number.value if exceeded else None,
        exceeded_decimals=exceeded.number.decimals if exceeded else 0,
        value_step=_step(figure.value),
        base_step=_step(figure.base),
        delta_step=_step(figure.delta),
        value_approx=figure.value_approx,
        base_approx=figure.base_approx,
        percent_approx=figure.percent_approx,
        words=said_side(evidence),
        is_count=_unit(figure) is None and not is_against_average(evidence),
        other_numbers=tuple(other_numbers(line, figure)),
    )


def other_numbers(line: Line, figure: Figure) -> list[Decimal]:
    """The other numbers of the sentence, for the diagnosis "the percentage is of another number"."""
    own = {_value(figure.value), _value(figure.base), _value(figure.delta)}
    found: list[Decimal] = []
    for mention in line.mentions:
        quantities = (mention.value.value, mention.value.base) if isinstance(mention.value, Ratio) else (mention.value,)
        found.extend(q.number.value for q in quantities if isinstance(q, Quantity) and q.number.value not in own)
    return found


def _row(read: Reading, counted: Counted, dated: Dated, placed: Placed, ids: list[str], index: int) -> Row:
    article, figure, line = read.article, counted.figure, read.lines[counted.line]
    start, end = _original(read, counted)
    sentence = read.text.span(line.sentence.start, line.sentence.end)
    return {
        "document": article.document,
        "figure_id": ids[index],
        "title": article.title,
        "url": article.url,
        "published": article.published,
        "org": placed.org,
        "org_type": placed.org_type,
        "district": placed.district,
        "province": placed.province,
        "district_code": placed.district_code,
        "province_code": placed.province_code,
        "year": dated.year,
        "period_start": dated.start,
        "period_end": dated.end,
        "indicator": counted.indicator,
        "measure": measure_of(line.text, line.items, figure, counted.scope.noun_at),
        "unit": _unit(figure) or "count",
        **_numbers(figure),
        **_checked(check(claim_of(counted, line))),
        "part_of": None if counted.part_of is None else ids[counted.part_of],
        "restates": None if counted.restates is None else ids[counted.restates],
        "rule": figure.rule,
        "evidence": article.text[start:end],
        "start": start,
        "end": end,
        "sentence": article.text[slice(*sentence)],
        "published_source": article.published_source,
        "zone": line.sentence.zone,
    }


def _numbers(figure: Figure) -> Row:
    percent, exceeded = figure.percent, figure.exceeded
    return {
        "value": _value(figure.value),
        "base": _value(figure.base),
        "delta": _value(figure.delta),
        "percent": percent.number.value if percent else None,
        "percent_decimals": percent.number.decimals if percent else None,
        "percent_kind": figure.kind,
        "exceeded_percent": exceeded.number.value if exceeded else None,
        "exceeded_decimals": exceeded.number.decimals if exceeded else None,
        "approx": figure.value_approx or figure.percent_approx,
        "value_step": _step(figure.value),
        "base_step": _step(figure.base),
        "delta_step": _step(figure.delta),
        "value_approx": figure.value_approx,
        "base_approx": figure.base_approx,
        "percent_approx": figure.percent_approx,
    }


def _checked(result: Check) -> Row:
    return {
        "percent_expected": result.percent_expected,
        "base_implied": result.base_implied,
        "verdict": result.verdict,
        "diagnosis": result.diagnosis.name if result.diagnosis else None,
        "power": result.power,
        "decision": result.decision,
    }


def _original(read: Reading, counted: Counted) -> tuple[int, int]:
    return read.text.span(counted.start, counted.end)


def _distinct(ids: list[str]) -> list[str]:
    """Figures with the same offset (several percentages of one quantity) get a letter behind it: 120, 120b, 120c."""
    seen: dict[str, int] = {}
    out = []
    for figure_id in ids:
        seen[figure_id] = seen.get(figure_id, 0) + 1
        out.append(figure_id if seen[figure_id] == 1 else f"{figure_id}{_letters(seen[figure_id])}")
    return out


def _letters(number: int) -> str:
    return chr(ord("a") + number - 1) if number <= 26 else f"-{number}"


def _value(quantity: Quantity | None) -> Decimal | None:
    return quantity.number.value if quantity else None


def _step(quantity: Quantity | None) -> Decimal | None:
    return quantity.number.step if quantity else None


def _unit(figure: Figure) -> str | None:
    quantity = figure.value or figure.base or figure.delta
    return quantity.unit if quantity else None


def indicator_results(text: str) -> list[Found]:
    """The rows of one example text, under the name of their indicator."""
    read = reading.read(Article("example", text))
    return [
        Found(figure.indicator, figure.start, figure.end, _fields(_numbers(figure.figure)))
        for figure in link(read.figures, read.lines)
    ]


def _fields(row: Row) -> dict[str, str]:
    return {
        key: format(value, "f") if isinstance(value, Decimal) else str(value)
        for key, value in row.items()
        if value is not None
    }
