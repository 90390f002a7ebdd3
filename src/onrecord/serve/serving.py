"""The command that opens the screen: a server for a browser on this machine, or for others with a token."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from onrecord.serve.asking.options import DEFAULT_STORE, opened
from onrecord.serve.help import CalmCommand
from onrecord.serve.logs import LogOption, logged

if TYPE_CHECKING:
    from onrecord.store.store import Store

_WHERE, _HOW = "Which store", "Where it listens"


class _Serve(CalmCommand):
    pieces = "[OPTIONS]"
    examples: ClassVar = (
        ("onrecord serve", "onrecord.db, or the sample story where there is none"),
        ("onrecord serve --store news.db --port 8001", "another store, another port"),
        ("onrecord serve --sample", "the sample story, which we invented"),
        ("onrecord serve --host 0.0.0.0 --token-file token", "for others too, who write with a token"),
    )


def add_to(app: typer.Typer) -> None:
    """Add the command to a program."""
    app.command(cls=_Serve)(serve)


def serve(
    store: Annotated[
        str | None,
        typer.Option(
            "--store", metavar="FILE|URL", envvar="ONRECORD_STORE", show_envvar=False, show_default=False,
            rich_help_panel=_WHERE,
            help="The store; also from $ONRECORD_STORE; onrecord.db by default, the sample story where there is none.",
        ),
    ] = None,
    sample: Annotated[
        bool, typer.Option("--sample", help="Show the sample pages instead.", rich_help_panel=_WHERE)
    ] = False,
    port: Annotated[
        int, typer.Option(metavar="N", min=0, max=65535, help="The port; 0 for a free one.", rich_help_panel=_HOW)
    ] = 8000,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="0.0.0.0 for others too, who then write with a token.",
                          rich_help_panel=_HOW)
    ] = "127.0.0.1",
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", show_default=False, rich_help_panel=_HOW,
                     help="A host name that it answers to; several times for several."),
    ] = None,
    token_file: Annotated[
        Path | None,
        typer.Option("--token-file", metavar="FILE", show_default=False, rich_help_panel=_HOW,
                     help="Holds the token that writing needs; else from $ONRECORD_TOKEN."),
    ] = None,
    browser: Annotated[
        bool,
        typer.Option("--open/--no-open", help="Open a browser (not the default).", rich_help_panel=_HOW,
                     show_default=False),
    ] = False,
    log_format: LogOption = None,
) -> None:  # fmt: skip
    """Show a store in a browser: stories, articles, actors, search.

    Ctrl-C ends it. Exit status: 0 ended, 1 the store or the port cannot be had, 2 wrong usage.
    """

    def run() -> int:
        from onrecord.serve.web.server import Listening, policy_of, run_server  # noqa: PLC0415 - an extra; help stays quick
        from onrecord.serve.web.tokens import token_of  # noqa: PLC0415 - as above

        token = token_of(token_file, os.environ.get("ONRECORD_TOKEN"), host)
        policy = policy_of(host, token, allow_host or ())
        with _shown(store, sample=sample) as shown:
            return run_server(shown, Listening(host, port, policy, browser=browser))

    raise typer.Exit(logged(log_format, run))


@contextmanager
def _shown(store: str | None, *, sample: bool) -> Iterator[Store]:
    if sample or (store is None and not Path(DEFAULT_STORE).exists()):
        from onrecord.serve.web.sample import sample_store  # noqa: PLC0415 - loads the models

        with sample_store() as made:
            yield made
        return
    with opened(store or DEFAULT_STORE) as found:
        yield found
