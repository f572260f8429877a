"""Figures and texts → HTML. One page; where it would be too large, several that an index page lists.

Nothing on the page asks for anything outside it, and a content security policy has the browser refuse it: scripts and
styles run only if their hash is named, so markup in an article could not run even if it were not escaped.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cdextract import __version__
from cdextract.errors import UsageError
from cdextract.findings.waivers import Waivers
from cdextract.report.data import Document, embed, listing, texts
from cdextract.report.figures import ShownFigure, shown_figures
from cdextract.report.texts import Articles, show
from cdextract.results.columns import VERDICTS

if TYPE_CHECKING:
    import pandas as pd

# The page's scripts, in the order in which they build on each other.
SCRIPTS = ("base.js", "list.js", "marks.js", "detail.js", "page.js")
LIMIT = 20_000_000
_SHOWN_WITHOUT_SCRIPT = 200
_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the files (the index first, where there are several), and counts for the summary.

    `mismatched` are figures whose evidence does not stand in the article given; `without_article` are documents of
    which only sentences are shown.
    """

    files: tuple[Path, ...]
    bytes: int
    figures: int
    flagged: int
    documents: int
    without_article: int
    mismatched: int


def write_report(
    table: pd.DataFrame,
    output: str | Path,
    *,
    articles: Iterable[object] = (),
    waivers: Waivers | None = None,
    name: str = "figures",
    limit: int = LIMIT,
) -> Written:
    """Write the report of a table (see docs/report.md); the same table gives the same bytes.

    `articles` are `Article`s, whose texts are shown (without them, the sentences of the table); `waivers` are flags
    reviewed before; `name` is what the page calls the table; above `limit` bytes the page is split. Raises `UsageError`
    where a column is missing, `OutputError` where a file cannot be written.

    >>> write_report(cdextract.extract("articles/"), "report.html")  # doctest: +SKIP
    """
    documents = _documents(table, articles, waivers or Waivers())
    output = Path(output)
    parts = _parts(documents, limit)
    if len(parts) == 1:
        pages = {output: _page(parts[0], name, _identity(documents), None)}
    else:
        pages = _pages(parts, name, _identity(documents), output)
    for path, page in pages.items():
        _write(path, page)
    return Written(
        files=tuple(pages),
        bytes=sum(len(page.encode()) for page in pages.values()),
        figures=sum(len(document.figures) for document in documents),
        flagged=sum(document.flagged for document in documents),
        documents=len(documents),
        without_article=sum(not document.shown.whole for document in documents),
        mismatched=sum(len(document.shown.mismatched) for document in documents),
    )


def _documents(table: pd.DataFrame, articles: Iterable[object], waivers: Waivers) -> list[Document]:
    by_document: dict[str, list[ShownFigure]] = {}
    for figure in shown_figures(table, waivers):
        by_document.setdefault(str(figure.row["document"]), []).append(figure)
    found = Articles.of(articles, frozenset(by_document)).texts
    return [_document(name, figures, found.get(name)) for name, figures in by_document.items()]


def _document(name: str, figures: list[ShownFigure], text: str | None) -> Document:
    row = figures[0].row
    published = row["published"]
    return Document(
        document=name,
        title=None if row["title"] is None else str(row["title"]),
        url=None if row["url"] is None else str(row["url"]),
        published=published if isinstance(published, date) else None,
        shown=show([figure.row for figure in figures], text),
        figures=tuple(figures),
    )


def _identity(documents: Sequence[Document]) -> str:
    """Names the set of figures, so that the browser keeps the reviews of different tables apart."""
    digest = sha256()
    for document in documents:
        for figure in document.figures:
            digest.update(f"{figure.row['figure_id']}\0{figure.row['evidence']}\0".encode())
    return digest.hexdigest()[:16]


