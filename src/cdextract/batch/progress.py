"""Progress on standard error: one line that renews itself on a terminal, plain lines in a log."""

from __future__ import annotations

import sys
import time

from cdextract.readers.sources import ReadProgress

_ON_TERMINAL, _IN_LOG = 0.2, 10.0  # seconds between two messages


class Progress:
    """Counts articles and figures; says how fast they come and, where the input's size is known, the time left."""

    def __init__(self, reading: ReadProgress, *, quiet: bool = False) -> None:
        self._reading = reading
        self._quiet = quiet
        self._terminal = sys.stderr.isatty()
        self._started = self._last = time.monotonic()
        self._articles = 0
        self._figures = 0

    def add(self, figures: int) -> None:
        """Count one article."""
        self._articles += 1
        self._figures += figures
        now = time.monotonic()
        if not self._quiet and now - self._last >= (_ON_TERMINAL if self._terminal else _IN_LOG):
            self._last = now
            self._say(now - self._started)

    def _say(self, seconds: float) -> None:
        message = f"{self._articles} articles, {self._figures} figures, {self._articles / seconds:.0f} articles/s"
        share = self._reading.done / self._reading.total if self._reading.total else 0.0
        if 0 < share < 1:
            message += f", {100 * share:.0f}% read, about {_clock(seconds * (1 - share) / share)} left"
        print(
            f"\r\x1b[K{message}" if self._terminal else message,
            end="" if self._terminal else "\n",
            file=sys.stderr,
            flush=True,
        )

    def close(self) -> None:
        """Clear the line on a terminal."""
        if self._terminal and not self._quiet:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
