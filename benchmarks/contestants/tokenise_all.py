"""The obvious script: underthesea cuts every sentence into words, spaCy matches phrases, regexes find the figures.

python tokenise_all.py ARTICLES.jsonl OUT.jsonl
"""

from __future__ import annotations

import json
import re
import sys

import spacy
from rule import NUMBER, PHRASES
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from underthesea import sent_tokenize, word_tokenize

FIGURE = re.compile(
    rf"(?P<value>{NUMBER})(?:\s*/\s*(?P<base>{NUMBER}))?\s+(?P<noun>[^\d(),;.]{{2,40}}?)"
    rf"[\s,(]*(?P<kind>đạt|vượt|chiếm|bằng|tăng|giảm)\s+(?P<percent>{NUMBER})\s*%"
)
RATIO = re.compile(rf"(?P<value>{NUMBER})\s*/\s*(?P<base>{NUMBER})")
PERIOD = re.compile(r"\b(?:năm|quý|tháng)\s+\d[\d/]*")
PLACE = re.compile(r"\b(?:huyện|quận|thị xã|thành phố|tỉnh)(?:\s+[A-ZĐÀ-Ỹ]\w*){1,3}")


def main(source: str, target: str) -> None:
    """Read the articles, write one line for each figure."""
    vocab = spacy.blank("xx").vocab
    matcher = PhraseMatcher(vocab, attr="LOWER")
    for label, phrases in PHRASES.items():
        matcher.add(label, [words_of(vocab, phrase) for phrase in phrases])
    with open(source, encoding="utf-8") as articles, open(target, "w", encoding="utf-8") as out:
        for line in articles:
            article = json.loads(line)
            for text in article["text"].splitlines():
                for sentence in sent_tokenize(text):
                    for row in figures(words_of(vocab, sentence), sentence, matcher):
                        out.write(json.dumps({"id": article["id"], **row}, ensure_ascii=False) + "\n")


def words_of(vocab: spacy.Vocab, text: str) -> Doc:
    """The words of underthesea as a spaCy `Doc`."""
    return Doc(vocab, words=word_tokenize(text) or [" "])


def figures(doc: Doc, sentence: str, matcher: PhraseMatcher) -> list[dict[str, object]]:
    """What the regexes find, with the labels of the phrases in the sentence."""
    labels = [doc.vocab.strings[label] for label, _, _ in matcher(doc)]
    context = {"labels": labels, "periods": PERIOD.findall(sentence), "places": PLACE.findall(sentence)}
    found = list(FIGURE.finditer(sentence)) or (list(RATIO.finditer(sentence)) if labels else [])
    return [{**match.groupdict(), **context} for match in found]


if __name__ == "__main__":
    main(*sys.argv[1:3])
