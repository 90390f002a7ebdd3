"""JSON-LD of a page: what the publisher declares about its article (https://schema.org/NewsArticle)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from turbohtml import Document

ARTICLE_TYPES = frozenset(
    "NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle ReviewNewsArticle "
    "LiveBlogPosting BlogPosting Article SocialMediaPosting AdvertiserContentArticle Report ScholarlyArticle "
    "TechArticle MedicalScholarlyArticle Reportage ImageGallery MediaGallery".split()
)
# Of two nodes that call themselves an article the one with more of these is the article.
_TELLING = ("headline", "datePublished", "author", "articleBody", "description", "publisher", "image")
_TRAILING_COMMA = re.compile(r",(\s{0,64}[}\]])")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/)\s*$"
)
_LONE = re.compile(r"[\ud800-\udfff]")
# A script longer than this is a page's whole state and no description of an article.
LONGEST_SCRIPT = 2_000_000
DEEPEST = 12

Node = dict[str, Any]


def _load(script: str) -> Any:  # noqa: ANN401 - JSON is any of its types
    bare = _WRAPPING.sub("", script)
    mended = _TRAILING_COMMA.sub(r"\1", bare)
    for attempt in dict.fromkeys((script, bare, mended, unescape(mended))):
        try:
            return _without_lone_surrogates(json.loads(attempt, strict=False), attempt)
        except (json.JSONDecodeError, RecursionError):
            continue
    return None


def _without_lone_surrogates(value: Any, script: str) -> Any:  # noqa: ANN401 - JSON is any of its types
    """JSON can escape half a character, which no output can hold: U+FFFD stands for it, as in a damaged page."""
    if "\\u" not in script:
        return value
    plain = json.dumps(value, ensure_ascii=False)
    return json.loads(_LONE.sub("\ufffd", plain), strict=False) if _LONE.search(plain) else value


def _nodes(value: Any, depth: int = 0) -> Iterator[Node]:  # noqa: ANN401 - JSON is any of its types
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item"):
            if isinstance(value.get(key), (dict, list)):
                yield from _nodes(value[key], depth + 1)


def types_of(node: Node) -> tuple[str, ...]:
    """Return the types of a node without their vocabulary's address."""
    types = node.get("@type")
    listed = types if isinstance(types, list) else [types]
    return tuple(t.rsplit("/", 1)[-1] for t in listed if isinstance(t, str))


def all_nodes(document: Document) -> tuple[Node, ...]:
    """Return every node of the page's JSON-LD in order; scripts that are no JSON are passed over."""
    found: list[Node] = []
    for script in document.find_all("script", attrs={"type": _IS_JSONLD}):
        text = "".join(script.strings)
        if text and len(text) <= LONGEST_SCRIPT:
            found.extend(_nodes(_load(text)))
    return tuple(found)


_IS_JSONLD = re.compile(r"^\s*application/ld\+json", re.IGNORECASE)


def article_node(nodes: tuple[Node, ...]) -> Node:
    """Return the node that describes the page's article; an empty one where none does."""
    articles = [node for node in nodes if ARTICLE_TYPES.intersection(types_of(node))]
    return max(articles, key=lambda node: sum(bool(node.get(key)) for key in _TELLING), default={})


def strings(value: Any) -> list[str]:  # noqa: ANN401 - JSON is any of its types
    """Return the strings that a JSON-LD value holds: itself, its items, or their names."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    if isinstance(value, dict):
        return strings(value.get("name") or value.get("@value"))
    return []


def first(value: Any) -> str | None:  # noqa: ANN401 - JSON is any of its types
    """Return the first string that a JSON-LD value holds."""
    found = strings(value)
    return found[0] if found else None
