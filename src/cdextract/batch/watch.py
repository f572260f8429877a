"""Interrupts a thread that has used too much processor time: what a timer signal does for the main thread.

One watching thread a process looks at all limits that are set, a few times a second.
"""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_PAUSE = 0.25  # seconds between two looks; no limit has to be kept more closely
AVAILABLE = hasattr(time, "pthread_getcpuclockid")


class _Watch:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._limits: dict[int, tuple[float, type[BaseException]]] = {}
        self._started = False

    def set(self, thread: int, seconds: float, error: type[BaseException]) -> None:
        """Have `error` raised in a thread, this one, after so much processor time of its own."""
        with self._lock:
            self._limits[thread] = (_used(thread) + seconds, error)
            if not self._started:
                self._started = True
                threading.Thread(target=self._look, name="cdextract-watch", daemon=True).start()

    def clear(self, thread: int) -> bool:
        """Take the limit of a thread away; says whether it had been reached."""
        with self._lock:
            reached = self._limits.pop(thread, None) is None
            if reached:
                _raise_in(thread, None)  # should it not have come yet
            return reached

    def _look(self) -> None:
        while True:
            time.sleep(_PAUSE)
            with self._lock:
                over = [thread for thread, (until, _) in self._limits.items() if _used(thread) > until]
                for thread in over:
                    _raise_in(thread, self._limits.pop(thread)[1])


_watch = _Watch()


@contextmanager
def limited_thread(seconds: float, error: type[BaseException]) -> Iterator[None]:
    """Raise `error` in the block after so many seconds of this thread's processor time."""
    thread = threading.get_ident()
    _watch.set(thread, seconds, error)
    reached = False
    try:
        yield
    finally:
        reached = _watch.clear(thread)
    if reached:
        raise error


def _used(thread: int) -> float:
    return time.clock_gettime(time.pthread_getcpuclockid(thread))


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    # https://docs.python.org/3/c-api/init.html#c.PyThreadState_SetAsyncExc ; NULL takes a pending one back
    raised = None if error is None else ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)
