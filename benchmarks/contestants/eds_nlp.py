"""The same rule for EDS-NLP: its tokeniser, sentences, matcher for the phrases and contextual matcher for the figures.

python eds_nlp.py ARTICLES.jsonl OUT.jsonl
"""

from __future__ import annotations

import json
import sys

import edsnlp
import edsnlp.pipes as eds
from rule import NUMBER, PHRASES

FIGURE = {
    "source": "percentage",
    "regex": [r"đạt|vượt|chiếm|bằng|tăng|giảm"],
    "assign": [
        {"name": "percent", "regex": rf"({NUMBER})\s*%", "window": (0, 6), "required": True},
        {"name": "value", "regex": rf"({NUMBER})", "window": (-12, 0), "required": True},
        {"name": "base", "regex": rf"/\s*({NUMBER})", "window": (-12, 0)},
    ],
}


def main(source: str, target: str) -> None:
    """Read the articles, write one line for each figure."""
    nlp = edsnlp.blank("eds")
    nlp.add_pipe(eds.sentences())
    nlp.add_pipe(eds.matcher(terms=PHRASES, attr="LOWER"))
    nlp.add_pipe(eds.contextual_matcher(patterns=FIGURE, label="figure", attr="TEXT"))
    with open(source, encoding="utf-8") as articles, open(target, "w", encoding="utf-8") as out:
        for line in articles:
            article = json.loads(line)
            doc = nlp(article["text"])
            for span in (ent for ent in doc.ents if ent.label_ == "figure"):
                labels = sorted({ent.label_ for ent in span.sent.ents if ent.label_ != "figure"})
                assigned = {name: str(value) for name, value in (span._.assigned or {}).items()}
                row = {"id": article["id"], "words": span.text, "labels": labels, **assigned}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
