"""`table.cd`: questions asked of real tables, before and after a round trip through every format."""

import datetime
import subprocess
import sys
from html import unescape

import pandas as pd
import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

import cdextract
from cdextract.errors import InputError, UsageError
from cdextract.outputs import FORMATS, open_writer
from cdextract.results.frames import plain_row, read_table, to_frame
from cdextract.results.highlight import Mark, marked_html, marked_text, period, told

ARTICLES = [
    {
        "id": "hn", "title": "Hà Nội tổng kết", "published": "2022-01-10", "url": "https://example.vn/hn",
        "text": "Năm 2021, LĐLĐ huyện Thạch Thất thành lập 10/8 CĐCS (đạt 125%), trong đó có 3 CĐCS có từ 25 đoàn viên trở lên.\n"
                "Năm 2021, LĐLĐ huyện Phú Xuyên kết nạp 802/1.000 đoàn viên (đạt 81,2%).",
    },
    {"id": "x", "title": "<script>alert(1)</script>", "text": "Năm 2022, LĐLĐ huyện Mê Linh thành lập 5/4 CĐCS <b>(đạt 125%)</b>."},
]  # fmt: skip


@pytest.fixture(scope="module")
def table():
    return cdextract.extract(ARTICLES)


def figure(number, **fields):
    """A row of LĐLĐ huyện Thạch Thất, year 2021, unless told otherwise."""
    year = fields.pop("of", 2021)
    row = {
        "document": "a", "figure_id": f"a#{number}", "org": "LĐLĐ huyện Thạch Thất", "org_type": "district",
        "district": "Thạch Thất", "province": "Hà Nội", "year": year, "indicator": "cdcs_established", "unit": "count",
        "period_start": datetime.date(year, 1, 1), "period_end": datetime.date(year, 12, 31), "verdict": "uncheckable",
        "rule": "r", "evidence": "e", "start": number, "end": number + 1, "sentence": "e",
    }  # fmt: skip
    return {**row, **fields}


def half(**fields):
    return {"period_start": datetime.date(2021, 1, 1), "period_end": datetime.date(2021, 6, 30), **fields}


def quarter(number):
    start, end = [("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31")][number - 1]
    return {"period_start": f"2021-{start}", "period_end": f"2021-{end}"}


def total(*rows, indicator="cdcs_established", by="year", **options):
    """The only cell of a pivot."""
    pivot = to_frame(rows).cd.pivot(indicator, by=by, **options)
    [[value]] = pivot.to_numpy().tolist()
    return value


# Registration


