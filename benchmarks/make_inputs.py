"""Makes the articles that the benchmarks read: nothing is taken from newspapers, the same numbers give the same files.

    python benchmarks/make_inputs.py build/bench --articles 100 1000 10000

`dense-N.jsonl`: the articles of corpus/ over and over, with other numbers and other places; hardly a sentence without
a figure. `union-N.jsonl`: the same among paragraphs of union news that state none, as newspapers print them.
`sparse-N.jsonl`: general news put together from phrases.yaml; about one article in eight states a percentage, one in
two hundred speaks of a trade union, nearly all have dates, ages, prices or scores.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import regex
import yaml

CORPUS = Path(__file__).parents[1] / "corpus" / "articles"
SEED = 20211231

PHRASES: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "phrases.yaml").read_text(encoding="utf-8"))


def main() -> None:
    """Write the inputs of every size that does not exist yet."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, nargs="+", default=[100, 1_000, 10_000])
    options = parser.parse_args()
    for count in options.articles:
        for kind in KINDS:
            print(make(options.folder, kind, count))


def make(folder: Path, kind: str, count: int) -> Path:
    """The input of a kind with `count` articles; made where it does not exist."""
    path = folder / f"{kind}-{count}.jsonl"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        articles = KINDS[kind](random.Random(f"{SEED} {kind}"), count)
        path.write_text(
            "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in articles), encoding="utf-8"
        )
    return path


def dense(draw: random.Random, count: int) -> Iterator[dict[str, object]]:
    """The articles of the corpus in turn, each time with other numbers and, where it names one, another place."""
    lines = (CORPUS / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    sources = [json.loads(line) for line in lines]
    sources += [
        {"title": None, "text": path.read_text(encoding="utf-8")} for path in sorted((CORPUS / "seeds").glob("*.txt"))
    ]
    for number in range(count):
        source = sources[number % len(sources)]
        text = regex.sub(
            r"(?<![\d/.,-])\d{2,3}(?![\d/.,-]|/)", lambda match: _varied(draw, match.group()), source["text"]
        )
        text = regex.sub("|".join(PHRASES["places"]), lambda _: draw.choice(PHRASES["places"]), text)
        yield {"id": f"dense-{number}", "title": source["title"], "published": source.get("published"), "text": text}


def _varied(draw: random.Random, digits: str) -> str:
    return digits if digits.startswith("0") else digits[0] + "".join(str(draw.randrange(10)) for _ in digits[1:])


def union(draw: random.Random, count: int) -> Iterator[dict[str, object]]:
    """The dense articles with three to six paragraphs without figures for each of theirs."""
    for article in dense(draw, count):
        paragraphs = []
        for paragraph in str(article["text"]).split("\n\n"):
            paragraphs.append(paragraph)
            paragraphs.extend(_prose(draw) for _ in range(draw.randint(3, 6)))
        yield article | {"id": str(article["id"]).replace("dense", "union"), "text": "\n\n".join(paragraphs)}


def _prose(draw: random.Random) -> str:
    sentences = [
        f"{draw.choice(PHRASES['joints'])}, {draw.choice(PHRASES['prose'])}; {draw.choice(PHRASES['prose'])}."
        for _ in range(draw.randint(2, 4))
    ]
    return _filled(draw, " ".join(sentences))


def sparse(draw: random.Random, count: int) -> Iterator[dict[str, object]]:
    """General news: about 25 sentences in paragraphs of two or three."""
    for number in range(count):
        sentences = [_sentence(draw) for _ in range(draw.randint(15, 35))]
        if draw.random() < 0.12:
            sentences[draw.randrange(len(sentences))] = _filled(draw, draw.choice(PHRASES["percentages"]))
        if draw.random() < 0.005:
            sentences[draw.randrange(len(sentences))] = _filled(draw, draw.choice(PHRASES["union"]))
        paragraphs = []
        while sentences:
            size = draw.randint(1, 3)
            paragraphs.append(" ".join(sentences[:size]))
            del sentences[:size]
        title = _filled(draw, draw.choice(PHRASES["titles"]))
        published = f"20{draw.randint(15, 24)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        yield {
            "id": f"sparse-{number}",
            "title": title,
            "published": published,
            "text": "\n\n".join([title, *paragraphs]),
        }


def _sentence(draw: random.Random) -> str:
    if draw.random() < 0.12:
        return _filled(draw, draw.choice(PHRASES["quotes"]))
    words = (
        f"{draw.choice(PHRASES['openings'])}, {draw.choice(PHRASES['subjects'])} {draw.choice(PHRASES['predicates'])}"
    )
    if draw.random() < 0.4:
        words += f"; {draw.choice(PHRASES['subjects'])} {draw.choice(PHRASES['predicates'])}"
    return _filled(draw, f"{words}{draw.choice(PHRASES['endings'])}.")


def _filled(draw: random.Random, template: str) -> str:
    return template.format(
        p=draw.choice(PHRASES["places"]),
        n=draw.choice(PHRASES["people"]),
        d=draw.randint(1, 28),
        m=draw.randint(1, 12),
        y=draw.randint(1998, 2024),
        h=draw.randint(5, 22),
        mi=draw.randint(2, 59),
        a=draw.randint(18, 79),
        k=draw.randint(12, 950),
        s1=draw.randint(1, 5),
        s2=draw.randint(0, 4),
        pr=draw.randint(20, 190),
        q=draw.randint(3, 97),
        lo=draw.randint(14, 22),
        hi=draw.randint(24, 37),
    )


KINDS: dict[str, Callable[[random.Random, int], Iterator[dict[str, object]]]] = {
    "dense": dense,
    "union": union,
    "sparse": sparse,
}

if __name__ == "__main__":
    main()
