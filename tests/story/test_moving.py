"""Which articles tell one story and which statements are one utterance, as a user says: kept, and taken back."""

from __future__ import annotations

import pytest

import dam
from onrecord.errors import UsageError
from onrecord.ingest.adding import add
from onrecord.record import MadeBy
from onrecord.store.ask import statements
from onrecord.store.changes import changes_since, latest_change
from onrecord.store.checking import check
from onrecord.store.store import Store
from onrecord.store.stories import forward
from onrecord.store.story_hands import are_apart
from onrecord.story import asking, correcting, moving

URL = "https://news.example/{}"


@pytest.fixture
def told(store: Store) -> Store:
    """Seven articles that tell one story, 1; ids 1 to 7."""
    several = (dam.breach(), dam.opposed(), dam.copied("A", "One"), dam.copied("B", "Two"), dam.met(), dam.counted())
    for number, one in enumerate((*several, dam.turned()), 1):
        add(store, one, url=URL.format(number))
    assert places(store) == [1] * 7
    return store


def places(store: Store) -> list[int | None]:
    return [moving.story_of(store, article) for article in range(1, 8)]


def held(store: Store) -> dict[int, int]:
    return {row.id: row.articles for row in asking.stories(store, asking.StoriesAsked())}


def utterances(store: Store) -> dict[int, int | None]:
    with store.reading() as connection:
        return {row.id: row.utterance for row in statements(connection)}


def whole(store: Store) -> bool:
    return check(store).faults == ()


def test_articles_begin_a_story_of_their_own_and_go_back(told):
    made = moving.move(told, [1, 6], None, why="another dam", by="ada")
    new = moving.story_of(told, 1)
    assert places(told) == [new, 1, 1, 1, 1, new, 1]
    assert held(told) == {1: 5, new: 2}
    correcting.undo(told, made)
    assert places(told) == [1] * 7
    assert held(told) == {1: 7}
    again = correcting.undo(told, made + 1)
    assert places(told) == [new, 1, 1, 1, 1, new, 1]
    assert again == made + 2
    assert whole(told)


def test_an_article_goes_to_another_story_and_what_comes_later_leaves_it_there(told):
    moving.move(told, [1, 6], None)
    new = moving.story_of(told, 1)
    moving.move(told, [5], new)
    assert places(told) == [new, 1, 1, 1, new, new, 1]
    for number, one in enumerate(
        (dam.copied("C", "Three"), dam.opposed(outlet="D"), dam.counted(made_by=MadeBy("2"))), 20
    ):
        add(told, one, url=URL.format(number))
    assert places(told) == [new, 1, 1, 1, new, new, 1]
    with told.reading() as connection:
        assert are_apart(connection, new, 1)
    assert whole(told)


def test_what_was_moved_stays_when_its_article_is_read_again(told):
    moving.move(told, [1], None)
    new = moving.story_of(told, 1)
    add(told, dam.breach(made_by=MadeBy("2")), url=URL.format(1))
    assert moving.story_of(told, 1) == new
    assert held(told) == {1: 6, new: 1}
    correcting.undo(told, 1)
    assert whole(told)


def test_two_stories_become_one_and_two_again(told):
    moving.move(told, [1, 6], None)
    new = moving.story_of(told, 1)
    made = moving.merge_stories(told, 1, new)
    assert places(told) == [1] * 7
    with told.reading() as connection:
        assert forward(connection, new) == 1
    assert held(told) == {1: 7}
    with pytest.raises(UsageError, match="one already"):
        moving.merge_stories(told, 1, new)
    correcting.undo(told, made)
    assert places(told) == [new, 1, 1, 1, 1, new, 1]
    with told.reading() as connection:
        assert forward(connection, new) == new
    assert whole(told)


def test_moves_are_undone_in_any_order(told):
    first = moving.move(told, [1, 6], None)
    new = moving.story_of(told, 1)
    second = moving.move(told, [5, 6], None)
    other = moving.story_of(told, 5)
    assert places(told) == [new, 1, 1, 1, other, other, 1]
    correcting.undo(told, first)
    assert places(told) == [1, 1, 1, 1, other, other, 1]
    correcting.undo(told, second)
    assert places(told) == [1] * 7
    assert held(told) == {1: 7}


