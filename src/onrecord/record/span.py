"""The one span type: half-open ranges of code points."""

from __future__ import annotations

import msgspec

from onrecord.errors import RecordError


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """A half-open range of Unicode code points of ``article.text``.

    Args:
        start: first code point.
        end: one past the last code point.
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of ``text`` that the span covers.

        Raises:
            RecordError: the span does not lie inside ``text`` or is empty.
        """
        if not 0 <= self.start < self.end <= len(text):
            raise RecordError(f"span {self.start}..{self.end} does not lie inside a text of {len(text)} code points")
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end
