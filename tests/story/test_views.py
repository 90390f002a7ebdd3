"""The views of an invented story of seven articles: timeline, positions, and both as of a day."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest

from dam import STORY, keep_story
from onrecord.store.store import Store
from onrecord.store.tallies import FigureAsked, figures_told
from onrecord.story.background.latest import TOLL
from onrecord.story.positions.positions import Cell
from onrecord.story.story import Story, counted
from onrecord.story.tally import tally_of
from onrecord.story.timeline.entries import Entry


def entry(story: Story, words: str) -> Entry:
    return next(e for e in story.timeline().entries if words in e.words)


def cell(story: Story, holder: str) -> Cell:
    return next(c for c in story.positions().cells if c.holder.name == holder)


def test_both_databases_tell_the_same_story(store: Store, tmp_path: Path) -> None:
    told = []
    with Store.create(tmp_path / "other.db") as other:
        for one in (store, other):
            keep_story(one)
            with one.reading() as connection:
                story = Story.fetch(connection, STORY)
            told.append((story.timeline(), story.positions()))
    assert told[0] == told[1]


def test_one_utterance_is_one_entry_on_the_day_it_was_said(story: Story) -> None:
    said = entry(story, "as long as I hold this office")
    assert (said.day, said.when, said.published) == ("2031-03-02", "told", "2031-03-02")
    assert len(said.evidence) == 4


def test_a_copy_is_no_second_witness(story: Story) -> None:
    sources = entry(story, "as long as I hold this office").sources
    assert (sources.articles, sources.voices) == (4, 2)
    assert sources.outlets == ("Lindrava Ledger", "Valley Herald", "River Courier")


def test_a_copys_words_without_a_date_are_told_once(story: Story) -> None:
    assert [
        e.sources.articles for e in story.timeline().entries if e.words == "of a dry Sarvia within three summers"
    ] == [3]


def test_one_meeting_told_by_two_articles_is_one_entry(story: Story) -> None:
    met = story.timeline().of_kind("encounter")
    assert [(e.day, e.sources.voices) for e in met] == [("2031-03-03", 2)]


def test_who_passes_on_is_no_entry_of_its_own(story: Story) -> None:
    said = entry(story, "still opposes the raising")
    assert [who.name for who in said.who] == ["Ilva Ren"]
    assert [who.name for who in said.through] == ["Lena Dace"]
    assert [who.name for who in said.to] == ["Tomas Vael"]
    assert all(e.who[:1] != said.through for e in story.timeline().entries)


def test_what_is_said_again_names_when_it_was_said(story: Story) -> None:
    assert entry(story, "still opposes the raising").reiterates == entry(story, "as long as I hold this office").id


def test_rival_figures_of_one_day_stay_two_entries(story: Story) -> None:
    assert [e.words for e in story.timeline().of_kind("figure") if e.day == "2031-03-04"] == [
        "At least 19 people",
        "15 people",
    ]


def test_the_rail_has_what_several_tell_and_what_changed(story: Story) -> None:
    rail = story.timeline().key_events
    assert "position reversed" in next(e for e in rail if "will back" in e.words).reasons
    assert any(e.kind == "encounter" and "several voices" in e.reasons for e in rail)


def test_newest_first_is_the_other_way_round(story: Story) -> None:
    assert story.timeline(newest_first=True).entries == tuple(reversed(story.timeline().entries))


def test_new_is_what_no_article_told_before(story: Story) -> None:
    seen = story.timeline(since="2031-03-05")
    assert [e.words for e in seen.entries if e.is_new] == ['"Sarvia will back raising the Orrin dam"']
    assert seen.new == 1


def test_events_are_those_of_plover(story: Story) -> None:
    assert [e.event for e in story.timeline().events()] == ["REQUEST", "AGREE"]


def test_an_issue_is_one_across_wordings(story: Story) -> None:
    issues = story.positions().issues
    assert [len(issue.wordings) for issue in issues] == [4]
    assert issues[0].holders == 2


def test_history_is_dated_and_says_what_changed(story: Story) -> None:
    history = cell(story, "Ilva Ren").history
    assert [(s.day, s.stance, s.change) for s in history] == [
        ("2031-03-02", "oppose", "new"),
        ("2031-03-03", "oppose", "reiterated"),
        ("2031-03-06", "support", "reversed"),
    ]
    assert history[0].sources.voices == 1
    assert cell(story, "Ilva Ren").changed_on == "2031-03-06"


def test_a_cell_shows_the_latest_stand(story: Story) -> None:
    matrix = story.positions()
    ren = cell(story, "Ilva Ren")
    assert ren.latest.stance == "support"
    assert matrix.cell(ren.holder.actor, ren.issue) == ren
    assert matrix.cell(ren.holder.actor, -1) is None


def test_as_of_a_day_nothing_later_is_known(story: Story) -> None:
    then = story.as_of("2031-03-03")
    assert cell(then, "Ilva Ren").latest.stance == "oppose"
    assert {e.published for e in then.timeline().entries} <= {"2031-03-01", "2031-03-02", "2031-03-03"}


def test_as_of_the_last_day_is_now(story: Story) -> None:
    then = story.as_of("2031-03-06")
    assert (then.timeline(), then.positions()) == (story.timeline(), story.positions())


def test_fetching_as_of_a_day_is_the_same(sqlite_store: Store, story: Story) -> None:
    with sqlite_store.reading() as connection:
        fetched = Story.fetch(connection, STORY, "2031-03-03")
    assert fetched.timeline() == story.as_of("2031-03-03").timeline()


def test_before_the_first_day_there_is_nothing(story: Story) -> None:
    then = story.as_of("2031-02-01")
    assert then.timeline().entries == ()
    assert then.positions().cells == ()


def test_every_quote_is_its_slice(story: Story) -> None:
    evidence = [e for one in story.timeline().entries for e in one.evidence]
    evidence += [e for c in story.positions().cells for s in c.history for e in s.evidence]
    assert evidence
    for shown in evidence:
        text = story.told.texts[shown.article]
        assert shown.words == " … ".join(span.of(text) for span in shown.spans)


def test_tallies_are_those_of_the_store(sqlite_store: Store, story: Story) -> None:
    asked = FigureAsked(TOLL, story=STORY)
    with sqlite_store.reading() as connection:
        told = figures_told(connection, asked)
    assert counted(story.told) == told
    assert story.tallies() == tally_of(told)
    assert {name for series in story.tallies("killed").series for name in series.names} >= {"health ministry"}


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_changes_nothing(story: Story, seed: int) -> None:
    draw = random.Random(seed)
    rows = {name: getattr(story.told, name) for name in story.told.__struct_fields__ if name != "texts"}
    other = Story(msgspec.structs.replace(story.told, **{n: tuple(draw.sample(r, len(r))) for n, r in rows.items()}))
    assert other.timeline() == story.timeline()
    assert other.positions() == story.positions()
    assert other.background() == story.background()
    assert other.checks() == story.checks()
