"""The form in which a reader says what is so of an item: its fields as they stand, and what was changed in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from onrecord.errors import UsageError
from onrecord.record import (
    Act,
    ActorType,
    Change,
    Figure,
    Grade,
    Mode,
    Position,
    Record,
    Span,
    Stance,
    Statement,
    StatementKind,
)
from onrecord.serve.safe import harmless
from onrecord.serve.wording import Names
from onrecord.story.article import Item

Way = Literal["line", "lines", "number", "day", "choice", "yes", "whether"]
_WHETHER = {"": None, "yes": True, "no": False}
KINDS: tuple[str, ...] = get_args(ActorType)
_LONGEST = 4_000  # characters of a field


@dataclass(frozen=True, slots=True)
class Box:
    """A field of the form.

    Args:
        name: as :mod:`onrecord.story.mending` calls it.
        way: how it is filled in: a line of text, lines, a number, a day, one of some, a yes, yes or no or unknown.
        values: as it stands; several for lines.
        choices: of those that are chosen from.
        hint: what a reader should know to fill it in.
        people: it takes names of actors.
        picked: it takes words of the article as they stand there.
    """

    name: str
    label: str
    way: Way
    values: tuple[str, ...]
    choices: tuple[str, ...] = ()
    hint: str = ""
    people: bool = False
    picked: bool = False

    @property
    def value(self) -> str:
        """What stands in it, of one line."""
        return self.values[0] if self.values else ""


@dataclass(frozen=True, slots=True)
class Form:
    """What can be said of an item.

    Args:
        boxes: none for what can only be marked wrong.
        names: of the article's actors, to choose from.
        fault: what could not be so, in words; empty at first.
        why: the reader's reason; ``by`` who says it.
        kinds: what somebody may be whom nobody knows yet.
    """

    boxes: tuple[Box, ...]
    names: tuple[str, ...]
    fault: str = ""
    why: str = ""
    by: str = ""
    new: str = ""
    kinds: tuple[str, ...] = KINDS


def form_of(item: Item, record: Record) -> Form:
    """Return the form of an item, its fields as they stand."""
    filled = _Filled(record)
    boxes: Iterator[Box] = iter(())
    if isinstance(item, Statement):
        boxes = filled.statement(item)
    elif isinstance(item, Figure):
        boxes = filled.figure(item)
    elif isinstance(item, Position):
        boxes = filled.position(item)
    names = dict.fromkeys(harmless(actor.name) for actor in record.actors)
    # What a page cannot hold comes back changed; it is compared with what was shown.
    shown = (replace(box, values=tuple(harmless(value).strip() for value in box.values)) for box in boxes)
    return Form(tuple(shown), tuple(names))


def refilled(form: Form, given: Mapping[str, Sequence[str]], fault: str) -> Form:
    """Return a form as a reader filled it in, with what could not be so."""
    boxes = tuple(
        replace(box, values=_given(box, [one[:_LONGEST] for one in given[box.name]])) if box.name in given else box
        for box in form.boxes
    )
    why, by, new = (text(given, name) for name in ("why", "by", "new"))
    return replace(form, boxes=boxes, fault=fault, why=why, by=by, new=new)


def text(given: Mapping[str, Sequence[str]], name: str) -> str:
    """Return what was given under a name; empty where nothing was."""
    return (given.get(name) or [""])[-1].strip()[:_LONGEST]


def changed(form: Form, given: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the fields that a reader changed, with what is so.

    Args:
        given: by the names of fields; those that are missing stay as they are.

    Raises:
        UsageError: a value cannot be the field's.
    """
    found = {}
    for box in form.boxes:
        if box.name in given:
            said = _given(box, given[box.name])
            if said != box.values:
                found[box.name] = _READERS[box.way](box, said)
    return found


def _given(box: Box, several: Sequence[str]) -> tuple[str, ...]:
    if any(len(one) > _LONGEST for one in several):
        raise UsageError(f"{box.label}: that is longer than {_LONGEST:,} characters")
    if box.way == "lines":
        return tuple(line for one in several for part in one.splitlines() if (line := part.strip()))
    # A box that is not ticked sends nothing; a field without a value stands before it.
    last = several[-1].strip() if several else ""
    return (last,) if last else ()


def _one(_box: Box, said: tuple[str, ...]) -> str | None:
    return said[0] if said else None


def _number(box: Box, said: tuple[str, ...]) -> float | int | None:
    if not said:
        return None
    plain = said[0].replace(",", "").replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    try:
        value = float(plain)
    except ValueError as error:
        raise UsageError(f"{box.label}: {said[0]!r} is no number") from error
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - tells a NaN
        raise UsageError(f"{box.label}: {said[0]!r} is no number")
    return int(value) if value.is_integer() else value


