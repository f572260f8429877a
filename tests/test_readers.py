"""Articles from every shape that users have: the right fields, the text unchanged, one error row for what cannot be read."""

import datetime
import gzip
import io
import json
import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdextract.article import Article
from cdextract.errors import ErrorRow, InputError, UsageError
from cdextract.readers import ReadProgress, read_articles, read_objects
from cdextract.readers.dates import parse_date, visible_date
from cdextract.readers.duplicates import DigestSet
from cdextract.readers.legacy import decode_legacy
from cdextract.readers.plaintext import headline

DAY = datetime.date
TEXT = "Năm 2021, LĐLĐ huyện thành lập 10/8 CĐCS (đạt 125%).\nKết nạp 802/1.000 đoàn viên."


def read(*inputs, **options):
    return list(read_articles([str(path) for path in inputs], **options))


def only(items):
    assert len(items) == 1, items
    return items[0]


def put(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


# --- plain text --------------------------------------------------------------------------------------------------------


def test_text_file_keeps_every_character(tmp_path):
    text = "• :\n  • :\r\n\r\nThạch Thất mở rộng tổ chức\r\n\r\n19:49 | 06/01/2021\n" + unicodedata.normalize(
        "NFD", TEXT
    )
    article = only(read(put(tmp_path / "a.txt", text)))
    assert article.text == text
    assert article == Article("a.txt", text, "Thạch Thất mở rộng tổ chức", None, DAY(2021, 1, 6), "visible")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Đầu đề ngắn\nThân bài.", "Đầu đề ngắn"),
        ("Một câu dài là thân bài.\nCâu nữa.", None),
        ("Chỉ một dòng", None),
        ("- - -\n\n\n12/3\nĐầu đề\nThân bài.", "Đầu đề"),
        ("x" * 200 + "\nThân bài.", None),
    ],
)
def test_headline_of_a_text_file(text, title):
    assert headline(text) == title


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("19:49 | 06/01/2021", DAY(2021, 1, 6)),
        ("Thứ tư, 28/02/2024 - 16:47", DAY(2024, 2, 28)),
        ("Cập nhật ngày: 25/02/2021 | 08:15 GMT+7", DAY(2021, 2, 25)),
        ("15/01/2019 08:30", DAY(2019, 1, 15)),
        ("Chủ nhật, 03-01-2021, 10:00 (GMT+7)", DAY(2021, 1, 3)),
        ("Ngày 6 tháng 1 năm 2021", DAY(2021, 1, 6)),
        ("Sáng 6/1/2021, LĐLĐ huyện họp", None),
        ("10/8", None),
        ("31/02/2021 08:30", None),
        ("Hoạt động 28/03/2025 21:29", None),
    ],
)
def test_date_line(line, day):
    assert visible_date(f"Đầu đề\n\n{line}\nThân bài") == day


def test_a_date_line_far_below_the_top_is_of_another_article():
    assert visible_date("dòng\n" * 30 + "19:49 | 06/01/2021\n") is None


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2021-01-05T17:30:00Z", DAY(2021, 1, 6)),  # half past midnight in Vietnam
        ("2021-01-05T17:30:00.000+0000", DAY(2021, 1, 6)),
        ("2025-10-22 19:25:52+07:00", DAY(2025, 10, 22)),
        ("2017-07-17 17:03:00", DAY(2017, 7, 17)),
        ("2021-01-06", DAY(2021, 1, 6)),
        ("06/01/2021", DAY(2021, 1, 6)),
        ("1/6/2021 7:49:00 PM", DAY(2021, 1, 6)),  # the American form, as .NET prints it
        ("06/01/2021 07:49 PM", DAY(2021, 1, 6)),
        ("Wed, 06 Jan 2021 18:49:00 GMT", DAY(2021, 1, 7)),
        ("January 6, 2021", DAY(2021, 1, 6)),
        (1609900000, DAY(2021, 1, 6)),
        (1609900000000, DAY(2021, 1, 6)),
        (pd.Timestamp("2021-01-06 08:00"), DAY(2021, 1, 6)),
        (pd.NaT, None),
        (DAY(2021, 1, 6), DAY(2021, 1, 6)),
        (float("nan"), None),
        ("None", None),
        ("2 giờ trước", None),
        ("2021-02-31", None),
        (True, None),
        (12, None),
    ],
)
def test_published_in_every_form(value, day):
    assert parse_date(value) == day


