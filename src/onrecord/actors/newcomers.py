"""Actors that no name introduces: "a US official", "residents", "the report"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.actors.people import PLURAL_TAGS, People, folded
from onrecord.actors.words import EPITHETS, MANY, PERSONAL, POSTS, RECORDS, SHORTENED, UNNAMED_BY
from onrecord.text import clauses, nouns

if TYPE_CHECKING:
    from onrecord.actors.entity import Entity
    from onrecord.record import ActorType, Grade
    from onrecord.text import Token


class Newcomers(People):
    """Makes actors of the descriptions in one article."""

    def introduce(self, token: Token) -> int:
        """Return a new actor, or a body that stood as one word before, for a description.

        Args:
            token: head of the description.
        """
        lemma = token.lemma.lower()
        first, last = self._within_source(token, *clauses.description(self.parse, token.i))
        text, key = self.parse.span(first, last).of(self.parse.text), self.key_of(first, last)
        bare = self._named_in_short(token, lemma)
        if bare is not None:
            bare.name = without_article(text)
            bare.words.update(key.split())
            return bare.number
        plural = token.tag in PLURAL_TAGS
        entity = self._new(*self._nature(token, lemma, plural), without_article(text))
        self.known_as_entity(entity, lemma)
        entity.plural = plural
        entity.gender = nouns.gender_of([lemma])
        entity.of = self._owner_of(token.i, entity.number)
        entity.words.update(key.split())
        entity.names = self.names_in(token) - {entity.number}
        return entity.number

    def _within_source(self, token: Token, first: int, last: int) -> tuple[int, int]:
        """A description's first and last token, no further than the words that are known to name the source."""
        if self._words is None or not self._words.start <= token.start < self._words.end:
            return first, last
        inside = self.parse.tokens_in(self._words)
        return clauses.trim(self.parse, max(first, inside[0]), min(last, inside[-1]))

    def names_in(self, token: Token) -> frozenset[int]:
        """Return the actors whom a description names, an adjective standing for its state.

        Args:
            token: head of the description.
        """
        first, last = clauses.description(self.parse, token.i)
        return frozenset(
            self.home_of(self.by_token[i]) for i in range(first, last + 1) if i in self.by_token and i != token.i
        )

    def key_of(self, first: int, last: int) -> str:
        """Return a phrase in lower case, the article that opens it left out."""
        return folded(self.parse.span(first, last).of(self.parse.text))

    def owned(self, token: Token) -> bool:
        """Tell whether a phrase says whose somebody is: "an Acme official"."""
        return self._owner_of(token.i, -1) is not None

    def owner(self, token: Token) -> int | None:
        """Return the body or state named in a phrase whose thing it is: "Vardian export figures"."""
        return self._owner_of(token.i, -1)

    def _named_in_short(self, token: Token, lemma: str) -> Entity | None:
        """The body that stood as one word before its full description: "police", then "the Springfield police"."""
        if lemma not in SHORTENED or len(self.parse.children[token.i]) == 0:
            return None
        known = (self.entities[number] for number in self._by_head.get(lemma, ()))
        return next((e for e in known if e.words <= {lemma, token.lower} and e.kind != "person"), None)

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
        anonymous = lemma == "source" or (lemma == "official" and (counted or not self.owned(token)))
        return "group", "anonymous" if anonymous else "collective"


def without_article(text: str) -> str:
    """Return a description without the "the" that opens it."""
    return text[4:] if text.lower().startswith("the ") else text
