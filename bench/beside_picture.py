"""The picture of the peers: quality, speed and memory of each, as SVG; legible on light and on dark pages."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

ROW, HEAD, TOP = 20, 26, 44
NAMES, PANEL, GAP, EDGE = 250, 170, 56, 12
STYLE = (
    ".ground{fill:#fff}text{font:12px sans-serif;fill:#24292f}.head{font-weight:bold}"
    ".small{font-size:11px;fill:#57606a}"
    ".rail{fill:#eaeef2}.bar{fill:#8c959f}.ours{fill:#1f5f99}"
    "@media(prefers-color-scheme:dark){.ground{fill:#0d1117}text{fill:#e6edf3}.small{fill:#9da7b3}"
    ".rail{fill:#21262d}.bar{fill:#6e7681}.ours{fill:#58a6ff}}"
)
PANELS = ("quality, per cent", "articles a second (log)", "peak memory, MB (log)")


@dataclass(frozen=True)
class Bar:
    """One reader.

    Args:
        quality: per cent; None where nothing was measured, as everywhere.
        rate: articles a second.
        peak: MB.
        is_ours: drawn in colour.
    """

    task: str
    title: str
    quality: float | None
    rate: float | None
    peak: float | None
    is_ours: bool


def picture(bars: Sequence[Bar]) -> str:
    """Return an SVG with three bars for each reader, its figures beside them, readers grouped by task."""
    tasks = list(dict.fromkeys(bar.task for bar in bars))
    width = EDGE + NAMES + len(PANELS) * (PANEL + GAP)
    height = TOP + ROW * len(bars) + HEAD * len(tasks) + EDGE
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        f"<style>{STYLE}</style>",
        f'<rect class="ground" width="{width}" height="{height}"/>',
    ]
    lines += [f'<text class="small" x="{_left(n)}" y="24">{title}</text>' for n, title in enumerate(PANELS)]
    scales = (_linear, _log([b.rate for b in bars]), _log([b.peak for b in bars]))
    at = TOP
    for task in tasks:
        lines.append(f'<text class="head" x="{EDGE}" y="{at + 12}">{escape(task)}</text>')
        at += HEAD - 4
        for bar in (bar for bar in bars if bar.task == task):
            lines.extend(_row(bar, at, scales))
            at += ROW
        at += 4
    return "\n".join([*lines, "</svg>"]) + "\n"


def _left(panel: int) -> int:
    return EDGE + NAMES + panel * (PANEL + GAP)


def _linear(percent: float) -> float:
    return percent / 100


class _log:  # noqa: N801 - a scale, called as a function
    """A scale from a power of ten below the smallest to the largest."""

    def __init__(self, values: Sequence[float | None]) -> None:
        known = [value for value in values if value] or [1.0]
        self._low = math.floor(math.log10(min(known)) - 0.01)
        self._span = max(math.log10(max(known)) - self._low, 1)

    def __call__(self, value: float) -> float:
        return (math.log10(value) - self._low) / self._span


def _row(bar: Bar, at: int, scales: Sequence[_log]) -> Iterator[str]:
    kind = "ours" if bar.is_ours else "bar"
    yield f'<text x="{EDGE + 8}" y="{at + 12}">{escape(bar.title)}</text>'
    for panel, (value, scale) in enumerate(zip((bar.quality, bar.rate, bar.peak), scales, strict=True)):
        left = _left(panel)
        if value is None:
            yield f'<text class="small" x="{left}" y="{at + 12}">–</text>'
            continue
        length = PANEL * min(max(scale(value), 0.01), 1)
        yield f'<rect class="rail" x="{left}" y="{at + 2}" width="{PANEL}" height="12" rx="2"/>'
        yield f'<rect class="{kind}" x="{left}" y="{at + 2}" width="{length:.1f}" height="12" rx="2"/>'
        yield f'<text class="small" x="{left + PANEL + 5}" y="{at + 12}">{_short(value)}</text>'


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"  # noqa: PLR2004 - digits
