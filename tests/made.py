"""Small invented records from marked text, for the tests of everything that keeps, joins and asks.

Words in square brackets carry labels in braces; brackets may stand inside one another:

    RECORD = made(
        '''
        Harbour bridge closed

        [Mayor [Ada Brenn]{@brenn}]{1:source} [said]{1:cue} [the bridge is [closed for [ten days]{f1}]{p1}]{1}.
        ''',
        figures={1: {"low": 10, "high": 10, "measure": "duration", "source": "brenn", "statement": 1}},
        positions={1: {"holder": "brenn", "issue": "the bridge", "stance": "oppose", "statement": 1}},
    )

``@brenn`` is a mention of the actor ``brenn``; ``1`` is (a piece of) the content of statement 1, ``1:source``,
``1:cue`` and ``1:on`` are its source, its cue and the words that date it; ``f1`` is a figure, ``e1`` (a mention of) an
encounter, ``p1`` a position's evidence, ``p1:issue`` its issue, ``d=2031-03-04`` a date. What the words do not say
stands in the keyword arguments, by the item's number or the actor's label. Actors are named in those by their labels,
statements by their numbers. The first paragraph is the title.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from onrecord.record import (
    Actor,
    Article,
    AsOf,
    Block,
    Encounter,
    EncounterDate,
    Event,
    Figure,
    MadeBy,
    Page,
    Period,
    Position,
    Record,
    SaidOn,
    Span,
    Stamp,
    Statement,
    Timex,
    item_key,
)
from onrecord.store.keep import Arrival, Receipt, keep
from onrecord.store.store import Store

Options = Mapping[Any, Mapping[str, Any]]

_MARK = re.compile(r"\[|\]\{([^{}]*)\}")
NOON = "2031-03-04T12:00:00Z"


def made(
    marked: str,
    *,
    actors: Options | None = None,
    statements: Options | None = None,
    figures: Options | None = None,
    encounters: Options | None = None,
    positions: Options | None = None,
    made_by: MadeBy | None = None,
    **article: Any,
) -> Record:
    """Return the record of a marked text.

    Keyword arguments beyond the items are fields of the article (``published="2031-03-04"``, ``outlet``, ``agency`` …).
    """
    text, marks = unmarked(marked)
    return _Maker(text, marks, actors or {}, statements or {}).record(
        _article(text, article), figures or {}, encounters or {}, positions or {}, made_by or MadeBy("0.1.0")
    )


def arrival(record: Record, url: str | None = None, seen_at: str = NOON, **fields: Any) -> Arrival:
    """Return a page's arrival; the source is its address, else ``test.html``."""
    fields.setdefault("source", url or "test.html")
    return Arrival(record, seen_at=seen_at, url=url, **fields)


def add(store: Store, record: Record, url: str | None = None, seen_at: str = NOON, **fields: Any) -> Receipt:
    """Keep a record in a transaction of its own."""
    with store.writing() as connection:
        return keep(connection, arrival(record, url, seen_at, **fields))


def add_all(store: Store, records: Iterable[Record], host: str = "news.example") -> list[int]:
    """Keep records at addresses of their own; return their articles' ids."""
    found = [add(store, record, f"https://{host}/{number}") for number, record in enumerate(records, 1)]
    return [receipt.article for receipt in found if receipt.article is not None]


def unmarked(marked: str) -> tuple[str, list[tuple[str, Span]]]:
    """Return the text without its marks, and each label with its span, in the order of their beginnings."""
    paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n", marked.strip())]
    text, last, opened, marks = "", 0, [], []
    source = "\n\n".join(paragraphs)
    for mark in _MARK.finditer(source):
        text += source[last : mark.start()]
        last = mark.end()
        if mark[0] == "[":
            opened.append(len(text))
        else:
            span = Span(opened.pop(), len(text))
            marks.extend((label, span) for label in mark[1].split())
    return text + source[last:], sorted(marks, key=lambda m: (m[1].start, -m[1].end))


def _article(text: str, fields: dict[str, Any]) -> Article:
    blocks, start = [], 0
    for number, paragraph in enumerate(text.split("\n\n")):
        blocks.append(Block("paragraph" if number else "title", start, start + len(paragraph)))
        start += len(paragraph) + 2
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    published = fields.pop("published", "2031-03-04")
    known: dict[str, Any] = {
        "text_sha256": sha256,
        "page": Page(sha256, "text/plain"),
        "title": text.split("\n\n", 1)[0],
        "standfirst": None,
        "authors": (),
        "outlet": None,
        "agency": None,
        "section": None,
        "language": "en",
        "published": published and Stamp(published, "given"),
        "modified": None,
        "dateline": None,
    }
    return Article(**{**known, **fields}, text=text, blocks=tuple(blocks))


