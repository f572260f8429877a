from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from cdextract.checks.diagnosis import DIAGNOSES
from cdextract.findings.waivers import Waiver, Waivers
from cdextract.outputs import open_writer
from cdextract.report import write_report
from cdextract.report.data import embed
from cdextract.report.figures import shown_figures
from cdextract.report.page import SCRIPTS
from cdextract.report.texts import in_utf16, show
from cdextract.results.columns import INDICATORS, PERCENT_KINDS, VERDICTS
from cdextract.results.frames import plain_row, to_frame
from cdextract.results.recheck import check_row
from cli_helpers import run
from review_samples import HOSTILE, samples

REPORT = Path(__file__).parents[1] / "src" / "cdextract" / "report"
LABELS = json.loads((REPORT / "labels.json").read_text(encoding="utf-8"))


class Page(HTMLParser):
    """What a page consists of: elements with attributes, and the text of its scripts."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] == "script":
            self.scripts[-1] += data

    def embedded(self, name: str) -> Any:
        scripts = [attrs for tag, attrs in self.elements if tag == "script"]
        return json.loads(self.scripts[next(i for i, attrs in enumerate(scripts) if attrs.get("id") == name)])


def column(data: Any, name: str) -> list[Any]:
    found = data["figures"][name]
    return found if isinstance(found, list) else [found["of"][at] for at in found["at"]]


@pytest.fixture
def page(tmp_path: Path) -> Page:
    table, articles = samples()
    write_report(table, tmp_path / "report.html", articles=articles, name=HOSTILE)
    return Page((tmp_path / "report.html").read_text(encoding="utf-8"))


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    table, articles = samples()
    for name in ("one.html", "two.html"):
        write_report(table, tmp_path / name, articles=articles)
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_nothing_is_fetched_and_markup_stays_text(page: Page) -> None:
    tags = [tag for tag, _ in page.elements]
    assert not {"img", "iframe", "object", "embed", "base"} & set(tags)
    assert not [attrs for tag, attrs in page.elements if tag == "link" or attrs.get("src")]
    assert not [name for _, attrs in page.elements for name in attrs if name.startswith("on")]
    assert tags.count("script") == 2 + 1 + 3  # labels and data, the program, three articles
    policy = next(attrs["content"] for _, attrs in page.elements if attrs.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy


def test_the_program_asks_for_nothing_outside() -> None:
    for script in SCRIPTS:
        source = (REPORT / script).read_text(encoding="utf-8")
        assert not regex.search(r"fetch\(|XMLHttpRequest|import\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|https?:", source)


def test_evidence_stands_at_its_place_in_utf16(page: Page) -> None:
    data = page.embedded("data")
    for document, start, end, evidence in zip(*(column(data, n) for n in ("document", "start", "end", "evidence")), strict=True):
        units = page.embedded(f"text-{document}").encode("utf-16-le")
        assert units[2 * start:2 * end].decode("utf-16-le") == evidence


def test_arithmetic_verdict_and_interval_are_those_of_the_check(page: Page) -> None:
    table, _ = samples()
    data = page.embedded("data")
    for at, row in enumerate(table.to_dict("records")):
        result = check_row(row)
        assert column(data, "verdict")[at] == result.verdict == row["verdict"]
        cause = column(data, "cause")[at]
        written = column(data, "arithmetic")[at] + (f". {column(data, 'diagnosis')[at]}: {cause}" if cause else "")
        assert written == result.arithmetic
    assert column(data, "allowed")[1] == "[131,55; 131,65]"
    assert column(data, "diagnosis")[1] == "digit_typo"
    assert column(data, "percent")[5] == "266,66%"


def test_only_addresses_of_pages_become_links(page: Page) -> None:
    urls = [document["url"] for document in page.embedded("data")["documents"]]
    assert urls == ["https://example.org/phu-xuyen.txt", "https://example.org/son-tay.txt", None]


def test_without_articles_the_sentences_are_shown(tmp_path: Path) -> None:
    table, _ = samples()
    written = write_report(table, tmp_path / "report.html")
    assert written.without_article == 3
    page = Page((tmp_path / "report.html").read_text(encoding="utf-8"))
    text = page.embedded("text-0")
    assert "[…]" in text
    data = page.embedded("data")
    assert text[column(data, "start")[2]:column(data, "end")[2]] == "7 CĐCS"
    assert not any(document["whole"] for document in data["documents"])


def test_equal_evidences_of_one_sentence_keep_their_own_places() -> None:
    sentence = "Huyện A kết nạp 5 đoàn viên, huyện B kết nạp 5 đoàn viên."
    places = [match.start() for match in regex.finditer("5 đoàn viên", sentence)]
    rows = [
        plain_row({"document": "a", "figure_id": f"a#{100 + at}", "evidence": "5 đoàn viên", "sentence": sentence,
                   "start": 100 + at, "end": 111 + at})
        for at in places
    ]  # fmt: skip
    assert list(show(rows, None).places.values()) == [(at, at + 11) for at in places]


def test_another_text_is_not_shown_as_the_article() -> None:
    row = plain_row({"document": "a", "figure_id": "a#0", "evidence": "7 CĐCS", "sentence": "Có 7 CĐCS.", "start": 3, "end": 9})
    shown = show([row], "Một bài khác hẳn.")
    assert (shown.whole, shown.mismatched, shown.text) == (False, ("a#0",), "Có 7 CĐCS.")


def test_waived_flags_are_not_counted_as_flagged() -> None:
    table, _ = samples()
    row = table.iloc[1]
    figures = shown_figures(table, Waivers([Waiver(row["figure_id"], row["evidence"])]))
    assert [figure.flagged for figure in figures] == [False, False, False, True, False, False, True]
    assert figures[1].told["waived"]


def test_conflicts_are_told_of_both_figures() -> None:
    table, _ = samples()
    table.loc[2, "value"] = 12  # a part larger than its whole
    figures = shown_figures(table, Waivers())
    assert figures[0].told["conflicts"] == [["CD401", "12 of 10", table.loc[2, "figure_id"]]]
    assert figures[2].told["conflicts"] == [["CD401", "12 of 10", table.loc[0, "figure_id"]]]


def test_a_large_report_is_split_with_flags_first(tmp_path: Path) -> None:
    table, articles = samples()
    quiet = to_frame([plain_row(table.astype(object).iloc[0].to_dict()) | {"document": "aaa.txt", "figure_id": "aaa.txt#0"}])
    import pandas as pd

    written = write_report(pd.concat([quiet, table], ignore_index=True), tmp_path / "r.html", articles=articles, limit=2500)
    assert [path.name for path in written.files] == ["r.html", *(f"r-{n}.html" for n in range(1, len(written.files)))]
    assert len(written.files) > 2
    parts = [Page(path.read_text(encoding="utf-8")).embedded("data") for path in written.files[1:]]
    assert sum(len(part["figures"]["figure_id"]) for part in parts) == 8
    assert len({part["id"] for part in parts}) == 1  # one store of reviews for all parts
    assert parts[-1]["documents"][-1]["id"] == "aaa.txt"
    index = written.files[0].read_text(encoding="utf-8")
    assert all(f'href="{path.name}"' in index for path in written.files[1:])


def test_an_empty_table_gives_a_page(tmp_path: Path) -> None:
    written = write_report(to_frame([]), tmp_path / "report.html")
    assert (written.figures, written.documents) == (0, 0)


def test_the_command_writes_and_tells(tmp_path: Path) -> None:
    table, articles = samples()
    with open_writer(str(tmp_path / "figures.jsonl")) as writer:
        writer.write([plain_row(row) for row in table.astype(object).to_dict("records")])
    (tmp_path / "phu-xuyen.txt").write_text(articles[0].text, encoding="utf-8")
    done = run("report", "figures.jsonl", "-o", "r.html", "--articles", "phu-xuyen.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "7 figures, 3 flagged, in 3 articles" in done.stderr
    assert "2 articles were not among those given" in done.stderr
    split = run("report", "figures.jsonl", "-o", "r.html", "--max-mb", "0.1", "--quiet", cwd=tmp_path)
    assert (split.returncode, split.stderr) == (0, "")
    nowhere = run("report", "figures.jsonl", "-o", "none/r.html", cwd=tmp_path)
    assert nowhere.returncode == 2
    assert "folder" in nowhere.stderr
    assert run("report", "none.csv", "-o", "r.html", cwd=tmp_path).returncode == 2


@given(st.recursive(st.text() | st.none() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_embedded_json_cannot_end_its_element(value: Any) -> None:
    source = embed(value)
    assert "<" not in source
    assert json.loads(source) == value


@given(st.text(alphabet="aộ😀\U0001f469 \n"), st.data())
def test_utf16_places(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = in_utf16(text, {"it": (start, end)})["it"]
    assert text.encode("utf-16-le")[2 * first:2 * last].decode("utf-16-le") == text[start:end]


def test_both_languages_have_every_label() -> None:
    english, vietnamese = LABELS["en"], LABELS["vi"]
    assert english.keys() == vietnamese.keys()
    groups = {"verdicts": VERDICTS, "verdictHelp": VERDICTS, "diagnoses": DIAGNOSES, "kinds": PERCENT_KINDS, "indicators": INDICATORS}
    for name, codes in groups.items():
        assert set(codes) == english[name].keys() == vietnamese[name].keys()
    source = "".join((REPORT / name).read_text(encoding="utf-8") for name in (*SCRIPTS, "page.html.j2", "index.html.j2"))
    used = set(regex.findall(r'label\("(\w+)"', source)) | set(regex.findall(r'data-label="(\w+)"', source))
    assert used <= english.keys()
