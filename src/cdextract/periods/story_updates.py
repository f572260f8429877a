"""What each sentence of an article leaves in the story of its periods (`periods/story.py`): the period that it reports,
the days and plans that it names.
"""

from __future__ import annotations

from collections.abc import Sequence

from cdextract.periods.choice import is_short
from cdextract.periods.dated import Dated, Kept
from cdextract.periods.governing import of_bracketed
from cdextract.periods.lexing import lex_periods
from cdextract.periods.roles import Stated, classify, cues, is_stock, stated_in
from cdextract.periods.story import Story
from cdextract.periods.values import is_within
from cdextract.periods.votes import is_printed, voting_day
from cdextract.text.normalised import normalise
from cdextract.text.spans import Mention, Sentence


def read_title(story: Story, title: str | None) -> None:
    """The headline gives a period to figures that have no other."""
    low = normalise(title or "").lower
    for mention in lex_periods(low):
        stated = classify(low, 0, len(low), mention)
        if not stated.reports:
            continue
        if stated.expr.kind == "years":
            story.term = stated.expr
        if stated.expr.has_days and not story.is_to_come(stated.expr):
            story.fallback = Kept(stated.expr, story.year_for(stated.expr, [], []), "from the headline")
            story.year = story.year or stated.expr.stated_year


def read_back(story: Story, sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]) -> None:
    """ "Đó là kết quả năm 2021 của LĐLĐ tỉnh": the figures told before it, the headline's too, are of that year."""
    for sentence, found in zip(sentences, mentions, strict=True):
        if story.fallback or not cues()["looks_back"].match(story.low, sentence.start, sentence.end):
            continue
        said = (item for item in stated_in(story.low, sentence, found) if item.reports and item.expr.has_days)
        if stated := next(said, None):
            year = story.year_for(stated.expr, [], [])
            story.fallback = Kept(stated.expr, year, f"told behind: {story.words(stated)}")


def enter(story: Story, sentence: Sentence, stated: Sequence[Stated]) -> None:
    """The day of a deed is that of its paragraph, unless the next one says that it goes on about it; the year of
    a plan is that of its outcome."""
    if sentence.block != story.block and not story.goes_on(sentence):
        story.day_before = None
    story.block = sentence.block
    if story.aimed and cues()["outcome"].match(story.low, sentence.start, sentence.end):
        story.current, story.year = story.aimed, story.aimed.year
    story.aimed = None
    if sentence.zone != "table":
        story.above = _caption_day(story, sentence, stated)


def _caption_day(story: Story, sentence: Sentence, stated: Sequence[Stated]) -> Kept | None:
    """ "Thống kê chuyến bay ngày 3/5/2019": the day at the end of a line is that of the table right below."""
    if story.low[sentence.start : sentence.end].rstrip().endswith((".", "!", "?", ";")):
        return None
    days = (item for item in stated if item.mention.type == "date" and not item.opens and item.expr.stated_year)
    day = next(days, None)
    return story.event_on(day) if day else None


def pass_sentence(story: Story, sentence: Sentence, stated: list[Stated]) -> None:
    """Keep the reporting period that the sentence states."""
    goes_on = story.goes_on(sentence)
    if stated or not goes_on:
        story.stock_before = None
    if reported := [item for item in stated if item.reports]:
        story.day_before = _short_span(story, reported)
    elif stated and not cues()["visit"].search(story.low, sentence.start, sentence.end):
        story.event_day(stated, sentence.end, sentence.end)
    if any(item.reports and item.expr.has_days for item in stated):
        story.votes = None
    if day := voting_day(story.low, sentence, stated):
        story.votes = story.vote_on(day)
    for index, item in enumerate(stated):
        _note(story, item)
        if story.current and of_bracketed(item.mention, story.low):
            continue
        if _is_aside(story, item) or _is_year_of_plan(story, item, sentence):
            continue
        replaces = story.current is None or not (story.is_told or story.of_unions)
        if item.role == "report" or (item.role == "topic" and replaces):
            year = story.year_for(item.expr, stated[:index], stated)
            place = "the headline" if sentence.zone == "headline" else "before"
            _keep(story, item, sentence, Kept(item.expr, year, f"carried over from {place}: {story.words(item)}"))


