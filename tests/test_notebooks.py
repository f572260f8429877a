"""Every notebook is run from top to bottom, and what its cells found is looked at."""

from pathlib import Path

import pytest

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"

# What must hold after the last cell, in the notebook's own names; and how many pictures it draws.
CLAIMS = {
    "01_first_table.ipynb": (0, """
        assert len(table) > 200 and len(brief) == len(table)
        assert len(flagged) >= 10 and set(flagged["verdict"]) <= {"inconsistent", "impossible", "consistent", "truncated"}
        assert (verdict_before, verdict_after) == ("inconsistent", "consistent")
        assert again.dtypes.equals(table.dtypes) and len(again) == len(table)
    """),
    "02_districts_by_year.ipynb": (3, """
        assert set(hanoi["province"]) == {"Hà Nội"} and 0 < len(years) < len(hanoi)
        assert founded.loc["Thạch Thất", 2021] == 200 and founded.loc["Phú Xuyên", 2024] == 125
        assert round(float(admitted.loc["Phúc Thọ", 2021]), 2) == 315.38
        assert league["attained"].is_monotonic_increasing and league.index.is_unique and len(league) >= 15
        assert lowest["district"].iloc[0] == league.index[0]
    """),
    "03_research_question.ipynb": (0, """
        assert same
        assert with_pandas["figures"].sum() == len(rows) >= 50
        # what the text says of the numbers
        assert abs(rho) < 0.3
        assert with_pandas["median"].max() - with_pandas["median"].min() < 20
        assert with_pandas["highest"].max() - with_pandas["highest"].min() > 20
    """),
    "04_quality.ipynb": (2, """
        assert checked.loc[checked["verdict"] == "consistent", "difference"].abs().median() < 0.05
        assert checked.loc[checked["verdict"] == "inconsistent", "difference"].abs().median() > 1
        assert "digit_typo" in set(flagged["diagnosis"].dropna())
        assert 0 < rate < 0.5 and len(strong) > 50
        assert (passed["power"].diff().dropna() >= 0).all() and passed["power"].iloc[0] == 0
        assert list(conflicts.columns)[:2] == ["code", "name"]
    """),
    "05_your_own_indicator.ipynb": (0, """
        assert problems == []
        assert "legal_advice" not in set(before["indicator"])
        own = after[after["indicator"] == "legal_advice"]
        assert own["value"].tolist() == [320, 85] and own["base"].tolist()[0] == 300
        assert "unknown key" in message and "line 2" in message
        assert "legal_advice" not in set(cdextract.extract(ARTICLES)["indicator"])
    """),
}  # fmt: skip


def load(name):
    nbformat = pytest.importorskip("nbformat", reason="needs the extra 'notebooks'")
    book = nbformat.read(NOTEBOOKS / name, as_version=4)
    nbformat.validate(book)
    return book


def test_every_notebook_is_tested():
    assert sorted(path.name for path in NOTEBOOKS.glob("*.ipynb")) == sorted(CLAIMS)


@pytest.mark.parametrize("name", sorted(CLAIMS))
def test_outputs_are_cleared_in_the_repository(name):
    cells = [cell for cell in load(name).cells if cell.cell_type == "code"]
    assert cells
    assert all(not cell.outputs and cell.execution_count is None for cell in cells)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(CLAIMS))
def test_notebook_runs_and_finds_what_it_says(name, monkeypatch, tmp_path):
    client = pytest.importorskip("nbclient", reason="needs the extra 'notebooks'")
    for needed in ("ipykernel", "matplotlib", "duckdb"):
        pytest.importorskip(needed, reason="needs the extra 'notebooks'")
    from nbformat.v4 import new_code_cell

    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    pictures, claims = CLAIMS[name]
    book = load(name)
    book.cells.append(new_code_cell("\n".join(line.strip() for line in claims.strip().splitlines())))
    client.NotebookClient(
        book, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(NOTEBOOKS)}}
    ).execute()
    outputs = [output for cell in book.cells if cell.cell_type == "code" for output in cell.outputs]
    assert sum("image/png" in output.get("data", {}) for output in outputs) == pictures
    warnings = [output.text for output in outputs if output.output_type == "stream" and output.name == "stderr"]
    assert warnings == []
