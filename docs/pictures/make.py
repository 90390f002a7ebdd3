"""Make the README's pictures with the program itself: one sample page in the terminal, and annotated in a browser."""

from __future__ import annotations

import io
import os
import pty
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
PAGE = REPOSITORY / "tests/pages/harbour-post/2025-03-08-toll-lowered.html"
COLUMNS = 96
LINES = 46
PROGRAM = Path(sys.executable).with_name("onrecord")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "headless_shell")
INK = [(34, 34, 34), (150, 40, 40), (40, 110, 60), (140, 100, 20)]
INK += [(40, 80, 150), (120, 60, 130), (30, 110, 120), (110, 110, 110)]
BRIGHT = [(90, 90, 90), (180, 50, 50), (50, 130, 70), (160, 120, 30)]
BRIGHT += [(50, 90, 170), (140, 70, 150), (40, 130, 140), (60, 60, 60)]
PAPER = TerminalTheme((253, 252, 248), (34, 34, 34), INK, BRIGHT)
# rich's own frame asks a server for its font; a picture in a README must need nothing but itself.
FRAME = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">
<style>
.{unique_id}-matrix {{
  font: {char_height}px "DejaVu Sans Mono", Menlo, Consolas, monospace; line-height: {line_height}px;
}}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}</defs>
<rect width="{width}" height="{height}" rx="8" fill="#fdfcf8" stroke="#d8d4c8"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g>
</g>
</svg>
"""


def seen_in_a_terminal(*command: str | Path) -> str:
    """Return what a command shows on a terminal of COLUMNS columns, colours included."""
    ours, theirs = pty.openpty()
    surroundings = {**os.environ, "COLUMNS": str(COLUMNS), "LINES": "200", "TERM": "xterm-256color"}
    surroundings.pop("NO_COLOR", None)
    with subprocess.Popen(
        [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.DEVNULL,
        env=surroundings, cwd=REPOSITORY,
    ) as running:  # fmt: skip
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not part:
                break
            shown += part
    os.close(ours)
    if running.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {running.returncode}")
    return shown.decode("utf-8").replace("\r\n", "\n")


def terminal() -> Path:
    """Write the picture of the terminal."""
    words = f"$ onrecord read {PAGE.name}\n\n{seen_in_a_terminal(PROGRAM, 'read', PAGE)}"
    lines = words.rstrip("\n").split("\n")
    if len(lines) > LINES:
        lines = [*lines[:LINES], "…"]
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi("\n".join(lines)), soft_wrap=False)
    path = HERE / "terminal.svg"
    svg = console.export_svg(title="", theme=PAPER, code_format=FRAME, unique_id="terminal")
    path.write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", "utf-8")
    return path


def annotated() -> Path | None:
    """Write the picture of the annotated page; None where no Chromium is on the path."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), os.environ.get("CHROMIUM"))
    if browser is None:
        return None
    path = HERE / "annotated.png"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "annotated.html"
        subprocess.run([PROGRAM, "read", PAGE, "--html", page], check=True, cwd=REPOSITORY)
        command = (
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1240,1500",
            f"--user-data-dir={folder}/profile", f"--screenshot={path}", page.as_uri(),
        )  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return path


def main() -> None:
    """Make both pictures and say where they are."""
    print(terminal().relative_to(REPOSITORY))
    made = annotated()
    print(made.relative_to(REPOSITORY) if made else "no Chromium on the path: annotated.png stays as it is")


if __name__ == "__main__":
    main()
