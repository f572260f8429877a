"""A sentence → its numbers: counts and amounts, ratios, percentages, multiples, ranges.

The rules are in `patterns/numbers.yaml`: what stands before, between and after the numbers decides what they are. What
only looks like a number (a year behind "năm", a date, a document number) is taken away later, when stronger mentions
eat weaker ones (see `mentions.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import regex

from cdextract.numbers.contexts import number_contexts
from cdextract.numbers.quantities import Number, Quantity, Reading, read_quantity, skip_digits
from cdextract.numbers.values import Percent, Range, Ratio, Times, fields_of
from cdextract.rules import loading, resources
from cdextract.rules.compiled import compile_rule
from cdextract.rules.loading import Found
from cdextract.rules.sieve import starts
from cdextract.text.normalised import lower
from cdextract.text.spans import Mention

__all__ = [
    "Number",
    "Percent",
    "Quantity",
    "Range",
    "Ratio",
    "Times",
    "lex_numbers",
    "number_style",
]


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    emits: str
    before: regex.Pattern[str] | None
    between: regex.Pattern[str] | None
    after: regex.Pattern[str] | None
    not_before: regex.Pattern[str] | None
    not_after: regex.Pattern[str] | None
    pattern: regex.Pattern[str] | None


# Behind a number these say that it is part of a name, a code or a time: 7A, 21h, 09-NQ, 08/NQ-LĐLĐ, 9:30.
_NO_NUMBER_AFTER = compile_rule(r"\p{L}(?!\p{L})|-\p{L}|/\d{4}/\p{L}|/\p{L}{1,6}-|:\d")
_VIETNAMESE_STYLE = compile_rule(r"\d\.\d{3}(?![\d%]| ?%)|\d,\d{1,2}(?![\d,])")
_DOT_PERCENT = compile_rule(r"(?<![\d.,])\d{1,3}\.\d{1,2} ?%")
_COMMA_GROUP = compile_rule(r"(?<![\d.,])[1-9]\d{0,2},\d{3}(?![\d,])")
_YEARS = range(1945, 2101)
_CODE = compile_rule(r"0\d\d")
_BILLION = 10**9
_CURRENCY, _CURRENCIES = "VND", frozenset({"VND", "USD"})
_NOUN_BEHIND = compile_rule(r" ?\p{L}+")
_SLASH_BEHIND_WORD = compile_rule(r"\p{L} ?/ ?$")


def _rules() -> tuple[_Rule, ...]:
    return _rules_of(resources.user_pattern_dir())


@cache
def _rules_of(_: Path | None) -> tuple[_Rule, ...]:
    def compiled(entry: dict[str, Any], key: str, frame: str) -> regex.Pattern[str] | None:
        return compile_rule(frame.format(entry[key])) if key in entry else None

    return tuple(
        _Rule(
            entry["id"],
            entry["emits"],
            before=compiled(entry, "before", r"(?<!\p{{L}})(?:{})$"),
            between=compiled(entry, "between", "(?:{})"),
            after=compiled(entry, "after", "(?:{})"),
            not_before=compiled(entry, "not_before", "(?:{})$"),
            not_after=compiled(entry, "not_after", "(?:{})"),
            pattern=compiled(entry, "pattern", "{}"),
        )
        for entry in loading.load_yaml("numbers.yaml")["rules"]
    )


def number_style(text: str) -> bool:
    """Whether an article writes numbers the English way (9,360; 106.6%).

    True only where it has counts grouped by commas and neither counts grouped by dots nor one or two decimals behind a
    comma.

    >>> number_style("kết nạp 9,360 đoàn viên, đạt 117%"), number_style("kết nạp 9.360 đoàn viên, đạt 12,5%")
    (True, False)
    """
    if _VIETNAMESE_STYLE.search(text) is not None:
        return False
    by_percentages = len(_DOT_PERCENT.findall(text)) > 1 and _COMMA_GROUP.search(text) is not None
    return by_percentages or number_contexts().english_style.search(lower(text)) is not None


def lex_numbers(text: str, *, english: bool | None = None) -> list[Mention]:
    """All numbers of a (normalised) sentence as mentions `number`, `ratio`, `percent`, `times` and `range`, in order.

    Their values are `Quantity`, `Ratio`, `Percent`, `Times` and `Range`. `english` says how the article writes numbers
    (see `number_style`); None looks at the sentence alone.

    >>> [mention.type for mention in lex_numbers("thành lập 10/8 CĐCS (đạt 125%), thu 21,6 tỷ đồng")]
    ['ratio', 'percent', 'number']
    """
    low = lower(text)
    style = number_style(text) if english is None else english
    readings = _readings(text, low, style)
    mentions = [*_literal(low)]
    taken = [(mention.start, mention.end) for mention in mentions]
    index = 0
    while index < len(readings):
        mention, used = _compose(readings, index, low)
        if mention is not None and not any(mention.start < end and start < mention.end for start, end in taken):
            mentions.append(mention)
        index += used
    return sorted(mentions, key=lambda mention: mention.start)


def _readings(text: str, low: str, english: bool) -> list[Reading]:
    """All quantities, left to right, before anything is known of what they are together."""
    found: list[Reading] = []
    at = 0
    begin = number_contexts().begin
    for start in starts(begin, low):
        match = begin.match(low, start) if start >= at else None
        if match is None:
            continue
        reading = read_quantity(text, low, start, english=english)
        if reading is not None and not _NO_NUMBER_AFTER.match(low, reading.end):
            found.append(reading)
            at = reading.end
        else:
            at = reading.end if reading else skip_digits(low, start) if low[start].isdigit() else match.end()
    return [_with_currency(reading, found, low) for reading in found]


def _with_currency(reading: Reading, told: Sequence[Reading], low: str) -> Reading:
    """ "thu 34.118 tỷ, đạt 81,2% dự toán (42.000 tỷ đồng)": thousands of millions are a sum of money, of the currency
    that the sentence names.
    """
    if reading.scale < _BILLION or reading.quantity.unit is not None:
        return reading
    contexts = number_contexts()
    if not contexts.elided_behind.match(low, reading.end):
        return reading
    units = {other.quantity.unit for other in told} & _CURRENCIES
    if len(units) == 1 or (not units and contexts.money_words.search(low)):
        return replace(reading, quantity=replace(reading.quantity, unit=next(iter(units), _CURRENCY)))
    return reading


def _literal(low: str) -> list[Mention]:
    found = []
    for rule in _rules():
        for match in rule.pattern.finditer(low) if rule.pattern else ():
            factor = next(name for name, group in match.groupdict().items() if group)[1:].replace("_", ".")
            number = Number(Decimal(factor), Decimal(0), 0, match.group())
            found.append(Mention(rule.emits, match.start(), match.end(), Times(number), rule.id))
    return found


def _compose(readings: list[Reading], index: int, low: str) -> tuple[Mention | None, int]:
    """The mention that begins with a reading, and how many readings it takes."""
    first = readings[index]
    second = readings[index + 1] if index + 1 < len(readings) else None
    for rule in _rules():
        if rule.pattern is not None or (rule.between is not None and second is None):
            continue
        last = second if rule.between is not None and second is not None else first
        if mention := _apply(rule, first, last, low):
            return mention, 2 if rule.between is not None else 1
    if _hangs_on_word(low, readings, index):
        return None, 1
    start, sign = _sign(low, first.start)
    quantity = Quantity(first.quantity.number, first.quantity.unit, sign)
    return Mention("number", start, first.end, quantity, "number.plain"), 1


def _apply(rule: _Rule, first: Reading, last: Reading, low: str) -> Mention | None:
    before = rule.before.search(low, max(0, first.start - 40), first.start) if rule.before else None
    if rule.before is not None and before is None:
        return None
    if rule.not_before is not None and rule.not_before.search(low, max(0, first.start - 12), first.start):
        return None
    between = rule.between.fullmatch(low, first.end, last.start) if rule.between else None
    if rule.between is not None and between is None:
        return None
    after = rule.after.match(low, last.end) if rule.after else None
    if rule.after is not None and after is None:
        return None
    end = after.end() if after else last.end
    if rule.not_after is not None and rule.not_after.match(low, end):
        return None
    start = before.start() if before else first.start
    return _BUILDERS[rule.emits](rule.id, first, last, low, start, end, between)


_Builder = Callable[[str, Reading, Reading, str, int, int, "regex.Match[str] | None"], Mention | None]


def _ratio(
    rule: str, first: Reading, last: Reading, low: str, start: int, end: int, between: regex.Match[str] | None
) -> Mention | None:
    noun = between["noun"] if between else None
    if noun and not _same_noun(noun.strip(), first, last, low):
        return None
    if not noun and not _same_unit(first, last, low):
        return None
    value, base = (first.scaled_like(last), last.scaled_like(first)) if not noun else (first, last)
    return Mention("ratio", start, end, Ratio(value.quantity, base.quantity), rule)


def _same_noun(noun: str, first: Reading, last: Reading, low: str) -> bool:
    if first.quantity.unit or last.quantity.unit:
        return False
    tail = low[last.end : last.end + 60].lstrip(" \n")
    if not tail or not tail[0].isalpha() or number_contexts().plan_words.match(tail):
        return True
    partners = loading.load_yaml("numbers.yaml")["ratio_nouns"].get(noun, ())
    both_sexes = noun.removeprefix("nữ ").removeprefix("nam ")  # "1.240 nữ đoàn viên/2.105 đoàn viên"
    return any(regex.match(rf"{regex.escape(word)}(?!\p{{L}})", tail) for word in (noun, both_sexes, *partners))


def _same_unit(first: Reading, last: Reading, low: str) -> bool:
    """Both of one unit; a unit on the right counts for both; a unit on the left alone needs no noun on the right."""
    left, right = first.quantity.unit, last.quantity.unit
    if left == right:
        return True
    if left is None:
        return True
    tail = low[last.end : last.end + 40].lstrip(" \n")
    return right is None and (not tail or not tail[0].isalpha() or number_contexts().plan_words.match(tail) is not None)


def _range(
    rule: str, first: Reading, last: Reading, low: str, start: int, end: int, between: regex.Match[str] | None
) -> Mention | None:
    dashed = between is not None and "-" in between.group()
    if not dashed and not number_contexts().range_before.search(low[max(0, first.start - 16) : first.start]):
        return None
    percent = any(word in low[last.end : end] for word in number_contexts().percent_words)
    left, right = first.scaled_like(last).quantity, last.quantity
    years = all(not q.unit and q.number.value in _YEARS and not percent for q in (left, right))
    code = _CODE.match(left.number.printed)
    if years or code or left.unit != right.unit or left.number.value >= right.number.value:
        return None
    return Mention("range", start, end, Range(left, right, percent), rule)


def _percent(
    rule: str, first: Reading, last: Reading, low: str, start: int, end: int, between: regex.Match[str] | None
) -> Mention | None:
    unsigned = end == last.end
    if first.quantity.unit is not None or (unsigned and not first.quantity.number.decimals):
        return None
    start, sign = _sign(low, first.start)
    return Mention("percent", start, end, Percent(first.quantity.number, sign), rule)


def _times(
    rule: str, first: Reading, last: Reading, low: str, start: int, end: int, between: regex.Match[str] | None
) -> Mention | None:
    if first.quantity.unit is not None:
        return None
    return Mention("times", start, end, Times(first.quantity.number), rule)


_BUILDERS: dict[str, _Builder] = {"ratio": _ratio, "range": _range, "percent": _percent, "times": _times}


def _sign(low: str, start: int) -> tuple[int, int]:
    """Where the number begins with its sign, and the sign. A dash that opens a line or joins two things is no minus."""
    before = low[max(0, start - 2) : start]
    if len(before) < 2 or before[0] not in "([ " or before[1] not in "-+":
        return start, 0
    return start - 1, -1 if before[1] == "-" else 1


def _hangs_on_word(low: str, readings: list[Reading], index: int) -> bool:
    """Whether a word and a slash stand before: "tiêu chí/92 xã" is a rate, its 92 no count of the sentence. Where the
    number before the slash counts the same, it is one: "1.840 em đỗ/2.300 em"; and so it is of what stands for "với".
    """
    start = readings[index].start
    before = low[max(0, start - 4) : start]
    if "/" not in before or not _SLASH_BEHIND_WORD.search(before):
        return False
    if index and _counted_beside(low, readings[index - 1], readings[index]):
        return False
    nouns = [_NOUN_BEHIND.match(low, reading.end) for reading in readings[max(0, index - 1) : index + 1]]
    return len(nouns) < 2 or nouns[0] is None or nouns[1] is None or nouns[0].group() != nouns[1].group()


def _counted_beside(low: str, first: Reading, last: Reading) -> bool:
    """ "43 CĐCS/5.812 đoàn viên": the slash stands for "với"."""
    noun = low[first.end : last.start].rstrip("/ \n").strip()
    partners = loading.load_yaml("numbers.yaml")["slash_counts"].get(noun, ())
    return any(regex.match(rf" ?{regex.escape(word)}(?!\p{{L}})", low[last.end : last.end + 40]) for word in partners)


def example_results(text: str) -> list[Found]:
    """What the number rules find in an example of `patterns/numbers.yaml`."""
    return [Found(m.rule, m.start, m.end, fields_of(m.value)) for m in lex_numbers(text)]
