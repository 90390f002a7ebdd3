"""An official series from a file: which day, which number, which measure."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import OfficialSeriesError
from onrecord.store.rows import ActorName
from onrecord.story.tally.flags import flags_of
from onrecord.story.tally.types import Kind, Point, Series, Tally

DAY_NAMES = ("report_date", "date", "day", "as_of", "asof", "datum", "timestamp", "reported", "week")
FORMATS = ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%Y%m%d")
# What a column counts, by the words of its name.
MEASURES = {
    "killed": "killed kill dead death deaths died fatalities fatality martyrs toll",
    "injured": "injured injuries injury wounded hurt",
    "missing": "missing",
    "displaced": "displaced idps",
    "hostages": "hostages captives",
    "detained": "detained arrested prisoners",
}
WHO = {
    "children": "children child minors kids",
    "women": "women woman",
    "medics": "med medics medical health healthworkers medic",
    "press": "press journalists media reporters",
    "rescuers": "civdef rescuers",
    "elderly": "elderly",
    "aid workers": "aidworkers",
    "aid seekers": "seeker seekers",
    "hunger": "famine starvation malnutrition",
    "identified": "identified",
}
TOTAL_WORDS = frozenset("cum cumulative total totals overall running sum accumulated todate".split())
NEW_WORDS = frozenset("new daily day today increase change added last24h 24h".split())
# Made up where no report stands: taken only if asked for by name.
MADE_UP = frozenset("ext extrapolated estimate estimated interpolated avg average rolling ma7 7day".split())
# Over how many hours new ones were counted.
PERIODS = frozenset({"report_period", "period_hours", "hours"})
HOURS_A_DAY = 24
# So many days show whether a column only rises.
LEAST_DAYS = 5
# Columns that tell of some deaths by how they came to be counted, and are no series of their own.
ASIDE = frozenset("recovered succumbed committee truce massacres massacre".split())


class Column(msgspec.Struct, frozen=True):
    """A column of an official file and what it counts."""

    name: str
    measure: str
    who: str = "all"
    kind: Kind = "total"


class OfficialDay(msgspec.Struct, frozen=True):
    """One value of an official series.

    Args:
        column: where it stands in the file.
        days: how many days new ones were counted over, where the file says it.
    """

    day: str
    measure: str
    who: str
    kind: Kind
    value: float
    column: str
    days: int = 1


def read_official(
    path: str | Path, *, day: str | None = None, columns: Mapping[str, str] | None = None
) -> tuple[OfficialDay, ...]:
    """Return the values of an official series, oldest first.

    Args:
        path: a CSV file with a head line, a JSON list of objects, or an object that holds one.
        day: name of the column with the day; guessed by its name where not given.
        columns: what columns count, ``{"killed_cum": "killed", "kids": "killed children", "d": "killed new"}``; guessed
            by their names where not given.

    Raises:
        OfficialSeriesError: the file is neither, has no column with days, or none with counts.
    """
    try:
        text = Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise OfficialSeriesError(f"{path}: cannot be read: {error}; give a CSV or JSON file in UTF-8") from error
    return official_in(text, str(path), day=day, columns=columns)


def official_in(
    text: str, path: str, *, day: str | None = None, columns: Mapping[str, str] | None = None
) -> tuple[OfficialDay, ...]:
    """Return the values of an official series, oldest first.

    Args:
        text: of the file.
        path: what messages call it; ``day`` and ``columns`` as for :func:`read_official`.

    Raises:
        OfficialSeriesError: it is neither CSV nor JSON, has no column with days, or none with counts.
    """
    rows = _rows(text, path)
    names = list(dict.fromkeys(name for row in rows for name in row))
    at = day or next((n for want in DAY_NAMES for n in names if _plain(n) == want), None) or _with_days(rows, names)
    if at is None or at not in names:
        raise OfficialSeriesError(f"{path}: no column with the day; name it: one of {', '.join(names[:20])}")
    chosen = _given(columns, names, path) if columns else tuple(c for n in names if n != at and (c := guess(n)))
    if not chosen:
        raise OfficialSeriesError(f"{path}: no column is known to count anything; say which column counts what")
    if not columns:
        chosen = tuple(_as_it_runs(rows, column, chosen) for column in chosen)
    found = [_value(row, at, column) for row in rows for column in chosen]
    return tuple(sorted((v for v in found if v is not None), key=lambda v: (v.day, v.measure, v.who, v.kind, v.column)))


def guess(name: str) -> Column | None:
    """Return what a column counts by its name; None where that is not plain.

    Args:
        name: such as ``killed_cum``, ``Total deaths``, ``killed_children_cum``.
    """
    words = _plain(name).split("_")
    known = set(words)
    if known & (MADE_UP | ASIDE):
        return None
    who = next((who for who, of in WHO.items() if known & set(of.split())), "all")
    measure = next((m for m, of in MEASURES.items() if known & set(of.split())), "killed" if who == "hunger" else None)
    if measure is None:
        return None
    kind: Kind = "total" if known & TOTAL_WORDS or (who != "all" and not known & NEW_WORDS) else "new"
    return Column(name, measure, who, kind)


def _as_it_runs(rows: Sequence[Mapping[str, Any]], column: Column, beside: Sequence[Column]) -> Column:
    """A count that never falls, and has no total beside it, is one itself, whatever its column is called."""
    known = set(_plain(column.name).split("_"))
    alone = not any(c.kind == "total" and (c.measure, c.who) == (column.measure, column.who) for c in beside)
    if column.kind == "total" or known & NEW_WORDS or not alone:
        return column
    values = [v for row in rows if (v := _number(row.get(column.name))) is not None]
    rises = len(values) >= LEAST_DAYS and values[-1] > values[0] and all(a <= b for a, b in pairwise(values))
    return Column(column.name, column.measure, column.who, "total") if rises else column


def _plain(name: str) -> str:
    spaced = re.sub(r"([a-z])([A-Z])", r"\1_\2", name.strip())
    return re.sub(r"[^a-z0-9]+", "_", spaced.lower()).strip("_")


def _given(columns: Mapping[str, str], names: Sequence[str], path: str | Path) -> tuple[Column, ...]:
    unknown = [name for name in columns if name not in names]
    if unknown:
        raise OfficialSeriesError(f"{path}: has no column {', '.join(unknown)}; it has {', '.join(names[:20])}")
    out = []
    for name, says in columns.items():
        column = guess("_".join(says.split()))
        measure = column.measure if column is not None else says.split()[0]
        kind: Kind = "new" if set(says.lower().split()) & NEW_WORDS else "total"
        out.append(Column(name, measure, column.who if column is not None else "all", kind))
    return tuple(out)


def _rows(text: str, path: str) -> list[dict[str, Any]]:
    if text.lstrip()[:1] in {"[", "{"}:
        return _json_rows(text, path)
    try:
        dialect = csv.Sniffer().sniff(text[:4000], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    try:
        read = list(csv.DictReader(io.StringIO(text), dialect=dialect))
    except csv.Error as error:
        raise OfficialSeriesError(f"{path}: no CSV: {error}") from error
    return [{k: v for k, v in row.items() if k is not None} for row in read]


def _json_rows(text: str, path: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise OfficialSeriesError(f"{path}: broken JSON in line {error.lineno}") from error
    except RecursionError as error:
        raise OfficialSeriesError(f"{path}: JSON of too many levels") from error
    if isinstance(found, dict):
        lists = [value for value in found.values() if isinstance(value, list)]
        found = max(lists, key=len, default=[])
    rows = [_flat(row) for row in found if isinstance(row, dict)] if isinstance(found, list) else []
    if not rows:
        raise OfficialSeriesError(f"{path}: no list of days in it; give a list of objects, one a day")
    return rows


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """Nested objects by their path: ``{"killed": {"total": 5}}`` is ``killed_total``."""
    out: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            out |= {f"{name}_{inner}": of for inner, of in value.items()}
        else:
            out[name] = value
    return out


def _with_days(rows: Iterable[Mapping[str, Any]], names: Sequence[str]) -> str | None:
    first = next(iter(rows), {})
    return next((name for name in names if _day(first.get(name)) is not None), None)


def _day(value: object) -> str | None:
    text = str(value or "").strip()
    match = re.match(r"\d{4}-\d{2}-\d{2}", text)
    if match is not None:
        return match[0]
    for form in FORMATS:
        try:
            return datetime.strptime(text, form).date().isoformat()  # noqa: DTZ007 - days have no zone
        except ValueError:
            continue
    return None


def _number(value: object) -> int | float | None:
    if isinstance(value, str):
        plain = re.sub(r"[,\s\u00a0\u202f]", "", value)
        value = float(plain) if re.fullmatch(r"-?\d+(?:\.\d+)?", plain) else None
    if value is None or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if value == int(value) else value


def _value(row: Mapping[str, Any], at: str, column: Column) -> OfficialDay | None:
    day, value = _day(row.get(at)), _number(row.get(column.name))
    if day is None or value is None:
        return None
    hours = next((h for name in row if _plain(name) in PERIODS and (h := _number(row[name]))), None)
    days = max(1, round(hours / HOURS_A_DAY)) if hours and column.kind == "new" else 1
    return OfficialDay(day, column.measure, column.who, column.kind, value, column.name, days)


def official_tally(values: Iterable[OfficialDay], *, source: str, place: str | None = None) -> Tally:
    """Return an official series as a tally, to see what is odd about it or to draw it beside another.

    Args:
        values: of the file.
        source: what to call it.
    """
    groups: dict[tuple[str, str, Kind], dict[str, OfficialDay]] = {}
    for value in values:
        groups.setdefault((value.measure, value.who, value.kind), {}).setdefault(value.day, value)
    actor = ActorName(0, source, "organisation", 0)
    series = tuple(
        Series(measure, who, place, actor, (source,), kind, None, tuple(_point(days[day]) for day in sorted(days)))
        for (measure, who, kind), days in sorted(groups.items())
    )
    return Tally(series, flags_of(series))


def _point(value: OfficialDay) -> Point:
    days = value.days if value.kind == "new" else None
    return Point(value.day, "stated", value.value, value.value, False, days, 0, 0, (), ())
