"""What is asked for: one set of filters for articles and everything they say."""

from __future__ import annotations

import msgspec


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Filters, all of which must hold; what is None filters nothing.

    A filter that a kind of row has no column for is not looked at (``measure`` of statements).

    Args:
        articles: ids.
        ids: of statements, figures or encounters; of other rows, none is left out.
        story: id; its articles.
        actor: id, in any part: speaker, relay, addressee, source, in a chain, taking part, host, holder; of articles,
            named in them. Negative for an article's own that is linked with none, as in
            :class:`onrecord.store.rows.ActorName`.
        speaker: id of who says it; of figures the source, of positions the holder.
        addressee: id of whom it was said to.
        place: of a figure or an encounter; of articles the dateline's. Upper and lower case are the same.
        low: figures that may be as much, or more; ``high`` those that may be as much, or less.
        type: of encounters.
        stance: of positions.
        since: first day on which its article was known, ``YYYY-MM-DD``.
        until: last such day.
        as_of: the same as ``until``; the earlier of the two counts.
        words: plain words as in :mod:`onrecord.store.search`, of a statement or an article's title and text; of other
            rows, words that each stand in what they say.
        min_confidence: 0 to 1.
        newest: the newest first; else the oldest.
        limit: rows at most; None for all.
        offset: rows left out before.
    """

    articles: tuple[int, ...] | None = None
    ids: tuple[int, ...] | None = None
    story: int | None = None
    actor: int | None = None
    speaker: int | None = None
    addressee: int | None = None
    act: str | None = None
    mode: str | None = None
    grade: str | None = None
    measure: str | None = None
    place: str | None = None
    low: float | None = None
    high: float | None = None
    type: str | None = None
    stance: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    words: str | None = None
    min_confidence: float = 0.0
    newest: bool = False
    limit: int | None = None
    offset: int = 0

    @property
    def last(self) -> str | None:
        """The last day that counts."""
        return min((day for day in (self.until, self.as_of) if day is not None), default=None)


# Filters that may leave few rows, and that an index answers.
_NARROW = ("articles", "story", "actor", "speaker", "addressee")


def narrowly(wanted: Wanted) -> Wanted:
    """Return those of the filters alone that may leave few rows: what somebody denied or asked, among them."""
    few = {name: getattr(wanted, name) for name in _NARROW}
    return Wanted(**few, mode=wanted.mode if wanted.speaker is not None and wanted.mode != "affirm" else None)


def widely(wanted: Wanted) -> Wanted:
    """Return the filters without those."""
    return msgspec.structs.replace(wanted, **dict.fromkeys(_NARROW))
