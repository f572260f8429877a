"""A figure in its sentence or article: as HTML for notebooks (all text escaped), as text for terminals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

from cdextract.results.frames import format_number, is_missing

_COLOURS = {
    "consistent": "#cdeccd", "truncated": "#e3eccd", "implied": "#d5e3f7",
    "inconsistent": "#ffc9c4", "impossible": "#ffc9c4", "uncheckable": "#e4e4e4",
}  # fmt: skip
_FAINT = "#f3efdc"
# Both colours are set, so that the page reads in light and in dark notebooks.
_MARK = (
    '<mark style="background:{colour};color:#111;padding:0 .15em;border-radius:.2em{weight}" title="{title}">'
    "{text}</mark>"
)
_BOX = '<div lang="vi" style="max-width:60em;line-height:1.5;margin:.4em 0">{}</div>'


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text to be shown: the figure asked for (`main`), or another one beside it."""

    start: int
    end: int
    verdict: str
    title: str
    main: bool = True


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """Something to look at: `html` in a notebook, `text` elsewhere."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text

    def __str__(self) -> str:
        return self.text


def marked_html(text: str, marks: Sequence[Mark]) -> str:
    """The text with its marks; where marks overlap, the main one shows.

    >>> print(marked_html("a < b 12", [Mark(6, 8, "consistent", "ok", main=False)]))
    a &lt; b <mark style="background:#f3efdc;color:#111;padding:0 .15em;border-radius:.2em" title="ok">12</mark>
    """
    borders = sorted({0, len(text), *(border for mark in marks for border in (mark.start, mark.end))})
    pieces = []
    for start, end in pairwise(borders):
        here = [mark for mark in marks if mark.start <= start and end <= mark.end]
        piece = escape(text[start:end])
        if not here:
            pieces.append(piece)
            continue
        top = max(here, key=lambda mark: mark.main)
        colour = _COLOURS.get(top.verdict, _FAINT) if top.main else _FAINT
        weight = ";font-weight:600" if top.main else ""
        pieces.append(_MARK.format(colour=colour, weight=weight, title=escape(top.title), text=piece))
    return "".join(pieces)


def marked_text(text: str, marks: Sequence[Mark]) -> str:
    """The text with its main marks between ⟦ and ⟧.

    >>> marked_text("được 12 CĐCS", [Mark(5, 12, "implied", "")])
    'được ⟦12 CĐCS⟧'
    """
    signs = [(mark.start, "⟦") for mark in marks if mark.main] + [(mark.end, "⟧") for mark in marks if mark.main]
    for at, sign in sorted(signs, reverse=True):
        text = text[:at] + sign + text[at:]
    return text


def figure_page(row: Mapping[str, Any], text: str, marks: Sequence[Mark], arithmetic: str) -> Page:
    """One figure: what it says, where it stands, how it was checked."""
    said, verdict = told(row), str(row["verdict"])
    colour = _COLOURS.get(verdict, _FAINT)
    badge = f'<span style="background:{colour};color:#111;padding:0 .4em;border-radius:.3em">{escape(verdict)}</span>'
    html = (
        f"<div><b>{escape(said)}</b> {badge}</div>"
        f'<blockquote style="white-space:pre-wrap;margin:.4em 0 .4em 1em">{marked_html(text, marks)}</blockquote>'
        f"<div><code>{escape(arithmetic)}</code></div>"
    )
    return Page(_BOX.format(html), f"{said} [{verdict}]\n  {marked_text(text, marks)}\n  {arithmetic}")


def article_page(head: Mapping[str, Any], text: str, marks: Sequence[Mark]) -> Page:
    """One article: its headline and all its figures."""
    title = str(head["document"]) if is_missing(head.get("title")) else str(head["title"])
    below = [str(head[name]) for name in ("published", "url") if not is_missing(head.get(name))]
    html = (
        f"<div><b>{escape(title)}</b></div><div>{escape(' · '.join(below))}</div>"
        f'<div style="white-space:pre-wrap;margin:.4em 0">{marked_html(text, marks)}</div>'
    )
    return Page(_BOX.format(html), "\n".join(filter(None, [title, " · ".join(below), "", marked_text(text, marks)])))


def told(row: Mapping[str, Any]) -> str:
    """Whose figure, of when, of what: "LĐLĐ huyện Phú Xuyên · 2024 · cdcs_established · 10 / 8 · 125%".

    >>> told({"org": "LĐLĐ huyện Phú Xuyên", "year": 2024, "indicator": "other", "value": 10.0, "base": 8})
    'LĐLĐ huyện Phú Xuyên · 2024 · other · 10 / 8'
    """
    parts = [row.get("org"), period(row), row.get("indicator"), _quantity(row), _percent(row)]
    return " · ".join(str(part) for part in parts if not is_missing(part) and part != "")


def period(row: Mapping[str, Any]) -> str:
    """The year, where the figure is of a whole one, else the first and last day; open ends are '…'."""
    start, end = (_day(row.get(name)) for name in ("period_start", "period_end"))
    year = row.get("year")
    whole = start.endswith("-01-01") and end.endswith("-12-31") and start[:4] == end[:4]
    if not is_missing(year) and (whole or not (start or end)):
        return str(year)
    return f"{start or '…'} – {end or '…'}" if start or end else ""


def _day(value: object) -> str:
    return "" if is_missing(value) else str(value)[:10]


def _quantity(row: Mapping[str, Any]) -> str:
    numbers = [format_number(row[name]) for name in ("value", "base") if not is_missing(row.get(name))]
    unit = row.get("unit")
    return " / ".join(numbers) + ("" if is_missing(unit) or unit == "count" or not numbers else f" {unit}")


def _percent(row: Mapping[str, Any]) -> str:
    if is_missing(row.get("percent")):
        return ""
    kind = row.get("percent_kind")
    return f"{format_number(row['percent'])}%" + ("" if is_missing(kind) else f" ({kind})")
