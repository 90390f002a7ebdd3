"""onrecord reads news pages and puts them on record."""

from onrecord._version import __version__
from onrecord.errors import OnRecordError
from onrecord.record import Record, Span

__all__ = ["OnRecordError", "Record", "Span", "__version__"]
