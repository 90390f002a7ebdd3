"""Which articles are written about a series of days: who reports what, when, and what each is meant to say."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.tally_articles import SLOT, Count, Piece, Scene, World, render
from bench.tally_worlds import OUTLETS, WORLDS

SERIES = Path("corpora/tallies/casualties_daily.min.json")
# Fields of the series for each slot; the extrapolated ones stand in where a day has no reported value.
FIELDS = {
    "K": ("killed_cum", "ext_killed_cum"),
    "DK": ("killed", "ext_killed"),
    "I": ("injured_cum", "ext_injured_cum"),
    "DI": ("injured", "ext_injured"),
    "KID": ("killed_children_cum", "ext_killed_children_cum"),
    "WOM": ("killed_women_cum", "ext_killed_women_cum"),
    "MED": ("med_killed_cum", "ext_med_killed_cum"),
    "PRE": ("press_killed_cum", "ext_press_killed_cum"),
}
# How many articles come out the day after.
LATE = 0.4
WHO = {"KID": "children", "WOM": "women", "MED": "medics", "PRE": "press", "ID": "identified"}
# How many days of the old wordings' runs have an article about a correction: about one a run.
CORRECTED = 0.12
Patterns = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Manner:
    """How the articles of a wording are made.

    Args:
        corrected: share of the days on which an article tells of a correction.
        until: the stretches of the series lie before this day of it.
    """

    patterns: Patterns
    worlds: Sequence[World] = WORLDS
    corrected: float = CORRECTED
    until: int = 420


def series(shared: Path) -> list[dict[str, Any]]:
    """Return the days of the real series, oldest first."""
    days: list[dict[str, Any]] = json.loads((shared / SERIES).read_text("utf-8"))
    return days


def plan(days: Sequence[Mapping[str, Any]], manner: Manner, *, seed: int, length: int = 8) -> tuple[World, list[Piece]]:
    """Return one world and its articles over a stretch of the series, in the order of their publication.

    Args:
        days: of the series.
        seed: everything else follows from it.
        length: days of the stretch.
    """
    rng = random.Random(seed)  # noqa: S311 - articles to measure on, no secrets
    world = manner.worlds[seed % len(manner.worlds)]
    first = rng.randrange(1, manner.until - length)
    out: list[Piece] = []
    for number in range(first, first + length):
        out += _day(world, days, number, rng, manner)
    return world, sorted(out, key=lambda piece: piece.published)


def _day(
    world: World, days: Sequence[Mapping[str, Any]], number: int, rng: random.Random, manner: Manner
) -> Iterator[Piece]:
    patterns = manner.patterns
    day = dt.date.fromisoformat(days[number]["report_date"])
    counts = _counts(world, days[number], days[number - 1], rng)
    outlets = rng.sample(OUTLETS, len(OUTLETS))

    def scene(late: int) -> Scene:
        return Scene(world, day, day + dt.timedelta(late), counts, rng)

    if counts["DK"].value < 1 or counts["DI"].value < 1:
        counts = {**counts, "DK": replace(counts["DK"], value=1), "DI": replace(counts["DI"], value=1)}
    wire = _article(scene(rng.random() < LATE), outlets[0], ["total", rng.choice(("daily", "more")), "parts"], patterns)
    yield wire
    for outlet in outlets[1 : 1 + rng.choice((0, 1, 2))]:
        yield replace(wire, outlet=outlet, copies=True)
    yield _article(scene(0), outlets[3], ["daily", "injured"], patterns)
    others = ["rival", "relay", "others", "identified", "elsewhere", "background"]
    for kind, outlet in zip(rng.sample(others, 2), outlets[4:6], strict=True):
        kinds = {
            "background": ["filler", "background"],
            "elsewhere": ["total", "elsewhere"],
            "rival": ["total", "rival"],
        }.get(kind, [kind])
        yield _article(scene(rng.random() < LATE), outlet, kinds, patterns)
    if rng.random() < manner.corrected:
        yield _article(scene(0), outlets[6], ["revision"], patterns)


def _article(scene: Scene, outlet: str, kinds: Sequence[str], patterns: Patterns) -> Piece:
    rng = scene.rng
    body = [rng.choice(patterns[kind]) for kind in kinds]
    body = _once(body)
    for _ in range(rng.choice((1, 2))):
        body.append(rng.choice(patterns["filler"]))
    told_below = {slot for pattern in body for slot in slots(pattern)}
    titles = [title for title in patterns["title"] if slots(title) <= told_below]
    title = "{place}: the latest" if kinds[0] not in {"total", "daily"} else rng.choice(titles)
    text, told = render(scene, body, title)
    return Piece(outlet, scene.published, text, told)


def slots(pattern: str) -> set[str]:
    """Return the slots of a pattern."""
    return {match[2] for match in SLOT.finditer(pattern)}


def _once(body: list[str]) -> list[str]:
    """Leave out sentences that tell a figure again that the ones before have told with another bound."""
    seen: set[str] = set()
    out = []
    for pattern in body:
        told = slots(pattern)
        if not told & seen:
            out.append(pattern)
        seen |= told
    return out


def _count(key: str, value: int) -> Count:
    new = key.startswith("D")
    return Count(value, "injured" if key in {"I", "DI"} else "killed", WHO.get(key, "all"), not new, rounds=not new)


def _counts(world: World, day: Mapping[str, Any], before: Mapping[str, Any], rng: random.Random) -> dict[str, Count]:
    def value(entry: Mapping[str, Any], key: str) -> int:
        return next(int(entry[name]) for name in FIELDS[key] if name in entry)

    last = dt.date.fromisoformat(before["report_date"])
    out = {key: _count(key, value(day, key)) for key in FIELDS}
    killed = out["K"].value
    out["OLD"] = Count(value(before, "K"), role="old", as_of=last)
    out["ROLD"] = replace(out["OLD"], value=out["OLD"].value // 100 * 100)
    out["ODK"] = Count(max(1, value(before, "DK")), cumulative=False, role="former", as_of=last, rounds=False)
    out["REV"] = Count(killed - rng.randrange(5, 60), revised=True)
    out["UP"] = Count(2 * killed - out["REV"].value, revised=True)
    out["WAS"] = Count(killed, role="former", rounds=False)
    out["OREV"] = replace(out["OLD"], value=out["OLD"].value - (killed - out["REV"].value), role="now", revised=True)
    out["DREV"] = replace(out["DK"], value=out["DK"].value + 2, revised=True)
    out["DWAS"] = replace(out["DK"], role="former")
    out["IREV"] = replace(out["I"], value=out["I"].value - 31, revised=True)
    out["IWAS"] = replace(out["I"], role="former")
    out["OUP"] = replace(out["OREV"], value=2 * out["OLD"].value - out["OREV"].value)
    out["RK"] = Count(killed + rng.randrange(20, 400), source=world.rival)
    out["RREV"] = replace(out["RK"], value=out["RK"].value - 11, revised=True)
    out["RWAS"] = replace(out["RK"], role="former")
    out["ID"] = Count(killed * 7 // 10, who="identified")
    out["WB"] = Count(killed // 50 + 3, place=world.elsewhere)
    return out