@given(st.text(max_size=40))
def test_no_text_breaks_the_date_reader(text):
    assert parse_date(text) is None or isinstance(parse_date(text), DAY)
    visible_date(text)


# --- what cannot be read -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("empty.txt", b"", "empty_file"),
        ("blank.txt", b" \n\n\t", "empty_file"),
        ("binary.txt", bytes(range(256)) * 4, "binary_file"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary_file"),
        ("control.txt", b"abc\x01\x02\x03def", "binary_file"),
        ("latin.txt", "été à Genève, où ça".encode("cp1252"), "unknown_encoding"),
        ("cut.txt", TEXT.encode()[:-60] + b"\xe1\xba", "unknown_encoding"),
        ("empty.jsonl", b"", "empty_file"),
        ("empty.json", b"", "empty_file"),
        ("broken.json", b'{"text": "abc', "broken_json"),
        ("list.json", b'[{"text": "abc"}, {"te', "broken_json"),
        ("number.json", b"12", "not_a_record"),
        ("columns.csv", b"a,b\n1,2\n", "no_text"),
        ("empty.csv", b"", "empty_file"),
        ("broken.parquet", b"PAR1 and nothing else", "unreadable_file"),
        ("broken.txt.gz", gzip.compress(TEXT.encode())[:-12], "broken_archive"),
        ("none.txt.gz", b"no gzip", "unreadable_file"),
        ("empty.html", b"<html><body></body></html>", "no_text"),
    ],
)
def test_one_error_row_with_its_reason(tmp_path, name, data, error):
    errors = [item for item in read(put(tmp_path / name, data)) if isinstance(item, ErrorRow)]
    row = only(errors)
    assert (row.document.split("#")[0], row.stage, row.error) == (name, "read", error)
    assert row.message.endswith((".", "…")) or error == "unreadable_file"


def test_a_broken_line_costs_only_itself(tmp_path):
    lines = [
        json.dumps({"id": "a", "text": TEXT}),
        '{"id": "b", "text": ',
        "",
        json.dumps({"id": "c", "titel": "x"}),
        "[1, 2]",
        json.dumps({"id": "e", "text": TEXT + " "}, ensure_ascii=False),
    ]
    data = "\n".join(lines).encode() + b'\n{"text": "\xff\xfe"}\n' + b"[" * 100_000 + b"\n"
    found = read(put(tmp_path / "a.jsonl", data))
    assert [item.document for item in found if isinstance(item, Article)] == ["a", "e"]
    assert [(item.document, item.error) for item in found if isinstance(item, ErrorRow) and item.stage == "read"] == [
        ("a.jsonl#2", "broken_json"),
        ("a.jsonl#4", "no_text"),
        ("a.jsonl#5", "not_a_record"),
        ("a.jsonl#7", "unknown_encoding"),
        ("a.jsonl#8", "broken_json"),
    ]


def test_no_text_names_the_fields_and_guesses(tmp_path):
    row = only(read(put(tmp_path / "a.jsonl", json.dumps({"id": 1, "bai": TEXT * 5}))))
    assert "id, bai" in row.message
    assert "--map text=bai" in row.message


# --- records -----------------------------------------------------------------------------------------------------------

