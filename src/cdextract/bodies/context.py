"""Which union body, district and province each figure is about: a reader that walks the article once.

The body of a figure is the last one named before it as a *subject* in its sentence; a body that only gives the plan,
praises, is a guest or a partner is no subject (`roles`). Without one, the body spoken of carries on; after a list of
examples, and at a new paragraph, the article's own body takes over again (`referents` finds it, and resolves words
such as "LĐLĐ huyện" and "toàn tỉnh"). How names become districts and provinces: `orgs`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cdextract.bodies.lexing import Anaphor, Body, Place, lex_bodies, list_of_bodies
from cdextract.bodies.orgs import Placed, canonical, nowhere, place_to_body
from cdextract.bodies.referents import Named
from cdextract.bodies.roles import cues, opens_clause
from cdextract.bodies.whereabouts import whereabouts
from cdextract.rules.compiled import compile_rule
from cdextract.text.normalised import Text, normalise
from cdextract.text.spans import Block, Mention, Sentence

__all__ = ["Placed", "assign_bodies", "list_of_bodies"]

SILENT_ZONES = frozenset({"teaser", "caption", "byline", "footer", "dateline"})
RUNNING_ZONES = frozenset({"list", "table"})  # their items go on with what stands before them
CONTEXT_TYPES = ("body", "place", "anaphor")

_CARRIED = "carried from the sentence before"
_BULLET = compile_rule(r"[\s\-•+*|]*(?:\d{1,2}[.)|]\s*)?")
_COLON_NUMBER = compile_rule(r"\s?:\s?\d")


@dataclass(frozen=True, slots=True)
class _Referent:
    """The body, or list of bodies, that figures from `at` on are about; None: a body is named, but not which."""

    at: int
    bodies: tuple[Body | None, ...]
    how: str
    shared: bool = False  # the figures belong to the bodies in turn
    example: bool = False  # one among others: the article's own body comes back after it
    aside: bool = False  # only for what stands behind it in its sentence


class _Reader:
    """Where the reading of an article stands."""

    def __init__(self, text: Text, named: Named) -> None:
        self.text, self.named = text, named
        self.main = named.main.body if named.main else None
        self.focus: _Referent | None = None
        self.seen: list[Body] = []
        self.topic: Place | None = None
        self.last_list: tuple[Body, ...] = ()
        self.block: int | None = None
        self.main_has_figures = False
        # a union or an authority so far; a place in this sentence
        self.unions_told = self.authority_told = self.names_place = False

    def read(self, span: Sentence, mentions: Sequence[Mention]) -> list[_Referent]:
        """The referents of one sentence, in order; remembers what it names."""
        goes_on = self.names_place and span.block == self.block
        self.names_place = goes_on or any(mention.type == "place" for mention in mentions)
        sentence = self.text.norm[span.start : span.end]
        self.authority_told |= not self.unions_told and cues().authority.search(sentence) is not None
        if not mentions:
            return []
        if span.zone != "headline":
            self.unions_told |= any(m.type == "body" or (m.type == "anaphor" and m.value.union) for m in mentions)
        attends = cues().attendance.search(sentence) is not None
        shared = cues().shared_out.search(sentence) is not None
        lists = {m.start: group for group in list_of_bodies(self.text.norm, mentions) for m in group}
        referents: list[_Referent] = []
        for mention in mentions:
            found = None
            if mention.type == "place":
                found = self._from_place(span, mention)
            elif mention.type == "anaphor":
                found = self._from_anaphor(span, mention, referents[-1] if referents else self.focus, shared, attends)
            elif not attends:
                found = self._from_body(span, mention, lists.get(mention.start), shared)
            if mention.type == "body":
                self.seen.append(self.named.fullest(mention.value))
            if found is not None and not (referents and referents[-1].shared and referents[-1].bodies == found.bodies):
                referents.append(found)
        return referents

    def _before(self, span: Sentence, mention: Mention) -> str:
        return self.text.norm[span.start : mention.start]

    def _from_body(
        self, span: Sentence, mention: Mention, group: tuple[Mention, ...] | None, shared: bool
    ) -> _Referent | None:
        body, before = self.named.fullest(mention.value), self._before(span, mention)
        if not self._is_subject(span, mention, group, body):
            return None
        example = cues().example_before.search(before) is not None and not self._opens_paragraph(span, before)
        if group is None:
            return _Referent(mention.start, (body,), "in its clause", example=example)
        bodies = tuple(self.named.fullest(m.value) for m in group)
        self.last_list = bodies
        if shared:
            return _Referent(group[0].start, bodies, "in turn, from the list", shared=True, example=example)
        counted = cues().together_before.search(self._before(span, group[0]))
        if counted or cues().together_in_name.search(group[0].value.surface):
            return _Referent(group[0].start, (None,), "of several bodies together", example=True)
        if not cues().own_number.match(self.text.norm, mention.end):
            body = self.main if self.main in bodies and self.main else bodies[0]
        return _Referent(mention.start, (body,), "in its clause", example=True)

    def _is_subject(self, span: Sentence, mention: Mention, group: tuple[Mention, ...] | None, body: Body) -> bool:
        role = self.named.role(span, group[0] if group else mention)
        if role == "agent":
            return self.focus is None and self.main in (None, body)
        if role == "guest":
            return body == self.main
        if role is not None:
            return False
        if body.org_type != "grassroots" or body == self.main or _COLON_NUMBER.match(self.text.norm, mention.end):
            return True
        before = self._before(span, mention)
        told = (cues().official_before, cues().adjunct_before)
        return opens_clause(before, ends=".;") or any(cue.search(before) for cue in told)

    def _from_place(self, span: Sentence, mention: Mention) -> _Referent | None:
        """A place is its union's name where it stands as a subject ("huyện Đông Anh thành lập 12 CĐCS")."""
        if not self.named.about_unions:
            return None
        before = self._before(span, mention)
        whole = cues().place_prefix.search(before)
        before = before[: whole.start()] if whole else before
        topical = cues().topic_before.search(before) or _BULLET.fullmatch(before) or cues().in_place.search(before)
        if topical:
            self.topic = mention.value
        counted = whole and cues().total_before.search(before)
        begins = topical or counted or cues().clause_begins.search(before)
        acts = whole or cues().place_subject_after.search(self.text.norm[mention.end : span.end])
        stands = whole or self.named.can_be_place()
        body = place_to_body(mention.value, None) if begins and acts and stands else None
        if body is None:
            return None
        body = self.named.fullest(body)
        self.seen.append(body)
        how = "the place is the subject of its clause"
        return _Referent(mention.start, (body,), how, example=True, aside=bool(counted))

    def _from_anaphor(
        self, span: Sentence, mention: Mention, current: _Referent | None, shared: bool, attends: bool
    ) -> _Referent | None:
        value: Anaphor = mention.value
        quoted = self.text.norm[mention.start : mention.end]
        if value.refers == "list":
            if not self.last_list or len(self.last_list) != value.count:
                return None
            return _Referent(mention.start, self.last_list, f"'{quoted}' → the bodies listed before", shared=shared)
        names_union = value.union and value.refers == "level"
        is_subject = not attends and self.named.role(span, mention) is None
        if not (is_subject if names_union else opens_clause(self._before(span, mention))):
            return None
        if value.refers == "main" and current is not None and current.bodies == (None,) and not current.example:
            return None  # "LĐLĐ tỉnh …; các cấp công đoàn kết nạp …": those of the union that no words name
        now = current.bodies[0] if current else None
        body = self.named.resolve(value, now, self.seen, self.topic)
        if body is not None:
            known = current is not None and current.bodies == (body,)
            return None if known else _Referent(mention.start, (body,), f"anaphor '{quoted}' → {body.form}")
        if names_union and opens_clause(self._before(span, mention)):
            return _Referent(mention.start, (None,), f"'{quoted}' is not named anywhere in the article")
        return None

    # -- figures

    def carried(self, span: Sentence) -> _Referent | None:
        """The body that a sentence begins with, before it names any."""
        main = self.named.main
        own = _Referent(span.start, (main.body,), main.how) if main else None
        if self.focus is None:
            return own
        focus = self.focus if self.focus.how == _CARRIED else replace(self.focus, how=_CARRIED)
        if own is None or self.main in focus.bodies:
            return replace(focus, bodies=focus.bodies[:1], shared=False) if focus.shared else focus
        returns = self._new_paragraph(span) or self._speaks_of_the_whole(span, focus.bodies[0])
        returns = returns and ((main and main.strong) or self.main_has_figures)
        if focus.example or len(focus.bodies) > 1 or returns:
            return replace(own, how=f"back to the article's body ({own.how})")
        return focus

    def _opens_paragraph(self, span: Sentence, before: str) -> bool:
        """Whether a body stands at the head of a paragraph as what all of it is about ("Còn tại Công đoàn …,")."""
        return self._new_paragraph(span) and cues().in_place.fullmatch(before) is not None

    def _new_paragraph(self, span: Sentence) -> bool:
        return self.block is not None and span.block != self.block and span.zone not in RUNNING_ZONES

    def _speaks_of_the_whole(self, span: Sentence, part: Body | None) -> bool:
        """Whether a sentence in an article on a province leaves one of its districts ("Ngoài ra, …")."""
        wider = self.main is not None and self.main.org_type in ("province", "national")
        narrow = part is not None and part.org_type not in ("province", "national")
        return wider and narrow and cues().returns.search(self.text.norm[span.start : span.end]) is not None

    def place_figures(
        self, span: Sentence, referents: list[_Referent], figures: list[tuple[int, int, int]]
    ) -> dict[int, tuple[Body | None, str]]:
        """The body and reason of each figure (index, start, end) of a sentence."""
        if not figures or self._speaks_of_no_union(span, referents):
            return {}
        carried = self.carried(span)
        chosen: dict[int, tuple[Body | None, str]] = {}
        turns: dict[int, int] = {}
        owners: set[int] = set()  # bodies named behind a figure, which are not those of the next one
        for index, _, end in sorted(figures, key=lambda figure: (figure[1], figure[0])):
            left = [referent for referent in referents if referent.at < end and referent.at not in owners]
            behind = None if left else self._behind(end, [referent for referent in referents if referent.at >= end])
            if behind is not None:
                owners.add(behind.at)
            referent = left[-1] if left else behind or carried
            if referent is None:
                continue
            turn = turns.get(referent.at, 0)
            turns[referent.at] = turn + 1
            body = referent.bodies[turn % len(referent.bodies)]
            chosen[index] = body, referent.how
            self.main_has_figures |= body == self.main
        return chosen

    def _speaks_of_no_union(self, span: Sentence, referents: Sequence[_Referent]) -> bool:
        """Whether a sentence says nothing of unions and tells an authority's field ("Theo Bảo hiểm xã hội tỉnh, số nợ
        là 96,4 tỷ đồng"); before the first union of the text also one that names a place or company.
        """
        said = self.text.norm[span.start : span.end]
        if cues().union_matters.search(said):
            return False
        if not referents and cues().authority.search(said):
            return True
        of_authority = self.authority_told and not self.named.union_in_title
        return not self.unions_told and (self.names_place or of_authority or cues().company.search(said) is not None)

    def _behind(self, end: int, referents: list[_Referent]) -> _Referent | None:
        """A body named right behind the figure as its owner ("12 CĐCS thuộc LĐLĐ quận X")."""
        if not referents:
            return None
        unknown = self.focus is None and self.main is None
        if unknown or cues().belongs_between.search(self.text.norm[end : referents[0].at]):
            return replace(referents[0], how="named behind the figure")
        return None

    def leave(self, span: Sentence, referents: list[_Referent]) -> None:
        """Remember what the next sentence may carry on."""
        referents = [referent for referent in referents if not referent.aside]
        left = None if referents else self.carried(span)
        if referents:
            others = {body for referent in referents for body in referent.bodies} - {self.main}
            left = replace(referents[-1], example=referents[-1].example or len(others) > 1)
        self.focus = left or self.focus
        self.block = span.block


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

    `mentions_by_sentence[i]` are the mentions of `sentences[i]`, their offsets counted in `text.norm` (other types
    than `body`, `place` and `anaphor` are ignored); a figure is (sentence index, start, end) in `text.norm`; `dates`
    are the ends of the figures' periods, which decide what a name meant; `published` stands in for a missing one.
    Figures of one sentence that share a list of bodies ("lần lượt", "đều") take the bodies in turn. A figure with no
    body has all fields null.
    """
    title = lex_bodies(normalise(article_title).norm, headline=True) if article_title else []
    mentions = [_in_order(group) for group in mentions_by_sentence]
    context = [(span, group) for span, group in zip(sentences, mentions, strict=True) if span.zone not in SILENT_ZONES]
    named = Named(text, title, context)
    reader = _Reader(text, named)
    days = [day or published for day in dates]
    if not named.names_unions:
        return whereabouts(text.norm, title, context, [(start, end) for _, start, end in figures], days)
    by_sentence: dict[int, list[tuple[int, int, int]]] = {}
    for index, (sentence, start, end) in enumerate(figures):
        by_sentence.setdefault(sentence, []).append((index, start, end))
    chosen: dict[int, tuple[Body | None, str]] = {}
    for number, span in enumerate(sentences):
        silent = span.zone in SILENT_ZONES
        referents = [] if silent else reader.read(span, mentions[number])
        chosen |= reader.place_figures(span, referents, by_sentence.get(number, []))
        if not silent and span.zone != "headline":
            reader.leave(span, referents)
    there: list[Placed] = []
    if len(chosen) < len(figures):
        there = whereabouts(text.norm, title, context, [(start, end) for _, start, end in figures], days)
    return [
        _placed(*chosen[index], day, named.provinces) if index in chosen else there[index]
        for index, day in enumerate(days)
    ]


def _in_order(mentions: Sequence[Mention]) -> list[Mention]:
    return sorted((m for m in mentions if m.type in CONTEXT_TYPES), key=lambda mention: mention.start)


def _placed(body: Body | None, how: str, on: date | None, provinces: frozenset[str]) -> Placed:
    return replace(canonical(body, on, provinces), how=how) if body else nowhere(how)
