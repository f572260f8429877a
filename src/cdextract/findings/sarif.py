"""Findings as SARIF 2.1.0, the form in which editors and code reviews show what a linter found.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/ : one run; a rule for each code; a result for each finding, with lines
and columns (counted from 1, in code points) where the text of the article is known, else with character offsets. The
texts are carried along as artifact contents, so that the places can be shown without the files.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from hashlib import sha256
from urllib.parse import quote

from cdextract import __version__
from cdextract.findings.codes import CODES
from cdextract.findings.listing import Finding
from cdextract.results.frames import PlainRow
from cdextract.rules.compiled import compile_rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_NEWLINE = compile_rule(r"\r\n|\n|\r")
_RULE_INDEX = {code.code: index for index, code in enumerate(CODES)}

Json = dict[str, object]


def log(findings: Sequence[Finding], texts: Mapping[str, str] | None = None) -> Json:
    """The SARIF log of findings; `texts` are articles by document, those that are known.

    >>> log([])["version"]
    '2.1.0'
    """
    artifacts = _Artifacts(texts or {})
    results = [_result(finding, artifacts) for finding in findings]
    driver: Json = {"name": "cdextract", "semanticVersion": __version__, "rules": _rules()}
    run: Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": artifacts.listed,
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rules() -> list[Json]:
    return [
        {
            "id": code.code,
            "name": code.name,
            "shortDescription": {"text": code.summary},
            "help": {"text": code.page},
            "defaultConfiguration": {"level": code.level},
        }
        for code in CODES
    ]


class _Artifacts:
    """The articles that results lie in, each listed once, with its text where that is known."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._index: dict[str, int] = {}
        self._lines: dict[str, list[int]] = {}
        self.listed: list[Json] = []

    def place(self, row: PlainRow) -> Json:
        """The `physicalLocation` of the evidence of a row."""
        document = str(row["document"])
        if document not in self._index:
            self._add(document)
        location = {"uri": _uri(document), "index": self._index[document]}
        return {"artifactLocation": location, "region": self._region(document, row)}

    def _add(self, document: str) -> None:
        self._index[document] = len(self.listed)
        artifact: Json = {"location": {"uri": _uri(document)}}
        if document in self._texts:
            text = self._texts[document]
            artifact["contents"] = {"text": text}
            self._lines[document] = [0, *(match.end() for match in _NEWLINE.finditer(text))]
        self.listed.append(artifact)

    def _region(self, document: str, row: PlainRow) -> Json:
        snippet = {"text": str(row["evidence"])}
        start, end = row["start"], row["end"]
        if not isinstance(start, int) or not isinstance(end, int):
            return {"startLine": 1, "snippet": snippet}  # a table without offsets: nothing better is known
        offsets: Json = {"charOffset": start, "charLength": end - start, "snippet": snippet}
        if document not in self._lines:
            return offsets
        (first, column), (last, end_column) = (line_and_column(self._lines[document], at) for at in (start, end))
        return {"startLine": first, "startColumn": column, "endLine": last, "endColumn": end_column, **offsets}


def line_and_column(line_starts: Sequence[int], offset: int) -> tuple[int, int]:
    """Line and column, both counted from 1, of a character offset.

    >>> line_and_column([0, 4, 9], 5)
    (2, 2)
    """
    line = bisect_right(line_starts, offset)
    return line, offset - line_starts[line - 1] + 1


def _uri(document: str) -> str:
    return quote(document, safe="/:?&=%+;,@~!$'()*#" if "://" in document else "/")


def _result(finding: Finding, artifacts: _Artifacts) -> Json:
    row, code = finding.row, finding.code
    rule: Json = {"kind": "pass", "level": "none"}
    if code is not None:
        rule = {"ruleId": code.code, "ruleIndex": _RULE_INDEX[code.code], "level": code.level}
    result: Json = {
        **rule,
        "message": {"text": _message(finding)},
        "locations": [{"physicalLocation": artifacts.place(row)}],
        "partialFingerprints": {"figure/v1": _fingerprint(finding)},
        "properties": {"figure_id": row["figure_id"], "codes": list(finding.codes), "diagnosis": row["diagnosis"]},
    }
    if finding.other is not None:
        told = {"text": f"the other figure: {finding.other['evidence']}"}
        other: Json = {"id": 1, "message": told, "physicalLocation": artifacts.place(finding.other)}
        result["relatedLocations"] = [other]
    if finding.waived:
        result["suppressions"] = [{"kind": "external", "status": "accepted"}]
    return result


def _message(finding: Finding) -> str:
    parts = [f"{finding.code.summary}: {finding.arithmetic}" if finding.code else finding.arithmetic]
    if finding.other is not None:
        parts.append(f"other figure: {finding.other['figure_id']}")
    if finding.allowed:
        parts.append(f"allowed: {finding.allowed}")
    if finding.cause:
        parts.append(f"likely cause: {finding.cause}")
    return ". ".join(parts)


def _fingerprint(finding: Finding) -> str:
    parts = [finding.code.code if finding.code else ""]
    for row in (finding.row, finding.other):
        if row is not None:
            parts += [str(row["figure_id"]), str(row["evidence"])]
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
