"""Each figure in its place: whose count, of whom, where, of which day, total or new."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from onrecord.store.rows import ActorName
from onrecord.store.tallies import FigureTold
from onrecord.story.tally.dating import day_beside
from onrecord.story.tally.names import BODIES, HEADS, joined, place_key, source_key, words_of
from onrecord.story.tally.spoken import Speakers, sentence_of, spoken
from onrecord.story.tally.types import Dated, Kind
from onrecord.story.tally.who import ALL, days_of, who_of

DAY = re.compile(r"\d{4}-\d{2}-\d{2}$", re.ASCII)
# A count that a source keeps itself, whoever's figures it was made from.
OWN_COUNT = re.compile(r"\b(?:tally|count|compilation|compiled|database|toll|survey|census|tracker)\b", re.IGNORECASE)
# Where a source sits: no figure need say so.
SEAT = re.compile(r"\bin (?:the )?(?P<at>[A-Z]\w+)$|^(?P<of>[A-Z]\w+)[’']s? ")
WEEK = 7
# A place that this part of the articles names beside a figure is where those are that name none.
USUAL = 0.25
# "Dozens" is no count.
VAGUE = re.compile(r"^\W*(?:\w+ ){0,2}?(?:dozens|scores|hundreds|thousands|tens|several|many)\b(?! *\d)", re.IGNORECASE)
# A beginning that lies this far from the one of most counts makes a count of another time.
OTHER_BEGINNING = 7


# New ones by their own words: "36 further deaths", "another 36 died".
FURTHER = re.compile(r"(?:further|more|additional|new|fresh|extra) \w", re.IGNORECASE)
ANOTHER = re.compile(
    r"\b(?:another|a further|an additional) (?:at least |about |some |no fewer than )?$", re.IGNORECASE
)
# A count that began so many days before is one of new ones.
LATELY = 3
# Nothing is news that was said so many days ago; of such a day is what a count began with.
OLD_NEWS = 45
BEGINNING = re.compile(
    r"\b(?:since|began|begun|beginning|start\w*|broke out|outbreak|erupted|resumed|from|between)\b", re.IGNORECASE
)


class Placed(msgspec.Struct, frozen=True, gc=False):
    """A figure with what it counts.

    Args:
        source: id that stands for the source's names; None for the article's own voice.
        origin: the actor whose count it is; ``called`` is what this article calls him, or a body of its sentence that
            is known from no other figure.
        kind: None where the text does not say whether it is the total.
        day: of the count; ``dated`` says how it is known.
        since: where the count began, if not where most do.
    """

    told: FigureTold
    who: str
    place: str | None
    source: int | None
    origin: ActorName | None
    called: str | None
    kind: Kind | None
    day: str | None
    dated: Dated
    days: int | None
    since: str | None = None

    @property
    def value(self) -> float | None:
        """The number itself, whatever its bound."""
        figure = self.told.figure
        return figure.low if figure.low is not None else figure.high

    @property
    def number(self) -> int:
        """The number of its day, or of its article's."""
        return _number(self.day or self.told.article.known_on)


# Who are so at the time, however it is told: "12 people are missing".
STANDING = frozenset({"missing", "hostages"})


@lru_cache(maxsize=4_096)
def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def placed(told: Sequence[FigureTold], asked: str | None = None) -> list[Placed]:
    """Return the figures with what they count, in the order in which they were known.

    Args:
        asked: key of the place that is asked about: all the articles name it, so figures without a place are there.
    """
    ordered = sorted(
        (t for t in told if VAGUE.search(t.figure.words) is None),
        key=lambda t: (t.article.known_on, t.article.id, t.figure.id),
    )
    places = places_of(ordered, asked)
    words = sorted({word for place in places.values() if place for word in place.split()}) or _seat(ordered)
    origins = {t.figure.id: found for t in ordered if (found := _origin(t, words)) is not None}
    speakers = Speakers.of(ordered, origins, _sources(origins, words), words)
    said = {
        t.figure.id: found for t in ordered if (found := _spoken(t, origins.get(t.figure.id), speakers)) is not None
    }
    origins = _of_bodies(ordered, origins, said)
    whose = _sources(origins, words)
    out = [_placed(t, places[t.figure.id], origins.get(t.figure.id), whose) for t in ordered]
    out = [replace(one, called=speakers.unknown(one.told)) if one.origin is None else one for one in out]
    return _of_their_time(_told_again(_like_their_whole(_dated(out))))


