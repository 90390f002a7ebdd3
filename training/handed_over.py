"""What the reader hands to its last stage: where trainings of that stage begin."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import onrecord.reader
from onrecord.page.reading import RawPage


class _EnoughError(Exception):
    """The reader has reached its last stage."""


def handed_over(source: Path, published: str | None) -> tuple[Any, ...]:
    """Return what the reader hands to its last stage for one article.

    Args:
        source: its text.
        published: ISO date.
    """
    kept: list[tuple[Any, ...]] = []

    def keep(*handed: object) -> None:
        kept.append(handed)
        raise _EnoughError

    before = onrecord.reader.assemble
    onrecord.reader.assemble = cast("Any", keep)
    try:
        onrecord.reader.read_page(RawPage(source.name, source.read_bytes()), published)
    except _EnoughError:
        pass
    finally:
        onrecord.reader.assemble = before
    return kept[0]
