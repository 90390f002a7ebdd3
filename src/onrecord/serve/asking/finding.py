"""``onrecord search``, ``first``, ``revisions``: words in all that is stored, who printed them first, what changed."""

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
    from onrecord.store.store import Store


class _Search(CalmCommand):
    pieces = "[OPTIONS] WORDS"
    examples: ClassVar = (
        ("onrecord search 'ceasefire talks'", "articles with both words"),
        ("onrecord search '\"red line\" -sports'", "a phrase, and what not"),
        ("onrecord search hostage* --since 2024-04-01 --newest", "words that begin so, the newest first"),
    )


class _First(CalmCommand):
    pieces = "[OPTIONS] QUOTE"
    examples: ClassVar = (
        ('onrecord first "we will go in with or without a deal"', "who printed it first, who copied, who paraphrased"),
    )


class _Revisions(CalmCommand):
    pieces = "[OPTIONS] ARTICLE|URL"
    examples: ClassVar = (("onrecord revisions https://news.example/story", "what changed at that address"),)


def add_to(app: typer.Typer) -> None:
    """Add the commands to a program."""
    app.command(cls=_Search)(search)
    app.command(cls=_First)(first)
    app.command(cls=_Revisions)(revisions)


def search(  # noqa: PLR0913, PLR0917 - typer makes each option of the command line an argument
    words: Annotated[
        str,
        typer.Argument(
            metavar="WORDS", show_default=False, rich_help_panel=WHICH,
            help='Plain words; "a phrase", -without, begin*.',
        ),
    ],
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Where it stood.", rich_help_panel=WHICH)] = None,
    story: Annotated[
        int | None, typer.Option(metavar="N", help="In one story alone.", rich_help_panel=WHICH)
    ] = None,
    about: Annotated[
        str | None, typer.Option(metavar="NAME", help="Articles that name an actor.", rich_help_panel=WHICH)
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Known on that day or later.", rich_help_panel=WHICH)
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DAY", help="Known on that day or before.", rich_help_panel=WHICH)
    ] = None,
    newest: Annotated[
        bool, typer.Option("--newest", help="The newest first, not the best match.", rich_help_panel=WHICH)
    ] = False,
    limit: LimitOption = 20,
    as_of: AsOfOption = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:  # fmt: skip
    """Find articles by their words; `onrecord said` finds statements."""

    def ask(asked: Store) -> Answer:
        from onrecord.serve.asking import finding_lines  # noqa: PLC0415 - help stays quick
        from onrecord.serve.asking.form import Answer  # noqa: PLC0415 - help stays quick
        from onrecord.store.frames import Rows  # noqa: PLC0415 - help stays quick
        from onrecord.store.search import ArticleHit  # noqa: PLC0415 - help stays quick
        from onrecord.story import asking  # noqa: PLC0415 - help stays quick

        found = asking.search(
            asked,
            asking.SearchAsked(
                words=words, outlet=outlet, story=story, about=about, since=since, until=until, as_of=as_of,
                newest=newest, limit=limit,
            ),
        )  # fmt: skip
        return Answer(found, lambda page: finding_lines.search(page, found), rows=Rows(ArticleHit, found.hits))

    answered(store, ask, json=json, csv=csv)


def first(
    quote: Annotated[
        str,
        typer.Argument(metavar="QUOTE", show_default=False, help="What was said, as you remember it.",
                       rich_help_panel=WHICH),
    ],
    as_of: AsOfOption = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
    csv: CsvOption = False,
) -> None:  # fmt: skip
    """Say who printed a quotation first, who copied it, who paraphrased it, and how its wording drifted."""

    def ask(asked: Store) -> Answer:
        from onrecord.serve.asking import finding_lines  # noqa: PLC0415 - help stays quick
        from onrecord.serve.asking.form import Answer  # noqa: PLC0415 - help stays quick
        from onrecord.story import asking  # noqa: PLC0415 - help stays quick

        found = asking.first(asked, quote, as_of)
        return Answer(found, lambda page: finding_lines.first(page, found), rows=found.printings)

    answered(store, ask, json=json, csv=csv)


def revisions(
    article: Annotated[
        str,
        typer.Argument(metavar="ARTICLE|URL", show_default=False, help="Its number or its address.",
                       rich_help_panel=WHICH),
    ],
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:  # fmt: skip
    """Show how an article changed at its address: statements, figures, words, and what it declares itself."""

    def ask(asked: Store) -> Answer:
        from onrecord.serve.asking import finding_lines  # noqa: PLC0415 - help stays quick
        from onrecord.serve.asking.form import Answer  # noqa: PLC0415 - help stays quick
        from onrecord.story import asking  # noqa: PLC0415 - help stays quick

        found = asking.revisions(asked, article)
        return Answer(found, lambda page: finding_lines.revisions(page, found))

    answered(store, ask, json=json)