class _Maker:
    def __init__(self, text: str, marks: list[tuple[str, Span]], actors: Options, statements: Options) -> None:
        self.text = text
        self.marks: dict[str, list[Span]] = {}
        for label, span in marks:
            self.marks.setdefault(label, []).append(span)
        self.actors = actors
        self.statements = statements
        # A joint speaker may have no mention of its own.
        labels = dict.fromkeys([label[1:] for label in self.marks if label[0] == "@"] + list(actors))
        self.ids: dict[str, str] = {label: f"a{n}" for n, label in enumerate(labels, 1)}
        self.numbers = sorted({int(m[0]) for label in self.marks if (m := re.match(r"\d+(?=:|$)", label))})

    def record(
        self,
        article: Article,
        figures: Options,
        encounters: Options,
        positions: Options,
        made_by: MadeBy,
    ) -> Record:
        return Record(
            "1",
            made_by,
            article,
            actors=tuple(self._actor(label) for label in self.ids),
            statements=tuple(self._statement(n, dict(self.statements.get(n, {}))) for n in self.numbers),
            figures=tuple(self._figure(n, dict(figures.get(n, {}))) for n in self._of("f")),
            encounters=tuple(self._encounter(n, dict(encounters.get(n, {}))) for n in self._of("e")),
            positions=tuple(self._position(n, dict(positions.get(n, {}))) for n in self._of("p")),
            dates=tuple(
                Timex(span.start, span.end, "DATE", label[2:])
                for label, spans in self.marks.items()
                if label.startswith("d=")
                for span in spans
            ),
        )

    def _of(self, letter: str) -> list[int]:
        return sorted(int(label[1:]) for label in self.marks if re.fullmatch(rf"{letter}\d+", label))

    def _at(self, label: str) -> Span | None:
        return next(iter(self.marks.get(label, ())), None)

    def _key(self, kind: str, *spans: Span | None) -> str:
        return item_key(kind, self.text, [span for span in spans if span])

    def _actor(self, label: str) -> Actor:
        said = dict(self.actors.get(label, {}))
        mentions = tuple(self.marks.get(f"@{label}", ()))
        names = [span.of(self.text) for span in mentions]
        said["of"] = self.ids.get(said.get("of", ""))
        said["members"] = tuple(self.ids[m] for m in said.get("members", ()))
        first = {"name": max(names, key=len, default=label), "type": "person"}
        return Actor(id=self.ids[label], mentions=mentions, **{**first, **said})

    def _who(self, source: Span | None) -> str | None:
        """Say which actor a source names: the one mentioned just there, else the first one inside it."""
        if source is None:
            return None
        named = [(s != source, s.start, label[1:]) for label in self.ids_marks() for s in self.marks[label]]
        return next((who for _, _, who in sorted(n for n in named if self._inside(n[2], source))), None)

    def ids_marks(self) -> list[str]:
        return [label for label in self.marks if label[0] == "@"]

    def _inside(self, who: str, source: Span) -> bool:
        return any(source.holds(span) for span in self.marks[f"@{who}"])

    def _statement(self, number: int, said: dict[str, Any]) -> Statement:
        source, cue = self._at(f"{number}:source"), self._at(f"{number}:cue")
        content = tuple(self.marks.get(str(number), ()))
        speaker = said.pop("speaker", self._who(source))
        for name in ("relayed_by", "addressee"):
            said[name] = tuple(self.ids[who] for who in said.get(name, ()))
        within, on, event = said.pop("within", None), said.pop("said_on", None), said.pop("event", None)
        dated = self._at(f"{number}:on") or cue or content[0]
        first = {"kind": "indirect", "grade": "named" if speaker else "none", "confidence": 0.9}
        return Statement(
            id=f"s{self.numbers.index(number) + 1}",
            key=self._key("statement", source, cue, *content),
            source=source,
            cue=cue,
            content=content,
            speaker=speaker and self.ids[speaker],
            within=within and f"s{self.numbers.index(within) + 1}",
            said_on=on and SaidOn(on, dated.start, dated.end),
            event=event and Event(event),
            **{**first, **said},
        )

    def _carried(self, said: dict[str, Any]) -> str | None:
        statement = said.pop("statement", None)
        return statement and f"s{self.numbers.index(statement) + 1}"

    def _figure(self, number: int, said: dict[str, Any]) -> Figure:
        span = self.marks[f"f{number}"][0]
        source = said.pop("source", None)
        chain = said.pop("chain", [source] if source else [])
        period, as_of, part_of = said.pop("period", None), said.pop("as_of", None), said.pop("part_of", None)
        first = {"low": 1, "high": None, "approx": False, "measure": "count", "what": None}
        return Figure(
            id=f"f{number}",
            key=self._key("figure", span),
            confidence=said.pop("confidence", 0.9),
            start=span.start,
            end=span.end,
            source=source and self.ids[source],
            chain=tuple(self.ids[who] for who in chain),
            statement=self._carried(said),
            part_of=part_of and f"f{part_of}",
            period=period and Period(*period),
            as_of=as_of and AsOf(as_of),
            **{**first, **said},
        )

    def _encounter(self, number: int, said: dict[str, Any]) -> Encounter:
        spans = self.marks[f"e{number}"]
        host, date, event = said.pop("host", None), said.pop("date", None), said.pop("event", None)
        return Encounter(
            id=f"e{number}",
            key=self._key("encounter", *spans),
            confidence=said.pop("confidence", 0.9),
            start=spans[0].start,
            end=spans[0].end,
            mentions=tuple(spans),
            type=said.pop("type", "meeting"),
            participants=tuple(self.ids[who] for who in said.pop("participants", ())),
            host=host and self.ids[host],
            date=date and EncounterDate(date),
            statement=self._carried(said),
            event=event and Event(event),
            **said,
        )

    def _position(self, number: int, said: dict[str, Any]) -> Position:
        evidence = self.marks[f"p{number}"][0]
        issue = tuple(self.marks.get(f"p{number}:issue", [evidence]))
        holder = said.pop("holder", None)
        first = {"issue": issue[0].of(self.text), "stance": "support"}
        return Position(
            id=f"p{number}",
            key=self._key("position", evidence),
            confidence=said.pop("confidence", 0.9),
            holder=holder and self.ids[holder],
            issue_spans=issue,
            evidence=evidence,
            statement=self._carried(said),
            **{**first, **said},
        )


def read_again(record: Record, **changes: Any) -> Record:
    """Return the record as a newer model would have made it: other models, and the fields given."""
    newer = MadeBy(record.made_by.onrecord, {**record.made_by.models, "newer": "2"})
    return msgspec.structs.replace(record, made_by=newer, **changes)
