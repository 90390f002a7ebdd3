"""What a page declares about its article in its head: JSON-LD and meta tags, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from turbohtml import Document, Element

from onrecord.page import jsonld
from onrecord.page.fold import fold_text
from onrecord.page.jsonld import Node


@dataclass(frozen=True)
class Head:
    """JSON-LD and meta tags of a page.

    Args:
        document: the page's DOM.
        nodes: every node of its JSON-LD.
        article: the node that describes the article; empty where none does.
        meta: contents of the meta tags by name, property or itemprop, in lower case, in order.
    """

    document: Document
    nodes: tuple[Node, ...]
    article: Node
    meta: dict[str, list[str]]

    def named(self, *names: str) -> list[str]:
        """Return the contents of the meta tags of these names, in the order of the names."""
        return [content for name in names for content in self.meta.get(name, ())]

    @cached_property
    def titles(self) -> list[str]:
        """Headline candidates that the page declares, best first."""
        found = [*jsonld.strings(self.article.get("headline")), *self.named("og:title", "twitter:title", "dc.title")]
        return [fold_text(title) for title in found if title.strip()]

    @cached_property
    def descriptions(self) -> list[str]:
        """Descriptions that the page declares."""
        found = [
            *jsonld.strings(self.article.get("description")),
            *jsonld.strings(self.article.get("alternativeHeadline")),
            *self.named("og:description", "description", "twitter:description"),
        ]
        return list(dict.fromkeys(fold_text(text) for text in found if text.strip()))

    @cached_property
    def body(self) -> str | None:
        """JSON-LD ``articleBody``."""
        return jsonld.first(self.article.get("articleBody"))

    @cached_property
    def tab(self) -> str:
        """The title of the browser's tab."""
        title = self.document.find("title")
        return fold_text(title.text) if title is not None else ""


def read_head(document: Document) -> Head:
    """Read what a page declares about itself."""
    meta: dict[str, list[str]] = {}
    for element in document.find_all("meta"):
        content = _text(element, "content")
        if content:
            for attribute in ("property", "name", "itemprop"):
                name = _text(element, attribute)
                if name:
                    meta.setdefault(name.lower(), []).append(content)
    nodes = jsonld.all_nodes(document)
    return Head(document, nodes, jsonld.article_node(nodes), meta)


def _text(element: Element, attribute: str) -> str:
    value = element.attrs.get(attribute)
    return " ".join(value) if isinstance(value, list) else (value or "")
