"""Positions for the Discourse Network Analyzer (https://github.com/leifeld/dna), as a database that DNA 3 opens.

A position is a *DNA Statement*: who (``person`` or ``organization``), on what (``concept``: the issue), for or against
(``agreement``), at its place in the document. What is neither for nor against, and what was said without a position,
is an *Annotation* there, whose ``note`` says it in words: something to code by hand.
"""

from __future__ import annotations

import sqlite3
import tempfile
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from onrecord.export.dna_tables import CREATED, LONGEST
from onrecord.export.heading import Heading
from onrecord.export.inert import as_long, plain, web_address
from onrecord.export.mended import mended
from onrecord.export.rows import Document
from onrecord.export.spooled import read_out
from onrecord.export.times import moment
from onrecord.record import Span
from onrecord.store.rows import ActorName, PositionRow, StatementRow

MEDIA_TYPE = "application/vnd.sqlite3"
VERSION, DATE = "3.0.11", "2022-12-31"  # of DNA, whose tables these are
# Whoever opens the file is asked for the coder's password. It keeps nobody out, and is written in the docs.
CODER, PASSWORD = "Admin", "onrecord"
# Of that password: salt and SHA-256 of it 100,000 times over (StrongPasswordEncryptor of Jasypt, which DNA uses).
PASSWORD_HASH = "b25yZWNvcmQgZXhwb3J0c4Vq4p24+B8vwqb9vS+p2Ctm5gyO0KEdeUQDD1MGQNR8"  # noqa: S105 - as above

_CODER, _STATEMENT, _ANNOTATION = 1, 1, 2
_PERSON, _ORGANIZATION, _CONCEPT, _AGREEMENT, _NOTE = 1, 2, 3, 4, 5
_ATTRIBUTES = ("Type", "Alias", "Notes")
_AGREES = {"support": 1, "oppose": 0}
# Documents that are written before they are handed to the disk.
_AT_ONCE = 500


def pieces(rows: Iterable[msgspec.Struct], kind: type[msgspec.Struct], heading: Heading) -> Iterator[bytes]:
    """Yield the file of a database.

    Args:
        rows: documents.
        kind: their type.
        heading: DNA has no place for it.
    """
    del kind, heading
    with tempfile.TemporaryDirectory(prefix="onrecord-dna-") as folder:
        path = Path(folder) / "export.dna"
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            _Writer(connection).write(row for row in rows if isinstance(row, Document))
        with path.open("rb") as file:
            yield from read_out(file)


