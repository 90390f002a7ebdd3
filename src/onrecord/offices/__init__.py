"""Who held which office on which day: a small table with sources, and the caller's own beside it."""

from onrecord.offices.lookup import Offices, OnDay, folded, is_part_of
from onrecord.offices.table import Term, load_offices

__all__ = ["Offices", "OnDay", "Term", "folded", "is_part_of", "load_offices"]
