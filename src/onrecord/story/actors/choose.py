"""Which of the actors that a name leads to is meant, if any."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

import msgspec

from onrecord.store.identity import Candidate, Seen
from onrecord.story.actors.folding import folded
from onrecord.story.actors.people import PersonName, is_common, may_be_one
from onrecord.story.actors.traits import callings, role_words


class Shown(msgspec.Struct, frozen=True):
    """What is known of a candidate from its last articles.

    Args:
        names: parts of its full names, the most used first.
        beside: the other actors of those articles.
    """

    candidate: Candidate
    names: tuple[PersonName, ...]
    seen: tuple[Seen, ...]
    beside: frozenset[int]

    @property
    def roles(self) -> frozenset[str]:
        """Words of its posts."""
        return frozenset(word for one in self.seen for word in role_words(one.role))

    def callings(self, *, strictly: bool = False) -> frozenset[str]:
        """Return its walks of life."""
        return frozenset(kind for one in self.seen for kind in callings(one.role, strictly=strictly))

    @property
    def places(self) -> frozenset[str]:
        """Places of its posts."""
        return frozenset(one.place for one in self.seen if one.place)

    @property
    def sex(self) -> str | None:
        """What most of its articles say."""
        said = [one.sex for one in self.seen if one.sex]
        return max(("f", "m"), key=said.count) if said and said.count("f") != said.count("m") else None


class Asked(msgspec.Struct, frozen=True):
    """The name that is asked about, and where it stands.

    Args:
        day: the day its article was known.
        company: actors that the article is sure of, with the number of articles that name each.
        taken: actors that other names of the article stand for.
    """

    person: PersonName | None
    post: str | None
    place: str | None
    sex: str | None
    day: str
    company: dict[int, int]
    taken: frozenset[int] = frozenset()
    title: str | None = None

    @property
    def role(self) -> frozenset[str]:
        """Words of its post."""
        return role_words(self.post)


def shared(asked: Asked, shown: Shown) -> float:
    """Return how much company an article and a candidate's last articles share; whom all articles name says less."""
    stands = shown.candidate.stands
    both = (n for actor, n in asked.company.items() if actor in shown.beside and actor != stands)
    return sum(1 / (1 + math.log(max(1, n))) for n in both)


_WORD = re.compile(r"[^\W\d_]{4,}")


@lru_cache(maxsize=2_000)
def _told(title: str) -> frozenset[str]:
    return frozenset(folded(w) for w in _WORD.findall(title))


def same_event(asked: Asked, shown: Shown) -> bool:
    """Tell whether a candidate's article of these days has a headline about the same, the name itself aside."""
    if not asked.title or days_apart(asked.day, shown.candidate.last_on) > DAYS_OF_EVENT:
        return False
    own = {asked.person.last, asked.person.first} if asked.person else set()
    words = _told(asked.title) - own
    return any(len(words & _told(one.title)) >= TITLE_WORDS for one in shown.seen if one.title)


def days_apart(one: str, other: str) -> int:
    """Return the days between two ISO days."""
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def day_after(day: str, days: int) -> str:
    """Return an ISO day some days later, or earlier for less than nought."""
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


# What speaks for and against a candidate among several of one full name, and how much of it is enough; set on the
# pairs of bench/identity.py.
ENOUGH, CLEARLY, SOMETHING = 1.0, 0.5, 0.4
SAME_POST, SAME_CALLING, SAME_PLACE, SAME_MIDDLE = 1.0, 0.5, 1.0, 1.5
OTHER_SEX, OTHER_CALLING = -2.0, -1.0
# Somebody named in so many times the articles of a namesake is meant where nothing speaks for the namesake.
FAR_MORE = 10
# Headlines that share so many words, within so many days, tell of one event.
TITLE_WORDS, DAYS_OF_EVENT, SAME_EVENT = 3, 7, 0.5
# Company that is no accident.
COMPANY = 0.4
# Days within which somebody may be meant without being named in full, and the articles that make one so well known
# that company is not asked for.
NEAR = 45
KNOWN = 5
LONG_AGO = 180


def fits(asked: Asked, shown: Shown) -> bool:
    """Tell whether a candidate of the same full name is the same person, as long as no namesake has a better claim.

    A rare name is enough, where nothing speaks against it; of a common one, or one in another form ("Bill" for
    "William"), something must speak for it too.
    """
    if asked.person is None:
        return fits_but_name(asked, shown)
    if not all(may_be_one(asked.person, name) for name in shown.names):
        return False
    if not _heirs_fit(asked, shown) or not fits_but_name(asked, shown):
        return False
    same_first = any(asked.person.first == name.first for name in shown.names)
    if same_first and not is_common(asked.person):
        return True
    if same_first:
        return strength(asked, shown) >= SOMETHING or is_known(asked, shown)
    return strength(asked, shown) >= ENOUGH or is_known(asked, shown)


