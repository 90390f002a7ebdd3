"""``onrecord mcp``: the store's tools for agents."""

from __future__ import annotations

from typing import Annotated, ClassVar

import typer

from onrecord.serve.asking.options import DEFAULT_STORE, StoreOption
from onrecord.serve.guard import guarded
from onrecord.serve.help import CalmCommand

_WHERE, _WHAT = "Where clients reach it", "What it may do"


class _Mcp(CalmCommand):
    pieces = "[OPTIONS]"
    examples: ClassVar = (
        ("onrecord mcp --store news.db", "on standard input and output, as clients start it"),
        ("onrecord mcp --store news.db --http", "at http://127.0.0.1:8321/mcp"),
        ("onrecord mcp --store news.db --no-fetch", "no page is fetched for an agent"),
    )


def add_to(app: typer.Typer) -> None:
    """Add the command to a program."""
    app.command(cls=_Mcp)(mcp)


def mcp(
    store: StoreOption = DEFAULT_STORE,
    no_fetch: Annotated[
        bool, typer.Option("--no-fetch", help="Fetch no pages; texts can still be read.", rich_help_panel=_WHAT)
    ] = False,
    http: Annotated[
        bool,
        typer.Option("--http", help="Streamable HTTP, not standard input and output.", rich_help_panel=_WHERE),
    ] = False,
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS", rich_help_panel=_WHERE,
            help="Address to bind; one that others can reach needs a token in $ONRECORD_MCP_TOKEN.",
        ),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="Port.", rich_help_panel=_WHERE)] = 8321,
    name: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", rich_help_panel=_WHERE, show_default=False,
            help="A host name that clients may use for it; repeat for more.",
        ),
    ] = None,
    token: Annotated[
        str | None,
        typer.Option(
            metavar="TOKEN", envvar="ONRECORD_MCP_TOKEN", show_envvar=False, show_default=False, hidden=True,
        ),
    ] = None,
) -> None:  # fmt: skip
    """Serve the store's tools to agents over the Model Context Protocol: every answer with its citations.

    Nothing in the store is changed. Exit status: 0 the client left, 1 the store cannot be opened, 2 wrong usage.
    """

    def run() -> int:
        from onrecord.serve.mcp.running import Way, run_server  # noqa: PLC0415 - help stays quick, agents are an extra

        way = Way(http=http, host=host, port=port, names=tuple(name or ()), token=token or None, fetch=not no_fetch)
        run_server(store, way)
        return 0

    raise typer.Exit(guarded(run))
