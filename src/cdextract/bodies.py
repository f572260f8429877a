"""A sentence → mentions of union bodies (`body`), places (`place`) and words that stand for a body (`anaphor`).

Names are read left to right from a *head* ("LĐLĐ", "Công đoàn", "CĐCS"): what follows the head decides the kind of body.
The words are data (`patterns/bodies.yaml`, `patterns/anaphors.yaml`); place names come from the gazetteer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

import regex

from cdextract import gazetteer
from cdextract.gazetteer import LONGEST_NAME, Gazetteer
from cdextract.rules import load_yaml
from cdextract.spans import Mention

DISTRICT_LEVELS = ("quận", "huyện", "thị xã")
COMMUNE_LEVELS = ("phường", "xã", "đặc khu", "thị trấn")


@dataclass(frozen=True, slots=True)
class Body:
    """A union body as one mention names it.

    `org_type` is that of CONTRACT.md; for "thành phố X" and for names without a type word it is what the map of 2024 says and
    is decided anew by date. `level` is the type word, `name` the standard place name, `label` the text's own form of a
    sector, zone, company or commune union ("" where `level` and `name` say all), `province` the one named right with it.
    """

    org_type: str
    level: str | None
    name: str | None
    label: str
    surface: str
    province: str | None = None

    @property
    def form(self) -> str:
        """The canonical short form as far as the mention itself tells it ("LĐLĐ huyện Thạch Thất")."""
        if self.label:
            return self.label
        return " ".join(part for part in ("LĐLĐ", self.level, self.name) if part)


@dataclass(frozen=True, slots=True)
class Place:
    """A district or province named without a union word."""

    level: str | None
    name: str
    surface: str
    province: str | None = None


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Words that stand for a body named elsewhere.

    `refers` is `level` (see `level`), `sector`, `corporation`, `national`, `list` (of `count` bodies), `focus` (the body
    spoken of) or `main` (the article's body); `union` says that a union word is part of it ("LĐLĐ huyện", not "toàn huyện").
    """

    refers: str
    level: str | None = None
    union: bool = False
    count: int | None = None


def _words(phrases: list[str]) -> str:
    """A regex for any of the phrases, longest first."""
    ordered = sorted({phrase.lower() for phrase in phrases}, key=len, reverse=True)
    return "|".join(regex.escape(phrase, literal_spaces=True).replace(" ", r"\s+") for phrase in ordered)


_NOT_IN_WORD = r"(?<![\p{L}\d])"
_WORD_ENDS = r"(?![\p{L}\d])"
_ABBREVIATION = r"(?:\s*\((?:(?:sau đây )?gọi tắt là |viết tắt là )?(?-i:(?!TP|BR|TT-)(?:CĐ )?[\p{Lu}&.,\-]{2,14})\))?"


