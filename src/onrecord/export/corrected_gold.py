"""What users corrected as gold: texts and records in the form that readers are trained and measured on.

A gold record quotes the text where a record has spans, and names actors where a record has their ids; the scorer beside
our gold reads it. Only articles with corrections are written: the rest of such an article was before the eyes of
whoever corrected it, yet nobody vouches for it, so each item says whether it was corrected.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from onrecord.errors import OutputError
from onrecord.record import Actor, Encounter, Figure, Position, Record, Span, Statement
from onrecord.store.mending.quotes import quote_of
from onrecord.store.rows import Corrected
from onrecord.store.schema import ITEMS_PER_ARTICLE
from onrecord.story.mending import MendedRecord

Json = dict[str, Any]
_PARTS = {"statement": "statements", "figure": "figures", "encounter": "encounters", "position": "positions"}


def write_gold(records: Iterable[MendedRecord], folder: Path) -> int:
    """Write ``ID.json`` and ``texts/ID.txt`` for each record and return how many those are.

    Raises:
        OutputError: the folder cannot be written to.
    """
    count = 0
    try:
        (folder / "texts").mkdir(parents=True, exist_ok=True)
        for one in records:
            ident = f"article-{one.article}"
            text = json.dumps(gold_of(one, ident), ensure_ascii=False, indent=1)
            (folder / f"{ident}.json").write_text(text + "\n", "utf-8")
            (folder / "texts" / f"{ident}.txt").write_text(one.record.article.text, "utf-8", newline="")
            count += 1
    except OSError as error:
        raise OutputError(f"{folder}: the gold cannot be written there ({error})") from error
    return count


def gold_of(one: MendedRecord, ident: str) -> Json:
    """Return a record with its corrections as gold; ``wrong`` holds what it is not, as it was read.

    Args:
        ident: its name among the others.
    """
    hands = _by_item(one)
    gone = {key for key, several in hands.items() if any(c.wrong for c in several)}
    people = sorted({c.by for c in one.corrected if c.by})
    published = one.record.article.published
    return {
        "id": ident,
        "url": one.url,
        "published": published.value[:10] if published else None,
        "annotator": ", ".join(people) or "onrecord",
        **_Gold(one.record, hands).parts(),
        "wrong": _Gold(one.read, hands).parts(gone),
    }


def _by_item(one: MendedRecord) -> dict[tuple[str, str], list[Corrected]]:
    """Return corrections by the part of the record and the item's id in it."""
    out: dict[tuple[str, str], list[Corrected]] = {}
    for c in one.corrected:
        if c.kind in _PARTS:
            part = _PARTS[c.kind]
            item = getattr(one.read, part)[c.item % ITEMS_PER_ARTICLE]
            out.setdefault((part, item.id), []).append(c)
    return out


class _Gold:
    """One record in terms of its words."""

    def __init__(self, record: Record, hands: Mapping[tuple[str, str], list[Corrected]]) -> None:
        self._record = record
        self._hands = hands
        self._text = record.article.text
        self._names = {actor.id: actor.name for actor in record.actors}
        self._writers: dict[str, Any] = {
            "statements": self._statement,
            "figures": self._figure,
            "encounters": self._encounter,
            "positions": self._position,
        }

    def parts(self, only: set[tuple[str, str]] | None = None) -> Json:
        """Return the parts of the record.

        Args:
            only: parts and ids of items that are wanted; all, and the actors, where it is left out.
        """
        found: Json = {
            part: [
                write(item) | self._marks(part, item.id)
                for item in getattr(self._record, part)
                if only is None or (part, item.id) in only
            ]
            for part, write in self._writers.items()
        }
        if only is None:
            return found | {"actors": [self._actor(actor) for actor in self._record.actors]}
        return {part: several for part, several in found.items() if several}

    def _marks(self, part: str, ident: str) -> Json:
        several = self._hands.get((part, ident), ())
        if not several:
            return {}
        return {
            "corrected": [
                {
                    "correction": c.correction, "made_at": c.made_at, "by": c.by, "why": c.why, "wrong": c.wrong,
                    "was": {change.field: change.was for change in c.changes},
                }
                for c in several
            ]
        }  # fmt: skip

    def _quote(self, span: Span | None) -> Json | None:
        if span is None:
            return None
        quote = quote_of(self._text, span)
        return {"q": quote.exact} | ({"nth": quote.nth} if quote.nth else {})

    def _name(self, actor: str | None) -> str | None:
        return None if actor is None else self._names.get(actor)

    def _several(self, actors: Iterable[str]) -> list[str | None]:
        return [self._name(actor) for actor in actors]

    def _statement(self, item: Statement) -> Json:
        return {
            "source": self._quote(item.source),
            "cue": self._quote(item.cue),
            "content": [self._quote(span) for span in item.content],
            "kind": item.kind,
            "speaker": self._name(item.speaker),
            "grade": item.grade,
            "relayed_by": self._several(item.relayed_by),
            "addressee": self._several(item.addressee),
            "mode": item.mode,
            "act": item.act,
            "reiterates": item.reiterates,
            "said_on": item.said_on.value if item.said_on else None,
        }

    def _figure(self, item: Figure) -> Json:
        here = [figure.id for figure in self._record.figures]
        same = ("low", "high", "approx", "measure", "what", "unit", "currency", "place")
        return {
            "q": self._quote(Span(item.start, item.end)),
            **{name: getattr(item, name) for name in same},
            "as_of": item.as_of.value if item.as_of else None,
            "source": self._name(item.source),
            "part_of": here.index(item.part_of) if item.part_of in here else None,
        }

    def _encounter(self, item: Encounter) -> Json:
        return {
            "q": self._quote(Span(item.start, item.end)),
            "type": item.type,
            "participants": self._several(item.participants),
            "place": item.place,
            "date": item.date.value if item.date else None,
            "duration": item.duration,
            "status": item.status,
        }

    def _position(self, item: Position) -> Json:
        return {
            "holder": self._name(item.holder),
            "issue": item.issue,
            "stance": item.stance,
            "evidence": self._quote(item.evidence),
            "change": item.change,
        }

    def _actor(self, actor: Actor) -> Json:
        words = dict.fromkeys(span.of(self._text) for span in actor.mentions)
        return {
            "name": actor.name, "type": actor.type, "role": actor.role, "of": self._name(actor.of),
            "mentions": list(words),
        }  # fmt: skip
