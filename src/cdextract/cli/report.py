"""`cdextract report`: a table as one page for people who check it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cdextract.cli.options import field_map, map_option
from cdextract.errors import OutputError

if TYPE_CHECKING:
    from cdextract.report import Written


@click.command("report")
@click.argument("table", metavar="TABLE")
@click.option("-o", "--output", required=True, metavar="REPORT.html", help="Page to write.")
@click.option(
    "--articles",
    multiple=True,
    metavar="INPUT",
    help="The articles the table was made from: files, folders, globs. Without them the page shows single sentences.",
)
@map_option
@click.option("--waivers", type=click.Path(), default=None, metavar="FILE", help="Flags that were reviewed before.")
@click.option(
    "--max-mb",
    type=click.FloatRange(min=0.1),
    default=20,
    show_default=True,
    help="Size above which several pages are made.",
)
@click.option("--quiet", is_flag=True, help="No summary.")
def command(
    table: str,
    output: str,
    articles: tuple[str, ...],
    mapping: tuple[str, ...],
    waivers: str | None,
    max_mb: float,
    quiet: bool,
) -> None:
    """Write the figures of TABLE as a self-contained page: list, filters, articles with evidence, reviews.

    Verdicts are recomputed from the numbers in the table. `cdextract review import` reads the reviews made on the page.
    """
    from cdextract.findings.waivers import read_waivers
    from cdextract.report import write_report
    from cdextract.results.frames import read_table

    if not Path(output).absolute().parent.is_dir():
        raise OutputError("the folder of the output is not there", given=output, do="create the folder first")
    written = write_report(
        read_table(table), output, articles=_articles(articles, field_map(mapping)), name=Path(table).name,
        waivers=read_waivers(waivers) if waivers else None, limit=int(max_mb * 1_000_000),
    )  # fmt: skip
    if not quiet:
        click.echo("\n".join(_summary(written, given=bool(articles), max_mb=max_mb)), err=True)


def _articles(inputs: tuple[str, ...], fields: dict[str, str]) -> Iterator[object]:
    from cdextract.readers import read_articles

    if inputs:
        yield from read_articles(inputs, field_map=fields)


def _summary(written: Written, *, given: bool, max_mb: float) -> Iterator[str]:
    yield f"{written.figures} figures, {written.flagged} flagged, in {written.documents} articles"
    if given and written.without_article:
        yield f"{written.without_article} articles were not among those given: only their sentences are shown"
    if written.mismatched:
        yield f"{written.mismatched} figures do not stand in the articles given as the table has them"
    if len(written.files) > 1:
        index, *parts = written.files
        yield f"larger than {max_mb:g} MB: split into {len(parts)} pages, those with flags first; {index} lists them"
    else:
        yield f"{written.files[0]}: {written.bytes / 1e6:.1f} MB"
