"""Rates told before their numbers: "Tỷ lệ đi bầu đạt 99,99%. Danh sách có 545.358 cử tri, số đã đi bầu là 545.303"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cdextract.counted import Counted
from cdextract.indicators import OTHER


def with_rates(figures: Sequence[Counted]) -> list[Counted]:
    """Give a rate without a quantity to what came of the process that the next sentence tells, with what went in as
    base.
    """
    out = list(figures)
    for index, rate in enumerate(figures):
        if not _is_rate(rate):
            continue
        behind = [
            place
            for place in range(index + 1, min(index + 5, len(figures)))
            if figures[place].line - rate.line <= 1 and figures[place].dropped == "bare"
        ]
        whole = next((place for place in behind if "process_in" in _cues(figures[place])), None)
        part = next((place for place in behind if place != whole and "process_out" in _cues(figures[place])), None)
        if whole is None or part is None or not _is_part(figures[part], figures[whole]):
            continue
        figure = replace(
            figures[part].figure,
            base=figures[whole].figure.value,
            base_approx=figures[whole].figure.value_approx,
            percent=rate.figure.percent,
            percent_approx=rate.figure.percent_approx,
            kind=rate.figure.kind,
        )
        out[part] = replace(figures[part], figure=figure, dropped=None)
    return out


def _is_rate(counted: Counted) -> bool:
    figure = counted.figure
    return (
        counted.dropped == "no quantity"
        and counted.indicator == OTHER
        and figure.kind in ("attained", "share")
        and figure.percent is not None
        and not figure.of_plan
        and not figure.of_past
    )


def _cues(counted: Counted) -> frozenset[str]:
    return counted.scope.left | counted.scope.right


def _is_part(part: Counted, whole: Counted) -> bool:
    one, all_ = part.figure.value, whole.figure.value
    return one is not None and all_ is not None and one.unit == all_.unit and one.number.value <= all_.number.value
