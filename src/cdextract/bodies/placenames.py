"""Place names in running text: where a name that begins here ends, and which province is named right behind it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from cdextract.bodies import gazetteer
from cdextract.bodies.gazetteer import LONGEST_NAME, Unit
from cdextract.bodies.union_words import level_at, lexicon
from cdextract.bodies.values import COMMUNE_LEVELS, DISTRICT_LEVELS
from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule

WORD = compile_rule(r"[\p{L}\d]+")
_JOINT = r"(?>(?:\s*'\s?|\s*-\s*|\s+)(?=\p{L}))"
_NAME = compile_rule(rf"(?P<word>[\p{{L}}\d]++)(?:{_JOINT}(?P<word>[\p{{L}}\d]++)){{0,{LONGEST_NAME - 1}}}+")
_MOST_GUESSED = 4  # words of a name that is in no list


def name_at(text: str, at: int, level: str | None = None, *, guess: bool = False) -> tuple[str, int] | None:
    """The place name that begins at `at`: its standard form and its end; the longest known name wins.

    With `guess`, also a mistyped or unknown name, which the type word before it shows to be one.

    >>> name_at("LĐLĐ huyện Châu Thành A kết nạp", 11, "huyện")
    ('Châu Thành A', 23)
    """
    if level in ("quận", "phường") and (number := lexicon().contexts["number_name"].match(text, at)):
        return number[1], number.end()
    if at >= len(text) or not text[at].isupper():
        return None
    places = gazetteer.load()
    if not guess and not _may_begin(text, at):
        return None
    ends = _word_ends(text, at)
    for end in reversed(ends):
        units = places.versions(text[at:end])
        if _fits(units, level):
            return _standard(units, level), end
        if level is None and (nickname := lexicon().nicknames.get(text[at:end].lower())):
            return nickname, end
    if guess and level is not None:
        return _guessed(text, at, level, ends[:_MOST_GUESSED])
    return None


def _may_begin(text: str, at: int) -> bool:
    """A look at the first word: most words with a capital begin no name of a place."""
    word = WORD.match(text, at)
    return word is not None and _is_first_word(word[0].lower(), resources.user_pattern_dir())


@lru_cache(maxsize=1 << 14)
def _is_first_word(low: str, _: Path | None) -> bool:
    return gazetteer.load().may_begin(low) or any(name.startswith(low) for name in lexicon().nicknames)


def _word_ends(text: str, at: int) -> list[int]:
    """Where the words that begin at `at` end, as long as only spaces, apostrophes and hyphens join them."""
    match = _NAME.match(text, at)
    return list(match.ends("word")) if match else []


def _fits(units: list[Unit], level: str | None) -> bool:
    if level == "tỉnh":
        return any(unit.level == "province" for unit in units)
    if level in DISTRICT_LEVELS:
        return any(unit.level == "district" for unit in units)
    return bool(units)


def _standard(units: list[Unit], level: str | None) -> str:
    fitting = [unit for unit in units if unit.type == level] or units
    return fitting[-1].name


def _guessed(text: str, at: int, level: str, ends: list[int]) -> tuple[str, int] | None:
    kind = "province" if level == "tỉnh" else "district"
    for end in reversed(ends):
        known = None if level in COMMUNE_LEVELS else gazetteer.load().mistyped(text[at:end], level=kind)
        if known:
            return known, end
    return _capitalised(text, at, ends)


def _capitalised(text: str, at: int, ends: list[int]) -> tuple[str, int] | None:
    """An unknown name: the words with a capital, up to a surname."""
    if text[at : at + 2].isupper() and len(ends) > 2:
        ends = ends[:2]  # in capitals throughout, nothing shows where the name ends; most have two words
    last, start = 0, at
    for end in ends:
        word = text[start:end].lstrip(" '-")
        if not (word[:1].isupper() or word.isdigit()) or (last and word.lower() in lexicon().surnames):
            break
        last = start = end
    return (text[at:last], last) if last else None


def province_after(text: str, at: int, fits: Callable[[str], bool]) -> tuple[str | None, int]:
    """The province named right behind a name ("(Hà Nội)", ", tỉnh Bắc Giang", ", Long An") and the end of it.

    A name with neither brackets nor type word is taken only where `fits` agrees. (None, at) where there is none.

    >>> province_after("huyện Bến Lức (Long An)", 13, lambda province: True)
    ('Long An', 23)
    """
    bracket = lexicon().contexts["province_bracket"].match(text, at)
    if bracket:
        found = _province_here(text, bracket.end())
        closing = lexicon().contexts["bracket_closes"].match(text, found[1]) if found else None
        return (found[0], closing.end()) if found and closing else (None, at)
    after = lexicon().contexts["province_joint"].match(text, at)
    if after is None or after.end() == at:
        return None, at
    found = _province_here(text, after.end())
    plain = found is not None and level_at(text, after.end()) is None
    if found is None or (plain and not (text[at : after.end()].strip() and fits(found[0]))):
        return None, at
    return found


def _province_here(text: str, at: int) -> tuple[str, int] | None:
    """A province at `at`, with or without its type word."""
    level = level_at(text, at)
    if level is not None and level[0] not in ("tỉnh", "thành phố"):
        return None
    found = name_at(text, level[1] if level else at, level[0] if level else "tỉnh")
    if found is None:
        return None
    provinces = gazetteer.load().versions(found[0], level="province", type=level[0] if level else None)
    return (provinces[-1].name, found[1]) if provinces else None


def lies_in(name: str, level: str | None) -> Callable[[str], bool]:
    """Whether a province can be the one of that district; of an unknown district, any can."""
    places = gazetteer.load()
    units = places.versions(name, level="district", type=level) or places.versions(name, level="district")
    provinces = {unit.province for unit in units}
    return lambda province: not provinces or province in provinces


def province_meant(name: str, level: str | None) -> str | None:
    """The only province that a place name at the end of a union's name can mean.

    >>> province_meant("Gia Lai", None), province_meant("Đông Anh", "huyện"), province_meant("Châu Thành", "huyện")
    ('Gia Lai', 'Hà Nội', None)
    """
    places = gazetteer.load()
    province = places.province(name)
    if province and level not in DISTRICT_LEVELS:
        return province.name
    owners = {unit.province for unit in places.at(name, None, level="district", type=level)}
    return owners.pop() if len(owners) == 1 else None
