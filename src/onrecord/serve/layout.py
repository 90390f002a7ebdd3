"""What an annotated article shows, laid out: text in pieces, notes beside it, a ledger below it.

Two frames stand around it: the page that ``onrecord read --html`` writes, and the article's page on the screen.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Protocol

from onrecord.serve import wording
from onrecord.serve.cutting import Cutter, anchor
from onrecord.serve.links import SentenceLinks
from onrecord.serve.marks import DEEPEST, UNCERTAIN, ArticleView, RailNote, Row
from onrecord.serve.safe import web_address
from onrecord.serve.wording import Names, Nesting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.record import Encounter, Figure, Position, Record, Span, Statement


class Links(Protocol):
    """What leads into the page that an article was read from."""

    def to(self, span: Span) -> str | None:
        """Return the address that opens the page at words of the article's text; None where there is no page."""


def lay_out(
    record: Record, *, links: Links | None = None, borders: Iterable[int] = (), earlier: int = 0
) -> ArticleView:
    """Return what an annotated article shows of a record.

    Args:
        links: into its page; those of the whole text, where they are left out.
        borders: places of the text to cut at beside those where marks begin and end.
        earlier: statements that come before those of the record, where it is part of one.
    """
    article, ledger = record.article, _Ledger(record)
    notes = _notes(record, links or SentenceLinks(article), earlier)
    anchored = ((item.id, start) for item, start in _placed(record))
    blocks = Cutter(record, notes, ledger.tip, anchored, borders).blocks(article.blocks)
    when = wording.stamp(article.published) if article.published else "no date"
    # A byline that stands among the blocks is shown there, as the page has it.
    by = "" if any(block.kind == "byline" for block in article.blocks) else ", ".join(article.authors)
    facts = (article.outlet, when, article.agency, article.section, by and f"by {by}")
    return ArticleView(
        title=article.title or "",
        facts=" · ".join(fact for fact in facts if fact),
        language=_language(article.language or ""),
        url=web_address(article.page.url),
        has_title=any(block.kind == "title" for block in article.blocks),
        blocks=blocks,
        figures=ledger.figures(),
        meetings=ledger.meetings(),
        positions=ledger.positions(),
        notes=tuple(Row(note.code, note.message) for note in record.notes),
        statements=len(record.statements),
    )


def _language(code: str) -> str:
    return code if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}", code) else ""


def _notes(record: Record, links: Links, earlier: int) -> dict[str, RailNote]:
    names, nesting = Names(record), Nesting(record.statements)
    depths = {s.id: depth for root in nesting.roots for s, depth in nesting.walk(root)}
    placed = [(where, depths[s.id], s) for s in record.statements if (where := anchor(s))]
    # Where two begin with the same word, the one that tells the other comes first.
    placed.sort(key=lambda p: (p[0].start, p[1]))
    return {
        s.id: _note(record, s, number, depth, names, links) for number, (_, depth, s) in enumerate(placed, earlier + 1)
    }


def _note(record: Record, statement: Statement, number: int, depth: int, names: Names, links: Links) -> RailNote:
    beside = record.article.published.value if record.article.published else None
    to = names.all(statement.addressee)
    facts = (
        "to " + ", ".join(to) if to else "",
        wording.day(statement.said_on.value, beside) if statement.said_on else "",
    )
    where = next(iter(statement.content), None) or anchor(statement)
    return RailNote(
        id=statement.id,
        number=number,
        speaker=names.speaker(statement),
        role=names.role(statement.speaker) or "",
        verb=wording.verb(statement) + (" again" if statement.reiterates else ""),
        facts=" · ".join(fact for fact in facts if fact),
        chain=wording.ARROW.join(names.chain(statement)),
        link=links.to(where) if where else None,
        depth=min(depth, DEEPEST - 1),
        uncertain=statement.confidence < UNCERTAIN,
    )


def _placed(record: Record) -> list[tuple[Encounter | Position, int]]:
    """The encounters and positions that begin in a block, where a link of the ledger can lead, and at which place."""
    starts: list[tuple[Encounter | Position, int]] = [(e, e.start) for e in record.encounters]
    starts += [(p, p.evidence.start) for p in record.positions]
    blocks = sorted((block.start, block.end) for block in record.article.blocks)
    found: list[tuple[Encounter | Position, int]] = []
    for item, start in starts:
        at = bisect_right(blocks, (start, len(record.article.text) + 1)) - 1
        if at >= 0 and start < blocks[at][1]:
            found.append((item, start))
    return found


class _Ledger:
    """Figures, meetings and positions in words."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._names = Names(record)
        self._placed = frozenset(item.id for item, _ in _placed(record))
        self._amounts = {figure.id: wording.amount(figure) for figure in record.figures}
        self._beside = record.article.published.value if record.article.published else None

    def tip(self, figure: Figure) -> tuple[str, ...]:
        """Return the lines shown at a figure: how much of what, on whose word."""
        what = wording.counted(figure)
        source = self._names.on_whose_word(figure) or "the article's own voice"
        when = f"as of {wording.day(figure.as_of.value, self._beside)}" if figure.as_of else ""
        part = f"part of {self._amounts[figure.part_of]}" if figure.part_of in self._amounts else ""
        first = wording.amount(figure) + (f" – {what}" if what else "")
        return tuple(line for line in (first, source, when, part) if line)

    def figures(self) -> tuple[Row, ...]:
        rows = []
        for figure in self._record.figures:
            what = wording.counted(figure)
            facts = [what, *self.tip(figure)[1:]] if what else list(self.tip(figure)[1:])
            rows.append(Row(wording.amount(figure), " · ".join(facts), figure.id))
        return tuple(rows)

    def meetings(self) -> tuple[Row, ...]:
        rows = []
        for met in self._record.encounters:
            kind = "encounter" if met.type == "other" else met.type
            facts = (
                self._names.meeting(met),
                self._names.hosted(met),
                met.place,
                wording.day(met.date.value, self._beside) if met.date else "",
                wording.duration(met.duration) if met.duration else "",
                f"the {wording.ordinal(met.ordinal)}" if met.ordinal else "",
            )
            label = kind if met.status == "held" else f"{kind}, {met.status}"
            target = met.id if met.id in self._placed else None
            rows.append(Row(label, " · ".join(fact for fact in facts if fact), target))
        return tuple(rows)

    def positions(self) -> tuple[Row, ...]:
        rows = []
        for position in self._record.positions:
            change = "" if position.change == "unknown" else f" · {position.change}"
            said = f"{wording.GLYPHS[position.stance]} {wording.stance(position)} {position.issue}{change}"
            target = position.id if position.id in self._placed else None
            rows.append(Row(self._names.full(position.holder) or "somebody", said, target))
        return tuple(rows)
