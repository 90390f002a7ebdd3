"""Articles find their stories as they come, ids last, and titles and summaries are quotes."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.stories.shelf import MemoryShelf

from made import add, made, unmarked
from onrecord.errors import ModelError
from onrecord.store import stories as rows
from onrecord.store.store import Store
from onrecord.story.clusters import likeness
from onrecord.story.clusters.cluster import judges, place
from onrecord.story.clusters.filed import vocabulary
from onrecord.story.clusters.heading import summary, telling
from onrecord.story.clusters.membership import arrive, leave
from onrecord.story.clusters.signature import counted, weighed
from onrecord.story.clusters.weights import parse
from onrecord.story.clusters.words import name_flags, rarity, stem, words_of

# Two fires in two towns, told three times each, and a strike that has nothing to do with them.
BRENHAM = (
    """
    Fire guts Brenham timber yard

    A fire destroyed the Oakes timber yard in Brenham on Sunday night, and forty people left their homes. Fire
    chief Lena Marsh said the blaze began in a drying kiln.
    """,
    """
    Brenham families back home after yard blaze

    Families who fled the Oakes timber yard fire in Brenham returned on Monday. Lena Marsh, the fire chief,
    said a drying kiln had overheated.
    """,
    """
    Kiln blamed for Brenham blaze

    Investigators said a kiln at the Oakes timber yard caused the fire that emptied forty homes in Brenham,
    and Lena Marsh praised her crews.
    """,
)
TALVIK = (
    """
    Fire at Talvik furniture store

    A fire tore through the Norrby furniture store in Talvik early on Thursday. Deputy chief Jonas Reuter said
    the roof had come down and nobody was hurt.
    """,
    """
    Talvik store fire may be arson

    Police in Talvik said the fire at the Norrby furniture store may have been set. Jonas Reuter of the fire
    service said two doors had been forced.
    """,
    """
    Man held over Norrby store fire

    A man aged 31 was held over the fire at the Norrby furniture store in Talvik, police said. Jonas Reuter
    said the ruin was still smoking.
    """,
)
STRIKE = (
    """
    Ferry crews walk out

    Ferry crews on the Sund line stopped work over pay, and the union leader Petra Volk said they would stay
    out.
    """,
)
BRENHAM, TALVIK, STRIKE = (tuple(unmarked(text)[0] for text in texts) for texts in (BRENHAM, TALVIK, STRIKE))
ALL = [*((text, "brenham") for text in BRENHAM), *((text, "talvik") for text in TALVIK), (STRIKE[0], "strike")]


def stored(store: Store, text: str, number: int, published: str | None = None) -> int:
    receipt = add(store, made(text, published=published), f"https://news.example/{number}")
    assert receipt.article is not None
    with store.writing() as connection:
        arrive(connection, receipt.article)
    return receipt.article


def stories(store: Store, articles: list[int]) -> list[int]:
    with store.reading() as connection:
        found = rows.stories_of(connection, articles)
    return [found[article] for article in articles]


def test_reports_of_one_event_are_one_story_and_a_like_event_is_another(store: Store):
    articles = [stored(store, text, number) for number, (text, _) in enumerate(ALL)]
    groups: dict[int, set[str]] = {}
    for story, (_, event) in zip(stories(store, articles), ALL, strict=True):
        groups.setdefault(story, set()).add(event)
    assert sorted(groups.values(), key=sorted) == [{"brenham"}, {"strike"}, {"talvik"}]


def test_the_order_of_arrival_does_not_change_the_stories():
    outcomes = set()
    for order in list(permutations(range(len(ALL))))[:: 5040 // 40]:
        shelf = MemoryShelf(judges())
        for number in order:
            shelf.add(number, counted(ALL[number][0].split("\n\n"), None))
        outcomes.add(frozenset(frozenset(members) for members in shelf.members.values() if members))
    assert len(outcomes) == 1


def test_a_store_and_a_shelf_in_memory_give_the_same_stories(store: Store):
    shelf = MemoryShelf(judges())
    articles = []
    for number, (text, _) in enumerate(ALL):
        articles.append(stored(store, text, number))
        shelf.add(number, counted(text.split("\n\n"), None))
    assert stories(store, articles) == [shelf.story[number] for number in range(len(ALL))]


def test_a_year_between_two_like_reports_makes_them_two_stories(store: Store):
    first = stored(store, BRENHAM[0], 0, "2031-03-04")
    later = stored(store, BRENHAM[1], 1, "2032-03-04")
    next_day = stored(store, BRENHAM[2], 2, "2031-03-05")
    was, then, soon = stories(store, [first, later, next_day])
    assert was == soon != then


def test_a_story_has_the_days_counts_and_a_headline_of_its_articles(store: Store):
    articles = [stored(store, text, n, f"2031-03-0{n + 4}") for n, text in enumerate(BRENHAM)]
    story = stories(store, articles)[0]
    with store.reading() as connection:
        row = rows.story_rows(connection, [story])[story]
    assert (row.first_on, row.last_on, row.articles, row.voices) == ("2031-03-04", "2031-03-06", 3, 3)
    assert row.title == BRENHAM[articles.index(row.title_article)].split("\n\n")[0]


def test_a_bridge_makes_one_story_of_two_and_the_lost_id_leads_on(store: Store, monkeypatch: pytest.MonkeyPatch):
    # Nothing is like enough at first …
    monkeypatch.setattr("onrecord.story.clusters.cluster.TOGETHER", 99.0)
    two = [stored(store, text, number) for number, text in enumerate(BRENHAM[:2])]
    first, second = stories(store, two)
    assert first != second
    monkeypatch.undo()
    # … then the third report shows that all three are one.
    third = stored(store, BRENHAM[2], 2)
    assert stories(store, [*two, third]) == [first] * 3
    with store.reading() as connection:
        assert rows.forward(connection, second) == first
        assert rows.forward(connection, first) == first
        [change] = rows.changes(connection, second)
    assert (change.change, change.story, change.other, change.because) == ("merged", first, second, third)


def test_a_story_that_proves_to_be_two_comes_apart_and_says_so(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("onrecord.story.clusters.cluster.TOGETHER", -99.0)
    mixed = [stored(store, text, number) for number, text in enumerate((*BRENHAM[:2], TALVIK[0]))]
    [story] = set(stories(store, mixed))
    monkeypatch.undo()
    last = stored(store, TALVIK[1], 9)
    assert stories(store, mixed)[:2] == [story, story]
    assert stories(store, [mixed[2]]) == stories(store, [last]) != [story]
    with store.reading() as connection:
        [change] = rows.changes(connection, story)
    assert (change.change, change.story, change.because) == ("split", story, last)
    assert [change.other] == stories(store, [last])


def test_arriving_again_changes_nothing(store: Store):
    articles = [stored(store, text, number) for number, (text, _) in enumerate(ALL)]
    before = stories(store, articles)
    with store.writing() as connection:
        counts = rows.word_counts(connection, ["*", "timb", "brenham"])
        arrive(connection, articles[1])
        assert rows.word_counts(connection, ["*", "timb", "brenham"]) == counts
    assert stories(store, articles) == before


def test_a_story_that_loses_its_last_article_is_closed_and_its_id_is_not_given_again(store: Store):
    article = stored(store, STRIKE[0], 0)
    [story] = stories(store, [article])
    with store.writing() as connection:
        leave(connection, article)
        row = rows.story_rows(connection, [story])[story]
        assert (row.articles, row.closed, row.title) == (0, True, None)
        assert not +rows.word_counts(connection, ["*", "ferry", "volk"])
        arrive(connection, article)
        assert rows.stories_of(connection, [article])[article] != story


def test_a_summary_quotes_its_articles_to_the_character(store: Store):
    articles = [stored(store, text, number) for number, text in enumerate(BRENHAM)]
    with store.reading() as connection:
        reports = rows.reports(connection, articles)
    chosen = summary(list(reports.values()), {articles[1]: articles[0]})
    assert 1 <= len(chosen) <= 3
    for quoted in chosen:
        assert quoted.words == quoted.span.of(reports[quoted.article].text)
        assert quoted.voice == (articles[0] if quoted.article == articles[1] else quoted.article)
    assert len({quoted.words for quoted in chosen}) == len(chosen)


def test_a_short_heading_is_not_quoted_as_a_sentence(store: Store):
    article = stored(store, "Ferry\n\nCrews out.\n\nThe crews of four ferries stayed on land all day.", 0)
    with store.reading() as connection:
        report = rows.reports(connection, [article])[article]
    assert [span.of(report.text) for span in telling(report)] == ["The crews of four ferries stayed on land all day."]


def test_names_are_told_by_capitals_that_did_not_have_to_stand():
    blocks = [
        list(words_of("Marsh Praises Crews In Brenham")),
        list(words_of("Crews came late. Then Marsh went away from Brenham.")),
    ]
    flags = name_flags(blocks)
    named = [
        w.small for block, marks in zip(blocks, flags, strict=True) for w, f in zip(block, marks, strict=True) if f
    ]
    assert Counter(named) == Counter({"marsh": 2, "brenham": 2})


@pytest.mark.parametrize(
    ("one", "other"),
    [("fires", "fire"), ("families", "family"), ("stopped", "stop"), ("2,000", "2000"), ("blaze", "blazes")],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str):
    assert stem(one) == stem(other)


def test_a_name_that_every_article_of_a_store_has_weighs_little_there():
    assert rarity("brenham", 0, 0) > 7
    assert rarity("brenham", 9_000, 10_000) < 1


def test_names_that_half_of_all_articles_have_bind_no_two_articles():
    common = {"vark": 0.7, "dorn": 0.8}
    texts = ("Vark met Dorn over bread.", "Vark met Dorn over ships.")
    signatures = []
    for text in texts:
        counts = counted([text], None)
        weights = {word: common.get(word, 5.0) for word in (*counts.words, *counts.names, *counts.lead)}
        signatures.append(likeness.measured(weighed(counts, weights)))
    features = dict(zip(likeness.FEATURES, likeness.features(*signatures), strict=True))
    assert features["names"] < 0.05
    assert features["lead names in other, more"] < 0.4


def flat(blocks: list[str], day: str | None) -> likeness.Measured:
    counts = counted(blocks, day)
    return likeness.measured(weighed(counts, dict.fromkeys(vocabulary(counts), 5.0)))


@given(st.lists(st.text(alphabet="ABCabc ,.“”'1230é\n", max_size=60), max_size=4), st.none() | st.just("2031-03-04"))
def test_any_text_has_a_signature_and_is_as_like_another_as_that_to_it(blocks: list[str], day: str | None):
    signature, other = flat(blocks, day), flat(["A fire in Brenham on May 4, 2031."], None)
    assert likeness.features(signature, other) == likeness.features(other, signature)
    assert all(0 <= value <= 1.0001 for value in likeness.features(signature, signature)[:6])


def test_an_empty_store_takes_an_article_of_no_words():
    shelf = MemoryShelf(judges())
    placing = place(weighed(counted([], None), {}), shelf, judges())
    assert placing.story < 0
    assert placing.changes == ()


@pytest.mark.parametrize(
    "text", ["", "bias\t1\n", "bias\tx\nmean\t0\t1\t1\n", "bias\t1\nmean\t0\t1\t1\nmore\t0\t1\t1\n"]
)
def test_a_damaged_table_is_refused_by_its_name(text: str):
    with pytest.raises(ModelError, match=r"newness\.tsv"):
        parse(text, "newness.tsv", ("mean",))
