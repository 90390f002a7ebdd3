"""The command that says what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar

import typer

from onrecord._version import __version__
from onrecord.serve.asking.options import DEFAULT_STORE, STORE, JsonOption
from onrecord.serve.guard import FAILED, guarded
from onrecord.serve.help import CalmCommand

if TYPE_CHECKING:
    from onrecord.serve.doctor.finding import Finding


class _Doctor(CalmCommand):
    pieces = "[OPTIONS]"
    examples: ClassVar = (
        ("onrecord doctor", "the installation, and onrecord.db where there is one"),
        ("onrecord doctor --store postgresql://localhost/news", "another store"),
        ("onrecord doctor --json", "for programs"),
    )


def add_to(app: typer.Typer) -> None:
    """Add the command to a program."""
    app.command(cls=_Doctor)(doctor)


def doctor(
    store: Annotated[
        str | None,
        typer.Option(
            "--store", metavar="FILE|URL", envvar="ONRECORD_STORE", show_envvar=False, show_default=False,
            rich_help_panel=STORE, help="The store; also from $ONRECORD_STORE; onrecord.db where there is one.",
        ),
    ] = None,
    json: JsonOption = False,
) -> None:  # fmt: skip
    """Say what is wrong: with the installation, the models, a store. Each finding has what to do about it.

    Exit status: 0 nothing is wrong (there may be warnings), 1 something is.
    """

    def run() -> int:
        import msgspec  # noqa: PLC0415 - help stays quick

        from onrecord.serve.doctor.finding import Examined  # noqa: PLC0415 - as above
        from onrecord.serve.read import put  # noqa: PLC0415 - as above

        found = []
        for finding in examine(store):
            found.append(finding)
            if not json:
                put("".join(f"{line}\n" for line in lines_of(finding)).encode("utf-8", "replace"))
        wrong = any(finding.state == "wrong" for finding in found)
        if json:
            put(msgspec.json.format(msgspec.json.encode(Examined(not wrong, __version__, tuple(found)))) + b"\n")
        return FAILED if wrong else 0

    raise typer.Exit(guarded(run))


def examine(store: str | None) -> Iterator[Finding]:
    """Look at everything.

    Args:
        store: its file or address; None for the default, where it is there.
    """
    from onrecord.serve.doctor.installation import installation  # noqa: PLC0415 - help stays quick
    from onrecord.serve.doctor.reading import reading  # noqa: PLC0415 - as above
    from onrecord.serve.doctor.storing import storing  # noqa: PLC0415 - as above

    yield from installation()
    yield from reading()
    if store is not None or Path(DEFAULT_STORE).exists():
        yield from storing(store or DEFAULT_STORE)


def lines_of(finding: Finding) -> list[str]:
    """Return a finding on one line, and what to do on a second."""
    from onrecord.serve.safe import harmless  # noqa: PLC0415 - help stays quick

    first = f"{finding.state:7}  {harmless(f'{finding.what}: {finding.says}')}"
    return [first, f"         → {harmless(finding.remedy)}"] if finding.remedy else [first]
