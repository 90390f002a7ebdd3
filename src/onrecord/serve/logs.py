"""What ``serve``, ``watch`` and ``ingest`` tell machines: one line an event, in place of the lines for people.

Never in it: text of articles, titles included, what was searched for, and secrets (see :func:`bare`).
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import typer

from onrecord.errors import UsageError
from onrecord.serve.safe import harmless

Level = Literal["info", "warning", "error"]
FORMS = ("json", "plain")
LogOption = Annotated[
    str | None,
    typer.Option(
        "--log-format", metavar="json|plain", envvar="ONRECORD_LOG", show_envvar=False, show_default=False,
        rich_help_panel="What it tells", help="Tell events on standard error, one a line; also from $ONRECORD_LOG.",
    ),
]  # fmt: skip

_SECRET = re.compile(r"([?&;](?=[^=&;?]*(?:token|key|secret|pass|sig|auth|session))[^=&;?]*+=)[^&;#]*", re.IGNORECASE)
_FRAMES = 5
_LOCK = threading.Lock()
_form: str | None = None


def is_on() -> bool:
    """Whether events are told, and not lines for people."""
    return _form is not None


def event(level: Level, name: str, **fields: object) -> bool:
    """Tell an event, and return whether it was told: nothing is where lines for people are wanted.

    Args:
        name: what happened, in ``snake_case``.
        fields: plain values; those that are None are left out.
    """
    if _form is None:
        return False
    moment = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    said = {"time": moment, "level": level, "event": name} | {k: v for k, v in fields.items() if v is not None}
    line = _json(said) if _form == "json" else _plain(said)
    with _LOCK:
        sys.stderr.write(line + "\n")
        sys.stderr.flush()
    return True


def bare(address: str) -> str:
    """Return an address, or the name of a file, without what may be secret: who logs in, and keys of its query."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address[:200]
    if "@" in parts.netloc:
        address = address.replace(parts.netloc, parts.netloc.rpartition("@")[2], 1)
    return _SECRET.sub(r"\1…", address)


def logged(form: str | None, run: Callable[[], int]) -> int:
    """Run a command with its events told in a form, and return its exit status; errors become events too.

    Args:
        form: ``json`` or ``plain``; None for lines for people.
    """
    from onrecord.serve.guard import guarded  # noqa: PLC0415 - which says through here what went wrong

    def told() -> int:
        if form is not None and form not in FORMS:
            raise UsageError(f"--log-format {form}: no such form; give json or plain")
        return run()

    with _writing(form if form in FORMS else None):
        return guarded(told)


@contextmanager
def _writing(form: str | None) -> Iterator[None]:
    global _form  # noqa: PLW0603 - one process has one standard error
    if form is None:
        yield
        return
    before, handler, root = _form, _Handler(), logging.getLogger()
    _form = form
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        _form = before


class _Handler(logging.Handler):
    """Tells what libraries log; of an error its kind and where it came from, not its words, which may quote a page."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        level: Level = "error" if record.levelno >= logging.ERROR else "warning"
        error = record.exc_info[1] if record.exc_info else None
        event(
            level, "log", logger=record.name, message=bare(record.getMessage()[:500]),
            error=type(error).__name__ if error else None, at=_frames(error) if error else None,
        )  # fmt: skip


def _frames(error: BaseException) -> list[str]:
    found, step = [], error.__traceback__
    while step is not None:
        found.append(f"{Path(step.tb_frame.f_code.co_filename).name}:{step.tb_lineno}")
        step = step.tb_next
    return found[-_FRAMES:]


def _json(said: dict[str, object]) -> str:
    # Only ASCII: no character of a page's address can do anything to whoever reads it.
    return json.dumps(said, default=str, separators=(",", ":"))


def _plain(said: dict[str, object]) -> str:
    moment, level, name, *values = said.values()
    fields = zip(list(said)[3:], values, strict=True)
    return f"{moment} {level} {name}" + "".join(f" {key}={_value(value)}" for key, value in fields)


def _value(value: object) -> str:
    words = harmless(str(value))
    return json.dumps(words, ensure_ascii=False) if re.search(r"[\s\"=]", words) or not words else words
