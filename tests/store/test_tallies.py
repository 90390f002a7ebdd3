"""The figures of a tally as the store gives them, on SQLite and PostgreSQL."""

from __future__ import annotations

import pytest

from made import add, made
from onrecord.record import Record
from onrecord.store.store import Store
from onrecord.store.tallies import FigureAsked, figures_told
from onrecord.story.tally import tally_of


def article(day: str, value: int) -> Record:
    return made(
        f"""
        Flood in Brakna

        [The [interior ministry]{{@ministry}}]{{1:source}} [said]{{1:cue}} on Tuesday
        [that [{value} people]{{f1}} had died in Brakna]{{1}}.
        """,
        figures={
            1: {
                "low": value, "high": value, "measure": "killed", "place": "Brakna", "source": "ministry",
                "statement": 1, "cumulative": True,
            }
        },
        statements={1: {"speaker": "ministry", "said_on": day}},
        published=day,
    )  # fmt: skip


@pytest.fixture
def filled(store: Store) -> Store:
    for day, value in (("2031-03-03", 20), ("2031-03-04", 31), ("2031-03-05", 44)):
        add(store, article(day, value), f"https://news.example/{day}")
    return store


def test_figures_come_with_article_statement_and_the_words_around(filled: Store) -> None:
    with filled.reading() as connection:
        first = figures_told(connection, FigureAsked(("killed",)))[0]
    assert (first.figure.low, first.article.known_on, first.voice_of) == (20, "2031-03-03", "The interior ministry")
    assert first.figure.source is not None
    assert first.figure.source.name == "interior ministry"
    assert first.before.endswith("that ")
    assert first.after.startswith(" had died in Brakna")


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        (FigureAsked(("killed",)), [20, 31, 44]),
        (FigureAsked(("injured",)), []),
        (FigureAsked(("killed",), place="brakna"), [20, 31, 44]),
        (FigureAsked(("killed",), place="Orsin"), []),
        (FigureAsked(("killed",), until="2031-03-04"), [20, 31]),
        (FigureAsked(("killed",), since="2031-03-05"), [44]),
        (FigureAsked(("killed",), story=7), []),
    ],
)
def test_what_is_asked_for(filled: Store, asked: FigureAsked, values: list[int]) -> None:
    with filled.reading() as connection:
        assert [told.figure.low for told in figures_told(connection, asked)] == values


def test_from_the_store_to_the_series(filled: Store) -> None:
    with filled.reading() as connection:
        tally = tally_of(figures_told(connection, FigureAsked(("killed",), place="Brakna")))
    (series,) = tally.series
    assert [(p.day, p.value, p.voices) for p in series.points] == [
        ("2031-03-03", 20, 1),
        ("2031-03-04", 31, 1),
        ("2031-03-05", 44, 1),
    ]
