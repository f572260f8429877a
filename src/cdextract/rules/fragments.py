"""Named fragments of patterns: `@amount` stands for the fragment of that name in the same file."""

from __future__ import annotations

from collections.abc import Mapping

from cdextract.errors import PatternError
from cdextract.rules.checking import advice
from cdextract.rules.compiled import compile_rule

_NAME = compile_rule(r"@([a-z_]+)")


def expand(pattern: str, fragments: Mapping[str, str], *, opening: str = "(") -> str:
    """A pattern with its fragments, and theirs, written out in groups that begin with `opening`.

    Raises `PatternError` for a name that no fragment has, and for a fragment that holds itself.

    >>> expand("@number CĐCS", {"number": r"\\d+"}, opening="(?:")
    '(?:\\\\d+) CĐCS'
    """
    return _expanded(pattern, fragments, opening, ())


def _expanded(pattern: str, fragments: Mapping[str, str], opening: str, inside: tuple[str, ...]) -> str:
    pieces, at = [], 0
    for match in _NAME.finditer(pattern):
        name = match[1]
        if name not in fragments:
            raise PatternError(
                "a pattern names a fragment that does not exist", given=pattern, do=_advice(name, fragments)
            )
        if name in inside:
            raise PatternError("a fragment holds itself", given=f"@{name}: {fragments[name]}", do="write it out")
        written_out = _expanded(fragments[name], fragments, opening, (*inside, name))
        pieces += [pattern[at : match.start()], f"{opening}{written_out})"]
        at = match.end()
    return "".join([*pieces, pattern[at:]])


def _advice(name: str, fragments: Mapping[str, str]) -> str:
    add = "add it to 'fragments:'"
    return advice(name, fragments, f"or {add}") if fragments else add
