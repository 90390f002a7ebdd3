"""Every statement and every figure as an annotation of its page: W3C Web Annotation (https://www.w3.org/TR/annotation-model/).

One ``AnnotationCollection`` with one page of annotations. Positions count Unicode code points of the article's text, as
section 4.2.5 of the model asks; the words themselves stand beside them, with what stands before and after, so that they
are found in a page whose text is laid out otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import msgspec

from onrecord._version import __version__
from onrecord.export.heading import Heading
from onrecord.export.inert import web_address
from onrecord.export.joined import joined
from onrecord.export.mended import mended
from onrecord.export.names import name_of_article, named_items, urn
from onrecord.export.rows import Document
from onrecord.export.times import day_or_moment, in_utc
from onrecord.record import Span
from onrecord.store.rows import ActorName, FigureRow, StatementRow

Node = dict[str, Any]

MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"onrecord": "urn:x-onrecord:"}]
# Code points before and after the words, to tell two places with the same words apart.
_AROUND = 40
_TYPES = {"person": "Person", "organisation": "Organization", "state": "onrecord:State", "group": "onrecord:Group"}


def pieces(rows: Iterable[msgspec.Struct], kind: type[msgspec.Struct], heading: Heading) -> Iterator[bytes]:
    """Yield a collection of annotations.

    Args:
        rows: documents.
        kind: their type.
        heading: its title names the collection, its address is its IRI.
    """
    del kind
    name = web_address(heading.address) or urn("annotations", heading.title)
    collection = {"@context": CONTEXT, "id": name, "type": "AnnotationCollection", "label": heading.title}
    if made := in_utc(heading.made_at):
        collection["modified"] = made
    page: Node = {"id": urn("page", name), "type": "AnnotationPage", "partOf": name, "startIndex": 0}
    many = chain.from_iterable(annotations_of(row, heading) for row in rows if isinstance(row, Document))
    yield from joined(collection, "first", page, "items", many, count="total")


def annotations_of(document: Document, heading: Heading) -> Iterator[Node]:
    """Yield what an article says as annotations of its page, without their context.

    Args:
        heading: ``made_at`` is when they were made.
    """
    article = document.article
    for name, said in named_items(article, "statement", document.statements):
        yield _annotation(document, heading, name, _said(name, said), said.content or _spans(said))
    for name, figure in named_items(article, "figure", document.figures):
        yield _annotation(document, heading, name, _figured(name, figure), (figure.span,))


def _annotation(document: Document, heading: Heading, name: str, bodies: list[Node], spans: Iterable[Span]) -> Node:
    targets = [_target(document, span) for span in spans]
    made = in_utc(heading.made_at)
    return {
        "id": urn("annotation", name),
        "type": "Annotation",
        "motivation": "describing",
        **({"generated": made} if made else {}),
        "generator": {"type": "Software", "name": f"onrecord {__version__}"},
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets or name_of_article(document.article),
    }


def _target(document: Document, span: Span) -> Node:
    text, seen = document.whole.text, in_utc(document.article.first_seen)
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[span.start : span.end],
        "prefix": text[max(0, span.start - _AROUND) : span.start],
        "suffix": text[span.end : span.end + _AROUND],
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    return {
        "type": "SpecificResource",
        "source": name_of_article(document.article),
        "selector": [quote, position],
        # When the page stood so; what stands at its address now may be another text.
        **({"state": {"type": "TimeState", "sourceDate": seen}} if seen else {}),
        "onrecord:textSha256": document.whole.text_sha256,
    }


def _spans(said: StatementRow) -> tuple[Span, ...]:
    """Where a refusal stands, which has no content: its cue, else the words that name its source."""
    span = said.cue_span or said.source_span
    return (span,) if span else ()


def _said(name: str, said: StatementRow) -> list[Node]:
    body = {
        "kind": said.kind,
        "act": said.act,
        "mode": said.mode,
        "grade": said.grade,
        "source": said.source,
        "cue": said.cue,
        "speaker": _actor(said.speaker),
        "relayedBy": [_actor(one) for one in said.relays],
        "addressee": [_actor(one) for one in said.addressees],
        "saidOn": said.said_on,
        "reiterates": said.reiterates or None,
        "topic": list(said.topics),
        "plover": said.event,
        "ploverMode": said.event_mode,
        "confidence": said.confidence,
        "key": said.key,
        "corrected": mended(said.corrected),
    }
    who = said.speaker.name if said.speaker else said.source or "somebody"
    through = f" (through {', '.join(one.name for one in said.relays)})" if said.relays else ""
    to = f" to {', '.join(one.name for one in said.addressees)}" if said.addressees else ""
    return [_in_words(f"{who}{through} {said.cue or said.act}{to}"), _body(name, "Statement", body)]


def _figured(name: str, figure: FigureRow) -> list[Node]:
    body = {
        "low": figure.low,
        "high": figure.high,
        "approximate": figure.approx or None,
        "measure": figure.measure,
        "what": figure.what,
        "unit": figure.unit,
        "currency": figure.currency,
        "place": figure.place,
        "from": figure.period_from,
        "to": figure.period_to,
        "asOf": day_or_moment(figure.as_of),
        "cumulative": figure.cumulative,
        "source": _actor(figure.source),
        "chain": [_actor(one) for one in figure.chain],
        "change": figure.change,
        "confidence": figure.confidence,
        "key": figure.key,
        "corrected": mended(figure.corrected),
    }
    who = ", from ".join(one.name for one in figure.chain) or (figure.source.name if figure.source else "")
    return [_in_words(f"{figure.measure}: {figure.words}{f', {who}' if who else ''}"), _body(name, "Figure", body)]


def _in_words(words: str) -> Node:
    return {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en", "value": words}


def _body(name: str, kind: str, fields: Node) -> Node:
    told = {f"onrecord:{field}": value for field, value in fields.items() if value is not None and value != []}
    return {"id": name, "type": f"onrecord:{kind}", **told}


def _actor(actor: ActorName | None) -> Node | None:
    return None if actor is None else {"type": _TYPES.get(actor.type, "Organization"), "name": actor.name}
