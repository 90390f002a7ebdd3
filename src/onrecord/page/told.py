"""An article that stands in fields, as JSON of schema.org: what is in them is taken at its word.

``{"@context": "https://schema.org", "@type": "NewsArticle", "headline": …, "articleBody": …}``, in UTF-8. Paragraphs of
``articleBody`` are parted by blank lines; no zone of a page has to be told from another, and nothing is left out.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime

import msgspec

from onrecord.page.dateline import FoundDateline, agency, find_dateline
from onrecord.page.fold import Folded, fold, fold_text, join
from onrecord.page.language import language_of
from onrecord.page.notes import NO_ARTICLE, NO_DATE
from onrecord.page.reading import PageReading, RawPage, SourceMap
from onrecord.record import Article, Block, BlockKind, Dateline, Page, Span, Stamp

_START = re.compile(r'\ufeff?\s*\{\s*"@context"\s*:\s*"https?://schema\.org/?"\s*,\s*"@type"\s*:\s*"NewsArticle"')
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_CLOSING = 2  # the agency signs the last paragraph, or a line of its own after it


class Named(msgspec.Struct):
    """Somebody by name."""

    name: str = ""


class ToldFields(msgspec.Struct, rename="camel"):
    """The fields that are read; others say nothing about the article's words."""

    article_body: str = ""
    headline: str | None = None
    description: str | None = None
    author: list[Named] = []
    publisher: Named | None = None
    source_organization: Named | None = None
    article_section: str | None = None
    in_language: str | None = None
    date_published: str | None = None
    date_modified: str | None = None


def told_article(text: str) -> ToldFields | None:
    """Return the fields of an article that stands in fields; None where the text is something else.

    Args:
        text: a page, decoded.
    """
    if not _START.match(text):
        return None
    try:
        return msgspec.json.decode(text.removeprefix("\ufeff"), type=ToldFields)
    except msgspec.MsgspecError:
        return None


def read_told(raw: RawPage, told: ToldFields, published: str | None = None) -> PageReading:
    """Read an article from its fields.

    Args:
        raw: the page.
        told: what :func:`told_article` has returned.
        published: RFC 3339 date or time that the caller knows; it counts more than what the fields say.
    """
    kinds, folded = _blocks(told)
    joined, offsets, spans = join(folded)
    found = next((find_dateline(f.text) for k, f in zip(kinds, folded, strict=True) if k == "paragraph"), None)
    body = next((span.start for kind, span in zip(kinds, spans, strict=True) if kind == "paragraph"), 0)
    closing = [f.text for k, f in zip(kinds, folded, strict=True) if k == "paragraph"][-_CLOSING:]
    said = _word(told.source_organization.name if told.source_organization else None)
    stamp = _stamp(published, _time(told.date_published), raw.published)
    article = Article(
        text_sha256=hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest(),
        page=Page(hashlib.sha256(raw.body).hexdigest(), "text/plain", raw.url),
        title=_word(told.headline),
        standfirst=_word(told.description),
        authors=tuple(dict.fromkeys(name for one in told.author if (name := fold_text(one.name)))),
        outlet=_word(told.publisher.name if told.publisher else None),
        agency=said or (found.agency if found else None) or agency([], closing=closing),
        section=_word(told.article_section),
        language=_language(told.in_language) or language_of(joined),
        published=stamp,
        modified=Stamp(changed, "json-ld") if (changed := _time(told.date_modified)) else None,
        dateline=_dateline(found, body),
        text=joined,
        blocks=tuple(Block(kind, span.start, span.end) for kind, span in zip(kinds, spans, strict=True)),
    )
    notes = () if stamp else (NO_DATE,)
    notes = notes if "paragraph" in kinds else (*notes, NO_ARTICLE)
    return PageReading(article, SourceMap(joined, offsets), (), notes)


def _blocks(told: ToldFields) -> tuple[list[BlockKind], list[Folded]]:
    """Return what stands in the article, in order; places are those of its text laid out so."""
    parts: list[tuple[BlockKind, str]] = [("title", told.headline or ""), ("standfirst", told.description or "")]
    body = _BLANK.split(told.article_body)
    # Some give the headline as the first line of the text too.
    body = body[1:] if fold_text(body[0]) == fold_text(told.headline or "") else body
    parts += [("paragraph", one) for one in body]
    kinds: list[BlockKind] = []
    folded: list[Folded] = []
    at = 0
    for kind, words in parts:
        if shown := fold_text(words):
            kinds.append(kind)
            folded.append(fold([(shown, at)]))
            at += len(shown) + 2
    return kinds, folded


def _stamp(given: str | None, said: str | None, feed: str | None) -> Stamp | None:
    if given:
        return Stamp(given, "given")
    if said:
        return Stamp(said, "json-ld")
    return Stamp(feed, "feed") if feed else None


def _time(said: str | None) -> str | None:
    """Return a time with its offset, or a day; of a time without an offset the day, null for what is neither."""
    day = _DAY.match(said or "")
    if said is None or day is None:
        return None
    try:
        date.fromisoformat(day[0])
        found = datetime.fromisoformat(said)
    except ValueError:
        return None
    return said.replace(" ", "T") if found.tzinfo is not None and _TIME.fullmatch(said) else day[0]


def _word(words: str | None) -> str | None:
    return fold_text(words or "") or None


def _language(said: str | None) -> str | None:
    """Return a code of BCP 47; null for what is none, as the name of a language is."""
    return said if said and _CODE.fullmatch(said) else None


def _dateline(found: FoundDateline | None, start: int) -> Dateline | None:
    if found is None or found.place is None:
        return None
    span = Span(start + found.start, start + found.end)
    return Dateline(found.place, span.start, span.end)
