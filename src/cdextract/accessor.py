"""The pandas accessor `table.cd`: what one asks of a table of figures, in one line.

`cdextract.extract`, `cdextract.read_table` and `import cdextract.accessor` register it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from cdextract.checks.checking import FLAGGED
from cdextract.errors import InputError, UsageError
from cdextract.results.columns import VERDICTS, need_columns
from cdextract.results.frames import is_missing
from cdextract.results.highlight import Mark, Page, article_page, figure_page, period, told
from cdextract.results.pivot import pivot

_BRIEF = ("org", "indicator", "value", "base", "percent", "percent_expected", "verdict", "power")
_Row = dict[str, Any]


@pd.api.extensions.register_dataframe_accessor("cd")
class Figures:
    """`table.cd`: flagged figures, sums that count nothing twice, contradictions, figures in their sentences.

    Works on tables of `cdextract.extract` and `cdextract.read_table`, and on selections of their rows.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        self._table = table

    def flagged(self) -> pd.DataFrame:
        """The rows that a person should look at: `inconsistent`, `impossible`, or on the wrong side of the target.

        >>> table.cd.flagged().cd.brief()  # doctest: +SKIP
        """
        self._need("verdict")
        rows = self._table["verdict"].isin(FLAGGED)
        if "decision" in self._table:
            rows |= self._table["decision"].notna()
        return self._table[rows]

    def brief(self) -> pd.DataFrame:
        """The columns that one reads first, by `figure_id`, with the arithmetic written out in `check`.

        >>> table.cd.flagged().cd.brief()  # doctest: +SKIP
        """
        self._need("figure_id", "evidence", *_BRIEF[:-1])
        columns = [name for name in _BRIEF if name in self._table]
        short = self._table[columns].set_axis(pd.Index(self._table["figure_id"], name="figure_id"), axis=0)
        rows = self._rows(self._table)
        short.insert(1, "period", [period(row) for row in rows])
        short["check"] = [_arithmetic(row) for row in rows]
        short["evidence"] = self._table["evidence"].to_numpy()
        return short

    def pivot(
        self,
        indicator: str,
        by: str | Sequence[str] = ("province", "district", "year"),
        *,
        values: str = "value",
        how: str = "latest",
        unit: str | None = None,
    ) -> pd.DataFrame:
        """Add up one indicator; parts, restatements, overlapping reports and bodies inside bodies count once.

        See `cdextract.results.pivot.pivot` for `values`, `how` and `unit`; `attrs["left_out"]` of the result says what
        was left out.

        >>> table.cd.pivot("members_admitted", by=["district", "year"])  # doctest: +SKIP
        """
        return pivot(self._table, indicator, by=by, values=values, how=how, unit=unit)

    def conflicts(self) -> pd.DataFrame:
        """Pairs of figures that cannot both be right, within and between articles (`cdextract.findings.conflicts`)."""
        from cdextract.findings.conflicts import conflicts

        return conflicts(self._table)

    def highlight(self, figure_id: str, articles: object = None) -> Page:
        """A figure in its sentence, with its check written out; HTML in a notebook, text elsewhere.

        With `articles` (what `extract` was given) it is shown in its whole article. Raises `UsageError` where the table
        has no such figure, or the article is not the text that was read.
        """
        self._need("figure_id", "document", "evidence", "sentence", "verdict", "start", "end")
        found = self._table[(self._table["figure_id"] == figure_id).fillna(False)]
        if found.empty:
            raise UsageError(
                "the table has no such figure", given=repr(figure_id)[:80], do="give one of the column figure_id"
            )
        [row, *_] = self._rows(found)
        others = self._figures_of(str(row["document"]))
        if articles is not None:
            text, offset = _text_of(articles, str(row["document"])), 0
            _check_text(text, others)
        else:
            text = str(row["evidence"] if is_missing(row["sentence"]) else row["sentence"])
            offset = _sentence_start(row, others)
        return figure_page(row, text, list(_marks(others, offset, len(text), figure_id)), _arithmetic(row))

    def article(self, document: str, articles: object = None) -> Page:
        """An article with all its figures marked: the sentences that hold them, or with `articles` (what `extract` was
        given) the whole text. Raises `UsageError` where the table has no figure of it."""
        self._need("figure_id", "document", "evidence", "sentence", "verdict", "start", "end")
        rows = self._figures_of(document)
        if not rows:
            raise UsageError(
                "the table has no figure of this article", given=repr(document)[:80],
                do="give one of the column document",
            )  # fmt: skip
        if articles is None:
            return article_page(rows[0], *_excerpt(rows))
        text = _text_of(articles, document)
        _check_text(text, rows)
        return article_page(rows[0], text, list(_marks(rows, 0, len(text))))

    def __repr__(self) -> str:
        table = self._table
        if not {"verdict", "document"} <= set(table.columns):
            return f"table.cd: {len(table)} rows, without the columns of a table of figures"
        counts = table["verdict"].value_counts()
        verdicts = [f"{counts[name]:>6}  {name}" for name in VERDICTS if counts.get(name, 0)]
        head = f"{len(table)} figures of {table['document'].nunique()} articles"
        last = f"{len(self.flagged())} to look at: table.cd.flagged().cd.brief()"
        return "\n".join([head, *verdicts, last])

    def _need(self, *columns: str) -> None:
        need_columns(self._table, columns, "this view")

    def _figures_of(self, document: str) -> list[_Row]:
        return self._rows(self._table[(self._table["document"] == document).fillna(False)].sort_values("start"))

    @staticmethod
    def _rows(table: pd.DataFrame) -> list[_Row]:
        return [
            {str(name): value for name, value in record.items()} for record in table.astype(object).to_dict("records")
        ]


