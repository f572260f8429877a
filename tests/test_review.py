from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdextract.errors import InputError, UsageError
from cdextract.evaluate import evaluate, read_gold
from cdextract.findings.waivers import read_waivers
from cdextract.outputs import open_writer
from cdextract.results.frames import PlainRow, plain_row, read_table
from cdextract.review.annotate import Annotated, annotate, changes
from cdextract.review.apply import apply_marks
from cdextract.review.marks import Mark, read_marks
from cdextract.review.tools import TOOLS, dump, from_utf16, label_config, load, utf16_length
from cli_helpers import run
from review_samples import samples


def rows_of(table: pd.DataFrame) -> list[PlainRow]:
    return [plain_row(row) for row in table.astype(object).to_dict("records")]


def mark(row: PlainRow, kind: str, **more: Any) -> Mark:
    return Mark(kind, str(row["document"]), str(row["figure_id"]), str(row["evidence"]), **more)


# Marks → table and waivers


def test_right_is_a_waiver_only_of_a_flag() -> None:
    table, _ = samples()
    rows = rows_of(table)
    result = apply_marks(table, [mark(rows[0], "right"), mark(rows[1], "right", note="như bản in", reviewer="Lan")])
    assert [(waiver.figure_id, waiver.note, waiver.reviewer) for waiver in result.waivers] == [(rows[1]["figure_id"], "như bản in", "Lan")]
    pd.testing.assert_frame_equal(result.table, table)


def test_wrong_corrects_the_row_and_its_verdict() -> None:
    table, _ = samples()
    rows = rows_of(table)
    result = apply_marks(table, [mark(rows[1], "wrong", set={"percent": "113,60", "org": "LĐLĐ huyện X", "year": "2020"})])
    row = result.table.iloc[1]
    assert (row["percent"], row["percent_decimals"], row["verdict"]) == (113.6, 2, "consistent")
    assert (row["org"], row["year"], result.corrected) == ("LĐLĐ huyện X", 2020, 1)
    assert table.iloc[1]["verdict"] == "inconsistent"  # the table given is as it was


def test_numbers_are_read_as_articles_write_them() -> None:
    table, _ = samples()
    row = rows_of(table)[0]
    changed = apply_marks(table, [mark(row, "wrong", set={"value": "1.625", "base": "1300", "percent": 125})]).table.iloc[0]
    assert (changed["value"], changed["base"], changed["verdict"]) == (1625, 1300, "consistent")
    money = apply_marks(table, [mark(row, "wrong", set={"value": "21,6 tỷ", "unit": "VND"})]).table.iloc[0]
    assert (money["value"], money["value_step"]) == (21_600_000_000, 100_000_000)


def test_a_dash_empties_a_column() -> None:
    table, _ = samples()
    changed = apply_marks(table, [mark(rows_of(table)[0], "wrong", set={"base": "–", "percent": ""})]).table.iloc[0]
    assert changed[["base", "percent", "percent_decimals"]].isna().all()
    assert changed["verdict"] == "uncheckable"


@pytest.mark.parametrize(("column", "value"), [("value", "nhiều"), ("percent_kind", "better"), ("year", "năm nay")])
def test_a_correction_that_does_not_fit_is_refused(column: str, value: str) -> None:
    table, _ = samples()
    with pytest.raises(UsageError, match=column):
        apply_marks(table, [mark(rows_of(table)[0], "wrong", set={column: value})])


def test_dropping_a_whole_leaves_its_part_a_headline() -> None:
    table, _ = samples()
    result = apply_marks(table, [mark(rows_of(table)[0], "wrong", drop=True)])
    assert (len(result.table), result.dropped) == (6, 1)
    assert pd.isna(result.table.iloc[1]["part_of"])


def test_dropping_a_first_statement_makes_the_next_the_first() -> None:
    table, _ = samples()
    first = table.loc[0, "figure_id"]
    table.loc[1, "restates"] = table.loc[3, "restates"] = first
    result = apply_marks(table, [mark(rows_of(table)[0], "wrong", drop=True)])
    assert pd.isna(result.table.loc[0, "restates"])
    assert result.table.loc[2, "restates"] == result.table.loc[0, "figure_id"]


