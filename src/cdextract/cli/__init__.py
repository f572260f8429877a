"""The command line. Each command is a module of this folder, imported when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from cdextract import __version__
from cdextract.errors import CdextractError

# command → one line for `cdextract --help` (so that listing the commands imports none of them)
COMMANDS = {
    "extract": "Read articles, write the table of figures.",
    "check": "Print every figure whose verdict needs a person.",
    "report": "Write the table as one page for people who check it.",
    "review": "Turn reviews into corrections and waivers; work with annotation tools.",
    "explain": "Show how one text was read, or what a code means.",
    "patterns": "List the rules, or run their examples.",
    "evaluate": "Score the figures of articles against a gold file.",
    "schema": "Print the dictionary of the table's columns.",
}


class Commands(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"cdextract.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # The reader of our output (head, less) has gone: not our error. What is left must not be flushed to it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cdextract")
def cli() -> None:
    """Read trade-union results from Vietnamese news into a table; every stated percentage is recomputed."""


def main() -> None:
    """Run the command line; errors end with exit code 2 and a message in three parts, Ctrl-C with 130."""
    try:
        sys.exit(cli.main(standalone_mode=False))
    except CdextractError as error:
        _end(str(error))
    except click.UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # `cdextract` alone; the class came with click 8.2
            error.show()
            sys.exit(2)
        _end(_told(error))
    except click.Abort:
        print("interrupted; --resume goes on with a run that writes a table", file=sys.stderr)
        sys.exit(130)
    except OSError as error:
        _end(f"the system refused\n  given: {error}\n  do: check space, rights and paths")


def _told(error: click.UsageError) -> str:
    """What click has to say, in three parts."""
    message = error.format_message().rstrip(".")
    path = error.ctx.command_path if error.ctx else "cdextract"
    return (
        f"{message[0].lower()}{message[1:]}\n  given: {' '.join(sys.argv[1:]) or 'nothing'}\n  do: see `{path} --help`"
    )


def _end(message: str) -> NoReturn:
    print(f"error: {message}", file=sys.stderr)
    sys.exit(2)
