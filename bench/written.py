"""Tables that a benchmark writes into a page of the docs, between two marks of its own."""

from __future__ import annotations

from pathlib import Path


class NoPlaceError(ValueError):
    """The page has no place for a table of this name."""


def marks(name: str) -> tuple[str, str]:
    """Return the two lines between which a table of this name stands; neither is shown."""
    return f"<!-- {name}: written by its benchmark, not by hand -->", f"<!-- end of {name} -->"


def write_between(page: Path, name: str, lines: list[str]) -> None:
    """Put lines between the marks of a page, in place of what stood there.

    Raises:
        NoPlaceError: a mark is not there, or there twice.
    """
    begin, end = marks(name)
    text = page.read_text(encoding="utf-8")
    if text.count(begin) != 1 or text.count(end) != 1 or text.index(begin) > text.index(end):
        raise NoPlaceError(f"{page} needs the lines {begin} and {end}, once each and in this order")
    before, _, rest = text.partition(begin)
    after = rest.partition(end)[2]
    page.write_text("\n".join([before + begin, *lines, end + after]), encoding="utf-8")
