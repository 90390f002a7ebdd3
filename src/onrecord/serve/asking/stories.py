"""The commands about stories: their list, one at a glance, by day, by stand, as it stood, its paragraph, its checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from onrecord.serve.asking.options import (
    DEFAULT_STORE,
    FORM,
    WHICH,
    AsOfOption,
    CsvOption,
    JsonOption,
    LimitOption,
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


class _Stories(CalmCommand):
    pieces = "[OPTIONS] [WORDS]"
    examples: ClassVar = (
        ("onrecord stories", "what moved last"),
        ("onrecord stories 'ceasefire talks' --least 3", "those that tell of it, in three articles at least"),
        ("onrecord stories --as-of 2024-05-01", "as the list stood that day"),
    )


class _StoryHelp(CalmCommand):
    pieces = "[OPTIONS] STORY"
    examples: ClassVar = (
        ("onrecord story 12", "what is known, who stands where, key events, who tells it"),
        ("onrecord as-of 2024-05-01 12", "the same as it stood that day"),
    )


class _BackgroundHelp(CalmCommand):
    pieces = "[OPTIONS] STORY"
    examples: ClassVar = (
        ("onrecord background 12", "the paragraph, as text"),
        ("onrecord background 12 --markdown", "with links to the sources"),
    )


def add_to(app: typer.Typer) -> None:
    """Add the commands to a program."""
    app.command(cls=_Stories)(stories)
    app.command(cls=_StoryHelp)(story)
    app.command("as-of", cls=CalmCommand)(as_of_day)
    app.command(cls=_BackgroundHelp)(background)
    app.command(cls=CalmCommand)(checks)
    app.command(cls=_Timeline)(timeline)
    app.command(cls=_Positions)(positions)


def stories(  # noqa: PLR0913, PLR0917 - typer makes each option of the command line an argument
    words: Annotated[
        str | None,
        typer.Argument(metavar="[WORDS]", show_default=False, help="Plain words of their articles.",
                       rich_help_panel=WHICH),
    ] = None,
    about: Annotated[
        str | None, typer.Option(metavar="NAME", help="That name an actor.", rich_help_panel=WHICH)
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="That it tells.", rich_help_panel=WHICH)] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="That moved on that day or later.", rich_help_panel=WHICH)
    ] = None,
    least: Annotated[
        int, typer.Option(metavar="N", min=1, help="With so many articles at least.", rich_help_panel=WHICH)
    ] = 1,
    limit: LimitOption = 30,
    as_of: AsOfOption = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:  # fmt: skip
    """List stories, those that moved last first."""

    def ask(asked: Store) -> Answer:
        from onrecord.serve.asking import story_lines  # noqa: PLC0415 - help stays quick
        from onrecord.serve.asking.form import Answer  # noqa: PLC0415 - help stays quick
        from onrecord.story import asking  # noqa: PLC0415 - help stays quick

        wanted = asking.StoriesAsked(
            words=words, about=about, outlet=outlet, since=since, as_of=as_of, least=least, limit=limit
        )
        found = asking.stories(asked, wanted)
        return Answer(found, lambda page: story_lines.stories(page, found))

    answered(store, ask, json=json, csv=csv)


def story(
    number: _Number, as_of: AsOfOption = None, store: StoreOption = DEFAULT_STORE, json: JsonOption = False
) -> None:
    """Show a story at a glance: what is known, who stands where, what happened, who tells it."""
    _at_a_glance(number, as_of, store, json=json)


def as_of_day(
    day: Annotated[str, typer.Argument(metavar="DAY", help="As 2024-05-01.", rich_help_panel=WHICH)],
    number: _Number,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Show a story as it stood on a day, from what had been published by then."""
    _at_a_glance(number, day, store, json=json)


def _at_a_glance(number: int, day: str | None, store: str, *, json: bool) -> None:
    def ask(asked: Store) -> Answer:
        from onrecord.serve.asking import story_lines  # noqa: PLC0415 - help stays quick
        from onrecord.serve.asking.form import Answer  # noqa: PLC0415 - help stays quick
        from onrecord.story import asking  # noqa: PLC0415 - help stays quick

        found = asking.overview(asked, number, day)
        return Answer(found, lambda page: story_lines.overview(page, found))

    answered(store, ask, json=json)


def background(
    number: _Number,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="As Markdown, with links.", rich_help_panel=FORM)
    ] = False,
    html: Annotated[bool, typer.Option("--html", help="As HTML, with links.", rich_help_panel=FORM)] = False,
    as_of: AsOfOption = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Write the paragraph that is written again every day, each clause with its source and date."""

    def ask(asked: Store) -> Answer:
        from onrecord.serve.asking.form import Answer  # noqa: PLC0415 - help stays quick
        from onrecord.serve.lines import t  # noqa: PLC0415 - help stays quick
        from onrecord.story import asking  # noqa: PLC0415 - help stays quick

        found = asking.story(asked, number, as_of).background()
        if markdown or html:
            return Answer(found, lambda page: page.line(t(found.html() if html else found.markdown())))
        return Answer(found, lambda page: page.paragraph(t(found.text() or "nothing to tell yet")))

    answered(store, ask, json=json)


def checks(
    number: _Number,
    as_of: AsOfOption = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:
    """List what does not fit together in a story, and what hangs by one relay or one voice."""

    def ask(asked: Store) -> Answer:
        from onrecord.serve.asking import story_lines  # noqa: PLC0415 - help stays quick
        from onrecord.serve.asking.form import Answer  # noqa: PLC0415 - help stays quick
        from onrecord.store.frames import Rows  # noqa: PLC0415 - help stays quick
        from onrecord.story import asking  # noqa: PLC0415 - help stays quick
        from onrecord.story.checks import Finding  # noqa: PLC0415 - help stays quick

        found = Rows(Finding, asking.story(asked, number, as_of).checks())
        return Answer(found, lambda page: story_lines.checks(page, found))

    answered(store, ask, json=json, csv=csv)


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
        from onrecord.story.timeline.entries import Entry  # noqa: PLC0415 - help stays quick

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
