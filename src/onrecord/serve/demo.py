"""``onrecord demo``: the sample pages, a line each; one record; what to try next."""

from __future__ import annotations

import shlex
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import onrecord
from onrecord.errors import OpenError
from onrecord.ingest.run import read_pages
from onrecord.ingest.sources import find_sources
from onrecord.serve import wording
from onrecord.serve.progress import progress
from onrecord.serve.read import ALL_READ, SOME_FAILED, complain, put, this_terminal
from onrecord.serve.safe import harmless, shortened
from onrecord.serve.terminal import render

if TYPE_CHECKING:
    from onrecord.reader import Reading
    from onrecord.record import Record

_A_SCREEN_OR_TWO = 20  # statements
_HERE = Path(onrecord.__file__).parent


def samples() -> Path:
    """Return the directory of the sample pages: in an installed package, or in a checkout.

    Raises:
        OpenError: there is none.
    """
    for directory in (_HERE / "samples", _HERE.parents[1] / "tests" / "pages"):
        if directory.is_dir():
            return directory
    raise OpenError(str(_HERE / "samples"), "the sample pages are missing", "install onrecord again")


def demo() -> int:
    """Read the sample pages, show them, and return the exit status."""
    directory = samples()
    sources = find_sources([str(directory)])
    show(f"Reading {len(sources)} sample pages: a crisis that we invented, told by four outlets that we invented.\n\n")
    best: tuple[tuple[bool, int], Record, str] | None = None
    failed = 0
    with progress(len(sources)) as step:
        for outcome in read_pages(sources, _record_of):
            step(outcome.source.name)
            if outcome.made is None:
                complain(str(outcome.error))
                failed += 1
                continue
            show(_line(outcome.made))
            rank = _worth_showing(outcome.made)
            if best is None or rank > best[0]:
                best = rank, outcome.made, outcome.source.name
    if best is not None:
        terminal = this_terminal()
        show("\nOne of them, as `onrecord read` shows it:\n\n")
        show(render(best[1], terminal.width, colour=terminal.colour))
        show(_next(best[2], directory))
    return SOME_FAILED if failed else ALL_READ


def show(words: str) -> None:
    """Write to standard output."""
    put(words.encode("utf-8", "replace"))


def _record_of(reading: Reading) -> Record:
    return reading.record


def _worth_showing(record: Record) -> tuple[bool, int]:
    # A relayed statement shows best what the program is for, then much of everything; but on a screen or two.
    relayed = sum(bool(s.relayed_by) for s in record.statements)
    score = 10 * relayed + len(record.statements) + len(record.figures)
    return len(record.statements) <= _A_SCREEN_OR_TWO, score


def _line(record: Record) -> str:
    article = record.article
    when = wording.day(article.published.value) if article.published else "no date"
    counts = f"{len(record.statements):3} statements {len(record.figures):3} figures"
    return f"{counts}  {shortened(article.title or '(no title)')} · {harmless(article.outlet or '?')}, {when}\n"


def _next(page: str, directory: Path) -> str:
    page, everything = _from_here(page), _from_here(directory)
    rows = (
        (f"onrecord read {page} --html demo.html", "the same page, annotated, for a browser"),
        (f"onrecord read {page} --json --quotes", "the same page as JSON"),
        (f"onrecord read {everything} --out demo-out/", "all of them, one JSON file each"),
        ("onrecord read https://…", "a page of your own"),
        ("onrecord --help", "all there is"),
    )
    return "\nTry next\n" + "".join(f"  {command}\n      {what}\n" for command, what in rows)


def _from_here(path: str | Path) -> str:
    # What is to be typed again is as short as it can be.
    with suppress(ValueError):
        path = Path(path).relative_to(Path.cwd())
    return shlex.quote(str(path))