RECORDS = [
    # news-please
    (
        {"maintext": TEXT, "text": None, "title": "T", "date_publish": "2017-07-17 17:03:00", "date_modify": "None", "url": "http://a.vn/1"},
        Article("http://a.vn/1", TEXT, "T", "http://a.vn/1", DAY(2017, 7, 17), "field"),
    ),
    # trafilatura
    (
        {"text": TEXT, "raw_text": "r", "title": "T", "date": "2021-01-06", "source": "https://a.vn/2", "id": None, "excerpt": "L"},
        Article("https://a.vn/2", TEXT, "T", "https://a.vn/2", DAY(2021, 1, 6), "field"),
    ),
    # newspaper4k
    (
        {"text": TEXT, "title": "T", "summary": "máy tóm tắt", "publish_date": "2021-01-06T08:00:00+07:00", "url": "https://a.vn/3"},
        Article("https://a.vn/3", TEXT, "T", "https://a.vn/3", DAY(2021, 1, 6), "field"),
    ),
    # fundus
    (
        {"title": "T", "publishing_date": "2025-10-22 19:25:52+07:00",
         "body": {"summary": ["Tóm tắt."], "sections": [{"headline": [], "paragraphs": ["Một.", "Hai."]}]}},
        Article("r.json", "Tóm tắt.\nMột.\nHai.", "T", None, DAY(2025, 10, 22), "field"),
    ),
    # Scrapy spiders
    (
        {"headline": "T", "content": ["Một.", "Hai."], "time": "19:49 | 06/01/2021", "link": "https://a.vn/4"},
        Article("https://a.vn/4", "Một.\nHai.", "T", "https://a.vn/4", DAY(2021, 1, 6), "field"),
    ),
    (
        {"Tiêu đề": "T", "Nội dung": TEXT, "Ngày đăng": "Thứ tư, 28/02/2024 - 16:47", "ID": 7},
        Article("7", TEXT, "T", None, DAY(2024, 2, 28), "field"),
    ),
    (
        {"id": "x", "text": "19:49 | 06/01/2021\n" + TEXT, "title": "nan", "published": "None"},
        Article("x", "19:49 | 06/01/2021\n" + TEXT, None, None, DAY(2021, 1, 6), "visible"),
    ),
    (
        {"body": TEXT, "url": "https://a.vn/2021/01/06/tin.html"},
        Article("https://a.vn/2021/01/06/tin.html", TEXT, None, "https://a.vn/2021/01/06/tin.html", DAY(2021, 1, 6), "url"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("record", "article"), RECORDS)
def test_fields_are_found_by_the_names_of_scrapers(tmp_path, record, article):
    assert only(read(put(tmp_path / "r.json", json.dumps(record)))) == article


def test_the_users_map_comes_first(tmp_path):
    record = {"text": "cookie banner", "data": {"vi": TEXT}, "lead": "Sapo.", "day": "06/01/2021", "so": 3}
    path = put(tmp_path / "r.jsonl", json.dumps(record))
    article = only(read(path, field_map={"text": "data.vi", "published": "day", "id": "so"}))
    assert (article.document, article.text, article.published) == ("3", TEXT, DAY(2021, 1, 6))
    with_lead = only(read(path, field_map={"text": "data.vi", "lead": "lead"}))
    assert with_lead.text == "Sapo.\n" + TEXT
    with pytest.raises(UsageError, match="unknown field"):
        read(path, field_map={"colour": "x"})


def test_half_a_character_in_json_becomes_a_whole_one(tmp_path):
    assert only(read(put(tmp_path / "a.json", '{"id": "a", "text": "ab\\ud83dcd"}'))).text == "ab\ufffdcd"


@pytest.mark.parametrize(
    "text",
    [
        '[{"text": "a1"}, {"text": "a2"}]',
        '[{"text": "a1"}][{"text": "a2"}]',
        '{"text": "a1"}\n{"text": "a2"}\n',
        '{"VnExpress": [{"body": {"summary": ["a1"]}}], "Other": [{"plaintext": "a2"}]}',
        '{"total": 2, "articles": [{"content": "a1"}, {"content": "a2"}]}',
        '{"1": {"text": "a1"}, "2": {"text": "a2"}}',
        '[{"text": "a1"},\n{"text": "a2"},\n]',
    ],
)
def test_shapes_of_json_files(tmp_path, text):
    found = read(put(tmp_path / "a.json", text))
    assert [(item.document, item.text) for item in found] == [("a.json#1", "a1"), ("a.json#2", "a2")]


def test_csv_and_tsv(tmp_path):
    quoted = '"' + TEXT.replace('"', '""') + '"'
    for name, data in {
        "a.csv": f"id,title,content,date\n1,T,{quoted},06/01/2021\n\n2,U,x,\n",
        "b.csv": f"\ufeffid;title;content;date\n1;T;{quoted};06/01/2021\n2;U;x;\n",
        "c.tsv": f"id\ttitle\tcontent\tdate\n1\tT\t{quoted}\t06/01/2021\n2\tU\tx\t\n",
    }.items():
        first, second = read(put(tmp_path / name, data))
        assert first == Article("1", TEXT, "T", None, DAY(2021, 1, 6), "field")
        assert (second.document, second.published) == ("2", None)
    assert read(put(tmp_path / "d.csv", "text,title\na,b,c\n"))[0].error == "broken_row"


def test_csv_of_trafilatura_has_no_header(tmp_path):
    line = "\t".join(
        ["https://a.vn/1", "null", "f", "a.vn", "T", "null", "2021-01-06", f'"{TEXT}"', "null", "null", "article"]
    )
    article = only(read(put(tmp_path / "a.csv", line + "\n")))
    assert article == Article("https://a.vn/1", TEXT, "T", "https://a.vn/1", DAY(2021, 1, 6), "field")


def test_parquet_reads_only_what_it_needs(tmp_path):
    frame = pd.DataFrame(
        {
            "id": [1, 2],
            "content": [TEXT, None],
            "publish_date": pd.to_datetime(["2021-01-06", None]),
            "html": ["h", "h"],
        }
    )
    frame.to_parquet(tmp_path / "a.parquet")
    article, error = read(tmp_path / "a.parquet")
    assert article == Article("1", TEXT, None, None, DAY(2021, 1, 6), "field")
    assert (error.document, error.error) == ("a.parquet#2", "no_text")


# --- packing, encodings, places ----------------------------------------------------------------------------------------


def test_compressed_files_are_opened(tmp_path):
    zstandard = pytest.importorskip("zstandard")
    record = json.dumps({"id": "a", "text": TEXT}).encode()
    assert only(read(put(tmp_path / "a.jsonl.gz", gzip.compress(record)))).text == TEXT
    assert only(read(put(tmp_path / "a.jsonl.zst", zstandard.compress(record)))).text == TEXT
    assert only(read(put(tmp_path / "a.txt.gz", gzip.compress(TEXT.encode())))).document == "a.txt.gz"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings(tmp_path, encoding):
    data = TEXT.encode(encoding)
    if encoding == "utf-32":
        data = "\ufeff".encode("utf-32-le") + TEXT.encode("utf-32-le")
    assert only(read(put(tmp_path / "a.txt", data))).text == TEXT


def test_jsonl_in_utf16(tmp_path):
    data = (json.dumps({"id": "a", "text": TEXT}, ensure_ascii=False) + "\n").encode("utf-16")
    assert only(read(put(tmp_path / "a.jsonl", data))).text == TEXT


def windows_1258(text: str) -> bytes:
    """Letters with two marks are written as a letter and a combining tone mark."""
    out = b""
    for char in unicodedata.normalize("NFC", text):
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tones = "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
            rest = "".join(part for part in parts if part not in "\u0300\u0301\u0303\u0309\u0323")
            out += unicodedata.normalize("NFC", rest).encode("cp1258") + tones.encode("cp1258")
    return out


def test_older_encodings_are_read_only_when_certain(tmp_path):
    article = only(read(put(tmp_path / "a.txt", windows_1258(TEXT))))
    assert unicodedata.normalize("NFC", article.text) == TEXT
    tcvn3 = "N¨m 2021, c«ng ®oµn c¬ së míi thµnh lËp, ®¹t chØ tiªu ®­îc giao".encode("latin-1")
    assert decode_legacy(tcvn3) == "Năm 2021, công đoàn cơ sở mới thành lập, đạt chỉ tiêu được giao"
    assert decode_legacy("Cộng đồng".encode()[:4]) is None
    assert decode_legacy("Ça fait déjà très longtemps, où étaient les élèves français".encode("cp1252")) is None


def test_folders_are_walked_in_order_and_own_files_left_out(tmp_path):
    for name in ("b/2.txt", "a/1.txt", "c.txt", ".hidden/x.txt", "notes.md", "table.csv.errors.jsonl"):
        put(tmp_path / name, TEXT + name)
    assert [item.document for item in read(tmp_path)] == ["a/1.txt", "b/2.txt", "c.txt"]


def test_globs_name_articles_from_where_the_pattern_begins(tmp_path):
    for name in ("x/a/1.txt", "x/b/2.txt", "y/3.txt"):
        put(tmp_path / name, TEXT + name)
    assert [item.document for item in read(tmp_path / "x" / "**" / "*.txt")] == ["a/1.txt", "b/2.txt"]


@pytest.mark.parametrize("given", ["none.txt", "*.jsonl", "a.doc", "empty"])
def test_inputs_that_are_not_there_are_told_at_once(tmp_path, given):
    put(tmp_path / "a.doc", "x")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError):
        read_articles([tmp_path / given])


def test_duplicates_are_kept_and_reported(tmp_path):
    records = [
        {"id": "a", "text": TEXT, "url": "https://a.vn/1"},
        {"id": "a", "text": "Khác.", "url": "https://a.vn/2"},
        {"id": "b", "text": TEXT.replace("\n", "  \n"), "url": "https://a.vn/1"},
        {"id": "a", "text": "Khác nữa."},
    ]
    found = read(put(tmp_path / "a.jsonl", "\n".join(map(json.dumps, records))))
    assert [item.document for item in found if isinstance(item, Article)] == ["a", "a~2", "b", "a~3"]
    notices = [(item.document, item.error) for item in found if isinstance(item, ErrorRow)]
    assert notices == [
        ("a~2", "duplicate_id"),
        ("b", "duplicate_url"),
        ("b", "duplicate_text"),
        ("a~3", "duplicate_id"),
    ]
    assert {item.stage for item in found if isinstance(item, ErrorRow)} == {"duplicate"}


@given(st.lists(st.text(max_size=3), max_size=400))
def test_the_set_of_digests_is_a_set(texts):
    seen, plain = DigestSet(), set()
    for text in texts:
        assert seen.add(text.encode()) == (text not in plain)
        plain.add(text)


def test_progress_reaches_the_size_of_the_input(tmp_path):
    path = put(tmp_path / "a.jsonl", (json.dumps({"text": TEXT}) + "\n") * 50)
    progress = ReadProgress()
    read(path, progress=progress)
    assert progress.done == progress.total == path.stat().st_size


# --- web pages ---------------------------------------------------------------------------------------------------------

PAGE = """<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Trang | Báo</title>
<link rel="canonical" href="https://bao.example/tin-1.html">
<meta property="og:title" content="Công đoàn huyện lớn mạnh">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle",
"headline": "Công đoàn huyện lớn mạnh", "datePublished": "2021-01-05T17:30:00Z"}]}</script></head><body>
<div class="top"><span class="date">Thứ bảy, 21/11/2026</span></div>
<h1>Công đoàn huyện lớn mạnh</h1><div class="meta">06/01/2021 08:00</div>
<h2 class="sapo">Năm 2020, LĐLĐ huyện thành lập 10/8 CĐCS (đạt 125%) và được thành phố khen ngợi.</h2>
<div class="content"><p>Ngay từ đầu năm, cán bộ công đoàn đã đến từng doanh nghiệp để gặp gỡ người lao động, lắng nghe ý kiến của họ.</p>
<table class="picture"><tr><td><img src="a.jpg"></td></tr><tr><td>LĐLĐ huyện trao 50 suất quà. Ảnh: Mai Quý</td></tr></table>
<p>Trong năm, toàn huyện đã kết nạp được 802/1.000 đoàn viên công đoàn (đạt 80,2%), tăng thêm sức mạnh cho tổ chức tại cơ sở.</p>
<figure><img src="b.jpg"><figcaption>Buổi lễ trao 70 suất quà cho công nhân.</figcaption></figure>
<p>Các công đoàn cơ sở cũng tích cực tham gia phong trào thi đua, chăm lo đời sống cho đoàn viên và người lao động khó khăn.</p></div>
<div class="footer"><p>Giấy phép số 12/GP cấp ngày 25/12/2023</p></div></body></html>"""


def test_html_gives_lead_body_and_day_in_vietnam(tmp_path):
    pytest.importorskip("trafilatura")
    article = only(read(put(tmp_path / "a.html", PAGE)))
    assert article.document == article.url == "https://bao.example/tin-1.html"
    assert article.title == "Công đoàn huyện lớn mạnh"
    assert (article.published, article.published_source) == (DAY(2021, 1, 6), "json-ld")
    assert article.text.count("10/8 CĐCS (đạt 125%)") == 1
    assert article.text.index("10/8") < article.text.index("802/1.000")
    assert "suất quà" not in article.text


def test_html_day_by_the_line_behind_the_headline(tmp_path):
    pytest.importorskip("trafilatura")
    page = PAGE.replace('"datePublished": "2021-01-05T17:30:00Z"', '"x": 1')
    article = only(read(put(tmp_path / "a.html", page)))
    assert (article.published, article.published_source) == (DAY(2021, 1, 6), "visible")
    unknown = only(read(put(tmp_path / "b.html", page.replace("06/01/2021 08:00", ""))))
    assert unknown.published is None


def test_html_in_another_encoding(tmp_path):
    pytest.importorskip("trafilatura")
    page = PAGE.replace('charset="utf-8"', 'charset="windows-1258"')
    article = only(read(put(tmp_path / "a.htm", windows_1258(page))))
    assert "kết nạp được 802/1.000" in unicodedata.normalize("NFC", article.text)


def test_warc_gives_its_pages(tmp_path):
    pytest.importorskip("trafilatura")
    warcio = pytest.importorskip("warcio")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    assert warcio
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    for url, status, kind, body in [
        ("https://bao.example/1", "200 OK", "text/html; charset=utf-8", PAGE),
        ("https://bao.example/2", "404 Not Found", "text/html", PAGE),
        ("https://bao.example/3", "200 OK", "image/png", "x"),
        ("https://bao.example/4", "200 OK", "text/html", "<html></html>"),
    ]:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.0")
        writer.write_record(
            writer.create_warc_record(url, "response", payload=io.BytesIO(body.encode()), http_headers=headers)
        )
    article, error = read(put(tmp_path / "a.warc.gz", buffer.getvalue()))
    assert (article.document, article.published) == ("https://bao.example/1", DAY(2021, 1, 6))
    assert (error.document, error.error) == ("https://bao.example/4", "no_text")


# --- objects -----------------------------------------------------------------------------------------------------------


def test_objects_of_a_program(tmp_path):
    path = put(tmp_path / "a.txt", TEXT)
    frame = pd.DataFrame({"noi_dung": [TEXT + "1", TEXT + "2"], "url": ["https://a.vn/1", None]})
    assert [item.document for item in read_objects(frame)] == ["https://a.vn/1", "#2"]
    assert only(list(read_objects(TEXT))).text == TEXT
    assert only(list(read_objects("Một dòng không phải tên tệp"))).document == "#1"
    assert only(list(read_objects(path))).document == "a.txt"
    assert only(list(read_objects(str(path)))).document == "a.txt"
    assert only(list(read_objects(Article("own", TEXT)))).document == "own"
    mixed = list(read_objects([{"text": "A"}, {"x": 1}, "B"]))
    assert [type(item).__name__ for item in mixed] == ["Article", "ErrorRow", "Article"]
    with pytest.raises(UsageError, match="no article"):
        list(read_objects([12]))
    with pytest.raises(InputError):
        list(read_objects(["none.txt"]))
