"""Articles → outcomes in order, on any number of processes: the same results whatever the number.

Small inputs run in this process. Larger ones go to worker processes in chunks (`batch/pool.py`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain

from cdextract.article import Article
from cdextract.batch.journal import Journal
from cdextract.batch.work import TIME_LIMIT, Done, Item, Outcome, extract_chunk, use_patterns

CHUNK_ARTICLES = 20
CHUNK_CHARACTERS = 200_000
SMALL_CHARACTERS = 400_000
"""Inputs up to this size run in the parent process: they are done before workers have started."""


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


def _worked(chunks: Iterator[list[Item]], jobs: int, patterns: str | None, time_limit: float) -> Iterator[Done]:
    """Every chunk with its outcomes, in order; without `jobs` in this process."""
    if not jobs:
        for chunk in chunks:
            yield chunk, extract_chunk(chunk, time_limit)
        return
    from cdextract.batch.pool import Pool

    with Pool(jobs, patterns, time_limit) as pool:
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
