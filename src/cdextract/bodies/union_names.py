"""Names of sector, zone, company and commune unions, which keep their own form: where they end and what they say.

Each reader is given the text, where the name starts and where the part behind its head ("Công đoàn", "CĐCS") begins.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from cdextract.bodies import gazetteer
from cdextract.bodies.placenames import WORD, name_at, province_after, province_meant
from cdextract.bodies.union_words import level_at, lexicon
from cdextract.bodies.values import DISTRICT_LEVELS, Body
from cdextract.rules.compiled import compile_rule
from cdextract.text.spans import Mention

HEAD = "Công đoàn"
_MOST_TOKENS = 24


class Tail(NamedTuple):
    """What says where a union works, at the end of its name: its words, the province, where it ends."""

    words: str
    province: str | None
    end: int


_BEFORE_TAIL = compile_rule(r"\s*(?:-\s+)?")
_BRACKETS = compile_rule(r"\s*\([^)]*\)")


def _tail(text: str, at: int) -> Tail:
    """The tail at `at`: "tỉnh Gia Lai", "Hà Nội", "TP HCM", "Việt Nam", "tỉnh" (the one spoken of), or nothing."""
    before = _BEFORE_TAIL.match(text, at)
    begin = before.end() if before else at
    if country := lexicon().country_behind.match(text, begin):
        return Tail(country[0], None, country.end())
    level = level_at(text, begin)
    found = name_at(text, level[1] if level else begin, level[0] if level else None)
    if found:
        return Tail(text[begin : found[1]], province_meant(found[0], level[0] if level else None), found[1])
    if level and level[0] in ("tỉnh", "thành phố", *DISTRICT_LEVELS):
        words = text[begin : level[1]].rstrip()
        return Tail(words, None, begin + len(words))
    return Tail("", None, at)


def labelled(text: str, start: int, head: str, middle: str, tail: Tail, org_type: str) -> Mention:
    """A body that keeps its own form: head, middle part and tail, without abbreviations in brackets."""
    middle, words = _BRACKETS.sub("", middle).strip(), tail.words
    if text[start : tail.end].isupper():
        middle, words = _recased(middle, words)
    label = " ".join(" ".join(part for part in (head, middle, words) if part).split())
    province, stop = tail.province, tail.end
    if province is None:
        province, stop = province_after(text, tail.end, lambda _: True)
    level = level_at(words, 0) if words else None
    name = tail.province if words else None
    body = Body(org_type, level[0] if level else None, name, label, text[start : tail.end], province)
    return Mention("body", start, stop, body, f"bodies.{org_type}")


def _recased(middle: str, words: str) -> tuple[str, str]:
    """Usual capitals for a name printed in capitals throughout."""
    low = middle.lower().removeprefix("ngành ")
    usual = lexicon().sector_case.get(gazetteer.key(low), low)
    prefix = "ngành " if middle.lower().startswith("ngành ") else ""
    level = level_at(words, 0)
    found = name_at(words, level[1] if level else 0)
    place = " ".join(part for part in (level[0] if level else "", found[0] if found else "") if part)
    return prefix + " ".join(_as_abbreviation(word) for word in usual.split()), place or words


def _as_abbreviation(word: str) -> str:
    """ "kcn" → "KCN"; other words as they are."""
    return word.upper() if word in lexicon().written_out else word


def read_branch(text: str, start: int, at: int) -> list[Mention]:
    """Sector unions, and the unions of state groups that are named after a branch."""
    for pattern, org_type in ((lexicon().sector, "sector"), (lexicon().corporation, "corporation")):
        match = pattern.match(text, at)
        if match is None:
            continue
        tail = _tail(text, match.end())
        if match["ngành"] or match["name"][0].isupper() or _is_branch(match["name"], tail):
            end = match.end() if tail.words else _longer_name(text, match.end())
            return [labelled(text, start, HEAD, text[at:end], tail._replace(end=max(end, tail.end)), org_type)]
    unknown = lexicon().contexts["unknown_branch"].match(text, at)
    end_of_name = _free_name(text, unknown.end()) if unknown else None
    if end_of_name is None:
        return []
    return [labelled(text, start, HEAD, text[at:end_of_name], _tail(text, end_of_name), "sector")]


def _is_branch(name: str, tail: Tail) -> bool:
    """Whether a branch in small letters is one: its place follows, and it is no verb ("công đoàn xây dựng huyện …")."""
    return bool(tail.words) and (tail.province is not None or name.lower() not in lexicon().verbs)


def _longer_name(text: str, at: int) -> int:
    """Where a branch's name ends that goes on with words no list holds ("Ngân hàng Nông nghiệp Miền Đông")."""
    following = _TOKEN.match(text, at)
    if following is None or not following["word"][0].isupper() or following["word"].lower() in lexicon().surnames:
        return at
    return _free_name(text, at) or at


