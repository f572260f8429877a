"""Shares of what is left: with the share before them all of a whole, whose number then is theirs, whatever their own
percentage fits."""

from __future__ import annotations

from collections.abc import Sequence

from cdextract.figures.counted import Counted, Line
from cdextract.links.bases import Base
from cdextract.links.plausible import same_unit
from cdextract.links.whole_names import noun_words
from cdextract.words.tokens import tie_words

_NO_CHANCE = 10  # so large a number is the rest of a whole by chance hardly ever


def base_of_rest(counted: Counted, alike: Sequence[Counted], lines: Sequence[Line]) -> Base | None:
    """The whole of which a share is what is left; `alike` are the figures before it that count the same."""
    return _rest_in_next_sentence(counted, alike, lines) or _rest_beside(counted, alike, lines[counted.line])


def is_rest(counted: Counted, alike: Sequence[Counted], base: Base) -> bool:
    """ "kiểm tra 1.000 cơ sở; 850 cơ sở đạt, chiếm 85%; 150 cơ sở vi phạm, chiếm 17%": with the share before it, all of
    the whole, whatever its own percentage fits.
    """
    figure, last = counted.figure, alike[-1].figure if alike else None
    if figure.value is None or last is None or last.value is None or counted.scope.part:
        return False
    whole = last.base is not None and last.base.number.value == base[0].number.value
    return whole and last.value.number.value + figure.value.number.value == base[0].number.value


def _rest_beside(counted: Counted, alike: Sequence[Counted], line: Line) -> Base | None:
    """ "385/412 hộ đạt, chiếm 93,4%; 27 hộ còn lại chiếm 8,6%", "8.343/8.412 thí sinh dự thi (99,18%), vắng 69 thí
    sinh, chiếm 0,28%": the rest, and said to be it or larger than chance allows.
    """
    last, value = alike[-1] if alike else None, counted.figure.value
    if last is None or last.line != counted.line or last.figure.base is None or last.figure.of_plan or value is None:
        return None
    named = any(item.text in tie_words("left") for item in line.items[counted.figure.head : counted.figure.last])
    sure = named or (last.figure.is_ratio and value.number.value >= _NO_CHANCE)
    base = last.figure.base, last.figure.base_approx
    return base if sure and is_rest(counted, alike, base) else None


def _rest_in_next_sentence(counted: Counted, alike: Sequence[Counted], lines: Sequence[Line]) -> Base | None:
    """ "…, trong đó 21.430 chuyến đúng giờ, chiếm 88,9%. Có 2.665 chuyến chậm, chiếm 11,6%": all of the whole, too."""
    last = alike[-1] if alike else None
    if last is None or counted.line - last.line != 1 or last.figure.base is None or last.restates is not None:
        return None
    if counted.figure.kind != "share" or last.figure.kind != "share" or not same_unit(counted, last):
        return None
    nouns = {noun_words(lines[one.line].items, one.figure.head)[:1] for one in (counted, last)}
    base = last.figure.base, last.figure.base_approx
    return base if len(nouns) == 1 and () not in nouns and is_rest(counted, alike, base) else None
