"""Stories in lines: their list, one at a glance, by day, by stand, what to check."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from onrecord.serve import wording
from onrecord.serve.asking.lines import shortened
from onrecord.serve.lines import Page, joined, t
from onrecord.serve.wording import ARROW, GLYPHS
from onrecord.store.rows import EncounterRow, FigureRow, StatementRow, StoryRow
from onrecord.story.checks import Finding
from onrecord.story.overview import Overview
from onrecord.story.positions.positions import Cell, Positions, Stand
from onrecord.story.timeline.entries import Entry
from onrecord.story.timeline.timeline import Timeline
from onrecord.story.told import Evidence, Sources

NOTHING = "▨"
_NOT_DATED = {"inferred": "on the day it was known", "before": "some time before"}


_FINDINGS = {
    "figures": "two counts that cannot both be right",
    "denial": "denied",
    "both-sides": "on both sides",
    "one-relay": "known through one relay alone",
    "one-voice": "told by one voice alone",
}
_MOST_HOLDERS, _MOST_EVENTS, _MOST_CHECKS, _MOST_OUTLETS = 6, 8, 5, 6


def stories(page: Page, found: Iterable[StoryRow]) -> None:
    """Print a list of stories."""
    none = True
    for row in found:
        none = False
        page.row(t(f"{row.id}  ", "dim") + t(row.title or "(no title)", "bold"), _size(row))
    if none:
        page.line(t("no such story", "dim"))


def _size(row: StoryRow) -> Text:
    days = wording.day(row.last_on)
    if row.first_on != row.last_on:
        days = f"{wording.day(row.first_on, row.last_on)} to {days}"
    many = f"{row.articles} article{'' if row.articles == 1 else 's'}"
    return joined([t(many), t("" if row.voices == row.articles else f"{row.voices} independent"), t(days, "dim")])


def overview(page: Page, found: Overview) -> None:
    """Print a story at a glance."""
    page.paragraph(t(found.story.title or "(no title)", "bold"))
    as_of = t(f"as of {wording.day(found.day)}", "bold") if found.day else Text()
    page.paragraph(joined([as_of, _size(found.story), t(f"{len(found.outlets)} outlets" if found.outlets else "")]))
    for quoted in found.summary:
        page.paragraph(t(f"“{quoted.words}”") + t(f"  article {quoted.article}", "dim"), 2, 2)
    known = [clause for clause in found.background.clauses if clause.kind != "event"]
    if known:
        page.heading("WHAT WE KNOW")
    for clause in known:
        page.paragraph(t(clause.text), 2, 2)
    if found.positions.cells:
        page.heading("WHERE THEY STAND")
        _stands(page, found.positions)
    if found.key_events:
        page.heading("KEY EVENTS")
    for entry in found.key_events[:_MOST_EVENTS]:
        page.row(t(wording.day(entry.day), "dim"), _headline(entry))
    _around(page, found)


def _headline(entry: Entry) -> Text:
    who = ", ".join(one.name for one in entry.who)
    return joined(
        [t(who, "bold"), t(_did(entry), "italic"), t(shortened(entry.words)), t(sources(entry.sources), "dim")]
    )


def _stands(page: Page, stands: Positions) -> None:
    names = {issue.id: issue.name for issue in stands.issues}
    for holder in stands.holders[:_MOST_HOLDERS]:
        cells = [cell for cell in stands.cells if cell.holder.actor == holder.actor]
        marks = (
            f"{GLYPHS.get(c.latest.stance, NOTHING)} {_stance(c.latest)} {names[c.issue]}"
            + (" (changed)" if c.changed_on else "")
            for c in cells
        )
        page.row(t(holder.name, "bold"), joined(map(t, marks)))


def _around(page: Page, found: Overview) -> None:
    if found.checks:
        page.heading("WORTH A LOOK")
    for finding in found.checks[:_MOST_CHECKS]:
        page.row(t(_FINDINGS[finding.kind], "italic"), t(shortened(finding.about)))
    if found.outlets:
        page.heading("WHO TELLS IT")
    for outlet in found.outlets[:_MOST_OUTLETS]:
        copied = f"copies {', '.join(outlet.copied)}" if outlet.copied else ""
        page.row(
            t(outlet.name, "bold"), joined([t(f"{outlet.articles} articles, {outlet.voices} of its own"), t(copied)])
        )
    for change in found.changes:
        page.row(
            t(change.change, "dim"), t(f"stories {change.story} and {change.other}, {wording.day(change.known_on)}")
        )


def checks(page: Page, found: Iterable[Finding]) -> None:
    """Print what does not fit, with the words of both sides."""
    none = True
    for finding in found:
        none = False
        page.heading(_FINDINGS[finding.kind].upper())
        page.paragraph(t(shortened(finding.about), "bold"), 2, 2)
        if finding.relay is not None:
            page.paragraph(t(f"through {finding.relay.name}"), 2)
        for side in finding.sides:
            who = side.who.name if side.who else "no source named"
            shown = side.evidence[0]
            words = t(f"“{shortened(shown.words)}”")
            page.row(t(who, "bold"), joined([t(wording.day(side.day), "dim"), words, t(_where(shown), "dim")]))
    if none:
        page.line(t("nothing to look into", "dim"))


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
        for one in sorted(cells, key=lambda c: order[c.issue]):
            cell(page, one, names[one.issue])


def cell(page: Page, shown: Cell, issue: str) -> None:
    """Print where one actor stands on one issue, and how that came."""
    latest = shown.latest
    facts = [t(f"{GLYPHS.get(latest.stance, NOTHING)} {_stance(latest)} {issue}")]
    if shown.changed_on:
        facts.append(t(f"changed {wording.day(shown.changed_on)}", "bold"))
    if shown.mixed:
        facts.append(t("told on both sides", "bold"))
    page.paragraph(joined(facts), 2, 2)
    for stand in reversed(shown.history):
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
