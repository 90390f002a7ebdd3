"""What stands under ``doc._`` and ``span._``: read from the record that the document carries, computed when asked for.

spaCy keeps such attributes for all documents of a process; they are registered when a component is made, not when a
module is imported, and a name that somebody else has taken stays theirs.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from spacy.tokens import Doc, Span

from onrecord.pipe.groups import GROUPS, marked
from onrecord.pipe.places import Characters, Run
from onrecord.record import Actor, Encounter, Figure, Position, Record, Statement, Timex
from onrecord.record import Span as RecordSpan

KEY = "onrecord"  # of ``doc.user_data``
GIVEN = "onrecord_given"
Item = Statement | Figure | Encounter | Position | Actor | Timex

# Documents whose attributes are asked for are mostly asked one after the other. A record names the hash of the text
# that it was read from, so the same record has the same places.
_MOST_VIEWS = 16
_VIEWS: OrderedDict[str, View] = OrderedDict()


class View:
    """A record made ready to be asked by the ids of spans.

    Args:
        record: the record of a document.
        runs: lead from its text to the document's.
    """

    def __init__(self, record: Record, runs: list[Run]) -> None:
        self.record = record
        self.characters = Characters(runs)
        self.items: dict[str, Item] = {
            item.id: item
            for part in (record.statements, record.figures, record.encounters, record.positions, record.actors)
            for item in part
        } | {str(number): date for number, date in enumerate(record.dates)}
        self.spans = {one.id: one.span for group in GROUPS for one in marked(record, group)}

    def item(self, ident: str) -> Item | None:
        """Return the item that the span of an id shows."""
        return self.items[ident.split(":")[1]] if ident in self.spans else None

    def name(self, actor: str | None) -> str | None:
        """Return an actor's name."""
        found = self.items.get(actor or "")
        return found.name if isinstance(found, Actor) else None


def view_of(doc: Doc) -> View | None:
    """Return what a document's record says; None where it carries none."""
    kept = doc.user_data.get(KEY)
    if not isinstance(kept, dict):
        return None
    record = kept["record"]
    if record not in _VIEWS:
        _VIEWS[record] = View(Record.from_json(record), kept["runs"])
        while len(_VIEWS) > _MOST_VIEWS:
            _VIEWS.popitem(last=False)
    return _VIEWS[record]


def _record(doc: Doc) -> Record | None:
    view = view_of(doc)
    return view.record if view else None


def _characters(doc: Doc, span: RecordSpan) -> tuple[int, int]:
    view = view_of(doc)
    return view.characters.of(span.start, span.end) if view else (span.start, span.end)


def _item(span: Span) -> Item | None:
    view = view_of(span.doc)
    return view.item(span.id_) if view else None


def _chars(span: Span) -> tuple[int, int] | None:
    view = view_of(span.doc)
    exact = view.spans.get(span.id_) if view else None
    return view.characters.of(exact.start, exact.end) if view and exact else None


def _speaker(view: View, item: Item) -> str | None:
    """Return who said it, whose figure or position it is, or whom the words name."""
    if isinstance(item, Actor):
        return item.name
    owner = {Statement: "speaker", Figure: "source", Position: "holder"}.get(type(item))
    return view.name(getattr(item, owner)) if owner else None


def _names(view: View, item: Item, field: str) -> list[str]:
    return [name for actor in getattr(item, field, ()) if (name := view.name(actor))]


def _day(item: Item, field: str) -> str | None:
    dated = getattr(item, field, None)
    return dated.value if dated is not None else None


def _value(item: Item) -> float | str | None:
    """Return the number of a figure, whatever its bound, or the value of a date."""
    if isinstance(item, Figure):
        return item.low if item.low is not None else item.high
    return item.value if isinstance(item, Timex) else None


def _bound(item: Item) -> str | None:
    if not isinstance(item, Figure) or (item.low is None and item.high is None):
        return None
    if item.high is None or item.low is None:
        return "at least" if item.high is None else "at most"
    if item.low != item.high:
        return "between"
    return "about" if item.approx else "exactly"


def _plain(field: str) -> Callable[[View, Item], Any]:
    return lambda _, item: getattr(item, field, None)


_ATTRIBUTES: dict[str, Callable[[View, Item], Any]] = {
    "speaker": _speaker,
    "act": _plain("act"),
    "mode": _plain("mode"),
    "grade": _plain("grade"),
    "addressees": lambda view, item: _names(view, item, "addressee"),
    "relays": lambda view, item: _names(view, item, "relayed_by"),
    "said_on": lambda _, item: _day(item, "said_on"),
    "reiterates": _plain("reiterates"),
    "measure": _plain("measure"),
    "value": lambda _, item: _value(item),
    "low": _plain("low"),
    "high": _plain("high"),
    "bound": lambda _, item: _bound(item),
    "unit": _plain("unit"),
    "place": _plain("place"),
    "as_of": lambda _, item: _day(item, "as_of"),
    "issue": _plain("issue"),
    "stance": _plain("stance"),
    "participants": lambda view, item: _names(view, item, "participants"),
    "confidence": _plain("confidence"),
}


def _getter(read: Callable[[View, Item], Any]) -> Callable[[Span], Any]:
    def get(span: Span) -> object:
        view = view_of(span.doc)
        item = view.item(span.id_) if view else None
        return read(view, item) if view and item is not None else None

    return get


def register() -> None:
    """Give documents and spans their attributes; spaCy knows them from then on in this process.

    A component does it by itself. A program that only reads documents which another one has made calls it once.
    """
    if not Doc.has_extension("onrecord"):
        Doc.set_extension("onrecord", getter=_record)
    if not Doc.has_extension("onrecord_chars"):
        Doc.set_extension("onrecord_chars", method=_characters)
    if not Doc.has_extension(GIVEN):
        Doc.set_extension(GIVEN, default=None)
    getters: dict[str, Callable[[Span], object]] = {"onrecord": _item, "onrecord_chars": _chars}
    getters |= {name: _getter(read) for name, read in _ATTRIBUTES.items()}
    for name, getter in getters.items():
        if not Span.has_extension(name):
            Span.set_extension(name, getter=getter)