def _seat(told: Iterable[FigureTold]) -> list[str]:
    """The one place that the names of all sources name: "the ministry in Lindrava", "Lindrava's ministry"."""
    names = {t.figure.source.name for t in told if t.figure.source is not None}
    found = {m["at"] or m["of"] for name in names for m in SEAT.finditer(name)}
    return [word for name in found for word in words_of(name)] if len(found) == 1 else []


def _placed(
    told: FigureTold, place: str | None, origin: ActorName | None, whose: Mapping[int, tuple[int, ActorName]]
) -> Placed:
    figure = told.figure
    total = True if figure.measure in STANDING else figure.cumulative
    if total is None and (FURTHER.match(figure.what or "") or ANOTHER.search(told.before)):
        total = False
    kind: Kind | None = None if total is None else "total" if total else "new"
    day, dated = _day(told)
    days = days_of(told) if kind == "new" else None
    source, actor = whose[origin.actor] if origin is not None else (None, None)
    return Placed(
        told, who_of(told), place, source, actor, origin.name if origin is not None else None, kind, day, dated, days
    )


def _day(told: FigureTold) -> tuple[str | None, Dated]:
    """The day that the text gives, the count's own first."""
    figure, known_on = told.figure, told.article.known_on
    stated = _not_after(figure.as_of, known_on)
    if stated is not None and not (_is_old(stated, known_on) and BEGINNING.search(sentence_of(told))):
        return stated, "stated"
    said = _not_after(told.said_on, known_on) if figure.change != "former" else None
    said = None if said is not None and _is_old(said, known_on) else said
    if figure.change != "former":
        said = day_beside(told, said)
    return (said, "said") if said is not None else (None, "article")


def _is_old(day: str, known_on: str) -> bool:
    """Whether a day lies so long before its article that nobody said there what the article has as news."""
    return date.fromisoformat(known_on) - date.fromisoformat(day) > timedelta(OLD_NEWS)


def _not_after(day: str | None, known_on: str) -> str | None:
    """A day that a count can have stood on: a weekday that was read as the coming one is the last one."""
    if day is None or not DAY.match(day):
        return None
    if day <= known_on:
        return day
    week_before = date.fromisoformat(day) - timedelta(WEEK)
    return week_before.isoformat() if week_before.isoformat() <= known_on else None


def places_of(told: Sequence[FigureTold], asked: str | None) -> dict[int, str | None]:
    """Return the place of each figure: its own, else the last one told of in its article, else the one it is about."""
    sources = {place_key(t.figure.source.name) for t in told if t.figure.source is not None}
    bodies = {key for key in sources if key is not None and set(key.split()) & (BODIES | HEADS)}
    own = {t.figure.id: key if (key := place_key(t.figure.place)) not in bodies else None for t in told}
    common = Counter(place for place in own.values() if place)
    known = [place for place, _ in common.most_common()]
    articles = {t.article.id for t in told}
    there = {t.article.id for t in told if known and own[t.figure.id] == known[0]}
    usual = asked or (known[0] if known and len(there) >= USUAL * len(articles) else None)
    out: dict[int, str | None] = {}
    for beside in by_article(told).values():
        here = _about(beside, [asked, *known] if asked else known, usual)
        for t in sorted(beside, key=lambda t: t.figure.span):
            here = own[t.figure.id] or here
            out[t.figure.id] = here
    return out


