"""Pages into a store: what is new is read, what is known is passed by, one writer keeps it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import Literal

from onrecord.errors import ModelError, PageError
from onrecord.ingest.items import PageItem, PageRead, Problem, ReadElsewhere, RecordItem, Taken, Told, Unchanged
from onrecord.ingest.keeping import Counts, Intake, Keeping
from onrecord.ingest.patience import Patient
from onrecord.ingest.pool import LONGEST, Done, Todo, as_they_come
from onrecord.ingest.working import Reader, failure_of, lost, read_item, work_or_end
from onrecord.offices import Offices, load_offices
from onrecord.page.reading import RawPage
from onrecord.record import MadeBy, Record
from onrecord.store import intake
from onrecord.store.intake import Answered, KeptPage, Seen
from onrecord.store.keep import Arrival, now, sha256_of

# Stored pages that are held at a time.
_PAGES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How pages are taken in.

    Args:
        jobs: processes that read; 0 for one a core.
        limit: how many pages are read at most; what is known already does not count.
        keep_pages: keep the pages' bytes beside the records.
        reread: read pages that are known too.
        offices: who held which office when; None for the package's own table, False to do without.
        read: what reads a page in each process; None for the reader with ``offices``.
        longest: seconds that reading a page may take.
    """

    jobs: int = 0
    limit: int | None = None
    keep_pages: bool = True
    reread: bool = False
    offices: Offices | Literal[False] | None = None
    read: Reader | None = None
    longest: float = LONGEST


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who is told how it goes.

    Args:
        told: called with each page and what became of it, once that is written: how it was kept, or why it failed.
        step: called whenever a page was read, with what became of all pages that are written.
        stopping: whether somebody wants it to stop: what is being read is then read, kept, and nothing more is taken.
    """

    told: Callable[[Intake, str | PageError], None]
    step: Callable[[Counts], None]
    stopping: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did.

    Args:
        run: its id in the store.
        stopped: whether it was stopped before the end of its inputs.
    """

    run: int
    counts: Counts
    stopped: bool


_Outcome = Intake | PageRead


def gather(store: Patient, items: Iterable[Taken | None], command: str, manner: Manner, watcher: Watcher) -> Report:
    """Take pages into a store until there are no more; a page that fails costs itself alone.

    Args:
        store: where they go; while it is away it is waited for.
        items: the pages, in the order in which they arrive; None where nothing comes for the moment.
        command: what is run, for the table of runs.

    Raises:
        ModelError: a model cannot be loaded, so that no page can be read.
        StoreError: the store cannot be written to; what was kept so far is whole.
        OnRecordError: worker processes do not start.
    """
    jobs = manner.jobs or os.cpu_count() or 1
    work: Callable[[PageItem], _Outcome] = partial(
        work_or_end, read=manner.read or partial(read_item, offices=manner.offices)
    )
    with Keeping(store, command, watcher.told) as keeping:
        sorting = _Sorting(store, manner, watcher, keeping.run)
        with closing(as_they_come(work, sorting.tasks(items), jobs, lost, manner.longest)) as results:
            for result in results:
                if result is None:
                    keeping.tick()
                    continue
                one = sorting.intake(result) if isinstance(result, PageRead) else result
                keeping.take(one)
                watcher.step(keeping.counts)
        keeping.flush()
        return Report(keeping.run, keeping.counts, sorting.stopped)