def _chosen(box: Box, said: tuple[str, ...]) -> str | None:
    if said and said[0] not in box.choices:
        raise UsageError(f"{box.label}: {said[0]!r} is none of {', '.join(box.choices)}")
    return _one(box, said)


def _whether(box: Box, said: tuple[str, ...]) -> bool | None:
    word = said[0] if said else ""
    if word not in _WHETHER:
        raise UsageError(f"{box.label}: {word!r} is neither yes nor no")
    return _WHETHER[word]


_READERS: dict[Way, Callable[[Box, tuple[str, ...]], Any]] = {
    "line": _one,
    "lines": lambda _box, said: list(said),
    "number": _number,
    "day": _one,
    "choice": _chosen,
    "yes": lambda _box, said: bool(said),
    "whether": _whether,
}


class _Filled:
    """The fields of items of one record."""

    def __init__(self, record: Record) -> None:
        self._names = Names(record)
        self._text = record.article.text

    def _words(self, *spans: Span | None) -> tuple[str, ...]:
        # A piece that runs over paragraphs is shown as lines, and so it is given back.
        words = (self._text[span.start : span.end] for span in spans if span)
        return tuple(line for one in words for part in one.splitlines() if (line := part.strip()))

    def _who(self, *actors: str | None) -> tuple[str, ...]:
        return tuple(name for actor in actors if (name := self._names.full(actor)))

    def statement(self, s: Statement) -> Iterator[Box]:
        """Yield what can be mended of a statement."""
        yield Box("speaker", "said by", "line", self._who(s.speaker), hint="empty where nobody is named", people=True)
        yield Box("mode", "mode", "choice", (s.mode,), get_args(Mode))
        yield Box("act", "act", "choice", (s.act,), get_args(Act))
        yield Box("addressee", "to", "lines", self._who(*s.addressee), hint="a name a line", people=True)
        yield Box("relayed_by", "told through", "lines", self._who(*s.relayed_by), hint="innermost first", people=True)
        day = (s.said_on.value,) if s.said_on else ()
        yield Box("said_on", "on", "day", day, hint="2024-05-01 or 2024-05, where the text says it")
        content = self._words(*s.content)
        yield Box("content", "what was said", "lines", content, hint="the exact words, a piece a line", picked=True)
        yield Box("source", "words for who", "line", self._words(s.source)[:1], picked=True)
        yield Box("cue", "words for how", "line", self._words(s.cue)[:1], picked=True)
        yield Box("kind", "told", "choice", (s.kind,), get_args(StatementKind))
        yield Box("grade", "source", "choice", (s.grade,), get_args(Grade))
        yield Box("reiterates", "said before", "yes", ("yes",) if s.reiterates else ())

    def figure(self, f: Figure) -> Iterator[Box]:
        """Yield what can be mended of a figure."""
        span = Span(f.start, f.end)
        yield Box("low", "from", "number", _plain(f.low), hint="empty for “at most”")
        yield Box("high", "to", "number", _plain(f.high), hint="empty for “at least”; the same twice for an exact one")
        yield Box("approx", "about", "yes", ("yes",) if f.approx else ())
        yield Box("measure", "measure", "line", (f.measure,), hint="killed, money, percent, count …")
        yield Box("what", "counts", "line", _some(f.what))
        yield Box("place", "place", "line", _some(f.place))
        yield Box("by_whom", "on the word of", "line", self._who(f.source), people=True)
        yield Box("as_of", "as of", "day", (f.as_of.value,) if f.as_of else (), hint="2024-05-01")
        cumulative = {True: ("yes",), False: ("no",), None: ()}[f.cumulative]
        yield Box("cumulative", "a running total", "whether", cumulative)
        yield Box("unit", "unit", "line", _some(f.unit))
        yield Box("currency", "currency", "line", _some(f.currency), hint="EUR, USD …")
        yield Box("words", "words", "line", self._words(span)[:1], hint="the exact words that tell it", picked=True)

    def position(self, p: Position) -> Iterator[Box]:
        """Yield what can be mended of a position."""
        yield Box("holder", "who", "line", self._who(p.holder), people=True)
        yield Box("stance", "stands", "choice", (p.stance,), get_args(Stance))
        yield Box("issue", "on", "line", (p.issue,))
        yield Box("change", "change", "choice", (p.change,), get_args(Change))


def _some(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _plain(value: float | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (str(int(value)),) if float(value).is_integer() else (repr(value),)
