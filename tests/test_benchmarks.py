"""The scripts of benchmarks/ run: their inputs are the same every time, and their stages exist."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def run(script: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / script), *arguments], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    "script", ["check_speed.py", "kill_and_resume.py", "many_parts.py", "plan.py", "report_speed.py", "run.py"]
)
def test_every_script_tells_its_options(script: str) -> None:
    assert "usage:" in run(script, "--help")


def test_inputs_are_the_same_every_time_and_every_stage_is_measured(tmp_path: Path) -> None:
    run("make_inputs.py", str(tmp_path / "one"), "--articles", "20")
    run("make_inputs.py", str(tmp_path / "two"), "--articles", "20")
    made = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert made == ["dense-20.jsonl", "sparse-20.jsonl", "union-20.jsonl"]
    for name in made:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()

    measured = json.loads(run("stages.py", str(tmp_path / "one" / "dense-20.jsonl")))
    assert measured["articles"] == 20
    assert measured["rows"] > 20
    assert len(measured["stages"]) == 14  # those of the table in README.md, and the rest
    assert all(seconds > 0 for seconds in measured["stages"].values())