def test_importing_the_package_imports_no_pandas_and_extract_registers_the_accessor():
    code = (
        "import sys, cdextract; assert 'pandas' not in sys.modules\n"
        "t = cdextract.extract('Năm 2024, LĐLĐ huyện Phú Xuyên thành lập 10/8 CĐCS (đạt 125%).')\n"
        "assert len(t.cd.flagged()) == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_accessor_module_registers_it_for_tables_read_by_pandas_alone(tmp_path, table):
    table.to_csv(tmp_path / "t.csv", index=False)
    code = (
        "import sys, pandas as pd, cdextract.accessor\n"
        "t = pd.read_csv(sys.argv[1]); print(len(t.cd.flagged()), t.cd.pivot('cdcs_established').size)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "t.csv")], check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["1", "4"]


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_answers_are_the_same_after_a_round_trip(tmp_path, table, ending):
    path = str(tmp_path / f"t{ending}")
    with open_writer(path) as writer:
        writer.write([plain_row(row) for row in table.astype(object).to_dict("records")])
    again = read_table(path)
    assert again.dtypes.equals(table.dtypes)
    pd.testing.assert_frame_equal(again.cd.flagged().cd.brief(), table.cd.flagged().cd.brief())
    pd.testing.assert_frame_equal(again.cd.pivot("cdcs_established"), table.cd.pivot("cdcs_established"))
    [name] = table.cd.flagged()["figure_id"]
    assert again.cd.highlight(name).html == table.cd.highlight(name).html
    assert [again.cd.article(name).html for name in ("hn", "x")] == [table.cd.article(name).html for name in ("hn", "x")]


# flagged, brief, repr


def test_flagged_are_the_rows_that_need_a_person(table):
    flagged = table.cd.flagged()
    assert flagged["org"].tolist() == ["LĐLĐ huyện Phú Xuyên"]
    assert list(flagged.columns) == list(table.columns)


def test_flagged_has_figures_on_the_wrong_side_of_the_target_too():
    frame = to_frame([figure(1, verdict="consistent", decision="said_over_is_under"), figure(2, verdict="consistent")])
    assert frame.cd.flagged()["figure_id"].tolist() == ["a#1"]


def test_brief_writes_the_arithmetic_out(table):
    brief = table.cd.flagged().cd.brief()
    [row] = brief.to_dict("records")
    assert row["check"].startswith("802 ÷ 1.000 × 100 = 80,2; stated 81,2%")
    assert (row["period"], row["indicator"], brief.index.name) == ("2021", "members_admitted", "figure_id")


def test_repr_counts_verdicts(table):
    told_lines = repr(table.cd).splitlines()
    assert told_lines[0] == f"{len(table)} figures of 2 articles"
    assert "     1  inconsistent" in told_lines
    assert repr(pd.DataFrame({"a": [1]}).cd) == "table.cd: 1 rows, without the columns of a table of figures"
    assert repr(table.head(0).cd).startswith("0 figures")


def test_a_table_without_the_columns_says_which(table):
    with pytest.raises(UsageError, match="a pivot needs: part_of"):
        table.drop(columns="part_of").cd.pivot("cdcs_established")
    with pytest.raises(UsageError, match="this view needs: sentence"):
        table.drop(columns="sentence").cd.highlight("hn#1")
    with pytest.raises(UsageError, match="this view needs: verdict"):
        pd.DataFrame({"a": [1]}).cd.flagged()


# pivot


def test_pivot_of_read_articles_leaves_the_part_out(table):
    pivot = table.cd.pivot("cdcs_established", by=["district", "year"])
    assert pivot.loc["Thạch Thất", 2021] == 10
    assert pivot.loc["Mê Linh", 2022] == 5
    assert pivot.attrs["left_out"] == {"part of another figure": 1}
    assert str(pivot[2021].dtype) == "Float64"


def test_parts_and_restatements_are_not_counted():
    rows = [figure(1, value=10), figure(2, value=4, part_of="a#1"), figure(3, value=10, restates="a#1")]
    assert total(*rows) == 10
    assert total(*rows, how="sum") == 10


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(["part_of", "restates"]), st.integers(0, 10**9)), max_size=5))
def test_parts_never_change_a_sum(parts):
    rows = [figure(0, value=7), *(figure(n, value=value, **{name: "a#0"}) for n, (name, value) in enumerate(parts, 1))]
    assert total(*rows) == total(*rows, how="sum") == 7


def test_of_overlapping_reports_the_one_that_ends_last_counts():
    rows = [figure(1, value=6, **half()), figure(2, value=10, document="b"), figure(3, value=4, document="c", **quarter(1))]
    assert total(*rows) == 10
    assert total(*rows[::-1]) == 10
    assert total(*rows, how="sum") == 20


def test_reports_that_do_not_overlap_are_added():
    assert total(*(figure(n, value=n, **quarter(n)) for n in (1, 2, 3, 4))) == 10


def test_an_open_beginning_overlaps_everything_before():
    rows = [figure(1, value=3, **quarter(1)), figure(2, value=9, period_start=None, period_end=datetime.date(2021, 9, 30))]
    assert total(*rows) == 9


def test_of_two_articles_the_one_published_last_counts():
    rows = [
        figure(1, value=10, published=datetime.date(2022, 1, 5)),
        figure(2, value=12, document="b", published=datetime.date(2022, 3, 1)),
    ]
    assert total(*rows) == total(*rows[::-1]) == 12


def test_a_level_is_not_added_over_time():
    rows = [figure(n, value=90 + n, indicator="cdcs_total", **quarter(n)) for n in (1, 2)]
    assert total(*rows, indicator="cdcs_total") == 92
    assert total(*rows, indicator="cdcs_total", by="district") == 92


