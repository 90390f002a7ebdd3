"""What was answered, kept until the store changes: the same question of fifty readers is worked out once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import msgspec

from onrecord.serve.web.story.kept import Kept
from onrecord.story.story import Story

# Bytes of answers, rows of stories: some 150 MB where both are full.
_BYTES, _ROWS = 48 << 20, 60_000


class Sent(msgspec.Struct, frozen=True):
    """An answer as it is sent."""

    status: int
    headers: dict[str, str]
    media_type: str
    body: bytes


class Memory:
    """Answers and stories, within a bound."""

    def __init__(self) -> None:
        # It does nothing here: whoever asks the API waits for what is so now.
        behind = ThreadPoolExecutor(1, "answers")
        self.answers: Kept[Sent] = Kept(_BYTES, lambda sent: len(sent.body), behind)
        self.stories: Kept[Story] = Kept(_ROWS, _weight, behind)


def _weight(story: Story) -> int:
    told = story.told
    rows = (told.articles, told.statements, told.figures, told.encounters, told.positions, told.dates)
    return sum(map(len, rows)) + 1
