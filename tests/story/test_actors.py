"""Who is who across articles: one actor for all the names of one, never one for two."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from made import made
from onrecord.record import Record
from onrecord.store.keep import Arrival, keep
from onrecord.store.schema import ACTOR_CHANGES, ACTOR_DOUBTS, ARTICLE_ACTORS
from onrecord.store.store import Store
from onrecord.story.actors.arrival import arrive


def arrives(store: Store, *records: Record, at: str = "news.example") -> list[int]:
    ids = []
    with store.writing() as connection:
        for number, record in enumerate(records):
            url = f"https://{at}/{record.article.text_sha256[:9]}-{number}"
            kept = keep(connection, Arrival(record, "test", "2031-03-04T12:00:00Z", url=url))
            assert kept.article is not None
            arrive(connection, kept.article)
            ids.append(kept.article)
    return ids


def who(store: Store, article: int) -> dict[str, int | None]:
    columns = ARTICLE_ACTORS.c
    with store.reading() as connection:
        rows = connection.execute(select(columns.name, columns.actor).where(columns.article == article))
        return {row.name: row.actor for row in rows}


def article(words: str, day: str = "2031-03-04", **actors: dict[str, object]) -> Record:
    return made(f"Title of {hash_free(words)}\n\n{words}", actors=actors, published=day)


def hash_free(words: str) -> str:
    return f"{len(words)} letters"


PERSON = {"type": "person"}
BODY = {"type": "organisation"}
STATE = {"type": "state"}


def one(store: Store, first: tuple[str, str], second: tuple[str, str], **shared: dict[str, object]) -> bool:
    """Whether two articles' actors, given as words and the name that is asked about, are found to be one."""
    a, b = arrives(store, article(first[0], **shared), article(second[0], "2031-03-05", **shared))
    x, y = who(store, a)[first[1]], who(store, b)[second[1]]
    return x is not None and x == y


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ada Brenn", "Ada Brenn"),
        ("Ada Brenn", "Ada R. Brenn"),
        ("Adélie Brennø", "Adelie Brenno"),
        ("Sen. Ada Brenn", "Ada Brenn"),
        ("Ada Lund-Brenn", "Ada Lund Brenn"),
        ("ADA BRENN", "Ada Brenn"),
        ("AdÃ©lie Brenn", "Adélie Brenn"),
    ],
)
def test_forms_of_one_full_name_are_one_person(sqlite_store, first, second):
    assert one(sqlite_store, (f"[{first}]{{@a}} spoke.", first), (f"Then [{second}]{{@a}} spoke.", second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ada Brenn", "Ida Brenn"),
        ("Ada R. Brenn", "Ada T. Brenn"),
        ("Ole Brenn", "Ole Brenn Jr."),
        ("Eric Marsdal", "Erica Marsdal"),
        ("Ada Brenn", "Ada Brenner"),
        ("A spokesman for Ada Brenn", "Ada Brenn"),
    ],
)
def test_other_names_are_other_people(sqlite_store, first, second):
    assert not one(sqlite_store, (f"So [{first}]{{@a}} spoke.", first), (f"Then [{second}]{{@a}} spoke.", second))


def test_a_short_first_name_needs_somebody_to_vouch_for_it(sqlite_store):
    first, second = (
        ("[Bill Hartvik]{@a} spoke.", "Bill Hartvik"),
        ("Then [William Hartvik]{@a} spoke.", "William Hartvik"),
    )
    assert not one(sqlite_store, first, second)
    told = {"a": {"role": "mayor"}}
    a, b = arrives(
        sqlite_store,
        article("Mayor [Ted Hovland]{@a} spoke.", **told),
        article("So did mayor [Edward Hovland]{@a}.", **told),
    )
    assert who(sqlite_store, a)["Ted Hovland"] == who(sqlite_store, b)["Edward Hovland"] is not None


def test_two_people_of_one_common_name_are_told_apart_by_post_and_company(sqlite_store):
    striker = {"a": {"role": "striker", "name": "David Smith"}, "c": {"name": "Ole Vinter"}}
    senator = {"a": {"role": "senator", "name": "David Smith"}, "c": {"name": "Ada Brenn"}}
    words = "[David Smith]{@a} met [him]{@c}."
    a, b, c, d = arrives(
        sqlite_store,
        article(words, **striker),
        article(f"Today {words}", **senator),
        article(f"Again {words}", "2031-03-07", **striker),
        article(f"Later {words}", "2031-03-08", **senator),
    )
    names = [who(sqlite_store, i)["David Smith"] for i in (a, b, c, d)]
    assert names[0] == names[2] != names[1] == names[3]


def test_a_surname_means_the_one_whom_its_company_knows(sqlite_store):
    full = article("[Ada Brenn]{@a} met [Ole Vinter]{@b}.")
    short = article("[Ole Vinter]{@b} thanked [Brenn]{@a} and left.", "2031-03-06")
    alone = article("A book by [Brenn]{@a} is out.", "2031-03-06")
    a, b, c = arrives(sqlite_store, full, short, alone)
    assert who(sqlite_store, a)["Ada Brenn"] == who(sqlite_store, b)["Brenn"]
    assert who(sqlite_store, c)["Brenn"] is None


def test_a_surname_that_two_bear_stays_apart_and_is_remembered(sqlite_store):
    both = article("[Ada Brenn]{@a} and [Ole Brenn]{@b} met [Ida Vinter]{@c}.")
    short = article("[Ida Vinter]{@c} thanked [Brenn]{@a}.", "2031-03-06")
    a, b = arrives(sqlite_store, both, short)
    assert who(sqlite_store, b)["Brenn"] is None
    with sqlite_store.reading() as connection:
        doubt = connection.execute(select(ACTOR_DOUBTS.c.candidates)).scalar_one()
    known = who(sqlite_store, a)
    assert sorted(map(int, doubt.strip("[]").split(","))) == sorted([known["Ada Brenn"], known["Ole Brenn"]])


