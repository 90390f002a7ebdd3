"""One actor in lines: what it said, beside whom, where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.serve import wording
from onrecord.serve.asking import lines
from onrecord.serve.asking.story_lines import cell
from onrecord.serve.lines import Page, joined, t
from onrecord.story.profile import Beside, Count, Profile

_MOST_CELLS = 8


def profile(page: Page, found: Profile) -> None:
    """Print an actor."""
    actor = found.actor
    page.paragraph(t(actor.name, "bold") + t(f"  {actor.id}", "dim"))
    known = f"{actor.statements} statements in {actor.articles} articles"
    days = f"{wording.day(found.first_on)} to {wording.day(found.last_on)}" if found.first_on and found.last_on else ""
    page.paragraph(joined(t(fact) for fact in (actor.type, actor.wikidata or "", known, days) if fact))
    _counts(page, "called", found.names)
    _counts(page, "did", [Count(wording.past(act.name), act.count) for act in found.acts])
    _counts(page, "of", found.topics)
    _counts(page, "in", found.outlets)
    for label, beside in (
        ("spoken for by", found.relayed_by),
        ("speaks for", found.relays),
        ("spoke to", found.addressees),
        ("was spoken to by", found.answers),
    ):
        _beside(page, label, beside)
    if found.positions:
        page.heading("WHERE IT STANDS")
    for one in found.positions[:_MOST_CELLS]:
        cell(page, one, found.issues[one.issue])
    if found.statements:
        page.heading("SAID LAST")
    for number, row in enumerate(found.statements):
        if number:
            page.line()
        lines.statement(page, row, found.articles[row.article])


def _counts(page: Page, label: str, counts: Sequence[Count]) -> None:
    if counts:
        page.row(t(label, "dim"), joined(t(f"{one.name} {one.count}") for one in counts))


def _beside(page: Page, label: str, several: Sequence[Beside]) -> None:
    if several:
        page.row(t(label, "dim"), joined(t(f"{one.actor.name} {one.count}") for one in several))
