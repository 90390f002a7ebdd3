"""Options that the asking commands share, and how each of them is run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.errors import UsageError
from onrecord.serve.guard import guarded

if TYPE_CHECKING:
    from onrecord.serve.asking.form import Answer
    from onrecord.store.store import Store

STORE = "Which store"
FORM = "In which form"
WHICH = "Which of them"
NOTED = "What is noted"

StoreOption = Annotated[
    str,
    typer.Option(
        "--store", metavar="FILE|URL", envvar="ONRECORD_STORE", show_envvar=False, rich_help_panel=STORE,
        help="The store, an SQLite file or a postgresql:// address; also from $ONRECORD_STORE.",
    ),
]  # fmt: skip
JsonOption = Annotated[bool, typer.Option("--json", help="The answer as JSON.", rich_help_panel=FORM)]
CsvOption = Annotated[bool, typer.Option("--csv", help="The answer as a table, CSV.", rich_help_panel=FORM)]
PlotOption = Annotated[
    Path | None,
    typer.Option("--plot", metavar="FILE", help="A picture of it, FILE.svg or FILE.png.", rich_help_panel=FORM),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DAY", help="As it stood on a day, from what had been published by then.",
        rich_help_panel=WHICH,
    ),
]  # fmt: skip
LimitOption = Annotated[
    int, typer.Option("--limit", metavar="N", min=1, help="At most so many.", rich_help_panel=WHICH)
]
WhyOption = Annotated[
    str | None, typer.Option("--why", metavar="WORDS", help="Why, for others.", rich_help_panel=NOTED)
]
ByOption = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who says so; your login name.", rich_help_panel=NOTED)
]
DEFAULT_STORE = "onrecord.db"


def who_says(by: str | None) -> str | None:
    """Return who makes a correction: whom the user names, else the login name; None where there is none."""
    import getpass  # noqa: PLC0415 - help stays quick

    try:
        return by or getpass.getuser()
    except (OSError, KeyError):
        return None


def answered(
    store: str, ask: Callable[[Store], Answer], *, json: bool = False, csv: bool = False, plot: Path | None = None
) -> None:
    """Ask a store, show the answer in the form asked for, and leave with the exit status.

    Raises:
        typer.Exit: always; its status says how it went.
    """

    def run() -> int:
        from onrecord.serve.asking.form import show  # noqa: PLC0415 - help stays quick

        if json + csv + (plot is not None) > 1:
            raise UsageError("--json, --csv and --plot are three forms of one answer; ask for one of them")
        with opened(store) as asked:
            show(ask(asked), json=json, csv=csv, plot=plot)
        return 0

    raise typer.Exit(guarded(run))


def told(store: str, do: Callable[[Store], str]) -> None:
    """Do something to a store, say on standard error what was done, and leave with the exit status.

    Raises:
        typer.Exit: always; its status says how it went.
    """

    def run() -> int:
        from onrecord.serve.read import say  # noqa: PLC0415 - help stays quick

        with opened(store) as changed:
            say(do(changed))
        return 0

    raise typer.Exit(guarded(run))


def opened(store: str) -> Store:
    """Open the store that a command was given.

    Raises:
        ExtraError: the libraries of the store are not installed.
        StoreError: it is no store, or cannot be opened.
    """
    from onrecord import open_store  # noqa: PLC0415 - help stays quick

    return open_store(store)
