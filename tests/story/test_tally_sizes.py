"""Tallies by the size of their numbers: what no word tells, other articles do."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from onrecord.record import Span
from onrecord.store.rows import ActorName, ArticleRow, FigureRow
from onrecord.store.tallies import FigureTold
from onrecord.story.tally import Series, Tally, tally_of

PORT = ActorName(1, "Brakna port office", "organisation", 11)
CROSS = ActorName(2, "Red Cross of Brakna", "organisation", 12)
AGENCY = ActorName(3, "Northern News Agency", "organisation", 13)
_ids = count(1)


def told(value: float, day: str, **fields: Any) -> FigureTold:
    """Return a figure of the port's, in an article known on a day of March 2031, where it stood so on that day."""
    number = fields.pop("article", None) or next(_ids)
    article = ArticleRow(
        number, None, "Harbour Post", None, fields.pop("title", None), None, f"2031-03-{day}", "2031-03-01T00:00:00Z",
        number,
    )  # fmt: skip
    outer = {name: fields.pop(name) for name in ("before", "after") if name in fields}
    source = fields.pop("source", PORT)
    known: dict[str, Any] = {
        "id": next(_ids), "article": number, "key": "k", "span": Span(100, 110), "words": f"{value:,}", "low": value,
        "high": value, "approx": False, "measure": "killed", "what": "people", "unit": "people", "currency": None,
        "place": "Brakna", "period_from": None, "period_to": None, "as_of": f"2031-03-{day}", "cumulative": True,
        "source": source, "chain": (source,) if source else (), "statement": None, "part_of": None, "confidence": 0.8,
    }  # fmt: skip
    return FigureTold(FigureRow(**{**known, **fields}), article, **outer)


def totals(*values: float, **fields: Any) -> list[FigureTold]:
    """Return one total for each day from the second of March on."""
    return [told(value, f"{day:02}", **fields) for day, value in enumerate(values, 2)]


def series(tally: Tally, who: str = "all", kind: str = "total") -> Series:
    (found,) = [one for one in tally.series if (one.who, one.kind) == (who, kind)]
    return found


def values(one: Series) -> dict[str, float | None]:
    return {point.day[-2:]: point.value for point in one.points}


BARE: dict[str, Any] = {"measure": "count", "what": None, "unit": None, "place": None, "cumulative": None}


class TestBareNumbers:
    def test_one_that_continues_the_count_is_of_the_dead(self) -> None:
        tally = tally_of([*totals(24_110, 24_130), told(24_151, "04", **BARE)])
        assert values(series(tally)) == {"02": 24_110, "03": 24_130, "04": 24_151}

    @pytest.mark.parametrize("value", [11_000, 240, 31_000])
    def test_one_of_another_size_is_of_nothing(self, value: int) -> None:
        tally = tally_of([*totals(24_110, 24_130), told(value, "04", **BARE)])
        assert values(series(tally)) == {"02": 24_110, "03": 24_130}

    def test_tents_are_no_dead(self) -> None:
        tally = tally_of([*totals(24_110, 24_130), told(24_151, "04", **{**BARE, "what": "tents", "unit": "tents"})])
        assert "04" not in values(series(tally))

    def test_months_later_the_same_size_is_chance(self) -> None:
        tally = tally_of([*totals(24_110), told(24_151, "31", **BARE)])
        assert "31" not in values(series(tally))

    def test_a_headline_tells_what_its_article_tells(self) -> None:
        body = told(7, "03", article=900, cumulative=False, title="Brakna mourns another 7")
        title = told(7, "03", article=900, title="Brakna mourns another 7", span=Span(22, 23), **BARE)
        (point,) = series(tally_of([*totals(24_110, 24_130), body, title]), kind="new").points
        assert {one.figure for one in point.evidence} == {body.figure.id, title.figure.id}

    def test_a_correction_that_never_says_of_what(self) -> None:
        new = told(24_120, "03", article=901, change="revised", **BARE)
        old = told(24_130, "03", article=901, change="former", **BARE)
        tally = tally_of([*totals(24_110, 24_130), new, old])
        (point,) = [point for point in series(tally).points if point.day == "2031-03-03"]
        assert (point.value, [was.low for was in point.revisions]) == (24_120, [24_130])