class _Lexicon:
    """The compiled word lists."""

    def __init__(self) -> None:
        data = load_yaml("bodies.yaml")
        heads = data["heads"]
        self.head = regex.compile(
            rf"(?<![\p{{L}}\d/])(?<!\d-|\p{{Lu}}-)(?:(?P<all>{_words(data['before_head'])})\s+)?(?:"
            rf"(?P<national>{_words(heads['national'])}){_ABBREVIATION}(?:\s*(?:việt nam|vn))?"
            rf"|(?P<grassroots>{_words(heads['grassroots'])}){_WORD_ENDS}{_ABBREVIATION}"
            rf"|(?P<ldld>{_words(heads['ldld'])}){_WORD_ENDS}{_ABBREVIATION}"
            rf"|(?P<short>{_words(list(data['sector_abbreviations']))}){_WORD_ENDS}"
            rf"|(?P<cong_doan>{_words(heads['cong_doan'])}){_WORD_ENDS}{_ABBREVIATION})",
            regex.IGNORECASE,
        )
        self.not_before = regex.compile(rf"(?:{_words(data['not_before_head'])})\s+$", regex.IGNORECASE)
        self.institution = regex.compile(_NOT_IN_WORD + data["institution_before"], regex.IGNORECASE)
        self.short = {short: long for short, long in data["sector_abbreviations"].items()}
        self.nicknames = {word.lower(): name for word, name in data["nicknames"].items()}
        self.level_of = {word: level for level, words in data["levels"].items() for word in words}
        whole = [word for word in self.level_of if len(word) > 3 or word in ("xã", "tp")]
        cut = [word for word in self.level_of if word not in whole or word == "tp"]
        self.level = regex.compile(
            rf"(?P<cut>{_words(cut)})\s?(?=(?-i:\p{{Lu}}|\d))|(?P<whole>{_words(whole)}){_WORD_ENDS}\s*", regex.IGNORECASE
        )
        self.sector = self._branch(data["sectors"])
        self.sector_case = {gazetteer.key(name): name for name in data["sectors"]}
        self.corporation = self._branch(data["corporations"])
        self.group = regex.compile(rf"(?:{_words(data['groups'])}){_WORD_ENDS}", regex.IGNORECASE)
        self.employer = regex.compile(rf"(?:{_words(data['employers'])}){_WORD_ENDS}", regex.IGNORECASE)
        zones = _words(data["zones"] + data["zone_words"])
        self.zone = regex.compile(
            rf"(?:các\s+)?(?:{_words(data['zones'])}){_WORD_ENDS}{_ABBREVIATION}"
            rf"(?:\s*(?:,|và|-|&)\s*(?:các\s+)?(?:{zones}){_WORD_ENDS}{_ABBREVIATION})*",
            regex.IGNORECASE,
        )
        self.abbreviation = regex.compile(_ABBREVIATION, regex.IGNORECASE)
        inner = data["zones"] + data["zone_words"] + data["name_connectors"]
        self.inner = regex.compile(rf"(?:{_words(inner)})(?![\p{{L}}\d])", regex.IGNORECASE)
        self.stop = regex.compile(rf"(?:{_words(data['name_stops'])}){_WORD_ENDS}", regex.IGNORECASE)
        self.stop_in_capitals = regex.compile(rf"(?:{_words(data['stops_in_capitals'])}){_WORD_ENDS}", regex.IGNORECASE)
        self.breaks = regex.compile(rf"(?:{_words(data['name_breaks'])}){_WORD_ENDS}", regex.IGNORECASE)
        self.unions_too = regex.compile(rf"(?:các )?(?:{_words(data['groups'] + data['employers'] + data['zones'])}){_WORD_ENDS}", regex.IGNORECASE)
        self.surnames = {word.lower() for word in data["surnames"]}

    @staticmethod
    def _branch(names: list[str]) -> regex.Pattern[str]:
        return regex.compile(rf"(?P<ngành>ngành\s+)?(?P<name>{_words(names)}){_WORD_ENDS}{_ABBREVIATION}", regex.IGNORECASE)


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon()


# --- places -----------------------------------------------------------------------------------------------------------

_WORD = regex.compile(r"[\p{L}\d]+")
_JOINT = regex.compile(r"(?:\s*'\s?|\s*-\s*|\s+)(?=\p{L})")
_NUMBER_NAME = regex.compile(r"0?(\d{1,2})(?![\d/]|[.,]\d|\s*(?:quận|huyện|phường|xã|/|%|-\s*\d))")


def _level_at(text: str, at: int) -> tuple[str, int] | None:
    """The type word that begins at `at`: standard form and end."""
    match = _lexicon().level.match(text, at)
    if match is None:
        return None
    word = regex.sub(r"\s+", " ", (match["whole"] or match["cut"]).lower())
    return _lexicon().level_of[word], match.end()


def _word_ends(text: str, at: int, most: int) -> list[int]:
    """Where the words that begin at `at` end, as long as only spaces, apostrophes and hyphens join them."""
    ends: list[int] = []
    while len(ends) < most and (word := _WORD.match(text, at)):
        ends.append(word.end())
        joint = _JOINT.match(text, word.end())
        if joint is None:
            break
        at = joint.end()
    return ends


def _fits(units: list[gazetteer.Unit], level: str | None) -> bool:
    if level == "tỉnh":
        return any(unit.level == "province" for unit in units)
    if level in DISTRICT_LEVELS:
        return any(unit.level == "district" for unit in units)
    return bool(units)


