"""What holds for every record (docs/record.md, "What holds for every record"), as a checker that the other suites use.

`broken_rules(record)` lists every rule that a record breaks, `broken_mapping(reading)` every one about where the text
stood in the page, `broken_quotes(json)` every quote that is not its slice. An empty list means that all rules hold:

    assert broken_rules(record) == []
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import msgspec
import regex

from onrecord.page.reading import PageReading
from onrecord.record import Article, Figure, Record, Span, Statement, decode, encode

HEX_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
KEY = re.compile(r"[0-9a-f]{16}\Z")
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)*\Z")
CURRENCY = re.compile(r"[A-Z]{3}\Z")
WIKIDATA = re.compile(r"Q[1-9][0-9]*\Z")
WORD = re.compile(r"\w+")
# Soft hyphen, zero-width space, byte-order mark: a reader does not see them, so the text does not hold them.
INVISIBLE = "\u00ad\u200b\ufeff"
JOIN = "\n\n"


def broken_rules(record: Record) -> list[str]:
    """List the rules that a record breaks; empty when all hold."""
    return [
        *_broken_spans(record),
        *_broken_blocks(record),
        *_broken_article(record),
        *_broken_ids(record),
        *_broken_actors(record),
        *_broken_statements(record),
        *_broken_figures(record),
        *_broken_rest(record),
        *_broken_round_trip(record),
    ]


def spans(node: object, where: str = "record") -> Iterator[tuple[str, int, int]]:
    """Give every span of a record with the path of fields that leads to it."""
    if isinstance(node, msgspec.Struct):
        start, end = getattr(node, "start", None), getattr(node, "end", None)
        if isinstance(start, int) and isinstance(end, int):
            yield where, start, end
        for name in node.__struct_fields__:
            yield from spans(getattr(node, name), f"{where}.{name}")
    elif isinstance(node, tuple):
        for number, item in enumerate(node):
            yield from spans(item, f"{where}[{number}]")


def grapheme_ends(text: str) -> frozenset[int]:
    """Return the code points of a text between which grapheme clusters end (Unicode TR 29, through `regex`)."""
    return frozenset({0, *(match.end() for match in regex.finditer(r"\X", text))})


def _broken_spans(record: Record) -> Iterator[str]:
    text = record.article.text
    ends = grapheme_ends(text)
    for where, start, end in spans(record):
        if not 0 <= start < end <= len(text):
            yield f"{where}: span {start}..{end} does not lie inside a text of {len(text)} code points, or is empty"
        elif start not in ends or end not in ends:
            yield f"{where}: span {start}..{end} cuts a grapheme cluster"


def _broken_blocks(record: Record) -> Iterator[str]:
    text, blocks = record.article.text, record.article.blocks
    if not blocks:
        if text:
            yield "article.blocks: none, but there is text"
        return
    if blocks[0].start != 0 or blocks[-1].end != len(text):
        yield "article.blocks: the first does not begin where the text begins, or the last does not end where it ends"
    for number, (one, two) in enumerate(pairwise(blocks)):
        if two.start < one.end:
            yield f"article.blocks[{number + 1}]: overlaps the block before it, or stands out of order"
        elif text[one.end : two.start] != JOIN:
            yield f"article.blocks[{number + 1}]: joined by {text[one.end : two.start]!r} instead of one blank line"
    for number, block in enumerate(blocks):
        yield from _broken_block(f"article.blocks[{number}]", text[block.start : block.end])
        if (block.at is None) != (record.article.page.media_type == "text/plain"):
            yield f"article.blocks[{number}].at: {block.at!r} on a page of type {record.article.page.media_type}"
        timed = block.kind in {"live-update", "subheading"}  # an update's heading is a block of its own
        if block.published is not None and not (timed and _is_stamp(block.published)):
            yield f"article.blocks[{number}].published: {block.published!r} is no time of a live update"


def _broken_block(where: str, words: str) -> Iterator[str]:
    if words != words.strip() or "  " in words or any(c.isspace() and c != " " for c in words):
        yield f"{where}: white space is not folded: {words[:60]!r}"
    if any(c in INVISIBLE for c in words):
        yield f"{where}: holds an invisible character: {words[:60]!r}"


def _broken_article(record: Record) -> Iterator[str]:
    article = record.article
    if article.text_sha256 != hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest():
        yield "article.text_sha256: not the hash of the text"
    if not HEX_SHA256.match(article.page.sha256):
        yield "article.page.sha256: no SHA-256"
    if article.page.media_type not in {"text/html", "text/plain"}:
        yield f"article.page.media_type: {article.page.media_type!r}"
    names = [
        (name, getattr(article, name)) for name in ("title", "standfirst", "outlet", "agency", "section", "language")
    ]
    for name, value in [*names, *(("authors", author) for author in article.authors)]:
        if value is not None and (not value or value != value.strip()):
            yield f"article.{name}: {value!r} is empty or not trimmed"
    if len(set(article.authors)) != len(article.authors):
        yield f"article.authors: {article.authors!r} names somebody twice"
    yield from _broken_dates_of(article)


def _broken_dates_of(article: Article) -> Iterator[str]:
    for name, stamp in (("published", article.published), ("modified", article.modified)):
        if stamp is not None and not _is_stamp(stamp.value):
            yield f"article.{name}: {stamp.value!r} is neither an RFC 3339 time nor a date"
    dateline = article.dateline
    if dateline and dateline.place.casefold() not in article.text[dateline.start : dateline.end].casefold():
        yield f"article.dateline: {dateline.place!r} does not stand in its span"


def _broken_ids(record: Record) -> Iterator[str]:
    actors = {actor.id for actor in record.actors}
    statements = {statement.id for statement in record.statements}
    figures = {figure.id for figure in record.figures}
    for where, ident in _references(record, "actor"):
        if ident not in actors:
            yield f"{where}: no actor {ident}"
    for where, ident in _references(record, "statement"):
        if ident not in statements:
            yield f"{where}: no statement {ident}"
    for figure in record.figures:
        if figure.part_of is not None and figure.part_of not in figures:
            yield f"{figure.id}.part_of: no figure {figure.part_of}"
    for letter, items in _items(record).items():
        expected = [f"{letter}{number}" for number in range(1, len(items) + 1)]
        if [item.id for item in items] != expected:
            yield f"ids of {letter}…: {[item.id for item in items]} are not {letter}1, {letter}2 … in order"
        yield from (f"{item.id}.key: {item.key!r}" for item in items if letter != "a" and not KEY.match(item.key))


def _items(record: Record) -> dict[str, tuple[Any, ...]]:
    return {
        "a": record.actors,
        "s": record.statements,
        "f": record.figures,
        "e": record.encounters,
        "p": record.positions,
    }


def _references(record: Record, to: str) -> Iterator[tuple[str, str]]:
    """Give each id that points to an actor or a statement, with the field it stands in."""
    fields = {
        "actor": (
            "of",
            "members",
            "speaker",
            "relayed_by",
            "addressee",
            "source",
            "chain",
            "participants",
            "host",
            "holder",
        ),
        "statement": ("within", "statement"),
    }[to]
    for items in _items(record).values():
        for item in items:
            for name in fields:
                value = getattr(item, name, None)
                for ident in (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ():
                    yield f"{item.id}.{name}", ident


def _broken_actors(record: Record) -> Iterator[str]:
    text = record.article.text.casefold()
    words = {word.casefold() for word in WORD.findall(record.article.text)}
    # A mention may be part of what \w+ takes for one word ("ayak0" of "ayak0m").
    mentioned = {
        word.casefold()
        for actor in record.actors
        for mention in actor.mentions
        for word in WORD.findall(mention.of(record.article.text))
    }
    first = [min((mention.start for mention in actor.mentions), default=-1) for actor in record.actors]
    if first != sorted(first):
        yield "actors: not in order of their first mention"
    for actor in record.actors:
        if not actor.mentions and not actor.members:
            yield f"{actor.id}: no mention leads to it"
        if list(actor.mentions) != sorted(set(actor.mentions)):
            yield f"{actor.id}.mentions: not in order, or the same one twice"
        if actor.id in actor.members or actor.of == actor.id:
            yield f"{actor.id}: is part of itself"
        if actor.wikidata is not None and not WIKIDATA.match(actor.wikidata):
            yield f"{actor.id}.wikidata: {actor.wikidata!r} is no Wikidata id"
        if actor.name_from != "text" and not re.match(r"offices@\S+\Z", actor.name_from):
            yield f"{actor.id}.name_from: {actor.name_from!r}"
        missing = [word for word in WORD.findall(actor.name) if word.casefold() not in words | mentioned]
        if missing and actor.type == "group":  # joint speakers are named after each of them
            missing = [part for part in re.split(r", | and ", actor.name) if part.casefold() not in text]
        if not actor.name.strip() or (actor.name_from == "text" and missing and actor.name.casefold() not in text):
            yield f"{actor.id}.name: {actor.name!r} does not stand in the text ({', '.join(missing)})"


def _broken_statements(record: Record) -> Iterator[str]:
    by_id = {statement.id: statement for statement in record.statements}
    for statement in record.statements:
        if not statement.content and statement.mode != "decline":
            yield f"{statement.id}.content: empty, but the mode is {statement.mode}"
        if statement.cue is None and not statement.content:
            yield f"{statement.id}: neither cue nor content"
        if statement.speaker is not None and statement.speaker in statement.relayed_by:
            yield f"{statement.id}.relayed_by: holds the speaker"
        # A pronoun that leads to nobody has a source and no speaker: nobody can grade it.
        nobody = statement.source is None and statement.speaker is None
        if (nobody and statement.grade != "none") or (statement.speaker is not None and statement.grade == "none"):
            yield f"{statement.id}.grade: {statement.grade} with {statement.source} and speaker {statement.speaker}"
        if statement.said_on is not None and not re.match(r"\d{4}-\d{2}(-\d{2})?\Z", statement.said_on.value):
            yield f"{statement.id}.said_on: {statement.said_on.value!r} is neither a date nor a month"
        if not 0 <= statement.confidence <= 1:
            yield f"{statement.id}.confidence: {statement.confidence}"
        yield from _broken_within(statement, by_id)


def _broken_within(statement: Statement, by_id: dict[str, Statement]) -> Iterator[str]:
    outer = by_id.get(statement.within or "")
    if outer is None:
        return
    if statement.cue is not None and not any(piece.holds(statement.cue) for piece in outer.content):
        yield f"{statement.id}.within: the content of {outer.id} does not hold its cue"
    seen = {statement.id}
    while outer is not None and outer.id not in seen:
        seen.add(outer.id)
        outer = by_id.get(outer.within or "")
    if outer is not None:
        yield f"{statement.id}.within: goes in a circle"


def _broken_figures(record: Record) -> Iterator[str]:
    parents = {figure.id: figure.part_of for figure in record.figures}
    for figure in record.figures:
        yield from _broken_bounds(figure)
        if (figure.chain[0] if figure.chain else None) != figure.source:
            yield f"{figure.id}.chain: does not begin with the source"
        if figure.currency is not None and not CURRENCY.match(figure.currency):
            yield f"{figure.id}.currency: {figure.currency!r} is no ISO 4217 code"
        period = (figure.period.from_, figure.period.to) if figure.period else ()
        for day in (figure.as_of.value if figure.as_of else None, *period):
            if day is not None and not re.match(r"\d{4}(-\d\d){0,2}\Z", day):
                yield f"{figure.id}: {day!r} is no date"
        seen, parent = {figure.id}, figure.part_of
        while parent is not None and parent not in seen:
            seen.add(parent)
            parent = parents.get(parent)
        if parent is not None:
            yield f"{figure.id}.part_of: goes in a circle"


def _broken_bounds(figure: Figure) -> Iterator[str]:
    if figure.low is None and figure.high is None:
        yield f"{figure.id}: no number in it"
    elif figure.low is not None and figure.high is not None and figure.low > figure.high:
        yield f"{figure.id}: low {figure.low} above high {figure.high}"
    if not CODE.match(figure.measure):
        yield f"{figure.id}.measure: {figure.measure!r}"
    if not 0 <= figure.confidence <= 1:
        yield f"{figure.id}.confidence: {figure.confidence}"


def _broken_rest(record: Record) -> Iterator[str]:
    for encounter in record.encounters:
        if Span(encounter.start, encounter.end) not in encounter.mentions:
            yield f"{encounter.id}: its own span is none of its mentions"
    for position in record.positions:
        if not position.issue_spans:
            yield f"{position.id}.issue_spans: no words lead to the issue"
    places = [(timex.start, timex.end) for timex in record.dates]
    if places != sorted(places):
        yield "dates: not in order"
    yield from (f"dates: {timex.start}..{timex.end} has no value" for timex in record.dates if not timex.value)
    for note in record.notes:
        if not CODE.match(note.code) or not note.message.strip():
            yield f"notes: {note.code!r} is no code, or says nothing"


def _broken_round_trip(record: Record) -> Iterator[str]:
    text = encode(record)
    again = decode(text)
    if again != record or encode(again) != text:
        yield "record: JSON → record → JSON loses something"


def _is_stamp(value: str) -> bool:
    try:
        if re.match(r"\d{4}-\d\d-\d\d\Z", value):
            date.fromisoformat(value)
            return True
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\Z", value) is not None


def broken_mapping(reading: PageReading) -> list[str]:
    """List what is wrong with the way from ``article.text`` back to the page's source; empty when nothing is."""
    text, found = reading.article.text, reading.source_map
    offsets = found.offsets.tolist()
    if len(offsets) != len(text):
        return [f"source_map: {len(offsets)} offsets for {len(text)} code points"]
    joins = {place for one, two in pairwise(reading.article.blocks) for place in range(one.end, two.start)}
    broken = []
    for place, (letter, offset) in enumerate(zip(text, offsets, strict=True)):
        if place in joins:
            if offset != -1:
                broken.append(f"source_map: the join at {place} maps to {offset}")
        elif not 0 <= offset < len(found.source):
            broken.append(f"source_map: code point {place} ({letter!r}) maps to {offset}, outside the source")
        elif not stands_at(letter, found.source, offset):
            broken.append(f"source_map: code point {place} ({letter!r}) maps to {found.source[offset : offset + 12]!r}")
    return broken


