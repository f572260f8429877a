"""What goes wrong at a shell: every message has three parts, every exit code is the one that the contract names."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from cli_helpers import environment, run

ARTICLE = json.dumps({"id": "a", "text": "FIGURE 10/8 125"}) + "\n"


def three_parts(text):
    return [line.split(":")[0].strip() for line in text.strip().splitlines()[:3]] == ["error", "given", "do"]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.jsonl").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    for name, rules in {"broken": ("figures.yaml", "rules: [ {id: x"), "bare": ("figures.yaml", ""), "named": ("figure.yaml", "rules: []")}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / rules[0]).write_text(rules[1], encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "line",
    [
        "extract", "extract a.jsonl", "extract a.jsonl -o", "extract a.jsonl -o t.csv --jobs 0", "extract a.jsonl -o t.csv --nonsense", "nonsense",
        "extract a.jsonl -o t.csv --engine spark", "extract empty -o t.csv", "extract none -o t.csv", "extract *.foo -o t.csv", "extract a.jsonl -o t",
        "extract a.jsonl -o file/t.csv", "extract a.jsonl -o empty", "extract a.jsonl -o t.csv -o ./t.csv", "extract - -o - -o -",
        "extract a.jsonl -o a.jsonl", "extract . -o a.jsonl", "extract a.jsonl -o - --resume", "extract a.jsonl -o t.csv --patterns file",
        "extract a.jsonl -o t.csv --patterns named", "check none", "check empty", "check a.jsonl --format xml", "explain", "explain none.html",
    ],
)  # fmt: skip
def test_wrong_usage(folder, line):
    done = run(*line.split(), cwd=folder)
    assert done.returncode == 2
    assert three_parts(done.stderr), done.stderr
    assert (folder / "a.jsonl").read_text(encoding="utf-8") == ARTICLE
    assert not list(folder.glob("t*"))


def test_an_empty_text_is_told():
    assert three_parts(run("explain", " ").stderr)


@pytest.mark.parametrize("patterns", ["broken", "bare"])
@pytest.mark.parametrize("command", ["extract a.jsonl -o t.csv", "check a.jsonl", "explain a.jsonl", "patterns test"])
def test_broken_patterns_end_every_command(folder, command, patterns):
    done = run(*command.split(), "--patterns", patterns, cwd=folder, fake=False)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
    assert "\n  do: " in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "t.csv").exists()


def test_a_table_in_a_folder_may_be_written_anew_but_articles_may_not(folder):
    for _ in range(2):
        assert run("extract", ".", "-o", "t.jsonl", cwd=folder).returncode == 0
    assert (folder / "t.jsonl").read_text(encoding="utf-8").count("\n") == 1


def test_a_device_that_is_full(folder):
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full on this system")
    command = [sys.executable, "-m", "cdextract", "extract", "a.jsonl", "-o", "-"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, cwd=folder, env=environment(), stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert "error: the system refused" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_reader_of_a_pipe_may_leave_and_the_exit_code_is_0(folder):
    lines = [json.dumps({"id": f"a{n}", "text": f"FIGURE 10/8 130 {n}"}) for n in range(3000)]
    (folder / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for command in ("extract many.jsonl -o - --quiet", "check many.jsonl --quiet"):
        line = f"{sys.executable} -m cdextract {command} | head -1; exit ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", line], cwd=folder, env=environment(), capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.count("\n") == 1


def test_ctrl_c(folder):
    (folder / "slow.jsonl").write_text(ARTICLE.replace("125", "125 SLOW") * 3000, encoding="utf-8")
    command = [sys.executable, "-m", "cdextract", "extract", "slow.jsonl", "-o", "t.csv", "--jobs", "1"]
    running = subprocess.Popen(
        command,
        cwd=folder,
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
        # a shell starts background jobs with the signal ignored, and so would be what they start
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while not (folder / ".t.csv.part").exists():
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    _, stderr = running.communicate(timeout=120)
    assert running.returncode == 130
    assert "Traceback" not in stderr
    assert not (folder / "t.csv").exists()
