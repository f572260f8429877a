"""Items of a sentence → which of them speak of goals (`patterns/goals.yaml`): targets are no results."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from pathlib import Path

from cdextract.claims.finding import CLAIM_TYPES, ITEM_TYPES, Layer, compile_layer, find_claims
from cdextract.mentions import items_of, lex
from cdextract.rules import resources
from cdextract.rules.grammar import Item
from cdextract.rules.loading import Found
from cdextract.words.tokens import tie_forms, tie_words


@cache
def _layer(user_dir: Path | None) -> Layer:
    return compile_layer("goals.yaml", ITEM_TYPES + CLAIM_TYPES)


def goal_items(items: Sequence[Item], *, listed: bool = False) -> list[bool]:
    """For each item whether it stands behind a goal cue of the sentence, with no word that it was done in between.

    `listed`: the sentence lists targets that another announced (`figures/goal_lists.py`).
    """
    matches = _layer(resources.user_pattern_dir()).grammar.scan(items)
    starts = {match.end for match in matches if not _is_reached(items, match.start)}
    inside, told = listed, False
    flags: list[bool] = []
    for index, item in enumerate(items):
        if inside and item.text == ")" and _opened_inside(items, flags):
            inside = False
        if item.type == "period" and _lies_ahead(item) and not _names_a_term(items, index):
            starts.add(index + 1)
        gained = told and item.type == "cue" and item.text.endswith(tie_forms("gained")) and _counts_next(items, index)
        so_far = told and (_only_now(items, index) or _tells_part_of_year(items, index))
        done = gained or so_far or (_is_done(item) and not _is_verb_of_counted(items, index))
        resumes = not inside and item.text == ")" and _was_goal(items, flags)
        inside = (index in starts and item.text not in tie_words("has_done")) or resumes or (inside and not done)
        told = inside and (told or item.type in ("number", "ratio"))  # "được giao 120 đoàn viên, kết nạp được 98"
        flags.append(inside)
    return flags


def _counts_next(items: Sequence[Item], index: int) -> bool:
    """ "kết nạp được 98 đoàn viên"; not "100% doanh nghiệp thành lập được tổ chức công đoàn"."""
    behind = items[index + 1 : index + 3]
    return any(item.type in ("number", "ratio") or item.type.endswith("_claim") for item in behind)


def _only_now(items: Sequence[Item], index: int) -> bool:
    """ "được giao 1.185 tỷ đồng, nhưng mới giải ngân 403 tỷ đồng"; not "thành lập 5 CĐCS mới"."""
    if items[index].text not in tie_words("only_now"):
        return False
    before, behind = items[index - 1], items[index + 1 : index + 5]
    opens = before.type in ("sign", "stop", "link", "body", "anaphor", "place") or before.text in tie_words("but")
    return opens and any(item.type in ("number", "ratio") for item in behind)


def _tells_part_of_year(items: Sequence[Item], index: int) -> bool:
    """ "được giao 310 tỷ đồng, 7 tháng giải ngân 176,7 tỷ đồng, tương đương 57% kế hoạch": what follows was done; not
    "được giao: quý I kết nạp 100 đoàn viên, quý II 120".
    """
    item = items[index]
    months = item.type == "time" and item.text.endswith(tie_forms("months"))
    if not months and (item.type != "period" or item.value.kind not in ("part", "as_of", "quarter")):
        return False
    clause = [item.type for item in takewhile(lambda item: item.type != "stop", items[index + 1 :])]
    told = next((at for at, type_ in enumerate(clause) if type_ in ("attained_claim", "exceeded_claim")), 0)
    return "number" in clause[:told]


def _was_goal(items: Sequence[Item], flags: Sequence[bool]) -> bool:
    """Whether a goal stood before the bracket that closes here: "400.000 đoàn viên (hiện có 280.000); 250 mái ấm"."""
    opened = next((at for at in reversed(range(len(flags))) if items[at].text in ("(", ")")), None)
    return opened is not None and items[opened].text == "(" and opened > 0 and flags[opened - 1]


def _opened_inside(items: Sequence[Item], flags: Sequence[bool]) -> bool:
    """Whether a goal began in the bracket that closes here: "38 CĐCS (chỉ tiêu năm: 42), tỷ lệ 90,5%, với 3.970 đoàn
    viên"."""
    opened = next((at for at in reversed(range(len(flags))) if items[at].text in ("(", ")")), None)
    return opened is not None and items[opened].text == "(" and not flags[opened]


def _lies_ahead(item: Item) -> bool:
    """ "nhiệm kỳ tới", "năm tới"."""
    return getattr(item.value, "kind", "") == "future" or item.text.endswith(tie_forms("ahead"))


def _names_a_term(items: Sequence[Item], index: int) -> bool:
    """ "31 người trúng cử đại biểu HĐND tỉnh nhiệm kỳ mới": of which term something is, and not when it will be."""
    before = items[index - 1].type if index else ""
    return items[index].text.startswith(tie_forms("terms")) and before in ("noun", "place", "body")


def _is_reached(items: Sequence[Item], start: int) -> bool:
    """ "hoàn thành (tốt) và vượt nhiều chỉ tiêu: …": what follows is what was reached."""
    if items[start].type != "plan":
        return False
    before = items[max(0, start - 4) : start]
    completes = takewhile(lambda item: item.type not in ("sign", *CLAIM_TYPES), reversed(before))
    return any(_says_how(item) for item in completes) or any(item.type in ("attain", "exceed") for item in before)


def _says_how(item: Item) -> bool:
    """ "hoàn thành tốt", "hoàn thành vượt mức": more than the verb alone."""
    return item.text.startswith(tie_forms("completes")) and item.text not in tie_words("completes")


def _is_verb_of_counted(items: Sequence[Item], index: int) -> bool:
    """ "85% CĐCS thực hiện chuyển đổi số": what they are to do, no result."""
    before = [item.type for item in items[max(0, index - 2) : index]]
    return items[index].text in tie_words("to_do") and before in (["plain_claim", "noun"], ["number", "noun"])


def _is_done(item: Item) -> bool:
    until_now = item.type == "period" and item.text.startswith(tie_forms("until_now"))
    return (
        item.type == "done" or until_now or (item.type == "anaphor" and item.text.split()[-1] in tie_words("has_done"))
    )


def example_results(text: str) -> list[Found]:
    """The goal cues of one example, for `rules.check_examples`."""
    items = find_claims(items_of(text, lex(text)))
    matches = _layer(resources.user_pattern_dir()).grammar.scan(items)
    return [Found(match.rule, items[match.start].start, items[match.end - 1].end, {}) for match in matches]
