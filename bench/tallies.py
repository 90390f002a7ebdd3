"""Tallies from articles, against what the articles were written to say: ``python -m bench.tallies ../shared``.

Stretches of the real series are told by invented outlets (bench/tally_*.py), read, stored, and asked for. Each figure
that an article tells must stand as evidence in the series of its measure, people, place, source and kind (``values``,
``sources``), at the point of its day (``days``); no point may stand that nobody told (``points``); values that were
taken back must be revisions (``revisions``); and the flags must be those of the series as meant (``flags``).

``open`` is the wording that the reading was mended on first; each of the others was measured before anything was mended
on it. They are of many registers: agencies, live pages, features, situation reports, tickers, bulletins, briefings.
``evening``, ``flash``, ``screen`` and ``neighbour`` were written by somebody who had not seen how the reading works.
On ``held`` nothing has been mended at all, and nothing is to be: it stays as a word on what is to be expected.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.tally_agenda import AGENDA
from bench.tally_articles import Piece, Told, World
from bench.tally_briefing import BRIEFING
from bench.tally_bulletin import BULLETIN
from bench.tally_bureau import BUREAU
from bench.tally_copy import COPY
from bench.tally_desk import DESK
from bench.tally_evening import EVENING
from bench.tally_flash import FLASH
from bench.tally_footnote import FOOTNOTE
from bench.tally_held import HELD
from bench.tally_live import LIVE
from bench.tally_local import LOCAL
from bench.tally_neighbour import NEIGHBOUR
from bench.tally_plain import PLAIN
from bench.tally_plan import Manner, plan, series
from bench.tally_provinces import FIELD, FRONTS, NEIGHBOURS, SCENES
from bench.tally_rolling import ROLLING
from bench.tally_roundup import ROUNDUP
from bench.tally_screen import SCREEN
from bench.tally_shores import POSTS, REGISTERS, RETURNS
from bench.tally_sitrep import SITREP
from bench.tally_thread import THREAD
from bench.tally_ticker import TICKER
from bench.tally_wire import WIRE
from bench.tally_wording import KEPT, OPEN
from bench.tally_worlds import FRESH, LATER, LATEST
from onrecord import read
from onrecord.record import Record, Span
from onrecord.store.keep import Arrival, keep
from onrecord.store.rows import ActorName
from onrecord.store.store import Store
from onrecord.store.tallies import FigureAsked, figures_told
from onrecord.story.tally import Evidence, Point, Revision, Series, Tally, flags_of, tally_of
from onrecord.story.tally.names import place_key, source_key, words_of

MEASURES = ("killed", "injured")
# Totals told again in hundreds are no values of their day.
ROUND = 100
WORDINGS = {
    "open": Manner(OPEN),
    "kept": Manner(KEPT),
    "wire": Manner(WIRE),
    "live": Manner(LIVE),
    "desk": Manner(DESK, LATER, 0.3, 1000),
    "sitrep": Manner(SITREP, LATER, 0.3, 1000),
    "plain": Manner(PLAIN, LATER, 0.3, 1000),
    "ticker": Manner(TICKER, LATER, 0.3, 1000),
    "local": Manner(LOCAL, LATER, 0.3, 1000),
    "bulletin": Manner(BULLETIN, LATER, 0.3, 1000),
    "copy": Manner(COPY, LATEST, 0.3, 1000),
    "briefing": Manner(BRIEFING, LATEST, 0.3, 1000),
    "rolling": Manner(ROLLING, FRESH, 0.3, 1000),
    "roundup": Manner(ROUNDUP, FRESH[::-1] + LATEST, 0.3, 1000),
    "evening": Manner(EVENING, FRONTS, 0.3, 1000),
    "flash": Manner(FLASH, FIELD, 0.3, 1000),
    "screen": Manner(SCREEN, SCENES, 0.3, 1000),
    "neighbour": Manner(NEIGHBOUR, NEIGHBOURS, 0.3, 1000),
    "footnote": Manner(FOOTNOTE, REGISTERS, 0.5, 1000),
    "thread": Manner(THREAD, POSTS, 0.5, 1000),
    "bureau": Manner(BUREAU, RETURNS, 0.5, 1000),
    "agenda": Manner(AGENDA, (*REGISTERS[1:], *POSTS), 0.5, 1000),
    "held": Manner(HELD, LATEST + LATER, 0.3, 1000),
}


@dataclass
class Score:
    """What is right of what was to be found, and of what was found."""

    right: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def count(self, what: str, *, right: bool, miss: str) -> None:
        """Count one case."""
        self.wanted[what] += 1
        self.right[what] += right
        if not right:
            self.misses.append(f"{what}: {miss}")

    def shares(self) -> dict[str, float]:
        """Return the per cent right of each measure, and of all cases."""
        out = {what: 100 * self.right[what] / number for what, number in self.wanted.items()}
        return {**out, "all": 100 * sum(self.right.values()) / max(1, sum(self.wanted.values()))}


def main() -> None:
    """Print what is right, in per cent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--wording", choices=sorted(WORDINGS), action="append")
    parser.add_argument("--seeds", default="0-8", help="first and one past the last, such as 0-8")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    first, last = map(int, options.seeds.split("-"))
    out = {}
    for wording in options.wording or sorted(WORDINGS):
        score = measure(options.shared, WORDINGS[wording], range(first, last))
        out[wording] = score.shares()
        if options.misses:
            print("\n".join(score.misses))
        if not options.json:
            shares = "  ".join(f"{what} {share:.1f} (n {score.wanted[what]})" for what, share in score.shares().items())
            print(f"{wording}: {shares}")
    if options.json:
        print(json.dumps(out))


