"""Copies: the same text in twenty outlets is one voice.

An article is compared with those that share a sample of its word triples; what they have in common, outside quotation
marks, is marked as passages, and belongs to who had it first. An article that is mostly another's carries its voice.
"""

from onrecord.story.copies.desk import arrive, leave
from onrecord.story.copies.voices import Heard, heard, independent, names_of

__all__ = ["Heard", "arrive", "heard", "independent", "leave", "names_of"]
