from __future__ import annotations

from pathlib import Path

import pytest

from cdextract.errors import InputError
from cdextract.findings.waivers import Waiver, Waivers, read_waivers, write_waivers
from cdextract.outputs import open_writer
from cdextract.results.frames import plain_row
from cdextract.results.rows import rows_of
from cli_helpers import run
from review_samples import samples


def test_a_waiver_holds_for_these_words_only() -> None:
    waivers = Waivers([Waiver("a#0", "5/4 lớp (đạt 80%)")])
    assert waivers.covers({"figure_id": "a#0", "evidence": "5/4 lớp (đạt 80%)"})
    assert not waivers.covers({"figure_id": "a#0", "evidence": "5/4 lớp (đạt 81%)"})
    assert not waivers.covers({"figure_id": "a#1", "evidence": "5/4 lớp (đạt 80%)"})


def test_written_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "waivers.jsonl"
    given = [Waiver("b#1", "10/8 CĐCS", note="như bản in"), Waiver("a#0", "x\ny", reviewer="Lan", at="2025-01-02")]
    write_waivers(Waivers(given), path)
    assert list(read_waivers(path)) == [given[1], given[0]]


def test_a_later_waiver_takes_the_place_of_an_earlier() -> None:
    joined = Waivers([Waiver("a#0", "old"), Waiver("b#0", "kept")]).joined([Waiver("a#0", "new")])
    assert [waiver.evidence for waiver in joined] == ["new", "kept"]


def test_unused_waivers_are_named() -> None:
    waivers = Waivers([Waiver("a#0", "used"), Waiver("b#0", "changed since")])
    rows = [{"figure_id": "a#0", "evidence": "used"}, {"figure_id": "b#0", "evidence": "changed"}]
    assert [waiver.figure_id for waiver in waivers.unused(rows)] == ["b#0"]


@pytest.mark.parametrize(
    "line",
    ["no json", "[]", '{"figure_id": "a"}', '{"figure_id": "a", "evidence": "b", "why": "c"}', '{"figure_id": 1, "evidence": "b"}'],
)
def test_a_wrong_line_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "waivers.jsonl"
    path.write_text('{"figure_id": "a", "evidence": "b"}\n\n' + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 3"):
        read_waivers(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_waivers(tmp_path / "none.jsonl")


def test_check_leaves_waived_flags_out_until_the_text_changes(tmp_path: Path) -> None:
    table, _ = samples()
    rows = [plain_row(row) for row in table.astype(object).to_dict("records")]
    path = tmp_path / "figures.jsonl"
    with open_writer(str(path)) as writer:
        writer.write(rows)
    flagged = [row for row in rows_of([str(path)], recheck=True) if row["verdict"] in ("inconsistent", "impossible")]
    assert len(flagged) == 3
    waivers = tmp_path / "waivers.jsonl"
    write_waivers([Waiver(str(row["figure_id"]), str(row["evidence"])) for row in flagged], waivers)
    quiet = run("check", path, "--waivers", waivers, fake=False)
    assert quiet.returncode == 0
    assert "3 waived" in quiet.stdout

    rows[1] |= {"evidence": "kết nạp 284/250 đoàn viên (đạt 131,7%)", "percent": 131.7}
    with open_writer(str(path)) as writer:
        writer.write(rows)
    loud = run("check", path, "--waivers", waivers, fake=False)
    assert loud.returncode == 1
    assert "131,7%" in loud.stdout
    assert loud.stderr.strip().endswith("1")  # one waiver fits nothing any more
