"""Tallies: how a count moved, one series for each measure, place, definition and source, and what is odd."""

from onrecord.story.tally.ask import TallyAsked, tally
from onrecord.story.tally.compare import Compared, compare
from onrecord.story.tally.flags import flags_of
from onrecord.story.tally.making import tally_of
from onrecord.story.tally.official import OfficialDay, official_tally, read_official
from onrecord.story.tally.types import Evidence, Flag, Point, Revision, Series, Tally

__all__ = [
    "Compared",
    "Evidence",
    "Flag",
    "OfficialDay",
    "Point",
    "Revision",
    "Series",
    "Tally",
    "TallyAsked",
    "compare",
    "flags_of",
    "official_tally",
    "read_official",
    "tally",
    "tally_of",
]
