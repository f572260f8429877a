"""What a rule makes of one quantity and what is claimed of it."""

from __future__ import annotations

from dataclasses import dataclass

from cdextract.numbers.lexing import Percent, Quantity


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity and one percentage claimed of it. Item indices refer to the items of its sentence.

    `first`, `last` enclose all items that the rule read; `head` is the item of the quantity (of the percentage where no
    quantity is stated). `restates` tells that an earlier figure of the sentence has the same quantity: their difference
    in index is 1, 2 …
    """

    rule: str
    first: int
    last: int
    head: int
    value: Quantity | None = None
    value_approx: str | None = None
    base: Quantity | None = None
    base_approx: str | None = None
    delta: Quantity | None = None
    percent: Percent | None = None
    percent_approx: str | None = None
    kind: str | None = None
    exceeded: Percent | None = None
    restates: int | None = None
    is_ratio: bool = False
    of_whole: bool = False  # the base is a whole named before it in the sentence
    is_whole: bool = False  # no figure: what the shares behind it are taken of
    is_gain: bool = False  # the quantity is a difference: "tăng thêm 56 CĐCS"
    level: Quantity | None = None  # what it rose to by that difference, where both are told
    plan_first: bool = False  # the plan is told before the claim
    of_past: bool = False
    of_plan: bool = False  # the claim names a plan
    says_share: bool = False  # "chiếm"
    says_rate: bool = False  # "tỷ lệ"
    about: tuple[str, ...] = ()  # the things counted that a change names: "tăng 14,3% về số dự án"
    subject: tuple[str, ...] = ()  # the words before a change: "thiệt hại tài sản tăng 82%"

    @property
    def bare(self) -> bool:
        """Nothing is claimed of the quantity: neither a percentage nor a base nor a change."""
        return self.percent is None and self.base is None and self.delta is None
