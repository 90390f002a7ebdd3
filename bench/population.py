"""A store to look at and to grow: real records that arrive one by one, through every step of an arrival.

    python -m bench.population small.db RECORDS …         # folders of records, one JSON file each

What a record leaves out is taken from its file's name: ``outlet_2016-09-12_slug`` as the files of PolNeAR are called,
``1_11ecbplus`` as those of ECB+ (their topics come a few days apart, in the year of PolNeAR).
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec

from onrecord.record import Record, Stamp
from onrecord.store.keep import Arrival, keep
from onrecord.store.store import Store
from onrecord.story.arrivals import arrive

_DATED = re.compile(r"([a-z-]+)_(\d{4}-\d{2}-\d{2})_")
_TOPIC = re.compile(r"(\d+)_\d+ecb(plus)?$")
FIRST_DAY = date(2016, 1, 5)
TOPIC_DAYS, EVENT_DAYS, DAYS = 9, 4, 3
OUTLETS = ("Daily Herald", "Morning Post", "Evening Star", "Courier", "Argus", "Echo", "Globe", "Tribune")


def dated(folders: Iterable[Path]) -> list[Record]:
    """Return the records of some folders, each with a day and an outlet, in the order of days."""
    found = [(_dated(path.stem, Record.from_json(path.read_bytes())), path.stem) for path in _files(folders)]
    return [record for record, _ in sorted(found, key=lambda one: (_day(one[0]), one[1]))]


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(folder.glob("*.json"))


def _dated(name: str, record: Record) -> Record:
    article = record.article
    outlet, day = article.outlet, article.published and article.published.value
    if match := _DATED.match(name):
        outlet, day = outlet or match[1].replace("-", " ").title(), day or match[2]
    elif match := _TOPIC.match(name):
        draw = random.Random(name)  # noqa: S311 - no secret
        outlet = outlet or draw.choice(OUTLETS)
        after = TOPIC_DAYS * int(match[1]) + (EVENT_DAYS if match[2] else 0) + draw.randrange(DAYS)
        day = day or (FIRST_DAY + timedelta(after)).isoformat()
    stamp = Stamp(day or FIRST_DAY.isoformat(), "given")
    return msgspec.structs.replace(record, article=msgspec.structs.replace(article, outlet=outlet, published=stamp))


def _day(record: Record) -> str:
    return record.article.published.value[:10] if record.article.published else ""


def arrivals(records: Iterable[Record]) -> Iterator[Arrival]:
    """Yield records as they come: each text once, an address and a time of its own for each."""
    texts: set[str] = set()
    for number, record in enumerate(records):
        if record.article.text_sha256 not in texts:
            texts.add(record.article.text_sha256)
            host = "".join(letter for letter in (record.article.outlet or "paper").lower() if letter.isalnum())
            url = f"https://{host}.example/{_day(record)}/{number}"
            yield Arrival(record, source=f"https://{host}.example/feed", seen_at=f"{_day(record)}T18:00:00Z", url=url)


def populate(store: Store, records: Iterable[Record]) -> int:
    """Let records arrive, and return how many articles were stored."""
    count = 0
    for arrival in arrivals(records):
        with store.writing() as connection:
            receipt = keep(connection, arrival)
            if receipt.article is not None and receipt.changed:
                arrive(connection, receipt.article)
                count += 1
    return count


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("where", help="of the new store")
    parser.add_argument("records", type=Path, nargs="+")
    options = parser.parse_args()
    with Store.create(options.where) as store:
        print(f"{populate(store, dated(options.records))} articles")
    return 0


if __name__ == "__main__":
    sys.exit(main())
