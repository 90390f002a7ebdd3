"""Names that last: the same words of the same page have the same name in every export, of a store or of a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from onrecord.export.inert import web_address
from onrecord.store.rows import ArticleRow

# https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5, in a name space of our own.
_OURS: UUID = uuid5(NAMESPACE_URL, "urn:onrecord:export")


class Keyed(Protocol):
    """An item of an article."""

    @property
    def key(self) -> str:
        """The same across re-readings."""


Item = TypeVar("Item", bound=Keyed)


def name_of_article(article: ArticleRow) -> str:
    """Return the IRI of an article: its address, else one made of its title, outlet and day."""
    return web_address(article.url) or urn("article", _known_by(article))


def name_of_item(article: ArticleRow, kind: str, key: str) -> str:
    """Return the IRI of what an article says.

    Args:
        kind: ``statement``, ``figure`` …
        key: of the item; the same across re-readings.
    """
    return urn(kind, _known_by(article), key)


def named_items(article: ArticleRow, kind: str, items: Iterable[Item]) -> Iterator[tuple[str, Item]]:
    """Yield items of one article, each with an IRI that no other of them has."""
    seen: Counter[str] = Counter()
    for item in items:
        again = seen[item.key]
        seen[item.key] += 1
        yield name_of_item(article, kind, f"{item.key} {again}" if again else item.key), item


def _known_by(article: ArticleRow) -> str:
    return article.url or "\n".join((article.title or "", article.outlet or "", article.published or ""))


def urn(*parts: str) -> str:
    """Return the one name that goes with some words."""
    return uuid5(_OURS, "\n".join(part.encode("utf-8", "replace").decode() for part in parts)).urn
