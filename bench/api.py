"""How long the API takes on a store: p50 and p95 of each address, in milliseconds on the clock.

    python -m bench.api STORE [--asked 40] [--at-once 1]

What is asked is drawn from the store itself: stories and actors of all sizes, words of its statements.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
from sqlalchemy import Connection, func, select
from tests.screens import served

from onrecord.store import schema
from onrecord.store.store import Store

SEED = 7


def main() -> int:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store")
    parser.add_argument("--asked", type=int, default=40, help="requests of each address")
    parser.add_argument("--at-once", type=int, default=1, help="clients")
    asked = parser.parse_args()
    with Store.open(asked.store) as store:
        with store.reading() as connection:
            questions = drawn(connection, asked.asked, random.Random(SEED))  # noqa: S311 - no secret
        with served(store) as address:
            for name, paths in questions.items():
                times = sorted(took(address, paths, asked.at_once))
                p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
                print(f"{name:32} n={len(times):3} p50={p50:7.0f} p95={p95:7.0f} max={times[-1]:7.0f}")
    return 0


def took(address: str, paths: list[str], at_once: int) -> Iterator[float]:
    """Yield how long each request took, in milliseconds."""
    with httpx.Client(base_url=address, timeout=120) as client, ThreadPoolExecutor(at_once) as pool:
        client.get("/api/v1/health")

        def ask(path: str) -> float:
            start = time.perf_counter()
            answer = client.get("/api/v1" + path)
            if answer.is_server_error:
                raise RuntimeError(f"{path}: {answer.text[:300]}")
            return (time.perf_counter() - start) * 1000

        yield from pool.map(ask, paths)


def drawn(connection: Connection, count: int, chance: random.Random) -> dict[str, list[str]]:
    """Return paths by what they ask."""
    stories = some(connection, schema.STORY_ARTICLES.c.story, schema.STORY_ARTICLES.c.article, count, chance)
    actors = some(connection, schema.STATEMENTS.c.actor, schema.STATEMENTS.c.id, count, chance)
    articles = some(connection, schema.ARTICLES.c.id, schema.ARTICLES.c.id, count, chance)
    said = some(connection, schema.STATEMENTS.c.content, schema.STATEMENTS.c.id, 2 * count, chance)
    words = [chance.choice(plain) for text in said if (plain := [w for w in str(text).split() if w.isalpha()])][:count]
    quotes = ["+".join(w for w in str(text).split()[:12] if w.isalpha()) for text in said][:count]
    pairs = [f"{a}+{b}" for a, b in zip(words, words[1:] + words[:1], strict=True)]
    return {
        "stories": ["/stories?offset=0"] * count,
        "stories?words": [f"/stories?words={word}" for word in words],
        "stories/N": [f"/stories/{n}" for n in stories],
        "stories/N/timeline": [f"/stories/{n}/timeline" for n in stories],
        "stories/N/positions": [f"/stories/{n}/positions" for n in stories],
        "stories/N/articles": [f"/stories/{n}/articles" for n in stories],
        "statements": ["/statements"] * count,
        "statements?by": [f"/statements?by={n}" for n in actors],
        "statements?words": [f"/statements?words={word}" for word in words],
        "search": [f"/search?words={pair}" for pair in pairs],
        "search/statements": [f"/search/statements?words={word}" for word in words],
        "figures?measure": ["/figures?measure=killed"] * count,
        "encounters": ["/encounters"] * count,
        "tallies": [f"/tallies?words=killed&story={n}" for n in stories],
        "first": [f"/first?quote={quote}" for quote in quotes if quote],
        "articles": ["/articles"] * count,
        "articles/N": [f"/articles/{n}" for n in articles],
        "articles/N/record": [f"/articles/{n}/record" for n in articles],
        "articles/N/revisions": [f"/articles/{n}/revisions" for n in articles],
        "actors": ["/actors"] * count,
        "actors?name": [f"/actors?name={word}" for word in words],
        "actors/N": [f"/actors/{n}" for n in actors],
        "corrections": ["/corrections"] * count,
        "changes": ["/changes"] * count,
        "health": ["/health"] * count,
    }


def some(connection: Connection, column: object, ident: object, count: int, chance: random.Random) -> list[object]:
    """Return values of rows all over a table: large stories and loud actors come as often as they stand there."""
    last = connection.execute(select(func.max(ident))).scalar() or 0  # type: ignore[call-overload] # any column
    found: list[object] = []
    while len(found) < count:
        here = select(column).where(ident >= chance.randint(0, last), column.is_not(None))  # type: ignore[call-overload,attr-defined,operator] # any column
        value = connection.execute(here.order_by(ident).limit(1)).scalar()
        found += [value] if value is not None else []
    return found


if __name__ == "__main__":
    sys.exit(main())
