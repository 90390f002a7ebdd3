"""The annotated page in a notebook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from onrecord.serve.annotated import standalone

if TYPE_CHECKING:
    from onrecord.record import Record

_HEIGHT = 640  # CSS pixels: a screenful of article with room for the next cell


def notebook_view(record: Record) -> str:
    """Return the annotated page in a frame of its own.

    The frame keeps the page's style out of the notebook and the notebook out of the page's reach: it may run its own
    script and open links in new tabs, nothing else.
    """
    title = escape(record.article.title or "an article on record", quote=True)
    return (
        f'<iframe title="{title}" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" '
        f'style="width:100%;height:{_HEIGHT}px;border:1px solid #8884" '
        f'srcdoc="{escape(standalone(record), quote=True)}"></iframe>'
    )
