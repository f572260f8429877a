"""The same outcomes in the same order on any number of processes, whatever an article does."""

import json
import subprocess
import sys

import pytest

from cdextract.article import Article
from cdextract.batch import running
from cdextract.batch.work import TimeLimitError, limits
from cdextract.errors import ErrorRow
from cli_helpers import environment, run

PADDING = "x" * 30_000  # makes inputs large enough for worker processes


def articles(path, texts):
    lines = [json.dumps({"id": f"a{number}", "text": text}) for number, text in enumerate(texts)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def errors_of(table):
    lines = table.with_name(table.name + ".errors.jsonl").read_text(encoding="utf-8").splitlines()
    return [(row["document"], row["stage"], row["error"]) for row in map(json.loads, lines)]


def rows_of(table):
    return [json.loads(line) for line in table.read_text(encoding="utf-8").splitlines()]


def test_chunks_are_bounded_and_lose_nothing():
    items = [Article(str(number), "x" * (number * 997 % 9000)) for number in range(500)]
    chunks = list(running.chunked(items))
    assert [item for chunk in chunks for item in chunk] == items
    assert all(len(chunk) <= running.CHUNK_ARTICLES for chunk in chunks)
    assert all(sum(len(item.text) for item in chunk[:-1]) < running.CHUNK_CHARACTERS for chunk in chunks)


def test_any_number_of_processes_gives_the_same_bytes(tmp_path):
    texts = [f"FIGURE {n + 1}/7 {n % 200} {PADDING}" if n % 10 else f"RAISE {n}" for n in range(60)]
    source = articles(tmp_path / "a.jsonl", texts)
    tables = {}
    for jobs in (1, 2, 3):
        table = tmp_path / f"{jobs}.csv"
        assert run("extract", source, "-o", table, "--jobs", jobs).returncode == 0
        tables[jobs] = (table.read_bytes(), errors_of(table))
    assert tables[1] == tables[2] == tables[3]
    assert len(tables[1][1]) == 6
    assert tables[1][0].count(b"\n") == 1 + 54


def test_a_failing_article_is_an_error_row(tmp_path):
    source = articles(tmp_path / "a.jsonl", ["FIGURE 1/2 50", "RAISE", "FIGURE 1/4 25"])
    table = tmp_path / "t.jsonl"
    done = run("extract", source, "-o", table)
    assert done.returncode == 0
    assert [row["document"] for row in rows_of(table)] == ["a0", "a2"]
    assert errors_of(table) == [("a1", "extract", "ValueError")]
    assert "error rows 1 (ValueError 1)" in done.stdout


def test_a_killed_worker_costs_nothing_but_time(tmp_path):
    mark = tmp_path / "died"
    texts = [f"FIGURE {n + 1}/7 10 {PADDING}" for n in range(40)]
    texts[20] += f" DIE-ONCE {mark}"
    source = articles(tmp_path / "a.jsonl", texts)
    table = tmp_path / "t.jsonl"
    done = run("extract", source, "-o", table, "--jobs", 2)
    assert done.returncode == 0, done.stderr
    assert mark.exists()
    assert [row["document"] for row in rows_of(table)] == [f"a{n}" for n in range(40)]
    assert errors_of(table) == []


def test_an_article_that_kills_its_process_is_an_error_row(tmp_path):
    texts = [f"FIGURE {n + 1}/7 10 {PADDING}" for n in range(40)]
    texts[25] = "DIE"
    source = articles(tmp_path / "a.jsonl", texts)
    table = tmp_path / "t.jsonl"
    done = run("extract", source, "-o", table, "--jobs", 2)
    assert done.returncode == 0, done.stderr
    assert [row["document"] for row in rows_of(table)] == [f"a{n}" for n in range(40) if n != 25]
    assert errors_of(table) == [("a25", "extract", "worker_died")]


HOSTILE = """
import sys
from cdextract.batch import running
from cdextract.article import Article

if __name__ == "__main__":
    jobs, texts = int(sys.argv[1]), sys.argv[2:]
    items = [Article(str(n), text + "x" * 300_000) for n, text in enumerate(texts)]
    for outcome in running.run(items, jobs=jobs, time_limit=1.0):
        print(outcome.document, len(outcome.rows), outcome.error.error if outcome.error else "-")
"""


@pytest.mark.parametrize(
    ("jobs", "texts", "third"), [(1, ["BUSY"], "time_limit"), (2, ["BUSY"], "time_limit"), (2, ["HANG"], "worker_died")]
)
def test_a_text_that_never_ends_is_an_error_row(tmp_path, jobs, texts, third):
    script = tmp_path / "script.py"
    script.write_text(HOSTILE, encoding="utf-8")
    arguments = [sys.executable, str(script), str(jobs), "FIGURE 1/2 50", "FIGURE 1/2 51", *texts, "FIGURE 1/2 52"]
    done = subprocess.run(arguments, env=environment(), capture_output=True, text=True, timeout=120)
    assert done.stdout.split("\n")[:4] == ["0 1 -", "1 1 -", f"2 0 {third}", "3 1 -"], done.stderr


def test_the_timer_raises_only_in_its_block():
    def compute_for_ever():
        with limits(0.05) as limited, limited():
            while True:
                pass

    with pytest.raises(TimeLimitError):
        compute_for_ever()
    with limits(0.05) as limited, limited():
        pass
    for _ in range(2_000_000):
        pass


def test_error_rows_keep_their_place():
    items = [ErrorRow("a", "read", "empty_file", "…"), ErrorRow("b", "read", "empty_file", "…")]
    assert [outcome.document for outcome in running.run(items, jobs=1)] == ["a", "b"]