def stands_at(letter: str, source: str, offset: int) -> bool:
    """Tell whether a code point of the text is what the source has at an offset: itself, a space or an entity."""
    there = source[offset]
    if there == letter or (letter == " " and (there.isspace() or there == "<")):
        return True
    if there == "&":
        decoded = html.unescape(source[offset : offset + 40].partition(";")[0] + ";")
        return letter in decoded or (letter == " " and any(c.isspace() for c in decoded))
    return there == "\x00" and letter == "\ufffd"


def quotes(node: object, where: str = "record") -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every object of a record's JSON that has a span, with the path that leads to it."""
    if isinstance(node, dict):
        if isinstance(node.get("start"), int) and isinstance(node.get("end"), int):
            yield where, node
        for name, value in node.items():
            yield from quotes(value, f"{where}.{name}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from quotes(value, f"{where}[{number}]")


def broken_quotes(record: dict[str, Any]) -> list[str]:
    """List every span of `onrecord read --json --quotes` whose quote is missing or not its slice of the article."""
    text = record["article"]["text"]
    return [
        f"{where}.quote: {node.get('quote')!r} is not {text[node['start'] : node['end']]!r}"
        for where, node in quotes(record)
        if node.get("quote") != text[node["start"] : node["end"]]
    ]


def assert_all_hold(records: Iterable[tuple[str, Record]]) -> None:
    """Fail with every broken rule of every record, each with the record's name."""
    broken = [f"{name}: {rule}" for name, record in records for rule in broken_rules(record)]
    assert not broken, "\n".join(broken)