def test_what_one_report_lists_is_added_and_another_report_of_it_is_not():
    rows = [figure(1, value=3), figure(2, value=4), figure(3, value=7, document="b", published=datetime.date(2021, 1, 1))]
    rows = [{**row, "indicator": "training_classes"} for row in rows]
    assert total(*rows, indicator="training_classes") == 7
    listed_last = [{**row, "published": datetime.date(2022, 1, 1)} for row in rows[:2]]
    assert total(rows[2], *listed_last, indicator="training_classes") == 7


def test_districts_are_not_added_to_the_province_that_reports():
    province = {"org": "LĐLĐ thành phố Hà Nội", "org_type": "province", "district": None}
    sector = {"org": "Công đoàn ngành Dệt May Hà Nội", "org_type": "sector", "district": None}
    other = {"org": "LĐLĐ huyện Quế Võ", "district": "Quế Võ", "province": "Bắc Ninh"}
    rows = [figure(1, value=480, **province), figure(2, value=10), figure(3, value=6, **sector), figure(4, value=5, **other)]
    frame = to_frame(rows)
    assert frame.cd.pivot("cdcs_established", by="province")["value"].to_dict() == {"Hà Nội": 480, "Bắc Ninh": 5}
    assert frame.cd.pivot("cdcs_established", by=["district", "year"])[2021].to_dict() == {"Thạch Thất": 10, "Quế Võ": 5}
    assert total(*rows) == 485
    assert total(*rows, figure(5, value=5000, org="Tổng LĐLĐ Việt Nam", org_type="national", province=None, district=None)) == 5000


def test_units_are_not_mixed():
    rows = [figure(1, value=3), figure(2, value=4, org="LĐLĐ huyện Phúc Thọ"), figure(3, value=10**9, unit="VND", org="LĐLĐ huyện Ba Vì")]
    assert total(*rows) == 7
    assert total(*rows, unit="VND") == 10**9
    assert to_frame(rows).cd.pivot("cdcs_established").attrs["left_out"] == {"in another unit": 1}


def test_attained_is_recomputed_over_the_cell():
    attained = {"percent_kind": "attained", "percent": 99.0}
    rows = [figure(1, value=10, base=8, **attained), figure(2, value=4, base=8, org="LĐLĐ huyện Phúc Thọ", **attained)]
    assert total(rows[0], values="attained") == 125
    assert total(*rows, values="attained") == 87.5
    assert total(figure(1, value=10, percent=25, percent_kind="exceeded"), values="attained") == 125
    assert total(figure(1, value=12, base_implied=6, percent=200, percent_kind="attained"), values="attained") == 200
    assert to_frame([figure(1, value=9, base=10, percent=90, percent_kind="share")]).cd.pivot(
        "cdcs_established", values="attained"
    ).empty


def test_attained_may_restate_a_change():
    rows = [
        figure(1, value=10, percent=5, percent_kind="increase"),
        figure(2, value=10, base=8, percent=125, percent_kind="attained", restates="a#1"),
        figure(3, value=10, base=10, percent=100, percent_kind="attained", restates="a#2"),
    ]
    assert total(*rows, values="attained") == 125


def test_a_pivot_of_nothing_is_empty(table):
    for by in ("year", ["district", "year"]):
        assert table.cd.pivot("medals_awarded", by=by).empty


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"indicator": "cdcs"}, "unknown indicator"),
        ({"values": "percent"}, "unknown values"),
        ({"how": "mean"}, "unknown how"),
        ({"by": ["county"]}, "a pivot needs: county"),
        ({"by": []}, "nothing to add up by"),
    ],
)
def test_wrong_pivots_are_told(table, options, message):
    with pytest.raises(UsageError, match=message):
        table.cd.pivot(**{"indicator": "cdcs_established", **options})


# conflicts


def test_conflicts_are_those_of_the_module():
    rows = [figure(1, value=12), figure(2, value=18, part_of="a#1", measure="CĐCS")]
    rows[0]["measure"] = "CĐCS"
    assert to_frame(rows).cd.conflicts()[["code", "figure_id"]].to_numpy().tolist() == [["CD401", "a#2"]]


# highlight, article


def plain(html):
    return unescape(regex.sub("<[^>]*>", "", html))


