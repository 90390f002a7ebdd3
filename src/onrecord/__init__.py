"""onrecord reads news pages and puts them on record.

>>> import onrecord
>>> record = onrecord.read("story.html")  # doctest: +SKIP
>>> record.statements[0].speaker  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord._version import __version__
from onrecord.errors import ExtraError, OnRecordError, PageError
from onrecord.record import Record, Span
from onrecord.record.view import register_notebook_view

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Literal

    from onrecord.store.store import Store

__all__ = ["OnRecordError", "PageError", "Record", "Span", "__version__", "create_store", "open_store", "read"]


def read(
    page: str | Path | bytes,
    published: str | None = None,
    url: str | None = None,
    min_confidence: float = 0.0,
    offices: Path | Literal[False] | None = None,
) -> Record:
    """Read one news page.

    Args:
        page: a path, an ``http(s)`` address, ``-`` for standard input, or the bytes of a page.
        published: RFC 3339 time or ISO date of publication, which goes before what the page says.
        url: where the page stands, for bytes and files.
        min_confidence: 0 to 1; statements below it are left out, see docs/record.md.
        offices: a table of offices that extends the package's own (docs/offices.md); False to do without any.

    Returns:
        Its record; what could not be read stands in its notes.

    Raises:
        PageError: the page cannot be had or is no page.
        UsageError: ``min_confidence`` is not a number from 0 to 1.
        OfficesError: the table of offices cannot be read.
        ModelError: a model is missing or changed.
    """
    from onrecord import reader  # noqa: PLC0415 - loading the models takes a second; importing onrecord must not

    return reader.read(page, published, url, min_confidence, offices)


def create_store(where: str | Path) -> Store:
    """Make an empty store.

    Args:
        where: path of an SQLite file that does not exist yet, or a URL (``postgresql://…``) of an empty database.

    Raises:
        ExtraError: the libraries of the store are not installed.
        StoreError: it cannot be made there.
    """
    return _store_class().create(where)


def open_store(where: str | Path) -> Store:
    """Open a store.

    Args:
        where: path of its SQLite file, or the URL (``postgresql://…``) of its database.

    Raises:
        ExtraError: the libraries of the store are not installed.
        StoreError: it is no store, or cannot be opened.
    """
    return _store_class().open(where)


def _store_class() -> type[Store]:
    try:
        from onrecord.store.store import Store  # noqa: PLC0415 - an extra, and reading does without
    except ModuleNotFoundError as error:
        raise ExtraError("a store", "store") from error
    return Store


def _notebook_view(record: Record) -> str:
    from onrecord.serve.notebook import notebook_view  # noqa: PLC0415 - only notebooks ask

    return notebook_view(record)


register_notebook_view(_notebook_view)
