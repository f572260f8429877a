"""A run that died is resumed: nothing lost, nothing doubled, the same bytes; another run is refused."""

import json
import random
import signal
import subprocess
import sys
import time

import pytest

from cdextract.article import Article
from cdextract.batch.journal import Journal
from cdextract.batch.work import Outcome
from cdextract.errors import InputError, UsageError
from cdextract.results.frames import plain_row
from cli_helpers import environment, run
from test_batch import PADDING, articles, errors_of

TEXTS = [f"FIGURE {n + 1}/7 {n % 200} SLOW {PADDING}" if n % 10 else f"RAISE {n} {PADDING}" for n in range(120)]


def interrupt(command, cwd, after):
    """Start the command and kill it; say whether it was still running."""
    with subprocess.Popen(
        command, cwd=cwd, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            return True
    return False


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_at_random_moments_and_resumed(tmp_path, jobs):
    articles(tmp_path / "a.jsonl", TEXTS)
    assert run("extract", "a.jsonl", "-o", "whole.csv", cwd=tmp_path).returncode == 0
    command = [
        sys.executable,
        "-m",
        "cdextract",
        "extract",
        "a.jsonl",
        "-o",
        "t.csv",
        "--quiet",
        "--resume",
        "--jobs",
        str(jobs),
    ]
    moments = random.Random(jobs)
    kills = sum(interrupt(command, tmp_path, moments.uniform(0.2, 1.2)) for _ in range(10))
    assert kills > 2
    done = run(*command[3:], cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "t.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert errors_of(tmp_path / "t.csv") == errors_of(tmp_path / "whole.csv")
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == ["a.jsonl", "t.csv", "t.csv.errors.jsonl", "whole.csv", "whole.csv.errors.jsonl"]


def test_workers_end_with_a_killed_parent(tmp_path):
    import psutil

    articles(tmp_path / "a.jsonl", TEXTS * 3)
    command = [sys.executable, "-m", "cdextract", "extract", "a.jsonl", "-o", "t.csv", "--quiet", "--jobs", "2"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        workers = []
        for _ in range(600):
            time.sleep(0.1)
            workers = psutil.Process(process.pid).children(recursive=True)
            if (tmp_path / "t.csv.journal").exists():
                break
        process.kill()
    assert len(workers) >= 2
    _, alive = psutil.wait_procs(workers, timeout=60)
    assert alive == []


def size(path):
    return path.stat().st_size if path.exists() else 0


def interrupted(tmp_path):
    """A folder with an input and the journal of a run that died over it."""
    source = articles(tmp_path / "a.jsonl", TEXTS)
    command = [sys.executable, "-m", "cdextract", "extract", "a.jsonl", "-o", "t.csv", "--quiet", "--jobs", "1"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment()) as process:
        while process.poll() is None and not size(tmp_path / "t.csv.journal"):  # empty before the first chunk is done
            time.sleep(0.02)
        process.kill()
    assert size(tmp_path / "t.csv.journal")
    return source


@pytest.mark.parametrize("change", ["input", "map", "patterns"])
def test_another_run_is_refused(tmp_path, change):
    source = interrupted(tmp_path)
    (tmp_path / "own").mkdir()
    options = {"input": [], "map": ["--map", "id=id"], "patterns": ["--patterns", "own"]}[change]
    if change == "input":
        source.write_text(source.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    done = run("extract", "a.jsonl", "-o", "t.csv", "--resume", *options, cwd=tmp_path)
    assert done.returncode == 2
    assert "cannot be resumed" in done.stderr
    assert "--resume" in done.stderr.splitlines()[2]
    assert run("extract", "a.jsonl", "-o", "t.csv", *options, cwd=tmp_path).returncode == 0


def test_resuming_does_not_do_the_work_again(tmp_path):
    interrupted(tmp_path)
    done = run("extract", "a.jsonl", "-o", "t.csv", "--resume", cwd=tmp_path)
    assert done.returncode == 0
    assert "resumed" in done.stderr
    assert "articles   108 read" in done.stdout


ITEMS = [[Article(name, "…")] for name in "abc"]


def journal(path, *, resume=True, **identity):
    return Journal(path, {"version": "1", **identity}, resume=resume)


def filled(path):
    kept = journal(path)
    for items in ITEMS:
        kept.add(
            items,
            [
                Outcome(
                    items[0].document, [plain_row({"document": items[0].document, "value": 2.5, "title": "đ\u2028\n"})]
                )
            ],
        )
    kept.close()
    return path.read_bytes()


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_line_that_was_cut_off_is_done_again(tmp_path, cut):
    path = tmp_path / "t.journal"
    data = filled(path)
    path.write_bytes(data[:-cut])
    chunks = iter(ITEMS)
    kept = journal(path)
    replayed = list(kept.replay(chunks))
    assert [outcomes[0].document for outcomes in replayed] == ["a", "b"]
    assert replayed[0][0].rows == [plain_row({"document": "a", "value": 2.5, "title": "đ\u2028\n"})]
    assert list(chunks) == ITEMS[2:]
    kept.add(ITEMS[2], [Outcome("c", [plain_row({"document": "c", "value": 2.5, "title": "đ\u2028\n"})])])
    kept.close()
    assert path.read_bytes() == data
    kept.finish()
    assert not path.exists()


def test_a_cut_head_means_a_new_run(tmp_path):
    path = tmp_path / "t.journal"
    path.write_bytes(filled(path)[:20])
    assert list(journal(path).replay(iter(ITEMS))) == []


def test_other_identity_and_other_articles_are_refused(tmp_path):
    path = tmp_path / "t.journal"
    filled(path)
    with pytest.raises(UsageError, match="map"):
        journal(path, map={"text": "x"})
    with pytest.raises(InputError, match="input changed"):
        list(journal(path).replay(iter([ITEMS[0], [Article("b", "!")]])))
    with pytest.raises(InputError, match="fewer articles"):
        list(journal(path).replay(iter(ITEMS[:1])))
    assert json.loads(path.read_bytes().split(b"\n")[0].split(b" ", 1)[1])["version"] == "1"


def test_without_resume_the_old_journal_goes(tmp_path):
    path = tmp_path / "t.journal"
    filled(path)
    assert list(journal(path, resume=False).replay(iter(ITEMS))) == []
    assert not path.exists()
