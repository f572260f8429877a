"""A number in brackets behind the percentage of a change: what it changed by, or the level that it changed from."""

from __future__ import annotations

from dataclasses import replace

from cdextract.checks.agreement import changed_by, changed_from
from cdextract.figures.values import Figure


def with_bracketed_level(figure: Figure) -> Figure:
    """ "có 213 nhà được xây mới, so với giai đoạn trước tăng 41,1% (151 nhà)": from 151, and not by 151, as the
    arithmetic tells; the figure with the level as its base.
    """
    level, told = figure.delta, figure.percent
    if level is None or told is None or figure.value is None or figure.base is not None:
        return figure
    if figure.kind not in ("increase", "decrease") or level.unit != figure.value.unit:
        return figure
    before, now = abs(level.number.value), figure.value.number
    rises = figure.kind == "increase"
    if not before or (now.value > before) != rises:
        return figure
    start = replace(level.number, value=before)
    if not changed_from(start, now, told.number) or changed_by(start, now, told.number, rises=rises):
        return figure
    return replace(figure, base=replace(level, number=start, sign=0), delta=None)
