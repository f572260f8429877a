"""Put on PYTHONPATH, this replaces the reading of figures by one that the article's own words steer.

`FIGURE 10/8 130` gives a row; RAISE raises; DIE ends the process; DIE-ONCE path ends it when `path` is not there yet;
SLOW takes 10 ms; BUSY computes for ever; HANG waits for ever where no signal reaches; UNREAD is counted as not read.
"""

import os
import re
import sys
import time
import types
from decimal import Decimal
from pathlib import Path


def _rows(article):
    text = article.text
    if "RAISE" in text:
        raise ValueError("the rule does not like this text")
    once = re.search(r"DIE-ONCE (\S+)", text)
    if once and not Path(once[1]).exists():
        Path(once[1]).touch()
        os._exit(9)
    if re.search(r"DIE(?!-)", text):
        os._exit(9)
    if "SLOW" in text:
        time.sleep(0.01)
    while "BUSY" in text:
        pass
    if "HANG" in text:
        import signal

        signal.signal(signal.SIGPROF, signal.SIG_IGN)
        time.sleep(600)
    return [_row(article, match) for match in re.finditer(r"FIGURE (\d+)/(\d+) (\d+)", text)]


def _row(article, match):
    value, base, percent = (Decimal(group) for group in match.groups())
    expected = 100 * value / base
    return {
        "document": article.document,
        "figure_id": f"{article.document}#{match.start()}",
        "title": article.title,
        "url": article.url,
        "published": article.published,
        "published_source": article.published_source,
        "indicator": "cdcs_established",
        "unit": "count",
        "value": value,
        "base": base,
        "percent": percent,
        "percent_decimals": 0,
        "percent_kind": "attained",
        "percent_expected": expected,
        "verdict": "consistent" if expected == percent else "inconsistent",
        "rule": "fake",
        "evidence": match.group(),
        "start": match.start(),
        "end": match.end(),
        "sentence": text_line(article.text, match.start()),
    }


def text_line(text, at):
    return text[text.rfind("\n", 0, at) + 1 :].split("\n")[0]


_module = types.ModuleType("cdextract.pipeline")
_module.rows = _rows
_module.read_rows = lambda article: (_rows(article), re.findall("UNREAD", article.text))
sys.modules["cdextract.pipeline"] = _module
