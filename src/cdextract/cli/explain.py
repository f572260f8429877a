"""`cdextract explain`: how one text was read."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command("explain")
@click.argument("text", metavar="TEXT_OR_FILE")
@click.option("--patterns", type=click.Path(), default=None, metavar="DIR", help="Folder of your own rules.")
def command(text: str, patterns: str | None) -> None:
    """Show each mention of one text, the rule that made it, and how figures were put together and checked.

    TEXT_OR_FILE: a text in quotes, the path of a file with articles (the first is shown), or - for text on standard
    input.
    """
    from cdextract.explain import explain
    from cdextract.work import use_patterns

    use_patterns(patterns)
    article = _article(text)
    click.echo(explain(article.text, title=article.title, published=article.published))


def _article(text: str):  # type: ignore[no-untyped-def]  # the type would import the readers
    from cdextract.article import Article
    from cdextract.errors import InputError
    from cdextract.readers import read_articles, read_objects

    if text == "-":
        found = list(read_objects([sys.stdin.read() + "\n"]))
    elif "\n" not in text and len(text) < 1000 and Path(text).is_file():
        found = list(read_articles([text]))
    else:
        return Article("text", text)
    for item in found:
        if isinstance(item, Article):
            return item
    raise InputError(
        "there is no article to explain", given=text[:200], do="give a file with a readable article, or a text"
    )
