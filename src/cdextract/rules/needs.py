"""Regular expression → words without which it cannot match, and how a match can begin.

Both are read off the pattern, so no rule has to name them; a part that is not understood demands nothing, and may begin
anywhere.
"""

from __future__ import annotations

import regex

from cdextract.rules.compiled import kept

Needs = tuple[tuple[str, ...], ...]
Heads = dict[str, bool]  # how a part can begin → whether all of it is told, so that what follows goes on with it

DIGIT = "\0"  # stands for any digit; normalised text has no such character
# In front of a beginning: what stands before it is no digit nor sign of a number; no letter; another sort of character;
# nothing.
NO_NUMBER, NO_LETTER, _BORDER, NOTHING = "\1", "\2", "\3", "\4"
MARKS = NO_NUMBER + NO_LETTER + _BORDER + NOTHING
_MOST_CHOICES, _MOST_GROUPS = 30, 3
_MOST_BEGINNINGS, LONGEST_BEGINNING = 100, 5
_BY_LINE = regex.compile(r"\(\?[a-zA-Z]*m")
_DIGIT_CLASS = regex.compile(r"\[(?:\d|\d-\d|\\d)+\]")
_SIGN_CLASS = regex.compile(r"\[(?:[^\]\\^-]|\\[^pdswbPDSWB]|-(?=\])|(?<=\[)-){1,4}\]")
_SPACES = " \n"  # normalised text has no other
_LOOK_BEHINDS = {
    r"(?<![\d.,/])": NO_NUMBER,
    r"(?<![\d/.,-])": NO_NUMBER,
    r"(?<!\p{L})": NO_LETTER,
    r"(?<![\p{L}\d])": NO_LETTER,
}
_PART = regex.compile(
    r"(?P<look>\(\?(?:<?[=!]|[a-z]+\)|P=\w+\)))|(?P<open>\((?:\?(?:P<\w+>|>|[a-z]*-?[a-z]*:))?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<set>\[\^?\]?(?:\\p\{\w+\}|\\.|[^\]\\])*\])|(?P<category>\\[pP]\{\^?\w+\})|(?P<escape>\\.)|(?P<char>.)",
    regex.DOTALL,
)
_REPEAT = regex.compile(r"(?:(?P<none>[?*]|\{0?,\d*\}|\{0\})|\+|\{\d+,?\d*\})[?+]?")


@kept
def needs_of(pattern: str) -> Needs:
    """Groups of words; a text (in lower case) that the pattern matches has one of each.

    >>> needs_of(r"(?:trong )?(?:quý|tháng) \\d")
    (('quý', 'tháng'), ('\\x00',))
    """
    groups = [_shortest(group) for group in _alternatives(pattern, 0)[0]]
    useful = [group for group in groups if len(group) <= _MOST_CHOICES and all(word.strip() for word in group)]
    return tuple(sorted(dict.fromkeys(useful), key=lambda group: (DIGIT in group, len(group)))[:_MOST_GROUPS])


def _shortest(words: list[str]) -> tuple[str, ...]:
    """The words of a group without those that hold another one of it."""
    return tuple(word for word in words if not any(other != word and other in word for other in words))


def _alternatives(pattern: str, at: int) -> tuple[list[list[str]], int]:
    """What all alternatives need, up to the bracket that closes them; and where that stands."""
    branches: list[list[list[str]]] = []
    while True:
        groups, at = _sequence(pattern, at)
        branches.append(groups)
        if at >= len(pattern) or pattern[at] == ")":
            break
        at += 1
    if len(branches) == 1:
        return branches[0], at
    if not all(branches):
        return [], at
    return [list(dict.fromkeys(word for branch in branches for word in max(branch, key=_worth)))], at


def _worth(group: list[str]) -> tuple[int, int]:
    """Long words and few of them say most."""
    return min(0 if word == DIGIT else len(word.strip()) for word in group), -len(group)


def _sequence(pattern: str, at: int) -> tuple[list[list[str]], int]:
    """What one alternative needs."""
    groups: list[list[str]] = []
    run = ""
    while at < len(pattern):
        part = _PART.match(pattern, at)
        assert part is not None
        if part["close"] or part["bar"]:
            break
        found, literal, at = _read(pattern, part)
        repeat = _REPEAT.match(pattern, at)
        at = repeat.end() if repeat else at
        optional = repeat is not None and repeat["none"] is not None
        if literal and not optional:
            run += literal
            if repeat is None:
                continue
        if run:
            groups.append([run])
            run = ""
        if not optional:
            groups.extend(found)
    if run:
        groups.append([run])
    return groups, at


def _read(pattern: str, part: regex.Match[str]) -> tuple[list[list[str]], str, int]:
    """What one part needs: groups of words, or the one character that it is; and where it ends."""
    at = part.end()
    if part["look"]:
        return [], "", _closed(pattern, at) if part["look"].endswith(("=", "!")) else at
    if part["open"]:
        groups, end = _alternatives(pattern, at)
        return groups, "", end + 1
    if part["char"] and part["char"] not in ".^$":
        return [], part["char"].lower(), at
    if part["escape"]:
        if part["escape"] == r"\d":
            return [[DIGIT]], "", at
        return [], "" if part["escape"][1].isalnum() else part["escape"][1], at
    if part["set"]:
        return _of_set(part["set"]), "", at
    return [], "", at


