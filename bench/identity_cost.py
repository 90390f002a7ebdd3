"""What linking one article costs, by how much is stored: ``python -m bench.identity_cost RECORDS``.

RECORDS is a folder of PolNeAR articles read before. Stores are filled with rows as arrivals leave them, ten actors an
article out of as many as there are articles, whose surnames few share or many; then the records arrive, and what they
take of the processor is told, linking alone.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Connection, insert

from onrecord.record import Record
from onrecord.store import schema
from onrecord.store.keep import Arrival, keep
from onrecord.store.rowsof import item_id
from onrecord.store.store import Store
from onrecord.story.actors.arrival import arrive

ACTORS = 10
FIRST = date(2014, 1, 1)
CHUNK = 2_000
FIRST_NAMES = "Ada Bill Donald Hillary Ida John Mike Ole Paul Ted".split()
FAMILY_NAMES = "Brenn Bush Clinton Cruz Lund Rubio Ryan Sanders Smith Trump".split()


def main() -> None:
    """Parse the command line and print milliseconds an article for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--articles", type=int, default=60, help="how many arrive")
    chosen = parser.parse_args()
    records = [
        Record.from_json(p.read_bytes()) for p in sorted(chosen.records.glob("*.json"))[:: 900 // chosen.articles]
    ]
    for size in chosen.sizes:
        with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "cost.db") as store:
            fill(store, size)
            taken = [_arrival(store, record, number) for number, record in enumerate(records)]
            print(f"{size:7} stored: mean {statistics.mean(taken):6.1f} ms, median {statistics.median(taken):6.1f} ms")


def _arrival(store: Store, record: Record, number: int) -> float:
    with store.writing() as connection:
        kept = keep(connection, Arrival(record, str(number), "2016-01-01T00:00:00Z"))
        start = time.process_time()
        if kept.article is not None:
            arrive(connection, kept.article)
        return 1000 * (time.process_time() - start)


def fill(store: Store, articles: int) -> None:
    """Write the rows of articles and of the actors they name."""
    draw = random.Random(articles)  # noqa: S311 - no secret
    with store.writing() as connection:
        connection.execute(insert(schema.MODELS), {"id": 1, "onrecord": "0", "models": "{}"})
        for start in range(1, articles + 1, CHUNK):
            _fill_actors(connection, range(start, min(start + CHUNK, articles + 1)))
        for start in range(1, articles + 1, CHUNK):
            _fill_articles(connection, range(start, min(start + CHUNK, articles + 1)), draw, articles)


def name_of(actor: int) -> str:
    """Return the name of an actor: each tenth has one that records have too."""
    first, family = FIRST_NAMES[actor % 10], FAMILY_NAMES[actor // 10 % 10]
    return f"{first} {family}" if actor % 100 < ACTORS else f"{first} {family.lower().title()}{actor:x}"


def _keys(actor: int) -> list[str]:
    first, last = name_of(actor).lower().split()
    return [f"p:{first}|{last}", f"s:{last}"]


def _fill_actors(connection: Connection, actors: range) -> None:
    named = [
        {"id": a, "name": name_of(a), "type": "person", "articles": ACTORS, "found_name": name_of(a)} for a in actors
    ]
    connection.execute(insert(schema.ACTORS), named)
    connection.execute(insert(schema.ACTOR_NAMES), [{"actor": a, "name": name_of(a), "articles": 10} for a in actors])
    day = {"first_on": "2014-01-01", "last_on": "2016-06-01"}
    keyed = [{"key": key, "actor": a, "articles": 10, **day} for a in actors for key in _keys(a)]
    connection.execute(insert(schema.ACTOR_KEYS), keyed)


def _fill_articles(connection: Connection, articles: range, draw: random.Random, most: int) -> None:
    kept, actors, links = [], [], []
    for article in articles:
        day = (FIRST + timedelta(days=article % 900)).isoformat()
        kept.append(
            {
                "id": article,
                "authors": "[]",
                "first_seen": day,
                "known_on": day,
                "text": "",
                "title": f"Headline {article}",
                "text_sha256": f"{article:064x}",
                "record_sha256": "0",
                "models": 1,
                "in_order": article,
            }
        )
        for place in range(ACTORS):
            actor = draw.randint(1, most)
            own = {"article": article, "actor": actor, "name": name_of(actor)}
            said = {"id": item_id(article, place), "name_from": "text", "type": "person", "members": "[]"}
            actors.append(own | said)
            links.append(
                own | {"article_actor": item_id(article, place), "how": "name", "found_by": json.dumps(_keys(actor))}
            )
    for table, rows in ((schema.ARTICLES, kept), (schema.ARTICLE_ACTORS, actors), (schema.ACTOR_LINKS, links)):
        connection.execute(insert(table), rows)


if __name__ == "__main__":
    main()
