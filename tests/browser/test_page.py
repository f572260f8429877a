"""The report, driven as a person does, in a real headless Chromium."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import regex

from cdextract.article import Article
from cdextract.checks.checking import Claim, check
from cdextract.report import write_report
from cdextract.results.frames import plain_row, to_frame
from cdextract.review.apply import apply_marks
from cdextract.review.marks import read_marks
from review_samples import HOSTILE, samples

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


def verdicts(page: Any) -> list[str]:
    found: list[str] = page.locator("#rows .badge").evaluate_all("all => all.map(one => one.classList[1])")
    return found


def evidences(page: Any) -> list[str]:
    found: list[str] = page.locator("#rows .open").all_inner_texts()
    return found


def test_opens_with_flagged_figures_first(open_page: Open) -> None:
    page = open_page()
    assert verdicts(page) == ["inconsistent"] * 3 + ["truncated", "uncheckable", "implied", "consistent"]
    assert page.locator("#chips .flagged strong").inner_text() == "3"
    assert page.locator("#counted").inner_text() == "7 of 7 figures"


def test_filters_by_verdict_body_year_indicator_and_words(open_page: Open) -> None:
    page = open_page()
    page.locator(".chip.inconsistent").click()
    assert page.locator(".chip.inconsistent").get_attribute("aria-pressed") == "true"
    assert len(evidences(page)) == 3
    page.locator("#filter-org").select_option(label="LĐLĐ thị xã Sơn Tây (3)")
    assert evidences(page) == ["tổ chức 5/4 lớp (đạt 80%)"]
    page.locator("#filters button[type=reset]").click()
    assert len(evidences(page)) == 7
    assert page.locator(".chip.inconsistent").get_attribute("aria-pressed") == "false"
    page.locator("#filter-year").select_option("2024")
    page.locator("#filter-indicator").select_option("members_admitted")
    assert evidences(page) == ["kết nạp 284/250 đoàn viên (đạt 131,6%)"]
    page.locator("#filters button[type=reset]").click()
    page.locator("#filter-district").select_option("Sơn Tây")
    assert len(evidences(page)) == 3


@pytest.mark.parametrize(("words", "found"), [("ket nap", 2), ("kết nạp", 2), ("kêt nap", 0), ("SƠN TÂY lop", 1), ("son tay 125", 0), ("cđcs", 6)])
def test_search_goes_without_marks_too(open_page: Open, words: str, found: int) -> None:
    page = open_page()
    page.locator("#search").fill(words)
    assert len(evidences(page)) == found
    if not found:
        assert page.locator("#counted").inner_text() == "No figure fits these filters."


def test_counts_by_indicator_lead_to_the_figures(open_page: Open) -> None:
    page = open_page()
    page.locator("#by-indicator summary").click()
    page.get_by_role("button", name="1: members admitted, inconsistent").click()
    assert evidences(page) == ["kết nạp 284/250 đoàn viên (đạt 131,6%)"]


def test_sorts_both_ways_and_says_so(open_page: Open) -> None:
    page = open_page()
    head = page.locator("#head th.percent")
    assert page.locator("#head th.verdict").get_attribute("aria-sort") == "ascending"
    head.locator("button").click()
    stated = [text for text in page.locator("#rows td.percent").all_inner_texts() if text]
    assert stated == ["80%", "99%", "125%", "131,6%", "200%", "266,66%"]
    assert head.get_attribute("aria-sort") == "ascending"
    head.locator("button").press("Enter")
    assert page.locator("#rows td.percent").first.inner_text() == "266,66%"
    assert head.get_attribute("aria-sort") == "descending"
    assert page.locator("#rows td.percent").last.inner_text() == ""  # empty cells last, either way
    assert page.evaluate("document.activeElement.closest('th').className") == "percent"


def test_a_row_opens_its_article(open_page: Open) -> None:
    page = open_page()
    page.locator("#rows tr").first.click()
    detail = page.locator("#detail")
    assert detail.locator("mark.this").inner_text() == "kết nạp 284/250 đoàn viên (đạt 131,6%)"
    assert detail.locator("a.other").all_inner_texts() == ["thành lập 10/8 CĐCS (đạt 125%)", "7 CĐCS"]
    check = detail.locator("dl.check").inner_text()
    assert "284 ÷ 250 × 100 = 113,6; stated 131,6%" in check
    assert "[131,55; 131,65] %" in check
    assert "one wrong digit, or two neighbours swapped" in check
    assert "two neighbouring digits swapped" in check
    assert page.locator("#text").inner_text().startswith("Năm 2024, LĐLĐ huyện Phú Xuyên")
    detail.locator("a.other").last.click()
    assert detail.locator("mark.this").inner_text() == "7 CĐCS"
    assert detail.locator("dl.facts a").inner_text() == "thành lập 10/8 CĐCS (đạt 125%)"  # the whole it is part of


def test_evidence_behind_an_emoji_is_marked_exactly(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("button", name="thành lập 12 CĐCS, đạt 200% kế hoạch").click()
    assert page.locator("mark.this").inner_text() == "thành lập 12 CĐCS, đạt 200% kế hoạch"
    assert "6 is the only whole base" in page.locator("dl.check").inner_text()


def test_the_address_leads_to_the_figure(open_page: Open, report: Path) -> None:
    page = open_page()
    page.locator("#rows tr").nth(1).click()
    address = page.url
    page.reload()
    assert page.url == address
    assert page.locator("mark.this").inner_text() == "tổ chức 5/4 lớp (đạt 80%)"


def test_keyboard_alone(open_page: Open) -> None:
    page = open_page()
    keyboard = page.keyboard
    for key, at in (("j", "1 of 7"), ("j", "2 of 7"), ("j", "3 of 7"), ("k", "2 of 7")):
        keyboard.press(key)
        assert page.locator(".position").inner_text() == at
    assert page.locator("#rows tr[aria-current]").count() == 1
    assert page.evaluate("document.activeElement.innerText") == "tổ chức 5/4 lớp (đạt 80%)"
    assert page.locator("#spoken").text_content().startswith("2 of 7. inconsistent.")
    keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "detail-title"
    keyboard.press("Escape")
    assert not page.locator("#detail").is_visible()
    assert page.evaluate("document.activeElement.innerText") == "tổ chức 5/4 lớp (đạt 80%)"
    keyboard.press("f")
    assert len(evidences(page)) == 3
    keyboard.press("/")
    keyboard.type("jk 1")  # letters of a search are no commands
    assert page.locator("#search").input_value() == "jk 1"
    assert not page.locator("#detail").is_visible()


def test_single_letter_keys_can_be_turned_off(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.locator("#shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert not page.locator("#detail").is_visible()


def test_everything_is_reached_by_tab_and_shows_the_focus(open_page: Open) -> None:
    page = open_page()
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            "(() => { const e = document.activeElement; return [e.id || e.className || e.tagName, getComputedStyle(e).outlineStyle]; })()"
        )
        if name == "BODY":
            break
        assert outline == "solid", name
        seen.append(name)
    for needed in ("skip", "help-open", "language", "export", "search", "filter-year", "open"):
        assert needed in seen


def test_names_and_roles_for_screen_readers(open_page: Open) -> None:
    page = open_page(viewport={"width": 390, "height": 800})
    assert page.get_by_role("table", name="Figures").count() == 1  # on a phone, too, where rows are cards
    assert page.get_by_role("columnheader").count() == 9
    assert page.get_by_role("row").count() == 8
    page.locator("#rows .open").first.click()
    assert page.get_by_role("radio").count() == 4
    assert page.get_by_role("region", name="Công đoàn Phú Xuyên tổng kết năm").count() == 1
    unlabelled = page.evaluate(
        "[...document.querySelectorAll('input, select, textarea')].filter(e => !e.labels.length && !e.ariaLabel).map(e => e.id || e.name)"
    )
    assert unlabelled == []


def test_contrast_in_light_and_dark(open_page: Open) -> None:
    for scheme in ("light", "dark"):
        page = open_page(color_scheme=scheme)
        page.keyboard.press("j")
        pairs = [".badge.inconsistent", ".badge.truncated", ".badge.consistent", ".badge.uncheckable", "mark.this", "#text", "#counted", ".open", ".other"]
        for selector in pairs:
            assert page.evaluate(CONTRAST, selector) >= 4.5, (scheme, selector)


# The contrast of an element's text with what stands behind it, as WCAG 2.2 defines it.
CONTRAST = """(selector) => {
  const numbers = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const part = (x) => ((x /= 255) <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const element = document.querySelector(selector);
  let behind = element;
  while (behind && numbers(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
  const ground = behind ? numbers(getComputedStyle(behind).backgroundColor) : [255, 255, 255];
  const [one, other] = [light(numbers(getComputedStyle(element).color)), light(ground)].sort((a, b) => b - a);
  return (one + 0.05) / (other + 0.05);
}"""


def test_reviews_are_kept_and_exported_and_loaded(open_page: Open, tmp_path: Path) -> None:
    page = open_page()
    page.locator("#reviewer").fill("Lan")
    page.keyboard.press("Tab")
    page.keyboard.press("j")
    page.keyboard.press("1")
    assert page.locator("#rows tr").first.locator("td.mark").inner_text() == "right"
    page.keyboard.press("j")
    page.keyboard.press("2")
    assert page.locator("#review [value=wrong]").is_checked()
    page.locator("#corrections [name=percent]").fill("125")
    page.locator("#corrections [name=indicator]").select_option("trainees")
    page.locator("#note").fill("in sai <b>")
    page.locator("#note").blur()
    page.locator(".next").click()
    page.get_by_label("Ask the source").check()
    assert page.locator("#progress").inner_text() == "3 of 3 flagged figures reviewed; reviews in all: 3"

    page.reload()
    assert page.locator("#progress").inner_text() == "3 of 3 flagged figures reviewed; reviews in all: 3"
    with page.expect_download() as download:
        page.locator("#export").click()
    assert download.value.suggested_filename == "review.jsonl"
    path = tmp_path / "review.jsonl"
    download.value.save_as(path)

    table, _ = samples()
    result = apply_marks(table, read_marks(path))
    assert [waiver.reviewer for waiver in result.waivers] == ["Lan"]
    changed = result.table[result.table["document"] == "son-tay.txt"].iloc[0]
    assert (changed["percent"], changed["indicator"], changed["verdict"]) == (125, "trainees", "consistent")
    assert [mark.evidence for mark in result.asked] == [f"kết nạp 9/10 {HOSTILE} (đạt 99%)"]
    notes = [json.loads(line).get("note") for line in path.read_text(encoding="utf-8").splitlines()]
    assert "in sai <b>" in notes

    other = open_page()
    assert other.locator("#progress").inner_text().startswith("0 of 3")
    other.locator("#load").set_input_files(path)
    other.get_by_role("alert").filter(has_text="Reviews loaded: 3;").wait_for()
    other.locator("#filter-mark").select_option("ask")
    assert len(evidences(other)) == 1
    (tmp_path / "wrong.jsonl").write_text("{", encoding="utf-8")
    other.locator("#load").set_input_files(tmp_path / "wrong.jsonl")
    other.get_by_role("alert").filter(has_text="This file holds no reviews").wait_for()


def test_a_mark_can_be_taken_away(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("j")
    page.keyboard.press("3")
    page.keyboard.press("0")
    assert page.locator("#progress").inner_text().endswith("reviews in all: 0")
    assert page.locator("#review [value='']").is_checked()


def test_works_where_the_browser_keeps_nothing(open_page: Open, report: Path) -> None:
    page = open_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })")
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("1")
    assert page.locator("#progress").inner_text().startswith("1 of 3")
    assert "keeps nothing" in page.locator("#notice").inner_text()


def test_hostile_markup_stays_text(open_page: Open) -> None:
    page = open_page()
    before = page.evaluate("document.querySelectorAll('script, img').length")
    page.locator("#rows .open", has_text="9/10").click()
    assert page.locator("#detail-title").inner_text() == HOSTILE
    assert page.locator("mark.this").inner_text() == f"kết nạp 9/10 {HOSTILE} (đạt 99%)"
    assert HOSTILE in page.locator("#text").inner_text()
    assert HOSTILE in page.locator("#made").inner_text()
    assert HOSTILE in page.locator("#filter-org").inner_text()
    assert page.locator(".source a").count() == 0  # no link to javascript:
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert HOSTILE in page.locator("#printed").inner_text()
    assert page.evaluate("document.querySelectorAll('script, img').length") == before


def test_vietnamese_labels(open_page: Open) -> None:
    page = open_page(locale="vi-VN")
    assert page.evaluate("document.documentElement.lang") == "vi"
    assert page.locator("h1").inner_text() == "Số liệu và kết quả kiểm tra"
    page.keyboard.press("j")
    assert "284 ÷ 250 × 100 = 113,6; bài nêu 131,6%" in page.locator("dl.check").inner_text()
    page.locator(".close").click()
    page.locator("#language").click()
    assert page.locator("h1").inner_text() == "Figures and their check"
    page.reload()
    assert page.evaluate("document.documentElement.lang") == "en"


def random_claim(draw: random.Random) -> Claim:
    def maybe(number: int) -> Decimal | None:
        return Decimal(number) if draw.random() < 0.75 else None

    hedges = [None, None, None, "over", "nearly", "about"]
    kind = draw.choice(["attained", "exceeded", "share", "increase", "decrease"])
    base, places = draw.randint(0, 60), draw.randint(0, 2)
    value = draw.choice((base, draw.randint(0, 90), int(str(base)[::-1])))
    percent = Decimal(round(100 * value / (base or 1) * draw.choice((1, 1, 10, 0.1, 1.07)) * 10**places)).scaleb(-places)
    return Claim(
        value=maybe(value), base=maybe(base), delta=maybe(draw.randint(-9, 9)) if kind in ("increase", "decrease") else None,
        percent=percent if draw.random() < 0.95 else None, percent_decimals=places, percent_kind=kind if draw.random() < 0.95 else None,
        exceeded_percent=draw.choice((None, None, percent, percent - 100 if percent > 100 else None)),
        value_step=draw.choice((None, Decimal(10))), value_approx=draw.choice(hedges), percent_approx=draw.choice(hedges),
        is_count=draw.random() < 0.8, other_numbers=(Decimal(base + 3), Decimal(47)),
    )  # fmt: skip


def test_no_english_is_left_in_vietnamese_arithmetic(open_page: Open, tmp_path: Path) -> None:
    draw = random.Random(7)
    told = {check(random_claim(draw)).arithmetic for _ in range(4000)}
    shown = {regex.sub(r"\. (?:\w+)(?::\d+)?: ", "; ", text) for text in told}
    page = open_page(locale="vi-VN")
    phrases = page.evaluate("JSON.parse(document.getElementById('labels').textContent).vi.phrases")
    page.evaluate("phrases => { window.phrases = phrases.map(([from, to]) => [new RegExp(from, 'g'), to]) }", phrases)
    translated = page.evaluate("texts => texts.map(text => window.phrases.reduce((told, [from, to]) => told.replace(from, to), text))", sorted(shown))
    english = regex.compile(r"\b(?:the|no|is|of|and|to|by|would|stated|base|value|percentage|number|digits?|which|above|up|down|times|one|two|other|than|nearly|about|may|not|with)\b")
    left = [text for text in translated if english.search(text)]
    assert left == []


def test_print_view(open_page: Open) -> None:
    page = open_page()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert not page.locator("#main").is_visible()
    printed = page.locator("#printed").inner_text()
    assert page.locator("#printed article").count() == 3  # nothing filtered: the flagged ones
    assert "3 of 7 figures" in printed
    assert "284 ÷ 250 × 100 = 113,6; stated 131,6%" in printed
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    page.locator(".chip.truncated").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#printed article").count() == 1
    assert len(page.pdf()) > 1000


def test_on_a_phone_nothing_is_wider_than_the_screen(open_page: Open) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, is_mobile=True, has_touch=True)
    width = "document.documentElement.scrollWidth"
    assert page.evaluate(width) <= 360
    assert not page.locator("#filter-year").is_visible()
    page.locator("#more summary").tap()
    assert page.locator("#filter-year").is_visible()
    page.locator("#rows .open").first.tap()
    assert page.evaluate(width) <= 360
    assert not page.locator("#list").is_visible()
    page.locator(".close").tap()
    assert page.locator("#list").is_visible()


def many(figures: int) -> tuple[list[dict[str, object]], list[Article]]:
    rows: list[dict[str, object]] = []
    for number in range(figures):
        evidence = f"kết nạp {number}/7 đoàn viên"
        rows.append({
            "document": f"d{number // 5}", "figure_id": f"d{number // 5}#{number}", "org": f"LĐLĐ huyện {number % 300}", "unit": "count",
            "indicator": "other", "value": number, "base": 7, "rule": "x", "verdict": "uncheckable", "evidence": evidence,
            "start": 0, "end": len(evidence), "sentence": evidence,
        })  # fmt: skip
    return rows, []


def test_ten_thousand_figures_are_paged_and_filtered_at_once(open_page: Open, tmp_path: Path) -> None:
    rows, articles = many(10_000)
    write_report(to_frame(rows), tmp_path / "many.html", articles=articles)
    page = open_page(tmp_path / "many.html")
    assert page.locator("#rows tr").count() == 50
    assert page.locator("#page-now").inner_text() == "1–50 of 10000"
    page.locator("#page-next").click()
    assert page.locator("#page-now").inner_text() == "51–100 of 10000"
    page.locator("#rows .open").last.click()
    page.keyboard.press("j")
    assert page.locator("#page-now").inner_text() == "101–150 of 10000"
    page.locator("#search").fill("9999/7")
    assert evidences(page) == ["kết nạp 9999/7 đoàn viên"]


def test_parts_share_their_reviews(open_page: Open, tmp_path: Path) -> None:
    table, articles = samples()
    quiet = plain_row(table.astype(object).iloc[0].to_dict())
    rows = [plain_row(row) for row in table.astype(object).to_dict("records")] + [quiet | {"document": "z", "figure_id": "z#1"}]
    written = write_report(to_frame(rows), tmp_path / "r.html", articles=articles, limit=2500)
    page = open_page(written.files[1])
    assert page.locator("#part").inner_text() == f"Part 1 of {len(written.files) - 1}"
    page.keyboard.press("j")
    page.keyboard.press("1")
    assert page.locator(".parts a").count() == 2
    page.locator(".parts a").last.click()
    page.wait_for_url(written.files[2].as_uri())
    assert page.locator("#progress").inner_text().endswith("reviews in all: 1")
