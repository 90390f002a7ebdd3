"""Copies in a store: whose voice an article is, what is marked, and what stays when an original goes."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import pytest
from sqlalchemy import delete, func, select
from wire import FOLLOW_UP, OTHER, OWN, WIRE

from made import add, made
from onrecord.store import copies as kept
from onrecord.store import schema
from onrecord.store.store import Store
from onrecord.store.voices import Voices
from onrecord.story import copies


class Line(msgspec.Struct, frozen=True):
    """A row that stands in an article."""

    article: int
    voice: int | None


def arrive(store: Store, paragraphs: Iterable[str], **fields: str | None) -> int:
    """Keep an article under a headline and an address of its own, and let it arrive."""
    with store.reading() as connection:
        number = (connection.execute(select(func.count()).select_from(schema.ARTICLES)).scalar() or 0) + 1
    fields.setdefault("outlet", f"Outlet {number}")
    url = fields.pop("url", None) or f"https://outlet-{number}.example/{number}"
    record = made("\n\n".join([f"Headline of {fields['outlet']}", *paragraphs]), **fields)
    article = add(store, record, url).article
    assert article is not None
    with store.writing() as connection:
        copies.arrive(connection, article)
    return article


def voice(store: Store, article: int) -> int:
    with store.reading() as connection:
        return Voices(connection, [article]).of(article)


def shared(store: Store, article: int) -> list[tuple[str, str, int]]:
    """Return an article's passages: the words in both texts, and whose voice they are."""
    with store.reading() as connection:
        rows = kept.passages(connection, [article]).get(article, ())
        texts = kept.texts(connection, [article, *(row.of for row in rows)])
    return [
        (texts[article].text[row.start : row.end], texts[row.of].text[row.of_start : row.of_end], row.voice)
        for row in rows
    ]


def forget(store: Store, article: int) -> None:
    with store.writing() as connection:
        copies.leave(connection, article)
        connection.execute(delete(schema.ARTICLES).where(schema.ARTICLES.c.id == article))


def test_the_same_text_in_three_outlets_is_one_voice(store: Store) -> None:
    first = arrive(store, WIRE, published="2031-03-04")
    second = arrive(store, WIRE[:4], published="2031-03-05")
    third = arrive(store, (WIRE[1], WIRE[0], *WIRE[3:]), published="2031-03-06")
    own = arrive(store, OWN, published="2031-03-04")
    assert [voice(store, article) for article in (first, second, third, own)] == [first, first, first, own]
    with store.reading() as connection:
        rows = [Line(article, voice(store, article)) for article in (first, second, third, own)]
        assert copies.independent(rows) == 2
        heard = copies.heard(connection, rows)
    assert [(h.name, h.articles) for h in heard] == [("Outlet 1", (first, second, third)), ("Outlet 4", (own,))]


def test_a_passage_is_the_voice_of_who_had_it_first_and_the_rest_the_articles_own(sqlite_store: Store) -> None:
    store = sqlite_store
    first = arrive(store, WIRE, published="2031-03-04")
    mixed = arrive(store, (*OWN[:1], *OTHER, WIRE[3], WIRE[4], *OWN[2:]), published="2031-03-05")
    assert voice(store, mixed) == mixed
    ((here, there, said),) = shared(store, mixed)
    assert said == first
    assert here == there == "\n\n".join((WIRE[3], WIRE[4]))
    with store.reading() as connection:
        text = kept.texts(connection, [mixed])[mixed].text
        voices = Voices(connection, [mixed])
        inside, outside = text.index("18 million crowns"), text.index("forty cellos")
        assert voices.of(mixed, inside, inside + 17) == first
        assert voices.of(mixed, outside, outside + 12) == mixed


def test_a_copy_of_a_mixed_article_leads_to_both_voices(sqlite_store: Store) -> None:
    store = sqlite_store
    first = arrive(store, WIRE, published="2031-03-04")
    body = (*OTHER[:3], WIRE[3], WIRE[4], *OTHER[3:], *OWN[2:])
    mixed = arrive(store, body, published="2031-03-05")
    copy = arrive(store, body, published="2031-03-06")
    assert voice(store, copy) == mixed
    assert {said for _, _, said in shared(store, copy)} == {first, mixed}


def test_an_agency_is_the_voice_though_its_copy_came_first(store: Store) -> None:
    copy = arrive(store, WIRE[:5], published="2031-03-04")
    credited = arrive(store, WIRE, published="2031-03-05", agency="Northwire")
    assert voice(store, copy) == voice(store, credited) == credited
    with store.reading() as connection:
        assert {row.agency for row in kept.voices(connection, [copy, credited]).values()} == {"Northwire"}
        assert copies.names_of(connection, [credited]) == {credited: "Northwire"}


def test_a_copy_that_names_the_agency_names_it_for_all(sqlite_store: Store) -> None:
    store = sqlite_store
    first = arrive(store, WIRE, published="2031-03-04")
    arrive(store, WIRE, published="2031-03-12", agency="Northwire")
    with store.reading() as connection:
        assert kept.voices(connection, [first])[first].agency == "Northwire"


