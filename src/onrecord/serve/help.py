"""Help that is read with pleasure: what a command does, examples first, then options in groups; no boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from collections.abc import Sequence

GENERAL = "Other"


class Formatter(Protocol):
    """The part of a help formatter that is used here."""

    def write(self, string: str) -> None:
        """Write as it is."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line, wrapped."""

    def write_text(self, text: str) -> None:
        """Write a text, wrapped."""

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms and what they mean in two columns."""

    def indent(self) -> None:
        """Set what follows in."""

    def dedent(self) -> None:
        """Set what follows out again."""


class CalmCommand(TyperCommand):
    """A command whose help names its options in groups (each option's ``rich_help_panel``)."""

    pieces: ClassVar[str] = "[OPTIONS]"
    examples: ClassVar[Sequence[tuple[str, str]]] = ()

    def format_help(self, ctx: typer.Context, formatter: Formatter) -> None:  # type: ignore[override]
        """Write what the command does, its usage, examples and options."""
        _introduction(self, ctx, formatter)
        _list(formatter, "Examples", self.examples)
        _options(self, ctx, formatter)


class CalmGroup(TyperGroup):
    """The program's own help: commands and examples."""

    pieces: ClassVar[str] = "COMMAND [OPTIONS]"
    examples: ClassVar[Sequence[tuple[str, str]]] = ()

    def format_help(self, ctx: typer.Context, formatter: Formatter) -> None:  # type: ignore[override]
        """Write what the program does, its commands, examples and options."""
        _introduction(self, ctx, formatter)
        commands = [(name, self.commands[name].get_short_help_str(limit=200)) for name in self.commands]
        _list(formatter, "Commands", commands)
        _list(formatter, "Examples", self.examples)
        _options(self, ctx, formatter)


def _introduction(command: CalmCommand | CalmGroup, ctx: typer.Context, formatter: Formatter) -> None:
    formatter.write_text(command.help or "")
    formatter.write("\n")
    formatter.write_usage(ctx.command_path, command.pieces, "Usage: ")


def _options(command: CalmCommand | CalmGroup, ctx: typer.Context, formatter: Formatter) -> None:
    groups: dict[str, list[tuple[str, str]]] = {}
    for param in command.get_params(ctx):
        record: tuple[str, str] | None
        if param.param_type_name == "argument":
            record = (str(param.metavar), str(getattr(param, "help", "")))
        else:
            record = param.get_help_record(ctx)
        if record:
            groups.setdefault(getattr(param, "rich_help_panel", None) or GENERAL, []).append(record)
    for heading, rows in sorted(groups.items(), key=lambda group: group[0] == GENERAL):
        _list(formatter, heading, rows)


def _list(formatter: Formatter, heading: str, rows: Sequence[tuple[str, str]]) -> None:
    if not rows:
        return
    formatter.write(f"\n{typer.style(heading, bold=True)}\n")
    formatter.indent()
    formatter.write_dl(rows, col_max=44)
    formatter.dedent()
