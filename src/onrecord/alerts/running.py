"""Looking and telling, again and again: what ``serve``, ``watch`` and ``alert run`` do beside their own work."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.alerts.delivering import POLICY, deliver
from onrecord.alerts.noticing import look
from onrecord.errors import OnRecordError
from onrecord.page.connecting import FetchPolicy
from onrecord.store.alerting import alerts
from onrecord.store.changes import latest_change
from onrecord.store.store import Store

_LOG = logging.getLogger(__name__)
EVERY = 2.0  # seconds between two looks at what is new


class Runner:
    """Looks when something has changed, and sends what is due.

    Args:
        policy: which addresses may be called.
    """

    def __init__(self, store: Store, policy: FetchPolicy = POLICY) -> None:
        self._store = store
        self._policy = policy
        self._seen = -1

    def once(self) -> tuple[int, int]:
        """Look and send once, and return how many notices are new and how many were taken by their webhooks.

        Raises:
            StoreError: the store cannot be read or written to.
        """
        with self._store.reading() as connection:
            latest, watched = latest_change(connection), bool(alerts(connection))
        if not watched:
            return 0, 0
        new = look(self._store) if latest != self._seen else 0
        self._seen = latest
        return new, deliver(self._store, self._policy)

    def run(self, ended: threading.Event, every: float = EVERY) -> None:
        """Go on until somebody ends it; what goes wrong is logged, and tried again.

        Args:
            every: seconds between two looks.
        """
        while not ended.wait(every):
            try:
                self.once()
            except OnRecordError as error:
                _LOG.warning("alerts: %s", error)


@contextmanager
def beside(store: Store, policy: FetchPolicy = POLICY) -> Iterator[None]:
    """Keep an eye on alerts in a thread of its own for as long as something else runs."""
    ended = threading.Event()
    thread = threading.Thread(target=Runner(store, policy).run, args=(ended,), name="alerts", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(2 * EVERY)
