"""One record of invented news, made by hand, with everything a screen has to show."""

from __future__ import annotations

import hashlib

import numpy as np

import onrecord.record as r
from onrecord.page.reading import LeftOut, PageReading, SourceMap

TEXT = """\
Ferry strike goes on as Sorrel rejects late offer

Union calls talks “a waste of a good Tuesday”; at least 4,200 islanders are cut off.

By Ines Calloway and 王小明

PORT MARLE, 3 March (Tidewire) –

Harbour minister Edda Sorrel said on Tuesday that the crews “will sail when they are paid, not a day sooner”.

Sorrel told dockers' leader Tam Ulrich that the company had vowed to cut 310 jobs, her spokesman Joss Penney said.

At least 4,200 people are cut off on the outer islands, according to the coast office, about 12% of them children.

The company declined to comment. Ulrich opposes any deal without back pay of 2.4 million crowns.

The two met for two and a half hours in Port Marle on Monday, their third meeting this year.

東京 shipping analyst 山田太郎 said “船は来ない” as prices rose."""

URL = "https://tidewire.example/isles/ferry?id=7"


def at(words: str, nth: int = 0, text: str = TEXT) -> r.Span:
    """Return the span of the nth place where the words stand."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return r.Span(start, start + len(words))


def key(*spans: r.Span) -> str:
    return r.item_key("statement", TEXT, spans)


def _blocks() -> tuple[r.Block, ...]:
    kinds: list[r.BlockKind] = ["title", "standfirst", "byline", "dateline", *["paragraph"] * 6]
    blocks, start = [], 0
    for number, (kind, words) in enumerate(zip(kinds, TEXT.split("\n\n"), strict=True)):
        blocks.append(r.Block(kind, start, start + len(words), f"/html/body/p[{number + 1}]"))
        start += len(words) + 2
    return tuple(blocks)


def _article(url: str | None) -> r.Article:
    return r.Article(
        text_sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        page=r.Page(hashlib.sha256(b"ferry").hexdigest(), "text/html", url),
        title="Ferry strike goes on as Sorrel rejects late offer",
        standfirst="Union calls talks “a waste of a good Tuesday”; at least 4,200 islanders are cut off.",
        authors=("Ines Calloway", "王小明"),
        outlet="The Marle Courant",
        agency="Tidewire",
        section="Isles",
        language="en",
        published=r.Stamp("2031-03-04T07:15:00+02:00", "json-ld"),
        modified=None,
        dateline=r.Dateline("Port Marle", at("PORT MARLE").start, at("PORT MARLE").end),
        text=TEXT,
        blocks=_blocks(),
    )


def _actors() -> tuple[r.Actor, ...]:
    def actor(number: int, name: str, kind: r.ActorType, *mentions: str, role: str | None = None) -> r.Actor:
        return r.Actor(f"a{number}", name, kind, tuple(at(m) for m in mentions), role=role)

    return (
        actor(1, "Edda Sorrel", "person", "Sorrel", "Harbour minister Edda Sorrel", role="Harbour minister"),
        actor(2, "Tam Ulrich", "person", "Tam Ulrich", "Ulrich opposes", role="dockers' leader"),
        actor(3, "Joss Penney", "person", "Joss Penney", "Penney", role="her spokesman"),
        actor(4, "the company", "organisation", "the company", "The company"),
        actor(5, "coast office", "organisation", "the coast office"),
        actor(6, "山田太郎", "person", "山田太郎", role="東京 shipping analyst"),
        actor(7, "the union", "organisation", "Union"),
    )


def _statements() -> tuple[r.Statement, ...]:
    def said(number: int, source: str | None, cue: str, content: tuple[str, ...], **more: object) -> r.Statement:
        spans = tuple(at(c) for c in content)
        fields: dict[str, object] = {"kind": "indirect", "grade": "named", "confidence": 0.9, **more}
        where = at(source) if source else None
        cue_at = at(cue) if "“" not in cue else r.Span(at(cue).start, at(cue).start + 4)
        return r.Statement(f"s{number}", key(cue_at, *spans), where, cue_at, spans, **fields)  # type: ignore[arg-type]

    third = "that the company had vowed to cut 310 jobs"
    return (
        said(1, "Union", "calls", ("talks “a waste of a good Tuesday”",), kind="mixed", speaker="a7", act="criticise"),
        said(
            2,
            "Harbour minister Edda Sorrel",
            "said on",
            ("that the crews “will sail when they are paid, not a day sooner”",),
            kind="mixed",
            speaker="a1",
            said_on=r.SaidOn("2031-03-04", at("on Tuesday").start, at("on Tuesday").end),
        ),
        said(
            3,
            "her spokesman Joss Penney",
            "Penney said",
            (f"Sorrel told dockers' leader Tam Ulrich {third}",),
            speaker="a3",
        ),
        said(4, "Sorrel told", "told", (third,), speaker="a1", within="s3", relayed_by=("a3",), addressee=("a2",)),
        said(
            5,
            "the company",
            "had vowed",
            ("to cut 310 jobs",),
            speaker="a4",
            within="s4",
            act="vow",
            relayed_by=("a1", "a3"),
        ),
        said(
            6,
            "the coast office",
            "according to",
            ("At least 4,200 people are cut off on the outer islands",),
            speaker="a5",
            act="report",
        ),
        said(7, "The company", "declined to comment", (), speaker="a4", mode="decline", act="decline"),
        said(
            8,
            "Ulrich opposes",
            "opposes",
            ("any deal without back pay of 2.4 million crowns",),
            speaker="a2",
            act="oppose",
        ),
        said(
            9, "山田太郎", "said “船", ("“船は来ない”",), speaker="a6", kind="direct", reiterates=True, confidence=0.4
        ),
    )


def record(url: str | None = URL) -> r.Record:
    """Return the invented record."""

    def figure(number: int, words: str, low: float | None, high: float | None, **more: object) -> r.Figure:
        span = at(words)
        fields: dict[str, object] = {"approx": False, "what": None, **more}
        return r.Figure(f"f{number}", key(span), 0.9, span.start, span.end, low, high, **fields)  # type: ignore[arg-type]

    met = at("met for two and a half hours")
    return r.Record(
        record_version=r.RECORD_VERSION,
        made_by=r.MadeBy("0.1.0"),
        article=_article(url),
        actors=_actors(),
        statements=_statements(),
        figures=(
            figure(1, "At least 4,200 people", 4200, None, measure="cut off", what="people on the outer islands",
                   unit="people", source="a5", chain=("a5",), as_of=r.AsOf("2031-03-03"), statement="s6"),
            figure(2, "about 12%", 12, 12, approx=True, measure="percent", what="children", unit="percent",
                   part_of="f1"),
            figure(3, "310 jobs", 310, 310, measure="count", what="jobs to be cut", unit="jobs", source="a4",
                   chain=("a4", "a1")),
            figure(4, "2.4 million crowns", 2_400_000, 2_400_000, measure="money", what="back pay", currency="MRC"),
            figure(5, "third meeting", 3, 3, measure="rank", what="meetings this year", unit="ordinal"),
        ),
        encounters=(
            r.Encounter("e1", key(met), 0.9, met.start, met.end, (met,), "meeting", ("a1", "a2"), place="Port Marle",
                        date=r.EncounterDate("2031-03-03"), duration="PT2H30M", ordinal=3),
        ),
        positions=(
            r.Position("p1", key(at("opposes")), 0.9, "a2", "a deal without back pay", (at("deal"),), "oppose",
                       at("Ulrich opposes any deal without back pay"), "s8", "reiterated"),
        ),
        dates=(r.Timex(at("on Tuesday").start + 3, at("on Tuesday").end, "DATE", "2031-03-04"),
               r.Timex(at("Monday").start, at("Monday").end, "DATE", "2031-03-03")),
        notes=(r.Note("info", "invented", "everything here is invented"),),
    )  # fmt: skip


def page_reading(of: r.Record) -> PageReading:
    """Return a page reading whose source is the text one line further down, four columns in."""
    text = of.article.text
    source = "<html>\n" + "".join("    " + line + "\n" for line in text.split("\n"))
    offsets, place = [], len("<html>\n")
    for line in text.split("\n"):
        offsets += [*range(place + 4, place + 4 + len(line)), -1]
        place += 4 + len(line) + 1
    left_out = (LeftOut("Read more: ten ferries we loved", "a link to another story", "/html/body/aside"),)
    return PageReading(of.article, SourceMap(source, np.array(offsets[: len(text)], dtype=np.int64)), left_out, ())