def by_article(told: Iterable[FigureTold]) -> dict[int, list[FigureTold]]:
    """Return the figures of each article."""
    out: dict[int, list[FigureTold]] = {}
    for t in told:
        out.setdefault(t.article.id, []).append(t)
    return out


def _about(beside: Sequence[FigureTold], known: Sequence[str], usual: str | None) -> str | None:
    """The place that an article is about: named in its headline or its sources' names, else the usual one."""
    title = set(words_of(beside[0].article.title or ""))
    for place in known:
        if set(place.split()) <= title:
            return place
    sources = {word for t in beside if t.figure.source is not None for word in words_of(t.figure.source.name)}
    for place in known:
        if set(place.split()) <= sources:
            return place
    return usual


def _sources(origins: Mapping[int, ActorName], places: Sequence[str]) -> dict[int, tuple[int, ActorName]]:
    """For each actor one id for all the names of a source, and the actor of that id."""
    counted = Counter(actor.actor for actor in origins.values())
    actors = {actor.actor: actor for actor in origins.values()}
    keys = {number: source_key(actor.name, places) for number, actor in actors.items()}
    one = joined(keys, counted)
    names: dict[int, Counter[str]] = {}
    for actor in origins.values():
        names.setdefault(one[actor.actor], Counter())[actor.name] += 1
    called = {source: _called(actors.values(), one, source, names[source]) for source in names}
    return {actor: (source, called[source]) for actor, source in one.items()}


def _called(actors: Iterable[ActorName], one: dict[int, int], source: int, names: Counter[str]) -> ActorName:
    """The actor of a source under the name that most articles have, the longest of those."""
    name = max(names, key=lambda n: (names[n], len(n), n))
    return min(
        (a for a in actors if one[a.actor] == source and a.name == name), key=lambda a: (a.actor < 0, abs(a.actor))
    )


def is_mended(told: FigureTold) -> bool:
    """Tell whether a user said whose count a figure is, which no rule knows better."""
    return any(change.field == "source" for one in told.figure.corrected for change in one.changes)


def _spoken(told: FigureTold, origin: ActorName | None, speakers: Speakers) -> ActorName | None:
    return origin if is_mended(told) else spoken(told, origin, speakers)


def _origin(told: FigureTold, places: Sequence[str]) -> ActorName | None:
    """Whose count a figure is: the ministry's of "the UN, citing the ministry", the UN's of "a UN tally"."""
    figure = told.figure
    if figure.source is None or is_mended(told):
        return figure.source
    through = {*told.relays, *(a.actor for a in figure.chain[1:] if a.article_actor == told.teller)}
    behind = [actor for actor in figure.chain[1:] if actor.actor not in through]
    nobody = not source_key(figure.source.name, places)
    if nobody:
        return behind[0] if behind else None
    passes_on = behind and told.voice_of is not None and OWN_COUNT.search(told.voice_of) is None
    return behind[0] if passes_on else figure.source


def _of_bodies(
    ordered: Sequence[FigureTold], read: Mapping[int, ActorName], said: Mapping[int, ActorName]
) -> dict[int, ActorName]:
    """Whose count each figure is; a person who once speaks for a body in an article does so in all of it."""
    bodies: dict[tuple[int, int], ActorName] = {}
    for t in ordered:
        person, body = read.get(t.figure.id), said.get(t.figure.id)
        if person is not None and body is not None and body.type != "person" and _may_speak(person):
            bodies.setdefault((t.article.id, person.actor), body)
    return {
        t.figure.id: actor if is_mended(t) else bodies.get((t.article.id, actor.actor), actor)
        for t in ordered
        if (actor := said.get(t.figure.id)) is not None
    }


def _may_speak(actor: ActorName) -> bool:
    """Whether a name may be a person's, whatever it was taken for: two or three words, none of them a body's."""
    words = actor.name.split()
    return actor.type == "person" or (
        len(words) in {2, 3}
        and not source_key(actor.name, ()) & BODIES
        and all(word[:1].isupper() and word.lower() not in HEADS for word in words)
    )


