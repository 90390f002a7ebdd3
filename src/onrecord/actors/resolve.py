"""Who is meant: every phrase and pronoun that names a source, to the actor it stands for.

Names are grouped first; then each phrase is resolved in text order: by the name in it, by its apposition, by an
earlier actor that its noun describes, or as a new actor. Pronouns take the likeliest actor before them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from onrecord.actors.entity import Entity
from onrecord.actors.people import PLURAL_TAGS, People
from onrecord.actors.pronouns import antecedent
from onrecord.actors.words import (
    EPITHETS,
    LOOSE,
    MANY,
    PAPERS,
    PERSONAL,
    PLAIN,
    POSTS,
    RECORDS,
    SHORTENED,
    TELLING,
    UNNAMED_BY,
)
from onrecord.record import Span
from onrecord.text import clauses, nouns

if TYPE_CHECKING:
    from onrecord.record import ActorType, Grade
    from onrecord.text import Token

# "the sources" takes up sources named before; "the sources in two ministries" may be others.
WITH_DETAIL = 2


class Resolver(People):
    """Resolves the phrases of one article.

    Args:
        parse: the article's grammar.
    """

    def resolve(self, head: int, around: int | None = None, *, quoted: bool = False) -> int | None:
        """Return the number of the entity that a phrase stands for; None where that cannot be told.

        Args:
            head: head token of the phrase.
            around: entity that speaks around it ("I", "we").
            quoted: whether it stands in a quotation, where "he" is not who speaks.
        """
        token = self.parse.tokens[self._head_of_relative(head)]
        if token.i != head:
            found = self.resolve(token.i, around, quoted=quoted)
            if found is not None:
                self._mention(found, head, Span(self.parse.tokens[head].start, self.parse.tokens[head].end))
            return found
        if _is_pronoun(token):
            found = self._pronoun(token, around, quoted=quoted)
            if found is not None:
                self._mention(found, head, Span(token.start, token.end))
            return found
        found = self._joint(token)
        if found is None:
            found = self._named(token)
        if found is None and token.pos in {"NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON", "VERB", "X", "ADV"}:
            found = self._described(token)
        if found is not None:
            self._mention(found, head, clauses.phrase_span(self.parse, head))
        return found

    def _head_of_relative(self, head: int) -> int:
        """The noun that "who" or "which" stands for, where the parser tells it or one stands right before."""
        token = self.parse.tokens[head]
        if token.lower not in {"who", "which", "that"} or token.tag not in {"WP", "WDT"}:
            return head
        at = token
        for _ in range(4):
            if at.dep == "relcl" and at.head < head:
                return at.head
            at = self.parse.tokens[at.head]
        before = self.parse.tokens[head - 1] if head else token
        if before.text == "," and head > 1:
            before = self.parse.tokens[head - 2]
        return before.i if before.sentence == token.sentence and before.pos in {"NOUN", "PROPN"} else head

    def _mention(self, number: int, head: int, span: Span) -> None:
        entity = self.entities[number]
        entity.spans.add(span)
        self._spoke.add(head)
        self._place(number, head)

    def _joint(self, token: Token) -> int | None:
        """Several speakers of one cue are one group named after its members (GUIDE, rule 14)."""
        others = [t for t in self.parse.kids(token.i, "conj") if t.pos in {"PROPN", "NOUN"}]
        tagged = self.parse.name_at.get(token.i)
        if not others or (tagged is not None and tagged is self.parse.name_at.get(others[0].i)):
            return None
        if self._is_one_person(token, others[0]):
            return self._named(others[0])
        heads = [token, *others]
        deeper = [t for o in others for t in self.parse.kids(o.i, "conj") if t.pos in {"PROPN", "NOUN"}]
        heads.extend(deeper)
        members = [n for t in heads if (n := self._member(t)) is not None]
        if len(set(members)) < 2:  # noqa: PLR2004 - a group has at least two
            return None
        names = [self.entities[n].name for n in dict.fromkeys(members)]
        name = ", ".join(names[:-1]) + " and " + names[-1]
        if token.pos == "NOUN":
            name = _bare(clauses.phrase_span(self.parse, token.i).of(self.parse.text))
        known = self._joint_groups.get(tuple(dict.fromkeys(members)))
        if known is not None:
            return known
        entity = self._new(
            "group",
            "collective" if all(self.entities[n].plural for n in members) else self.entities[members[0]].grade,
            name,
        )
        entity.members, entity.plural = tuple(dict.fromkeys(members)), True
        self._joint_groups[entity.members] = entity.number
        return entity.number

    def _member(self, token: Token) -> int | None:
        """One of several joint speakers; one that only this phrase names has its head noun as mention and name."""
        number = self._named(token) if token.i in self.by_token else self._described(token)
        if number is not None and not self.entities[number].spans:
            self.entities[number].spans.add(Span(token.start, token.end))
            self.entities[number].name = token.text
        return number

    def _is_one_person(self, token: Token, other: Token) -> bool:
        """Two posts of one person: "former prosecutor and mayor Ana Lopez"."""
        if token.tag != "NN" or token.lemma.lower() not in nouns.PERSON or self.parse.kids(token.i, "det", "poss"):
            return False
        number = self.by_token.get(other.i)
        return number is not None and self.entities[number].kind == "person"

    def _named(self, token: Token) -> int | None:
        if token.i in self.by_token:
            entity = self.entities[self.by_token[token.i]]
            if token.lemma.lower() in EPITHETS and token.tag not in PLURAL_TAGS and self.parse.kids(token.i, "det"):
                return None
            if entity.kind == "person" or token.pos == "PROPN" or token.tag in PLURAL_TAGS:
                return self._state_of(token, entity.number)
        for other in self.parse.kids(token.i, "appos", "flat"):
            number = self.by_token.get(other.i)
            if number is not None and self._may_be_person(token) and self.entities[number].kind == "person":
                return number
        if token.lemma.lower() in nouns.NAMED_BODIES and token.i:
            before = self.by_token.get(token.i - 1)
            if before is not None and self.entities[before].kind == "organisation":
                return before
        if token.lemma.lower() in nouns.ARTEFACTS:
            owner = self._author(token)
            if owner is not None:
                return owner
        return self.by_token[token.i] if token.i in self.by_token else self._named_inside(token)

    def _may_be_person(self, token: Token) -> bool:
        lemma = token.lemma.lower()
        return lemma in nouns.PERSON or (token.tag == "NN" and lemma not in nouns.BODY | nouns.ARTEFACTS)

    def _state_of(self, token: Token, number: int) -> int:
        """A capital that speaks is its state, where the text names the state."""
        state = nouns.CAPITALS.get(token.lower)
        known = self._by_name.get(state) if state else None
        if known is None and state == "united states":
            known = next((n for short in ("us", "u.s.", "u.s") if (n := self._by_name.get(short)) is not None), None)
        if known is None and token.dep in {"nsubj", "agent", "pobj"} and self.entities[number].kind == "state":
            return self._home.get(number, number)
        return number if known is None else known

    def _author(self, token: Token) -> int | None:
        """Whose words a written thing holds: "an Acme tally", "her statement", "the mayor's letter"."""
        for other in self.parse.kids(token.i, "poss", "compound", "nmod"):
            if other.i in self.by_token:
                number: int | None = self.by_token[other.i]
            elif other.dep == "poss":
                number = self.resolve(other.i)
            else:
                continue
            if number is not None and self.entities[number].kind in {"person", "organisation", "group"}:
                self.known_as(number, token.lemma.lower())
                return number
        return None

    def known_as(self, number: int, lemma: str) -> None:
        """Let a later description ("the statement") take an actor up."""
        self.known_as_entity(self.entities[number], lemma)

    def _named_inside(self, token: Token) -> int | None:
        """The one person whom a description names: "one of the marchers, Ana Lopez"."""
        at_end = self._named_at_end(token)
        if at_end is not None or (token.lemma.lower() not in nouns.PERSON and token.lower != "one"):
            return at_end
        last = clauses.noun_phrase(self.parse, token.i)[1]
        named = {
            n
            for i in range(token.i, last + 1)
            if (n := self.by_token.get(i)) is not None and self._is_apposed(i, token.i)
        }
        return named.pop() if len(named) == 1 else None

    def _is_apposed(self, i: int, head: int) -> bool:
        if self.entities[self.by_token[i]].kind != "person":
            return False
        at = self.parse.tokens[i]
        while at.i not in {head, at.head}:
            if at.dep == "appos":
                return True
            at = self.parse.tokens[at.head]
        return False

    def _named_at_end(self, token: Token) -> int | None:
        """The person whose name ends a description: "the head of the council Ana Lopez"."""
        if token.lemma.lower() not in nouns.PERSON and token.tag not in {"NN", "NNP"}:
            return None
        last = clauses.noun_phrase(self.parse, token.i)[1]
        number = self.by_token.get(last)
        if number is None or self.entities[number].kind != "person" or last == token.i:
            return None
        first = last
        while self.by_token.get(first - 1) == number:
            first -= 1
        while first - 1 > token.i and self.parse.tokens[first - 1].lower in nouns.TITLES:
            first -= 1
        before = self.parse.tokens[first - 1]
        return number if before.pos not in {"ADP", "CCONJ"} and self.parse.tokens[last].dep != "poss" else None

    def _described(self, token: Token) -> int | None:
        lemma = token.lemma.lower()
        first, last = clauses.noun_phrase(self.parse, token.i)
        phrase = self.parse.span(first, last)
        text = phrase.of(self.parse.text)
        key = " ".join(t.lower for t in self.parse.tokens[first : last + 1] if t.lower not in {"the", "a", "an"})
        if key in self._by_name:
            return self._by_name[key]
        if token.text[:1].isupper() and token.lower in self._family_names:
            return self._family_names[token.lower]
        known = self._taken_up(token, lemma)
        if known is not None:
            return known
        plural = token.tag in PLURAL_TAGS
        bare = self._named_in_short(token, lemma)
        if bare is not None:
            bare.name = _bare(text)
            bare.words.update(key.split())
            return bare.number
        entity = self._new(*self._nature(token, lemma, plural), _bare(text))
        self.known_as_entity(entity, lemma)
        entity.plural = plural
        entity.gender = nouns.gender_of([lemma])
        entity.of = self._owner_of(token.i, entity.number)
        entity.words.update(key.split())
        return entity.number

    def _named_in_short(self, token: Token, lemma: str) -> Entity | None:
        """The body that stood as one word before its full description: "police", then "the Springfield police"."""
        if lemma not in SHORTENED or len(self.parse.children[token.i]) == 0:
            return None
        known = (self.entities[number] for number in self._by_head.get(lemma, ()))
        return next((e for e in known if e.words <= {lemma, token.lower} and e.kind != "person"), None)

    def _taken_up(self, token: Token, lemma: str) -> int | None:
        """The actor that a description takes up: never by "a" or "some", but in a headline, which looks ahead."""
        determiner = {t.lower for t in self.parse.kids(token.i, "det", "poss")}
        plural = token.tag in PLURAL_TAGS
        if determiner & {"a", "an", "another", "one", "some"} and self.parse.sentences[token.sentence].block:
            return None
        plural = plural and lemma != "police"
        if plural and len(self.parse.children[token.i]) >= WITH_DETAIL:
            return None
        known = self._earlier(token, lemma, plural=plural)
        if known is not None or plural or not determiner & {"the", "this", "that"}:
            return known
        return self._by_kind(token, lemma)

    def _by_kind(self, token: Token, lemma: str) -> int | None:
        """Whoever of a kind was prominent last ("the company", "the engineer", "the country")."""
        if lemma in PAPERS and not self.parse.kids(token.i, "prep", "relcl", "acl"):
            return next((number for head, number in reversed(self._spoken_before(token)) if number is not None), None)
        if lemma in LOOSE:
            return self._last(token, "organisation")
        if lemma in EPITHETS and not self._owned(token):
            return self._last(token, "person")
        return self._last(token, "state") if lemma in nouns.STATES and not self._owned(token) else None

    def _spoken_before(self, token: Token) -> list[tuple[int, int]]:
        return [m for m in self._mentions if m[0] in self._spoke and m[0] < token.i]

    def _last(self, token: Token, like: Literal["person", "organisation", "state"]) -> int | None:
        return antecedent(self.parse, self.entities, self._mentions, token, self._spoke, None, like=like)

    def _nature(self, token: Token, lemma: str, plural: bool) -> tuple[ActorType, Grade]:
        if plural or lemma in MANY:
            return self._nature_of_many(token, lemma)
        if lemma in nouns.BODY | nouns.ARTEFACTS or (token.pos == "PROPN" and lemma not in nouns.PERSON | EPITHETS):
            return ("state" if lemma in nouns.STATES else "organisation"), "organisation"
        if lemma in nouns.PERSON | EPITHETS or PERSONAL.search(lemma):
            indefinite = any(
                t.lower in {"a", "an", "one", "another"} for t in self.parse.kids(token.i, "det", "nummod")
            )
            anonymous = (indefinite and lemma not in POSTS) or lemma == "source"
            return "person", "anonymous" if anonymous else "role"
        return ("organisation", "organisation") if token.pos == "NOUN" else ("group", "collective")

    def _nature_of_many(self, token: Token, lemma: str) -> tuple[ActorType, Grade]:
        if lemma == "police" or lemma in RECORDS:
            return "organisation", "organisation"
        near = {t.lower for t in self.parse.kids(token.i, "amod", "acl", "relcl")}
        if near & UNNAMED_BY:
            return "group", "anonymous"
        counted = bool(self.parse.kids(token.i, "nummod"))
        anonymous = lemma == "source" or (lemma == "official" and (counted or not self._owned(token)))
        return "group", "anonymous" if anonymous else "collective"

    def _owned(self, token: Token) -> bool:
        return self._owner_of(token.i, -1) is not None

    def _earlier(self, token: Token, lemma: str, *, plural: bool) -> int | None:
        """An actor before the phrase that its noun describes ("the minister", "the ministry")."""
        owner = self._owner_of(token.i, -1)
        ranked = []
        lemma = nouns.SHORT_TITLES.get(lemma, lemma)
        own = self._by_head.get(lemma, ())
        like = [n for word in nouns.SAME_POST.get(lemma, ()) for n in self._by_head.get(word, ())]
        details = self._details(token)
        for number in own or like:
            entity = self.entities[number]
            if (
                entity.members
                or (entity.plural != plural and lemma != "police")
                or (owner is not None and entity.of not in {owner, None})
            ):
                continue
            if not self._fits(entity, details, plural=plural):
                continue
            before = [t for t in entity.tokens if t < token.i]
            shared = len(details & entity.words)
            ranked.append((shared, bool(before), max(before, default=-min(entity.tokens, default=0)), number))
        return max(ranked)[-1] if ranked else None

    def _details(self, token: Token) -> set[str]:
        kids = self.parse.kids(token.i, "amod", "compound", "nmod")
        return {t.lower for t in kids if t.i < token.i} - PLAIN

    def _fits(self, entity: Entity, details: set[str], *, plural: bool) -> bool:
        """Whether the words beside a post speak against an actor: a foreign minister is no prime minister."""
        if plural:
            return details <= entity.words
        return not (details & TELLING and entity.words & TELLING) or bool(details & entity.words & TELLING)

    def _pronoun(self, token: Token, around: int | None, *, quoted: bool) -> int | None:
        word = token.lower
        if word in nouns.SPEAKER:
            return around
        if word not in nouns.PRONOUNS:
            return None
        speech = None if quoted else around
        found = antecedent(self.parse, self.entities, self._mentions, token, self._spoke, speech)
        if found is not None and word in nouns.MASCULINE | nouns.FEMININE and self.entities[found].gender is None:
            self.entities[found].gender = "m" if word in nouns.MASCULINE else "f"
        return found


def _bare(text: str) -> str:
    return text[4:] if text.lower().startswith("the ") else text


def _is_pronoun(token: Token) -> bool:
    """Whether a word is a pronoun: "us" is, "US" is not."""
    if token.text.isupper() and len(token.text) > 1 and token.pos == "PROPN":
        return False
    return token.lower in nouns.PRONOUNS or token.tag in {"PRP", "PRP$"}