def name_at(text: str, at: int, level: str | None = None, *, guess: bool = False) -> tuple[str, int] | None:
    """The place name that begins at `at`: its standard form and its end; the longest known name wins.

    With `guess`, also a mistyped or unknown name, which the type word before it makes certain to be one.

    >>> name_at("LĐLĐ huyện Châu Thành A kết nạp", 11, "huyện")
    ('Châu Thành A', 23)
    """
    number = _NUMBER_NAME.match(text, at)
    if number and level in ("quận", "phường"):
        return number[1], number.end()
    if at >= len(text) or not text[at].isupper():
        return None
    nickname = regex.match(r"thủ đô(?! hà nội)", text[at:], regex.IGNORECASE)
    if nickname and level is None:
        return _lexicon().nicknames["thủ đô"], at + nickname.end()
    places = gazetteer.load()
    ends = _word_ends(text, at, LONGEST_NAME)
    for end in reversed(ends):
        units = places.versions(text[at:end])
        if _fits(units, level):
            return _standard(units, level), end
    if guess and level is not None:
        return _guessed_name(text, at, level, ends[:4], places)
    return None


def _standard(units: list[gazetteer.Unit], level: str | None) -> str:
    fitting = [unit for unit in units if unit.type == level] or units
    return fitting[-1].name


def _guessed_name(text: str, at: int, level: str, ends: list[int], places: Gazetteer) -> tuple[str, int] | None:
    kind = "province" if level == "tỉnh" else "district"
    for end in reversed(ends):
        known = places.mistyped(text[at:end], level=kind) if level not in COMMUNE_LEVELS else None
        if known:
            return known, end
    return _capitalised(text, at, ends)


def _capitalised(text: str, at: int, ends: list[int]) -> tuple[str, int] | None:
    """An unknown name: the words with a capital, up to a surname."""
    if text[at:at + 2].isupper() and len(ends) > 2:
        ends = ends[:2]  # in capitals throughout, nothing shows where the name ends; most have two words
    last, start = 0, at
    for end in ends:
        word = text[start:end].lstrip(" '-")
        if (not word[:1].isupper() and not word.isdigit()) or (last and word.lower() in _lexicon().surnames):
            break
        last = start = end
    return (text[at:last], last) if last else None


_PROVINCE_IN_BRACKETS = regex.compile(r"\s*\(\s*(?:thuộc )?(?=[\p{L}])", regex.IGNORECASE)
_CLOSING = regex.compile(r"\s*(?:cũ|trước đây)?\s*\)", regex.IGNORECASE)
_PROVINCE_AFTER = regex.compile(r"\s*(?:,|-(?=\s))?\s*(?:thuộc |của |ở )?(?=\p{L})", regex.IGNORECASE)


def _province_here(text: str, at: int, *, type_word: bool) -> tuple[str, int] | None:
    """A province name at `at`, its type word before it or (unless `type_word`) not."""
    places = gazetteer.load()
    level = _level_at(text, at)
    if level is not None and level[0] not in ("tỉnh", "thành phố"):
        return None
    if level is None and type_word:
        return None
    found = name_at(text, level[1] if level else at, level[0] if level else "tỉnh")
    if found is None:
        return None
    wanted = level[0] if level else None
    unit = [u for u in places.versions(found[0], level="province") if wanted is None or u.type == wanted]
    return (unit[-1].name, found[1]) if unit else None


def _province_after(text: str, at: int, fits: Callable[[str], bool]) -> tuple[str | None, int]:
    """The province named right behind a body ("(Hà Nội)", ", tỉnh Bắc Giang", ", Long An") and the end of it.

    A name with neither brackets nor type word is taken only where `fits` agrees.
    """
    bracket = _PROVINCE_IN_BRACKETS.match(text, at)
    if bracket:
        found = _province_here(text, bracket.end(), type_word=False)
        closing = _CLOSING.match(text, found[1]) if found else None
        return (found[0], closing.end()) if found and closing else (None, at)
    after = _PROVINCE_AFTER.match(text, at)
    if after is None or after.end() == at:
        return None, at
    found = _province_here(text, after.end(), type_word=True)
    if found is None and text[at:after.end()].strip():
        found = _province_here(text, after.end(), type_word=False)
        found = found if found and fits(found[0]) else None
    return found if found else (None, at)


