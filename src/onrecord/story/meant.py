"""What a user means by the names and the words of a mend: actors of the article or of the store, places in the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection

from onrecord.errors import NoSuchError, UsageError
from onrecord.record import Actor, ActorType, Record, Span
from onrecord.store import corrections
from onrecord.store.mending.mends import PEOPLE, QUOTES, Who
from onrecord.store.mending.quotes import Quote, quote_of
from onrecord.store.mending.rows import own_of
from onrecord.story.actor_named import actor_named

# Names and words of fields that hold several.
_SEVERAL = frozenset({"relayed_by", "addressee", "content"})


class Meant:
    """One article, in whose terms a user speaks.

    Args:
        record: of the article, with the corrections that hold.
        near: a code point of its text; of equal words, those nearest to it are meant.
        new: what somebody is whom neither article nor store knows; None where a name must be known.
    """

    def __init__(
        self, connection: Connection, article: int, record: Record, near: int, new: ActorType | None = None
    ) -> None:
        self._connection = connection
        self._article = article
        self._record = record
        self._near = near
        self._new = new

    def values(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a user gave, names as actors and words as quotes.

        Raises:
            UsageError: nobody or several are of a name, or words do not stand in the article.
        """
        return {name: self._value(name, value) for name, value in given.items()}

    def _value(self, name: str, value: Any) -> object:  # noqa: ANN401 - each field has a type of its own
        if name in PEOPLE:
            return self._people(value) if name in _SEVERAL else self.who(value)
        if name in QUOTES:
            return self._pieces(value) if name in _SEVERAL else value and self.words(value)
        return value

    def _people(self, value: str | int | Iterable[str | int] | None) -> tuple[Who, ...]:
        several = [value] if isinstance(value, str | int) else value or ()
        return tuple(who for one in several if (who := self.who(one)) is not None)

    def _pieces(self, value: str | Span | Iterable[str | Span]) -> tuple[Quote, ...]:
        several = [value] if isinstance(value, str | Span) else value
        pieces = sorted((self.words(one) for one in several), key=lambda quote: quote.start)
        for one, other in pairwise(pieces):
            if other.start < one.start + len(one.exact):
                raise UsageError(f"the pieces {one.exact!r} and {other.exact!r} overlap; give each word once")
        return tuple(pieces)

    def words(self, value: str | Span) -> Quote:
        """Return the place that words, or a span, mean.

        Raises:
            UsageError: they do not stand in the article.
        """
        text = self._record.article.text
        if isinstance(value, str):
            value = self._nearest(text, value)
        if not 0 <= value.start < value.end <= len(text):
            raise UsageError(f"{value.start} to {value.end} is no place in a text of {len(text)} code points")
        return quote_of(text, value)

    def _nearest(self, text: str, words: str) -> Span:
        after = text.find(words, max(0, self._near - len(words))) if words else -1
        before = text.rfind(words, 0, self._near + len(words)) if words else -1
        places = [place for place in (before, after) if place >= 0]
        if not places:
            raise UsageError(f"the article does not say {words!r}; copy the words as they stand")
        start = min(places, key=lambda place: (abs(place - self._near), place))
        return Span(start, start + len(words))

    # ---- people -----------------------------------------------------------------------------------------------------

    def who(self, asked: str | int | None) -> Who | None:
        """Return the actor that a user means: of the article by name or by words that name it, else of the store.

        Args:
            asked: a name, words, or the number of an actor across articles; None or nothing for nobody.

        Raises:
            UsageError: it is nobody's name, or several's.
        """
        if asked is None or not str(asked).strip():
            return None
        name = str(asked).strip()
        own = None if name.isdecimal() else self._own(name)
        return own or self._across(name)

    def _own(self, name: str) -> Who | None:
        actors = self._record.actors
        named = [a for a in actors if a.name.casefold() == name.casefold()]
        text = self._record.article.text
        named = named or [a for a in actors if any(span.of(text) == name for span in a.mentions)]
        if len(named) > 1:
            several = ", ".join(a.name for a in named)
            raise UsageError(f"{name!r} may be {several} in this article; write the whole name")
        return self._seen(named[0]) if named else None

    def _seen(self, actor: Actor) -> Who:
        text = self._record.article.text
        seen = quote_of(text, actor.mentions[0]) if actor.mentions else None
        return Who(actor.name, actor.type, actor.wikidata, seen)

    def _across(self, name: str) -> Who:
        try:
            row = actor_named(self._connection, name)
        except NoSuchError:
            return self._stranger(name)
        place = own_of(self._connection, self._article, row.id)
        if place is not None and place < len(self._record.actors):
            return self._seen(self._record.actors[place])
        type_: Any = row.type
        return Who(row.name, type_, row.wikidata, None, corrections.face_of(self._connection, row.id))

    def _stranger(self, name: str) -> Who:
        stands = not name.isdecimal() and name in self._record.article.text
        if self._new is None and not stands:
            raise NoSuchError(
                f"neither the article nor the store knows {name!r}; "
                "say what it is (person, organisation, state or group) to bring it in"
            )
        return Who(name, self._new or "person", None, self.words(name) if stands else None)


def nearness(spans: Sequence[Span]) -> int:
    """Return the place around which a user speaks of an item."""
    return spans[0].start if spans else 0
