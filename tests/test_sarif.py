"""SARIF 2.1.0: what the schema requires, and places that lead back to the words."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdextract.findings import sarif
from cdextract.findings.codes import CODES
from cdextract.findings.listing import Choice, findings
from cdextract.findings.waivers import Waiver, Waivers
from cdextract.results.frames import plain_row
from cli_helpers import run
from test_check_command import OTHER_VALUE, SWAPPED, checked, row

CHOICE = Choice(("inconsistent", "impossible"))
LEVELS = {"none", "note", "warning", "error"}
KINDS = {"pass", "fail"}


def valid(log):
    """Assert what the SARIF 2.1.0 schema requires of the parts that are used here; gives the results."""
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    assert set(log) == {"version", "$schema", "runs"}
    [found] = log["runs"]
    driver = found["tool"]["driver"]
    assert isinstance(driver["name"], str)
    assert found["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    for rule in driver["rules"]:
        assert isinstance(rule["id"], str)
        assert isinstance(rule["shortDescription"]["text"], str)
        assert isinstance(rule["help"]["text"], str)
        assert rule["defaultConfiguration"]["level"] in LEVELS
    for artifact in found["artifacts"]:
        assert isinstance(artifact["location"]["uri"], str)
        assert isinstance(artifact.get("contents", {"text": ""})["text"], str)
    for result in found["results"]:
        valid_result(result, driver["rules"], found["artifacts"])
    return found["results"]


def valid_result(result, rules, artifacts):
    assert isinstance(result["message"]["text"], str)
    assert result["level"] in LEVELS
    assert result.get("kind", "fail") in KINDS
    if "ruleId" in result:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert all(isinstance(value, str) for value in result["partialFingerprints"].values())
    for suppression in result.get("suppressions", ()):
        assert suppression["kind"] in ("inSource", "external")
    for location in (*result["locations"], *result.get("relatedLocations", ())):
        physical = location["physicalLocation"]
        place, region = physical["artifactLocation"], physical["region"]
        assert artifacts[place["index"]]["location"]["uri"] == place["uri"]
        assert " " not in place["uri"]
        for name in ("startLine", "startColumn", "endLine", "endColumn"):
            assert region.get(name, 1) >= 1
        assert region.get("charOffset", 0) >= 0
        assert region.get("charLength", 0) >= 0


def cut(text, region):
    """The part of a text that the lines and columns of a region name."""
    lines = [*text.splitlines(keepends=True), ""]
    first, last = region["startLine"] - 1, region["endLine"] - 1
    if first == last:
        return lines[first][region["startColumn"] - 1 : region["endColumn"] - 1]
    return "".join([lines[first][region["startColumn"] - 1 :], *lines[first + 1 : last], lines[last][: region["endColumn"] - 1]])


def test_no_finding_is_a_valid_log():
    assert valid(sarif.log([])) == []
    assert [rule["id"] for rule in sarif.log([])["runs"][0]["tool"]["driver"]["rules"]] == [code.code for code in CODES]


def test_a_flag_and_a_conflict_with_known_texts():
    text = "Phú Xuyên 🙂\r\nNăm 2024,\nthành lập 5/4 CĐCS (đạt 80%)."
    swapped = {**SWAPPED, "start": text.index("thành"), "end": text.index("thành") + len(SWAPPED["evidence"])}
    found = findings(checked(swapped, OTHER_VALUE), CHOICE)
    flag, conflict = valid(sarif.log(found, {"a.txt": text}))
    region = flag["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (3, 1)
    assert cut(text, region) == region["snippet"]["text"] == SWAPPED["evidence"]
    assert (flag["ruleId"], flag["level"]) == ("CD101", "error")
    assert "5 ÷ 4 × 100 = 125; stated 80%" in flag["message"]["text"]
    assert "likely cause: swapped" in flag["message"]["text"]
    assert (conflict["ruleId"], conflict["level"]) == ("CD404", "warning")
    other = conflict["relatedLocations"][0]["physicalLocation"]
    assert other["artifactLocation"]["uri"] == "b.txt"
    assert other["region"]["charOffset"] == 7
    assert "startLine" not in other["region"]  # its text is not known


def test_a_waived_flag_is_suppressed_and_fingerprints_follow_the_words():
    waivers = Waivers([Waiver(SWAPPED["figure_id"], SWAPPED["evidence"])])
    [waived] = valid(sarif.log(findings(checked(SWAPPED), CHOICE, waivers=waivers)))
    [plain] = valid(sarif.log(findings(checked(SWAPPED), CHOICE)))
    [changed] = valid(sarif.log(findings(checked({**SWAPPED, "evidence": "5/4 CĐCS (80%)"}), CHOICE)))
    assert "suppressions" in waived
    assert "suppressions" not in plain
    prints = [result["partialFingerprints"]["figure/v1"] for result in (waived, plain, changed)]
    assert prints[0] == prints[1] != prints[2]


@pytest.mark.parametrize(
    ("document", "uri"),
    [
        ("bài 1.txt", "b%C3%A0i%201.txt"),
        ("dump.jsonl#3", "dump.jsonl%233"),
        ("https://example.vn/bai-viet?id=1&p=2", "https://example.vn/bai-viet?id=1&p=2"),
        ("a:b", "a%3Ab"),
    ],
)
def test_documents_are_uris(document, uri):
    wrong = row(3, "5/4 lớp (đạt 80%)", document=document, value=5, base=4, percent=80, indicator="training_classes")
    [result] = valid(sarif.log(findings(checked(wrong), CHOICE)))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_a_table_without_offsets_and_a_row_without_code():
    bare = plain_row({"document": "a", "figure_id": "a#0", "value": 5, "base": 4, "percent": 80, "percent_kind": "attained", "verdict": "inconsistent", "evidence": "5/4"})
    good = plain_row({**bare, "figure_id": "a#1", "percent": 125, "verdict": "consistent"})
    flag, other = valid(sarif.log(findings([bare, good], Choice(("inconsistent", "consistent")))))
    assert flag["locations"][0]["physicalLocation"]["region"]["startLine"] == 1
    assert (other["kind"], other["level"]) == ("pass", "none")


@given(st.text(alphabet="aâ🙂\r\n ", max_size=40), st.data())
def test_lines_and_columns_lead_back_to_the_words(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if "\r\n" in text[max(0, start - 1) : start + 1] or "\r\n" in text[max(0, end - 1) : end + 1]:
        return  # between the two characters of a line end
    found = plain_row({**SWAPPED, "start": start, "end": end, "verdict": "inconsistent"})
    [result] = sarif.log(findings([found], CHOICE), {"a.txt": text})["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert cut(text, region) == text[start:end]


def test_the_command_carries_the_texts_of_flagged_articles(tmp_path):
    (tmp_path / "in").mkdir()
    for name, text in {"wrong.txt": "Tin\nFIGURE 10/8 130", "good.txt": "Tin\nFIGURE 10/8 125", "none.txt": "Tin"}.items():
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    done = run("check", "in", "--format", "sarif", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    log = json.loads(done.stdout)
    [result] = valid(log)
    assert log["runs"][0]["artifacts"] == [{"location": {"uri": "wrong.txt"}, "contents": {"text": "Tin\nFIGURE 10/8 130"}}]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert [region[name] for name in ("startLine", "startColumn", "endLine", "endColumn")] == [2, 1, 2, 16]
