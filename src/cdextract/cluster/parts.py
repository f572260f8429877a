"""A folder of parts: a table that many machines write together, each part on its own.

    part-00000.parquet           the rows of one part, in the form of a Parquet table
    _part-00000.errors.jsonl     its error rows
    _part-00000.articles.arrow   its articles: what tells repeats between parts (see `repeats`)
    _part-00000.json             its record: run, input files, counts, hashes; written when the others are complete
    _manifest.json               the records of all parts, in order; written last

Every file is written elsewhere and appears when complete, so that a death at any moment leaves whole files or none. A
folder without manifest is no table: reading it is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdextract.batch.work import Outcome
from cdextract.cluster.repeats import Note, NoteWriter
from cdextract.errors import InputError, OutputError, UsageError
from cdextract.findings.summary import Summary
from cdextract.outputs import FORMATS
from cdextract.rules.compiled import compile_rule
from cdextract.storage.files import Folder, folder_at, hash_of, is_address

if TYPE_CHECKING:
    import pandas as pd

MANIFEST = "_manifest.json"
_OURS = compile_rule(r"part-\d{5,}\.parquet|_part-\d{5,}\.(?:errors\.jsonl|articles\.arrow|json)|\..+\.part")

Record = dict[str, Any]


def name_of(number: int) -> str:
    """The name of a part, the same in every run: 7 → 'part-00007'."""
    return f"part-{number:05}"


def is_folder(path: str | Path) -> bool:
    """Say whether a path or an address is a folder of parts, complete or not."""
    return any(name == MANIFEST or _OURS.fullmatch(name) for name in folder_at(path).names())


def prepare(path: str | Path) -> Folder:
    """Make the folder, or take one of an earlier run as it is.

    Raises `OutputError` where it cannot be made or holds something else.
    """
    folder = folder_at(path)
    folder.make()
    others = [name for name in folder.names() if name != MANIFEST and not _OURS.fullmatch(name)]
    if others:
        raise OutputError(
            "the folder of the output holds other files",
            given=f"{path}: {others[0]}",
            do="give an empty folder, a new name, or the folder of an earlier run",
        )
    return folder


def reopen(folder: Folder) -> None:
    """Begin a run: the folder is no table any more; unfinished files of an earlier run are removed."""
    for name in folder.names():
        if name == MANIFEST or name.endswith(".part"):
            folder.remove(name)


def finished(folder: Folder, number: int, run: Mapping[str, object], inputs: list[Record]) -> Record | None:
    """The record of a part that an earlier run completed from the same input; None where it has to be made."""
    record = _load(folder, _record_name(number))
    if record is None or record.get("run") != run or record.get("inputs") != inputs:
        return None
    return record if all(_holds(folder, file) for file in record["files"]) else None


def _holds(folder: Folder, file: Record) -> bool:
    """Whether a file of a record is there with the bytes that the record tells of."""
    if folder.size(file["name"]) != file["bytes"]:
        return False
    with folder.open(file["name"]) as content:
        return bool(hash_of(content) == file["sha256"])


def write(
    folder: Folder,
    number: int,
    outcomes: Iterable[tuple[Outcome, Note | None]],
    *,
    run: Mapping[str, object],
    inputs: list[Record],
    repeats: str | None = None,
) -> Record:
    """Write one part from its outcomes, each with the note on its article; gives its record.

    `repeats` is the digest of the repeats that are among the outcomes.
    """
    from cdextract.outputs.parquet import Writer

    name = name_of(number)
    table, errors, articles = f"{name}.parquet", f"_{name}.errors.jsonl", f"_{name}.articles.arrow"
    folder.remove(_record_name(number))
    summary, files = Summary(), []
    with (
        folder.writing(table) as table_part,
        folder.writing(errors) as errors_part,
        folder.writing(articles) as articles_part,
    ):
        with (
            errors_part.open("w", encoding="utf-8", newline="") as error_file,
            closing(NoteWriter(articles_part)) as notes,
            closing(Writer(table_part, dict(run))) as writer,
        ):
            for outcome, note in outcomes:
                writer.write(outcome.rows)
                if note is not None:
                    notes.add(note, outcome, errors=summary.failed)
                if outcome.error is not None:
                    error_file.write(json.dumps(outcome.error.as_dict(), ensure_ascii=False) + "\n")
                summary.add(outcome)
        for file_name, path in ((table, table_part), (errors, errors_part), (articles, articles_part)):
            files.append(_described(file_name, path))
    record = {"part": name, "run": run, "inputs": inputs, **summary.counts(), "files": files, "repeats": repeats}
    _dump(folder, _record_name(number), record)
    return record


def _described(name: str, path: Path) -> Record:
    """What a record says of a file: its name, and the bytes and SHA-256 of what is at `path`."""
    with path.open("rb") as file:
        return {"name": name, "bytes": path.stat().st_size, "sha256": hash_of(file)}


def complete(folder: Folder, records: Iterable[Record], *, run: Mapping[str, object]) -> None:
    """Write the manifest: the folder is a table now. What else earlier runs and dead workers left is removed."""
    parts = [{key: value for key, value in record.items() if key != "run"} for record in records]
    kept = {file["name"] for part in parts for file in part["files"]} | {f"_{part['part']}.json" for part in parts}
    for name in folder.names():
        if _OURS.fullmatch(name) and name not in kept:
            folder.remove(name)
    total = sum(part["figures"] for part in parts)
    _dump(folder, MANIFEST, {"run": run, "figures": total, "parts": parts})


def read_manifest(path: str | Path) -> Record:
    """The manifest of a folder. Raises `InputError` where there is none: the run has not ended."""
    manifest = _load(folder_at(path), MANIFEST)
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

    from cdextract.results.frames import to_frame

    folder = folder_at(path)
    rows: list[dict[str, object]] = []
    for part in read_manifest(path)["parts"]:
        table = part["files"][0]
        if not _holds(folder, table):
            raise InputError(
                "a part is missing or is not what the manifest says",
                given=f"{path}/{table['name']}",
                do="run the same command again; it makes this part anew",
            )
        with folder.open(table["name"]) as file:
            rows += pq.read_table(file).to_pylist()
    return to_frame(rows)


def check_name(output: str) -> None:
    """Raise `UsageError` on the name of a file or '-'."""
    named_as_file = Path(output).suffix.lower() in FORMATS and (is_address(output) or not Path(output).is_dir())
    if output == "-" or named_as_file:
        raise UsageError(
            "this engine writes a folder of Parquet files",
            given=f"-o {output}",
            do="give the name of a folder: -o out/",
        )


def _record_name(number: int) -> str:
    return f"_{name_of(number)}.json"


def _load(folder: Folder, name: str) -> Record | None:
    if folder.size(name) is None:
        return None
    try:
        with folder.open(name) as file:
            loaded = json.loads(file.read().decode())
    except (OSError, ValueError):
        return None
    return loaded if isinstance(loaded, dict) else None


def _dump(folder: Folder, name: str, record: Record) -> None:
    with folder.writing(name) as path:
        path.write_text(json.dumps(record, ensure_ascii=False, sort_keys=True, indent=1) + "\n", encoding="utf-8")
