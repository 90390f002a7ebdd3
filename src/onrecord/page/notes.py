"""What the page stage says where it could not do something; docs/record.md lists the codes."""

from __future__ import annotations

from onrecord.record import Note

NO_DATE = Note(
    "warning", "no-publication-date", "the page does not say when it was published; give the date with --published"
)
NO_ARTICLE = Note("warning", "no-article", "the page holds no paragraph of an article")
NOT_FREE = Note("info", "not-free", "the page says that its article is not free; what stands here may be a part of it")
MISPLACED = Note(
    "warning",
    "text-misplaced",
    "some words could not be matched with the page's source and may be missing or misplaced",
)
CUT = Note(
    "warning", "page-cut", "the page has more blocks than any article; what stands after the first 10,000 was not read"
)
