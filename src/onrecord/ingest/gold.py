"""Gold as records: what people wrote down of an article, each item by the words that say it.

``ID.json`` quotes its text, which stands beside it as ``texts/ID.txt`` or ``ID.txt``; ``onrecord corrections --gold``
writes the same form. A quote is ``{"q": "words"}``, with ``"nth": 1`` for the second place where these words stand.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from heapq import heappop, heappush, nsmallest
from pathlib import Path
from typing import Any, TypeVar, get_args

import msgspec

from onrecord._version import __version__
from onrecord.errors import NotAPageError, OpenError, RecordError, UsageError
from onrecord.ingest.items import Item, Problem, RecordItem
from onrecord.ingest.kinds import head_of, kind_of
from onrecord.ingest.listed import opened
from onrecord.ingest.published import parse_date
from onrecord.record import (
    Act,
    Actor,
    Article,
    AsOf,
    Block,
    Encounter,
    EncounterDate,
    Figure,
    MadeBy,
    Page,
    Position,
    Record,
    SaidOn,
    Span,
    Stamp,
    Statement,
    item_key,
)
from onrecord.record.record import RECORD_VERSION

Json = Mapping[str, Any]
Made = TypeVar("Made")
Item_ = TypeVar("Item_", Statement, Figure, Encounter, Position)

_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_TYPES = {"named": "person", "role": "person", "anonymous": "person", "collective": "group"}
_ACTS = {"deny": "deny", "decline": "decline", "ask": "ask"}
_DEEPEST = 16  # statements inside one another; the deepest gold has four
_LARGEST = 64 * 2**20  # bytes of a file; the largest gold record has 40 kB


class _GoldError(Exception):
    """A gold record says what cannot be."""


def gold_in(path: Path) -> Iterator[Item]:
    """Yield the record of a gold file; why there is none, where it cannot be made.

    Raises:
        OSError: the file cannot be read.
    """
    with opened(path) as stream:
        content = stream.read(_LARGEST)
    name = str(path)
    try:
        gold = json.loads(content.removeprefix(b"\xef\xbb\xbf"))
        yield RecordItem(record_of(gold, _text_beside(path, gold)), name, str(path.absolute()))
    except json.JSONDecodeError as error:
        where = f"{name}:{error.lineno}"
        yield Problem(NotAPageError(where, f"no JSON: column {error.colno}: {error.msg}", "mend the file"))
    except (RecordError, UsageError) as error:
        yield Problem(NotAPageError(name, f"no gold: {error}", "mend the file, or its text"))
    except OSError as error:
        cause = f"the text of this gold cannot be read ({error.strerror or error})"
        yield Problem(OpenError(name, cause, "put it beside as texts/ID.txt or ID.txt"))
    except (UnicodeDecodeError, RecursionError) as error:
        yield Problem(NotAPageError(name, f"no gold: {error}", "mend the file, or its text"))


def record_of(gold: Json, text: str) -> Record:
    """Return a gold record in terms of places.

    Args:
        text: what it quotes; blocks parted by blank lines, the first one the title.

    Raises:
        RecordError: a quote does not stand in the text, or a field holds what it cannot.
        UsageError: its date is none.
    """
    try:
        return _Gold(gold, text).record()
    except _GoldError as error:
        raise RecordError(str(error)) from error
    except (TypeError, AttributeError, KeyError, ValueError, msgspec.ValidationError) as error:
        raise RecordError(f"a field holds what it cannot ({type(error).__name__}: {error})") from error


def is_text_of_gold(path: Path) -> bool:
    """Whether a file is the text of a gold record beside it: it goes with that, and is no page of its own."""
    if path.suffix != ".txt":
        return False
    folder = path.parent.parent if path.parent.name == "texts" else path.parent
    try:
        with (folder / f"{path.stem}.json").open("rb") as stream:
            return kind_of(head_of(stream)) == "gold"
    except OSError:
        return False


def _text_beside(path: Path, gold: Json) -> str:
    """Return the text of a gold file, which may stand in it.

    Raises:
        OSError: it cannot be read.
    """
    if isinstance(gold.get("text"), str):
        return str(gold["text"])
    name = path.name.removesuffix(".gz").removesuffix(".json") + ".txt"
    beside = next((p for p in (path.parent / "texts" / name, path.parent / name) if p.exists()), None)
    return (beside or path.parent / "texts" / name).read_text("utf-8-sig")


class _Gold:
    """One gold record."""

    def __init__(self, gold: Json, text: str) -> None:
        self._gold = gold
        self._text = "\n\n".join(_SPACE.sub(" ", part).strip() for part in _BLANK.split(text) if part.strip())
        if not self._text:
            raise _GoldError("its text is empty")
        self._words = _words_of(self._text)
        self._actors: dict[str, Actor] = {}

    def record(self) -> Record:
        for one in self._list("actors"):
            self._add(str(one["name"]), str(one.get("type") or "person"), one)
        statements = self._each("statements", self._statement)
        made = Record(
            RECORD_VERSION,
            MadeBy(__version__, {"gold": str(self._gold.get("annotator") or "somebody")}),
            self._article(),
            statements=_nested(statements),
            figures=tuple(self._each("figures", self._figure)),
            encounters=tuple(self._each("encounters", self._encounter)),
            positions=tuple(self._each("positions", self._position)),
        )
        # The values of its literals are those of a record, or it is none.
        return Record.from_json(self._with_actors(made).to_json())

    def _list(self, name: str) -> list[Json]:
        found = self._gold.get(name) or []
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise _GoldError(f"{name} is no list of objects")
        return found

    def _each(self, name: str, make: Callable[[int, Json], Made]) -> list[Made]:
        found = []
        for number, one in enumerate(self._list(name)):
            try:
                found.append(make(number + 1, one))
            except (_GoldError, TypeError, AttributeError, KeyError, ValueError) as error:
                raise _GoldError(
                    f"{name}[{number}]: {error if isinstance(error, _GoldError) else repr(error)}"
                ) from error
        return found

    # -- words ---------------------------------------------------------------------------------------------------

    def _at(self, quote: Json | None, what: str) -> Span | None:
        if quote is None:
            return None
        words, nth, at = _SPACE.sub(" ", str(quote["q"])).strip(), int(quote.get("nth") or 0), -1
        for _ in range(nth + 1):
            at = self._text.find(words, at + 1) if words else -1
            if at < 0:
                place = f" {nth + 1} times" if nth else ""
                raise _GoldError(f"{what}: {words[:60]!r} does not stand in the text{place}")
        return Span(at, at + len(words))

    def _there(self, quote: Json, what: str) -> Span:
        span = self._at(quote, what)
        if span is None:
            raise _GoldError(f"{what} is missing")
        return span

    def _all(self, words: str) -> tuple[Span, ...]:
        """Every place where words stand by themselves."""
        plain = _SPACE.sub(" ", words).strip()
        if not plain:
            return ()
        found = re.finditer(rf"(?<!\w){re.escape(plain)}(?!\w)", self._text)
        return tuple(Span(*match.span()) for match in found)

    # -- actors --------------------------------------------------------------------------------------------------

    def _add(self, name: str, kind: str, told: Json, mentions: tuple[Span, ...] = ()) -> Actor:
        spans = {span for words in told.get("mentions") or () for span in self._all(str(words))}
        spans |= set(mentions) or (set() if spans else set(self._all(name)))
        whole = [s for s in spans if not any(other != s and other.holds(s) for other in spans)]
        self._actors[name] = Actor(
            id=f"a{len(self._actors) + 1}",
            name=name,
            type=kind,  # type: ignore[arg-type] # checked with the whole record
            mentions=tuple(sorted(whole)),
            # Whoever wrote the gold knew the name that the text does not give.
            name_from="text" if self._words.issuperset(_words_of(name)) else "offices@gold",
            role=told.get("role"),
            of=told.get("of"),
        )
        return self._actors[name]

    def _who(self, name: str | None, kind: str, *mentions: Span | None) -> str | None:
        if not name:
            return None
        known = self._actors.get(name) or self._add(name, kind, {}, tuple(m for m in mentions if m))
        return known.id

    def _many(self, names: list[str] | None, kind: str = "person") -> tuple[str, ...]:
        return tuple(ident for name in names or () if (ident := self._who(name, kind)))

    def _with_actors(self, record: Record) -> Record:
        """Return the record with its actors in the order in which they are named first; who is named nowhere goes."""
        there = [actor for actor in self._actors.values() if actor.mentions]
        there.sort(key=lambda actor: (actor.mentions[0].start, actor.id))
        new = {actor.id: f"a{number}" for number, actor in enumerate(there, 1)}
        of = {name: new.get(actor.id) for name, actor in self._actors.items()}
        owner = {a.id: of.get(a.of or "") if a.of != a.name else None for a in there}
        said = (_renamed(one, new, "speaker", "relayed_by", "addressee") for one in record.statements)
        return msgspec.structs.replace(
            record,
            actors=tuple(msgspec.structs.replace(a, id=new[a.id], of=owner[a.id]) for a in there),
            statements=tuple(map(_graded, said)),
            figures=tuple(_renamed(f, new, "source", "chain") for f in record.figures),
            encounters=tuple(_renamed(e, new, "participants") for e in record.encounters),
            positions=tuple(_renamed(p, new, "holder") for p in record.positions),
        )

    # -- items ---------------------------------------------------------------------------------------------------

    def _article(self) -> Article:
        digest = hashlib.sha256(self._text.encode()).hexdigest()
        blocks: list[Block] = []
        at = 0
        for part in self._text.split("\n\n"):
            blocks.append(Block("paragraph" if blocks else "title", at, at + len(part)))
            at += len(part) + 2
        published, url = self._gold.get("published"), self._gold.get("url")
        same = dict.fromkeys(("standfirst", "agency", "section", "modified", "dateline"))
        return Article(
            text_sha256=digest,
            page=Page(digest, "text/plain", str(url) if url else None),
            title=self._text.split("\n\n", 1)[0],
            authors=(),
            outlet=self._gold.get("outlet"),
            language=self._gold.get("language") or "en",
            published=Stamp(parse_date(str(published)), "given") if published else None,
            text=self._text,
            blocks=tuple(blocks),
            **same,
        )

    def _statement(self, number: int, one: Json) -> Statement:
        source, cue = self._at(one.get("source"), "source"), self._at(one.get("cue"), "cue")
        content = tuple(self._there(piece, "content") for piece in one.get("content") or ())
        grade, mode, on = one.get("grade") or "none", one.get("mode") or "affirm", one.get("said_on")
        dated = cue or source or next(iter(content), Span(0, 1))
        # Whether these are what a record may hold is checked with the whole of it.
        words: dict[str, Any] = {
            "kind": one.get("kind") or "indirect",
            "grade": grade,
            "mode": mode,
            "act": one.get("act") if one.get("act") in get_args(Act) else _ACTS.get(str(mode), "say"),
        }
        return Statement(
            id=f"s{number}",
            key=item_key("statement", self._text, [span for span in (source, cue, *content) if span]),
            source=source,
            cue=cue,
            content=content,
            speaker=self._who(one.get("speaker"), _TYPES.get(str(grade), "organisation"), source),
            relayed_by=self._many(one.get("relayed_by")),
            addressee=self._many(one.get("addressee")),
            reiterates=bool(one.get("reiterates")),
            said_on=SaidOn(str(on), dated.start, dated.end) if on else None,
            confidence=1.0,
            **words,
        )

    def _figure(self, number: int, one: Json) -> Figure:
        span, part_of, as_of = self._there(one["q"], "q"), one.get("part_of"), one.get("as_of")
        source = self._who(one.get("source"), "organisation")
        return Figure(
            id=f"f{number}",
            key=item_key("figure", self._text, [span]),
            confidence=1.0,
            start=span.start,
            end=span.end,
            low=one.get("low"),
            high=one.get("high"),
            approx=bool(one.get("approx")),
            measure=str(one["measure"]),
            what=one.get("what"),
            unit=one.get("unit"),
            currency=one.get("currency"),
            place=one.get("place"),
            as_of=AsOf(str(as_of)) if as_of else None,
            source=source,
            chain=(source,) if source else (),
            part_of=f"f{int(part_of) + 1}" if part_of is not None else None,
        )

    def _encounter(self, number: int, one: Json) -> Encounter:
        span, day = self._there(one["q"], "q"), one.get("date")
        return Encounter(
            id=f"e{number}",
            key=item_key("encounter", self._text, [span]),
            confidence=1.0,
            start=span.start,
            end=span.end,
            mentions=(span,),
            type=one.get("type") or "other",
            participants=self._many(one.get("participants")),
            place=one.get("place"),
            date=EncounterDate(str(day)) if day else None,
            duration=one.get("duration"),
            status=one.get("status") or "held",
        )

    def _position(self, number: int, one: Json) -> Position:
        evidence = self._there(one["evidence"], "evidence")
        issue = str(one["issue"])
        found = next((s for s in self._all(issue) if evidence.holds(s)), evidence)
        return Position(
            id=f"p{number}",
            key=item_key("position", self._text, [evidence]),
            confidence=1.0,
            holder=self._who(one.get("holder"), "organisation"),
            issue=issue,
            issue_spans=(found,),
            stance=one["stance"],
            evidence=evidence,
            change=one.get("change") or "unknown",
        )


def _words_of(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def _renamed(item: Item_, new: Mapping[str, str], *fields: str) -> Item_:
    """Return an item with the ids of actors in some of its fields given anew; those of nobody go."""
    changed: dict[str, object] = {}
    for name in fields:
        old = getattr(item, name)
        changed[name] = tuple(new[i] for i in old if i in new) if isinstance(old, tuple) else new.get(old or "")
    return msgspec.structs.replace(item, **changed)


def _graded(one: Statement) -> Statement:
    """Return a statement whose grade goes with its speaker; nobody relays himself."""
    grade = one.grade
    if one.speaker is None and one.source is None:
        grade = "none"
    elif one.speaker is not None and grade == "none":
        grade = "anonymous"
    relays = tuple(relay for relay in one.relayed_by if relay != one.speaker)
    return msgspec.structs.replace(one, grade=grade, relayed_by=relays)


def _nested(statements: list[Statement]) -> tuple[Statement, ...]:
    """Say of each statement which is the innermost whose content holds its cue."""
    by_id = {one.id: one for one in statements}
    waiting = sorted((piece, one.id) for one in statements for piece in one.content)[::-1]
    within: dict[str, str] = {}
    holding: list[tuple[int, Span, str]] = []  # a heap, the shortest piece first
    for cue, ident in sorted((one.cue, one.id) for one in statements if one.cue is not None):
        while waiting and waiting[-1][0].start <= cue.start:
            piece, of = waiting.pop()
            heappush(holding, (piece.end - piece.start, piece, of))
        while holding and holding[0][1].end <= cue.start:
            heappop(holding)
        holder = next((of for _, piece, of in nsmallest(_DEEPEST, holding) if of != ident and piece.holds(cue)), None)
        # Two that hold each other's cues are one beside the other.
        if holder is not None and not any(p.holds(by_id[holder].cue or cue) for p in by_id[ident].content):
            within[ident] = holder
    return tuple(msgspec.structs.replace(one, within=within.get(one.id)) for one in statements)
