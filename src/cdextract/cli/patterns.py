"""`cdextract patterns`: the rules, and their examples."""

from __future__ import annotations

import sys

import click

from cdextract.cli.options import patterns_option


@click.command("patterns")
@click.argument("action", type=click.Choice(["list", "test"]), default="list")
@patterns_option
def command(action: str, patterns: str | None) -> None:
    """List the rules, or run every example and counter-example that the pattern files carry.

    Exit code: 0 all hold, 1 an example fails, 2 a pattern file cannot be used.
    """
    from cdextract.batch.work import use_patterns
    from cdextract.rules import loading

    use_patterns(patterns)
    found = list(loading.rule_ids())
    if action == "list":
        for name, rule, why in found:
            click.echo(f"{name}\t{rule}" + (f"\t{' '.join(why.split())}" if why else ""))
        return
    problems = [problem for name in loading.RUNNERS for problem in loading.check_examples(name)]
    for problem in problems:
        click.echo(problem)
    click.echo(f"{len(found)} rules, {len(problems)} examples fail")
    sys.exit(1 if problems else 0)