def is_known(asked: Asked, shown: Shown) -> bool:
    """Tell whether so many articles of late name somebody that no introduction is asked for."""
    known = shown.candidate
    return known.articles >= KNOWN and days_apart(asked.day, known.last_on) <= NEAR


def fits_but_name(asked: Asked, shown: Shown) -> bool:
    """Tell whether nothing in calling speaks against a candidate, or its company says that it may be all the same."""
    return not _other_calling(asked, shown) or shared(asked, shown) >= COMPANY


def _heirs_fit(asked: Asked, shown: Shown) -> bool:
    """Whether "Jr." stands on both sides; on one alone, the post or a middle name must be the same."""
    if asked.person is None or any(asked.person.heir == name.heir for name in shown.names):
        return True
    same_middle = any(set(asked.person.middles) & set(name.middles) for name in shown.names)
    return same_middle or bool(asked.role & shown.roles)


def _other_calling(asked: Asked, shown: Shown) -> bool:
    """Whether the posts belong to walks of life that one person is seldom seen in."""
    strictly = asked.person is not None and is_common(asked.person)
    if not strictly and is_known(asked, shown):
        return False
    one = callings(asked.post, strictly=strictly)
    other = shown.callings(strictly=strictly)
    return bool(one and other) and not one & other and not asked.role & shown.roles


def strength(asked: Asked, shown: Shown) -> float:
    """Return how much speaks for a candidate."""
    told = shared(asked, shown)
    told += SAME_POST * bool(asked.role & shown.roles)
    told += SAME_CALLING * bool(callings(asked.post, strictly=True) & shown.callings(strictly=True))
    told += SAME_PLACE * (asked.place is not None and asked.place in shown.places)
    told += SAME_EVENT * same_event(asked, shown)
    told += OTHER_CALLING * _other_calling(asked, shown)
    if asked.person is not None and asked.person.middles:
        told += SAME_MIDDLE * any(asked.person.middles == name.middles for name in shown.names)
    if asked.sex and shown.sex:
        told += OTHER_SEX * (asked.sex != shown.sex)
    return told


def of_namesakes(asked: Asked, several: Sequence[Shown]) -> Shown | None:
    """Return which of several people of one full name is meant; None where it stays open."""
    ranked = sorted(several, key=lambda s: (-strength(asked, s), s.candidate.id))
    best = ranked[0]
    if len(ranked) == 1:
        return best
    ahead = strength(asked, best) - strength(asked, ranked[1])
    if strength(asked, best) >= ENOUGH and ahead >= CLEARLY:
        return best
    most = max(several, key=lambda s: (s.candidate.articles, -s.candidate.id))
    others = [s for s in several if s is not most]
    far = all(most.candidate.articles >= FAR_MORE * s.candidate.articles for s in others)
    unclaimed = all(strength(asked, s) <= strength(asked, most) for s in others)
    return most if far and unclaimed else None


def of_surname(asked: Asked, several: Sequence[Shown]) -> Shown | None:
    """Return whom a surname alone means: exactly one who fits; None where it may be another or nobody known."""
    fitting = [s for s in several if s.candidate.stands not in asked.taken and _may_be_called(asked, s)]
    if not fitting:
        return None
    ranked = sorted(fitting, key=lambda s: (-_called(asked, s), s.candidate.id))
    best = ranked[0]
    told = shared(asked, best) + bool(asked.role & best.roles) + SAME_EVENT * same_event(asked, best)
    if asked.role and best.roles and not asked.role & best.roles and told < ENOUGH:
        return None
    if len(ranked) == 1:
        known = best.candidate.keyed >= KNOWN and days_apart(asked.day, best.candidate.last_on) <= NEAR
        return best if told >= COMPANY or known else None
    ahead = _called(asked, best) - _called(asked, ranked[1])
    return best if told >= COMPANY and ahead >= ENOUGH else None


def _may_be_called(asked: Asked, shown: Shown) -> bool:
    if asked.sex and shown.sex and asked.sex != shown.sex:
        return False
    return days_apart(asked.day, shown.candidate.last_on) <= LONG_AGO


def _called(asked: Asked, shown: Shown) -> float:
    return strength(asked, shown) + math.log10(max(1, shown.candidate.keyed))


def by_company(asked: Asked, several: Iterable[Shown], tests: Callable[[Shown], bool], enough: float) -> Shown | None:
    """Return the only one of several that passes a test and shares enough company; None for none and for two."""
    free = [s for s in several if s.candidate.stands not in asked.taken and tests(s)]
    passing = [s for s in free if shared(asked, s) + SAME_EVENT * same_event(asked, s) >= enough]
    stands = {s.candidate.stands for s in passing}
    return passing[0] if len(stands) == 1 else None
