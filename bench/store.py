"""A store of 100,000 articles: what the next one costs, how long questions take.

    onrecord read ../shared/corpora/polnear/… --out records/
    python -m bench.store make records/ big.db           # about 5 GB; tells what the next article costs as it grows
    python -m bench.store ask big.db                     # how long a hundred questions of each kind take

``WHERE`` may be the URL of an empty PostgreSQL database. Times are of the whole answer, rows made and names joined.
"Processor" is the time this process used: on SQLite all of it, whatever else the machine does.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, func, select, text

from bench.bigstore import Varied
from onrecord.record import Record
from onrecord.store import schema
from onrecord.store.ask import statements
from onrecord.store.keep import keep
from onrecord.store.search import search_articles, search_statements
from onrecord.store.store import Store
from onrecord.store.wanted import Wanted

COUNTED = (1_000, 10_000, 100_000)
NEXT = 200
BATCH = 500
QUESTIONS = 100
SPELL = 90  # days that some questions are about
LEAST_WORDS = 4  # of a statement that a question is made of
_WORD = re.compile(r"[a-z]{3,}", re.IGNORECASE)

# One actor across articles for each name and type: who is who is another part's affair, and another benchmark's.
LINK = (
    text(
        "INSERT INTO actors (name, type, articles) SELECT DISTINCT name, type, 0 FROM article_actors a "
        "WHERE article BETWEEN :first AND :last "
        "AND NOT EXISTS (SELECT 1 FROM actors b WHERE b.name = a.name AND b.type = a.type)"
    ),
    text(
        "UPDATE article_actors SET actor = (SELECT min(id) FROM actors b WHERE b.name = article_actors.name "
        "AND b.type = article_actors.type) WHERE article BETWEEN :first AND :last"
    ),
)


@dataclass(frozen=True)
class Took:
    """Seconds on the clock, and of the processor."""

    wall: float
    processor: float


def make(records: Path, where: str, articles: int) -> None:
    """Fill a new store, and print what the next article costs at each size."""
    varied = Varied([Record.from_json(path.read_bytes()) for path in sorted(records.glob("*.json"))])
    with Store.create(where) as store:
        stored = 0
        for size in [size for size in COUNTED if size <= articles]:
            _fill(store, varied, stored, size - NEXT)
            took = [_timed(lambda n=n: _fill(store, varied, n, n + 1)) for n in range(size - NEXT, size)]
            stored = size
            _print(f"the next article at {size:,}", took)
        _fill(store, varied, stored, articles)


def _fill(store: Store, varied: Varied, start: int, end: int) -> None:
    for first in range(start, end, BATCH):
        last = min(first + BATCH, end)
        with store.writing() as connection:
            for arrival in varied.articles(first, last):
                keep(connection, arrival)
            for link in LINK:
                connection.execute(link, {"first": first + 1, "last": last})


def ask(where: str) -> None:
    """Print how long questions of each kind take."""
    with Store.open(where) as store:
        with store.reading() as connection:
            drawn = list(_draw(connection))
        for name, question in KINDS.items():
            took = []
            for one in drawn:
                with store.reading() as connection:
                    took.append(_timed(lambda q=question, c=connection, one=one: q(c, one)))
            _print(name, took)


@dataclass(frozen=True)
class Drawn:
    """What a question is made of: words that some statement holds, somebody who speaks, days."""

    word: str
    two: str
    phrase: str
    speaker: int
    its_word: str
    since: str
    until: str


def _draw(connection: Connection) -> Iterator[Drawn]:
    """Draw statements, so that common words and speakers come as often as they stand in the store."""
    draw = random.Random(0)  # noqa: S311 - no secret
    said = schema.STATEMENTS.c
    day = schema.ARTICLES.c.known_on
    number, first, last = connection.execute(select(func.max(schema.ARTICLES.c.id), func.min(day), func.max(day))).one()
    days = range(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal() - SPELL)
    count = 0
    while count < QUESTIONS:
        article = draw.randrange(1, number + 1)
        query = select(said.content, said.actor).where(said.article == article, said.actor.is_not(None))
        rows = connection.execute(query.order_by(said.id)).all()
        words = [_WORD.findall(row.content) for row in rows]
        if not rows or min(len(words[0]), len(words[-1])) < LEAST_WORDS:
            continue
        since = draw.choice(days)
        yield Drawn(
            word=draw.choice(words[0]),
            two=" ".join(draw.sample(words[0], 2)),
            phrase=_phrase(rows[0].content, draw),
            speaker=rows[-1].actor,
            its_word=draw.choice(words[-1]),
            since=date.fromordinal(since).isoformat(),
            until=date.fromordinal(since + SPELL).isoformat(),
        )
        count += 1


def _phrase(content: str, draw: random.Random) -> str:
    words = content.replace('"', " ").split()
    start = draw.randrange(max(1, len(words) - 2))
    return '"' + " ".join(words[start : start + 3]) + '"'


def _said(connection: Connection, **wanted: object) -> object:
    return statements(connection, Wanted(newest=True, limit=50, **wanted))


KINDS: dict[str, Callable[[Connection, Drawn], object]] = {
    "articles, a word": lambda c, d: search_articles(c, Wanted(words=d.word)),
    "articles, two words": lambda c, d: search_articles(c, Wanted(words=d.two)),
    "articles, a phrase": lambda c, d: search_articles(c, Wanted(words=d.phrase)),
    "statements, a word": lambda c, d: search_statements(c, Wanted(words=d.word)),
    "statements, two words": lambda c, d: search_statements(c, Wanted(words=d.two)),
    "statements, a phrase": lambda c, d: search_statements(c, Wanted(words=d.phrase)),
    "who said a word": lambda c, d: _said(c, words=d.word),
    "what a speaker said": lambda c, d: _said(c, speaker=d.speaker),
    "… with a word of theirs": lambda c, d: _said(c, speaker=d.speaker, words=d.its_word),
    "… with any two words": lambda c, d: _said(c, speaker=d.speaker, words=d.two),
    "… in 90 days": lambda c, d: _said(c, speaker=d.speaker, since=d.since, until=d.until),
    "… with a word, in 90 days": lambda c, d: _said(
        c, speaker=d.speaker, words=d.its_word, since=d.since, until=d.until
    ),
    "… denied": lambda c, d: _said(c, speaker=d.speaker, mode="deny"),
    "… denied with a word": lambda c, d: _said(c, speaker=d.speaker, mode="deny", words=d.its_word),
    "a word to somebody": lambda c, d: _said(c, addressee=d.speaker, words=d.word),
    "a word in 90 days": lambda c, d: _said(c, words=d.word, since=d.since, until=d.until),
}


def _timed(run: Callable[[], object]) -> Took:
    wall, processor = time.perf_counter(), time.process_time()
    run()
    return Took(time.perf_counter() - wall, time.process_time() - processor)


def _print(name: str, took: list[Took]) -> None:
    for kind in ("wall", "processor"):
        times = sorted(getattr(one, kind) * 1000 for one in took)
        p95 = times[int(0.95 * (len(times) - 1))]
        line = f"median {statistics.median(times):7.1f} ms, mean {statistics.mean(times):7.1f}, p95 {p95:7.1f}"
        print(f"{name:<28} {kind:<9} {line}", flush=True)


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.store", description=__doc__)
    parts = parser.add_subparsers(dest="part", required=True)
    making = parts.add_parser("make")
    making.add_argument("records", type=Path)
    making.add_argument("where")
    making.add_argument("--articles", type=int, default=COUNTED[-1])
    parts.add_parser("ask").add_argument("where")
    given = parser.parse_args()
    if given.part == "make":
        make(given.records, given.where, given.articles)
    else:
        ask(given.where)
    return 0


if __name__ == "__main__":
    sys.exit(main())
