"""The statements of silver beside what the rules draft: what the small models of details are trained on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.assembly.whole import Assembly
from onrecord.extract.attribution import attributions
from onrecord.page import read_article
from onrecord.page.opening import open_page
from onrecord.reader import UNREAD, _prose
from onrecord.record import Span
from onrecord.text import annotate
from onrecord.text.dates import find_dates
from onrecord.text.quotes import quotations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from onrecord.extract.draft import Draft
    from onrecord.record import Article, Timex
    from onrecord.text import Parse

LEAST_JACCARD = 0.5


@dataclass(frozen=True)
class Case:
    """One article as drafted, with the silver statement that each draft matches.

    Args:
        silver: by number of the draft.
    """

    name: str
    article: Article
    parse: Parse
    dates: tuple[Timex, ...]
    drafts: Sequence[Draft]
    silver: dict[int, dict[str, Any]]
    assembly: Assembly


def cases(folder: Path, names: Sequence[str]) -> Iterator[Case]:
    """Yield the articles of a folder with ``NAME.json`` and ``texts/NAME.txt``."""
    for name in names:
        record = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        page = read_article(open_page(folder / "texts" / f"{name}.txt"), record["published"])
        yield case(name, page.article, record)


def case(name: str, article: Article, record: dict[str, Any]) -> Case:
    """Return one article as drafted, beside its record."""
    blocks = tuple(b for b in article.blocks if b.kind not in UNREAD and b.start < b.end)
    spans = _prose(article, blocks)
    parse = annotate(article.text, spans)
    dates = find_dates(parse, spans, article.published.value if article.published else None)
    quoted = quotations(article.text, spans)
    drafts = attributions(parse, blocks, quoted, dates)
    return Case(
        name,
        article,
        parse,
        dates,
        drafts,
        matched(article.text, drafts, record["statements"]),
        Assembly(parse, article, drafts, quoted),
    )


def matched(text: str, drafts: Sequence[Draft], statements: list[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Return for each draft the statement whose cue it shares and whose content overlaps its by half."""
    scored = []
    for n, draft in enumerate(drafts):
        own = {i for piece in draft.content for i in range(piece.start, piece.end)}
        for k, statement in enumerate(statements):
            cue = quoted_span(text, statement["cue"])
            if cue is None or not cue.overlaps(draft.cue):
                continue
            pieces = [quoted_span(text, piece) for piece in statement["content"]]
            theirs = {i for piece in pieces if piece for i in range(piece.start, piece.end)}
            share = len(own & theirs) / len(own | theirs) if own | theirs else 1.0
            if share >= LEAST_JACCARD:
                scored.append((-share, n, k))
    out: dict[int, dict[str, Any]] = {}
    taken: set[int] = set()
    for _, n, k in sorted(scored):
        if n not in out and k not in taken:
            out[n] = statements[k]
            taken.add(k)
    return out


def quoted_span(text: str, quote: dict[str, Any] | None) -> Span | None:
    """Return where a quote of a record stands; None where it does not."""
    at = -1
    for _ in range(int(quote.get("nth", 0)) + 1 if quote else 0):
        at = text.find(quote["q"], at + 1) if quote else -1
    return Span(at, at + len(quote["q"])) if quote and at >= 0 else None