def _lies_in(name: str, level: str | None) -> Callable[[str], bool]:
    """Whether a province can be the one of that district; of an unknown district, any can."""
    units = gazetteer.load().versions(name, level="district", type=level) or gazetteer.load().versions(name, level="district")
    provinces = {unit.province for unit in units}
    return lambda province: not provinces or province in provinces


# --- bodies -----------------------------------------------------------------------------------------------------------

def _org_type(level: str | None, name: str) -> str:
    if level in COMMUNE_LEVELS:
        return "commune"
    if level in DISTRICT_LEVELS:
        return "district"
    units = gazetteer.load().at(name, None, type=level)
    return "province" if level == "tỉnh" or any(unit.level == "province" for unit in units) else "district"


def _place_body(text: str, start: int, level: str | None, name: str, end: int) -> Mention:
    label = f"Công đoàn {level} {name}" if level in COMMUNE_LEVELS else ""
    org_type = _org_type(level, name)
    province, stop = None, end
    if org_type != "province":
        province, stop = _province_after(text, end, _lies_in(name, level))
    return Mention("body", start, stop, Body(org_type, level, name, label, text[start:end], province), f"bodies.{org_type}")


_LINK = regex.compile(r"(?:các cấp\s+)?(?:(?:của|trong|trên địa bàn|ở|tại|thuộc)\s+)?(?:toàn\s+)?", regex.IGNORECASE)
_SEVERAL = regex.compile(r"các\s+(?=\p{L})", regex.IGNORECASE)
_NEXT_NAME = regex.compile(r"\s*(?:,|;|và|&|:)\s*(?:các\s+)?", regex.IGNORECASE)
_LEVEL_LIST = regex.compile(r"(?:\s*(?:,|và|:)\s*)", regex.IGNORECASE)


def _read_places(text: str, start: int, at: int) -> list[Mention]:
    """"huyện X (P)", "các quận A, B và C": one body for each name."""
    several = _SEVERAL.match(text, at)
    level = _level_at(text, several.end() if several else at)
    if level is None:
        return []
    colon = regex.match(r":\s*", text[level[1]:])
    first_at = level[1] + (colon.end() if several and colon else 0)
    found = name_at(text, first_at, level[0], guess=True)
    if found is None:
        return []
    first = _place_body(text, start, level[0], *found)
    if not gazetteer.load().known(found[0]) and not first.value.province and level[0] not in (*COMMUNE_LEVELS, "quận"):
        return []  # "LĐLĐ tỉnh Hồ Văn Hải" is an official's name
    if first.value.province and not several:
        return [first]
    return _more_places(text, first, level[0])


def _more_places(text: str, first: Mention, level: str) -> list[Mention]:
    """The further names of a list that began with `first`; a province named behind the last one holds for all."""
    mentions = [first]
    while joint := _NEXT_NAME.match(text, mentions[-1].end):
        typed = _level_at(text, joint.end())
        level = typed[0] if typed else level
        at = typed[1] if typed else joint.end()
        found = name_at(text, at, level)
        if found is None or not _is_listed(found[0], level, first.value, typed is not None):
            break
        mentions.append(_place_body(text, joint.end(), level, *found))
    province = mentions[-1].value.province
    return [replace(m, value=replace(m.value, province=m.value.province or province)) for m in mentions]


def _is_listed(name: str, level: str, first: Body, typed: bool) -> bool:
    """Whether a name after a comma goes on with the list: a unit of that type, in a province that the first one can be in."""
    if level in COMMUNE_LEVELS or first.level in COMMUNE_LEVELS:
        return False
    units = gazetteer.load().versions(name, level="district", type=level)
    if typed and level in ("tỉnh", "thành phố") and not units:
        return False
    fits = _lies_in(first.name or "", first.level)
    return any(fits(unit.province) for unit in units)


def _read_bare_name(text: str, start: int, at: int) -> list[Mention]:
    """"LĐLĐ Đông Anh", "Công đoàn Thủ đô": a known name without a type word."""
    found = name_at(text, at)
    if found is None:
        return []
    level = "thành phố" if text[at:found[1]].lower() == "thủ đô" else None
    return [_place_body(text, start, level, *found)]


