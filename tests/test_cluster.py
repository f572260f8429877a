"""A folder of parts, written by the workers of a real cluster: the same rows as on one machine, whatever dies."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cdextract.cluster import parts
from cdextract.errors import InputError, OutputError
from cdextract.readers.sources import Source
from cli_helpers import environment, run

pytest.importorskip("distributed")

from cdextract.cluster.engine import _mapped, gathered

CORPUS = Path(__file__).parents[1] / "corpus" / "articles" / "dev.jsonl"


def write_input(folder, files=4, each=6, text="FIGURE {}/7 22 SLOW"):
    folder.mkdir()
    for number in range(files):
        lines = [json.dumps({"id": f"{number}-{n}", "text": text.format(n + 1)}) for n in range(each)]
        (folder / f"{number}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def add_to(path, text):
    record = json.dumps({"id": path.stem + "-more", "text": text})
    path.write_text(path.read_text(encoding="utf-8") + record + "\n", encoding="utf-8")


def local_rows(folder, table, *, fake=True):
    assert run("extract", folder, "-o", table, fake=fake).returncode == 0
    return [json.loads(line) for line in table.read_text(encoding="utf-8").splitlines()]


def rows_of(folder):
    records = parts.read(folder).astype(object).to_dict("records")
    return [(record["figure_id"], float(record["value"]), record["verdict"]) for record in records]


def told(rows):
    return [(row["figure_id"], float(row["value"]), row["verdict"]) for row in rows]


def errors_of(folder):
    found = [
        json.loads(line)
        for path in sorted(folder.glob("_part-*.errors.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [(row["document"], row["stage"], row["error"], row["message"]) for row in found]


def local_errors(table):
    lines = Path(f"{table}.errors.jsonl").read_text(encoding="utf-8").splitlines()
    return [(row["document"], row["stage"], row["error"], row["message"]) for row in map(json.loads, lines)]


def failures_of(folder):
    return [(document, error) for document, stage, error, _ in errors_of(folder) if stage != "duplicate"]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def dask(folder, out, *more, cwd):
    return run("extract", folder, "-o", out, "--engine", "dask", *more, cwd=cwd)


# --- the folder, without a cluster -------------------------------------------------------------------------------------


def test_files_of_single_articles_are_gathered():
    endings = [".txt"] * 3 + [".jsonl", ".jsonl", ".html"] + [".txt"] * 1500
    sources = [Source(f"/in/{n}{ending}", f"{n}{ending}", ending) for n, ending in enumerate(endings)]
    groups = list(gathered(sources))
    assert [source for group in groups for source in group] == sources
    assert [len(group) for group in groups] == [3, 1, 1, 1000, 501]


class Deadly:
    """A client whose workers die, or which is gone, whatever they are given."""

    def __init__(self, error):
        self.error = error

    def map(self, function, values, pure):
        return values

    def gather(self, futures):
        raise self.error


def test_what_workers_die_of_is_done_here():
    from concurrent.futures import CancelledError

    from distributed.scheduler import KilledWorker

    assert _mapped(Deadly(KilledWorker("task", None, 3)), abs, [-1, 2]) == [1, 2]
    assert _mapped(Deadly(None), abs, []) == []
    with pytest.raises(InputError, match="the cluster is gone"):
        _mapped(Deadly(CancelledError()), abs, [1])


def test_a_folder_without_manifest_is_no_table(tmp_path):
    (tmp_path / "_part-00000.json").write_text("{}", encoding="utf-8")
    assert parts.is_folder(tmp_path)
    with pytest.raises(InputError, match="has not ended"):
        parts.read(tmp_path)


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "part-0.parquet").write_text("someone else's", encoding="utf-8")
    assert not parts.is_folder(tmp_path)
    with pytest.raises(OutputError, match=r"part-0\.parquet"):
        parts.prepare(tmp_path)


# --- a cluster on this machine, through the command ---------------------------------------------------------------------


@pytest.mark.slow
def test_same_rows_as_the_local_engine_and_finished_parts_are_kept(tmp_path):
    source = write_input(tmp_path / "in")
    add_to(source / "1.jsonl", "RAISE")
    done = dask("in", "out", "--jobs", 2, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    out = tmp_path / "out"
    assert rows_of(out) == told(local_rows(source, tmp_path / "t.jsonl"))
    assert errors_of(out) == local_errors(tmp_path / "t.jsonl")
    assert failures_of(out) == [("1-more", "ValueError")]
    assert "articles   24 read" in done.stdout
    assert names(out) == sorted(
        [parts.MANIFEST]
        + [name.format(n) for n in range(4) for name in ("part-0000{}.parquet", "_part-0000{}.json", "_part-0000{}.errors.jsonl", "_part-0000{}.articles.arrow")]
    )
    checked = run("check", "out", cwd=tmp_path)
    assert (checked.returncode, "24 figures" in checked.stdout) == (1, True)

    manifest = (out / parts.MANIFEST).read_bytes()
    before = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    (out / parts.MANIFEST).unlink()
    refused = run("check", "out", cwd=tmp_path)
    assert refused.returncode == 2
    assert "no manifest" in refused.stderr
    (out / "part-00002.parquet").write_bytes(b"cut off")
    again = dask("in", "out", "--jobs", 1, cwd=tmp_path)
    assert again.stdout == done.stdout
    assert (out / parts.MANIFEST).read_bytes() == manifest
    after = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    assert {name for name in after if after[name] != before[name]} == {
        parts.MANIFEST, "part-00002.parquet", "_part-00002.json", "_part-00002.errors.jsonl", "_part-00002.articles.arrow",
    }  # fmt: skip


@pytest.mark.slow
def test_changed_input_is_read_again_and_parts_too_many_are_removed(tmp_path):
    source = write_input(tmp_path / "in", files=3)
    assert dask("in", "out", "--jobs", 1, cwd=tmp_path).returncode == 0
    before = (tmp_path / "out" / "part-00000.parquet").stat().st_mtime_ns
    add_to(source / "1.jsonl", "FIGURE 1/2 50")
    (source / "2.jsonl").unlink()
    assert dask("in", "out", "--jobs", 1, cwd=tmp_path).returncode == 0
    assert rows_of(tmp_path / "out") == told(local_rows(source, tmp_path / "t.jsonl"))
    assert (tmp_path / "out" / "part-00000.parquet").stat().st_mtime_ns == before
    assert not list((tmp_path / "out").glob("*00002*"))


@pytest.mark.slow
def test_the_death_of_a_worker_loses_and_doubles_nothing(tmp_path):
    source = write_input(tmp_path / "in")
    mark = tmp_path / "died"
    add_to(source / "2.jsonl", f"FIGURE 3/4 75 DIE-ONCE {mark}")
    done = dask("in", "out", "--jobs", 2, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert mark.exists()
    assert rows_of(tmp_path / "out") == told(local_rows(source, tmp_path / "t.jsonl"))
    assert errors_of(tmp_path / "out") == local_errors(tmp_path / "t.jsonl")
    assert failures_of(tmp_path / "out") == []


@pytest.mark.slow
def test_an_article_that_kills_every_worker_is_an_error_row(tmp_path, monkeypatch):
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0")
    source = write_input(tmp_path / "in", files=2)
    add_to(source / "0.jsonl", "DIE")
    done = dask("in", "out", "--jobs", 1, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(rows_of(tmp_path / "out")) == 12
    assert failures_of(tmp_path / "out") == [("0-more", "worker_died")]


@pytest.mark.slow
def test_the_real_reading_gives_the_same_rows(tmp_path):
    lines = CORPUS.read_text(encoding="utf-8").splitlines()
    (tmp_path / "in").mkdir()
    for number in range(2):
        text = "\n".join(lines[number * 8 : number * 8 + 8]) + "\n"
        (tmp_path / "in" / f"{number}.jsonl").write_text(text, encoding="utf-8")
    command = ("extract", "in", "-o", "out", "--engine", "dask", "--jobs", 2, "--quiet")
    done = run(*command, fake=False, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    expected = local_rows(tmp_path / "in", tmp_path / "t.jsonl", fake=False)
    assert len(expected) > 10
    assert rows_of(tmp_path / "out") == told(expected)


@pytest.mark.parametrize(
    "arguments",
    [
        ["-", "-o", "out", "--engine", "dask"],
        ["in", "-o", "t.csv", "--engine", "dask"],
        ["in", "-o", "-", "--engine", "dask"],
        ["in", "-o", "out", "-o", "out2", "--engine", "dask"],
        ["in", "-o", "none/out", "--engine", "dask"],
        ["in", "-o", "in", "--engine", "dask"],
        ["in", "-o", "t.csv", "--scheduler", "tcp://127.0.0.1:1"],
        ["in", "-o", "t.csv", "--part-size", "8"],
        ["in", "-o", "out", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:1", "--jobs", "2"],
        ["in", "-o", "out", "--engine", "dask", "--scheduler", "nonsense://x"],
    ],
)
def test_wrong_usage_is_told_in_three_parts(tmp_path, arguments):
    write_input(tmp_path / "in", files=1)
    done = run("extract", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert [line.split(":")[0].strip() for line in done.stderr.strip().splitlines()[-3:]] == ["error", "given", "do"]
    assert "Traceback" not in done.stderr


# --- a cluster that runs by itself: --scheduler --------------------------------------------------------------------------


@pytest.fixture
def cluster(monkeypatch):
    """A cluster of two worker processes that read the fake figures."""
    import distributed

    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=2, processes=True, dashboard_address=None, silence_logs=50
    ) as started:
        yield started


@pytest.mark.slow
def test_a_worker_killed_in_mid_run(tmp_path, cluster):
    source = write_input(tmp_path / "in", files=12, each=60)
    out = tmp_path / "out"
    command = [sys.executable, "-m", "cdextract", "extract", str(source), "-o", str(out), "--engine", "dask"]
    command += ["--scheduler", cluster.scheduler_address]
    running = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not list(out.glob("_part-*.json")) and time.monotonic() < deadline:
        time.sleep(0.02)
    victim = next(iter(cluster.workers.values())).process.pid
    os.kill(victim, signal.SIGKILL)
    stdout, stderr = running.communicate(timeout=120)
    assert running.returncode == 0, stderr
    assert len(list(out.glob("part-*.parquet"))) == 12
    assert not list(out.glob(".*"))
    assert rows_of(out) == told(local_rows(source, tmp_path / "t.jsonl"))
    assert "articles   720 read" in stdout


@pytest.mark.slow
def test_the_run_itself_killed_and_started_again(tmp_path, cluster):
    source = write_input(tmp_path / "in", files=12, each=60)
    out = tmp_path / "out"
    command = [sys.executable, "-m", "cdextract", "extract", str(source), "-o", str(out), "--engine", "dask"]
    command += ["--scheduler", cluster.scheduler_address]
    running = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while len(list(out.glob("_part-*.json"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    running.kill()
    running.wait()
    assert not (out / parts.MANIFEST).exists()
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert rows_of(out) == told(local_rows(source, tmp_path / "t.jsonl"))
