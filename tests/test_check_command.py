"""`cdextract check` and `explain CODE`, as users run them: what is printed of each finding, and the exit codes."""

import csv
import datetime
import io
import json

import pytest

from cdextract.findings.codes import CODES
from cdextract.findings.listing import RECORD_EXTRAS, Choice, findings, in_sentence
from cdextract.outputs import open_writer
from cdextract.results.columns import NAMES
from cdextract.results.frames import plain_row, to_frame
from cdextract.results.recheck import check
from cli_helpers import run


def row(at, evidence, *, document="a.txt", before="Trong năm, ", **more):
    """One row of a table; its sentence is `before`, the evidence and a full stop."""
    return {
        "document": document, "figure_id": f"{document}#{at}", "org": "LĐLĐ huyện Phú Xuyên", "org_type": "district",
        "year": 2024, "period_start": datetime.date(2024, 1, 1), "period_end": datetime.date(2024, 12, 31),
        "indicator": "cdcs_established", "measure": "CĐCS", "unit": "count", "percent_kind": "attained",
        "percent_decimals": 0, "rule": "figure.main", "evidence": evidence, "start": at, "end": at + len(evidence),
        "sentence": f"{before}{evidence}.", **more,
    }  # fmt: skip


SWAPPED = row(11, "thành lập 5/4 CĐCS (đạt 80%)", value=5, base=4, percent=80)
GOOD = row(60, "10/8 CĐCS (đạt 125%)", value=10, base=8, percent=125, year=2023, period_start=datetime.date(2023, 1, 1), period_end=datetime.date(2023, 12, 31))
OTHER_VALUE = row(7, "thành lập 6 CĐCS", document="b.txt", value=6, published=datetime.date(2025, 1, 9))
SIDE = row(90, "vượt chỉ tiêu với 802/1.000 đoàn viên (đạt 80,2%)", indicator="members_admitted", measure="đoàn viên", value=802, base=1000, percent=80.2, percent_decimals=1)
MONEY = row(150, "thu 80,7/174,7 tỷ đồng (đạt 46,27%)", indicator="dues_collected", unit="VND", value=80_700_000_000, base=174_700_000_000, value_step=100_000_000, base_step=100_000_000, percent=46.27, percent_decimals=2)


def table(path, *rows):
    with open_writer(str(path)) as writer:
        writer.write(checked(*rows))
    return path


def checked(*rows):
    return [plain_row({str(k): v for k, v in r.items()}) for r in check(to_frame(rows)).astype(object).to_dict("records")]


# --- text --------------------------------------------------------------------------------------------------------------


def test_a_flag_is_printed_with_all_that_is_needed_to_judge_it(tmp_path):
    done = run("check", table(tmp_path / "t.csv", SWAPPED, GOOD), fake=False)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "CD101 inconsistent  a.txt#11  LĐLĐ huyện Phú Xuyên · 2024 · cdcs_established",
        "  text:    Trong năm, ⟦thành lập 5/4 CĐCS (đạt 80%)⟧.",
        "  check:   5 ÷ 4 × 100 = 125; stated 80%",
        "  allowed: [79,5; 80,5]",
        "  words:   CD301 said_under_is_over",
        "  cause:   CD501 swapped: 4 ÷ 5 × 100 = 80%; stated 80%: value and base swapped",
        "2 figures, 1 flagged (inconsistent, impossible)",
        "listed: CD101 inconsistent 1",
    ]


def test_printed_digits_are_told(tmp_path):
    done = run("check", table(tmp_path / "t.csv", MONEY), fake=False)
    assert "46,27%" in done.stdout
    assert "by the printed digits)" in done.stdout
    assert "  allowed: [46,265; 46,275)" in done.stdout


def test_figures_that_contradict_each_other_are_listed_with_both_evidences(tmp_path):
    first, second = table(tmp_path / "a.jsonl", SWAPPED), table(tmp_path / "b.csv", OTHER_VALUE)
    done = run("check", first, second, "--ignore", "CD101,CD301", fake=False)
    assert done.stdout.splitlines()[:5] == [
        "CD404 values-differ-between-articles  a.txt#11  LĐLĐ huyện Phú Xuyên · 2024 · cdcs_established",
        "  text:    Trong năm, ⟦thành lập 5/4 CĐCS (đạt 80%)⟧.",
        "  other:   Trong năm, ⟦thành lập 6 CĐCS⟧.",
        "           b.txt#7, published 2025-01-09",
        "  check:   5 ≠ 6",
    ]
    assert done.returncode == 0  # a conflict ends with 1 only where it is asked for
    assert run("check", first, second, "--fail-on", "CD404", fake=False).returncode == 1
    within = table(tmp_path / "c.jsonl", SWAPPED, {**OTHER_VALUE, "document": "a.txt", "figure_id": "a.txt#7"})
    assert "CD403 values-differ-in-article" in run("check", within, fake=False).stdout


def test_words_on_the_wrong_side_are_listed(tmp_path):
    source = table(tmp_path / "t.csv", SIDE)
    done = run("check", source, fake=False)
    assert "CD301 side-of-target  a.txt#90" in done.stdout
    assert done.returncode == 0
    assert run("check", source, "--fail-on", "inconsistent,CD301", fake=False).returncode == 1
    assert run("check", source, "--fail-on", "side-of-target", fake=False).returncode == 1


