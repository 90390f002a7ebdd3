"""Tallies by what stands around a number: the day, the source, and which of two values stands."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.store.rows import ActorName
from onrecord.store.tallies import FigureTold
from onrecord.story.tally import tally_of
from onrecord.story.tally.dating import day_beside
from onrecord.story.tally.names import source_key
from story.test_tally_sizes import CROSS, PORT, series, told, totals, values

NOBODY: dict[str, Any] = {"source": None, "as_of": None}


def around(value: float, day: str, before: str, after: str, **fields: Any) -> FigureTold:
    """Return a figure between words, which the reading left without a day and a source."""
    return told(value, day, before=before, after=after, **{**NOBODY, **fields})


class TestDays:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("Killed: ", " (the port office, 4 March 2031)"),
            ("Killed: ", ". Source: the port office, Tuesday 4 March."),
            ("The port office issued its count on Tuesday. Dead: ", ""),
            ("From Monday evening to Tuesday evening ", " people died."),
            ("", " people died, the port office said on March 4, up from 20 on Monday."),
        ],
    )
    def test_the_one_day_around_a_figure_is_its_day(self, before: str, after: str) -> None:
        assert day_beside(around(24_151, "05", before, after), None) == "2031-03-04"

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("Since the war began on Monday ", " people have died."),
            ("The count is ", " higher than the one given on Monday."),
            ("It had been ", " on Monday and Tuesday."),
            ("In January ", " people died; on 3 January alone, 20."),
        ],
    )
    def test_a_beginning_another_count_and_two_days_are_not(self, before: str, after: str) -> None:
        assert day_beside(around(24_151, "05", before, after), None) is None

    def test_the_day_of_what_was_passed_is_not_that_of_the_saying(self) -> None:
        figure = around(24_151, "05", "On Tuesday the port put the toll at ", ", up from 24,130 on Monday.")
        assert day_beside(figure, "2031-03-03") == "2031-03-04"


class TestSources:
    def test_a_paragraph_names_one_who_counts(self) -> None:
        one = around(24_151, "04", "Dead: ", ". The figure is that of the Brakna port office.")
        assert values(series(tally_of([*totals(24_110, 24_130), one])))["04"] == 24_151

    def test_a_body_that_nothing_else_counts_by_is_not_the_one_of_the_article(self) -> None:
        own = told(24_151, "04", article=900, before="The Brakna port office said ", after=" had died.")
        other = around(
            24_390, "04", "\n\nThe list of the Brakna Centre for Human Rights has ", " dead on Tuesday.", article=900,
            span=own.figure.span,
        )  # fmt: skip
        found = tally_of([*totals(24_110, 24_130), own, other])
        assert all(not point.revisions for one in found.series for point in one.points)
        assert {one.source and one.source.name for one in found.series} == {PORT.name, None}

    def test_a_prefecture_is_a_body(self) -> None:
        assert source_key("the Lindrava prefecture", ["lindrava"]) == {"prefecture"}
        assert source_key("Lindrava", ["lindrava"]) == source_key("an earlier post", ["lindrava"]) == frozenset()


class TestWhichStands:
    def test_the_value_that_is_never_told_alone_is_the_newer_one(self) -> None:
        both = [told(value, "03", article=900) for value in (24_130, 24_148)]
        found = tally_of([*totals(24_110, 24_130, 24_171), told(24_130, "03"), *both])
        (point,) = [p for p in series(found).points if p.day.endswith("03")]
        assert (point.value, [r.low for r in point.revisions]) == (24_148, [24_130])

    def test_the_value_beside_the_words_of_a_correction_stands(self) -> None:
        mended = told(24_121, "03", before="Names entered in error were struck off. The dead now number ", after=".")
        late = told(24_130, "04", as_of="2031-03-03")
        found = tally_of([*totals(24_110, 24_130, 24_171), mended, late])
        (point,) = [p for p in series(found).points if p.day.endswith("03")]
        assert (point.value, [r.low for r in point.revisions]) == (24_121, [24_130])

    def test_the_new_ones_of_the_day_before_are_no_revision(self) -> None:
        new: dict[str, Any] = {"cumulative": False}
        found = tally_of([told(71, "03", **new), told(71, "04", **new), told(36, "04", **new), told(36, "04", **new)])
        one = series(found, kind="new")
        assert values(one) == {"03": 71, "04": 36}
        assert not any(point.revisions for point in one.points)

    def test_a_list_of_names_as_long_as_all_is_that_of_all(self) -> None:
        names = told(24_151, "05", before="The list holds the names of ", after=" people killed.")
        found = tally_of([*totals(24_110, 24_130, 24_140), names])
        assert values(series(found))["05"] == 24_151


class TestBeside:
    def test_a_small_number_is_new_on_the_day_of_its_article(self) -> None:
        total = told(24_151, "05", article=900)
        more = told(21, "05", article=900, cumulative=None, what="deaths", **NOBODY)
        found = tally_of([*totals(24_110, 24_120, 24_130), total, more])
        assert values(series(found, kind="new")) == {"05": 21}

    def test_a_bare_number_that_others_told_as_new_is_what_was_taken_back(self) -> None:
        new: dict[str, Any] = {"cumulative": False}
        bare: dict[str, Any] = {"measure": "count", "what": None, "unit": None, "cumulative": False}
        found = tally_of(
            [told(30, "03", **new), told(32, "03", article=900, **new), told(30, "03", article=900, **bare)]
        )
        (point,) = series(found, kind="new").points
        assert (point.value, [r.low for r in point.revisions]) == (32, [30])

    def test_entries_are_people_where_their_number_is_known(self) -> None:
        entries = told(24_130, "04", measure="count", what="entries", unit=None, as_of="2031-03-03")
        (point,) = [p for p in series(tally_of([*totals(24_110, 24_130), entries])).points if p.value == 24_130]
        assert point.articles == 2


def test_a_name_of_another_paragraph_is_not_whose_count_it_is() -> None:
    pacific = ActorName(9, "Pacific", "organisation", 19)
    one = told(24_151, "04", source=pacific, before="\n\nThe Brakna port office has ", after=" dead.")
    found = tally_of([*totals(24_110, 24_130), one, told(24_390, "04", source=CROSS)])
    assert {s.source.name for s in found.series if s.source} == {PORT.name, CROSS.name}


def test_a_body_that_was_misheard_contradicts_nobody() -> None:
    text = "The civil defence agency told us on Monday that "
    other = told(24_390, "03", before=text, after=" people had died.")
    heard = FigureTold(other.figure, other.article, voice_of="The civil defence agency", before=text, after="")
    found = tally_of([*totals(24_110, 24_130, 24_150), told(24_130, "03"), heard])
    assert not any(point.revisions for one in found.series for point in one.points)
    assert (None, ("The civil defence agency",)) in {(one.source, one.names) for one in found.series}


def test_new_ones_by_their_own_words() -> None:
    more = told(36, "05", cumulative=None, what="further deaths")
    since = told(41, "06", cumulative=None, period_from="2031-03-05", as_of="2031-03-06")
    began: dict[str, Any] = {"period_from": "2030-10-07"}
    found = tally_of([*totals(24_110, 24_120, 24_130, **began), more, since])
    assert values(series(found, kind="new")) == {"05": 36, "06": 41}


def test_the_whole_of_those_identified_is_all() -> None:
    part = told(
        17_100, "05", article=900, before="The port office said that ", after=" of 24,151 dead had been identified."
    )
    whole = told(
        24_151, "05", article=900, before="The port office said that 17,100 of ", after=" had been identified."
    )
    found = tally_of([*totals(24_110, 24_120, 24_130), part, whole])
    assert values(series(found))["05"] == 24_151
    assert values(series(found, who="identified")) == {"05": 17_100}


def test_a_smaller_value_of_the_day_before_takes_nothing_back() -> None:
    both = [told(24_150, "05", article=900), told(24_130, "05", article=900, as_of="2031-03-04")]
    one = series(tally_of([*totals(24_110, 24_120), told(24_150, "05"), *both]))
    assert not any(point.revisions for point in one.points)
