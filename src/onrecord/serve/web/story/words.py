"""Words of articles as the page shows them: quoted ones loud, the sentence around them quieter, each with its link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from onrecord.record import Span
from onrecord.record.urls import parts_of
from onrecord.serve import wording
from onrecord.serve.web import addresses
from onrecord.store.rows import ActorName, ArticleRow
from onrecord.story.background.sentences import sentences
from onrecord.story.told import Evidence, Sources, Told

LONGEST = 600  # code points of one quotation; the article has the rest
_AROUND = 300  # code points before and after it in which its sentence begins and ends
_SHOWN = 3  # articles that are named; the others fold away
_QUOTES = "“\"‘'«„"


class Piece(msgspec.Struct, frozen=True):
    """A stretch of words.

    Args:
        loud: it is what was said or counted; else the sentence it stands in.
    """

    text: str
    loud: bool = True


class Where(msgspec.Struct, frozen=True):
    """An article, at the place where it tells something.

    Args:
        name: of the outlet, or what else tells the article from others.
        day: ISO day that it was known on.
    """

    name: str
    day: str
    href: str
    title: str | None = None


class Tellers(msgspec.Struct, frozen=True):
    """Who tells something.

    Args:
        label: how many articles, how many of them independent.
        shown: the first of them; ``more`` the others.
    """

    label: str
    shown: tuple[Where, ...]
    more: tuple[Where, ...]


class Somebody(msgspec.Struct, frozen=True):
    """An actor's name, with the page it leads to; None where it is linked with no actor across articles."""

    name: str
    href: str | None


class Places:
    """Where the words of a story stand: links to its articles, at the item.

    Args:
        told: the story's rows.
        as_of: the page's day, kept in every link.
    """

    def __init__(self, told: Told, as_of: str | None = None) -> None:
        self.as_of = as_of
        self.articles = told.by_article()
        self.texts = told.texts
        self._keys = {
            kind: {row.id: row.key for row in rows}
            for kind, rows in (
                ("statement", told.statements),
                ("figure", told.figures),
                ("encounter", told.encounters),
                ("position", told.positions),
            )
        }
        self._by_hand = {
            "statement": {row.id for row in told.statements if row.corrected},
            "figure": {row.id for row in told.figures if row.corrected},
            "encounter": {row.id for row in told.encounters if row.corrected},
        }
        said = self._keys["statement"]
        # A position is shown where its statement stands, as the article's page marks that.
        shown_by = {row.id: said[row.statement] for row in told.positions if row.statement in said}
        self._keys["position"] |= shown_by

    def at(self, kind: str, article: int, item: int) -> str:
        """Return the address of an article's page at an item.

        Args:
            kind: ``statement``, ``figure``, ``encounter`` or ``position``.
        """
        return addresses.article(article, self._keys[kind].get(item), as_of=self.as_of)

    def corrected(self, kind: str, shown: Iterable[Evidence]) -> str:
        """Return where it stands what a user corrected in evidence; empty where nobody did."""
        hands = self._by_hand[kind]
        one = next((e for e in shown if e.item in hands), None)
        return "" if one is None else addresses.item(one.article, self._keys[kind][one.item], as_of=self.as_of)

    def article(self, article: int) -> Where:
        """Return an article as a whole."""
        return _where(self.articles[article], addresses.article(article, as_of=self.as_of))

    def where(self, kind: str, shown: Evidence) -> Where:
        """Return the place of evidence."""
        return _where(self.articles[shown.article], self.at(kind, shown.article, shown.item))

    def tellers(self, kind: str, shown: Sequence[Evidence], sources: Sources) -> Tellers:
        """Return who tells something, each article once, the first that was known first."""
        first = {e.article: e for e in sorted(shown, key=lambda e: (e.known_on, e.article), reverse=True)}
        ordered = sorted(first.values(), key=lambda e: (e.known_on, e.article))
        places = tuple(self.where(kind, e) for e in ordered)
        return Tellers(told_by(sources.articles, sources.voices), places[:_SHOWN], places[_SHOWN:])

    def somebody(self, actor: ActorName) -> Somebody:
        """Return an actor with the address of its page."""
        return Somebody(actor.name, addresses.actor(actor.actor, as_of=self.as_of) if actor.actor > 0 else None)

    def everybody(self, actors: Iterable[ActorName]) -> tuple[Somebody, ...]:
        """Return actors with their addresses."""
        return tuple(map(self.somebody, actors))

    def in_context(self, shown: Evidence) -> tuple[Piece, ...]:
        """Return evidence within its sentence."""
        return in_context(self.texts.get(shown.article, ""), shown.spans) or quoted(shown.words)


def _where(article: ArticleRow, href: str) -> Where:
    return Where(outlet_of(article), article.known_on, href, article.title)


def outlet_of(article: ArticleRow) -> str:
    """Return what to call who printed an article."""
    host = parts_of(article.url).hostname if article.url else None
    return article.outlet or host or f"article {article.id}"


def told_by(articles: int, voices: int) -> str:
    """Return how many tell something, in words: “14 articles, 3 independent”."""
    many = counted(articles, "article")
    return many if voices == articles else f"{many}, {voices} independent"


def counted(number: int, noun: str) -> str:
    """Return a number of things in words: “1 article”, “1,240 articles”."""
    return f"{wording.number(number)} {noun}{'' if number == 1 else 's'}"


def quoted(words: str) -> tuple[Piece, ...]:
    """Return words in quotation marks; those that bring their own keep them."""
    plain = words.strip()
    if len(plain) > LONGEST:
        plain = plain[:LONGEST].rstrip() + " …"
    return (Piece(plain if plain.startswith(tuple(_QUOTES)) else f"“{plain}”"),) if plain else ()


def in_context(text: str, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """Return words within the sentence that they stand in; none where the text does not hold them.

    Args:
        spans: of the words, in order; code points of the text.
    """
    ordered = sorted(spans, key=lambda span: span.start)
    if not ordered or ordered[-1].end > len(text):
        return ()
    first, last = ordered[0].start, min(ordered[-1].end, ordered[0].start + LONGEST)
    begin, cut = _begin(text, first)
    end, open_end = _end(text, last, begin)
    pieces = [Piece("… ", loud=False)] if cut else []
    at = begin
    for span in ordered:
        start, stop = max(span.start, at), min(span.end, last)
        if start < stop:
            pieces += [Piece(text[at:start], loud=False), Piece(text[start:stop])]
            at = stop
    pieces += [Piece(text[at:end], loud=False), Piece(" …" if open_end else "", loud=False)]
    return tuple(piece for piece in pieces if piece.text)


def _begin(text: str, first: int) -> tuple[int, bool]:
    """Return where the sentence begins, and whether its beginning lies too far off to be shown."""
    near = max(0, first - _AROUND)
    line = text.rfind("\n", near, first) + 1
    start = line or near
    found = [start + s.end for s in sentences(text[start : first + 1]) if start + s.end <= first]
    begin = max(found, default=start)
    while begin < first and text[begin] == " ":
        begin += 1
    return begin, not line and not found and near > 0


def _end(text: str, last: int, begin: int) -> tuple[int, bool]:
    """Return where the sentence ends, and whether its end lies too far off to be shown."""
    line = text.find("\n", last, last + _AROUND)
    far = line if line >= 0 else min(len(text), last + _AROUND)
    ends = [begin + s.end for s in sentences(text[begin:far])]
    end = next((one for one in ends if one >= last), far)
    return end, end == far and line < 0 and far < len(text)
