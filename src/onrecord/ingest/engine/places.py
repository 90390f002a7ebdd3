"""Where shards stand: a folder of this machine, or an address that fsspec knows; each file whole or not at all."""

from __future__ import annotations

import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import ExtraError, OutputError, UsageError

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*(?:://|::)")
_OWN = "file://"
PART = ".part"
# What is put there is seen at once or not at all, and to give it another name means to copy it.
_OBJECTS = frozenset(
    {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "oci", "r2", "hf", "memory", "http", "https"}
)


def is_address(named: str) -> bool:
    """Whether something is the address of another file system, and no path."""
    return _ADDRESS.match(named) is not None and not named.startswith(_OWN)


def as_path(named: str) -> Path:
    """Return a path that may be written as ``file://…``."""
    return Path(named.removeprefix(_OWN))


def file_system(named: str) -> tuple[Any, str]:
    """Return what opens an address, and what it is called there.

    Raises:
        ExtraError: fsspec is not installed.
        UsageError: nobody knows such an address, or the library that does is not installed.
    """
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - of the extra, and only where an address is named
    except ImportError as error:
        raise ExtraError(f"{named}: an address of another file system", "ray") from error
    try:
        system, path = url_to_fs(named)
    except ImportError as error:
        raise UsageError(f"{named}: {error}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{named}: no address that fsspec knows ({error})") from error
    return system, str(path)


def address(system: Any, path: str) -> str:  # noqa: ANN401 - fsspec has no types
    """Return the address of something in another file system."""
    return str(system.unstrip_protocol(path))


@dataclass(frozen=True)
class Place:
    """A folder; it travels between machines.

    Args:
        named: a path, absolute, or an address.
    """

    named: str

    @staticmethod
    def of(named: str) -> Place:
        """Return the place that a caller names."""
        return Place(named.rstrip("/")) if is_address(named) else Place(str(as_path(named).absolute()))

    def has(self, name: str) -> bool:
        """Whether a file is there."""
        if not is_address(self.named):
            return (Path(self.named) / name).is_file()
        system, path = file_system(self.named)
        return bool(system.isfile(f"{path}/{name}"))

    def names(self, folder: str) -> list[str]:
        """Return the names of the files in a folder below, sorted; none where it is not there."""
        if is_address(self.named):
            system, path = file_system(self.named)
            with suppress(FileNotFoundError, NotADirectoryError):
                return sorted(found.rpartition("/")[2] for found in system.ls(f"{path}/{folder}", detail=False))
            return []
        with suppress(FileNotFoundError, NotADirectoryError):
            return sorted(one.name for one in (Path(self.named) / folder).iterdir())
        return []

    @contextmanager
    def reading(self, name: str) -> Iterator[Path]:
        """Give a file as one of this machine.

        Raises:
            OSError: it cannot be read.
        """
        if not is_address(self.named):
            yield Path(self.named) / name
            return
        system, path = file_system(self.named)
        with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
            copy = Path(folder) / "copy"
            system.get_file(f"{path}/{name}", str(copy))
            yield copy

    @contextmanager
    def writing(self, name: str) -> Iterator[Path]:
        """Give a file to write, which has its name once all of it is on the disk, and not where an error comes first.

        Raises:
            OutputError: it cannot be written; what was written of it is gone.
        """
        try:
            if is_address(self.named):
                with self._sent(name) as path:
                    yield path
            else:
                with self._renamed(Path(self.named) / name) as path:
                    yield path
        except OSError as error:
            raise refused(f"{self.named}/{name}", error) from error

    @contextmanager
    def _renamed(self, target: Path) -> Iterator[Path]:
        part = target.with_name(f".{target.name}-{secrets.token_hex(4)}{PART}")
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield part
            _on_disk(part)
            part.replace(target)
            _on_disk(target.parent)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    @contextmanager
    def _sent(self, name: str) -> Iterator[Path]:
        system, path = file_system(self.named)
        target = f"{path}/{name}"
        with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
            made = Path(folder) / "made"
            yield made
            protocols = {system.protocol} if isinstance(system.protocol, str) else set(system.protocol)
            if protocols & _OBJECTS:
                system.put_file(str(made), target)
                return
            part = f"{target.rpartition('/')[0]}/.{name.rpartition('/')[2]}-{secrets.token_hex(4)}{PART}"
            system.makedirs(target.rpartition("/")[0], exist_ok=True)
            system.put_file(str(made), part)
            system.mv(part, target)

    def put(self, name: str, content: bytes) -> None:
        """Write a small file.

        Raises:
            OutputError: it cannot be written.
        """
        with self.writing(name) as path:
            path.write_bytes(content)

    def get(self, name: str) -> bytes:
        """Return a small file.

        Raises:
            OSError: it cannot be read.
        """
        with self.reading(name) as path:
            return path.read_bytes()

    def tidy(self, folder: str) -> None:
        """Remove what killed runs have left half written in a folder below."""
        if is_address(self.named):
            return
        for name in self.names(folder):
            if name.startswith(".") and name.endswith(PART):
                with suppress(OSError):
                    (Path(self.named) / folder / name).unlink()


def refused(where: str, error: OSError) -> OutputError:
    """Return the error that tells why something cannot be written."""
    cause = error.strerror or str(error) or type(error).__name__
    return OutputError(f"{where}: cannot be written ({cause}); make room or choose another place, then run it again")


def _on_disk(path: Path) -> None:
    """See that a file, or the names in a folder, would be there after a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
