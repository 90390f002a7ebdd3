"""``onrecord read``: from what the caller asked for to what was written, with an exit status."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from onrecord.errors import OnRecordError, OutputError, UsageError
from onrecord.ingest.published import with_dates
from onrecord.ingest.run import Outcome, read_pages
from onrecord.ingest.sources import STANDARD_INPUT, check_stems, find_sources
from onrecord.ingest.write import prepare_directory, refused, replacing
from onrecord.offices import load_offices
from onrecord.record.sure import check_confidence
from onrecord.serve import logs
from onrecord.serve.parts import PARTS, parts_named
from onrecord.serve.progress import progress
from onrecord.serve.reading import Forms, Shown, Terminal
from onrecord.serve.safe import harmless
from onrecord.serve.table import header, lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.ingest.sources import Source
    from onrecord.offices import Offices
    from onrecord.serve.annotated import AnnotatedPage
    from onrecord.serve.parts import Part

ALL_READ, SOME_FAILED, USAGE = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What ``onrecord read`` was asked to do.

    Args:
        inputs: paths, directories, globs, URLs, ``-``.
        json: records as JSON, to standard output or below ``out``.
        out: directory for one ``STEM.json`` a page.
        html: file for the annotated page.
        quotes: words and links beside each span of the JSON.
        origin: line and column in the page's source beside each span.
        explain: say what was left out, and why.
        published: a date, or a table of dates.
        url: the address of the one page that is read.
        jobs: worker processes; 0 for one a core.
        allow_local: fetch from private and loopback addresses too.
        min_confidence: leave out statements below it.
        only: the parts to show; empty for all.
        csv: the part to print as a table.
        offices: a table of offices that extends the package's own.
        no_offices: do without any table of offices.
    """

    inputs: Sequence[str]
    json: bool = False
    out: Path | None = None
    html: Path | None = None
    quotes: bool = False
    origin: bool = False
    explain: bool = False
    published: str | None = None
    url: str | None = None
    jobs: int = 1
    allow_local: bool = False
    min_confidence: float = 0.0
    only: Sequence[str] = ()
    csv: str | None = None
    offices: Path | None = None
    no_offices: bool = False


def read(options: ReadOptions) -> int:
    """Read pages as asked and return the exit status: 0 all read, 1 some pages failed.

    Raises:
        UsageError: the options ask for what cannot be done; nothing was read.
        OfficesError: the table of offices cannot be read.
        OutputError: what was read cannot be written.
        ModelError: a model cannot be loaded.
    """
    sources = plan(options)
    offices = _offices(options)
    if options.out is not None:
        prepare_directory(options.out)
    if options.html is not None and not _is_standard(options.html):
        prepare_directory(options.html.parent)
    jobs = min(options.jobs or os.cpu_count() or 1, len(sources))
    with ExitStack() as stack:
        writer = _Writer(options, len(sources), stack)
        step = stack.enter_context(progress(0 if writer.on_screen else len(sources)))
        for outcome in read_pages(sources, writer.forms, jobs=jobs, allow_local=options.allow_local, offices=offices):
            step(outcome.source.name)
            writer.take(outcome)
        writer.finish()
    return SOME_FAILED if writer.failed else ALL_READ


def _offices(options: ReadOptions) -> Offices | Literal[False] | None:
    """The table to read with: the caller's, none (False), or null for the package's own."""
    if options.no_offices:
        return False
    return None if options.offices is None else load_offices(options.offices)


def plan(options: ReadOptions) -> list[Source]:
    """Return the pages to read, with what the caller says about them.

    Raises:
        UsageError: the options contradict each other.
    """
    _check(options)
    sources = find_sources(options.inputs)
    if options.url and len(sources) != 1:
        raise UsageError(f"--url says where one page stands, and {len(sources)} are read; read that page by itself")
    if options.out is not None:
        check_stems(sources)
    if options.published:
        sources = with_dates(sources, options.published)
    return [replace(s, url=options.url) for s in sources] if options.url else sources


def _table_of(options: ReadOptions) -> Part | None:
    """The part that a table is asked of.

    Raises:
        UsageError: it is none of a record's, or several, or the JSON is asked for too.
    """
    if options.csv is None:
        return None
    named = parts_named([options.csv], "--csv")
    if len(named) != 1:
        raise UsageError(f"--csv gives one table; name one of {', '.join(PARTS)}")
    if options.json or options.out is not None:
        raise UsageError("--csv prints a table and --json or --out gives records; ask for one of them")
    if options.only and parts_named(options.only, "--only") != named and options.html is None:
        raise UsageError("--csv names its part itself; leave out --only")
    return named[0]


