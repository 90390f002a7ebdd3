"""Rows as XLSX with HXL tags: a sheet whose second line says what each column holds, so that other programs know too.

HXL, the Humanitarian Exchange Language (https://hxlstandard.org), puts a line of tags below the header: ``#affected``,
``#date``, ``#adm1`` … Columns that its dictionary has no tag for are ``#meta``, with the column's name as an attribute.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, BinaryIO, cast

import msgspec

from onrecord.errors import ExtraError
from onrecord.export.cells import cells_of, is_day
from onrecord.export.heading import Heading
from onrecord.export.inert import cell
from onrecord.export.spooled import read_out
from onrecord.export.times import day_of
from onrecord.store.frames import Cell, columns_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What Excel takes: rows of a sheet, letters of a cell, of a sheet's name.
MOST_ROWS, LONGEST, LONGEST_NAME = 1_048_576, 32_767, 31
_HEADS = 2  # lines before the rows: names, tags
_LARGEST = 2**53  # beyond it a number of a spreadsheet is another one

# Of a tally's table (onrecord.story.asking.TallyPoint), and of what other tables share with it. HXL's own schema has
# nothing but days below #date, and nothing but numbers below #affected and #population.
TAGS = {
    "measure": "#indicator+name",
    "who": "#group",
    "place": "#loc+name",
    "source": "#org+source",
    "source_id": "#org+source+id",
    "kind": "#indicator+type",
    "since": "#date+start",
    "day": "#date+reported",
    "dated": "#meta+date+basis",
    "low": "#affected+num+min",
    "high": "#affected+num+max",
    "approx": "#meta+approximate",
    "revised": "#meta+revisions+num",
    "voices": "#meta+sources+independent+num",
    "articles": "#meta+articles",
    "url": "#meta+url",
    "outlet": "#org+publisher",
    "title": "#meta+title",
    "known_on": "#date+known",
    "published": "#date+published",
}
_SHEET = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")


def pieces(rows: Iterable[msgspec.Struct], kind: type[msgspec.Struct], heading: Heading) -> Iterator[bytes]:
    """Yield a workbook of rows; where a sheet is full another begins.

    Args:
        kind: their type; it gives the columns.
        heading: its title names the sheet.

    Raises:
        ExtraError: XlsxWriter is not installed.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra, for those who ask
    except ModuleNotFoundError as error:
        raise ExtraError("XLSX", "formats") from error
    return _made(xlsxwriter.Workbook, rows, kind, heading)


def tags_of(kind: type[msgspec.Struct]) -> list[str]:
    """Return the HXL tag of each column."""
    return [_tag(column) for column in columns_of(kind)]


def _tag(column: str) -> str:
    known = TAGS.get(column) or TAGS.get(column.removeprefix("article_"))
    return known or "#meta+" + re.sub(r"[^a-z0-9_]", "_", column.lower())


def _made(
    workbook: Any, rows: Iterable[msgspec.Struct], kind: type[msgspec.Struct], heading: Heading  # noqa: ANN401 - XlsxWriter ships no types
) -> Iterator[bytes]:  # fmt: skip
    with tempfile.TemporaryFile(prefix="onrecord-xlsx-") as file:
        # Rows go to the disk as they come; what looks like a formula or an address stays words.
        options = {
            "constant_memory": True, "default_date_format": "yyyy-mm-dd",
            "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        }  # fmt: skip
        with workbook(file, options) as book:
            # The same rows are the same bytes: no clock, unless the heading has one.
            made = datetime.fromisoformat(day_of(heading.made_at) or "1980-01-01")
            book.set_properties({"title": cell(heading.title), "comments": "made by onrecord", "created": made})
            _write(book, rows, kind, heading)
        yield from read_out(cast("BinaryIO", file))


def _write(book: Any, rows: Iterable[msgspec.Struct], kind: type[msgspec.Struct], heading: Heading) -> None:  # noqa: ANN401 - as above
    bold, sheet, line = book.add_format({"bold": True}), None, MOST_ROWS
    for row in rows:
        if line >= MOST_ROWS:
            sheet, line = _sheet(book, bold, kind, heading), _HEADS
        for place, (name, value) in enumerate(cells_of(row).items()):
            _put(sheet, line, place, name, value)
        line += 1
    if sheet is None:
        _sheet(book, bold, kind, heading)


def _sheet(book: Any, bold: Any, kind: type[msgspec.Struct], heading: Heading) -> Any:  # noqa: ANN401 - as above
    number = len(book.worksheets())
    name = _SHEET.sub(" ", cell(heading.title)).strip()[: LONGEST_NAME - 4] or "onrecord"
    sheet = book.add_worksheet(f"{name} {number + 1}" if number else name)
    # Line by line: what is above the line that is written has gone to the disk.
    for place, column in enumerate(columns_of(kind)):
        sheet.write_string(0, place, column, bold)
    for place, tag in enumerate(tags_of(kind)):
        sheet.write_string(1, place, tag)
    sheet.freeze_panes(_HEADS, 0)
    return sheet


def _put(sheet: Any, line: int, place: int, name: str, value: Cell) -> None:  # noqa: ANN401 - as above
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value)
    elif isinstance(value, int | float) and abs(value) <= _LARGEST:
        sheet.write_number(line, place, value)
    elif is_day(name) and (day := day_of(str(value))):
        sheet.write_datetime(line, place, date.fromisoformat(day))
    else:
        words = cell(str(value))
        sheet.write_string(line, place, words if len(words) <= LONGEST else words[: LONGEST - 1] + "…")
