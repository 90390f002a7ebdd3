"""What was read in an article, item by item, with the numbers that corrections take and what was corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.record import Span
from onrecord.store import readings
from onrecord.store.ask import encounters, figures, positions, statements
from onrecord.store.frames import Rows
from onrecord.store.mending import rows as kept
from onrecord.store.mending.anchors import KINDS, ItemKind, shapes
from onrecord.store.rows import ActorName, Corrected, FigureRow
from onrecord.store.rowsof import item_id
from onrecord.store.store import Store
from onrecord.store.wanted import Wanted

_READ: tuple[ItemKind, ...] = ("statement", "figure", "encounter", "position")


class ReadItem(msgspec.Struct, frozen=True):
    """An item of an article as it stands, or as it stood before a user said that it is wrong.

    Args:
        item: its number, as corrections take it.
        who: the speaker, the source, the holder, those who met, or whom a mention means.
        what: act and mode, the count, the stance.
        wrong: whether a user said so; it is shown nowhere else then.
        corrected: what users said of it, the last word last.
    """

    kind: ItemKind
    item: int
    span: Span | None
    words: str
    who: str | None
    what: str
    wrong: bool
    corrected: tuple[Corrected, ...]


def items(store: Store, article: int, kind: ItemKind | None = None) -> Rows[ReadItem]:
    """Return what was read in an article, in the order of its text.

    Args:
        kind: only these; None for all but mentions.

    Raises:
        NoSuchError: the store has no such article.
        UsageError: there is no such kind.
    """
    if kind is not None and kind not in KINDS:
        raise UsageError(f"{kind!r} is nothing that is read; choose from {', '.join(KINDS)}")
    with store.reading() as connection:
        readings.as_read(connection, article)
        hands = kept.corrected_in(connection, article)
        found = [one for one in _standing(connection, article, kind) if one.kind in ((kind,) if kind else _READ)]
    found += _gone(hands, {(one.kind, one.item) for one in found}, kind)
    return Rows(ReadItem, sorted(found, key=lambda one: (one.span or Span(0, 1), one.kind, one.item)))


def _standing(connection: Connection, article: int, kind: ItemKind | None) -> Iterator[ReadItem]:
    wanted = Wanted(articles=(article,))
    for said in statements(connection, wanted):
        span = next((s for s in (*said.content, said.cue_span, said.source_span) if s), None)
        who, what = _name(said.speaker), " ".join(dict.fromkeys((said.mode, said.act)))
        yield ReadItem("statement", said.id, span, said.words or said.cue or "", who, what, False, said.corrected)
    for told in figures(connection, wanted):
        yield ReadItem(
            "figure", told.id, told.span, told.words, _name(told.source), counted(told), False, told.corrected
        )
    for met in encounters(connection, wanted):
        who = ", ".join(one.name for one in met.participants) or None
        yield ReadItem("encounter", met.id, met.span, met.words, who, met.type, False, met.corrected)
    for held in positions(connection, wanted):
        what = f"{held.stance} {held.issue}"
        yield ReadItem("position", held.id, held.span, held.words, _name(held.holder), what, False, held.corrected)
    if kind == "mention":
        yield from _mentions(connection, article)


def _name(actor: ActorName | None) -> str | None:
    return None if actor is None else actor.name


def _mentions(connection: Connection, article: int) -> Iterator[ReadItem]:
    read = readings.as_read(connection, article)
    now = kept.mended(connection, article, read).record
    meant = {span: actor.name for actor in now.actors for span in actor.mentions}
    for shape in shapes(read, "mention"):
        span, number = shape.content[0], item_id(article, shape.place)
        hands = kept.corrected(connection, "mention", (number,)).get(number, ())
        who = meant.get(span)
        yield ReadItem("mention", number, span, span.of(read.article.text), who, "", who is None, hands)


def _gone(hands: Iterable[Corrected], here: set[tuple[str, int]], kind: ItemKind | None) -> list[ReadItem]:
    """Return what is wrong: it stands in no table but that of corrections."""
    several: dict[tuple[ItemKind, int], list[Corrected]] = {}
    for one in hands:
        if (one.kind, one.item) not in here and one.kind in ((kind,) if kind else _READ):
            several.setdefault((one.kind, one.item), []).append(one)
    return [
        ReadItem(of, item, next(iter(said[-1].spans), None), said[-1].words, None, "", True, tuple(said))
        for (of, item), said in several.items()
    ]


def counted(row: FigureRow) -> str:
    """Return what a figure counts, and how many: ``killed 12.. in Orrin``."""
    low, high = ("" if bound is None else f"{bound:g}" for bound in (row.low, row.high))
    value = low if low == high else f"{low}..{high}"
    about = "~" if row.approx else ""
    return f"{row.measure} {about}{value}" + (f" in {row.place}" if row.place else "")
