"""Office-holders: what the table of offices adds to the actors of an article.

A description with its office and its state ("the French president") stands for the holder on the day of publication;
somebody whom the text calls by office and family name alone gets the full name. The text goes first: where it names
somebody else in that office, or the day is inside no term, nothing is added.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from onrecord.offices import folded, is_part_of
from onrecord.text.states import state_of_capital

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.actors.entity import Entity
    from onrecord.offices import OnDay, Term
    from onrecord.text import Parse, Token

# Beside a title they say that somebody else holds the office, or that it is another one.
ANOTHER = frozenset(
    "former ex then deputy vice assistant acting interim next future late elect designate shadow incoming would-be "
    "past previous onetime one-time last ousted deposed fictional associate under".split()
)
UNSURE = frozenset({"a", "an", "another", "any", "every", "no", "one", "some", "each"})
LONGEST_TITLE = 5  # words; the longest in the table has four


class Cast(Protocol):
    """What is known of an article's actors before the table is asked."""

    parse: Parse
    entities: list[Entity]
    by_token: dict[int, int]

    def introduce(self, token: Token) -> int:
        """Return a new actor for a description."""

    def home_of(self, number: int) -> int:
        """Return the state that an adjective or a capital stands for, the actor itself where it stands for none."""

    def known_under(self, name: str, number: int) -> None:
        """Let a later phrase find an actor by a name."""


