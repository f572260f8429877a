"""How long `cdextract.check` takes for a table of many different claims, on one core.

    python benchmarks/check_speed.py [ROWS] [--sentences]

The rows are made up: of 100, 45 with a whole base, 15 without one, 15 changes, 10 amounts in tỷ, 5 hedged, 10 without a
percentage; one in ten of those with a base has a wrong percentage. Nearly all of them are different from each other.
"""

from __future__ import annotations

import argparse
import random
import time

import pandas as pd

from cdextract.results.recheck import check

SEED = 20211231


def make_row(draw: random.Random, number: int) -> dict[str, object]:
    """One made-up row."""
    base, sort = draw.randint(3, 60_000), draw.random()
    value = max(1, int(base * draw.uniform(0.4, 1.6)))
    decimals = draw.choice((0, 1, 1, 2))
    wrong = draw.choice((2.0, 1.07, 0.5)) if draw.random() < 0.1 else 1.0
    row: dict[str, object] = {
        "value": value, "base": base, "percent": round(100 * value / base * wrong, decimals),
        "percent_decimals": decimals, "percent_kind": "attained", "unit": "count",
        "sentence": f"Đơn vị {number} kết nạp {value}/{base} đoàn viên, thành lập {number % 40} CĐCS.",
    }  # fmt: skip
    if sort < 0.45:
        return row
    if sort < 0.60:
        return row | {"base": None}
    if sort < 0.75:
        kind = "increase" if value >= base else "decrease"
        percent = round(100 * abs(value - base) / base * wrong, decimals)
        return row | {"base": None, "delta": value - base, "percent": percent, "percent_kind": kind}
    if sort < 0.85:
        return row | {"value": value * 1e7, "base": base * 1e7, "value_step": 1e7, "base_step": 1e7, "unit": "VND"}
    if sort < 0.90:
        return row | {"value_approx": draw.choice(("over", "nearly", "about"))}
    return row | {"percent": None, "percent_kind": None, "percent_decimals": None}


def main() -> None:
    """Make the table, check it, print the seconds and the verdicts."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("rows", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--sentences", action="store_true", help="let the diagnosis look at the sentences as well")
    options = parser.parse_args()
    draw = random.Random(SEED)
    table = pd.DataFrame([make_row(draw, number) for number in range(options.rows)])
    if not options.sentences:
        table = table.drop(columns="sentence")
    started, worked = time.perf_counter(), time.process_time()
    checked = check(table)
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    a_row = 1e6 * work / options.rows
    print(f"{options.rows} rows in {seconds:.1f} s ({work:.1f} s of work on one core, {a_row:.0f} µs a row)")
    print(checked["verdict"].value_counts().to_string())


if __name__ == "__main__":
    main()
