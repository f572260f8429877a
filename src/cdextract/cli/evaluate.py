"""`cdextract evaluate`: articles against a gold file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from cdextract.cli.options import field_map, input_options

if TYPE_CHECKING:
    from cdextract.evaluate import Evaluation

_SHOWN = (
    "org",
    "district",
    "year",
    "period",
    "period_start",
    "period_end",
    "indicator",
    "value",
    "base",
    "percent",
    "percent_kind",
    "evidence",
)


@click.command("evaluate")
@click.argument("gold", metavar="GOLD.jsonl")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--show", type=click.IntRange(min=0), default=0, metavar="N", help="Print the first N mistakes.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of the output.")
@input_options
def command(
    gold: str,
    inputs: tuple[str, ...],
    show: int,
    form: str,
    mapping: tuple[str, ...],
    jobs: int | None,
    patterns: str | None,
    quiet: bool,
) -> None:
    """Print precision, recall and F1 of the figures found in INPUT against a gold file.

    INPUT may also be tables that `cdextract extract` wrote. A gold document is found by its id, or as the file of
    that name.
    """
    from cdextract.evaluate import evaluate, read_gold
    from cdextract.results.rows import rows_of

    documents = read_gold(gold)
    result = evaluate(
        documents, rows_of(inputs, field_map=field_map(mapping), jobs=jobs, patterns=patterns, quiet=quiet)
    )
    if form == "json":
        click.echo(_as_json(result))
        return
    for mistake in result.mistakes[:show]:
        click.echo(
            f"{mistake.document} {mistake.what}\n   gold  {_slim(mistake.gold)}\n   found {_slim(mistake.found)}"
        )
    click.echo("\n".join(_lines(result)))


def _slim(row: Mapping[str, Any] | None) -> str:
    if row is None:
        return "-"
    return ", ".join(f"{name}={row[name]}" for name in _SHOWN if row.get(name) is not None)


def _lines(result: Evaluation) -> list[str]:
    any_score = next(iter(result.scores.values()))
    lines = [f"documents {result.documents}  gold rows {any_score.gold}  found rows {any_score.found}"]
    lines += [f"{level:<17}P {s.precision:.3f}  R {s.recall:.3f}  F1 {s.f1:.3f}" for level, s in result.scores.items()]
    for name, extra in result.extras.items():
        if extra.gold or extra.needless:
            lines.append(f"{name:<17}right {extra.right} of {extra.gold}, needless {extra.needless}")
    return lines


def _as_json(result: Evaluation) -> str:
    import json

    scores = {name: {"precision": s.precision, "recall": s.recall, "f1": s.f1} for name, s in result.scores.items()}
    extras = {name: {"right": e.right, "gold": e.gold, "needless": e.needless} for name, e in result.extras.items()}
    return json.dumps({"documents": result.documents, "scores": scores, "fields": extras}, indent=2)