def read_zone(text: str, start: int, at: int) -> list[Mention]:
    """Unions of industrial parks and economic zones; several kinds may be named together."""
    match = lexicon().zone.match(text, at)
    if match is None:
        return []
    tail = _tail(text, match.end())
    further = _free_name(text, tail.end)
    if further is None and (more := lexicon().more_zones.match(text, tail.end)):
        further = more.end()
    if further is None:
        return [labelled(text, start, HEAD, text[at : match.end()], tail, "zone")]
    bracket = lexicon().more_zones.match(text, further) or lexicon().abbreviation.match(text, further)
    end = bracket.end() if bracket else further
    tail = _tail(text, end)
    middle, tail = (text[at:end], tail) if tail.words else _split_tail(text, at, match.end(), end)
    return [labelled(text, start, HEAD, middle, tail, "zone")]


def _split_tail(text: str, at: int, least: int, end: int) -> tuple[str, Tail]:
    """Take a province off the end of a zone's name ("… và chế xuất Hà Nội")."""
    for word in WORD.finditer(text, least, end):
        found = name_at(text, word.start(), "tỉnh")
        if found and found[1] == end:
            return text[at : word.start()].rstrip(), Tail(text[word.start() : end], province_meant(found[0], None), end)
    return text[at:end], Tail("", None, end)


def read_employer(text: str, start: int, at: int, head: str = HEAD) -> list[Mention]:
    """Unions of groups (corporation) and of single companies, schools, offices (grassroots)."""
    group = lexicon().group.match(text, at)
    match = group or lexicon().employer.match(text, at)
    end = _free_name(text, match.end()) if match else None
    if end is None:
        return []
    org_type = "corporation" if group and head == HEAD else "grassroots"
    return [labelled(text, start, head, text[at:end], Tail("", _home(text, at, end), end), org_type)]


def _home(text: str, at: int, end: int) -> str | None:
    """The province that ends an employer's name and says where it is.

    With a type word it always does ("Bệnh viện Đa khoa tỉnh Sơn La"); without one only for public employers ("Công ty
    Điện lực Lai Châu"): a company may be called after another place.
    """
    public = lexicon().public_employer.match(text, at) is not None
    for word in WORD.finditer(text, at, end):
        found = name_at(text, word.start(), "tỉnh")
        if found and found[1] == end:
            typed = lexicon().contexts["typed_before"].search(text[at : word.start()]) is not None
            return province_meant(found[0], None) if typed or public else None
    return None


def read_trade(text: str, start: int, at: int, head: str) -> list[Mention]:
    """Trade unions of people without an employer ("Nghiệp đoàn nghề cá xã Phổ Thạnh")."""
    end = _free_name(text, at)
    return [labelled(text, start, head, text[at:end], Tail("", None, end), "grassroots")] if end else []


def read_short(text: str, start: int, short: str, at: int) -> list[Mention]:
    """Abbreviated sector unions ("CĐVC tỉnh")."""
    return [labelled(text, start, lexicon().short[short.lower()], "", _tail(text, at), "sector")]


def read_before_colon(text: str, start: int, at: int) -> list[Mention]:
    """ "Công đoàn Kho vận Đá Bạc: 120/96": in a list, all before the colon is the name."""
    match = lexicon().contexts["before_colon"].match(text, at)
    if match is None:
        return []
    if any(lexicon().breaks.match(text, word.start()) for word in WORD.finditer(text, at, match.end())):
        return []
    return [labelled(text, start, HEAD, match[0], Tail("", None, match.end()), "grassroots")]


