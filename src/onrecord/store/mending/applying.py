"""A record with the user's corrections: the one place where they take effect. Nothing here knows of a database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from onrecord.record import Actor, Record, Span, Statement
from onrecord.store.mending.anchors import KINDS, Face, Item, ItemKind, find, shapes
from onrecord.store.mending.fields import JOIN, Thing, differences, written
from onrecord.store.mending.mends import PEOPLE, QUOTES, Mends, Who
from onrecord.store.mending.quotes import Quote, locate

# Whence the name of an actor is that a correction brought into a record.
BY_HAND = "correction"
_GRADES = {"person": "named", "organisation": "organisation", "state": "organisation", "group": "collective"}
_LISTS: tuple[tuple[ItemKind, str], ...] = (
    ("statement", "statements"), ("figure", "figures"), ("encounter", "encounters"), ("position", "positions"),
)  # fmt: skip


class Ruling(msgspec.Struct, frozen=True):
    """What one correction says of one item.

    Args:
        mends: None where the item is wrong.
    """

    correction: int
    item: Item
    mends: Mends | None


class Changed(msgspec.Struct, frozen=True):
    """One thing that a correction made different, as a reader is shown it."""

    field: str
    was: str | None
    now: str | None


class Effect(msgspec.Struct, frozen=True):
    """What a correction did to one item of a record.

    Args:
        place: of the item in the record as it was read, counted among its kind.
        wrong: whether it took the item away.
        words: that the item was read from; ``spans`` where they stand.
        lost: what it says of words that can no longer be found.
    """

    correction: int
    kind: ItemKind
    place: int
    wrong: bool
    changes: tuple[Changed, ...]
    words: str
    spans: tuple[Span, ...]
    lost: tuple[str, ...] = ()


class Mended(msgspec.Struct, frozen=True):
    """A record with its corrections.

    Args:
        record: what holds now; items that are wrong are not in it.
        read: as it was read.
        effects: in the order in which the corrections were made.
        lost: corrections that found nothing to hold on to.
        faces: who actors are that corrections brought in, by their ids, where the user meant a very one.
    """

    record: Record
    read: Record
    effects: tuple[Effect, ...] = ()
    lost: tuple[int, ...] = ()
    faces: dict[str, Face] = {}

    def marks(self, kind: ItemKind) -> dict[str, int]:
        """Return the last correction of each item of one kind, by the item's id in the record."""
        items = getattr(self.read, dict(_LISTS)[kind])
        return {items[e.place].id: e.correction for e in self.effects if e.kind == kind}


def apply(record: Record, rulings: Sequence[Ruling]) -> Mended:
    """Return a record with corrections: those that mend in their order, then those that say what is wrong."""
    if not rulings:
        return Mended(record, record)
    hand = _Hand(record)
    lost = []
    for ruling in sorted(rulings, key=lambda r: (r.mends is None, r.correction)):
        place = find(record, ruling.item)
        if place is None:
            lost.append(ruling.correction)
        else:
            hand.rule(ruling, place)
    effects = sorted(hand.effects(), key=lambda e: e.correction)
    return Mended(hand.record(), record, tuple(effects), tuple(sorted(lost)), hand.faces())


