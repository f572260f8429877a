"""`cdextract extract`: articles → the table."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from cdextract.cli.options import field_map, input_options
from cdextract.errors import UsageError

if TYPE_CHECKING:
    from cdextract.batch.journal import Journal
    from cdextract.findings.summary import Summary

_TELL_EVERY = 10.0  # seconds


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
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    help="dask: in parts, on the workers of a cluster; TABLE is a folder or an address (s3://…) then.",
)
@click.option(
    "--scheduler", metavar="ADDRESS", help="Dask scheduler to use (without: a cluster on this machine is started)."
)
@click.option(
    "--part-size",
    type=click.IntRange(min=1),
    metavar="MB",
    help="With dask: larger .jsonl and .parquet files make several parts (default: 64).",
)
@input_options
def command(
    inputs: tuple[str, ...],
    outputs: tuple[str, ...],
    resume: bool,
    engine: str,
    scheduler: str | None,
    part_size: int | None,
    mapping: tuple[str, ...],
    jobs: int | None,
    patterns: str | None,
    quiet: bool,
) -> None:
    """Read articles and write the table of figures.

    INPUT: files, folders, globs, addresses (s3://…), or - for JSONL on standard input; .txt .html .jsonl .json .csv
    .tsv .parquet .warc, plain, .gz or .zst. Articles that cannot be read become rows of TABLE.errors.jsonl.
    """
    fields = field_map(mapping)
    if engine == "dask":
        summary = _on_cluster(inputs, outputs, fields, scheduler, part_size, jobs, patterns, quiet)
    elif scheduler or part_size:
        given = f"--scheduler {scheduler}" if scheduler else f"--part-size {part_size}"
        raise UsageError(f"{given.split()[0]} needs --engine dask", given=given, do="add --engine dask")
    else:
        summary = _here(inputs, outputs, fields, resume, jobs, patterns, quiet)
    if not quiet:
        click.echo("\n".join(summary.lines()), err="-" in outputs)


def _here(
    inputs: tuple[str, ...],
    outputs: tuple[str, ...],
    fields: dict[str, str],
    resume: bool,
    jobs: int | None,
    patterns: str | None,
    quiet: bool,
) -> Summary:
    """On this machine, into one file or several."""
    from cdextract.batch import running
    from cdextract.batch.identity import identity
    from cdextract.batch.progress import Progress
    from cdextract.findings.summary import Summary
    from cdextract.outputs import check_output, open_writer
    from cdextract.readers import ReadProgress, read_articles

    for output in outputs:
        check_output(output)
    _check_overwriting(inputs, outputs)
    reading = ReadProgress()
    articles = read_articles(inputs, field_map=fields, leave_out=outputs, progress=reading)
    run = identity(patterns)
    journal = _journal(outputs, {**run, "map": fields, "input": _files(inputs, outputs)}, resume)
    summary, progress = Summary(), Progress(reading, quiet=quiet)
    with ExitStack() as stack:
        tables = [stack.enter_context(open_writer(output, run=run)) for output in outputs]
        error_files = [stack.enter_context(_error_file(output)) for output in outputs]
        for outcome in running.run(articles, jobs=jobs, patterns=patterns, journal=journal):
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
    return summary


def _on_cluster(
    inputs: tuple[str, ...],
    outputs: tuple[str, ...],
    fields: dict[str, str],
    scheduler: str | None,
    part_size: int | None,
    jobs: int | None,
    patterns: str | None,
    quiet: bool,
) -> Summary:
    """On the workers of a Dask cluster, into one folder of parts."""
    from cdextract.cluster import engine
    from cdextract.cluster.pieces import PIECE_BYTES

    if len(outputs) > 1:
        raise UsageError("this engine writes one folder", given=" ".join(outputs), do="give -o once")
    if scheduler and jobs:
        raise UsageError("the workers of a scheduler are its own", given=f"--jobs {jobs}", do="leave out --jobs")
    last = time.monotonic()

    def tell(summary: Summary, finished: int, parts: int) -> None:
        nonlocal last
        if not quiet and time.monotonic() - last > _TELL_EVERY:
            last = time.monotonic()
            click.echo(f"{finished} of {parts} parts, {summary.articles} articles, {summary.figures} figures", err=True)

    size = part_size * 2**20 if part_size else PIECE_BYTES
    return engine.run(
        inputs,
        outputs[0],
        field_map=fields,
        patterns=patterns,
        jobs=jobs,
        scheduler=scheduler,
        piece_bytes=size,
        done=tell,
    )


def _check_overwriting(inputs: tuple[str, ...], outputs: tuple[str, ...]) -> None:
    """Raise `UsageError` where an output is given twice, or would take the place of articles."""
    from cdextract.readers.sources import find_sources
    from cdextract.results.frames import is_table

    names = ["-" if output == "-" else str(Path(output).absolute()) for output in outputs]
    twice = next((output for output, name in zip(outputs, names, strict=True) if names.count(name) > 1), None)
    if twice is not None:
        raise UsageError("an output is given twice", given=f"-o {twice}", do="give it once")
    read = {str(Path(source.path).absolute()) for source in find_sources(inputs) if source.path}
    for output, name in zip(outputs, names, strict=True):
        # A table of an earlier run in a folder of articles is written anew, and is no input.
        if name in read and Path(name).stat().st_size and not is_table(name):
            raise UsageError("the output is one of the inputs", given=f"-o {output}", do="give the table another name")


def _journal(outputs: tuple[str, ...], identity: dict[str, object], resume: bool) -> Journal | None:
    """The journal beside the first table; none where all goes to standard output."""
    from cdextract.batch.journal import Journal

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
