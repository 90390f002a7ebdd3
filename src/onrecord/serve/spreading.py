"""``onrecord ingest --engine ray`` and ``onrecord load``: pages into shards on a cluster, shards into a store."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import UsageError
from onrecord.ingest.gather import Manner, Watcher, gather
from onrecord.ingest.inputs import Inputs
from onrecord.ingest.keeping import Counts
from onrecord.ingest.patience import Patient
from onrecord.ingest.published import given_dates
from onrecord.serve import logs
from onrecord.serve.pace import pace
from onrecord.serve.read import complain, say
from onrecord.serve.taking import (
    ALL_KEPT,
    SOME_FAILED,
    TakeOptions,
    failing,
    kind_of,
    log_of,
    offices_of,
    stopping,
    tell_end,
    telling,
    waiting,
)
from onrecord.store.store import Store

if TYPE_CHECKING:
    from onrecord.ingest.engine.spread import Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadOptions:
    """What ``onrecord ingest --engine ray`` was asked to do.

    Args:
        shards: the folder or address that takes the shards.
        cluster: address of a cluster that runs; None for one of this machine alone.
    """

    take: TakeOptions
    shards: str | None = None
    cluster: str | None = None


def spread_out(options: SpreadOptions) -> int:
    """Read pages into shards and return the exit status: 0 all read, 1 some failed or are not done, 130 or 143 stopped.

    Raises:
        UsageError: the options ask for what cannot be done; nothing was read.
        ExtraError: Ray is not installed.
        ModelError: a model cannot be loaded.
        OutputError: shards cannot be written.
    """
    _check(options)
    from onrecord.ingest.engine.places import Place  # noqa: PLC0415 - of the extra
    from onrecord.ingest.engine.sharing import Share, share_out  # noqa: PLC0415 - of the extra
    from onrecord.ingest.engine.spread import Look  # noqa: PLC0415 - of the extra
    from onrecord.ingest.engine.with_ray import crew  # noqa: PLC0415 - of the extra

    take = options.take
    dates = given_dates(take.published) if take.published else None
    place = Place.of(options.shards or "")
    share = Share(inputs=Inputs(take.inputs, kind_of(take.kind), dates), place=place, published=take.published)
    manner = Manner(jobs=take.jobs, keep_pages=take.pages, offices=offices_of(take), longest=take.longest)
    with ExitStack() as stack:
        log = stack.enter_context(log_of(take.failures)) if take.failures else None
        tell = failing(log)
        step = stack.enter_context(pace(take.inputs))
        stop = stack.enter_context(stopping())
        look = Look(tell, lambda rows, failed: step(Counts(added=rows - failed, failed=failed)), stop.is_set)
        done = share_out(share, manner, partial(crew, cluster=options.cluster), look)
    _tell(done, place.named)
    if done.stopped:
        return stop.status
    return SOME_FAILED if done.failed or done.done < done.units else ALL_KEPT


def _check(options: SpreadOptions) -> None:
    take = options.take
    if not take.inputs:
        raise UsageError("nothing to read: name files, directories, patterns or addresses of file systems")
    if not options.shards:
        raise UsageError("--engine ray writes shards: name a folder for them with --shards; `onrecord load` keeps them")
    if take.limit is not None or take.reread:
        raise UsageError("--engine ray reads all of its inputs once: --limit and --reread are for the local engine")
    if take.jobs < 0:
        raise UsageError(f"-j {take.jobs}: no such number of workers; give 1 or more, or 0 for one a core")


def _tell(done: Spread, where: str) -> None:
    for unit, cause in done.given_up:
        complain(f"{where}: unit {unit} was given up: {cause}; the same command tries it again")
    said = logs.event(
        "info", "shards_written", shards=where, pages=done.rows, failed=done.failed, units=done.units, done=done.done,
        deaths=done.deaths, stopped=done.stopped,
    )  # fmt: skip
    if not said:
        parts = [f"{done.rows:,} pages", f"{done.failed:,} failed", f"{done.done:,} of {done.units:,} units done"]
        parts += [f"{done.deaths} workers died"] if done.deaths else []
        say(f"{where}: {', '.join(parts)}")
    if done.stopped:
        complain("stopped; the pieces that were written stand: the same command goes on with the rest")


def load(store: Store, folders: Sequence[str], *, pages: bool = True, failures: Path | None = None) -> int:
    """Keep what shards hold in a store, and return the exit status: 0 all kept, 1 some failed, 130 or 143 stopped.

    Args:
        folders: paths or addresses.
        pages: keep the pages' bytes, where the shards have them.
        failures: a file to write each failure to, a line each.

    Raises:
        ShardsError: there are no shards, or of another version.
        StoreError: the store cannot be written to.
    """
    from onrecord.ingest.engine.loading import Shards  # noqa: PLC0415 - of the extra

    shards = Shards(folders)
    with ExitStack() as stack:
        log = stack.enter_context(log_of(failures)) if failures else None
        step = stack.enter_context(pace([]))
        stop = stack.enter_context(stopping())
        watcher = Watcher(told=telling(log), step=step, stopping=stop.is_set)
        command = f"load {' '.join(folders)}"[:2000]
        report = gather(
            Patient(store, waiting(stop)), shards.items(), command, Manner(jobs=1, keep_pages=pages), watcher
        )
    tell_end(report)
    if report.stopped:
        complain(f"stopped; what was loaded is kept: the same command goes on ({report.counts.pages} done)")
        return stop.status
    if shards.stopped_at is not None:
        complain(str(shards.stopped_at))
    return SOME_FAILED if report.counts.failed or shards.stopped_at is not None else ALL_KEPT
