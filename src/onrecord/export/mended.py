"""What users corrected in an item, in words: an export says that it is not as it was read."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.store.rows import Corrected


def mended(corrected: Iterable[Corrected]) -> str | None:
    """Return which fields were corrected by hand and what they were; null where none was."""
    was = {change.field: change.was for one in corrected for change in one.changes}
    told = [f"{field} (was {_word(value)})" for field, value in was.items()]
    return f"corrected by hand: {', '.join(told)}" if told else None


def _word(value: object) -> str:
    if value is None or value in ("", [], ()):
        return "not known"
    return value if isinstance(value, str) else str(value)
