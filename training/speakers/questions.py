"""Every choice that the resolver meets in silver, with its right answer, as rows for training."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from training.handed_over import handed_over
from training.speakers.answers import Answers, scorer

from onrecord.actors.choice import weighed
from onrecord.actors.query import Query, query_of
from onrecord.actors.resolve import Resolver
from onrecord.actors.rivals import Rivals
from onrecord.assembly import whole
from onrecord.extract.draft import Draft
from onrecord.model.loading import Matrix
from onrecord.offices import OnDay
from onrecord.record import Article
from onrecord.text import Parse, clauses
from onrecord.text.quotes import Quotation

Policy = Callable[[Query, Rivals], int | None]
# A description begins where the record's quote does, but for an article or a mark.
NEAR = 5


@dataclass(frozen=True)
class Read:
    """One article as the reader hands it to its last stage, with the answers."""

    name: str
    parse: Parse
    article: Article
    drafts: Sequence[Draft]
    quoted: Sequence[Quotation]
    answers: Answers


@dataclass(frozen=True)
class Question:
    """One choice.

    Args:
        article: name of the article.
        word: class of the word asked for.
        rows: features (float32, shape ``(rivals + 1, features)``), the last row for nobody named before.
        right: 1 for each row that is right.
        picked: row that the policy chose.
        source: whether it is a statement's source; others are only trained on.
    """

    article: str
    word: str
    rows: Matrix
    right: npt.NDArray[np.int64]
    picked: int
    source: bool = True


def read_articles(shared: Path, folder: Path, names: Sequence[str] | None = None) -> list[Read]:
    """Read the articles of a folder with records and texts, up to the stage that resolves actors.

    Args:
        shared: folder with the scorer.
        folder: holds ``ID.json`` and ``texts/ID.txt``, or ``records/ID.json`` in place of the first.
        names: of the articles wanted, None for all.
    """
    score, out = scorer(shared), []
    records = folder / "records" if (folder / "records").is_dir() else folder
    for path in sorted(records.glob("*.json")):
        if names is not None and path.stem not in names:
            continue
        record = json.loads(path.read_text(encoding="utf-8"))
        source = folder / "texts" / f"{path.stem}.txt"
        parse, article, drafts, quoted = handed_over(source, record["published"])[:4]
        answers = Answers(score, record, source.read_text(encoding="utf-8"), parse)
        out.append(Read(path.stem, parse, article, drafts, quoted, answers))
    return out


class _Pupil(Resolver):
    """A resolver that writes down every choice, and is told the right one where the record knows it."""

    read: Read
    policy: Policy
    asked: list[Question]
    last: _Pupil

    def __init__(
        self,
        parse: Parse,
        quoted: Sequence[Quotation] = (),
        offices: OnDay | None = None,
        narrator: str | None = None,
    ) -> None:
        super().__init__(parse, quoted, offices, narrator)
        type(self).last = self
        self.actor = {e.number: self.read.answers.actor_of(e, iter(e.spans)) for e in self.entities}

    def introduce(self, token: Any) -> int:  # noqa: ANN401 - a Token
        number = super().introduce(token)
        known = self.read.answers.speaker.get(token.i)
        if number not in self.actor:
            self.actor[number] = known or self.read.answers.actor_of(self.entities[number])
        return number

    def _right(self, found: Rivals, actor: str) -> list[int]:
        for number in found.numbers:
            if number not in self.actor:
                self.actor[number] = self.read.answers.actor_of(self.entities[number])
        right = [int(self.actor[number] == actor) for number in found.numbers]
        return [*right, int(not any(right))]

    def likeliest(self, query: Query, found: Rivals) -> int | None:
        picked = type(self).policy(query, found)
        actor = self.read.answers.speaker.get(query.token.i)
        if actor is None:
            return picked
        right = self._right(found, actor)
        row = len(found.numbers) if picked is None else found.numbers.index(picked)
        self._note(query, found, right, row, source=True)
        if right[-1]:
            return None if query.lemma else picked
        return picked if right[row] else found.numbers[right.index(1)]

    def _note(self, query: Query, found: Rivals, right: list[int], row: int, *, source: bool) -> None:
        rows = np.array(found.rows, dtype=np.float32)
        self.asked.append(Question(self.read.name, query.word, rows, np.array(right), row, source))

    def ask_descriptions(self) -> None:
        """Ask also for descriptions that are no sources: more to learn from."""
        taken = set(self.read.answers.speaker) | {i for e in self.entities for i in e.tokens} | set(self.by_token)
        for head, actor in self.read.answers.descriptions():
            token = self.parse.tokens[head]
            first, last = clauses.noun_phrase(self.parse, head)
            key = self.key_of(first, last)
            if head in taken or token.pos != "NOUN" or key in self._by_name:
                continue
            taken.add(head)
            quoted = self._stage.in_quotes[head]
            names = self.names_in(token)
            query = query_of(self.parse, token, self._owner_of(head, -1), None, quoted=quoted, names=names)
            found = weighed(self._stage, query, key)
            self._note(query, found, self._right(found, actor), len(found.numbers), source=False)


@contextmanager
def _in_place_of_resolver() -> Iterator[None]:
    before = whole.Resolver
    whole.Resolver = _Pupil  # type: ignore[misc]
    try:
        yield
    finally:
        whole.Resolver = before  # type: ignore[misc]


def questions(reads: Sequence[Read], policy: Policy, *, more: bool = False) -> list[Question]:
    """Return every choice that articles pose, in order.

    Args:
        policy: chooses where the record does not know; its choices are noted.
        more: whether descriptions that are no sources are asked for too.
    """
    _Pupil.policy, _Pupil.asked = staticmethod(policy), []
    with _in_place_of_resolver():
        for read in reads:
            _Pupil.read = read
            whole.assemble(read.parse, read.article, read.drafts, read.quoted, ((), (), ()))
            if more:
                _Pupil.last.ask_descriptions()
    return _Pupil.asked


def nearest(query: Query, found: Rivals) -> int | None:
    """Choose without a model: nobody for a description, the nearest for a pronoun."""
    return None if query.lemma or not found.numbers else found.numbers[0]
