"""The command line: it only parses, over functions that return."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, ClassVar

import typer

from onrecord._version import __version__
from onrecord.serve import alerting, care, keeping_commands, serving
from onrecord.serve.asking import correcting, exports, finding, mending, sayings, stories, tallies
from onrecord.serve.doctor import command as doctor
from onrecord.serve.guard import INTERRUPTED, USAGE, complain, guarded
from onrecord.serve.help import CalmCommand, CalmGroup
from onrecord.serve.mcp import command as agents

_WHERE, _WHAT, _ABOUT, _HOW = "Where it goes", "What is shown", "About the pages", "How it reads"


class _Program(CalmGroup):
    examples: ClassVar = (
        ("onrecord demo", "the sample pages that come along"),
        ("onrecord read story.html", "one page, in the terminal"),
        ("onrecord read https://news.example/story", "fetched first"),
        ("onrecord read story.html --html out.html", "annotated, for a browser"),
        ("onrecord read pages/ --out records/ -j 4", "a directory, on four cores"),
    )


class _Read(CalmCommand):
    pieces = "[OPTIONS] PATH…|URL|-"
    examples: ClassVar = (
        ("onrecord read story.html", "who said what, in the terminal"),
        ("onrecord read story.html --json --quotes", "the record, words beside spans"),
        ("onrecord read pages/ --out records/ -j 4", "records/STEM.json for each page"),
        ("onrecord read 'pages/**/*.html' --json", "one JSON object a line"),
        ("onrecord read story.html --only figures", "one part alone"),
        ("onrecord read pages/ --csv figures", "a table, names beside ids"),
        ("onrecord read *.html --html week.html", "one annotated page of them all"),
        ("curl -s URL | onrecord read - --url URL", "from standard input"),
    )


app = typer.Typer(
    name="onrecord",
    cls=_Program,
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the program and exit with its status."""
    try:
        status = app(prog_name="onrecord", standalone_mode=False)
    except typer.TyperException as error:
        told = getattr(error, "format_message", error.__str__)()
        status = complain(f"{' '.join(told.split()).rstrip('.')}; see {_help_for(sys.argv)}", USAGE)
    except typer.Abort:
        status = INTERRUPTED
    sys.exit(status)


@app.callback(invoke_without_command=True)
def program(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version and leave.")] = False,
) -> None:
    """onrecord reads news pages and puts them on record: who said what, which figures, on whose word."""  # noqa: D403 - the program's name
    if version:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@app.command(cls=_Read)
