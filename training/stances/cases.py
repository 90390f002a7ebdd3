"""The articles of silver as read, beside who is who in their records."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.assembly.whole import Assembly
from onrecord.extract.attribution import attributions
from onrecord.model.meanings import Meanings
from onrecord.offices import load_offices
from onrecord.page import read_article
from onrecord.page.opening import open_page
from onrecord.reader import UNREAD, _on_day, _prose
from onrecord.text import annotate
from onrecord.text.dates import find_dates
from onrecord.text.quotes import quotations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import ModuleType

    from onrecord.extract.draft import Draft
    from onrecord.record import Article, Block, Span, Timex
    from onrecord.text import Parse


@dataclass(frozen=True)
class Case:
    """One article as drafted, beside its record.

    Args:
        aligned: maps spans of ours and quotes of the record to the same word numbers.
        who: pairs our actors with the record's.
    """

    name: str
    article: Article
    blocks: tuple[Block, ...]
    parse: Parse
    dates: tuple[Timex, ...]
    drafts: Sequence[Draft]
    meanings: Meanings
    assembly: Assembly
    record: dict[str, Any]
    aligned: Any
    who: Who

    def words(self, span: Span) -> frozenset[int]:
        """Return the numbers of the words of a span."""
        found: frozenset[int] = self.aligned.span({"start": span.start, "end": span.end})
        return found


class Who:
    """Which actor of a record each of ours is: those of statements by the scorer's pairing, others by name."""

    def __init__(self, scorer: ModuleType, record: dict[str, Any], assembly: Assembly) -> None:
        assembly.parts((), (), ())
        self._entities, self._scorer, self._known = assembly.resolver.entities, scorer, frozenset(assembly.used)
        actors = [
            {"id": f"a{n}", "name": e.name, "mentions": [{"start": s.start, "end": s.end} for s in sorted(e.spans)]}
            for n, e in enumerate(self._entities)
            if n in self._known
        ]
        self._actors = scorer.Actors(record, {"article": {"text": assembly.text}, "actors": actors})

    def same(self, name: str, number: int) -> bool:
        """Tell whether an actor of ours is one of the record."""
        if number in self._known:
            return bool(self._actors.same(name, f"a{number}"))
        return bool(self._scorer.same_name(name, self._entities[number].name))

    def members(self, number: int | None) -> tuple[int, ...]:
        """Return the actors that a joint one stands for, or itself."""
        return () if number is None else self._entities[number].members or (number,)


def load_scorer(path: Path) -> ModuleType:
    """Return the scorer of the gold as a module.

    Raises:
        FileNotFoundError: it is not there.
    """
    spec = importlib.util.spec_from_file_location("gold_score", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cases(silver: Path, names: Sequence[str], scorer: ModuleType) -> Iterator[Case]:
    """Yield the articles of silver as drafted."""
    offices = load_offices()
    for name in names:
        record = json.loads((silver / "records" / f"{name}.json").read_text(encoding="utf-8"))
        file = silver / "texts" / f"{name}.txt"
        article = read_article(open_page(file), record["published"]).article
        blocks = tuple(b for b in article.blocks if b.kind not in UNREAD and b.start < b.end)
        spans = _prose(article, blocks)
        parse = annotate(article.text, spans)
        dates = find_dates(parse, spans, article.published.value if article.published else None)
        quoted, meanings = quotations(article.text, spans), Meanings()
        drafts = attributions(parse, blocks, quoted, dates, meanings)
        assembly = Assembly(parse, article, drafts, quoted, _on_day(article, offices))
        aligned = scorer.Alignment(file.read_text(encoding="utf-8"), article.text)
        who = Who(scorer, record, assembly)
        yield Case(name, article, blocks, parse, dates, drafts, meanings, assembly, record, aligned, who)