def _arithmetic(row: _Row) -> str:
    from cdextract.results.recheck import check_row

    return check_row(row).arithmetic


def _marks(rows: Sequence[_Row], offset: int, length: int, main: str | None = None) -> Iterator[Mark]:
    """The figures that lie in a text which begins at `offset`; all are main where none is asked for."""
    for row in rows:
        start, end = int(row["start"]) - offset, int(row["end"]) - offset
        if 0 <= start <= end <= length:
            title = f"{told(row)} · {row['verdict']}"
            yield Mark(start, end, str(row["verdict"]), title, main in (None, row["figure_id"]))


def _sentence_start(row: _Row, others: Sequence[_Row]) -> int:
    """Where the sentence of a figure begins. Evidence may stand in it twice: all figures of the sentence decide."""
    sentence, evidence, start = str(row["sentence"]), str(row["evidence"]), int(row["start"])
    if is_missing(row["sentence"]):
        return start
    same = [other for other in others if other["sentence"] == row["sentence"]]
    places = [at for at in range(len(sentence)) if sentence.startswith(evidence, at)]
    return start - max(places, key=lambda at: (_fitting(sentence, start - at, same), -at), default=0)


def _fitting(sentence: str, offset: int, rows: Sequence[_Row]) -> int:
    """How many figures stand where they should if the sentence began at `offset`."""
    return sum(sentence.startswith(str(row["evidence"]), int(row["start"]) - offset) for row in rows
               if int(row["start"]) >= offset)  # fmt: skip


def _excerpt(rows: Sequence[_Row]) -> tuple[str, list[Mark]]:
    """The sentences that hold figures, parted by lines with "…", and the marks in them."""
    text = ""
    marks: list[Mark] = []
    until = -1
    for row in rows:
        offset = _sentence_start(row, rows)
        if offset < until:
            continue
        sentence = str(row["evidence"] if is_missing(row["sentence"]) else row["sentence"])
        before = f"{text}\n…\n" if text else ""
        text = before + sentence
        shift = offset - len(before)
        marks += [
            Mark(mark.start + len(before), mark.end + len(before), mark.verdict, mark.title)
            for mark in _marks(rows, shift + len(before), len(sentence))
        ]
        until = offset + len(sentence)
    return text, marks


def _text_of(articles: object, document: str) -> str:
    from cdextract.article import Article
    from cdextract.readers import read_objects

    for found in read_objects(articles):
        if isinstance(found, Article) and found.document == document:
            return found.text
    raise InputError(
        "the article is not there", given=repr(document)[:80], do="give the articles that the table was made of"
    )


def _check_text(text: str, rows: Sequence[_Row]) -> None:
    for row in rows:
        if text[int(row["start"]) : int(row["end"])] != row["evidence"]:
            raise UsageError(
                "the article is not the text that was read", given=f"other words at {row['figure_id']}",
                do="give the articles that the table was made of",
            )  # fmt: skip
