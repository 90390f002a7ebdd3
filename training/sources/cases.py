"""The figures of silver beside ours, with the statements that may give each: what the choice learns from."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.details.cases import matched
from training.handed_over import handed_over
from training.speakers.answers import Answers

from onrecord.assembly.on_whose_word import Option, choices
from onrecord.assembly.whole import Assembly
from onrecord.extract.figures import FigureDraft

# As the scorer has it: numbers this close are the same.
CLOSE = 2e-3


@dataclass(frozen=True)
class Case:
    """One figure of silver that we found too.

    Args:
        options: the statements that may give it.
        right: whether each has the source that silver gives.
        sourced: whether silver gives one.
    """

    options: Sequence[Option]
    right: Sequence[bool]
    sourced: bool


def cases(score: Any, folder: Path, name: str) -> Iterator[Case]:  # noqa: ANN401 - a script, not a typed module
    """Yield the cases of one article.

    Args:
        score: the scorer, for names and alignment.
        folder: with records/ and texts/.
        name: of the article.
    """
    return _Article(score, folder, name).cases()


class _Article:
    """One article of silver as we read it.

    Args:
        score: the scorer, for names and alignment.
        folder: with records/ and texts/.
        name: of the article.
    """

    def __init__(self, score: Any, folder: Path, name: str) -> None:  # noqa: ANN401 - a script, not a typed module
        self.score, self.name = score, name
        self.record = json.loads((folder / "records" / f"{name}.json").read_text(encoding="utf-8"))
        source = folder / "texts" / f"{name}.txt"
        self.text = source.read_text(encoding="utf-8")
        parse, article, drafts, self.quoted, others, offices = handed_over(source, self.record["published"])
        self.figures: Sequence[FigureDraft] = others[0]
        self.assembly = Assembly(parse, article, drafts, self.quoted, offices)
        self.silver = matched(article.text, drafts, self.record["statements"])
        self.answers = Answers(score, self.record, self.text, parse)
        self._stands_for: dict[int, str | None] = {}

    def cases(self) -> Iterator[Case]:
        """Yield the figures that silver has too."""
        known = self._known()
        entities = self.assembly.resolver.entities
        for number, options in enumerate(choices(self.assembly.statements, self.figures, entities, self.quoted)):
            if number in known:
                source = known[number]
                yield Case(options, [self._gives(o.draft, source) for o in options], source is not None)

    def _known(self) -> dict[int, str | None]:
        """The source in silver of each of our figures that silver has too, matched as the scorer does."""
        aligned = self.score.Alignment(self.text, self.assembly.text)
        theirs = [(aligned.quote(f["q"]), f) for f in self.record["figures"]]
        ours = [(aligned.span({"start": f.span.start, "end": f.span.end}), f) for f in self.figures]

        def alike(one: tuple[Any, dict[str, Any]], two: tuple[Any, FigureDraft]) -> float:
            same = _close(one[1]["low"], two[1].low) and _close(one[1]["high"], two[1].high)
            return float(self.score.jaccard(one[0], two[0])) + 0.5 if one[0] & two[0] and same else 0.0

        return {j: theirs[i][1]["source"] for i, j in self.score.pair(theirs, ours, alike, 0.5)}

    def _gives(self, draft: int, source: str | None) -> bool:
        """Whether a statement has a source: silver says so of it, or its speaker is who silver means."""
        if source is None:
            return False
        speaker = self.assembly.speakers[draft]
        told = draft in self.silver and self.silver[draft]["speaker"] == source
        return bool(told or (speaker is not None and self._actor(speaker) == source))

    def _actor(self, number: int) -> str | None:
        if number not in self._stands_for:
            entity = self.assembly.resolver.entities[number]
            self._stands_for[number] = self.answers.actor_of(entity, iter(entity.spans))
        return self._stands_for[number]


def _close(one: float | None, two: float | None) -> bool:
    if one is None or two is None:
        return one is two
    return math.isclose(one, two, rel_tol=CLOSE)