class _Writer:
    """One database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._entities: dict[tuple[int, str], int] = {}
        self._statements = 0

    def write(self, documents: Iterable[Document]) -> None:
        # Nobody else has the file, and what breaks off is thrown away.
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("BEGIN")
        for statement in CREATED:
            self._connection.execute(statement)
        self._fill()
        for number, document in enumerate(documents, 1):
            self._document(number, document)
            if number % _AT_ONCE == 0:
                self._connection.execute("COMMIT")
                self._connection.execute("BEGIN")
        self._connection.execute("COMMIT")

    def _fill(self) -> None:
        """Write what DNA itself writes into a new database, as far as it is used here."""
        self._add("SETTINGS", "version", VERSION)
        self._add("SETTINGS", "date", DATE)
        self._add("CODERS", _CODER, CODER, 255, 255, 0, PASSWORD_HASH, names="ID, Name, Red, Green, Blue, Password")
        self._add("STATEMENTTYPES", _STATEMENT, "DNA Statement", 239, 208, 51)
        self._add("STATEMENTTYPES", _ANNOTATION, "Annotation", 211, 211, 211)
        for number, name in ((_PERSON, "person"), (_ORGANIZATION, "organization"), (_CONCEPT, "concept")):
            self._add("VARIABLES", number, name, "short text", _STATEMENT)
            for place, attribute in enumerate(_ATTRIBUTES):
                self._add("ATTRIBUTEVARIABLES", _attribute(number, place), number, attribute)
        self._add("VARIABLES", _AGREEMENT, "agreement", "boolean", _STATEMENT)
        self._add("VARIABLES", _NOTE, "note", "long text", _ANNOTATION)

    def _document(self, number: int, document: Document) -> None:
        article, whole = document.article, document.whole
        self._add(
            "DOCUMENTS", number, _cut(article.title or "(no title)"), as_long(whole.text), _CODER,
            _cut(", ".join(whole.authors)), _cut(article.outlet or ""), _cut(whole.section or ""),
            web_address(article.url) or "", "news", _seconds(moment(article.published) or moment(article.known_on)),
        )  # fmt: skip
        places = _Utf16(whole.text)
        taken = {stood.statement for stood in document.positions if stood.stance in _AGREES}
        for stood in document.positions:
            if _stands(stood.span, whole.text):
                self._position(number, document, places.of(stood.span), stood)
        for said in document.statements:
            whole_span = Span(said.content[0].start, said.content[-1].end) if said.content else Span(0, 0)
            if said.id not in taken and _stands(whole_span, whole.text):
                self._note(number, places.of(whole_span), _in_words(said))

    def _position(self, number: int, document: Document, place: Span, stood: PositionRow) -> None:
        agrees, holder = _AGREES.get(stood.stance), stood.holder
        if agrees is None:
            self._note(number, place, f"{holder.name if holder else 'somebody'}: {stood.stance}: {stood.issue}")
            return
        statement = self._statement(number, place, _STATEMENT)
        person, body = _who(holder, document)
        kind = holder.type if holder else ""
        for variable, value in ((_PERSON, person), (_ORGANIZATION, body), (_CONCEPT, stood.issue)):
            # What organisation a person speaks for is known by name alone.
            known = kind if value and variable == (_PERSON if person else _ORGANIZATION) else ""
            self._add("DATASHORTTEXT", None, statement, variable, self._entity(variable, _cut(value), known))
        self._add("DATABOOLEAN", None, statement, _AGREEMENT, agrees)

    def _note(self, number: int, place: Span, words: str) -> None:
        self._add("DATALONGTEXT", None, self._statement(number, place, _ANNOTATION), _NOTE, plain(words))

    def _statement(self, number: int, place: Span, kind: int) -> int:
        self._statements += 1
        self._add("STATEMENTS", self._statements, kind, number, place.start, place.end, _CODER)
        return self._statements

    def _entity(self, variable: int, value: str, kind: str) -> int:
        """Return the id of a value that statements share, made where it is new."""
        if (variable, value) not in self._entities:
            ident = self._entities[variable, value] = len(self._entities) + 1
            self._add("ENTITIES", ident, variable, value, 0, 0, 0, None)
            for place, told in enumerate((kind, "", "")):
                self._add("ATTRIBUTEVALUES", None, ident, _attribute(variable, place), told)
        return self._entities[variable, value]

    def _add(self, table: str, *values: str | int | None, names: str = "") -> None:
        columns = f"({names})" if names else ""
        marks = ", ".join("?" * len(values))
        self._connection.execute(f"INSERT INTO {table} {columns} VALUES ({marks})", values)  # noqa: S608 - names are ours


class _Utf16:
    """Places in a text, counted in UTF-16 code units.

    Args:
        text: what the spans count code points of.
    """

    def __init__(self, text: str) -> None:
        # Where the characters stand that take two units.
        self._wide = [at for at, letter in enumerate(text) if letter > "\uffff"] if not text.isascii() else []

    def of(self, span: Span) -> Span:
        return Span(*(at + bisect_left(self._wide, at) for at in (span.start, span.end)))


def _stands(span: Span, text: str) -> bool:
    return 0 <= span.start < span.end <= len(text)


def _who(holder: ActorName | None, document: Document) -> tuple[str, str]:
    """Return the person and the organisation that a holder is, or speaks for."""
    if holder is None:
        return "", ""
    if holder.type != "person":
        return "", holder.name
    return holder.name, document.bodies.get(holder.article_actor, "")


def _in_words(said: StatementRow) -> str:
    who = said.speaker.name if said.speaker else said.source or "somebody"
    by_hand = mended(said.corrected)
    return f"{who} {said.cue or said.act} ({said.mode})" + (f"; {by_hand}" if by_hand else "")


def _attribute(variable: int, place: int) -> int:
    return (variable - 1) * len(_ATTRIBUTES) + place + 1


def _cut(words: str) -> str:
    short = plain(words)
    return short if len(short) <= LONGEST else short[: LONGEST - 1] + "…"


def _seconds(time: str | None) -> int:
    """Return seconds since 1970; nought for a document without a day, since DNA wants one of each."""
    return int(datetime.fromisoformat(time).astimezone(UTC).timestamp()) if time else 0