def read(  # noqa: PLR0913, PLR0917 - typer makes each option of the command line an argument
    ctx: typer.Context,
    pages: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH…|URL|-",
            show_default=False,
            help="Files (.html .htm .txt, also .gz), directories, globs, web addresses, or - for standard input.",
            rich_help_panel="Pages",
        ),
    ],
    json: Annotated[
        bool, typer.Option("--json", help="The record as JSON, one line a page.", rich_help_panel=_WHERE)
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Write DIR/STEM.json for each page; a directory that is read is mirrored below DIR.",
            rich_help_panel=_WHERE,
        ),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write one annotated page that a browser shows offline.", rich_help_panel=_WHERE
        ),
    ] = None,
    csv: Annotated[
        str | None,
        typer.Option(
            metavar="PART", help="One part of all pages as a table, names beside ids.", rich_help_panel=_WHERE
        ),
    ] = None,
    quotes: Annotated[
        bool,
        typer.Option(
            "--quotes",
            help="In the JSON, put the words beside each span and, with a URL, a link that opens the page there.",
            rich_help_panel=_WHAT,
        ),
    ] = False,
    origin: Annotated[
        bool,
        typer.Option("--origin", help="Line and column in the page's source, for each span.", rich_help_panel=_WHAT),
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="What of the page was left out, and why.", rich_help_panel=_WHAT)
    ] = False,
    min_confidence: Annotated[
        float,
        typer.Option(
            metavar="X", help="Leave out statements of which it is less sure, 0 to 1.", rich_help_panel=_WHAT,
            show_default=False,
        ),
    ] = 0.0,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PART", rich_help_panel=_WHAT, show_default=False,
            help="One part alone, or several: statements, figures, dates, encounters, positions, actors.",
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE|FILE.tsv",
            help="When the pages appeared: a date (2024-05-01), or a file of lines STEM, tab, date.",
            rich_help_panel=_ABOUT,
        ),
    ] = None,
    url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Where the page stands, if it is one and a file.", rich_help_panel=_ABOUT),
    ] = None,
    jobs: Annotated[
        int,
        typer.Option(
            "-j", "--jobs", metavar="N", help="Read in N processes; 0 for one a core.", rich_help_panel=_HOW,
            show_default=False,
        ),
    ] = 1,
    allow_local: Annotated[
        bool,
        typer.Option(
            "--allow-local", help="Fetch from this machine and private networks too.", rich_help_panel=_HOW
        ),
    ] = False,
    offices: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.tsv", envvar="ONRECORD_OFFICES", rich_help_panel=_HOW, show_envvar=False,
            help="Who held which office when, beside what comes along; also from $ONRECORD_OFFICES.",
        ),
    ] = None,
    no_offices: Annotated[
        bool,
        typer.Option("--no-offices", help="Take no name from a table of offices.", rich_help_panel=_HOW),
    ] = False,
) -> None:  # fmt: skip
    """Read news pages: for people in the terminal, as JSON for programs, or annotated for a browser.

    Exit status: 0 all read, 1 some pages failed (each named on standard error, the rest done), 2 wrong usage.
    """
    from onrecord.serve.read import ReadOptions  # noqa: PLC0415 - help stays quick
    from onrecord.serve.read import read as read_all  # noqa: PLC0415 - help stays quick

    options = ReadOptions(
        inputs=pages, json=json, out=out, html=html, quotes=quotes, origin=origin, explain=explain,
        published=published, url=url, jobs=jobs, allow_local=allow_local, min_confidence=min_confidence,
        only=tuple(only or ()), csv=csv,
        offices=None if no_offices and _from_environment(ctx, "offices") else offices, no_offices=no_offices,
    )  # fmt: skip
    raise typer.Exit(guarded(lambda: read_all(options)))


@app.command(cls=CalmCommand)
def demo() -> None:
    """Read the sample pages that come with onrecord, show one record and what to try next."""
    from onrecord.serve.demo import demo as show_demo  # noqa: PLC0415 - help stays quick

    raise typer.Exit(guarded(show_demo))


@app.command(cls=CalmCommand)
def schema() -> None:
    """Print the JSON Schema of a record."""

    def show() -> int:
        import json  # noqa: PLC0415 - help stays quick

        from onrecord.record import json_schema  # noqa: PLC0415 - help stays quick
        from onrecord.serve.read import put  # noqa: PLC0415 - help stays quick

        put(json.dumps(json_schema(), indent=2, ensure_ascii=False).encode() + b"\n")
        return 0

    raise typer.Exit(guarded(show))


keeping_commands.add_to(app)
serving.add_to(app)
sayings.add_to(app)
stories.add_to(app)
correcting.add_to(app)
mending.add_to(app)
tallies.add_to(app)
finding.add_to(app)
exports.add_to(app)
care.add_to(app)
doctor.add_to(app)
alerting.add_to(app)
agents.add_to(app)


def _from_environment(ctx: typer.Context, option: str) -> bool:
    """Whether an option was not given on the command line but by a variable of the environment."""
    source = ctx.get_parameter_source(option)
    return source is not None and source.name == "ENVIRONMENT"


def _help_for(arguments: list[str]) -> str:
    names = {command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands}
    command = next((a for a in arguments[1:] if a in names), "")
    return f"onrecord {command} --help".replace("  ", " ")
