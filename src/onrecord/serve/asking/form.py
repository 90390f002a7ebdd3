"""In which form an answer is given: lines for people, JSON and CSV for programs, a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from onrecord.errors import UsageError
from onrecord.ingest.write import replacing
from onrecord.serve.lines import Page
from onrecord.serve.read import put, this_terminal
from onrecord.serve.table import line
from onrecord.store.frames import Rows

if TYPE_CHECKING:
    import altair as alt


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, in all its forms; each is made only when it is asked for.

    Args:
        found: typed rows, or one object: what JSON gives.
        screen: prints it for people.
        rows: its table; None where ``found`` is one already.
        plot: makes its picture; None where it has none.
    """

    found: Rows[msgspec.Struct] | msgspec.Struct
    screen: Callable[[Page], None]
    rows: Rows[msgspec.Struct] | None = None
    plot: Callable[[], alt.TopLevelMixin] | None = None


def show(answer: Answer, *, json: bool = False, csv: bool = False, plot: Path | None = None) -> None:
    """Write an answer to standard output, or its picture to a file.

    Raises:
        UsageError: it has no such form.
        ExtraError: the picture needs an extra that is not installed.
        OutputError: it cannot be written.
    """
    if plot is not None:
        _draw(answer, plot)
    elif json:
        put(as_json(answer.found))
    elif csv:
        put(as_csv(_table(answer)))
    else:
        terminal = this_terminal()
        page = Page(terminal.width, colour=terminal.colour)
        answer.screen(page)
        put(page.text().encode("utf-8", "replace"))


def as_json(found: Rows[msgspec.Struct] | msgspec.Struct) -> bytes:
    """Return rows or an object as indented JSON, ending in a line break."""
    plain: object = list(found) if isinstance(found, Rows) else found
    return msgspec.json.format(msgspec.json.encode(plain), indent=2) + b"\n"


def as_csv(rows: Rows[msgspec.Struct]) -> bytes:
    """Return rows as CSV with a header, safe in a spreadsheet."""
    lines: Iterable[bytes] = (line(list(row.values())) for row in rows.to_dicts())
    return b"".join(one + b"\n" for one in (line(rows.columns), *lines))


def _table(answer: Answer) -> Rows[msgspec.Struct]:
    if answer.rows is not None:
        return answer.rows
    if isinstance(answer.found, Rows):
        return answer.found
    raise UsageError("this answer is no table; ask for --json")


def _draw(answer: Answer, file: Path) -> None:
    if answer.plot is None:
        raise UsageError("there is no picture of this answer; ask for --json or --csv")
    from onrecord.serve.asking.plots import drawn  # noqa: PLC0415 - loads what pictures alone need

    picture = drawn(answer.plot(), file.suffix)
    with replacing(file) as out:
        out.write(picture)