def _tail(text: str, at: int) -> tuple[str, str | None, int]:
    """What says where a sector or zone union works: its words, the province, the end.

    "tỉnh Gia Lai", "Hà Nội", "TP HCM", "Việt Nam", "tỉnh" (the one spoken of), or nothing.
    """
    space = regex.match(r"\s*(?:-\s+)?", text[at:])
    begin = at + (space.end() if space else 0)
    whole = regex.match(r"Việt Nam|Thủ đô|VN", text[begin:], regex.IGNORECASE)
    if whole:
        return whole[0], "Hà Nội" if whole[0].lower() == "thủ đô" else None, begin + whole.end()
    level = _level_at(text, begin)
    found = name_at(text, level[1] if level else begin, level[0] if level else None)
    if found:
        return text[begin:found[1]], _province_of(found[0], level[0] if level else None), found[1]
    if level and level[0] in ("tỉnh", "thành phố", *DISTRICT_LEVELS):
        return text[begin:level[1]].strip(), None, begin + len(text[begin:level[1]].rstrip())
    return "", None, at


def _province_of(name: str, level: str | None) -> str | None:
    """The only province that a tail name can mean."""
    places = gazetteer.load()
    province = places.province_of(name)
    if province and level not in DISTRICT_LEVELS:
        return province
    owners = {unit.province for unit in places.at(name, None, level="district", type=level)}
    return owners.pop() if len(owners) == 1 else None


def _labelled(text: str, start: int, head: str, middle: str, tail: tuple[str, str | None, int], org_type: str) -> Mention:
    """A body that keeps its own form: head, middle part, place, without abbreviations in brackets."""
    words, province, end = tail
    middle = regex.sub(r"\s*\([^)]*\)", "", middle).strip()
    if text[start:end].isupper():
        middle, words = _recased(middle, words)
    label = regex.sub(r"\s+", " ", " ".join(part for part in (head, middle, words) if part))
    name = province if words else None
    stop = end
    if province is None:
        province, stop = _province_after(text, end, lambda _: True)
    level = _level_at(words, 0) if words else None
    body = Body(org_type, level[0] if level else None, name, label, text[start:end], province)
    return Mention("body", start, stop, body, f"bodies.{org_type}")


def _recased(middle: str, words: str) -> tuple[str, str]:
    """Usual capitals for a name printed in capitals throughout."""
    low = middle.lower().removeprefix("ngành ")
    usual = _lexicon().sector_case.get(gazetteer.key(low), low)
    prefix = "ngành " if middle.lower().startswith("ngành ") else ""
    level = _level_at(words, 0)
    found = name_at(words, level[1] if level else 0)
    place = " ".join(part for part in (level[0] if level else "", found[0] if found else "") if part)
    return prefix + usual, place or words


def _read_branch(text: str, start: int, at: int) -> list[Mention]:
    """Sector unions and the unions of state groups that are named after a branch."""
    lexicon = _lexicon()
    for pattern, org_type in ((lexicon.sector, "sector"), (lexicon.corporation, "corporation")):
        match = pattern.match(text, at)
        if match is None:
            continue
        tail = _tail(text, match.end())
        if match["ngành"] or match["name"][0].isupper() or _is_branch(match["name"], tail):
            end = match.end() if tail[0] else _longer_name(text, match.end())
            return [_labelled(text, start, "Công đoàn", text[at:end], (*tail[:2], max(end, tail[2])), org_type)]
    unknown = regex.match(r"ngành\s+(?=\p{Lu})(?!(?:Trung|TW|TƯ|Địa))", text[at:])
    if unknown:
        end = _free_name(text, at + unknown.end())
        return [_labelled(text, start, "Công đoàn", text[at:end], _tail(text, end), "sector")] if end else []
    return []


def _is_branch(name: str, tail: tuple[str, str | None, int]) -> bool:
    """Whether a branch in small letters is one: its place follows, and it is not a verb ("công đoàn xây dựng huyện …")."""
    return bool(tail[0]) and (tail[1] is not None or name.lower() not in ("xây dựng", "công nghiệp"))


