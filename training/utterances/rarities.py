"""Count how rare the words of news are: ``python -m training.utterances.rarities ../shared``.

In how many articles a word stands, in PolNeAR's training split, newsdiscourse and silver. The table says it to a
quarter of a logarithm and leaves out words of fewer than eight articles, numbers and what no article has.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from training.utterances.pairs import texts_of

from onrecord.story.utterances.folding import words_of

LEAST = 8  # articles: rarer words are told apart by chance
STEP = 4  # to the unit of the natural logarithm
TABLE = Path(__file__).parents[2] / "src" / "onrecord" / "story" / "utterances" / "rarities.tsv"


def texts(shared: Path) -> Iterator[str]:
    """Yield the articles that are counted."""
    for path in sorted((shared / "silver" / "texts").glob("*.txt")):
        yield path.read_text(encoding="utf-8")
    yield from texts_of(shared / "corpora" / "polnear" / "train.tar.xz")
    yield from texts_of(shared / "corpora" / "newsdiscourse" / "newsdiscourse.tar.xz")


def main() -> None:
    """Count and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    articles, seen = 0, Counter[str]()
    for text in texts(parser.parse_args().shared):
        articles += 1
        seen.update({word.stem for word in words_of(text)})
    rows = defaultdict(list)
    for stem, count in seen.items():
        if count >= LEAST and not stem[0].isdigit():
            rows[round(STEP * math.log(articles / count)) / STEP].append(stem)
    head = (
        f"# How rare the words of news are: the natural logarithm of {articles} articles by those that have the word.\n"
        "# Words as folding.py cuts them; one that is not here is rarer. Made by training/utterances/rarities.py.\n"
    )
    TABLE.write_text(head + "".join(f"{k:.2f}\t{' '.join(sorted(rows[k]))}\n" for k in sorted(rows)), encoding="utf-8")


if __name__ == "__main__":
    main()
