"""The Chromium or Chrome of this machine, started without talking to anybody."""

from __future__ import annotations

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def find_chromium() -> str | None:
    """The path of the browser: $CHROMIUM, else the first of `NAMES` on the path; None where there is none."""
    given = os.environ.get("CHROMIUM")
    return given if given else next((path for name in NAMES if (path := shutil.which(name))), None)
