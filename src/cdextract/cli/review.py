"""`cdextract review`: reviews into corrections and waivers; the round trip through annotation tools."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cdextract.cli.options import field_map, map_option
from cdextract.errors import UsageError

if TYPE_CHECKING:
    from cdextract.results.frames import PlainRow
    from cdextract.review.annotate import Annotated
    from cdextract.review.apply import Applied
    from cdextract.review.marks import Mark

_TOOLS = ("label-studio", "doccano", "jsonl")


@click.group("review")
def command() -> None:
    """Bring what people said of figures back into the table."""


@command.command("import")
@click.argument("files", nargs=-1, required=True, metavar="REVIEW...")
@click.option("--table", required=True, metavar="TABLE", help="The table that was reviewed.")
@click.option("-o", "--output", default=None, metavar="TABLE", help="Corrected table; verdicts are recomputed.")
@click.option(
    "--waivers", default=None, metavar="FILE", help="Waiver file to add to: flags found right stay quiet in `check`."
)
@click.option(
    "--from",
    "tool",
    type=click.Choice(["report", *_TOOLS]),
    default="report",
    show_default=True,
    help="Where the files come from.",
)
def import_command(files: tuple[str, ...], table: str, output: str | None, waivers: str | None, tool: str) -> None:
    """Turn reviews exported by the report, or by an annotation tool, into a corrected table and waivers.

    A review counts only where figure id and evidence are those of TABLE. Marks: right becomes a waiver, wrong a
    correction, ask leaves the flag as it is.
    """
    from cdextract.batch.identity import identity
    from cdextract.outputs import check_output, open_writer
    from cdextract.results.frames import read_table
    from cdextract.review.apply import apply_marks

    if output is None and waivers is None:
        raise UsageError("nothing to write", given="no output", do="give -o TABLE, --waivers FILE, or both")
    if output is not None:
        check_output(output)
    given = read_table(table)
    result = apply_marks(given, list(_marks(files, tool, table)))
    if output is not None:
        with open_writer(output, run=identity()) as writer:
            writer.write(_plain_rows(result.table))
    if waivers is not None:
        _add_waivers(result, waivers)
    for line in _summary(result):
        click.echo(line, err=True)


def _marks(files: Sequence[str], tool: str, table: str) -> Iterator[Mark]:
    from cdextract.results.frames import read_table
    from cdextract.review.annotate import changes
    from cdextract.review.marks import read_marks
    from cdextract.review.tools import load

    if tool == "report":
        for file in files:
            yield from read_marks(file)
        return
    by_document = _by_document(_plain_rows(read_table(table)))
    for file in files:
        loaded = load(file, tool)
        for notice in loaded.notices:
            click.echo(notice, err=True)
        for document in loaded.documents:
            try:
                yield from changes(by_document.get(document.document, []), document)
            except ValueError as error:
                click.echo(f"{file}: {document.document} left out: {error}", err=True)


def _add_waivers(result: Applied, path: str) -> None:
    from cdextract.findings.waivers import Waivers, read_waivers, write_waivers

    before = read_waivers(path) if Path(path).exists() else Waivers()
    write_waivers(before.joined(result.waivers), path)


def _summary(result: Applied) -> Iterator[str]:
    yield (
        f"{result.corrected} corrected, {result.dropped} dropped, {result.added} added, {len(result.waivers)} waived, "
        f"{len(result.asked)} to be asked"
    )
    for mark in result.asked:
        yield f"ask the source: {mark.figure_id}: {mark.evidence}" + (f" ({mark.note})" if mark.note else "")
    for mark in result.unclear:
        yield f"marked wrong without saying what is right: {mark.figure_id}: {mark.evidence}"
    for mark in result.stale:
        yield f"not in the table in these words, left out: {mark.figure_id}: {mark.evidence}"


@command.command("export")
@click.argument("table", metavar="TABLE")
@click.option("--to", "tool", type=click.Choice(_TOOLS), required=True, help="The tool to write for.")
@click.option("--articles", multiple=True, required=True, metavar="INPUT", help="The articles the table was made from.")
@click.option("-o", "--output", required=True, metavar="FILE", help="File: JSON for Label Studio, else JSON Lines.")
@map_option
def export_command(table: str, tool: str, articles: tuple[str, ...], output: str, mapping: tuple[str, ...]) -> None:
    """Write articles with their figures as spans for an annotation tool.

    For Label Studio the labelling configuration is written beside the tasks, as FILE.config.xml.
    """
    from cdextract.outputs import replacing
    from cdextract.results.frames import read_table
    from cdextract.review.tools import dump, label_config

    documents = list(_annotated(_by_document(_plain_rows(read_table(table))), articles, field_map(mapping)))
    if not documents:
        raise UsageError(
            "none of the articles is in the table", given=", ".join(articles), do="give the articles it was made from"
        )
    with replacing(output) as path:
        path.write_text(dump(documents, tool), encoding="utf-8", newline="")
    if tool == "label-studio":
        from cdextract.results.columns import INDICATORS

        found = {span.label for document in documents for span in document.spans}
        labels = [*INDICATORS, *sorted(found - set(INDICATORS))]
        with replacing(output + ".config.xml") as path:
            path.write_text(label_config(labels) + "\n", encoding="utf-8", newline="")
    spans = sum(len(document.spans) for document in documents)
    click.echo(f"{len(documents)} articles, {spans} figures: {output}", err=True)


def _annotated(
    by_document: dict[str, list[PlainRow]], inputs: Sequence[str], fields: dict[str, str]
) -> Iterator[Annotated]:
    from cdextract.article import Article
    from cdextract.readers import read_articles
    from cdextract.review.annotate import annotate

    for article in read_articles(inputs, field_map=fields):
        if not isinstance(article, Article) or article.document not in by_document:
            continue
        try:
            yield annotate(by_document[article.document], article.text)
        except ValueError as error:
            click.echo(f"{article.document} left out: {error}", err=True)


def _plain_rows(table: object) -> list[PlainRow]:
    import pandas as pd

    from cdextract.results.frames import plain_row

    assert isinstance(table, pd.DataFrame)
    records = table.astype(object).to_dict("records")
    return [plain_row({str(key): value for key, value in record.items()}) for record in records]


def _by_document(rows: Sequence[PlainRow]) -> dict[str, list[PlainRow]]:
    found: dict[str, list[PlainRow]] = {}
    for row in rows:
        found.setdefault(str(row["document"]), []).append(row)
    return found
