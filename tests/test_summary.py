"""The summary of a run."""

from cdextract.batch.work import Outcome
from cdextract.errors import ErrorRow
from cdextract.findings.summary import Summary
from cdextract.results.frames import plain_row
from test_table import ROW


def test_counts_and_flagged_figures():
    wrong = plain_row({**ROW, "percent": 130, "percent_decimals": 0, "value": 10, "base": 8, "verdict": "inconsistent"})
    summary = Summary()
    summary.add(Outcome("a", [plain_row(ROW), wrong]))
    summary.add(Outcome("b"))
    summary.add(Outcome("c", error=ErrorRow("c", "read", "empty_file", "The file holds no text.")))
    summary.add(Outcome("d", error=ErrorRow("d", "duplicate", "duplicate_text", "…")))
    text = "\n".join(summary.lines())
    assert "2 read, 1 with figures" in text
    assert "truncated    1" in text
    assert "10 ÷ 8 × 100 = 125; stated 130%" in text
    assert "error rows 2 (duplicate_text 1, empty_file 1)" in text


def test_only_the_first_flagged_figures_are_shown():
    summary = Summary()
    wrong = plain_row({**ROW, "verdict": "impossible"})
    summary.add(Outcome("a", [wrong] * 30))
    assert "… and 10 more" in "\n".join(summary.lines())


def test_what_no_rule_read_is_counted():
    summary = Summary()
    assert "unread" not in "\n".join(summary.lines())
    summary.add(Outcome("a", unread=2))
    summary.add(Outcome("b", unread=1))
    assert "unread     3 percentages and ratios" in "\n".join(summary.lines())
