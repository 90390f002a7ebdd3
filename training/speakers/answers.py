"""What a silver record says about actors: who speaks at which word, and whom an entity of ours stands for."""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.actors.entity import Entity
from onrecord.record import Span
from onrecord.text import Parse

# A description that stands in an article more often than this is no mention of one actor alone.
MOST_PLACES = 6


def scorer(shared: Path) -> Any:  # noqa: ANN401 - a script beside the corpora, not a typed module
    """Return the scorer as a module, so that names are the same here whenever they are the same there."""
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(shared / "gold" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Answers:
    """The actors of one silver record, found again in our reading of its text.

    Args:
        record: as silver writes it.
        text: the text it quotes from.
        parse: our reading of it.
    """

    def __init__(self, score: Any, record: dict[str, Any], text: str, parse: Parse) -> None:  # noqa: ANN401 - see ``scorer``
        self.score, self.parse = score, parse
        self.actors = [
            ({self._fold(m) for m in actor["mentions"]} | {self._fold(actor["name"])}, actor)
            for actor in record["actors"]
        ]
        self.often = Counter(mention for mentions, _ in self.actors for mention in mentions)
        self.speaker: dict[int, str] = {}
        aligned = score.Alignment(text, parse.text)
        at = {gold: parse.token_at(aligned.pred[ours][0]) for ours, gold in aligned.to_gold.items()}
        for statement in record["statements"]:
            if statement["source"] and statement["speaker"]:
                for word in sorted(aligned.quote(statement["source"])):
                    if word in at:
                        self.speaker.setdefault(at[word], statement["speaker"])

    def _fold(self, name: str) -> str:
        return " ".join(self.score.name_words(name))

    def actor_of(self, entity: Entity, spans: Iterator[Span] | None = None) -> str | None:
        """Return the name of the actor that an entity stands for, by its name and its mentions; None where by neither.

        Args:
            spans: mentions that surely are the entity's.
        """
        texts = {self._fold(span.of(self.parse.text)) for span in spans or ()}
        best: tuple[int, str | None] = (0, None)
        for mentions, actor in self.actors:
            shared = sum(self.often[t] == 1 and t in mentions for t in texts)
            if self._fold(actor["name"]) == self._fold(entity.name):
                shared += 2
            elif _alike(entity.kind, actor["type"]) and self.score.same_name(actor["name"], entity.name):
                shared += 1
            best = max(best, (shared, actor["name"]), key=lambda found: found[0])
        return best[1]

    def descriptions(self) -> Iterator[tuple[int, str]]:
        """Yield head token and actor of descriptions that only one actor has, wherever they stand."""
        for _, actor in self.actors:
            for mention in sorted(actor["mentions"]):
                if self.often[self._fold(mention)] == 1:
                    yield from ((head, actor["name"]) for head in self._heads(mention))

    def _heads(self, mention: str) -> Iterator[int]:
        at = -1
        for _ in range(MOST_PLACES):
            at = self.parse.text.find(mention, at + 1)
            inside = self.parse.tokens_in(Span(at, at + len(mention))) if at >= 0 else range(0)
            if not inside or self.parse.tokens[inside[0]].start != at:
                return
            yield from [i for i in inside if self.parse.tokens[i].head not in inside][:1]


def _alike(ours: str, theirs: str) -> bool:
    """Whether actors of these types may share a name: no person is a body, no state an office in it."""
    if (ours == "person") != (theirs == "person") and ours != "group":
        return False
    return ours != "state" or theirs == "state"
