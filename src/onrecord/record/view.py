"""How a notebook shows a record: the record asks, whoever knows screens has registered.

The record must not know what shows it; the top of the package knows both and joins them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.record.record import Record

NotebookView = Callable[["Record"], str]
_registered: list[NotebookView] = []


def register_notebook_view(view: NotebookView) -> None:
    """Let ``view`` make the HTML that notebooks show for a record."""
    _registered[:] = [view]


def notebook_view(record: Record) -> str | None:
    """Return the HTML that a notebook shows; None where nothing is registered, so that it shows plain text."""
    return _registered[0](record) if _registered else None
