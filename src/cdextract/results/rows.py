"""Rows of whatever a user names: tables are read, articles are extracted."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cdextract.cluster import parts
from cdextract.results.frames import PlainRow, is_table, plain_row, read_table

if TYPE_CHECKING:
    from cdextract.batch.work import Item


def rows_of(
    inputs: Sequence[str],
    *,
    field_map: Mapping[str, str] | None = None,
    jobs: int | None = None,
    patterns: str | None = None,
    quiet: bool = False,
    recheck: bool = False,
    texts: dict[str, str] | None = None,
) -> Iterator[PlainRow]:
    """Rows of tables, folders of parts (see `parts`) and articles, the tables first; `recheck` recomputes verdicts.

    Articles that cannot be read are told on standard error; `texts` is filled with the texts of those that have rows.
    Raises `CdextractError` where an input is not there.
    """
    tables = [name for name in inputs if name != "-" and (is_table(name) or parts.is_folder(name))]
    articles = [name for name in inputs if name not in tables]
    for name in tables:
        yield from _table_rows(name, recheck)
    if articles:
        yield from _article_rows(articles, field_map, jobs, patterns, quiet, texts)


def _table_rows(name: str, recheck: bool) -> Iterator[PlainRow]:
    table = parts.read(name) if parts.is_folder(name) else read_table(name)
    if recheck:
        from cdextract.results.recheck import check

        table = check(table)
    for record in table.astype(object).to_dict("records"):
        yield plain_row({str(key): value for key, value in record.items()})


def _article_rows(
    articles: Sequence[str],
    field_map: Mapping[str, str] | None,
    jobs: int | None,
    patterns: str | None,
    quiet: bool,
    texts: dict[str, str] | None,
) -> Iterator[PlainRow]:
    from cdextract.batch import running
    from cdextract.batch.progress import Progress
    from cdextract.readers import ReadProgress, read_articles

    reading = ReadProgress()
    progress = Progress(reading, quiet=quiet)
    items: Iterable[Item] = read_articles(articles, field_map=field_map, progress=reading)
    if texts is not None:
        items = _noted(items, texts)
    for outcome in running.run(items, jobs=jobs, patterns=patterns):
        progress.add(len(outcome.rows))
        if outcome.error is not None and not quiet:
            print(f"{outcome.error.document}: {outcome.error.message}", file=sys.stderr)
        if texts is not None and outcome.error is None and not outcome.rows:
            del texts[outcome.document]
        yield from outcome.rows
    progress.close()


def _noted(items: Iterable[Item], texts: dict[str, str]) -> Iterator[Item]:
    """The same items; the text of each article on its way is noted."""
    from cdextract.article import Article

    for item in items:
        if isinstance(item, Article):
            texts[item.document] = item.text
        yield item
