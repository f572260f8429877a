"""Words: the fast engine says what the library says, spans lie in the text, hostile texts cost linear work."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from cdextract.text.normalised import normalise
from cdextract.words import segmentation
from cdextract.words.crf import Tagger, UndecidedError
from cdextract.words.crf_weights import read_model
from cdextract.words.segmentation import fast_available, library_words, segment, units, words
from work_counts import calls

CORPUS = Path(__file__).parents[1] / "corpus" / "articles"
NAMES = ["Phú Xuyên", "Thạch Thất", "Gò Dầu", "Ðắk Lắk", "H'Mông", "TP. Hồ Chí Minh", "Nguyễn Thị Thơm", "Vinatex", "ThS. Sơn", "Krông Pắc"]
SIGNS = [",", ".", ";", ":", "…", "(", ")", '"', "%", "/", "-", "+", "10/8", "802/1.000", "125%", "80,2", "1.234,5", "15/3/2021", "09-NQ/TU",
         "12CĐCS", "đạt100%", "2021-2025", "v.v…", "T.Ư", "a.b@c.vn", "http://cd.vn/a?b=1", "www.congdoan.vn", "3x4", "=>", "->", "35°C",
         "43H-0530", "A&B", ":D", ":))", "<3", "10:20:50", "1 000", "BOS", "EOS", "1.", "Th S", "😀", "–", "×", "İ", "ß", "ǅ"]  # fmt: skip


def corpus_sentences() -> list[str]:
    texts = [json.loads(line)["text"] for line in (CORPUS / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    texts += [path.read_text(encoding="utf-8") for path in sorted((CORPUS / "seeds").glob("*.txt"))]
    lines = (line.strip() for text in texts for line in regex.split(r"\n|(?<=[.;])\s", normalise(text).norm))
    return [line for line in lines if line]


def varied(sentences: list[str], count: int) -> Iterator[str]:
    """Sentences of the corpus with other numbers, names and signs, words dropped or moved; the same ones every time."""
    draw = random.Random(7)
    vocabulary = sorted({word for sentence in sentences for word in sentence.split()})
    for _ in range(count):
        line = draw.choice(sentences)
        line = regex.sub(r"\d+", lambda _: str(draw.randrange(10 ** draw.randint(1, 5))), line)
        pieces = line.split()
        for _ in range(draw.randint(0, 4)):
            new = draw.choice(draw.choice([NAMES, SIGNS, vocabulary]))
            pieces.insert(draw.randint(0, len(pieces)), draw.choice([new, new.upper(), new.lower(), new.title()]))
        if draw.random() < 0.1:
            draw.shuffle(pieces)
        yield draw.choice([" ", " ", " ", "  ", "\u00a0"]).join(pieces)[: draw.choice([60, 300, 2_500])]


def texts_of(text: str, spans: list[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


def needs_fast_engine() -> None:
    if not fast_available():
        pytest.skip("the fast engine does not know the installed version of underthesea; the library does the work")


def test_fast_engine_knows_the_version_of_the_constraints() -> None:
    installed = __import__("importlib.metadata").metadata.version("underthesea")
    if installed != "9.5.0":
        pytest.skip(f"underthesea {installed} is installed, not 9.5.0")
    assert fast_available()


def test_fast_engine_equals_library_on_thousands_of_sentences() -> None:
    needs_fast_engine()
    sentences = corpus_sentences()
    assert len(sentences) > 500
    different = []
    for text in [*sentences, *varied(sentences, 4_000)]:
        if words(text) != segment(text, library_words):
            different.append(text)
    assert different == []


def test_library_words_are_those_of_the_library() -> None:
    from underthesea import word_tokenize

    for text in corpus_sentences()[:300]:
        assert [" ".join(word.split()) for word in texts_of(text, words(text))] == word_tokenize(text, use_token_normalize=False)


@settings(max_examples=300)
@given(st.text(st.one_of(st.sampled_from("aAăđĐsShtT.,-/%()0123456789 \n:@"), st.characters()), max_size=60))
def test_any_text_gives_ordered_words_and_both_engines_agree(text: str) -> None:
    spans = words(text)
    assert spans == segment(text, library_words)
    borders = [offset for span in spans for offset in span]
    assert borders == sorted(borders)
    assert all(start < end for start, end in spans)
    assert not any(text[start].isspace() or text[end - 1].isspace() for start, end in spans)
    covered = set().union(*(range(*span) for span in spans)) if spans else set()
    assert all(offset in covered for offset, char in enumerate(text) if char.isalnum())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n ", []),
        ("LĐLĐ huyện Phú Xuyên thành lập mới 5 CĐCS.", ["LĐLĐ", "huyện", "Phú Xuyên", "thành lập", "mới", "5", "CĐCS", "."]),
        ("đạt \ud83d 125%", ["đạt", "\ud83d", "125", "%"]),
        ("😀 đoàn viên", ["😀", "đoàn viên"]),
        ("tỉnh Ðắk Lắk", ["tỉnh", "Ðắk", "Lắk"]),
        ("tha\u0301ng 7", ["tha\u0301ng", "7"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert texts_of(text, words(text)) == expected
    assert texts_of(text, segment(text, library_words)) == expected


HOSTILE = ["a.", "1.", "ab.", "(", "x@", "ă", "1", "1x2", "http://", "a-", "A.", "công đoàn ", "; ", "\t"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_engines_get_hostile_texts_in_short_pieces_and_each_character_once(piece: str) -> None:
    given: list[str] = []

    def engine(text: str) -> list[tuple[int, int]]:
        given.append(text)
        return []

    text = piece * (80_000 // len(piece))
    segment(text, engine)
    assert "".join(given) == text
    assert max(map(len, given)) <= 2_000
    assert max(len(run) for one in given for run in [*one.split(), ""]) <= 100


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_texts_cost_linear_work(piece: str) -> None:
    def work(length: int) -> int:
        return calls(lambda: words(piece * (length // len(piece))))

    work(1_000)
    assert work(40_000) < 8 * 1.3 * work(5_000) + 2_000


@given(st.text(st.sampled_from("ab ;,.\n"), max_size=12_000))
@settings(max_examples=50)
def test_units_are_the_whole_text_in_pieces_of_bounded_length(text: str) -> None:
    pieces = [text[start:end] for start, end in units(text)]
    assert "".join(pieces) == text
    assert all(0 < len(piece) <= 2_000 for piece in pieces)


@pytest.mark.parametrize(("piece", "end"), [("kết nạp 12 đoàn viên, thành lập 3 CĐCS; ", ";"), ("1,5 tỷ, ", ", "), ("mới ", " ")])
def test_units_end_at_a_sign_where_there_is_one(piece: str, end: str) -> None:
    text = piece * 1_000
    stops = [stop for _, stop in units(text)][:-1]
    assert stops
    assert all(text[:stop].endswith(end) for stop in stops)


def test_unknown_model_is_left_to_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segmentation, "KNOWN", frozenset())
    segmentation._fast_engine.cache_clear()
    try:
        assert not fast_available()
        assert texts_of("công đoàn cơ sở", words("công đoàn cơ sở")) == ["công đoàn", "cơ sở"]
    finally:
        monkeypatch.undo()
        segmentation._fast_engine.cache_clear()


def test_missing_model_is_left_to_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segmentation, "_MODEL", "pipeline/word_tokenize/models/none")
    assert segmentation.model_folder() is None


def test_a_tie_is_left_to_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_fast_engine()

    def undecided(self: Tagger, tokens: list[str]) -> list[bool]:
        raise UndecidedError

    monkeypatch.setattr(Tagger, "continues", undecided)
    assert texts_of("công đoàn cơ sở", words("công đoàn cơ sở")) == ["công đoàn", "cơ sở"]


def test_memory_of_the_tagger_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_fast_engine()
    folder = segmentation.model_folder()
    assert folder is not None
    monkeypatch.setattr("cdextract.words.crf._REMEMBERED", 10)
    tagger = Tagger(read_model(folder))
    unbounded = ["công", "đoàn", *map(str, range(100)), "cơ", "sở"]
    first = tagger.continues(unbounded)
    assert tagger.continues(unbounded) == first
    assert len(tagger._pairs) <= 10
    assert len(tagger._singles) <= 10