def _is_aside(story: Story, item: Stated) -> bool:
    """ "9 tháng đầu năm … (riêng tháng 9 là 1.320)": a month within what is reported ends with its sentence."""
    if (
        story.current is None
        or item.expr.kind != "part"
        or not cues()["aside_before"].search(story.low, 0, item.mention.start)
    ):
        return False
    month, whole = story.resolved(item.expr, story.current.year), story.resolved(story.current.expr, story.current.year)
    return whole != month and is_within(month, whole)


def _is_year_of_plan(story: Story, item: Stated, sentence: Sentence) -> bool:
    """ "9 tháng đầu năm 2024, … Năm 2024, Tổng LĐLĐ giao tỉnh kết nạp 3.000 đoàn viên": the year of a plan for what
    is being reported.
    """
    if story.current is None or item.expr.kind != "year":
        return False
    if cues()["plan_given_behind"].match(story.low, item.mention.end, sentence.end) is None:
        return False
    return is_within(story.resolved(story.current.expr, story.current.year), story.resolved(item.expr, None))


def _short_span(story: Story, reported: list[Stated]) -> Dated | None:
    """The days of a short span that is not kept: what else its paragraph tells is of them too."""
    item = reported[-1]
    if item.opens or not is_short(item.expr):
        return None
    return story.dated(Kept(item.expr, story.year_for(item.expr, [], []), f"the days: {story.words(item)}"))


def pass_heading(story: Story, sentence: Sentence, stated: list[Stated]) -> None:
    """A heading gives its period to what stands under it; that of a plan ends the period reported before."""
    if any(item.reports for item in stated):
        pass_sentence(story, sentence, stated)
    elif any(item.role in {"plan", "future"} for item in stated):
        story.current = None


def _note(story: Story, item: Stated) -> None:
    """Years that are not reported on but tell which year it is."""
    year = item.expr.stated_year
    if item.reports and item.expr.kind in {"span", "part", "as_of"}:
        story.told = story.resolved(item.expr, story.year_for(item.expr, [], []))
    if item.reports and item.expr.kind == "as_of" and item.expr.stated_year:
        story.until = item.expr
    if item.mention.type == "date" and item.opens and not is_printed(story.low, item):
        story.event = story.event_on(item)
    if item.role == "resolution":
        story.term = story.term or item.expr
        story.resolution = Kept(item.expr, year, f"the term of the resolution: {story.words(item)}")
    if story.hint is None and (item.expr.kind == "as_of" or (item.mention.type == "date" and item.opens)):
        story.hint = year
    if item.role == "plan" and year and item.expr.kind == "year":
        story.plan = Kept(item.expr, year, f"that of the plan stated before: {story.words(item)}")
        story.hint = story.hint or year
    if item.role == "future" and year and item.expr.kind == "year":
        story.hint = story.hint or year
        story.aimed = Kept(item.expr, year, f"that of the plan told before: {story.words(item)}")


def _keep(story: Story, item: Stated, sentence: Sentence, kept: Kept) -> None:
    expr = item.expr
    story.stock_span = (sentence.start, sentence.end)
    if expr.kind == "now":
        story.stock_before = kept if item.opens else None
    elif expr.kind == "as_of" and is_stock(story.low, item.mention.end, sentence.end):
        story.stock = story.stock_before = kept
        if not story.of_unions and story.current and (not story.is_told or is_short(story.current.expr)):
            story.current = None  # "Năm 2024 đánh dấu bước chuyển. … Đến ngày 15/11/2024, tỉnh có …": told of no figure
    elif expr.kind == "this_part" and story.quarter and story.names_quarter(item):
        story.current = story.quarter
    elif expr.kind == "season" or story.points_back(expr) or (is_short(expr) and not item.opens):
        return
    elif sentence.zone == "headline":
        story.fallback = story.fallback or kept
        story.year = story.resolved(expr, kept.year).year or story.year
    else:
        story.current, story.is_told = kept, False
        story.quarter = kept if story.names_quarter(item) else story.quarter
        story.term = expr if expr.kind == "years" else story.term
        story.year = story.resolved(expr, kept.year).year or story.year
