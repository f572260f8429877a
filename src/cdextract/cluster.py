"""Articles → a folder of parts, on the workers of a Dask cluster: the same rows as on one machine.

A part is made from one input file (small files of single articles are gathered), by the same functions that the local
engine uses. A part whose worker dies is made again by another one; one that kills its workers again and again is made
by this process, article by article in processes of their own, so that the guilty article becomes an error row. Parts
that an earlier run finished are kept where run and input are the same.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from cdextract import parts
from cdextract.article import Article
from cdextract.batch import available_cores, chunked
from cdextract.batch import run as run_here
from cdextract.errors import InputError, UsageError
from cdextract.parts import Record
from cdextract.readers.duplicates import Duplicates
from cdextract.readers.formats import read_source
from cdextract.readers.records import FieldMap
from cdextract.readers.sources import Source, find_sources
from cdextract.run import identity
from cdextract.summary import Summary
from cdextract.work import TIME_LIMIT, Item, Outcome, use_patterns, work_chunk

# Formats of which a file holds one article: so many of them make a part.
_SINGLE = (".txt", ".html", ".htm", ".json")
_GATHERED = 1000
_CONNECT_SECONDS = 20

# Rules and time limits belong to the process; a second thread would gain nothing, as Python computes in one at a time.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Job:
    """What a worker needs to know to make one part; all paths are absolute and the same on every machine."""

    number: int
    sources: tuple[Source, ...]
    folder: Path
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
    done: Callable[[Summary, int, int], None] = lambda summary, finished, parts: None,
) -> Summary:
    """Extract the articles of `inputs` into the folder of parts `output`; gives the counts.

    `scheduler` is the address of a Dask scheduler, whose workers see inputs, output and patterns under the same paths;
    without it a cluster of `jobs` processes is started on this machine. `done` is told after every part: the counts
    so far, the number of finished parts, and of all. Raises `CdextractError` where an input is not there, the output
    cannot be written, or the cluster cannot be reached.
    """
    parts.check_name(output)
    use_patterns(patterns)
    patterns = str(Path(patterns).absolute()) if patterns else None
    fields = dict(field_map or {})
    FieldMap.of(fields)
    sources = _sources(inputs, Path(output).absolute())
    folder = parts.prepare(Path(output).absolute())
    run_id = {**identity(patterns), "map": fields}
    work = [Job(n, group, folder, run_id, fields, patterns) for n, group in enumerate(gathered(sources))]
    records: dict[int, Record] = {}
    summary = Summary()
    with _client(scheduler, jobs) as client:
        parts.reopen(folder)
        for job, record in _made(client, work, jobs):
            records[job.number] = record
            summary.add_counts(record)
            done(summary, len(records), len(work))
    parts.complete(folder, [records[number] for number in sorted(records)], run=run_id)
    return summary


def _sources(inputs: Sequence[str], output: Path) -> list[Source]:
    if "-" in inputs:
        raise UsageError("workers cannot read standard input", given="-", do="write it to a file that they can read")
    found = [
        replace(source, path=str(Path(source.path or "").absolute()))
        for source in find_sources(inputs)
        if not Path(source.path or "").absolute().is_relative_to(output)
    ]
    if not found:
        raise InputError("no input outside the output", given=str(output), do="name files or folders with articles")
    return found


def gathered(sources: Iterable[Source]) -> Iterator[tuple[Source, ...]]:
    """Group files into parts: a file of many articles is one, a run of single articles makes parts of up to 1000."""
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
    return parts.write(job.folder, job.number, worked(_items(job)), run=job.run, inputs=inputs)


def _input(source: Source) -> Record:
    try:
        return {"name": source.name, "bytes": source.size, "sha256": parts.file_hash(source.path or "")}
    except FileNotFoundError as error:
        raise InputError(
            "a worker does not find an input file",
            given=str(source.path),
            do="put the input where all machines see it under the same path",
        ) from error
    except OSError:
        return {"name": source.name, "bytes": source.size, "sha256": None}  # reading it gives an error row


def _items(job: Job) -> Iterator[Item]:
    fields, seen = FieldMap.of(job.field_map), Duplicates()
    for source in job.sources:
        for item in read_source(source, fields):
            if isinstance(item, Article):
                yield from seen.mark(item)
            else:
                yield item
        source.close()


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
                raise InputError(
                    "the cluster is gone",
                    given=f"{len(futures) + 1} parts were not made",
                    do="run the same command again when it is back; finished parts are kept",
                ) from error
    finally:
        client.cancel(list(futures))
    for job in sorted(deadly, key=lambda job: job.number):
        yield job, _make(job, lambda items: run_here(items, jobs=jobs, patterns=work[0].patterns, isolated=True))


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