def test_highlight_marks_the_evidence_and_writes_the_check_out(table):
    [name] = table.cd.flagged()["figure_id"]
    page = table.cd.highlight(name)
    assert "⟦kết nạp 802/1.000 đoàn viên (đạt 81,2%)⟧" in str(page)
    assert "802 ÷ 1.000 × 100 = 80,2; stated 81,2%" in plain(page._repr_html_())
    assert regex.search(r"font-weight:600[^>]*>kết nạp 802/1\.000 đoàn viên \(đạt 81,2%\)</mark>", page.html)
    assert "digit_typo: 802 ÷ 1.000" in plain(page.html)
    assert repr(page) == str(page) == page.text


def test_highlight_in_the_article_shows_the_other_figures_faintly(table):
    [name] = table.cd.flagged()["figure_id"]
    page = table.cd.highlight(name, articles=ARTICLES)
    assert "Thạch Thất thành lập" in plain(page.html)
    assert page.html.count("<mark") == 3
    assert page.html.count("font-weight:600") == 1


def test_article_with_and_without_its_text(table):
    short, full = table.cd.article("hn"), table.cd.article("hn", ARTICLES)
    assert short.text.count("⟦") == full.text.count("⟦") == 3
    assert ARTICLES[0]["text"] in plain(full.html)
    assert "\n…\n" in short.text
    assert "https://example.vn/hn" in short.html


def test_markup_in_titles_and_texts_stays_text(table):
    page = table.cd.article("x", ARTICLES)
    assert "<script" not in page.html
    assert "<b>(đạt" not in page.html
    assert "<b>(đạt 125%)</b>" in plain(page.html)


def test_evidence_that_stands_twice_in_its_sentence_is_marked_where_it_is():
    sentence = "Quý I có 12 CĐCS, quý II có 12 CĐCS, cộng 24 CĐCS."
    common = {"sentence": sentence, "verdict": "uncheckable"}
    rows = [
        figure(1, **{**common, "evidence": "12 CĐCS", "start": 109, "end": 116}),
        figure(2, **{**common, "evidence": "12 CĐCS", "start": 128, "end": 135}),
        figure(3, **{**common, "evidence": "24 CĐCS", "start": 142, "end": 149}),
    ]
    page = to_frame(rows).cd.highlight("a#2")
    assert page.text.splitlines()[1].strip() == "Quý I có 12 CĐCS, quý II có ⟦12 CĐCS⟧, cộng 24 CĐCS."


def test_what_is_not_there_is_told(table):
    with pytest.raises(UsageError, match="no such figure"):
        table.cd.highlight("nowhere#1")
    with pytest.raises(UsageError, match="no figure of this article"):
        table.cd.article("nowhere")
    with pytest.raises(InputError, match="the article is not there"):
        table.cd.article("hn", ARTICLES[1:])
    with pytest.raises(UsageError, match="not the text that was read"):
        table.cd.article("hn", [{**ARTICLES[0], "text": "Tin: " + ARTICLES[0]["text"]}])


spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted)


@given(st.text(min_size=30), st.lists(st.tuples(spans, st.booleans()), max_size=6))
def test_marks_lose_and_add_no_character(text, given_spans):
    marks = [Mark(start, end, "consistent", '"><script>', main) for (start, end), main in given_spans]
    html = marked_html(text, marks)
    assert plain(html) == text
    assert "<script" not in regex.sub('title="[^"]*"', "", html)
    if "⟦" not in text and "⟧" not in text:
        assert marked_text(text, marks).replace("⟦", "").replace("⟧", "") == text


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"year": 2021, "period_start": "2021-01-01", "period_end": "2021-12-31"}, "2021"),
        ({"year": 2021, "period_start": "2021-01-01", "period_end": "2021-06-30"}, "2021-01-01 – 2021-06-30"),
        ({"year": None, "period_start": "2018-01-01", "period_end": "2023-12-31"}, "2018-01-01 – 2023-12-31"),
        ({"year": 2025, "period_end": datetime.date(2025, 4, 15)}, "… – 2025-04-15"),
        ({"year": 2025}, "2025"),
        ({}, ""),
    ],
)
def test_periods_are_written_shortly(fields, expected):
    assert period(fields) == expected


def test_what_is_not_known_is_not_told():
    assert told({"org": None, "indicator": "dues_collected", "value": 21_600_000_000.0, "unit": "VND", "percent": pd.NA}) == (
        "dues_collected · 21600000000 VND"
    )
