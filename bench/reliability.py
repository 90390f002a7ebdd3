"""A reliability picture: for each tenth of confidence, how many of its statements are right, as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

Point = tuple[float, float, int]  # mean confidence, share of right ones, statements
SIDE, LEFT, TOP, GAP = 200, 46, 40, 40
BELOW = 56
STYLE = (
    "text{font:12px sans-serif;fill:#333}.small{font-size:10px;fill:#666}.axis{stroke:#999;fill:none}"
    ".even{stroke:#999;stroke-dasharray:4 3}.line{stroke:#1f5f99;fill:none;stroke-width:1.5}"
    ".dot{fill:#1f5f99}.gap{stroke:#c0392b;stroke-width:2;opacity:.6}"
)


def picture(panels: Mapping[str, Sequence[Point]]) -> str:
    """Return an SVG with one panel for each title; dots larger where more statements lie, gaps to the ideal in red."""
    width = LEFT + len(panels) * (SIDE + GAP)
    height = TOP + SIDE + BELOW
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        f"<style>{STYLE}</style>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    for number, (title, points) in enumerate(panels.items()):
        lines.append(f'<g transform="translate({LEFT + number * (SIDE + GAP)},{TOP})">')
        lines.extend(_panel(title, points))
        lines.append("</g>")
    return "\n".join([*lines, "</svg>"]) + "\n"


def _panel(title: str, points: Sequence[Point]) -> Iterator[str]:
    most = max((count for *_, count in points), default=1)
    yield f'<text x="0" y="-14">{escape(title)}</text>'
    yield f'<rect class="axis" width="{SIDE}" height="{SIDE}"/>'
    yield f'<line class="even" x1="0" y1="{SIDE}" x2="{SIDE}" y2="0"/>'
    for tick in (0.0, 0.5, 1.0):
        yield f'<text class="small" x="{SIDE * tick:.0f}" y="{SIDE + 14}" text-anchor="middle">{tick:.1f}</text>'
        yield f'<text class="small" x="-6" y="{SIDE - SIDE * tick + 4:.0f}" text-anchor="end">{tick:.1f}</text>'
    yield f'<text class="small" x="{SIDE / 2:.0f}" y="{SIDE + 30}" text-anchor="middle">confidence</text>'
    yield f'<text class="small" x="4" y="12">share that is right; n {sum(count for *_, count in points)}</text>'
    places = [(SIDE * sure, SIDE - SIDE * right, count) for sure, right, count in points]
    for x, y, _ in places:
        yield f'<line class="gap" x1="{x:.1f}" y1="{y:.1f}" x2="{x:.1f}" y2="{SIDE - x:.1f}"/>'
    yield f'<polyline class="line" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y, _ in places)}"/>'
    for x, y, count in places:
        yield f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="{2 + 6 * (count / most) ** 0.5:.1f}"/>'