def test_other_words_other_figures_and_empty_corrections_change_nothing() -> None:
    table, _ = samples()
    rows = rows_of(table)
    marks = [
        Mark("wrong", "x", str(rows[0]["figure_id"]), "other words", drop=True),
        Mark("right", "x", "unknown#1", "x"),
        mark(rows[1], "wrong"),
        mark(rows[3], "ask"),
    ]
    result = apply_marks(table, marks)
    assert (result.stale, result.unclear, result.asked) == (marks[:2], [marks[2]], [marks[3]])
    pd.testing.assert_frame_equal(result.table, table)


def test_marks_are_read_and_the_later_holds(tmp_path: Path) -> None:
    path = tmp_path / "review.jsonl"
    line = {"figure_id": "a#0", "document": "a", "evidence": "10/8", "mark": "right"}
    path.write_text("\n".join(json.dumps(line | {"mark": kind}) for kind in ("right", "ask")) + "\n", encoding="utf-8")
    assert [one.mark for one in read_marks(path)] == ["ask"]


@pytest.mark.parametrize("line", ["x", "[]", '{"mark": "right"}', '{"figure_id": "a", "document": "a", "evidence": "b", "mark": "good"}',
                                  '{"figure_id": "a", "document": "a", "evidence": "b", "mark": "wrong", "set": {"rule": "x"}}'])  # fmt: skip
def test_a_line_that_is_no_review_is_told(tmp_path: Path, line: str) -> None:
    path = tmp_path / "review.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        read_marks(path)


# Annotation tools


def annotated() -> tuple[pd.DataFrame, dict[str, list[PlainRow]], list[Annotated]]:
    table, articles = samples()
    by_document: dict[str, list[PlainRow]] = {}
    for row in rows_of(table):
        by_document.setdefault(str(row["document"]), []).append(row)
    return table, by_document, [annotate(by_document[article.document], article.text) for article in articles]


def as_finished(source: str) -> str:
    """Label Studio's export of tasks whose predictions an annotator has accepted."""
    tasks = json.loads(source)
    for task in tasks:
        task["annotations"] = [{"result": task.pop("predictions")[0]["result"], "was_cancelled": False}]
    return json.dumps(tasks)


def round_trip(documents: list[Annotated], tool: str, path: Path) -> list[Annotated]:
    source = dump(documents, tool)
    path.write_text(as_finished(source) if tool == "label-studio" else source, encoding="utf-8")
    loaded = load(path, tool)
    assert loaded.notices == []
    return loaded.documents


@pytest.mark.parametrize("tool", TOOLS)
def test_an_untouched_round_trip_changes_nothing(tool: str, tmp_path: Path) -> None:
    _, by_document, documents = annotated()
    for document, again in zip(documents, round_trip(documents, tool, tmp_path / "x"), strict=True):
        assert (again.text, again.returns, again.title) == (document.text, document.returns, document.title)
        assert again.original() == document.original()
        assert list(changes(by_document[again.document], again)) == []


@pytest.mark.parametrize("tool", TOOLS)
def test_relabelled_moved_deleted_and_new_spans_come_back(tool: str, tmp_path: Path) -> None:
    table, by_document, documents = annotated()
    first, second = documents[1].spans[0], documents[1].spans[1]
    source = dump([documents[1]], tool)
    place = documents[1].text.index("đơn vị")
    changed = _changed_by_hand(source, tool, documents[1], place)
    (tmp_path / "x").write_text(changed, encoding="utf-8")
    [again] = load(tmp_path / "x", tool).documents
    marks = list(changes(by_document["son-tay.txt"], again))
    rows = by_document["son-tay.txt"]
    assert [(one.mark, one.drop, dict(one.set).get("indicator")) for one in marks[:3]] == [
        ("wrong", False, "trainees"), ("wrong", False, None), ("wrong", True, None)]  # fmt: skip
    assert marks[1].set["evidence"] == documents[1].text[second.start + 10:second.end]
    assert marks[1].set["start"] == int(str(rows[1]["start"])) + 10
    assert (marks[3].mark, marks[3].evidence) == ("missed", "đơn vị")
    result = apply_marks(table, marks)
    assert (result.corrected, result.dropped, result.added) == (2, 1, 1)
    _, articles = samples()
    text = articles[1].text
    for row in result.table[result.table["document"] == "son-tay.txt"].to_dict("records"):
        assert text[row["start"]:row["end"]] == row["evidence"]
    assert first.label == "training_classes"


