"""Articles as IPTC ninjs 3.1 (https://iptc.org/std/ninjs/), an object a line; what is said stands as associations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from onrecord.export.heading import Heading
from onrecord.export.mended import mended
from onrecord.export.names import name_of_article, named_items
from onrecord.export.rows import Document
from onrecord.export.times import moment
from onrecord.store.rows import ActorName, FigureRow, StatementRow

Node = dict[str, Any]

MEDIA_TYPE = "application/x-ndjson"
STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
# Blocks of a page that are no part of what ninjs calls the body.
_BESIDE = frozenset({"title", "standfirst", "byline", "dateline", "section", "credit", "caption"})
_ENCODE = msgspec.json.Encoder().encode


def pieces(rows: Iterable[msgspec.Struct], kind: type[msgspec.Struct], heading: Heading) -> Iterator[bytes]:
    """Yield articles, one a line.

    Args:
        rows: documents.
        kind: their type.
        heading: ninjs has no place for it.
    """
    del kind, heading
    for row in rows:
        if isinstance(row, Document):
            yield _ENCODE(item(row)) + b"\n"


def item(document: Document) -> Node:
    """Return an article as a ninjs object.

    A day without a time is its first second in UTC there: ninjs knows no days.
    """
    article, whole = document.article, document.whole
    published = moment(article.published)
    return _filled(
        {
            "uri": name_of_article(article),
            "type": "text",
            "representationType": "full",
            "contentCreated": published,
            "versionCreated": moment(whole.modified) or published or moment(article.first_seen),
            "language": whole.language,
            "headlines": _one("main", article.title),
            "descriptions": _one("summary", whole.standfirst),
            "by": ", ".join(whole.authors) or None,
            "located": whole.dateline,
            "bodies": [_body(document)],
            "infoSources": _sources(document),
            "people": _actors(document, person=True),
            "organisations": _actors(document, person=False),
            "places": [{"name": name, "rel": "mentions"} for name in _places(document)],
            "subjects": [{"name": name, "creator": "onrecord"} for name in _topics(document)],
            "altIds": [{"role": "sha256 of the text", "value": whole.text_sha256}],
            "associations": [*_statements(document), *_figures(document)],
            "standard": STANDARD,
        }
    )


def _body(document: Document) -> Node:
    whole = document.whole
    blocks = [block for block in whole.blocks if block.kind not in _BESIDE]
    text = "\n\n".join(whole.text[block.start : block.end] for block in blocks) or whole.text
    counts = {"charCount": len(text), "wordCount": len(text.split())}
    return {"role": "main", "contentType": "text/plain", **counts, "value": text}


def _sources(document: Document) -> list[Node]:
    article = document.article
    known = (("publisher", article.outlet), ("agency", article.agency))
    return [{"name": name, "role": role} for role, name in known if name]


def _actors(document: Document, *, person: bool) -> list[Node]:
    """Everybody who takes part, each once: as a speaker, where it speaks, else as mentioned."""
    found: dict[str, str] = {}
    speakers = [said.speaker for said in document.statements] + [figure.source for figure in document.figures]
    others = [one for said in document.statements for one in (*said.relays, *said.addressees)]
    others += [one for figure in document.figures for one in figure.chain]
    others += [one for met in document.encounters for one in met.participants]
    others += [stood.holder for stood in document.positions if stood.holder]
    for rel, actors in (("speaker", speakers), ("mentions", others)):
        for actor in actors:
            if actor is not None and (actor.type == "person") == person:
                found.setdefault(actor.name, rel)
    return [{"name": name, "rel": rel} for name, rel in found.items()]


def _places(document: Document) -> list[str]:
    named = [*(figure.place for figure in document.figures), *(met.place for met in document.encounters)]
    return [place for place in dict.fromkeys(named) if place]


def _topics(document: Document) -> list[str]:
    named = [topic for said in document.statements for topic in said.topics]
    return list(dict.fromkeys([*named, *(stood.issue for stood in document.positions)]))


def _statements(document: Document) -> Iterator[Node]:
    for name, said in named_items(document.article, "statement", document.statements):
        yield _filled(
            {
                "name": f"{said.speaker.name if said.speaker else said.source or 'somebody'}: {said.act}",
                "rel": "statement",
                "uri": name,
                "type": "component",
                "by": said.speaker.name if said.speaker else None,
                "contentCreated": moment(said.said_on),
                "bodies": [{"role": said.kind, "contentType": "text/plain", "value": said.words}],
                "people": _with_roles(said, person=True),
                "organisations": _with_roles(said, person=False),
                "subjects": _graded(said),
                "edNote": mended(said.corrected),
            }
        )


def _figures(document: Document) -> Iterator[Node]:
    for name, figure in named_items(document.article, "figure", document.figures):
        yield _filled(
            {
                "name": f"{figure.measure}: {figure.words}",
                "rel": "figure",
                "uri": name,
                "type": "component",
                "by": figure.source.name if figure.source else None,
                "bodies": [{"contentType": "text/plain", "value": figure.words}],
                "places": [{"name": figure.place}] if figure.place else [],
                "subjects": _bounds(figure),
                "edNote": mended(figure.corrected),
            }
        )


def _with_roles(said: StatementRow, *, person: bool) -> list[Node]:
    roles: tuple[tuple[str, tuple[ActorName, ...]], ...] = (
        ("speaker", (said.speaker,) if said.speaker else ()),
        ("relay", said.relays),
        ("addressee", said.addressees),
    )
    return [
        {"name": actor.name, "rel": role}
        for role, actors in roles
        for actor in actors
        if (actor.type == "person") == person
    ]


def _graded(said: StatementRow) -> list[Node]:
    sure = round(100 * min(max(said.confidence, 0), 1))
    terms = (("act", said.act), ("mode", said.mode), ("grade", said.grade), ("plover", said.event))
    return [{"name": term, "rel": rel, "creator": "onrecord", "confidence": sure} for rel, term in terms if term]


def _bounds(figure: FigureRow) -> list[Node]:
    sure = round(100 * min(max(figure.confidence, 0), 1))
    terms = (("measure", figure.measure), ("low", figure.low), ("high", figure.high), ("unit", figure.unit))
    told = [(rel, f"{term:.17g}" if isinstance(term, int | float) else term) for rel, term in terms if term is not None]
    return [{"name": term, "rel": rel, "creator": "onrecord", "confidence": sure} for rel, term in told]


def _one(role: str, words: str | None) -> list[Node]:
    return [{"role": role, "contentType": "text/plain", "value": words}] if words else []


def _filled(node: Node) -> Node:
    return {name: value for name, value in node.items() if value is not None and value != []}
