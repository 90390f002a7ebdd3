"""Articles as schema.org has them, in JSON-LD: NewsArticle with its Quotations and Claims.

What was said in quotation marks, wholly or in part, is a Quotation; what was said without, and every figure, a Claim.
Neither says whether it is true.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import msgspec

from onrecord.export.heading import Heading
from onrecord.export.inert import web_address
from onrecord.export.joined import joined
from onrecord.export.mended import mended
from onrecord.export.names import name_of_article, named_items
from onrecord.export.rows import Document
from onrecord.export.times import day_or_moment, day_or_month
from onrecord.record import Span
from onrecord.store.rows import ActorName, FigureRow, StatementRow

Node = dict[str, Any]

MEDIA_TYPE = "application/ld+json"
CONTEXT = "https://schema.org"
_TYPES = {
    "person": "Person",
    "organisation": "Organization",
    "state": "GovernmentOrganization",
    "group": "Organization",
}


def pieces(rows: Iterable[msgspec.Struct], kind: type[msgspec.Struct], heading: Heading) -> Iterator[bytes]:
    """Yield a graph of articles, and of what is said in them.

    Args:
        rows: documents.
        kind: their type.
        heading: its opener makes the links to quoted words.
    """
    del kind
    many = chain.from_iterable(nodes(row, heading) for row in rows if isinstance(row, Document))
    yield from joined({"@context": CONTEXT}, None, {}, "@graph", many)


def nodes(document: Document, heading: Heading) -> Iterator[Node]:
    """Yield an article, then what is said in it."""
    parts = [*_parts(document, heading)]
    yield _article(document, [part["@id"] for part in parts])
    yield from parts


def _article(document: Document, parts: list[str]) -> Node:
    article, whole = document.article, document.whole
    return _filled(
        {
            "@type": "NewsArticle",
            "@id": name_of_article(article),
            "url": web_address(article.url),
            "headline": article.title,
            "description": whole.standfirst,
            "datePublished": day_or_moment(article.published),
            "dateModified": day_or_moment(whole.modified),
            "inLanguage": whole.language,
            "articleSection": whole.section,
            "dateline": whole.dateline,
            "author": [{"@type": "Person", "name": name} for name in whole.authors],
            "publisher": _organisation(article.outlet),
            "sourceOrganization": _organisation(article.agency),
            "hasPart": [{"@id": part} for part in parts],
        }
    )


def _parts(document: Document, heading: Heading) -> Iterator[Node]:
    article = document.article
    for name, said in named_items(article, "statement", document.statements):
        if said.content:
            make = _claim if said.kind == "indirect" else _quotation
            yield _filled({**make(document, said), "@id": name, **_common(document, said, heading)})
    for name, figure in named_items(article, "figure", document.figures):
        yield _filled({"@id": name, **_figure(document, figure, heading)})


def _common(document: Document, said: StatementRow, heading: Heading) -> Node:
    return {
        "text": said.words,
        "url": _address(document, said.content[0], heading),
        "dateCreated": day_or_month(said.said_on),
        "contributor": [_actor(relay) for relay in said.relays],
        "audience": [{"@type": "Audience", "name": to.name} for to in said.addressees],
        "about": [{"@type": "Thing", "name": topic} for topic in said.topics],
        "correction": mended(said.corrected),
        "inLanguage": document.whole.language,
    }


def _quotation(document: Document, said: StatementRow) -> Node:
    part_of = {"@id": name_of_article(document.article)}
    return {"@type": "Quotation", "isPartOf": part_of, "spokenByCharacter": _speaker(said)}


def _claim(document: Document, said: StatementRow) -> Node:
    return {"@type": "Claim", "appearance": {"@id": name_of_article(document.article)}, "author": _speaker(said)}


def _figure(document: Document, figure: FigureRow, heading: Heading) -> Node:
    return {
        "@type": "Claim",
        "text": figure.words,
        "url": _address(document, figure.span, heading),
        "appearance": {"@id": name_of_article(document.article)},
        "author": _actor(figure.source),
        "correction": mended(figure.corrected),
        "contributor": [_actor(one) for one in figure.chain[1:]],
        "spatialCoverage": {"@type": "Place", "name": figure.place} if figure.place else None,
        "temporalCoverage": _interval(figure.period_from, figure.period_to),
        "about": _filled(
            {
                "@type": "QuantitativeValue",
                "name": " ".join(part for part in (figure.measure, figure.what) if part),
                "minValue": figure.low,
                "maxValue": figure.high,
                "unitText": figure.currency or figure.unit,
            }
        ),
    }


def _speaker(said: StatementRow) -> Node | None:
    if said.speaker is not None:
        return _actor(said.speaker)
    kind = "Organization" if said.grade == "organisation" else "Person"
    return {"@type": kind, "description": said.source} if said.source else None


def _actor(actor: ActorName | None) -> Node | None:
    return None if actor is None else {"@type": _TYPES.get(actor.type, "Organization"), "name": actor.name}


def _organisation(name: str | None) -> Node | None:
    return {"@type": "Organization", "name": name} if name else None


def _interval(first: str | None, last: str | None) -> str | None:
    """An interval of ISO 8601, open where it is not known."""
    return f"{first or '..'}/{last or '..'}" if first or last else None


def _address(document: Document, span: Span, heading: Heading) -> str | None:
    address = web_address(document.article.url)
    if address is None or heading.opener is None:
        return address
    return heading.opener(address, document.whole.text, span) or address


def _filled(node: Node) -> Node:
    return {name: value for name, value in node.items() if value is not None and value != []}
