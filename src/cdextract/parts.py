"""A folder of parts: a table that many machines write together, each part on its own.

    part-00000.parquet          the rows of one part, in the form of a Parquet table
    _part-00000.errors.jsonl    its error rows
    _part-00000.json            its record: run, input files, counts, hashes; written when the two are complete
    _manifest.json              the records of all parts, in order; written last

Every file is written under a name of its own and renamed when complete, so that a death at any moment leaves whole
files or none. A folder without manifest is no table: reading it is refused.
"""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

from cdextract.errors import InputError, OutputError, UsageError
from cdextract.outputs import FORMATS
from cdextract.summary import Summary
from cdextract.work import Outcome

if TYPE_CHECKING:
    import pandas as pd

MANIFEST = "_manifest.json"
_BLOCK = 1 << 20
_OURS = regex.compile(r"part-\d{5,}\.parquet|_part-\d{5,}\.(?:errors\.jsonl|json)|\..+\.part")

Record = dict[str, Any]


def name_of(number: int) -> str:
    """The name of a part, the same in every run: 7 → 'part-00007'."""
    return f"part-{number:05}"


def is_folder(path: str | Path) -> bool:
    """Say whether a path is a folder of parts, complete or not."""
    folder = Path(path)
    return folder.is_dir() and ((folder / MANIFEST).is_file() or any(map(_OURS.fullmatch, os.listdir(folder))))


def prepare(path: str | Path) -> Path:
    """Make the folder, or take one of an earlier run as it is.

    Raises `OutputError` where it cannot be made or holds something else.
    """
    folder = Path(path)
    if folder.exists() and not folder.is_dir():
        raise OutputError("the output of this engine is a folder", given=str(path), do="give another name")
    try:
        folder.mkdir(exist_ok=True)
        others = sorted(name for name in os.listdir(folder) if name != MANIFEST and not _OURS.fullmatch(name))
    except OSError as error:
        raise OutputError(
            "the folder of the output cannot be used",
            given=f"{path}: {error.strerror or error}",
            do="create the folder above it, check rights and space, or give another path",
        ) from error
    if others:
        raise OutputError(
            "the folder of the output holds other files",
            given=f"{path}: {others[0]}",
            do="give an empty folder, a new name, or the folder of an earlier run",
        )
    return folder


def reopen(folder: Path) -> None:
    """Begin a run: the folder is no table any more; unfinished files of an earlier run are removed."""
    for leftover in (folder / MANIFEST, *folder.glob(".*.part")):
        leftover.unlink(missing_ok=True)


def file_hash(path: str | Path) -> str:
    """SHA-256 of a file."""
    digest = sha256()
    with open(path, "rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def finished(folder: Path, number: int, run: Mapping[str, object], inputs: list[Record]) -> Record | None:
    """The record of a part that an earlier run completed from the same input; None where it has to be made."""
    record = _load(_record_file(folder, number))
    if record is None or record.get("run") != run or record.get("inputs") != inputs:
        return None
    return record if all(_holds(folder, file) for file in record["files"]) else None


def _holds(folder: Path, file: Record) -> bool:
    """Whether a file of a record is there with the bytes that the record tells of."""
    path = folder / file["name"]
    return bool(path.is_file() and path.stat().st_size == file["bytes"] and file_hash(path) == file["sha256"])


def write(
    folder: Path, number: int, outcomes: Iterable[Outcome], *, run: Mapping[str, object], inputs: list[Record]
) -> Record:
    """Write one part from its outcomes; gives its record."""
    from cdextract.outputs.parquet import Writer

    table, errors = folder / f"{name_of(number)}.parquet", folder / f"_{name_of(number)}.errors.jsonl"
    _record_file(folder, number).unlink(missing_ok=True)
    summary = Summary()
    with (
        _replacing(table) as table_part,
        _replacing(errors) as errors_part,
        errors_part.open("w", encoding="utf-8", newline="") as error_file,
        closing(Writer(table_part, dict(run))) as writer,
    ):
        for outcome in outcomes:
            writer.write(outcome.rows)
            if outcome.error is not None:
                error_file.write(json.dumps(outcome.error.as_dict(), ensure_ascii=False) + "\n")
            summary.add(outcome)
    files = [{"name": path.name, "bytes": path.stat().st_size, "sha256": file_hash(path)} for path in (table, errors)]
    record = {"part": name_of(number), "run": run, "inputs": inputs, **summary.counts(), "files": files}
    _dump(record, _record_file(folder, number))
    return record


def complete(folder: Path, records: Iterable[Record], *, run: Mapping[str, object]) -> None:
    """Write the manifest: the folder is a table now. What else earlier runs and dead workers left is removed."""
    parts = [{key: value for key, value in record.items() if key != "run"} for record in records]
    kept = {file["name"] for part in parts for file in part["files"]} | {f"_{part['part']}.json" for part in parts}
    for name in os.listdir(folder):
        if _OURS.fullmatch(name) and name not in kept:
            (folder / name).unlink(missing_ok=True)
    total = sum(part["figures"] for part in parts)
    _dump({"run": run, "figures": total, "parts": parts}, folder / MANIFEST)


def read_manifest(path: str | Path) -> Record:
    """The manifest of a folder. Raises `InputError` where there is none: the run has not ended."""
    manifest = _load(Path(path) / MANIFEST)
    if manifest is None:
        raise InputError(
            "the folder of parts has no manifest: the run that wrote it has not ended",
            given=str(path),
            do="run the same command again; it goes on where it stopped",
        )
    return manifest


def read(path: str | Path) -> pd.DataFrame:
    """The table of a folder of parts, in order. Raises `InputError` where it is incomplete or a file was changed."""
    import pyarrow.parquet as pq

    from cdextract.table import to_frame

    folder = Path(path)
    rows: list[dict[str, object]] = []
    for part in read_manifest(folder)["parts"]:
        table = part["files"][0]
        if not _holds(folder, table):
            raise InputError(
                "a part is missing or is not what the manifest says",
                given=str(folder / table["name"]),
                do="run the same command again; it makes this part anew",
            )
        rows += pq.read_table(folder / table["name"]).to_pylist()
    return to_frame(rows)


def check_name(output: str) -> None:
    """Raise `UsageError` on the name of a file or '-'."""
    if output == "-" or (Path(output).suffix.lower() in FORMATS and not Path(output).is_dir()):
        raise UsageError(
            "this engine writes a folder of Parquet files",
            given=f"-o {output}",
            do="give the name of a folder: -o out/",
        )


def _record_file(folder: Path, number: int) -> Path:
    return folder / f"_{name_of(number)}.json"


def _load(path: Path) -> Record | None:
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return loaded if isinstance(loaded, dict) else None


def _dump(record: Record, path: Path) -> None:
    with _replacing(path) as part:
        part.write_text(json.dumps(record, ensure_ascii=False, sort_keys=True, indent=1) + "\n", encoding="utf-8")


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """A name beside `target` that no other writer of the same part has; renamed to it when the block ends well."""
    writer = f"{socket.gethostname()}-{os.getpid()}-{threading.get_ident()}"
    temporary = target.with_name(f".{target.name}.{writer}.part")
    try:
        yield temporary
        os.replace(temporary, target)
    except OSError as error:
        raise OutputError(
            "a part cannot be written",
            given=f"{target}: {error.strerror or error}",
            do="free some space; every worker needs the right to write there",
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink()
