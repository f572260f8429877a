"""The spaCy face: tokens, components in our own and in others' pipelines, saving and loading."""

import shutil
import subprocess
import sys
import unicodedata
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

import cdextract
from cdextract import pipeline, reading
from cdextract.article import Article
from cdextract.errors import UsageError
from cdextract.nlp import doc_articles
from cdextract.nlp.doc_values import FigureRow
from cdextract.nlp.language import token_spans
from cdextract.nlp.own_patterns import OwnPatterns
from cdextract.readers import read_articles
from cdextract.results.frames import to_frame
from cdextract.rules import resources

TEXT = "Năm 2024, LĐLĐ huyện Phú Xuyên thành lập 10/8 CĐCS (đạt 125%), kết nạp 802/1.000 đoàn viên (đạt 81,2%)."
NAMES = ["cdextract_sentences", "cdextract_mentions", "cdextract_figures"]
CORPUS = Path(__file__).parents[1] / "corpus" / "articles"


@pytest.fixture(scope="module")
def nlp():
    return cdextract.load()


def figures(doc):
    return [span._.figure for span in doc.spans["figures"]]


# Tokens


def test_words_are_tokens_and_numbers_are_cut_from_them(nlp):
    doc = nlp("Huyện thành lập 10/8 CĐCS.")
    assert [token.text for token in doc] == ["Huyện", "thành lập", "10", "/", "8", "CĐCS", "."]


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\n", "  a", "a  b\u00a0c\u200bd", TEXT, unicodedata.normalize("NFD", TEXT),
        "\ufeffLĐLĐ huyện\u00a0Phú Xuyên\r\n\r\nthành  lập\t10／8 CĐCS\u200b (đạt 125％).", "5\u0302 6", "a" * 300, "🙂 10/8 🙂",
    ],
)  # fmt: skip
def test_the_text_of_the_doc_is_the_text_given(nlp, text):
    assert nlp(text).text == text


alphabet = st.sampled_from([*"aăÂđĐ 10/8%,.()-\n\t\r\u00a0\u200b\u0301\u0302\ufeff…🙂ﬁ", "CĐCS ", "đạt ", "125%", "thành lập ", "LĐLĐ huyện "])


