"""What the mentions of union bodies, places and anaphors hold."""

from __future__ import annotations

from dataclasses import dataclass, field

DISTRICT_LEVELS = ("quận", "huyện", "thị xã")
COMMUNE_LEVELS = ("phường", "xã", "đặc khu", "thị trấn")


@dataclass(frozen=True, slots=True)
class Body:
    """A union body as one mention names it.

    `org_type` is that of CONTRACT.md; for "thành phố X" and for names without a type word it is what the map of 2024
    says and is decided anew by date. `level` is the type word, `name` the standard place name, `label` the text's own
    form of a sector, zone, company or commune union ("" where `level` and `name` say all), `province` the one named
    right with it. `surface` are the words themselves: two mentions of one body are equal whatever they are.
    """

    org_type: str
    level: str | None
    name: str | None
    label: str
    surface: str = field(compare=False)
    province: str | None = None

    @property
    def form(self) -> str:
        """The canonical short form as far as the mention itself tells it.

        >>> Body("district", "huyện", "Thạch Thất", "", "các cấp công đoàn huyện Thạch Thất").form
        'LĐLĐ huyện Thạch Thất'
        """
        return self.label or " ".join(part for part in ("LĐLĐ", self.level, self.name) if part)


@dataclass(frozen=True, slots=True)
class Place:
    """A district or province named without a union word."""

    level: str | None
    name: str
    surface: str
    province: str | None = None


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Words that stand for a body named elsewhere.

    `refers` is `level` (see `level`), `sector`, `corporation`, `grassroots`, `commune`, `national`, `list` (of `count`
    bodies), `focus` (the body spoken of), `here` (the union of the place spoken of) or `main` (the article's body);
    `union` says that a union word is part of it ("LĐLĐ huyện", not "toàn huyện").
    """

    refers: str
    level: str | None = None
    union: bool = False
    count: int | None = None
