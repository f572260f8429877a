"""The least that any program has to do: read the JSON, look over the text once with one regex, write what it found.

python floor.py ARTICLES.jsonl OUT.jsonl
"""

from __future__ import annotations

import json
import re
import sys

FIGURE = re.compile(r"\d+(?:[.,]\d+)*\s*(?:%|/\s*\d+(?:[.,]\d+)*)")


def main(source: str, target: str) -> None:
    """Read the articles, write one line for each match."""
    with open(source, encoding="utf-8") as articles, open(target, "w", encoding="utf-8") as out:
        for line in articles:
            article = json.loads(line)
            for match in FIGURE.finditer(article["text"]):
                out.write(json.dumps({"id": article["id"], "found": match.group()}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
