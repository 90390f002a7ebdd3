"""Links that open a page at a sentence: URL text fragments (https://wicg.github.io/scroll-to-text-fragment/)."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Self
from urllib.parse import quote, urldefrag

from onrecord.record import Article, Page, Span
from onrecord.serve.safe import web_address

# A browser looks for the first place that fits. Whole quotes make long addresses, and a line break
# or a picture inside them breaks the match; first and last words do as well.
_EDGE_WORDS = 5
_MOST_EDGE_WORDS = 20
_LONGEST_WHOLE = 12  # words
_CONTEXT_WORDS = 4
_WINDOW = 80  # code points in which those words are looked for
# One or two words that stand once in the article may well stand again in the page's menus.
_FEWEST_ALONE = 3
_WORD = re.compile(r"\w+(?:['\N{RIGHT SINGLE QUOTATION MARK}]\w+)*")


class SentenceLinks:
    """Links into the page of one article.

    Args:
        article: with the page's URL; without one there are no links.
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self._address = web_address(article.page.url)

    @classmethod
    def into(cls, text: str, url: str | None) -> Self:
        """Return the links into an article of which no more is at hand than its text and where it stands."""
        nothing = dict.fromkeys(("title", "standfirst", "outlet", "agency", "section", "language"))
        dates = dict.fromkeys(("published", "modified", "dateline"))
        page = Page("", "text/plain", url)
        return cls(Article(text_sha256="", page=page, authors=(), text=text, blocks=(), **nothing, **dates))

    def to(self, span: Span) -> str | None:
        """Return the address that opens the page at the span; None without a URL."""
        if self._address is None:
            return None
        words = self._words_of(span) or self._words_beside(span)
        if not words:
            return self._address
        address, own = urldefrag(self._address)
        return f"{address}#{own}:~:text={self._directive(words)}"

    @cached_property
    def _folded(self) -> str:
        return self._article.text.casefold()

    def _words_of(self, span: Span) -> list[tuple[int, int]]:
        return [m.span() for m in _WORD.finditer(self._article.text, self._floor(span.start), self._ceiling(span.end))]

    def _words_beside(self, span: Span) -> list[tuple[int, int]]:
        # A dash or a colon that stands for "said": browsers find words alone, so the nearest ones lead there.
        text = self._article.text
        left = max(text.rfind("\n\n", 0, span.start), span.start - _WINDOW, 0)
        before = [m.span() for m in _WORD.finditer(text, self._floor(left), span.start)][-_CONTEXT_WORDS:]
        after = [m.span() for m in _WORD.finditer(text, span.end, self._ceiling(min(span.end + _WINDOW, len(text))))]
        return before or after[:_CONTEXT_WORDS]

    def _floor(self, at: int) -> int:
        # Browsers match whole words: a span that begins inside one is widened to its start.
        text = self._article.text
        while 0 < at < len(text) and text[at].isalnum() and text[at - 1].isalnum():
            at -= 1
        return at

    def _ceiling(self, at: int) -> int:
        text = self._article.text
        while 0 < at < len(text) and text[at].isalnum() and text[at - 1].isalnum():
            at += 1
        return at

    def _directive(self, words: list[tuple[int, int]]) -> str:
        text, start, end = self._article.text, words[0][0], words[-1][1]
        whole = len(words) <= _LONGEST_WHOLE and "\n\n" not in text[start:end]
        if whole and len(words) >= _FEWEST_ALONE and self._folded.count(text[start:end].casefold()) == 1:
            return _encoded(text[start:end])
        before, after = self._around(start, end)
        first = end if whole else self._end_of_first(words, alone=not before)
        last = start if whole else self._start_of_last(words)
        parts = [text[start:end]] if last <= first else [text[start:first], text[last:end]]
        middle = ",".join(map(_encoded, parts))
        return (f"{_encoded(before)}-," if before else "") + middle + (f",-{_encoded(after)}" if after else "")

    def _around(self, start: int, end: int) -> tuple[str, str]:
        text = self._article.text
        left = text[max(0, start - _WINDOW) : start].rpartition("\n\n")[2]
        right = text[end : end + _WINDOW].partition("\n\n")[0]
        before = [m.span() for m in _WORD.finditer(left)]
        after = [m.span() for m in _WORD.finditer(right)]
        # The window may cut its outermost word in two; a browser would not find the piece.
        if before and before[0][0] == 0 and start > len(left) and text[start - len(left) - 1].isalnum():
            before = before[1:]
        if after and after[-1][1] == len(right) and text[end + len(right) : end + len(right) + 1].isalnum():
            after = after[:-1]
        # At the edge of a block the other side alone has to tell two places apart.
        if before:
            after = after[:_CONTEXT_WORDS]
        if after:
            before = before[-_CONTEXT_WORDS:]
        return (
            left[before[0][0] :].strip() if before else "",
            right[: after[-1][1]].strip() if after else "",
        )

    def _end_of_first(self, words: list[tuple[int, int]], *, alone: bool) -> int:
        # Where a block begins nothing goes before that could tell two places apart: as many words as that takes.
        text, start = self._article.text, words[0][0]
        block_end = text.find("\n\n", start)
        own = [end for _, end in words if block_end < 0 or end <= block_end]
        for end in own[_EDGE_WORDS - 1 : _MOST_EDGE_WORDS]:
            if not alone or self._folded.count(text[start:end].casefold()) == 1:
                return end
        return own[:_MOST_EDGE_WORDS][-1]

    def _start_of_last(self, words: list[tuple[int, int]]) -> int:
        block_start = self._article.text.rfind("\n\n", 0, words[-1][1])
        return [start for start, _ in words if start > block_start][-_EDGE_WORDS:][0]


def _encoded(words: str) -> str:
    # A hyphen and a comma have a meaning of their own in a text directive.
    return quote(words.encode("utf-8", "replace"), safe="").replace("-", "%2D")
