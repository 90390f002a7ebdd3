"""Whom a phrase names: the actor whose name stands in it, in its apposition or behind a paper of his."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from onrecord.actors.newcomers import Newcomers, without_article
from onrecord.actors.people import MADE, PLURAL_TAGS
from onrecord.actors.words import EPITHETS
from onrecord.record import Span
from onrecord.text import clauses, nouns
from onrecord.text.states import state_of_capital

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.text import Token

# Bodies that stand before what they write: "a company statement", "ministry figures".
BEHIND = frozenset({"company", "ministry", "airline", "bank", "firm"})
# What an outlet prints, and words for some of the papers of somebody.
PRINTED = frozenset("article report editorial op-ed piece column story essay interview analysis".split())
SOME_OF = frozenset("one several some many most two three another each copy part passage excerpt copies".split())
# Between a description and a name these say that they are not one person: "a lawyer for Mayor Lopez".
# What a body may be to somebody.
PARTIES = frozenset("partner rival owner ally backer competitor parent sponsor supplier customer maker builder".split())
OWN_WORDS = frozenset({"words", "account", "telling", "admission", "opinion", "view"})
NOT_THE_SAME = frozenset({"for", "to", "with", "by", "against", "including", "and", "or", "like", ";"})


class Named(Newcomers, ABC):
    """Reads the names in the phrases of one article."""

    @abstractmethod
    def resolve(self, head: int) -> int | None:
        """Return the entity that a phrase stands for, whether it names it or not."""

    @abstractmethod
    def described(self, token: Token) -> int | None:
        """Return the entity that a phrase without a name stands for."""

    def named(self, token: Token) -> int | None:
        """Return the actor whose name a phrase is or holds; None where it holds none."""
        speaks = self._whose_words(token)
        return self._named(token) if speaks is None else speaks

    def _named(self, token: Token) -> int | None:
        if token.i in self.by_token:
            entity = self.entities[self.by_token[token.i]]
            if token.lemma.lower() in EPITHETS and token.tag not in PLURAL_TAGS and self.parse.kids(token.i, "det"):
                return None
            if entity.kind == "person" or token.pos == "PROPN" or token.tag in PLURAL_TAGS:
                return self._state_of(token, entity.number)
        for other in self.parse.kids(token.i, "appos", "flat"):
            number = self.by_token.get(other.i)
            person = number is not None and self._may_be_person(token) and self.entities[number].kind == "person"
            if number is not None and (person or self._is_body_of_somebody(token, other)):
                return number
        beside = self._body_beside(token)
        if beside is not None:
            return beside
        paper = self._paper(token)
        if paper is not None:
            owner = self._author(paper)
            if owner is not None:
                return owner
        return self.by_token[token.i] if token.i in self.by_token else self._named_inside(token)

    def _whose_words(self, token: Token) -> int | None:
        """Who speaks in "according to her words", "by their own account"."""
        owners = self.parse.kids(token.i, "poss")
        return self.resolve(owners[0].i) if token.lower in OWN_WORDS and owners else None

    def _is_body_of_somebody(self, token: Token, name: Token) -> bool:
        """Whether a name says who somebody's partner or rival is: "her coalition partner, the Green Alliance"."""
        number = self.by_token[name.i]
        body = self.entities[number].kind == "organisation" and self.parse.tokens[token.i + 1].text == ","
        return body and token.lemma.lower() in PARTIES and bool(self.parse.kids(token.i, "poss"))

    def _paper(self, token: Token) -> Token | None:
        """The written thing that a noun is, or is some of: "one of her posts", "a copy of the filing"."""
        if {token.lemma.lower(), token.lower} & (nouns.ARTEFACTS | PRINTED):
            return token
        if token.lower not in SOME_OF:
            return None
        parts = [i for t in self.parse.kids(token.i, "prep") if t.lower == "of" for i in self._objects(t.i)]
        return next(
            (self.parse.tokens[i] for i in parts if self.parse.tokens[i].lemma.lower() in nouns.ARTEFACTS), None
        )

    def _body_beside(self, token: Token) -> int | None:
        """The body that a noun only says the kind of: "the Acme agency", "the agency Acme", "the magazine "Acme""."""
        if token.lemma.lower() not in nouns.NAMED_BODIES:
            return None
        after = self.parse.tokens[token.i + 1 : token.i + 2]
        quoted = bool(after) and after[0].tag in {"``", "''"}
        found = (self.by_token.get(i) for i in (token.i - 1, token.i + 1 + quoted))
        return next((n for n in found if n is not None and self.entities[n].kind == "organisation"), None)

    def _may_be_person(self, token: Token) -> bool:
        lemma = token.lemma.lower()
        return lemma in nouns.PERSON or (token.tag == "NN" and lemma not in nouns.BODY | nouns.ARTEFACTS)

    def _state_of(self, token: Token, number: int) -> int:
        """A capital that speaks is its state, where the text names the state."""
        entity = self.entities[number]
        state = state_of_capital(without_article(entity.name).lower())
        known = self._by_state.get(state) if state else None
        if known is None and token.dep in {"nsubj", "agent", "pobj"} and entity.kind == "state":
            return self._home.get(number, number)
        return number if known is None else known

    def _author(self, token: Token) -> int | None:
        """Whose words a written thing holds: "an Acme tally", "her statement", "a report by the council"."""
        for other in self.parse.kids(token.i, "poss", "compound", "nmod"):
            if other.i in self.by_token:
                number: int | None = self.by_token[other.i]
            elif other.dep == "poss" or (other.tag == "NN" and other.lemma.lower() in BEHIND):
                number = self.resolve(other.i)
            else:
                continue
            if number is not None and self.entities[number].kind in {"person", "organisation", "group"}:
                return self.is_by(number, token)
        return self._maker(token)

    def _maker(self, token: Token) -> int | None:
        """Who made it, said behind it: "figures compiled by Acme", "a letter from the mayor", "a memo Lopez wrote"."""
        makers = [i for t in self.parse.kids(token.i, "prep") if t.lower in {"by", "from"} for i in self._objects(t.i)]
        if token.lemma.lower() in PRINTED:  # "a piece in the Acme Times"
            inside = [i for t in self.parse.kids(token.i, "prep") if t.lower == "in" for i in self._objects(t.i)]
            makers.extend(i for i in inside if self._is_outlet(i))
        for clause in self.parse.kids(token.i, "acl", "relcl"):
            agents = [*self.parse.kids(clause.i, "agent"), *self.parse.kids(clause.i, "prep")]
            makers.extend(i for t in agents if t.lower == "by" for i in self._objects(t.i))
            if clause.dep == "relcl" and clause.lemma in MADE:
                makers.extend(t.i for t in self.parse.kids(clause.i, "nsubj") if t.i in self.by_token)
        verb = self.parse.tokens[token.head]
        if token.dep == "dobj" and verb.lemma in MADE:  # "the mayor sent a letter demanding answers"
            makers.extend(t.i for t in self.parse.kids(verb.i, "nsubj"))
        lemma = token.lemma.lower()
        if any(
            self.entities[n].grade == "organisation" and lemma in self.entities[n].name.lower().split()
            for n in self._by_head.get(lemma, ())
        ):
            return None
        number = next((n for i in makers if not self._is_place(i) and (n := self.resolve(i)) is not None), None)
        return None if number is None else self.is_by(number, token)

    def _is_outlet(self, i: int) -> bool:
        """Whether a body is named here that may print: "the Acme Times", "the Acme newspaper"."""
        number = self.by_token.get(i, self._body_beside(self.parse.tokens[i]))
        return number is not None and self.entities[number].kind == "organisation"

    def _is_place(self, i: int) -> bool:
        return i in self.by_token and self.entities[self.by_token[i]].kind == "state"

    def _objects(self, preposition: int) -> list[int]:
        return [t.i for t in self.parse.kids(preposition, "pobj")]

    def is_by(self, number: int, paper: Token) -> int:
        """Remember who wrote a paper, for "the letter" to take up; return the number.

        Args:
            number: of the actor.
            paper: the noun.
        """
        lemma = paper.lemma.lower()
        self.known_as_entity(self.entities[number], lemma)
        self._wrote.setdefault(lemma, []).append((paper.i, number))
        return number

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
        between = self.parse.tokens[token.i + 1 : first]
        if any(t.lower in NOT_THE_SAME for t in between) or not between or self.parse.tokens[last].dep == "poss":
            return None
        return number if between[-1].pos not in {"ADP", "CCONJ"} else None

    def person_in(self, words: Sequence[int]) -> int | None:
        """Return the one person whose name opens or ends a source, whatever the parser takes for its head.

        Args:
            words: tokens of the source: "Ana Lopez of the Acme think tank", "detective Ana Lopez".
        """
        tokens = [self.parse.tokens[i] for i in words]
        if len(tokens) < 2:  # noqa: PLR2004 - a name with more beside it
            return None
        people = {self._person_at(t.i) for t in tokens} - {None}
        several = any(t.lower in {"and", "or", "&"} and t.i not in self.by_token for t in tokens)
        opener = next((t for t in tokens if t.lower not in nouns.TITLES), tokens[0])
        opens = self._person_at(opener.i)
        if opens is not None:
            behind = next((t.lower for t in tokens if t.i > opener.i and self.by_token.get(t.i) != opens), "")
            if several:  # two posts of one person, or two persons
                return opens if behind == "," and len(people) == 1 and self._is_post_behind(tokens, opens) else None
            return opens if behind in {",", "of", "(", "who", "with", "from", "at"} else None
        ends = self._person_at(tokens[-1].i)
        if ends is None or len(people) > 1 or any(t.lower in nouns.ARTEFACTS for t in tokens):
            return None
        return ends if self._is_named_after(tokens, ends, several=several) else None

    def _is_named_after(self, tokens: Sequence[Token], ends: int, *, several: bool) -> bool:
        """Whether the name that ends a source is of whom the words before it describe.

        Args:
            several: whether "and" stands in the source.
        """
        before = self.parse.tokens[self._start_of(ends, tokens[-1].i) - 1]
        if several:
            return self._are_posts([t for t in tokens if t.i <= before.i])
        beside = before.i >= tokens[0].i and before.pos in {"NOUN", "PROPN", "ADJ"} and before.tag not in PLURAL_TAGS
        return beside and not self._is_inside(tokens, before)

    def _are_posts(self, tokens: Sequence[Token]) -> bool:
        """Whether two posts and a comma stand before a name: "the board's chairman and chief, Ana Lopez"."""
        joined = [t for t in tokens if t.dep == "conj" or self.parse.kids(t.i, "cc")]
        posts = [t for t in joined if t.tag not in PLURAL_TAGS and t.lemma.lower() in nouns.PERSON]
        return bool(tokens) and tokens[-1].text == "," and len(joined) == len(posts) > 1

    def _is_inside(self, tokens: Sequence[Token], before: Token) -> bool:
        """Whether the name at the end says whose somebody else is: "a spokesman for President Lopez"."""
        at = before
        while at.i > tokens[0].i and (at.lemma.lower() in nouns.PERSON | {"vice"} or at.i in self.by_token):
            at = self.parse.tokens[at.i - 1]
        return at.pos == "ADP" and at.i >= tokens[0].i and at.lower != "as"

    def _is_post_behind(self, tokens: Sequence[Token], number: int) -> bool:
        """Whether what follows a name and a comma is a post: "Ana Lopez, head of Acme and former mayor"."""
        comma = next(n for n, t in enumerate(tokens) if t.text == ",")
        behind = [t for t in tokens[comma + 1 :] if self.by_token.get(t.i) != number]
        end = next((n for n, t in enumerate(behind) if t.lower in {",", "and", "of", "for", "at"}), len(behind))
        if any(t.lemma.lower() in nouns.PERSON for t in behind[:end]):
            return True
        end = next((n for n, t in enumerate(behind) if t.lower in {",", "of", "for", "at", "who"}), len(behind))
        post = behind[end - 1] if end else tokens[-1]  # "roads and bridges executive"
        several = post.tag in PLURAL_TAGS or any(t.dep in {"det", "poss"} for t in behind[1:end])
        return post.lemma.lower() in nouns.PERSON | EPITHETS and not several

    def people_in(self, words: Sequence[int]) -> int | None:
        """Return the group of the people or bodies whom a source lists by their names, however it was parsed.

        Args:
            words: tokens of the source: "party leader Lopez, Mayor Moore and Bo Diaz", "the NRB and the NRU".
        """
        parts = self._listed([self.parse.tokens[i] for i in words])
        members = [n for part in parts if (n := self._listed_member(part)) is not None]
        everybody = tuple(dict.fromkeys(members))
        if len(everybody) < 2 or len(everybody) < len(parts):  # noqa: PLR2004 - a group has at least two
            return None
        people = sum(self.entities[n].kind == "person" for n in everybody)
        one_body = not people and parts[-1][-1].lower in nouns.BODY  # "the Transport and Housing Ministry"
        return None if one_body or 0 < people < len(everybody) else self._group_of(everybody)

    def _listed_member(self, part: Sequence[Token]) -> int | None:
        """Whom a part of a list names at its end; a body must be named alone, a person may have a post before it."""
        number = self.by_token.get(part[-1].i) if part else None
        if number is None or any(t.pos == "ADP" or t.text == "(" or t.text in clauses.DASHES for t in part):
            return None
        alone = all(t.dep == "det" or self.by_token.get(t.i) == number for t in part)
        return number if alone or self.entities[number].kind == "person" else None

    def _listed(self, tokens: Sequence[Token]) -> list[list[Token]]:
        """The parts of a source between its commas and its "and", names with an "and" of their own being whole."""
        parts: list[list[Token]] = [[]]
        both = False
        for token in tokens:
            inner = self.by_token.get(token.i)
            if token.lower in {",", "and", "&"} and inner is None:
                both = both or token.text != ","
                if parts[-1]:
                    parts.append([])
            else:
                parts[-1].append(token)
        return parts if both else []

    def _group_of(self, everybody: tuple[int, ...]) -> int:
        """The group of several actors, named after them (GUIDE, rule 14)."""
        known = self._joint_groups.get(everybody)
        if known is not None:
            return known
        names = [self.entities[n].name for n in everybody]
        grade = "collective" if all(self.entities[n].plural for n in everybody) else self.entities[everybody[0]].grade
        entity = self._new("group", grade, ", ".join(names[:-1]) + " and " + names[-1])
        entity.members, entity.plural = tuple(n for n in everybody if self.entities[n].tokens), True
        self._joint_groups[everybody] = entity.number
        return entity.number

    def _person_at(self, i: int) -> int | None:
        number = self.by_token.get(i)
        return number if number is not None and self.entities[number].kind == "person" else None

    def _start_of(self, number: int, last: int) -> int:
        """First token of the name that ends at a token, titles before it included."""
        first = last
        while first and self.by_token.get(first - 1) == number:
            first -= 1
        while first and self.parse.tokens[first - 1].lower in nouns.TITLES:
            first -= 1
        return first

    def is_one_person(self, token: Token, other: Token) -> bool:
        """Two posts of one person: "former prosecutor and mayor Ana Lopez"."""
        if token.tag != "NN" or token.lemma.lower() not in nouns.PERSON or self.parse.kids(token.i, "det", "poss"):
            return False
        number = self.by_token.get(other.i)
        return number is not None and self.entities[number].kind == "person"

    def joint(self, token: Token) -> int | None:
        """Several speakers of one cue are one group named after its members (GUIDE, rule 14)."""
        others = [t for t in self.parse.kids(token.i, "conj") if t.pos in {"PROPN", "NOUN"}]
        tagged = self.parse.name_at.get(token.i)
        if not others or (tagged is not None and tagged is self.parse.name_at.get(others[0].i)):
            return None
        if self.is_one_person(token, others[0]):
            return self.named(others[0])
        heads = [token]
        for at in heads:  # grows while it is read: each name hangs on the one before it
            heads.extend(t for t in self.parse.kids(at.i, "conj") if t.pos in {"PROPN", "NOUN"})
        everybody = tuple(dict.fromkeys(n for t in heads if (n := self._member(t)) is not None))
        if len(everybody) < 2:  # noqa: PLR2004 - a group has at least two
            return None
        fresh = everybody not in self._joint_groups
        number = self._group_of(everybody)
        if fresh and token.pos == "NOUN":
            self.entities[number].name = without_article(clauses.phrase_span(self.parse, token.i).of(self.parse.text))
        return number

    def _member(self, token: Token) -> int | None:
        """One of several joint speakers; one that only this phrase names has its head noun as mention and name."""
        number = self.named(token) if token.i in self.by_token else self.described(token)
        if number is not None and not self.entities[number].spans:
            self.entities[number].spans.add(Span(token.start, token.end))
            self.entities[number].name = token.text
        return number
