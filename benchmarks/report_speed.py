"""How large a report is, and how long it takes to make, open, filter, sort and read it in a browser.

    python benchmarks/report_speed.py [FIGURES]

The figures are made up, three to an article of about 3,000 characters. Times of the browser are medians of five runs,
in milliseconds; filtering and sorting end when the browser has painted. Needs Chromium or Chrome and `playwright`.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from cdextract.article import Article
from cdextract.report import write_report
from cdextract.results.columns import INDICATORS
from cdextract.results.frames import to_frame
from cdextract.results.recheck import check

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from browser.chromium import ARGUMENTS, find_chromium

SEED = 20211231
PADDING = "Các cấp công đoàn trong huyện tiếp tục chăm lo đời sống của đoàn viên và người lao động. "

# Runs in the page: does something, waits until it is painted, gives the milliseconds.
PAINTED = """(act) => new Promise((done) => {
  const started = performance.now();
  new Function(act)();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - started), 0));
})"""
SEARCH = "const s = document.getElementById('search'); s.value = '{}'; s.dispatchEvent(new Event('input'))"
ACTS = {
    "filter by two words": SEARCH.format("thach that"),
    "filter by two letters": SEARCH.format("do"),
    "clear the filter": "document.querySelector('#filters button[type=reset]').click()",
    "flagged only": "document.querySelector('.chip.flagged').click()",
    "sort by body": "document.querySelector('#head .org button').click()",
    "sort by stated percentage": "document.querySelector('#head .percent button').click()",
    "open a figure": "document.querySelector('#rows tr:nth-child(5) .open').click()",
}


def made_up(figures: int) -> tuple[list[dict[str, object]], list[Article]]:
    """Rows and their articles."""
    draw = random.Random(SEED)
    rows: list[dict[str, object]] = []
    articles = []
    for number in range(0, figures, 3):
        document, text = f"bai-{number:06}.txt", PADDING * 15
        district = draw.choice(("Thạch Thất", "Phú Xuyên", "Sơn Tây", "Ba Đình", "Mỹ Đức")) + f" {number % 97}"
        for _ in range(min(3, figures - number)):
            base, wrong = draw.randint(4, 900), draw.random() < 0.15
            value = max(1, int(base * draw.uniform(0.5, 1.5)))
            percent = round(100 * value / base * (1.3 if wrong else 1), 1)
            evidence = f"kết nạp {value}/{base} đoàn viên (đạt {percent}%)".replace(".", ",")
            start = len(text) + len("LĐLĐ huyện ")
            rows.append({
                "document": document, "figure_id": f"{document}#{start}",
                "title": f"Công đoàn huyện {district} tổng kết",
                "org": f"LĐLĐ huyện {district}", "district": district, "province": "Hà Nội", "year": 2015 + number % 10,
                "indicator": draw.choice(INDICATORS), "measure": "đoàn viên", "unit": "count",
                "value": value, "base": base, "percent": percent,
                "percent_decimals": 1, "percent_kind": "attained", "rule": "figure.main",
                "verdict": "consistent", "evidence": evidence, "start": start, "end": start + len(evidence),
                "sentence": f"LĐLĐ huyện {evidence}.",
            })  # fmt: skip
            text += f"LĐLĐ huyện {evidence}.\n" + PADDING * 7
        articles.append(Article(document, text))
    return rows, articles


# Notes when the first rows of the list have been painted.
WATCH = """(() => {
  const look = () => requestAnimationFrame(() => {
    if (!document.querySelector('#rows tr')) return look();
    setTimeout(() => { window.listShown = performance.now(); }, 0);
  });
  look();
})()"""


def opening(page: Page, address: str) -> tuple[float, float]:
    """Milliseconds from asking for the page until its list is painted, and until all articles are there."""
    page.goto(address)
    loaded: float = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    shown: float = page.evaluate("window.listShown")
    return shown, loaded


def main() -> None:
    """Make the report, drive it, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("figures", nargs="?", type=int, default=10_000)
    options = parser.parse_args()
    chromium = find_chromium()
    if chromium is None:
        sys.exit("no Chromium or Chrome on this machine")
    rows, articles = made_up(options.figures)
    table = check(to_frame(rows))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        path = Path(folder) / "report.html"
        started = time.perf_counter()
        written = write_report(table, path, articles=articles, limit=10**9)
        print(f"{written.figures} figures, {written.flagged} flagged, {written.documents} articles")
        print(f"{'size of the page':<28}{written.bytes / 1e6:8.1f} MB")
        print(f"{'making it':<28}{time.perf_counter() - started:8.1f} s")
        browser = play.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.add_init_script(WATCH)
        shown, loaded = zip(*[opening(page, path.as_uri()) for _ in range(5)], strict=True)
        print(f"{'opening it: the list':<28}{statistics.median(shown):8.0f} ms")
        print(f"{'opening it: all articles':<28}{statistics.median(loaded):8.0f} ms")
        for name, act in ACTS.items():
            times = []
            for _ in range(5):
                opening(page, path.as_uri())
                page.wait_for_timeout(500)
                times.append(page.evaluate(PAINTED, act))
            print(f"{name:<28}{statistics.median(times):8.0f} ms")
        browser.close()


if __name__ == "__main__":
    main()
