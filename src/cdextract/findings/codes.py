"""The stable codes of findings, as linters have them, with a page of text for each: data for `explain CODE` and SARIF.

A code never changes its meaning and is never used again for something else. CD1xx: a percentage and its numbers;
CD2xx: what could not be checked; CD3xx: words against numbers; CD4xx: figures against each other; CD5xx: likely causes.
"""

from __future__ import annotations

from dataclasses import dataclass

LEVELS = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding: `level` is SARIF's; `page` says what it means, with an example, and what to do."""

    code: str
    name: str
    level: str
    summary: str
    page: str


CODES: tuple[Code, ...] = (
    Code(
        "CD101", "percent-mismatch", "error",
        "The stated percentage agrees with its numbers under no rounding",
        "Value and base (or difference) were recomputed with all that their printed digits leave\n"
        "open, and no rounding, cutting off included, gives the stated percentage.\n\n"
        "    thành lập 48/45 CĐCS (đạt 160,7%)     48 ÷ 45 × 100 ≈ 106,67; stated 160,7%\n\n"
        "The numbers disagree; which of them is wrong they do not say. See the diagnosis (CD5xx) for\n"
        "the likeliest cause, compare with the source, correct the value or confirm the flag.",
    ),
    Code(
        "CD102", "percent-cut-off", "note",
        "The percentage is right only if it was cut off or rounded the wrong way",
        "The recomputed percentage is less than one unit of the last printed digit away from the\n"
        "stated one, but does not round to it.\n\n"
        "    thành lập 8/3 CĐCS (đạt 266,66%)      8 ÷ 3 × 100 ≈ 266,667; stated 266,66%\n\n"
        "Harmless; nothing to do unless exact rounding is house style.",
    ),
    Code(
        "CD103", "percent-impossible", "error",
        "No base is stated, and no whole base gives the percentage",
        "The article gives a whole count and a percentage, but not what the percentage is taken of.\n"
        "No whole number of members, unions or cases could give this percentage, not even cut off.\n\n"
        "    thành lập 7 CĐCS, đạt 45% kế hoạch    7 of 15 is 46,67 %, 7 of 16 is 43,75 %\n\n"
        "Count or percentage is wrong, or the percentage is of something else. It is only said where\n"
        "it could be noticed: see `power`.",
    ),
    Code(
        "CD201", "percent-uncheckable", "note",
        "A part is missing, or hedged too loosely to decide",
        "There is no percentage, no number it could be recomputed from, or a hedge (gần, hơn, khoảng)\n"
        "that fits and could as well not fit. No statement is made about the figure.",
    ),
    Code(
        "CD202", "base-implied", "note",
        "No base is stated; whole bases exist that give the percentage",
        "    thành lập 12 CĐCS, đạt 200%           6 is the only whole base that gives 200 %\n\n"
        "`base_implied` holds the base where there is only one. It was not in the article: quote it\n"
        "as derived.",
    ),
    Code(
        "CD301", "side-of-target", "error",
        "Words or percentage say one side of the target, the numbers the other",
        "    vượt chỉ tiêu với 802/1.000 đoàn viên (đạt 80,2%)\n\n"
        "The words say that the target was passed, the numbers that it was missed\n"
        "(`said_over_is_under`), or the other way round (`said_under_is_over`). A reader takes away\n"
        "the wrong result, however small the slip.",
    ),
    Code(
        "CD401", "part-exceeds-whole", "error",
        "A part is larger than the whole it is a part of",
        "    thành lập 12 CĐCS, trong đó 18 CĐCS ngoài khu vực Nhà nước\n\n"
        "Both figures are of the same kind, and the part is larger whatever their printed digits\n"
        "leave open.",
    ),
    Code(
        "CD402", "shares-exceed-whole", "warning",
        "The shares of one whole add up to more than it",
        "    trong đó 52 CĐCS loại tốt (chiếm 60%), 41 CĐCS loại khá (chiếm 50%)\n\n"
        "Only a warning: shares may overlap (men and party members of one workforce), and then the\n"
        "sum means nothing.",
    ),
    Code(
        "CD403", "values-differ-in-article", "warning",
        "One article states two values for the same figure",
        "Same body, same period, same indicator, two values that no printed digit or hedge\n"
        "reconciles. One may be of a part of the body, of a part of the period, or wrong.",
    ),
    Code(
        "CD404", "values-differ-between-articles", "warning",
        "Two articles state different values for the same figure",
        "Same body, same period, same indicator in two articles. Later articles often hold corrected\n"
        "numbers; the dates of publication are beside the evidence.",
    ),
    Code(
        "CD501", "swapped", "note",
        "Likely cause: value and base have changed places",
        "    5/4 lớp (đạt 80%)                     4 ÷ 5 × 100 = 80",
    ),
    Code(
        "CD502", "exceeded_for_attained", "note",
        "Likely cause: 'vượt' (or tăng, giảm) beside the attained level",
        "    11/10 CĐCS (vượt 110%)                11 ÷ 10 × 100 = 110: attained; exceeded by 10 %",
    ),
    Code(
        "CD503", "attained_for_exceeded", "note",
        "Likely cause: 'đạt' beside the excess",
        "    11/10 CĐCS (đạt 10%)                  (11 − 10) ÷ 10 × 100 = 10: exceeded; attained 110 %",
    ),
    Code(
        "CD504", "on_new_level", "note",
        "Likely cause: the change was divided by the new level",
        "    từ 120 lên 160 (tăng 25%)             40 ÷ 160 × 100 = 25; of the old level it is 33,33 %",
    ),
    Code(
        "CD505", "decimal_slip", "note",
        "Likely cause: a number is 10 or 100 times too large or too small",
        "    12.480 of 10.000 (đạt 12,48%)         12.480 ÷ 10.000 × 100 = 124,8",
    ),
    Code(
        "CD506", "other_base", "note",
        "Likely cause: the percentage is of another number of the sentence",
        "    115 trong 205 doanh nghiệp; 40/115 đối thoại (19,5%)     40 ÷ 205 × 100 = 19,5",
    ),
    Code(
        "CD507", "digit_typo", "note",
        "Likely cause: one wrong digit, or two neighbouring digits swapped",
        "    102/120 (chiếm 58%)                   102 ÷ 120 × 100 = 85: two digits swapped\n\n"
        "With whole percentages many a wrong number is one digit away from a right one: weak evidence\n"
        "then.",
    ),
    Code(
        "CD508", "implied_base", "note",
        "Likely cause: the percentage is of a whole number that the text does not state",
        "    80/165 (đạt 54,42%)                   80 ÷ 147 × 100 = 54,42\n\n"
        "`implied_base:147`: 147 is the only whole number that gives the percentage, and it is near\n"
        "the stated base.",
    ),
)  # fmt: skip

