"""Where each page stands. Every state of a page is an address, and every address is made here."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlencode, urlsplit

_ARTICLE = re.compile(r"/articles/(\d{1,14})")


def of(path: str, **asked: str | float | bool | None) -> str:
    """Return an address on this server.

    Args:
        asked: the query; what is None, empty or False is left out.
    """
    kept = {name: "1" if value is True else value for name, value in asked.items() if value not in (None, "", False)}
    return quote(path) + (f"?{urlencode(kept)}" if kept else "")


def stories(**asked: str | int | None) -> str:
    """Return where stories are listed."""
    return of("/", **asked)


def story(number: int, **asked: str | int | None) -> str:
    """Return where a story stands; ``as_of`` on which day."""
    return of(f"/stories/{number}", **asked)


def article(number: int, item: str | None = None, **asked: str | int | None) -> str:
    """Return where an article stands.

    Args:
        item: key of a statement or figure in it, at which the page opens.
    """
    return of(f"/articles/{number}", **asked) + (f"#{quote(item)}" if item else "")


def item(article: int, key: str, **asked: str | int | None) -> str:
    """Return where all stands that is known of one item of an article, a statement or a figure.

    Args:
        key: of the item.
    """
    return of(f"/articles/{article}/items/{key}", **asked)


def correct(article: int, key: str) -> str:
    """Return where a reader says what is so of an item of an article."""
    return of(f"/articles/{article}/items/{key}/correct")


def names(article: int, **asked: str | int | None) -> str:
    """Return where each name of an article stands with whom it means."""
    return of(f"/articles/{article}/names", **asked)


def move(article: int) -> str:
    """Return where an article is put into another story."""
    return of(f"/articles/{article}/move")


def correct_at(address: str) -> str | None:
    """Return where a reader corrects the item at which an article's page opens; None for a page of another kind.

    Args:
        address: as :func:`article` returned it.
    """
    parts = urlsplit(address)
    opened = _ARTICLE.fullmatch(parts.path)
    return correct(int(opened[1]), unquote(parts.fragment)) if opened and parts.fragment else None


def corrections(**asked: str | int | None) -> str:
    """Return where all that readers corrected is listed."""
    return of("/corrections", **asked)


def undo(correction: int) -> str:
    """Return where a correction is taken back."""
    return of(f"/corrections/{correction}/undo")


def revisions(article: int, **asked: str | int | None) -> str:
    """Return where it stands what changed in an article at its address."""
    return of(f"/articles/{article}/revisions", **asked)


def actor(number: int, **asked: str | int | None) -> str:
    """Return where an actor across articles stands."""
    return of(f"/actors/{number}", **asked)


def actors(**asked: str | int | None) -> str:
    """Return where actors are listed."""
    return of("/actors", **asked)


def search(**asked: str | float | None) -> str:
    """Return where words, and what was said, are searched for."""
    return of("/search", **asked)


def alerts(**asked: str | int | None) -> str:
    """Return where alerts are listed."""
    return of("/alerts", **asked)


def static(name: str) -> str:
    """Return where a file that all pages share stands."""
    return of(f"/static/{name}")
