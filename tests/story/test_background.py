"""The background paragraph: quotes and figures, each with its source and date, and nothing made up."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Span
from onrecord.store.rows import FigureRow
from onrecord.story.background.background import background
from onrecord.story.background.history import pastness
from onrecord.story.background.latest import amount, bound, exclude
from onrecord.story.background.paragraph import JOINING, Background, Clause, Part, in_words
from onrecord.story.background.sentences import sentences
from onrecord.story.story import Story
from onrecord.story.told import Evidence, Told


def figure(low: float | None, high: float | None, *, approx: bool = False, **fields: object) -> FigureRow:
    first = {
        "id": 100000, "article": 1, "key": "k", "span": Span(0, 9), "words": "12 people", "low": low, "high": high,
        "approx": approx, "measure": "killed", "what": "people", "unit": None, "currency": None, "place": "Orrin",
        "period_from": None, "period_to": None, "as_of": None, "cumulative": True, "source": None, "chain": (),
        "statement": None, "part_of": None, "confidence": 0.9,
    }  # fmt: skip
    return FigureRow(**{**first, **fields})


def test_it_tells_first_events_figures_and_what_is_disputed(story: Story) -> None:
    assert [clause.kind for clause in story.background().clauses] == ["event", "dispute"]
    assert story.background().text() == (
        "“The Orrin dam broke on 1 March 2031, flooding four villages.” (Harbour Post, 4 March 2031). "
        "At least 19 people killed in Orrin, according to health ministry (Harbour Post, 4 March 2031); "
        "15, according to river police (Harbour Post, 4 March 2031)."
    )


def test_both_sides_of_an_issue_speak_for_themselves(story: Story) -> None:
    dispute = story.as_of("2031-03-02").background().clauses[-1]
    assert dispute.text == (
        "On a higher Orrin dam: Tomas Vael supports it, “the Orrin dam must be raised” (Harbour Post, 1 March 2031); "
        "Ilva Ren opposes it, “we oppose a higher Orrin dam” (Lindrava Ledger, 2 March 2031)."
    )
    assert dispute.voices == 2


@pytest.mark.parametrize("day", ["2031-03-01", "2031-03-03", "2031-03-06"])
def test_no_word_is_the_programs_own(story: Story, day: str) -> None:
    told = story.as_of(day).told
    for clause in story.as_of(day).background().clauses:
        assert clause.evidence
        for part in clause.parts:
            if part.kind == "joining":
                assert set(re.findall(r"[a-z]+", part.text.casefold())) <= JOINING
            if part.kind == "quote":
                assert part.evidence is not None
                assert part.text == part.evidence.spans[0].of(told.texts[part.evidence.article])


@pytest.mark.parametrize("day", ["2031-03-01", "2031-03-03", "2031-03-06"])
def test_every_clause_has_a_source_and_a_date(story: Story, day: str) -> None:
    for clause in story.as_of(day).background().clauses:
        kinds = [part.kind for part in clause.parts]
        assert "source" in kinds
        assert "date" in kinds


def test_sources_are_links(story: Story) -> None:
    assert "[Harbour Post](https://news.example/6)" in story.background().markdown()
    assert '<a href="https://news.example/6">Harbour Post</a>' in story.background().html()


class Links(HTMLParser):
    """Collects tags and their addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value for name, value in attrs if name == "href"]


@given(st.text(min_size=1), st.text(), st.sampled_from(["https", "http", "javascript", "file", "data"]))
def test_nothing_in_an_article_becomes_markup(words: str, rest: str, scheme: str) -> None:
    shown = Evidence(1, 1, (Span(0, len(words)),), words, "2031-03-04", 1, words, f"{scheme}://x.example/{rest}")
    paragraph = Background((made(shown),))
    parser = Links()
    parser.feed(paragraph.html())
    assert parser.tags <= {"p", "q", "a"}
    assert all(str(address).startswith(("https:", "http:")) for address in parser.addresses)
    assert "](javascript" not in paragraph.markdown()


def made(shown: Evidence) -> Clause:
    from onrecord.story.background.paragraph import quote, told_by  # noqa: PLC0415 - seams of the renderer

    return Clause("event", (*quote(shown), *told_by(shown)), shown.known_on, 1, (shown,))


def test_bounds_are_told_as_the_source_told_them() -> None:
    rows = [figure(12, None), figure(None, 12), figure(12, 12), figure(12, 12, approx=True), figure(10, 20)]
    told = [bound(row) + amount(row) for row in rows]
    assert told == ["at least 12", "at most 12", "12", "about 12", "between 10 and 20"]


def test_numbers_are_printed_as_newspapers_print_them() -> None:
    rows = [figure(34568, None), figure(2.5, 2.5), figure(4_000_000, 4_000_000, currency="USD")]
    assert [amount(row) for row in rows] == ["34,568", "2.5", "$4,000,000"]


def test_figures_exclude_each_other_only_beyond_their_bounds() -> None:
    assert exclude(figure(12, 12), figure(15, 15))
    assert exclude(figure(19, None), figure(15, 15))
    assert not exclude(figure(12, None), figure(15, 15))
    assert not exclude(figure(100, 100, approx=True), figure(105, 105))


def test_days_are_written_out() -> None:
    assert [in_words(day) for day in ("2031-03-04", "2031-03", "2031")] == ["4 March 2031", "March 2031", "2031"]


def test_sentences_end_where_they_end() -> None:
    text = "Dam breaks\n\nMr. Vael of the U.S. team left. “We go.” She stayed at 4 p.m. on Monday! Why?\n\nA heading"
    assert [span.of(text) for span in sentences(text)] == [
        "Mr. Vael of the U.S. team left.", "“We go.”", "She stayed at 4 p.m. on Monday!", "Why?"
    ]  # fmt: skip


@given(st.text(alphabet=st.sampled_from('aB .!?\n“”"1,'), max_size=200))
def test_sentences_never_overlap(text: str) -> None:
    spans = list(sentences(text))
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_what_happened_before_is_told_from_what_will() -> None:
    before = pastness("The war began in October 2029 when rebels seized the port.", 0.5)
    after = pastness("The council will vote on the plan and is expected to approve it.", 0.5)
    assert before > 0.5 > after


def test_a_story_without_texts_has_no_events(story: Story) -> None:
    bare = msgspec.structs.replace(story.told, texts={})
    assert all(clause.kind != "event" for clause in background(bare, story.positions()).clauses)


def test_no_articles_no_background() -> None:
    nothing = Story(Told())
    assert nothing.background().text() == ""
    assert nothing.background().html() == "<p></p>"
    assert Part("joining", "").evidence is None


def with_nouns(told: Told, nouns: dict[float, str | None]) -> Told:
    rows = [msgspec.structs.replace(r, what=nouns.get(r.low, r.what), unit="people") for r in told.figures]
    return msgspec.structs.replace(told, figures=tuple(rows))


@pytest.mark.parametrize(
    ("nouns", "told"),
    [
        ({19: None, 12: "residents", 15: "residents"}, "At least 19 residents killed in Orrin"),
        ({19: None, 12: None, 15: None}, "At least 19 people killed in Orrin"),
    ],
)
def test_a_bare_latest_figure_is_told_with_its_series_noun(
    story: Story, nouns: dict[float, str | None], told: str
) -> None:
    rows = with_nouns(story.told, nouns)
    assert told in background(rows, story.positions()).text()
