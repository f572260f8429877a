"""What must hold of any article: rows are grounded, the same every time, and no text breaks the reading."""

import json
import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cdextract.article import Article
from cdextract.pipeline import rows
from cdextract.results.columns import BY_NAME

ARTICLES = Path(__file__).parents[1] / "corpus" / "articles"
SETTINGS = settings(max_examples=60)

SPACES = "\u00a0\u2009\u202f\u3000\t"
NUMBERS = ["9", "12", "1.240", "0", "3,5 tỷ đồng", "10/8", "802/1.000", "125%", "80,2%", "-5%", "ba", "một nửa", "gần 300", "01/2021", "2021"]
WORDS = [
    "LĐLĐ huyện Ba Vì", "LĐLĐ thành phố Hà Nội", "LĐLĐ", "đơn vị", "Năm 2021,", "6 tháng đầu năm", "kết nạp", "thành lập", "đoàn viên", "CĐCS",
    "đạt", "vượt", "chiếm", "tăng", "giảm", "so với", "kế hoạch", "trong đó", "trên tổng số", "lần lượt", "đều", "từ", "lên", "và", ",", ";", ".", "(", ")",
    "%", "/", "|", "-", "phấn đấu", "đã", "hồ sơ", "nâng tổng số lên", "Mỗi", "trở lên", "cùng kỳ", "về số", "\n", "\n\n", "- ",
]  # fmt: skip
# Words of the trade in any order: the way into odd corners that plain random characters never find.
NEWS = st.lists(st.sampled_from(NUMBERS + WORDS), max_size=40).map(" ".join)
ANY_TEXT = st.one_of(st.text(max_size=300), NEWS, st.tuples(NEWS, st.text(max_size=60), NEWS).map("".join))


def articles():
    found = []
    for name in ("dev", "union", "constructions"):
        lines = (ARTICLES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        found += [(record["text"], record["title"]) for record in map(json.loads, lines)]
    return found


def grounded(text, found):
    for row in found:
        assert text[row["start"] : row["end"]] == row["evidence"]
        assert row["evidence"]
        assert row["evidence"] in row["sentence"]
        assert row["sentence"] in text
    ids = [row["figure_id"] for row in found]
    assert len(set(ids)) == len(ids)
    for name in ("part_of", "restates"):
        assert {row[name] for row in found} - {None} <= set(ids)
        assert not any(row[name] == row["figure_id"] for row in found)


def numbers(found):
    return [(row["indicator"], row["value"], row["base"], row["percent"], row["percent_kind"], row["org"], row["period_end"]) for row in found]


@SETTINGS
@given(ANY_TEXT, st.one_of(st.none(), st.text(max_size=60), NEWS))
@example("0/B", None)
@example("0/0 CĐCS (đạt 0%)", None)
@example("công đoàn kết nạp 5/0 đoàn viên, đạt 5%", None)
@example("công đoàn giảm 100%, từ 0 xuống 0 đoàn viên", None)
@example("năm 0000, tháng 13/2021, ngày 31/2/2021: công đoàn thành lập 5 CĐCS", "ngày 99/99")
@example("\ud800công đoàn thành lập 5 CĐCS\udfff", "\ud800")
@example("công đoàn kết nạp " + "9" * 400 + " đoàn viên, đạt " + "9" * 400 + "%", None)
def test_no_text_breaks_the_reading(text, title):
    grounded(text, rows(Article("a", text, title)))


@SETTINGS
@given(NEWS)
def test_the_same_text_gives_the_same_rows(text):
    assert rows(Article("a", text)) == rows(Article("a", text))


@SETTINGS
@given(NEWS)
def test_every_cell_fits_its_column(text):
    for row in rows(Article("a", text)):
        assert set(row) <= set(BY_NAME)
        for name in ("percent", "base_implied"):
            assert row[name] is None or row[name] >= 0
        assert row["verdict"] in {"consistent", "truncated", "inconsistent", "implied", "impossible", "uncheckable"}
        assert (row["percent"] is None) == (row["percent_decimals"] is None)
        if row["period_start"] and row["period_end"]:
            assert row["period_start"] <= row["period_end"]


@st.composite
def disguised(draw):
    """An article as it is, and as another page might print it: other spaces, invisible signs, other form, other line ends."""
    text, title = draw(st.sampled_from(articles()))
    form = draw(st.sampled_from(["NFC", "NFD"]))
    chance = random.Random(draw(st.integers(0, 10**9)))  # one draw: thousands would be too many for hypothesis
    changed = []
    for char in unicodedata.normalize(form, text):
        kind = chance.randrange(40)
        if char == " " and kind < 8:
            changed.append(chance.choice(SPACES))
        elif char == " " and kind == 8:
            changed.append("\u200b ")
        elif char == "\n" and kind < 20:
            changed.append("\r\n")
        elif char == "%" and kind < 10:
            changed.append("％")
        else:
            changed.append(char)
    return text, title, "".join(changed)


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(disguised())
def test_print_makes_no_difference(case):
    text, title, printed = case
    found = rows(Article("a", printed, title))
    grounded(printed, found)
    assert numbers(found) == numbers(rows(Article("a", text, title)))


@st.composite
def wrapped(draw):
    """An article with long lines wrapped at spaces, as mail programs and PDF readers do."""
    text, title = draw(st.sampled_from(articles()))
    width = draw(st.integers(50, 90))
    lines = []
    for line in text.split("\n"):
        row = ""
        for word in line.split(" "):
            if row and len(row) + len(word) >= width and len(line) > 2 * width:
                lines.append(row)
                row = word
            else:
                row = f"{row} {word}" if row else word
        lines.append(row)
    return "\n".join(lines), title


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(wrapped())
def test_wrapped_lines_stay_grounded(case):
    text, title = case
    grounded(text, rows(Article("a", text, title)))


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(articles()), st.data())
def test_a_page_cut_off_anywhere_is_read(case, data):
    text, title = case
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    grounded(text[start:end], rows(Article("a", text[start:end], title)))


@pytest.mark.parametrize("name", ["dev", "union", "constructions", "general"])
def test_every_row_of_the_corpus_is_grounded(name):
    count = 0
    for line in (ARTICLES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        found = rows(Article(record["id"], record["text"], record["title"]))
        grounded(record["text"], found)
        count += len(found)
    assert count > 50
