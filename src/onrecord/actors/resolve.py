"""Who is meant: every phrase and pronoun that names a source, to the actor it stands for.

Names are grouped first; then each phrase is resolved in text order: by the name in it, by its apposition, or by a
choice among the actors that its words, its grammar and its place allow, "nobody named before" among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.actors.choice import likeliest, weighed
from onrecord.actors.holders import holders
from onrecord.actors.named import Named
from onrecord.actors.people import folded
from onrecord.actors.query import Query, query_of, word_class
from onrecord.actors.rivals import Rivals, Stage
from onrecord.actors.words import TRADES, UNNAMED_BY
from onrecord.record import Span
from onrecord.text import clauses, nouns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.actors.entity import Entity
    from onrecord.offices import OnDay
    from onrecord.text import Parse, Token
    from onrecord.text.quotes import Quotation

# Those whose word is their body's where they are spoken of as a whole, and the bodies of such.
MEMBERS = frozenset("member lawmaker legislator senator councillor councilor commissioner trustee regent".split())
SITTING = frozenset("committee subcommittee council board panel commission caucus assembly chamber".split())
ANYBODY = frozenset({"somebody", "someone", "anybody", "anyone"})
NOT_ONE = frozenset({"nobody", "none", "noone", "neither", "nothing"})


class Resolver(Named):
    """Resolves the phrases of one article.

    Args:
        parse: the article's grammar.
        quoted: its quotations.
        offices: who holds which office on the day of publication; null to do without.
        narrator: name of the author who is "I" outside quotation marks; null where nobody is.
    """

    def __init__(
        self,
        parse: Parse,
        quoted: Sequence[Quotation] = (),
        offices: OnDay | None = None,
        narrator: str | None = None,
    ) -> None:
        super().__init__(parse)
        self._around: int | None = None
        self._narrator = narrator
        self._apart: int | None = None  # who cannot be meant
        self._called: dict[str, int] = {}
        in_quotes = [False] * len(parse.tokens)
        for quotation in quoted:
            for i in parse.tokens_in(Span(quotation.start, quotation.end)):
                in_quotes[i] = True
        self._stage = Stage(
            parse, self.entities, self._mentions, self._spoke, self._by_head, self._by_name, self._called, in_quotes
        )
        self._holders = holders(self, offices)
        if self._holders is not None:
            self._holders.name_people()

    def is_narrated(self, head: int) -> bool:
        """Tell whether a word is the author's own "I" or "we", outside all quotation marks."""
        own = nouns.is_speaker(self.parse.tokens[head].text)
        return self._narrator is not None and own and not self._stage.in_quotes[head]

    def _narrating(self, token: Token) -> int | None:
        """The author as an actor, where "I" and the like are his; "we" is nobody's alone."""
        if self._narrator is None or word_class(token) != "i":
            return None
        known = self._by_name.get(folded(self._narrator))
        if known is not None:
            return known
        entity = self._new("person", "named", self._narrator)
        return entity.number

    def heard(self, head: int, around: int | None, speaker: int | None) -> int | None:
        """Return whom a phrase names to whom somebody speaks: "him" in "she told him" is never the speaker.

        Args:
            head: head token of the phrase.
            around: entity that speaks around it.
            speaker: who speaks to whom the phrase names.
        """
        if self.parse.tokens[head].lower in nouns.REFLEXIVE:
            return None
        self._apart = speaker
        found = self.resolve(head, around)
        self._apart = None
        return None if found == speaker else found

    def resolve(self, head: int, around: int | None = None, words: Span | None = None) -> int | None:
        """Return the number of the entity that a phrase stands for; None where that cannot be told.

        Args:
            head: head token of the phrase.
            around: entity that speaks around it ("I", "we").
            words: the whole phrase where it is known, else what the grammar shows.
        """
        self._around = around
        self._words = words
        token = self.parse.tokens[self._head_of_relative(head)]
        if token.i != head:
            found = self.resolve(token.i, around)
            if found is not None:
                self._mention(found, head, Span(self.parse.tokens[head].start, self.parse.tokens[head].end))
            return found
        if _is_pronoun(token):
            told = [t.i for t in self.parse.kids(token.i, "appos") if t.pos in {"NOUN", "PROPN"}]
            found = self.resolve(told[0], around) if told else self._pronoun(token)  # "he (the judge)"
            found = found if told or found is None else self._with_others(token, found)
            if found is not None:
                self._mention(found, head, Span(token.start, token.end))
            return found
        found = self.joint(token)
        if found is None:
            found = self.named(token)
        if found is None and token.pos in {"NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON", "VERB", "X", "ADV"}:
            found = self.described(token)
        if found is not None:
            self._mention(found, head, words or clauses.phrase_span(self.parse, head))
        return found

    def listed(self, words: Sequence[int], head: int) -> int | None:
        """Return the group that a source lists by name, or the one person it names; None where it does neither.

        Args:
            words: tokens of the source.
            head: its head token.
        """
        found = self.people_in(words)
        if found is None and self.by_token.get(head) is not None:
            found = self.person_in(words) if self.by_token[head] == self.person_in(words) else None
        if found is not None:
            self._mention(found, head, self.parse.span(words[0], words[-1]))
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

    def described(self, token: Token) -> int | None:  # noqa: PLR0911 - one way after the other
        """Return the actor whom a description takes up, or a new one; None for "nobody"."""
        if token.lower in NOT_ONE:
            return None
        if token.lower in ANYBODY:
            return self.introduce(token)
        first, last = clauses.noun_phrase(self.parse, token.i)
        key = self.key_of(first, last)
        if key in self._by_name:
            return self._by_name[key]
        if token.text[:1].isupper() and token.lower in self._family_names:
            return self._family_names[token.lower]
        if token.lower in {"latter", "former"} and token.i and self.parse.tokens[token.i - 1].lower == "the":
            return self._one_of_two(token)
        holder = None if self._holders is None else self._holders.described(token)
        if holder is not None:
            return holder
        query = query_of(
            self.parse,
            token,
            self._owner_of(token.i, -1),
            self._around,
            quoted=self._stage.in_quotes[token.i],
            names=self.names_in(token),
        )
        rules = (self._in_post, self._unnamed, self._members, self._only_one)
        known = next((found for rule in rules if (found := rule(query)) is not None), None)
        if known is None:
            known = self._choose(query, key)
        if known is not None:
            self._called[query.lemma] = known
            return known
        return self.introduce(token)

    def _one_of_two(self, token: Token) -> int | None:
        """Whom "the latter" or "the former" takes up: the last or the first whom the sentence before names."""
        opens = self.parse.sentences[token.sentence].first
        named = [n for i in range(opens, token.i) if (n := self.by_token.get(i)) is not None]
        if not named and token.sentence:
            before = self.parse.sentences[token.sentence - 1]
            named = [n for i in range(before.first, before.last) if (n := self.by_token.get(i)) is not None]
        people = [n for n in named if self.entities[n].kind == "person"]
        named = people if len(set(people)) > 1 else named
        return None if not named else named[-1 if token.lower == "latter" else 0]

    def _pronoun(self, token: Token) -> int | None:
        if token.lower not in nouns.PRONOUNS:
            return None
        if self._around is None and self.is_narrated(token.i):
            return self._narrating(token)
        query = query_of(self.parse, token, None, self._around, quoted=self._stage.in_quotes[token.i])
        found = self._choose(query, token.lower)
        if found is not None and query.gender is not None and self.entities[found].gender is None:
            self.entities[found].gender = query.gender
        return found

    def _with_others(self, token: Token, number: int) -> int:
        """The group of a pronoun's actor and whoever is joined to it: "she and other teachers"."""
        others = [t for t in self.parse.kids(token.i, "conj") if t.pos in {"NOUN", "PROPN"}]
        joined = [n for t in others if (n := self.resolve(t.i, self._around)) not in {None, number}]
        return self._group_of((number, *joined)) if joined else number

    def _in_post(self, query: Query) -> int | None:
        """The one person in a like post who is not known to be another state's: a state's "top diplomat"."""
        posts = nouns.SAME_POST.get(query.lemma)
        if query.owner is None or query.fresh or query.word != "one" or posts is None:
            return None
        if self.entities[query.owner].kind != "state":
            return None
        like = {query.lemma, *posts}
        found = [
            e.number
            for e in self.entities
            if e.kind == "person"
            and like & e.heads
            and not nouns.OTHER_POST.get(query.lemma, frozenset()) & e.heads
            and not self._is_of_another(e.of, query.owner)
        ]
        return found[0] if len(found) == 1 else None

    def _unnamed(self, query: Query) -> int | None:
        """Unnamed sources, whichever way round: "people familiar with the matter" and "the sources" of the headline."""
        if query.word != "many":
            return None
        near = {t.lower for t in self.parse.kids(query.token.i, "amod", "acl", "relcl")}
        counted = bool(self.parse.kids(query.token.i, "nummod"))
        groups = [e for e in self.entities if e.kind == "group" and e.grade == "anonymous" and e.plural]
        if query.lemma == "source" and not near and not counted:
            return groups[-1].number if groups else None
        bare = next((e for e in groups if e.heads <= {"source", "sources"} and e.name.lower() == "sources"), None)
        if bare is None or not (
            near & UNNAMED_BY or (counted and query.lemma == "official" and _only_in_title(self, bare))
        ):
            return None
        bare.name = self.parse.span(*clauses.description(self.parse, query.token.i)).of(self.parse.text)
        return bare.number

    def _members(self, query: Query) -> int | None:
        """The body that its members speak for as a whole: "committee members", "lawmakers on the board", not "some"."""
        if (
            query.lemma not in MEMBERS
            or query.word != "many"
            or self.parse.kids(query.token.i, "amod", "nummod", "poss")
        ):
            return None
        if any(t.lower != "the" for t in self.parse.kids(query.token.i, "det")):
            return None
        inside = [t.i for t in self.parse.kids(query.token.i, "compound", "nmod")]
        for prep in self.parse.kids(query.token.i, "prep"):
            inside.extend(self._objects(prep.i) if prep.lower in {"of", "on"} else [])
        for i in inside:
            body = self._sitting(self.parse.tokens[i])
            if body is not None:
                self.known_as_entity(self.entities[body], query.lemma)
                return body
        so_called = [n for n in self._by_head.get(query.lemma, ()) if self.entities[n].kind == "organisation"]
        return so_called[0] if len(so_called) == 1 and query.last - query.first == 1 else None

    def _sitting(self, token: Token) -> int | None:
        """The named body of a few who sit together that a noun stands for; None where there are more or none."""
        number = self.by_token.get(token.i)
        known = [number] if number is not None else self._by_head.get(token.lemma.lower(), ())
        found = [
            n
            for n in known
            if self.entities[n].kind == "organisation" and not SITTING.isdisjoint(self.entities[n].heads)
        ]
        return found[0] if len(found) == 1 else None

    def _only_one(self, query: Query) -> int | None:
        """Whoever wrote "the letter", or the one body of the trade of "the airline", with nothing beside it."""
        if query.last - query.first != 1 or query.word != "one" or self.parse.tokens[query.first].lower != "the":
            return None
        papers = [number for at, number in self._wrote.get(query.lemma, ()) if at < query.first]
        if papers:
            return papers[-1]
        if query.lemma not in TRADES:
            return None
        like = {query.lemma, *nouns.SAME_POST.get(query.lemma, ())}
        known = [e for e in self.entities if like & e.heads and e.kind == "organisation" and not e.plural]
        called = [e.number for e in known if min(e.tokens, default=query.first) < query.first]
        return called[0] if len(called) == 1 else None

    def _is_of_another(self, of: int | None, owner: int) -> bool:
        return of is not None and of != owner and self.entities[of].kind == "state"

    def _choose(self, query: Query, key: str) -> int | None:
        found = weighed(self._stage, query, key)
        if self._apart in found.numbers and query.word == "he":
            at = found.numbers.index(self._apart)
            found = Rivals(found.numbers[:at] + found.numbers[at + 1 :], found.rows[:at] + found.rows[at + 1 :])
        return self.likeliest(query, found)

    def likeliest(self, query: Query, found: Rivals) -> int | None:  # noqa: ARG002 - training asks for whom
        """Return the actor that a phrase means, by number; None for nobody named before."""
        return likeliest(found)


def _only_in_title(resolver: Resolver, entity: Entity) -> bool:
    """Whether an actor has been spoken of in the headline alone."""
    sentences = (resolver.parse.sentences[resolver.parse.tokens[i].sentence] for i in entity.tokens)
    return all(sentence.block == 0 for sentence in sentences)


def _is_pronoun(token: Token) -> bool:
    """Whether a word is a pronoun: "us" is, "US" is not."""
    if token.text.isupper() and len(token.text) > 1 and token.pos == "PROPN":
        return False
    return token.lower in nouns.PRONOUNS or token.tag in {"PRP", "PRP$"}
