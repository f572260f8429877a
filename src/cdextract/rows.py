"""Rows of whatever a user names: tables are read, articles are extracted."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence

from cdextract.table import PlainRow, is_table, plain_row, read_table


def rows_of(
    inputs: Sequence[str],
    *,
    field_map: Mapping[str, str] | None = None,
    jobs: int | None = None,
    patterns: str | None = None,
    quiet: bool = False,
    recheck: bool = False,
) -> Iterator[PlainRow]:
    """Rows of tables and articles, in the order of the inputs; `recheck` has the verdicts of tables recomputed.

    Articles that cannot be read are told on standard error. Raises `CdextractError` where an input is not there.
    """
    tables = [name for name in inputs if name != "-" and is_table(name)]
    articles = [name for name in inputs if name not in tables]
    for name in tables:
        yield from _table_rows(name, recheck)
    if articles:
        yield from _article_rows(articles, field_map, jobs, patterns, quiet)


def _table_rows(name: str, recheck: bool) -> Iterator[PlainRow]:
    table = read_table(name)
    if recheck:
        from cdextract.recheck import check

        table = check(table)
    for record in table.astype(object).to_dict("records"):
        yield plain_row({str(key): value for key, value in record.items()})


def _article_rows(
    articles: Sequence[str], field_map: Mapping[str, str] | None, jobs: int | None, patterns: str | None, quiet: bool
) -> Iterator[PlainRow]:
    from cdextract import batch
    from cdextract.progress import Progress
    from cdextract.readers import ReadProgress, read_articles

    reading = ReadProgress()
    progress = Progress(reading, quiet=quiet)
    for outcome in batch.run(
        read_articles(articles, field_map=field_map, progress=reading), jobs=jobs, patterns=patterns
    ):
        progress.add(len(outcome.rows))
        if outcome.error is not None and not quiet:
            print(f"{outcome.error.document}: {outcome.error.message}", file=sys.stderr)
        yield from outcome.rows
    progress.close()
