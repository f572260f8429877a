"""What a period is in its sentence: the reporting period, or that of a plan, a comparison, a document, an event.

The words that tell are in `patterns/periods.yaml` under `cues` and `contexts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from cdextract.periods.values import PeriodExpr
from cdextract.rules import resources
from cdextract.rules.compiled import compile_rule
from cdextract.rules.loading import load_yaml
from cdextract.text.spans import Mention, Sentence

_BRACKETED = compile_rule(r" ?\([^()]*\)")
_CLAUSE = compile_rule(r"[,;:.(!?\n\"|]")
# "(TTO) - Ngày 5/3", "LSO - Năm 2023", "Vĩnh Long - Sáng 16.12": the mark of the newspaper, or place, at the head.
_SOURCE = compile_rule(r"\W*(?:\(\p{L}[\p{L} .]{1,15}\) ?- ?|\p{L}[\p{L}.]{1,7}(?: \p{L}{1,7}){0,2} [-–] )")
_SENTENCE_PART = compile_rule(r"[;.:]")
_SPANS = frozenset({"days", "span"})
_REPORTING = frozenset({"report", "topic"})


@dataclass(frozen=True, slots=True)
class Stated:
    """A period mention with its part in the sentence.

    `role`: `report` (adverbial, or opens its clause), `topic` (belongs to a noun), `plan`, `compare`, `future`,
    `congress` (the term that a congress opens), `resolution` (the term whose resolution is carried out),
    `event` (a day; a year of a document, birth, anniversary). `opens`: stands at the beginning of its clause.
    `occasion`: the day of what the sentence is about ("trong buổi thi sáng 5/9"). `goes_on`: only a verb of going on
    ("tiếp tục", "tập trung") tells of what is to come.
    """

    mention: Mention
    expr: PeriodExpr
    role: str
    opens: bool
    occasion: bool = False
    goes_on: bool = False

    @property
    def reports(self) -> bool:
        """Whether figures can be of this period."""
        return self.role in _REPORTING


def cues() -> dict[str, regex.Pattern[str]]:
    """The word lists and contexts of `patterns/periods.yaml`, compiled."""
    return _cues(resources.user_pattern_dir())


@cache
def _cues(_: Path | None) -> dict[str, regex.Pattern[str]]:
    data = load_yaml("periods.yaml")
    listed = {name: body for name, body in data["cues"].items() if name != "compared"}
    whole = {name: rf"(?<!\p{{L}})(?:{body})(?!\p{{L}})" for name, body in listed.items()}
    whole["passed"] += r"[^;,]{0,60}$"
    whole["opener"] = rf"(?:{listed['opener']}[ ,]*)*"
    whole["says"] += "$"
    whole["expected"] = rf"(?<!\p{{L}})(?:{listed['expected']})"
    whole["resolution"] += r"[^.;,]{0,20}$"
    whole["looks_back"] = rf"\W*{listed['looks_back']}(?!\p{{L}})"
    whole["outcome"] = rf"\W*{listed['outcome']}"
    whole["continues"] = rf"\W*{listed['continues']}(?!\p{{L}})"
    return {name: compile_rule(body) for name, body in (whole | data["contexts"]).items()}


def stated_in(low: str, sentence: Sentence, mentions: Sequence[Mention]) -> list[Stated]:
    """The period and date mentions of a sentence with their parts in it; `low` is the article in lower case."""
    return [
        classify(low, sentence.start, sentence.end, mention)
        for mention in mentions
        if mention.type in {"period", "date"}
    ]


def classify(low: str, start: int, end: int, mention: Mention) -> Stated:
    """The part that a mention plays in the sentence `low[start:end]`."""
    source = _SOURCE.match(low, start, mention.start)
    before, after = low[source.end() if source else start : mention.start], low[mention.end : end]
    clause = _CLAUSE.split(_BRACKETED.sub("", before))[-1].strip()
    opens = cues()["opener"].fullmatch(clause) is not None
    expr: PeriodExpr = mention.value
    if mention.type == "date":
        session = cues()["session"].match(low, mention.start) is not None
        alone = cues()["day_alone"].fullmatch(clause) is not None
        occasion = session or alone if opens else _is_of_occasion(clause, after)
        opens = (opens or occasion) and not before.rstrip().endswith("(")
        return Stated(mention, expr, "event", opens, occasion)
    if role := _not_reported(low, start, mention, before, after):
        return Stated(mention, expr, role, opens, goes_on=role == "future" and _only_goes_on(after))
    if opens or expr.kind == "now":
        return Stated(mention, _at_year_end(expr, low, mention, clause, after), "report", opens)
    if role := _attributed(mention, low, before, clause):
        return Stated(mention, expr, role, False)
    of_campaign = expr.kind in _SPANS and cues()["campaign_before"].search(before)
    if cues()["says"].search(clause) or cues()["adverbial"].match(low, mention.start) or of_campaign:
        return Stated(mention, expr, "report", True)
    role = _of_noun(before, clause)
    return Stated(mention, _at_year_end(expr, low, mention, clause, after), role, False)


def _is_of_occasion(clause: str, after: str) -> bool:
    return after.startswith((",", " có ", " đã có ", " cho thấy")) and cues()["occasion"].fullmatch(clause) is not None


def _not_reported(low: str, start: int, mention: Mention, before: str, after: str) -> str | None:
    expr: PeriodExpr = mention.value
    if expr.kind == "now":
        raised = cues()["raised_before"].search(before) if cues()["up_to_behind"].match(after) else None
        return "event" if raised and (raised[1] or low.startswith("đang", mention.start)) else None
    if expr.comparison or cues()["rate_compared_before"].search(before):
        return "compare"
    if cues()["from_before"].search(before) and cues()["up_to_behind"].match(after):
        return "compare"
    if expr.kind == "year" and cues()["plan_set_before"].search(before):
        return "plan"
    if expr.kind in ("term", "years") and cues()["plan_of_before"].search(before):
        return "plan"
    if expr.kind == "year" and (cues()["passed"].search(before) or cues()["carried_over"].match(after)):
        return "event"
    if expr.kind == "years" and (congress := cues()["congress"].search(cues()["stated"].split(before)[-1])):
        return "resolution" if cues()["resolution"].search(before, 0, congress.start()) else "congress"
    if _in_quotes(low, start, mention.start):
        return "event"
    if expr.kind == "future" or _is_future(after):
        return "future"
    return None


def _attributed(mention: Mention, low: str, before: str, clause: str) -> str | None:
    """Forms that mean something else when they belong to a noun: "chỉ tiêu cả năm", "chương trình … giai đoạn
    2021-2025"."""
    kind = mention.value.kind
    if cues()["expected"].search(clause):
        return "future"
    if kind in {"this_year", "this_part", "term"} and cues()["plan"].search(clause[-40:]):
        return "plan"
    if kind == "this_year" and cues()["share_of"].search(clause):
        return "plan"
    if kind == "years" and cues()["programme"].search(clause[-60:]):
        return "event"
    until_now = cues()["ends_now"].search(low, mention.start, mention.end) is not None
    if kind in {"unknown_span", "term"} and not until_now and not cues()["whole_term"].match(low, mention.start):
        return "event"
    return None