def _longer_name(text: str, at: int) -> int:
    """Where a branch's name ends that goes on with words no list holds ("Ngân hàng Nông nghiệp Miền Đông")."""
    following = _TOKEN.match(text, at)
    if following is None or not following["word"][0].isupper() or following["word"].lower() in _lexicon().surnames:
        return at
    return _free_name(text, at) or at


def _read_zone(text: str, start: int, at: int) -> list[Mention]:
    """Unions of industrial parks and economic zones; several kinds may be named together."""
    match = _lexicon().zone.match(text, at)
    if match is None:
        return []
    tail = _tail(text, match.end())
    end = tail[2] if tail[0] else match.end()
    further = _free_name(text, end, inner_may_end=True)
    if further is None:
        return [_labelled(text, start, "Công đoàn", text[at:match.end()], tail, "zone")]
    end = further
    if (bracket := _lexicon().abbreviation.match(text, end)) and bracket.end() > end:
        end = bracket.end()
    tail = _tail(text, end)
    middle = text[at:end]
    if not tail[0]:
        middle, tail = _split_tail(text, at, match.end(), end)
    return [_labelled(text, start, "Công đoàn", middle, tail, "zone")]


def _split_tail(text: str, at: int, least: int, end: int) -> tuple[str, tuple[str, str | None, int]]:
    """Take a province off the end of a zone's name ("… và chế xuất Hà Nội")."""
    for word in _WORD.finditer(text, least, end):
        found = name_at(text, word.start(), "tỉnh")
        if found and found[1] == end:
            return text[at:word.start()].rstrip(), (text[word.start():end], _province_of(found[0], None), end)
    return text[at:end], ("", None, end)


def _read_employer(text: str, start: int, at: int, head: str) -> list[Mention]:
    """Unions of groups (corporation) and of single companies, schools, offices (grassroots)."""
    group = _lexicon().group.match(text, at)
    match = group or _lexicon().employer.match(text, at)
    if match is None:
        return []
    end = _free_name(text, match.end())
    if end is None:
        return []
    org_type = "corporation" if group and head == "Công đoàn" else "grassroots"
    return [_labelled(text, start, head, text[at:end], ("", None, end), org_type)]


_TOKEN = regex.compile(r"(?:\s+|\s*-\s*|\s*&\s*|^)(?P<word>[\p{L}\d][\p{L}\d&.'/]*[\p{L}\d]|[\p{L}\d])")


def _free_name(text: str, at: int, *, inner_may_end: bool = False) -> int | None:
    """The end of a name that no list holds: words with capitals, joined by the usual small words; None if there is none.

    With `inner_may_end`, the small words that name a kind of zone may also end it ("các KCN và chế xuất").
    """
    lexicon, end, capitals = _lexicon(), None, 0
    position = at - 1 if at and text[at - 1].isspace() else at
    for _ in range(24):
        token = _TOKEN.match(text, position)
        if token is None or _name_stops(text, token, capitals):
            break
        begin = token.start("word")
        inner = lexicon.inner.match(text, begin)
        if token["word"][0].isupper():
            capitals, end = capitals + 1, max(token.end(), inner.end() if inner else 0)
            position = end
        elif inner:
            position = inner.end()
            end = position if inner_may_end and inner[0].lower() not in ("và", "các", "-", "&") else end
        elif capitals and _syllable_of_name(text, token, position):
            position = token.end()
        elif level := _level_before_name(text, begin):
            position = level
        else:
            break
    return end


def _syllable_of_name(text: str, token: regex.Match[str], after: int) -> bool:
    """Whether a small word is the second syllable of a word with a capital that goes on: "Xây lắp Sông Hậu"."""
    following = _TOKEN.match(text, token.end())
    if following is None or text[after:token.start("word")].strip() or _lexicon().breaks.match(text, token.start("word")):
        return False
    return following["word"][0].isupper() and not _lexicon().stop.match(text, following.start("word"))


def _level_before_name(text: str, at: int) -> int | None:
    """Where the name behind a type word begins, one space before it, if a type word with a name stands at `at`."""
    level = _level_at(text, at)
    return level[1] - 1 if level and name_at(text, level[1], level[0], guess=True) else None


