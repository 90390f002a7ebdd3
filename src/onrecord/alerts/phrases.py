"""How what was noticed is put: a line that stands in a feed and on a telephone."""

from __future__ import annotations

from typing import Any

from onrecord.store.rows import ArticleRow, StatementRow
from onrecord.story.positions.positions import Cell
from onrecord.story.tally.types import Point, Series

_STANCES = {
    "support": "supports",
    "oppose": "opposes",
    "conditional": "supports on conditions",
    "neutral": "is neutral on",
}


def told_as(row: StatementRow, article: ArticleRow) -> str:
    """Return who did what, where: “Ilva Ren warned (Daily Beacon)”."""
    who = row.speaker.name if row.speaker else row.source or "Somebody not named"
    to = f" to {', '.join(one.name for one in row.addressees)}" if row.addressees else ""
    cue = " ".join((row.cue or row.act).split())
    return f"{who}, “{cue}”{to}" + (f" ({article.outlet})" if article.outlet else "")


def counted_as(series: Series, point: Point, before: list[Any] | None) -> str:
    """Return what a count stands at: “killed in Orrin: at least 19 on 2031-03-04, health ministry (was 12)”."""
    what = series.measure if series.who == "all" else f"{series.measure}, {series.who}"
    where = f" in {series.place}" if series.place else ""
    whose = f", {series.source.name}" if series.source else ""
    was = f" (was {_amount(before[1], before[2], approx=before[3])})" if before else ""
    return f"{what}{where}: {_amount(point.low, point.high, approx=point.approx)} on {point.day}{whose}{was}"


def stood_as(cell: Cell, issue: str, before: str | None) -> str:
    """Return where an actor stands: “Ilva Ren supports the raising of the dam (opposed it before)”."""
    stance = cell.latest.stance
    was = f" (before: {_STANCES[before]})" if before and before != stance else ""
    return f"{cell.holder.name} {_STANCES[stance]} {issue}{was}"


def _amount(low: float | None, high: float | None, *, approx: bool) -> str:
    about = "about " if approx else ""
    if low is not None and low == high:
        return f"{about}{low:,.12g}"
    if low is None or high is None:
        return f"at most {about}{high:,.12g}" if high is not None else f"at least {about}{low or 0:,.12g}"
    return f"{about}{low:,.12g} to {high:,.12g}"
