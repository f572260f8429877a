"""`cdextract check`: the figures that need a person."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from cdextract.cli.options import field_map, input_options
from cdextract.columns import VERDICTS
from cdextract.errors import UsageError
from cdextract.table import PlainRow


@click.command("check")
@click.argument("inputs", nargs=-1, required=True, metavar="TABLE_OR_INPUT...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", help="Form of the output."
)
@click.option(
    "--fail-on",
    default="inconsistent,impossible",
    metavar="VERDICT[,..]",
    help="Verdicts that are printed and end the command with 1.",
    show_default=True,
)
@click.option(
    "--waivers",
    "waiver_file",
    type=click.Path(),
    default=None,
    metavar="FILE",
    help="Flags that were reviewed (by `cdextract review import`) and stay quiet until their text changes.",
)
@input_options
def command(
    inputs: tuple[str, ...],
    form: str,
    fail_on: str,
    waiver_file: str | None,
    mapping: tuple[str, ...],
    jobs: int | None,
    patterns: str | None,
    quiet: bool,
) -> None:
    """Print every figure whose verdict needs a person, with its arithmetic.

    Takes tables that `cdextract extract` wrote, whose verdicts are recomputed from the numbers in them, or articles.
    Exit code: 0 none, 1 some figure is flagged, 2 wrong usage or unreadable input.
    """
    from cdextract.rows import rows_of
    from cdextract.waivers import Waivers, read_waivers

    verdicts = _verdicts(fail_on)
    waivers = read_waivers(waiver_file) if waiver_file else Waivers()
    rows = rows_of(inputs, field_map=field_map(mapping), jobs=jobs, patterns=patterns, quiet=quiet, recheck=True)
    counted = 0
    flagged: list[PlainRow] = []
    waived: list[PlainRow] = []
    for row in rows:
        counted += 1
        if row["verdict"] in verdicts:
            (waived if waivers.covers(row) else flagged).append(row)
    {"text": _print_text, "json": _print_json, "csv": _print_csv}[form](flagged)
    if form == "text" and not quiet:
        told = f", {len(waived)} waived" if waiver_file else ""
        click.echo(f"{counted} figures, {len(flagged)} flagged ({', '.join(verdicts)}){told}")
    unused = waivers.unused(waived)
    if unused and not quiet:
        click.echo(f"{len(unused)} waivers fit no flag: their text has changed, or was not read", err=True)
    sys.exit(1 if flagged else 0)


def _verdicts(option: str) -> list[str]:
    chosen = [verdict.strip() for verdict in option.split(",") if verdict.strip()]
    for verdict in chosen:
        if verdict not in VERDICTS:
            raise UsageError("unknown verdict in --fail-on", given=verdict, do="use some of " + ", ".join(VERDICTS))
    return chosen


def _print_text(rows: Iterable[PlainRow]) -> None:
    from cdextract.summary import flag_lines

    for row in rows:
        click.echo("\n".join(flag_lines(row)))


def _print_json(rows: Iterable[PlainRow]) -> None:
    from cdextract.outputs.jsonl import line
    from cdextract.summary import arithmetic

    click.echo("[" + ",\n ".join(line({**row, "arithmetic": arithmetic(row)}) for row in rows) + "]")


def _print_csv(rows: Iterable[PlainRow]) -> None:
    import csv

    from cdextract.columns import NAMES
    from cdextract.outputs.csvfile import cells
    from cdextract.summary import arithmetic

    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow([*NAMES, "arithmetic"])
    table.writerows([*cells(row), arithmetic(row)] for row in rows)
