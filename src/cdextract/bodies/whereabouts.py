"""Where figures belong in news that speaks of no union body: the district and province named last before them.

Names are sought more widely than where a place stands for its union (`anaphors.read_places`): "Cục Thuế Thanh Hóa",
"khách đến Gia Lai" and "Huyện ủy Xuân Lộc (Đồng Nai)" all say where. The country, a region, and several places at once
say that no single place is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cdextract.bodies import gazetteer
from cdextract.bodies.orgs import Placed, article_provinces, canonical, nowhere, place_to_body
from cdextract.bodies.placenames import WORD, lies_in, name_at, province_after
from cdextract.bodies.roles import cues, opens_clause
from cdextract.bodies.union_words import lexicon
from cdextract.bodies.values import DISTRICT_LEVELS, Place
from cdextract.rules.compiled import compile_rule
from cdextract.text.spans import Mention, Sentence

_CAPITALS = compile_rule(r"(?:(?P<word>\p{Lu}[\p{L}\d]*)\s+)+$")
_CAPITAL_BEHIND = compile_rule(r"\s+(?P<word>\p{Lu}\p{L}*)|\s*[-–]\s*\p{Lu}")
_ROUTE = compile_rule(r"\p{Lu}\p{L}*\s*[-–]\s*$")
_LOOK_BACK = 80


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place named in a text; None: the country, a region, or several places."""

    start: int
    end: int
    place: Place | None
    aside: bool = False  # named for comparison only
    level: str | None = None  # "toàn tỉnh": the unit of that type that the place spoken of lies in


def whereabouts(
    norm: str,
    title: Sequence[Mention],
    context: Sequence[tuple[Sentence, Sequence[Mention]]],
    figures: Sequence[tuple[int, int]],
    days: Sequence[date | None],
) -> list[Placed]:
    """District and province of each figure (start, end in `norm`), as of the day given with it.

    `context` holds the sentences that may name a place, with their mentions; `title` the mentions of the headline.
    """
    typed = [m.value for _, group in context for m in group if m.type == "place"]
    known = article_provinces(typed)
    spots = _resolved(spot for span, group in context for spot in _spots(norm, span, group, known))
    provinces = known | article_provinces(spot.place for spot in spots if spot.place)
    headline = next((mention.value for mention in title if mention.type == "place"), None)
    spans = [span for span, _ in context]
    return [
        _placed(_of_figure(norm, start, end, spans, spots, headline), day, provinces)
        for (start, end), day in zip(figures, days, strict=True)
    ]


def _placed(place: Place | None, day: date | None, provinces: frozenset[str]) -> Placed:
    body = place_to_body(place, None) if place else None
    if place is None or body is None:
        return nowhere()
    there = canonical(body, day, provinces)
    return replace(there, org=None, org_type=None, how=f"no union; the place is {place.surface}")


def _of_figure(
    norm: str, start: int, end: int, spans: Sequence[Sentence], spots: Sequence[_Spot], headline: Place | None
) -> Place | None:
    """The place named last before the figure's end; else the first behind it in its sentence, or the headline's."""
    before = [spot for spot in spots if spot.start < end]
    if before:
        return next((spot for spot in reversed(before) if not spot.aside), before[-1]).place
    until = next((span.end for span in spans if span.start <= start < span.end), end)
    behind = next((spot for spot in spots if spot.start < until and _owns(norm, spot)), None)
    return behind.place if behind else headline


def _owns(norm: str, spot: _Spot) -> bool:
    """Whether a place is told as that of what stands before it: "96% hộ kinh doanh của quận Hải Châu"."""
    before = norm[max(0, spot.start - _LOOK_BACK) : spot.start]
    return not spot.aside and cues().owner_before.search(before) is not None


def _resolved(spots: Iterable[_Spot]) -> list[_Spot]:
    """The spots with "toàn tỉnh", "trên địa bàn huyện" put to the place that they stand for; unknown ones left out."""
    out: list[_Spot] = []
    for spot in spots:
        told = [other.place for other in reversed(out) if other.place]
        place = _of_level(spot.level, told) if spot.level else spot.place
        if place is not None or spot.level is None:
            out.append(replace(spot, place=place))
    return out


def _of_level(level: str, told: Sequence[Place]) -> Place | None:
    same = next((place for place in told if place.level == level), None)
    if same is not None or not told or level not in ("tỉnh", "thành phố"):
        return same
    province = next(iter(article_provinces(told[:1])), None)
    unit = gazetteer.load().province(province) if province else None
    return Place(level, unit.name, unit.name) if unit and unit.type == level else None


