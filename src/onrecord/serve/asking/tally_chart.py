"""The picture of a tally: a line of steps for each source, rival sources side by side.

A source is a dash pattern with its name at the line's end, never a colour; what is known as a bound only points the way
it is open; nothing is averaged or joined across sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from onrecord.serve.asking.charts import FAINT, INK, WIDTH, altair, calm, nothing, scale
from onrecord.serve.wording import day as in_words

if TYPE_CHECKING:
    import altair as alt

    from onrecord.story.tally.types import Series, Tally

_HEIGHT = 320
_MOST_FLAGS = 12  # beyond so many the marks hide the lines
_LABEL_GAP = 0.05  # of the height: a line of text
_MARKS = {"at least": "triangle-up", "at most": "triangle-down", "about": "diamond", "exactly": "circle"}


def tally_chart(tally: Tally) -> alt.TopLevelMixin:
    """Return a tally as steps, a line a source, one panel for each thing that is counted."""
    alt = altair()
    panels: dict[str, list[Series]] = {}
    for series in tally.series:
        panels.setdefault(counted(series), []).append(series)
    drawn = [_steps(alt, title, several, tally) for title, several in panels.items()]
    return calm(alt.vconcat(*drawn) if drawn else nothing(alt, "no such figure on record"))


def _steps(alt: Any, title: str, several: Sequence[Series], tally: Tally) -> Any:  # noqa: ANN401 - Altair is an extra
    points = [row for series in several for row in _points(series)]
    labels = _labels(points, [name_of(series) for series in several])
    x = alt.X("day:T", title=None)
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=False), axis=alt.Axis(format=",~f"))
    source = alt.StrokeDash("source:N", legend=None, sort=[name_of(series) for series in several])
    base = alt.Chart(alt.Data(values=points))
    layers = [
        base.transform_filter("datum.high > datum.low")
        .mark_rule(color=FAINT, strokeWidth=6, opacity=0.4)
        .encode(x=x, y=alt.Y("low:Q", title=None), y2="high:Q"),
        base.mark_line(interpolate="step-after", color=INK, strokeWidth=1.4).encode(x=x, y=y, strokeDash=source),
        base.mark_point(filled=True, size=22, color=INK).encode(
            x=x, y=y, shape=alt.Shape("bound:N", scale=scale(alt, _MARKS), legend=alt.Legend(title=None))
        ),
        alt.Chart(alt.Data(values=labels))
        .mark_text(align="left", dx=8, color=INK)
        .encode(x=x, y=alt.Y("value:Q", title=None), text="source:N"),
    ]
    revised = [row for series in several for row in _revised(series)]
    if revised:
        hollow = alt.Chart(alt.Data(values=revised)).mark_point(shape="circle", size=60, color=INK, filled=False)
        layers.append(hollow.encode(x=x, y=alt.Y("value:Q", title=None)))
    flags = _flags(several, tally)
    if flags:
        layers.append(
            alt.Chart(alt.Data(values=flags))
            .mark_text(angle=90, align="left", color=FAINT, fontSize=9)
            .encode(x=x, y=alt.value(2), text="kind:N")
        )
    return alt.layer(*layers).properties(title=title, width=WIDTH, height=_HEIGHT)


def _points(series: Series) -> Iterator[dict[str, object]]:
    for point in series.points:
        if point.value is not None:
            yield {
                "day": point.day[:10],
                "value": point.value,
                "low": point.low,
                "high": point.high,
                "bound": _bound(point.low, point.high, approx=point.approx),
                "source": name_of(series),
            }


def _bound(low: float | None, high: float | None, *, approx: bool) -> str:
    if high is None:
        return "at least"
    if low is None:
        return "at most"
    return "about" if approx or low != high else "exactly"


def _revised(series: Series) -> Iterator[dict[str, object]]:
    for point in series.points:
        for old in point.revisions:
            value = old.low if old.low is not None else old.high
            if value is not None:
                yield {"day": old.day[:10], "value": value}


def _flags(several: Sequence[Series], tally: Tally) -> list[dict[str, object]]:
    about = {(s.measure, s.who) for s in several}
    found = [f for f in tally.flags if (f.measure, f.who) in about and f.kind not in ("sources", "revision")]
    return [{"day": f.day[:10], "kind": f.kind} for f in found] if len(found) <= _MOST_FLAGS else []


def _labels(points: Sequence[Mapping[str, Any]], sources: Sequence[str]) -> list[dict[str, object]]:
    """Name each line at its end, the names pushed apart where lines end near each other."""
    ends = {source: max((p for p in points if p["source"] == source), key=lambda p: p["day"]) for source in sources}
    values = [p["value"] for p in points]
    gap = (max(values) - min(values)) * _LABEL_GAP
    labels: list[dict[str, object]] = []
    lowest = float("-inf")
    for source, end in sorted(ends.items(), key=lambda one: (one[1]["value"], one[0])):
        lowest = max(end["value"], lowest + gap)
        labels.append({"day": max(p["day"] for p in ends.values()), "value": lowest, "source": source})
    return labels


def name_of(series: Series) -> str:
    """Return whose count a series is, in words."""
    name = series.source.name if series.source else (series.names[0] if series.names else "the articles' own voice")
    return f"{name}, new ones" if series.kind == "new" else name


def counted(series: Series) -> str:
    """Return what a series counts, in words."""
    who = "" if series.who == "all" else f", {series.who}"
    since = f", since {in_words(series.since)}" if series.since else ""
    return f"{series.measure}{who}{f', {series.place}' if series.place else ''}{since}"
