"""`cdextract check`: the figures that need a person."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from cdextract.cli.options import field_map, input_options
from cdextract.errors import UsageError
from cdextract.findings.codes import BY_CODE, find
from cdextract.results.columns import VERDICTS

if TYPE_CHECKING:
    from cdextract.findings.listing import Finding


@click.command("check")
@click.argument("inputs", nargs=-1, required=True, metavar="TABLE_OR_INPUT...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv", "sarif"]), default="text", help="Form of the output."
)
@click.option(
    "--fail-on",
    default="inconsistent,impossible",
    metavar="VERDICT[,..]",
    help="Verdicts that are printed, and verdicts or codes (CD401) that end the command with 1.",
    show_default=True,
)
@click.option("--select", default="", metavar="CODE[,..]", help="Print these instead; CD4 stands for all CD4xx.")
@click.option("--ignore", default="", metavar="CODE[,..]", help="Leave these out.")
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
    select: str,
    ignore: str,
    waiver_file: str | None,
    mapping: tuple[str, ...],
    jobs: int | None,
    patterns: str | None,
    quiet: bool,
) -> None:
    """Print every figure whose verdict needs a person, with its arithmetic, and figures that contradict each other.

    Takes tables that `cdextract extract` wrote, whose verdicts are recomputed from the numbers in them, or articles.
    `cdextract explain CODE` tells what a code means. Exit code: 0 none, 1 some figure is flagged, 2 wrong usage or
    unreadable input.
    """
    from cdextract.findings.listing import Choice, code_list, findings
    from cdextract.findings.waivers import Waivers, read_waivers
    from cdextract.results.rows import rows_of

    verdicts, codes = _failing(fail_on)
    choice = Choice(verdicts, code_list(select, name="--select"), code_list(ignore, name="--ignore"))
    waivers = read_waivers(waiver_file) if waiver_file else Waivers()
    texts: dict[str, str] | None = {} if form == "sarif" else None
    rows = list(
        rows_of(
            inputs, field_map=field_map(mapping), jobs=jobs, patterns=patterns, quiet=quiet, recheck=True, texts=texts
        )
    )
    found = findings(rows, choice, waivers=waivers)
    shown = [finding for finding in found if not finding.waived]
    failing = [f for f in shown if (f.of_verdict and f.row["verdict"] in verdicts) or codes & {*f.codes}]
    _print(found if form == "sarif" else shown, form, texts)
    if form == "text" and not quiet:
        click.echo("\n".join(_totals(len(rows), shown, failing, fail_on, len(found) - len(shown))))
    unused = waivers.unused([finding.row for finding in found if finding.waived])
    if unused and not quiet:
        click.echo(f"waivers that fit no flag (their text has changed, or was not read): {len(unused)}", err=True)
    sys.exit(1 if failing else 0)


def _failing(option: str) -> tuple[list[str], set[str]]:
    """The verdicts and the codes that --fail-on names."""
    verdicts: list[str] = []
    codes: set[str] = set()
    for name in filter(None, (part.strip() for part in option.split(","))):
        code = find(name)
        if name in VERDICTS:
            verdicts.append(name)
        elif code is not None:
            codes.add(code.code)
        else:
            raise UsageError(
                "unknown verdict in --fail-on", given=name, do=f"use some of {', '.join([*VERDICTS, *BY_CODE])}"
            )
    return verdicts, codes


def _totals(rows: int, shown: Sequence[Finding], failing: Sequence[Finding], fail_on: str, waived: int) -> list[str]:
    from cdextract.findings.listing import counted

    told = f", {waived} waived" if waived else ""
    lines = [f"{rows} figures, {len(failing)} flagged ({fail_on.replace(',', ', ')}){told}"]
    return [*lines, f"listed: {counted(shown)}"] if shown else lines


def _print(found: Sequence[Finding], form: str, texts: dict[str, str] | None) -> None:
    if form == "sarif":
        import json

        from cdextract.findings import sarif

        click.echo(json.dumps(sarif.log(found, texts), ensure_ascii=False, indent=1))
    else:
        {"text": _print_text, "json": _print_json, "csv": _print_csv}[form](found)


def _print_text(found: Sequence[Finding]) -> None:
    from cdextract.findings.listing import text_lines

    for finding in found:
        click.echo("\n".join(text_lines(finding)))


def _print_json(found: Sequence[Finding]) -> None:
    from cdextract.findings.listing import record
    from cdextract.outputs.jsonl import line

    click.echo("[" + ",\n ".join(line(record(finding)) for finding in found) + "]")


def _print_csv(found: Sequence[Finding]) -> None:
    import csv

    from cdextract.findings.listing import RECORD_EXTRAS, record
    from cdextract.outputs.csvfile import cells, guard
    from cdextract.results.columns import NAMES

    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow([*NAMES, *RECORD_EXTRAS])
    for finding in found:
        told = record(finding)
        table.writerow([*cells(finding.row), *(guard(str(told[name] or "")) for name in RECORD_EXTRAS)])