def _dated(found: list[Placed]) -> list[Placed]:
    """Undated figures have the day of the nearest one of the same source in their article; else the article's own."""
    beside: dict[tuple[int, int | None], list[Placed]] = {}
    for one in found:
        if one.day is not None and one.told.figure.change != "former":
            beside.setdefault((one.told.article.id, one.source), []).append(one)
    return [_with_day(one, beside.get((one.told.article.id, one.source), [])) for one in found]


def _with_day(one: Placed, beside: Sequence[Placed]) -> Placed:
    if one.day is not None or one.told.figure.change == "former":
        return one
    here = one.told.figure.span.start
    near = min(beside, key=lambda o: (abs(o.told.figure.span.start - here), o.told.figure.id), default=None)
    if near is None:
        return replace(one, day=one.told.article.known_on, dated="article")
    return replace(one, day=near.day, dated="beside")


def _like_their_whole(found: list[Placed]) -> list[Placed]:
    """A part is a total where its whole is one, new where that is new."""
    kinds = {one.told.figure.id: one for one in found}
    out = []
    for one in found:
        whole = kinds.get(one.told.figure.part_of or -1)
        if one.kind is None and whole is not None and whole.kind is not None and one.who != ALL:
            out.append(replace(one, kind=whole.kind, days=whole.days))
        else:
            out.append(one)
    return out


def _told_again(found: list[Placed]) -> list[Placed]:
    """Headlines, and figures in the article's own voice, tell what the article tells on somebody's word."""
    known: dict[tuple[int, str, str, float | None], Placed] = {}
    for one in found:
        if one.source is not None and not is_heading(one):
            known.setdefault((one.told.article.id, one.told.figure.measure, one.who, one.value), one)
    out = []
    for one in found:
        same = known.get((one.told.article.id, one.told.figure.measure, one.who, one.value))
        if same is None or not (one.source is None or is_heading(one)):
            out.append(one)
            continue
        kept = {"source": same.source, "origin": same.origin, "called": same.called, "kind": same.kind, "day": same.day}
        out.append(replace(one, **kept, place=same.place, dated=same.dated, days=same.days, since=same.since))
    return out


def is_heading(one: Placed) -> bool:
    """Tell whether a figure stands in its article's headline."""
    title = one.told.article.title
    return title is not None and one.told.figure.span.start < len(title)


def _of_their_time(found: list[Placed]) -> list[Placed]:
    """Counts that began on another day than most are of another time: "since the truce began on 10 October"."""
    begun = Counter(day for one in found if (day := _begun(one)) is not None)
    if not begun:
        return found
    most = date.fromisoformat(begun.most_common(1)[0][0])
    out = []
    for one in found:
        day = _begun(one)
        other = day is not None and abs(_in_year(date.fromisoformat(day), most.year) - most) > timedelta(
            OTHER_BEGINNING
        )
        out.append(_since(one, day) if other and day is not None else one)
    return out


def _since(one: Placed, day: str) -> Placed:
    """A count that began some days before its own is of the new ones since then: "77 killed since yesterday"."""
    days = one.number - date.fromisoformat(day).toordinal()
    if 0 <= days <= LATELY:
        return replace(one, kind="new", days=max(1, days))
    return replace(one, since=day)


def _in_year(day: date, year: int) -> date:
    """The same day of another year: "since October 7" is told for years without saying of which."""
    return day.replace(year=year, day=min(day.day, 28) if day.month == 2 else day.day)  # noqa: PLR2004 - a leap day


def _begun(one: Placed) -> str | None:
    figure = one.told.figure
    open_end = figure.period_to is None and figure.period_from is not None and DAY.match(figure.period_from)
    return figure.period_from if open_end and one.kind != "new" else None
