"""What `import cdextract` offers: extract, check, load, parse_number, parse_period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language


def extract(
    articles: object,
    *,
    jobs: int = 1,
    patterns: str | None = None,
    field_map: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Read figures from articles into a table, one row a figure, columns as in docs/columns.md.

    `articles`: a path, text, dictionary or `Article`, an iterable of them, or a DataFrame with one article a row
    (columns such as `text`, `title`, `published`, `url`, `id`; others by `field_map`). `jobs` is the number of
    processes (a script that asks for more than one needs the usual `if __name__ == "__main__":`). Articles that
    failed are listed in `table.attrs["errors"]`. Raises `CdextractError` where an input is not there or is no
    article.

    >>> cdextract.extract("Năm 2024, LĐLĐ huyện Phú Xuyên thành lập 10/8 CĐCS (đạt 125%).")  # doctest: +SKIP
    """
    from cdextract.batch import running
    from cdextract.readers import read_objects
    from cdextract.results.frames import PlainRow, to_frame

    rows: list[PlainRow] = []
    errors: list[dict[str, str]] = []
    for outcome in running.run(read_objects(articles, field_map=field_map), jobs=jobs, patterns=patterns):
        rows += outcome.rows
        if outcome.error is not None:
            errors.append(outcome.error.as_dict())
    table = to_frame(rows)
    table.attrs["errors"] = errors
    return table


def check(table: pd.DataFrame) -> pd.DataFrame:
    """Recompute percentages, verdicts and diagnoses of a table, after a person corrected a value, say.

    Returns a new table; nothing is read from the articles again.
    """
    from cdextract.results.recheck import check as recheck

    return recheck(table)


def load(*, patterns: str | None = None) -> Language:
    """A spaCy `Language` that finds figures: `nlp(text).spans["figures"]`, each span with `span._.figure`."""
    from cdextract.nlp.language import load as load_language

    return load_language(patterns=patterns)


def parse_number(text: str) -> Decimal | None:
    """The number that a text writes, in digits or words; None where it is no number.

    >>> parse_number("3 tỷ 150 triệu")
    Decimal('3150000000')
    """
    from cdextract.numbers.parsing import parse_number as parse

    return parse(text)


def parse_period(text: str, published: date | None = None) -> tuple[date | None, date | None] | None:
    """The first and last day of the period that a text names, open ends None; None where it names none.

    `published` is the day on which "năm nay" is said.
    """
    from cdextract.periods.lexing import parse_period as parse

    return parse(text, published=published)
