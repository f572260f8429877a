"""What an article names: its bodies and places, its own body, and what words such as "LĐLĐ huyện" stand for in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cdextract.bodies import gazetteer
from cdextract.bodies.orgs import article_provinces, canonical, place_to_body
from cdextract.bodies.placenames import name_at
from cdextract.bodies.roles import cues, role_of
from cdextract.bodies.union_words import lexicon
from cdextract.bodies.values import Anaphor, Body, Place
from cdextract.text.normalised import Text
from cdextract.text.spans import Mention, Sentence

_KINDS = {
    "national": ("national",),
    "sector": ("sector", "zone"),
    "corporation": ("corporation", "grassroots"),
    "grassroots": ("grassroots",),
    "commune": ("commune",),
}
_PRESENT = frozenset({"agent", "guest", "host", "source"})  # parts of bodies that are there
_KEPT_FORM = ("sector", "zone", "corporation", "grassroots")


@dataclass(frozen=True, slots=True)
class Main:
    """The article's own body. `strong`: the headline names it, so that a new paragraph comes back to it."""

    body: Body
    how: str
    strong: bool


class Named:
    """The bodies and places of an article.

    `context` holds, for each sentence that is read, the sentence and its mentions in order.
    """

    def __init__(
        self, text: Text, title: Sequence[Mention], context: Sequence[tuple[Sentence, Sequence[Mention]]]
    ) -> None:
        self._text, self._title, self._context = text, title, context
        everything = [*(mention for _, mentions in context for mention in mentions), *title]
        self.bodies: list[Body] = [mention.value for mention in everything if mention.type == "body"]
        self.places: list[Place] = [mention.value for mention in everything if mention.type == "place"]
        self.anaphors: list[Anaphor] = [mention.value for mention in everything if mention.type == "anaphor"]
        self.about_unions = any(word in text.lower for word in lexicon().tells_of_unions)
        self.union_in_title = any(mention.type == "body" for mention in title)
        self.names_unions = bool(self.bodies) or any(anaphor.union for anaphor in self.anaphors)
        self.provinces = article_provinces([*self.bodies, *self.places])
        self.main = self._main()

    def fullest(self, body: Body) -> Body:
        """The same body as the article names it most fully: with type word, province, place of a sector union."""
        if body.label:
            same = [other for other in self.bodies if other.label and _same_label(body, other)]
            best = max(same, key=_told_fully, default=body)
            told = best.province or next((other.province for other in same if other.province), None)
            return best if told == best.province else replace(best, province=told)
        level, province = body.level, body.province
        for other in self.bodies:
            if level and province:
                break
            if not other.label and body.name == other.name and _agree(level, other.level):
                level, province = level or other.level, province or other.province
        if level == body.level and province == body.province:
            return body
        return replace(body, level=level, province=province)

    # -- the article's own body

    def _main(self) -> Main | None:
        found = self._in_title() or self._of_title_place() or self._first_subject()
        return found or self._of_place() or self._country()

    def _in_title(self) -> Main | None:
        body = next((mention.value for mention in self._title if mention.type == "body"), None)
        return Main(self.fullest(body), "from the headline", True) if body else None

    def _title_places(self) -> Iterator[Place]:
        return (mention.value for mention in self._title if mention.type == "place")

    def _of_title_place(self) -> Main | None:
        for place in self._title_places():
            for body in self.bodies:
                if body.name == place.name and not body.label:
                    return Main(self.fullest(body), "from the place in the headline", True)
        return None

    def _first_subject(self) -> Main | None:
        """The first body that a sentence reports on; else the first that is there in another part."""
        weak: Body | None = None
        for span, mentions in self._context:
            if cues().attendance.search(self._text.norm, span.start, span.end):
                continue
            for mention in mentions:
                if mention.type == "anaphor" and weak is None and (main := self._derived(span, mention)):
                    return main
                if mention.type != "body":
                    continue
                role = self.role(span, mention)
                if role is None:
                    return Main(self.fullest(mention.value), "the first body of the article", False)
                gives_plan = role == "agent" and mention.value.org_type == "national"  # to a union that is not named
                weak = weak or (mention.value if role in _PRESENT and not gives_plan else None)
        return Main(self.fullest(weak), "the only body of the article", False) if weak else None

    def _derived(self, span: Sentence, mention: Mention) -> Main | None:
        """ "LĐLĐ tỉnh" as the first subject of the text, its name being in the headline only."""
        value: Anaphor = mention.value
        if value.refers != "level" or not value.union or self.role(span, mention) is not None:
            return None
        return self._of_title_level(value.level)

    def _of_title_level(self, level: str | None) -> Main | None:
        bodies = (place_to_body(place, level) for place in self._title_places())
        body = next((body for body in bodies if body is not None), None)
        return Main(body, f"'{level}' of the place in the headline", True) if body else None

    def _of_place(self) -> Main | None:
        """No body is named, only "LĐLĐ huyện" or the like and the place: in the headline, or the only province."""
        levels = [anaphor.level for anaphor in self.anaphors if anaphor.refers == "level"]
        if not self.about_unions:
            return None
        for level in levels:
            if main := self._of_title_level(level):
                return main
        body = self.province_body(None, "tỉnh") if "tỉnh" in levels else None
        return Main(body, "the only province of the article", False) if body else None

    def _country(self) -> Main | None:
        """An article on the whole country in which the central union only gives the plan."""
        national = next((body for body in self.bodies if body.org_type == "national"), None)
        told = any(anaphor.refers == "national" for anaphor in self.anaphors)
        return Main(national, "the article is on the whole country", False) if national and told else None

    # -- what a mention is

    def role(self, span: Sentence, mention: Mention) -> str | None:
        """The part that a body or anaphor plays in its sentence (`roles.role_of`)."""
        org_type = mention.value.org_type if mention.type == "body" else "district"
        sentence = self._text.norm[span.start : span.end]
        return role_of(sentence, mention.start - span.start, mention.end - span.start, org_type)

    def resolve(self, anaphor: Anaphor, now: Body | None, seen: Sequence[Body], topic: Place | None) -> Body | None:
        """The body that an anaphor stands for, while `now` and `topic` are spoken of and after `seen` were named."""
        main = self.main.body if self.main else None
        now = now or main
        if anaphor.refers == "main":
            return main
        if anaphor.refers in ("focus", "here"):
            return (place_to_body(topic, None) if topic and anaphor.refers == "here" else None) or now
        recent = [body for body in (now, main, *reversed(seen)) if body is not None]
        if anaphor.refers == "level":
            return self._of_level(anaphor, now, recent, topic)
        if anaphor.refers == "commune":
            recent = [body for body in (*recent, *self.bodies) if f" {anaphor.level} " in body.label]
        return next((body for body in recent if body.org_type in _KINDS[anaphor.refers]), None)

    def _of_level(self, anaphor: Anaphor, now: Body | None, recent: Iterable[Body], topic: Place | None) -> Body | None:
        level = anaphor.level
        if topic is not None and anaphor.union:
            body = place_to_body(topic, level)
            if body is not None and body.level == level:
                return self.fullest(body)
        body = next((body for body in recent if _has_level(body, level)), None)
        if body is None and now is not None:
            body = self.province_body(now, level)
        if body is not None or not self.about_unions:
            return body
        derived = (place_to_body(place, level) for place in (*self.places, *self._in_labels(level)))
        body = next((body for body in derived if body is not None and body.level == level), None)
        return body or self.province_body(None, level)

    def _in_labels(self, level: str | None) -> Iterator[Place]:
        """Places at the end of the names of other unions: "Công đoàn Giáo dục huyện Nông Cống"."""
        if level is None:
            return
        typed = f" {level} "
        for label in (body.label for body in self.bodies if typed in body.label):
            found = name_at(label, label.index(typed) + len(typed), level)
            if found:
                yield Place(level, found[0], label)

    def province_body(self, now: Body | None, level: str | None) -> Body | None:
        """The union of the province that `now` lies in, or of the only province told of; of that type word only."""
        if level not in ("tỉnh", "thành phố"):
            return None
        province = next(iter(self.provinces)) if len(self.provinces) == 1 else None
        if now is not None:
            province = canonical(now, None, self.provinces).province
        unit = gazetteer.load().province(province) if province else None
        if unit is None or unit.type != level:
            return None
        return Body("province", unit.type, unit.name, "", unit.name)

    def can_be_place(self) -> bool:
        """Whether a place may stand for its union here: not in an article on a sector, zone or company union."""
        return self.about_unions and (self.main is None or self.main.body.org_type not in _KEPT_FORM)


def _label_words(label: str) -> list[str]:
    """The words of a label that tell it from others, abbreviations written out."""
    lists = lexicon()
    full = lists.short_word.sub(lambda match: lists.written_out[match[0].lower()], label).lower()
    words = lists.legal_form.sub(" ", full).replace("-", " ").replace("–", " ").split()
    return [word for word in words if word not in lists.not_telling]


def _told_fully(body: Body) -> tuple[bool, int, int, int]:
    placed = body.name is not None or body.org_type == "grassroots"
    capitals = sum(map(str.isupper, body.label))  # those of a headline in capitals throughout are guessed
    return placed, len(_label_words(body.label)), len(body.label), capitals


def _same_label(one: Body, other: Body) -> bool:
    """Whether two labels name one body: alike but for small words, or the one without its place ("… Y tế tỉnh")."""
    words, full = _label_words(one.label), _label_words(other.label)
    beginning = not one.name and one.org_type == other.org_type != "grassroots" and full[: len(words)] == words
    return words == full or (beginning and len(words) > 2)


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


def _has_level(body: Body, level: str | None) -> bool:
    if body.label:
        return False
    if body.level is None:
        return level in {unit.type for unit in gazetteer.load().versions(body.name or "")}
    return body.level == level
