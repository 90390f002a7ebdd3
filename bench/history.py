"""How often the sentence chosen as background is one: NewsDiscourse's roles of sentences, its validation split.

    python -m bench.history ../shared

For each article that tells a previous event or history, one sentence is chosen; right is one of those two roles.
"""

from __future__ import annotations

import argparse
import json
import sys
import tarfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.story.background.history import pastness, signs

PAST = frozenset({"previous-event", "historical"})


@dataclass(frozen=True)
class Told:
    """A sentence of an article with its role.

    Args:
        place: 0 for the first, 1 for the last.
    """

    words: str
    place: float
    role: str


def articles(shared: Path, split: str) -> list[list[Told]]:
    """Return the sentences of each article of a split, in order of their names."""
    found = []
    with tarfile.open(shared / "corpora/newsdiscourse/newsdiscourse.tar.xz") as archive:
        files = {member.name: archive.extractfile(member) for member in archive if member.name.startswith(split)}
        read = {name: file.read().decode() for name, file in files.items() if file is not None}
    for name in sorted(read):
        if name.endswith(".tsv"):
            text = read[name.removesuffix(".tsv") + ".txt"]
            rows = [line.split("\t") for line in read[name].splitlines()[1:]]
            last = max(len(rows) - 1, 1)
            found.append([Told(text[int(r[0]) : int(r[1])], n / last, r[2]) for n, r in enumerate(rows)])
    return found


def chosen(found: Sequence[list[Told]], worth: Callable[[Told], float]) -> float:
    """Return the per cent of the articles whose best sentence is of the past; only those that have one count."""
    there = [told for told in found if any(one.role in PAST for one in told)]
    return 100 * sum(max(told, key=worth).role in PAST for told in there) / len(there)


def dated(told: Told) -> float:
    """Tell the first sentence after the first one that names a year, a month or a time ago."""
    held = signs(told.words, told.place)
    return (bool(held["year"] or held["month"] or held["ago"]) and told.place > 0) + (1 - told.place) / 2


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--json", action="store_true", help="for the gate")
    options = parser.parse_args()
    found = articles(options.shared, "validation")
    every = [one for told in found for one in told]
    share = {
        "any sentence": 100 * sum(one.role in PAST for one in every) / len(every),
        "the first that names a time": chosen(found, dated),
        "the likeliest by history.tsv": chosen(found, lambda one: pastness(one.words, one.place)),
    }
    if options.json:
        print(json.dumps(share))
    else:
        for name, value in share.items():
            print(f"{name:30} {value:.1f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
