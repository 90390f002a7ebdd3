"""Whether an installed package's files are still those that were installed: pip keeps the hash of each."""

from __future__ import annotations

import base64
import hashlib
from importlib.metadata import PackageNotFoundError, PackagePath, distribution

from onrecord.errors import ModelError

# Files with these endings say something to people; the model does without them.
_FOR_PEOPLE = (".md", ".txt", ".pyc")


def check_installed(package: str) -> None:
    """Hold the files of a package that is a model against the hashes that were noted when it was installed.

    An installer that notes no hashes leaves nothing to check. 15 MB take some 15 ms.

    Raises:
        ModelError: a file is missing, or not the one that was installed.
    """
    try:
        listed = distribution(package).files or []
    except PackageNotFoundError:
        return
    for file in listed:
        if file.hash is not None and file.hash.mode == "sha256" and not _is_for_people(file):
            _check(package, file)


def _is_for_people(file: PackagePath) -> bool:
    return ".dist-info" in file.parts[0] or file.name.endswith(_FOR_PEOPLE) or file.name.startswith("LICENSE")


def _check(package: str, file: PackagePath) -> None:
    path, remedy = file.locate(), f"install it again: `pip install --force-reinstall --no-deps {package}`"
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - importlib.metadata's own kind of path
            found = hashlib.file_digest(stream, "sha256")
    except OSError as error:
        raise ModelError(f"model {package}: {path} cannot be read ({error.strerror}); {remedy}") from error
    noted = file.hash.value if file.hash else ""
    if base64.urlsafe_b64encode(found.digest()).decode().rstrip("=") != noted:
        raise ModelError(f"model {package}: {path} is not the file that was installed; {remedy}")
