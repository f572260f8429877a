"""`cdextract extract`: articles → the table."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from cdextract.cli.options import field_map, input_options
from cdextract.errors import UsageError

if TYPE_CHECKING:
    from cdextract.journal import Journal


@click.command("extract")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--output",
    "outputs",
    required=True,
    multiple=True,
    metavar="TABLE",
    help="Table to write: .csv, .jsonl, .parquet, .xlsx or .sqlite; - is JSONL on standard output. May be repeated.",
)
@click.option("--resume", is_flag=True, help="Go on with a run that was interrupted; the table comes out the same.")
@input_options
def command(
    inputs: tuple[str, ...],
    outputs: tuple[str, ...],
    resume: bool,
    mapping: tuple[str, ...],
    jobs: int | None,
    patterns: str | None,
    quiet: bool,
) -> None:
    """Read articles and write the table of figures.

    INPUT: files, folders, globs, or - for JSONL on standard input; .txt .html .jsonl .json .csv .tsv .parquet .warc,
    plain, .gz or .zst. Articles that cannot be read become rows of TABLE.errors.jsonl.
    """
    from cdextract import batch
    from cdextract.outputs import check_output, open_writer
    from cdextract.progress import Progress
    from cdextract.readers import ReadProgress, read_articles
    from cdextract.run import identity
    from cdextract.summary import Summary

    for output in outputs:
        check_output(output)
    fields, reading = field_map(mapping), ReadProgress()
    articles = read_articles(inputs, field_map=fields, leave_out=outputs, progress=reading)
    run = identity(patterns)
    journal = _journal(outputs, {**run, "map": fields, "input": _files(inputs, outputs)}, resume)
    summary, progress = Summary(), Progress(reading, quiet=quiet)
    with ExitStack() as stack:
        tables = [stack.enter_context(open_writer(output, run=run)) for output in outputs]
        error_files = [stack.enter_context(_error_file(output)) for output in outputs]
        for outcome in batch.run(articles, jobs=jobs, patterns=patterns, journal=journal):
            for table in tables:
                table.write(outcome.rows)
            if outcome.error is not None:
                line = json.dumps(outcome.error.as_dict(), ensure_ascii=False) + "\n"
                for file in error_files:
                    file.write(line)
            summary.add(outcome)
            progress.add(len(outcome.rows))
        progress.close()
    if journal is not None:
        journal.finish()
        if journal.replayed and not quiet:
            click.echo(f"resumed: {journal.replayed} articles had been read before", err=True)
    if not quiet:
        click.echo("\n".join(summary.lines()), err="-" in outputs)


def _journal(outputs: tuple[str, ...], identity: dict[str, object], resume: bool) -> Journal | None:
    """The journal beside the first table; none where all goes to standard output."""
    from cdextract.journal import Journal

    path = next((output for output in outputs if output != "-"), None)
    if path is not None:
        return Journal(Path(path + ".journal"), identity, resume=resume)
    if resume:
        raise UsageError("a run to standard output cannot be resumed", given="-o -", do="write to a file")
    return None


def _files(inputs: tuple[str, ...], outputs: tuple[str, ...]) -> list[list[object]]:
    """What identifies the input files; standard input is known only by what comes out of it."""
    from cdextract.readers.sources import fingerprint

    return [list(part) for part in fingerprint(inputs, leave_out=outputs)]


@contextmanager
def _error_file(output: str) -> Iterator[IO[str]]:
    """TABLE.errors.jsonl; standard error where the table goes to standard output."""
    if output == "-":
        yield sys.stderr
        return
    from cdextract.outputs import replacing

    with replacing(output + ".errors.jsonl") as path, path.open("w", encoding="utf-8", newline="") as file:
        yield file
