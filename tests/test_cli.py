"""The commands, driven as users drive them."""

import csv
import gzip
import io
import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from cdextract import __version__
from cdextract.cli import COMMANDS
from cdextract.results.columns import NAMES
from cli_helpers import environment, run

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
ONE = "Tin\nFIGURE 10/8 125 và FIGURE 10/8 130"


def three_parts(text):
    return [line.split(":")[0].strip() for line in text.strip().splitlines()[:3]] == ["error", "given", "do"]


# --- the face ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["extract"], ["extract", "none.txt", "-o", "x.doc"], ["nonsense"], ["schema"]],
)
def test_light_commands_import_nothing_heavy(arguments):
    code = (
        "import sys, cdextract.cli as c\n"
        f"sys.argv = ['cdextract', *{arguments!r}]\n"
        "try:\n    c.main()\nexcept SystemExit:\n    pass\n"
        "print(sorted({'pandas', 'numpy', 'spacy', 'underthesea', 'pyarrow'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True)
    assert done.stderr.strip().splitlines()[-1] == "[]", done.stderr


def test_help_names_every_command_and_each_has_help():
    text = run("--help").stdout
    for command in COMMANDS:
        assert command in text
        done = run(command, "--help")
        assert done.returncode == 0, done.stderr
        assert "Usage:" in done.stdout
    assert run("--version").stdout.strip() == f"cdextract, version {__version__}"


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "none.txt", "-o", "x.csv"],
        ["extract", ".", "-o", "x.doc"],
        ["extract", ".", "-o", "none/x.csv"],
        ["extract", "a.doc", "-o", "x.csv"],
        ["extract", "a.txt", "-o", "x.csv", "--map", "text"],
        ["extract", "a.txt", "-o", "x.csv", "--map", "colour=x"],
        ["check", "none.csv"],
        ["check", "a.txt", "--fail-on", "wrong"],
        ["evaluate", "none.jsonl", "a.txt"],
        ["extract", "a.txt", "-o", "x.csv", "--patterns", "none"],
    ],
)
def test_wrong_usage_ends_with_2_and_three_parts(tmp_path, arguments):
    (tmp_path / "a.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "a.doc").write_text(ONE, encoding="utf-8")
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert three_parts(done.stderr), done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.doc", "a.txt"]


# --- extract -----------------------------------------------------------------------------------------------------------


def test_extract_writes_table_errors_and_summary(tmp_path):
    for name, data in {
        "a.txt": ONE.encode(),
        "b/empty.txt": b"",
        "c.txt": b"\x00\xff",
        "d.jsonl": b'{"id": 1,\n',
    }.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(data)
    done = run("extract", "in", "-o", "t.csv", "-o", "t.parquet", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader((tmp_path / "t.csv").open(encoding="utf-8-sig")))
    assert [(row["document"], row["title"], row["verdict"]) for row in rows] == [
        ("a.txt", "Tin", "consistent"),
        ("a.txt", "Tin", "inconsistent"),
    ]
    errors = [json.loads(line) for line in (tmp_path / "t.csv.errors.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(e["document"], e["stage"], e["error"]) for e in errors] == [
        ("b/empty.txt", "read", "empty_file"),
        ("c.txt", "read", "binary_file"),
        ("d.jsonl#1", "read", "broken_json"),
    ]
    assert "articles   1 read" in done.stdout
    assert "flagged    1" in done.stdout
    assert "10 ÷ 8 × 100 = 125; stated 130%" in done.stdout
    assert (tmp_path / "t.parquet").exists()
    assert run("extract", "in", "-o", "q.csv", "--quiet", cwd=tmp_path).stdout == ""


def test_a_table_in_the_input_folder_is_no_input_of_the_next_run(tmp_path):
    (tmp_path / "a.txt").write_text(ONE, encoding="utf-8")
    first = run("extract", ".", "-o", "t.csv", cwd=tmp_path)
    second = run("extract", ".", "-o", "t.csv", cwd=tmp_path)
    assert (first.returncode, first.stdout) == (second.returncode, second.stdout)
    assert (tmp_path / "t.csv.errors.jsonl").read_text(encoding="utf-8") == ""


def test_pipes(tmp_path):
    record = json.dumps({"id": "a", "noi_dung": "FIGURE 10/8 125"}).encode()
    done = run("extract", "-", "-o", "-", stdin=record)
    assert done.returncode == 0
    [row] = [json.loads(line) for line in done.stdout.splitlines()]
    assert list(row) == list(NAMES)
    assert (row["document"], row["value"]) == ("a", 10)
    assert "articles   1 read" in done.stderr


def test_a_map_and_a_compressed_input(tmp_path):
    source = tmp_path / "a.jsonl.gz"
    source.write_bytes(gzip.compress(json.dumps({"ma": "x9", "bai_dang": "FIGURE 10/8 125"}).encode()))
    done = run("extract", source, "-o", tmp_path / "t.jsonl", "--map", "text=bai_dang", "--map", "id=ma")
    assert done.returncode == 0
    assert json.loads((tmp_path / "t.jsonl").read_text(encoding="utf-8"))["document"] == "x9"


def test_the_reader_of_a_pipe_may_leave(tmp_path):
    lines = "\n".join(json.dumps({"id": n, "text": "FIGURE 10/8 125"}) for n in range(3000))
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    command = f"{sys.executable} -m cdextract extract a.jsonl -o - --quiet | head -1"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, env=environment(), capture_output=True, text=True)
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr


# --- check -------------------------------------------------------------------------------------------------------------


def test_check_articles_and_tables(tmp_path):
    (tmp_path / "a.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "good.txt").write_text("Tin\nFIGURE 10/8 125", encoding="utf-8")
    assert run("extract", "a.txt", "-o", "t.csv", cwd=tmp_path).returncode == 0
    for source in ("a.txt", "t.csv"):
        done = run("check", source, cwd=tmp_path)
        assert done.returncode == 1, done.stderr
        assert "a.txt#23" in done.stdout
        assert "10 ÷ 8 × 100 = 125; stated 130%" in done.stdout
        assert "2 figures, 1 flagged" in done.stdout
    assert run("check", "good.txt", cwd=tmp_path).returncode == 0
    assert run("check", "t.csv", "--fail-on", "impossible", cwd=tmp_path).returncode == 0
    assert run("check", "t.csv", "--fail-on", "consistent", cwd=tmp_path).returncode == 1


def test_check_in_other_formats(tmp_path):
    (tmp_path / "a.txt").write_text(ONE, encoding="utf-8")
    [record] = json.loads(run("check", "a.txt", "--format", "json", cwd=tmp_path).stdout)
    assert (record["verdict"], record["arithmetic"][:6]) == ("inconsistent", "10 ÷ 8")
    [row] = csv.DictReader(io.StringIO(run("check", "a.txt", "--format", "csv", cwd=tmp_path).stdout))
    assert row["arithmetic"] == record["arithmetic"]


def test_check_recomputes_what_a_person_corrected(tmp_path):
    (tmp_path / "a.txt").write_text(ONE, encoding="utf-8")
    run("extract", "a.txt", "-o", "t.csv", cwd=tmp_path)
    table = (tmp_path / "t.csv").read_text(encoding="utf-8-sig").replace(",130,0,", ",125,0,")
    (tmp_path / "t.csv").write_text(table, encoding="utf-8-sig")
    assert run("check", "t.csv", cwd=tmp_path).returncode == 0


# --- the other commands ------------------------------------------------------------------------------------------------


def test_schema_in_all_forms():
    assert run("schema").stdout.startswith("document ")
    assert [record["name"] for record in json.loads(run("schema", "--format", "json").stdout)] == list(NAMES)
    assert json.loads(run("schema", "--format", "frictionless").stdout)["primaryKey"] == ["figure_id"]
    assert run("schema", "--format", "markdown").stdout == (ROOT / "docs" / "columns.md").read_text(encoding="utf-8")


# --- the real reading, on the corpus -----------------------------------------------------------------------------------


def test_corpus_is_as_its_manifest_says():
    lines = (CORPUS / "MANIFEST.sha256").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    files = {
        path.relative_to(CORPUS).as_posix(): path
        for part in ("articles", "gold")
        for path in (CORPUS / part).rglob("*")
        if path.is_file()
    }
    assert {name: sha256(path.read_bytes()).hexdigest() for name, path in files.items()} == listed


def jsonl_texts():
    lines = [line for path in (CORPUS / "articles").glob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()]
    return {record["id"]: record["text"] for record in map(json.loads, lines)}


def test_gold_evidence_stands_in_the_articles():
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (CORPUS / "articles" / "seeds").glob("*.txt")} | jsonl_texts()
    count = 0
    for gold in sorted((CORPUS / "gold").glob("*.jsonl")):
        for line in gold.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            for figure in document["figures"]:
                count += 1
                assert figure["evidence"] in texts[document["id"]]
    assert count > 600


def test_the_real_table_is_grounded_and_the_same_for_any_number_of_processes(tmp_path):
    table = tmp_path / "t.jsonl"
    done = run("extract", CORPUS / "articles", "-o", table, "--jobs", 1, fake=False)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in table.read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 200
    texts = jsonl_texts()
    for path in (CORPUS / "articles" / "seeds").glob("*.txt"):
        texts[f"seeds/{path.name}"] = path.read_bytes().decode()
    for row in rows:
        assert texts[row["document"]][row["start"] : row["end"]] == row["evidence"]
    assert len({row["figure_id"] for row in rows}) == len(rows)
    assert (tmp_path / "t.jsonl.errors.jsonl").read_text(encoding="utf-8") == ""
