"""What else takes the text out of a news page and can be installed from PyPI, brought to the body's words.

Each function loads a reader of pages and returns it; its imports stand inside, so that no process holds another's
libraries. A reader takes the bytes of a page; the body and, where it has one of its own, the standfirst come back.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.process import Read, Record

# As score_pages.py has it.
BODY = frozenset({"paragraph", "subheading", "list-item", "quote", "live-update", "table"})
# Elements that end a line; readability gives HTML.
LINES = ("p", "div", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "blockquote", "pre", "section", "figcaption")


def onrecord() -> Read:
    """Load this program's page stage: blocks, kinds, metadata and the map to the source."""
    from onrecord.page import RawPage, read_article  # noqa: PLC0415 - in its own process alone

    def read(page: bytes, published: str | None) -> Record:
        article = read_article(RawPage("page.html", page), published).article
        return {
            name: "\n".join(article.text[b.start : b.end] for b in article.blocks if b.kind in kinds)
            for name, kinds in (("body", BODY), ("standfirst", {"standfirst"}))
        }

    return read


def trafilatura() -> Read:
    """Load trafilatura: main text and metadata, as its documentation advises for precision."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - in its own process alone

    def read(page: bytes, published: str | None) -> Record:  # noqa: ARG001 - no peer asks when
        found = bare_extraction(page, favor_precision=True, include_comments=False, with_metadata=True)
        return {"body": (found and found.text) or "", "standfirst": ""}

    return read


def readability() -> Read:
    """Load readability-lxml: the part of the page that it takes for the article, and its words."""
    import lxml.html  # noqa: PLC0415 - in its own process alone
    from readability import Document  # noqa: PLC0415 - in its own process alone

    logging.getLogger("readability.readability").disabled = True  # it prints what it raises, too

    def read(page: bytes, published: str | None) -> Record:  # noqa: ARG001 - no peer asks when
        tree = lxml.html.fromstring(Document(page).summary(html_partial=True))
        for element in tree.iter(LINES):
            element.tail = "\n" + (element.tail or "")
        return {"body": tree.text_content(), "standfirst": ""}

    return read