class _Sorting:
    """Tells what has to be read from what need not be."""

    def __init__(self, store: Patient, manner: Manner, watcher: Watcher, run: int) -> None:
        self._store = store
        self._manner = manner
        self._watcher = watcher
        self._run = run
        self._in_force: MadeBy | None = None
        self._to_read = 0
        self.stopped = False

    def tasks(self, items: Iterable[Taken | None]) -> Iterator[Todo[PageItem] | Done[_Outcome] | None]:
        for item in items:
            if self._watcher.stopping():
                self.stopped = True
                return
            if self._manner.limit is not None and self._to_read >= self._manner.limit:
                return
            task = None if item is None else self._task(item)
            self._to_read += isinstance(task, Todo)
            yield task

    def _task(self, item: Taken) -> Todo[PageItem] | Done[_Outcome]:
        if isinstance(item, PageItem):
            return self._page(item)
        if isinstance(item, RecordItem):
            return Done(self._record(item))
        if isinstance(item, ReadElsewhere):
            return self._read_elsewhere(item)
        if isinstance(item, Problem):
            return Done(Intake(item.error.page, error=item.error, answer=_answer(item.told)))
        if isinstance(item, Unchanged):
            return Done(self._unchanged(item))
        return Done(Intake(item.url))

    def _unchanged(self, item: Unchanged) -> Intake:
        url = item.told.url
        seen = self._store.read(lambda c: intake.last_seen(c, url))
        if seen is None:  # its article is gone: the next time all of the page is wanted
            return Intake(url, answer=_answer(Told(url, item.told.status)))
        sighting: dict[str, object] = {"url": url, "source": item.source, "page": seen.page, "run": self._run}
        sighting["seen_at"] = now()
        return Intake(url, seen=seen, sighting=sighting, answer=_answer(item.told))

    def _record(self, item: RecordItem) -> Intake:
        article, sha256 = item.record.article, sha256_of(item.record)
        page = article.page
        if self._store.read(lambda c: intake.knows_record(c, sha256, page.sha256, page.url, item.source)):
            return Intake(item.name)
        self._to_read += 1
        return Intake(item.name, Arrival(item.record, item.source, now(), url=page.url, run=self._run))

    def _read_elsewhere(self, item: ReadElsewhere) -> Done[_Outcome]:
        page, made = item.read.item, item.read.made
        if isinstance(made, bytes):
            # The same shards once more: their pages have not been seen again, whatever was read since.
            what = (sha256_of(Record.from_json(made)), item.sha256, page.raw.url, page.source)
            if self._store.read(lambda c: intake.knows_record(c, *what, before=self._run)):
                return Done(Intake(page.raw.name))
        return self._known(page, item.sha256, item.made_by) or Done(item.read)

    def _page(self, item: PageItem) -> Todo[PageItem] | Done[_Outcome]:
        return self._known(item, _sha256(item.raw.body)) or Todo(item)

    def _known(self, item: PageItem, sha256: str, made_by: MadeBy | None = None) -> Done[_Outcome] | None:
        """Return what there is to write of a page that need not be read; None for one that has to be."""
        seen = self._seen(sha256, item.raw.url, item.source, fixed=item.fixed)
        if seen is None or self._manner.reread or not self._made_alike(seen, made_by):
            return None
        if seen.again:
            return Done(Intake(item.raw.name, answer=_answer(item.told)))
        sighting: dict[str, object] = {"url": item.raw.url, "source": item.source, "page": sha256, "run": self._run}
        sighting["seen_at"] = item.seen_at or now()
        return Done(Intake(item.raw.name, seen=seen, sighting=sighting, answer=_answer(item.told)))

    def _seen(self, sha256: str, url: str | None, source: str, *, fixed: bool) -> Seen | None:
        return self._store.read(lambda c: intake.seen_page(c, sha256, url, source, fixed=fixed))

    def _made_alike(self, seen: Seen, made_by: MadeBy | None) -> bool:
        """Whether reading the page again would make the same record; by what is in force here, or was elsewhere."""
        if made_by is None:
            made_by = self._in_force = self._in_force or in_force(self._manner)
        return alike(made_by, seen.onrecord, seen.models)

    def intake(self, read: PageRead) -> Intake:
        """Return what is to be written of a page that was read.

        Raises:
            ModelError: a model cannot be loaded.
        """
        item, made = read.item, read.made
        if isinstance(made, ModelError):
            raise made
        name, answer = item.raw.name, _answer(item.told)
        if not isinstance(made, bytes):
            return Intake(name, error=failure_of(read), answer=answer)
        body = item.raw.body if self._manner.keep_pages and item.raw.body else None
        seen_at = item.seen_at or now()
        arrival = Arrival(Record.from_json(made), item.source, seen_at, body, item.raw.url, self._run)
        return Intake(name, arrival, answer=answer)


def _answer(told: Told | None) -> Answered | None:
    return None if told is None else Answered(told.url, told.etag, told.last_modified, now(), told.status)


def in_force(manner: Manner) -> MadeBy:
    """Return what would make records now.

    Raises:
        ModelError: the English model is not installed.
    """
    from onrecord.reader import made_by  # noqa: PLC0415 - only where pages are read

    return made_by(load_offices() if manner.offices is None else manner.offices or None)


def alike(made_by: MadeBy, onrecord: str, models: dict[str, str]) -> bool:
    """Whether a record was made by the same program and models; not every record needs all of them."""
    return onrecord == made_by.onrecord and all(made_by.models.get(name) == v for name, v in models.items())


def kept_pages(store: Patient, manner: Manner) -> Iterator[PageItem]:
    """Yield the pages whose bytes the store keeps and whose records something else made than what is in force now.

    Raises:
        ModelError: the English model is not installed.
    """
    now_made_by, after = in_force(manner), 0
    while True:
        pages = store.read(partial(intake.kept_pages, after=after, count=_PAGES))
        for page in pages:
            after = page.article
            if not alike(now_made_by, page.onrecord, page.models):
                yield _kept_page(page)
        if len(pages) < _PAGES:
            return


def _kept_page(page: KeptPage) -> PageItem:
    stamp = page.published
    feed, given = (stamp.value if stamp and stamp.origin == origin else None for origin in ("feed", "given"))
    raw = RawPage(page.url or page.source, page.body, page.url, page.media_type, published=feed)
    return PageItem(raw, page.source, given=given, seen_at=page.seen_at)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
