"""The commands that make a store and fill it."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, ClassVar

import typer

from onrecord.errors import ExtraError, UsageError
from onrecord.serve.asking.options import DEFAULT_STORE, StoreOption, opened
from onrecord.serve.guard import guarded
from onrecord.serve.help import CalmCommand
from onrecord.serve.logs import LogOption, logged

ENGINES = ("local", "ray")
_WHERE, _ABOUT, _HOW = "Where it goes", "About the pages", "How it reads"


JobsOption = Annotated[
    int,
    typer.Option(
        "-j",
        "--jobs",
        metavar="N",
        help="Read in N processes; 0, the default, for one a core.",
        rich_help_panel=_HOW,
        show_default=False,
    ),
]
PagesOption = Annotated[
    bool,
    typer.Option(
        "--keep-pages/--no-pages",
        help="Keep the pages' bytes beside their records (the default), or not.",
        rich_help_panel=_WHERE,
        show_default=False,
    ),
]
FailuresOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Write a line for each page that failed: page, cause, remedy.", rich_help_panel=_WHERE
    ),
]
DelayOption = Annotated[
    float,
    typer.Option(
        metavar="SECONDS",
        min=0,
        rich_help_panel=_HOW,
        show_default=False,
        help="Wait between two requests to a host, 1 by default; longer where its robots.txt wants it.",
    ),
]
LongestOption = Annotated[
    float,
    typer.Option(
        metavar="SECONDS",
        min=1,
        rich_help_panel=_HOW,
        show_default=False,
        help="Set a page aside that takes longer to read, 300 by default.",
    ),
]
LocalOption = Annotated[
    bool,
    typer.Option("--allow-local", help="Fetch from this machine and private networks too.", rich_help_panel=_HOW),
]


class _Init(CalmCommand):
    pieces = "[OPTIONS] [FILE|URL]"
    examples: ClassVar = (
        ("onrecord init", "onrecord.db, in this folder"),
        ("onrecord init news.db", "a file of another name"),
        ("onrecord init postgresql://localhost/news", "a database that several people write to"),
    )


class _Ingest(CalmCommand):
    pieces = "[OPTIONS] [INPUT…]"
    examples: ClassVar = (
        ("onrecord ingest pages/", "saved pages"),
        ("onrecord ingest https://news.example/feed.xml", "what a feed lists now"),
        ("onrecord ingest CC-NEWS-20240501.warc.gz -j 4", "a web archive, on four cores"),
        ("onrecord ingest addresses.jsonl", '{"url": …, "published": …} a line'),
        ("onrecord ingest articles.jsonl", '{"title": …, "text": …, "published": …} a line; or ninjs'),
        ("onrecord ingest --reread", "the store's own pages, with newer models"),
        ("onrecord ingest records/", "what `onrecord read --out records/` has written"),
        ("onrecord ingest archives/ --engine ray --shards shards/", "on a cluster; then `onrecord load shards/`"),
    )


class _Load(CalmCommand):
    pieces = "[OPTIONS] SHARDS…"
    examples: ClassVar = (
        ("onrecord load shards/", "what `onrecord ingest --engine ray --shards shards/` has written"),
        ("onrecord load s3://bucket/shards --store postgresql://localhost/news", "from elsewhere, into a database"),
    )


class _Watch(CalmCommand):
    pieces = "[OPTIONS] FEED…"
    examples: ClassVar = (
        ("onrecord watch https://news.example/feed.xml", "until Ctrl-C"),
        ("onrecord watch feeds.urls --every 5m", "a list of feeds, an address a line"),
    )


def add_to(app: typer.Typer) -> None:
    """Add the commands to a program."""
    app.command(cls=_Init)(init)
    app.command(cls=_Ingest)(ingest)
    app.command(cls=_Load)(load)
    app.command(cls=_Watch)(watch)


def init(
    where: Annotated[
        str,
        typer.Argument(
            metavar="[FILE|URL]", envvar="ONRECORD_STORE", show_envvar=False, show_default=False,
            rich_help_panel="Which store", help="An SQLite file or a postgresql:// address; onrecord.db by default.",
        ),
    ] = DEFAULT_STORE,
) -> None:  # fmt: skip
    """Make an empty store.

    Exit status: 0 made, 1 it cannot be made or is there already.
    """

    def run() -> int:
        from onrecord import create_store  # noqa: PLC0415 - help stays quick
        from onrecord.serve.read import say  # noqa: PLC0415 - help stays quick

        create_store(where).close()
        say(f"{where}: an empty store; `onrecord ingest INPUT… --store {where}` fills it")
        return 0

    raise typer.Exit(guarded(run))


def watch(  # noqa: PLR0913, PLR0917 - typer makes each option of the command line an argument
    feeds: Annotated[
        list[str],
        typer.Argument(
            metavar="FEED…", show_default=False, rich_help_panel="Feeds",
            help="Addresses of feeds and news sitemaps, or files with an address a line.",
        ),
    ],
    store: StoreOption = DEFAULT_STORE,
    every: Annotated[
        str,
        typer.Option(metavar="TIME", help="Look at each feed so often: 30s by default, 5m, 1h.", rich_help_panel=_HOW,
                     show_default=False),
    ] = "30s",
    jobs: JobsOption = 0,
    pages: PagesOption = True,
    delay: DelayOption = 1.0,
    longest: LongestOption = 300.0,
    allow_local: LocalOption = False,
    log_format: LogOption = None,
) -> None:  # fmt: skip
    """Follow feeds: what is new in them is read and stands in its story within a minute.

    Ctrl-C ends it well. Exit status: 0 ended, 1 the store cannot be written to, 2 wrong usage.
    """

    def run() -> int:
        from onrecord.serve.watching import WatchOptions  # noqa: PLC0415 - help stays quick
        from onrecord.serve.watching import watch as follow  # noqa: PLC0415 - help stays quick

        with opened(store) as filled:
            return follow(
                filled,
                WatchOptions(
                    feeds=feeds, every=every, jobs=jobs, pages=pages, delay=delay, allow_local=allow_local,
                    longest=longest,
                ),
            )  # fmt: skip

    raise typer.Exit(logged(log_format, run))


def ingest(  # noqa: PLR0913, PLR0917 - typer makes each option of the command line an argument
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INPUT…]", show_default=False, rich_help_panel="Inputs",
            help="Files, directories, patterns, addresses: pages, feeds, sitemaps, archives, lists, records.",
        ),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    kind: Annotated[
        str | None,
        typer.Option(
            "--as", metavar="KIND", rich_help_panel=_ABOUT, show_default=False,
            help="What the inputs are: page, records, urls, feed, sitemap, warc, articles, parquet, ninjs, gold; "
            "told by their bytes by default.",
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE|FILE.tsv", rich_help_panel=_ABOUT,
            help="When the pages appeared: a date (2024-05-01), or a file of lines STEM, tab, date.",
        ),
    ] = None,
    jobs: JobsOption = 0,
    limit: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Read N pages at most; known ones do not count.", rich_help_panel=_HOW),
    ] = None,
    pages: PagesOption = True,
    reread: Annotated[
        bool,
        typer.Option(
            "--reread", rich_help_panel=_HOW,
            help="Read pages again that are known; without INPUT, those in the store that other models have read.",
        ),
    ] = False,
    failures: FailuresOption = None,
    allow_local: LocalOption = False,
    delay: DelayOption = 1.0,
    longest: LongestOption = 300.0,
    offices: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.tsv", envvar="ONRECORD_OFFICES", rich_help_panel=_HOW, show_envvar=False,
            help="Who held which office when, beside what comes along; also from $ONRECORD_OFFICES.",
        ),
    ] = None,
    no_offices: Annotated[
        bool, typer.Option("--no-offices", help="Take no name from a table of offices.", rich_help_panel=_HOW)
    ] = False,
    engine: Annotated[
        str,
        typer.Option(
            metavar="local|ray", rich_help_panel=_HOW, show_default=False,
            help="Read on this machine into the store (the default), or on a Ray cluster into --shards.",
        ),
    ] = "local",
    shards: Annotated[
        str | None,
        typer.Option(
            metavar="FOLDER|URL", rich_help_panel=_WHERE,
            help="Where --engine ray writes; `onrecord load` takes it into a store.",
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", rich_help_panel=_HOW,
            help="The Ray cluster: auto, HOST:PORT, ray://HOST:PORT; by default one of this machine for this run.",
        ),
    ] = None,
    log_format: LogOption = None,
) -> None:  # fmt: skip
    """Read pages from wherever they are and keep their records in a store.

    Stopped or killed, the same command goes on where it was.

    Exit status: 0 all kept, 1 some pages failed (each named on standard error, the rest kept) or the store cannot be
    written to, 2 wrong usage, 130 stopped by Ctrl-C, 143 by a request to terminate.
    """

    def run() -> int:
        if engine not in ENGINES:
            raise UsageError(f"--engine {engine}: no such engine; give local or ray")
        if engine != "ray" and (shards or cluster):
            raise UsageError("--shards and --cluster are for --engine ray; add it, or leave them out")
        if engine == "ray":
            _need("--engine ray", "ray", "pyarrow", "fsspec", "sqlalchemy")
        from onrecord.serve.taking import TakeOptions, take  # noqa: PLC0415 - help stays quick

        options = TakeOptions(
            inputs=inputs or [], kind=kind, published=published, jobs=jobs, limit=limit, pages=pages,
            reread=reread, failures=failures, allow_local=allow_local, delay=delay,
            offices=offices, no_offices=no_offices, longest=longest,
        )  # fmt: skip
        if engine == "ray":
            from onrecord.serve.spreading import SpreadOptions, spread_out  # noqa: PLC0415 - help stays quick

            return spread_out(SpreadOptions(take=options, shards=shards, cluster=cluster))
        with opened(store) as filled:
            return take(filled, options)

    raise typer.Exit(logged(log_format, run))


def load(
    folders: Annotated[
        list[str],
        typer.Argument(
            metavar="SHARDS…", show_default=False, rich_help_panel="Shards",
            help="Folders or addresses that `onrecord ingest --engine ray` has written.",
        ),
    ],
    store: StoreOption = DEFAULT_STORE,
    pages: PagesOption = True,
    failures: FailuresOption = None,
    log_format: LogOption = None,
) -> None:  # fmt: skip
    """Keep in a store what a cluster has read.

    The store becomes what it would be had this machine read the pages itself. Stopped, killed or run twice, nothing is
    lost or doubled.

    Exit status: 0 all kept, 1 some pages failed, shards are missing or broken, or the store cannot be written to, 2
    wrong usage, 130 stopped by Ctrl-C.
    """

    def run() -> int:
        _need("shards", "pyarrow", "fsspec")
        with opened(store) as filled:
            from onrecord.serve.spreading import load as keep  # noqa: PLC0415 - help stays quick

            return keep(filled, folders, pages=pages, failures=failures)

    raise typer.Exit(logged(log_format, run))


def _need(what: str, *modules: str) -> None:
    """Refuse what an extra is missing for.

    Raises:
        ExtraError: it is.
    """
    if any(find_spec(module) is None for module in modules):
        raise ExtraError(what, "ray")
