"""Articles and rows made by hand for the tests of report and review: no reading of text is involved."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from cdextract.article import Article
from cdextract.results.frames import to_frame
from cdextract.results.recheck import check

HOSTILE = "<script>alert(1)</script></script><img src=x onerror=alert(2)>\"'&amp; <!-- ]]>"


@dataclass(frozen=True)
class Stated:
    """One figure of a made-up article: the words, and what they say."""

    evidence: str
    value: float | None = None
    base: float | None = None
    percent: float | None = None
    kind: str | None = "attained"
    indicator: str = "cdcs_established"
    more: tuple[tuple[str, object], ...] = ()


PHU_XUYEN = "Năm 2024, LĐLĐ huyện Phú Xuyên {0}, {1}.\nTrong đó {2} ngoài khu vực Nhà nước.\n"
SON_TAY = "LĐLĐ thị xã Sơn Tây {0}. 😀 Thị xã cũng {1}.\r\nNăm 2023, đơn vị {2}."

FIGURES = {
    "phu-xuyen.txt": (
        PHU_XUYEN, "LĐLĐ huyện Phú Xuyên", "Phú Xuyên", 2024,
        (
            Stated("thành lập 10/8 CĐCS (đạt 125%)", 10, 8, 125),
            Stated("kết nạp 284/250 đoàn viên (đạt 131,6%)", 284, 250, 131.6, indicator="members_admitted"),
            Stated("7 CĐCS", 7, kind=None),
        ),
    ),
    "son-tay.txt": (
        SON_TAY, "LĐLĐ thị xã Sơn Tây", "Sơn Tây", 2023,
        (
            Stated("tổ chức 5/4 lớp (đạt 80%)", 5, 4, 80, indicator="training_classes"),
            Stated("thành lập 12 CĐCS, đạt 200% kế hoạch", 12, None, 200),
            Stated("thành lập 8/3 CĐCS (đạt 266,66%)", 8, 3, 266.66),
        ),
    ),
    f"{HOSTILE}.txt": (
        "Tin " + HOSTILE + " {0} " + HOSTILE, f"LĐLĐ {HOSTILE}", HOSTILE, 2022,
        (Stated(f"kết nạp 9/10 {HOSTILE} (đạt 99%)", 9, 10, 99, indicator="other", more=(("measure", HOSTILE),)),),
    ),
}  # fmt: skip


def samples() -> tuple[pd.DataFrame, list[Article]]:
    """The checked table of `FIGURES` and its articles; the third has markup in every text."""
    rows: list[dict[str, object]] = []
    articles = []
    for document, (template, org, district, year, stated) in FIGURES.items():
        text = template.format(*(figure.evidence for figure in stated))
        title = HOSTILE if HOSTILE in document else f"Công đoàn {district} tổng kết năm"
        url = "javascript:alert(3)" if HOSTILE in document else f"https://example.org/{document}"
        articles.append(Article(document, text, title, url))
        rows += [_row(document, text, title, url, org, district, year, figure) for figure in stated]
    rows[2]["part_of"] = rows[0]["figure_id"]
    return check(to_frame(rows)), articles


def _row(
    document: str, text: str, title: str, url: str, org: str, district: str, year: int, stated: Stated
) -> dict[str, object]:
    start = text.index(stated.evidence)
    printed = str(stated.percent or "")
    return {
        "document": document, "figure_id": f"{document}#{start}", "title": title, "url": url, "org": org,
        "district": district, "province": "Hà Nội", "year": year, "indicator": stated.indicator, "measure": "CĐCS",
        "unit": "count", "value": stated.value, "base": stated.base, "percent": stated.percent,
        "percent_decimals": len(printed.partition(".")[2].rstrip("0")) if stated.percent else None,
        "percent_kind": stated.kind, "rule": "figure.main", "verdict": "uncheckable", "evidence": stated.evidence,
        "start": start, "end": start + len(stated.evidence),
        "sentence": next(line for line in text.splitlines() if stated.evidence in line), **dict(stated.more),
    }  # fmt: skip
