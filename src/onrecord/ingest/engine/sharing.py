"""From inputs to shards on a cluster: the plan, the workers, what they did."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial

from onrecord.ingest.engine.places import Place, as_path, is_address
from onrecord.ingest.engine.plan import PIECE, Plan, asked_for, planned
from onrecord.ingest.engine.spread import Crew, Look, Spread, spread
from onrecord.ingest.engine.unit import Work
from onrecord.ingest.gather import Manner, in_force
from onrecord.ingest.inputs import Inputs
from onrecord.ingest.working import read_item

Workers = Callable[[Work, int], AbstractContextManager[tuple[Crew, int]]]


@dataclass(frozen=True, kw_only=True)
class Share:
    """What is to be shared out.

    Args:
        inputs: what is read.
        published: what the caller gave as date or table of dates.
        place: where shards go.
        piece: articles in one file.
    """

    inputs: Inputs
    place: Place
    published: str | None = None
    piece: int = PIECE


def share_out(share: Share, manner: Manner, workers: Workers, look: Look) -> Spread:
    """Read inputs into shards; what an earlier run has read stands.

    Args:
        workers: gives them, for work and a number of jobs.

    Raises:
        UsageError: the folder holds shards of something else.
        ModelError: a model cannot be loaded.
        OutputError: shards cannot be written.
        OnRecordError: there are no workers.
    """
    asked = asked_for(share.inputs, share.published, in_force(manner), pages=manner.keep_pages, piece=share.piece)
    plan = planned(share.place, asked, share.inputs, manner.jobs or os.cpu_count() or 1)
    read = manner.read or partial(read_item, offices=manner.offices)
    kept = plan.asked
    known = (kept.folder, kept.kind, kept.pages, kept.piece, kept.made_by)
    work = Work(share.place, plan.ident, *known, read, manner.longest, _witness(plan))
    with workers(work, manner.jobs) as (crew, count):
        return spread(share.place, plan, crew, count, look)


def _witness(plan: Plan) -> str | None:
    paths = (entry.path for unit in plan.units for entry in unit.entries if entry.problem is None)
    return next((path for path in paths if not is_address(path) and as_path(path).exists()), None)
