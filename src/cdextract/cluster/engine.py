"""Articles → a folder of parts, on the workers of a Dask cluster: the same rows as on one machine.

A part is made from one input file or a piece of a large one (small files of single articles are gathered), by the same
functions that the local engine uses. When all are made, those with repeats are written again. A part whose worker dies
is made again by another one; one that kills its workers again and again is made by this process, article by article in
processes of their own, so that the guilty article becomes an error row. Parts that an earlier run finished are kept
where run and input are the same.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from cdextract.article import Article
from cdextract.batch.identity import identity
from cdextract.batch.running import available_cores, chunked
from cdextract.batch.running import run as run_here
from cdextract.batch.work import TIME_LIMIT, Item, Outcome, use_patterns, work_chunk
from cdextract.cluster import parts, repeats
from cdextract.cluster.parts import Record
from cdextract.cluster.pieces import PIECE_BYTES, content_hash, pieces, survey
from cdextract.cluster.repeats import Note, Repeats
from cdextract.errors import InputError, UsageError
from cdextract.findings.summary import Summary
from cdextract.readers.formats import read_source
from cdextract.readers.records import FieldMap
from cdextract.readers.sources import Source, find_sources
from cdextract.storage.files import Folder, absolute

# Formats of which a file holds one article: so many of them make a part.
_SINGLE = (".txt", ".html", ".htm", ".json")
_GATHERED = 1000
_CONNECT_SECONDS = 20
_REPEATS_AT_ONCE = 256  # parts whose repeats are in memory

# Rules and time limits belong to the process; a second thread would gain nothing, as Python computes in one at a time.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Job:
    """What a worker needs to know to make one part; all paths are the same on every machine."""

    number: int
    sources: tuple[Source, ...]
    folder: Folder
    run: Mapping[str, object]
    field_map: Mapping[str, str]
    patterns: str | None


def run(
    inputs: Sequence[str],
    output: str,
    *,
    field_map: Mapping[str, str] | None = None,
    patterns: str | None = None,
    jobs: int | None = None,
    scheduler: str | None = None,
    piece_bytes: int = PIECE_BYTES,
    done: Callable[[Summary, int, int], None] = lambda summary, finished, parts: None,
) -> Summary:
    """Extract the articles of `inputs` into the folder of parts `output`; gives the counts.

    Inputs and output are paths or addresses (`s3://…`). `scheduler` is the address of a Dask scheduler, whose workers
    see inputs, output and patterns under the same paths; without it a cluster of `jobs` processes is started on this
    machine. Files of JSON Lines and Parquet larger than `piece_bytes` make several parts. `done` is told after every
    part: the counts so far, the number of finished parts, and of all. Raises `CdextractError` where an input is not
    there, the output cannot be written, or the cluster cannot be reached.
    """
    parts.check_name(output)
    use_patterns(patterns)
    patterns = str(Path(patterns).absolute()) if patterns else None
    fields = dict(field_map or {})
    FieldMap.of(fields)
    sources = _sources(inputs, absolute(output))
    folder = parts.prepare(absolute(output))
    run_id = {**identity(patterns), "map": fields}
    with _client(scheduler, jobs) as client:
        cut = list(pieces(sources, piece_bytes, lambda stretches: _mapped(client, survey, stretches)))
        work = [Job(n, group, folder, run_id, fields, patterns) for n, group in enumerate(gathered(cut))]
        parts.reopen(folder)
        records = _records(client, work, jobs, done)
        records = _without_repeats(client, work, records)
    parts.complete(folder, records, run=run_id)
    return _summary(records)


def _sources(inputs: Sequence[str], output: str) -> list[Source]:
    if "-" in inputs:
        raise UsageError("workers cannot read standard input", given="-", do="write it to a file that they can read")
    found = [replace(source, path=absolute(source.path or "")) for source in find_sources(inputs)]
    found = [source for source in found if not Path(source.path or "").is_relative_to(output)]
    if not found:
        raise InputError("no input outside the output", given=output, do="name files or folders with articles")
    return found


def _mapped(client: Any, function: Callable[[Any], Any], values: Sequence[Any]) -> list[Any]:
    """What a function gives for each value, computed on the workers; where they die of it, by this process."""
    distributed: Any = import_module("distributed")
    if not values:
        return []
    try:
        return list(client.gather(client.map(function, values, pure=False)))
    except distributed.scheduler.KilledWorker:
        return [function(value) for value in values]
    except CancelledError as error:
        raise _gone(f"{len(values)} tasks were not done") from error


def _records(
    client: Any, work: Sequence[Job], jobs: int | None, done: Callable[[Summary, int, int], None]
) -> list[Record]:
    """The records of all parts, in order; `done` is told of each."""
    records: dict[int, Record] = {}
    summary = Summary()
    for job, record in _made(client, work, jobs):
        records[job.number] = record
        summary.add_counts(record)
        done(summary, len(records), len(work))
    return [records[job.number] for job in work]


def _without_repeats(client: Any, work: Sequence[Job], records: Sequence[Record]) -> list[Record]:
    """The records again; parts that do not tell their repeats, those with other parts included, are written anew."""
    found = repeats.between(work[0].folder, records)
    changed = (
        (job, record, told)
        for job, record, told in zip(work, records, found, strict=True)
        if record["repeats"] != told.digest
    )
    settled = list(records)
    while some := list(islice(changed, _REPEATS_AT_ONCE)):
        for (job, _, _), record in zip(some, _mapped(client, _put_in, some), strict=True):
            settled[job.number] = record
    return settled


def _put_in(changed: tuple[Job, Record, Repeats]) -> Record:
    """Write a part again, with its repeats."""
    job, record, found = changed
    outcomes = repeats.written_again(job.folder, record, found)
    return parts.write(
        job.folder, job.number, outcomes, run=record["run"], inputs=record["inputs"], repeats=found.digest
    )


def _summary(records: Iterable[Record]) -> Summary:
    summary = Summary()
    for record in records:
        summary.add_counts(record)
    return summary


def gathered(sources: Iterable[Source]) -> Iterator[tuple[Source, ...]]:
    """Group files into parts: one of many articles, or a piece of it, is a part; of single ones a run of up to 1000."""
    group: list[Source] = []
    for source in sources:
        single = source.ending in _SINGLE
        if group and (not single or len(group) == _GATHERED):
            yield tuple(group)
            group = []
        group.append(source)
        if not single:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def make_part(job: Job) -> Record:
    """Make one part on a worker, unless an earlier run did; gives its record."""
    with _one_at_a_time:
        use_patterns(job.patterns)
        here = identity(job.patterns)
        if any(job.run[name] != value for name, value in here.items()):
            raise UsageError(
                "a worker has another version of the program or of its rules",
                given=f"version {here['version']}, patterns {str(here['patterns'])[:12]}",
                do="install the same version on every worker",
            )
        return _make(job, lambda items: (o for chunk in chunked(items) for o in work_chunk(chunk, TIME_LIMIT)))


def _make(job: Job, worked: Callable[[Iterator[Item]], Iterator[Outcome]]) -> Record:
    inputs = [_input(source) for source in job.sources]
    before = parts.finished(job.folder, job.number, job.run, inputs)
    if before is not None:
        return before
    notes: deque[Note | None] = deque()
    outcomes = ((outcome, notes.popleft()) for outcome in worked(_noted(_items(job), notes)))
    return parts.write(job.folder, job.number, outcomes, run=job.run, inputs=inputs)


def _input(source: Source) -> Record:
    """What a record says of a file, or of the piece of it that is read."""
    try:
        digest = content_hash(source)
    except OSError:
        digest = None  # reading it gives an error row
    about = {"name": source.name, "bytes": source.size, "sha256": digest}
    span = source.span
    return {**about, "range": [span.start, span.end], "first": span.first} if span else about


def _items(job: Job) -> Iterator[Item]:
    fields = FieldMap.of(job.field_map)
    for source in job.sources:
        yield from read_source(source, fields)
        source.close()


def _noted(items: Iterable[Item], notes: deque[Note | None]) -> Iterator[Item]:
    """The same items; the note on each article, or None for an error row, is put in line."""
    for item in items:
        notes.append(Note.of(item) if isinstance(item, Article) else None)
        yield item


def _made(client: Any, work: Sequence[Job], jobs: int | None) -> Iterator[tuple[Job, Record]]:
    """Every part's record as it is made; parts that killed their workers come last."""
    distributed: Any = import_module("distributed")
    futures = {client.submit(make_part, job, pure=False): job for job in work}
    deadly: list[Job] = []
    try:
        for future in distributed.as_completed(list(futures)):
            job = futures.pop(future)
            try:
                yield job, future.result()
            except distributed.scheduler.KilledWorker:
                deadly.append(job)
            except CancelledError as error:
                raise _gone(f"{len(futures) + 1} parts were not made") from error
    finally:
        client.cancel(list(futures))
    for job in sorted(deadly, key=lambda job: job.number):
        yield job, _make(job, lambda items: run_here(items, jobs=jobs, patterns=work[0].patterns, isolated=True))


def _gone(undone: str) -> InputError:
    return InputError(
        "the cluster is gone",
        given=undone,
        do="run the same command again when it is back; finished parts are kept",
    )


@contextmanager
def _client(scheduler: str | None, jobs: int | None) -> Iterator[Any]:
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise UsageError(
            "this engine needs an extra package", given="--engine dask", do='run: pip install "cdextract[cluster]"'
        ) from error
    with ExitStack() as stack:
        address: Any = scheduler
        if scheduler is None:
            address = stack.enter_context(
                distributed.LocalCluster(
                    n_workers=jobs or available_cores(), threads_per_worker=1, processes=True, dashboard_address=None,
                    silence_logs=logging.CRITICAL,
                )
            )  # fmt: skip
        try:
            client = stack.enter_context(distributed.Client(address, timeout=_CONNECT_SECONDS))
        except (OSError, ValueError) as error:
            raise InputError(
                "the scheduler does not answer",
                given=f"--scheduler {scheduler}",
                do="check the address (tcp://host:8786) and that `dask scheduler` runs there",
            ) from error
        yield client
