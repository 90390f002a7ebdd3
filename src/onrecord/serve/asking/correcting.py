"""The commands that list actors and mend who is who: merge, split, rename, each with its way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from onrecord.serve.asking.options import (
    DEFAULT_STORE,
    WHICH,
    ByOption,
    CsvOption,
    JsonOption,
    LimitOption,
    StoreOption,
    WhyOption,
    answered,
    told,
    who_says,
)
from onrecord.serve.help import CalmCommand

if TYPE_CHECKING:
    from onrecord.serve.asking.form import Answer
    from onrecord.serve.lines import Page
    from onrecord.store.frames import Rows
    from onrecord.store.log import Correction
    from onrecord.store.rows import ActorRow
    from onrecord.store.store import Store

_Actor = Annotated[str, typer.Argument(metavar="ACTOR", help="A name or a number.", rich_help_panel=WHICH)]

_SHOWN = 3  # articles of a move that are named


class _Merge(CalmCommand):
    pieces = "[OPTIONS] ACTOR OTHER"
    examples: ClassVar = (('onrecord merge "Antony Blinken" 412', "412 is the same man"),)


class _Split(CalmCommand):
    pieces = "[OPTIONS] ACTOR --articles N,N…"
    examples: ClassVar = (('onrecord split 26 --articles 12,88 --name "David Smith, fire chief"', "another man there"),)


class _Corrections(CalmCommand):
    pieces = "[OPTIONS]"
    examples: ClassVar = (
        ("onrecord corrections", "what was corrected, and what has lost its hold"),
        ("onrecord corrections --export log.jsonl", "to a file"),
        ("onrecord corrections --import log.jsonl --store other.db", "into another store"),
        ("onrecord corrections --gold gold/", "what was corrected, to train and measure on"),
    )


def add_to(app: typer.Typer) -> None:
    """Add the commands to a program."""
    app.command(cls=CalmCommand)(actors)
    app.command(cls=_Merge)(merge)
    app.command(cls=_Split)(split)
    app.command(cls=CalmCommand)(rename)
    app.command(cls=CalmCommand)(undo)
    app.command(cls=_Corrections)(corrections)


def actors(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", show_default=False, help="Words of the name.", rich_help_panel=WHICH),
    ] = None,
    limit: LimitOption = 50,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:
    """List actors across articles, those who say most first."""

    def ask(asked: Store) -> Answer:
        from onrecord.serve.asking.form import Answer  # noqa: PLC0415 - help stays quick
        from onrecord.story import asking  # noqa: PLC0415 - help stays quick

        found = asking.actors(asked, name, limit=limit)
        return Answer(found, lambda page: _list(page, found))

    answered(store, ask, json=json, csv=csv)


def merge(
    actor: _Actor,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Who is the same.", rich_help_panel=WHICH)],
    why: WhyOption = None,
    by: ByOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Let one actor stand for another; the first one's name and number stay."""

    def mend(asked: Store) -> str:
        from onrecord.story import correcting  # noqa: PLC0415 - help stays quick

        made = correcting.merge(asked, actor, other, why=why, by=who_says(by))
        return f"one actor now; `onrecord undo {made}` takes it back"

    told(store, mend)


def split(
    actor: _Actor,
    articles: Annotated[
        str, typer.Option(metavar="N,N…", help="Numbers of the articles that name another.", rich_help_panel=WHICH)
    ],
    name: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The other's name; as the first article has it.", rich_help_panel=WHICH),
    ] = None,
    why: WhyOption = None,
    by: ByOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Take those whom some articles name for another actor."""

    def mend(asked: Store) -> str:
        from onrecord.story import correcting  # noqa: PLC0415 - help stays quick

        made = correcting.split(asked, actor, articles, name, why=why, by=who_says(by))
        return f"two actors now; `onrecord undo {made}` takes it back"

    told(store, mend)


def rename(
    actor: _Actor,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The new name.", rich_help_panel=WHICH)],
    why: WhyOption = None,
    by: ByOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Give an actor another name."""

    def mend(asked: Store) -> str:
        from onrecord.story import correcting  # noqa: PLC0415 - help stays quick

        made = correcting.rename(asked, actor, name, why=why, by=who_says(by))
        return f"renamed; `onrecord undo {made}` takes it back"

    told(store, mend)


