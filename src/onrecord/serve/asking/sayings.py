"""``onrecord said`` and ``who``: who said what, and what one actor is on record with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from onrecord.serve.asking.options import (
    DEFAULT_STORE,
    WHICH,
    AsOfOption,
    CsvOption,
    JsonOption,
    LimitOption,
    StoreOption,
    answered,
)
from onrecord.serve.help import CalmCommand

if TYPE_CHECKING:
    from onrecord.serve.asking.form import Answer
    from onrecord.serve.lines import Page
    from onrecord.store.frames import Rows
    from onrecord.store.store import Store
    from onrecord.story.asking import Said


class _Said(CalmCommand):
    pieces = "[OPTIONS] [WORDS]"
    examples: ClassVar = (
        ("onrecord said ceasefire --by Netanyahu", "what one speaker said of it"),
        ("onrecord said '\"red line\"' --since 2024-04-01", "these very words, since a day"),
        ("onrecord said --to Hamas --mode ask", "what one was asked"),
        ("onrecord said aid --csv", "the same as a table"),
    )


class _Who(CalmCommand):
    pieces = "[OPTIONS] NAME"
    examples: ClassVar = (
        ('onrecord who "Antony Blinken"', "what he said, to whom, through whom, where he stands"),
        ("onrecord who 26 --as-of 2024-05-01", "by number, as it stood that day"),
    )


def add_to(app: typer.Typer) -> None:
    """Add the commands to a program."""
    app.command(cls=_Who)(who)
    app.command(cls=_Said)(said)


def who(
    name: Annotated[
        str, typer.Argument(metavar="NAME", show_default=False, help="A name or a number.", rich_help_panel=WHICH)
    ],
    as_of: AsOfOption = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Show one actor: names, what it said and of what, to whom, through whom, and where it stands."""

    def ask(asked: Store) -> Answer:
        from onrecord.serve.asking import who_lines  # noqa: PLC0415 - help stays quick
        from onrecord.serve.asking.form import Answer  # noqa: PLC0415 - help stays quick
        from onrecord.story import asking  # noqa: PLC0415 - help stays quick

        found = asking.who(asked, name, as_of)
        return Answer(found, lambda page: who_lines.profile(page, found))

    answered(store, ask, json=json)


def said(  # noqa: PLR0913, PLR0917 - typer makes each option of the command line an argument
    words: Annotated[
        str | None,
        typer.Argument(
            metavar="[WORDS]", show_default=False, rich_help_panel=WHICH,
            help='Plain words of what was said or who said it; "a phrase", -without, begin*.',
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
        str | None,
        typer.Option(
            metavar="GRADE", rich_help_panel=WHICH,
            help="How the source is named: named, organisation, role, anonymous, collective, none.",
        ),
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Where it stood.", rich_help_panel=WHICH)] = None,
    story: Annotated[
        int | None, typer.Option(metavar="N", help="In one story alone.", rich_help_panel=WHICH)
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
    oldest: Annotated[
        bool, typer.Option("--oldest", help="The oldest first, not the newest.", rich_help_panel=WHICH)
    ] = False,
    limit: LimitOption = 50,
    as_of: AsOfOption = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:  # fmt: skip
    """Say who said what: statements by their words, speaker, hearer, act and day."""

    def ask(asked: Store) -> Answer:
        from onrecord.serve.asking.form import Answer  # noqa: PLC0415 - help stays quick
        from onrecord.story import asking  # noqa: PLC0415 - help stays quick

        found = asking.said(
            asked,
            asking.Asked(
                words=words, by=by, to=to, act=act, mode=mode, grade=grade, outlet=outlet, story=story, since=since,
                until=until, as_of=as_of, min_confidence=min_confidence, newest=not oldest, limit=limit,
            ),
        )  # fmt: skip
        return Answer(found, lambda page: _screen(page, found))

    answered(store, ask, json=json, csv=csv)


def _screen(page: Page, found: Rows[Said]) -> None:
    from onrecord.serve.asking import lines  # noqa: PLC0415 - help stays quick
    from onrecord.serve.lines import t  # noqa: PLC0415 - help stays quick

    if not found:
        page.line(t("nobody is on record with that", "dim"))
    for number, row in enumerate(found):
        if number:
            page.line()
        lines.statement(page, row.statement, row.article, beside=row.article.known_on)
