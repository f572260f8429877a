"""The measurements behind the numbers in README.md: cdextract beside other programs, and how it grows.

    python benchmarks/run.py                     # everything: about half an hour
    python benchmarks/run.py --repeats 1 --sizes 100 1000

The others: a script that lets underthesea and spaCy process everything, EDS-NLP and yargy with the same rule, and the
floor (reading the JSON and one regex). Each is a whole process on one core, started anew for each run; its processor
time is compared, because the machine may do other things. Medians of several runs (one of more than 1,000 articles) go
to benchmarks/results/DATE.json, tables to DATE.md. EDS-NLP and yargy are installed from PyPI into environments of their
own below the work folder.
"""

from __future__ import annotations

import argparse
import compileall
import datetime
import importlib.metadata
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from make_inputs import KINDS, make

HERE = Path(__file__).parent
CONTESTANTS = HERE / "contestants"
PACKAGES = ("cdextract", "underthesea", "underthesea_core", "spacy", "regex", "pandas", "pyarrow")
OTHERS = {"edsnlp": ("eds_nlp.py", ["edsnlp==0.23.0"]), "yargy": ("yargy_rules.py", ["yargy==0.16.0", "setuptools<81"])}
# Articles at most; what grows in proportion need not be waited for.
LARGEST = {"tokenise all": 1_000, "edsnlp": 1_000, "yargy": 1_000, "union": 1_000}
LARGEST_OF_SPARSE = {"tokenise all": 10_000}
MANY = 1_000  # inputs with more articles are read once: what differs from run to run is small there
NAMES = {"dense": "corpus, numbers varied", "union": "union news", "sparse": "general news"}

Command = Callable[[Path, Path], list[str]]


@dataclass(frozen=True)
class Run:
    """One process: seconds of processor time and of the clock, and the most memory that it held. What workers use is
    not in them: two processes are compared by the clock."""

    contestant: str
    kind: str
    articles: int
    cpu: float
    wall: float
    megabytes: float


def main() -> None:
    """Run all contestants on all inputs and write what was measured."""
    options = arguments()
    options.folder.mkdir(parents=True, exist_ok=True)
    compileall.compile_dir(HERE.parent / "src", quiet=1)  # as in an installed package
    contestants = commands(options.folder, others=not options.no_others)
    runs: list[Run] = []
    for kind in options.kinds:
        for size in options.sizes:
            if size > LARGEST.get(kind, size):
                continue
            source = make(options.folder, kind, size)
            for name, command in contestants.items():
                if size > largest(name, kind, size):
                    continue
                repeats = options.repeats if size <= MANY else 1
                runs.append(median([measured(name, kind, size, command, source) for _ in range(repeats)]))
                last = runs[-1]
                print(f"{kind:7} {size:6} {name:14} {last.cpu:8.2f} s {last.megabytes:6.0f} MB", flush=True)
    stages = {kind: stage_seconds(make(options.folder, kind, min(options.sizes[-1], 1_000))) for kind in options.kinds}
    write(options.results, runs, stages, options.repeats)


def largest(name: str, kind: str, size: int) -> int:
    """How many articles a contestant is given at most."""
    if kind == "sparse" and name in LARGEST_OF_SPARSE:
        return LARGEST_OF_SPARSE[name]
    return LARGEST.get(name, size)


def arguments() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--folder", type=Path, default=HERE.parent / "build" / "bench", help="inputs, outputs, environments"
    )
    parser.add_argument("--results", type=Path, default=HERE / "results")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000], help="articles of an input")
    parser.add_argument("--kinds", nargs="+", choices=list(KINDS), default=list(KINDS))
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--no-others", action="store_true", help="leave out EDS-NLP and yargy")
    return parser.parse_args()


def commands(folder: Path, *, others: bool) -> dict[str, Command]:
    """Name of each contestant → the command that reads a file and writes another."""

    def script(name: str, python: str = sys.executable) -> Command:
        return lambda source, target: [python, str(CONTESTANTS / name), str(source), f"{target}.jsonl"]

    def own(jobs: int) -> Command:
        program = [sys.executable, "-m", "cdextract", "extract", "--quiet", "--jobs", str(jobs)]
        return lambda source, target: [*program, str(source), "-o", f"{target}.csv"]

    found = {
        "cdextract": own(1),
        "cdextract, 2": own(2),
        "tokenise all": script("tokenise_all.py"),
        "floor": script("floor.py"),
    }
    for name, (file, requirements) in OTHERS.items() if others else ():
        python = environment(folder / f"venv-{name}", requirements)
        if python:
            found[name] = script(file, python)
    return found


