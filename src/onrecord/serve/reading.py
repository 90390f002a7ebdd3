"""What one reading becomes for a screen or a file, made where the page is read.

Only what is shown travels from a worker process to the one that writes, not the record and the page's source.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.record.sure import surer
from onrecord.serve.parts import alone, shown_alone
from onrecord.serve.safe import harmless, shortened

if TYPE_CHECKING:
    from onrecord.page.reading import LeftOut
    from onrecord.reader import Reading
    from onrecord.serve.annotated import Fragment
    from onrecord.serve.parts import Part


@dataclass(frozen=True, slots=True)
class Terminal:
    """The terminal that a record is shown on.

    Args:
        width: in columns.
        colour: whether it shows bold and light type.
    """

    width: int = 80
    colour: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """One reading in the forms that were asked for.

    Args:
        title: of the article, in one line.
        json: the record on one line; None where nobody asked.
        terminal: the view for people; None where nobody asked.
        html: the annotated article; None where nobody asked.
        csv: rows of one part; None where nobody asked.
        left_out: a line for each piece of the page that is not in the article; empty where nobody asked.
    """

    title: str
    json: bytes | None = None
    terminal: str | None = None
    html: Fragment | None = None
    csv: tuple[bytes, ...] | None = None
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Forms:
    """Which forms to make of a reading; callable, and small enough to travel to worker processes.

    Args:
        json: the record as JSON.
        html: the annotated article.
        terminal: the view for people, on this terminal.
        quotes: words and links beside each span of the JSON.
        origin: line and column in the page's source beside each span.
        explain: what was left out, and why.
        min_confidence: statements below it are left out of all forms.
        only: the parts to show; empty for all.
        csv: the part to give as rows of a table.
    """

    json: bool = False
    html: bool = False
    terminal: Terminal | None = None
    quotes: bool = False
    origin: bool = False
    explain: bool = False
    min_confidence: float = 0.0
    only: tuple[Part, ...] = ()
    csv: Part | None = None

    def __call__(self, reading: Reading) -> Shown:
        """Return the reading in these forms."""
        if self.min_confidence:
            reading = replace(reading, record=surer(reading.record, self.min_confidence))
        record, page = reading.record, reading.page
        seen = replace(reading, record=shown_alone(record, self.only)) if self.only else reading
        return Shown(
            title=harmless(record.article.title or ""),
            json=self._json(reading) if self.json else None,
            terminal=self._terminal(seen, self.terminal) if self.terminal else None,
            html=self._html(seen) if self.html else None,
            csv=self._csv(reading, self.csv) if self.csv else None,
            left_out=tuple(map(_line, page.left_out)) if self.explain else (),
        )

    def _json(self, reading: Reading) -> bytes:
        from onrecord.serve.enriched import enriched_json  # noqa: PLC0415 - loads what this form needs alone

        origins = reading.page.source_map if self.origin else None
        record = alone(reading.record, self.only) if self.only else reading.record
        return enriched_json(record, quotes=self.quotes, origins=origins)

    def _terminal(self, reading: Reading, terminal: Terminal) -> str:
        from onrecord.serve.terminal import render  # noqa: PLC0415 - loads what this form needs alone

        places = reading.page.source_map.origin if self.origin else None
        left_out = reading.page.left_out if self.explain else None
        return render(
            reading.record,
            terminal.width,
            colour=terminal.colour,
            places=places,
            left_out=left_out,
            only=self.only or None,
        )

    @staticmethod
    def _csv(reading: Reading, part: Part) -> tuple[bytes, ...]:
        from onrecord.serve.table import rows_of  # noqa: PLC0415 - loads what this form needs alone

        return rows_of(reading.record, part)

    def _html(self, reading: Reading) -> Fragment:
        from onrecord.serve.annotated import fragment  # noqa: PLC0415 - loads what this form needs alone

        return fragment(reading.record)


def _line(piece: LeftOut) -> str:
    return f"{piece.reason}: “{shortened(piece.words)}”" + (f" at {piece.at}" if piece.at else "")
