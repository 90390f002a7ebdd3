"""The annotated page: the article in a reading column, who said what in place, speakers in the margin.

One file that needs no network: style and script stand in it, allowed by their hashes and nothing else is.
All words go through Jinja2's escaping; only ``http`` and ``https`` addresses become links.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, Self

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord._version import __version__
from onrecord.serve.layout import lay_out
from onrecord.serve.marks import ArticleView
from onrecord.serve.safe import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.record import Record

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Fragment:
    """One annotated article, ready to stand in a page.

    Args:
        title: of the article.
        facts: outlet and day, in one line.
        language: of the article, or empty.
        body: its HTML, with ids that begin with ``{}`` until its number on the page is known.
    """

    title: str
    facts: str
    language: str
    body: str


# Stands where the number of an article on its page goes. No text of a page can hold it: `harmless` replaces controls.
_NUMBER = "\x00"


def fragment(record: Record) -> Fragment:
    """Return the annotated article of a record."""
    view: ArticleView = lay_out(record)
    body = _environment().get_template("article.html.j2").render(article=view, n=_NUMBER)
    return Fragment(view.title, view.facts, view.language, body)


def standalone(record: Record) -> str:
    """Return one annotated page for one record."""
    with AnnotatedPage() as page:
        page.add(fragment(record))
        return b"".join(page.parts()).decode()


class AnnotatedPage:
    """One standalone page of any number of articles; what is added waits on disk, not in memory."""

    def __init__(self) -> None:
        self._articles = TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._contents: list[Fragment] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._articles.close()

    def add(self, article: Fragment) -> None:
        """Put an article at the end of the page."""
        number = len(self._contents) + 1
        self._articles.write(article.body.replace(_NUMBER, f"p{number}").encode("utf-8", "replace"))
        self._contents.append(Fragment(article.title, article.facts, article.language, ""))

    def parts(self) -> Iterator[bytes]:
        """Yield the page piece by piece, in UTF-8."""
        contents = self._contents
        only = contents[0] if len(contents) == 1 else None
        title = only.title if only else f"{len(contents)} articles on record"
        style, script = _own("annotated.css"), _own("annotated.js")
        page = _environment().get_template("page.html.j2")
        rendered = page.render(
            title=title or "An article on record",
            language=only.language if only else "en",
            contents=contents if not only else (),
            version=__version__,
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            style_hash=_hash(style),
            script_hash=_hash(script),
            split=_NUMBER,
        )
        head, tail = rendered.split(_NUMBER)
        yield head.encode("utf-8", "replace")
        self._articles.seek(0)
        while chunk := self._articles.read(_CHUNK):
            yield chunk
        yield tail.encode("utf-8", "replace")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("onrecord.serve"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.finalize = _finalize
    return environment


def _finalize(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    # Every word of the page comes by here, so none can bring control characters along.
    return harmless(value) if type(value) is str and value != _NUMBER else value


@cache
def _own(name: str) -> str:
    text = (files("onrecord.serve") / "templates" / name).read_text(encoding="utf-8")
    return re.sub(r"(?:(?<!\s)[^\S\n]+)?\n\s*", "\n", text).strip()


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
