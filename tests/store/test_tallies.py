"""The figures of a tally as the store gives them, on SQLite and PostgreSQL."""

from __future__ import annotations

import pytest

from made import add, made
from onrecord.errors import UsageError
from onrecord.record import Record
from onrecord.store.store import Store
from onrecord.store.tallies import FigureAsked, figures_told
from onrecord.story.tally import TallyAsked, tally, tally_of
from onrecord.story.tally.ask import counted


def article(day: str, value: int) -> Record:
    return made(
        f"""
        Flood in Brakna

        [The [interior ministry]{{@ministry}}]{{1:source}} [said]{{1:cue}}
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


def test_an_article_that_says_where_it_is_in_its_lead_is_asked_with_it(store: Store) -> None:
    far = "\n\n".join(f"The river stood at {n} metres in the north." for n in range(20))
    for day, lead, end in (("03", "Rain fell in Brakna.", ""), ("04", "Rain fell.", f"{far}\n\nSo it was in Brakna.")):
        count = "[The [ministry]{@ministry}]{1:source} [counts]{1:cue} [[412 dead]{f1}]{1}."
        figure = {"low": 412, "high": 412, "measure": "killed", "source": "ministry", "statement": 1}
        found = made(
            f"What we know\n\n{lead} {count}\n\n{end}",
            figures={1: figure},
            statements={1: {"speaker": "ministry"}},
            published=f"2031-03-{day}",
        )
        add(store, found, f"https://news.example/{day}")
    with store.reading() as connection:
        told = figures_told(connection, FigureAsked(("killed",), place="Brakna"))
    assert [one.article.known_on for one in told] == ["2031-03-03"]


def test_from_the_store_to_the_series(filled: Store) -> None:
    with filled.reading() as connection:
        tally = tally_of(figures_told(connection, FigureAsked(("killed",), place="Brakna")))
    (series,) = tally.series
    assert [(p.day, p.value, p.voices) for p in series.points] == [
        ("2031-03-03", 20, 1),
        ("2031-03-04", 31, 1),
        ("2031-03-05", 44, 1),
    ]


class TestAsked:
    def test_as_of_a_day(self, filled: Store) -> None:
        (series,) = tally(filled, TallyAsked(words="killed", place="Brakna", as_of="2031-03-04")).series
        assert [p.value for p in series.points] == [20, 31]

    def test_of_a_source(self, filled: Store) -> None:
        assert tally(filled, TallyAsked(source="ministry")).series
        assert not tally(filled, TallyAsked(source="Red Cross")).series

    @pytest.mark.parametrize(
        ("words", "what"),
        [
            ("killed", ("killed", None)),
            ("the dead", ("killed", None)),
            ("wounded", ("injured", None)),
            ("children killed", ("killed", "children")),
            ("journalists", ("killed", "press")),
            ("health workers injured", ("injured", "medics")),
            ("identified dead", ("killed", "identified")),
        ],
    )
    def test_words_for_what_is_counted(self, words: str, what: tuple[str, str | None]) -> None:
        assert counted(words) == what

    def test_words_that_count_nothing(self) -> None:
        with pytest.raises(UsageError, match="names nothing that tallies count"):
            counted("parliament")