def measure(shared: Path, manner: Manner, seeds: Iterable[int]) -> Score:
    """Return the score over the runs of some seeds."""
    days, score = series(shared), Score()
    for seed in seeds:
        world, pieces = plan(days, manner, seed=seed)
        found, ids = ingested(pieces)
        compare(world, [(ids[at], piece) for at, piece in enumerate(pieces)], found, score)
    return score


def ingested(pieces: Sequence[Piece]) -> tuple[Tally, list[int]]:
    """Return the tally of articles that were read and stored, and their ids."""
    records: dict[tuple[str, str], Record] = {}
    ids = []
    with Store.create(":memory:") as store:
        for at, piece in enumerate(pieces):
            day = piece.published.isoformat()
            if (piece.text, day) not in records:
                records[piece.text, day] = read(piece.text.encode(), published=day)
            record = records[piece.text, day]
            url = f"https://{piece.outlet.lower().replace(' ', '-')}.example/{at}"
            with store.writing() as connection:
                receipt = keep(connection, Arrival(record, url, f"{day}T12:00:00Z", url=url))
            assert receipt.article is not None  # noqa: S101 - nothing was taken down
            ids.append(receipt.article)
        with store.reading() as connection:
            return tally_of(figures_told(connection, FigureAsked(MEASURES))), ids


Key = tuple[str, str, str, str, str]
Stands = tuple[Evidence, Series, Point]


def compare(world: World, told: Sequence[tuple[int, Piece]], found: Tally, score: Score) -> None:
    """Hold a tally against what its articles were written to say."""
    evidence: dict[int, list[Stands]] = {}
    for stands in ((e, s, p) for s in found.series for p in s.points for e in evidence_of(p)):
        evidence.setdefault(stands[0].article, []).append(stands)
    for article, piece in told:
        for figure in piece.told:
            if figure.role == "now" and figure.measure in MEASURES:
                _figure(world, figure, piece, evidence.get(article, []), score)
    meant = meant_series(world, told, frozenset(_standing(world, found)))
    _points(world, meant, told, found, score)
    _revisions(world, meant, found, score)
    _flags(world, meant, found, score)


