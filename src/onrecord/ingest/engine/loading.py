"""Shards into a store: in the order of the plan, by the same way as pages that are read here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.errors import ShardsError
from onrecord.ingest.engine.places import Place
from onrecord.ingest.engine.plan import plan_at
from onrecord.ingest.engine.shards import done_at, rows_of
from onrecord.ingest.items import Taken


class Shards:
    """What is to be loaded of folders of shards.

    The order of the plan is kept, whoever read what first: what an article becomes in a store (a new one, a revision,
    a copy) depends on what came before it. So nothing behind a unit that is not done is loaded.

    Args:
        folders: paths or addresses.
    """

    def __init__(self, folders: Sequence[str]) -> None:
        self._places = [(place, plan_at(place)) for place in map(Place.of, folders)]
        self.stopped_at: ShardsError | None = None

    def items(self) -> Iterator[Taken]:
        """Yield what is in them; ``stopped_at`` says why not all of it."""
        try:
            for place, plan in self._places:
                yield from _rows(place, plan.ident, [unit.number for unit in plan.units])
        except ShardsError as error:
            self.stopped_at = error


def _rows(place: Place, plan: str, units: Sequence[int]) -> Iterator[Taken]:
    for at, unit in enumerate(units):
        note = done_at(place, unit, plan)
        if note is None:
            raise ShardsError(
                f"{place.named}: unit {unit} is not done, so it and what stands behind it is not loaded ({at} of "
                f"{len(units)} units are); run the same ingest again, and load again"
            )
        for number, piece in enumerate(note.pieces):
            yield from rows_of(place, unit, number, piece)
