"""Plans a large run from what was measured: cores, hours, storage, memory, and what becomes tight first.

    python benchmarks/plan.py                                       # 100 million articles, the newest results
    python benchmarks/plan.py --articles 1e9 --kind sparse --cores 64 256

Articles a second and core come from the newest file of benchmarks/results (run.py), what an article takes in storage
from a run over a sample, the cost of parts and repeats from small measurements (many_parts.py; repeats here).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from make_inputs import KINDS, make

from cdextract.cluster.pieces import PIECE_BYTES
from cdextract.readers.duplicates import Duplicates

HERE = Path(__file__).parent
PART_MS, PART_KB, MANIFEST_KB = 24.0, 12.0, 0.9  # of many_parts.py; the milliseconds of one core
SAMPLE = 300
REPEATS = 1_000_000


@dataclass(frozen=True)
class Measured:
    """What one article costs."""

    rate: float  # articles a second and core
    source: str  # where the rate is from
    text: float  # bytes of JSON Lines
    table: float  # bytes of Parquet
    notes: float  # bytes of the files beside it
    figures: float
    repeats: float  # seconds to tell whether it is a repeat


def main() -> None:
    """Print the plan as a table."""
    options = arguments()
    rate, source = (options.rate, "--rate") if options.rate else newest_rate(options.results, options.kind)
    costs = Measured(rate, source, *stored(options.kind), repeats=repeat_seconds())
    print(f"{options.articles:,.0f} articles of the kind {options.kind}\n\n| what | number | from |\n|---|---:|---|")
    for cells in lines(options, costs):
        print(f"| {' | '.join(cells)} |")


def arguments() -> argparse.Namespace:
    """The options of the command line; the defaults of the costs of parts are those that many_parts.py measured."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=float, default=1e8)
    parser.add_argument("--kind", choices=list(KINDS), default="union")
    parser.add_argument("--cores", type=int, nargs="+", default=[16, 64, 256])
    parser.add_argument("--rate", type=float, help="articles a second and core, instead of the newest results")
    parser.add_argument("--results", type=Path, default=HERE / "results")
    parser.add_argument("--part-mb", type=float, default=PIECE_BYTES / 2**20, help="megabytes of input a part")
    parser.add_argument("--part-ms", type=float, default=PART_MS, help="milliseconds that a part costs besides reading")
    parser.add_argument("--part-kb", type=float, default=PART_KB, help="memory of command and scheduler a part")
    parser.add_argument("--manifest-kb", type=float, default=MANIFEST_KB, help="kilobytes of the manifest a part")
    return parser.parse_args()


def newest_rate(folder: Path, kind: str) -> tuple[float, str]:
    """Articles a second and core beyond the start-up, from the smallest and the largest run of the newest results that
    have two sizes of that kind; DATE.json is the newest of its day."""
    for file in sorted(folder.glob("*.json"), reverse=True):
        found = json.loads(file.read_text(encoding="utf-8"))["runs"]
        runs = sorted(
            (run["articles"], run["cpu"]) for run in found if run["contestant"] == "cdextract" and run["kind"] == kind
        )
        if len(runs) > 1:
            (few, short), (many, long) = runs[0], runs[-1]
            return (many - few) / (long - short), f"results/{file.name}, {few} and {many} articles"
    raise SystemExit("there are no results of two sizes yet: run benchmarks/run.py, or give --rate")


def stored(kind: str) -> tuple[float, float, float, float]:
    """Bytes of input, table and notes, and figures, of one article: a sample through the cluster's engine."""
    with tempfile.TemporaryDirectory() as name:
        source, out = make(Path(name), kind, SAMPLE), Path(name, "out")
        command = [sys.executable, "-m", "cdextract", "extract", str(source), "-o", str(out), "--engine", "dask"]
        subprocess.run([*command, "--jobs", "1", "--quiet"], check=True)
        table = sum(path.stat().st_size for path in out.glob("part-*.parquet"))
        notes = sum(path.stat().st_size for path in out.glob("_part-*"))
        figures = json.loads((out / "_manifest.json").read_text(encoding="utf-8"))["figures"]
        return source.stat().st_size / SAMPLE, table / SAMPLE, notes / SAMPLE, figures / SAMPLE


def repeat_seconds() -> float:
    """Seconds an article that looking for repeats takes, in one process."""
    seen, started = Duplicates(), time.process_time()
    for number in range(REPEATS):
        seen.told(f"id-{number}", f"https://example.org/{number}", number.to_bytes(8, "big"))
    return (time.process_time() - started) / REPEATS


def lines(options: argparse.Namespace, costs: Measured) -> list[tuple[str, str, str]]:
    """What is planned, the number, and where it comes from."""
    count = options.articles
    parts = count * costs.text / (options.part_mb * 2**20)
    core_seconds = count / costs.rate + parts * options.part_ms / 1000
    repeats = count * costs.repeats
    found = [
        ("articles a second and core", f"{costs.rate:.0f}", costs.source),
        ("hours of one core", f"{core_seconds / 3600:,.0f}", "reading, and the cost of parts"),
    ]
    found += [
        (f"hours with {cores} cores", f"{(core_seconds / cores + repeats) / 3600:.1f}", "and repeats, one process")
        for cores in options.cores
    ]
    slots = 1024
    while slots <= 2 * count:
        slots *= 2
    return [
        *found,
        ("input, JSON Lines", gigabytes(count * costs.text), f"{costs.text:.0f} bytes an article"),
        ("table, Parquet", gigabytes(count * costs.table), f"{costs.figures:.1f} figures, {costs.table:.0f} bytes"),
        ("files beside it", gigabytes(count * costs.notes), f"{costs.notes:.0f} bytes an article"),
        ("parts", f"{parts:,.0f}", f"{options.part_mb:g} MB each"),
        ("files in the folder", f"{4 * parts + 1:,.0f}", "four a part"),
        ("parts' own cost, hours of one core", f"{parts * options.part_ms / 3.6e6:.1f}", f"{options.part_ms} ms"),
        ("memory, command and scheduler", gigabytes(parts * options.part_kb * 1024), f"{options.part_kb} KB a part"),
        ("manifest", gigabytes(parts * options.manifest_kb * 1024), f"{options.manifest_kb} KB a part"),
        ("memory, repeats", gigabytes(3 * 8 * slots), "three sets of 8 bytes a slot, at most half full"),
        ("hours, repeats", f"{repeats / 3600:.2f}", f"{1e6 * costs.repeats:.1f} µs an article, one process"),
    ]


def gigabytes(count: float) -> str:
    """A number of bytes for people."""
    return f"{count / 1e9:,.1f} GB" if count >= 1e8 else f"{count / 1e6:.1f} MB"


if __name__ == "__main__":
    main()
