"""A reader without models, quick to start: nothing here imports a store."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import time

import msgspec

from onrecord._version import __version__
from onrecord.errors import NotAPageError
from onrecord.record import Article, MadeBy, Page, Record, Stamp


def read(item):
    """Read a page without models: its headline and its paragraphs."""
    if b"a bug in us" in item.raw.body:
        raise ZeroDivisionError("division\nby zero")
    if b"no page at all" in item.raw.body:
        raise NotAPageError(item.raw.name, "no text", "give a page")
    text = "\n\n".join(re.findall(r"<(?:h1|p)>([^<]*)", item.raw.body.decode()))
    stamp = Stamp(item.given, "given") if item.given else None
    stamp = stamp or (Stamp(item.raw.published, "feed") if item.raw.published else None)
    article = msgspec.structs.replace(
        EMPTY,
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=text.partition("\n")[0],
        published=stamp,
        page=Page(hashlib.sha256(item.raw.body).hexdigest(), "text/html", item.raw.url),
    )
    return Record("1", MadeBy(__version__), article).to_json().encode()


EMPTY = Article("", Page("", "text/html"), None, None, (), None, None, None, "en", None, None, None, "", ())


def read_slowly(item):
    time.sleep(0.05)
    return read(item)


def die_of(item):
    """Read a page; some kill whoever reads them, as one that eats all memory would."""
    if b"Kill me" in item.raw.body:
        os.kill(os.getpid(), signal.SIGKILL)
    return read(item)
