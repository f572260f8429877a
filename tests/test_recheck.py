from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cdextract.checks import checking
from cdextract.checks.ratios import KINDS
from cdextract.errors import UsageError
from cdextract.results import bulk
from cdextract.results.claim_table import claim, read_claims, sentence_numbers
from cdextract.results.recheck import WRITTEN, _plain_columns, check, check_row
from work_counts import calls

COUNTS = st.integers(0, 60) | st.integers(0, 3000) | st.integers(0, 10**9)
ROWS = st.fixed_dictionaries(
    {
        "value": st.none() | COUNTS,
        "base": st.none() | COUNTS,
        "delta": st.none() | st.none() | st.integers(-500, 500),
        "percent": st.none() | st.integers(0, 40_000),
        "percent_decimals": st.sampled_from((0, 1, 2)),
        "percent_kind": st.sampled_from((*KINDS, None)),
        "near": st.integers(-2, 2) | st.none(),
        "evidence": st.sampled_from((None, "vượt chỉ tiêu", "chưa đạt kế hoạch", "đạt 80%")),
        "unit": st.sampled_from(("count", "VND", None)),
        "value_step": st.sampled_from((None, None, 0, 0.1, 1, 10, 1000)),
        "base_step": st.sampled_from((None, 0, 0.1, 1, 10, 1000)),
    }
)


def finished(row: dict) -> dict:
    """Most rows get a percentage next to the right one, so that all verdicts occur."""
    row = dict(row)
    for name in ("value", "base"):
        if row[name] is not None and row[f"{name}_step"]:
            row[name] = round(row[name] * row[f"{name}_step"], 1)
    near, decimals, kind = row.pop("near"), row["percent_decimals"], row["percent_kind"]
    if row["percent"] is not None and near is not None and row["base"] and row["value"] is not None and kind:
        exact = 100 * row["value"] / row["base"]
        exact = {"attained": exact, "share": exact}.get(kind, abs(exact - 100))
        row["percent"] = max(0, round(exact * 10**decimals) + near)
    if row["percent"] is not None:
        row["percent"] = float(Decimal(row["percent"]).scaleb(-decimals))
    return row


@settings(max_examples=400)
@given(st.lists(ROWS, min_size=1, max_size=30))
def test_the_fast_path_gives_what_the_slow_one_gives(rows: list[dict]) -> None:
    table = pd.DataFrame([finished(row) for row in rows])
    claims = read_claims(table)
    quick = bulk.check_plain(_plain_columns(claims))
    checked = check(table)
    for row, key in claims.keys(np.flatnonzero(quick.done)):
        slow = checking.check(claim(key))
        told = checking.VERDICTS[quick.verdict[row]]
        diagnosis = checked["diagnosis"].iloc[row]
        assert (None if pd.isna(diagnosis) else diagnosis) == (slow.diagnosis.name if slow.diagnosis else None)
        assert told == slow.verdict, rows[row]
        expected = np.nan if slow.percent_expected is None else float(slow.percent_expected)
        assert quick.expected[row] == pytest.approx(expected, abs=0, rel=0, nan_ok=True)
        implied = np.nan if slow.base_implied is None else slow.base_implied
        assert quick.base_implied[row] == pytest.approx(implied, nan_ok=True)
        power = np.nan if slow.power is None else slow.power
        assert quick.power[row] == pytest.approx(power, nan_ok=True, abs=0, rel=0)
        decision = checking.DECISIONS[quick.decision[row]] if quick.decision[row] >= 0 else None
        assert decision == slow.decision


def test_the_fast_path_takes_most_plain_rows() -> None:
    base = np.arange(1, 2001)
    table = pd.DataFrame({"value": base + 3, "base": base, "percent": np.round(100 * (base + 3) / base, 1)})
    quick = bulk.check_plain(_plain_columns(read_claims(table.assign(percent_kind="attained"))))
    assert quick.done.mean() > 0.99


FIGURES = pd.DataFrame(
    {
        "figure_id": list("abcdefghi"),
        "value": [10, 5, 12, 7, 8, 5.6e9, None, 100, 391],
        "base": [8, 4, None, None, 3, 10.6e9, None, None, 300],
        "percent": [125.0, 80.0, 200.0, 45.0, 266.66, 53.47, 95.0, None, 130.3],
        "percent_decimals": [0, 0, 0, 0, 2, 2, 0, None, 1],
        "percent_kind": ["attained"] * 5 + ["share", "attained", None, "attained"],
        "exceeded_percent": [None] * 8 + [30.3],
        "unit": ["count"] * 5 + ["VND"] + ["count"] * 3,
        "note": list("ihgfedcba"),
    },
    index=[40, 3, 77, 5, 6, 1, 2, 9, 9],
)
TOLD = [
    "consistent", "inconsistent", "implied", "impossible", "truncated", "consistent", "uncheckable", "uncheckable",
    "consistent",
]  # fmt: skip


