"""``onrecord export``: what a store or records say, in the formats of others."""

from __future__ import annotations

from typing import Annotated, ClassVar

import typer

from onrecord.serve.asking.options import DEFAULT_STORE, WHICH, AsOfOption, StoreOption, opened
from onrecord.serve.guard import guarded
from onrecord.serve.help import CalmCommand

_WHERE = "Where it goes"


class _Export(CalmCommand):
    pieces = "[OPTIONS] FORMAT [WORDS]"
    examples: ClassVar = (
        ("onrecord export annotation --story 12 --out story.jsonld", "every statement at its place"),
        ("onrecord export parquet --out said.parquet", "all statements, for DuckDB, pandas, polars"),
        ("onrecord export atom ceasefire --out ceasefire.atom", "a feed of a search"),
        ("onrecord export xlsx killed --part tally --out killed.xlsx", "a tally, with HXL tags"),
        ("onrecord export csv --part figures --place Gaza > gaza.csv", "one part, as a table"),
        ("onrecord read page.html --json | onrecord export schema-org --record -", "without a store"),
    )


def add_to(app: typer.Typer) -> None:
    """Add the command to a program."""
    app.command(cls=_Export)(export)


def export(  # noqa: PLR0913, PLR0917 - typer makes each option of the command line an argument
    name: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT", show_default=False, rich_help_panel="In which form",
            help="csv, parquet, xlsx, atom; annotation, schema-org, ninjs, dna, plover.",
        ),
    ],
    words: Annotated[
        str | None,
        typer.Argument(
            metavar="[WORDS]", show_default=False, rich_help_panel=WHICH,
            help='Plain words of what was said; "a phrase", -without, begin*. Of a tally what is counted.',
        ),
    ] = None,
    out: Annotated[
        str,
        typer.Option(
            "--out", metavar="FILE", rich_help_panel=_WHERE, show_default=False,
            help="A file, which is whole or as it was before; - for standard output, the default.",
        ),
    ] = "-",
    part: Annotated[
        str | None,
        typer.Option(
            "--part", metavar="PART", rich_help_panel=WHICH, show_default=False,
            help="What a table or a feed is made of: statements, articles, figures, encounters, positions, tally; "
            "articles, of any format, for all that the articles say which hold the words.",
        ),
    ] = None,
    record: Annotated[
        list[str] | None,
        typer.Option(
            "--record", metavar="FILE", rich_help_panel="Which store", show_default=False,
            help="No store: records that `onrecord read --json` has written, files, directories or -; again for more.",
        ),
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who said it: a name or a number.", rich_help_panel=WHICH)
    ] = None,
    to: Annotated[
        str | None, typer.Option(metavar="NAME", help="To whom it was said.", rich_help_panel=WHICH)
    ] = None,
    act: Annotated[
        str | None, typer.Option(metavar="ACT", help="say, deny, warn, vow, demand …", rich_help_panel=WHICH)
    ] = None,
    mode: Annotated[
        str | None, typer.Option(metavar="MODE", help="affirm, deny, decline or ask.", rich_help_panel=WHICH)
    ] = None,
    grade: Annotated[
        str | None, typer.Option(metavar="GRADE", help="How the source is named.", rich_help_panel=WHICH)
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Where it stood.", rich_help_panel=WHICH)] = None,
    story: Annotated[
        int | None, typer.Option(metavar="N", help="In one story alone.", rich_help_panel=WHICH)
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of which place.", rich_help_panel=WHICH)
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose count, of a tally.", rich_help_panel=WHICH)
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Known on that day or later.", rich_help_panel=WHICH)
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DAY", help="Known on that day or before.", rich_help_panel=WHICH)
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option(
            metavar="X", help="Leave out what it is less sure of, 0 to 1.", rich_help_panel=WHICH, show_default=False
        ),
    ] = 0.0,
    newest: Annotated[
        bool, typer.Option("--newest", help="The newest first; a feed always is.", rich_help_panel=WHICH)
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", metavar="N", min=1, show_default=False, rich_help_panel=WHICH,
            help="At most so many; all by default, 100 entries of a feed.",
        ),
    ] = None,
    as_of: AsOfOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:  # fmt: skip
    """Write what a store or records say in a format that others read.

    Exit status: 0 written, 1 the store, a record or the file is not as it should be, 2 wrong usage.
    """

    def run() -> int:
        from onrecord.export.formats import named  # noqa: PLC0415 - help stays quick
        from onrecord.serve.exporting import ExportOptions, part_of  # noqa: PLC0415 - help stays quick
        from onrecord.serve.exporting import export as write  # noqa: PLC0415 - help stays quick

        options = ExportOptions(
            name=name, out=out, part=part, records=record or [], words=words, by=by, to=to, act=act, mode=mode,
            grade=grade, outlet=outlet, story=story, place=place, source=source, since=since, until=until, as_of=as_of,
            min_confidence=min_confidence, newest=newest, limit=limit,
        )  # fmt: skip
        part_of(named(name), options)  # what cannot be is said before a store is opened
        if options.records:
            return write(options, None, _now())
        with opened(store) as asked:
            return write(options, asked, _now())

    raise typer.Exit(guarded(run))


def _now() -> str:
    from datetime import UTC, datetime  # noqa: PLC0415 - help stays quick

    return datetime.now(UTC).isoformat(timespec="seconds")
