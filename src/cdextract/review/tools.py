"""Annotated documents ⇄ the files of annotation tools.

* **Label Studio**: a JSON list of tasks with predictions. It runs in a browser and counts UTF-16 units, so a character
  beyond U+FFFF moves every later offset by one; a span carries its words, by which its offsets are checked on import.
* **doccano**: JSON Lines, `{"text": …, "label": [[start, end, label]]}`, code points.
* **jsonl**: our own, the gold format with `figure_id`, `start` and `end` in each figure: code points, all columns.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from cdextract import __version__
from cdextract.errors import InputError
from cdextract.review.annotate import Annotated, Span
from cdextract.review.marks import json_lines

TOOLS = ("label-studio", "doccano", "jsonl")


@dataclass
class Loaded:
    """Annotated documents of a file; notices about spans that were realigned, spans and tasks that were left out."""

    documents: list[Annotated] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def dump(documents: Sequence[Annotated], tool: str) -> str:
    """The file for a tool (one of `TOOLS`), as text."""
    if tool == "label-studio":
        return json.dumps([_task(document) for document in documents], ensure_ascii=False, indent=1) + "\n"
    one = _doccano if tool == "doccano" else _gold
    return "".join(json.dumps(one(document), ensure_ascii=False) + "\n" for document in documents)


def label_config(labels: Iterable[str]) -> str:
    """Label Studio's labelling configuration for these labels.

    >>> print(label_config(["other"]))
    <View>
      <Labels name="figure" toName="text">
        <Label value="other"/>
      </Labels>
      <Text name="text" value="$text"/>
    </View>
    """
    lines = [f"    <Label value={quoteattr(label)}/>" for label in labels]
    return "\n".join([
        "<View>", '  <Labels name="figure" toName="text">', *lines, "  </Labels>",
        '  <Text name="text" value="$text"/>', "</View>",
    ])  # fmt: skip


def load(path: str | Path, tool: str) -> Loaded:
    """Read a file that a tool exported. Raises `InputError` where it is of another form."""
    loaded = Loaded()
    records = _tasks(path) if tool == "label-studio" else json_lines(path)
    read: Callable[[Any, str, Loaded], Annotated | None] = {
        "label-studio": _from_task, "doccano": _from_doccano, "jsonl": _from_gold,
    }[tool]  # fmt: skip
    for place, record in records:
        try:
            document = read(record, place, loaded)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise InputError(
                f"this is no export of {tool}", given=f"{place}: {type(error).__name__}: {error}",
                do=f"export the annotations of a project made from `cdextract review export --to {tool}`",
            ) from error  # fmt: skip
        if document is not None:
            loaded.documents.append(document)
    return loaded


def utf16_length(text: str) -> int:
    """How many UTF-16 units a text takes.

    >>> utf16_length("a😀")
    3
    """
    return len(text) + sum(char > "\uffff" for char in text)


def from_utf16(text: str, offset: int) -> int:
    """The code-point offset of an offset in UTF-16 units; inside a pair, that of the character."""
    units = 0
    for place, char in enumerate(text):
        if units >= offset:
            return place
        units += 2 if char > "\uffff" else 1
    return len(text)


def _about(document: Annotated) -> dict[str, object]:
    """What a tool carries along; `returns` as a text, which every tool leaves alone."""
    about: dict[str, object] = {"document": document.document}
    for name in ("title", "url", "published"):
        if getattr(document, name) is not None:
            about[name] = getattr(document, name)
    if document.returns:
        about["returns"] = " ".join(map(str, document.returns))
    return about


def _read_about(record: dict[str, Any], text: str, spans: Iterable[Span]) -> Annotated:
    returns = str(record.get("returns") or "").split()
    return Annotated(
        document=str(record["document"]), text=text, spans=tuple(spans), title=record.get("title"),
        url=record.get("url"), published=record.get("published"), returns=tuple(int(place) for place in returns),
    )  # fmt: skip


def _task(document: Annotated) -> dict[str, object]:
    result = [
        {
            "id": span.figure_id, "from_name": "figure", "to_name": "text", "type": "labels",
            "value": {
                "start": utf16_length(document.text[:span.start]), "end": utf16_length(document.text[:span.end]),
                "text": document.text[span.start:span.end], "labels": [span.label],
            },
        }
        for span in document.spans
    ]  # fmt: skip
    return {
        "data": {"text": document.text, **_about(document)},
        "predictions": [{"model_version": f"cdextract {__version__}", "result": result}],
    }


def _tasks(path: str | Path) -> Iterator[tuple[str, Any]]:
    try:
        tasks = json.loads(Path(path).read_text(encoding="utf-8-sig"))
        if not isinstance(tasks, list):
            raise ValueError("not a list of tasks")
    except (OSError, ValueError) as error:
        raise InputError(
            "this is no export of Label Studio", given=f"{path}: {error}", do="export the project as JSON"
        ) from error
    for number, task in enumerate(tasks, start=1):
        yield f"{path}, task {number}", task


def _from_task(task: dict[str, Any], place: str, loaded: Loaded) -> Annotated | None:
    text, about = task["data"]["text"], task["data"]
    finished = [one for one in task["annotations"] if not one.get("was_cancelled")]
    if not finished:
        loaded.notices.append(f"{place}: {about['document']} is not annotated; left out")
        return None
    spans = []
    for region in finished[-1]["result"]:
        if region.get("type") != "labels":
            continue
        span = _region(region, text)
        if span is None:
            loaded.notices.append(f"{place}: the words of a span are not in the text; left out: {region['value']}")
            continue
        if utf16_length(text[: span.start]) != region["value"]["start"]:
            loaded.notices.append(f"{place}: a span was moved to its words: {text[span.start : span.end]}")
        spans.append(span)
    return _read_about(about, text, spans)


def _region(region: dict[str, Any], text: str) -> Span | None:
    """A span by its words: at its offsets in UTF-16 units, else in code points, else where they stand nearest."""
    value = region["value"]
    label, start, end = value["labels"][0], int(value["start"]), int(value["end"])
    # Label Studio writes a newline inside the words of a span as backslash and n.
    words = value.get("text", "").replace("\\n", "\n")
    for first, last in ((from_utf16(text, start), from_utf16(text, end)), (start, end)):
        if text[first:last] == words or not words:
            return Span(first, last, label)
    found = [place for place in _places(text, words) if words]
    if not found:
        return None
    nearest = min(found, key=lambda place: abs(place - from_utf16(text, start)))
    return Span(nearest, nearest + len(words), label)


def _places(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _doccano(document: Annotated) -> dict[str, object]:
    # Rows of equal offsets and label are one span for an annotator.
    labels = dict.fromkeys((span.start, span.end, span.label) for span in document.spans)
    return {"text": document.text, "label": [list(label) for label in labels], **_about(document)}


def _from_doccano(record: dict[str, Any], place: str, loaded: Loaded) -> Annotated:
    text = record["text"]
    spans = []
    for start, end, label in record.get("label", record.get("labels", [])):
        if not 0 <= start < end <= len(text):
            loaded.notices.append(f"{place}: a span lies outside the text; left out: {start} to {end}")
            continue
        spans.append(Span(start, end, label))
    return _read_about(record, text, spans)


def _gold(document: Annotated) -> dict[str, object]:
    figures = [
        {
            "figure_id": span.figure_id, "start": span.start, "end": span.end, "indicator": span.label, **span.fields,
            "evidence": document.text[span.start:span.end],
        }
        for span in document.spans
    ]  # fmt: skip
    return {"id": document.document, "text": document.text, **_about(document), "figures": figures}


def _from_gold(record: dict[str, Any], place: str, loaded: Loaded) -> Annotated:
    text, spans = record["text"], []
    for figure in record["figures"]:
        rest = dict(figure)
        start, end, evidence = rest.pop("start"), rest.pop("end"), rest.pop("evidence")
        if text[start:end] != evidence:
            raise ValueError(f"the text from {start} to {end} is not {evidence!r}")
        spans.append(Span(start, end, rest.pop("indicator"), rest.pop("figure_id", None), rest))
    return _read_about(record, text, spans)
