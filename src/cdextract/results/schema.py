"""The column list as documentation: text, JSON, a Frictionless Table Schema, and the page docs/columns.md."""

from __future__ import annotations

from cdextract.results.columns import COLUMNS, Column

_FRICTIONLESS = {"string": "string", "category": "string", "Int8": "integer", "Int16": "integer", "Int64": "integer",
                 "Float64": "number", "date": "date"}  # fmt: skip


def as_records() -> list[dict[str, object]]:
    """One dictionary a column: name, dtype, unit, nullable, allowed, extensible, description, label_vi."""
    return [
        {
            "name": c.name, "dtype": c.dtype, "unit": c.unit, "nullable": c.nullable, "allowed": list(c.allowed),
            "extensible": c.extensible, "description": c.description, "label_vi": c.label_vi,
        }
        for c in COLUMNS
    ]  # fmt: skip


def frictionless() -> dict[str, object]:
    """The Table Schema (Data Package standard) of the table; lists that patterns may extend are given as examples.

    >>> frictionless()["primaryKey"]
    ['figure_id']
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(column) for column in COLUMNS],
        "primaryKey": ["figure_id"],
        "missingValues": [""],
    }


def _field(column: Column) -> dict[str, object]:
    field: dict[str, object] = {
        "name": column.name,
        "type": _FRICTIONLESS[column.dtype],
        "title": column.label_vi,
        "description": column.description,
    }
    constraints: dict[str, object] = {}
    if not column.nullable:
        constraints["required"] = True
    if column.allowed and not column.extensible:
        constraints["enum"] = list(column.allowed)
    if constraints:
        field["constraints"] = constraints
    if column.unit:
        field["unit"] = column.unit
    return field


def as_text() -> str:
    """One line a column, for the terminal."""
    width = max(len(column.name) for column in COLUMNS)
    lines = [f"{c.name:<{width}}  {c.dtype:<8}  {c.description} [{c.label_vi}]{_values(c)}" for c in COLUMNS]
    return "\n".join(lines) + "\n"


def _values(column: Column) -> str:
    if not column.allowed:
        return ""
    return ": " + ", ".join(column.allowed) + (" …" if column.extensible else "")


def as_markdown() -> str:
    """The page docs/columns.md."""
    head = (
        "# Columns of the table\n\n"
        "Made from `src/cdextract/results/columns.py` by `cdextract schema --format markdown`; a test keeps it\n"
        "current.\n"
        "One row is one figure. Empty cells mean: not stated, not resolved, or not applicable.\n\n"
        "| column | dtype | unit | meaning | Vietnamese | values |\n|---|---|---|---|---|---|\n"
    )
    return head + "".join(_markdown_row(column) for column in COLUMNS)


def _markdown_row(column: Column) -> str:
    values = " ".join(f"`{value}`" for value in column.allowed) + (" …" if column.extensible and column.allowed else "")
    required = "" if column.nullable else " (never empty)"
    return (
        f"| `{column.name}` | {column.dtype} | {column.unit or ''} | {column.description}{required} "
        f"| {column.label_vi} | {values} |\n"
    )
