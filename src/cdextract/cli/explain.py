"""`cdextract explain`: how one text was read, or what a code means."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click
import regex

from cdextract.cli.options import patterns_option
from cdextract.errors import InputError, UsageError
from cdextract.findings.codes import BY_CODE, Code, codes_of, find

if TYPE_CHECKING:
    from cdextract.article import Article

_LONGEST_NAME = 1000
_CODE = regex.compile(r"CD\d+", regex.IGNORECASE)


@click.command("explain")
@click.argument("text", metavar="TEXT_OR_FILE_OR_CODE")
@patterns_option
def command(text: str, patterns: str | None) -> None:
    """Show each mention of one text, the rule that made it, how figures were put together and checked, and which rules
    nearly fired.

    TEXT_OR_FILE_OR_CODE: a text in quotes, the path of a file with articles (the first is shown), - for text on
    standard input; or a code, verdict or diagnosis (CD101, impossible, digit_typo), which prints what it means.
    """
    if not text.strip():
        raise UsageError("there is no text to explain", given="an empty text", do="give a text in quotes, or a file")
    code = _code(text.strip())
    if code is not None:
        click.echo(f"{code.code} {code.name} ({code.level})\n{code.summary}\n\n{code.page}")
        return
    article = _article(text)
    from cdextract.batch.work import use_patterns
    from cdextract.explain import explain

    use_patterns(patterns)
    click.echo(explain(article.text, title=article.title, published=article.published))


def _code(text: str) -> Code | None:
    """The code that a text names, by number, name, verdict or diagnosis. Raises `UsageError` on an unknown number."""
    if len(text) > _LONGEST_NAME or os.path.exists(text):
        return None
    code = find(text) or next((BY_CODE[name] for name in codes_of(text.lower())), None)
    if code is None and _CODE.fullmatch(text):
        raise UsageError("there is no such code", given=text, do="use one of " + ", ".join(BY_CODE))
    return code


def _article(text: str) -> Article:
    from cdextract.article import Article
    from cdextract.errors import ErrorRow
    from cdextract.readers import read_articles, read_objects

    if text == "-":
        found: Iterable[Article | ErrorRow] = read_objects([sys.stdin.read() + "\n"])
    elif _is_path(text):
        found = read_articles([text])
    else:
        return Article("text", text)
    why = "it is empty"
    for item in found:
        if isinstance(item, Article):
            return item
        why = item.message
    raise InputError(
        f"there is no article to explain: {why}", given=text[:200], do="give a file with a readable article, or a text"
    )


def _is_path(text: str) -> bool:
    """Say whether an argument is a file or folder, or meant to be one: a name without spaces that ends as files do."""
    from cdextract.readers.sources import COMPRESSED, ENDINGS

    if "\n" in text or len(text) > _LONGEST_NAME:
        return False
    meant = len(text.split()) == 1 and text.lower().endswith((*ENDINGS, *COMPRESSED))
    return meant or os.path.exists(text)