def test_a_later_full_name_settles_whom_a_surname_meant(sqlite_store):
    short = article("[Ida Vinter]{@c} thanked [Brenn]{@a}.")
    full = article("[Ada Brenn]{@a} met [Ida Vinter]{@c}.", "2031-03-05")
    a, b = arrives(sqlite_store, short, full)
    assert who(sqlite_store, a)["Brenn"] == who(sqlite_store, b)["Ada Brenn"] is not None


def test_a_post_stands_for_whoever_holds_it_in_those_days(sqlite_store):
    told = {"a": {"role": "foreign minister", "of": "s"}, "s": STATE}
    named = article("[Lindrava]{@s}'s foreign minister, [Ada Brenn]{@a}, spoke.", **told)
    unnamed = article("The [foreign minister]{@a} of [Lindrava]{@s} spoke.", "2031-03-20", a={"of": "s"}, s=STATE)
    later = article("The [foreign minister]{@a} of [Lindrava]{@s} left.", "2032-03-20", a={"of": "s"}, s=STATE)
    former = article("The [former foreign minister]{@a} of [Lindrava]{@s} left.", "2031-03-21", a={"of": "s"}, s=STATE)
    a, b, c, d = arrives(sqlite_store, named, unnamed, later, former)
    assert who(sqlite_store, b)["foreign minister"] == who(sqlite_store, a)["Ada Brenn"]
    assert who(sqlite_store, c)["foreign minister"] is None
    assert who(sqlite_store, d)["former foreign minister"] is None


def test_the_same_ministry_of_two_places_is_two_bodies(sqlite_store):
    told = {"m": {"type": "organisation", "of": "s"}, "s": STATE}
    words = "The [health ministry]{@m} in [%s]{@s} said so."
    a, b, c = arrives(
        sqlite_store,
        article(words % "Iran", **told),
        article(words % "Kenya", **told),
        article("[Iran]{@s}'s [Ministry of Health]{@m} said so.", **told),
    )
    ids = [who(sqlite_store, a)["health ministry"], who(sqlite_store, b)["health ministry"]]
    assert None not in ids
    assert ids[0] != ids[1]
    assert who(sqlite_store, c)["Ministry of Health"] == ids[0]


def test_an_acronym_is_the_body_that_an_article_spells_out(sqlite_store):
    told = {"b": BODY}
    a, b, c = arrives(
        sqlite_store,
        article("The [NRB]{@b} will look into it.", **told),
        article("The [Northern Rail Board]{@b} ([NRB]{@b}) will look into it.", **told),
        article("Nobody called the [NRB]{@b}.", **told),
    )
    found = {who(sqlite_store, i)[name] for i, name in ((a, "NRB"), (b, "Northern Rail Board"), (c, "NRB"))}
    assert len(found) == 1
    assert None not in found


def test_groups_and_the_unnamed_are_nobody_across_articles(sqlite_store):
    told = {"a": {"type": "group"}, "b": PERSON, "c": BODY}
    words = "[Residents]{@a} told [a spokesman]{@b} that [police]{@c} came."
    (a,) = arrives(sqlite_store, article(words, **told))
    assert set(who(sqlite_store, a).values()) == {None}


def test_one_id_of_wikidata_is_one_actor_whatever_the_names(sqlite_store):
    told = {"a": {"wikidata": "Q1"}}
    assert one(sqlite_store, ("[Ada Brenn]{@a}.", "Ada Brenn"), ("So [A. Lund]{@a}.", "A. Lund"), **told)


def test_reading_again_changes_nothing(store):
    first = article("[Ada Brenn]{@a} met [Ole Vinter]{@b}.")
    again = article("[Ada Brenn]{@a} met [Ole Vinter]{@b} .")
    a, b = arrives(store, first, article("Then [Ada Brenn]{@a} left.", "2031-03-06"))
    before = who(store, a), who(store, b)
    with store.writing() as connection:
        url = f"https://news.example/{first.article.text_sha256[:9]}-0"
        kept = keep(connection, Arrival(again, "test", "2031-03-05T12:00:00Z", url=url))
        assert kept.article == a
        arrive(connection, a)
        arrive(connection, b)
    assert (who(store, a), who(store, b)) == before


def test_the_same_articles_in_the_same_order_give_the_same_actors(store, tmp_path):
    records = [
        article("[Ada Brenn]{@a} met [Ole Vinter]{@b}."),
        article("[Ole Vinter]{@b} thanked [Brenn]{@a}.", "2031-03-05"),
        article("[Ada R. Brenn]{@a} left for [Kenya]{@s}.", "2031-03-06", s=STATE),
    ]
    with Store.create(tmp_path / "other.db") as other:
        here, there = arrives(store, *records), arrives(other, *records)
        assert [who(store, i) for i in here] == [who(other, i) for i in there]


def test_what_later_articles_show_is_recorded(sqlite_store):
    told = {"b": BODY}
    arrives(
        sqlite_store,
        article("The [NRB]{@b} will look into it.", **told),
        article("The [Northern Rail Board]{@b} will look into it.", **told),
        article("The [Northern Rail Board]{@b}, or [NRB]{@b}, has looked.", **told),
    )
    with sqlite_store.reading() as connection:
        changes = connection.execute(select(ACTOR_CHANGES.c.change, ACTOR_CHANGES.c.because)).all()
    assert changes == [("merged", 3)]
