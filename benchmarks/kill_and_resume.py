"""Kills `cdextract extract` again and again, resumes it, and compares what it wrote with an undisturbed run.

    python benchmarks/kill_and_resume.py                          # twenty kills, 600 articles
    python benchmarks/kill_and_resume.py --times 5 --articles 500 --seed 7

Each start with --resume is killed (SIGKILL, the command and its workers) at a moment drawn between its start and the
time that an undisturbed run takes. A run that ends before its moment is compared, byte for byte: table, error rows,
summary; then the next one begins from nothing. After the last kill the run is left alone and compared too. Exits with 1
where anything differs.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from make_inputs import KINDS, make

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Written:
    """What a run leaves: the bytes of its table and of its error rows, and the summary that it printed."""

    table: bytes
    errors: bytes
    summary: str

    def differences(self, other: Written) -> list[str]:
        """The names of what differs."""
        return [name for name in ("table", "errors", "summary") if getattr(self, name) != getattr(other, name)]


@dataclass(frozen=True)
class Start:
    """One start of the command: when it was to be killed, the articles in the journal by then, and what came of it."""

    number: int
    moment: float | None
    kept: int
    outcome: str

    def line(self) -> str:
        """The row of the table."""
        moment = "" if self.moment is None else f"{self.moment:.2f}"
        return f"| {self.number} | {moment} | {self.kept} | {self.outcome} |"


@dataclass(frozen=True)
class Command:
    """The run that is disturbed: input, table, and number of processes."""

    source: Path
    table: Path
    jobs: int

    def arguments(self, *more: str) -> list[str]:
        """The command line."""
        program = [sys.executable, "-m", "cdextract", "extract", str(self.source), "-o", str(self.table)]
        return [*program, "--jobs", str(self.jobs), *more]

    def files(self) -> list[Path]:
        """All files that a run may leave."""
        return [Path(f"{self.table}{ending}") for ending in ("", ".errors.jsonl", ".journal")]

    def written(self, summary: str) -> Written:
        """What the run that ended has left."""
        table, errors, _ = self.files()
        return Written(table.read_bytes(), errors.read_bytes(), summary)


def main() -> int:
    """Run, kill, resume, compare; gives the exit code."""
    options = arguments()
    source = make(options.folder, options.kind, options.articles)
    whole, seconds = undisturbed(Command(source, options.folder / "whole.csv", options.jobs))
    print(f"undisturbed: {seconds:.1f} s, {len(whole.table)} bytes, --jobs {options.jobs}, seed {options.seed}\n")
    print("| start | to be killed after s | articles in the journal | outcome |\n|---:|---:|---:|---|", flush=True)
    draw = random.Random(options.seed)
    moments = iter(lambda: draw.uniform(0, seconds), None)
    starts = []
    command = Command(source, options.folder / "killed.csv", options.jobs)
    for start in disturbed(command, options.times, moments, whole):
        print(start.line(), flush=True)
        starts.append(start)
    wrong = [start for start in starts if start.outcome.startswith("differs")]
    kills, ended = (sum(start.outcome.startswith(word) for start in starts) for word in ("killed", "the same"))
    print(f"\n{kills} kills, {ended} runs ended the same, {len(wrong)} differ")
    return 1 if wrong else 0


def arguments() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--times", type=int, default=20, help="kills")
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--kind", choices=list(KINDS), default="union")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=HERE.parent / "build" / "kill", help="input and outputs")
    return parser.parse_args()


def undisturbed(command: Command) -> tuple[Written, float]:
    """What a run writes that nobody disturbs, and the seconds that it takes."""
    started = time.monotonic()
    done = subprocess.run(command.arguments(), check=True, capture_output=True, text=True)
    return command.written(done.stdout), time.monotonic() - started


def disturbed(command: Command, times: int, moments: Iterator[float], whole: Written) -> Iterator[Start]:
    """Start the command again and again, to be killed at each moment in turn; after so many kills leave it alone."""
    clean(command)
    kills = number = 0
    left_alone = False
    while not left_alone:
        number += 1
        left_alone = kills == times
        moment = None if left_alone else next(moments)
        stdout, stderr = start(command, moment)
        if stdout is None:
            kills += 1
            yield Start(number, moment, journalled(command), "killed")
            continue
        differences = command.written(stdout).differences(whole)
        outcome = f"differs: {', '.join(differences)}" if differences else "the same bytes"
        yield Start(number, moment, found_in(stderr), outcome)
        clean(command)


def start(command: Command, moment: float | None) -> tuple[str | None, str]:
    """Standard output and error of a start; no output where it was killed, the whole process group at once."""
    process = subprocess.Popen(
        command.arguments("--resume"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        stdout, stderr = process.communicate(timeout=moment)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return None, ""
    if process.returncode:
        raise SystemExit(f"the command failed:\n{stderr}")
    return stdout, stderr


def found_in(stderr: str) -> int:
    """The articles that an earlier start had done, as the command tells."""
    told = [line for line in stderr.splitlines() if line.startswith("resumed: ")]
    return int(told[0].split()[1]) if told else 0


def journalled(command: Command) -> int:
    """The articles whose outcomes are in the journal that a kill left."""
    journal = command.files()[2]
    if not journal.exists():
        return 0
    chunks = journal.read_bytes().split(b"\n")[1:-1]
    return sum(chunk.count(b', "unread": ') for chunk in chunks)


def clean(command: Command) -> None:
    """Take away what earlier starts left."""
    for path in command.files():
        path.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
