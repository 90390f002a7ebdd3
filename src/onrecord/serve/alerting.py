"""The commands of alerts: what is watched, what was noticed, who is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from onrecord.errors import UsageError
from onrecord.serve.asking.options import (
    DEFAULT_STORE,
    WHICH,
    CsvOption,
    JsonOption,
    LimitOption,
    StoreOption,
    answered,
    opened,
    told,
)
from onrecord.serve.guard import guarded
from onrecord.serve.help import CalmCommand, CalmGroup

if TYPE_CHECKING:
    from onrecord.alerts.questions import Question
    from onrecord.serve.asking.form import Answer
    from onrecord.serve.lines import Page
    from onrecord.store.alerting import Alert, Notice
    from onrecord.store.frames import Rows
    from onrecord.store.store import Store

_WHAT, _WHOM = "What is watched", "Who is told"
_Number = Annotated[int, typer.Argument(metavar="ALERT", show_default=False, help="Its number.")]


class _Alert(CalmGroup):
    examples: ClassVar = (
        ("onrecord alert add dam --said 'dam break*' --by 'Ilva Ren'", "what one says of it, in its feed"),
        ("onrecord alert add toll --tally killed --place Orrin --webhook https://desk.example/hook", "a count"),
        ("onrecord alert add ren --position 'Ilva Ren' --issue dam", "a stand that changes"),
        ("onrecord alert list", "all there are"),
    )


class _Add(CalmCommand):
    pieces = "NAME [OPTIONS]"
    examples: ClassVar = _Alert.examples[:3]


group = typer.Typer(name="alert", cls=_Alert, rich_markup_mode=None, help="Watch a search, a tally or a position.")


def add_to(app: typer.Typer) -> None:
    """Add the commands to a program."""
    app.add_typer(group)


@group.command(cls=_Add)
def add(  # noqa: PLR0913, PLR0917 - typer makes each option of the command line an argument
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="What it is for, in your words.")],
    said: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Statements with these words.", rich_help_panel=_WHAT)
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Said by one.", rich_help_panel=_WHAT)] = None,
    to: Annotated[str | None, typer.Option(metavar="NAME", help="Said to one.", rich_help_panel=_WHAT)] = None,
    act: Annotated[str | None, typer.Option(metavar="ACT", help="warn, deny, vow …", rich_help_panel=_WHAT)] = None,
    mode: Annotated[
        str | None, typer.Option(metavar="MODE", help="affirm, deny, decline or ask.", rich_help_panel=_WHAT)
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="In one outlet.", rich_help_panel=_WHAT)] = None,
    tally: Annotated[
        str | None, typer.Option(metavar="WORDS", help="A count: killed, wounded …", rich_help_panel=_WHAT)
    ] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Of one place.", rich_help_panel=_WHAT)] = None,
    source: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of one source of it.", rich_help_panel=_WHAT)
    ] = None,
    position: Annotated[
        str | None, typer.Option(metavar="ACTOR", help="Where one stands.", rich_help_panel=_WHAT)
    ] = None,
    issue: Annotated[
        str | None, typer.Option(metavar="WORDS", help="On issues with these words.", rich_help_panel=_WHAT)
    ] = None,
    story: Annotated[int | None, typer.Option(metavar="N", help="In one story alone.", rich_help_panel=_WHAT)] = None,
    webhook: Annotated[
        str | None,
        typer.Option(
            metavar="URL", rich_help_panel=_WHOM, help="An address that is told, signed; its feed alone by default."
        ),
    ] = None,
    allow_local: Annotated[
        bool,
        typer.Option("--allow-local", help="The webhook may be in a private network.", rich_help_panel=_WHOM),
    ] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:  # fmt: skip
    """Watch a search, a tally or a position; what comes from now on is noticed."""

    def ask() -> Question:
        from onrecord.alerts.questions import PositionAsked  # noqa: PLC0415 - help stays quick
        from onrecord.story.asking import Asked  # noqa: PLC0415 - help stays quick
        from onrecord.story.tally import TallyAsked  # noqa: PLC0415 - help stays quick

        search = (said, by, to, act, mode, outlet)
        if (tally is not None) + (position is not None) + any(one is not None for one in search) != 1:
            raise UsageError("watch one thing: --said (or --by …), --tally, or --position")
        if tally is not None:
            return TallyAsked(words=tally, place=place, source=source, story=story)
        if position is not None:
            return PositionAsked(actor=position, issue=issue)
        return Asked(words=said, by=by, to=to, act=act, mode=mode, outlet=outlet, story=story)

    def do(asked: Store) -> str:
        from onrecord.alerts.door import add_alert  # noqa: PLC0415 - help stays quick

        made = add_alert(asked, name, ask(), webhook, allow_local=allow_local)
        signed = f"; its messages are signed with {made.secret}, which is shown this once" if made.secret else ""
        return f"alert {made.alert}{signed}"

    told(store, do)


@group.command("list", cls=CalmCommand)
def listed(store: StoreOption = DEFAULT_STORE, json: JsonOption = False, csv: CsvOption = False) -> None:
    """List alerts."""

    def ask(asked: Store) -> Answer:
        from onrecord.alerts.door import list_alerts  # noqa: PLC0415 - help stays quick
        from onrecord.serve.asking.form import Answer  # noqa: PLC0415 - help stays quick

        found = list_alerts(asked)
        return Answer(found, lambda page: _listed(page, found))

    answered(store, ask, json=json, csv=csv)


@group.command(cls=CalmCommand)
def show(
    alert: _Number, limit: LimitOption = 20, store: StoreOption = DEFAULT_STORE, json: JsonOption = False
) -> None:  # fmt: skip
    """Show what an alert noticed, the newest first."""

    def ask(asked: Store) -> Answer:
        from onrecord.alerts.door import noticed  # noqa: PLC0415 - help stays quick
        from onrecord.serve.asking.form import Answer  # noqa: PLC0415 - help stays quick
        from onrecord.store.alerting import Notice  # noqa: PLC0415 - help stays quick
        from onrecord.store.frames import Rows  # noqa: PLC0415 - help stays quick

        rows = Rows(Notice, noticed(asked, alert, limit)[1])
        return Answer(rows, lambda page: _noticed(page, rows))

    answered(store, ask, json=json)


@group.command(cls=CalmCommand)
def remove(alert: _Number, store: StoreOption = DEFAULT_STORE) -> None:
    """Take an alert away, with what it noticed."""

    def do(asked: Store) -> str:
        from onrecord.alerts.door import remove_alert  # noqa: PLC0415 - help stays quick

        remove_alert(asked, alert)
        return f"alert {alert} is gone"

    told(store, do)


@group.command("test", cls=CalmCommand)
def try_out(alert: _Number, store: StoreOption = DEFAULT_STORE) -> None:
    """Send an alert's webhook a message that says that it is a test."""

    def do(asked: Store) -> str:
        from onrecord.alerts.door import try_alert  # noqa: PLC0415 - help stays quick

        try_alert(asked, alert)
        return f"the webhook of alert {alert} took it"

    told(store, do)


