"""The views of a story in lines: by day, by stand."""

from __future__ import annotations

from rich.text import Text

from onrecord.serve import wording
from onrecord.serve.asking.lines import shortened
from onrecord.serve.lines import Page, joined, t
from onrecord.serve.wording import ARROW, GLYPHS
from onrecord.store.rows import EncounterRow, FigureRow, StatementRow
from onrecord.story.entries import Entry
from onrecord.story.positions import Cell, Positions, Stand
from onrecord.story.timeline import Timeline
from onrecord.story.told import Evidence, Sources

NOTHING = "▨"
_NOT_DATED = {"inferred": "on the day it was known", "before": "some time before"}


def timeline(page: Page, entries: Timeline, *, key_only: bool = False) -> None:
    """Print a timeline, a heading a day."""
    shown = entries.key_events if key_only else entries.entries
    if not shown:
        page.line(t("nothing on record", "dim"))
    day = None
    for entry in shown:
        if entry.day != day:
            day = entry.day
            page.heading(wording.day(day))
        _entry(page, entry)
    if entries.new:
        page.line()
        page.line(t(f"{entries.new} new", "dim"))


def _entry(page: Page, entry: Entry) -> None:
    who = ", ".join(one.name for one in entry.who) or "no source named"
    facts = [t(_did(entry), "italic")]
    if entry.to:
        facts.append(t("to " + ", ".join(one.name for one in entry.to)))
    if entry.reiterates:
        facts.append(t("said before", "dim"))
    if entry.change:
        facts.append(t(entry.change))
    if entry.when != "told":
        facts.append(t(_NOT_DATED[entry.when], "dim"))
    mark = t("● " if entry.is_key else "  ") + (t("new ", "bold") if entry.is_new else Text())
    page.paragraph(mark + t(who, "bold") + t("  ") + joined(facts), 0, 4)
    page.paragraph(t(shortened(entry.words)), 4)
    through = [t(ARROW.join([who, *(one.name for one in entry.through)]), "dim")] if entry.through else []
    page.paragraph(joined([*through, t(sources(entry.sources), "dim"), t(_where(entry.evidence[0]), "dim")]), 4)


def _did(entry: Entry) -> str:
    row = entry.row
    if isinstance(row, StatementRow):
        return wording.verb(row)
    if isinstance(row, EncounterRow):
        return row.type if row.status == "held" else f"{row.type}, {row.status}"
    return _counted(row)


def _counted(row: FigureRow) -> str:
    return " ".join(part for part in (wording.amount(row), wording.counted(row)) if part)


def positions(page: Page, stands: Positions) -> None:
    """Print where each party stands: an actor a heading, each issue with its latest dated words."""
    if not stands.cells:
        page.line(t("no position on record", "dim"))
    names = {issue.id: issue.name for issue in stands.issues}
    order = {issue.id: place for place, issue in enumerate(stands.issues)}
    for number, holder in enumerate(stands.holders):
        if number:
            page.line()
        page.paragraph(t(holder.name, "bold"))
        cells = [cell for cell in stands.cells if cell.holder.actor == holder.actor]
        for cell in sorted(cells, key=lambda c: order[c.issue]):
            _cell(page, cell, names[cell.issue])


def _cell(page: Page, cell: Cell, issue: str) -> None:
    latest = cell.latest
    facts = [t(f"{GLYPHS.get(latest.stance, NOTHING)} {_stance(latest)} {issue}")]
    if cell.changed_on:
        facts.append(t(f"changed {wording.day(cell.changed_on)}", "bold"))
    if cell.mixed:
        facts.append(t("told on both sides", "bold"))
    page.paragraph(joined(facts), 2, 2)
    for stand in reversed(cell.history):
        said = "" if stand.change == "new" else stand.change
        page.paragraph(
            joined([t(wording.day(stand.day), "dim"), t(_stance(stand) if stand is not latest else ""), t(said),
                    t(f"“{shortened(stand.evidence[0].words)}”"), t(sources(stand.sources), "dim")]),
            4, 2,
        )  # fmt: skip


def _stance(stand: Stand) -> str:
    return wording.STANCES[stand.stance]


def sources(told: Sources) -> str:
    """Return how many tell something: articles, and independent voices where they are fewer."""
    many = f"{told.articles} articles" if told.articles > 1 else ", ".join(told.outlets) or "1 article"
    return f"{many}, {told.voices} independent" if told.voices != told.articles else many


def _where(shown: Evidence) -> str:
    return f"article {shown.article}"
