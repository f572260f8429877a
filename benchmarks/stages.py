"""Where the time of one process goes: seconds of processor time in each stage, not counting the stages inside it.

python benchmarks/stages.py ARTICLES.jsonl        # prints a JSON object
"""

from __future__ import annotations

import functools
import importlib
import json
import sys
import time
from collections.abc import Callable
from typing import Any

# Stage → the functions that are it, where they are looked up.
STAGES = {
    "normalise": ["reading:normalise"],
    "gate": ["reading:article_can_hold", "reading:blocks_to_read", "reading:speaks_of_unions"],
    "zones and sentences": ["reading:split_blocks", "reading:split_sentences"],
    "exclusions": ["mentions:lex_exclusions"],
    "periods": ["mentions:lex_periods", "reading:lex_periods"],
    "bodies": ["mentions:lex_bodies", "reading:lex_bodies", "bodies.context:lex_bodies", "bodies.roles:lex_bodies"],
    "numbers": ["mentions:lex_numbers"],
    "phrases and items": ["reading:items_of"],
    "claims and figures": ["reading:find_claims", "reading:read_figures", "reading:goal_items"],
    "indicators": ["reading:scopes_of", "reading:indicator_of"],
    "links": ["pipeline:link"],
    "context": ["pipeline:assign_periods", "pipeline:assign_bodies"],
    "checks": ["pipeline:check"],
}


def main(source: str) -> None:
    """Run the pipeline over the articles and print the seconds of each stage."""
    clock = Clock()
    importlib.import_module("cdextract.pipeline")
    for stage, places in STAGES.items():
        for place in places:
            module_name, _, name = place.partition(":")
            module = importlib.import_module(f"cdextract.{module_name}")
            setattr(module, name, clock.timed(stage, getattr(module, name)))
    from cdextract import pipeline
    from cdextract.article import Article

    with open(source, encoding="utf-8") as lines:
        articles = [Article(record["id"], record["text"], record["title"]) for record in map(json.loads, lines)]
    for article in articles[:85]:  # warm: rules compiled, models loaded
        pipeline.rows(article)
    clock.seconds.clear()
    started = time.process_time()
    rows = sum(len(pipeline.rows(article)) for article in articles)
    whole = time.process_time() - started
    seconds = {**clock.seconds, "rest": whole - sum(clock.seconds.values())}
    stages = {stage: round(value, 4) for stage, value in seconds.items()}
    print(json.dumps({"articles": len(articles), "rows": rows, "seconds": round(whole, 4), "stages": stages}))


class Clock:
    """Seconds by stage; a stage called by another one is taken out of the caller's time."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._inside: list[float] = []

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time counted."""

        @functools.wraps(function)
        def wrapper(*args: Any, **options: Any) -> Any:
            self._inside.append(0.0)
            started = time.process_time()
            try:
                return function(*args, **options)
            finally:
                spent = time.process_time() - started
                inner = self._inside.pop()
                self.seconds[stage] = self.seconds.get(stage, 0.0) + spent - inner
                if self._inside:
                    self._inside[-1] += spent

        return wrapper


if __name__ == "__main__":
    main(sys.argv[1])
