"""Plain words as people type them, and what each database makes of them."""

from __future__ import annotations

import re
from functools import reduce
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, column, func, table

from onrecord.errors import UsageError

# "a phrase", -without, begin*; a quotation mark that is never closed is left out.
_TERM = re.compile(r'(-?)(?:["“”]([^"“”]*)["“”]|([^\s"“”]+))')


class Term(msgspec.Struct, frozen=True):
    """A word or a phrase that must stand there, or must not.

    Args:
        without: it must not stand there.
        begins: its last word may go on.
    """

    words: str
    without: bool = False
    begins: bool = False


def parse(typed: str) -> tuple[Term, ...]:
    """Return the terms of what somebody typed.

    Raises:
        UsageError: there is nothing to look for.
    """
    terms = [_term(*match.groups(default="")) for match in _TERM.finditer(typed)]
    found = tuple(term for term in terms if any(c.isalnum() for c in term.words))
    if all(term.without for term in found):
        raise UsageError(f'{typed!r} holds no word to look for; give one, or a "phrase"')
    return found


def _term(minus: str, phrase: str, word: str) -> Term:
    words = phrase or word
    return Term(words.rstrip("*").replace("\x00", " "), bool(minus), not phrase and words.endswith("*"))


def match_of(
    connection: Connection, kind: str, terms: tuple[Term, ...]
) -> tuple[ColumnElement[int], ColumnElement[bool]]:
    """Return what the index of a kind holds of a row, and the condition that terms stand there.

    Args:
        kind: ``statements`` or ``articles``.

    Returns:
        On SQLite the column that equals ``in_order``, on PostgreSQL the one that equals ``id``.
    """
    index = table(f"{kind}_words", column("rowid"), column("id"), column("words"), column(f"{kind}_words"))
    if connection.dialect.name == "sqlite":
        return index.c.rowid, index.c[f"{kind}_words"].op("MATCH", is_comparison=True)(fts5(terms))
    return index.c.id, index.c.words.op("@@", is_comparison=True)(tsquery(terms))


def fts5(terms: tuple[Term, ...]) -> str:
    """Return the query in the words of SQLite's FTS5; every word is quoted, so that none is an operator."""
    wanted = " AND ".join(_fts5(term) for term in terms if not term.without)
    unwanted = "".join(f" NOT {_fts5(term)}" for term in terms if term.without)
    return f"({wanted}){unwanted}"


def _fts5(term: Term) -> str:
    quoted = term.words.replace('"', '""')
    return f'"{quoted}"' + (" *" if term.begins else "")


def tsquery(terms: tuple[Term, ...]) -> ColumnElement[Any]:
    """Return the query as a ``tsquery`` of PostgreSQL."""
    parts = [_tsquery(term) for term in terms]
    return reduce(lambda one, two: one.op("&&")(two), parts)


def _tsquery(term: Term) -> ColumnElement[Any]:
    if term.begins:
        quoted = term.words.replace("\\", "\\\\").replace("'", "''")
        found: ColumnElement[Any] = func.to_tsquery("onrecord", func.onrecord_plain(f"'{quoted}':*"))
    else:
        found = func.phraseto_tsquery("onrecord", func.onrecord_plain(term.words))
    return func.tsquery_not(found) if term.without else found
