"""Runs the program as users do: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

FAKES = Path(__file__).parent / "fakes"


def environment(*, fake: bool = True, **variables: str) -> dict[str, str]:
    """The environment of a process; `fake` replaces the reading of figures by tests/fakes/sitecustomize.py."""
    return {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(FAKES) if fake else "", **variables}


def run(
    *arguments: object, fake: bool = True, cwd: Path | None = None, stdin: bytes = b"", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run `cdextract ARGUMENTS`, with some variables of the environment set."""
    command = [sys.executable, "-m", "cdextract", *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, env=environment(fake=fake, **variables), input=stdin, capture_output=True, timeout=300)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())
