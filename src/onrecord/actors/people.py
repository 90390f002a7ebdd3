"""The people and bodies whom a text names: their names, posts, affiliations and genders."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING

from onrecord.actors.entity import Entity
from onrecord.actors.evidence import kind_before
from onrecord.actors.names import NameGroup, name_groups
from onrecord.actors.words import LOOSE
from onrecord.text import clauses, nouns
from onrecord.text.states import state_of_adjective, state_of_name

if TYPE_CHECKING:
    from onrecord.record import ActorType, Grade, Span
    from onrecord.text import Parse, Token
    from onrecord.text.nouns import Gender

KIND: dict[str, ActorType] = {"PERSON": "person", "GPE": "state", "NORP": "group", "LOC": "state"}
# What opens a post without being a part of it: "the", "its".
POINTING = frozenset({"DT", "PRP$"})
# Whoever has these under its name is an airline, "an Acme flight", but who makes them and the forces.
AIRCRAFT = frozenset({"plane", "flight", "flights", "jet", "airliner", "planes"})
MAKERS = frozenset(
    {"boeing", "airbus", "embraer", "bombardier", "cessna", "gulfstream", "tupolev", "sukhoi", "lockheed"}
)
MADE = frozenset({"write", "send", "publish", "issue", "release", "compile", "file", "conduct"})
PLURAL_TAGS = frozenset({"NNS", "NNPS"})


class People:
    """Whoever is named in one article.

    Args:
        parse: the article's grammar.
    """

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.entities: list[Entity] = []
        self.by_token: dict[int, int] = {}
        self._mentions: list[tuple[int, int]] = []  # head token and entity, sorted, for pronouns to look back to
        self._spoke: set[int] = set()
        self._words: Span | None = None  # the phrase that is being resolved, where its ends are known
        self._by_name: dict[str, int] = {}
        self._by_state: dict[str, int] = {}
        self._joint_groups: dict[tuple[int, ...], int] = {}
        self._home: dict[int, int] = {}
        self._family_names: dict[str, int] = {}
        self._by_head: dict[str, list[int]] = {}
        self._wrote: dict[str, list[tuple[int, int]]] = {}  # for a paper's noun where it stands and who wrote it
        named = [(self._add_group(group), group) for group in name_groups(parse)]
        self._tell_homes()
        for entity, group in named:
            (self._describe_person if entity.kind == "person" else self._describe_body)(entity, group)
        self._tell_genders()
        self._tell_papers()

    def home_of(self, number: int) -> int:
        """Return the state that an adjective or a capital stands for, the actor itself where it stands for none."""
        return self._home.get(number, number)

    def known_under(self, name: str, number: int) -> None:
        """Let a later phrase find an actor by a name."""
        self._by_name.setdefault(folded(name), number)

    def _add_group(self, group: NameGroup) -> Entity:
        kind = KIND.get(group.label, "organisation")
        grade: Grade = "named" if kind == "person" else "organisation"
        last = self.parse.tokens[group.runs[0][1]]
        if group.label == "NORP":
            grade = "collective" if last.tag in PLURAL_TAGS or last.text.endswith("s") else "organisation"
        entity = self._new(kind, grade, group.name)
        entity.plural = group.label == "NORP"
        for first, last_token in group.runs:
            entity.spans.add(self.parse.span(first, last_token))
            for i in range(first, last_token + 1):
                self.by_token[i] = entity.number
            entity.words.update(t.lower for t in self.parse.tokens[first : last_token + 1])
            self._place(entity.number, last_token)
        if kind == "person":
            self._family_names.setdefault(last.lower, entity.number)
        return entity

    def _tell_homes(self) -> None:
        """Which state an adjective or a capital stands for, where the text names the state."""
        for entity in self.entities:
            state = state_of_name(folded(entity.name)) if entity.kind == "state" else None
            if state is not None:
                self._by_state.setdefault(state, entity.number)
        states = [e for e in self.entities if e.kind in {"state", "organisation"} and " " not in e.name]
        for adjective in (e for e in self.entities if e.kind == "group"):
            word = folded(adjective.name)
            state = state_of_adjective(word)
            known = self._by_state.get(state) if state else None
            if known is None and state is None:
                known = next((e.number for e in states if nouns.is_adjective_of(word, folded(e.name))), None)
            if known is not None:
                self._home[adjective.number] = known
        for token in self.parse.tokens:
            if token.lemma.lower() == "capital":
                self._capital(token)

    def _capital(self, token: Token) -> None:
        """Read "Springfield, the capital of Freedonia" and "Freedonia's capital, Springfield"."""
        beside = [token.head] if token.dep == "appos" else [t.i for t in self.parse.kids(token.i, "appos")]
        owners = [t.i for t in self.parse.kids(token.i, "poss", "amod")]
        for prep in self.parse.kids(token.i, "prep"):
            place = [t.i for t in self.parse.kids(prep.i, "pobj")] if prep.lower == "of" else []
            (owners if beside else beside).extend(place)
        city = next((self.by_token[i] for i in beside if i in self.by_token), None)
        state = next((self.by_token[i] for i in owners if i in self.by_token), None)
        if city is not None and state is not None and city != state:
            self._home[city] = self._home.get(state, state)

    def _tell_genders(self) -> None:
        """Read the gender of a person off "he" and "she" in sentences that name nobody else who may be meant.

        A second time knows whose gender the first one told.
        """
        for _ in range(2):
            for number, given in self._votes().items():
                male = given.count("m")
                if self.entities[number].gender is None and 2 * male != len(given):
                    self.entities[number].gender = "m" if 2 * male > len(given) else "f"

    def _tell_papers(self) -> None:
        """Read whose a paper is off the verb that makes or sends it: "the board sent a letter to the mayor"."""
        for token in self.parse.tokens:
            verb = self.parse.tokens[token.head]
            if token.dep == "dobj" and verb.lemma in MADE and token.lemma.lower() in nouns.ARTEFACTS:
                makers = [t.i for t in self.parse.kids(verb.i, "nsubj") if t.i in self.by_token]
                for i in makers:
                    self._wrote.setdefault(token.lemma.lower(), []).append((token.i, self.by_token[i]))

    def _votes(self) -> dict[int, list[Gender]]:
        """For each person the pronouns that can mean nobody else in their sentence."""
        votes: dict[int, list[Gender]] = {}
        for sentence in self.parse.sentences:
            named: dict[int, None] = {}
            for i in range(sentence.first, sentence.last):
                number = self.by_token.get(i)
                if number is not None and self.entities[number].kind == "person":
                    named[number] = None
                gender = nouns.gender_of_pronoun(self.parse.tokens[i].lower)
                fits = [n for n in named if self.entities[n].gender in {gender, None}] if gender else []
                if gender and len(fits) == 1:
                    votes.setdefault(fits[0], []).append(gender)
        return votes

    def _new(self, kind: ActorType, grade: Grade, name: str) -> Entity:
        entity = Entity(len(self.entities), kind, grade, name)
        self.entities.append(entity)
        self._by_name.setdefault(folded(name), entity.number)
        if kind != "person" and name:
            words = name.lower().split()
            for word in dict.fromkeys([words[-1], *(w for w in words if w in nouns.BODY)]):
                self.known_as_entity(entity, word)
        return entity

    def known_as_entity(self, entity: Entity, lemma: str) -> None:
        """Remember a noun that a later phrase may take the actor up by."""
        entity.heads.add(lemma)
        lemma = nouns.SHORT_TITLES.get(lemma, lemma)
        entity.heads.add(lemma)
        known = self._by_head.setdefault(lemma, [])
        if entity.number not in known:
            known.append(entity.number)

    def _describe_body(self, entity: Entity, group: NameGroup) -> None:
        """What kind of body it is said to be: "Acme, a grocery chain", "the drugmaker Acme"."""
        for first, last in group.runs:
            for kind in (kind_before(self.parse, first), self._trade_behind(entity, last)):
                if kind:
                    self.known_as_entity(entity, kind)
            head = next((i for i in range(first, last + 1) if not first <= self.parse.tokens[i].head <= last), last)
            for token in self.parse.kids(head, "appos"):
                if token.lemma.lower() in nouns.BODY | LOOSE:
                    self.known_as_entity(entity, token.lemma.lower())

    def _trade_behind(self, entity: Entity, last: int) -> str:
        """The trade that what it has tells: an "Acme flight" is an airline's; empty where nothing does."""
        after = self.parse.tokens[last + 1].lower if last + 1 < len(self.parse.tokens) else ""
        return "airline" if after in AIRCRAFT and entity.words.isdisjoint(nouns.BODY | MAKERS) else ""

    def _describe_person(self, entity: Entity, group: NameGroup) -> None:
        """Role, affiliation and gender, from titles before the name and appositions after it."""
        for first, last in group.runs:
            words = [token.lower for token in self.parse.tokens[max(0, first - 1) : first]]
            head = next((i for i in range(first, last + 1) if not first <= self.parse.tokens[i].head <= last), last)
            start = self.parse.edges[head][0]
            title = [
                t
                for t in self.parse.tokens[max(start, first - 8) : first]
                if t.dep in {"compound", "amod", "nmod", "poss", "case", "prep", "pobj"} or t.lower in nouns.TITLES
            ]
            self._title(entity, [t for t in title if t.i < first])
            for token in self.parse.kids(head, "appos"):
                self._apposition(entity, token)
            token = self.parse.tokens[head]
            if token.dep == "appos" and self.parse.tokens[token.head].pos == "NOUN":
                self._apposition(entity, self.parse.tokens[token.head])
            entity.gender = entity.gender or nouns.gender_of(words)
            if first < last:
                entity.gender = entity.gender or nouns.gender_of_name(self.parse.tokens[first].lower)

    def _title(self, entity: Entity, title: list[Token]) -> None:
        posts = [t for t in title if t.lemma.lower() in nouns.PERSON or t.lower in nouns.TITLES]
        if not posts:
            return
        for post in posts:
            self.known_as_entity(entity, post.lemma.lower())
        entity.words.update(t.lower for t in title)
        entity.gender = entity.gender or nouns.gender_of([t.lower for t in posts])
        words = [t for t in title if (t.i not in self.by_token and t.tag != "POS") or t in posts]
        if (
            entity.role is None
            and words
            and posts[-1].lower.rstrip(".") not in {"mr", "mrs", "ms", "miss", "sir", "dr"}
        ):
            entity.role = self.parse.span(words[0].i, title[-1].i).of(self.parse.text)
        for token in title:
            owner = self._as_owner(self.by_token.get(token.i), entity.number)
            if owner is not None and entity.of is None:
                entity.of = owner

    def _apposition(self, entity: Entity, token: Token) -> None:
        lemma = token.lemma.lower()
        if lemma not in nouns.PERSON and (token.tag != "NN" or lemma in nouns.BODY | nouns.ARTEFACTS):
            return
        self.known_as_entity(entity, lemma)
        entity.gender = entity.gender or nouns.gender_of([token.lower])
        first, last = clauses.noun_phrase(self.parse, token.i)
        inside = [i for i in range(first, last + 1) if i not in entity.tokens]
        entity.words.update(self.parse.tokens[i].lower for i in inside)
        if entity.role is None and inside and last - first < 12:  # noqa: PLR2004 - longer ones are sentences, not posts
            entity.role = self._words_around(first, last, entity)
        if entity.of is None:
            entity.of = self._owner_of(token.i, entity.number)

    def _words_around(self, first: int, last: int, entity: Entity) -> str | None:
        keep = [i for i in range(first, last + 1) if self.by_token.get(i) != entity.number]
        while keep and (
            self.parse.tokens[keep[0]].tag in POINTING or self.parse.tokens[keep[0]].text in {",", "'s", "’s"}
        ):
            keep.pop(0)
        gap = next((n for n in range(1, len(keep)) if keep[n] > keep[n - 1] + 1), len(keep))
        del keep[gap:]  # "its leader, Ana Lopez, who wants a vote": the post ends before the name
        while keep and self.parse.tokens[keep[-1]].text in {",", "."}:
            keep.pop()
        return self.parse.span(keep[0], keep[-1]).of(self.parse.text) if keep else None

    def _owner_of(self, noun: int, me: int) -> int | None:
        owners = (self._as_owner(self.by_token.get(i), me) for i in sorted(self.parse.subtree(noun)))
        return next((owner for owner in owners if owner is not None), None)

    def _as_owner(self, number: int | None, me: int) -> int | None:
        """The state or body that a name beside a post stands for; an adjective only where the text names its state."""
        if number is None or number == me:
            return None
        number = self._home.get(number, number)
        return number if self.entities[number].kind in {"organisation", "state"} else None

    def _place(self, number: int, head: int) -> None:
        tokens = self.entities[number].tokens
        if head not in tokens:
            tokens.add(head)
            insort(self._mentions, (head, number))


def folded(name: str) -> str:
    """Return a name in lower case, the article that opens it left out."""
    words = name.lower().replace("’", "'").split()
    return " ".join(words[1:] if words and words[0] in {"the", "a", "an"} else words)
