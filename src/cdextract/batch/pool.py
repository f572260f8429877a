"""Chunks → outcomes by worker processes, a bounded number of chunks at a time, in order.

When a worker dies the pool is built anew and the missing chunks are done again; a chunk that meets death twice is done
article by article, and an article that kills its own worker twice becomes an error row.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing.context import BaseContext

from cdextract.batch.work import Done, Item, Outcome, ready, start_worker, work_chunk
from cdextract.errors import CdextractError, ErrorRow


@dataclass
class _Chunk:
    items: list[Item]
    deaths: int = 0
    future: Future[list[Outcome]] | None = None


class Pool:
    """A pool of worker processes that survives the death of its workers."""

    def __init__(self, jobs: int, patterns: str | None, time_limit: float) -> None:
        self._jobs = jobs
        self._patterns = patterns
        self._time_limit = time_limit
        self._executor = self._start(jobs)

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _start(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, mp_context=_context(), initializer=start_worker, initargs=(self._patterns,))

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


@cache
def _context() -> BaseContext:
    """How workers start: forked from a process that has imported the program and started no thread, as forking is
    unsafe once a library has; where the system cannot fork, each anew.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["cdextract.pipeline", "cdextract.batch.work", "cdextract.cli.extract"])
    return context


def _finished(chunk: _Chunk) -> bool:
    future = chunk.future
    return future is not None and future.done() and not future.cancelled() and future.exception() is None
