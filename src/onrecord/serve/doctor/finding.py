"""One line of what was found."""

from __future__ import annotations

from typing import Literal

import msgspec

State = Literal["ok", "warning", "wrong"]


class Finding(msgspec.Struct, frozen=True):
    """What one check has found.

    Args:
        about: ``installation``, ``reading`` or ``store``.
        what: was looked at.
        state: ``wrong`` where something does not work, ``warning`` where it will not work for long or less is there
            than could be.
        says: what was found.
        remedy: what to do; empty where nothing is to be done.
    """

    about: str
    what: str
    state: State
    says: str
    remedy: str = ""


class Examined(msgspec.Struct, frozen=True):
    """Everything that was found.

    Args:
        ok: whether nothing is wrong; warnings do not count.
    """

    ok: bool
    onrecord: str
    findings: tuple[Finding, ...]
