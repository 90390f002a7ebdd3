"""The one writer: what was read goes into the store in batches, each kept whole or not at all."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Self

from sqlalchemy import Connection

from onrecord.errors import PageError, StoreBusyError, StoreGoneError
from onrecord.ingest.patience import Patient
from onrecord.store import intake
from onrecord.store.intake import Answered, Failed, Seen
from onrecord.store.keep import Arrival, keep, now
from onrecord.story.arrivals import arrive

# A transaction costs the disk once, however many articles are in it; what is in an open one is lost by a kill and read
# again. 16 articles are three seconds of reading on two cores.
BATCH = 16
SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Intake:
    """What is to be written of one page.

    Args:
        name: what messages call it.
        arrival: an article to keep.
        seen: a stored article that was seen again, at the address and time that ``sighting`` says.
        answer: what the server said of its address.
        error: why there is nothing to keep.
    """

    name: str
    arrival: Arrival | None = None
    seen: Seen | None = None
    sighting: dict[str, object] | None = None
    answer: Answered | None = None
    error: PageError | None = None


@dataclass(slots=True)
class Counts:
    """What became of the pages of a run.

    Args:
        added: articles that the store did not have.
        revised: articles whose text had changed.
        reread: articles whose text was known, and whose record has changed.
        known: pages that brought nothing new.
        forgotten: pages whose article was taken down before, and stays away.
        failed: pages that could not be kept.
    """

    added: int = 0
    revised: int = 0
    reread: int = 0
    known: int = 0
    forgotten: int = 0
    failed: int = 0

    @property
    def pages(self) -> int:
        """All of them."""
        return self.added + self.revised + self.reread + self.known + self.forgotten + self.failed


_COUNTED = {"new": "added", "revised": "revised", "reread": "reread", "known": "known", "forgotten": "forgotten"}


@dataclass
class Keeping:
    """Writes into a store in batches; a context manager that writes the rest at its end, unless an error ends it.

    Args:
        command: what is run, for the table of runs.
        tell: called with each page and what became of it, once that is written.
    """

    store: Patient
    command: str
    tell: Callable[[Intake, str | PageError], None]
    run: int = 0
    counts: Counts = field(default_factory=Counts)
    _batch: list[Intake] = field(default_factory=list)
    _since: float = 0.0
    _written: int = 0
    _unsure: list[str | PageError] | None = None

    def __enter__(self) -> Self:
        self.run = self.store.write(lambda c: intake.begin_run(c, self.command, now()))
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.flush()
            self.store.write(lambda c: intake.end_run(c, self.run, now()))

    def take(self, one: Intake) -> None:
        """Take what is to be written; it is stored with its batch, after at most a few seconds of reading."""
        if not self._batch:
            self._since = time.monotonic()
        self._batch.append(one)
        if len(self._batch) >= BATCH:
            self.flush()
        else:
            self.tick()

    def tick(self) -> None:
        """Write the batch if it has waited long enough."""
        if self._batch and time.monotonic() - self._since >= SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write the batch now.

        Raises:
            StoreError: the store cannot be written to.
        """
        batch, self._batch = self._batch, []
        if not batch:
            return
        try:
            outcomes = self._kept(batch)
        except (StoreBusyError, StoreGoneError):
            raise
        except Exception:  # noqa: BLE001 - one article breaks the batch: the others are written without it
            outcomes = [outcome for one in batch for outcome in self._alone(one)]
        for one, outcome in zip(batch, outcomes, strict=True):
            self._count(one, outcome)

    def _kept(self, batch: Sequence[Intake]) -> list[str | PageError]:
        self._unsure = None
        outcomes = self.store.write(lambda c: self._write(c, batch))
        self._written += len(batch)
        return outcomes

    def _write(self, connection: Connection, batch: Sequence[Intake]) -> list[str | PageError]:
        # Where the connection breaks at the end, nobody says whether the batch was kept: what the run has counted does.
        counted = self._written + len(batch)
        if self._unsure is not None and intake.counted_in_run(connection, self.run) == counted:
            return self._unsure
        outcomes = [self._write_one(connection, one) for one in batch]
        intake.note_answers(connection, [one.answer for one in batch if one.answer is not None])
        errors = [(one, error) for one, error in zip(batch, outcomes, strict=True) if isinstance(error, PageError)]
        failures = [Failed(e.page, e.cause, e.remedy, now()) for _, e in errors]
        intake.add_failures(connection, self.run, failures)
        added = sum(outcome == "new" for outcome in outcomes)
        intake.count_in_run(connection, self.run, added, len(batch) - added - len(errors), len(errors))
        self._unsure = outcomes
        return outcomes

    def _write_one(self, connection: Connection, one: Intake) -> str | PageError:
        if one.error is not None:
            return one.error
        if one.arrival is not None:
            receipt = keep(connection, one.arrival)
            if receipt.changed and receipt.article is not None:
                arrive(connection, receipt.article)
            return receipt.kept
        if one.seen is not None and one.sighting is not None:
            intake.see_again(connection, one.seen, one.sighting)
        return "known"

    def _alone(self, one: Intake) -> list[str | PageError]:
        """Write one of a batch that failed; what fails again is named as a fault of ours."""
        try:
            return self._kept([one])
        except (StoreBusyError, StoreGoneError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever an article does to us, it must not take the others along
            said = " ".join(str(error).split())[:200]
            cause = f"onrecord itself failed to keep this article ({type(error).__name__}: {said})"
            failed = Intake(one.name, error=PageError(one.name, cause, "please report it, with the page"))
            return self._kept([failed])

    def _count(self, one: Intake, outcome: str | PageError) -> None:
        name = "failed" if isinstance(outcome, PageError) else _COUNTED[outcome]
        setattr(self.counts, name, getattr(self.counts, name) + 1)
        self.tell(one, outcome)