class TestStrays:
    def test_a_count_of_some_is_known_by_its_size(self) -> None:
        children = [told(9_100, "02", what="children"), told(9_104, "03", what="children")]
        tally = tally_of([*totals(24_110, 24_130, 24_151), *children, told(9_110, "04")])
        assert values(series(tally, "children")) == {"02": 9_100, "03": 9_104, "04": 9_110}
        assert values(series(tally)) == {"02": 24_110, "03": 24_130, "04": 24_151}

    def test_a_sea_that_a_port_lies_on_is_no_place_of_its_own(self) -> None:
        tally = tally_of([*totals(24_110, 24_130, 24_151), told(24_160, "05", place="North Sea")])
        assert values(series(tally))["05"] == 24_160

    def test_a_toll_that_grows_fast_has_no_strays(self) -> None:
        assert values(series(tally_of(totals(12, 180, 700, 1_900)))) == {"02": 12, "03": 180, "04": 700, "05": 1_900}

    def test_far_below_the_totals_it_is_the_new_ones(self) -> None:
        tally = tally_of([*totals(24_110, 24_130, 24_151, 24_160), told(9, "05", cumulative=None)])
        assert values(series(tally, kind="new")) == {"05": 9}

    def test_those_of_one_strike_are_not_the_day_s(self) -> None:
        some = told(9, "05", cumulative=None, before="The port office said a strike on a market killed ")
        assert [one.kind for one in tally_of([*totals(24_110, 24_130, 24_151, 24_160), some]).series] == ["total"]


class TestWhoPassesOn:
    def test_a_source_with_another_s_numbers_has_them_from_there(self) -> None:
        passed = totals(24_117, 24_133, source=AGENCY)
        assert len(tally_of([*totals(24_117, 24_133, 24_151), *passed]).series) == 1

    def test_a_source_with_numbers_of_its_own_counts_itself(self) -> None:
        own = totals(24_317, 24_333, source=CROSS)
        assert len(tally_of([*totals(24_117, 24_133, 24_151), *own]).series) == 2

    def test_two_may_count_the_same_few(self) -> None:
        assert len(tally_of([*totals(17, 33, 51), *totals(17, 33, source=CROSS)]).series) == 2

    def test_on_nobody_s_word_it_is_of_the_one_source_of_its_article(self) -> None:
        own = told(24_151, "04", article=902)
        new = told(18, "04", article=902, cumulative=False, source=None)
        assert values(series(tally_of([*totals(24_110, 24_130), own, new]), kind="new")) == {"04": 18}
        assert {one.names[0] for one in tally_of([*totals(24_110, 24_130), own, new]).series} == {PORT.name}


class TestTakenBack:
    def test_a_smaller_total_beside_one_told_before_corrects_it(self) -> None:
        new, old = told(24_120, "03", article=903), told(24_130, "03", article=903)
        (_, point) = series(tally_of([*totals(24_110, 24_130), new, old])).points
        assert (point.value, [(was.low, was.said) for was in point.revisions]) == (24_120, [(24_130, True)])

    def test_a_larger_total_beside_an_old_one_is_news(self) -> None:
        new, old = told(24_151, "04", article=904), told(24_130, "03", article=904)
        assert not [was for p in series(tally_of([*totals(24_110, 24_130), new, old])).points for was in p.revisions]


def test_what_a_count_began_with_is_not_its_day() -> None:
    since = told(24_151, "04", as_of="2030-10-07", before="Those killed since the war broke out on 7 October numbered ")
    assert values(series(tally_of([*totals(24_110, 24_130), since])))["04"] == 24_151
