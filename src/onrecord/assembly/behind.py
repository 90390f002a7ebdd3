"""Whose numbers a source gives: "a Coast Radio tally of ministry figures" is Coast Radio's, from the ministry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.assembly.bearing import RECORDS
from onrecord.text import clauses, nouns

if TYPE_CHECKING:
    from onrecord.actors.resolve import Resolver
    from onrecord.extract.draft import Draft
    from onrecord.text import Parse, Token

# How a record says what it was made from: "based on", "compiled from", "citing".
MADE_FROM = frozenset({"of", "from", "on", "in", "with"})
# Records hang on records at most this deep: "a count of figures from the office's data".
DEEPEST = 3


def keepers(resolver: Resolver, draft: Draft) -> tuple[int, ...]:
    """Return the actors whose records a source's own record was made from, the next one first.

    Args:
        resolver: of the article's actors.
        draft: the statement whose source it is.
    """
    record = None if draft.source_head is None else _record_at(resolver.parse, draft)
    return () if record is None else keepers_of(resolver, record)


def keepers_of(resolver: Resolver, own: Token) -> tuple[int, ...]:
    """Return the actors whose records a record was made from, the next one first.

    Args:
        resolver: of the article's actors.
        own: the noun of the record.
    """
    parse, out = resolver.parse, []
    record: Token | None = own
    for _ in range(DEEPEST):
        record = None if record is None else _made_from(parse, record)
        if record is None:
            break
        number = _keeper(resolver, record)
        if number is not None:
            out.append(number)
    return tuple(dict.fromkeys(out))


def _keeper(resolver: Resolver, record: Token) -> int | None:
    """Who keeps a record: "ministry figures", "data from the port", "Vardian statistics"."""
    named = resolver.owner(record)
    if named is not None:
        return named
    parse = resolver.parse
    held = clauses.holder(parse, record.i)
    beside = [held] if held is not None else [t.i for t in parse.kids(record.i, "compound", "nmod")]
    bodies = (i for i in beside if parse.tokens[i].lemma.lower() in nouns.BODY | nouns.PERSON)
    return next((n for i in bodies if (n := resolver.resolve(i)) is not None), None)


def _record_at(parse: Parse, draft: Draft) -> Token | None:
    """The record that a source is, or that its name holds."""
    if draft.source is None:
        return None
    return next((parse.tokens[i] for i in parse.tokens_in(draft.source) if is_record(parse.tokens[i])), None)


def is_record(token: Token) -> bool:
    """Tell whether a noun is a count that somebody keeps."""
    return token.pos in {"NOUN", "PROPN"} and (token.lemma.lower() in RECORDS or token.lower in RECORDS)


def _made_from(parse: Parse, record: Token) -> Token | None:
    """The record that another one was made from: "a tally of figures", "a count based on data"."""
    links = [*parse.kids(record.i, "prep")]
    for clause in parse.kids(record.i, "acl"):
        links += parse.kids(clause.i, "prep")
    for link in links:
        for inner in parse.kids(link.i, "pobj") if link.lower in MADE_FROM else []:
            if is_record(inner):
                return inner
    return None
