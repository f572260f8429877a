"""Lines that are items of a list whose marks were lost on the way from the page to the text.

Lines without a final sign are mostly headlines of other articles and captions of pictures; these are not.
"""

from __future__ import annotations

from collections.abc import Sequence

from cdextract.rules.compiled import compile_rule
from cdextract.text.normalised import lower
from cdextract.text.page_lines import Line, ends_clause, ends_fully, is_marked
from cdextract.text.spans import FIGURE_ZONES
from cdextract.text.zone_phrases import announces_list, announces_pictures

_TOLD_IN_FULL = compile_rule(r"\d ?/ ?\d[\d.,]*[^%]*\d ?%")
_MARK = compile_rule(r"\W*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zđ]\))?\s")


def is_unmarked_item(lines: Sequence[Line], index: int, before: str | None) -> bool:
    """Whether a line without a final sign is such an item. `before`: the zone of the line before.

    It stands behind a line that announces results ("kết quả như sau:"), behind a heading of a numbered list or behind
    such an item; or it tells a ratio in full ("Phú Quốc: 412/430 hộ, đạt 95,8%"), as other lines beside it do.
    """
    if _tells_in_full(lines, index) and (before in FIGURE_ZONES or _tells_in_full(lines, index + 1)):
        return True
    if not index or lines[index - 1].row is not None:
        return False
    line, last = lines[index], lines[index - 1]
    if last.text.endswith(":"):
        return before in FIGURE_ZONES and not announces_pictures(lower(last.text))
    if not line.after_blank and before in ("teaser", "byline") and announces_list(lower(last.text)):
        return True
    if before != "list" or ends_fully(last.text):
        return False
    if is_marked(last.text):
        return not line.after_blank and _is_heading(last.text)
    if line.after_blank and not last.after_blank:
        return _heads_group(lines, index)
    return line.after_blank == last.after_blank or _heads_group(lines, index - 1) or _is_announced(lines, index - 1)


def _tells_in_full(lines: Sequence[Line], index: int) -> bool:
    return index < len(lines) and _TOLD_IN_FULL.search(lines[index].text) is not None


def _heads_group(lines: Sequence[Line], index: int) -> bool:
    """Whether a line behind a blank one is the heading of further items right below: "Chính sách - Pháp luật"."""
    if index + 1 >= len(lines) or not lines[index].after_blank or any(map(str.isdigit, lines[index].text)):
        return False
    below = lines[index + 1]
    return not below.after_blank and not ends_fully(below.text) and any(map(str.isdigit, below.text))


def _is_announced(lines: Sequence[Line], index: int) -> bool:
    return index > 0 and ends_clause(lines[index - 1].text)


def _is_heading(text: str) -> bool:
    """ "1. Công tác tuyên truyền": a mark, and words without a number."""
    mark = _MARK.match(text)
    return mark is not None and not any(map(str.isdigit, text[mark.end() :]))
