"""The commands that look after a store: take down, let go, back up, bring back, check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from onrecord.serve.asking.options import DEFAULT_STORE, StoreOption, opened, told
from onrecord.serve.guard import FAILED, guarded
from onrecord.serve.help import CalmCommand

if TYPE_CHECKING:
    from onrecord.store.store import Store

_What = Annotated[
    str, typer.Argument(metavar="ARTICLE|URL", show_default=False, help="Its number or its address.")
]  # fmt: skip


class _Forget(CalmCommand):
    pieces = "[OPTIONS] ARTICLE|URL"
    examples: ClassVar = (
        ("onrecord forget https://news.example/story --reason 'court order'", "gone, and never stored again"),
        ("onrecord forget https://news.example/story --allow", "may be stored again"),
    )


class _Retain(CalmCommand):
    pieces = "[OPTIONS] DAY"
    examples: ClassVar = (("onrecord drop-pages 2024-01-01", "pages stored before; texts and records stay"),)


class _Backup(CalmCommand):
    pieces = "[OPTIONS] FILE"
    examples: ClassVar = (("onrecord backup night.db", "while others read and write"),)


class _Restore(CalmCommand):
    pieces = "FILE [OPTIONS]"
    examples: ClassVar = (("onrecord restore night.db --store new.db", "a store of its own"),)


def add_to(app: typer.Typer) -> None:
    """Add the commands to a program."""
    app.command(cls=_Forget)(forget)
    app.command("drop-pages", cls=_Retain)(drop_pages)
    app.command(cls=_Backup)(backup)
    app.command(cls=_Restore)(restore)
    app.command(cls=CalmCommand)(check)
    app.command(cls=CalmCommand)(upgrade)


def forget(
    what: _What,
    reason: Annotated[str | None, typer.Option(metavar="WORDS", help="Why, as the gap notes it.")] = None,
    allow: Annotated[bool, typer.Option("--allow", help="Let it be stored again; what is gone stays gone.")] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Take an article down: page, text and record go, the gap is noted, and it is never stored again."""

    def do(asked: Store) -> str:
        from onrecord.story.departures import forget as take_down  # noqa: PLC0415 - help stays quick

        named: int | str = int(what) if what.isdecimal() else what
        if allow:
            from onrecord.store.forgetting import allow as let_in  # noqa: PLC0415 - help stays quick

            return f"{let_in(asked, named)} gaps closed; it may be stored again"
        gone = take_down(asked, named, reason)
        many = f"{len(gone.articles)} article{'' if len(gone.articles) == 1 else 's'} taken down"
        return f"{many}; never stored again: {', '.join(gone.urls) or 'its text'}"

    told(store, do)


def drop_pages(
    before: Annotated[str, typer.Argument(metavar="DAY", show_default=False, help="As 2024-05-01.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Let go of the bytes of pages that were stored before a day; texts and records stay."""

    def do(asked: Store) -> str:
        from onrecord.store.forgetting import drop_pages as let_go  # noqa: PLC0415 - help stays quick
        from onrecord.story.asking import checked_day  # noqa: PLC0415 - help stays quick

        return f"the bytes of {let_go(asked, checked_day(before) or '')} pages are gone"

    told(store, do)


def backup(
    file: Annotated[str, typer.Argument(metavar="FILE", show_default=False, help="A file that is not there yet.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write a store into a file, as it stands, while others use it."""

    def do(asked: Store) -> str:
        from onrecord.store.backup import backup as write  # noqa: PLC0415 - help stays quick

        write(asked, file)
        return f"{file}: a whole copy; `onrecord restore {file} --store FILE|URL` brings it back"

    told(store, do)


def restore(
    file: Annotated[str, typer.Argument(metavar="FILE", show_default=False, help="What backup has written.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Make a store of a backup, where there is none yet."""

    def run() -> int:
        from onrecord.serve.read import say  # noqa: PLC0415 - help stays quick
        from onrecord.store.backup import restore as bring_back  # noqa: PLC0415 - help stays quick

        bring_back(file, store)
        say(f"{store}: as {file} has it")
        return 0

    raise typer.Exit(guarded(run))


def check(store: StoreOption = DEFAULT_STORE) -> None:
    """Check that a store is whole: database, links, words beside their spans, records, indexes.

    Exit status: 0 whole, 1 it is not (each finding on a line of its own).
    """

    def run() -> int:
        from onrecord.serve.read import put, say  # noqa: PLC0415 - help stays quick
        from onrecord.store.checking import check as look  # noqa: PLC0415 - help stays quick

        with opened(store) as asked:
            found = look(asked)
        put("".join(f"{fault.where}: {fault.says}\n" for fault in found.faults).encode("utf-8", "replace"))
        looked = f"{found.articles} articles and {found.pages} pages"
        say(f"{store}: {looked}, {'whole' if found.whole else f'{len(found.faults)} things are wrong'}")
        return 0 if found.whole else FAILED

    raise typer.Exit(guarded(run))


def upgrade(store: StoreOption = DEFAULT_STORE) -> None:
    """Bring a store that an older onrecord made up to date; a backup of a file is left beside it."""

    def run() -> int:
        from onrecord.serve.read import say  # noqa: PLC0415 - help stays quick
        from onrecord.store.upgrading import upgrade as bring_up  # noqa: PLC0415 - help stays quick

        saved = bring_up(store)
        say(f"{store}: of this version" + (f"; as it was: {saved}" if saved else ""))
        return 0

    raise typer.Exit(guarded(run))
