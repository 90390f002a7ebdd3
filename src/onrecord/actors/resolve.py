"""Who is meant: every phrase and pronoun that names a source, to the actor it stands for.

Names are grouped first; then each phrase is resolved in text order: by the name in it, by its apposition, by an
earlier actor that its noun describes, or as a new actor. Pronouns take the likeliest actor before them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from onrecord.actors.entity import Entity
from onrecord.actors.holders import holders
from onrecord.actors.named import Named
from onrecord.actors.people import PLURAL_TAGS
from onrecord.actors.pronouns import antecedent
from onrecord.actors.words import (
    EPITHETS,
    LOOSE,
    PAPERS,
    PLAIN,
    TELLING,
)
from onrecord.record import Span
from onrecord.text import clauses, nouns

if TYPE_CHECKING:
    from onrecord.offices import OnDay
    from onrecord.text import Parse, Token

# "the sources" takes up sources named before; "the sources in two ministries" may be others.
WITH_DETAIL = 2


class Resolver(Named):
    """Resolves the phrases of one article.

    Args:
        parse: the article's grammar.
        offices: who holds which office on the day of publication; null to do without.
    """

    def __init__(self, parse: Parse, offices: OnDay | None = None) -> None:
        super().__init__(parse)
        self._holders = holders(self, offices)
        if self._holders is not None:
            self._holders.name_people()

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
        found = self.joint(token)
        if found is None:
            found = self.named(token)
        if found is None and token.pos in {"NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON", "VERB", "X", "ADV"}:
            found = self.described(token)
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

    def described(self, token: Token) -> int | None:
        """Return the actor whom a description takes up, or a new one."""
        lemma = token.lemma.lower()
        first, last = clauses.noun_phrase(self.parse, token.i)
        key = self.key_of(first, last)
        if key in self._by_name:
            return self._by_name[key]
        if token.text[:1].isupper() and token.lower in self._family_names:
            return self._family_names[token.lower]
        holder = None if self._holders is None else self._holders.described(token)
        if holder is not None:
            return holder
        known = self._taken_up(token, lemma)
        if known is not None:
            return known
        return self.introduce(token)

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
        if lemma in EPITHETS and not self.owned(token):
            return self._last(token, "person")
        return self._last(token, "state") if lemma in nouns.STATES and not self.owned(token) else None

    def _spoken_before(self, token: Token) -> list[tuple[int, int]]:
        return [m for m in self._mentions if m[0] in self._spoke and m[0] < token.i]

    def _last(self, token: Token, like: Literal["person", "organisation", "state"]) -> int | None:
        return antecedent(self.parse, self.entities, self._mentions, token, self._spoke, None, like=like)

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


def _is_pronoun(token: Token) -> bool:
    """Whether a word is a pronoun: "us" is, "US" is not."""
    if token.text.isupper() and len(token.text) > 1 and token.pos == "PROPN":
        return False
    return token.lower in nouns.PRONOUNS or token.tag in {"PRP", "PRP$"}
