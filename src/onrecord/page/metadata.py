"""What the page says about its article outside the text: authors, outlet, section, dates of publication.

Each is looked for where publishers declare it, best place first; what is nowhere stays null.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from turbohtml import Document, Element

from onrecord.page import jsonld
from onrecord.page.declared import Head
from onrecord.page.fold import fold_text
from onrecord.page.linekinds import authors_of, same_words
from onrecord.page.stampline import stamp_in
from onrecord.record import Stamp, StampOrigin
from onrecord.record.urls import parts_of

_PUBLISHED_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article.published",
    "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publish_date", "pubdate", "dc.date.issued",
    "dcterms.created", "dc.date", "dcterms.date", "date", "rnews:datepublished", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "published_at", "article:published", "og:pubdate", "displaydate",
    "analyticsattributes.articledate", "ptime", "pub_date", "published", "last-published", "dc.date.created",
    "dcterms.issued", "datecreated",
)  # fmt: skip
_MODIFIED_NAMES = (
    "article:modified_time", "og:updated_time", "datemodified", "og:modified_time", "lastmod", "dcterms.modified",
    "dc.date.modified", "last-modified", "revised", "article:modified",
)  # fmt: skip
_AUTHOR_NAMES = (
    "author", "parsely-author", "sailthru.author", "article:author", "dc.creator", "dcterms.creator", "byl",
    "article:author_name", "cxenseparse:author", "og:article:author", "twitter:data1", "citation_author",
)  # fmt: skip
_URL_DAY = re.compile(r"(?<!\d)(20\d\d|19\d\d)[-/_](\d{1,2})[-/_](\d{1,2})(?!\d)|[/_-](20\d\d)(\d\d)(\d\d)(?=[/_.-])")
_ISO = re.compile(
    r"\s*(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T\s]\s?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"\s*(20\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})?)?\s*\Z")
_DOTTED = re.compile(r"\s*(\d{1,2})\.(\d{1,2})\.(\d{4})")
_DOTTED_IN = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")  # with dots the day is first everywhere
_YEARS = range(1990, 2101)  # as in stampline: pages of the web
_BY = re.compile(
    r"^\s*(?:(?:written |reported |posted |words |story )?by|von|par|por|di|door|av|af|autor|author|text)[\s:]+",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.|@|\.(?:com|org|net|html?)\b|/")
_APART = re.compile(r"(?:(?<!\s)\s+)?(?:,|;|\||\band\b|&|\bund\b|\bet\b|\by\b|\bog\b|\boch\b)\s*")
_BRACKETED = re.compile(r"(?:(?<!\s)\s+)?\([^()]{0,40}\)?\s*\Z")  # "(dpa)", "(obe)" after a name
_LONGEST_NAME = 80
_TAB_PARTS = re.compile(r"(?<!\s)\s+[|–—·»•-]\s+|(?:(?<!\s)\s+)?\|\s*|:\s+")
_POSTS = frozenset("reporter correspondent editor writer journalist columnist producer redakteur korrespondent".split())
# What stands in the author's place when nobody is named.
_NOBODY = frozenset("admin administrator webmaster none null unknown redaktion editor staff".split())


def moment(value: str) -> str | None:
    """Return a time in RFC 3339 with the page's own offset, a date where no offset is given, None where it is none.

    Args:
        value: ISO 8601, RFC 2822, ``20240501``, ``1.5.2024``, or a date in English or German words.
    """
    found = _ISO.match(value) or _COMPACT.match(value)
    if found is not None:
        return _rfc3339(found)
    dotted = _DOTTED.match(value)
    if dotted is not None:
        return _day(dotted[3], dotted[2], dotted[1])
    try:
        parsed = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        stamp = stamp_in(value.strip())
        return (stamp.published or stamp.modified) if stamp else None
    if parsed.year not in _YEARS:
        return None
    return parsed.isoformat() if parsed.tzinfo is not None else parsed.date().isoformat()


def _day(year: str, month: str, day: str) -> str | None:
    try:
        parsed = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return parsed.isoformat() if parsed.year in _YEARS else None


def _rfc3339(found: re.Match[str]) -> str | None:
    """Write a matched time; without an offset the day alone is sure."""
    parts = found.groups()
    zone = (parts[-1] or "").upper()
    day = _day(parts[0], parts[1], parts[2])
    if day is None or not parts[3] or not zone:
        return day
    fraction = parts[6] if len(parts) > 7 and parts[6] else ""  # noqa: PLR2004 - the ISO pattern alone has fractions
    offset = "Z" if zone in ("Z", "UTC", "GMT") else zone if ":" in zone else f"{zone[:3]}:{zone[3:] or '00'}"
    written = f"{day}T{int(parts[3]):02d}:{parts[4]}:{parts[5] or '00'}{'.' + fraction if fraction else ''}"
    try:
        datetime.fromisoformat(f"{written[:19]}{'+00:00' if offset == 'Z' else offset}")
    except ValueError:
        return day
    return written + offset


def _first(values: Iterable[str], origin: StampOrigin) -> Stamp | None:
    for value in values:
        found = moment(value)
        if found is not None:
            return Stamp(found, origin)
    return None


def published(
    head: Head,
    times: Sequence[Element],
    lines: Sequence[str],
    urls: Sequence[str],
    given: str | None,
    feed: str | None = None,
) -> Stamp | None:
    """Return when the article was published and where that was found; None where it is nowhere.

    Args:
        times: the ``time`` elements near the headline, in order.
        lines: short lines near the headline.
        urls: addresses of the page.
        given: what the caller knows; it goes before all else.
        feed: what the feed says that led to the page; it goes before words of the page's text and its address.
    """
    if given:
        return Stamp(given, "given")
    declared = [*jsonld.strings(head.article.get("datePublished")), *jsonld.strings(head.article.get("dateCreated"))]
    pages = [
        s
        for node in head.nodes
        if "WebPage" in jsonld.types_of(node)
        for s in jsonld.strings(node.get("datePublished"))
    ]
    return (
        _first([*declared, *pages], "json-ld")
        or _first(head.named(*_PUBLISHED_NAMES), "meta")
        or _first(_itemprop(head.document, "datePublished"), "meta")
        or _first(_in_order(times), "time-element")
        or (Stamp(feed, "feed") if feed else None)
        or _from_lines(lines)
        or _from_urls(urls)
    )


def _in_order(times: Sequence[Element]) -> list[str]:
    """Return the values of time elements, those of the publication before those of a change."""
    marked = [t for t in times if _is_publication(t)]
    return [str(t.attrs.get("datetime") or t.text) for t in [*marked, *(t for t in times if t not in marked)]]


def _is_publication(element: Element) -> bool:
    names = " ".join(str(element.attrs.get(a) or "") for a in ("class", "itemprop", "pubdate", "data-testid")).lower()
    return "pubdate" in element.attrs or "publish" in names


def _itemprop(document: Document, name: str) -> list[str]:
    found = document.find_all(attrs={"itemprop": name}, limit=4)
    return [str(e.attrs.get("content") or e.attrs.get("datetime") or e.text) for e in found]


def _from_lines(lines: Sequence[str]) -> Stamp | None:
    for line in lines:
        stamp = stamp_in(line)
        dotted = _DOTTED_IN.search(line) if len(line) <= _LONGEST_NAME else None
        value = (stamp.published if stamp else None) or (_day(dotted[3], dotted[2], dotted[1]) if dotted else None)
        if value is not None:
            return Stamp(value, "text")
    return None


def _from_urls(urls: Sequence[str]) -> Stamp | None:
    for url in urls:
        found = _URL_DAY.search(parts_of(url).path)
        if found is not None:
            parts = [part for part in found.groups() if part]
            value = _day(*parts) if len(parts) == len(("year", "month", "day")) else None
            if value is not None:
                return Stamp(value, "url")
    return None


def modified(head: Head, first: Stamp | None) -> Stamp | None:
    """Return when the page says that it was changed; None where it does not or gives the time of publication."""
    found = _first(jsonld.strings(head.article.get("dateModified")), "json-ld")
    found = found or _first(head.named(*_MODIFIED_NAMES), "meta")
    return None if found is None or (first is not None and found.value == first.value) else found


def authors(head: Head, links: Sequence[str], bylines: Sequence[str], outlet: str | None) -> tuple[str, ...]:
    """Return the names of the authors as the page gives them, in its order.

    Args:
        links: words of links that the page marks as leading to an author.
        bylines: byline blocks.
        outlet: its own name is no author's where somebody else is named.
    """
    tries = (
        declared_authors(head),
        head.named(*_AUTHOR_NAMES),
        links,
        [name for line in bylines for name in authors_of(line)],
    )
    found = [names for names in map(_names, tries) if names]
    with_people = [names for names in found if not all(_is_outlet(name, outlet) for name in names)]
    return tuple(next(iter([*with_people, *found]), ()))


def declared_authors(head: Head) -> list[str]:
    """Return the names that JSON-LD gives as authors, as they stand there."""
    listed = head.article.get("author") or head.article.get("creator")
    names = jsonld.strings(listed)
    by_id = {node.get("@id"): node for node in head.nodes if node.get("name")}
    references = listed if isinstance(listed, list) else [listed]
    return names or [
        name for r in references if isinstance(r, dict) for name in jsonld.strings(by_id.get(r.get("@id"), {}))
    ]


def _names(values: Iterable[str]) -> list[str]:
    """Return the single names in values that may hold several, a ``by`` or an address."""
    names: list[str] = []
    for value in values:
        line = _BY.sub("", fold_text(value))
        for part in _APART.split(line) if len(line) > 1 else []:
            name = _BRACKETED.sub("", part).strip(" .,:|-–—()")
            if 1 < len(name) <= _LONGEST_NAME and _is_name(name):
                names.append(name)
    return list(dict.fromkeys(names))


def _is_name(name: str) -> bool:
    is_post = name.rpartition(" ")[2].lower() in _POSTS and " " in name
    return not (_ADDRESS.search(name) or name.lower() in _NOBODY or name.isdigit() or ":" in name or is_post)


def _is_outlet(name: str, outlet: str | None) -> bool:
    return outlet is not None and same_words(name) == same_words(outlet)


def outlet(head: Head, title: str | None, logos: Sequence[str]) -> str | None:
    """Return the name of the outlet: as declared, else the part of the browser's tab that is no headline.

    Args:
        logos: alternative texts of the page's logo pictures.
    """
    declared = [
        *jsonld.strings(head.article.get("publisher")),
        *head.named("og:site_name", "application-name", "publisher"),
    ]
    for name in declared:
        folded = fold_text(name)
        if folded and not _ADDRESS.search(folded):
            return folded
    return _from_tab(head.tab, title, logos)


def _from_tab(tab: str, title: str | None, logos: Sequence[str]) -> str | None:
    if not tab or not title or same_words(title) == same_words(tab):
        return None
    known = {same_words(logo) for logo in logos}
    whole = set(same_words(title))
    parts = [part.strip() for part in _TAB_PARTS.split(tab) if part.strip()]
    others = [part for part in parts if not set(same_words(part)) <= whole]
    confirmed = [part for part in others if same_words(part) in known]
    return next(iter(confirmed or others[-1:]), None) if len(others) < len(parts) else None


def section(head: Head, crumbs: Sequence[str]) -> str | None:
    """Return the section that the page puts its article in.

    Args:
        crumbs: the labels above the headline.
    """
    declared = [
        *jsonld.strings(head.article.get("articleSection")),
        *head.named("article:section", "section", "category"),
    ]
    named = [fold_text(name) for name in declared]
    return next((name for name in named if name and len(name) <= _LONGEST_NAME), None) or next(iter(crumbs), None)
