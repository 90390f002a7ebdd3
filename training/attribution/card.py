"""The model card's tables: `python -m training.attribution.card ../shared GOLD RECORDS`.

GOLD is a folder in the gold's format (`ID.json` and `texts/ID.txt`), RECORDS holds what `onrecord read --json` made of
its texts. Scores by outlet, and by what kind of statement is found.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

LEAST_ARTICLES = 2  # of an outlet that gets a line of its own
MEASURES = ("statements", "statements.triple", "statements.linked")


def outlet(name: str) -> str:
    """Return the outlet of an article by its file name: what follows the collection's two letters."""
    parts = name.lower().split("-")
    return parts[1] if parts[0] in {"ba", "nd", "pn"} else "other"


def _kinds(text: str, record: dict[str, Any], statement: dict[str, Any]) -> list[str]:
    """Name every group that a statement belongs to."""
    cue = (statement["cue"] or {}).get("q")
    around = [" ".join(c["q"] for c in s["content"]) for s in record["statements"] if s is not statement]
    own = " ".join(c["q"] for c in statement["content"])
    nested = bool(cue) and any(f"{cue} " in other and own[:30] in other for other in around if own)
    source = (statement["source"] or {}).get("q", "")
    pronoun = source.lower() in {"he", "she", "they", "it", "we", "i", "who"}
    written = "a pronoun" if pronoun else "no words" if not source else "a name or description"
    headline = bool(own) and text.find(own) in range(text.find("\n"))
    places = ["in the headline"] if headline else []
    return [statement["kind"], statement["grade"], f"source: {written}", *places, *(["nested"] if nested else [])]


def _found(scorer: Any, gold: dict[str, Any], text: str, record: dict[str, Any]) -> set[int]:  # noqa: ANN401 - a module beside us
    """Return the numbers of the gold's statements that a record has, as the scorer pairs them."""
    aligned = scorer.Alignment(text, record["article"]["text"])
    union: Callable[..., frozenset[int]] = frozenset().union
    true = [(union(*map(aligned.quote, s["content"])), aligned.quote(s["cue"])) for s in gold["statements"]]
    mine = [(union(*map(aligned.span, s["content"])), aligned.span(s.get("cue"))) for s in record["statements"]]

    def alike(one: tuple[frozenset[int], ...], other: tuple[frozenset[int], ...]) -> float:
        if one[1] and other[1] and not one[1] & other[1]:
            return 0.0
        return float(scorer.jaccard(one[0], other[0])) if one[0] or other[0] else float(bool(one[1] & other[1]))

    return {i for i, _ in scorer.pair(true, mine, alike, 0.5)}


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("records", type=Path)
    arguments = parser.parse_args()
    sys.path.insert(0, str(arguments.shared / "gold"))
    import score as scorer  # noqa: PLC0415 - the gold's own, where the command line says

    tallies: dict[str, Any] = defaultdict(scorer.Tally)
    count, found, of = Counter[str](), Counter[str](), Counter[str]()
    for path in sorted(arguments.gold.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        record = json.loads((arguments.records / path.name).read_text(encoding="utf-8"))
        text = (arguments.gold / "texts" / f"{path.stem}.txt").read_text(encoding="utf-8")
        count[outlet(path.stem)] += 1
        scorer.score_one(gold, text, record, tallies[outlet(path.stem)], misses=False)
        hits = _found(scorer, gold, text, record)
        for number, statement in enumerate(gold["statements"]):
            for kind in _kinds(text, gold, statement):
                of[kind] += 1
                found[kind] += number in hits
    print("| outlet | articles | statements | with source | with speaker |\n|---|---|---|---|---|")
    for name, tally in sorted(tallies.items()):
        if count[name] >= LEAST_ARTICLES:
            scores = tally.report()
            print(f"| {name} | {count[name]} | {' | '.join(str(scores[m]['F1']) for m in MEASURES)} |")
    print("\n| kind of statement | found, % | of |\n|---|---|---|")
    for kind, all_ in of.most_common():
        print(f"| {kind} | {100 * found[kind] / all_:.1f} | {all_} |")


if __name__ == "__main__":
    main()
