"""Sentences of news text, with the traps of the library's own splitting."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdextract.text.normalised import normalise
from cdextract.text.sentences import sentence_spans, split_sentences
from cdextract.text.zones import split_blocks


def sentences(text):
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Kết quả đạt 80,2%.", "Năm 2022 kết nạp 1.000 đoàn viên."],
        ["LĐLĐ TP. Hồ Chí Minh thành lập 5 CĐCS.", "Công tác này được giữ vững."],
        ["PGS. TS. Lê Văn Hùng dự hội nghị.", "Ông khen đơn vị."],
        ["Ông Nguyễn Văn A. Bình trao 5 suất quà."],
        ["Công ty Co., Ltd. tại huyện có 412 đoàn viên."],
        ["Q. Đống Đa đạt 5 CĐCS.", "H. Ba Vì đạt 6."],
        ["Có thật vậy không?", "Có!", "Huyện đã làm xong."],
        ["Huyện có CĐCS, thỏa ước, v.v. và nhiều việc khác."],
        ["Huyện đạt 125% (vượt 25%).", "Sau đó họp."],
        ["1. Phát triển đoàn viên đạt 120%."],
        ["Thu 3,5 tỷ đồng; chi 2,1 tỷ đồng."],
    ],
    ids=["decimals", "tp", "titles", "initial", "co_ltd", "letter_abbreviations", "signs", "vv", "bracket", "number_mark",
         "semicolon"],
)  # fmt: skip
def test_sentences_are_found_as_written(parts):
    assert sentences(" ".join(parts)) == parts


@pytest.mark.xfail(reason="a closing quote begins a piece of its own")
@pytest.mark.parametrize("parts", [['"Chúng tôi làm được."', "Ông nói thế."], ['Ông nói: "Được." và đi.']])
def test_a_closing_quote_belongs_to_the_sentence_before(parts):
    assert sentences(" ".join(parts)) == parts


def test_a_roman_number_or_a_letter_of_a_kind_ends_a_sentence():
    assert sentences("Giao chỉ tiêu ngay từ quý I. Năm 2017, tỉnh mở 11 lớp.") == ["Giao chỉ tiêu ngay từ quý I.", "Năm 2017, tỉnh mở 11 lớp."]
    assert sentences("Ông Nguyễn Văn A. Hùng nói vậy.") == ["Ông Nguyễn Văn A. Hùng nói vậy."]


def test_sentences_without_a_space_between_them():
    assert sentences("Huyện đạt 125%.Năm nay kết nạp 5.Ông khen.") == ["Huyện đạt 125%.", "Năm nay kết nạp 5.", "Ông khen."]


def test_a_piece_that_begins_in_lower_case_belongs_to_the_sentence_before():
    assert sentences("Ủy ban Kiểm tra v.v. đã họp. rồi về.") == ["Ủy ban Kiểm tra v.v. đã họp. rồi về."]


def test_a_wrapped_line_is_no_sentence_end():
    assert sentences("Huyện thành lập\n12 CĐCS. Kết nạp 5\nđoàn viên.") == ["Huyện thành lập\n12 CĐCS.", "Kết nạp 5\nđoàn viên."]


def test_sentences_keep_their_block_and_zone():
    text = normalise("Tin công đoàn\n\nHuyện họp. Kết quả tốt.\n\nNăm tới làm tiếp.")
    blocks = split_blocks(text)
    found = split_sentences(text, blocks)
    assert [(one.zone, one.block) for one in found] == [("headline", 0), ("lead", 1), ("lead", 1), ("body", 2)]
    assert [text.norm[one.start : one.end] for one in found][1:3] == ["Huyện họp.", "Kết quả tốt."]


def test_the_empty_text_has_no_sentence():
    assert sentences("") == sentences("   ") == []


@pytest.mark.parametrize("text", ["a." * 20_000, "ab." * 13_000, "1." * 20_000, "." * 40_000, "x" * 40_000], ids=["a", "ab", "1", "dots", "x"])
def test_runs_without_a_space_never_reach_the_library(text, monkeypatch):
    given = []
    monkeypatch.setattr("cdextract.text.sentences._tokenizer", lambda: lambda source: given.append(source) or [source])
    sentences(f"Huyện họp. {text}")
    assert given == []
    sentences("Huyện họp. Kết quả tốt.")
    assert len(given) == 1


def pieces(line):
    text = normalise(line)
    return [text.norm[one.start : one.end] for one in split_sentences(text, split_blocks(text))]


def test_a_long_sentence_is_read_in_pieces():
    line = "Công đoàn huyện kết nạp 412 đoàn viên, đạt 103% kế hoạch; " * 100
    found = pieces(line)
    assert all(len(piece) <= 1_200 for piece in found)
    assert all(piece.endswith(";") for piece in found)
    assert " ".join(found) == line.strip()


def test_no_number_is_cut():
    line = "Công đoàn huyện thu 13,75 tỷ đồng và chi 12,25 tỷ đồng trong năm và " * 100
    assert all(piece.count("13,75") == piece.count("13,") and not piece.startswith(("75", "25")) for piece in pieces(line))


@given(st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("Ab. .!?…)\"\n 1,đ"))))
def test_sentences_cover_all_that_is_no_space(text):
    source = normalise(text).norm
    spans = sentence_spans(source)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
    outside = list(source)
    for start, end in spans:
        outside[start:end] = " " * (end - start)
    assert not "".join(outside).strip()
