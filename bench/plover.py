"""Event types on PLOVER's gold standard records: ``python -m bench.plover ../shared``.

Each record there is a sentence with the event that it tells. Every second one (the first, the third …) is for
development: misses are looked at there alone (``--misses``); the others are held back. The gold is older than the
manual, which has since merged some types; ``MERGED`` maps its names to today's. ``older`` counts them in its own
eighteen names, told apart by our modes: investigations and disapproval in ACCUSE, armies' weapons in ASSAULT.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.extract.plover import Coder
from onrecord.record import Event, Span
from onrecord.text import annotate

MERGED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
ARMY = {"firearms", "heavy-weapons", "aerial", "drone", None}


class Coded(NamedTuple):
    """A gold record and what we read."""

    gold: str
    read: Event | None
    text: str

    @property
    def right(self) -> bool:
        """Whether the type is right, in the manual's names."""
        return self.read is not None and self.read.type == MERGED.get(self.gold, self.gold)

    @property
    def older(self) -> bool:
        """Whether the type is right in the gold's own names."""
        if self.read is None:
            return False
        names = {"REQUEST": "DEMAND", "ACCUSE": "INVESTIGATE" if self.read.mode == "investigate" else "DISAPPROVE"}
        names["ASSAULT"] = "FIGHT" if self.read.mode in ARMY else "ASSAULT"
        return names.get(self.read.type, self.read.type) == self.gold


def read_gold(shared: Path) -> list[dict[str, Any]]:
    """Return the gold records that have a sentence."""
    records = json.loads((shared / "corpora/plover/PLOVER_GSR_CAMEO.txt").read_text(encoding="utf-8"))
    return [record for record in records if "text" in record]


def coded(records: list[dict[str, Any]]) -> list[Coded]:
    """Return what is read in each record's sentence."""
    out = []
    for record in records:
        text = record["text"]
        coder = Coder(annotate(text, [Span(0, len(text))]))
        sentences = range(len(coder.parse.sentences))
        read = next((found for n in sentences if (found := coder.sentence(n)) is not None), None)
        out.append(Coded(record["event"], read, text))
    return out


def scores(read: list[Coded]) -> dict[str, float | int]:
    """Return accuracies in per cent, with the commonest type's beside them."""
    gold = Counter(MERGED.get(one.gold, one.gold) for one in read)
    return {
        "n": len(read),
        "type": round(100 * sum(one.right for one in read) / len(read), 1),
        "older": round(100 * sum(one.older for one in read) / len(read), 1),
        "coded": round(100 * sum(one.read is not None for one in read) / len(read), 1),
        "commonest": round(100 * gold.most_common(1)[0][1] / len(read), 1),
    }


def main() -> None:
    """Print the table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--json", action="store_true", help="for the gate")
    parser.add_argument("--misses", action="store_true", help="what is wrong in the development half")
    wanted = parser.parse_args()
    read = coded(read_gold(wanted.shared))
    parts = {"development": read[::2], "held back": read[1::2], "all": read}
    table = {name: scores(part) for name, part in parts.items()}
    if wanted.json:
        print(json.dumps(table))
        return
    if wanted.misses:
        for one in (one for one in parts["development"] if not one.right):
            print(f"{one.gold:12}{one.read.type if one.read else '-':10} {one.text}")
    print(f"{'':14}" + "".join(f"{name:>11}" for name in table["all"]))
    for name, row in table.items():
        print(f"{name:14}" + "".join(f"{value:11}" for value in row.values()))


if __name__ == "__main__":
    main()