@group.command(cls=CalmCommand)
def run(
    once: Annotated[bool, typer.Option("--once", help="Look and send once, and leave.", rich_help_panel=WHICH)] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Look and tell, until Ctrl-C; `onrecord serve` and `onrecord watch` do so too."""

    def do() -> int:
        from onrecord.alerts.running import EVERY, Runner  # noqa: PLC0415 - help stays quick
        from onrecord.serve.read import say  # noqa: PLC0415 - help stays quick
        from onrecord.serve.taking import stopping  # noqa: PLC0415 - help stays quick

        with opened(store) as asked, stopping() as stop:
            runner = Runner(asked)
            if not once:
                say(f"{asked.name}: looking for news every {EVERY:.0f} seconds (Ctrl-C ends it)")
                runner.run(stop)
                return 0
            new, taken = runner.once()
            say(f"{new} noticed, {taken} taken by webhooks")
            return 0

    raise typer.Exit(guarded(do))


def _listed(page: Page, found: Rows[Alert]) -> None:
    from onrecord.serve.lines import t  # noqa: PLC0415 - help stays quick

    if not found:
        page.line(t("nothing is watched; `onrecord alert add` watches", "dim"))
    for alert in found:
        asked = ", ".join(f"{name} {value}" for name, value in alert.asked.items())
        page.row(t(f"{alert.id}  ", "dim") + t(alert.name, "bold"), t(f"{alert.kind}: {asked}"))
        if alert.webhook:
            page.paragraph(t(f"tells {alert.webhook}", "dim"), 4)


def _noticed(page: Page, found: Rows[Notice]) -> None:
    from onrecord.serve.asking.lines import shortened  # noqa: PLC0415 - help stays quick
    from onrecord.serve.lines import t  # noqa: PLC0415 - help stays quick

    if not found:
        page.line(t("nothing yet", "dim"))
    for notice in found:
        page.row(t(notice.made_at, "dim"), t(notice.title, "bold"))
        page.paragraph(t(shortened(notice.words)), 4)
        page.paragraph(t(f"article {notice.article}", "dim"), 4)
