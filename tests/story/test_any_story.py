"""What holds for every story, whatever was read: quotes are slices, nothing comes from the future."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from hypothesis import given, settings
from told_strategies import DAYS, stories

from onrecord.story.asof import as_of
from onrecord.story.story import Story
from onrecord.story.told import JOIN, Evidence, Told

# A story takes long to make up; a hundred of each would take a minute and more.
FEW = settings(max_examples=12)


def shown(story: Story) -> Iterator[Evidence]:
    for entry in story.timeline().entries:
        yield from entry.evidence
    for cell in story.positions().cells:
        for stand in cell.history:
            yield from stand.evidence
    for clause in story.background().clauses:
        yield from clause.evidence
    for finding in story.checks():
        for side in finding.sides:
            yield from side.evidence


@FEW
@given(stories())
def test_every_quote_is_its_slice(told: Told) -> None:
    for one in shown(Story(told)):
        assert one.words == JOIN.join(span.of(told.texts[one.article]) for span in one.spans)


@FEW
@given(stories(), DAYS)
def test_nothing_comes_from_the_future(told: Told, day: str) -> None:
    story = Story(told, day)
    assert all(one.known_on <= day for one in shown(story))
    assert all(entry.published <= day for entry in story.timeline().entries)
    assert all(entry.day <= day or entry.kind == "encounter" for entry in story.timeline().entries)


@FEW
@given(stories())
def test_the_last_day_is_now(told: Told) -> None:
    now, last = Story(told), Story(told, "2031-03-31")
    assert last.timeline() == now.timeline()
    assert last.positions() == now.positions()
    assert last.background() == now.background()
    assert last.checks() == now.checks()


@FEW
@given(stories(), DAYS)
def test_a_day_later_shows_all_that_the_day_before_showed(told: Told, day: str) -> None:
    before = {(e.item, e.words) for entry in Story(told, day).timeline().entries for e in entry.evidence}
    after = {(e.item, e.words) for entry in Story(told).timeline().entries for e in entry.evidence}
    later = {row.id for kind in (told.statements, told.figures, told.encounters) for row in kind}
    assert {item for item, _ in before} <= later
    # What a later article lets us see as a mere passing on is no entry any more, and a figure no more than an entry's.
    assert {item for item, _ in before - after} <= {row.id for row in told.statements}


@FEW
@given(stories(), DAYS, DAYS)
def test_as_of_as_of_is_the_earlier_day(told: Told, one: str, other: str) -> None:
    twice, once = as_of(as_of(told, one), other), as_of(told, min(one, other))
    assert msgspec.structs.astuple(twice) == msgspec.structs.astuple(once)


@FEW
@given(stories())
def test_every_item_is_told_once(told: Told) -> None:
    items = [(entry.kind, e.item) for entry in Story(told).timeline().entries for e in entry.evidence]
    assert len(items) == len(set(items))


@FEW
@given(stories())
def test_a_cell_ends_with_its_latest_stand(told: Told) -> None:
    for cell in Story(told).positions().cells:
        assert cell.history[-1] == cell.latest
        assert [stand.day for stand in cell.history] == sorted(stand.day for stand in cell.history)
        assert cell.sources.voices <= cell.sources.articles
