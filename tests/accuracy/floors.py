"""The floors of accuracy: what every set of the corpus must reach, and the corpus they were measured on.

A floor is F1 of a level (numbers, kind, indicator, place, time, period, full), or the share of the gold rows with a rarer
field (`part_of`, `approx`, `restates`) that have it right, cut off (not rounded) behind the fourth decimal, so that the run
that set it passes it. The hash is over articles and gold figures of a set: floors say nothing of another corpus.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from cdextract.article import Article
from cdextract.evaluate import LEVELS, Evaluation, evaluate, read_gold
from cdextract.pipeline import rows

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
FLOORS = Path(__file__).parent / "floors.json"
DOCUMENT = ROOT / "docs" / "accuracy.md"
BEGIN, END = "<!-- scores: written by tests/accuracy/update.py -->", "<!-- end of scores -->"
EXTRAS = ("part_of", "approx", "restates")


@dataclass(frozen=True)
class Measured:
    """One set of the corpus: its identity, its size, its scores by field."""

    sha256: str
    documents: int
    figures: int
    scores: dict[str, float]


def set_names() -> list[str]:
    """The sets of the corpus that have gold figures."""
    return sorted(path.stem for path in (CORPUS / "gold").glob("*.jsonl"))


def files_of(name: str) -> list[Path]:
    """Gold file and articles of a set."""
    folder = CORPUS / "articles" / name
    return [CORPUS / "gold" / f"{name}.jsonl", *(sorted(folder.glob("*.txt")) or [folder.with_suffix(".jsonl")])]


def corpus_hash(name: str) -> str:
    """SHA-256 over names and bytes of the files of a set."""
    digest = sha256()
    for path in files_of(name):
        digest.update(path.relative_to(CORPUS).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def articles_of(name: str) -> Iterator[Article]:
    """The articles of a set."""
    for path in files_of(name)[1:]:
        if path.suffix == ".txt":
            yield Article(path.stem, path.read_bytes().decode())
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            published = date.fromisoformat(record["published"]) if record["published"] else None
            yield Article(record["id"], record["text"], record["title"], None, published)


def measure(name: str) -> Measured:
    """Read a set and score it."""
    gold = read_gold(CORPUS / "gold" / f"{name}.jsonl")
    result = evaluate(gold, [row for article in articles_of(name) for row in rows(article)])
    figures = sum(len(document["figures"]) for document in gold)
    return Measured(corpus_hash(name), len(gold), figures, scores_of(result))


def scores_of(result: Evaluation) -> dict[str, float]:
    """Field → score, cut off behind the fourth decimal; rarer fields only where gold has them."""
    scores = {level: result.scores[level].f1 for level in LEVELS}
    scores |= {name: result.extras[name].accuracy for name in EXTRAS if result.extras[name].gold}
    return {name: math.floor(score * 10_000) / 10_000 for name, score in scores.items()}


def problems(name: str, measured: Measured, floors: Mapping[str, Any]) -> list[str]:
    """What is wrong with a set, one line each: no floors, another corpus, a score below its floor."""
    floor = floors.get(name)
    if floor is None:
        return [f"{name}: has no floors; run tests/accuracy/update.py"]
    if floor["sha256"] != measured.sha256:
        size = f"{floor['documents']} documents and {floor['figures']} figures then, {measured.documents} and {measured.figures} now"
        return [f"{name}: the corpus changed ({size}); run tests/accuracy/update.py"]
    return [
        f"{name}: {field} is {measured.scores.get(field, 0):.4f}, at least {least:.4f} wanted"
        for field, least in floor["scores"].items()
        if measured.scores.get(field, 0) < least
    ]


def read_floors() -> dict[str, Any]:
    """The floors as they are written; none where the file is missing."""
    return json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def raised(measured: Mapping[str, Measured], floors: Mapping[str, Any], *, allow_lower: bool) -> dict[str, Any]:
    """The floors that the measured scores set; `ValueError` names every floor that they would lower."""
    lower = [
        problem
        for name, one in measured.items()
        if name in floors
        for problem in problems(name, one, {name: {**floors[name], "sha256": one.sha256}})
    ]
    lower += [f"{name}: this set is gone from the corpus" for name in floors if name not in measured]
    if lower and not allow_lower:
        raise ValueError("\n".join(lower))
    return {name: asdict(one) for name, one in measured.items()}


def markdown(floors: Mapping[str, Any]) -> str:
    """The floors as a table for docs/accuracy.md.

    >>> print(markdown({}).splitlines()[0])
    | set | articles | figures | numbers | kind | indicator | place | time | period | full | part_of | approx | restates |
    """
    fields = (*LEVELS, *EXTRAS)
    lines = ["| " + " | ".join(("set", "articles", "figures", *fields)) + " |", "|---" * (len(fields) + 3) + "|"]
    for name, floor in floors.items():
        cells = [f"{floor['scores'][field]:.4f}" if field in floor["scores"] else "" for field in fields]
        lines.append("| " + " | ".join([name, str(floor["documents"]), str(floor["figures"]), *cells]) + " |")
    return "\n".join(lines)


def update(arguments: Sequence[str]) -> int:
    """Measure, raise the floors, write the table. Exit code: 0 written, 1 a floor would fall."""
    parser = argparse.ArgumentParser(description="Measure the corpus and raise the floors of accuracy.")
    parser.add_argument("--allow-lower", action="store_true", help="write floors even where they fall")
    allow_lower = parser.parse_args(arguments).allow_lower
    try:
        floors = raised({name: measure(name) for name in set_names()}, read_floors(), allow_lower=allow_lower)
    except ValueError as error:
        print(f"error: floors would fall\n  given: {error}\n  do: mend the rules, or say --allow-lower", file=sys.stderr)
        return 1
    temporary = FLOORS.with_suffix(".tmp")
    temporary.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8", newline="\n")
    temporary.replace(FLOORS)
    _write_table(markdown(floors))
    print(markdown(floors))
    return 0


def _write_table(table: str) -> None:
    """Put the table between the marks of docs/accuracy.md."""
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", encoding="utf-8", newline="\n")
