"""The record for people at a terminal: calm, no boxes, right at any width, plain where it is piped.

At 80 columns a statement stands below its speaker; from 120 on the speaker has a column of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from onrecord.record import Span
from onrecord.serve import timewords, wording
from onrecord.serve.lines import Page, joined, t
from onrecord.serve.safe import harmless, shortened
from onrecord.serve.wording import ARROW, Names, Nesting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from onrecord.page.reading import LeftOut
    from onrecord.record import Actor, Encounter, Figure, Note, Position, Record, Statement, Timex
    from onrecord.serve.parts import Part

_STEP = 4  # columns that a statement within another is set in
# Shown unless parts are asked for by name: dates stand in the words already, and actors beside them.
USUAL: frozenset[Part] = frozenset({"statements", "figures", "encounters", "positions"})
_UNCERTAIN = 0.5  # below it an item is likelier wrong than right, and is shown lighter


def render(
    record: Record,
    width: int = 80,
    *,
    colour: bool = False,
    places: Callable[[Span], tuple[int, int]] | None = None,
    left_out: Sequence[LeftOut] | None = None,
    only: Sequence[Part] | None = None,
) -> str:
    """Return the record as a person reads it, ending in a line break.

    Args:
        width: columns of the terminal.
        colour: bold and light type for a terminal; without it plain text.
        places: line and column in the page's source for a span, shown as ``:line:column``.
        left_out: what of the page is not in the article, to be listed; None where nobody asked.
        only: the parts that were asked for; None for the usual ones, which are all but actors and dates.
    """
    page = Page(width, colour=colour)
    _Screen(record, page, places).show(left_out, frozenset(only if only is not None else USUAL))
    return page.text()


class _Screen:
    """One record on one page of lines."""

    def __init__(self, record: Record, page: Page, places: Callable[[Span], tuple[int, int]] | None) -> None:
        self._record = record
        self._page = page
        self._places = places
        self._names = Names(record)
        self._amounts = {figure.id: wording.amount(figure) for figure in record.figures}
        self._published = record.article.published.value if record.article.published else None

    def show(self, left_out: Sequence[LeftOut] | None, parts: frozenset[Part]) -> None:
        self._head()
        record = self._record
        if "statements" in parts:
            self._statements()
        sections: tuple[tuple[Part, str, list[tuple[Text, Text]]], ...] = (
            ("figures", "FIGURES", [self._figure(item) for item in record.figures]),
            ("dates", "DATES", [self._date(item) for item in record.dates] if "dates" in parts else []),
            ("encounters", "MEETINGS", [self._encounter(item) for item in record.encounters]),
            ("positions", "WHERE THEY STAND", [self._position(item) for item in record.positions]),
            ("actors", "ACTORS", [self._actor(item) for item in record.actors] if "actors" in parts else []),
        )
        for part, title, rows in sections:
            if part in parts:
                # Where a part was asked for by name, that there is none of it is an answer.
                none = [] if parts >= USUAL else [(t("none", "dim"), t(""))]
                self._section(title, iter(rows or none))
        self._section("NOTES", map(self._note, record.notes))
        if left_out is not None:
            nothing = [(t("nothing", "dim"), t(""))]
            self._section("LEFT OUT", iter([self._left_out(piece) for piece in left_out] or nothing))

    def _head(self) -> None:
        article = self._record.article
        self._page.paragraph(t(article.title or "(no title)", "bold"))
        if article.standfirst:
            self._page.paragraph(t(article.standfirst, "italic"))
        when = wording.stamp(article.published) if article.published else "no date"
        by = ", ".join(article.authors)
        from_place = f"from {article.dateline.place}" if article.dateline else ""
        facts = [when, article.outlet, article.agency, article.section, by and f"by {by}", from_place]
        self._page.paragraph(joined(t(fact, "dim") for fact in facts if fact))
        if article.page.url:
            self._page.paragraph(t(article.page.url, "dim"))

    def _statements(self) -> None:
        nesting = Nesting(self._record.statements)
        self._page.heading("WHO SAID WHAT")
        if not nesting.roots:
            self._page.paragraph(t("no statement found", "dim"), 2)
        speakers: dict[str, list[Statement]] = {}
        for root in nesting.roots:
            speakers.setdefault(root.speaker or self._names.speaker(root), []).append(root)
        for number, roots in enumerate(speakers.values()):
            if number:
                self._page.line()
            self._speaker(roots[0])
            for root in roots:
                for statement, depth in nesting.walk(root):
                    self._statement(statement, depth, roots[0])

    def _speaker(self, statement: Statement) -> None:
        role = self._names.role(statement.speaker)
        name = t(self._names.speaker(statement), "bold")
        self._page.paragraph(name + t(f", {role}" if role else ""), hang=2)

    def _statement(self, statement: Statement, depth: int, above: Statement) -> None:
        facts = self._facts(statement)
        if depth and statement.speaker != above.speaker:
            facts.insert(0, t(self._names.speaker(statement), "bold"))
        words = t(self._words(statement), "dim" if statement.confidence < _UNCERTAIN else "")
        place = self._place(next(iter(statement.content), statement.cue))
        chain = t(ARROW.join(self._names.chain(statement)), "dim")
        arrow = t("↳ " if depth else "")
        page = self._page
        if page.wide:
            page.beside(arrow + joined(facts) + place, [line for line in (words, chain) if line.plain], 2 * depth)
            return
        label = joined([*facts, chain] if chain.plain else facts)
        page.paragraph(arrow + label + place, 2 + _STEP * depth, 2)
        if words.plain:
            page.paragraph(words, 4 + _STEP * depth)

    def _facts(self, statement: Statement) -> list[Text]:
        facts = [t(wording.verb(statement) + (" again" if statement.reiterates else ""), "italic")]
        if to := self._names.all(statement.addressee):
            facts.append(t("to " + ", ".join(to)))
        if statement.said_on:
            facts.append(t(wording.day(statement.said_on.value, self._published)))
        return facts

    def _words(self, statement: Statement) -> str:
        text = self._record.article.text
        return " … ".join(harmless(text[c.start : c.end]) for c in statement.content)

    def _place(self, span: Span | None) -> Text:
        if span is None or self._places is None:
            return Text()
        where = self._places(span)
        return t(f"  :{where[0]}:{where[1]}", "dim")

    def _figure(self, figure: Figure) -> tuple[Text, Text]:
        what = t(wording.counted(figure))
        source = self._names.on_whose_word(figure)
        facts = [what] if what.plain else []
        facts.append(t(source) if source else t("the article's own voice", "dim"))
        if figure.as_of:
            facts.append(t("as of " + wording.day(figure.as_of.value, self._published)))
        if figure.part_of in self._amounts:
            facts.append(t(f"part of {self._amounts[figure.part_of]}"))
        return t(wording.amount(figure), "bold"), joined(facts) + self._place(Span(figure.start, figure.end))

    def _encounter(self, encounter: Encounter) -> tuple[Text, Text]:
        kind = encounter.type if encounter.type != "other" else "encounter"
        label = kind if encounter.status == "held" else f"{kind}, {encounter.status}"
        nth = f"the {wording.ordinal(encounter.ordinal)}" if encounter.ordinal else ""
        when = wording.day(encounter.date.value, self._published) if encounter.date else ""
        long = wording.duration(encounter.duration) if encounter.duration else ""
        facts = [self._names.meeting(encounter), self._names.hosted(encounter), encounter.place, when, long, nth]
        return t(label, "bold"), joined(t(f) for f in facts if f) + self._place(Span(encounter.start, encounter.end))

    def _position(self, position: Position) -> tuple[Text, Text]:
        holder = self._names.full(position.holder) or "somebody"
        change = "" if position.change == "unknown" else position.change
        glyph = wording.GLYPHS[position.stance]
        text = t(f"{glyph} {wording.stance(position)} {position.issue}")
        facts = [text, t(change)] if change else [text]
        return t(holder, "bold"), joined(facts) + self._place(position.evidence)

    def _date(self, date: Timex) -> tuple[Text, Text]:
        words = self._record.article.text[date.start : date.end]
        return t(words, "bold"), joined([t(timewords.timex(date)), t(date.value, "dim")]) + self._place(
            Span(date.start, date.end)
        )

    def _actor(self, actor: Actor) -> tuple[Text, Text]:
        role, of = self._names.role(actor.id), self._names.full(actor.of)
        members = ", ".join(self._names.all(actor.members))
        many = f"{len(actor.mentions)} mention{'' if len(actor.mentions) == 1 else 's'}"
        facts = [actor.type, role, of and f"of {of}", members, actor.wikidata, many]
        return t(actor.name, "bold"), joined(t(fact) for fact in facts if fact) + self._place(
            min(actor.mentions, default=None)
        )

    def _note(self, note: Note) -> tuple[Text, Text]:
        return t(note.code, "dim"), t(note.message)

    @staticmethod
    def _left_out(piece: LeftOut) -> tuple[Text, Text]:
        return t(piece.reason, "dim"), joined([t(f"“{shortened(piece.words)}”"), t(piece.at or "", "dim")])

    def _section(self, title: str, rows: Iterator[tuple[Text, Text]]) -> None:
        for number, (label, text) in enumerate(rows):
            if not number:
                self._page.heading(title)
            self._page.row(label, text)
