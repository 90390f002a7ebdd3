"""Ray as what runs the workers: one warm model in each; the only file that imports Ray.

Ray starts workers, tells when one has died and finds room for another. Which unit is read by whom, what is done again
and where results go is decided in ``spread.py``: nothing but a few numbers travels between machines.
"""

from __future__ import annotations

import errno
import io
import os
import secrets
import shutil
import socket
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord._version import __version__
from onrecord.errors import ExtraError, OnRecordError
from onrecord.ingest.engine.places import as_path
from onrecord.ingest.engine.plan import NAME
from onrecord.ingest.engine.spread import Told
from onrecord.ingest.engine.unit import Order, Step, Work, steps

if TYPE_CHECKING:
    from types import ModuleType

# Bytes that Ray shares between processes: nothing of ours goes there. Ray asks for 75 MiB at least.
_OBJECTS = 80 * 2**20
# Workers that die before they have done anything, one after another, until it is plain that none can start.
_STARTS = 5
# Ray's sockets lie in its folder, and their names may have 107 bytes.
_LONGEST_FOLDER = 24
_PATIENCE = 5.0  # seconds for a cluster to answer
# A cluster of this machine alone listens on loopback (Ray's own way on macOS and Windows), to whoever knows a token
# that is made by this process and lies in no file. Ray reads these once, when it is imported: a program that has
# imported it before has decided on them itself.
_LOCAL = {
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
    "RAY_AUTH_MODE": "token",
    "RAY_AUTH_TOKEN": secrets.token_hex(32),
}
_OURS = "ray" not in sys.modules


@contextmanager
def crew(work: Work, jobs: int, cluster: str | None = None) -> Iterator[tuple[RayCrew, int]]:
    """Give workers on a cluster, and how many they are.

    Args:
        jobs: workers; 0 for one a core.
        cluster: address of a cluster that runs; None for one of this machine alone, which ends with the run.

    Raises:
        ExtraError: Ray is not installed.
        OnRecordError: there is no cluster at the address.
    """
    with _cluster(jobs, cluster) as ray:
        count = jobs or max(1, int(ray.cluster_resources().get("CPU", 1)))
        workers = RayCrew(ray, work, count)
        try:
            yield workers, count
        finally:
            workers.stop()


@contextmanager
def _cluster(jobs: int, address: str | None) -> Iterator[ModuleType]:
    if address is not None:
        _answers(address)
    wanted = {"RAY_USAGE_STATS_ENABLED": "0"} | (_LOCAL if address is None and _OURS else {})
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    folder = tempfile.mkdtemp(prefix="orr-", dir=_short_folder())
    try:
        ray = _imported()
        # Ray tells of each worker that dies on standard output; the run says itself what it means.
        with redirect_stdout(io.StringIO()):
            _begin(ray, jobs, address, folder)
            try:
                yield ray
            finally:
                ray.shutdown()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        for name, value in before.items():
            os.environ.pop(name, None)
            os.environ |= {name: value} if value is not None else {}


def _imported() -> ModuleType:
    try:
        import ray  # noqa: PLC0415 - of the extra: half a second and 100 MB that nobody else needs
    except ImportError as error:
        raise ExtraError("--engine ray", "ray") from error
    return ray