def environment(folder: Path, requirements: Sequence[str]) -> str | None:
    """The interpreter of a throw-away environment that has the requirements; None where they cannot be installed."""
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not (folder / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *requirements]
        if subprocess.run(install, check=False).returncode:
            print(f"left out, it cannot be installed: {' '.join(requirements)}", file=sys.stderr)
            return None
        (folder / "ready").touch()
    return str(python)


def measured(name: str, kind: str, size: int, command: Command, source: Path) -> Run:
    """One run of a contestant, on one core unless it is to have two."""
    target = source.parent / f"out-{name.replace(', ', '-').replace(' ', '-')}"
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []

    def pin() -> None:
        if cores:
            os.sched_setaffinity(0, cores[:2] if name.endswith(", 2") else cores[-1:])

    started = time.monotonic()
    process = subprocess.Popen(command(source, target), preexec_fn=pin)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - started
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{name} failed on {source}")
    return Run(name, kind, size, used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def median(runs: Sequence[Run]) -> Run:
    """The medians of several runs of the same contestant."""
    cpu, wall, megabytes = (
        statistics.median(getattr(run, key) for run in runs) for key in ("cpu", "wall", "megabytes")
    )
    return Run(runs[0].contestant, runs[0].kind, runs[0].articles, round(cpu, 3), round(wall, 3), round(megabytes, 1))


def stage_seconds(source: Path) -> dict[str, object]:
    """Processor time by stage of one process, without start-up."""
    done = subprocess.run(
        [sys.executable, str(HERE / "stages.py"), str(source)], check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def write(folder: Path, runs: Sequence[Run], stages: dict[str, dict[str, object]], repeats: int) -> None:
    """The measurements as JSON and as tables."""
    folder.mkdir(parents=True, exist_ok=True)
    date = datetime.date.today().isoformat()
    about = {
        "date": date,
        "repeats": repeats,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "versions": {name: importlib.metadata.version(name) for name in PACKAGES},
        "others": [requirement for _, requirements in OTHERS.values() for requirement in requirements],
    }
    content = {**about, "runs": [asdict(run) for run in runs], "stages": stages}
    (folder / f"{date}.json").write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    text = "\n\n".join([comparison(runs), growth(runs), stage_table(stages)]) + "\n"
    (folder / f"{date}.md").write_text(text, encoding="utf-8")
    print(f"\n{text}")


def comparison(runs: Sequence[Run]) -> str:
    """Articles a second of every contestant at its largest size, and its time in times of cdextract's there."""
    lines = ["| input | contestant | articles/s | times the time of cdextract | MB |", "|---|---|---:|---:|---:|"]
    for kind in dict.fromkeys(run.kind for run in runs):
        mine = [run for run in runs if run.kind == kind]
        own = {run.articles: run for run in mine if run.contestant == "cdextract"}
        for name in dict.fromkeys(run.contestant for run in mine if not run.contestant.endswith(", 2")):
            run = max((run for run in mine if run.contestant == name), key=lambda run: run.articles)
            ratio, rate = run.cpu / own[run.articles].cpu, run.articles / run.cpu
            numbers = (f"{rate:.0f}", f"{ratio:.2f}", f"{run.megabytes:.0f}")
            cells = (f"{NAMES[kind]}, {run.articles}", name, *numbers)
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def growth(runs: Sequence[Run]) -> str:
    """Time, memory and the gain of a second core at every size."""
    lines = ["| input | articles | s | articles/s | MB | two cores | floor × |", "|---|---:|---:|---:|---:|---:|---:|"]
    by_key = {(run.contestant, run.kind, run.articles): run for run in runs}
    for run in (run for run in runs if run.contestant == "cdextract"):
        two, floor = by_key.get(("cdextract, 2", run.kind, run.articles)), by_key.get(("floor", run.kind, run.articles))
        gain = f"{run.wall / two.wall:.2f}" if two else ""
        times = f"{run.cpu / floor.cpu:.1f}" if floor else ""
        rate = run.articles / run.cpu
        cells = (NAMES[run.kind], run.articles, f"{run.cpu:.1f}", f"{rate:.0f}", f"{run.megabytes:.0f}", gain, times)
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def stage_table(stages: dict[str, dict[str, object]]) -> str:
    """Milliseconds an article in each stage."""
    kinds = list(stages)
    lines = [f"| stage, ms an article | {' | '.join(NAMES[kind] for kind in kinds)} |", "|---|" + "---:|" * len(kinds)]
    names = dict.fromkeys(stage for kind in kinds for stage in stages[kind]["stages"])  # type: ignore[attr-defined]
    for name in names:
        cells = [f"{1000 * stages[kind]['stages'].get(name, 0) / stages[kind]['articles']:.3f}" for kind in kinds]  # type: ignore[attr-defined, operator]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
