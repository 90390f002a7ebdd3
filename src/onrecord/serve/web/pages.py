"""Templates, and how a page is made of one: everything that goes in is escaped where it comes out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from onrecord._version import __version__
from onrecord.serve import wording
from onrecord.serve.safe import harmless, web_address
from onrecord.serve.web import addresses
from onrecord.serve.web.marking import Piece, around_pieces, article_pieces, statement_pieces

_HERE = Path(__file__).resolve().parent
# Pages change with the store: a browser asks again each time, and may keep what it has for going back.
_LONGEST = 600  # characters of one item's words in a list
FRESH = {"Cache-Control": "private, no-cache"}


def page(request: Request, template: str, status: int = 200, **shown: object) -> HTMLResponse:
    """Return a page.

    Args:
        template: name of a file in ``templates/``, without its ending.
        shown: what the template is given, typed objects; ``as_of`` is the day of the whole page.
    """
    return HTMLResponse(rendered(template, request.url.path, **shown), status, FRESH)


def rendered(template: str, path: str, **shown: object) -> str:
    """Return a page's HTML, for who keeps it.

    Args:
        path: of the page, without its query.
    """
    return environment().get_template(f"{template}.html.j2").render(path=path, **shown)


@cache
def environment() -> Environment:
    """Return the environment of all templates: escaping everywhere, and an error for a name that nobody gave."""
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.finalize = _finalize
    made.filters |= {"correcting": addresses.correct_at}
    made.filters |= {"harmless": harmless, "web_address": web_address, "day": wording.day, "number": number}
    made.filters |= {"verb": wording.verb, "past": wording.past, "amount": wording.amount, "counted": wording.counted}
    made.filters |= {"speaker": wording.speaker, "duration": wording.duration, "clipped": clipped}
    made.filters |= {"statement_pieces": statement_pieces, "article_pieces": article_pieces}
    made.filters |= {"around_pieces": around_pieces}
    made.globals |= {"address": addresses, "version": __version__, "as_of": None, "title": "onrecord"}
    return made


def _finalize(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    # Every word of a page comes by here, so that none can bring control characters or turn the words around it.
    return harmless(value) if type(value) is str else value


def clipped(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces cut to what a person reads in a list; the article has the rest."""
    kept: list[Piece] = []
    room = _LONGEST
    for words, marked in pieces:
        kept.append((words if len(words) <= room else words[: max(room - 1, 0)].rstrip() + "…", marked))
        room -= len(words)
        if room <= 0:
            break
    return kept


def number(count: float) -> str:
    """Return a number as it is printed: 34,568; fractions as they are."""
    return f"{count:,.0f}" if float(count).is_integer() else f"{count:,}"