def _name_stops(text: str, token: regex.Match[str], capitals: int) -> bool:
    lexicon, begin = _lexicon(), token.start("word")
    if lexicon.stop.match(text, begin) or (capitals >= 2 and token["word"].lower() in lexicon.surnames):
        return True
    in_capitals = len(token["word"]) > 1 and text[begin : begin + 16].isupper()
    return bool(in_capitals and lexicon.stop_in_capitals.match(text, begin))


def _read_national(text: str, match: regex.Match[str]) -> list[Mention]:
    body = Body("national", None, None, "Tổng LĐLĐ Việt Nam", match[0])
    return [Mention("body", match.start(), match.end(), body, "bodies.national")]


def _read_head(text: str, match: regex.Match[str]) -> list[Mention]:
    """All bodies that begin with this head; [] where the head is only a word."""
    start, at = match.start(), match.end()
    if match["national"]:
        return _read_national(text, match)
    space = regex.match(r"\s+", text[at:])
    if space is None:
        return []
    at += space.end()
    if match["grassroots"]:
        head = match["grassroots"][0].upper() + match["grassroots"][1:]
        trade = "nghiệp" in head.lower() and _free_name(text, at)
        if trade:
            return [_labelled(text, start, head, text[at:trade], ("", None, trade), "grassroots")]
        link = regex.match(r"(?:trong|trên địa bàn)\s+", text[at:], regex.IGNORECASE)
        if link:
            return _read_places(text, start, at + link.end()) or _read_bare_name(text, start, at + link.end())
        return _read_employer(text, start, at, head)
    if match["short"]:
        return [_labelled(text, start, _lexicon().short[match["short"].lower()], "", _tail(text, at - 1), "sector")]
    if places := _read_places(text, start, at):
        return places
    link = _LINK.match(text, at)
    if match["cong_doan"] and link and (places := _read_places(text, start, link.end()) or _read_bare_name(text, start, link.end())):
        return places
    if match["cong_doan"]:
        found = _read_zone(text, start, at) or _read_branch(text, start, at) or _read_employer(text, start, at, "Công đoàn")
        if found:
            return found
    return _read_bare_name(text, start, at)


def _read_bodies(text: str) -> Iterator[Mention]:
    lexicon, at = _lexicon(), 0
    while match := lexicon.head.search(text, at):
        at = match.end()
        before = text[: match.start()]
        if match["cong_doan"] and (lexicon.not_before.search(before) or lexicon.institution.search(before)):
            continue
        found = _read_head(text, match) or _union_anaphor(text, match)
        yield from found
        at = max([at, *(mention.end for mention in found)])


# --- anaphors and places ------------------------------------------------------------------------------------------------

_NUMBERS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}


@cache
def _anaphor_rules() -> tuple[list[tuple[str, str, regex.Pattern[str]]], regex.Pattern[str], regex.Pattern[str]]:
    data = load_yaml("anaphors.yaml")
    number = r"\d{1,2}|" + "|".join(_NUMBERS)
    rules = [
        (rule["id"], rule["refers"], regex.compile(_NOT_IN_WORD + "(?:" + rule["pattern"].replace("{number}", number) + ")" + _WORD_ENDS, regex.IGNORECASE))
        for rule in data["anaphors"]
    ]
    plural = data["plural_unions"]
    return rules, regex.compile(plural["before"], regex.IGNORECASE), regex.compile(plural["after"], regex.IGNORECASE)


def _union_anaphor(text: str, match: regex.Match[str]) -> list[Mention]:
    """"LĐLĐ huyện", "Công đoàn tỉnh" with no name behind it; not "59 LĐLĐ tỉnh, thành phố"."""
    if not (match["ldld"] or match["cong_doan"]):
        return []
    space = regex.match(r"\s+", text[match.end():])
    level = _level_at(text, match.end() + space.end()) if space else None
    if level is None or level[0] in COMMUNE_LEVELS:
        return []
    end = match.end() + len(text[match.end():level[1]].rstrip())
    _, before, after = _anaphor_rules()
    if before.search(text[: match.start()]) or after.search(text[end:]):
        return []
    return [Mention("anaphor", match.start(), end, Anaphor("level", level[0], union=True), "anaphors.union_level")]


