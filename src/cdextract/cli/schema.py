"""`cdextract schema`: the dictionary of the table's columns."""

from __future__ import annotations

import json

import click


@click.command("schema")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "frictionless", "markdown"]),
    default="text",
    help="Plain text, JSON, a Frictionless Table Schema, or the page docs/columns.md.",
)
def command(form: str) -> None:
    """Print the columns of the table: name, dtype, unit, meaning, allowed values, Vietnamese label."""
    from cdextract.results import schema

    if form == "json":
        click.echo(json.dumps(schema.as_records(), ensure_ascii=False, indent=2))
    elif form == "frictionless":
        click.echo(json.dumps(schema.frictionless(), ensure_ascii=False, indent=2))
    else:
        click.echo(schema.as_markdown() if form == "markdown" else schema.as_text(), nl=False)
