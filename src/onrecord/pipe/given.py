"""What is known of a document beside its text, and how it is laid out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from onrecord.errors import UsageError

Layout = Literal["article", "prose"]


class Given(msgspec.Struct, frozen=True):
    """What is known of a document beside its text.

    Args:
        published: RFC 3339 time or ISO date; it dates "on Monday".
        url: where it stands.
        title: its headline, where the text does not begin with it.
        outlet: who published it.
    """

    published: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None

    def with_others(self, others: object) -> Given:
        """Return it with what a document has of its own; keys that it does not know are somebody else's.

        Raises:
            UsageError: a value is no text.
        """
        if not isinstance(others, Mapping):
            return self
        own = {name: others[name] for name in self.__struct_fields__ if others.get(name) is not None}
        for name, value in own.items():
            if not isinstance(value, str):
                raise UsageError(f"{name} of a document is {value!r}; give it as text, a date as 2024-05-01")
        return msgspec.structs.replace(self, **own)