def _parts(documents: list[Document], limit: int) -> list[list[Document]]:
    """All in one part, or several of at most `limit` bytes; articles with flagged figures come first then."""
    sizes = {id(document): _size(document) for document in documents}
    if sum(sizes.values()) <= limit:
        return [documents]
    parts: list[list[Document]] = [[]]
    filled = 0
    for document in sorted(documents, key=lambda document: not document.flagged):
        if parts[-1] and filled + sizes[id(document)] > limit:
            parts.append([])
            filled = 0
        parts[-1].append(document)
        filled += sizes[id(document)]
    return parts


def _size(document: Document) -> int:
    told = [list(figure.told.values()) for figure in document.figures]
    return len(embed([told, document.shown.text]).encode())


def _pages(parts: list[list[Document]], name: str, identity: str, output: Path) -> dict[Path, str]:
    width = len(str(len(parts)))
    names = [f"{output.stem}-{number:0{width}}{output.suffix}" for number in range(1, len(parts) + 1)]
    pages = {output: _index(parts, names, name)}
    for number, part in enumerate(parts):
        about = {
            "number": number + 1, "count": len(parts), "index": output.name,
            "previous": names[number - 1] if number else None,
            "next": names[number + 1] if number + 1 < len(parts) else None,
        }  # fmt: skip
        pages[output.with_name(names[number])] = _page(part, name, identity, about)
    return pages


def _page(documents: list[Document], name: str, identity: str, part: Mapping[str, object] | None) -> str:
    flagged = [figure for document in documents for figure in document.figures if figure.flagged]
    script = "\n".join(["(() => {", '"use strict";', *(_file(script) for script in SCRIPTS), "})();"])
    data = listing(documents, {"id": identity, "table": name, "version": __version__})
    return _render(
        "page.html.j2", name, script=_safe(script), data=_safe(data), texts=[_safe(text) for text in texts(documents)],
        labels=_safe(embed(_labels())), flagged=flagged[:_SHOWN_WITHOUT_SCRIPT], part=part,
        policy=_policy(style=_file("page.css"), script=script),
    )  # fmt: skip


def _index(parts: list[list[Document]], names: list[str], name: str) -> str:
    counts: dict[str, Counter[str]] = {}
    for document in (document for part in parts for document in part):
        for figure in document.figures:
            counts.setdefault(str(figure.told["indicator"]), Counter())[str(figure.told["verdict"])] += 1
    listed = [
        {
            "href": href, "documents": len(part), "figures": sum(len(document.figures) for document in part),
            "flagged": sum(document.flagged for document in part),
        }
        for href, part in zip(names, parts, strict=True)
    ]  # fmt: skip
    return _render(
        "index.html.j2", name, parts=listed, verdicts=VERDICTS, by_indicator=sorted(counts.items()),
        policy=_policy(style=_file("page.css")),
    )  # fmt: skip


def _render(template: str, name: str, **values: object) -> str:
    labels = _labels()
    page: str = _template(template).render(
        name=name, version=__version__, style=_safe(_file("page.css")), label=labels["en"], label_vi=labels["vi"],
        **values,
    )  # fmt: skip
    return page


def _policy(*, style: str, script: str | None = None) -> str:
    scripts = f"script-src {_hash(script)}; " if script else ""
    return f"default-src 'none'; {scripts}style-src {_hash(style)}; base-uri 'none'; form-action 'none'"


def _hash(source: str) -> str:
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"


@cache
def _file(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


@cache
def _labels() -> dict[str, Any]:
    labels: dict[str, Any] = json.loads(_file("labels.json"))
    return labels


def _safe(source: str) -> Any:
    """Mark our own code and escaped JSON as not to be escaped by the template."""
    from markupsafe import Markup

    return Markup(source)


@cache
def _template(name: str) -> Any:
    try:
        from jinja2 import Environment
    except ImportError as error:
        raise UsageError(
            "the report needs an extra package", given="no jinja2", do='run: pip install "cdextract[report]"'
        ) from error
    return Environment(autoescape=True, keep_trailing_newline=True).from_string(_file(name))


def _write(path: Path, page: str) -> None:
    from cdextract.outputs import replacing

    with replacing(path) as temporary:
        temporary.write_text(page, encoding="utf-8", newline="")
