"""Who holds an office on a day, by the office and its state or by the holder's name."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.text.states import state_of_adjective, state_of_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from onrecord.offices.table import Term

# What an office is also called. Titles that only one state uses stand in the table.
ALSO = {
    "prime minister": ("premier",),
    "premier": ("prime minister",),
    "chancellor": ("federal chancellor",),
    "foreign minister": (
        "foreign secretary",
        "foreign affairs minister",
        "minister of foreign affairs",
        "minister for foreign affairs",
        "minister of external affairs",
        "top diplomat",
        "chief diplomat",
    ),
    "monarch": ("king", "queen", "sovereign"),
    "spokesperson": ("spokesman", "spokeswoman"),
}
# Letters that Unicode does not take apart into a letter and a mark.
PLAIN_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "’": "'", "-": " "})


@dataclass(frozen=True)
class Offices:
    """The table of offices.

    Args:
        version: of the package's table, and after a plus sign the digest of the caller's.
        terms: all of them, the package's first.
        names: names and adjectives of each state or body, the first its own.
    """

    version: str
    terms: tuple[Term, ...]
    names: tuple[tuple[str, ...], ...]

    @cached_property
    def _own_name(self) -> dict[str, str]:
        known: dict[str, str] = {}
        for names in self.names:
            own = next((known[_key(name)] for name in names if _key(name) in known), _state(_key(names[0])))
            for name in names:
                known.setdefault(_key(name), own)
        return known

    @cached_property
    def _by_office(self) -> dict[tuple[str, str], list[Term]]:
        out: dict[tuple[str, str], list[Term]] = defaultdict(list)
        for term in self.terms:
            of = self._own_name[_key(term.of)]
            for title in dict.fromkeys(t for own in term.titles for t in (own, *ALSO.get(own, ()))):
                out[of, title].append(term)
        return dict(out)

    @cached_property
    def _by_title(self) -> dict[str, list[tuple[str, Term]]]:
        out: dict[str, list[tuple[str, Term]]] = defaultdict(list)
        for (of, title), terms in self._by_office.items():
            out[title].extend((of, term) for term in terms)
        return dict(out)

    @cached_property
    def last_words(self) -> frozenset[str]:
        """The words with which titles end."""
        return frozenset(word for title in self._by_title for word in (title.split()[-1], _head(title)))

    def on(self, day: date) -> OnDay:
        """Return the table as it stands on one day."""
        return OnDay(self, day)

    def state(self, name: str) -> str | None:
        """Return the key of the state or body that a name or an adjective stands for."""
        key = _key(name)
        return self._own_name.get(key) or self._own_name.get(_state(key))

    def terms_of(self, of: str, title: str) -> Sequence[Term]:
        """Return all terms of one office, by the key of its state or body."""
        return self._by_office.get((of, title), ())

    def with_title(self, title: str) -> Sequence[tuple[str, Term]]:
        """Return all terms of offices that have a title, each with the key of its state or body."""
        return self._by_title.get(title, ())


@dataclass(frozen=True, slots=True)
class OnDay:
    """The table of offices as it stands on one day.

    Args:
        offices: the table.
        day: the day, an article's day of publication.
    """

    offices: Offices
    day: date

    @property
    def name_from(self) -> str:
        """What an actor says whose name comes from here."""
        return f"offices@{self.offices.version}"

    def state(self, name: str) -> str | None:
        """Return the key of the state or body that a name or an adjective stands for."""
        return self.offices.state(name)

    def may_end_title(self, word: str) -> bool:
        """Tell whether a lower-case word can be the head of a title."""
        return word in self.offices.last_words

    def is_title(self, of: str, title: str) -> bool:
        """Tell whether a state or body has an office of this title, whoever holds it."""
        return bool(self.offices.terms_of(of, title))

    def holder(self, of: str, title: str) -> Term | None:
        """Return who holds an office; None where nobody or more than one certainly does.

        Args:
            of: key of its state or body.
            title: lower case.
        """
        return self._only(self.offices.terms_of(of, title))

    def named(self, title: str, name: str, states: Iterable[str]) -> Term | None:
        """Return the one holder of a title whose name ends or begins with a name.

        Args:
            title: lower case.
            name: as written, a family name alone for example.
            states: keys of the states and bodies that come into question.
        """
        keys = set(states)
        fits = [t for of, t in self.offices.with_title(title) if of in keys and is_part_of(name, t.holder)]
        return self._only(fits)

    def _only(self, terms: Iterable[Term]) -> Term | None:
        now = [term for term in terms if term.holds_on(self.day)]
        now = [term for term in now if term.own] or now
        if not now or not all(_is_same_person(now[0], term) for term in now):
            return None
        return next((term for term in now if term.wikidata), now[0])


def _is_same_person(one: Term, two: Term) -> bool:
    """Whether two rows are about one person: by id where both have one, else by name."""
    if one.wikidata and two.wikidata:
        return one.wikidata == two.wikidata
    return folded(one.holder) == folded(two.holder)


def folded(name: str) -> tuple[str, ...]:
    """Return the words of a name without case, accents, hyphens and full stops."""
    parted = unicodedata.normalize("NFKD", name.lower().translate(PLAIN_LETTERS))
    plain = "".join(c for c in parted if not unicodedata.combining(c))
    return tuple(word for word in (w.strip(".,") for w in plain.split()) if word)


def is_part_of(name: str, full: str) -> bool:
    """Tell whether a name may stand for a full one: it is the same, its end or its beginning, or differs inside.

    "Brenn" and "Ada Brenn" stand for "Ada Brenn", and so does "Ada M. Brenn"; "Carl Brenn" does not.
    """
    short, long = folded(name), folded(full)
    if not short:
        return False
    if len(short) > 1 and len(long) > 1 and (short[0], short[-1]) == (long[0], long[-1]):
        return True
    return long[-len(short) :] == short or long[: len(short)] == short


def _state(key: str) -> str:
    """The usual name of a state for any name or adjective of it, other words as they are."""
    return state_of_name(key) or state_of_adjective(key) or key


def _key(name: str) -> str:
    words = name.lower().replace("’", "'").replace(".", "").split()
    return " ".join(words[1:] if words and words[0] == "the" and len(words) > 1 else words)


def _head(title: str) -> str:
    """The word that heads a title in a parse: "secretary" of "secretary of state"."""
    words = title.split()
    for i, word in enumerate(words):
        if word in {"of", "for"} and i:
            return words[i - 1]
    return words[-1]
