"""JSON files: one record, a list of them, lists written one after another, fundus' map of publishers to lists."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import regex

from cdextract.article import Article
from cdextract.errors import ErrorRow
from cdextract.readers.decode import UnreadableError, decode
from cdextract.readers.records import FieldMap, article_of
from cdextract.readers.sources import Source

_BETWEEN = regex.compile(r"[\s,]*")


def read_json(source: Source, fields: FieldMap) -> Iterator[Article | ErrorRow]:
    """One article or error row a record; the only record of a file has its name, those of a list get numbers."""
    with source.open() as file:
        text = decode(file.read())
    number = 0
    try:
        for value, whole in _values(text):
            for record in _records(value, fields):
                number += 1
                name = source.name if whole and record is value else f"{source.name}#{number}"
                try:
                    yield article_of(record, name, fields)
                except UnreadableError as failure:
                    yield ErrorRow(name, "read", failure.error, failure.message)
    except json.JSONDecodeError as error:
        reason = f"The file is no JSON from character {error.pos + 1} on: {error.msg}."
        yield ErrorRow(source.name, "read", "broken_json", reason)
    except RecursionError:
        yield ErrorRow(source.name, "read", "broken_json", "The file is nested too deeply.")


def _values(text: str) -> Iterator[tuple[object, bool]]:
    """What stands in a text's lists and outside of them, one at a time; and whether it is the whole text."""
    decoder = json.JSONDecoder()
    depth = 0
    begin = at = _skip(text, 0)
    while at < len(text):
        if text[at] == "[":
            depth += 1
            at = _skip(text, at + 1)
        elif text[at] == "]" and depth:
            depth -= 1
            at = _skip(text, at + 1)
        else:
            value, end = decoder.raw_decode(text, at)
            end = _skip(text, end)
            yield value, at == begin and end == len(text)
            at = end
    if depth:
        raise json.JSONDecodeError("the list does not end", text, len(text))


def _skip(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def _records(value: object, fields: FieldMap) -> Iterator[object]:
    """The records in a value: itself, or, where it has no text, those in the lists and objects that it holds."""
    if not isinstance(value, Mapping) or fields.find("text", value) is not None:
        yield value
        return
    inside = list(_inside(value))
    yield from inside or [value]


def _inside(value: Mapping[str, Any]) -> Iterator[object]:
    for part in value.values():
        if isinstance(part, list) and part and all(isinstance(record, Mapping) for record in part):
            yield from part
        elif isinstance(part, Mapping) and part:
            yield part
