"""What was found, in lines: articles with their words, printings of a quotation, revisions of an article."""

from __future__ import annotations

from rich.text import Text

from onrecord.record import Span
from onrecord.serve import wording
from onrecord.serve.asking.lines import shortened, where
from onrecord.serve.lines import Page, joined, t
from onrecord.store.frames import Rows
from onrecord.store.search import ArticleHit, Found
from onrecord.story.revisions import Diff, Revision
from onrecord.story.utterances.first import First, Printing, Utterance
from onrecord.story.utterances.wording import Change

_HOW = {
    "first": "printed it first",
    "copy": "copied it",
    "verbatim": "has the same words",
    "cut": "has a part of it",
    "paraphrase": "paraphrased it",
}
_MOST_CHANGES = 6
_FACETS = ("outlet", "month")
_MOST_VALUES = 5


def search(page: Page, found: Found[ArticleHit]) -> None:
    """Print articles, what was found in bold."""
    if not found.hits:
        page.line(t("no article has these words", "dim"))
    for number, hit in enumerate(found.hits):
        if number:
            page.line()
        page.paragraph(t(hit.article.title or "(no title)", "bold"), 2, 2)
        page.paragraph(_marked(hit), 4)
        page.paragraph(joined(where(hit.article, titled=False)), 4)
    if found.hits:
        page.line()
        many = f"{found.total} or more" if found.more else str(found.total)
        page.line(t(f"{many} articles; " + ("the newest first" if found.order == "newest" else "best first"), "dim"))
    for by in _FACETS:
        values = [f"{facet.value} {facet.count}" for facet in found.facets if facet.by == by][:_MOST_VALUES]
        if len(values) > 1:
            page.paragraph(t(f"{by}: {', '.join(values)}", "dim"), 0, 2)


def _marked(hit: ArticleHit) -> Text:
    inside = [Span(m.start - hit.span.start, m.end - hit.span.start) for m in hit.marks if hit.span.holds(m)]
    shown, last = Text(), 0
    for mark in inside:
        shown += t(hit.words[last : mark.start]) + t(hit.words[mark.start : mark.end], "bold")
        last = mark.end
    return shown + t(hit.words[last:])


def first(page: Page, found: First) -> None:
    """Print the utterances that a quotation is from, each with its printings."""
    if not found.utterances:
        page.line(t("nobody is on record with that", "dim"))
    for number, utterance in enumerate(found.utterances):
        if number:
            page.line()
        _utterance(page, utterance)


def _utterance(page: Page, utterance: Utterance) -> None:
    fullest = utterance.printings[utterance.fullest]
    said_on = wording.day(utterance.said_on) if utterance.said_on else ""
    many = f"{len(utterance.printings)} printings, {utterance.voices} independent"
    page.paragraph(joined([t(utterance.speaker or "nobody named", "bold"), t(said_on), t(many, "dim")]))
    page.paragraph(t(shortened(fullest.statement.words)), 2)
    for printing in utterance.printings:
        _printing(page, printing)


def _printing(page: Page, printing: Printing) -> None:
    article = printing.article
    who = article.outlet or article.title or f"article {article.id}"
    label = t(wording.day(article.known_on), "dim")
    page.row(label, joined([t(who, "bold"), t(_HOW[printing.how], "italic"), t(f"article {article.id}", "dim")]))
    drift = [_change(change) for change in printing.changes[:_MOST_CHANGES]]
    if drift:
        page.paragraph(t("; ".join(drift), "dim"), 4, 2)


def _change(change: Change) -> str:
    if change.kind == "cut":
        return f"without “{change.before}”"
    if change.kind == "added":
        return f"with “{change.after}”"
    return f"“{change.after}” for “{change.before}”"


def revisions(page: Page, found: Rows[Revision]) -> None:
    """Print each text that stood at an address, with what changed from the one before."""
    for revision in found:
        page.heading(f"REVISION {revision.number}, first seen {revision.first_seen}")
        page.paragraph(t(revision.title or "(no title)", "bold"))
        for declared in revision.corrections:
            page.row(t(declared.kind, "bold"), t(declared.words))
        if revision.diff is not None:
            _diff(page, revision.diff)


def _diff(page: Page, diff: Diff) -> None:
    changed = False
    for statement in diff.statements:
        if statement.kind != "same":
            changed = True
            words = "; ".join(map(_change, statement.changes)) or statement.after_words or statement.before_words
            page.row(t(f"statement {statement.kind}", "bold"), joined([t(shortened(words)), *map(t, statement.fields)]))
    for figure in diff.figures:
        if figure.kind != "same":
            changed = True
            words = " → ".join(part for part in (figure.before_words, figure.after_words) if part)
            page.row(t(f"figure {figure.kind}", "bold"), joined([t(words), *map(t, figure.fields)]))
    for block in diff.blocks:
        changed = True
        page.row(t(f"paragraph {block.kind}", "dim"), t(shortened("; ".join(map(_change, block.changes)))))
    if not changed:
        page.line(t("  nothing that the record tells changed", "dim"))