def test_two_reports_of_one_agency_are_one_source(sqlite_store: Store) -> None:
    store = sqlite_store
    articles = [arrive(store, body, agency="Northwire") for body in (WIRE, OTHER)]
    rows = [Line(article, voice(store, article)) for article in articles]
    with store.reading() as connection:
        names = copies.names_of(connection, articles)
        (heard,) = copies.heard(connection, rows)
    assert copies.independent(rows) == 2
    assert copies.independent(rows, names) == 1
    assert (heard.kind, heard.name, heard.articles) == ("agency", "Northwire", tuple(articles))


def test_of_one_day_the_cut_is_the_copy_whichever_came_first(sqlite_store: Store) -> None:
    store = sqlite_store
    cut = arrive(store, WIRE[:3])
    whole = arrive(store, WIRE)
    again = arrive(store, WIRE[:4])
    assert [voice(store, article) for article in (cut, whole, again)] == [whole] * 3


def test_a_follow_up_with_old_background_is_a_voice_of_its_own(sqlite_store: Store) -> None:
    store = sqlite_store
    first = arrive(store, WIRE, published="2031-03-04", outlet="Courier")
    later = arrive(store, (FOLLOW_UP[0], WIRE[4], *FOLLOW_UP[1:]), published="2031-03-07", outlet="Courier")
    assert voice(store, later) == later
    assert {said for _, _, said in shared(store, later)} == {first}


def test_a_line_that_an_outlet_repeats_is_nobodys_passage(sqlite_store: Store) -> None:
    store = sqlite_store
    note = ("Note to our readers: this paper takes no money from the port, the province or the firms named above, is "
            "owned by those who write it, prints its accounts each spring, and answers every letter that is signed; "
            "join us for two crowns a week.")  # fmt: skip
    bodies = [(part, note, *rest) for part, *rest in (OTHER, OWN, FOLLOW_UP, OTHER[::-1])]
    for number, body in enumerate(bodies[:3]):
        arrive(store, body, outlet="Courier", published=f"2031-03-0{number + 1}")
    last = arrive(
        store, ("A ferry will run at night until further notice.", note, WIRE[0], WIRE[1]), published="2031-03-09"
    )
    assert not shared(store, last)


@pytest.mark.parametrize("forgotten", [0, 1])
def test_when_an_original_is_forgotten_its_copies_remain_one_voice(store: Store, forgotten: int) -> None:
    articles = [arrive(store, WIRE, published=f"2031-03-0{day}") for day in range(4, 8)]
    mixed = arrive(store, (*OTHER, WIRE[1], WIRE[2], WIRE[3], *OWN[3:]), published="2031-03-09")
    gone = articles.pop(forgotten)
    forget(store, gone)
    assert {voice(store, article) for article in articles} == {articles[0]}
    assert {said for _, _, said in shared(store, mixed)} == {articles[0]}


def test_an_original_that_is_rewritten_lets_its_copies_go(sqlite_store: Store) -> None:
    store = sqlite_store
    url = "https://courier.example/bridge"
    first = arrive(store, WIRE, published="2031-03-04", url=url)
    copies_of_it = [arrive(store, WIRE, published=f"2031-03-0{day}") for day in (5, 6)]
    assert arrive(store, OTHER, published="2031-03-04", url=url) == first
    assert voice(store, first) == first
    assert {voice(store, article) for article in copies_of_it} == {copies_of_it[0]}


def test_arriving_again_changes_nothing(store: Store) -> None:
    articles = [arrive(store, body, published="2031-03-04") for body in (WIRE, WIRE[:4], (*OTHER, *WIRE[2:5]))]
    before = everything(store)
    with store.writing() as connection:
        for article in articles:
            copies.arrive(connection, article)
    assert everything(store) == before


def everything(store: Store) -> list[tuple[object, ...]]:
    with store.reading() as connection:
        return [
            tuple(row)
            for table in (schema.VOICES, schema.SKETCHES, schema.PASSAGES)
            for row in connection.execute(select(table).order_by(*table.primary_key.columns))
        ]


def test_what_everybody_prints_keeps_few_holders(sqlite_store: Store) -> None:
    store = sqlite_store
    articles = [arrive(store, WIRE, published=f"2031-{1 + n // 28:02}-{1 + n % 28:02}") for n in range(40)]
    assert {voice(store, article) for article in articles} == {articles[0]}
    with store.reading() as connection:
        bands = schema.SKETCHES.c
        held = connection.execute(select(func.count(bands.article)).group_by(bands.band)).scalars().all()
    assert max(held) == kept.HOLDERS


def test_an_article_without_words_has_its_own_voice(sqlite_store: Store) -> None:
    store = sqlite_store
    empty = [arrive(store, ()) for _ in range(2)]
    assert [voice(store, article) for article in empty] == empty
