"""The parts of a record put together: actors, and every statement, figure, encounter and position that names one."""

from __future__ import annotations

from onrecord.assembly.whole import assemble

__all__ = ["assemble"]
