"""What became different: a row for each story that looks different, in order, for whoever asks, from any process."""

from __future__ import annotations

import pytest

from dam import breach, copied, counted, opposed
from made import add, made, read_again
from onrecord.record import Record
from onrecord.store.changes import (
    EVERY_STORY,
    Change,
    changes_since,
    latest_change,
    note,
    revision_of_story,
)
from onrecord.store.store import Store
from onrecord.store.stories import stories_of
from onrecord.story.arrivals import arrive
from onrecord.story.departures import forget


def arrived(store: Store, record: Record, url: str) -> int:
    receipt = add(store, record, url)
    assert receipt.article is not None
    with store.writing() as connection:
        arrive(connection, receipt.article)
    return receipt.article


def since(store: Store, cursor: int, story: int | None = None) -> list[Change]:
    with store.reading() as connection:
        return changes_since(connection, cursor, story)


def now(store: Store) -> int:
    with store.reading() as connection:
        return latest_change(connection)


def story_of(store: Store, article: int) -> int:
    with store.reading() as connection:
        return stories_of(connection, [article])[article]


def revision(store: Store, story: int) -> int:
    with store.reading() as connection:
        return revision_of_story(connection, story)


def test_an_arrival_is_told_once_for_its_story(store: Store) -> None:
    article = arrived(store, breach(), "https://post.example/1")
    told = since(store, 0)
    assert [(change.kind, change.article, change.story) for change in told] == [
        ("arrived", article, story_of(store, article))
    ]
    assert now(store) == told[-1].id


def test_nothing_is_told_after_the_last_cursor(store: Store) -> None:
    arrived(store, breach(), "https://post.example/1")
    assert since(store, now(store)) == []


def test_another_text_is_a_revision_and_a_newer_model_a_reading(store: Store) -> None:
    url = "https://post.example/1"
    arrived(store, breach(), url)
    cursor = now(store)
    arrived(store, read_again(breach()), url)
    assert {change.kind for change in since(store, cursor)} == {"reread"}
    cursor = now(store)
    arrived(store, counted(), url)
    assert "revised" in {change.kind for change in since(store, cursor)}


def test_what_is_taken_down_is_told_to_its_story(store: Store) -> None:
    article = arrived(store, breach(), "https://post.example/1")
    story = story_of(store, article)
    before = revision(store, story)
    forget(store, article)
    assert [(change.kind, change.article) for change in since(store, before, story)] == [("forgotten", article)]
    assert revision(store, story) > before


def test_a_story_is_another_after_what_touches_it_alone(store: Store) -> None:
    one = story_of(store, arrived(store, breach(), "https://post.example/1"))
    other = story_of(
        store,
        arrived(
            store,
            made(
                "Choir sings in Lisbon\n\n[Nobody]{1:source} [said]{1:cue} [the choir sang well]{1}.",
                published="2031-06-01",
            ),
            "https://song.example/2",
        ),
    )
    assert one != other
    was = revision(store, one)
    with store.writing() as connection:
        note(connection, "corrected", [other], other=1)
    assert revision(store, one) == was
    assert revision(store, other) > was


def test_a_correction_of_actors_touches_every_story(store: Store) -> None:
    article = arrived(store, breach(), "https://post.example/1")
    was = revision(store, story_of(store, article))
    made_by_hand = store.rename(1, "Tomas Vael the Elder")
    assert [(c.kind, c.story, c.other) for c in since(store, was)] == [("corrected", EVERY_STORY, made_by_hand)]
    store.undo(made_by_hand)
    assert since(store, was)[-1].kind == "undone"
    assert revision(store, story_of(store, article)) == now(store)


def test_a_copy_that_turns_out_to_be_the_original_touches_the_story_of_its_copies(store: Store) -> None:
    first = arrived(store, opposed(), "https://ledger.example/1")
    cursor = now(store)
    second = arrived(store, copied("Daily Beacon", "Sarvia says no"), "https://beacon.example/1")
    assert story_of(store, first) in {change.story for change in since(store, cursor)}
    assert second in {change.article for change in since(store, cursor)}


def test_many_stories_are_told_as_every_story(store: Store) -> None:
    with store.writing() as connection:
        note(connection, "actors", range(1, 500))
    assert [change.story for change in since(store, 0)] == [EVERY_STORY]


def test_what_touches_no_story_is_told_to_those_that_follow_all(store: Store) -> None:
    with store.writing() as connection:
        note(connection, "forgotten", [None], article=4)
    assert [(change.article, change.story) for change in since(store, 0)] == [(4, None)]
    assert since(store, 0, story=4) == []


def test_what_was_not_kept_is_not_told(store: Store) -> None:
    with pytest.raises(RuntimeError), store.writing() as connection:  # noqa: PT012 - the transaction has to end
        note(connection, "corrected", [1])
        raise RuntimeError
    assert now(store) == 0
