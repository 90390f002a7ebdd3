"""What worker processes do: they read pages, and know of no store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from onrecord.errors import OnRecordError, PageError
from onrecord.ingest.items import PageItem
from onrecord.offices import Offices


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page that was read: its record's JSON, or why there is none."""

    item: PageItem
    made: bytes | OnRecordError


Reader = Callable[[PageItem], bytes]


def work_on(item: PageItem, read: Reader) -> PageRead:
    """Read a page; whatever it does to us is an error of its own."""
    try:
        return PageRead(item, read(item))
    except OnRecordError as error:
        return PageRead(item, error)
    except Exception as error:  # noqa: BLE001 - whatever a page does to us, it must not take the other pages along
        said = " ".join(str(error).split())[:200]
        cause = f"onrecord itself failed on this page ({type(error).__name__}{': ' + said if said else ''})"
        return PageRead(item, PageError(item.raw.name, cause, "please report it, with the page"))


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
    """Return what stands for a page whose process died."""
    return PageRead(
        item, PageError(item.raw.name, cause, "read it by itself; if memory runs out, with fewer jobs (-j)")
    )
