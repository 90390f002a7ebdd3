"""The rules of every record: a lawful record breaks none, and each rule notices when it is broken."""

from __future__ import annotations

import hashlib
import json

import msgspec
import numpy as np
import pytest
from msgspec.structs import replace

from onrecord.page.reading import PageReading, SourceMap
from onrecord.record import Actor, Article, Block, Dateline, Note, Record, Span, Stamp, encode
from record_rules import broken_mapping, broken_quotes, broken_rules, grapheme_ends, quotes
from strategies import article, lawful_record

LAWFUL = lawful_record()


def test_a_lawful_record_breaks_no_rule() -> None:
    assert broken_rules(LAWFUL) == []


def with_article(**changes: object) -> Record:
    return replace(LAWFUL, article=replace(LAWFUL.article, **changes))


def with_text(text: str, *blocks: Block) -> Record:
    """Return a record of nothing but this text."""
    whole = replace(
        LAWFUL.article,
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        dateline=None,
        blocks=blocks,
    )
    return Record("1", LAWFUL.made_by, whole)


def with_first(field: str, **changes: object) -> Record:
    first, *rest = getattr(LAWFUL, field)
    return replace(LAWFUL, **{field: (replace(first, **changes), *rest)})


def block(start: int, end: int, **changes: object) -> Block:
    return replace(Block("paragraph", start, end, "/html/body/p[1]"), **changes)


BROKEN = {
    "a span beyond the text": (with_first("statements", cue=Span(0, 10_000)), "does not lie inside"),
    "an empty span": (with_first("statements", cue=Span(4, 4)), "is empty"),
    "a span inside a letter with its accent": (
        replace(
            with_text("cafe\u0301 bar", block(0, 9)), dates=(msgspec.structs.replace(LAWFUL.dates[0], start=0, end=4),)
        ),
        "cuts a grapheme cluster",
    ),
    "text outside its blocks": (with_text("one two", block(0, 3)), "does not end where it ends"),
    "text without blocks": (with_text("one"), "none, but there is text"),
    "blocks that overlap": (with_text("one two", block(0, 4), block(3, 7)), "overlaps"),
    "blocks joined by one line end": (with_text("one\ntwo", block(0, 3), block(4, 7)), "instead of one blank line"),
    "blocks joined by two blank lines": (
        with_text("a\n\n\n\nb", block(0, 1), block(5, 6)),
        "instead of one blank line",
    ),
    "white space that is not folded": (with_text("one\u00a0two", block(0, 7)), "white space is not folded"),
    "two spaces": (with_text("one  two", block(0, 8)), "white space is not folded"),
    "a block that ends in a space": (with_text("one ", block(0, 4)), "white space is not folded"),
    "a soft hyphen": (with_text("on\u00ade", block(0, 4)), "invisible"),
    "a block of a page without its place": (with_text("one", block(0, 3, at=None)), "blocks[0].at"),
    "a time on a paragraph": (with_text("one", block(0, 3, published="2031-03-04")), "no time of a live update"),
    "a hash of another text": (with_article(text_sha256="0" * 64), "not the hash"),
    "an empty title": (with_article(title=""), "article.title"),
    "an author named twice": (with_article(authors=("A", "A")), "twice"),
    "a date that is none": (
        with_article(published=Stamp("4 March 2031", "text")),
        "neither an RFC 3339 time nor a date",
    ),
    "a time without an offset": (with_article(published=Stamp("2031-03-04T10:00:00", "meta")), "neither an RFC 3339"),
    "a dateline elsewhere": (with_article(dateline=Dateline("Ostholm", 0, 7)), "does not stand in its span"),
    "a speaker that is nobody": (with_first("statements", speaker="a9"), "no actor a9"),
    "an outer statement that is none": (with_first("statements", within="s9"), "no statement s9"),
    "a statement within itself": (with_first("statements", within="s1"), "circle"),
    "a cue outside the outer statement": (with_first("statements", within="s2"), "does not hold its cue"),
    "an id out of order": (with_first("statements", id="s7"), "in order"),
    "a key that is none": (with_first("figures", key="f1"), "f1.key"),
    "a speaker who relays himself": (with_first("statements", relayed_by=("a1",)), "holds the speaker"),
    "a grade without a source": (with_first("statements", source=None, speaker=None), "s1.grade"),
    "an affirmation of nothing": (with_first("statements", content=()), "empty, but the mode is affirm"),
    "a confidence above one": (with_first("statements", confidence=1.2), "s1.confidence"),
    "a figure without a number": (with_first("figures", low=None, high=None), "no number"),
    "bounds the wrong way round": (with_first("figures", low=3, high=2), "low 3 above high 2"),
    "a chain that does not begin with the source": (
        with_first("figures", chain=("a2",)),
        "does not begin with the source",
    ),
    "a figure that is part of itself": (with_first("figures", part_of="f1"), "circle"),
    "a currency by its sign": (with_first("figures", currency="€"), "ISO 4217"),
    "an encounter elsewhere": (with_first("encounters", mentions=(Span(0, 3),)), "none of its mentions"),
    "a position on nothing": (with_first("positions", issue_spans=()), "no words lead to the issue"),
    "a name that the text does not give": (with_first("actors", name="Ada Marie Brenn"), "does not stand in the text"),
    "actors out of order": (
        replace(LAWFUL, actors=(replace(LAWFUL.actors[1], id="a1"), replace(LAWFUL.actors[0], id="a2"))),
        "not in order of their first mention",
    ),
    "an actor without a mention": (with_first("actors", mentions=()), "no mention leads to it"),
    "an actor that is part of itself": (with_first("actors", members=("a1",)), "part of itself"),
    "a Wikidata id that is none": (with_first("actors", wikidata="Brenn"), "no Wikidata id"),
    "a note that says nothing": (replace(LAWFUL, notes=(Note("info", "no-date", " "),)), "says nothing"),
    "a code in prose": (replace(LAWFUL, notes=(Note("info", "No date", "No date."),)), "no code"),
    "a value that the types do not allow": (with_first("statements", confidence="high"), "confidence"),
}


