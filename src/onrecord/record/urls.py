"""Addresses as others write them: no address makes a reading or a store fail."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

_NOTHING = SplitResult("", "", "", "", "")


def parts_of(url: str) -> SplitResult:
    """Return the parts of an address; empty ones where urlsplit raises (``http://[::1``, ``//[>``)."""
    try:
        return urlsplit(url)
    except ValueError:
        return _NOTHING
