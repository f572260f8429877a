"""A sentence → mentions of union bodies (`body`), places (`place`) and words that stand for a body (`anaphor`).

Names are read left to right from a *head* ("LĐLĐ", "Công đoàn", "CĐCS"): what follows the head decides the kind of
body. The words are data (`patterns/bodies.yaml`, `patterns/anaphors.yaml`); place names come from the gazetteer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from cdextract.bodies import gazetteer
from cdextract.bodies.anaphors import read_anaphors, read_places, union_anaphor
from cdextract.bodies.placenames import lies_in, name_at, province_after, province_meant
from cdextract.bodies.union_names import (
    number_of_name,
    read_before_colon,
    read_branch,
    read_employer,
    read_short,
    read_trade,
    read_zone,
)
from cdextract.bodies.union_words import NEAR, level_at, lexicon
from cdextract.bodies.values import COMMUNE_LEVELS, DISTRICT_LEVELS, Anaphor, Body, Place
from cdextract.rules.compiled import compile_rule
from cdextract.rules.loading import Found
from cdextract.rules.sieve import starts
from cdextract.text.normalised import lower
from cdextract.text.spans import Mention

__all__ = ["Anaphor", "Body", "Place", "lex_bodies", "list_of_bodies"]

_SPACE = compile_rule(r"\s+")
_COLON = compile_rule(r":\s*")


def lex_bodies(text: str, *, headline: bool = False) -> list[Mention]:
    """The bodies, places and anaphors of one sentence, in order, without overlaps; offsets count from its beginning.

    In a headline, place names count wherever they stand ("Dân chủ cơ sở ở Tân Lạc").

    >>> [(m.type, m.value.form, m.value.province) for m in lex_bodies("LĐLĐ huyện Thạch Thất (Hà Nội) có 12 CĐCS")]
    [('body', 'LĐLĐ huyện Thạch Thất', 'Hà Nội')]
    """
    kept: list[Mention] = []
    taken = bytearray(len(text))
    for source in (_read_bodies(text), read_anaphors(text), read_places(text, headline=headline)):
        for mention in source:
            if not any(taken[mention.start : mention.end]):
                kept.append(mention)
                taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
    return sorted(kept, key=lambda mention: (mention.start, mention.end))


def list_of_bodies(text: str, mentions: Sequence[Mention]) -> list[tuple[Mention, ...]]:
    """The lists of two and more bodies in a sentence ("LĐLĐ quận A và LĐLĐ quận B"), in order.

    `text` is what the mentions' offsets count in. With "lần lượt", "tương ứng" or "đều" behind it, the figures that
    follow belong to the bodies in turn: a caller makes one figure for each body, and `places_context.assign_bodies`
    binds the k-th to the k-th.

    >>> sentence = "LĐLĐ huyện Ba Vì và LĐLĐ huyện Mê Linh lần lượt kết nạp 120 và 80 đoàn viên"
    >>> [[m.value.name for m in group] for group in list_of_bodies(sentence, lex_bodies(sentence))]
    [['Ba Vì', 'Mê Linh']]
    """
    groups: list[list[Mention]] = []
    for mention in (m for m in mentions if m.type == "body"):
        if groups and lexicon().contexts["list_joint"].fullmatch(text, groups[-1][-1].end, mention.start):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return [tuple(group) for group in groups if len(group) > 1]


def _read_bodies(text: str) -> Iterator[Mention]:
    """Bodies, and the anaphors that begin with a union word."""
    words, at = lexicon(), 0
    for start in starts(words.head, lower(text)):
        match = words.head.match(text, start) if start >= at else None
        if match is None:
            continue
        at = match.end()
        before = text[max(0, match.start() - NEAR) : match.start()]
        if match["cong_doan"] and words.ends_other_name(before):
            continue
        found = _read_head(text, match) or union_anaphor(text, match)
        yield from found
        at = max([at, *(mention.end for mention in found)])


def _read_head(text: str, match: regex.Match[str]) -> list[Mention]:
    """All bodies that begin with this head; [] where the head is only a word."""
    start = match.start()
    if match["national"]:
        body = Body("national", None, None, "Tổng LĐLĐ Việt Nam", match[0])
        return [Mention("body", start, match.end(), body, "bodies.national")]
    space = _SPACE.match(text, match.end())
    if space is None:
        return []
    at = space.end()
    if match["grassroots"]:
        return _read_grassroots(text, start, at, match["grassroots"])
    if match["short"]:
        return read_short(text, start, match["short"], match.end())
    if places := _read_places(text, start, at):
        return places
    of_union = match["cong_doan"] is not None
    named = (_read_union(text, start, at) if of_union else []) or _read_bare_name(text, start, at)
    return named or (read_before_colon(text, start, at) if of_union else [])


def _read_grassroots(text: str, start: int, at: int, head: str) -> list[Mention]:
    ground = lexicon().contexts["ground"].match(text, at)
    if ground:  # "các CĐCS trên địa bàn Đồng Nai" are those of its union
        return _read_places(text, start, ground.end()) or _read_bare_name(text, start, ground.end())
    name = head[0].upper() + head[1:]
    return read_trade(text, start, at, name) if "nghiệp" in head.lower() else read_employer(text, start, at, name)


def _read_union(text: str, start: int, at: int) -> list[Mention]:
    """What may follow "Công đoàn" beside a place: "các cấp của tỉnh X", a zone, a branch, an employer."""
    of_members = lexicon().contexts["members_before"].search(text[max(0, start - NEAR) : start])
    link = None if of_members else lexicon().contexts["link"].match(text, at)
    linked = link.end() if link else at
    return (
        (linked > at and (_read_places(text, start, linked) or _read_bare_name(text, start, linked)))
        or read_zone(text, start, at)
        or read_branch(text, start, at)
        or read_employer(text, start, at)
    )


def _read_bare_name(text: str, start: int, at: int) -> list[Mention]:
    """ "LĐLĐ Đông Anh", "Công đoàn Thủ đô": a known name without a type word."""
    found = name_at(text, at)
    if found is None:
        return []
    nickname = text[at : found[1]].lower() in lexicon().nicknames
    return [_place_body(text, start, "thành phố" if nickname else None, *found)]


def _read_places(text: str, start: int, at: int) -> list[Mention]:
    """ "huyện X (P)", "các quận A, B và C": one body for each name."""
    several = lexicon().contexts["several"].match(text, at)
    level = level_at(text, several.end() if several else at)
    if level is None:
        return []
    between = _COLON.match(text, level[1]) if several else lexicon().contexts["short_form"].match(text, level[1])
    found = name_at(text, between.end() if between else level[1], level[0], guess=True)
    if found is None:
        return []
    first = _place_body(text, start, level[0], *found)
    if _is_nobody(first.value) or _is_official(text, start, first.value):
        return []
    return [first] if first.value.province and not several else _more_places(text, first, level[0])


def _is_nobody(body: Body) -> bool:
    """An unknown name with no province behind it may be an official's: "LĐLĐ tỉnh Hồ Văn Hải"."""
    certain = body.level in COMMUNE_LEVELS or body.province is not None or (body.name or "").isdigit()
    return not certain and not gazetteer.load().known(body.name or "")