BY_CODE: dict[str, Code] = {code.code: code for code in CODES}
BY_NAME: dict[str, Code] = {code.name: code for code in CODES}

_OF_VERDICT = {
    "inconsistent": "CD101", "truncated": "CD102", "impossible": "CD103", "uncheckable": "CD201", "implied": "CD202",
}  # fmt: skip


def find(name: str) -> Code | None:
    """The code that goes by a number or a name, in any case: "cd101", "percent-mismatch", "implied_base:147".

    >>> find("cd102").name, find("implied_base:147").code, find("CD999")
    ('percent-cut-off', 'CD508', None)
    """
    key = name.strip().partition(":")[0]
    return BY_CODE.get(key.upper()) or BY_NAME.get(key.lower())


def codes_of(verdict: str, *, decision: str | None = None, diagnosis: str | None = None) -> list[str]:
    """The codes of one row of a table, the most important first; none where it is consistent.

    >>> codes_of("inconsistent", decision="said_over_is_under", diagnosis="implied_base:147")
    ['CD101', 'CD301', 'CD508']
    """
    found = [_OF_VERDICT[verdict]] if verdict in _OF_VERDICT else []
    if decision:
        found.append("CD301")
    cause = find(diagnosis) if diagnosis else None
    return [*found, cause.code] if cause else found
