"""Records for property tests: any value that the types allow, and one small record in which every rule holds."""

from __future__ import annotations

import hashlib
import types
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import strategies as st

from onrecord.record import (
    Actor,
    Article,
    AsOf,
    Block,
    Dateline,
    Encounter,
    EncounterDate,
    Figure,
    MadeBy,
    Note,
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

# JSON carries no lone surrogates, and numbers of more than 64 bits are no figures of a news page.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(-(2**63), 2**63 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    type(None): st.none(),
}


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for any value that an annotation of the record's types allows."""
    if kind in SIMPLE:
        return SIMPLE[kind]
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return st.deferred(
            lambda: st.builds(kind, **{name: values(hint) for name, hint in get_type_hints(kind).items()})
        )
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if get_origin(kind) in (Union, types.UnionType):
        return st.one_of([values(option) for option in get_args(kind)])
    if get_origin(kind) is tuple:
        return st.lists(values(get_args(kind)[0]), max_size=2).map(tuple)
    if get_origin(kind) is dict:
        return st.dictionaries(TEXT, TEXT, max_size=2)
    raise NotImplementedError(f"no strategy for {kind}")


def records() -> st.SearchStrategy[Record]:
    """Return a strategy for records of this version with anything at all in them."""
    return values(Record).map(lambda record: msgspec.structs.replace(record, record_version="1"))


TITLE = "Harbour bridge closed after crash"
FIRST = "VELLMAR, Ostria (NPA) — At least 12 people were hurt, Mayor Ada Brenn said on Tuesday."
SECOND = "“We want the bridge rebuilt,” she told reporters. She will meet the governor."


def article() -> Article:
    """Return a short invented article of three blocks."""
    text = f"{TITLE}\n\n{FIRST}\n\n{SECOND}"
    first, second = text.index(FIRST), text.index(SECOND)
    return Article(
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        page=Page(sha256="0" * 64, media_type="text/html"),
        title=TITLE,
        standfirst=None,
        authors=("Lena Orsk",),
        outlet="The Vellmar Post",
        agency="NPA",
        section=None,
        language="en",
        published=Stamp("2031-03-04T17:03:00+01:00", "json-ld"),
        modified=None,
        dateline=Dateline("Vellmar", first, first + len("VELLMAR, Ostria (NPA)")),
        text=text,
        blocks=(
            Block("title", 0, len(TITLE), "/html/body/h1[1]"),
            Block("paragraph", first, first + len(FIRST), "/html/body/p[1]"),
            Block("paragraph", second, second + len(SECOND), "/html/body/p[2]"),
        ),
    )


def lawful_record() -> Record:
    """Return a small record with one item of each sort in which every rule holds."""
    whole = article()
    text = whole.text

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    mayor, she, governor = at("Mayor Ada Brenn"), at("she"), at("the governor")
    said, told, toll = at("At least 12 people were hurt"), at("“We want the bridge rebuilt,”"), at("At least 12 people")
    meeting, tuesday, wish = at("She will meet the governor"), at("on Tuesday"), at("want the bridge rebuilt")
    return Record(
        record_version="1",
        made_by=MadeBy("0.1.0", {"first-reading": "rules"}),
        article=whole,
        actors=(
            Actor("a1", "Ada Brenn", "person", (mayor, she), role="Mayor"),
            Actor("a2", "the governor", "person", (governor,)),
        ),
        statements=(
            Statement(
                "s1", item_key("statement", text, (mayor, at("said"), said)), mayor, at("said"), (said,),
                "indirect", "a1", "named", said_on=SaidOn("2031-03-04", tuesday.start, tuesday.end),
            ),
            Statement(
                "s2", item_key("statement", text, (she, at("told"), told)), she, at("told"), (told,),
                "direct", "a1", "named",
            ),
            Statement(
                "s3", item_key("statement", text, (at("We"), at("want"), at("the bridge rebuilt"))), at("We"),
                at("want"), (at("the bridge rebuilt"),), "indirect", "a1", "named", within="s2",
            ),
        ),
        figures=(
            Figure(
                "f1", item_key("figure", text, (toll,)), 0.9, toll.start, toll.end, 12, None, approx=False,
                measure="injured", what="people", unit="people", period=Period("2031-03-04"), as_of=AsOf("2031-03-04"),
                source="a1", chain=("a1",), statement="s1",
            ),
        ),
        encounters=(
            Encounter(
                "e1", item_key("encounter", text, (meeting,)), 0.8, meeting.start, meeting.end, (meeting,), "meeting",
                ("a1", "a2"), date=EncounterDate("2031-03-05"), status="planned",
            ),
        ),
        positions=(
            Position(
                "p1", item_key("position", text, (wish,)), 0.7, "a1", "rebuilding the bridge", (at("the bridge"),),
                "support", wish, "s2",
            ),
        ),
        dates=(Timex(tuesday.start, tuesday.end, "DATE", "2031-03-04"),),
        notes=(Note("info", "no-section", "The page names no section."),),
    )  # fmt: skip