def _changed_by_hand(source: str, tool: str, document: Annotated, place: int) -> str:
    """What a person would make of the second article: first span relabelled, second begun later, third deleted, one new."""
    if tool == "label-studio":
        [task] = json.loads(as_finished(source))
        result = task["annotations"][0]["result"]
        result[0]["value"]["labels"] = ["trainees"]
        result[1]["value"]["start"] += 10
        result[1]["value"]["text"] = result[1]["value"]["text"][10:]
        start = utf16_length(document.text[:place])
        result[2]["value"] = {"start": start, "end": start + 6, "text": "đơn vị", "labels": ["other"]}
        del result[2]["id"]
        return json.dumps([task])
    record = json.loads(source)
    if tool == "doccano":
        record["label"][0][2] = "trainees"
        record["label"][1][0] += 10
        record["label"][2] = [place, place + 6, "other"]
    else:
        one, two, three = record["figures"]
        one["indicator"] = "trainees"
        two |= {"start": two["start"] + 10, "evidence": two["evidence"][10:]}
        three.clear()
        three |= {"start": place, "end": place + 6, "evidence": "đơn vị", "indicator": "other"}
    return json.dumps(record)


def test_label_studio_counts_utf16_units() -> None:
    _, _, documents = annotated()
    document = documents[1]
    behind = document.spans[1]
    assert "😀" in document.text[:behind.start]
    value = json.loads(dump([document], "label-studio"))[0]["predictions"][0]["result"][1]["value"]
    assert value["start"] == behind.start + 1
    units = document.text.encode("utf-16-le")
    assert units[2 * value["start"]:2 * value["end"]].decode("utf-16-le") == value["text"]


def test_label_studio_spans_are_held_to_their_words(tmp_path: Path) -> None:
    _, by_document, documents = annotated()
    [task] = json.loads(as_finished(dump([documents[1]], "label-studio")))
    result = task["annotations"][0]["result"]
    result[0]["value"]["start"] += 3  # drifted: the words tell where it belongs
    result[0]["value"]["end"] += 3
    result[2]["value"]["text"] = "words that are not there"
    path = tmp_path / "x.json"
    path.write_text(json.dumps([task]), encoding="utf-8")
    loaded = load(path, "label-studio")
    assert len(loaded.notices) == 2
    assert "moved to its words" in loaded.notices[0]
    assert "not in the text" in loaded.notices[1]
    marks = list(changes(by_document["son-tay.txt"], loaded.documents[0]))
    assert [(one.figure_id, one.drop) for one in marks] == [(by_document["son-tay.txt"][2]["figure_id"], True)]


def test_tasks_that_nobody_annotated_are_left_out(tmp_path: Path) -> None:
    _, _, documents = annotated()
    tasks = json.loads(dump(documents[:1], "label-studio"))
    tasks[0]["annotations"] = [{"result": [], "was_cancelled": True}]
    (tmp_path / "x.json").write_text(json.dumps(tasks), encoding="utf-8")
    loaded = load(tmp_path / "x.json", "label-studio")
    assert loaded.documents == []
    assert "not annotated" in loaded.notices[0]


def test_another_text_is_refused() -> None:
    _, by_document, documents = annotated()
    other = Annotated("phu-xuyen.txt", "Một bài khác.", ())
    with pytest.raises(ValueError, match="not that of the table"):
        list(changes(by_document["phu-xuyen.txt"], other))
    with pytest.raises(ValueError, match="does not stand"):
        annotate(by_document["phu-xuyen.txt"], "Một bài khác.")
    assert documents[0].returns == ()
    assert documents[1].returns != ()


@pytest.mark.parametrize("tool", TOOLS)
def test_files_of_another_form_are_told(tool: str, tmp_path: Path) -> None:
    path = tmp_path / "x"
    for source in ("no json", '{"a": 1}', "[1]"):
        path.write_text(source, encoding="utf-8")
        with pytest.raises(InputError):
            load(path, tool)


