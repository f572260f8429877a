"""Articles → outcomes in order, on any number of processes: the same results whatever the number.

Small inputs run in this process. Larger ones go to worker processes in chunks, a bounded number at a time. When a
worker dies the pool is built anew and the missing chunks are done again; a chunk that meets death twice is done
article by article, and an article that kills its own worker twice becomes an error row.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain

from cdextract.article import Article
from cdextract.errors import CdextractError, ErrorRow
from cdextract.journal import Journal
from cdextract.work import TIME_LIMIT, Item, Outcome, extract_chunk, ready, start_worker, use_patterns, work_chunk

CHUNK_ARTICLES = 50
CHUNK_CHARACTERS = 200_000
SMALL_CHARACTERS = 400_000
"""Inputs up to this size run in the parent process: they are done before workers have started."""


@dataclass
class _Chunk:
    items: list[Item]
    deaths: int = 0
    future: Future[list[Outcome]] | None = None


def run(
    items: Iterable[Item],
    *,
    jobs: int | None = None,
    patterns: str | None = None,
    time_limit: float = TIME_LIMIT,
    journal: Journal | None = None,
    isolated: bool = False,
) -> Iterator[Outcome]:
    """Extract articles; gives one `Outcome` an item, in the order of the input.

    `jobs` is the number of processes (None: one a core); `patterns` the user's folder of rules; `time_limit` the
    seconds of processor time for one article; `journal` keeps what is done, and gives what an earlier run had done;
    `isolated` has even a small input read by worker processes, because an article may kill its process.
    Memory does not grow with the number of articles. Raises `CdextractError` where worker processes cannot start at
    all.

    >>> [outcome.document for outcome in run([Article("a", "…")], jobs=1)]  # doctest: +SKIP
    ['a']
    """
    use_patterns(patterns)
    jobs = jobs or available_cores()
    items = iter(items)
    first, small = _head(items)
    small = small and not isolated
    chunks = chunked(chain(first, items))
    if small:
        journal = None  # done sooner than it could be resumed
    elif journal is not None:
        for outcomes in journal.replay(chunks):
            yield from outcomes
    here = small or (jobs == 1 and not isolated)
    for chunk, outcomes in _worked(chunks, 0 if here else jobs, patterns, time_limit):
        if journal is not None:
            journal.add(chunk, outcomes)
        yield from outcomes


Done = tuple[list[Item], list[Outcome]]


def _worked(chunks: Iterator[list[Item]], jobs: int, patterns: str | None, time_limit: float) -> Iterator[Done]:
    """Every chunk with its outcomes, in order; without `jobs` in this process."""
    if not jobs:
        for chunk in chunks:
            yield chunk, extract_chunk(chunk, time_limit)
        return
    with _Pool(jobs, patterns, time_limit) as pool:
        yield from pool.map(chunks)


def available_cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def chunked(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Cut the input into chunks, the same ones whatever the number of processes."""
    chunk: list[Item] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += _size(item)
        if len(chunk) == CHUNK_ARTICLES or size >= CHUNK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _size(item: Item) -> int:
    return len(item.text) if isinstance(item, Article) else 0


def _head(items: Iterator[Item]) -> tuple[list[Item], bool]:
    """The first items up to the small size, and whether that was all."""
    first: list[Item] = []
    size = 0
    for item in items:
        first.append(item)
        size += _size(item)
        if size > SMALL_CHARACTERS:
            return first, False
    return first, True


class _Pool:
    """A pool of worker processes that survives the death of its workers."""

    def __init__(self, jobs: int, patterns: str | None, time_limit: float) -> None:
        self._jobs = jobs
        self._patterns = patterns
        self._time_limit = time_limit
        self._executor = self._start(jobs)

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _start(self, jobs: int) -> ProcessPoolExecutor:
        # spawn: forking is unsafe once a library has started a thread
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(jobs, mp_context=context, initializer=start_worker, initargs=(self._patterns,))

    def map(self, chunks: Iterator[list[Item]]) -> Iterator[Done]:
        """Every chunk with its outcomes, in order."""
        window: deque[_Chunk] = deque()
        for items in chunks:
            window.append(self._submit(_Chunk(items)))
            if len(window) > 3 * self._jobs:
                yield self._first(window)
        while window:
            yield self._first(window)

    def _submit(self, chunk: _Chunk) -> _Chunk:
        try:
            chunk.future = self._executor.submit(work_chunk, chunk.items, self._time_limit)
        except BrokenProcessPool:
            chunk.future = None
        return chunk

    def _first(self, window: deque[_Chunk]) -> Done:
        chunk = window[0]
        while True:
            try:
                if chunk.future is None:
                    raise BrokenProcessPool
                outcomes = chunk.future.result()
                break
            except BrokenProcessPool:
                chunk.deaths += 1
                if chunk.deaths >= 2:
                    outcomes = self._one_by_one(chunk.items)
                    self._restart(window, skip=chunk)
                    break
                self._restart(window)
        window.popleft()
        return chunk.items, outcomes

    def _restart(self, window: deque[_Chunk], skip: _Chunk | None = None) -> None:
        """Build the pool anew and submit again what it had not finished."""
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = self._start(self._jobs)
        for chunk in window:
            if chunk is not skip and not _finished(chunk):
                self._submit(chunk)

    def _one_by_one(self, items: list[Item]) -> list[Outcome]:
        return [outcome for item in items for outcome in self._isolated(item)]

    def _isolated(self, item: Item) -> list[Outcome]:
        """One item in a process of its own; two deaths make an error row."""
        for _ in range(2):
            with self._start(1) as executor:
                try:
                    executor.submit(ready).result()
                except BrokenProcessPool as error:
                    raise CdextractError(
                        "worker processes do not start",
                        given=f"--jobs {self._jobs}",
                        do="run with --jobs 1, which says more",
                    ) from error
                try:
                    return executor.submit(work_chunk, [item], self._time_limit).result()
                except BrokenProcessPool:
                    continue
        message = "The process that read the article died or hung, twice: too little memory, or a hostile text."
        return [Outcome(item.document, error=ErrorRow(item.document, "extract", "worker_died", message))]


def _finished(chunk: _Chunk) -> bool:
    future = chunk.future
    return future is not None and future.done() and not future.cancelled() and future.exception() is None