def _check(options: ReadOptions) -> None:
    as_json = options.json or options.out is not None
    if options.only and not parts_named(options.only, "--only"):
        raise UsageError(f"--only names no part; give one of {', '.join(PARTS)}")
    _table_of(options)
    if options.quotes and not as_json:
        raise UsageError("--quotes adds to the JSON; add --json, or --out DIR")
    try:
        check_confidence(options.min_confidence)
    except UsageError as error:
        raise UsageError(f"--min-confidence: {error}") from error
    if options.no_offices and options.offices is not None:
        raise UsageError("--offices gives a table and --no-offices does without any; give one of them")
    if options.jobs < 0:
        raise UsageError(f"-j {options.jobs}: no such number of workers; give 1 or more, or 0 for one a core")


class _Writer:
    """Takes outcomes in order and puts them where they belong."""

    def __init__(self, options: ReadOptions, pages: int, stack: ExitStack) -> None:
        self._options = options
        self._pages = pages
        self._written = 0
        self.failed = 0
        to_files = options.out is not None or options.html is not None
        table = _table_of(options)
        self._terminal = None if options.json or table or to_files else this_terminal()
        # What goes to the screen page by page tells by itself how far the reading is.
        self.on_screen = not to_files and sys.stdout.isatty()
        self._html = self._annotated(stack) if options.html else None
        self.forms = Forms(
            json=options.json or options.out is not None,
            html=options.html is not None,
            terminal=self._terminal,
            quotes=options.quotes,
            origin=options.origin,
            explain=options.explain,
            min_confidence=options.min_confidence,
            only=parts_named(options.only, "--only"),
            csv=table,
        )
        if table is not None:
            put(header(table))

    @staticmethod
    def _annotated(stack: ExitStack) -> AnnotatedPage:
        from onrecord.serve.annotated import AnnotatedPage  # noqa: PLC0415 - loads the templates

        return stack.enter_context(AnnotatedPage())

    def finish(self) -> None:
        """Write what can be written only when all is read.

        Raises:
            OutputError: it cannot be written.
        """
        path = self._options.html
        if self._html is None or path is None or not self._written:
            return
        if _is_standard(path):
            put(b"".join(self._html.parts()))
            return
        with replacing(path) as file:
            file.writelines(self._html.parts())

    def take(self, outcome: Outcome[Shown]) -> None:
        shown, source = outcome.made, outcome.source
        try:
            if outcome.error is not None:
                raise outcome.error
            assert shown is not None  # noqa: S101 - an outcome has one or the other
            self._write(shown, source)
        except OnRecordError as error:
            self.failed += 1
            complain(str(error))

    def _write(self, shown: Shown, source: Source) -> None:
        if shown.json is not None:
            self._write_json(shown.json, source)
        if shown.csv is not None:
            put(lines(shown.csv, source.name))
        if shown.html is not None and self._html is not None:
            self._html.add(shown.html)
        if shown.terminal is not None:
            self._separate(source)
            put(shown.terminal.encode("utf-8", "replace"))
        self._explain(shown, source)
        self._written += 1

    def _write_json(self, line: bytes, source: Source) -> None:
        if self._options.out is None:
            put(_for_people(line) if self._pages == 1 and sys.stdout.isatty() else line + b"\n")
            return
        path = self._options.out / (source.stem + ".json")
        try:
            with replacing(path) as file:
                file.write(line + b"\n")
        except OutputError as error:
            raise OutputError(f"{source.name}: {error}") from error

    def _separate(self, source: Source) -> None:
        if self._pages > 1:
            put((("\n" if self._written else "") + f"── {harmless(source.name)}\n\n").encode("utf-8", "replace"))

    def _explain(self, shown: Shown, source: Source) -> None:
        # The terminal view lists it itself.
        if self._options.explain and self._terminal is None:
            for line in shown.left_out or ("nothing",):
                say(f"{source.name}: left out, {line}")


def _is_standard(path: Path) -> bool:
    return str(path) == STANDARD_INPUT


def put(body: bytes) -> None:
    """Write to standard output, in UTF-8 whatever the locale says.

    Raises:
        OutputError: the disk behind it is full, or the like.
    """
    try:
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise refused("standard output", error) from error


def say(line: str) -> None:
    """Write one line to standard error, harmless whatever stands in it; an event where those are wanted."""
    if logs.event("info", "said", message=line):
        return
    # Through the text layer: while a progress bar stands there it moves out of the way of what passes here.
    sys.stderr.write(harmless(line) + "\n")
    sys.stderr.flush()


def complain(message: str) -> None:
    """Write one line about an error to standard error."""
    if not logs.event("error", "failed", message=message):
        say(f"onrecord: {message}")


def _for_people(line: bytes) -> bytes:
    import msgspec  # noqa: PLC0415 - its only use

    return msgspec.json.format(line, indent=2) + b"\n"


def this_terminal() -> Terminal:
    """Return the terminal behind standard output: its width, and whether it shows bold type."""
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return Terminal(shutil.get_terminal_size((80, 24)).columns, colour=colour)