def _spots(norm: str, span: Sentence, mentions: Sequence[Mention], known: frozenset[str]) -> Iterator[_Spot]:
    """The places of one sentence in order; of a list of places, each but the first says that several are meant."""
    text = norm[span.start : span.end].replace("\n", " ")
    read = [_Spot(m.start - span.start, m.end - span.start, m.value) for m in mentions if m.type == "place"]
    named = list(_named(text, known))
    typed = [spot for spot in read if spot.place and spot.place.level and not _is_province_of(spot, named)]
    bare = [spot for spot in read if not (spot.place and spot.place.level)]
    kept: list[_Spot] = []
    level = [
        _Spot(m.start - span.start, m.end - span.start, None, level=m.value.level)
        for m in mentions
        if m.type == "anaphor" and m.value.refers == "level"
    ]
    for spot in (*typed, *named, *bare, *_ground(text), *level):
        if not any(spot.start < other.end and other.start < spot.end for other in kept):
            kept.append(spot)
    kept.sort(key=lambda spot: spot.start)
    for index, spot in enumerate(kept):
        joined = index > 0 and cues().place_joint.fullmatch(text, kept[index - 1].end, spot.start) is not None
        aside = cues().aside_before.search(text[max(0, spot.start - _LOOK_BACK) : spot.start]) is not None
        place = None if joined or _begins_list(text, spot) else spot.place
        yield replace(spot, start=span.start + spot.start, end=span.start + spot.end, place=place, aside=aside)


def _is_province_of(spot: _Spot, named: Sequence[_Spot]) -> bool:
    """ "Huyện ủy Phú Thiện (tỉnh Gia Lai)": the province is told with the place, and is none of its own."""
    return any(other.start < spot.start and spot.end <= other.end for other in named)


def _begins_list(text: str, spot: _Spot) -> bool:
    """Whether bare names of the same kind follow: "huyện Bá Thước và Quan Hóa"."""
    level = spot.place.level if spot.place else None
    joint = cues().place_joint.match(text, spot.end) if level in ("tỉnh", *DISTRICT_LEVELS) else None
    return joint is not None and name_at(text, joint.end(), level) is not None


def _ground(text: str) -> Iterator[_Spot]:
    """The country or a region, where it begins a clause or stands before its verb: then no single place is meant."""
    for match in cues().wide_ground.finditer(text):
        before = text[: match.start()]
        acts = cues().place_subject_after.search(text[match.end() :]) and not cues().compared_before.search(before)
        if acts or opens_clause(before):
            yield _Spot(match.start(), match.end(), None)


def _named(text: str, known: frozenset[str]) -> Iterator[_Spot]:
    """Provinces wherever they stand; districts behind "Huyện ủy" and the like, or where their province is certain."""
    at = 0
    for word in WORD.finditer(text):
        start = word.start()
        if start < at or not text[start].isupper():
            continue
        committee = cues().committee_before.search(text[max(0, start - _LOOK_BACK) : start])
        level = _level(committee["level"]) if committee else None
        found = name_at(text, start, level)
        spot = _judged(text, start, found, level, known) if found else None
        if spot:
            at = spot.end
            yield spot


def _level(word: str) -> str:
    return cues().committee_levels.get(word.lower(), word.lower())


def _judged(text: str, start: int, found: tuple[str, int], level: str | None, known: frozenset[str]) -> _Spot | None:
    """A name as a place, where it is certain to be one."""
    name, end = found
    place = Place(level, name, text[start:end])
    if level == "tỉnh" or (level is None and gazetteer.load().versions(name, level="province")):
        return _Spot(start, end, place) if level or _stands_alone(text, start, end) else None
    province, stop = province_after(text, end, lies_in(name, level))
    if level is None:
        if not _stands_alone(text, start, end) or len(name.split()) < 2:
            return None
        if province is None and not (cues().names_place_before.search(text[:start]) and _only_here(name, known)):
            return None
    return _Spot(start, stop, replace(place, province=province))


def _only_here(name: str, known: frozenset[str]) -> bool:
    """Whether a district of that name lies in a province that the article names, and in no other."""
    owners = {unit.province for unit in gazetteer.load().at(name, None, level="district")}
    return len(owners) == 1 and owners <= known


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name in running text is no part of a longer one: a person's, a company's, a road's."""
    near = text[max(0, start - _LOOK_BACK) : start]
    if cues().not_a_place.fullmatch(text[start:end]) or cues().other_name_before.search(near) or _ROUTE.search(near):
        return False
    behind = _CAPITAL_BEHIND.match(text, end)
    if behind and (behind["word"] is None or behind["word"].lower() not in lexicon().surnames):
        return False
    before = _CAPITALS.search(near)
    return before is None or not any(word.lower() in lexicon().surnames for word in before.captures("word"))
