"""A background paragraph: clauses made of quotes and figures, each with its source and date; as text, Markdown, HTML.

Nothing in it is written by the program but :data:`JOINING`, dates, names of actors and outlets, and punctuation.
"""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Literal

import msgspec

from onrecord.record.urls import parts_of
from onrecord.story.told import Evidence

# Every word that the program itself may put between the words of articles.
JOINING = frozenset(
    "at least most about between and in as of according to killed injured missing held hostage detained displaced "
    "percent people on supports opposes it".split()
)
PartKind = Literal["quote", "figure", "issue", "name", "date", "source", "joining"]
ClauseKind = Literal["event", "figure", "dispute"]
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+!|~])")


class Part(msgspec.Struct, frozen=True):
    """A stretch of a clause.

    Args:
        kind: ``quote``: an article's words; ``figure``: a number and what it counts, from the figure's fields;
            ``issue``: what a position is about, as its record names it; ``name``: an actor; ``source``: the outlet,
            with its address; ``date``; ``joining``: words of :data:`JOINING`, or a mark.
        url: of a source; None where the article has none that a browser may open.
    """

    kind: PartKind
    text: str
    evidence: Evidence | None = None
    url: str | None = None


class Clause(msgspec.Struct, frozen=True):
    """One thing that the paragraph says.

    Args:
        day: ISO day, month or year of what it tells.
        voices: how many independent reports tell it.
        evidence: of all its parts.
    """

    kind: ClauseKind
    parts: tuple[Part, ...]
    day: str
    voices: int
    evidence: tuple[Evidence, ...]

    @property
    def text(self) -> str:
        """The clause as plain text."""
        return "".join(part.text for part in self.parts)


class Background(msgspec.Struct, frozen=True):
    """The paragraph.

    Args:
        clauses: first events by their day, then the latest figures, then what is disputed.
    """

    clauses: tuple[Clause, ...]

    def text(self) -> str:
        """Return it as plain text."""
        return " ".join(clause.text for clause in self.clauses)

    def markdown(self) -> str:
        """Return it as Markdown; sources are links."""
        return " ".join("".join(map(_in_markdown, clause.parts)) for clause in self.clauses)

    def html(self) -> str:
        """Return it as an HTML paragraph; sources are links, all else is escaped."""
        inner = " ".join("".join(map(_in_html, clause.parts)) for clause in self.clauses)
        return f"<p>{inner}</p>"


def _in_markdown(part: Part) -> str:
    text = _MARKDOWN.sub(r"\\\1", part.text)
    if part.url is None:
        return text
    address = part.url.translate({ord("("): "%28", ord(")"): "%29", ord("<"): "%3C", ord(">"): "%3E", ord(" "): "%20"})
    return f"[{text}]({address})"


def _in_html(part: Part) -> str:
    text = html.escape(part.text)
    if part.kind == "quote":
        return f"<q>{text}</q>" if part.evidence is not None else text
    return text if part.url is None else f'<a href="{html.escape(part.url)}">{text}</a>'


def joining(text: str) -> Part:
    """Return a part of joining words or marks."""
    return Part("joining", text)


def quote(shown: Evidence, words: str | None = None) -> tuple[Part, ...]:
    """Return an article's words in quotation marks.

    Args:
        words: a stretch of the evidence; None for all of it.
    """
    return joining("“"), Part("quote", shown.words if words is None else words, shown), joining("”")


def told_by(shown: Evidence, day: str | None = None) -> tuple[Part, ...]:
    """Return where words stand: outlet and day in brackets.

    Args:
        day: ISO day to print; None for the day the article was known.
    """
    where = Part("source", _outlet(shown), shown, _address(shown.url))
    return joining(" ("), where, joining(", "), Part("date", in_words(day or shown.known_on)), joining(")")


def _outlet(shown: Evidence) -> str:
    host = parts_of(shown.url).hostname if shown.url else None
    return shown.outlet or host or f"article {shown.article}"


def _address(url: str | None) -> str | None:
    """Return an address that a browser may open; a script's or a file's is none."""
    return url if url is not None and parts_of(url).scheme in ("http", "https") else None


def in_words(value: str) -> str:
    """Return an ISO day, month or year as it is printed: 4 March 2031, March 2031, 2031."""
    parts = [int(part) for part in value.split("-")]
    months = "January February March April May June July August September October November December".split()
    if len(parts) == 1:
        return value
    month = months[parts[1] - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{date(*parts).day} {month} {parts[0]}"  # noqa: PLR2004 - year and month