def undo(
    correction: Annotated[
        int,
        typer.Argument(metavar="N", show_default=False, help="Its number in `onrecord corrections`.",
                       rich_help_panel=WHICH),
    ],
    by: ByOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:  # fmt: skip
    """Take a correction back, or the taking back of one."""

    def mend(asked: Store) -> str:
        from onrecord.story import correcting  # noqa: PLC0415 - help stays quick

        return f"undone; `onrecord undo {correcting.undo(asked, correction, who_says(by))}` brings it back"

    told(store, mend)


def corrections(
    export: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the log to a file, JSON Lines.")
    ] = None,
    from_file: Annotated[
        Path | None, typer.Option("--import", metavar="FILE", help="Add the corrections of such a file.")
    ] = None,
    gold: Annotated[
        Path | None, typer.Option("--gold", metavar="DIR", help="Write corrected articles as gold, to train on.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:  # fmt: skip
    """List what users corrected, what is undone, and what has lost its hold on the texts."""
    if gold is not None:
        told(store, lambda asked: _written(asked, gold))
    if export is not None or from_file is not None:
        told(store, lambda asked: _moved(asked, export, from_file))

    def ask(asked: Store) -> Answer:
        from onrecord.serve.asking.form import Answer  # noqa: PLC0415 - help stays quick
        from onrecord.story import correcting  # noqa: PLC0415 - help stays quick

        found = correcting.corrections(asked)
        return Answer(found, lambda page: _log(page, found))

    answered(store, ask, json=json, csv=csv)


def _written(store: Store, folder: Path) -> str:
    from onrecord.export.corrected_gold import write_gold  # noqa: PLC0415 - help stays quick
    from onrecord.story.mending import mended_records  # noqa: PLC0415 - help stays quick

    count = write_gold(mended_records(store), folder)
    return f"{count} corrected article{'' if count == 1 else 's'} written to {folder}"


def _moved(store: Store, export: Path | None, from_file: Path | None) -> str:
    from onrecord.errors import UsageError  # noqa: PLC0415 - help stays quick
    from onrecord.story import correcting  # noqa: PLC0415 - help stays quick

    if export is not None and from_file is not None:
        raise UsageError("--export and --import go two ways; ask for one of them")
    if from_file is not None:
        return f"{correcting.import_from(store, from_file)} corrections added from {from_file}"
    from onrecord.ingest.write import replacing  # noqa: PLC0415 - help stays quick

    assert export is not None  # noqa: S101 - narrows the type
    lines = correcting.exported(store)
    with replacing(export) as file:
        file.writelines(line.encode() + b"\n" for line in lines)
    return f"{len(lines)} corrections written to {export}"


def _list(page: Page, found: Rows[ActorRow]) -> None:
    from onrecord.serve.lines import joined, t  # noqa: PLC0415 - help stays quick

    if not found:
        page.line(t("nobody of that name is on record", "dim"))
    for row in found:
        many = (f"{row.statements} statements", f"{row.articles} articles", row.type, row.wikidata or "")
        page.row(t(f"{row.id}  ", "dim") + t(row.name, "bold"), joined(t(fact) for fact in many if fact))


def _log(page: Page, found: Rows[Correction]) -> None:
    from onrecord.serve.lines import joined, t  # noqa: PLC0415 - help stays quick

    if not found:
        page.line(t("nothing was corrected", "dim"))
    for row in found:
        state = "" if row.active else "undone"
        lost = f"not found any more: {'; '.join(row.lost)}" if row.lost else ""
        undoes = f"of {row.undoes}" if row.undoes else ""
        by = f"by {row.says.by}" if row.says.by else ""
        facts = (*_said(row), undoes, by, row.made_at, row.says.why or "", state, lost)
        page.row(t(f"{row.id}  {row.kind}", "bold"), joined(t(fact) for fact in facts if fact))


def _said(row: Correction) -> tuple[str, ...]:
    """Return what a correction is about, and what it says."""
    says = row.says
    if says.item is not None:
        other = f"with “{says.other.quoted()}”" if says.other else ""
        fields = ", ".join(says.mends.given()) if says.mends else ""
        return (says.item.kind, f"“{says.item.quoted()}”", other, fields, says.item.at.shown())
    if says.moved:
        title = says.story.title or "another story" if says.story else "a story of their own"
        return (", ".join(place.shown() for place in says.moved[:_SHOWN]), f"to {title}")
    return (" and ".join(face.name for face in says.actors), f"to {says.name}" if says.name else "")
