"""What does not fit together, and what hangs by one thread."""

from __future__ import annotations

import msgspec

from onrecord.story.checks import Finding, checks
from onrecord.story.story import Story
from onrecord.story.told import Told


def found(story: Story, kind: str) -> list[Finding]:
    return [finding for finding in story.checks() if finding.kind == kind]


def names(finding: Finding) -> list[str | None]:
    return [side.who and side.who.name for side in finding.sides]


def test_figures_of_one_day_that_exclude_each_other(story: Story) -> None:
    (finding,) = found(story, "figures")
    assert names(finding) == ["health ministry", "river police"]
    assert finding.about == "killed, people, Orrin"
    assert [side.evidence[0].words for side in finding.sides] == ["At least 19 people", "15 people"]


def test_a_toll_that_rises_from_day_to_day_is_no_contradiction(story: Story) -> None:
    assert found(story.as_of("2031-03-03"), "figures") == []


def test_sources_that_disagree_three_days_running(story: Story) -> None:
    ministry, police = (row for row in story.told.figures if row.as_of == "2031-03-04")
    days = ("2031-03-02", "2031-03-03", "2031-03-04")
    several = tuple(
        msgspec.structs.replace(row, id=row.id + 50 * n, as_of=day, low=low, high=low)
        for n, day in enumerate(days)
        for row, low in ((police, 15 + n), (ministry, 30 + n))
    )
    told = msgspec.structs.replace(story.told, figures=several)
    figures = [one for one in checks(told, story.positions(), story.timeline()) if one.kind == "figures"]
    assert {side.day for one in figures for side in one.sides} == set(days)


def test_a_denial_beside_what_it_denies(story: Story) -> None:
    (finding,) = found(story, "denial")
    assert names(finding) == ["Ilva Ren", "Tomas Vael"]
    assert [side.evidence[0].words for side in finding.sides] == [
        "of a dry Sarvia within three summers",
        "that a dry Sarvia would follow within three summers",
    ]


def test_one_actor_on_both_sides(story: Story) -> None:
    (finding,) = found(story, "both-sides")
    assert names(finding) == ["Ilva Ren", "Ilva Ren"]
    assert finding.days == 3


def test_a_change_over_longer_than_asked_is_no_finding(story: Story) -> None:
    told = checks(story.told, story.positions(), story.timeline(), within=2)
    assert [f for f in told if f.kind == "both-sides"] == []


def test_words_that_one_relay_alone_passed_on(story: Story) -> None:
    (finding,) = found(story, "one-relay")
    assert finding.relay is not None
    assert (names(finding), finding.relay.name) == (["Ilva Ren"], "Lena Dace")


def test_what_many_tell_from_one_report(story: Story) -> None:
    assert "of a dry Sarvia within three summers" in [finding.about for finding in found(story, "one-voice")]
    assert all("hold this office" not in finding.about for finding in found(story, "one-voice"))


def test_both_sides_show_their_words(story: Story) -> None:
    for finding in story.checks():
        for side in finding.sides:
            assert side.evidence
            for shown in side.evidence:
                text = story.told.texts[shown.article]
                assert shown.words == " … ".join(span.of(text) for span in shown.spans)


def test_nothing_told_nothing_found() -> None:
    assert Story(Told()).checks() == ()