@settings(max_examples=150)
@given(st.lists(alphabet, max_size=40).map("".join) | st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_is_kept_and_covered(text):
    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": "cdextract.Tokenizer.v1"}}})
    assert nlp(text).text == text
    spans = token_spans(text)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    between = "".join(text[end:start] for end, start in zip([0, *(e for _, e in spans)], [*(s for s, _ in spans), len(text)], strict=True))
    assert not any(char.isalnum() for char in between)


def test_half_character_pairs_become_replacement_characters(nlp):
    text = "x\ud800 Năm 2024, LĐLĐ huyện Phú Xuyên thành lập 10/8 CĐCS (đạt 125%)."
    doc = nlp(text)
    assert doc.text == text.replace("\ud800", "\ufffd")
    assert figures(doc)[0].start == text.index("thành lập")


# Figures and mentions


def test_figures_have_the_fields_of_the_table(nlp):
    doc = nlp(TEXT)
    first, second = doc.spans["figures"]
    assert (first.text, first.label_, first.id_) == ("thành lập 10/8 CĐCS (đạt 125%)", "cdcs_established", "text#31")
    row = first._.figure
    assert (row.value, row["base"], row.org, row.period_end) == (Decimal(10), Decimal(8), "LĐLĐ huyện Phú Xuyên", date(2024, 12, 31))
    assert second._.figure.verdict == "inconsistent"
    assert to_frame(figures(doc))["verdict"].tolist() == ["consistent", "inconsistent"]
    assert doc[0:1]._.figure is None
    assert doc[0:1]._.mention is None


def test_mentions_carry_type_rule_and_plain_value(nlp):
    doc = nlp(TEXT)
    found = {span.text: span._.mention for span in doc.spans["mentions"]}
    assert found["10/8"]["type"] == "ratio"
    assert found["10/8"]["value"]["base"]["number"]["value"] == "8"
    assert {span.label_ for span in doc.spans["mentions"]} >= {"ratio", "percent", "period", "body"}


def test_sentences_and_zones(nlp):
    doc = nlp("Phú Xuyên tổng kết\n\nNăm 2024, huyện thành lập 5 CĐCS. Huyện kết nạp 90 đoàn viên.")
    assert [sent.text.strip() for sent in doc.sents] == [
        "Phú Xuyên tổng kết", "Năm 2024, huyện thành lập 5 CĐCS.", "Huyện kết nạp 90 đoàn viên.",
    ]  # fmt: skip
    assert doc.spans["zones"][0].label_ == "headline"


def test_corpus_gives_the_rows_of_the_pipeline_on_exact_spans(nlp):
    articles = [item for item in read_articles([str(CORPUS)]) if isinstance(item, Article)]
    assert len(articles) > 50
    for doc, article in nlp.pipe(((article.text, article) for article in articles), as_tuples=True):
        assert doc.text == article.text
        assert [dict(row) for row in figures(doc)] == pipeline.rows(article)
        for span in doc.spans["figures"]:
            assert span.text == span._.figure.evidence
        for span in doc.spans["mentions"]:
            assert (span.start_char, span.end_char) == (span._.mention["start"], span._.mention["end"])


def test_offsets_are_those_of_the_text_given(nlp):
    text = unicodedata.normalize("NFD", TEXT).replace(" CĐCS", "\u00a0 CĐCS\u200b")
    doc = nlp(text)
    assert len(doc.spans["figures"]) == 2
    for span in doc.spans["figures"]:
        row = span._.figure
        assert text[row.start:row.end] == span.text == row.evidence


def test_a_figure_row_cannot_be_changed():
    row = FigureRow({"value": 1, "org": None})
    with pytest.raises(AttributeError):
        row.value = 2
    with pytest.raises(AttributeError, match="no column 'colour'"):
        _ = row.colour
    assert (dict(row), len(row), "value" in row) == ({"value": 1, "org": None}, 2, True)
    assert repr(row) == "FigureRow(value=1)"


# Context


def test_context_of_pipe_tells_of_the_article(nlp):
    text = "Năm nay, LĐLĐ huyện thành lập 10/8 CĐCS (đạt 125%)."
    told = {"id": "n7", "title": "LĐLĐ huyện Phú Xuyên tổng kết", "published": "2023-12-20", "url": "https://example.vn/7"}
    [(doc, context)] = nlp.pipe([(text, told)], as_tuples=True)
    [row] = figures(doc)
    assert (row.document, row.year, row.org, row.published, row.url) == (
        "n7", 2023, "LĐLĐ huyện Phú Xuyên", date(2023, 12, 20), "https://example.vn/7",
    )  # fmt: skip
    assert row.figure_id.startswith("n7#")
    assert context is told
    [alone] = figures(nlp(text))
    assert (alone.year, alone.org) == (None, None)


def test_the_extension_tells_of_the_article_and_wins_over_the_context(nlp):
    doc = nlp.make_doc("Năm nay, LĐLĐ huyện Phú Xuyên thành lập 10/8 CĐCS (đạt 125%).")
    doc._.cdextract = {"published": date(2022, 5, 1)}
    assert figures(nlp(doc))[0].year == 2022
    [(doc, _)] = nlp.pipe([(doc, {"published": "1999-01-01"})], as_tuples=True)
    assert figures(doc)[0].year == 2022


def test_contexts_of_other_kinds_are_left_alone(nlp):
    [(doc, context)] = nlp.pipe([(TEXT, 17)], as_tuples=True)
    assert context == 17
    assert len(figures(doc)) == 2


def test_a_wrong_extension_is_told(nlp):
    doc = nlp.make_doc(TEXT)
    doc._.cdextract = "2022"
    with pytest.raises(UsageError, match=r"doc\._\.cdextract"):
        nlp(doc)


def test_the_same_figures_as_extract(nlp):
    text = "Phú Xuyên tổng kết năm\n\n10:00 | 05/01/2025\n\nNăm qua, LĐLĐ huyện Phú Xuyên thành lập 10/8 CĐCS (đạt 125%)."
    [row] = figures(nlp(text))
    [record] = cdextract.extract(text).astype(object).to_dict("records")
    names = ("org", "year", "value", "base", "verdict", "published", "title", "start")
    assert [row[name] for name in names] == [record[name] for name in names]


# Other pipelines, other components


@pytest.mark.parametrize("config", [("xx", {}), ("vi", {"nlp": {"tokenizer": {"use_pyvi": False}}}), ("en", {})])
def test_components_work_with_other_tokenizers(nlp, config):
    other = spacy.blank(config[0], config=config[1])
    other.add_pipe("cdextract_mentions")
    other.add_pipe("cdextract_figures")
    doc = other(TEXT)
    assert [dict(row) for row in figures(doc)] == [dict(row) for row in figures(nlp(TEXT))]
    for span in doc.spans["figures"]:
        assert span._.figure.evidence in span.text  # whole tokens around it
    assert {span._.mention["type"] for span in doc.spans["mentions"]} >= {"ratio", "percent"}


def test_figures_need_no_other_component():
    nlp = spacy.blank("xx")
    nlp.add_pipe("cdextract_figures", config={"spans_key": "sc"})
    doc = nlp(TEXT)
    assert [span._.figure.value for span in doc.spans["sc"]] == [10, 802]
    assert set(doc.spans) == {"sc"}


@Language.component("test_no_ratio_of_members")
def no_ratio_of_members(doc):
    doc.spans["mentions"] = [span for span in doc.spans["mentions"] if span.text != "802/1.000"]
    return doc


@Language.component("test_own_span")
def own_span(doc):
    doc.spans["mentions"].append(Span(doc, 0, 1, label="mine"))
    return doc


@Language.component("test_day")
def day(doc):
    doc._.cdextract = {"published": "2021-02-03", "title": "LĐLĐ huyện Ba Vì tổng kết"}
    return doc


def test_a_component_between_can_take_a_number_away():
    nlp = cdextract.load()
    nlp.add_pipe("test_no_ratio_of_members", after="cdextract_mentions")
    assert [row.value for row in figures(nlp(TEXT))] == [10]


def test_parts_of_a_figure_taken_away_stand_alone():
    text = "Năm 2024, LĐLĐ huyện Ba Vì thành lập 12 CĐCS, trong đó có 5 CĐCS có từ 25 đoàn viên trở lên."
    nlp = cdextract.load()
    whole, part = figures(nlp(text))
    assert part.part_of == whole.figure_id

    @Language.component("test_no_twelve")
    def no_twelve(doc):
        doc.spans["mentions"] = [span for span in doc.spans["mentions"] if span.text != "12"]
        return doc

    nlp.add_pipe("test_no_twelve", after="cdextract_mentions")
    [alone] = figures(nlp(text))
    assert (alone.value, alone.part_of) == (5, None)


def test_a_component_between_can_add_spans_of_its_own():
    nlp = cdextract.load()
    nlp.add_pipe("test_own_span", before="cdextract_figures")
    doc = nlp(TEXT)
    assert len(figures(doc)) == 2
    assert doc.spans["mentions"][-1].label_ == "mine"


def test_a_component_before_can_tell_of_the_article():
    nlp = cdextract.load()
    nlp.add_pipe("test_day", first=True)
    [row] = figures(nlp("Năm nay, LĐLĐ huyện thành lập 10/8 CĐCS (đạt 125%)."))
    assert (row.year, row.org) == (2021, "LĐLĐ huyện Ba Vì")


def test_components_tell_what_they_assign(nlp):
    assert nlp.pipe_names == NAMES
    assert nlp.get_pipe_meta("cdextract_sentences").assigns == ["token.is_sent_start", "doc.spans"]
    assert not any(nlp.analyze_pipes()["problems"].values())


# One reading for all


@pytest.fixture
def readings(monkeypatch):
    """The articles read in a test, in order."""
    made = []
    for name in ("read", "glance"):
        reader = getattr(reading, name)
        monkeypatch.setattr(reading, name, lambda article, reader=reader: made.append(article) or reader(article))
    doc_articles._latest.clear()
    return made


def test_a_text_is_read_once(nlp, readings):
    assert len(figures(nlp(TEXT))) == 2
    assert len(readings) == 1


def test_an_article_told_of_is_read_once_more_only_where_it_changes_the_reading(nlp, readings):
    [(doc, _)] = nlp.pipe([(TEXT, {"id": "n7", "published": "2024-12-20"})], as_tuples=True)
    assert (len(readings), figures(doc)[0].document, figures(doc)[0].published) == (1, "n7", date(2024, 12, 20))
    [(doc, _)] = nlp.pipe([(TEXT, {"title": "LĐLĐ huyện Ba Vì tổng kết"})], as_tuples=True)
    assert (len(readings), figures(doc)[0].title) == (2, "LĐLĐ huyện Ba Vì tổng kết")


def test_figures_alone_do_not_read_a_text_without_any(monkeypatch):
    alone = spacy.blank("xx")
    alone.add_pipe("cdextract_figures")
    monkeypatch.delattr(reading, "read")
    assert not alone("Đội tuyển họp báo tại sân vận động.").spans["figures"]


def test_what_a_component_between_tells_is_read_anew(readings):
    nlp = cdextract.load()
    nlp.add_pipe("test_day", before="cdextract_figures")
    [row] = figures(nlp("Năm nay, LĐLĐ huyện thành lập 10/8 CĐCS (đạt 125%)."))
    assert (row.year, row.org) == (2021, "LĐLĐ huyện Ba Vì")
    assert len(readings) == 2


def test_pipelines_with_other_rules_do_not_share_a_reading(nlp, tmp_path, readings):
    own = cdextract.load(patterns=str(write_rules(tmp_path / "rules")))
    found = [figures(one(OWN_TEXT))[0].indicator for one in (nlp, own, nlp)]
    assert [name == "legal_advice" for name in found] == [False, True, False]
    assert len(readings) == 3


# Saving and loading


def test_pipeline_to_disk_and_back_in_another_process(tmp_path, nlp):
    nlp.to_disk(tmp_path / "model")
    code = (
        "import sys, spacy\n"
        "nlp = spacy.load(sys.argv[1])\n"
        "doc = nlp(sys.argv[2])\n"
        "print(*nlp.pipe_names, *(span._.figure.verdict for span in doc.spans['figures']))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "model"), TEXT], check=True, capture_output=True, text=True)
    assert done.stdout.split() == [*NAMES, "consistent", "inconsistent"]


def test_pipeline_from_its_configuration_and_from_bytes(nlp):
    for again in (spacy.util.load_model_from_config(nlp.config), cdextract.load().from_bytes(nlp.to_bytes())):
        assert again.config["nlp"]["tokenizer"] == nlp.config["nlp"]["tokenizer"] == {
            "@tokenizers": "cdextract.Tokenizer.v1", "patterns": None,
        }  # fmt: skip
        assert again.config["components"] == nlp.config["components"]
        assert figures(again(TEXT)) == figures(nlp(TEXT))


def test_docs_are_saved_with_their_figures(nlp):
    doc = nlp(TEXT)
    assert figures(Doc(spacy.blank("xx").vocab).from_bytes(doc.to_bytes())) == figures(doc)
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    [again] = DocBin().from_bytes(stored).get_docs(spacy.blank("xx").vocab)
    assert figures(again) == figures(doc)
    assert [span._.mention for span in again.spans["mentions"]] == [span._.mention for span in doc.spans["mentions"]]


@pytest.mark.slow
def test_worker_processes_give_the_same(nlp):
    docs = list(nlp.pipe([TEXT] * 4, n_process=2, batch_size=2))
    assert [figures(doc) for doc in docs] == [figures(nlp(TEXT))] * 4


# displaCy


@pytest.mark.parametrize("key", ["figures", "mentions", "zones"])
def test_displacy_shows_spans_and_escapes_the_text(nlp, key):
    doc = nlp(TEXT + " <script>alert(1)</script>")
    html = displacy.render(doc, style="span", options={"spans_key": key}, jupyter=False)
    assert doc.spans[key][0].label_ in html
    assert "<script" not in html
    colours = {"mentions": "#9cc9cc", "figures": "#b5d99c"}  # of ratios, of indicators
    assert colours.get(key, "") in html


# The user's own rules


@pytest.fixture
def folder(tmp_path):
    return write_rules(tmp_path / "rules")


def write_rules(tmp_path):
    tmp_path.mkdir()
    (tmp_path / "words.yaml").write_text("cues:\n  legal_advice: [tư vấn pháp luật]\n", encoding="utf-8")
    (tmp_path / "indicators.yaml").write_text(
        "indicators:\n"
        "  - id: legal_advice\n"
        "    bare: true\n"
        "    frames: [{noun: [worker, person], near: [legal_advice]}]\n"
        '    examples: ["Huyện ⟦tư vấn pháp luật cho 320 người lao động⟧."]\n'
        '    not: ["Huyện tặng quà cho 320 người lao động."]\n',
        encoding="utf-8",
    )
    return tmp_path


def test_own_rules_belong_to_the_pipeline_and_to_no_other(nlp, folder, tmp_path):
    text = "Năm 2023, LĐLĐ huyện Ba Vì tư vấn pháp luật cho 320/300 lượt người lao động."
    own = cdextract.load(patterns=str(folder))
    assert figures(own(text))[0].indicator == "legal_advice"
    assert figures(nlp(text))[0].indicator != "legal_advice"
    assert resources.user_pattern_dir() is None
    own.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert figures(again(text))[0].indicator == "legal_advice"


OWN_TEXT = "Năm 2023, LĐLĐ huyện Ba Vì tư vấn pháp luật cho 320/300 lượt người lao động."


def test_own_rules_are_saved_with_the_pipeline(folder, tmp_path):
    """On another machine there is no such folder: the rules come with the pipeline."""
    cdextract.load(patterns=str(folder)).to_disk(tmp_path / "model")
    shutil.rmtree(folder)
    again = spacy.load(tmp_path / "model")
    assert figures(again(OWN_TEXT))[0].indicator == "legal_advice"


def test_own_rules_of_a_folder_that_is_gone_in_another_process(tmp_path):
    own = write_rules(tmp_path / "rules")
    cdextract.load(patterns=str(own)).to_disk(tmp_path / "model")
    shutil.rmtree(own)
    code = (
        "import sys, spacy\n"
        "nlp = spacy.load(sys.argv[1])\n"
        "doc = nlp(sys.argv[2])\n"
        "print(*(span._.figure.indicator for span in doc.spans['figures']))\n"
        "nlp.to_disk(sys.argv[1] + '-again')"
    )
    for model in (tmp_path / "model", tmp_path / "model-again"):  # what was loaded can be saved again
        done = subprocess.run([sys.executable, "-c", code, str(model), OWN_TEXT], check=True, capture_output=True, text=True)
        assert done.stdout.split() == ["legal_advice"]


def test_own_rules_are_in_the_bytes_of_the_pipeline(tmp_path, nlp):
    own = write_rules(tmp_path / "rules")
    saved = cdextract.load(patterns=str(own)).to_bytes()
    shutil.rmtree(own)
    assert figures(cdextract.load().from_bytes(saved)(OWN_TEXT))[0].indicator == "legal_advice"
    assert figures(nlp(OWN_TEXT))[0].indicator != "legal_advice"


def test_a_pipeline_without_own_rules_saves_no_pattern_files(nlp, tmp_path):
    nlp.to_disk(tmp_path / "model")
    assert not list((tmp_path / "model").rglob("*.yaml"))


def test_a_folder_that_is_gone_before_saving_is_told(tmp_path):
    own = write_rules(tmp_path / "rules")
    pipe = cdextract.load(patterns=str(own))
    shutil.rmtree(own)
    with pytest.raises(UsageError, match="folder of patterns"):
        pipe.to_disk(tmp_path / "model")


def test_saved_files_stay_where_they_are_put():
    with pytest.raises(UsageError, match="wrong name"):
        OwnPatterns(None).put({"../words.yaml": b""})


def test_a_folder_that_is_not_there_is_told_at_once(tmp_path):
    with pytest.raises(UsageError, match="folder of patterns"):
        cdextract.load(patterns=str(tmp_path / "nowhere"))
    assert resources.user_pattern_dir() is None


def test_the_examples_of_the_page_run(capsys):
    page = (Path(__file__).parents[1] / "docs" / "spacy.md").read_text(encoding="utf-8")
    blocks = [block.split("```")[0] for block in page.split("```python\n")[1:]]
    assert len(blocks) == 6
    names = {}
    for block in blocks:
        exec(compile(block, "docs/spacy.md", "exec"), names)
    assert "LĐLĐ huyện Phú Xuyên 2024 cdcs_established 10 8 consistent" in capsys.readouterr().out
    assert "<mark" in names["html"] or "<span" in names["html"]
