"""What reading any bytes must keep to: an answer or a reason, lawful, the same twice, quick, and small.

`Trial.finding` reads one page through every stage and says what is wrong with the answer. What makes a finding:
an exception that is no `OnRecordError`, a broken rule (`tests/record_rules.py`: spans, quotes, ids, round trips),
another record from the same bytes, more than five seconds of processor time, more than one gigabyte of memory.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.record_rules import broken_mapping, broken_quotes, broken_rules

from bench.process import memory
from onrecord.errors import OnRecordError
from onrecord.page import PageReading, RawPage, read_article
from onrecord.page.opening import open_page
from onrecord.reader import read_page, read_text
from onrecord.record import Record, decode, encode
from onrecord.serve.enriched import enriched_json
from onrecord.store.articles import record as kept_record
from onrecord.store.keep import Arrival, keep
from onrecord.store.store import Store

SLOW_S = 5.0  # processor seconds for one page
MOST_MB = 1000.0
# A page of ordinary size: about four times the 950 words that an article of PolNeAR has on average. Reading is linear
# in the text, so that a book takes longer than five seconds and is no hang; longer texts are read by the page stage.
ORDINARY_TEXT, ORDINARY_WORDS = 30_000, 4_000  # code points; words and marks
AGAIN_EVERY, STORE_EVERY = 4, 8
_WARM = b"<p>The mayor, Ada Brenn, said so on Tuesday.</p>"
_WORD = re.compile(r"\w+|[^\w\s]")
FIRST_RULES = 3  # of the rules that one page breaks, told


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must not be.

    Args:
        sign: the same for what is probably the same fault.
        told: all of it, for whoever mends it.
    """

    sign: str
    told: str


@dataclass(slots=True)
class Trial:
    """One process's readings.

    Args:
        folder: where its store stands.
        counts: how often what came of a page.
    """

    folder: Path
    counts: Counter[str] = field(default_factory=Counter)
    slowest_s: float = 0.0
    peak_mb: float = 0.0
    _texts: set[bytes] = field(default_factory=set)
    _store: Store | None = None
    _took_s: float = 0.0
    _base_mb: float = 0.0

    def finding(self, body: bytes, *, fresh: bool = True) -> Finding | None:
        """Read a page and return what is wrong with the answer; None where nothing is.

        Args:
            fresh: leave out the reading of a text that was read before.
        """
        self.counts["pages"] += 1
        before = self._fresh_peak()
        self._took_s, started = 0.0, time.process_time()
        try:
            wrong = self._wrong(body, fresh=fresh)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
            wrong = _raised(error)
        return wrong or self._cost(self._took_s or time.process_time() - started, before)

    def _fresh_peak(self) -> float:
        """Count the peak anew, and return what the process has now: pages of the corpus and the guide's own too."""
        if not self._base_mb:
            read_page(open_page(_WARM))
            self._base_mb = memory("VmRSS")
        Path("/proc/self/clear_refs").write_text("5", "ascii")
        return memory("VmRSS")

    def _cost(self, seconds: float, before: float) -> Finding | None:
        """What the page took: beside a process that has read one other, whatever this one holds by now."""
        self.slowest_s = max(self.slowest_s, seconds)
        peak = self._base_mb + memory("VmHWM") - before
        self.peak_mb = max(self.peak_mb, peak)
        if peak > MOST_MB:
            return Finding("memory", f"{peak:.0f} MB at the peak")
        return Finding("slow", f"{seconds:.1f} s of processor time") if seconds > SLOW_S else None

    def _wrong(self, body: bytes, *, fresh: bool) -> Finding | None:
        started = time.process_time()
        try:
            raw = open_page(body)
            page = read_article(raw)
        except OnRecordError:
            self.counts["refused"] += 1
            return None
        if rules := broken_mapping(page):
            return _broken(rules)
        if not self._is_wanted(page, fresh=fresh):
            return None
        self.counts["read"] += 1
        record = read_text(page.article, page.notes)
        self._took_s = time.process_time() - started  # what follows is the fuzzer's own work
        if rules := [*broken_rules(record), *broken_quotes(json.loads(enriched_json(record, quotes=True)))]:
            return _broken(rules)
        if self.counts["read"] % AGAIN_EVERY == 0 or not fresh:
            self.counts["read twice"] += 1
            if encode(read_page(raw).record) != encode(record):
                return Finding("two records", "the same bytes gave another record the second time")
        return self._in_store(record) if self.counts["read"] % STORE_EVERY == 0 or not fresh else None

    def _is_wanted(self, page: PageReading, *, fresh: bool) -> bool:
        article = page.article
        if len(article.text) > ORDINARY_TEXT or sum(1 for _ in _WORD.finditer(article.text)) > ORDINARY_WORDS:
            self.counts["longer than ordinary: page stage alone"] += 1
            return False
        plain = repr((article.text, article.blocks, article.language, article.published, article.title))
        digest = hashlib.sha256(plain.encode("utf-8", "surrogatepass")).digest()
        if fresh and digest in self._texts:
            self.counts["a text read before"] += 1
            return False
        self._texts.add(digest)
        return True

    def _in_store(self, record: Record) -> Finding | None:
        """Keep the record and get it back, in a transaction that is taken back."""
        self.counts["kept in a store"] += 1
        self._store = self._store or Store.create(self.folder / f"fuzz-{os.getpid()}-{id(self)}.db")
        again: Any = None
        with self._store.engine.connect() as connection:
            receipt = keep(connection, Arrival(record, "fuzz", "2031-03-04T17:03:00Z"))
            again = kept_record(connection, receipt.article or 0)
            connection.rollback()
        if again != decode(encode(record)):
            return Finding("store", "the store gives back another record than was kept")
        return None


def _broken(rules: list[str]) -> Finding:
    first = "".join(c for c in rules[0].partition(":")[0] if not c.isdigit())
    return Finding(f"rule {first}", "\n".join(rules[:FIRST_RULES]))


def _raised(error: Exception) -> Finding:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "onrecord" in frame.filename] or frames
    at = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"
    told = "".join(traceback.format_exception(error))[-4000:]
    return Finding(f"{type(error).__name__} {at}", told)


def result(body: bytes) -> str:
    """Return a hash of what a page gives, the reason included; the same in every process."""
    try:
        told = encode(read_page(RawPage("(bytes)", open_page(body).body)).record)
    except OnRecordError as error:
        told = str(error)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
