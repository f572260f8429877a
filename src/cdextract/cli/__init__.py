"""The command line. Each command is a module of this folder, imported when it is called."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from cdextract import __version__
from cdextract.errors import CdextractError

# command → one line for `cdextract --help` (so that listing the commands imports none of them)
COMMANDS = {
    "extract": "Read articles, write the table of figures.",
    "check": "Print every figure whose verdict needs a person.",
    "report": "Write the table as one page for people who check it.",
    "review": "Turn reviews into corrections and waivers; work with annotation tools.",
    "explain": "Show how one text was read.",
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

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cdextract")
def cli() -> None:
    """Read trade-union results from Vietnamese news into a table; every stated percentage is recomputed."""


def main() -> None:
    """Run the command line; errors of ours end with exit code 2 and a message in three parts."""
    try:
        cli.main(standalone_mode=True)
    except CdextractError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output (head, less) has gone: not our error. Python must not flush the pipe again.
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        print(f"error: the system refused\n  given: {error}\n  do: check space, rights and paths", file=sys.stderr)
        sys.exit(2)