def test_a_table_is_checked_row_by_row() -> None:
    checked = check(FIGURES)
    assert checked["verdict"].tolist() == TOLD
    assert checked["diagnosis"].tolist()[1] == "swapped"
    assert checked["diagnosis"].isna().sum() == 8
    assert checked["percent_expected"].tolist()[0] == 125
    assert checked["percent_expected"].iloc[4] == 800 / 3
    assert checked["base_implied"].iloc[2] == 6
    assert checked["decision"].tolist()[1] == "said_under_is_over"


def test_order_index_and_other_columns_stay() -> None:
    before = FIGURES.copy(deep=True)
    checked = check(FIGURES)
    pd.testing.assert_frame_equal(FIGURES, before)
    assert checked.index.tolist() == FIGURES.index.tolist()
    pd.testing.assert_frame_equal(checked[FIGURES.columns.tolist()], FIGURES)
    assert checked.columns.tolist() == [*FIGURES.columns, *WRITTEN]
    again = check(checked)
    pd.testing.assert_frame_equal(again, checked)
    back = check(FIGURES.iloc[::-1])
    pd.testing.assert_frame_equal(back.iloc[::-1], checked)


def test_dtypes_are_those_of_the_columns() -> None:
    dtypes = check(FIGURES).dtypes.astype(str)
    assert dtypes[["percent_expected", "base_implied", "power"]].tolist() == ["Float64"] * 3
    assert dtypes["diagnosis"] == "string"
    assert dtypes[["verdict", "decision"]].tolist() == ["category"] * 2
    empty = check(FIGURES.iloc[:0])
    assert len(empty) == 0
    assert empty.dtypes.astype(str)["verdict"] == "category"


@pytest.mark.parametrize("dtype", ["Float64", "float64", "object", "decimal"])
def test_numbers_of_any_dtype(dtype: str) -> None:
    table = FIGURES.copy()
    for name in ("value", "base", "percent"):
        if dtype == "decimal":
            table[name] = [None if pd.isna(number) else Decimal(repr(float(number))) for number in table[name]]
        else:
            table[name] = table[name].astype(dtype)
    assert check(table)["verdict"].tolist() == TOLD


def test_corrected_values_get_new_verdicts() -> None:
    table = check(FIGURES)
    table.loc[3, ["value", "base"]] = [4, 5]
    checked = check(table)
    assert checked.loc[3, "verdict"] == "consistent"
    assert pd.isna(checked.loc[3, "diagnosis"])


def test_missing_columns_and_text_are_errors_in_three_parts() -> None:
    with pytest.raises(UsageError, match=r"lacks .* base, percent_kind\n  given: .*value, percent\n  do: "):
        check(pd.DataFrame({"value": [1], "percent": [2]}))
    with pytest.raises(UsageError, match=r"column value .* no number\n  given: .*\n  do: "):
        check(FIGURES.assign(value="ten"))


def row(**fields) -> dict:
    return {"value": None, "base": None, "percent": None, "percent_kind": "attained", **fields}


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        # Without steps an amount is as precise as its last digit that is not 0; with them, as they say.
        ("consistent", {"value": 5.6e9, "base": 10.6e9, "percent": 53.47, "unit": "VND"}),
        ("inconsistent", {"value": 80.7e9, "base": 174.7e9, "percent": 46.27, "unit": "VND"}),
        ("inconsistent", {"value": 5.6e9, "base": 10.6e9, "percent": 53.47, "unit": "VND", "value_step": None}),
        ("consistent", {"value": 5.6e9, "base": 10.6e9, "percent": 53.47, "unit": "VND", "value_step": 1e8}),
        # One hedge column: of the value where that is round, else of the percentage.
        ("inconsistent", {"value": 185, "base": 263, "percent": 78.0, "approx": "over"}),
        ("consistent", {"value": 9200, "base": 8000, "percent": 115.5, "approx": "over"}),
        (
            "consistent",
            {"value": 1400, "base": 1800, "percent": 80.0, "approx": "nearly", "evidence": "gần 1.400 vụ, đạt gần 80%"},
        ),
        (
            "inconsistent",
            {"value": 1400, "base": 1800, "percent": 80.0, "approx": "nearly", "evidence": "gần 1.400 vụ, đạt 80%"},
        ),
        ("inconsistent", {"value": 424, "base": 1000, "percent": 40.0, "percent_approx": "nearly"}),
        ("inconsistent", {"value": 424, "base": 1000, "percent": 40.0, "value_approx": None, "approx": "over"}),
        # No impossible where the unit is not a count, or not known.
        ("impossible", {"value": 7, "percent": 45.0}),
        ("impossible", {"value": 7, "percent": 45.0, "unit": "count"}),
        ("uncheckable", {"value": 7, "percent": 45.0, "unit": "ha", "value_step": None}),
        ("uncheckable", {"value": 7, "percent": 45.0, "unit": None}),
        # Decimals are taken from the number where they are not given.
        ("inconsistent", {"value": 9, "base": 10, "percent": 90.4}),
        ("truncated", {"value": 2, "base": 3, "percent": 66.6}),
        ("inconsistent", {"value": 26, "base": 31, "percent": 84.0, "percent_decimals": 2}),
    ],
)
def test_what_a_table_lacks_is_filled_in(told: str, fields: dict) -> None:
    assert check_row(row(**fields)).verdict == told
    assert check(pd.DataFrame([row(**fields)]))["verdict"].tolist() == [told]


