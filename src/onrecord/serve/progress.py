"""A progress bar on standard error, where somebody watches and more than one page is read."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from onrecord.serve.safe import harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LONGEST_NAME = 40


@contextmanager
def progress(pages: int) -> Iterator[Callable[[str], None]]:
    """Show how far the reading is; yields what to call with a page's name once it is read.

    Nothing is shown where standard error is no terminal or fewer than two pages are read.
    """
    if pages < 2 or not sys.stderr.isatty():  # noqa: PLR2004 - one page needs no bar
        yield lambda _name: None
        return
    from rich.console import Console  # noqa: PLC0415 - only where a bar is drawn
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        MofNCompleteColumn(),
        BarColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=pages)
        yield lambda name: bar.update(task, advance=1, description=harmless(name)[-_LONGEST_NAME:])