def _figure(world: World, figure: Told, piece: Piece, evidence: Sequence[Stands], score: Score) -> None:
    place = next((e for e in evidence if e[0].span.start < figure.end and figure.start < e[0].span.end), None)
    line = piece.text[piece.text.rfind("\n", 0, figure.start) + 1 : piece.text.find("\n", figure.start)]
    miss = f"{piece.published} {line} | {piece.text[figure.start : figure.end]} | "
    if place is None:
        for what in ("values", "sources", "days"):
            score.count(what, right=False, miss=miss + "in no series")
        return
    own, one, point = place
    kind = "total" if figure.cumulative else "new"
    value = (own.low, own.high, own.approx) == (figure.low, figure.high, figure.approx)
    same = (
        value
        and (one.measure, one.who, one.kind) == (figure.measure, figure.who, kind)
        and _is_place(world, figure, one)
    )
    score.count("values", right=same, miss=f"{miss}{own.low} {one.measure} {one.who} {one.kind} {one.place}")
    score.count("sources", right=source_of(world, one) == figure.source, miss=f"{miss}{one.names} {one.source}")
    score.count(
        "days", right=point.day == figure.as_of.isoformat(), miss=f"{miss}{point.day} {point.dated}, not {figure.as_of}"
    )


def evidence_of(point: Point) -> Iterator[Evidence]:
    """Yield where a point's values are told, those too that it has replaced."""
    yield from point.evidence
    for revision in point.revisions:
        yield from revision.evidence


def _is_place(world: World, figure: Told, one: Series) -> bool:
    own = {place_key(name) for name in (world.place, *world.places)} | {None}
    if figure.place == world.place:
        return one.place_key in own
    return one.place_key is not None and set(one.place_key.split()) <= set((place_key(figure.place) or "").split())


def source_of(world: World, one: Series) -> str | None:
    """Return whose the truth calls a series."""
    places = {word for name in world.places for word in words_of(name)}
    wider = {*places, *words_of(world.official)[:1]}  # "the Red Crescent" of Libya, among Libyan places
    keys = {source_key(name, places) for name in one.names}
    for source, known in ((world.official, world.officials), (world.rival, world.rivals)):
        if keys & {source_key(name, at) for name in (*known, source) for at in (places, wider)}:
            return source
    return next(iter(one.names), None)


def _standing(world: World, found: Tally) -> Iterator[tuple[object, ...]]:
    for one, point in ((s, p) for s in found.series for p in s.points):
        yield one.measure, one.who, source_of(world, one), one.kind, point.day, point.value


def meant_series(
    world: World, told: Sequence[tuple[int, Piece]], known: frozenset[tuple[object, ...]] = frozenset()
) -> tuple[Series, ...]:
    """Return the series that articles were written to tell.

    Args:
        known: points of the tally that was found. The total of a day before that an article tells again in passing may
            stand on its day, but need not.
    """
    groups: dict[Key, dict[str, list[tuple[int, Piece, Told]]]] = {}
    for role in ("now", "old"):
        for article, piece in told:
            for figure in piece.told:
                if figure.role != role or figure.measure not in MEASURES:
                    continue
                kind = "total" if figure.cumulative else "new"
                key = (figure.measure, figure.who, figure.place, figure.source, kind)
                days, day = groups.setdefault(key, {}), figure.as_of.isoformat()
                point = (figure.measure, figure.who, figure.source, kind, day, _value(figure))
                sharp = any(not _is_round(t) for _, _, t in days.get(day, []))
                if role == "now" or (not sharp and point in known and _value(figure) % ROUND):
                    days.setdefault(day, []).append((article, piece, figure))
    groups = {key: days for key, days in groups.items() if days}
    out = []
    for key, days in sorted(groups.items()):
        points = tuple(_meant_point(day, days[day], key[4]) for day in sorted(days))
        actor = ActorName(1 if key[3] == world.official else 2, key[3], "organisation", 1)
        out.append(Series(key[0], key[1], key[2], actor, (key[3],), key[4], None, points))  # type: ignore[arg-type]
    return tuple(out)


