"""The word lists of `patterns/bodies.yaml`, compiled."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import regex

from cdextract.bodies import gazetteer
from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
from cdextract.rules.loading import load_yaml
from cdextract.rules.sieve import can_match
from cdextract.text.normalised import longest_first

NEAR = 120  # characters before a word that can change what it means
NOT_IN_WORD = r"(?<![\p{L}\d])"
WORD_ENDS = r"(?![\p{L}\d])"


def any_of(phrases: list[str]) -> str:
    """A regex for any of the phrases, longest first; a space stands for any run of spaces."""
    ordered = longest_first({phrase.lower() for phrase in phrases})
    return "|".join(regex.escape(phrase, literal_spaces=True).replace(" ", r"\s+") for phrase in ordered)


def _compiled(pattern: str) -> regex.Pattern[str]:
    return compile_rule(pattern, regex.IGNORECASE)


class Lexicon:
    """The words that make up the names of union bodies."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._bracket = f"(?:{data['abbreviation']})?"
        self.country = tuple(data["country"])
        self.country_behind = _compiled("|".join(self.country))
        self.contexts = {name: _compiled(body) for name, body in data["contexts"].items()}
        self._heads(data)
        self._levels(data)
        self._names(data)
        self._labels(data)

    def _heads(self, data: dict[str, Any]) -> None:
        heads, country = data["heads"], "|".join(self.country)
        self.short: dict[str, str] = data["sector_abbreviations"]
        self.head = _compiled(
            rf"(?<![\p{{L}}\d/])(?<!\d-|(?-i:\p{{Lu}})-)(?:(?<!ban )(?:{any_of(data['before_head'])})\s+)?(?:"
            rf"(?P<national>{any_of(heads['national'])}){self._bracket}(?:\s*(?:{country}))?{WORD_ENDS}"
            rf"|(?P<grassroots>{any_of(heads['grassroots'])}){WORD_ENDS}{self._bracket}"
            rf"|(?P<ldld>{any_of(heads['ldld'])}){WORD_ENDS}{self._bracket}"
            rf"|(?P<short>{any_of(list(self.short))}){WORD_ENDS}"
            rf"|(?P<cong_doan>{any_of(heads['cong_doan'])}){WORD_ENDS}{self._bracket})"
        )
        self._not_before = _compiled(rf"(?:{any_of(data['not_before_head'])})\s+$")
        self._not_before_ends = tuple({phrase.lower().split()[-1] for phrase in data["not_before_head"]})
        self._institution = _compiled(NOT_IN_WORD + data["institution_before"])

    def _levels(self, data: dict[str, Any]) -> None:
        self.level_of = {word: level for level, words in data["levels"].items() for word in words}
        self.nicknames: dict[str, str] = data["nicknames"]
        short = [word for word in self.level_of if (len(word) <= 2 and word != "xã") or "." in word]
        joined = [word for word in short if "." in word or word == "tp"]
        whole = [word for word in self.level_of if word not in short or word == "tp"]
        # An abbreviation counts only before a name; it may be joined to it ("TPHCM", "Q7"), but "QUẬN" has none in it.
        self.level = _compiled(
            rf"(?P<word>{any_of(joined)})\s?(?=(?-i:\p{{Lu}}|\d))"
            rf"|(?P<word>{any_of(short)})(?:\s(?=(?-i:\p{{Lu}}|\d))|(?=\d))"
            rf"|(?P<word>{any_of(whole)}){WORD_ENDS}\s*"
        )

    def _names(self, data: dict[str, Any]) -> None:
        zones, employers, groups = data["zones"], data["employers"], data["groups"]
        kinds, joint = any_of(zones + data["zone_words"]), any_of(data["zone_joints"])
        self.sector = self._branch(data["sectors"])
        self.sector_case = {gazetteer.key(name): name for name in data["sectors"]}
        self.corporation = self._branch(data["corporations"])
        self.verbs = frozenset(data["sectors_that_are_verbs"])
        self.group = _compiled(rf"(?:{any_of(groups)}){WORD_ENDS}")
        self.employer = _compiled(rf"(?:{any_of(employers)}){WORD_ENDS}")
        self.zone = _compiled(
            rf"(?:các\s+)?(?:{any_of(zones)}){WORD_ENDS}{self._bracket}"
            rf"(?:\s*(?:{joint})\s*(?:các\s+)?(?:{kinds}){WORD_ENDS}{self._bracket})*"
        )
        self.public_employer = _compiled(rf"(?:{any_of(data['public_employers'])}){WORD_ENDS}")
        # "Khu kinh tế Nghi Sơn và các khu công nghiệp": further kinds behind a zone that has a name
        self.more_zones = _compiled(rf"(?:\s*(?:{joint})\s*các\s+(?:{any_of(zones)}){WORD_ENDS}{self._bracket})+")
        self.abbreviation = _compiled(self._bracket)
        self.inner = _compiled(rf"(?:{any_of(zones + data['zone_words'] + data['name_connectors'])}){WORD_ENDS}")
        self.stop = _compiled(rf"(?:{any_of(data['name_stops'])}){WORD_ENDS}")
        self.stop_in_capitals = _compiled(rf"(?:{any_of(data['stops_in_capitals'])}){WORD_ENDS}")
        # "… Khảo sát mỏ - TKV": small words between a capital and the name of the group
        self.up_to_group = _compiled(
            rf"(?-i:(?:\s+\p{{Ll}}+){{1,4}})\s*[-–]\s*(?:{any_of(data['group_names'])}){WORD_ENDS}"
        )
        self.breaks = _compiled(rf"(?:{any_of(data['name_breaks'])}){WORD_ENDS}")
        self.surnames = frozenset(data["surnames"])

    def _labels(self, data: dict[str, Any]) -> None:
        self.tells_of_unions = tuple(data["tells_of_unions"])
        self.written_out: dict[str, str] = data["written_out"]
        self.short_word = _compiled("|".join(self.written_out))
        self.legal_form = compile_rule(rf"\b(?:{'|'.join(longest_first(data['legal_forms']))})\b")
        self.not_telling = frozenset(data["not_telling"])

    def ends_other_name(self, before: str) -> bool:
        """Whether "Công đoàn" behind these words belongs to a word or name of another thing ("Trường Đại học …")."""
        low = before.lower()
        if low.rstrip().endswith(self._not_before_ends) and self._not_before.search(before):
            return True
        return can_match(self._institution, low) and self._institution.search(before) is not None

    def _branch(self, names: list[str]) -> regex.Pattern[str]:
        return _compiled(rf"(?P<ngành>ngành\s+)?(?P<name>{any_of(names)}){WORD_ENDS}{self._bracket}")


@cache
def _lexicon(user_dir: Path | None) -> Lexicon:
    return Lexicon(load_yaml("bodies.yaml"))


def lexicon() -> Lexicon:
    """The shipped word lists, with the user's own where there are any."""
    return _lexicon(resources.user_pattern_dir())


def level_at(text: str, at: int) -> tuple[str, int] | None:
    """The type word that begins at `at`: its standard form, and where the name behind it begins.

    >>> level_at("TP.Vinh", 0), level_at("Q.7", 0), level_at("thành phố", 0)
    (('thành phố', 3), ('quận', 2), ('thành phố', 9))
    """
    match = lexicon().level.match(text, at)
    if match is None:
        return None
    return lexicon().level_of[" ".join(match["word"].lower().split())], match.end()