def _of_set(text: str) -> list[list[str]]:
    if _DIGIT_CLASS.fullmatch(text):
        return [[DIGIT]]
    if _SIGN_CLASS.fullmatch(text):
        return [[char.lower() for char in text[1:-1].replace("\\", "")]]
    return []


def _closed(pattern: str, at: int) -> int:
    """Behind the bracket that closes a look-around."""
    return _end(pattern, at, ")") + 1


def _end(pattern: str, at: int, signs: str) -> int:
    """Where, outside of inner brackets, one of the signs stands first."""
    depth = 0
    for part in _PART.finditer(pattern, at):
        if depth == 0 and part[0] in signs:
            return part.start()
        opens = part["open"] or (part["look"] and part["look"].endswith(("=", "!")))
        depth += 1 if opens else -1 if part["close"] else 0
    return len(pattern)


@kept
def beginnings_of(pattern: str) -> tuple[str, ...]:
    """Pieces of text (in lower case), with one of which every match begins; none where a match may begin with anything.

    >>> beginnings_of(r"(?:trong )?(?:quý|tháng) \\d|\\d+h")
    ('\\x00', 'quý \\x00', 'tháng \\x00', 'trong qu', 'trong th')
    """
    heads = set(_any_head(pattern, 0)[0])
    if heads & {"", *MARKS} or _BY_LINE.search(pattern):
        return ()
    told = {head for head in heads if not (head[0].isdecimal() and DIGIT in heads)}
    return tuple(sorted(head for head in told if not any(head != other and head.startswith(other) for other in told)))


def _any_head(pattern: str, at: int) -> tuple[Heads, int]:
    """How all alternatives can begin, up to the bracket that closes them; and where that stands."""
    heads: Heads = {}
    while True:
        branch, at = _head(pattern, at)
        for text, whole in branch.items():
            heads[text] = heads.get(text, True) and whole
        if at >= len(pattern) or pattern[at] == ")":
            return heads, at
        at += 1


def _head(pattern: str, at: int) -> tuple[Heads, int]:
    """How one alternative can begin."""
    heads: Heads = {"": True}
    while at < len(pattern):
        if not any(heads.values()):
            return heads, _end(pattern, at, "|)")
        part = _PART.match(pattern, at)
        assert part is not None
        if part["close"] or part["bar"]:
            break
        following, at = _head_of_part(pattern, part)
        repeat = _REPEAT.match(pattern, at)
        if repeat and repeat[0] == "{1,2}":
            at = repeat.end()
            following |= _joined(following, following)
        elif repeat:
            at = repeat.end()
            following = {text: whole and repeat[0][0] == "?" for text, whole in following.items()}
            if repeat["none"]:
                following[""] = following.get("", True)
        heads = _joined(heads, following)
    return heads, at


def _head_of_part(pattern: str, part: regex.Match[str]) -> tuple[Heads, int]:
    """How one part can begin, and where it ends."""
    at = part.end()
    if part["look"]:
        if part["look"].startswith("(?P="):
            return {"": False}, at
        end = _closed(pattern, at) if part["look"].endswith(("=", "!")) else at
        return {_LOOK_BEHINDS.get(pattern[part.start() : end], ""): True}, end
    if part["open"]:
        heads, end = _any_head(pattern, at)
        return heads, end + 1
    if part["char"] and part["char"] != ".":
        sign = {"^": NOTHING, "$": ""}.get(part["char"], part["char"].lower())
        return {sign: True}, at
    if part["escape"] and not part["escape"][1].isalnum():
        return {part["escape"][1]: True}, at
    if part["escape"] == r"\b":
        return {_BORDER: True}, at
    if part["escape"] == r"\s":
        return dict.fromkeys(_SPACES, True), at
    if part["set"] and _DIGIT_CLASS.fullmatch(part["set"]):
        return {DIGIT: True}, at
    if part["set"] and _SIGN_CLASS.fullmatch(part["set"].replace(r"\s", "")):
        spaces = _SPACES if r"\s" in part["set"] else ""
        return dict.fromkeys(spaces + part["set"][1:-1].replace(r"\s", "").replace("\\", "").lower(), True), at
    return {DIGIT if part["escape"] == r"\d" else "": part["escape"] == r"\d"}, at


def _joined(heads: Heads, following: Heads) -> Heads:
    """The beginnings of two parts that stand behind each other, as far as they are told."""
    out: Heads = {}
    for text, whole in heads.items():
        for tail, goes_on in following.items() if whole else [("", False)]:
            all_ = _both(text, tail)
            told = all_[:LONGEST_BEGINNING]
            out[told] = out.get(told, True) and goes_on and told == all_
    length = LONGEST_BEGINNING
    while len(out) > _MOST_BEGINNINGS and length > 1:
        length -= 1
        out = _shortened(out, length)
    return out


def _shortened(heads: Heads, length: int) -> Heads:
    out: Heads = {}
    for text, whole in heads.items():
        told = text[:length]
        out[told] = out.get(told, True) and whole and told == text
    return out


def _both(text: str, tail: str) -> str:
    """Two pieces as one; marks count only in front."""
    if text not in ("", *MARKS):
        return text + tail.lstrip(MARKS)
    if tail[:1] in ("", *MARKS):
        return tail or text
    if text == _BORDER:  # in front of a letter or digit, it says that none stands before it
        text = NO_LETTER if tail[0].isalnum() or tail[0] == DIGIT else ""
    return text + tail
