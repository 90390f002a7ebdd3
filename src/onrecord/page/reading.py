"""What the page stage takes and gives."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from onrecord.record import Article, Note, Span


@dataclass(frozen=True, slots=True)
class RawPage:
    """The bytes of one page as they were saved or fetched.

    Args:
        name: the page's name as the caller knows it: a path, a URL or ``-``; it stands in every message.
        body: the bytes, decompressed.
        url: as the caller gave it, or where the page was fetched; None where unknown.
        media_type: as a server declared it; None where nobody did.
        charset: as a server declared it; None where nobody did.
        published: RFC 3339 time or ISO date that the feed gives which led to the page; it counts less than what the
            page declares itself, and more than what its text says.
    """

    name: str
    body: bytes
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the page that are not in ``article.text``, with the reason.

    Args:
        words: as the page shows them, white space folded.
        reason: why they were left out, in a few words.
        at: where in the page's DOM; None for plain text.
    """

    words: str
    reason: str
    at: str | None = None


@dataclass(frozen=True)
class SourceMap:
    """Where every code point of ``article.text`` stands in the page's source.

    Args:
        source: the page decoded to text, as it was (line ends included).
        offsets: for each code point of ``article.text`` the code point of ``source`` it comes from
            (int64, shape ``(len(text),)``); -1 for the joins between blocks and for nothing else.
    """

    source: str
    offsets: npt.NDArray[np.int64]

    @cached_property
    def _line_starts(self) -> list[int]:
        source = self.source
        ends = [i + 1 for i, c in enumerate(source) if c == "\n" or (c == "\r" and source[i + 1 : i + 2] != "\n")]
        return [0, *ends]

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return the line and column, both from 1, of a code point of the source."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def origin(self, span: Span) -> tuple[int, int]:
        """Return the line and column, both from 1, where a span of ``article.text`` begins in the source."""
        return self.line_column(int(self.offsets[span.start]))


@dataclass(frozen=True, slots=True)
class PageReading:
    """What the page stage gives: the article, where it stood, and what was left out."""

    article: Article
    source_map: SourceMap
    left_out: tuple[LeftOut, ...]
    notes: tuple[Note, ...]
