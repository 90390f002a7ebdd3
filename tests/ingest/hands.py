"""Workers in this process, for what is no business of Ray's: who does what again, and what shards hold."""

from __future__ import annotations

from contextlib import contextmanager

from stub_reader import read

from onrecord.errors import OnRecordError
from onrecord.ingest.engine.places import Place
from onrecord.ingest.engine.sharing import Share, share_out
from onrecord.ingest.engine.spread import Look, Told
from onrecord.ingest.engine.unit import steps
from onrecord.ingest.gather import Manner
from onrecord.ingest.inputs import Inputs


class Crew:
    """Workers that die where a test says so: ``dies(order, nth)`` of the nth piece that anybody is asked for."""

    def __init__(self, work, count, dies):
        self.work = work
        self.dies = dies
        self.free = list(range(count))
        self.asked = []
        self.at = {}
        self.nth = 0
        self.careful = []

    def idle(self):
        return tuple(self.free)

    def give(self, worker, order):
        if worker in self.free:
            self.free.remove(worker)
        if order is not None:
            self.careful.append(order.careful)
            self.at[worker] = order, steps(order, self.work)
        self.asked.append(worker)

    def told(self, _seconds):
        worker = self.asked.pop(0)
        order, going = self.at[worker]
        self.nth += 1
        if self.dies(order, self.nth):
            self.free.append(worker)
            return [Told(worker, died="killed by SIGKILL")]
        try:
            step = next(going, None)
        except OnRecordError as error:
            return [Told(worker, error=error)]
        if step is None:
            self.free.append(worker)
            return [Told(worker, ended=True)]
        return [Told(worker, (step,))]


def share(
    folder, *inputs, dies=lambda _order, _nth: False, workers=2, piece=4, stop_after=None, hands_seen=None, **manner
):
    """Read inputs into shards; return what came of it, the failures, and the workers."""
    failed, crews, steps_told = [], [], []

    @contextmanager
    def hands(work, _jobs):
        crews.append(Crew(work, workers, dies or (lambda _order, _nth: False)))
        if hands_seen is not None:
            hands_seen.append(work)
        yield crews[-1], workers

    look = Look(
        failed.append,
        lambda *counts: steps_told.append(counts),
        lambda: stop_after is not None and len(steps_told) >= stop_after,
    )
    what = Share(inputs=Inputs([str(one) for one in inputs]), place=Place.of(str(folder)), piece=piece)
    done = share_out(what, Manner(**({"jobs": workers, "read": read} | manner)), hands, look)
    return done, failed, crews[-1]