def _of_noun(before: str, clause: str) -> str:
    if cues()["happened_before"].search(before):
        return "event"
    result = list(cues()["result"].finditer(clause))
    if result and not cues()["ahead"].search(clause, result[-1].end()):
        return "report"
    part = _SENTENCE_PART.split(before)[-1][-80:]
    if cues()["plan"].search(part) and not cues()["carried_out"].search(part):
        return "plan"
    if cues()["document"].search(clause.rpartition(")")[2][-60:]):
        return "event"
    return "topic"


def _is_future(after: str) -> bool:
    """Whether what follows tells of plans: a verb of planning before any word of results, in the same sentence."""
    plan = cues()["future"].search(after)
    if plan is None:
        return False
    done = cues()["done"].search(after)
    if done is not None and done.start() < plan.start():
        return False
    return not (_only_goes_on(after) and cues()["result_told"].search(after, plan.end()))


def _only_goes_on(after: str) -> bool:
    """Whether the one verb of planning in what follows is one of going on ("tiếp tục", "tập trung")."""
    plan = cues()["future"].search(after)
    more = cues()["future"].search(after, plan.end()) if plan else None
    return plan is not None and more is None and cues()["goes_on"].fullmatch(plan.group()) is not None


def _in_quotes(low: str, start: int, at: int) -> bool:
    """Whether the mention is part of a quoted name ("Đề án … giai đoạn 2021-2025"), not of direct speech."""
    before = low[start:at]
    if before.count('"') % 2 == 0:
        return False
    introduced = before.rpartition('"')[0].rstrip()
    return bool(introduced) and introduced[-1] not in ":,"


def _at_year_end(expr: PeriodExpr, low: str, mention: Mention, clause: str, after: str) -> PeriodExpr:
    """ "Cuối năm 2023, tỉnh còn 9.604 hộ nghèo" tells a state at the end of the year, not a result of the year."""
    words = f"{clause} {low[mention.start : mention.end]}"
    if expr.kind not in {"year", "part"} or not cues()["year_end"].search(words):
        return expr
    stock = cues()["stock" if cues()["ends_time"].search(words) else "left"].search(after[:60])
    flow = cues()["flow"].search(after[:60])
    if stock is None or (flow is not None and flow.start() < stock.end() + 12):
        return expr
    return PeriodExpr("as_of", None, expr.end)


def is_stock(low: str, start: int, end: int) -> bool:
    """Whether what follows "tính đến …" tells how many there are, not what was done until then."""
    after = low[start : min(end, start + 120)]
    flow, stock = cues()["flow"].search(after), cues()["stock"].search(after)
    return flow is None or (stock is not None and stock.start() < flow.start())