@dataclass
class Holders:
    """The office-holders of one article.

    Args:
        cast: its actors.
        offices: the table on the day of publication.
    """

    cast: Cast
    offices: OnDay
    _known: dict[tuple[str, str, str], int | None] = field(default_factory=dict)
    _made: dict[str, int] = field(default_factory=dict)

    def name_people(self) -> None:
        """Give those whom the text calls by office and part of a name the whole of it."""
        states = self._states_named()
        for entity in self.cast.entities:
            if entity.kind != "person" or entity.grade != "named" or entity.words & ANOTHER:
                continue
            term = self._office_of(entity, states)
            if term is not None:
                self._take_over(entity, term)

    def _take_over(self, entity: Entity, term: Term) -> None:
        entity.wikidata = term.wikidata
        short, full = folded(entity.name), folded(term.holder)
        if len(short) < len(full) and short in {full[-len(short) :], full[: len(short)]}:
            entity.name, entity.name_from = term.holder, self._name_from(term)
            self.cast.known_under(term.holder, entity.number)

    def _name_from(self, term: Term) -> str:
        """Where a name is from: the text, if it stands there after all, where the tagger missed it."""
        return "text" if term.holder in self.cast.parse.text else self.offices.name_from

    def _states_named(self) -> set[str]:
        """The states and bodies that the text names, by whatever word."""
        found = {self._state_of(entity) for entity in self.cast.entities}
        return {state for state in found if state is not None}

    def _state_of(self, entity: Entity) -> str | None:
        name = entity.name.lower().removeprefix("the ")
        home = self.cast.entities[self.cast.home_of(entity.number)].name
        return self.offices.state(state_of_capital(name) or name) or self.offices.state(home)

    def _office_of(self, entity: Entity, states: set[str]) -> Term | None:
        """The term of somebody who is named with a post."""
        if entity.of is not None:
            of = self._state_of(self.cast.entities[entity.of])
            if of is not None:
                states = {of}
            elif self.cast.entities[entity.of].kind == "organisation":
                return None
        for title in self._titles_of(entity):
            term = self.offices.named(title, entity.name, states)
            if term is not None:
                return term
        return None

    def _titles_of(self, entity: Entity) -> Iterator[str]:
        words = (entity.role or "").lower().replace(",", " ").split()
        for first in range(len(words)):
            for last in range(len(words), first, -1):
                if last - first <= LONGEST_TITLE:
                    yield " ".join(words[first:last])
        yield from sorted(entity.heads)

    def described(self, token: Token) -> int | None:
        """Return the holder of the office that a phrase describes; None where it describes none, or nobody is sure.

        Args:
            token: head of the phrase.
        """
        if token.tag not in {"NN", "NNP"} or not self.offices.may_end_title(token.lower):
            return None
        words, owner = self._around(token)
        of = None if owner is None else self._state_of(self.cast.entities[owner])
        if of is None or owner is None:
            return None
        title = self._title(words, of)
        term = None if title is None else self.offices.holder(of, title)
        if term is None or title is None:
            return None
        key = (of, title, term.holder)
        if key not in self._known:
            self._known[key] = self._person(token, term, title, of)
        return self._known[key]

    def _around(self, token: Token) -> tuple[Sequence[str], int | None]:
        """The words of a title in order, and whose it is; no words where the phrase is no sure description."""
        before: list[str] = []
        owners: list[int] = []
        for kid in self._before(token):
            number = self.cast.by_token.get(kid.i)
            if number is not None and self._may_own(number):
                owners.append(number)
            elif kid.dep in {"amod", "compound", "nmod"}:
                before.append(kid.lower)
            elif kid.lower in UNSURE:
                return (), None
        after, behind = self._after(token)
        owners += behind
        same = {self.cast.home_of(number) for number in owners}
        if len(same) != 1 or self._is_another(token, before):
            return (), None
        return (*before, token.lower, *after), owners[0]

    def _may_own(self, number: int) -> bool:
        """Whether an office may be of an actor: the tagger takes small states for people."""
        entity = self.cast.entities[number]
        return entity.kind != "person" or self.offices.state(entity.name) is not None

    def _after(self, token: Token) -> tuple[list[str], list[int]]:
        """The words of a title behind its head ("of state"), and whom "of" names there."""
        words: list[str] = []
        owners: list[int] = []
        for prep in self.cast.parse.kids(token.i, "prep"):
            if prep.lower not in {"of", "for", "in"}:
                continue
            for noun in self.cast.parse.kids(prep.i, "pobj"):
                number = self.cast.by_token.get(noun.i)
                # The tagger takes the "state" of a secretary for a name.
                if number is None or noun.text.islower():
                    words += [prep.lower, noun.lower]
                elif prep.lower == "of":
                    owners.append(number)
        return words, owners

    def _before(self, token: Token) -> list[Token]:
        """What stands to the left of a head, with what a word of the title is made of itself."""
        parse = self.cast.parse
        kids = [t for t in parse.kids(token.i, "amod", "compound", "nmod", "poss", "det") if t.i < token.i]
        deeper = [t for k in kids for t in parse.kids(k.i, "amod", "compound", "nmod") if k.dep != "poss"]
        return sorted({t.i: t for t in (*kids, *deeper)}.values(), key=lambda t: t.i)

    def _is_another(self, token: Token, before: Sequence[str]) -> bool:
        """Whether the words around say that the office is another's: "former", "president-elect"."""
        tokens = self.cast.parse.tokens
        after = {t.lower for t in tokens[token.i + 1 : token.i + 3] if t.text == "-" or t.lower in ANOTHER}
        left = tokens[token.i - len(before) - 2 : token.i] if token.i > len(before) + 1 else tokens[: token.i]
        near = {word for t in left for word in t.lower.split("-")} | {w for b in before for w in b.split("-")}
        # A vice president is an office of its own.
        return bool((near & ANOTHER) - {"vice"}) or {"-", "elect"} <= after or "elect" in after

    def _title(self, words: Sequence[str], of: str) -> str | None:
        """The longest run of words around the head that is a title of the state or body."""
        for first in range(len(words)):
            if first and words[first - 1] in ANOTHER:
                return None
            title = " ".join(words[first:])
            if self.offices.is_title(of, title):
                return title
        return None

    def _person(self, token: Token, term: Term, title: str, of: str) -> int | None:
        people = [e for e in self.cast.entities if e.kind == "person" and e.grade == "named"]
        fits = [e for e in people if is_part_of(e.name, term.holder)]
        if fits:
            best = max(fits, key=lambda e: (len(folded(e.name)), -e.number))
            best.wikidata = term.wikidata
            return best.number
        if any(self._is_called(e, title, of) for e in people):
            return None
        if term.holder not in self._made:
            self._made[term.holder] = self._unnamed(token, term)
        return self._made[term.holder]

    def _is_called(self, entity: Entity, title: str, of: str) -> bool:
        """Whether the text itself names somebody in an office: its word goes before the table's."""
        if entity.words & ANOTHER or title not in set(self._titles_of(entity)):
            return False
        if entity.of is not None:
            return self._state_of(self.cast.entities[entity.of]) == of
        return any(self.offices.state(word) == of for word in (entity.role or "").split())

    def _unnamed(self, token: Token, term: Term) -> int:
        number = self.cast.introduce(token)
        entity = self.cast.entities[number]
        entity.kind, entity.name, entity.wikidata = "person", term.holder, term.wikidata
        entity.name_from = self._name_from(term)
        self.cast.known_under(term.holder, number)
        return number


def holders(cast: Cast, offices: OnDay | None) -> Holders | None:
    """Return the office-holders of an article; None without a table or a day."""
    return None if offices is None else Holders(cast, offices)
