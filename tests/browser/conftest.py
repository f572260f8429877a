"""A real headless browser on a page made from the samples; without one, these tests are skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from browser.chromium import ARGUMENTS, find_chromium
from cdextract.report import write_report
from review_samples import HOSTILE, samples


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = find_chromium()
    if chromium is None:
        pytest.skip("no Chromium or Chrome on this machine (apt-get install chromium, or set CHROMIUM)")
    with api.sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples as a page; the name of the table is hostile, too."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    table, articles = samples()
    write_report(table, path, articles=articles, name=HOSTILE)
    return path


Open = Callable[..., Any]


@pytest.fixture
def open_page(browser: Any, report: Path) -> Iterator[Open]:
    """Opens a page in a fresh profile; fails when the page asks for anything outside, warns, or throws."""
    contexts, complaints = [], []

    def opened(path: Path = report, **options: Any) -> Any:
        options = {"viewport": {"width": 1400, "height": 900}, "locale": "en-GB", "accept_downloads": True, **options}
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: complaints.append(request.url) if not _own(request.url, path) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri())
        page.wait_for_load_state()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _own(url: str, path: Path) -> bool:
    """The page itself, another part of the report, or a file that the page makes for download."""
    return url.startswith(("blob:", path.parent.as_uri() + "/"))
