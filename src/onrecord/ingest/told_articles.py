"""Articles that a file tells in fields, as pages to read: JSON lines of articles, and IPTC ninjs.

A text goes on as JSON of schema.org (https://schema.org/NewsArticle), which the page stage takes at its word: headline,
standfirst, paragraphs, and what the fields say of author, outlet and day. A whole HTML page is read as any other page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from onrecord.errors import NotAPageError, PageError, UsageError
from onrecord.ingest.items import Item, PageItem, Problem
from onrecord.ingest.listed import LONGEST_ADDRESS, LONGEST_LINE, opened
from onrecord.ingest.published import parse_date
from onrecord.page.opening import MAX_PAGE_BYTES, checked
from onrecord.page.reading import RawPage

Fields = Mapping[str, Any]

_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype|html)\b", re.IGNORECASE)
_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 article section ul ol li blockquote br hr table tr figure figcaption header footer aside "
    "pre dl dt dd main".split()
)
_HIDDEN = frozenset({"script", "style", "template", "noscript", "title"})
_TAG = re.compile(r"<(?:p|div|h[1-6]|article|section|ul|ol|blockquote)\b", re.IGNORECASE)
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_BETWEEN = re.compile(r",| and ")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldArticle:
    """An article as fields tell it.

    Args:
        text: paragraphs parted by blank lines, or by line breaks where there is no blank line.
        markup: the same as HTML, a whole page or a piece of one; it goes before ``text``.
        published: RFC 3339, or a day.
    """

    url: str | None = None
    title: str | None = None
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    agency: str | None = None
    section: str | None = None
    language: str | None = None
    published: str | None = None
    modified: str | None = None
    text: str | None = None
    markup: str | None = None


def articles_in(path: Path) -> Iterator[Item]:
    """Yield the articles of a file: JSON objects with ``text`` or ``html``, one a line, one alone, or a list of them.

    Raises:
        OSError: it cannot be read.
    """
    return _in_file(path, article_of)


def ninjs_in(path: Path) -> Iterator[Item]:
    """Yield the articles of a file of ninjs, versions 1 to 3: one a line, one alone, or a list of them.

    Raises:
        OSError: it cannot be read.
    """
    return _in_file(path, article_of_ninjs)


def article_of(fields: Fields) -> ToldArticle:
    """Return an article of a line of JSON, its fields by their usual names.

    Raises:
        UsageError: a field holds what it cannot.
    """
    return ToldArticle(
        url=_words(fields, "url", "link"),
        title=_words(fields, "title", "headline"),
        standfirst=_words(fields, "standfirst", "description", "summary"),
        authors=_people(fields, "authors", "author", "byline"),
        outlet=_words(fields, "outlet", "publisher", "source", "site_name"),
        section=_words(fields, "section", "category"),
        language=_words(fields, "language", "lang"),
        agency=_words(fields, "agency"),
        published=_words(fields, "published", "date", "datePublished", "published_at", "date_publish", "publishedAt"),
        modified=_words(fields, "modified", "dateModified", "date_modify"),
        text=_words(fields, "text", "body", "content", "articleBody", "maintext"),
        markup=_words(fields, "html"),
    )


def article_of_ninjs(fields: Fields) -> ToldArticle:
    """Return an article of a ninjs object, of any version.

    Raises:
        UsageError: a field holds what it cannot.
    """
    uri, sources = _words(fields, "uri"), _list(fields, "infoSources", "infosources")
    others = [s for s in sources if s.get("role") != "agency"]
    publisher = next((s for s in others if s.get("role") in ("publisher", "provider")), others[0] if others else {})
    plain, marked = _body(fields)
    by = _words(fields, "by", "byline")
    return ToldArticle(
        url=uri if uri and _WEB.fullmatch(uri) else None,
        title=_of_role(_list(fields, "headlines"), "main") or _words(fields, "headline", "title"),
        standfirst=_of_role(_list(fields, "descriptions"), "summary") or _words(fields, "description_text"),
        authors=tuple(name.strip() for name in re.split(r",| and ", by.removeprefix("By ")) if name.strip())
        if by
        else (),
        outlet=_words(publisher, "name") or _words(fields, "source"),
        agency=_words(next((s for s in sources if s.get("role") == "agency"), {}), "name"),
        language=_words(fields, "language"),
        published=_words(fields, "contentCreated", "firstCreated", "firstcreated", "versionCreated", "versioncreated"),
        text=plain,
        markup=marked,
    )


def page_of(article: ToldArticle, name: str) -> RawPage:
    """Return an article as a page to read.

    Args:
        name: what messages call it.

    Raises:
        PageError: it has no text, or more than a page may have.
    """
    url = article.url if article.url and len(article.url) <= LONGEST_ADDRESS and _WEB.fullmatch(article.url) else None
    if article.markup and _PAGE.match(article.markup):
        content, kind = article.markup.encode("utf-8", "replace"), "text/html"
    else:
        content, kind = _in_fields(article, name), "text/plain"
    if len(content) > MAX_PAGE_BYTES:
        raise NotAPageError(name, f"the article has more than {MAX_PAGE_BYTES // 2**20} MB", "give it in parts")
    return checked(RawPage(name, content, url, kind, "utf-8"))


# ---- files ----------------------------------------------------------------------------------------------------------


def _in_file(path: Path, make: Callable[[Fields], ToldArticle]) -> Iterator[Item]:
    source = str(path.absolute())
    with opened(path) as stream:
        for place, line in _objects(stream):
            name = f"{path}:{place}" if place else str(path)
            yield _item(line, name, f"{source}:{place}" if place else source, make)


def _objects(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield objects with the number of their line, or in their list; 0 for the only one."""
    first = stream.readline(LONGEST_LINE)
    if _is_whole(first) and not first.lstrip(b"\xef\xbb\xbf \t").startswith(b"["):
        yield 1, first
        for number, line in enumerate(iter(lambda: stream.readline(LONGEST_LINE), b""), 2):
            if line.strip():
                yield number, line
        return
    whole = first + stream.read(LONGEST_LINE)
    try:
        many = msgspec.json.decode(whole.removeprefix(b"\xef\xbb\xbf"), type=list[msgspec.Raw])
    except msgspec.MsgspecError:
        yield from _apart(whole)
    else:
        yield from ((number, bytes(one)) for number, one in enumerate(many, 1))


