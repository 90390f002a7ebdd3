"""What worker processes do: they read pages, and know of no store."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from onrecord.errors import OnRecordError, PageError, is_out_of_memory
from onrecord.ingest.items import PageItem, PageRead
from onrecord.offices import Offices

Reader = Callable[[PageItem], bytes]


def work_on(item: PageItem, read: Reader) -> PageRead:
    """Read a page; whatever it does to us is an error of its own."""
    try:
        return work_or_end(item, read)
    except MemoryError:
        return lost(item, "memory ran out while it was read")


def work_or_end(item: PageItem, read: Reader) -> PageRead:
    """Read a page in a process that can be replaced: whatever it does to us but take all memory is an error of its own.

    Raises:
        MemoryError: there is no room to go on.
    """
    try:
        return PageRead(item, read(item))
    except OnRecordError as error:
        return PageRead(item, error)
    except Exception as error:
        if is_out_of_memory(error):
            raise MemoryError from error
        return PageRead(item, failed(item.raw.name, error))


def failed(page: str, error: Exception) -> PageError:
    """Return what stands for a page on which the program itself failed."""
    said = " ".join(str(error).split())[:200]
    cause = f"onrecord itself failed on this page ({type(error).__name__}{': ' + said if said else ''})"
    return PageError(page, cause, "please report it, with the page")


def read_item(item: PageItem, offices: Offices | Literal[False] | None) -> bytes:
    """Return the JSON of a page's record.

    Raises:
        PageError: it is no page.
        ModelError: a model cannot be loaded.
    """
    from onrecord.reader import read_page  # noqa: PLC0415 - loads the models' libraries, in a worker alone

    given = () if offices is None else (offices,)
    return read_page(item.raw, item.given, *given).record.to_json().encode()


def lost(item: PageItem, cause: str) -> PageRead:
    """Return what stands for a page that is set aside, because it took its process along or too long."""
    return PageRead(item, set_aside(item.raw.name, cause))


def set_aside(page: str, cause: str) -> PageError:
    """Return the error of a page that took its process along, or too long."""
    return PageError(page, cause, "read it by itself; if memory runs out, with fewer jobs (-j)")


def failure_of(read: PageRead) -> PageError | None:
    """Return why there is no record of a page; None where there is one."""
    made = read.made
    if isinstance(made, PageError):
        return made
    return PageError(read.item.raw.name, str(made), "see the message") if isinstance(made, OnRecordError) else None
