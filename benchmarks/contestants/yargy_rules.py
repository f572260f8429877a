"""The same rule for yargy: a tokeniser that knows Vietnamese letters (it has none) and a grammar over all of the text.

python yargy_rules.py ARTICLES.jsonl OUT.jsonl
"""

from __future__ import annotations

import json
import sys

from yargy import Parser, rule
from yargy.interpretation import fact
from yargy.predicates import custom, eq, in_caseless, type
from yargy.tokenizer import Tokenizer, TokenRule

Figure = fact("Figure", ["value", "base", "percent"])
NUMBER = type("NUMBER")
VERBS = {"đạt", "vượt", "chiếm", "bằng", "tăng", "giảm"}
VERB = in_caseless(VERBS)
GAP = custom(lambda word: word.lower() not in VERBS and word not in ".;" and not word[0].isdigit()).optional()
QUANTITY = rule(NUMBER.interpretation(Figure.value), rule(eq("/"), NUMBER.interpretation(Figure.base)).optional())
PERCENTAGE = rule(VERB, in_caseless({"được", "hơn", "gần"}).optional(), NUMBER.interpretation(Figure.percent), eq("%"))
FIGURE = rule(QUANTITY, GAP, GAP, GAP, GAP, GAP, GAP, PERCENTAGE).interpretation(Figure)


def main(source: str, target: str) -> None:
    """Read the articles, write one line for each figure."""
    tokens = [TokenRule("NUMBER", r"\d+(?:[.,]\d+)*"), TokenRule("WORD", r"[^\W\d_]+"), TokenRule("SIGN", r"[^\w\s]")]
    parser = Parser(FIGURE, tokenizer=Tokenizer(tokens))
    with open(source, encoding="utf-8") as articles, open(target, "w", encoding="utf-8") as out:
        for line in articles:
            article = json.loads(line)
            for text in article["text"].splitlines():
                for match in parser.findall(text):
                    row = {
                        "id": article["id"],
                        **{key: getattr(match.fact, key) for key in ("value", "base", "percent")},
                    }
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