def _read_anaphors(text: str) -> Iterator[Mention]:
    for rule, refers, pattern in _anaphor_rules()[0]:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            level = _level_at(groups["level"] + " ", 0) if groups.get("level") else None
            number = (groups.get("number") or "").lower()
            count = int(number) if number.isdigit() else _NUMBERS.get(number)
            union = rule in ("in_the_area", "all_levels") or "công đoàn" in match[0].lower()
            value = Anaphor(refers, level[0] if level else None, union=union, count=count)
            yield Mention("anaphor", match.start(), match.end(), value, f"anaphors.{rule}")


_TYPED_PLACE = regex.compile(r"(?<![\p{L}\d])(?:tỉnh|thành phố|tp|quận|huyện đảo|huyện|thị xã)(?![\p{Ll}])", regex.IGNORECASE)
_BARE_PLACE = regex.compile(r"(?:^|(?<=[;:(]\s*)|(?<=,\s))(?:(?:tại|ở|riêng|còn)\s+)?(?=\p{Lu})|(?<=\b(?:tại|ở)\s)(?=\p{Lu})", regex.IGNORECASE)
_BARE_PLACE_ENDS = regex.compile(r"\s*(?:[:,)]|\(?\d|-\s)")


def _read_places_only(text: str, *, headline: bool) -> Iterator[Mention]:
    for match in _TYPED_PLACE.finditer(text):
        level = _level_at(text, match.start())
        found = name_at(text, level[1], level[0]) if level else None
        if level and found:
            fits = _lies_in(found[0], level[0])
            province, end = _province_after(text, found[1], fits) if level[0] != "tỉnh" else (None, found[1])
            yield Mention("place", match.start(), end, Place(level[0], found[0], text[match.start():found[1]], province), "places.typed")
    starts = _WORD.finditer(text) if headline else _BARE_PLACE.finditer(text)
    for match in starts:
        at = match.start() if headline else match.end()
        found = name_at(text, at)
        located = regex.search(r"(?:^|\s)(?:tại|ở)\s+$", text[:at], regex.IGNORECASE)
        if found and (_is_name(text, at, found[1]) if headline else located or _BARE_PLACE_ENDS.match(text, found[1])):
            yield Mention("place", at, found[1], Place(None, found[0], text[at:found[1]]), "places.bare")


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether a name found in a headline stands alone: every word capital, no capital word before or behind it."""
    words = text[start:end].split()
    if len(words) < 2 or not all(word[0].isupper() for word in words if word[0].isalpha()):
        return False
    if text.isupper():
        return True
    before, behind = regex.search(r"(\p{Lu}\S*)\s+$", text[:start]), regex.match(r"\s+\p{Lu}\p{Ll}", text[end:])
    return behind is None and (before is None or regex.search(r"[.:;,|]\s*$|^\S+\s+$|\p{Lu}{2,}\s+$", text[:start]) is not None or _union_word(before[1]))


def _union_word(word: str) -> bool:
    return word.lower() in ("đoàn", "động", "lđlđ", "phố", "huyện", "quận", "tỉnh", "xã")


def lex_bodies(text: str, *, headline: bool = False) -> list[Mention]:
    """The bodies, places and anaphors of one sentence, in order, without overlaps; offsets count from its beginning.

    In a headline, place names count wherever they stand ("Dân chủ cơ sở ở Tân Lạc").

    >>> [(m.type, m.value.form, m.value.province) for m in lex_bodies("LĐLĐ huyện Thạch Thất (Hà Nội) có 12 CĐCS")]
    [('body', 'LĐLĐ huyện Thạch Thất', 'Hà Nội')]
    """
    kept: list[Mention] = []
    taken = bytearray(len(text))
    for source in (_read_bodies(text), _read_anaphors(text), _read_places_only(text, headline=headline)):
        for mention in source:
            if not any(taken[mention.start:mention.end]):
                kept.append(mention)
                taken[mention.start:mention.end] = b"\x01" * (mention.end - mention.start)
    return sorted(kept, key=lambda mention: (mention.start, mention.end))
