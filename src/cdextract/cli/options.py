"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from cdextract.errors import UsageError

Command = TypeVar("Command", bound=Callable[..., Any])

map_option = click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="TARGET=FIELD",
    help="Field of the records that holds the text, title, published, url, id or lead; may be repeated.",
)
patterns_option = click.option(
    "--patterns",
    type=click.Path(),
    default=None,
    metavar="DIR",
    help="Folder of your own rules, beside or instead of the shipped ones.",
)


def input_options(command: Command) -> Command:
    """Add what every command that reads articles takes: --map, --jobs, --patterns, --quiet."""
    for option in reversed(
        (
            map_option,
            click.option(
                "--jobs", type=click.IntRange(min=1), default=None, metavar="N", help="Processes (default: all cores)."
            ),
            patterns_option,
            click.option("--quiet", is_flag=True, help="No progress and no summary."),
        )
    ):
        command = option(command)
    return command


def field_map(mapping: tuple[str, ...]) -> dict[str, str]:
    """Read `--map text=noi_dung` options. Raises `UsageError` on another form."""
    chosen: dict[str, str] = {}
    for item in mapping:
        target, sign, name = item.partition("=")
        if not sign or not name.strip():
            raise UsageError("--map needs TARGET=FIELD", given=item, do="write for example --map text=noi_dung")
        chosen[target.strip()] = name.strip()
    return chosen
