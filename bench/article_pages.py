"""How long the pages of articles take to make, by the clock and of the processor: articles drawn at random.

python -m bench.article_pages big.db        # 200 of them
python -m bench.article_pages big.db 60
"""

from __future__ import annotations

import argparse
import random
import statistics
import time

from sqlalchemy import func, select
from starlette.testclient import TestClient

from onrecord.serve.web.app import create_app
from onrecord.store import schema
from onrecord.store.store import Store

SEED = 7


def main() -> None:
    """Print the median and the 95th percentile of both, in milliseconds, and the size of the pages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store")
    parser.add_argument("pages", type=int, nargs="?", default=200)
    asked = parser.parse_args()
    with Store.open(asked.store) as store:
        with store.reading() as connection:
            last = connection.execute(select(func.max(schema.ARTICLES.c.id))).scalar_one()
        client = TestClient(create_app(store), base_url="http://localhost")
        drawn = random.Random(SEED).sample(range(1, last + 1), min(asked.pages, last))  # noqa: S311 - a sample, no secret
        client.get(f"/articles/{drawn[0]}")  # templates are compiled once
        clock, processor, size = [], [], []
        for article in drawn:
            begun = time.perf_counter(), time.process_time()
            answer = client.get(f"/articles/{article}")
            if answer.is_success:
                clock.append(1000 * (time.perf_counter() - begun[0]))
                processor.append(1000 * (time.process_time() - begun[1]))
                size.append(len(answer.content) / 1024)
    for name, values in (("clock, ms", clock), ("processor, ms", processor), ("size, KiB", size)):
        print(f"{name:14} n {len(values)}  median {statistics.median(values):.0f}  p95 {_p95(values):.0f}")


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * len(values))]


if __name__ == "__main__":
    main()
