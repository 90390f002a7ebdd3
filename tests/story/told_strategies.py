"""Any rows of a story: what the views must stand, whatever was read."""

from __future__ import annotations

from hypothesis import strategies as st

from onrecord.record import Span
from onrecord.store.rows import ActorName, ArticleRow, DateRow, EncounterRow, FigureRow, PositionRow, StatementRow
from onrecord.story.told import JOIN, Told

WORDS = "the Orrin dam must not rise, Ren said; 12 people were killed in Sarvia. Talks on closing the border had begun."
DAYS = st.sampled_from([f"2031-03-{day:02}" for day in range(1, 9)])
TOLD_DAYS = st.none() | DAYS | st.sampled_from(["2031-03", "2030", "2031-02-28", "2031-W11"])
ACTORS = [
    ActorName(n, name, "person", 100000 + n) for n, name in enumerate(["Ilva Ren", "Tomas Vael", "Ren", "police"])
]
NOBODY = st.none() | st.sampled_from(ACTORS)
SOME = st.lists(st.sampled_from(ACTORS), max_size=3, unique=True).map(tuple)
ISSUES = ["the Orrin dam", "raising the Orrin dam", "closing the border", "the plan", "repeal of the water act", ""]


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, len(WORDS) - 2))
    return Span(start, draw(st.integers(start + 1, len(WORDS))))


@st.composite
def statements(draw: st.DrawFn, ident: int, article: int) -> StatementRow:
    pieces = tuple(sorted(draw(st.lists(spans(), max_size=2))))
    cue = draw(st.none() | spans())
    return StatementRow(
        id=ident, article=article, key="k", words=JOIN.join(s.of(WORDS) for s in pieces), content=pieces, source=None,
        source_span=None, cue=cue and cue.of(WORDS), cue_span=cue, kind="direct", speaker=draw(NOBODY),
        grade=draw(st.sampled_from(["named", "organisation", "none"])), act="say",
        mode=draw(st.sampled_from(["affirm", "deny"])), reiterates=draw(st.booleans()), confidence=0.8,
        within=draw(st.none() | st.integers(ident - 2, ident + 2)), relays=draw(SOME), said_on=draw(TOLD_DAYS),
        event=draw(st.sampled_from([None, "ACCUSE"])), utterance=draw(st.sampled_from([ident, 100000])), voice=None,
    )  # fmt: skip


@st.composite
def figures(draw: st.DrawFn, ident: int, article: int) -> FigureRow:
    span, low = draw(spans()), draw(st.none() | st.integers(1, 20))
    return FigureRow(
        id=ident, article=article, key="k", span=span, words=span.of(WORDS), low=low,
        high=draw(st.none() | st.integers(20, 30)), approx=draw(st.booleans()),
        measure=draw(st.sampled_from(["killed", "money", "age"])), what=draw(st.sampled_from(["people", None])),
        unit=None, currency=None, place=draw(st.sampled_from(["Orrin", None])), period_from=None, period_to=None,
        as_of=draw(TOLD_DAYS), cumulative=draw(st.sampled_from([True, None])), source=draw(NOBODY), chain=draw(SOME),
        statement=None, part_of=None, confidence=0.7,
    )  # fmt: skip


@st.composite
def encounters(draw: st.DrawFn, ident: int, article: int) -> EncounterRow:
    span = draw(spans())
    return EncounterRow(
        id=ident, article=article, key="k", span=span, words=span.of(WORDS),
        type=draw(st.sampled_from(["meeting", "visit"])), participants=draw(SOME), host=None,
        place=draw(st.sampled_from(["Port Sarn", None])), date=draw(st.none() | DAYS), duration=None, ordinal=None,
        status=draw(st.sampled_from(["held", "planned", "cancelled"])), statement=None, confidence=0.6,
    )  # fmt: skip


@st.composite
def positions(draw: st.DrawFn, ident: int, article: int) -> PositionRow:
    span = draw(spans())
    return PositionRow(
        id=ident, article=article, key="k", holder=draw(NOBODY), issue=draw(st.sampled_from(ISSUES)), issue_spans=(),
        stance=draw(st.sampled_from(["support", "oppose", "conditional"])), span=span, words=span.of(WORDS),
        statement=draw(st.none() | st.just(article * 100000)), said_on=draw(TOLD_DAYS),
        change=draw(st.sampled_from(["unknown", "reiterated", "shifted"])),
        confidence=draw(st.sampled_from([0.3, 0.9])),
    )  # fmt: skip


@st.composite
def stories(draw: st.DrawFn) -> Told:
    """Up to five articles in any order of days, with a few items each."""
    days = draw(st.lists(DAYS, max_size=5))
    kinds: dict[str, list[object]] = {"statements": [], "figures": [], "encounters": [], "positions": [], "dates": []}
    makers = {"statements": statements, "figures": figures, "encounters": encounters, "positions": positions}
    for article in range(1, len(days) + 1):
        for kind, make in makers.items():
            for n in range(draw(st.integers(0, 3))):
                kinds[kind].append(draw(make(article * 100000 + n, article)))
        kinds["dates"].append(DateRow(article * 100000, article, draw(spans()), "March", "DATE", draw(DAYS)))
    articles = tuple(
        ArticleRow(n, None, f"Post {n}", None, "Title", day, day, f"{day}T08:00:00Z", draw(st.sampled_from([1, n])), 7)
        for n, day in enumerate(days, 1)
    )
    texts = {article.id: WORDS for article in articles}
    return Told(articles=articles, texts=texts, **{kind: tuple(rows) for kind, rows in kinds.items()})  # type: ignore[arg-type]
