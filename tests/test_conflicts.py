import json
from pathlib import Path

import pandas as pd
import pytest

from cdextract.errors import UsageError
from cdextract.findings.codes import BY_CODE
from cdextract.findings.conflicts import NEEDED, conflicts

SHARED = Path(__file__).parents[2] / "shared"


def figure(number: int, value: float | None, **more) -> dict:
    document = more.pop("document", "a")
    return {
        "document": document, "figure_id": f"{document}:{number}", "org": "LĐLĐ huyện Thạch Thất",
        "period_start": "2021-01-01", "period_end": "2021-12-31", "indicator": "cdcs_established", "measure": "CĐCS",
        "unit": "count", "value": value, "base": None, "percent": None, "percent_kind": None, "part_of": None,
        "restates": None, "evidence": f"{value} CĐCS", "sentence": "s", **more,
    }  # fmt: skip


def found(*figures: dict) -> list[tuple[str, str, str]]:
    table = conflicts(pd.DataFrame(figures))
    return list(table[["code", "figure_id", "other_figure_id"]].itertuples(index=False, name=None))


def test_a_part_exceeds_its_whole() -> None:
    assert found(figure(0, 12), figure(9, 18, part_of="a:0")) == [("CD401", "a:9", "a:0")]
    assert found(figure(0, 12), figure(9, 12, part_of="a:0")) == []


@pytest.mark.parametrize(
    "part",
    [
        figure(9, 450, part_of="a:0", indicator="members_admitted", measure="đoàn viên"),
        figure(9, 5e8, part_of="a:0", unit="VND"),
        figure(9, 13, part_of="a:0", value_approx="about"),
        figure(9, None, part_of="a:0"),
        figure(9, 18, part_of="a:77"),
    ],
)
def test_other_things_hedges_and_unknown_wholes_are_no_conflict(part: dict) -> None:
    assert found(figure(0, 12), part) == []


def test_amounts_count_with_their_printed_digits() -> None:
    amounts = {"unit": "VND", "indicator": "dues_collected", "measure": "kinh phí"}
    whole = figure(0, 1.2e9, value_step=1e8, **amounts)
    assert found(whole, figure(9, 1.24e9, part_of="a:0", value_step=1e7, **amounts)) == []
    assert found(whole, figure(9, 1.34e9, part_of="a:0", value_step=1e7, **amounts)) == [("CD401", "a:9", "a:0")]


def share(number: int, value: int, percent: float, **more) -> dict:
    rated = {"indicator": "cdcs_rated", "base": 86, "percent_kind": "share", "percent_decimals": 0}
    return figure(number, value, percent=percent, **{**rated, **more})


def test_shares_of_one_whole_exceed_it() -> None:
    assert found(share(0, 52, 60.0), share(9, 41, 48.0)) == [("CD402", "a:0", "a:9")]
    table = conflicts(pd.DataFrame([share(0, 52, 60.0), share(9, 41, 48.0)]))
    assert table["arithmetic"].tolist() == ["60% + 48% = 108%"]


@pytest.mark.parametrize(
    "other",
    [
        share(9, 34, 40.0),
        share(9, 35, 41.0),  # 60 + 41 may be 100 before rounding
        share(9, 41, 48.0, sentence="another sentence"),
        share(9, 41, 48.0, measure="CĐCS khối doanh nghiệp"),
        share(9, 41, 48.0, base=90),
        share(9, 41, 48.0, percent_kind="attained"),
    ],
)
def test_shares_that_may_stand_side_by_side(other: dict) -> None:
    assert found(share(0, 52, 60.0), other) == []


def test_one_article_states_two_values() -> None:
    assert found(figure(0, 34), figure(9, 36), figure(20, 34)) == [("CD403", "a:0", "a:9"), ("CD403", "a:9", "a:20")]
    assert found(figure(0, 34), figure(9, 34)) == []


def test_two_articles_state_different_values() -> None:
    rows = figure(0, 34), figure(0, 36, document="b"), figure(0, 34, document="c")
    assert found(*rows) == [("CD404", "a:0", "b:0"), ("CD404", "b:0", "c:0")]
    table = conflicts(pd.DataFrame(rows))
    assert table["arithmetic"].tolist()[0] == "34 ≠ 36"
    assert table["evidence"].tolist()[0] == "34 CĐCS"
    assert table["other_evidence"].tolist()[0] == "36 CĐCS"
    assert table["name"].tolist()[0] == BY_CODE["CD404"].name


@pytest.mark.parametrize("document", ["a", "b"])
@pytest.mark.parametrize(
    "more",
    [
        {"part_of": "a:77"},
        {"restates": "a:77"},
        {"org": "LĐLĐ huyện Phú Xuyên"},
        {"org": None},
        {"period_start": "2021-07-01"},
        {"period_end": None},
        {"indicator": "members_supported"},
        {"measure": "CĐCS khu vực ngoài Nhà nước"},
        {"value": 9},
        {"value_approx": "about"},
    ],
)
def test_values_that_need_not_be_the_same(more: dict, document: str) -> None:
    assert found(figure(0, 34), figure(9, **{"value": 36, "document": document, **more})) == []


def test_measures_written_in_two_ways_are_one() -> None:
    assert found(figure(0, 34, measure="CĐCS mới"), figure(9, 36, measure="Công đoàn cơ sở")) == [
        ("CD403", "a:0", "a:9")
    ]


def test_missing_columns_are_an_error_in_three_parts() -> None:
    with pytest.raises(UsageError, match=r"lacks .*: evidence\n  given: .*\n  do: "):
        conflicts(pd.DataFrame([figure(0, 1)]).drop(columns="evidence"))
    assert len(conflicts(pd.DataFrame(columns=[*NEEDED, "value", "base", "percent", "percent_kind"]))) == 0


def test_the_annotated_articles_hold_no_conflict() -> None:
    rows = []
    for name in ("seeds/gold.jsonl", "dev/articles.jsonl"):
        if not (SHARED / name).exists():
            pytest.skip(f"{SHARED / name} is not on this machine")
        for line in (SHARED / name).read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            for number, row in enumerate(document["figures"]):
                start, end = row["period"] or (None, None)
                money = row["indicator"] in ("dues_collected", "support_amount")
                above = {key: f"{document['id']}:{row[key]}" for key in ("part_of", "restates") if row.get(key) is not None}
                fields = {key: row.get(key) for key in ("org", "indicator", "base", "percent", "percent_kind", "evidence")}
                rows.append(
                    figure(number, row["value"], document=document["id"], **fields, **above, measure=None)
                    | {"period_start": start, "period_end": end, "unit": "VND" if money else "count", "sentence": number}
                )
    assert conflicts(pd.DataFrame(rows)).to_dict("records") == []
