"""The packed model: what its files hold is found again, nothing else is."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdextract.words.crf_weights import Model, _packed, _sparse, read_model
from cdextract.words.segmentation import model_folder


@pytest.fixture(scope="module")
def model() -> Model:
    folder = model_folder()
    if folder is None:
        pytest.skip("the installed version of underthesea has its model elsewhere")
    return read_model(folder)


@given(st.sets(st.text(st.characters(exclude_categories=["Cs"]))), st.text())
def test_a_set_holds_its_strings_and_no_others(texts: set[str], other: str) -> None:
    packed = _packed(texts)
    assert all(text in packed for text in texts)
    assert (other in packed) == (other in texts)
    assert sorted(packed.find(text) for text in texts) == list(range(len(texts)))


@given(st.lists(st.tuples(*[st.sampled_from([0.0, 0.5, -1.25])] * 5)))
def test_rows_are_found_again_cut_to_the_width_asked_for(rows: list[tuple[float, ...]]) -> None:
    packed = _sparse([(*row[:3], 0.0, 0.0) for row in rows])
    assert [packed.row(at, 3) for at in range(len(rows))] == [row[:3] for row in rows]
    packed = _sparse(rows)
    assert [packed.row(at, 5) for at in range(len(rows))] == rows


def test_every_word_of_the_dictionary_that_a_template_can_ask_for_is_found(model: Model) -> None:
    folder = model_folder()
    assert folder is not None
    words = pickle.loads((folder / "dictionary.bin").read_bytes())
    assert len(words) > 70_000
    assert all((word in model.dictionary) == (word.count(" ") < 3) for word in words)
    assert "công đoàn cơ sở vững mạnh" not in model.dictionary


def test_the_beginning_of_every_long_word_is_known(model: Model) -> None:
    assert "chủ nghĩa" in model.openings
    assert "giá cà" not in model.openings


def test_a_value_that_no_template_gives_has_no_weights(model: Model) -> None:
    assert model.row(1, "", "công") is not None
    assert len(model.row(2, "lower", "công đoàn") or ()) == 4
    assert model.row(1, "", "không có từ này") is None
    assert model.row(1, "lower", "\ud800") is None
