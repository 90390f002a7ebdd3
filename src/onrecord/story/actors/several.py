"""Several candidates at once: who stands for them, which is meant where they are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.store.identity import Candidate
from onrecord.story.actors import choose
from onrecord.story.actors.choose import KNOWN, NEAR, Asked, Shown
from onrecord.story.actors.people import PersonName, may_be_one
from onrecord.story.actors.traits import Traits


def stands_of(shown: Iterable[Shown] | Iterable[Candidate]) -> set[int]:
    """Return the actors that candidates stand for."""
    return {s.candidate.stands if isinstance(s, Shown) else s.stands for s in shown}


def one_each(shown: Sequence[Shown]) -> list[Shown]:
    """Return, of several that one actor stands for, the one that most articles name."""
    best: dict[int, Shown] = {}
    for one in sorted(shown, key=lambda s: (-s.candidate.articles, s.candidate.id)):
        best.setdefault(one.candidate.stands, one)
    return list(best.values())


def far_more(several: Sequence[Shown]) -> Shown | None:
    """Return, of several bodies of one name, the one that far more articles name than any other."""
    ranked = sorted(one_each(several), key=lambda s: (-s.candidate.articles, s.candidate.id))
    if not ranked or ranked[0].candidate.articles < KNOWN:
        return None
    most, others = ranked[0], ranked[1:]
    return most if all(most.candidate.articles >= KNOWN * s.candidate.articles for s in others) else None


def closest(traits: Traits, fitting: Sequence[Shown]) -> Candidate:
    """Return, of several that one actor stands for, the one whose names are most like the name."""
    same = [s for s in fitting if any(n == traits.person for n in s.names)]
    return min((s.candidate for s in same or fitting), key=lambda c: (-c.articles, c.id))


def is_near(asked: Asked, shown: Shown) -> bool:
    """Tell whether a candidate was named in days as near as a name that stands alone may look."""
    return choose.days_apart(asked.day, shown.candidate.last_on) <= NEAR


def bears_one_name(candidate: Candidate) -> bool:
    """Tell whether a person is known by one name alone."""
    return candidate.type == "person" and " " not in candidate.name


def is_called(name: PersonName, traits: Traits) -> bool:
    """Tell whether a name may be short for an actor of the article."""
    own = traits.person
    if own is None:
        return False
    return may_be_one(name, own) if name.is_full and own.is_full else name.last == own.last
