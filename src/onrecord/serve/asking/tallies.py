"""``onrecord tally``: how a count moved, rival sources side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from onrecord.serve.asking.options import (
    DEFAULT_STORE,
    FORM,
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
    from onrecord.serve.lines import Page
    from onrecord.store.store import Store
    from onrecord.story.tally import Compared, Flag, Point, Series, Tally


class _Tally(CalmCommand):
    pieces = "[OPTIONS] WORDS"
    examples: ClassVar = (
        ("onrecord tally killed --place Gaza", "each source's count, day by day"),
        ("onrecord tally children killed --story 12", "some of them, in one story"),
        ("onrecord tally killed --place Gaza --plot tally.svg", "a picture"),
        ("onrecord tally killed --place Gaza --official daily.json", "beside an official series"),
    )


def add_to(app: typer.Typer) -> None:
    """Add the command to a program."""
    app.command(cls=_Tally)(tally)


def tally(  # noqa: PLR0913, PLR0917 - typer makes each option of the command line an argument
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS", show_default=False, rich_help_panel=WHICH,
            help="What is counted: killed, injured, missing, hostages, displaced …, or children killed, identified …",
        ),
    ],
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Where.", rich_help_panel=WHICH)] = None,
    source: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose count: words of the name.", rich_help_panel=WHICH)
    ] = None,
    story: Annotated[
        int | None, typer.Option(metavar="N", help="In one story alone.", rich_help_panel=WHICH)
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="From articles known since.", rich_help_panel=WHICH)
    ] = None,
    as_of: AsOfOption = None,
    official: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Compare with an official series, CSV or JSON, day by day.", rich_help_panel=FORM
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=MEANING", show_default=False, rich_help_panel=FORM,
            help="What a column of that file counts, where its name does not say: deaths=killed total.",
        ),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
    csv: CsvOption = False,
    plot: PlotOption = None,
) -> None:  # fmt: skip
    """Say how a count moved: one series a source, with bounds, revisions, flags; a copy is no second witness."""

    def ask(asked: Store) -> Answer:
        from onrecord.serve.asking.form import Answer  # noqa: PLC0415 - help stays quick
        from onrecord.serve.asking.tally_chart import tally_chart  # noqa: PLC0415 - help stays quick
        from onrecord.story import asking  # noqa: PLC0415 - help stays quick
        from onrecord.story.tally import TallyAsked  # noqa: PLC0415 - help stays quick

        wanted = TallyAsked(words=" ".join(words), place=place, source=source, story=story, since=since, as_of=as_of)
        found = asking.tally(asked, wanted)
        if official is not None:
            beside = asking.beside_official(found, official, _columns(column))
            return Answer(beside, lambda page: _compared(page, list(beside)), plot=lambda: tally_chart(found))
        return Answer(
            found, lambda page: _screen(page, found), rows=asking.points(found), plot=lambda: tally_chart(found)
        )

    answered(store, ask, json=json, csv=csv, plot=plot)


def _columns(given: list[str] | None) -> dict[str, str] | None:
    from onrecord.errors import UsageError  # noqa: PLC0415 - help stays quick

    pairs = [one.partition("=") for one in given or ()]
    if bad := next((name for name, equals, meaning in pairs if not equals or not meaning.strip()), None):
        raise UsageError(f"--column {bad}: say what it counts, as --column deaths='killed total'")
    return {name: meaning for name, _, meaning in pairs} or None


def _screen(page: Page, found: Tally) -> None:
    from onrecord.serve.asking.tally_chart import counted  # noqa: PLC0415 - help stays quick
    from onrecord.serve.lines import t  # noqa: PLC0415 - help stays quick

    if not found.series:
        page.line(t("no such figure on record", "dim"))
    same: dict[str, list[Series]] = {}
    for series in found.series:
        same.setdefault(counted(series), []).append(series)
    for heading, rivals in same.items():
        page.heading(heading)
        for series in rivals:
            _series(page, series)
    if found.flags:
        page.heading("WORTH A LOOK")
    for flag in found.flags:
        _flag(page, flag)


def _series(page: Page, series: Series) -> None:
    from onrecord.serve.asking.tally_chart import name_of  # noqa: PLC0415 - help stays quick
    from onrecord.serve.lines import t  # noqa: PLC0415 - help stays quick

    page.paragraph(t(name_of(series), "bold"))
    for point in series.points:
        _point(page, point)


def _point(page: Page, point: Point) -> None:
    from onrecord.serve.lines import joined, t  # noqa: PLC0415 - help stays quick
    from onrecord.serve.wording import bounded, day, number  # noqa: PLC0415 - help stays quick

    over = f"in {point.days} days" if point.days and point.days > 1 else ""
    undated = "the article's day" if point.dated == "article" else ""
    many = f"{point.articles} articles, {point.voices} independent" if point.articles > 1 else ""
    old = ", ".join(f"{number(n)} before" for r in point.revisions if (n := r.low if r.low is not None else r.high))
    first = point.evidence[0] if point.evidence else None
    where = f"{first.outlet or ''} article {first.article}".strip() if first else ""
    facts = (bounded(point.low, point.high, approx=point.approx), over, old, undated, many)
    page.row(t(day(point.day), "dim"), joined([*map(t, facts), t(where, "dim")]))


def _flag(page: Page, flag: Flag) -> None:
    from onrecord.serve.lines import joined, t  # noqa: PLC0415 - help stays quick
    from onrecord.serve.wording import day  # noqa: PLC0415 - help stays quick

    where = ", ".join(sorted({f"article {e.article}" for e in flag.evidence}))
    page.row(t(flag.kind, "bold"), joined([t(day(flag.day)), t(flag.message), t(where, "dim")]))


def _compared(page: Page, rows: list[Compared]) -> None:
    from onrecord.serve.lines import joined, t  # noqa: PLC0415 - help stays quick
    from onrecord.serve.wording import day, number  # noqa: PLC0415 - help stays quick

    for row in rows:
        value = row.low if row.low is not None else row.high
        told = "" if value is None else number(value)
        official = "no official value" if row.official is None else f"official {number(row.official)}"
        apart = "" if not row.difference else f"{row.difference:+,.0f}"
        label = t(f"{day(row.day)}  {told}", "bold")
        page.row(label, joined([t(row.measure), t(row.source or ""), t(official), t(apart), t(row.verdict)]))
