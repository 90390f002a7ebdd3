"""Events in the records of PLOVER (https://github.com/openeventdata/PLOVER), a JSON object a line.

A statement that is an event, and an encounter that is one, with who did it to whom, where, and where it is told. An
event needs a day there: what is told without one, in an article without one, is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from onrecord._version import __version__
from onrecord.export.heading import Heading
from onrecord.export.inert import web_address
from onrecord.export.mended import mended
from onrecord.export.names import name_of_article, named_items
from onrecord.export.rows import Document
from onrecord.export.times import day_of, in_utc
from onrecord.record import Span
from onrecord.store.rows import ActorName, Corrected, EncounterRow, StatementRow

Node = dict[str, Any]

MEDIA_TYPE = "application/x-ndjson"
# The manual's table of quad categories: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict. REQUEST
# is what the manual called DEMAND before.
QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "SANCTION", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
_TWO_LETTERS = 2
_ENCODE = msgspec.json.Encoder().encode


def pieces(rows: Iterable[msgspec.Struct], kind: type[msgspec.Struct], heading: Heading) -> Iterator[bytes]:
    """Yield events, one a line.

    Args:
        rows: documents.
        kind: their type.
        heading: ``made_at`` is when they were coded.
    """
    del kind
    coded = in_utc(heading.made_at)
    when = {"coded_date": coded[:10], "coded_time": coded[11:]} if coded else {}
    for row in rows:
        if isinstance(row, Document):
            yield from (_ENCODE({**event, **when}) + b"\n" for event in events(row))


def events(document: Document) -> Iterator[Node]:
    """Yield the events of an article, those of statements first."""
    article = document.article
    for name, said in named_items(article, "statement", document.statements):
        day = day_of(said.said_on) or day_of(article.known_on)
        if said.event is not None and day is not None:
            yield _of_statement(document, name, day, said)
    for name, met in named_items(article, "encounter", document.encounters):
        day = day_of(met.date) or day_of(article.known_on)
        if met.event is not None and day is not None:
            yield _of_encounter(document, name, day, met)


def _of_statement(document: Document, name: str, day: str, said: StatementRow) -> Node:
    named = [_actor(said.speaker, said.source)] if said.speaker else []
    spans = said.content or ((said.cue_span,) if said.cue_span else ())
    return _event(
        document, name, day, (said.event, said.event_mode), spans,
        source=named or ([{"actor_text": said.source}] if said.source else []),
        recipient=[_actor(to) for to in said.addressees],
        event_text=[words for words in (said.cue, said.words) if words],
        comment=_comment(f"act {said.act}, mode {said.mode}, confidence {said.confidence:g}", said.corrected),
    )  # fmt: skip


def _of_encounter(document: Document, name: str, day: str, met: EncounterRow) -> Node:
    # Who meets whom is mutual; PLOVER wants one of them as the source.
    first, *others = (_actor(one) for one in met.participants) if met.participants else (None,)
    return _event(
        document, name, day, (met.event, met.event_mode), (met.span,),
        source=[first] if first else [],
        recipient=others,
        event_text=[met.words],
        event_loc={"name": met.place} if met.place else None,
        comment=_comment(f"{met.type}, {met.status}, confidence {met.confidence:g}", met.corrected),
    )  # fmt: skip


def _event(
    document: Document, name: str, day: str, what: tuple[str | None, str | None], spans: Iterable[Span], **more: object
) -> Node:
    category, mode = what
    whole, places = document.whole, list(spans)
    node = {
        "id": name,
        "date": day,
        "event": [category],
        "mode": [mode] if mode else None,
        "quad_code": QUADS.get(category or ""),
        **more,
        "text_info": {"start": places[0].start, "end": places[-1].end} if places else None,
        "cite_info": _filled(
            {
                "citation": name_of_article(document.article),
                "url": web_address(document.article.url),
                "title": document.article.title,
                "language": (whole.language or "")[:_TWO_LETTERS].lower() or None,
                "publication": document.article.outlet,
                "codebook": "PLOVER 2.0",
            }
        ),
        "coder": f"onrecord {__version__}",
    }
    return {key: value for key, value in node.items() if value is not None and (value != [] or key == "source")}


def _actor(actor: ActorName | None, words: str | None = None) -> Node:
    return _filled({"actor_text": words or (actor.name if actor else None), "identifier_text": actor and actor.name})


def _comment(told: str, corrected: Iterable[Corrected]) -> str:
    by_hand = mended(corrected)
    return f"onrecord: {told}; {by_hand}" if by_hand else f"onrecord: {told}"


def _filled(node: Node) -> Node:
    return {key: value for key, value in node.items() if value is not None}
