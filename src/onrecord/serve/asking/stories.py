"""The commands about one story: by day, by stand, as it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from onrecord.serve.asking.options import (
    DEFAULT_STORE,
    WHICH,
    AsOfOption,
    CsvOption,
    JsonOption,
    PlotOption,
    StoreOption,
    answered,
)
from onrecord.serve.help import CalmCommand

if TYPE_CHECKING:
    from onrecord.serve.asking.form import Answer
    from onrecord.store.store import Store

_Number = Annotated[
    int,
    typer.Argument(metavar="STORY", show_default=False, help="Number of the story, as `onrecord stories` lists them.",
                   rich_help_panel=WHICH),
]  # fmt: skip


class _Timeline(CalmCommand):
    pieces = "[OPTIONS] STORY"
    examples: ClassVar = (
        ("onrecord timeline 12 --key", "its key events"),
        ("onrecord timeline 12 --since 2024-05-01", "what is new is marked"),
        ("onrecord timeline 12 --as-of 2024-04-30", "as it stood that day"),
        ("onrecord timeline 12 --plot days.svg", "a picture"),
    )


class _Positions(CalmCommand):
    pieces = "[OPTIONS] STORY"
    examples: ClassVar = (
        ("onrecord positions 12", "each party, each issue, the latest words"),
        ("onrecord positions 12 --plot matrix.png", "as a matrix"),
    )


def add_to(app: typer.Typer) -> None:
    """Add the commands to a program."""
    app.command(cls=_Timeline)(timeline)
    app.command(cls=_Positions)(positions)


def timeline(  # noqa: PLR0913, PLR0917 - typer makes each option of the command line an argument
    story: _Number,
    key: Annotated[bool, typer.Option("--key", help="Key events alone.", rich_help_panel=WHICH)] = False,
    oldest: Annotated[
        bool, typer.Option("--oldest", help="The oldest first, not the newest.", rich_help_panel=WHICH)
    ] = False,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Mark what came in since.", rich_help_panel=WHICH)
    ] = None,
    as_of: AsOfOption = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
    csv: CsvOption = False,
    plot: PlotOption = None,
) -> None:
    """Tell a story by day: what was said, who met, what was counted, each once with all that tell it."""

    def ask(asked: Store) -> Answer:
        from onrecord.serve.asking import charts, story_lines  # noqa: PLC0415 - help stays quick
        from onrecord.serve.asking.form import Answer  # noqa: PLC0415 - help stays quick
        from onrecord.store.frames import Rows  # noqa: PLC0415 - help stays quick
        from onrecord.story import asking  # noqa: PLC0415 - help stays quick
        from onrecord.story.entries import Entry  # noqa: PLC0415 - help stays quick

        found = asking.story(asked, story, as_of).timeline(newest_first=not oldest, since=since)
        return Answer(
            found,
            lambda page: story_lines.timeline(page, found, key_only=key),
            rows=Rows(Entry, found.key_events if key else found.entries),
            plot=lambda: charts.timeline_chart(found),
        )

    answered(store, ask, json=json, csv=csv, plot=plot)


def positions(
    story: _Number,
    as_of: AsOfOption = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
    csv: CsvOption = False,
    plot: PlotOption = None,
) -> None:
    """Say where each party of a story stands, since when, in which words."""

    def ask(asked: Store) -> Answer:
        from onrecord.serve.asking import charts, story_lines  # noqa: PLC0415 - help stays quick
        from onrecord.serve.asking.form import Answer  # noqa: PLC0415 - help stays quick
        from onrecord.story import asking  # noqa: PLC0415 - help stays quick

        found = asking.story(asked, story, as_of).positions()
        return Answer(
            found,
            lambda page: story_lines.positions(page, found),
            rows=asking.stands(found),
            plot=lambda: charts.positions_chart(found),
        )

    answered(store, ask, json=json, csv=csv, plot=plot)