_TOKEN = compile_rule(r"(?:\s+|\s*-\s*|\s*&\s*|^)(?P<word>[\p{L}\d][\p{L}\d&.'/]*[\p{L}\d]|[\p{L}\d])")


def _free_name(text: str, at: int) -> int | None:
    """The end of a name that no list holds: words with capitals, joined by the usual small words; None if none."""
    end, capitals = None, 0
    position = at - 1 if at and text[at - 1].isspace() else at
    for _ in range(_MOST_TOKENS):
        token = _TOKEN.match(text, position)
        if token is None or _name_stops(text, token, capitals):
            break
        begin = token.start("word")
        inner = lexicon().inner.match(text, begin)
        if token["word"][0].isupper() or (capitals and _is_number_of_name(text, token)):
            capitals, end = capitals + 1, max(token.end(), inner.end() if inner else 0)
            position = end
        elif inner:
            position = inner.end()
        elif capitals == 1 and (joined := lexicon().contexts["joined"].match(text, position)):
            position = joined.end()
        elif capitals and (group := _group_behind(text, position)):
            position = end = group
        elif capitals and _goes_on(text, token, position):
            position = token.end()
        elif level := _level_before_name(text, begin):
            position = level
        else:
            break
    return end


def _group_behind(text: str, at: int) -> int | None:
    """ "Công ty Khảo sát mỏ - TKV": the name of the group says that the small words before it are of the name too."""
    match = lexicon().up_to_group.match(text, at)
    if match is None or any(
        lexicon().breaks.match(text, word.start()) for word in WORD.finditer(text, at, match.end())
    ):
        return None
    return match.end()


_BEHIND_NUMBER = compile_rule(r"\s*(?:[,.;:()]|$)")
# "phường Hà Giang 2, tỉnh …"; in a list of numbers another name is behind it: "Công đoàn xã Mỹ Bình 8, Công đoàn …".
_NUMBER_OF_COMMUNE = compile_rule(r"\s[1-9](?![\d.;]|[/%,]\d|,\s*\p{Lu})")


def number_of_name(text: str, at: int) -> int | None:
    """Where the number ends that a commune's name ends with ("Công đoàn phường Hà Giang 2 kết nạp …"); None: it counts
    something, or there is none.
    """
    number = _NUMBER_OF_COMMUNE.match(text, at)
    return number.end() if number and _counts_nothing(text, number.end()) else None


def _is_number_of_name(text: str, token: regex.Match[str]) -> bool:
    """Whether a number ends a company's name ("Công ty May 10 kết nạp …") and counts nothing."""
    return token["word"].isdigit() and _counts_nothing(text, token.end())


def _counts_nothing(text: str, end: int) -> bool:
    return bool(_BEHIND_NUMBER.match(text, end) or lexicon().breaks.match(text, end + 1))


def _goes_on(text: str, token: regex.Match[str], after: int) -> bool:
    """Whether a small word is the second syllable of a word with a capital and more follows: "Xây lắp Sông Hậu"."""
    following, begin = _TOKEN.match(text, token.end()), token.start("word")
    if following is None or text[after:begin].strip() or lexicon().breaks.match(text, begin):
        return False
    return following["word"][0].isupper() and not lexicon().stop.match(text, following.start("word"))


def _level_before_name(text: str, at: int) -> int | None:
    """Where the name behind a type word begins, one space before it, if a type word with a name stands at `at`."""
    level = level_at(text, at)
    return level[1] - 1 if level and name_at(text, level[1], level[0], guess=True) else None


def _name_stops(text: str, token: regex.Match[str], capitals: int) -> bool:
    begin, word = token.start("word"), token["word"]
    if lexicon().stop.match(text, begin) or (capitals >= 2 and word.lower() in lexicon().surnames):
        return True
    in_capitals = len(word) > 1 and text[begin : begin + 16].isupper()
    return bool(in_capitals and lexicon().stop_in_capitals.match(text, begin))
