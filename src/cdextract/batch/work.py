"""What one process does with a chunk: each article to its rows, or to an error row; no article may stop the others."""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import FrameType

from cdextract.article import Article
from cdextract.batch import watch
from cdextract.errors import ErrorRow, InputError, PatternError
from cdextract.results.frames import PlainRow, plain_row

Item = Article | ErrorRow
Limited = Callable[[], AbstractContextManager[None]]

TIME_LIMIT = 60.0
"""Seconds of processor time that one article may take; processor time, so that a busy machine changes no result."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item of the input: its rows, or why it has none.

    `unread` counts the percentages and ratios of its text that no rule read.
    """

    document: str
    rows: list[PlainRow] = field(default_factory=list)
    error: ErrorRow | None = None
    unread: int = 0


Done = tuple[list[Item], list[Outcome]]
"""A chunk and what became of it."""


class TimeLimitError(BaseException):
    """The time limit of an article is over. No `Exception`, so that no handler on the way takes it for its own."""


def extract_chunk(items: Sequence[Item], time_limit: float = TIME_LIMIT) -> list[Outcome]:
    """Extract every article of a chunk, in order; error rows pass through."""
    from cdextract.rules import compiled

    with limits(time_limit) as limited:
        outcomes = [_extracted(item, limited, time_limit) for item in items]
    compiled.keep()
    return outcomes


def _extracted(item: Item, limited: Limited, time_limit: float) -> Outcome:
    from cdextract import pipeline

    if isinstance(item, ErrorRow):
        return Outcome(item.document, error=item)
    try:
        with limited():
            found, unread = pipeline.read_rows(item)
            rows = [plain_row(row) for row in found]
    except TimeLimitError:
        return _failed(item, "time_limit", f"The article took more than {time_limit:g} seconds of processor time.")
    except PatternError:  # the rules are wrong, not the article: no article could be read
        raise
    except Exception as error:  # whatever a rule does on a strange text: one error row, and the run goes on
        return _failed(item, type(error).__name__, _told(error))
    return Outcome(item.document, rows, unread=len(unread))


def _failed(article: Article, error: str, message: str) -> Outcome:
    return Outcome(article.document, error=ErrorRow(article.document, "extract", error, message))


def _told(error: Exception) -> str:
    """The message of an unforeseen error in one line, with the place in the program."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{' '.join(str(error).split()) or 'no message'} ({Path(place.filename).name}, line {place.lineno})"


@contextmanager
def limits(seconds: float) -> Iterator[Limited]:
    """What raises `TimeLimitError` in a block after so much processor time (where the system can tell), as often as it
    is asked to.

    >>> with limits(60) as limited, limited():
    ...     pass
    """
    if threading.current_thread() is not threading.main_thread():
        yield partial(watch.limited_thread, seconds, TimeLimitError) if watch.AVAILABLE else nullcontext
        return
    if not hasattr(signal, "setitimer"):
        yield nullcontext
        return
    before = signal.signal(signal.SIGPROF, _on_timer)
    try:
        yield partial(_timed, seconds)
    finally:
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _timed(seconds: float) -> Iterator[None]:
    # Fires again every second, should the first one fall where Python ignores exceptions.
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)


def _on_timer(signum: int, frame: FrameType | None) -> None:
    raise TimeLimitError


def start_worker(patterns: str | None) -> None:
    """Prepare a worker process: leave Ctrl-C to the parent, end when the parent does, use the user's rules."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    use_patterns(patterns)


def _end_with_parent() -> None:
    """A killed parent cannot tell its workers to end; without this they would wait for work for ever."""
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def use_patterns(patterns: str | None) -> None:
    """Have this process use the rules in folder `patterns` too. Raises `InputError` where there is no such folder."""
    if patterns is not None and not Path(patterns).is_dir():
        raise InputError("the folder of patterns is not there", given=patterns, do="give a folder with pattern files")
    from cdextract.rules import resources

    if patterns is not None:
        _check_names(Path(patterns), {path.name for path in resources.pattern_dir().glob("*.yaml")})
    resources.use_patterns(patterns)


def _check_names(folder: Path, known: set[str]) -> None:
    """Raise `PatternError` on a pattern file of a name that nothing reads."""
    unknown = [path for path in sorted(folder.iterdir()) if path.suffix in (".yaml", ".yml") and path.name not in known]
    if unknown:
        raise PatternError(
            "the name of a pattern file is not known",
            given=str(unknown[0]),
            do="name it as the shipped file whose rules it adds to: " + ", ".join(sorted(known)),
        )


def work_chunk(items: Sequence[Item], time_limit: float) -> list[Outcome]:
    """`extract_chunk` for a worker process, which ends itself where one call hangs beyond the reach of signals."""
    with open(os.devnull, "w") as nowhere:
        faulthandler.dump_traceback_later(3 * time_limit, exit=True, file=nowhere)
        try:
            return extract_chunk(items, time_limit)
        finally:
            faulthandler.cancel_dump_traceback_later()


def ready() -> bool:
    """Show that a worker can start."""
    return True