def test_words_of_the_evidence_against_the_numbers() -> None:
    def decision(evidence: str, value: int = 802, kind: str = "attained") -> str | None:
        return check_row(row(value=value, base=1000, percent=value / 10, percent_kind=kind, evidence=evidence)).decision

    assert decision("vượt chỉ tiêu, 802/1.000 đoàn viên (đạt 80,2%)") == "said_over_is_under"
    assert decision("chưa đạt kế hoạch, 1.020/1.000 đoàn viên", 1020) == "said_under_is_over"
    assert decision("vượt kế hoạch, 1.020/1.000 đoàn viên", 1020) is None
    assert decision("802/1.000 đoàn viên, phấn đấu vượt chỉ tiêu") is None
    assert decision("802/1.000 đoàn viên, chưa vượt chỉ tiêu") is None
    assert decision("vượt khó, kết nạp 802/1.000 đoàn viên") is None


def test_the_sentence_is_read_for_other_bases() -> None:
    fields = row(value=402, base=1148, percent=19.6, percent_kind="share")
    sentence = "Trong 2.050 doanh nghiệp, 402/1.148 đơn vị có công đoàn đã đối thoại, chiếm 19,6%."
    found = check_row({**fields, "sentence": sentence}).diagnosis
    assert found.name == "other_base"
    assert found.arithmetic == "402 ÷ 2.050 × 100 = 19,6%; stated 19,6%: of 2.050"
    assert check_row(fields).diagnosis is None


def test_sentence_numbers_leave_out_dates_and_percentages() -> None:
    sentence = "Ngày 15/4/2025, quý I/2025 và năm 2024, 3 tỷ 150 triệu đồng, đạt 98,4% (12 xã, giai đoạn 2021-2025)"
    assert sentence_numbers(sentence) == (Decimal(3_150_000_000), Decimal(12))


def test_plain_rows_are_decided_together() -> None:
    """A row costs one call and its return, to look up its diagnosis. The measured speed: benchmarks/check_speed.py."""

    def checked(rows: int) -> pd.DataFrame:
        draw = np.random.default_rng(7)
        base = draw.integers(3, 60_000, rows)
        value = (base * draw.uniform(0.4, 1.6, rows)).astype(int) + 1
        table = pd.DataFrame({"value": value, "base": base, "percent": np.round(100 * value / base, 1)})
        return check(table.assign(percent_kind="attained"))

    assert (checked(100_000)["verdict"] == "consistent").mean() > 0.99
    assert calls(lambda: checked(20_000)) - calls(lambda: checked(1_000)) < 3 * 19_000


ODD = (None, 0, 1, -1, 0.5, 1e-9, 5.6, 7, 100, 1e12, 1e18, 1e300, float("inf"), float("nan"), 123_456_789, 2**53 + 1)


@settings(max_examples=60)
@given(st.data())
def test_no_number_breaks_a_check(data: st.DataObject) -> None:
    odd, hedge = st.sampled_from(ODD), st.sampled_from((None, "over", "nearly", "about"))
    table = pd.DataFrame(
        {
            "percent_kind": data.draw(st.sampled_from((*KINDS, None))),
            "unit": data.draw(st.sampled_from(("count", "VND", None))),
            **{name: [data.draw(odd)] for name in ("value", "base", "delta", "percent", "exceeded_percent")},
            **{name: [data.draw(odd)] for name in ("value_step", "base_step")},
            **{name: [data.draw(hedge)] for name in ("value_approx", "percent_approx")},
            "sentence": "1.148 và 56 đơn vị",
        }
    )
    assert check(table)["verdict"].iloc[0] in checking.VERDICTS
    assert check_row(table.iloc[0].to_dict()).arithmetic
