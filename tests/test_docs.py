"""The pages say what is so: modules, pattern files, the worked example, the limits."""

from pathlib import Path

import pytest
import regex

from cdextract.rules import loading, resources
from core_helpers import slim, table

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def page(name):
    return (DOCS / name).read_text(encoding="utf-8")


def test_the_architecture_names_every_folder_and_module_of_the_package():
    package = ROOT / "src" / "cdextract"
    folders = {f"{path.parent.name}/" for path in package.glob("*/__init__.py")}
    modules = {path.name for path in package.glob("*.py")} - {"__init__.py"}
    named = set(regex.findall(r"`([a-z_/]+(?:\.py|/))`", page("architecture.md")))
    assert (folders | modules) - named == set()
    assert {name for name in named if not (package / name).exists()} == set()


def test_the_page_on_patterns_names_every_file():
    shipped = {path.name for path in resources.pattern_dir().glob("*.yaml")}
    assert set(regex.findall(r"^\| `([a-z_]+\.yaml)` \|", page("patterns.md"), regex.MULTILINE)) == shipped


def test_the_worked_example_works(tmp_path):
    blocks = regex.findall(r"<!-- file: (\S+) -->\n```yaml\n(.*?)```", page("patterns.md"), regex.DOTALL)
    assert [name for name, _ in blocks] == ["words.yaml", "indicators.yaml"]
    for name, text in blocks:
        (tmp_path / name).write_text(text, encoding="utf-8")
    resources.use_patterns(tmp_path)
    try:
        assert list(loading.check_examples("indicators.yaml")) == []
        [row] = table("Năm 2023, LĐLĐ huyện Ba Vì xây dựng 3 nhà trẻ, đạt 150% kế hoạch.")
        assert slim(row, "indicator", "value", "percent", "verdict") == ("nurseries_built", 3, 150, "implied")
    finally:
        resources.use_patterns(None)


def shown(row, *, context=False):
    """A row as the page on limits prints it: value/base, difference, kind and percentage; body and year where they matter."""
    value, base, delta, kind, percent = (
        f"{cell:g}" if isinstance(cell, float) else cell for cell in slim(row, "value", "base", "delta", "percent_kind", "percent")
    )
    parts = [f"{value or '–'}/{base}" if base else value, f"Δ{delta}" if delta else None, f"{kind} {percent}%" if percent else None]
    parts += [f"({row['org'] or 'no body'}, {row['year'] or 'no year'})"] if context else []
    return " ".join(part for part in parts if part)


LIMITS = regex.findall(r"^\| «(.+?)» \| (.+?) \|", page("limits.md"), regex.MULTILINE) if (DOCS / "limits.md").exists() else []


@pytest.mark.parametrize(("text", "given"), LIMITS)
def test_a_limit_is_still_one(text, given):
    """Where this fails because a limit is gone: take its line out of docs/limits.md."""
    assert ("; ".join(shown(row, context="(" in given) for row in table(text)) or "nothing") == given


def test_the_limits_have_examples():
    assert len(LIMITS) > 15
