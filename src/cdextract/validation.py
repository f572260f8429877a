"""The table as a pandera model, made from the column list: for pipelines that check what they are given.

Needs the extra `validate` (`pip install cdextract[validate]`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cdextract.results.columns import COLUMNS, Column
from cdextract.results.frames import dtypes

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

_NOT_NEGATIVE = frozenset(
    {"percent", "exceeded_percent", "percent_decimals", "exceeded_decimals", "start", "end", "power"}
)


def table_model() -> pa.DataFrameSchema:
    """A `pandera.DataFrameSchema`: columns, dtypes, closed lists of values, and what holds between columns.

    Further columns (a reviewer's notes) are allowed.

    >>> table_model().validate(table, lazy=True)  # doctest: +SKIP
    """
    import pandera.pandas as pa

    kinds = dtypes()
    return pa.DataFrameSchema(
        columns={column.name: _column(column, kinds[column.name]) for column in COLUMNS},
        checks=[
            pa.Check(_ends_behind_start, name="end_behind_start", error="end lies before start"),
            pa.Check(_period_in_order, name="period_in_order", error="period_end lies before period_start"),
            pa.Check(_refers("part_of"), name="part_of_exists", error="part_of names no figure_id of the table"),
            pa.Check(_refers("restates"), name="restates_exists", error="restates names no figure_id of the table"),
        ],
        strict=False,
        name="figures",
    )


def _column(column: Column, dtype: Any) -> pa.Column:
    import pandera.pandas as pa

    checks = []
    if column.dtype == "category":
        # User's patterns extend some lists, so that the dtype is told by its kind and not by its categories.
        checks.append(pa.Check(_is_category, name="is_category", error=f"{column.name} is not of dtype category"))
        if not column.extensible:
            checks.append(pa.Check.isin(column.allowed))
    if column.name in _NOT_NEGATIVE:
        checks.append(pa.Check.ge(0))
    return pa.Column(
        None if column.dtype == "category" else dtype,
        checks=checks,
        nullable=column.nullable,
        unique=column.name == "figure_id",
        description=column.description,
        title=column.label_vi,
    )


def _is_category(series: pd.Series[Any]) -> bool:
    return str(series.dtype) == "category"


def _ends_behind_start(table: pd.DataFrame) -> pd.Series[Any]:
    return table["end"] >= table["start"]


def _period_in_order(table: pd.DataFrame) -> pd.Series[Any]:
    known = table["period_start"].notna() & table["period_end"].notna()
    return ~known | (table["period_end"] >= table["period_start"]).fillna(True).astype(bool)


def _refers(name: str) -> Any:
    def check(table: pd.DataFrame) -> pd.Series[Any]:
        return table[name].isna() | table[name].isin(table["figure_id"])

    return check
