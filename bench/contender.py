"""What is compared: a way of reading, and the package that it comes in."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import shutil
from collections.abc import Callable
from dataclasses import dataclass

from bench.process import Read

INSTALL = "pip install onrecord[bench]"


@dataclass(frozen=True)
class Contender:
    """One way of reading.

    Args:
        load: gives the reading function, in its own process.
        package: what must be installed; its version is printed.
        module: what is imported of it.
        install: the command that brings it.
        needs: a program that must be on the path, and the command that brings that.
        how: what tells it from another way of reading in the same package.
    """

    name: str
    load: Callable[[], Read]
    package: str
    module: str
    install: str = INSTALL
    needs: tuple[str, str] | None = None
    how: str = ""

    @property
    def missing(self) -> str | None:
        """Say what is not installed and how to install it; None where nothing is missing."""
        if importlib.util.find_spec(self.module) is None:
            return f"not installed: `{self.install}`"
        if self.needs and shutil.which(self.needs[0]) is None:
            return f"needs {self.needs[0]}: `{self.needs[1]}`"
        return None

    @property
    def title(self) -> str:
        """Its name, its version where it is installed, and how it reads."""
        try:
            name = f"{self.name} {importlib.metadata.version(self.package)}"
        except importlib.metadata.PackageNotFoundError:
            name = self.name
        return f"{name}, {self.how}" if self.how else name


def ready(contenders: tuple[Contender, ...]) -> list[Contender]:
    """Return those that can be asked, and print what the others lack."""
    for contender in contenders:
        if contender.missing:
            print(f"{contender.name}: {contender.missing}")
    return [contender for contender in contenders if not contender.missing]