def _apart(whole: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield one object over many lines; or lines, where the first alone is broken."""
    lines = whole.splitlines()
    if len(lines) > 1 and any(_is_whole(line) for line in lines[1:]):
        yield from ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    else:
        yield 0, whole


def _is_whole(line: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf")), dict | list)
    except msgspec.MsgspecError:
        return False


def _item(line: bytes, name: str, source: str, make: Callable[[Fields], ToldArticle]) -> Item:
    try:
        fields = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}: " if error.lineno > 1 else f"column {error.colno}: "
        return _problem(name, f"no JSON: {where}{error.msg}", "mend the line")
    except (UnicodeDecodeError, RecursionError) as error:
        return _problem(name, f"no article ({error})", "mend the line")
    if not isinstance(fields, dict):
        return _problem(name, "no article: not a JSON object", 'write {"title": "…", "text": "…"} on a line')
    return item_of(fields, name, source, make)


def item_of(fields: Fields, name: str, source: str, make: Callable[[Fields], ToldArticle]) -> Item:
    """Return the page that fields tell, or why they tell none.

    Args:
        name: what messages call it.
        source: where it stands.
    """
    try:
        article = make(fields)
        given = parse_date(article.published) if article.published else None
        return PageItem(page_of(article, name), source, given=given)
    except (UsageError, RecursionError) as error:
        return _problem(name, f"no article ({error})", "mend the line")
    except PageError as error:
        return Problem(error)


def _problem(name: str, cause: str, remedy: str) -> Problem:
    return Problem(NotAPageError(name, cause, remedy))


# ---- fields ---------------------------------------------------------------------------------------------------------


def _words(fields: Fields, *names: str) -> str | None:
    """Return the first of some fields that has words; of an object its name.

    Raises:
        UsageError: it is neither words nor an object with a name.
    """
    for name in names:
        value = fields.get(name)
        if isinstance(value, dict):
            value = value.get("name")
        if value is None or value == "":
            continue
        if not isinstance(value, str):
            raise UsageError(f"{name!r} is no text but {type(value).__name__}")
        return value
    return None


def _people(fields: Fields, *names: str) -> tuple[str, ...]:
    for name in names:
        value = fields.get(name)
        if value in (None, "", []):
            continue
        many = value if isinstance(value, list) else [value]
        found = [one.get("name") if isinstance(one, dict) else one for one in many]
        if not all(isinstance(one, str) for one in found):
            raise UsageError(f"{name!r} is no name, nor a list of names")
        return tuple(one for one in found if one)
    return ()


def _list(fields: Fields, *names: str) -> list[Fields]:
    for name in names:
        value = fields.get(name)
        if value is None:
            continue
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise UsageError(f"{name!r} is no list of objects")
        return value
    return []


def _of_role(many: list[Fields], role: str) -> str | None:
    """Return the words of a role, else those of the first without one that says it is something else."""
    one = next((m for m in many if m.get("role") == role), many[0] if many else {})
    return _words(one, "value")


def _body(fields: Fields) -> tuple[str | None, str | None]:
    """Return the body as plain words, and as markup where there are no plain ones."""
    bodies = _list(fields, "bodies")
    for one in sorted(bodies, key=lambda body: body.get("role") != "main"):
        value, kind = _words(one, "value"), str(one.get("contentType") or "")
        if value and (kind == "text/plain" or (not kind and not _TAG.search(value))):
            return value, None
    for one in bodies:
        if value := _words(one, "value"):
            return None, value
    return _words(fields, "body_text"), _words(fields, "body_html", "body_xhtml")


# ---- the page -------------------------------------------------------------------------------------------------------


def _in_fields(article: ToldArticle, name: str) -> bytes:
    """Set an article as JSON of schema.org, which the page stage takes at its word."""
    paragraphs = blocks_of(article.markup) if article.markup else _paragraphs(article.text or "")
    if not paragraphs:
        raise NotAPageError(name, "the article has no text", 'give it as "text", or as "html"')
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.standfirst,
        "author": [{"@type": "Person", "name": one} for one in article.authors] or None,
        "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
        "sourceOrganization": {"@type": "Organization", "name": article.agency} if article.agency else None,
        "articleSection": article.section,
        "inLanguage": article.language,
        "datePublished": article.published,
        "dateModified": article.modified,
        "articleBody": "\n\n".join(paragraphs),
    }
    whole = {field: value for field, value in told.items() if value is not None}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _paragraphs(text: str) -> list[str]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    parts = _BLANK.split(lines) if _BLANK.search(lines) else lines.split("\n")
    return [part.strip() for part in parts if part.strip()]


def blocks_of(markup: str) -> list[str]:
    """Return the blocks of a piece of HTML as words."""
    found = _Blocks()
    found.feed(markup)
    found.close()
    return found.blocks()


class _Blocks(HTMLParser):
    """Words of a piece of HTML, parted where a browser would begin a new line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[list[str]] = [[]]
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or something that nobody sees."""
        del attrs
        self._hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self._parts.append([])

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        self._hidden = max(0, self._hidden - (tag in _HIDDEN))
        if tag in _BLOCKS:
            self._parts.append([])

    def handle_data(self, data: str) -> None:
        """Take words."""
        if not self._hidden:
            self._parts[-1].append(data)

    def blocks(self) -> list[str]:
        """Return the words of each block that has any."""
        whole = (" ".join("".join(part).split()) for part in self._parts)
        return [words for words in whole if words]
