"""How long the views of stories take in a big store: the largest stories, and stories as they come.

    python -m bench.views big.db                           # 6 of the largest, 30 of the others; --large, --others

Each view is made afresh, rows read and all. Milliseconds on the clock and of the processor.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable

from sqlalchemy import select

from onrecord.store import schema
from onrecord.store.store import Store
from onrecord.story.asking import StoriesAsked, TallyAsked, overview, stories, story, tally

VIEWS: dict[str, Callable[[Store, int], object]] = {
    "rows alone": lambda s, n: story(s, n).told,
    "timeline": lambda s, n: story(s, n).timeline(),
    "positions": lambda s, n: story(s, n).positions(),
    "tallies": lambda s, n: story(s, n).tallies(),
    "background": lambda s, n: story(s, n).background(),
    "checks": lambda s, n: story(s, n).checks(),
    "overview": overview,
}
LISTS: dict[str, Callable[[Store], object]] = {
    "stories": lambda s: stories(s, StoriesAsked()),
    "stories of 3 and more": lambda s: stories(s, StoriesAsked(least=3)),
    "stories with a word": lambda s: stories(s, StoriesAsked(words="election")),
    "tally of a place": lambda s: tally(s, TallyAsked(words="killed", place="Nepal")),
}


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("where")
    parser.add_argument("--large", type=int, default=6)
    parser.add_argument("--others", type=int, default=30)
    options = parser.parse_args()
    with Store.open(options.where) as store:
        row = schema.STORIES.c
        with store.reading() as connection:
            held = connection.execute(
                select(row.id, row.articles).where(row.articles > 0).order_by(row.articles.desc())
            )
            sizes = {one.id: one.articles for one in held}
        largest: dict[int, list[int]] = {}
        for ident, size in sizes.items():
            largest.setdefault(size, []).append(ident)
        large = [several[0] for several in list(largest.values())[: options.large]]
        others = random.Random(0).sample(sorted(sizes), min(options.others, len(sizes)))  # noqa: S311 - no secret
        for ident in large:
            for name, view in VIEWS.items():
                _print(f"{sizes[ident]} articles, {name}", [_timed(lambda v=view, i=ident: v(store, i)) for _ in "123"])
        for name, view in VIEWS.items():
            _print(f"as they come, {name}", [_timed(lambda v=view, i=i: v(store, i)) for i in others])
        for name, ask in LISTS.items():
            _print(name, [_timed(lambda a=ask: a(store)) for _ in "123"])
    return 0


def _timed(run: Callable[[], object]) -> tuple[float, float]:
    wall, processor = time.perf_counter(), time.process_time()
    run()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - processor) * 1000


def _print(name: str, took: list[tuple[float, float]]) -> None:
    wall, processor = (sorted(times) for times in zip(*took, strict=True))
    p95 = int(0.95 * (len(took) - 1))
    print(
        f"{name:<32} clock: median {statistics.median(wall):7.0f}, p95 {wall[p95]:7.0f}; "
        f"processor: median {statistics.median(processor):7.0f}, p95 {processor[p95]:7.0f}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
