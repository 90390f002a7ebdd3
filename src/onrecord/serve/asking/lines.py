"""How rows of a store are put into lines, the same in every answer."""

from __future__ import annotations

from rich.text import Text

from onrecord.serve import wording
from onrecord.serve.lines import Page, joined, t
from onrecord.serve.wording import ARROW
from onrecord.store.rows import ArticleRow, Corrected, StatementRow

_UNCERTAIN = 0.5  # below it an item is likelier wrong than right, and is shown lighter
_LONGEST = 600  # characters of one statement's words


def statement(page: Page, row: StatementRow, article: ArticleRow | None, *, beside: str | None = None) -> None:
    """Print who said what, through whom and where it stands.

    Args:
        beside: a day shown nearby: its year is not said again.
    """
    page.paragraph(t(wording.speaker(row), "bold") + t("  ") + joined(_facts(row, beside)), 2, 2)
    if row.words:
        page.paragraph(t(shortened(row.words), "dim" if row.confidence < _UNCERTAIN else ""), 4)
    if article is not None:
        page.paragraph(joined([t(chain(row), "dim"), *where(article)]), 4)
    for one in row.corrected:
        page.paragraph(t(mended(one), "dim"), 4)


def mended(one: Corrected) -> str:
    """Return what a correction did to an item: what was read, what is so, who says it, why."""
    changes = "; ".join(f"{c.field} was {c.was or 'none'}, is {c.now or 'none'}" for c in one.changes)
    lost = "; ".join(f"its new {name} is not found any more" for name in one.lost)
    by = f"by {one.by}" if one.by else ""
    facts = ("marked wrong" if one.wrong else changes, lost, by, one.made_at[:10], one.why or "")
    return f"correction {one.correction}: " + ", ".join(fact for fact in facts if fact)


def chain(row: StatementRow) -> str:
    """Return the way a relayed statement took; empty where nobody relayed it."""
    return ARROW.join([wording.speaker(row), *(relay.name for relay in row.relays)]) if row.relays else ""


def where(article: ArticleRow, *, titled: bool = True) -> list[Text]:
    """Return the article that something stands in: day, outlet, title, number."""
    title = f"“{article.title}”" if titled and article.title else ""
    facts = [wording.day(article.known_on), article.outlet or "", title, f"article {article.id}"]
    return [t(fact, "dim") for fact in facts if fact]


def shortened(words: str) -> str:
    """Return words cut to what a person reads in a list."""
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def _facts(row: StatementRow, beside: str | None) -> list[Text]:
    facts = [t(wording.verb(row) + (" again" if row.reiterates else ""), "italic")]
    if row.addressees:
        facts.append(t("to " + ", ".join(one.name for one in row.addressees)))
    if row.said_on:
        facts.append(t(wording.day(row.said_on, beside)))
    return facts
