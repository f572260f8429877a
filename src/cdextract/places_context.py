"""Which union body, district and province each figure is about: a reader that walks the article once.

The body of a figure is the last one named before it as a *subject* in its sentence; a body that only gives the plan, praises,
is a guest or a partner is no subject (`patterns/anaphors.yaml`, roles). Without one, the body spoken of carries on; after a
list of examples, and at a new paragraph, the article's own body takes over again. Words such as "LĐLĐ huyện" and "toàn tỉnh"
are resolved against the bodies and places named so far. How names become districts and provinces: `orgs`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import regex

from cdextract import gazetteer
from cdextract.bodies import DISTRICT_LEVELS, Anaphor, Body, Place, lex_bodies
from cdextract.orgs import Placed, article_provinces, canonical, nowhere, place_to_body
from cdextract.rules import load_yaml
from cdextract.spans import Block, Mention, Sentence
from cdextract.text import Text, normalise

__all__ = ["Placed", "assign_bodies", "list_of_bodies"]

SILENT_ZONES = frozenset({"teaser", "caption", "byline", "footer", "dateline"})
RUNNING_ZONES = frozenset({"list", "table"})  # their items go on with what stands before them
CONTEXT_TYPES = ("body", "place", "anaphor")


@dataclass(frozen=True, slots=True)
class _Role:
    id: str
    role: str
    before: regex.Pattern[str]
    after: regex.Pattern[str]
    only: str | None


@dataclass(frozen=True, slots=True)
class _Cues:
    roles: tuple[_Role, ...]
    attendance: regex.Pattern[str]
    shared_out: regex.Pattern[str]
    light: regex.Pattern[str]
    topic: regex.Pattern[str]
    example: regex.Pattern[str]
    place_subject: regex.Pattern[str]
    belongs: regex.Pattern[str]
    place_prefix: regex.Pattern[str]
    official: regex.Pattern[str]


@cache
def _cues() -> _Cues:
    data = load_yaml("anaphors.yaml")

    def compiled(pattern: str) -> regex.Pattern[str]:
        return regex.compile(pattern, regex.IGNORECASE)

    roles = tuple(
        _Role(rule["id"], rule["role"], compiled(rule["before"]), compiled(rule["after"]), rule.get("only"))
        for rule in data["roles"]
    )
    words = "|".join(regex.escape(word) for word in data["light_words"])
    return _Cues(
        roles=roles,
        attendance=compiled(data["attendance"]),
        shared_out=compiled(data["shared_out"]),
        light=compiled(rf"^(?:{words}|[\d\s/.%()-])*$"),
        topic=compiled(data["topic_before"]),
        example=compiled(data["example_before"]),
        place_subject=compiled(data["place_subject_after"]),
        belongs=compiled(data["belongs_between"]),
        place_prefix=compiled(data["place_prefix"]),
        official=compiled(data["official_before"]),
    )


def role_of(sentence: str, start: int, end: int, org_type: str = "district") -> str | None:
    """The part a body named at `sentence[start:end]` plays, or None when it is a subject.

    >>> text = "đạt 120% kế hoạch LĐLĐ tỉnh giao"
    >>> role_of(text, text.index("LĐLĐ"), text.index(" giao"))
    'giver'
    """
    before, after = sentence[:start], sentence[end:]
    for rule in _cues().roles:
        if rule.only is not None and rule.only != org_type:
            continue
        if rule.before.search(before) and rule.after.search(after):
            return rule.role
    return None


_LIST_JOINT = regex.compile(r"\s*(?:,|;|và|&|cùng|với|cùng với)?\s*(?:và\s+)?(?:các\s+)?", regex.IGNORECASE)


def list_of_bodies(text: str, mentions: Sequence[Mention]) -> list[tuple[Mention, ...]]:
    """The lists of two and more bodies in a sentence ("LĐLĐ quận A và LĐLĐ quận B"), in order.

    `text` is what the mentions' offsets count in. With "lần lượt", "tương ứng" or "đều" behind it, the figures that follow
    belong to the bodies in turn: a caller makes one figure for each body, and `assign_bodies` binds the k-th to the k-th.

    >>> sentence = "LĐLĐ huyện Ba Vì và LĐLĐ huyện Mê Linh lần lượt kết nạp 120 và 80 đoàn viên"
    >>> [[m.value.name for m in group] for group in list_of_bodies(sentence, lex_bodies(sentence))]
    [['Ba Vì', 'Mê Linh']]
    """
    groups: list[list[Mention]] = []
    for mention in (m for m in mentions if m.type == "body"):
        if groups and _LIST_JOINT.fullmatch(text, groups[-1][-1].end, mention.start):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return [tuple(group) for group in groups if len(group) > 1]


@dataclass(slots=True)
class _Referent:
    """The body (or list of bodies) that figures from `at` on are about."""

    at: int
    bodies: tuple[Body | None, ...]  # None: a body is named, but not which
    how: str
    shared: bool = False
    example: bool = False


class _Reader:
    """What is known while the article is read."""

    def __init__(self, title: list[Mention], sentences: list[list[Mention]], text: Text, spans: Sequence[Sentence]) -> None:
        self.text, self.spans, self.mentions, self.title = text, spans, sentences, title
        self.union = any(word in text.lower for word in ("lđlđ", "ldld", "liên đoàn lao động", "công đoàn", "cđcs"))
        everything = [*title, *(mention for group in sentences for mention in group)]
        self.named: list[Body] = [mention.value for mention in everything if mention.type == "body"]
        self.places: list[Place] = [mention.value for mention in everything if mention.type == "place"]
        self.main, self.main_how, self.strong = self._find_main()
        self.focus: _Referent | None = None
        self.seen: list[Body] = [] if self.main is None else [self.main]
        self.topic: Place | None = None
        self.last_list: tuple[Body, ...] = ()
        self.main_has_figures = False
        self.block: int | None = None

    # -- the article's own body

    def _find_main(self) -> tuple[Body | None, str, bool]:
        for mention in self.title:
            if mention.type == "body":
                return self.fullest(mention.value), "from the headline", True
        places = [m.value for m in self.title if m.type == "place"]
        for place in places:
            for body in self.named:
                if body.name == place.name and not body.label:
                    return body, "from the place in the headline", True
        subjects = self._first_subject()
        if subjects is not None:
            return subjects, "the first body of the article", False
        return self._from_title_place(places)

    def _from_title_place(self, places: list[Place]) -> tuple[Body | None, str, bool]:
        """A body that only its place is named of: the place in the headline, if "LĐLĐ huyện" or the like is in the text."""
        anaphors = [m.value for group in self.mentions for m in group if m.type == "anaphor" and m.value.refers == "level"]
        for place in places:
            for anaphor in anaphors:
                body = place_to_body(place, anaphor.level)
                if body is not None and self.union:
                    return body, f"'{anaphor.level}' of the place in the headline", True
        return None, "", False

    def _first_subject(self) -> Body | None:
        weak: Body | None = None
        for span, group in zip(self.spans, self.mentions, strict=True):
            sentence = self.sentence(span)
            if span.zone in SILENT_ZONES or _cues().attendance.search(sentence):
                continue
            for mention in group:
                if mention.type != "body":
                    continue
                role = self.role(span, mention)
                if role is None:
                    return self.fullest(mention.value)
                weak = weak or (mention.value if role in ("agent", "guest", "source") else None)
        return weak

    def fullest(self, body: Body) -> Body:
        """The same body as the article names it most fully: with its province, or a sector union with its place."""
        for other in self.named:
            if body.label and not body.name and other.name and _same_label(body, other):
                return other
            if not body.label and body.name == other.name and not other.label and _agree(body.level, other.level):
                body = replace(body, level=body.level or other.level, province=body.province or other.province)
        return body

    # -- sentences

    def sentence(self, span: Sentence) -> str:
        return self.text.norm[span.start : span.end]

    def role(self, span: Sentence, mention: Mention) -> str | None:
        org_type = mention.value.org_type if mention.type == "body" else "district"
        return role_of(self.sentence(span), mention.start - span.start, mention.end - span.start, org_type)

    def read(self, span: Sentence, mentions: list[Mention]) -> list[_Referent]:
        """The referents of one sentence in order; remembers what is named."""
        sentence = self.sentence(span)
        present = bool(_cues().attendance.search(sentence))
        lists = {m.start: group for group in list_of_bodies(self.text.norm, mentions) for m in group}
        shared = bool(_cues().shared_out.search(sentence))
        referents: list[_Referent] = []
        for mention in mentions:
            current = referents[-1] if referents else self.focus
            if mention.type == "body":
                found = None if present else self._from_body(span, mention, lists.get(mention.start), shared)
                self.seen.append(self.fullest(mention.value))
            elif mention.type == "place":
                found = self._from_place(span, mention)
            else:
                found = self._from_anaphor(span, mention, current, shared)
            if found is not None and not (referents and referents[-1].bodies == found.bodies and found.shared):
                referents.append(found)
        return referents

    def _from_body(
        self, span: Sentence, mention: Mention, group: tuple[Mention, ...] | None, shared: bool
    ) -> _Referent | None:
        body = self.fullest(mention.value)
        role = self.role(span, group[0] if group else mention)
        if role == "agent" and self.focus is None and self.main in (None, body):
            role = None
        if role is not None and not (role == "guest" and body == self.main):
            return None
        before = self.text.norm[span.start : mention.start]
        if body.org_type == "grassroots" and body != self.main and not (self._opens_clause(span, mention, ends=r"[.;]") or _cues().official.search(before)):
            return None
        example = bool(_cues().example.search(before))
        if group is None:
            return _Referent(mention.start, (body,), "in its clause", example=example)
        bodies = tuple(self.fullest(m.value) for m in group)
        self.last_list = bodies
        if shared:
            return _Referent(group[0].start, bodies, "in turn, from the list", shared=True, example=example)
        following = self.text.norm[mention.end : mention.end + 40]
        first = body if regex.match(r"\s*[(:]?\s*(?:\d|với \d)", following) else bodies[0]
        return _Referent(mention.start, (first,), "in its clause", example=True)

    def _from_place(self, span: Sentence, mention: Mention) -> _Referent | None:
        """A place is the body's name where it stands as a subject ("huyện Đông Anh thành lập 12 CĐCS")."""
        if not self.union:
            return None
        before = self.text.norm[span.start : mention.start]
        after = self.text.norm[mention.end : span.end]
        whole = _cues().place_prefix.search(before)
        before = before[: whole.start()] if whole else before
        topical = bool(_cues().topic.search(before)) or not before.strip()
        if topical or regex.match(r"(?:tại|ở|riêng|còn)\s", self.text.norm[mention.start : mention.end], regex.IGNORECASE):
            self.topic = mention.value
        if self.main is not None and self.main.org_type in ("sector", "zone", "corporation", "grassroots"):
            return None
        begins = topical or regex.search(r"[;,:(]\s*(?:và )?$", before) is not None
        if not begins or not (whole or _cues().place_subject.search(after)):
            return None
        body = place_to_body(mention.value, None)
        if body is None:
            return None
        body = self.fullest(body)
        self.seen.append(body)
        return _Referent(mention.start, (body,), "the place is the subject of its clause", example=True)

    def _from_anaphor(self, span: Sentence, mention: Mention, current: _Referent | None, shared: bool) -> _Referent | None:
        value: Anaphor = mention.value
        quoted = self.text.norm[mention.start : mention.end]
        if value.refers == "list":
            same = self.last_list if len(self.last_list) == value.count else ()
            return _Referent(mention.start, same, f"'{quoted}' → the bodies listed before", shared=shared) if same else None
        body = self._resolve(value, current)
        if body is None:
            return self._unknown(span, mention, quoted) if value.union and value.refers == "level" else None
        if current is not None and current.bodies == (body,):
            return None
        if value.union and value.refers == "level":
            if self.role(span, mention) is not None or _cues().attendance.search(self.sentence(span)):
                return None
        elif not self._opens_clause(span, mention):
            return None
        return _Referent(mention.start, (body,), f"anaphor '{quoted}' → {body.form}")

    def _unknown(self, span: Sentence, mention: Mention, quoted: str) -> _Referent | None:
        """A union that is the subject and that nothing in the article names: its figures are nobody else's."""
        if self.role(span, mention) is not None or not self._opens_clause(span, mention):
            return None
        return _Referent(mention.start, (None,), f"'{quoted}' is not named anywhere in the article")

    def _opens_clause(self, span: Sentence, mention: Mention, *, ends: str = r"[.;:,(]") -> bool:
        """Whether only light words ("Tính chung, năm 2022") stand between the end of the clause before and the mention."""
        clause = regex.split(ends, self.text.norm[span.start : mention.start])[-1]
        return _cues().light.search(clause.strip()) is not None

    # -- anaphors

    def _resolve(self, value: Anaphor, current: _Referent | None) -> Body | None:
        now = current.bodies[0] if current else None
        now = now or self.main
        recent = [*([now] if now else []), *([self.main] if self.main else []), *reversed(self.seen)]
        if value.refers == "main":
            return self.main
        if value.refers == "focus":
            return now
        if value.refers == "national":
            known = [body for body in recent if body.org_type == "national"]
            return known[0] if known else None
        if value.refers == "sector":
            return next((body for body in recent if body.org_type in ("sector", "zone")), None)
        if value.refers == "corporation":
            return next((body for body in recent if body.org_type in ("corporation", "grassroots")), None)
        return self._resolve_level(value, now, recent)

    def _resolve_level(self, value: Anaphor, now: Body | None, recent: list[Body]) -> Body | None:
        if self.topic is not None and value.union:
            body = place_to_body(self.topic, value.level)
            if body is not None and body.level == value.level:
                return self.fullest(body)
        for body in recent:
            if _is_of_level(body, value.level):
                return body
        if value.level in ("tỉnh", "thành phố") and now is not None and (body := self._province_body(now, value.level)):
            return body
        bodies = (place_to_body(place, value.level) for place in self.places)
        fitting = [body for body in bodies if body is not None and body.level == value.level]
        if fitting and self.union:
            return fitting[0]
        return self._province_body(None, value.level) if self.union and value.level == "tỉnh" else None

    def _province_body(self, now: Body | None, level: str | None) -> Body | None:
        """"LĐLĐ tỉnh" in an article on a district, or on places of one province: the union of that province."""
        told = article_provinces([*self.named, *self.places])
        province = canonical(now, None, told).province if now else next(iter(told)) if len(told) == 1 else None
        unit = gazetteer.load().province(province) if province else None
        if unit is None or unit.type != level:
            return None
        return Body("province", unit.type, unit.name, "", unit.name)

    # -- figures

    def carried(self, span: Sentence) -> _Referent | None:
        """The body that a sentence begins with, before it names any."""
        main = _Referent(span.start, (self.main,), self.main_how) if self.main else None
        if self.focus is None:
            return main
        focus = replace(self.focus, how="carried from the sentence before")
        if main is None or self.main in focus.bodies:
            return focus if not focus.shared else replace(focus, bodies=focus.bodies[:1], shared=False)
        new_paragraph = self.block is not None and span.block != self.block and span.zone not in RUNNING_ZONES
        excursion = focus.example or len(focus.bodies) > 1
        if excursion or (new_paragraph and (self.strong or self.main_has_figures)):
            return replace(main, how=f"back to the article's body ({self.main_how})")
        return focus

    def place_figures(self, span: Sentence, referents: list[_Referent], figures: list[tuple[int, int, int]]) -> dict[int, tuple[Body | None, str]]:
        """The body and reason of each figure (index, start, end) of a sentence."""
        carried = self.carried(span)
        chosen: dict[int, tuple[Body | None, str]] = {}
        turns: dict[int, int] = {}
        for index, start, end in sorted(figures, key=lambda figure: (figure[1], figure[0])):
            left = [referent for referent in referents if referent.at < end]
            referent = left[-1] if left else self._behind(end, referents) or carried
            if referent is None:
                continue
            turn = turns.get(referent.at, 0) if referent.shared else 0
            turns[referent.at] = turn + 1
            body = referent.bodies[turn % len(referent.bodies)]
            chosen[index] = body, referent.how
            self.main_has_figures |= body == self.main
        return chosen

    def _behind(self, end: int, referents: list[_Referent]) -> _Referent | None:
        """A body named right behind the figure as its owner ("12 CĐCS thuộc LĐLĐ quận X")."""
        if not referents:
            return None
        between = self.text.norm[end : referents[0].at]
        if self.focus is None and self.main is None or _cues().belongs.search(between):
            return replace(referents[0], how="named behind the figure")
        return None

    def leave(self, span: Sentence, referents: list[_Referent]) -> None:
        """Remember what the next sentence may carry on."""
        self.focus = self._left_behind(span, referents) or self.focus
        self.block = span.block

    def _left_behind(self, span: Sentence, referents: list[_Referent]) -> _Referent | None:
        if not referents:
            return self.carried(span)
        several = {body for referent in referents for body in referent.bodies} - {self.main}
        last = referents[-1]
        return replace(last, example=last.example or len(several) > 1)


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _same_label(short: Body, full: Body) -> bool:
    """Whether a label without its place ("Công đoàn ngành Y tế tỉnh") is the beginning of a fuller one."""
    words = short.label.lower().split()
    while words and words[-1] in ("tỉnh", "phố", "thành", "tp", *DISTRICT_LEVELS):
        words.pop()
    return len(words) > 2 and full.label.lower().split()[: len(words)] == words