def _answers(address: str) -> None:
    """See that somebody listens at an address: Ray would try for two minutes, and then end this program.

    Raises:
        OnRecordError: nobody does.
    """
    host, colon, port = address.removeprefix("ray://").rpartition(":")
    if not colon or not port.isdigit():
        return  # a name that Ray knows: auto
    try:
        socket.create_connection((host.strip("[]"), int(port)), _PATIENCE).close()
    except (OSError, OverflowError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise OnRecordError(
            f"the cluster {address}: nobody answers ({cause}); check its address with `ray status`"
        ) from error


def _begin(ray: ModuleType, jobs: int, address: str | None, folder: str) -> None:
    quiet = {"log_to_driver": False, "configure_logging": False}
    own = {
        "num_cpus": jobs or os.cpu_count() or 1,
        "object_store_memory": _OBJECTS,
        "include_dashboard": False,
        "_temp_dir": folder,
    }
    try:
        ray.init(address=address, **quiet) if address else ray.init(address="local", **own, **quiet)
    except Exception as error:
        what = f"the cluster {address}" if address else "a Ray cluster of this machine"
        said = " ".join(str(error).split())[:300]
        raise OnRecordError(
            f"{what}: cannot be had ({type(error).__name__}: {said}); check its address with `ray status`"
            if address
            else f"{what}: does not start ({type(error).__name__}: {said}); try -j 1, or leave out --engine ray"
        ) from error


def _short_folder() -> str | None:
    usual = Path(tempfile.gettempdir())
    return "/tmp" if len(str(usual)) > _LONGEST_FOLDER and Path("/tmp").is_dir() else None  # noqa: S108 - mkdtemp's own


class Hand:
    """What a worker does; an actor of Ray."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._steps: Iterator[Step] = iter(())

    def hello(self) -> tuple[str, str, str | None, int]:
        """Return the versions of onrecord and Python, what is out of reach, and the process."""
        self._work.settle()
        named, witness = self._work.place.named, self._work.witness
        unseen = None if self._work.place.has(NAME) else named
        if unseen is None and witness is not None and not as_path(witness).exists():
            unseen = witness
        return __version__, _python(), unseen, os.getpid()

    def go(self, order: Order | None) -> Told:
        """Begin an order, or go on with it: one piece."""
        try:
            if order is not None:
                self._steps = steps(order, self._work)
            step = next(self._steps, None)
        except OnRecordError as error:
            return Told(-1, error=error)
        except MemoryError:
            os._exit(errno.ENOMEM)  # what it has loaded is of no use any more; tidying up would need memory
        except Exception as error:  # noqa: BLE001 - a unit that breaks us must not take the others along
            said = " ".join(str(error).split())[:200]
            return Told(-1, gave_up=f"onrecord itself failed on this unit ({type(error).__name__}: {said})")
        return Told(-1, ended=True) if step is None else Told(-1, (step,))


class RayCrew:
    """Actors of Ray, each a worker; one that dies is replaced."""

    def __init__(self, ray: ModuleType, work: Work, count: int) -> None:
        self._ray = ray
        self._remote = ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)(Hand)
        self._work = work
        self._hands: dict[int, Any] = {}
        self._asked: dict[Any, tuple[int, bool]] = {}  # what is awaited: of which worker, and whether it is its hello
        self._idle: deque[int] = deque()
        self._false_starts = 0
        self.processes: dict[int, int] = {}
        for worker in range(count):
            self._start(worker)

    def _start(self, worker: int) -> None:
        self._hands[worker] = self._remote.remote(self._work)
        self._asked[self._hands[worker].hello.remote()] = worker, True

    def idle(self) -> Sequence[int]:
        """Return the numbers of those that are ready and have nothing to do."""
        return tuple(self._idle)

    def give(self, worker: int, order: Order | None) -> None:
        """Give a worker an order, or have it go on with its own."""
        with suppress(ValueError):
            self._idle.remove(worker)
        self._asked[self._hands[worker].go.remote(order)] = worker, False

    def told(self, seconds: float) -> Sequence[Told]:
        """Return what has come, waiting for it so long at most.

        Raises:
            OnRecordError: no worker starts, or those of the cluster are other programs than this.
        """
        if not self._asked:
            time.sleep(seconds)
            return ()
        ready, _ = self._ray.wait(list(self._asked), num_returns=1, timeout=seconds)
        return [one for one in map(self._answer, ready) if one is not None]

    def _answer(self, ready: Any) -> Told | None:  # noqa: ANN401 - Ray's own
        worker, greeted = self._asked.pop(ready)
        try:
            answer = self._ray.get(ready)
        except self._ray.exceptions.RayActorError as error:
            return self._dead(worker, _cause(error), began=greeted)
        except self._ray.exceptions.RayError as error:
            raise OnRecordError(f"Ray: {' '.join(str(error).split())[:500]}; see `ray status`") from error
        if greeted:
            self._welcome(worker, answer)
            return None
        told: Told = answer
        if told.ended or told.gave_up is not None:
            self._idle.append(worker)
        return Told(worker, told.steps, told.ended, None, told.gave_up, told.error)

    def _welcome(self, worker: int, answer: tuple[str, str, str | None, int]) -> None:
        version, python, unseen, process = answer
        if (version, python) != (__version__, _python()):
            raise OnRecordError(
                f"a worker of the cluster has onrecord {version} on Python {python}, this is {__version__} on "
                f"{_python()}; install the same on every machine"
            )
        if unseen is not None:
            raise OnRecordError(
                f"a worker of the cluster does not see {unseen}; inputs and shards must stand in folders that all "
                "machines share, or at addresses (s3://…)"
            )
        self._false_starts = 0
        self.processes[worker] = process
        self._idle.append(worker)

    def _dead(self, worker: int, cause: str, *, began: bool) -> Told | None:
        self.processes.pop(worker, None)
        if began:
            self._false_starts += 1
            if self._false_starts >= _STARTS:
                raise OnRecordError(f"the workers of the cluster do not start ({cause}); is onrecord installed there?")
        self._start(worker)
        return None if began else Told(worker, died=cause)

    def stop(self) -> None:
        """End all workers at once; what they have written stands."""
        for hand in self._hands.values():
            with suppress(Exception):
                self._ray.kill(hand)


def _python() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def _cause(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return " ".join(lines)[-300:]