def _meant_point(day: str, told: Sequence[tuple[int, Piece, Told]], kind: str) -> Point:
    sharp = [t for t in told if not _is_round(t[2])] or sorted(told, key=lambda t: (t[2].approx, -_digits(t[2])))[:1]
    last = max(sharp, key=lambda t: (t[2].revised, t[1].published))[2]
    same = [t for t in sharp if _value(t[2]) == _value(last)]
    own = {
        (a, t.low, t.high, t.approx): None for a, piece, t in same if not piece.copies
    }  # a copy is no second witness
    low, high, approx = Counter(told[1:] for told in own).most_common(1)[0][0]
    others = {_value(t[2]): t[2] for t in sharp if _value(t[2]) != _value(last)}
    replaced = (
        list(others.values())
        or [t for _, piece, one in told if one is last for t in piece.told if _gave_way(t, last)][:1]
    )
    revisions = tuple(Revision(t.low, t.high, day, day, last.revised) for t in replaced if others or last.revised)
    evidence = tuple(
        Evidence(0, article, Span(t.start, t.end), "", day, piece.outlet, article, (), t.low, t.high, t.approx)
        for article, piece, t in told
    )
    return Point(day, "said", low, high, approx, 1 if kind == "new" else None, 1, len(told), revisions, evidence)


def _gave_way(told: Told, last: Told) -> bool:
    """Return whether an article tells a value only as the one before the last."""
    same = (told.measure, told.who, told.cumulative, told.source) == (
        last.measure,
        last.who,
        last.cumulative,
        last.source,
    )
    return told.role in {"old", "former"} and same and _value(told) != _value(last)


def _value(told: Told) -> int:
    return told.low if told.low is not None else told.high or 0


def _digits(told: Told) -> int:
    return len(str(_value(told)).rstrip("0"))


def _is_round(told: Told) -> bool:
    return told.approx or told.rounded


def _points(
    world: World, meant: Sequence[Series], told: Sequence[tuple[int, Piece]], found: Tally, score: Score
) -> None:
    """No point that nobody told, and every point with its value."""
    own = {place_key(name) for name in (world.place, *world.places)} | {None}
    wanted = {(s.measure, s.who, s.names[0], s.kind, s.place_key in own, p.day): p for s in meant for p in s.points}
    old = {_value(t) for _, piece in told for t in piece.told if t.role != "now"}
    for one, point in ((s, p) for s in found.series for p in s.points):
        key = (one.measure, one.who, source_of(world, one) or "", one.kind, one.place_key in own, point.day)
        want = wanted.get(key)
        if want is None and point.value in old:
            continue
        right = want is not None and point.value == want.value
        score.count("points", right=right, miss=f"{key} {point.value}, not {want.value if want else None} {one.place}")


def _revisions(world: World, meant: Sequence[Series], found: Tally, score: Score) -> None:
    def listed(all_: Iterable[Series]) -> Iterator[tuple[object, ...]]:
        for s in all_:
            for p in s.points:
                for r in p.revisions:
                    yield s.measure, s.who, source_of(world, s), s.kind, p.day, r.low or r.high, p.value

    _sets("revisions", set(listed(meant)), set(listed(found.series)), score)


def _flags(world: World, meant: Sequence[Series], found: Tally, score: Score) -> None:
    def listed(series_: Sequence[Series]) -> set[tuple[object, ...]]:
        flags = flags_of([s for s in series_ if source_of(world, s) in {world.official, world.rival}])
        kinds = ("fall", "jump", "daily", "revision")
        return {(f.kind, f.measure, f.who, f.day, f.now) for f in flags if f.kind in kinds}

    _sets("flags", listed(meant), listed(found.series), score)


def _sets(what: str, wanted: set[tuple[object, ...]], found: set[tuple[object, ...]], score: Score) -> None:
    for one in sorted(wanted | found, key=str):
        score.count(
            what, right=one in wanted and one in found, miss=f"{'missed' if one in wanted else 'spurious'} {one}"
        )


if __name__ == "__main__":
    main()