class _Hand:
    """A record under correction."""

    def __init__(self, record: Record) -> None:
        self._read = record
        self._text = record.article.text
        self._actors = list(record.actors)
        self._items: dict[ItemKind, list[Any]] = {kind: list(getattr(record, name)) for kind, name in _LISTS}
        self._mentions = [(actor.id, span) for actor in record.actors for span in actor.mentions]
        self._faces: dict[str, Face] = {}
        self._gone: dict[ItemKind, set[int]] = {kind: set() for kind, _ in _LISTS}
        self._changes: dict[tuple[int, ItemKind, int], list[Changed]] = {}
        self._wrong: set[tuple[int, ItemKind, int]] = set()
        self._lost: dict[tuple[int, ItemKind, int], list[str]] = {}

    def rule(self, ruling: Ruling, place: int) -> None:
        key = (ruling.correction, ruling.item.kind, place)
        self._changes.setdefault(key, [])
        if ruling.mends is not None:
            self._mend(key, ruling.mends)
        elif ruling.item.kind == "mention":
            self._wrong.add(key)
            self._move(key, None)
        elif place not in self._gone[ruling.item.kind]:
            self._wrong.add(key)
            self._gone[ruling.item.kind].add(place)
            if ruling.item.kind == "statement":
                self._unsay(ruling.correction, place)

    # ---- mending ----------------------------------------------------------------------------------------------------

    def _mend(self, key: tuple[int, ItemKind, int], mends: Mends) -> None:
        _, kind, place = key
        given = mends.given()
        if kind == "mention":
            self._move(key, given.get("actor"))
            return
        now: dict[str, Any] = {}
        for name, value in given.items():
            if name in QUOTES:
                found = self._located(value)
                if found is None and value is not None:
                    self._lost.setdefault(key, []).append(name)
                    continue
                now[name] = found
            elif name in PEOPLE:
                now[name] = self._people(value)
            else:
                now[name] = value
        if kind == "statement" and now.get("speaker") is not None and "grade" not in now:
            now["grade"] = self._grade(now["speaker"], self._items[kind][place].grade)
        self._set(key, now)

    def _set(self, key: tuple[int, ItemKind, int], now: dict[str, Any]) -> None:
        _, kind, place = key
        was = self._items[kind][place]
        mended = written(kind, was, now)
        self._items[kind][place] = mended
        self._changes[key] += self._told(was, mended)
        if isinstance(was, Statement) and isinstance(mended, Statement) and was.speaker != mended.speaker:
            self._follow(key, was.speaker, mended.speaker)

    def _follow(self, key: tuple[int, ItemKind, int], was: str | None, now: str | None) -> None:
        """Give what a statement shows to whom the statement was given: its positions, and its counts."""
        statement = self._items["statement"][key[2]].id
        for place, held in enumerate(self._items["position"]):
            if held.statement == statement and held.holder == was:
                self._derived(key[0], "position", place, {"holder": now})
        for place, told in enumerate(self._items["figure"]):
            if told.statement == statement and told.source == was:
                self._derived(key[0], "figure", place, {"by_whom": now})

    def _derived(self, correction: int, kind: ItemKind, place: int, now: dict[str, Any]) -> None:
        key = (correction, kind, place)
        self._changes.setdefault(key, [])
        self._set(key, now)

    def _move(self, key: tuple[int, ItemKind, int], who: Who | None) -> None:
        """Give a mention to another actor, and what is said in its place by whom it named."""
        correction, _, place = key
        was, span = self._mentions[place]
        to = None if who is None else self._who(who)
        self._mentions[place] = (to or "", span)
        self._changes[key].append(Changed("actor", self._name(was), self._name(to)))
        for at, said in enumerate(self._items["statement"]):
            if to and said.source == span and said.speaker == was:
                self._derived(correction, "statement", at, {"speaker": to})

    def _unsay(self, correction: int, place: int) -> None:
        """Take a statement out of what holds on to it."""
        gone: Statement = self._items["statement"][place]
        around = next((s for s in self._items["statement"] if s.id == gone.within), None)
        outer = around.id if around else None
        for at, said in enumerate(self._items["statement"]):
            if said.within == gone.id:
                self._items["statement"][at] = msgspec.structs.replace(said, within=outer)
        for at, told in enumerate(self._items["figure"]):
            if told.statement == gone.id:
                whose = told.source == gone.speaker and gone.speaker is not None
                now = {"statement": outer} | ({"by_whom": around.speaker if around else None} if whose else {})
                self._derived(correction, "figure", at, now)
        for at, met in enumerate(self._items["encounter"]):
            if met.statement == gone.id:
                self._items["encounter"][at] = msgspec.structs.replace(met, statement=outer)
        for at, held in enumerate(self._items["position"]):
            if held.statement == gone.id and at not in self._gone["position"]:
                self._gone["position"].add(at)
                self._wrong.add((correction, "position", at))
                self._changes.setdefault((correction, "position", at), [])

    # ---- actors and words -------------------------------------------------------------------------------------------

    def _people(self, value: Who | Sequence[Who] | None) -> str | tuple[str, ...] | None:
        if value is None:
            return None
        if isinstance(value, Who):
            return self._who(value)
        return tuple(dict.fromkeys(self._who(who) for who in value))

    def _who(self, who: Who) -> str:
        known = self._known(who)
        if known is not None:
            return known
        ident = f"a{len(self._actors) + 1}"
        while any(actor.id == ident for actor in self._actors):
            ident += "+"
        self._actors.append(Actor(ident, who.name, who.type, (), BY_HAND, wikidata=who.wikidata))
        if who.face is not None:
            self._faces[ident] = who.face
        if span := who.seen and locate(self._text, who.seen):
            self._mentions.append((ident, span))
        return ident

    def _known(self, who: Who) -> str | None:
        """Return the article's actor that the user means: the one named where the user saw it, else of that name."""
        span = who.seen and locate(self._text, who.seen)
        here = next((actor for actor, mention in self._mentions if mention == span), None) if span else None
        if here:
            return here
        named = [a for a in self._actors if a.name.casefold() == who.name.casefold()]
        if who.face is not None:
            named = [a for a in named if self._faces.get(a.id) == who.face]
        return named[0].id if named else None

    def _grade(self, actor: str, was: str) -> str:
        """Return how a source is named that is this actor; a description in small letters names nobody."""
        known = next(a for a in self._actors if a.id == actor)
        return _GRADES[known.type] if known.name[:1].isupper() and (was == "none" or known.type == "person") else was

    def _located(self, value: Quote | Sequence[Quote] | None) -> Span | tuple[Span, ...] | None:
        if value is None or isinstance(value, Quote):
            return locate(self._text, value) if value else None
        found = [locate(self._text, quote) for quote in value]
        return tuple(sorted(span for span in found if span)) if None not in found else None

    def _name(self, actor: str | None) -> str | None:
        return next((a.name for a in self._actors if a.id == actor), None)

    # ---- what comes of it -------------------------------------------------------------------------------------------

    def record(self) -> Record:
        """Return the record as it is now."""
        mentions: dict[str, list[Span]] = {}
        for actor, span in self._mentions:
            mentions.setdefault(actor, []).append(span)
        actors = tuple(
            a if a.mentions == (now := tuple(mentions.get(a.id, ()))) else msgspec.structs.replace(a, mentions=now)
            for a in self._actors
        )
        left = {
            name: tuple(item for place, item in enumerate(self._items[kind]) if place not in self._gone[kind])
            for kind, name in _LISTS
        }
        return _without_dangling(msgspec.structs.replace(self._read, actors=actors, **left))

    def effects(self) -> Iterable[Effect]:
        """Yield what each correction did."""
        known = {kind: list(shapes(self._read, kind)) for kind in KINDS}
        for key, changes in self._changes.items():
            correction, kind, place = key
            shape = known[kind][place]
            spans = shape.content or tuple(span for span in (shape.cue, shape.source) if span)
            words = JOIN.join(span.of(self._text) for span in spans)
            lost = tuple(self._lost.get(key, ()))
            yield Effect(correction, kind, place, key in self._wrong, tuple(changes), words, spans, lost)

    def faces(self) -> dict[str, Face]:
        """Return who the actors are that corrections brought in, where the user has said it."""
        return dict(self._faces)

    def _told(self, was: Thing, now: Thing) -> list[Changed]:
        names = {actor.id: actor.name for actor in self._actors}
        return [Changed(*told) for told in differences(was, now, self._text, names)]


def _without_dangling(record: Record) -> Record:
    """Let go of figures' wholes that are wrong."""
    here = {f.id for f in record.figures}
    if all(f.part_of is None or f.part_of in here for f in record.figures):
        return record
    figures = tuple(
        f if f.part_of is None or f.part_of in here else msgspec.structs.replace(f, part_of=None)
        for f in record.figures
    )
    return msgspec.structs.replace(record, figures=figures)