def _is_of_level(body: Body, level: str | None) -> bool:
    if body.label:
        return False
    if body.level is None:
        return level in {unit.type for unit in gazetteer.load().versions(body.name or "")}
    return body.level == level


def assign_bodies(
    article_title: str | None,
    published: date | None,
    text: Text,
    blocks: list[Block],
    sentences: list[Sentence],
    mentions_by_sentence: list[list[Mention]],
    figures: list[tuple[int, int, int]],
    dates: list[date | None],
) -> list[Placed]:
    """The body, district and province of each figure, in the order given.

    `mentions_by_sentence[i]` are the mentions of `sentences[i]`, their offsets counted in `text.norm` (other types than `body`,
    `place` and `anaphor` are ignored); a figure is (sentence index, start, end) in `text.norm`; `dates` are the ends of the
    figures' periods, which decide what a name meant; `published` stands in for a missing one. Figures of one sentence that
    share a list of bodies ("lần lượt", "đều") take the bodies in turn. A figure with no body has all fields null.
    """
    title = lex_bodies(normalise(article_title).norm, headline=True) if article_title else []
    context = [
        [] if span.zone in SILENT_ZONES else sorted((m for m in group if m.type in CONTEXT_TYPES), key=lambda m: m.start)
        for span, group in zip(sentences, mentions_by_sentence, strict=True)
    ]
    reader = _Reader(title, context, text, sentences)
    provinces = article_provinces([*reader.named, *(m.value for group in (title, *context) for m in group if m.type == "place")])
    by_sentence: dict[int, list[tuple[int, int, int]]] = {}
    for index, (sentence, start, end) in enumerate(figures):
        by_sentence.setdefault(sentence, []).append((index, start, end))
    chosen: dict[int, tuple[Body | None, str]] = {}
    for number, (span, mentions) in enumerate(zip(sentences, context, strict=True)):
        if span.zone in SILENT_ZONES:
            continue
        referents = reader.read(span, mentions)
        chosen |= reader.place_figures(span, referents, by_sentence.get(number, []))
        if span.zone != "headline":
            reader.leave(span, referents)
    placed = []
    for index, end in enumerate(dates):
        body, how = chosen.get(index, (None, "no body is named"))
        placed.append(replace(canonical(body, end or published, provinces), how=how) if body else nowhere(how))
    return placed
