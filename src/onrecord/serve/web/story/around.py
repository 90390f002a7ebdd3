"""What stands around a story: who speaks and for whom, who tells it and copies whom, what to look into."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from onrecord.serve.web.story.words import Piece, Places, Somebody, Where, counted, quoted
from onrecord.store.rows import ActorName
from onrecord.story.checks import Finding, Side
from onrecord.story.overview import Outlet
from onrecord.story.timeline.entries import Entry

_SHORT = 5  # words of a quotation that need their sentence around them
_MOST = 60  # of each, folded ones too
_PER_KIND = 20
TITLES = {
    "figures": "Two counts that cannot both be right",
    "denial": "Denied",
    "both-sides": "On both sides",
    "one-relay": "Known through one relay alone",
    "one-voice": "Many articles, one voice",
}
_KIND = {"figures": "figure", "denial": "statement", "both-sides": "position", "one-relay": "statement"}


class Relay(msgspec.Struct, frozen=True):
    """Through whom somebody's words came, how often."""

    who: Somebody
    times: int


class Speaker(msgspec.Struct, frozen=True):
    """Somebody who speaks.

    Args:
        said: how many things; ``outlets`` in how many outlets, in words.
        through: its relays, those that relay most first.
    """

    who: Somebody
    said: str
    outlets: str
    through: tuple[Relay, ...]


class Teller(msgspec.Struct, frozen=True):
    """An outlet that tells the story.

    Args:
        size: articles and independent reports, in words.
        copies: whose reports it printed.
    """

    name: str
    size: str
    copies: tuple[str, ...]


class Told(msgspec.Struct, frozen=True):
    """One side of a finding."""

    who: Somebody | None
    day: str
    pieces: tuple[Piece, ...]
    where: Where


class Check(msgspec.Struct, frozen=True):
    """Something to look into.

    Args:
        title: of its kind; ``order`` the place of that among the others.
        about: the measure or the issue; empty where the words say it.
        relay: of what is known through one relay alone.
    """

    title: str
    order: int
    about: str
    sides: tuple[Told, ...]
    relay: Somebody | None
    tellers: str


class Around(msgspec.Struct, frozen=True):
    """All of it."""

    speakers: tuple[Speaker, ...]
    outlets: tuple[Teller, ...]
    checks: tuple[Check, ...]


def around(entries: Sequence[Entry], outlets: Sequence[Outlet], checks: Sequence[Finding], places: Places) -> Around:
    """Return what stands around a story."""
    told = (Teller(o.name, _size(o), tuple(n for n in o.copied if n != o.name)) for o in outlets[:_MOST])
    return Around(_speakers(entries, places), tuple(told), tuple(_check(f, places) for f in _chosen(checks)))


def _speakers(entries: Iterable[Entry], places: Places) -> tuple[Speaker, ...]:
    names: dict[int, ActorName] = {}
    said: Counter[int] = Counter()
    outlets: dict[int, set[str]] = defaultdict(set)
    through: dict[int, Counter[int]] = defaultdict(Counter)
    for entry in entries:
        if entry.kind == "statement" and entry.who:
            who = entry.who[0]
            names.setdefault(who.actor, who)
            said[who.actor] += 1
            outlets[who.actor].update(entry.sources.outlets)
            for relay in entry.through:
                if relay.actor != who.actor:
                    names.setdefault(relay.actor, relay)
                    through[who.actor][relay.actor] += 1
    order = sorted(said, key=lambda a: (-said[a], names[a].name, a))[:_MOST]
    return tuple(
        Speaker(
            places.somebody(names[actor]),
            counted(said[actor], "statement"),
            counted(len(outlets[actor]), "outlet") if outlets[actor] else "",
            tuple(Relay(places.somebody(names[relay]), n) for relay, n in through[actor].most_common(3)),
        )
        for actor in order
    )


def _size(outlet: Outlet) -> str:
    articles = counted(outlet.articles, "article")
    return articles if outlet.voices == outlet.articles else f"{articles}, {outlet.voices} of its own"


def _chosen(checks: Iterable[Finding]) -> list[Finding]:
    """Return the findings that are shown: of each kind the latest, and nothing said of a statement twice."""
    of_kind: Counter[str] = Counter()
    chosen = []
    seen: set[tuple[object, ...]] = set()
    for finding in checks:
        first = finding.sides[0].evidence[:1]
        key = (finding.kind, finding.about, len(finding.sides))
        if first and key not in seen and of_kind[finding.kind] < _PER_KIND:
            seen.add(key)
            of_kind[finding.kind] += 1
            chosen.append(finding)
    return chosen


def _check(finding: Finding, places: Places) -> Check:
    named = finding.kind in ("figures", "both-sides")
    alone = finding.sides[0].evidence
    articles, voices = len({e.article for e in alone}), len({e.voice for e in alone})
    return Check(
        title=TITLES[finding.kind],
        order=list(TITLES).index(finding.kind),
        about=finding.about if named else "",
        sides=tuple(_side(finding.kind, side, places) for side in finding.sides if side.evidence),
        relay=places.somebody(finding.relay) if finding.relay else None,
        tellers=f"{counted(articles, 'article')}, {counted(voices, 'voice')}" if len(finding.sides) == 1 else "",
    )


def _side(kind: str, side: Side, places: Places) -> Told:
    shown = side.evidence[0]
    of = _KIND.get(kind, "statement")
    plain = shown.words.count(" ") >= _SHORT and of == "statement"
    return Told(
        who=places.somebody(side.who) if side.who else None,
        day=side.day,
        pieces=quoted(shown.words) if plain else places.in_context(shown),
        where=places.where(of, shown),
    )
