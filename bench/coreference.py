"""Whom pronouns and descriptions mean, on GUM's development part: ``python -m bench.coreference ../shared``.

GUM (Zeldes 2017, https://gucorpling.org/gum/, annotations CC BY 4.0) marks who is who in texts of sixteen kinds. Asked
for is every mention of a person, an organisation or a place that is a pronoun of the third person or a common noun, and
whose entity was mentioned before by a name or a noun. A choice is right where the mention nearest before it of the
actor chosen is a mention of GUM's same entity. Beside it stands what always taking the nearest name before would score.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from training.speakers.gum import NEWSLIKE, Gum, asked, documents, entity_at

from onrecord.actors.resolve import Resolver
from onrecord.text import annotate
from onrecord.text.quotes import quotations


def judged(gum: Gum) -> Iterator[tuple[str, bool, bool]]:
    """Yield for each mention asked for its class, whether ours is right and whether the nearest name is."""
    parse = annotate(gum.text, tuple(gum.blocks))
    resolver = Resolver(parse, quotations(gum.text, tuple(gum.blocks)))
    for mention in asked(gum):
        head = parse.token_at(mention.head)
        names = [i for i in resolver.by_token if i < head]
        number = resolver.resolve(head)
        before = [] if number is None else [i for i in resolver.entities[number].tokens if i < head]
        right = bool(before) and entity_at(gum, parse.tokens[max(before)].start) == mention.entity
        near = bool(names) and entity_at(gum, parse.tokens[max(names)].start) == mention.entity
        yield ("pronoun" if mention.tag == "PRON" else "noun"), right, near


def table(shared: Path, split: str) -> Iterator[str]:
    """Yield a line for each kind of text and of word: share right, share of the nearest name, how many."""
    counts: dict[tuple[str, str], list[tuple[bool, bool]]] = defaultdict(list)
    for gum in documents(shared, split):
        genre = gum.name.split("_")[1]
        for word, right, near in judged(gum):
            for group in (genre, "ALL LIKE NEWS" if genre in NEWSLIKE else "ALL OTHERS"):
                counts[group, word].append((right, near))
    for (group, word), rows in sorted(counts.items()):
        ours, nearest = (100 * sum(row[n] for row in rows) / len(rows) for n in (0, 1))
        yield f"{group:14}{word:8} {ours:5.1f} %  nearest name {nearest:5.1f} %  n {len(rows)}"


def main() -> None:
    """Parse the command line and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with corpora/gum")
    parser.add_argument("--split", default="dev", choices=("dev", "train"))
    chosen = parser.parse_args()
    print("\n".join(table(chosen.shared, chosen.split)))


if __name__ == "__main__":
    main()