def test_nothing_flagged(tmp_path):
    done = run("check", table(tmp_path / "t.csv", GOOD), fake=False)
    assert (done.returncode, done.stdout) == (0, "1 figures, 0 flagged (inconsistent, impossible)\n")
    assert run("check", table(tmp_path / "e.csv"), fake=False).stdout.startswith("0 figures")


# --- what is looked for ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        ("", "", ["CD101 CD301 CD501", "CD404", "CD301"]),
        ("", "CD101", ["CD301 CD501", "CD404", "CD301"]),
        ("", "CD101,CD3", ["CD404"]),
        ("", "CD", []),
        ("CD4", "", ["CD404"]),
        ("CD501", "", ["CD101 CD301 CD501"]),
        ("CD2", "", ["CD201"]),
        ("CD1,CD2", "CD301", ["CD101 CD501", "CD201"]),
    ],
)
def test_select_and_ignore(select, ignore, codes):
    choice = Choice(("inconsistent", "impossible"), tuple(filter(None, select.split(","))), tuple(filter(None, ignore.split(","))))
    found = findings(checked(SWAPPED, OTHER_VALUE, GOOD, SIDE), choice)
    assert [" ".join(finding.codes) for finding in found] == codes


@pytest.mark.parametrize(
    "arguments", [["--fail-on", "wrong"], ["--fail-on", "CD999"], ["--select", "CD9"], ["--ignore", "x"], ["--waivers", "none.jsonl"], ["--format", "xml"]]
)
def test_wrong_options_end_with_2(tmp_path, arguments):
    done = run("check", table(tmp_path / "t.csv", GOOD), *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_waived_flags_stay_quiet(tmp_path):
    source = table(tmp_path / "t.csv", SWAPPED, GOOD)
    waiver = {"figure_id": SWAPPED["figure_id"], "evidence": SWAPPED["evidence"]}
    waivers = tmp_path / "w.jsonl"
    waivers.write_text(json.dumps(waiver) + "\n" + json.dumps({**waiver, "figure_id": "gone#1"}) + "\n", encoding="utf-8")
    done = run("check", source, "--waivers", waivers, fake=False)
    assert (done.returncode, done.stdout) == (0, "2 figures, 0 flagged (inconsistent, impossible), 1 waived\n")
    assert "fit no flag (their text has changed, or was not read): 1" in done.stderr
    [result] = json.loads(run("check", source, "--waivers", waivers, "--format", "sarif", fake=False).stdout)["runs"][0]["results"]
    assert result["suppressions"][0]["kind"] == "external"


# --- other forms -------------------------------------------------------------------------------------------------------


def test_json_and_csv_tell_the_same(tmp_path):
    sources = table(tmp_path / "a.jsonl", SWAPPED), table(tmp_path / "b.csv", OTHER_VALUE)
    records = json.loads(run("check", *sources, "--format", "json", fake=False).stdout)
    lines = list(csv.DictReader(io.StringIO(run("check", *sources, "--format", "csv", fake=False).stdout)))
    assert [record["codes"] for record in records] == ["CD101 CD301 CD501", "CD404"]
    assert records[1]["other_evidence"] == OTHER_VALUE["evidence"]
    assert list(records[0]) == [*NAMES, *RECORD_EXTRAS]
    for record, line in zip(records, lines, strict=True):
        assert {name: "" if record[name] is None else str(record[name]) for name in record} == line


def test_tables_and_articles_in_one_call(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "x", "text": "FIGURE 10/8 130"}), encoding="utf-8")
    done = run("check", table(tmp_path / "t.csv", SWAPPED), tmp_path / "a.jsonl", "--format", "json")
    assert [record["figure_id"] for record in json.loads(done.stdout)] == ["a.txt#11", "x#0"]
    piped = run("check", "-", "--quiet", stdin=(tmp_path / "a.jsonl").read_bytes())
    assert (piped.returncode, piped.stdout.count("CD101")) == (1, 1)


def test_a_row_that_was_asked_for_needs_no_code(tmp_path):
    done = run("check", table(tmp_path / "t.csv", GOOD), "--fail-on", "consistent", fake=False)
    assert done.returncode == 1
    assert done.stdout.startswith("consistent  a.txt#60")


def test_evidence_that_does_not_stand_in_the_sentence_is_shown_alone():
    assert in_sentence({"sentence": "…", "evidence": "5/4\nlớp"}) == "⟦5/4 lớp⟧"
    assert in_sentence({"sentence": None, "evidence": "x"}) == "⟦x⟧"


# --- explain -----------------------------------------------------------------------------------------------------------


def test_explain_prints_the_page_of_every_code():
    for code in CODES[:3]:
        for name in (code.code, code.code.lower(), code.name):
            done = run("explain", name)
            assert (done.returncode, done.stderr) == (0, "")
            assert done.stdout == f"{code.code} {code.name} ({code.level})\n{code.summary}\n\n{code.page}\n"
    assert run("explain", "impossible").stdout.startswith("CD103")
    assert run("explain", "implied_base:147").stdout.startswith("CD508")


@pytest.mark.parametrize("argument", ["CD999", "none.txt", "none.jsonl.gz", "empty.txt", "empty"])
def test_explain_without_anything_to_explain(tmp_path, argument):
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    done = run("explain", argument, cwd=tmp_path, fake=False)
    assert done.returncode == 2
    assert [line.split(":")[0].strip() for line in done.stderr.strip().splitlines()] == ["error", "given", "do"]