def test_our_own_lines_are_a_gold_file(tmp_path: Path) -> None:
    table, _, documents = annotated()
    (tmp_path / "gold.jsonl").write_text(dump(documents, "jsonl"), encoding="utf-8")
    scores = evaluate(read_gold(tmp_path / "gold.jsonl"), rows_of(table)).scores
    assert (scores["indicator"].right, scores["indicator"].gold) == (7, 7)


def test_label_names_are_escaped() -> None:
    names = ['a <b> "c" & \'d\'', "other"]
    assert [label.get("value") for label in ElementTree.fromstring(label_config(names)).iter("Label")] == names


@given(st.text(alphabet="aộ😀\r\n", min_size=1), st.data())
def test_offsets_lead_back_to_the_article(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if text[end - 1:end + 1] == "\r\n" or text[start - 1:start + 1] == "\r\n":
        return  # a span that begins or ends inside a line end
    row = plain_row({"document": "a", "figure_id": "a#0", "evidence": text[start:end], "start": start, "end": end, "indicator": "other"})
    document = annotate([row], text)
    [span] = document.spans
    assert "\r" not in document.text
    assert document.original_span(span) == (start, end)
    assert document.original() == text.replace("\r\n", "\0").replace("\r", "\n").replace("\0", "\r\n")


@given(st.text(alphabet="aộ😀"), st.data())
def test_utf16_offsets_there_and_back(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    assert from_utf16(text, utf16_length(text[:place])) == place


# The command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    table, articles = samples()
    with open_writer(str(tmp_path / "figures.csv")) as writer:
        writer.write(rows_of(table))
    (tmp_path / "articles").mkdir()
    for article in articles[:2]:
        (tmp_path / "articles" / article.document).write_bytes(article.text.encode())
    return tmp_path


def test_reviews_become_a_table_and_waivers(folder: Path) -> None:
    rows = rows_of(read_table(folder / "figures.csv"))
    lines = [
        {"mark": "right", "note": "đúng"}, {"mark": "wrong", "set": {"percent": "125"}}, {"mark": "ask", "note": "gọi điện"},
    ]  # fmt: skip
    keys = ("figure_id", "document", "evidence")
    flagged = [row for row in rows if row["verdict"] == "inconsistent"]
    review = [{key: row[key] for key in keys} | line for row, line in zip(flagged, lines, strict=True)]
    (folder / "review.jsonl").write_text("".join(json.dumps(line) + "\n" for line in review), encoding="utf-8")
    done = run("review", "import", "review.jsonl", "--table", "figures.csv", "-o", "new.csv", "--waivers", "w.jsonl", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "1 corrected, 0 dropped, 0 added, 1 waived, 1 to be asked" in done.stderr
    assert "gọi điện" in done.stderr
    assert [waiver.note for waiver in read_waivers(folder / "w.jsonl")] == ["đúng"]
    assert read_table(folder / "new.csv").iloc[3]["verdict"] == "consistent"
    checked = run("check", "new.csv", "--waivers", "w.jsonl", cwd=folder)
    assert checked.stdout.count("inconsistent (") + checked.stdout.count("inconsistent  ") == 1  # what is to be asked stays loud


def test_import_needs_something_to_write(folder: Path) -> None:
    done = run("review", "import", "review.jsonl", "--table", "figures.csv", cwd=folder)
    assert done.returncode == 2
    assert "nothing to write" in done.stderr


@pytest.mark.parametrize("tool", TOOLS)
def test_export_and_import_by_the_command(folder: Path, tool: str) -> None:
    done = run("review", "export", "figures.csv", "--to", tool, "--articles", "articles", "-o", "out", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "2 articles, 6 figures" in done.stderr
    if tool == "label-studio":
        assert '<Label value="cdcs_established"/>' in (folder / "out.config.xml").read_text(encoding="utf-8")
        (folder / "out").write_text(as_finished((folder / "out").read_text(encoding="utf-8")), encoding="utf-8")
    back = run("review", "import", "out", "--from", tool, "--table", "figures.csv", "-o", "new.csv", cwd=folder)
    assert back.returncode == 0, back.stderr
    assert "0 corrected, 0 dropped, 0 added" in back.stderr
    assert (folder / "new.csv").read_bytes() == (folder / "figures.csv").read_bytes()