@pytest.mark.parametrize("name", [name for name in BROKEN if name != "a value that the types do not allow"])
def test_each_rule_notices_when_it_is_broken(name: str) -> None:
    record, complaint = BROKEN[name]
    assert any(complaint in rule for rule in broken_rules(record)), broken_rules(record)


def test_an_actor_from_the_knowledge_base_may_have_a_name_that_the_text_does_not_give() -> None:
    actor: Actor = replace(LAWFUL.actors[0], name="Ada Marie Brenn", name_from="offices@2031-01", wikidata="Q42")
    assert broken_rules(replace(LAWFUL, actors=(actor, LAWFUL.actors[1]))) == []


def test_a_joint_emoji_and_a_flag_are_each_one_cluster() -> None:
    assert grapheme_ends("a👨‍👩‍👧b🇫🇷") == {0, 1, 6, 7, 9}


def reading(source: str, offsets: list[int], whole: Article) -> PageReading:
    return PageReading(whole, SourceMap(source, np.array(offsets, dtype=np.int64)), (), ())


def test_a_mapping_is_checked_letter_by_letter() -> None:
    whole = replace(article(), text="a b\n\n&c", blocks=(block(0, 3), block(5, 7)))
    source = "<p>a\u00a0b</p><p>&amp;c</p>"
    good = [3, 4, 5, -1, -1, 13, 18]
    assert broken_mapping(reading(source, good, whole)) == []
    assert broken_mapping(reading(source, good[:-1], whole)) == ["source_map: 6 offsets for 7 code points"]
    assert "the join at 3" in broken_mapping(reading(source, [3, 4, 5, 6, -1, 13, 18], whole))[0]
    assert "outside the source" in broken_mapping(reading(source, [-1, 4, 5, -1, -1, 13, 18], whole))[0]
    assert "maps to 'b</p>" in broken_mapping(reading(source, [5, 4, 5, -1, -1, 13, 18], whole))[0]


def test_quotes_are_checked_against_their_slices() -> None:
    record = json.loads(encode(LAWFUL))
    text = record["article"]["text"]
    for _, node in quotes(record):
        node["quote"] = text[node["start"] : node["end"]]
    assert broken_quotes(record) == []
    record["statements"][0]["cue"]["quote"] = "shouted"
    assert broken_quotes(record) == ["record.statements[0].cue.quote: 'shouted' is not 'said'"]
