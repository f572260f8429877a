"""What parts cost besides the reading: time, memory and files of a run with many tiny ones on this machine's cluster.

    python benchmarks/many_parts.py --parts 100 10000

Each input file holds one article without figures. The scheduler runs in the process of the command, so that its memory
is in that process' peak.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Measure a run for every number of parts."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--parts", type=int, nargs="+", default=[100, 1_000, 10_000])
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    print("| parts | s | ms a part | MB of the command with its scheduler | MB manifest |\n|---:|---:|---:|---:|---:|")
    for parts in options.parts:
        with tempfile.TemporaryDirectory() as folder:
            print(measured(Path(folder), parts, options.jobs), flush=True)


def measured(folder: Path, parts: int, jobs: int) -> str:
    """One row of the table."""
    source, out = folder / "in", folder / "out"
    source.mkdir()
    for number in range(parts):
        record = {"id": f"a{number}", "text": f"Hôm nay trời đẹp, tin số {number}."}
        (source / f"{number:06}.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "cdextract", "extract", str(source), "-o", str(out), "--engine", "dask", "--quiet"]
    started = time.monotonic()
    process = subprocess.Popen([*command, "--jobs", str(jobs)])
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"the command failed on {parts} parts")
    manifest = (out / "_manifest.json").stat().st_size / 2**20
    numbers = (f"{seconds:.1f}", f"{1000 * seconds / parts:.1f}", f"{used.ru_maxrss / 1024:.0f}", f"{manifest:.1f}")
    return f"| {parts} | {' | '.join(numbers)} |"


if __name__ == "__main__":
    main()
