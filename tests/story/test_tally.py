"""Tallies: which figures are one series, of which day, what was revised, what is a copy, and what is odd."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from onrecord.record import Span
from onrecord.store.rows import ActorName, ArticleRow, FigureRow
from onrecord.store.tallies import FigureTold
from onrecord.story.tally import Flag, Point, Series, Tally, tally_of

MINISTRY = ActorName(1, "Brakna interior ministry", "organisation", 11)
CROSS = ActorName(2, "Red Cross of Brakna", "organisation", 12)
UN = ActorName(3, "UN relief office", "organisation", 13)
_ids = count(1)


def told(value: float | None, on: str, **fields: Any) -> FigureTold:
    """Return a figure in an article of its own, known on a day of March 2031."""
    number = fields.pop("article", None) or next(_ids)
    article = ArticleRow(
        number, None, fields.pop("outlet", "Harbour Post"), None, fields.pop("title", None), None, f"2031-03-{on}",
        "2031-03-01T00:00:00Z", fields.pop("voice", number),
    )  # fmt: skip
    outer = {name: fields.pop(name) for name in ("said_on", "relays", "voice_of", "before", "after") if name in fields}
    chain = fields.pop("chain", (fields.pop("source", MINISTRY),))
    known: dict[str, Any] = {
        "id": next(_ids), "article": number, "key": "k", "span": Span(100, 110), "words": f"{value}", "low": value,
        "high": value, "approx": False, "measure": "killed", "what": "people", "unit": "people", "currency": None,
        "place": "Brakna", "period_from": None, "period_to": None, "as_of": None, "cumulative": True,
        "source": chain[0] if chain else None, "chain": tuple(a for a in chain if a), "statement": None,
        "part_of": None, "confidence": 0.8,
    }  # fmt: skip
    return FigureTold(FigureRow(**{**known, **fields}), article, **outer)


def only(tally: Tally) -> Series:
    (series,) = tally.series
    return series


def days(series: Series) -> dict[str, float | None]:
    return {point.day[-2:]: point.value for point in series.points}


def kinds(tally: Tally) -> list[tuple[str, str]]:
    return [(flag.kind, flag.day[-2:]) for flag in tally.flags]


def flag(tally: Tally, kind: str) -> Flag:
    (found,) = [f for f in tally.flags if f.kind == kind]
    return found


def point(tally: Tally, day: str) -> Point:
    return next(p for p in only(tally).points if p.day == f"2031-03-{day}")


class TestOneSeries:
    @pytest.mark.parametrize(
        "name", ["interior ministry", "Interior Ministry of Brakna", "interior ministry officials"]
    )
    def test_a_source_is_one_whatever_it_is_called(self, name: str) -> None:
        other = ActorName(-9, name, "organisation", 9)
        tally = tally_of([told(20, "03", as_of="2031-03-03"), told(31, "04", as_of="2031-03-04", source=other)])
        assert days(only(tally)) == {"03": 20, "04": 31}

    @pytest.mark.parametrize("post", ["said interior ministry spokesman ", "the interior ministry's press secretary, "])
    def test_who_speaks_for_a_body_gives_its_count(self, post: str) -> None:
        person = ActorName(4, "Ana Lopez", "person", 14)
        first = told(20, "03", as_of="2031-03-03", source=ActorName(1, "interior ministry", "organisation", 11))
        after = f" had died by Tuesday, {post}Ana Lopez."
        tally = tally_of([first, told(31, "04", as_of="2031-03-04", source=person, after=after)])
        assert days(only(tally)) == {"03": 20, "04": 31}

    def test_rival_sources_stand_side_by_side(self) -> None:
        tally = tally_of([told(20, "03", as_of="2031-03-03"), told(24, "03", as_of="2031-03-03", source=CROSS)])
        assert sorted(days(s)["03"] or 0 for s in tally.series) == [20, 24]
        assert flag(tally, "sources").now in {20, 24}

    def test_who_passes_on_a_count_is_not_whose_count_it_is(self) -> None:
        figures = [
            told(20, "03", as_of="2031-03-03"),
            told(20, "04", as_of="2031-03-03", chain=(UN, MINISTRY), voice_of="the UN"),
        ]
        tally = tally_of(figures)
        assert only(tally).source == MINISTRY
        assert [e.chain[0].name for e in only(tally).points[0].evidence] == [MINISTRY.name, UN.name]

    def test_a_tally_of_anothers_figures_is_the_tallys_own(self) -> None:
        tally = tally_of([told(26, "03", chain=(UN, MINISTRY), voice_of="a UN tally of official figures")])
        assert only(tally).source == UN

    @pytest.mark.parametrize(
        ("what", "who"), [("children", "children"), ("health workers", "medics"), ("villagers", "all")]
    )
    def test_some_of_them_are_a_series_of_their_own(self, what: str, who: str) -> None:
        tally = tally_of([told(412, "03", as_of="2031-03-03"), told(96, "03", as_of="2031-03-03", what=what)])
        assert who in {s.who for s in tally.series}

    def test_who_is_missing_is_so_at_the_time(self) -> None:
        tally = tally_of([told(12, "03", as_of="2031-03-03", measure="missing", cumulative=None)])
        assert (only(tally).kind, days(only(tally))) == ("total", {"03": 12})

    def test_another_area_is_a_series_of_its_own(self) -> None:
        tally = tally_of([told(412, "03"), told(9, "03", place="Orsin valley")])
        assert {s.place for s in tally.series} == {"Brakna", "Orsin valley"}

    def test_a_count_from_another_day_on_is_a_series_of_its_own(self) -> None:
        figures = [told(400 + n, f"0{n}", period_from="2031-01-07") for n in range(1, 4)]
        tally = tally_of([*figures, told(12, "03", period_from="2031-02-20")])
        assert {s.since for s in tally.series} == {None, "2031-02-20"}
        assert flag(tally, "definition").now == 12


class TestDays:
    def test_the_day_of_the_count_goes_before_the_day_of_the_saying_and_the_article(self) -> None:
        tally = tally_of(
            [
                told(20, "05", as_of="2031-03-03", said_on="2031-03-04"),
                told(31, "05", said_on="2031-03-04"),
                told(40, "05"),
            ]
        )
        assert [(p.day[-2:], p.dated) for p in only(tally).points] == [
            ("03", "stated"),
            ("04", "said"),
            ("05", "article"),
        ]

    def test_an_old_total_told_again_without_a_day_is_no_new_point(self) -> None:
        tally = tally_of([told(20, "03", as_of="2031-03-03"), told(31, "04", as_of="2031-03-04"), told(20, "06")])
        assert days(only(tally)) == {"03": 20, "04": 31}
        assert point(tally, "03").evidence[-1].background

    def test_a_rounded_total_is_the_sharp_one_told_less_sharply(self) -> None:
        figures = [
            told(24_151, "03", as_of="2031-03-03"),
            told(24_000, "03", as_of="2031-03-03", high=None, words="over 24,000"),
        ]
        assert days(only(tally_of(figures))) == {"03": 24_151}
        assert not tally_of(figures).flags

    def test_undated_figures_have_the_day_of_those_beside_them(self) -> None:
        figures = [told(20, "05", article=77, said_on="2031-03-04"), told(96, "05", article=77, measure="injured")]
        assert {s.points[0].day for s in tally_of(figures).series} == {"2031-03-04"}

    def test_bounds_stay_as_they_are_told(self) -> None:
        tally = tally_of([told(412, "03", high=None), told(430, "04", approx=True)])
        assert [(p.low, p.high, p.approx) for p in only(tally).points] == [(412, None, False), (430, 430, True)]


class TestCopies:
    def test_a_copy_is_no_second_witness(self) -> None:
        tally = tally_of([told(20, "03", article=71), told(20, "03", article=72, voice=71), told(20, "03", article=73)])
        assert (point(tally, "03").voices, point(tally, "03").articles) == (2, 3)


class TestFlags:
    def test_another_value_for_the_same_day_is_a_revision(self) -> None:
        tally = tally_of([told(31, "04", as_of="2031-03-04"), told(29, "05", as_of="2031-03-04")])
        assert days(only(tally)) == {"04": 29}
        assert [(r.low, r.said) for r in point(tally, "04").revisions] == [(31, False)]
        assert flag(tally, "revision").was == 31

    def test_a_value_that_is_taken_back_falls(self) -> None:
        figures = [
            told(31, "04", as_of="2031-03-04"),
            told(29, "05", as_of="2031-03-05", change="revised", article=81),
            told(31, "05", change="former", article=81),
        ]
        tally = tally_of(figures)
        assert kinds(tally) == [("fall", "05"), ("revision", "05")]
        assert point(tally, "05").revisions[0].day == "2031-03-04"

    def test_new_ones_that_disagree_with_the_total(self) -> None:
        figures = [
            told(400, "03", as_of="2031-03-03"),
            told(431, "04", as_of="2031-03-04"),
            told(24, "04", as_of="2031-03-04", cumulative=False, after=" in the past 24 hours"),
        ]
        found = flag(tally_of(figures), "daily")
        assert (found.told, found.was, found.now) == (24, 400, 431)

    def test_new_ones_of_two_days_are_held_against_two_days(self) -> None:
        figures = [
            told(400, "02", as_of="2031-03-02"),
            told(412, "03", as_of="2031-03-03"),
            told(431, "04", as_of="2031-03-04"),
            told(31, "04", as_of="2031-03-04", cumulative=False, after=" in the past 48 hours"),
        ]
        assert not tally_of(figures).flags

    def test_a_jump(self) -> None:
        values = [400, 410, 419, 430, 441, 450, 700]
        figures = [told(v, f"{n:02}", as_of=f"2031-03-{n:02}") for n, v in enumerate(values, 1)]
        assert kinds(tally_of(figures)) == [("jump", "07")]

    def test_only_identified(self) -> None:
        figures = [told(400, "03"), told(310, "03", after=" have been fully identified")]
        assert flag(tally_of(figures), "definition").who == "identified"


class TestUnmarked:
    def test_a_count_near_the_total_is_the_total(self) -> None:
        tally = tally_of([told(400, "03"), told(420, "04", cumulative=None)])
        assert days(only(tally)) == {"03": 400, "04": 420}

    def test_the_dead_of_one_event_are_no_total(self) -> None:
        tally = tally_of([told(400, "03"), told(7, "04", cumulative=None)])
        assert days(only(tally)) == {"03": 400}

    def test_where_nothing_is_called_a_total_all_are(self) -> None:
        tally = tally_of([told(7, "03", cumulative=None), told(19, "04", cumulative=None)])
        assert days(only(tally)) == {"03": 7, "04": 19}


def test_as_of_a_day_is_the_tally_of_what_was_known() -> None:
    figures = [
        told(20, "03", as_of="2031-03-03"),
        told(22, "05", as_of="2031-03-03"),
        told(31, "05", as_of="2031-03-05"),
    ]
    then = tally_of([t for t in figures if t.article.known_on <= "2031-03-04"])
    assert days(only(then)) == {"03": 20}
    assert days(only(tally_of(figures))) == {"03": 22, "05": 31}


def test_the_order_in_which_figures_come_makes_no_difference() -> None:
    figures = [told(20 + n, f"{n:02}", as_of=f"2031-03-{n:02}") for n in range(1, 9)]
    assert tally_of(figures) == tally_of(figures[::-1])


def test_nothing_told_makes_no_tally() -> None:
    assert tally_of([]) == Tally((), ())


def test_whose_count_a_figure_is_stands_in_its_sentence() -> None:
    named = [told(n, f"0{n - 10}", said_on=f"2031-03-0{n - 10}") for n in (11, 12, 13)]
    after = " dead, the Brakna interior ministry had named some, it said. The Red Cross of Brakna was there."
    silent = told(14, "04", said_on="2031-03-04", chain=(None,), before="Of the ", after=after)
    assert days(only(tally_of([*named, silent]))) == {"01": 11, "02": 12, "03": 13, "04": 14}


def test_a_pronoun_read_as_the_wrong_source_gives_way_to_the_one_source_of_the_sentence() -> None:
    both = [told(11, "01"), told(12, "02"), told(17, "02", source=CROSS)]
    other = told(18, "03", before="Other numbers come from the Red Cross of Brakna: it said ", after=" had died.")
    series = tally_of([*both, other]).series
    assert {s.source and s.source.name: max(p.value or 0 for p in s.points) for s in series} == {
        MINISTRY.name: 12,
        CROSS.name: 18,
    }


def test_yesterdays_value_beside_todays_is_no_revision() -> None:
    found = [told(11, "01"), told(12, "02"), told(12, "03", said_on="2031-03-03"), told(15, "03")]
    series = only(tally_of(found))
    assert days(series) == {"01": 11, "02": 12, "03": 15}
    assert not any(one.revisions for one in series.points)
