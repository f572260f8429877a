"""The whole table of fifteen articles, cell by cell: what a change of the rules does to rows that were right.

After a change that is meant: `pytest tests/test_golden.py --update-golden`, and look at the difference in git.
"""

import io
import json
from datetime import date
from pathlib import Path

import pytest

from cdextract.article import Article
from cdextract.pipeline import rows
from cdextract.results.columns import NAMES
from cdextract.results.frames import plain_row

GOLDEN = Path(__file__).parent / "golden" / "table.jsonl"
CORPUS = Path(__file__).parents[1] / "corpus" / "articles"
# articles of the corpus that hold the most different rules and columns between them
CHOSEN = ("d002", "d005", "d007", "d010", "d014", "d015", "d037", "d061", "d063", "d079")


def articles():
    for path in sorted((CORPUS / "seeds").glob("*.txt")):
        yield Article(path.stem, path.read_bytes().decode())
    for line in (CORPUS / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["id"] in CHOSEN:
            published = date.fromisoformat(record["published"]) if record["published"] else None
            yield Article(record["id"], record["text"], record["title"], None, published)


def written():
    """The table as JSON Lines, dates in ISO form, empty cells left out."""
    out = io.StringIO()
    for article in articles():
        for row in rows(article):
            plain = {name: value for name, value in plain_row(row).items() if value is not None}
            out.write(json.dumps(plain, ensure_ascii=False, default=str) + "\n")
    return out.getvalue()


def test_the_table_is_the_golden_one(request):
    table = written()
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(table, encoding="utf-8", newline="\n")
    golden = GOLDEN.read_text(encoding="utf-8").splitlines()
    found = table.splitlines()
    for before, after in zip(golden, found, strict=False):
        assert json.loads(after) == json.loads(before)
    assert len(found) == len(golden)


def test_the_golden_table_shows_most_columns_and_verdicts():
    kept = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    assert {row["document"] for row in kept} >= set(CHOSEN)
    shown = {name for row in kept for name in row}
    assert shown <= set(NAMES)
    assert {"value", "base", "delta", "percent", "exceeded_percent", "approx", "part_of", "district_code", "base_implied"} <= shown
    assert {row["verdict"] for row in kept} >= {"consistent", "truncated", "inconsistent", "implied", "uncheckable"}


@pytest.mark.parametrize("word", ["Hà Nội", "LĐLĐ"])
def test_vietnamese_is_written_as_it_is(word):
    assert word in GOLDEN.read_text(encoding="utf-8")
