"""Rows → a file: the format by the name's ending, written under a temporary name and renamed when complete."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from cdextract.errors import OutputError, UsageError
from cdextract.results.frames import PlainRow

FORMATS: dict[str, str] = {
    ".csv": "cdextract.outputs.csvfile",
    ".jsonl": "cdextract.outputs.jsonl",
    ".parquet": "cdextract.outputs.parquet",
    ".xlsx": "cdextract.outputs.excel",
    ".sqlite": "cdextract.outputs.sqlite",
}


class Writer(Protocol):
    """What a format module's `Writer` class offers."""

    def write(self, rows: Sequence[PlainRow]) -> None:
        """Add rows (see `table.plain_row`) to the file."""

    def close(self) -> None:
        """Complete the file."""


def check_output(path: str) -> None:
    """Raise `UsageError` on an unknown ending, `OutputError` on a missing folder; '-' is standard output."""
    if path == "-":
        return
    suffix = Path(path).suffix.lower()
    if suffix not in FORMATS:
        raise UsageError(
            f"unknown table format {suffix!r}" if suffix else "the output has no ending that names a format",
            given=path,
            do="end the name in " + ", ".join(FORMATS) + ", or give - for JSONL on standard output",
        )
    if Path(path).is_dir():
        raise OutputError("the output is a folder", given=path, do="give the name of a file")
    if not Path(path).absolute().parent.is_dir():
        raise OutputError(
            "the folder of the output is not there", given=path, do="create the folder or give another path"
        )


@contextmanager
def open_writer(path: str, *, run: Mapping[str, object] | None = None) -> Iterator[Writer]:
    """Open a table for writing; it appears under its name only when the block ends without an error.

    `run` is the identity of the run (version, options …); formats that carry metadata keep it.
    Raises `UsageError` on an unknown ending, `OutputError` where the file cannot be written.

    >>> with open_writer("figures.csv") as table:  # doctest: +SKIP
    ...     table.write([plain_row({"document": "a", "value": 12})])
    """
    check_output(path)
    if path == "-":
        yield cast(Writer, import_module(FORMATS[".jsonl"]).StreamWriter(sys.stdout))
        return
    module = import_module(FORMATS[Path(path).suffix.lower()])
    with replacing(path) as temporary:
        try:
            writer = cast(Writer, module.Writer(temporary, dict(run or {})))
        except OSError as error:
            raise _unwritable(path, error) from error
        try:
            yield writer
        finally:
            writer.close()


@contextmanager
def replacing(path: str | Path) -> Iterator[Path]:
    """Give a temporary name beside `path`; rename it to `path` when the block ends well, remove it when not.

    Raises `OutputError` where the renaming fails.
    """
    target = Path(path)
    temporary = target.with_name(f".{target.name}.part")
    with suppress(OSError):
        temporary.unlink()  # what a killed run left
    try:
        yield temporary
        try:
            os.replace(temporary, target)
        except OSError as error:
            raise _unwritable(target, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def _unwritable(path: str | Path, error: OSError) -> OutputError:
    return OutputError(
        "the output cannot be written",
        given=f"{path}: {error.strerror or error}",
        do="free some space or give another path",
    )
