"""The same utterance in other words, other outlets, on other days: put together as articles arrive, and asked for.

A saying is folded to its words, finds those that share runs of them or rare ones, and is compared with those few.
"""

from onrecord.story.utterances.joining import arrive, depart

__all__ = ["arrive", "depart"]
