"""The record's JSON with the words, links and places in the page's source beside each span."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.record import Span
from onrecord.serve.links import SentenceLinks

if TYPE_CHECKING:
    from onrecord.page.reading import SourceMap
    from onrecord.record import Record


def enriched_json(record: Record, *, quotes: bool = False, origins: SourceMap | None = None) -> bytes:
    """Return the record as JSON on one line, with more beside each span than the contract asks for.

    Args:
        quotes: put ``"quote"``, the words of the span, beside each ``start`` and ``end``,
            and ``"link"``, which opens the page there, where the page's URL is known.
        origins: put ``"origin": {"line": …, "column": …}`` (both from 1, in the page's source) there too.
    """
    if not quotes and origins is None:
        return record.to_json().encode()
    tree = msgspec.json.decode(record.to_json())
    _Enricher(record, quotes=quotes, origins=origins).walk(tree)
    return msgspec.json.encode(tree)


class _Enricher:
    def __init__(self, record: Record, *, quotes: bool, origins: SourceMap | None) -> None:
        self._text = record.article.text
        self._links = SentenceLinks(record.article)
        self._quotes = quotes
        self._origins = origins

    def walk(self, node: Any) -> None:  # noqa: ANN401 - a tree of JSON
        if isinstance(node, list):
            for part in node:
                self.walk(part)
        elif isinstance(node, dict):
            for part in list(node.values()):
                self.walk(part)
            if isinstance(node.get("start"), int) and isinstance(node.get("end"), int):
                self._enrich(node, Span(node["start"], node["end"]))

    def _enrich(self, node: dict[str, Any], span: Span) -> None:
        if self._quotes:
            node["quote"] = self._text[span.start : span.end]
            if link := self._links.to(span):
                node["link"] = link
        if self._origins is not None:
            line, column = self._origins.origin(span)
            node["origin"] = {"line": line, "column": column}
