"""The commands that mend what was read, and say what belongs together: each with its way back, ``onrecord undo``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import typer

from onrecord.serve.asking.options import (
    DEFAULT_STORE,
    WHICH,
    ByOption,
    CsvOption,
    JsonOption,
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
    from onrecord.store.store import Store
    from onrecord.story.items import ReadItem

SO = "What is so; '' takes it away"
OF_STATEMENT, OF_FIGURE, OF_OTHERS = "Of a statement", "Of a figure", "Of others"

_Kind = Annotated[
    str,
    typer.Argument(metavar="KIND", help="statement, figure, encounter, position or mention.", rich_help_panel=WHICH),
]
_Number = Annotated[
    int, typer.Argument(metavar="N", show_default=False, help="Its number in `onrecord items`.", rich_help_panel=WHICH)
]


def _so(name: str, metavar: str, help_: str, panel: str) -> Any:  # noqa: ANN401 - typer gives it no type
    return typer.Option(name, metavar=metavar, help=help_, rich_help_panel=panel)


class _Items(CalmCommand):
    pieces = "[OPTIONS] ARTICLE"
    examples: ClassVar = (
        ("onrecord items 123", "what was read in it, with numbers"),
        ("onrecord items 123 --only mention", "who is meant where"),
    )


class _Wrong(CalmCommand):
    pieces = "[OPTIONS] KIND N"
    examples: ClassVar = (
        ("onrecord wrong statement 12300004 --why 'a headline, nobody said it'", "it is shown nowhere any more"),
        ("onrecord wrong figure 12300002", "it counts in no tally any more"),
    )


class _Mend(CalmCommand):
    pieces = "[OPTIONS] KIND N"
    examples: ClassVar = (
        ("onrecord mend statement 12300004 --speaker 'Ada Brenn' --mode deny", "somebody else said it, and denied it"),
        ("onrecord mend statement 12300004 --words 'the bridge will close'", "these are the words"),
        ("onrecord mend figure 12300002 --value 12.. --as-of 2031-03-04", "at least twelve, on that day"),
        ("onrecord mend mention 12300009 --actor 'Ada Brenn'", "she is meant there"),
    )


class _Move(CalmCommand):
    pieces = "[OPTIONS] ARTICLE[,ARTICLE…]"
    examples: ClassVar = (
        ("onrecord move 12,88 --new", "they tell another story: split it"),
        ("onrecord move 12 --story 7", "it belongs there"),
    )


class _MergeStories(CalmCommand):
    pieces = "[OPTIONS] STORY OTHER"
    examples: ClassVar = (("onrecord merge-stories 7 9", "9 goes on in 7"),)


class _Apart(CalmCommand):
    pieces = "[OPTIONS] STATEMENT"
    examples: ClassVar = (("onrecord apart 12300004", "it was said another time"),)


class _Together(CalmCommand):
    pieces = "[OPTIONS] STATEMENT OTHER"
    examples: ClassVar = (("onrecord together 12300004 8800001", "both report the same words"),)


def add_to(app: typer.Typer) -> None:
    """Add the commands to a program."""
    app.command(cls=_Items)(items)
    app.command(cls=_Wrong)(wrong)
    app.command(cls=_Mend)(mend)
    app.command(cls=_Move)(move)
    app.command(name="merge-stories", cls=_MergeStories)(merge_stories)
    app.command(cls=_Apart)(apart)
    app.command(cls=_Together)(together)


def items(
    article: Annotated[
        int, typer.Argument(metavar="ARTICLE", show_default=False, help="Its number.", rich_help_panel=WHICH)
    ],
    only: Annotated[
        str | None, typer.Option("--only", metavar="KIND", help="One kind alone.", rich_help_panel=WHICH)
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:
    """List what was read in an article, with the numbers that corrections take, and what was corrected."""

    def ask(asked: Store) -> Answer:
        from onrecord.serve.asking.form import Answer  # noqa: PLC0415 - help stays quick
        from onrecord.story import items as read  # noqa: PLC0415 - help stays quick

        found = read.items(asked, article, only)  # type: ignore[arg-type] # it refuses what is no kind
        return Answer(found, lambda page: _list(page, found))

    answered(store, ask, json=json, csv=csv)


def wrong(
    kind: _Kind, number: _Number, why: WhyOption = None, by: ByOption = None, store: StoreOption = DEFAULT_STORE
) -> None:
    """Say that something was misread: it is shown and counted nowhere."""

    def do(asked: Store) -> str:
        from onrecord.story import mending  # noqa: PLC0415 - help stays quick

        made = mending.mark_wrong(asked, kind, number, why=why, by=who_says(by))  # type: ignore[arg-type] # as above
        return f"marked wrong; `onrecord undo {made}` takes it back"

    told(store, do)


def mend(  # noqa: PLR0913, PLR0917 - typer makes each option of the command line an argument
    kind: _Kind,
    number: _Number,
    speaker: Annotated[str | None, _so("--speaker", "NAME", "Who said it.", OF_STATEMENT)] = None,
    to: Annotated[list[str] | None, _so("--to", "NAME", "To whom; as often as needed.", OF_STATEMENT)] = None,
    through: Annotated[list[str] | None, _so("--through", "NAME", "Who passed it on.", OF_STATEMENT)] = None,
    mode: Annotated[str | None, _so("--mode", "MODE", "affirm, deny, decline or ask.", OF_STATEMENT)] = None,
    act: Annotated[str | None, _so("--act", "ACT", "say, warn, vow, demand …", OF_STATEMENT)] = None,
    grade: Annotated[str | None, _so("--grade", "GRADE", "How the source is named.", OF_STATEMENT)] = None,
    said_on: Annotated[str | None, _so("--said-on", "DAY", "When, by the text.", OF_STATEMENT)] = None,
    cue: Annotated[str | None, _so("--cue", "WORDS", "The words that attribute it.", OF_STATEMENT)] = None,
    source_words: Annotated[
        str | None, _so("--source-words", "WORDS", "The words that name the source.", OF_STATEMENT)
    ] = None,
    words: Annotated[
        list[str] | None, _so("--words", "WORDS", "What was said, piece by piece; a figure's phrase.", OF_STATEMENT)
    ] = None,
    value: Annotated[
        str | None, _so("--value", "N", "12, 12..15, 12.. (at least), ..15 (at most), ~12 (about).", OF_FIGURE)
    ] = None,
    measure: Annotated[str | None, _so("--measure", "NAME", "killed, injured, money …", OF_FIGURE)] = None,
    what: Annotated[str | None, _so("--what", "WORDS", "What is counted.", OF_FIGURE)] = None,
    place: Annotated[str | None, _so("--place", "NAME", "Where.", OF_FIGURE)] = None,
    as_of: Annotated[str | None, _so("--as-of", "DAY", "The day that it holds for.", OF_FIGURE)] = None,
    source: Annotated[str | None, _so("--source", "NAME", "On whose word.", OF_FIGURE)] = None,
    actor: Annotated[str | None, _so("--actor", "NAME", "Whom a mention means.", OF_OTHERS)] = None,
    holder: Annotated[str | None, _so("--holder", "NAME", "Whose a position is.", OF_OTHERS)] = None,
    stance: Annotated[
        str | None, _so("--stance", "STANCE", "support, oppose, conditional or neutral.", OF_OTHERS)
    ] = None,
    issue: Annotated[str | None, _so("--issue", "WORDS", "What a position is about.", OF_OTHERS)] = None,
    new: Annotated[
        str | None,
        _so("--new", "TYPE", "What somebody is whom the store does not know: person, organisation …", OF_OTHERS),
    ] = None,
    why: WhyOption = None,
    by: ByOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:  # fmt: skip
    """Say what is so of something that was misread; '' takes a name or a day away."""
    said: dict[str, Any] = {
        "speaker": speaker, "addressee": to, "relayed_by": through, "mode": mode, "act": act, "grade": grade,
        "said_on": said_on, "cue": cue, "measure": measure, "what": what, "place": place, "as_of": as_of,
        "actor": actor, "holder": holder, "stance": stance, "issue": issue,
    }  # fmt: skip
    said["source"] = source_words if kind == "statement" else source
    said["words" if kind == "figure" else "content"] = words and (words[0] if kind == "figure" else words)

    def do(asked: Store) -> str:
        from onrecord.errors import UsageError  # noqa: PLC0415 - help stays quick
        from onrecord.story import mending  # noqa: PLC0415 - help stays quick

        if kind == "statement" and source is not None:
            raise UsageError(
                "a statement's source is its speaker (--speaker) or the words that name it (--source-words)"
            )
        given = {name: _nothing(one) for name, one in said.items() if one is not None} | _value(value)
        made = mending.mend(asked, kind, number, given, why=why, by=who_says(by), new=new)  # type: ignore[arg-type] # mend refuses what is none
        return f"mended; `onrecord undo {made}` takes it back"

    told(store, do)


def move(
    articles: Annotated[
        str, typer.Argument(metavar="ARTICLE[,ARTICLE…]", help="Numbers of articles.", rich_help_panel=WHICH)
    ],
    story: Annotated[
        int | None, typer.Option("--story", metavar="N", help="The story they belong to.", rich_help_panel=WHICH)
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="A story of their own.", rich_help_panel=WHICH)] = False,
    why: WhyOption = None,
    by: ByOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Put articles into another story, or into one of their own; what comes later leaves them there."""

    def do(asked: Store) -> str:
        from onrecord.errors import UsageError  # noqa: PLC0415 - help stays quick
        from onrecord.story import moving  # noqa: PLC0415 - help stays quick

        if (story is None) == (not new):
            raise UsageError("say where they go: --story N or --new")
        numbers = _numbers(articles)
        made = moving.move(asked, numbers, story, why=why, by=who_says(by))
        there = moving.story_of(asked, numbers[0])
        return f"in story {there} now; `onrecord undo {made}` takes it back"

    told(store, do)


