"""What the pictures of a story show: stances as a matrix, days as lanes; support and opposition differ by shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from onrecord.errors import ExtraError

if TYPE_CHECKING:
    import altair as alt

    from onrecord.story.positions.positions import Cell, Positions
    from onrecord.story.timeline.timeline import Timeline

INK, FAINT = "#222222", "#9a9a9a"
WIDTH = 640
_MOST_LANES = 12
_MANY_VOICES = 8  # the largest mark, where no entry has more
_MOST_ISSUES = 12
# The right half of a disc, over a ring: on conditions.
_HALF = "M0,-0.5A0.5,0.5,0,0,1,0,0.5Z"
_KINDS = {"statement": "circle", "encounter": "square", "figure": "triangle-up"}


def positions_chart(positions: Positions) -> alt.TopLevelMixin:
    """Return who stands where: actors by issues, hatched where nothing is on record."""
    alt = altair()
    issues = positions.issues[:_MOST_ISSUES]
    shown = {issue.id for issue in issues}
    standing = {cell.holder.actor for cell in positions.cells if cell.issue in shown}
    holders = [holder for holder in positions.holders if holder.actor in standing][:_MOST_LANES]
    if not holders:
        return calm(nothing(alt, "no position on record"))
    rows = [
        {"holder": holder.name, "issue": issue.name, **_mark(positions.cell(holder.actor, issue.id))}
        for holder in holders
        for issue in issues
    ]
    place = {
        "x": alt.X("issue:N", sort=[i.name for i in issues], title=None, axis=alt.Axis(orient="top", labelAngle=-35)),
        "y": alt.Y("holder:N", sort=[h.name for h in holders], title=None),
    }
    chart = alt.Chart(alt.Data(values=rows)).encode(**place)
    full = chart.transform_filter("datum.stance == 'support'").mark_point(shape="circle", filled=True, color=INK)
    ring = chart.transform_filter("datum.stance != '' && datum.stance != 'support'").mark_point(shape="circle")
    half = chart.transform_filter("datum.stance == 'conditional'").mark_point(shape=_HALF, filled=True, color=INK)
    unknown = chart.transform_filter("datum.stance == ''").mark_point(shape="cross", size=20, color=FAINT, opacity=0.5)
    changed = chart.transform_filter("datum.changed").mark_point(shape="circle", size=420, color=INK, strokeWidth=1)
    layers = (m.encode(size=alt.value(160), stroke=alt.value(INK)) for m in (full, ring, half))
    grid = {"width": alt.Step(48), "height": alt.Step(32)}
    return calm(alt.layer(*layers, unknown, changed).properties(**grid))


def timeline_chart(timeline: Timeline) -> alt.TopLevelMixin:
    """Return a story day by day: a lane for each of those who speak and meet most, larger for more voices."""
    alt = altair()
    lanes = _lanes(timeline)
    rows = [
        {
            "day": entry.day[:10],
            "lane": lane,
            "kind": entry.kind,
            "voices": entry.sources.voices,
            "key": entry.is_key,
            "words": entry.words,
        }
        for entry in timeline.entries
        if (lane := next((who.name for who in entry.who if who.name in lanes), None)) is not None
    ]
    if not rows:
        return calm(nothing(alt, "nothing on record"))
    most = max(_MANY_VOICES, *(entry.sources.voices for entry in timeline.entries))
    chart = alt.Chart(alt.Data(values=rows)).mark_point(color=INK, filled=True)
    return calm(
        chart.encode(
            x=alt.X("day:T", title=None),
            y=alt.Y("lane:N", sort=lanes, title=None),
            size=alt.Size("voices:Q", legend=None, scale=alt.Scale(domain=[1, most], range=[30, 300])),
            shape=alt.Shape("kind:N", scale=scale(alt, _KINDS), legend=alt.Legend(title=None, orient="bottom")),
            opacity=alt.condition("datum.key", alt.value(1.0), alt.value(0.45)),
            tooltip=["day:T", "words:N"],
        ).properties(width=WIDTH, height=alt.Step(28))
    )


def _mark(cell: Cell | None) -> dict[str, object]:
    if cell is None:
        return {"stance": "", "changed": False}
    return {"stance": cell.latest.stance, "changed": cell.changed_on is not None}


def _lanes(timeline: Timeline) -> list[str]:
    told: dict[str, int] = {}
    for entry in timeline.entries:
        for who in entry.who[:1]:
            told[who.name] = told.get(who.name, 0) + 1
    return sorted(told, key=lambda name: (-told[name], name))[:_MOST_LANES]


def scale(alt: Any, shapes: Mapping[str, str]) -> Any:  # noqa: ANN401 - Altair is an extra
    """Return the scale of a legend of shapes."""
    return alt.Scale(domain=list(shapes), range=list(shapes.values()))


def nothing(alt: Any, words: str) -> Any:  # noqa: ANN401 - Altair is an extra
    """Return a chart that says there is nothing to show."""
    return alt.Chart(alt.Data(values=[{"words": words}])).mark_text(color=FAINT).encode(text="words:N")


def calm(chart: Any) -> alt.TopLevelMixin:  # noqa: ANN401 - Altair is an extra
    """Return a chart with the look of all of them: ink on paper."""
    quiet = {"labelColor": INK, "gridColor": "#eeeeee", "domainColor": FAINT, "tickColor": FAINT}
    quietly: alt.TopLevelMixin = (
        chart.configure_axis(**quiet, labelLimit=260)
        .configure_view(stroke=None)
        .configure_title(anchor="start", color=INK, fontWeight="normal")
    )
    return quietly


def altair() -> Any:  # noqa: ANN401 - Altair is an extra
    """Return the library that makes charts.

    Raises:
        ExtraError: it is not installed.
    """
    try:
        import altair as alt  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        raise ExtraError("a picture", "plots") from error
    return alt