def _is_official(text: str, start: int, body: Body) -> bool:
    """ "Theo Chủ tịch Công đoàn phường Hồ Thị Lan": the name is that of the chair, not of the ward."""
    if body.level not in COMMUNE_LEVELS or not lexicon().contexts["person"].match(body.name or ""):
        return False
    return lexicon().contexts["office_before"].search(text[max(0, start - 20) : start]) is not None


def _place_body(text: str, start: int, level: str | None, name: str, end: int) -> Mention:
    label, org_type, province, stop = "", _org_type(level, name), None, end
    if org_type == "commune":
        if number := number_of_name(text, end):
            name, end = f"{name} {text[end:number].strip()}", number
        label = f"Công đoàn {level} {name}"
        province, stop = _home_of_commune(text, end)
    elif org_type != "province":
        province, stop = province_after(text, end, lies_in(name, level))
    body = Body(org_type, level, name, label, text[start:end], province)
    return Mention("body", start, stop, body, f"bodies.{org_type}")


def _home_of_commune(text: str, at: int) -> tuple[str | None, int]:
    """The province behind a commune's name, and where it ends: ", tỉnh Tuyên Quang", ", quận Gò Vấp", "- TP Vinh"."""
    joint = lexicon().contexts["province_joint"].match(text, at)
    level = level_at(text, joint.end()) if joint and joint.end() > at else None
    if level is None or level[0] not in DISTRICT_LEVELS:
        return province_after(text, at, lambda _: True)
    district = name_at(text, level[1], level[0])
    if district is None:
        return province_after(text, at, lambda _: True)
    province, stop = province_after(text, district[1], lies_in(district[0], level[0]))
    return province or province_meant(district[0], level[0]), stop


def _org_type(level: str | None, name: str) -> str:
    if level in COMMUNE_LEVELS:
        return "commune"
    if level in DISTRICT_LEVELS:
        return "district"
    units = gazetteer.load().at(name, None, type=level)
    return "province" if level == "tỉnh" or any(unit.level == "province" for unit in units) else "district"


def _more_places(text: str, first: Mention, level: str) -> list[Mention]:
    """The further names of a list that began with `first`; a province named behind the last one holds for all."""
    mentions = [first]
    while joint := lexicon().contexts["next_name"].match(text, mentions[-1].end):
        typed = level_at(text, joint.end())
        level = typed[0] if typed else level
        found = name_at(text, typed[1] if typed else joint.end(), level)
        if found is None or not _is_listed(found[0], level, first.value):
            break
        mentions.append(_place_body(text, joint.end(), level, *found))
    province = mentions[-1].value.province
    return [replace(m, value=replace(m.value, province=m.value.province or province)) for m in mentions]


def _is_listed(name: str, level: str, first: Body) -> bool:
    """Whether a name behind a comma goes on with the list: such a unit, in a province that the first can be in."""
    places = gazetteer.load()
    if level in COMMUNE_LEVELS or first.level in COMMUNE_LEVELS:
        return False
    if level == "tỉnh":
        return first.level == "tỉnh" and bool(places.versions(name, level="province"))
    fits = lies_in(first.name or "", first.level)
    return any(fits(unit.province) for unit in places.versions(name, level="district", type=level))


def example_results(text: str) -> list[Found]:
    """What is read in one example of `bodies.yaml`, for `rules.check_examples`; the rule is the kind of body."""
    return [
        Found(m.value.org_type, m.start, m.end, {"form": m.value.form, "province": m.value.province or ""})
        for m in lex_bodies(text)
        if m.type == "body"
    ]
