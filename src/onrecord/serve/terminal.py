"""The record for people at a terminal: calm, no boxes, right at any width, plain where it is piped.

At 80 columns a statement stands below its speaker; from 120 on the speaker has a column of its own.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from onrecord.record import Span
from onrecord.serve import timewords, wording
from onrecord.serve.safe import harmless, shortened
from onrecord.serve.wording import ARROW, Names, Nesting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from onrecord.page.reading import LeftOut
    from onrecord.record import Actor, Encounter, Figure, Note, Position, Record, Statement, Timex
    from onrecord.serve.parts import Part

# Below this width a label and a text beside it leave fewer than 80 columns to the text.
_WIDE = 120
_RAIL = 34  # columns of the label, gap included, on a wide screen
_LONGEST_LINE = 96  # columns of running text; longer lines are hard to follow back
_NARROWEST = 24
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
    page = _Page(width, colour=colour)
    _Screen(record, page, places).show(left_out, frozenset(only if only is not None else USUAL))
    return page.text()


class _Page:
    """Lines of a fixed width."""

    def __init__(self, width: int, *, colour: bool) -> None:
        self.width = max(width, _NARROWEST)
        self.wide = self.width >= _WIDE
        self._out = StringIO()
        self._console = Console(
            file=self._out,
            width=self.width + 1,
            force_terminal=colour,
            color_system="standard" if colour else None,
            highlight=False,
            markup=False,
            emoji=False,
            soft_wrap=True,
            legacy_windows=False,
            _environ={},
        )

    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self._out.getvalue().split("\n"))

    def line(self, text: Text | None = None) -> None:
        self._console.print(text or Text(), soft_wrap=True)

    def paragraph(self, text: Text, indent: int = 0, hang: int = 0) -> None:
        """Print a text with all lines set in by ``indent`` columns, those after the first by ``hang`` more."""
        room = max(_NARROWEST // 2, min(self.width - indent - hang, _LONGEST_LINE))
        for number, part in enumerate(self._wrapped(text, room)):
            self.line(Text(" " * (indent + (hang if number else 0))) + part)

    def beside(self, label: Text, texts: Iterable[Text], indent: int = 0) -> None:
        """Print a label and texts side by side, the label in a column of its own.

        Args:
            indent: columns that the label is set in by.
        """
        left = self._wrapped(label, _RAIL - 6 - indent)
        right = [line for text in texts for line in self._wrapped(text, min(self.width - _RAIL, _LONGEST_LINE))]
        for row in range(max(len(left), len(right))):
            cell = Text(" " * (2 + indent + (2 if row else 0))) + (left[row] if row < len(left) else Text())
            cell.pad_right(_RAIL - cell.cell_len)
            self.line(cell + (right[row] if row < len(right) else Text()))

    def _wrapped(self, text: Text, room: int) -> list[Text]:
        lines = list(text.wrap(self._console, room))
        for line in lines:
            line.rstrip()
        return lines or [Text()]


class _Screen:
    """One record on one page of lines."""

    def __init__(self, record: Record, page: _Page, places: Callable[[Span], tuple[int, int]] | None) -> None:
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
                none = [] if parts >= USUAL else [(_t("none", "dim"), _t(""))]
                self._section(title, iter(rows or none))
        self._section("NOTES", map(self._note, record.notes))
        if left_out is not None:
            nothing = [(_t("nothing", "dim"), _t(""))]
            self._section("LEFT OUT", iter([self._left_out(piece) for piece in left_out] or nothing))

    def _head(self) -> None:
        article = self._record.article
        self._page.paragraph(_t(article.title or "(no title)", "bold"))
        if article.standfirst:
            self._page.paragraph(_t(article.standfirst, "italic"))
        when = wording.stamp(article.published) if article.published else "no date"
        by = ", ".join(article.authors)
        from_place = f"from {article.dateline.place}" if article.dateline else ""
        facts = [when, article.outlet, article.agency, article.section, by and f"by {by}", from_place]
        self._page.paragraph(_joined(_t(fact, "dim") for fact in facts if fact))
        if article.page.url:
            self._page.paragraph(_t(article.page.url, "dim"))

    def _statements(self) -> None:
        nesting = Nesting(self._record.statements)
        self._heading("WHO SAID WHAT")
        if not nesting.roots:
            self._page.paragraph(_t("no statement found", "dim"), 2)
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
        name = _t(self._names.speaker(statement), "bold")
        self._page.paragraph(name + _t(f", {role}" if role else ""), hang=2)

    def _statement(self, statement: Statement, depth: int, above: Statement) -> None:
        facts = self._facts(statement)
        if depth and statement.speaker != above.speaker:
            facts.insert(0, _t(self._names.speaker(statement), "bold"))
        words = _t(self._words(statement), "dim" if statement.confidence < _UNCERTAIN else "")
        place = self._place(next(iter(statement.content), statement.cue))
        chain = _t(ARROW.join(self._names.chain(statement)), "dim")
        arrow = _t("↳ " if depth else "")
        page = self._page
        if page.wide:
            page.beside(arrow + _joined(facts) + place, [line for line in (words, chain) if line.plain], 2 * depth)
            return
        label = _joined([*facts, chain] if chain.plain else facts)
        page.paragraph(arrow + label + place, 2 + _STEP * depth, 2)
        if words.plain:
            page.paragraph(words, 4 + _STEP * depth)

    def _facts(self, statement: Statement) -> list[Text]:
        facts = [_t(wording.verb(statement) + (" again" if statement.reiterates else ""), "italic")]
        if to := self._names.all(statement.addressee):
            facts.append(_t("to " + ", ".join(to)))
        if statement.said_on:
            facts.append(_t(wording.day(statement.said_on.value, self._published)))
        return facts

    def _words(self, statement: Statement) -> str:
        text = self._record.article.text
        return " … ".join(harmless(text[c.start : c.end]) for c in statement.content)

    def _place(self, span: Span | None) -> Text:
        if span is None or self._places is None:
            return Text()
        where = self._places(span)
        return _t(f"  :{where[0]}:{where[1]}", "dim")

    def _figure(self, figure: Figure) -> tuple[Text, Text]:
        what = _t(wording.counted(figure))
        source = self._names.on_whose_word(figure)
        facts = [what] if what.plain else []
        facts.append(_t(source) if source else _t("the article's own voice", "dim"))
        if figure.as_of:
            facts.append(_t("as of " + wording.day(figure.as_of.value, self._published)))
        if figure.part_of in self._amounts:
            facts.append(_t(f"part of {self._amounts[figure.part_of]}"))
        return _t(wording.amount(figure), "bold"), _joined(facts) + self._place(Span(figure.start, figure.end))

    def _encounter(self, encounter: Encounter) -> tuple[Text, Text]:
        kind = encounter.type if encounter.type != "other" else "encounter"
        label = kind if encounter.status == "held" else f"{kind}, {encounter.status}"
        nth = f"the {wording.ordinal(encounter.ordinal)}" if encounter.ordinal else ""
        when = wording.day(encounter.date.value, self._published) if encounter.date else ""
        long = wording.duration(encounter.duration) if encounter.duration else ""
        facts = [self._names.meeting(encounter), self._names.hosted(encounter), encounter.place, when, long, nth]
        return _t(label, "bold"), _joined(_t(f) for f in facts if f) + self._place(Span(encounter.start, encounter.end))

    def _position(self, position: Position) -> tuple[Text, Text]:
        holder = self._names.full(position.holder) or "somebody"
        change = "" if position.change == "unknown" else position.change
        glyph = wording.GLYPHS[position.stance]
        text = _t(f"{glyph} {wording.stance(position)} {position.issue}")
        facts = [text, _t(change)] if change else [text]
        return _t(holder, "bold"), _joined(facts) + self._place(position.evidence)

    def _date(self, date: Timex) -> tuple[Text, Text]:
        words = self._record.article.text[date.start : date.end]
        return _t(words, "bold"), _joined([_t(timewords.timex(date)), _t(date.value, "dim")]) + self._place(
            Span(date.start, date.end)
        )

    def _actor(self, actor: Actor) -> tuple[Text, Text]:
        role, of = self._names.role(actor.id), self._names.full(actor.of)
        members = ", ".join(self._names.all(actor.members))
        many = f"{len(actor.mentions)} mention{'' if len(actor.mentions) == 1 else 's'}"
        facts = [actor.type, role, of and f"of {of}", members, actor.wikidata, many]
        return _t(actor.name, "bold"), _joined(_t(fact) for fact in facts if fact) + self._place(
            min(actor.mentions, default=None)
        )

    def _note(self, note: Note) -> tuple[Text, Text]:
        return _t(note.code, "dim"), _t(note.message)

    @staticmethod
    def _left_out(piece: LeftOut) -> tuple[Text, Text]:
        return _t(piece.reason, "dim"), _joined([_t(f"“{shortened(piece.words)}”"), _t(piece.at or "", "dim")])

    def _section(self, title: str, rows: Iterator[tuple[Text, Text]]) -> None:
        for number, (label, text) in enumerate(rows):
            if not number:
                self._heading(title)
            if self._page.wide:
                self._page.beside(label, [text])
            else:
                gap = "  " if text.plain else ""
                self._page.paragraph(label + gap + text, 2, 4)

    def _heading(self, title: str) -> None:
        self._page.line()
        self._page.line(_t(title, "dim"))


def _t(words: str, style: str = "") -> Text:
    return Text(harmless(words) if words.strip() else words, style=style)


def _joined(parts: Iterable[Text]) -> Text:
    return Text(" · ").join(part for part in parts if part.plain)