def merge_stories(
    story: Annotated[int, typer.Argument(metavar="STORY", help="The one that stays.", rich_help_panel=WHICH)],
    other: Annotated[int, typer.Argument(metavar="OTHER", help="The one that goes on in it.", rich_help_panel=WHICH)],
    why: WhyOption = None,
    by: ByOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Let one story go on in another; its number leads there from then on."""

    def do(asked: Store) -> str:
        from onrecord.story import moving  # noqa: PLC0415 - help stays quick

        made = moving.merge_stories(asked, story, other, why=why, by=who_says(by))
        return f"one story now; `onrecord undo {made}` takes it back"

    told(store, do)


def apart(
    statement: Annotated[int, typer.Argument(metavar="STATEMENT", help="Its number.", rich_help_panel=WHICH)],
    why: WhyOption = None,
    by: ByOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Say that a statement is not the utterance that others report."""

    def do(asked: Store) -> str:
        from onrecord.story import moving  # noqa: PLC0415 - help stays quick

        made = moving.set_apart(asked, statement, why=why, by=who_says(by))
        return f"it stands alone now; `onrecord undo {made}` takes it back"

    told(store, do)


def together(
    statement: Annotated[int, typer.Argument(metavar="STATEMENT", help="Its number.", rich_help_panel=WHICH)],
    other: Annotated[int, typer.Argument(metavar="OTHER", help="One of the same utterance.", rich_help_panel=WHICH)],
    why: WhyOption = None,
    by: ByOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Say that a statement reports the same utterance as another."""

    def do(asked: Store) -> str:
        from onrecord.story import moving  # noqa: PLC0415 - help stays quick

        made = moving.put_together(asked, statement, other, why=why, by=who_says(by))
        return f"one utterance now; `onrecord undo {made}` takes it back"

    told(store, do)


# ---- what was given -------------------------------------------------------------------------------------------------

_VALUE = re.compile(r"(?P<about>~?)(?P<low>-?\d+(?:\.\d+)?)?(?P<to>\.\.)?(?P<high>-?\d+(?:\.\d+)?)?", re.ASCII)


def _value(given: str | None) -> dict[str, Any]:
    """Return the bounds that a value means: ``12``, ``12..15``, ``12..``, ``..15``, ``~12``."""
    if given is None:
        return {}
    from onrecord.errors import UsageError  # noqa: PLC0415 - help stays quick

    found = _VALUE.fullmatch(given.strip())
    if found is None or not (found["low"] or found["high"]) or (found["high"] and not found["to"]):
        raise UsageError(f"{given!r} is no count; write 12, 12..15, 12.. (at least), ..15 (at most) or ~12 (about)")
    low, high = (float(bound) if bound else None for bound in (found["low"], found["high"]))
    return {"low": low, "high": high if found["to"] else low, "approx": bool(found["about"])}


def _nothing(given: str | list[str]) -> str | list[str] | None:
    """Return what was given; None where it is empty: it is taken away."""
    several = [one for one in given if one] if isinstance(given, list) else given
    return several if several or isinstance(several, list) else None


def _numbers(given: str) -> list[int]:
    from onrecord.errors import UsageError  # noqa: PLC0415 - help stays quick

    parts = [part.strip() for part in given.split(",")]
    if not all(part.isascii() and part.isdecimal() for part in parts):
        raise UsageError(f"{given!r} are no numbers of articles; write them as 12,88")
    return [int(part) for part in parts]


def _list(page: Page, found: Rows[ReadItem]) -> None:
    from onrecord.serve.asking.lines import mended, shortened  # noqa: PLC0415 - help stays quick
    from onrecord.serve.lines import joined, t  # noqa: PLC0415 - help stays quick

    if not found:
        page.line(t("nothing was read in it", "dim"))
    for row in found:
        facts = [t(row.what), t(row.who or ""), t("wrong" if row.wrong else "", "bold")]
        page.row(t(f"{row.kind} {row.item}", "bold"), joined(fact for fact in facts if fact.plain))
        page.paragraph(t(shortened(row.words), "strike dim" if row.wrong else ""), 4)
        for one in row.corrected:
            page.paragraph(t(mended(one), "dim"), 4)