def test_moves_are_told_and_brought_into_another_store(told, tmp_path):
    with told.reading() as connection:
        before = latest_change(connection)
    moving.move(told, [1, 6], None)
    with told.reading() as connection:
        assert {(c.kind, c.story) for c in changes_since(connection, before)} >= {("corrected", 1), ("corrected", 2)}
    lines = correcting.exported(told)
    file = tmp_path / "log.jsonl"
    file.write_text("\n".join(lines))
    with Store.create(tmp_path / "other.db") as other:
        add(other, dam.opposed(), url=URL.format(2))
        assert correcting.import_from(other, file) == 1
        add(other, dam.breach(), url=URL.format(1))  # comes after the correction was brought in
        add(other, dam.counted(), url=URL.format(6))
        stories = [moving.story_of(other, article) for article in (1, 2, 3)]
        assert stories[1] == stories[2] != stories[0]  # ids there: 2 and 3 are what 1 and 6 are here
        assert correcting.import_from(other, file) == 0
        assert whole(other)


@pytest.mark.parametrize(
    ("articles", "story", "says"),
    [([1], 1, "in story 1 already"), ([99], 1, "no article 99"), ([1], 77, "no story 77"), ([], None, "none is given"),
     ([1, 2, 3, 4, 5, 6, 7], None, "story of their own")],
)  # fmt: skip
def test_moves_that_move_nothing_are_refused(told, articles, story, says):
    with pytest.raises(UsageError, match=says):
        moving.move(told, articles, story)
    assert not correcting.corrections(told)


def test_a_statement_is_set_apart_and_put_with_another(told):
    before = utterances(told)
    assert before[300000] == before[200000]
    apart = moving.set_apart(told, 300000, why="another day", by="ada")
    assert utterances(told)[300000] == 300000
    add(told, dam.copied("C", "Three"), url=URL.format(20))
    assert utterances(told)[800000] == utterances(told)[200000]  # the copy that came later did not join it
    add(
        told,
        dam.opposed(outlet="A", made_by=MadeBy("2"), text=dam.OPPOSED.replace("Sarvia against a higher dam", "One")),
        url=URL.format(3),
    )
    assert utterances(told)[300000] == 300000
    together = moving.put_together(told, 300000, 100000)
    now = utterances(told)
    assert now[300000] == now[100000] == now[600000]
    with pytest.raises(UsageError, match="one utterance already"):
        moving.put_together(told, 300000, 600000)
    correcting.undo(told, together)
    assert utterances(told)[300000] == 300000
    correcting.undo(told, apart)
    assert utterances(told)[300000] == utterances(told)[200000]
    assert whole(told)


def test_what_was_put_together_stays_when_either_is_read_again(told):
    moving.put_together(told, 300000, 100000)
    for number, one in ((1, dam.breach(made_by=MadeBy("2"))), (6, dam.counted(made_by=MadeBy("2")))):
        add(told, one, url=URL.format(number))
    now = utterances(told)
    assert now[300000] == now[100000]
    assert whole(told)


def test_a_statement_that_stands_alone_cannot_be_set_apart(told):
    with pytest.raises(UsageError, match="stands alone already"):
        moving.set_apart(told, 600002)
    with pytest.raises(UsageError, match="no statement 600077"):
        moving.set_apart(told, 600077)


def test_a_story_that_a_user_began_is_joined_with_no_other_and_read_again_stays(told):
    moving.move(told, [1, 6], None)
    new = moving.story_of(told, 1)
    moving.move(told, [5], new)
    moving.move(told, [6], None)
    other = moving.story_of(told, 6)
    for number, one in ((1, dam.breach(made_by=MadeBy("2"))), (5, dam.met(made_by=MadeBy("2")))):
        add(told, one, url=URL.format(number))
    for number in (30, 31):
        add(told, dam.copied(f"Outlet {number}", "Again"), url=f"https://{number}.example/a")
    assert places(told) == [new, 1, 1, 1, new, other, 1]
    with told.reading() as connection:
        assert [forward(connection, story) for story in (new, other)] == [new, other]
    assert whole(told)
